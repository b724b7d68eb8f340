"""CASE 2021 shared task 2: the fine-grained type of a snippet, 25 ACLED types and 5 more.

Data: any *.tsv with the columns id, EventSnippet, SubType. Each snippet is read as one passage; the events told in
it give its type by the rules in `types.toml`, of which the first that is met wins. Weighted F1 is the published
measure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.data import files_of, read_table
from benchmarks.framework import Job, Score
from benchmarks.measures import type_scores
from benchmarks.reader import Reader, document_of
from benchmarks.typemap import Told, crowds, first_class, load, stated, told, without_causes
from rashomon.model import Reading

__all__ = ["CaseResult", "events_of", "measure"]


@dataclass(frozen=True, slots=True)
class CaseResult:
    weighted_f1: float
    macro_f1: float
    accuracy: float
    classes: Mapping[str, Score]
    documents: int
    failed: tuple[str, ...] = ()


def events_of(reading: Reading) -> list[Told]:
    """All that a snippet tells, as the rules of this scheme see it."""
    mentions = without_causes(reading, reading.events)
    return [*told(reading, mentions), *crowds(reading, mentions), *stated(reading)]


def measure(job: Job) -> CaseResult:
    rules, reader = load()["case2021"], Reader()
    rows = [
        (f"{path.name}:{line}", row["EventSnippet"], row["SubType"])
        for path in files_of(job.data, "*.tsv")
        for line, row in read_table(path, ("id", "EventSnippet", "SubType"))
    ]
    rows = job.pick(rows, lambda row: row[0])
    gold, found = [], []
    for name, text, subtype in job.follow(rows, "case2021: snippet"):
        reading = reader.read(document_of(name, text), whole=True)
        gold.append(subtype)
        found.append(first_class(rules, events_of(reading)))
    scores = type_scores([{g} for g in gold], [{f} for f in found], {*gold, *found})
    right = sum(g == f for g, f in zip(gold, found, strict=True)) / max(len(gold), 1)
    return CaseResult(scores.weighted_f1, scores.macro_f1, right, scores.classes, len(rows), tuple(reader.failed))

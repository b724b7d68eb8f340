"""PLOVER's gold records: who did what to whom, in one sentence or two.

Data: any *.txt or *.json with a list of records (event, text, source, target: lists of {"actorText"}); records without
a text are documentation and left out. Each text is read as one passage. Our answer is one event of it: the first that
is actual or possible, else the first. The older type names of the records
are put into today's by `types.toml`. An actor or recipient is right when it shares a word that is no title, article
or preposition, or the first five letters of one, with a gold actor (source) or recipient (target).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.data import files_of, need, read_json
from benchmarks.framework import DataError, Job, Score
from benchmarks.measures import type_scores
from benchmarks.reader import Reader, document_of
from benchmarks.typemap import load
from rashomon.model import EventMention, Modality, Reading

__all__ = ["PloverResult", "main_mention", "matches", "measure"]

SMALL = frozenset({"the", "a", "an", "of", "in", "on", "and", "for", "to", "from", "by", "its", "their", "his", "her"})


@dataclass(frozen=True, slots=True)
class PloverResult:
    weighted_f1: float
    macro_f1: float
    type_accuracy: float
    actor: Score
    recipient: Score
    without_event: int
    documents: int
    failed: tuple[str, ...] = ()


def measure(job: Job) -> PloverResult:
    records = [r for path in files_of(job.data, "*.txt", "*.json") for r in _records(path, read_json(path))]
    records = job.pick(records, lambda record: str(record.get("id")))
    renamed, reader = load()["plover"], Reader()
    gold, found, without = [], [], 0
    hits = {"source": [0, 0, 0], "target": [0, 0, 0]}
    for record in job.follow(records, "plover: record"):
        reading = reader.read(document_of(str(record["id"]), str(record["text"])), whole=True)
        mention = main_mention(reading)
        without += mention is None
        gold.append(str(renamed.get(record["event"], record["event"])))
        found.append(mention.type.value if mention else "none")
        names = {actor.id: actor.name for actor in reading.actors}
        for side, ids in (
            ("source", mention.actors if mention else ()),
            ("target", mention.recipients if mention else ()),
        ):
            counted = matches(_names(record.get(side)), [names[i] for i in ids])
            hits[side] = [a + b for a, b in zip(hits[side], counted, strict=True)]
    scores = type_scores([{g} for g in gold], [{f} for f in found], {*gold, *found} - {"none"})
    return PloverResult(
        weighted_f1=scores.weighted_f1,
        macro_f1=scores.macro_f1,
        type_accuracy=sum(g == f for g, f in zip(gold, found, strict=True)) / max(len(gold), 1),
        actor=Score.of(*hits["source"]),
        recipient=Score.of(*hits["target"]),
        without_event=without,
        documents=len(records),
        failed=tuple(reader.failed),
    )


def _records(path: Any, content: Any) -> list[dict[str, Any]]:
    if not isinstance(content, list):
        raise DataError(f"{path}, line 1: expected a list of records.")
    told = [need(one, ("event",), path, number) for number, one in enumerate(content, 1)]
    return [one for one in told if one.get("text")]


def _names(side: object) -> list[str]:
    return [str(one.get("actorText", "")) for one in side if one.get("actorText")] if isinstance(side, list) else []


def main_mention(reading: Reading) -> EventMention | None:
    """The event that stands for the text: real before planned or denied, then the one told first."""
    real = [e for e in reading.events if e.modality in (Modality.ACTUAL, Modality.POSSIBLE)]
    return next(iter(real or reading.events), None)


def matches(gold: Sequence[str], found: Sequence[str]) -> tuple[int, int, int]:
    """(right, given, wanted): each name of either side is matched at most once."""
    left = list(dict.fromkeys(found))
    given, right = len(left), 0
    for name in gold:
        match = next((one for one in left if _alike(name, one)), None)
        if match is not None:
            left.remove(match)
            right += 1
    return right, given, len(gold)


def _alike(one: str, other: str) -> bool:
    return any(
        a == b or (min(len(a), len(b)) >= 4 and (a.startswith(b[:5]) or b.startswith(a[:5])))
        for a in _words(one)
        for b in _words(other)
    )


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.lower())) - SMALL

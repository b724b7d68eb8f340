"""IndiaPoliceEvents: does a sentence tell that police killed, arrested, used force, failed to act, did anything?

Data: `sents.jsonl` (doc_id, sent_id, sent_labels, sent_text). The sentences of a document are joined by a space and
read as one document, as a user would read it; the events told in a sentence give its labels by the rules in
`types.toml`. The measure is the F1 of each class over sentences; a sample is one of documents.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.data import files_of, read_jsonl
from benchmarks.framework import Job, Score
from benchmarks.measures import type_scores
from benchmarks.reader import Reader, document_of
from benchmarks.typemap import all_classes, load, told

__all__ = ["IndiaResult", "measure", "sentence_events"]


@dataclass(frozen=True, slots=True)
class IndiaResult:
    weighted_f1: float
    macro_f1: float
    classes: Mapping[str, Score]
    sentences: int
    documents: int
    failed: tuple[str, ...] = ()


def measure(job: Job) -> IndiaResult:
    documents: dict[str, list[tuple[str, list[str]]]] = {}
    for path in files_of(job.data, "sents*.jsonl", "sents*.jsonl.gz"):
        for _, row in read_jsonl(path, ("doc_id", "sent_labels", "sent_text")):
            documents.setdefault(str(row["doc_id"]), []).append((str(row["sent_text"]), list(row["sent_labels"])))
    names = job.pick(list(documents), str)
    gold: list[set[str]] = []
    found: list[set[str]] = []
    reader = Reader()
    for name in job.follow(names, "india-police-events: document"):
        sentences = documents[name]
        gold += [set(labels) for _, labels in sentences]
        found += sentence_events(reader, name, [text for text, _ in sentences])
    classes = {str(rule["class"]) for rule in load()["india"]["rule"]} | {label for labels in gold for label in labels}
    scores = type_scores(gold, found, classes)
    return IndiaResult(scores.weighted_f1, scores.macro_f1, scores.classes, len(gold), len(names), tuple(reader.failed))


def sentence_events(reader: Reader, name: str, sentences: list[str]) -> list[set[str]]:
    """The labels of each sentence, from one reading of them all."""
    starts = [0]
    for text in sentences:
        starts.append(starts[-1] + len(text) + 1)
    reading = reader.read(document_of(name, " ".join(sentences)))
    events = told(reading, reading.events)
    rules = load()["india"]
    return [
        all_classes(rules, [event for event in events if start <= event.start < end])
        for start, end in itertools.pairwise(starts)
    ]

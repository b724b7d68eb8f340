"""Annotations: news articles in which careful readers marked who says how many, and who is said to have done it.

Data: a JSON Lines file of the articles (id, text); what was marked in them is in `training/annotations`, whose guide
says how. `--split dev` are articles that the rules were written beside, `test` those that nothing was fitted to. An
article that the file does not hold, or with another text than was annotated, is an error.

- counts, counts_with_claimant: as in the benchmark of facts.
- doers: who is said to have done it, by the words or the name, within 150 characters of the annotated words.
- responsibility: the same with claimant and stance right as well. Recall is over the annotated statements that are not
  optional, precision over all of ours; both only where it is told as actual or possible.
- recipient, label: shares of the annotated ones that are found.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.facts import Share
from benchmarks.facts_scoring import Exported, Gold, score_document
from benchmarks.framework import DataError, Job, Score
from benchmarks.reader import Reader, document_of
from rashomon.model import Claim
from rashomon.show.rows import claimant_row, value_row
from training.annotate import KINDS, Unfit, as_gold, best, read_texts

__all__ = ["AnnotationsResult", "annotated", "marks", "measure"]

FOLDER = Path(__file__).resolve().parent.parent / "training" / "annotations"


@dataclass(frozen=True, slots=True)
class AnnotationsResult:
    counts: Score
    counts_with_claimant: Score
    doers: Score
    responsibility: Score
    recipient: Share
    label: Share
    documents: int
    failed: tuple[str, ...] = ()


def marks(data: Path, options: argparse.Namespace) -> list[Path]:
    """What the figures rest on besides the articles."""
    return [FOLDER / name for name in (*KINDS, "splits.json")]


def annotated(split: str) -> dict[str, Path]:
    """The best annotation of each article of a split."""
    splits = json.loads((FOLDER / "splits.json").read_text(encoding="utf8"))
    names = sorted(name for name, one in splits.items() if split in ("all", one["split"]))
    return {name: best(FOLDER, name) for name in names}


def measure(job: Job) -> AnnotationsResult:
    paths, reader, n = annotated(job.split), Reader(), Counter[str]()
    try:
        texts = read_texts(job.data)
    except (OSError, ValueError, KeyError) as error:
        raise DataError(f"{job.data}: no JSON Lines of articles with id and text ({error}).") from error
    names = job.pick(list(paths), str)
    for name in job.follow(names, "annotations: article"):
        if name not in texts:
            raise DataError(f"{job.data}: the article {name}, which is annotated, is not there.")
        text = texts[name]["text"]
        try:
            gold = Gold(paths[name], as_gold(json.loads(paths[name].read_bytes()), text, name))
        except Unfit as error:
            raise DataError(f"{job.data}: {error}") from error
        claims = reader.read(document_of(name, text)).claims
        n += score_document(gold, Exported(text, [_row(claim) for claim in claims]))
    return AnnotationsResult(
        counts=Score.of(n["count_hit"], n["count_got"], n["count_gold"]),
        counts_with_claimant=Score.of(n["count_hit_claimant"], n["count_got"], n["count_gold"]),
        doers=_both("doer", n),
        responsibility=_both("responsibility", n),
        recipient=Share.of(n["recipient_hit"], n["recipient_gold"]),
        label=Share.of(n["label_hit"], n["label_gold"]),
        documents=len(names),
        failed=tuple(reader.failed),
    )


def _row(claim: Claim) -> dict[str, Any]:
    """What is scored of a claim, as the ledger exports it."""
    return {
        "id": claim.id,
        "event": claim.event_mention,
        "field": claim.field.value,
        "value": value_row(claim.field, claim.value),
        "claimant": claimant_row(claim.claimant),
        "stance": claim.stance.value,
        "modality": claim.modality.value,
        "evidence": [{"start": e.start, "end": e.end, "quote": e.quote} for e in claim.evidence],
    }


def _both(name: str, n: Counter[str]) -> Score:
    precision = n[f"{name}_right"] / n[f"{name}_got"] if n[f"{name}_got"] else 0.0
    recall = n[f"{name}_hit"] / n[f"{name}_gold"] if n[f"{name}_gold"] else 0.0
    return Score.of_rates(precision, recall)

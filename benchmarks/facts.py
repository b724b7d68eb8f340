"""Facts: texts with gold facts written by hand, in the format of `../shared/gold`.

Data: a folder of *.yaml, one for each document, and the texts: `document` is looked up beside the YAML file, below its
folder, beside that folder, and by its bare name in the folder `--texts`. The texts are read into one ledger, as by
`rashomon read`, and what the ledger exports is scored:

- A count is right when field and both bounds are right and its evidence overlaps the gold quote; each count of ours
  serves once. A gold count that is optional is neither required nor wrong. Any other actual or possible count of ours
  is invented.
- An actor, recipient or label is found when the name of a claim of that field shares a word with it (titles, articles
  and offices apart, or the first five letters of one) and its evidence is within 150 characters of the quote.
- `with_claimant` asks for the speaker too, by the same comparison of names.
- disagree, revises: pairs of gold claims that are both found, in one event. not_events: stretches of text without a
  trigger of an actual event. passages: parts with the right kind and, within two characters, the right ends.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks.data import files_of, need, read_text
from benchmarks.facts_scoring import Exported, Gold, score_document
from benchmarks.framework import DataError, Job, Score
from rashomon.ledger.store import Ledger
from rashomon.run.engine import read
from rashomon.show.rows import claim_row, event_row, passage_row

__all__ = ["FactsResult", "arguments", "exported", "find_text", "measure", "read_gold", "texts_of"]


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; `share` None where there are none."""

    hit: int
    gold: int
    share: float | None

    @classmethod
    def of(cls, hit: int, gold: int) -> Share:
        return cls(hit, gold, hit / gold if gold else None)


@dataclass(frozen=True, slots=True)
class FactsResult:
    counts: Score
    counts_with_claimant: Score
    approximate: Share
    actor: Share
    actor_with_claimant: Share
    recipient: Share
    label: Share
    stance: Share
    disagree: Share
    revises: Share
    not_events_clean: Share
    passages: Share
    quotes_exact: Share
    documents: int
    failed: tuple[str, ...] = ()


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--texts", type=Path, help="facts: the folder with the texts, where they are not beside the gold"
    )


def measure(job: Job) -> FactsResult:
    golds = job.pick(golds_of(job.data), lambda g: g.path.name)
    texts = [find_text(gold, getattr(job.options, "texts", None)) for gold in golds]
    ledger = exported(texts)
    counts: Counter[str] = Counter()
    for gold, path in zip(golds, texts, strict=True):
        counts += score_document(gold, ledger[str(path)])
    failed = sum((one.problems for one in ledger.values()), ())
    return result_of(counts, len(golds), failed)


def golds_of(folder: Path) -> list[Gold]:
    return [read_gold(path) for path in files_of(folder, "*.yaml", "*.yml")]


def texts_of(folder: Path, options: argparse.Namespace) -> list[Path]:
    """The texts that the gold files of a folder are about."""
    return [find_text(gold, getattr(options, "texts", None)) for gold in golds_of(folder)]


def exported(texts: Sequence[Path]) -> dict[str, Exported]:
    """What a ledger of these texts exports, by the path of each. Raises DataError for a text that cannot be read."""
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        read([str(path) for path in dict.fromkeys(texts)], Path(folder) / "ledger")
        with Ledger(Path(folder) / "ledger") as ledger:
            found = {one.name: Exported(ledger.text(one.id)) for one in ledger.documents()}
            if missing := [str(path) for path in texts if str(path) not in found]:
                raise DataError(f"{missing[0]}: could not be read, or has the bytes of another text.")
            for item in ledger.claims():
                found[item.document].claims.append(claim_row(item))
            for view in ledger.events():
                for mention in event_row(view, ())["mentions"]:
                    found[mention["document"]].mentions.append(mention)
            for name, passage in ledger.passages():
                found[name].passages.append(passage_row(name, passage))
            for problem in ledger.problems():
                if problem.code == "stage-failed":
                    found[problem.document].problems += (problem.document,)
    return found


def result_of(n: Counter[str], documents: int, failed: tuple[str, ...]) -> FactsResult:
    def share(hit: str, gold: str) -> Share:
        return Share.of(n[hit], n[gold])

    return FactsResult(
        counts=Score.of(n["count_hit"], n["count_got"], n["count_gold"]),
        counts_with_claimant=Score.of(n["count_hit_claimant"], n["count_got"], n["count_gold"]),
        approximate=share("approximate_right", "count_hit"),
        actor=share("actor_hit", "actor_gold"),
        actor_with_claimant=share("actor_hit_claimant", "actor_gold"),
        recipient=share("recipient_hit", "recipient_gold"),
        label=share("label_hit", "label_gold"),
        stance=share("stance_hit", "stance_gold"),
        disagree=share("disagree_hit", "disagree_gold"),
        revises=share("revises_hit", "revises_gold"),
        not_events_clean=share("not_events_clean", "not_events"),
        passages=share("passages_hit", "passages_gold"),
        quotes_exact=share("spans_exact", "spans"),
        documents=documents,
        failed=failed,
    )


def read_gold(path: Path) -> Gold:
    try:
        content = yaml.safe_load(read_text(path))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise DataError(f"{path}, line {line}: not YAML ({getattr(error, 'problem', error)}).") from error
    return Gold(path, need(content, ("document",), path, 1))


def find_text(gold: Gold, texts: Path | None) -> Path:
    """The file of the document that a gold file is about. Raises DataError that lists where it was looked for."""
    name = Path(str(gold.content["document"]))
    folder = gold.path.parent
    places = (
        [texts / name.name]
        if texts
        else [folder / name, folder / name.name, folder.parent / name, folder / "texts" / name.name]
    )
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        looked = ", ".join(map(str, places))
        raise DataError(f"{gold.path}: its document {name} is not there (looked for {looked}). Give --texts DIR.")
    return found

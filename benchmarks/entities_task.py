"""muc4-entities on the command line: somebody's predictions in the neural papers' form, by benchmarks.muc4_entities.

`--response F --key F`: one object a line with docid and templates, as in the papers' files (`gtt/`); each template has
incident_type and, for each of five roles, a list of entities, which are lists of mentions. `micro_avg` is the figure of
GTT (Du, Rush and Cardie 2021), over the roles and the type; `ceaf_rme_subset` and `ceaf_rme_phi3` are those of IterX
(Chen et al. 2023). Figures go from 0 to 1; the papers print them times 100.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.data import read_jsonl
from benchmarks.framework import DataError, Job, Score
from benchmarks.muc4_entities import EntityTemplate, Figures, ceaf_rme, entity_score, from_json

__all__ = ["EntitiesResult", "arguments", "inputs", "measure", "read_predictions"]


@dataclass(frozen=True, slots=True)
class EntitiesResult:
    micro_avg: Score
    roles: Mapping[str, Score]
    ceaf_rme_subset: Score
    ceaf_rme_phi3: Score
    documents: int


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--key", type=Path, metavar="F", help="the gold templates, one text a line")
    parser.add_argument("--response", type=Path, metavar="F", help="score these templates, one text a line")


def inputs(data: Path, options: argparse.Namespace) -> list[Path]:
    return [options.response] if options.response is not None else []


def measure(job: Job) -> EntitiesResult:
    key, response = getattr(job.options, "key", None), getattr(job.options, "response", None)
    if key is None or response is None:
        raise DataError("muc4-entities needs a key and a response: --key FILE --response FILE.")
    gold = {name: templates for name, (_, templates) in read_predictions(key).items()}
    given = read_predictions(response)
    for name, (line, _) in given.items():
        if name not in gold:
            raise DataError(f"{response}, line {line}: a response for the text {name}, which {key} has not.")
    found = {name: templates for name, (_, templates) in given.items()}
    roles = entity_score(found, gold)
    return EntitiesResult(
        micro_avg=_score(roles["micro_avg"]),
        roles={name: _score(figures) for name, figures in roles.items() if name != "micro_avg"},
        ceaf_rme_subset=_score(ceaf_rme(found, gold, "subset")),
        ceaf_rme_phi3=_score(ceaf_rme(found, gold, "phi3")),
        documents=len(gold),
    )


def read_predictions(path: Path) -> dict[str, tuple[int, tuple[EntityTemplate, ...]]]:
    """Text -> its line and its templates. Raises DataError with the line."""
    found: dict[str, tuple[int, tuple[EntityTemplate, ...]]] = {}
    for line, row in read_jsonl(path, ("docid", "templates")):
        name = str(row["docid"])
        if name in found:
            raise DataError(f"{path}, line {line}: the text {name} is on line {found[name][0]} already.")
        try:
            found[name] = line, from_json(row["templates"])
        except (TypeError, KeyError, AttributeError, IndexError) as error:
            raise DataError(f"{path}, line {line}: a template is not as the papers have them ({error!r}).") from error
    return found


def _score(figures: Figures) -> Score:
    return Score(figures.precision / 100, figures.recall / 100, figures.f1 / 100)

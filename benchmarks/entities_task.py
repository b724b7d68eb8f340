"""muc4-entities on the command line: our reader's incidents, or somebody's, by benchmarks.muc4_entities.

Data: the folder of the papers' files (`gtt/`: train.json, dev.json, test-*.json), one object a line with docid, doctext
and templates; each template has incident_type and, for each of five roles, a list of entities, which are lists of
mentions. The texts are in small letters and have no dateline. `--texts F --key F` reads other texts (they may be one
file), `--response F --key F` scores somebody's templates. Ours are those of muc4, with one mention for each entity, and
without those that name nobody and nothing. Victims are the named ones alone: in the papers' files no description of
people without a name is anybody's mention (held against the keys of corpora/dev: 652 of 652). `micro_avg` is the figure
of GTT (Du, Rush and Cardie 2021), over the roles and the type; `ceaf_rme_subset` and `ceaf_rme_phi3` are those of IterX
(Chen et al. 2023). Figures go from 0 to 1; the papers print them times 100.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.data import files_of, read_jsonl
from benchmarks.framework import DataError, Job, Score
from benchmarks.muc4.reading import read_message
from benchmarks.muc4.response import respond
from benchmarks.muc4.templates import Template
from benchmarks.muc4.texts import Message
from benchmarks.muc4_entities import EntityTemplate, Figures, ceaf_rme, entity_score, from_json
from benchmarks.reader import Reader

__all__ = ["EntitiesResult", "arguments", "inputs", "measure", "our_templates", "read_predictions"]

#: split -> its files; "all" takes every one
FILES = {"train": "train.json", "dev": "dev.json", "test": "test*.json", "all": "*.json"}
#: role -> the slots of muc4 that its entities come from
SLOTS = {
    "PerpInd": ("perp-ind-id",),
    "PerpOrg": ("perp-org-id",),
    "Target": ("phys-tgt-id",),
    "Victim": ("hum-tgt-name",),  # the papers keep named victims only
    "Weapon": ("inc-instr-id",),
}


@dataclass(frozen=True, slots=True)
class EntitiesResult:
    micro_avg: Score
    roles: Mapping[str, Score]
    ceaf_rme_subset: Score
    ceaf_rme_phi3: Score
    documents: int
    failed: tuple[str, ...] = ()


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--texts", type=Path, metavar="F", help="read these texts, one a line, with --key")
    parser.add_argument("--key", type=Path, metavar="F", help="the gold templates, one text a line")
    parser.add_argument("--response", type=Path, metavar="F", help="score these templates, one text a line, with --key")


def inputs(data: Path, options: argparse.Namespace) -> list[Path]:
    return [path for name in ("texts", "response") if (path := getattr(options, name, None)) is not None]


def measure(job: Job) -> EntitiesResult:
    key, response, texts = (getattr(job.options, name, None) for name in ("key", "response", "texts"))
    if (response or texts) and not key:
        raise DataError("muc4-entities needs the key, too: --texts FILE --key FILE, or --response FILE --key FILE.")
    if key and not (response or texts):
        raise DataError(
            "muc4-entities needs what to hold against the key: --texts FILE to read them, or --response FILE."
        )
    keys = [key] if key else files_of(job.data, FILES[job.split])
    gold = {name: templates for path in keys for name, (_, templates) in read_predictions(path).items()}
    if response:
        given = read_predictions(response)
        _check(response, keys, {name: line for name, (line, _) in given.items()}, gold)
        return _result({name: templates for name, (_, templates) in given.items()}, gold)
    messages: list[Message] = []
    for path in [texts] if texts else keys:
        found = _messages(path)
        _check(path, keys, {message.name: message.line for message in found}, gold)
        messages += found
    picked = job.pick(messages, lambda message: message.name)
    reader = Reader()
    ours = {
        m.name: our_templates(respond(m, read_message(reader, m))) for m in job.follow(picked, "muc4-entities: text")
    }
    return _result(ours, {name: gold[name] for name in ours}, tuple(reader.failed))


def _check(path: Path, keys: Sequence[Path], lines: Mapping[str, int], gold: Mapping[str, object]) -> None:
    """Raise DataError for a text that the key has not."""
    for name, line in lines.items():
        if name not in gold:
            where = ", ".join(str(one) for one in keys)
            raise DataError(f"{path}, line {line}: a response for the text {name}, which {where} has not.")


def _messages(path: Path) -> list[Message]:
    """The texts of a file in capitals, as those of muc4 are: so our reader finds out where capitals belong."""
    rows = read_jsonl(path, ("docid", "doctext"))
    return [
        Message(str(row["docid"]), line, "\n\n".join(str(row["doctext"]).upper().split("    ")), "", None)
        for line, row in rows
    ]


def our_templates(templates: Sequence[Template]) -> tuple[EntityTemplate, ...]:
    """Templates of muc4 as incidents with entities."""
    rows: list[dict[str, object]] = []
    for template in templates:
        roles = {
            role: [[f.values[0]] for slot in slots for f in template.fillers(slot)] for role, slots in SLOTS.items()
        }
        if any(roles.values()):
            rows.append({"incident_type": template.fillers("inc-type")[0].values[0].lower(), **roles})
    return from_json(rows)


def _result(
    found: Mapping[str, Sequence[EntityTemplate]],
    gold: Mapping[str, Sequence[EntityTemplate]],
    failed: tuple[str, ...] = (),
) -> EntitiesResult:
    roles = entity_score(found, gold)
    return EntitiesResult(
        micro_avg=_score(roles["micro_avg"]),
        roles={name: _score(figures) for name, figures in roles.items() if name != "micro_avg"},
        ceaf_rme_subset=_score(ceaf_rme(found, gold, "subset")),
        ceaf_rme_phi3=_score(ceaf_rme(found, gold, "phi3")),
        documents=len(gold),
        failed=failed,
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

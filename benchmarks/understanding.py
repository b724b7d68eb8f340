"""MUC-4 on the command line: templates of incidents, ours or somebody's, against a key by the official rules.

Data: the MUC-4 folder (`corpora/tst1` ..., each with a file of texts and a key). `--split dev` is tst1 and tst2, which
may be read for errors, `test` is tst3, `train` corpora/dev. `--texts F --key F` reads other texts, `--response F --key
F` scores somebody's response file. `--history F` applies the verdicts that a person gave in 1992; without it the
documented rule decides (benchmarks.muc4.likeness). Figures go from 0 to 100, as on the official sheets.

On the split `test` the responses of 1992 in `official-results/tst3` are scored under the same rule: `systems`.
A key or response that is cut off, and a text or response that the key has not, are errors that name file and line.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.framework import DataError, Job
from benchmarks.muc4.corpus import find_corpus, line_of, read_corpus, templates_of
from benchmarks.muc4.history import History, read_history
from benchmarks.muc4.reading import read_message
from benchmarks.muc4.response import respond
from benchmarks.muc4.scoring import score
from benchmarks.muc4.templates import Template, read_templates
from benchmarks.muc4.texts import Message
from benchmarks.reader import Reader

__all__ = ["MucResult", "arguments", "inputs", "measure"]

Figures = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class MucResult:
    all_templates: Figures
    matched_missing: Figures
    matched_only: Figures
    matched_spurious: Figures
    set_fills_only: Figures
    string_fills_only: Figures
    text_filtering: Figures
    f_measures: Figures
    slots: Figures
    documents: int
    systems: Mapping[str, Figures] = field(default_factory=dict)
    failed: tuple[str, ...] = ()


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--texts", type=Path, metavar="F", help="read these texts, with --key")
    parser.add_argument("--key", type=Path, metavar="F", help="the key templates")
    parser.add_argument("--response", type=Path, metavar="F", help="score these response templates, with --key")
    parser.add_argument("--history", type=Path, metavar="F", help="verdicts of a person on unequal fillers")


def inputs(data: Path, options: argparse.Namespace) -> list[Path]:
    """The files beside the key, or beside the folder, that the figures rest on."""
    names = ("texts", "response", "history")
    return [path for name in names if (path := getattr(options, name, None)) is not None]


def measure(job: Job) -> MucResult:
    key: Path | None = getattr(job.options, "key", None)
    response: Path | None = getattr(job.options, "response", None)
    texts: Path | None = getattr(job.options, "texts", None)
    verdicts: Path | None = getattr(job.options, "history", None)
    if (response or texts) and key is None:
        raise DataError("muc4 needs the key, too: --texts FILE --key FILE, or --response FILE --key FILE.")
    if key and not (response or texts):
        raise DataError("muc4 needs what to hold against the key: --texts FILE to read them, or --response FILE.")
    history = _history(verdicts) if verdicts else None
    if response and key:
        return _result(_given(response, key), templates_of(key), history)
    corpus = read_corpus([texts], [key]) if texts and key else read_corpus(*find_corpus(job.data, job.split))
    messages = job.pick(corpus.messages, lambda message: message.name)
    reader = Reader()
    answers = [
        template
        for message in job.follow(messages, "muc4: text")
        for template in respond(message, read_message(reader, message))
    ]
    systems = _systems(job.data, corpus.keys) if job.split == "test" and not texts else {}
    return _result(answers, _keys_of(messages, corpus.keys), history, systems, tuple(reader.failed))


def _keys_of(messages: list[Message], keys: tuple[Template, ...]) -> tuple[Template, ...]:
    names = {message.name for message in messages}
    return tuple(key for key in keys if key.message in names)


def _given(response: Path, key: Path) -> tuple[Template, ...]:
    keys, answers = templates_of(key), templates_of(response)
    known = {template.message for template in keys}
    for template in answers:
        if template.message not in known:
            raise DataError(
                f"{response}, line {line_of(response, template.message)}: a response for the text "
                f"{template.message}, which {key} has no template for."
            )
    return answers


def _result(
    answers: list[Template] | tuple[Template, ...],
    keys: tuple[Template, ...],
    history: History | None,
    systems: Mapping[str, Figures] | None = None,
    failed: tuple[str, ...] = (),
) -> MucResult:
    found = score(answers, keys, history).as_json()
    own = {name: found[name] for name in MucResult.__dataclass_fields__ if name in found}
    return MucResult(**own, systems=systems or {}, failed=failed)  # type: ignore[arg-type]


def _systems(data: Path, keys: tuple[Template, ...]) -> dict[str, Figures]:
    """The systems of 1992 by name, all under the automatic rule; none where their responses are not there."""
    found: dict[str, Figures] = {}
    for folder in sorted((data / "official-results" / "tst3").glob("*/")):
        answers = [template for path in sorted(folder.glob("response*")) for template in read_templates(path)]
        if answers:
            row = score(answers, keys).as_json()["all_templates"]
            assert isinstance(row, dict)
            found[folder.name] = {name: row[name] for name in ("recall", "precision", "overgeneration", "f")}
    return found


def _history(path: Path) -> History:
    try:
        return read_history(path)
    except (OSError, ValueError, IndexError) as error:
        raise DataError(f"{path}: the verdicts cannot be read ({error}); is the file cut off?") from error

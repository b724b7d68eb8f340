"""MUC-4 on the command line: somebody's response file against a key, by the official rules (benchmarks.muc4).

`--response F --key F` scores a response; `--history F` applies the verdicts that a person gave in 1992, without it the
documented rule decides. Figures go from 0 to 100, as on the official sheets. A key or response that is cut off, and a
response for a text that the key has not, are errors that name file and line.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.data import read_bytes_text
from benchmarks.framework import DataError, Job
from benchmarks.muc4.history import History, read_history
from benchmarks.muc4.scoring import score
from benchmarks.muc4.templates import Template, parse_templates

__all__ = ["MucResult", "arguments", "inputs", "measure", "templates_of"]

OPENS, CLOSES = re.compile(r"\s*0\s*\.\s*MESSAGE"), re.compile(r"\s*24\s*\.\s*HUM")

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


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--key", type=Path, metavar="F", help="the key templates")
    parser.add_argument("--response", type=Path, metavar="F", help="score these response templates")
    parser.add_argument("--history", type=Path, metavar="F", help="verdicts of a person on unequal fillers")


def inputs(data: Path, options: argparse.Namespace) -> list[Path]:
    """The files beside the key that the figures rest on."""
    return [path for path in (options.response, options.history) if path is not None]


def measure(job: Job) -> MucResult:
    key, response = getattr(job.options, "key", None), getattr(job.options, "response", None)
    if key is None or response is None:
        raise DataError("muc4 needs a key and a response: --key FILE --response FILE.")
    history = job.options.history
    keys, answers = templates_of(key), templates_of(response)
    known = {template.message for template in keys}
    for template in answers:
        if template.message not in known:
            raise DataError(
                f"{response}, line {_line_of(response, template.message)}: a response for the text "
                f"{template.message}, which {key} has no template for."
            )
    found = score(answers, keys, _history(history) if history else None).as_json()
    return MucResult(**{name: found[name] for name in MucResult.__dataclass_fields__})  # type: ignore[arg-type]


def _history(path: Path) -> History:
    try:
        return read_history(path)
    except (OSError, ValueError, IndexError) as error:
        raise DataError(f"{path}: the verdicts cannot be read ({error}); is the file cut off?") from error


def templates_of(path: Path) -> tuple[Template, ...]:
    """The templates of a file, each of which must have its first and its last slot. Raises DataError with the line."""
    text = read_bytes_text(path)
    opened: int | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if OPENS.match(line):
            if opened is not None:
                raise DataError(f"{path}, line {opened}: the template that begins here has no slot 24; is it cut off?")
            opened = number
        elif CLOSES.match(line):
            opened = None
    if opened is not None:
        raise DataError(f"{path}, line {opened}: the template that begins here has no slot 24; is the file cut off?")
    found = parse_templates(text)
    if not found:
        raise DataError(f"{path}, line 1: no template is in this file.")
    return found


def _line_of(path: Path, message: str) -> int:
    lines = read_bytes_text(path).splitlines()
    return next((number for number, line in enumerate(lines, 1) if message in line), 1)

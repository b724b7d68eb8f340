"""Command: score a response against a key, or the systems of 1992 against their sheets.

python -m benchmarks.muc4 --response FILE --key FILE [--history FILE] [--json]
python -m benchmarks.muc4 --systems FOLDER --key FILE --history FILE
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.muc4.history import History, read_history
from benchmarks.muc4.proof import compare_all, table
from benchmarks.muc4.scoring import Score, score
from benchmarks.muc4.tally import Tally
from benchmarks.muc4.templates import read_templates

__all__ = ["main", "sheet_text"]


def _figure(value: float | None) -> str:
    return "  *" if value is None else f"{value:3.0f}"


def _line(name: str, row: Tally) -> str:
    return (
        f"{name:20}{row.possible:5}{row.actual:5}|{row.correct:4}{row.partial:4}{row.incorrect:4}|"
        f"{row.judged_correct:3}{row.judged_partial:4}|{row.spurious:4}{row.missing:4}{row.noncommittal:5}|"
        f"{_figure(row.recall)} {_figure(row.precision)} {_figure(row.overgeneration)} {_figure(row.undergeneration)}"
    )


def sheet_text(result: Score) -> str:
    """The score as a sheet: one line a row, then the F-measures."""
    head = f"{'SLOT':20}  POS  ACT| COR PAR INC|ICR IPA| SPU MIS  NON|REC PRE OVG UND"
    measures = "F-MEASURES   P&R {:.2f}   2P&R {:.2f}   P&2R {:.2f}".format(*result.f_measures)
    return "\n".join([head, *(_line(name, row) for name, row in result.rows.items()), measures])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.muc4", description="Score MUC-4 templates.")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--response", type=Path, help="response templates")
    what.add_argument("--systems", type=Path, help="folder with a folder for each system: response and score sheet")
    parser.add_argument("--key", type=Path, required=True, help="key templates")
    parser.add_argument("--history", type=Path, help="recorded verdicts; without, the automatic rule decides")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0, or 2 where a file cannot be read or understood."""
    options = _parser().parse_args(arguments)
    try:
        keys = read_templates(options.key)
        history = read_history(options.history) if options.history else None
        if options.systems:
            sys.stdout.write(table(compare_all(options.systems, keys, history or History())) + "\n")
            return 0
        result = score(read_templates(options.response), keys, history)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"benchmarks.muc4: {error}\n")
        return 2
    text = json.dumps(result.as_json(), indent=2) if options.json else sheet_text(result)
    sys.stdout.write(text + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

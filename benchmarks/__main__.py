"""python -m benchmarks: measure one benchmark or all, hold figures against their floors, write the documentation.

Exit status: 0 done, 1 a figure below its floor (or a floor that would be lowered), 2 wrong usage or data that cannot
be used.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import gate, report
from benchmarks.framework import DataError, Outcome
from benchmarks.registry import BENCHMARKS, named
from benchmarks.running import load_outcomes, name_of, run_benchmark, save_outcomes
from rashomon.errors import RashomonError

COMMANDS = ("all", "gate", "raise", "docs")


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0] if __doc__ else None)
    commands = top.add_subparsers(dest="command", required=True, metavar="NAME")
    for one in BENCHMARKS:
        own = commands.add_parser(one.name, help=one.measures)
        own.add_argument("--data", type=Path, help=f"the folder with the data (default: {one.default_data})")
        own.add_argument(
            "--split", default=one.development, help=f"{', '.join(one.splits)} (default: {one.development})"
        )
        own.add_argument("--sample", type=int, help="only so many documents, always the same ones")
        own.add_argument("--json", action="store_true", help="one JSON object on standard output")
        if one.arguments is not None:
            one.arguments(own)
    every = commands.add_parser(
        "all", help="all benchmarks, one table; keeps the figures for `docs` and `raise --last`"
    )
    every.add_argument("names", nargs="*", metavar="NAME", help="only these")
    every.add_argument("--json", action="store_true", help="one JSON object on standard output")
    every.add_argument(
        "--test",
        action="store_true",
        help="also the test split of muc4, for its table of systems; look at figures only",
    )
    hold = commands.add_parser("gate", help="fail when a figure of a development split is below its floor")
    hold.add_argument("names", nargs="*", metavar="NAME", help="only these")
    hold.add_argument("--fast", action="store_true", help="without the slow ones: under 15 minutes")
    up = commands.add_parser("raise", help="make the figures of a run the new floors")
    up.add_argument("names", nargs="*", metavar="NAME", help="only these")
    up.add_argument("--last", action="store_true", help="take the figures of the last `all` instead of measuring anew")
    up.add_argument("--allow-regression", metavar="REASON", help="lower floors too; the reason is kept in the file")
    docs = commands.add_parser("docs", help="write docs/benchmarks.md from the last run of `all`")
    docs.add_argument("--check", action="store_true", help="only say whether it is stale")
    return top


def run_one(options: argparse.Namespace) -> int:
    benchmark = named(options.command)
    assert benchmark is not None
    outcome = run_benchmark(benchmark, options.data, options.split, options.sample, options)
    if options.json:
        write_json(row_of(outcome))
    else:
        sys.stdout.write(report.table([benchmark], {benchmark.name: outcome}) + "\n")
    return 0


def row_of(outcome: Outcome) -> dict[str, Any]:
    """The figures at the top, with what they were measured on."""
    about = {key: value for key, value in dataclasses.asdict(outcome).items() if key != "figures"}
    return {**outcome.figures, **about}


def write_json(content: object) -> None:
    sys.stdout.write(json.dumps(content, ensure_ascii=False) + "\n")


def run_all(options: argparse.Namespace) -> int:
    outcomes: dict[str, Outcome] = {}
    picked = gate.chosen(BENCHMARKS, options.names)
    for benchmark in picked:
        outcomes[benchmark.name] = run_benchmark(benchmark, sample=benchmark.sample)
        save_outcomes([outcomes[benchmark.name]])
        if options.test and benchmark.tested:
            outcome = run_benchmark(benchmark, split="test")
            save_outcomes([outcome], names=[name_of(benchmark, "test")])
    if options.json:
        write_json({name: row_of(outcome) for name, outcome in outcomes.items()})
    else:
        sys.stdout.write(report.table(picked, outcomes) + "\n")
    return 0


def run_gate(options: argparse.Namespace) -> int:
    floors = gate.load_floors()
    wrong: list[str] = []
    for benchmark in gate.chosen(BENCHMARKS, options.names, options.fast):
        outcome = run_benchmark(benchmark, sample=benchmark.sample)
        found = gate.check(benchmark, outcome, floors)
        wrong += found
        sys.stdout.write(f"{benchmark.name}: {'below its floor' if found else 'holds'} ({outcome.seconds:,.0f} s)\n")
    for line in wrong:
        sys.stderr.write(f"{line}\n")
    if wrong:
        sys.stderr.write('To lower a floor on purpose: python -m benchmarks raise NAME --allow-regression "reason"\n')
    return 1 if wrong else 0


def run_raise(options: argparse.Namespace) -> int:
    if options.allow_regression is not None and not options.allow_regression.strip():
        raise DataError("--allow-regression needs a reason: it is kept in benchmarks/floors.json.")
    picked = gate.chosen(BENCHMARKS, options.names)
    last = load_outcomes()
    if options.last and (missing := [one.name for one in picked if one.name not in last]):
        raise DataError(
            f"{', '.join(missing)}: not in the last run. Type: python -m benchmarks all {' '.join(missing)}"
        )
    measured = [(one, last[one.name] if options.last else run_benchmark(one, sample=one.sample)) for one in picked]
    if not options.last:
        save_outcomes([outcome for _, outcome in measured])
    floors, refused = gate.raise_floors(gate.load_floors(), measured, options.allow_regression)
    gate.save_floors(floors)
    for line in refused:
        sys.stderr.write(f'{line}; it stays. To lower it on purpose, add --allow-regression "reason"\n')
    return 1 if refused else 0


def run_docs(options: argparse.Namespace) -> int:
    text = report.document(BENCHMARKS, load_outcomes())
    there = report.DOCS.read_text(encoding="utf8") if report.DOCS.is_file() else None
    if options.check:
        if text != there:
            sys.stderr.write("docs/benchmarks.md is stale. Type: python -m benchmarks docs\n")
        return int(text != there)
    report.DOCS.write_text(text, encoding="utf8")
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    commands = {"all": run_all, "gate": run_gate, "raise": run_raise, "docs": run_docs}
    try:
        return commands.get(options.command, run_one)(options)
    except (DataError, RashomonError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())

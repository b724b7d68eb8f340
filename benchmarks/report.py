"""The table of all benchmarks, on a terminal and as docs/benchmarks.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.framework import Benchmark, Outcome, look_up

__all__ = ["DOCS", "document", "table"]

DOCS = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"

HEAD = """# Benchmarks: how well Rashomon reads

<!-- Made by `python -m benchmarks docs` from the last run of `python -m benchmarks all`. Do not edit. -->

All data here was made by others, or is kept apart from the program. Figures go from 0 to 1 unless the table says
otherwise; they are those of development splits, which are looked at while the program is written, so expect a little
less on new texts. Published figures are usually of test splits: they say what is possible, not who won.

`python -m benchmarks NAME --data DIR --split SPLIT` measures one, `python -m benchmarks all` makes this table,
`python -m benchmarks gate` fails when a figure falls below its floor in `benchmarks/floors.json` by more than the one
per cent that processors differ by.
"""

SYSTEMS = """All templates of the test texts (tst3), 0 to 100. No person judged: one rule decides what unequal fillers
earn, for the responses of 1992 as for ours, so the figures differ from the official sheets (with the recorded verdicts
the same scorer reproduces those, see `tests/benchmarks/test_muc4_official.py`). The makers of these systems worked on
this task alone, with the same development texts.
"""


def table(benchmarks: Sequence[Benchmark], outcomes: Mapping[str, Outcome]) -> str:
    """Lines of text: benchmark, split, figures, published figures, documents, seconds."""
    rows = [("benchmark", "split", "ours", "published", "documents", "seconds")]
    for benchmark in benchmarks:
        outcome = outcomes.get(benchmark.name)
        if outcome is None:
            rows.append((benchmark.name, benchmark.development, "not run", benchmark.published, "", ""))
            continue
        ours = [f"{path} {look_up(outcome.figures, path):.3f}" for path in benchmark.main]
        last = (benchmark.published, f"{outcome.documents:,}", f"{outcome.seconds:,.0f}")
        rows.append((benchmark.name, _split(outcome), ours[0], *last))
        rows += [("", "", one, "", "", "") for one in ours[1:]]
    widths = [min(60, max(len(row[i]) for row in rows)) for i in range(6)]
    return "\n".join(
        "  ".join(_cut(cell, w).ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _cut(cell: str, width: int) -> str:
    return cell if len(cell) <= width else cell[: width - 1] + "…"


def _split(outcome: Outcome) -> str:
    return outcome.split if outcome.sample is None else f"{outcome.split} (sample)"


def document(benchmarks: Sequence[Benchmark], outcomes: Mapping[str, Outcome]) -> str:
    """The whole of docs/benchmarks.md."""
    done = [one for one in benchmarks if one.name in outcomes]
    lines = [HEAD, "| benchmark | split | ours | published | documents | seconds |", "|---|---|---|---|---|---|"]
    for benchmark in done:
        outcome = outcomes[benchmark.name]
        ours = "<br>".join(f"{path} **{look_up(outcome.figures, path):.3f}**" for path in benchmark.main)
        cells = [benchmark.name, _split(outcome), ours, benchmark.published]
        lines.append(f"| {' | '.join(cells)} | {outcome.documents:,} | {outcome.seconds:,.0f} |")
    lines.append("\n## What each measures, and where it is weak\n")
    for benchmark in done:
        lines += [f"### {benchmark.name}\n", f"{benchmark.measures}\n", f"Weak: {benchmark.weak}\n"]
    lines += _systems(outcomes)
    missing = [one.name for one in benchmarks if one.name not in outcomes]
    if missing:
        lines.append(f"Not measured yet: {', '.join(missing)}.\n")
    lines.append("## The runs behind the table\n")
    for benchmark in done:
        outcome = outcomes[benchmark.name]
        part = f"{outcome.documents:,} documents" + (f", sample {outcome.sample}" if outcome.sample else "")
        lines.append(f"- {benchmark.name}: version {outcome.version}, {part}, data sha256 `{outcome.sha256[:16]}`")
    return "\n".join(lines) + "\n"


def _systems(outcomes: Mapping[str, Outcome]) -> list[str]:
    """The systems of 1992 and ours on the test texts of muc4, by F; nothing where that was not measured."""
    outcome = outcomes.get("muc4:test")
    if outcome is None:
        return []
    rows = {**outcome.figures["systems"], "**Rashomon**": outcome.figures["all_templates"]}
    lines = [
        "### muc4: the systems of 1992 beside ours\n",
        SYSTEMS,
        "| system | recall | precision | overgeneration | F |",
    ]
    lines.append("|---|---|---|---|---|")
    for name, row in sorted(rows.items(), key=lambda item: -item[1]["f"]):
        cells = [f"{row[figure]:.1f}" for figure in ("recall", "precision", "overgeneration", "f")]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return [*lines, ""]

"""Summaries, a toll over time, and who is said to have done it: tables for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from rashomon.ledger.store import EventView
from rashomon.link.responsibility import Cell, Matrix
from rashomon.link.summaries import Summary
from rashomon.link.timeline import Line, Point, Timeline
from rashomon.model import Claim, Stance, Value
from rashomon.show.plot import voice_words
from rashomon.show.render import short_names
from rashomon.show.wording import claimant_words, count_words, safe, shortened

__all__ = ["responsibility_page", "summary_table", "timeline_page"]

QUOTE = 120  # code points of a quote
WIDE = 110  # columns from which there is room for a column of words
BAR, NARROW_BAR = 28, 16  # columns of the plot in the terminal
COLUMNS = 6  # claimants side by side in one block of the matrix
SAYS = {
    Stance.ADMITS: "admits",
    Stance.ACCUSES: "accuses",
    Stance.ASSERTS: "states",
    Stance.DOUBTS: "doubts",
    Stance.DENIES: "denies",
}
LOOK = {
    Stance.ADMITS: "bold red",
    Stance.ACCUSES: "yellow",
    Stance.ASSERTS: "",
    Stance.DOUBTS: "magenta",
    Stance.DENIES: "magenta",
}
NOTES = {
    "denied": "denied or doubted",
    "part": "part of another figure",
    "group": "only some of them",
    "possible": "only possible",
    "unreal": "planned or hypothetical",
}


Column = tuple[str, int]  # heading, share of the width; 0 takes what it needs


def _table(*columns: Column, expand: bool = True) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1), expand=expand)
    for heading, ratio in columns:
        table.add_column(heading, overflow="fold", ratio=ratio or None, no_wrap=not ratio)
    return table


# ---------------------------------------------------------------- summaries


def summary_table(
    console: Console, found: Sequence[tuple[Summary, EventView]], ids: Mapping[str, str], details: bool
) -> None:
    """One row for each event and field. With `details` the words behind each number, and what was left out."""
    if not found:
        console.print(Text("No figures."))
        return
    rule = found[0][0].rule.value
    console.print(Text(f"By the rule {rule}. These numbers are worked out now and are stored nowhere."))
    wide = console.width >= WIDE
    numbers = (("Low", 0), ("Best", 0), ("High", 0))
    table = _table(("Event", 0), ("What", 5), *([("Field", 0)] if wide else []), *numbers, ("Why", 4))
    for column in (c for c in table.columns if c.header in ("Low", "Best", "High")):
        column.justify = "right"
    for summary, view in found:
        what = [Text(safe(view.event.title))]
        if wide:
            what.append(Text(summary.field.value))
        else:
            what[0].append(f"\n{summary.field.value}", "dim")
        figures = [f"{figure.number:,}" if figure else "-" for figure in (summary.low, summary.best, summary.high)]
        table.add_row(Text(ids[summary.event]), *what, *map(Text, figures), _reason(summary))
    console.print(table)
    if details:
        for summary, view in found:
            _summary_words(console, summary, view)


def _reason(summary: Summary) -> Text:
    """Why the best figure was chosen and how many claims the numbers come from, or why there is none."""
    if summary.best is None:
        return Text("; ".join(dict.fromkeys(one.reason for one in summary.left_out)), "dim")
    claims = {c for f in (summary.low, summary.best, summary.high) if f for c in f.claims}
    return Text(summary.best.reason).append(f"\n{len(claims)} claim{'' if len(claims) == 1 else 's'}", "dim")


def _summary_words(console: Console, summary: Summary, view: EventView) -> None:
    claims = {c.id: c for c in view.claims}
    console.print(Text(f"\n{summary.field.value.upper()}", "bold"))
    for name, figure in (("low", summary.low), ("best", summary.best), ("high", summary.high)):
        if figure is not None:
            console.print(Text(f"{name} {figure.number:,}: {figure.reason}"))
            _quotes(console, figure.claims, claims, view)
    for reason in dict.fromkeys(one.reason for one in summary.left_out):
        left = [c for one in summary.left_out if one.reason == reason for c in one.claims]
        console.print(Text(f"left out, {reason}:"))
        _quotes(console, left, claims, view)


def _quotes(console: Console, ids: Sequence[str], claims: Mapping[str, Claim], view: EventView) -> None:
    names = short_names(d.name for d in view.documents.values())
    for claim in (claims[one] for one in ids if one in claims):
        words = claim.evidence[0]
        line = Text(f"    {claimant_words(claim.claimant)}: ")
        line.append(f"“{shortened(words.quote, claim.value.text, QUOTE)}”", "italic")
        line.append(f"  {names[view.documents[claim.document].name]}:{words.start}", "dim")
        console.print(line, soft_wrap=True)


# ---------------------------------------------------------------- a toll over time


def timeline_page(console: Console, timeline: Timeline, view: EventView) -> None:
    """One row for each figure, by day, with a bar that shows its bounds against all others."""
    console.print(Text(f"{safe(timeline.title)}: {timeline.field.value} over time", "bold"))
    found = [(line, point) for line in timeline.lines for point in line.points]
    if not found:
        console.print(Text(f"Nobody counts the {timeline.field.value}."))
        return
    found.sort(key=lambda pair: pair[1].day or "9999")
    most = max(n for _, p in found for n in (p.low, p.high, 1) if n is not None)
    claims = {c.id: c for c in view.claims}
    names = short_names(d.name for d in view.documents.values())
    wide = console.width >= WIDE
    bar = BAR if wide else NARROW_BAR
    scale = f"0{most:>{bar - 1},}"
    table = _table(
        ("Day", 0), ("Figure", 3), (scale, 0), ("Who says so", 4), *([("In these words", 6)] if wide else [])
    )
    for line, point in found:
        who, words = Text(voice_words(line)), _said(point, claims, names, view)
        told = [who, words] if wide else [who.append("\n").append(words)]
        table.add_row(_day(point), _figure(point), Text(_bar(point, most, bar)), *told)
    console.print(table)
    console.print(Text("● exact  ○ about  ●→ or more  ←● or fewer  ●─● between  × denied  · only some", "dim"))


def _day(point: Point) -> Text:
    day = Text(point.day or "no date")
    if point.dated_by:
        day.append("\nas of" if point.dated_by == "as-of" else "\npublished", "dim")
    return day


def _figure(point: Point) -> Text:
    words = Text(count_words(Value(point.text, point.low, point.high, point.approximate)), "bold")
    if point.group:
        words.append(f" {safe(point.group)}", "not bold")
    if point.revises:
        words.append("\n→ revises an older one", "yellow")
    if point.status in NOTES:
        words.append(f"\n{NOTES[point.status]}", "dim")
    return words


def _bar(point: Point, most: int, width: int) -> str:
    """The figure on a scale from nothing to the highest."""

    def at(number: int) -> int:
        return round(number / most * (width - 1))

    cells = [" "] * width
    sign = {"denied": "×", "part": "·", "group": "·"}.get(point.status, "○" if point.approximate else "●")
    low, high = point.low, point.high
    if low is not None and high is not None:
        for n in range(at(low), at(high) + 1):
            cells[n] = "─"
        cells[at(low)] = cells[at(high)] = sign
    elif low is not None:
        cells[at(low)] = sign
        if at(low) + 1 < width:
            cells[at(low) + 1] = "→"
    elif high is not None:
        cells[at(high)] = sign
        if at(high) > 0:
            cells[at(high) - 1] = "←"
    return "".join(cells).rstrip()


def _said(point: Point, claims: Mapping[str, Claim], names: Mapping[str, str], view: EventView) -> Text:
    claim = claims[point.claims[0]]
    words = claim.evidence[0]
    text = Text(f"“{shortened(words.quote, claim.value.text, QUOTE)}”", "italic")
    text.append(f"  {names[view.documents[claim.document].name]}:{words.start}", "not italic dim")
    if len(point.documents) > 1:
        text.append(f"\nand in {len(point.documents) - 1} more", "not italic dim")
    return text


# ---------------------------------------------------------------- who is said to have done it


def responsibility_page(console: Console, matrix: Matrix, view: EventView) -> None:
    """The matrix, its claimants by number, and the words behind each cell."""
    console.print(Text(f"{safe(view.event.title)}: who is said to have done it", "bold"))
    if not matrix.candidates:
        console.print(Text("Nobody is said to have done it."))
        return
    numbers = {column.key: n for n, column in enumerate(matrix.columns, start=1)}
    for start in range(0, len(matrix.columns), COLUMNS):
        block = matrix.columns[start : start + COLUMNS]
        table = _table(("Who did it?", 1), *((str(numbers[c.key]), 0) for c in block), expand=False)
        for candidate in matrix.candidates:
            cells = [matrix.at(candidate.key, column.key) for column in block]
            if any(cells):
                table.add_row(_candidate(candidate.name, candidate.kind, candidate.named), *map(_cell, cells))
        console.print(table)
        for column in block:
            who = voice_words(Line(column.claimant, column.publisher, ()))
            console.print(Text(f"  {numbers[column.key]}  {who}", "dim"))
        console.print()
    _evidence(console, matrix, view, numbers)


def _candidate(name: str, kind: str | None, named: bool) -> Text:
    text = Text(safe(name), "bold" if named else "")
    return text.append(f" ({kind})" if kind else "", "not bold dim")


def _cell(cells: Sequence[Cell]) -> Text:
    text = Text("\n".join(("? " if c.possible else "") + _says(c) for c in cells))
    return Text(text.plain, LOOK[cells[0].stance]) if cells else text


def _says(cell: Cell) -> str:
    return SAYS[cell.stance]


def _evidence(console: Console, matrix: Matrix, view: EventView, numbers: Mapping[str, int]) -> None:
    names = short_names(d.name for d in view.documents.values())
    for candidate in matrix.candidates:
        console.print(Text(safe(candidate.name), "bold"))
        for column in matrix.columns:
            for cell in matrix.at(candidate.key, column.key):
                who = voice_words(Line(column.claimant, column.publisher, ()))
                console.print(Text(f"  {numbers[column.key]} {who} {SAYS[cell.stance]}", LOOK[cell.stance]))
                for _, document, words in cell.evidence:
                    quote = Text(f"      “{shortened(words.quote, candidate.name, QUOTE)}”", "italic")
                    quote.append(f"  {names[view.documents[document].name]}:{words.start}", "not italic dim")
                    console.print(quote, soft_wrap=True)

"""Tables for people. Text from documents goes through `wording.safe` and never through rich's markup."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from rashomon.ledger.decisions_claims import Mark
from rashomon.ledger.store import EventView, LedgerClaim
from rashomon.link.accounts import Disagreement
from rashomon.model import Claim, Modality, Passage, Problem, Stance
from rashomon.show.wording import (
    claimant_words,
    place_words,
    review_words,
    safe,
    shortened,
    time_words,
    value_words,
    via_words,
)

__all__ = ["claims_table", "events_table", "passages_table", "problems_table", "short_ids", "short_names"]

Column = tuple[str, dict[str, object]]  # heading, options of rich

WORDS = {"differ": "≠ differ", "deny": "⊘ denied", "revise": "→ revised"}
WIDE = 110  # columns from which there is room for more than the necessary
QUOTES = 3  # pieces of evidence of one claim that a table shows


def short_ids(ids: Iterable[str], shortest: int = 6) -> dict[str, str]:
    """The shortest prefixes, of one length, that tell these ids apart."""
    known = sorted(set(ids))
    length = shortest
    while len({one[:length] for one in known}) < len(known):
        length += 1
    return {one: one[:length] for one in known}


def short_names(names: Iterable[str]) -> dict[str, str]:
    """File names in place of paths where they tell the documents apart, made safe to print."""
    known = sorted(set(names))
    ends = [PurePath(name).name for name in known]
    return {name: safe(end if end and ends.count(end) == 1 else name) for name, end in zip(known, ends, strict=True)}


def _table(*columns: Column) -> Table:
    """A table whose cells wrap. Never set `min_width`: in a narrow terminal rich crops what it lays out too wide."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1))
    for heading, options in columns:
        table.add_column(heading, overflow="fold", **options)  # type: ignore[arg-type]
    return table


def _print(console: Console, table: Table, rows: Sequence[Sequence[RenderableType]], nothing: str) -> None:
    if not rows:
        console.print(Text(nothing))
        return
    for row in rows:
        table.add_row(*row)
    console.print(table)


def claims_table(console: Console, claims: Iterable[LedgerClaim], ids: dict[str, str]) -> None:
    """A table for each document, one row for each claim. `ids` are the short ids of events."""
    nothing = True
    for name, found in itertools.groupby(claims, key=lambda item: item.document):
        console.print(Text(("" if nothing else "\n") + safe(name), "bold"))
        nothing = False
        table = _table(
            ("Claim", {"ratio": 4}),
            ("Who says so", {"ratio": 4}),
            ("Words", {"ratio": 8}),
            ("At", {"justify": "right", "no_wrap": True}),
            ("Event", {"no_wrap": True}),
        )
        table.expand = True
        for item in found:
            table.add_row(*_claim_cells(item.claim, item.review), Text(ids.get(item.event or "", "-"), "dim"))
        console.print(table)
    if nothing:
        console.print(Text("No claims."))


def _claim_cells(claim: Claim, mark: Mark | None) -> tuple[Text, Text, Text, Text]:
    what = Text(claim.field.value, "bold")
    what.append(f"\n{value_words(claim.field, claim.value, claim.stance, claim.modality)}", "not bold")
    if claim.stance == Stance.ACCUSES:
        what.append("\naccusation", "yellow")
    if claim.part_of:
        what.append("\npart of a total", "dim")
    if mark is not None:
        what.append(f"\n{review_words(mark.status, mark.by, bool(mark.conflict))}", "cyan")
    said = Text(claimant_words(claim.claimant))
    for one in claim.via:
        said.append(f"\n{via_words(one)}", "dim")
    quote = " … ".join(shortened(one.quote, claim.value.text, 160) for one in claim.evidence[:QUOTES])
    if len(claim.evidence) > QUOTES:
        quote += f" … (and {len(claim.evidence) - QUOTES} more)"
    return what, said, Text(f"“{quote}”"), Text(f"{claim.evidence[0].start:,}", "dim")


def events_table(
    console: Console, events: Sequence[tuple[EventView, Sequence[Disagreement]]], ids: dict[str, str]
) -> None:
    """One row for each event, in the order given."""
    wide = console.width >= WIDE
    rows = []
    for view, disagreements in events:
        event = view.event
        title = Text(safe(event.title))
        if event.modality != Modality.ACTUAL:
            title.append(f" ({event.modality.value})", "italic")
        kind = event.type.value + (f" · {event.mode}" if event.mode else "")
        place, time = place_words(event.place), time_words(event.time)
        if wide:
            told = [title, Text(kind), Text(place), Text(time)]
        else:
            title.append(f"\n{kind}", "dim")
            told = [title, Text("\n".join(words for words in (place, time) if words))]
        disputed = Text("\n".join(_disputed(disagreements)), "bold red" if disagreements else "")
        rows.append([Text(ids[event.id]), *told, Text(str(len(view.documents))), Text(str(len(view.claims))), disputed])
    right: dict[str, object] = {"justify": "right", "no_wrap": True}
    narrow_columns: list[Column] = [("Where, when", {"ratio": 5})]
    wide_columns: list[Column] = [("Type", {"ratio": 4}), ("Where", {"ratio": 4}), ("When", {"ratio": 4})]
    table = _table(
        ("Event", {"no_wrap": True}),
        ("What", {"ratio": 6}),
        *(wide_columns if wide else narrow_columns),
        ("Docs", right),
        ("Claims", right),
        ("Disputes", {"ratio": 5}),
    )
    table.expand = True
    _print(console, table, rows, "No events.")


def _disputed(disagreements: Sequence[Disagreement]) -> list[str]:
    """Such as "killed: differ"; each field and relation once."""
    return list(dict.fromkeys(f"{one.field.value}: {WORDS[one.relation]}" for one in disagreements))


def passages_table(console: Console, passages: Iterable[tuple[str, Passage]]) -> None:
    """One row for each (document name, passage)."""
    found = list(passages)
    names = short_names(name for name, _ in found)
    rows = [
        (
            Text(names[name]),
            Text(passage.kind.value),
            Text(str(passage.span.start)),
            Text(str(passage.span.end)),
            Text(safe(passage.author or "")),
        )
        for name, passage in found
    ]
    right: dict[str, object] = {"justify": "right", "no_wrap": True}
    table = _table(("Document", {}), ("Kind", {"no_wrap": True}), ("Start", right), ("End", right), ("Author", {}))
    _print(console, table, rows, "No passages.")


def problems_table(console: Console, problems: Iterable[Problem]) -> None:
    """One row for each problem, with the line or offset where there is one."""
    rows = []
    for problem in problems:
        where = Text(safe(problem.document))
        if problem.line is not None:
            where.append(f"\nline {problem.line}", "dim")
        if problem.offset is not None:
            where.append(f"\noffset {problem.offset}", "dim")
        rows.append((where, Text(problem.code), Text(safe(problem.message))))
    table = _table(("Document", {"ratio": 3}), ("Code", {"no_wrap": True}), ("What happened", {"ratio": 5}))
    table.expand = True
    _print(console, table, rows, "No problems.")

"""Tables for people. Text from documents goes through `wording.safe` and never through rich's markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from rashomon.ledger.store import EventView, LedgerClaim
from rashomon.link.accounts import Disagreement
from rashomon.model import Modality, Passage, Problem, Stance
from rashomon.show.wording import claimant_words, place_words, safe, shortened, time_words, value_words

__all__ = ["claims_table", "events_table", "passages_table", "problems_table", "short_ids", "short_names"]

WIDE = 110  # columns from which there is room for more than the necessary


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


def _table(*columns: tuple[str, dict[str, object]]) -> Table:
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
    """One row for each claim. `ids` are the short ids of events."""
    rows = []
    found = list(claims)
    names = short_names(item.document for item in found)
    for item in found:
        claim = item.claim
        quote = " … ".join(shortened(one.quote, claim.value.text, 160) for one in claim.evidence)
        said = Text(claimant_words(claim.claimant))
        for one in claim.via:
            said.append(f"\nin the words of {claimant_words(one)}", "dim")
        what = Text(claim.field.value, "bold")
        what.append(f"\n{value_words(claim.field, claim.value, claim.stance, claim.modality)}", "not bold")
        if claim.stance == Stance.ACCUSES:
            what.append("\naccusation", "yellow")
        if claim.part_of:
            what.append("\npart of a total", "dim")
        start = claim.evidence[0].start
        where = Text(f"{names[item.document]}:{start}")
        where.append(f"\nevent {ids.get(item.event or '', '-')}", "dim")
        rows.append((what, said, Text(f"“{quote}”"), where))
    table = _table(
        ("Claim", {"ratio": 3}),
        ("Who says so", {"ratio": 3}),
        ("Words", {"ratio": 6}),
        ("Where", {"ratio": 3}),
    )
    table.expand = True
    _print(console, table, rows, "No claims.")


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
        if not wide:
            title.append(f"\n{kind}", "dim")
        disputed = Text("\n".join(_disputed(disagreements)), "bold red" if disagreements else "")
        numbers = [Text(str(len(view.documents))), Text(str(len(view.claims)))]
        row = [Text(ids[event.id]), title, *([Text(kind)] if wide else [])]
        row += [Text(place_words(event.place)), Text(time_words(event.time)), *numbers, disputed]
        rows.append(row)
    table = _table(
        ("Event", {"no_wrap": True}),
        ("What", {"ratio": 5}),
        *([("Type", {"ratio": 3})] if wide else []),
        ("Where", {"ratio": 4}),
        ("When", {"ratio": 4}),
        ("Docs", {"justify": "right", "no_wrap": True}),
        ("Claims", {"justify": "right", "no_wrap": True}),
        ("Disputes", {"ratio": 4}),
    )
    table.expand = True
    _print(console, table, rows, "No events.")


def _disputed(disagreements: Sequence[Disagreement]) -> list[str]:
    """Such as "killed: differ"; each field and relation once."""
    return list(dict.fromkeys(f"{one.field.value}: {WORDS[one.relation]}" for one in disagreements))


WORDS = {"differ": "≠ differ", "deny": "⊘ denied", "revise": "→ revised"}


def passages_table(console: Console, passages: Iterable[tuple[str, Passage]]) -> None:
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

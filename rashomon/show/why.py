"""`rashomon why`: what made two events or documents one, or kept them apart, in words and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rashomon.errors import NotFound
from rashomon.show.failure import graceful
from rashomon.show.output import Format, Kind
from rashomon.show.terminal import console, emit

if TYPE_CHECKING:
    from rich.console import Console

    from rashomon.ledger.store import Ledger
    from rashomon.link.gists import Gist
    from rashomon.link.why import Explanation, PairReason
    from rashomon.model import Document, Event, Happening

__all__ = ["FORBIDS", "gists_of", "spelling_of", "why"]

SHOWN = 3  # pairs shown in full
KEYS = 6  # shared keys that are named
FORBIDS = {
    "modality": "one was planned, threatened or only imagined, the other happened: such never are one event",
    "type": "their types never are one happening",
}


@dataclass(frozen=True, slots=True)
class _Side:
    """An event or a document (`event` None), with the happenings that are compared."""

    name: str
    title: str
    event: str | None
    documents: tuple[str, ...]
    happenings: tuple[Happening, ...]


def why(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the ledger.")],
    one: Annotated[str, typer.Argument(metavar="A", help="An event's id or its beginning, or a document's name.")],
    other: Annotated[str, typer.Argument(metavar="B", help="Another event or document.")],
    format: Annotated[
        Format, typer.Option("--format", help="A table for people, or JSON Lines or CSV.")
    ] = Format.TABLE,
) -> None:
    """Why two events or documents are linked, or not: the match weight in its parts, and what forbids or decides it."""
    from rashomon.ledger.store import Ledger
    from rashomon.link.why import explain

    with graceful(), Ledger(folder) as ledger:
        events = [event for event in ledger.all_events() if event.redirects_to is None]
        ours, theirs = (_side(ledger, word, events) for word in (one, other))
        linked = _linked(ours, theirs, events)
        ours, theirs = _narrowed(ours, theirs, linked, events)
        documents = sorted({h.document for h in (*ours.happenings, *theirs.happenings)})
        texts = [ledger.document(name) for name in documents]
        found = explain(
            ours.happenings,
            theirs.happenings,
            linked is not None,
            all_of=tuple(ledger.happenings(documents)),
            gists=gists_of(texts),
            spelling=spelling_of(texts),
            constraints=ledger.review.constraints,
        )
        names = {d.id: d.name for d in ledger.documents()}
        if format != Format.TABLE:
            emit(_rows(found, ours, theirs, names), Kind.WHY, format)
            return
        _page(console(), found, ours, theirs, linked, names, _copies(ledger, ours, theirs))


# ---------------------------------------------------------------- what is asked about


def _side(ledger: Ledger, word: str, events: Sequence[Event]) -> _Side:
    """The event whose id begins so, or else the document of this name. Raises NotFound with the nearest of both."""
    try:
        name = ledger.event_id(word)
    except NotFound as no_event:
        try:
            ids = ledger.document_ids(word)
        except NotFound as no_document:
            raise NotFound(f"{no_event} {no_document}") from no_document
        return _Side(word, "", None, tuple(ids), tuple(ledger.happenings(ids)))
    event = next(one for one in events if one.id == name)
    mine = set(event.mentions)
    told = (h for h in ledger.happenings(list(event.documents)) if any(m.id in mine for m in h.mentions))
    return _Side(event.id, event.title, event.id, event.documents, tuple(told))


def _linked(ours: _Side, theirs: _Side, events: Sequence[Event]) -> Event | None:
    """The event that both sides tell of, None where there is none."""
    if ours.event and theirs.event:
        return next((e for e in events if e.id == ours.event == theirs.event), None)
    for event in events:
        if (ours.event or event.id) != event.id or (theirs.event or event.id) != event.id:
            continue
        if set(event.documents) & set(ours.documents) and set(event.documents) & set(theirs.documents):
            return event
    return None


def _narrowed(ours: _Side, theirs: _Side, linked: Event | None, events: Sequence[Event]) -> tuple[_Side, _Side]:
    """Only the happenings of the event that both tell of, where there is one."""
    if linked is None:
        return ours, theirs
    mentions = set(linked.mentions)

    def narrowed(side: _Side) -> _Side:
        kept = tuple(h for h in side.happenings if any(m.id in mentions for m in h.mentions))
        return _Side(side.name, side.title, side.event, side.documents, kept)

    return narrowed(ours), narrowed(theirs)


def gists_of(texts: Sequence[Document]) -> dict[str, Gist]:
    """The gist of each document, by its id."""
    from rashomon.link.gists import gist_of

    return {d.id: gist_of(d.id, d.text, d.title, d.published) for d in texts}


def spelling_of(texts: Sequence[Document]) -> dict[str, str]:
    """Per word key the shortest word of the texts that has it."""
    from rashomon.link.rarity import word_key, words_of

    words = sorted({word for d in texts for word in words_of(d.text)}, key=lambda w: (-len(w), w))
    return {word_key(word): word for word in words}


def _copies(ledger: Ledger, ours: _Side, theirs: _Side) -> float | None:
    """How much of the shorter of two documents stands in the longer, from 0 to 1; None where events are asked about."""
    from rashomon.link.duplicates import contained
    from rashomon.link.prints import halves

    if ours.event or theirs.event or ours.documents == theirs.documents:
        return None
    prints = sorted((halves(ledger.text(side.documents[0])) for side in (ours, theirs)), key=len)
    return contained(*prints)


# ---------------------------------------------------------------- the answer


def _rows(found: Explanation, ours: _Side, theirs: _Side, names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """One row for each pair of happenings, the strongest first."""
    for pair in found.pairs:
        yield {
            "a": ours.name,
            "b": theirs.name,
            "linked": found.linked,
            "reason": found.reason,
            "needed": found.needed,
            "average": found.average,
            "asked": found.asked,
            "happenings": [pair.ours, pair.theirs],
            "documents": [names[one] for one in pair.documents],
            "total": pair.total,
            "veto": pair.veto,
            "keys": list(pair.keys),
            "parts": [
                {"part": p.name, "found": p.value, "weight": p.weight, "a": p.ours, "b": p.theirs, "note": p.note}
                for p in pair.parts
            ],
        }


def _page(
    out: Console,
    found: Explanation,
    ours: _Side,
    theirs: _Side,
    linked: Event | None,
    names: Mapping[str, str],
    copied: float | None,
) -> None:
    from rich.text import Text

    from rashomon.show.wording import safe

    titles = {h.id: safe(h.title) for h in (*ours.happenings, *theirs.happenings)}
    for letter, side in (("A", ours), ("B", theirs)):
        kind = "event" if side.event else "document"
        out.print(Text(f"{letter}  {kind} {safe(side.name)}  {safe(side.title)}".rstrip(), "bold"), soft_wrap=True)
    if copied is not None:
        out.print(Text(f"{copied:.0%} of the shorter text stands word for word in the longer."))
    out.print(Text("\n" + "\n".join(_sentences(found, linked, names, titles))))
    for number, pair in enumerate(found.pairs[:SHOWN]):
        _pair(out, pair, number, found, names, titles)
    if len(found.pairs) > SHOWN:
        more = len(found.pairs) - SHOWN
        out.print(Text(f"\nand {more} weaker pair{'' if more == 1 else 's'} (all with --format jsonl)", "dim"))


def _sentences(
    found: Explanation, linked: Event | None, names: Mapping[str, str], titles: Mapping[str, str]
) -> list[str]:
    from rashomon.show.wording import safe

    best = next((p.total for p in found.pairs if p.total is not None), None)
    strongest = "" if best is None else f"The strongest pair weighs {best:+.1f}; {found.needed:+.1f} is needed."
    average = "" if found.average is None else f"All pairs that may be one weigh {found.average:+.1f} on average."
    told = {
        "same-event": f"They are one event: {safe(linked.title) if linked else ''}. {strongest}",
        "decided-together": f"They are one event because a person decided so (`rashomon review`). {strongest}",
        "decided-apart": f"They are two because a person decided so (`rashomon review`). {strongest}",
        "forbidden": "They are two: " + _forbidden(found),
        "never-compared": "They are two: they were never compared, for they share no key (a day, place, name or rare "
        f"words together). {strongest}",
        "too-little": f"They are two: too little speaks for one. {strongest}",
        "one-document": f"They are two: one document tells of both and keeps them apart. {_conflict(found, titles)} "
        f"{strongest}",
        "average": "They are two: the strongest pair would be enough, but the groups do not fit each other. "
        f"{strongest} {average} {_asked(found)}",
        "nothing-told": "One of the two tells of no happening, so there is nothing to compare.",
    }
    return [told[found.reason].strip()]


def _asked(found: Explanation) -> str:
    """What the two would have to reach together; large groups are asked for more, so that none swallows the rest."""
    from rashomon.link.clustering import AVERAGE

    size = f", as a group of {found.size} happenings must" if found.asked > AVERAGE else ""
    return f"They join from {found.asked:+.1f} on{size}."


def _forbidden(found: Explanation) -> str:
    vetoes = dict.fromkeys(p.veto for p in found.pairs if p.veto)
    return "; ".join(FORBIDS.get(veto or "", veto or "") for veto in vetoes) + "."


def _conflict(found: Explanation, titles: Mapping[str, str]) -> str:
    if found.conflict is None:
        return ""
    return f"“{titles.get(found.conflict[0], '')}” and “{titles.get(found.conflict[1], '')}”."


def _pair(
    out: Console, pair: PairReason, number: int, found: Explanation, names: Mapping[str, str], titles: Mapping[str, str]
) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from rashomon.show.wording import safe

    weight = f"{pair.total:+.1f}" if pair.total is not None else f"forbidden ({pair.veto})"
    out.print(Text(f"\nPair {number + 1}: {weight}", "bold"))
    for letter, one, document in zip("AB", (pair.ours, pair.theirs), pair.documents, strict=True):
        out.print(Text(f"  {letter}  “{titles[one]}” in {safe(names[document])}"), soft_wrap=True)
    if pair.keys:
        more = f" and {len(pair.keys) - KEYS} more" if len(pair.keys) > KEYS else ""
        out.print(Text(f"  compared because both have {', '.join(map(safe, pair.keys[:KEYS]))}{more}", "dim"))
    elif pair.total is not None:
        out.print(Text("  never compared: they share no key", "dim"))
    if not pair.parts:
        return
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1), expand=True)
    table.add_column("Part", no_wrap=True)
    table.add_column("Found", ratio=2, overflow="fold")
    table.add_column("Weight", justify="right", no_wrap=True)
    for heading in ("A", "B"):
        table.add_column(heading, ratio=4, overflow="fold")
    for part in pair.parts:
        value = Text(part.value)
        if part.note:
            value.append(f"\n{safe(part.note)}", "dim")
        table.add_row(Text(part.name), value, f"{part.weight:+.2f}", Text(safe(part.ours)), Text(safe(part.theirs)))
    out.print(table)

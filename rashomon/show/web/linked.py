"""The page that says why the reports of one event were linked: pairs of documents, the weakest link first.

What is shown is what linking itself weighs (rashomon.link.why). An event with many documents would have very many
pairs, so the page compares DOCUMENTS of them at most, each text before its copies, and says how many it left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from starlette.requests import Request
from starlette.routing import BaseRoute

from rashomon.ledger.store import EventView
from rashomon.link.scoring import LINK
from rashomon.link.why import Explanation, PartReason, explain
from rashomon.model import Document, Happening
from rashomon.show.render import short_names
from rashomon.show.web.event import look_up
from rashomon.show.web.grid import document_link
from rashomon.show.web.pages import Moved, Page, desk_of, page
from rashomon.show.why import FORBIDS, gists_of, spelling_of
from rashomon.show.wording import shortened

__all__ = ["routes"]

DOCUMENTS = 12  # documents compared with each other: 66 pairs
AROUND = 200  # characters of the text to each side of a mention that may be shown
PARTS = {
    "base": "any two reports, before anything is known of them",
    "time": "the time",
    "place": "the place",
    "trigger": "the word for what happened",
    "type": "the type",
    "mode": "the means",
    "actors": "who did it",
    "recipients": "to whom",
    "ages": "their ages",
    "people": "their names",
    "tolls": "the numbers of people",
    "words": "the words around it",
    "story": "the words of the whole texts",
    "news": "days between the reports",
    "number": "one happening or several",
    "unplaced": "neither says when or where",
    "document": "both in one text",
}


def show(request: Request) -> Page:
    """Why the documents of one event, by its whole id, were linked. An id that was merged leads to where it went."""
    desk, event = desk_of(request), request.path_params["id"]
    view, _ = look_up(desk, event)
    if view.event.id != event:
        raise Moved(f"/event/{view.event.id}/why")
    chosen = _chosen(view)
    mine = set(view.event.mentions)
    with desk.open() as ledger:
        everything = tuple(ledger.happenings([one.id for one in chosen]))
        constraints = ledger.review.constraints
    told: dict[str, list[Happening]] = {one.id: [] for one in chosen}
    for happening in everything:
        if any(mention.id in mine for mention in happening.mentions):
            told[happening.document].append(happening)
    gists, spelling = gists_of(chosen), spelling_of(chosen)
    pairs = []
    for one, other in combinations((document for document in chosen if told[document.id]), 2):
        found = explain(
            told[one.id],
            told[other.id],
            linked=True,
            all_of=[h for h in everything if h.document in (one.id, other.id)],
            gists=gists,
            constraints=constraints,
            spelling=spelling,
        )
        pairs.append(_pair(found, view, told))
    pairs.sort(key=lambda row: (_weight(row), row["documents"]))
    data = {
        "event": {"id": view.event.id, "title": view.event.title},
        "needed": LINK,
        "documents": _documents(chosen, view, pairs, told),
        "left_out": len(view.documents) - len(chosen),
        "pairs": pairs,
    }
    return Page("linked.html", f"Why linked: {view.event.title}", data, {"names": _names(view), "parts": PARTS})


def _chosen(view: EventView) -> list[Document]:
    """The documents that are compared: one of each text first, then the copies."""
    groups: set[str] = set()
    originals: list[Document] = []
    copies: list[Document] = []
    for document in view.documents.values():
        group = view.copies.get(document.id, document.id)
        (copies if group in groups else originals).append(document)
        groups.add(group)
    return (originals + copies)[:DOCUMENTS]


def _names(view: EventView) -> dict[str, str]:
    """What each document is called on the page, by its id: who printed it, and the file where that is not enough."""
    names = short_names(document.name for document in view.documents.values())
    publishers = [document.publisher for document in view.documents.values()]
    return {
        one.id: one.publisher if one.publisher and publishers.count(one.publisher) == 1 else names[one.name]
        for one in view.documents.values()
    }


def _weight(row: Mapping[str, Any]) -> float:
    return row["total"] if row["total"] is not None else float("-inf")


def _pair(found: Explanation, view: EventView, told: Mapping[str, Sequence[Happening]]) -> dict[str, Any]:
    """Two documents by the strongest pair of their happenings."""
    best = found.pairs[0]
    one, other = (view.copies.get(document, document) for document in best.documents)
    sides = [
        _side(next(h for h in told[document] if h.id == happening), view)
        for document, happening in zip(best.documents, (best.ours, best.theirs), strict=True)
    ]
    return {
        "documents": list(best.documents),
        "reason": found.reason,
        "total": best.total,
        "needed": found.needed,
        "average": found.average,
        "compared": len(found.pairs),
        "copies": one == other,
        "veto": best.veto,
        "keys": list(best.keys),
        "parts": [_part(one) for one in sorted(best.parts, key=lambda part: -abs(part.weight))],
        "words": sides,
        "said": _said(found, one == other),
    }


def _part(part: PartReason) -> dict[str, Any]:
    """A part under the keys that `rashomon why` gives it."""
    return {
        "part": part.name,
        "found": part.value,
        "weight": part.weight,
        "a": part.ours,
        "b": part.theirs,
        "note": part.note,
    }


def _side(happening: Happening, view: EventView) -> dict[str, Any]:
    """Where a happening is first told in its document, and in which words."""
    mention = happening.mentions[0]
    text = view.documents[happening.document].text
    begin = max(text.rfind("\n", 0, mention.start) + 1, mention.start - AROUND)
    end = text.find("\n", mention.end)
    end = min(len(text) if end < 0 else end, mention.end + AROUND)
    return {
        "happening": happening.id,
        "title": happening.title,
        "start": mention.start,
        "end": mention.end,
        "quote": mention.quote,
        "sentence": shortened(text[begin:end].strip() or mention.quote, mention.quote),
        "link": document_link(happening.document, mention.start, mention.end),
    }


def _said(found: Explanation, copies: bool) -> list[str]:
    """Why these two documents stand in one event, in sentences."""
    best = found.pairs[0]
    said = ["One is a copy of the other, word for word or nearly."] if copies else []
    if found.reason == "decided-together":
        said.append("A person decided that they tell of one event.")
    if best.total is None:
        reason = FORBIDS.get(best.veto or "", best.veto or "")
        said.append(f"Nothing joins the two directly: {reason}. Each was joined to other reports of the event.")
    elif best.total >= found.needed:
        said.append(f"They are one by themselves: {best.total:+.1f}, where {found.needed:g} is enough.")
    else:
        said.append(
            f"By themselves too little speaks for one: {best.total:+.1f}, where {found.needed:g} is needed. "
            "Each was joined to other reports of the event."
        )
    if best.total is not None and not best.keys:
        said.append("The two were never compared directly: they share no day, place, name or rare words together.")
    return said + _sums(best.parts)


def _sums(parts: Sequence[PartReason]) -> list[str]:
    """What speaks for it and what against it, the heaviest first."""
    said = []
    for words, sign in (("For it", 1), ("Against it", -1)):
        counted = [part for part in parts if part.weight * sign > 0 and part.name != "base"]
        counted.sort(key=lambda part: -abs(part.weight))
        if counted:
            told = "; ".join(f"{PARTS.get(p.name, p.name)}, {_found(p)} ({p.weight:+.1f})" for p in counted)
            said.append(f"{words}: {told}.")
    return said


def _found(part: PartReason) -> str:
    try:
        return f"{float(part.value):.0%} alike"
    except ValueError:
        return part.value.replace("-", " " if part.name != "news" else " to ")


def _documents(
    chosen: Sequence[Document],
    view: EventView,
    pairs: Sequence[Mapping[str, Any]],
    told: Mapping[str, Sequence[Happening]],
) -> list[dict[str, Any]]:
    """What holds each document: its strongest link. The document that hangs on least comes first."""
    rows = []
    for document in chosen:
        own = [pair for pair in pairs if document.id in pair["documents"] and pair["total"] is not None]
        best = max(own, key=_weight, default=None)
        to = next((one for one in best["documents"] if one != document.id), None) if best else None
        rows.append(
            {
                "id": document.id,
                "name": document.name,
                "title": document.title,
                "publisher": document.publisher,
                "copy_group": view.copies.get(document.id, document.id),
                "happenings": len(told[document.id]),
                "strongest": {"document": to, "total": best["total"]} if best else None,
            }
        )
    return sorted(rows, key=lambda row: (row["strongest"]["total"] if row["strongest"] else float("-inf"), row["name"]))


def routes() -> list[BaseRoute]:
    """The address of the page."""
    return page("/event/{id}/why", show, "linked")

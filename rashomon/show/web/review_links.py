"""Merging and splitting on the page: first everything that would move is shown, then it moves."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.routing import BaseRoute

from rashomon.errors import ConfigurationError, LedgerError
from rashomon.ledger.review import ReviewDesk
from rashomon.ledger.store import EventView
from rashomon.show.web.desk import State
from rashomon.show.web.index import UNDATED
from rashomon.show.web.pages import Page, action, desk_of, page
from rashomon.show.web.review import claim_lines, refused, reviewer_of
from rashomon.show.wording import place_words, time_words

__all__ = ["routes"]

OFFERED = 15  # events that are offered to merge with
DAYS = 4  # days apart that events of one country may be to be offered


def _lines(view: EventView) -> dict[str, Any]:
    names = {one.id: one.name for one in view.documents.values()}
    return {
        "id": view.event.id,
        "title": view.event.title,
        "place": place_words(view.event.place),
        "time": time_words(view.event.time),
        "documents": list(names.values()),
        "claims": [claim_lines(one, names[one.document]) for one in view.claims],
    }


# ---------------------------------------------------------------- merging


def show_merge(request: Request) -> Page:
    """Choose what to merge with an event (`keep`); with `other` named, everything that would move."""
    asked = request.query_params
    keep, others = asked.get("keep", ""), asked.getlist("other")
    words = asked.get("q", "")
    desk = ReviewDesk(desk_of(request).folder, reviewer_of(request))
    with desk_of(request).open() as ledger:
        kept = ledger.event(keep)
    moved: tuple[EventView, ...] = ()
    if others:
        try:
            kept, moved = desk.moves(keep, others)
        except ConfigurationError as error:
            return refused(error)
    offers = [] if moved else _offers(desk_of(request).state(), kept, words)
    data = {
        "keep": _lines(kept),
        "moves": [_lines(one) for one in moved],
        "claims": sum(len(one.claims) for one in moved),
        "offers": offers,
        "q": words,
    }
    return Page("review_merge.html", "Merge events", data, {"name": reviewer_of(request)})


def _offers(state: State, kept: EventView, words: str) -> list[dict[str, Any]]:
    """Events that may be the same: those with the words that are searched for, else those of the same country within
    days, or of the same documents."""
    index = state.index
    own = index.number.get(kept.event.id)
    if words.strip():
        terms = words.casefold().split()
        found = [n for n in range(len(index)) if all(term in index.words[n] for term in terms) or index.ids[n] == words]
    elif own is None:
        found = []
    else:
        same = index.countries.codes == index.countries.codes[own]
        near = abs(index.first.astype("int64") - int(index.first[own])) <= DAYS
        dated = index.first != UNDATED
        found = (same & near & dated & (index.countries.codes >= 0)).nonzero()[0].tolist()
        found.sort(key=lambda n: (index.places.codes[n] != index.places.codes[own], -int(index.documents[n])))
    return [
        {
            "id": index.ids[n],
            "title": index.titles[n],
            "documents": int(index.documents[n]),
            "claims": int(index.claims[n]),
        }
        for n in found
        if n != own
    ][:OFFERED]


def merge(request: Request, form: FormData) -> str | Page:
    """Do it."""
    desk = ReviewDesk(desk_of(request).folder, reviewer_of(request))
    try:
        made = desk.merge(
            str(form.get("keep", "")), [str(one) for one in form.getlist("other")], str(form.get("reason", "")) or None
        )
    except (ConfigurationError, LedgerError) as error:
        return refused(error)
    return "/review?" + urlencode({"last": made.id})


# ---------------------------------------------------------------- splitting


def show_split(request: Request) -> Page:
    """Choose which documents or claims of an event move to a new one; with some chosen, everything that would move."""
    asked = request.query_params
    documents, claims = asked.getlist("document"), asked.getlist("claim")
    desk = ReviewDesk(desk_of(request).folder, reviewer_of(request))
    with desk_of(request).open() as ledger:
        view = ledger.event(asked.get("event", ""))
    names = {one.id: one.name for one in view.documents.values()}
    moved: list[dict[str, Any]] = []
    if documents or claims:
        try:
            _, mentions, with_it = desk.parts(view.event.id, documents=documents, claims=claims)
        except ConfigurationError as error:
            return refused(error)
        moved = [claim_lines(one, names[one.document]) for one in with_it]
    else:
        mentions = ()
    data = {
        "event": _lines(view),
        "document": documents,
        "claim": claims,
        "mentions": len(mentions),
        "of": len(view.mentions),
        "moves": moved,
    }
    parts = [
        {
            "document": one,
            "claims": [claim_lines(claim, one.name) for claim in view.claims if claim.document == one.id],
            "mentions": [ref.quote for ref in view.mentions if ref.document == one.id],
        }
        for one in view.documents.values()
    ]
    return Page("review_split.html", "Split an event", data, {"parts": parts, "name": reviewer_of(request)})


def split(request: Request, form: FormData) -> str | Page:
    """Do it."""
    desk = ReviewDesk(desk_of(request).folder, reviewer_of(request))
    try:
        made = desk.split(
            str(form.get("event", "")),
            documents=[str(one) for one in form.getlist("document")],
            claims=[str(one) for one in form.getlist("claim")],
            reason=str(form.get("reason", "")) or None,
        )
    except (ConfigurationError, LedgerError) as error:
        return refused(error)
    return "/review?" + urlencode({"last": made.id})


def routes() -> list[BaseRoute]:
    """Merging and splitting: what would move, and moving it."""
    return [
        *page("/review/merge", show_merge, "merge-preview"),
        *page("/review/split", show_split, "split-preview"),
        *action("/review/merge", merge, "merge"),
        *action("/review/split", split, "split"),
    ]

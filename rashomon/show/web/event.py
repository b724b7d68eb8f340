"""The Event page: the accounts side by side, the toll over time, who is said to have done it, the documents."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.routing import BaseRoute

from rashomon import __version__
from rashomon.ledger.store import EventView
from rashomon.link.accounts import accounts_of, disagreements
from rashomon.link.responsibility import Matrix, responsibility_of
from rashomon.link.timeline import Timeline, timeline_of
from rashomon.model import COUNT_FIELDS, Account, Claim, Field, Passage
from rashomon.show.analysis_rows import responsibility_rows, timeline_rows
from rashomon.show.plot import timeline_svg
from rashomon.show.render import short_names
from rashomon.show.rows import account_row, event_row
from rashomon.show.web.desk import Desk
from rashomon.show.web.grid import Grid, document_link, grid_of
from rashomon.show.web.pages import Moved, Page, desk_of, page
from rashomon.show.web.worldmap import country_name
from rashomon.show.wording import claimant_words, place_words, safe, shortened, time_words

__all__ = ["look_up", "routes"]

CHARTED = 2  # figures from which a chart says more than the table
STANCES = {
    "admits": "claims it", "accuses": "accuses", "asserts": "states", "doubts": "doubts it", "denies": "denies it",
}  # fmt: skip


def show(request: Request) -> Page:
    """One event by its whole id. An id that was merged leads to where it went."""
    desk, event = desk_of(request), request.path_params["id"]
    view, authors = look_up(desk, event)
    if view.event.id != event:
        raise Moved(f"/event/{view.event.id}")
    claims = {claim.id: claim for claim in view.claims}
    accounts = accounts_of(view.event, view.claims, view.documents, view.copies)
    grid = grid_of(view, accounts, authors)
    timelines = _timelines(view, accounts, claims)
    matrix = responsibility_of(view.event, accounts, claims, view.documents, view.copies)
    seal = _seal(desk, view)
    data = {
        "event": event_row(view, disagreements(accounts)),
        "accounts": [account_row(one, claims, view.documents) for one in accounts],
        "columns": [asdict(column) for column in grid.columns],
        "timelines": [row for one in timelines for row in timeline_rows(one, view)],
        "responsibility": list(responsibility_rows(matrix, view.documents)),
        "documents": _documents(view),
        "sealed": seal,
    }
    shown = {
        "view": view,
        "grid": grid,
        "head": _head(view, grid),
        "charts": [Markup(timeline_svg(one, standalone=False)) for one in timelines],  # it escapes itself
        "matrix": _matrix(matrix, view),
        "papers": data["documents"],
    }
    return Page("event.html", view.event.title, data, shown)


def look_up(desk: Desk, event: str) -> tuple[EventView, Mapping[str, Sequence[Passage]]]:
    """The event and its printed authors: from memory, or from disk while memory is behind what is on disk."""
    state = desk.state()
    with contextlib.ExitStack() as stack:
        if state.generation == desk.on_disk():
            view = state.shelf.view(state.shelf.following(event))
            return view, state.shelf.authors(view.documents)
        ledger = stack.enter_context(desk.open())
        view = ledger.event(event)
        return view, ledger.authors(list(view.documents))


def _head(view: EventView, grid: Grid) -> dict[str, Any]:
    """What stands above the table."""
    event = view.event
    where = place_words(event.place)
    if event.place and event.place.country:
        where = where.replace(f" ({event.place.country})", f", {country_name(event.place.country)}")
    when = time_words(event.time)
    if event.time and safe(event.time.text) not in when:
        when = f"{when} (“{safe(event.time.text)}”)" if when else f"“{safe(event.time.text)}”"
    texts, documents = len(set(view.copies.values())), len(view.documents)
    return {
        "where": where or "not said",
        "when": when or "not said",
        "disputed": [row.field.value for row in grid.rows if row.disputed],
        "texts": texts,
        "documents": documents,
        "copies": documents - texts,
        "review": f"{view.review.status} by {safe(view.review.by)}" if view.review else "",
    }


def _timelines(view: EventView, accounts: Sequence[Account], claims: Mapping[str, Claim]) -> list[Timeline]:
    """The charts of all counts with so many figures that a chart says more than the table."""
    found = []
    for field in Field:
        if field in COUNT_FIELDS and sum(account.field == field for account in accounts) >= CHARTED:
            timeline = timeline_of(view.event, accounts, claims, view.documents, view.copies, field)
            if sum(len(line.points) for line in timeline.lines) >= CHARTED:
                found.append(timeline)
    return found


def _matrix(matrix: Matrix, view: EventView) -> dict[str, Any]:
    """Who is said to have done it, by whom: rows of candidates, a column for each claimant."""
    columns = []
    for column in matrix.columns:
        who = claimant_words(column.claimant)
        columns.append(f"{who}, {safe(column.publisher)}" if column.publisher else who)
    rows = []
    for candidate in matrix.candidates:
        cells = []
        for column in matrix.columns:
            found = []
            for cell in matrix.at(candidate.key, column.key):
                quotes = [
                    {
                        "words": shortened(words.quote, candidate.name),
                        "link": document_link(document, words.start, words.end),
                    }
                    for _, document, words in cell.evidence[:2]
                ]
                says = STANCES[cell.stance.value] + (" (possibly)" if cell.possible else "")
                found.append({"tone": cell.stance.value, "says": says, "quotes": quotes})
            cells.append(found)
        kind = f" ({candidate.kind})" if candidate.kind else ""
        rows.append({"name": f"{safe(candidate.name)}{kind}", "named": candidate.named, "cells": cells})
    return {"columns": columns, "rows": rows}


def _documents(view: EventView) -> list[dict[str, Any]]:
    """The documents that tell of the event, those of one text together."""
    first: dict[str, str] = {}
    names = short_names(document.name for document in view.documents.values())
    rows = []
    for document in view.documents.values():
        group = view.copies.get(document.id, document.id)
        original = first.setdefault(group, document.id)
        spans = [[one.start, one.end] for one in view.mentions if one.document == document.id]
        start, end = spans[0] if spans else (0, 0)
        rows.append(
            {
                "id": document.id,
                "name": document.name,
                "short": names[document.name],
                "title": document.title,
                "publisher": document.publisher,
                "published": document.published,
                "published_by": document.published_by,
                "url": document.url,
                "copy_of": original if original != document.id else None,
                "mentions": len(spans),
                "link": document_link(document.id, start, end),
            }
        )
    return rows


def _seal(desk: Desk, view: EventView) -> dict[str, Any]:
    """What a citation needs: which ledger, in which state, by which version, printed when."""
    return {
        "ledger": desk.folder.resolve().name,
        "documents_sha256": desk.state().shelf.digest,
        "generation": desk.generation,
        "event": view.event.id,
        "version": __version__,
        "read": desk.read_on(),
        "shown": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
    }


def routes() -> list[BaseRoute]:
    """The addresses of the Event page."""
    return page("/event/{id}", show, "event")

"""The Review page: one claim or link after the other, decided by key or button; and what was decided."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from urllib.parse import quote, unquote, urlencode

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from rashomon.errors import ConfigurationError, LedgerError, NotFound
from rashomon.ledger.decisions_claims import is_about_claim
from rashomon.ledger.decisions_edit import CLAIM_KEYS, EVENT_KEYS, claim_settings
from rashomon.ledger.decisions_queue import Order, QueueItem
from rashomon.ledger.review import ReviewDesk, shown_claim
from rashomon.ledger.store import EventView, Ledger
from rashomon.model import (
    Claim,
    ClaimantKind,
    Decision,
    EventType,
    Field,
    Modality,
    Stance,
)
from rashomon.show.review import log_rows
from rashomon.show.rows import claim_row, review_row
from rashomon.show.web.document import span_address
from rashomon.show.web.document_text import harmless
from rashomon.show.web.pages import Page, action, desk_of, inside, page
from rashomon.show.web.veil import graphic_spans
from rashomon.show.wording import claimant_words, place_words, review_words, time_words, value_words, via_words

__all__ = ["REVIEWER", "claim_lines", "refused", "reviewer_of", "routes"]

REVIEWER = "reviewer"  # the cookie that holds the name of who decides
SCORES = "scores"  # the cookie that hides scores until something is decided
YEAR = 365 * 24 * 3600  # seconds
AROUND = 240  # code points of context on either side of the words
BLANK_LINES = re.compile(r"[ \t]*\n\s*\n")
RIVALS = 12  # other claims of the same field that are shown beside a claim
CHOICES: dict[str, tuple[str, ...]] = {
    "stance": tuple(Stance), "modality": tuple(Modality), "claimant-kind": tuple(ClaimantKind),
    "polarity": ("positive", "negative"), "field": tuple(Field), "approximate": ("yes", "no"), "type": tuple(EventType),
}  # fmt: skip


def reviewer_of(request: Request) -> str:
    """The name that the cookie gives, or nothing."""
    return unquote(request.cookies.get(REVIEWER, ""))


# ---------------------------------------------------------------- the page


def show(request: Request) -> Page:
    """What to decide now: the item that the address names, or the next of the queue after those that were skipped."""
    asked = request.query_params
    order: Order = "uncertainty" if asked.get("order") == "uncertainty" else "disagreement"
    only = asked.get("only", "")
    only = only if only in ("claim", "link") else ""
    desk = desk_of(request)
    state, generation = desk.state(), desk.on_disk()
    with desk.open() as ledger:
        queue = request.app.state.queues.get(state, ledger.review, order, generation)
        items = [one for one in queue.items if only in ("", one.kind)]
        skip = _number(asked.get("skip", ""), len(items))
        item, chosen = _current(ledger, items, skip, asked.get("item"))
        told = _told(ledger, item) if item else {}
        last = _last(ledger, asked.get("last", ""))
    hidden = request.cookies.get(SCORES) == "hidden"
    data = {
        "open": len(items),
        "more": queue.more,
        "order": order,
        "only": only,
        "skip": skip,
        "item": asdict(item) if item else None,
        **({"claim": told["row"]} if told.get("row") else {}),
    }
    here = {"order": order, "only": only, "skip": str(skip)}
    view = {
        "current": item,
        "chosen": chosen,
        "told": told,
        "last": last,
        "name": reviewer_of(request),
        "hidden": hidden,
        "keep": here,
        "link": lambda **changed: "/review?" + urlencode({**here, **{k: str(v) for k, v in changed.items()}}),
        "orphans": len(data_problems(ledger)),
        "scored": any(one.score is not None for one in items),
    }
    return Page("review.html", "Review", data, view)


def data_problems(ledger: Ledger) -> tuple[object, ...]:
    """Decisions that hold for nothing, and damaged lines of the log."""
    return ledger.review.problems


def _number(said: str, most: int) -> int:
    return min(int(said), most) if said.isascii() and said.isdigit() and len(said) < 9 else 0


def _current(ledger: Ledger, items: list[QueueItem], skip: int, asked: str | None) -> tuple[QueueItem | None, bool]:
    """The item to show, and whether the address named it. Raises NotFound for an id that is none."""
    if not asked:
        return (items[skip] if skip < len(items) else None), False
    kind, one = ledger.claim_or_event(asked)
    for item in items:
        if item.id == one:
            return item, True
    if kind == "event":
        return QueueItem("link", one, one, 0, None, ()), True
    machine = ledger.machine_claims([one])[one][0]
    event = next((item.event for item in ledger.claims([machine.document]) if item.claim.id == one), None)
    return QueueItem("claim", one, event or "", 0, machine.score, ()), True


def _told(ledger: Ledger, item: QueueItem) -> dict[str, Any]:
    """What the page shows of an item."""
    view = None
    if item.event:
        try:
            view = ledger.event(item.event)
        except NotFound:  # rejected, or merged while the page was made: the claim still stands in its document
            view = None
    if item.kind == "link":
        return _told_link(view) if view is not None else {}
    shown = shown_claim(ledger, item.id)
    claim, mark = shown.now, ledger.review.claims.get(item.id)
    document = ledger.document(claim.document)
    return {
        "kind": "claim",
        "claim": claim_lines(claim, shown.name),
        "words": _in_context(document.text, claim),
        "document": document,
        "event": view.event if view else None,
        "rivals": _rivals(view, claim, {one.id: one.name for one in view.documents.values()}) if view else [],
        "settings": claim_settings(claim) | {"event": view.event.id if view else ""},
        "choices": CHOICES,
        "mark": review_row(mark),
        "says": review_words(mark.status, mark.by, bool(mark.conflict)) if mark else "",
        "machine": _machine_words(shown.machine) if mark and mark.edited else "",
        "row": claim_row_of(claim, shown.name, item.event),
    }


def claim_row_of(claim: Claim, name: str, event: str) -> dict[str, Any]:
    """The row of the public contract."""
    from rashomon.ledger.store import LedgerClaim

    return claim_row(LedgerClaim(claim, name, event or None))


def _machine_words(claim: Claim) -> str:
    return f"{value_words(claim.field, claim.value, claim.stance, claim.modality)}, {claimant_words(claim.claimant)}"


def claim_lines(claim: Claim, name: str) -> dict[str, Any]:
    """A claim as lines of words."""
    first = claim.evidence[0]
    return {
        "id": claim.id,
        "field": claim.field.value,
        "value": value_words(claim.field, claim.value, claim.stance, claim.modality),
        "who": claimant_words(claim.claimant),
        "via": [via_words(one) for one in claim.via],
        "stance": claim.stance.value,
        "modality": claim.modality.value,
        "inferred": claim.inferred_by,
        "quote": " … ".join(one.quote for one in claim.evidence),
        "document": name,
        "address": span_address(claim.document, first.start, first.end),
        "mention": claim.event_mention,
        "place": place_words(claim.place),
        "time": time_words(claim.time),
    }


def _in_context(text: str, claim: Claim) -> list[tuple[str, bool, bool]]:
    """The words around the evidence, piece by piece; which are evidence, and which are graphic."""
    spans = sorted((one.start, one.end) for one in claim.evidence)
    start = max(0, spans[0][0] - AROUND)
    end = min(len(text), spans[-1][1] + AROUND)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    pieces: list[tuple[str, bool]] = [("… ", False)] if start else []
    at = start
    for first, last in spans:
        if first > at:
            far = first - at > 2 * AROUND
            gap = f"{text[at : at + AROUND]} … {text[first - AROUND : first]}" if far else text[at:first]
            pieces.append((harmless(gap), False))
        pieces.append((harmless(text[max(first, at) : last]), True))
        at = max(at, last)
    pieces.append((harmless(text[at:end]) + (" …" if end < len(text) else ""), False))
    return [
        (part, evidence, graphic)
        for words, evidence in pieces
        for part, graphic in _by_graphic(BLANK_LINES.sub("\n", words))
    ]


def _by_graphic(words: str) -> list[tuple[str, bool]]:
    parts, at = [], 0
    for start, end in graphic_spans(words):
        parts += [(words[at:start], False), (words[start:end], True)]
        at = end
    return [part for part in (*parts, (words[at:], False)) if part[0]]


def _rivals(view: EventView, claim: Claim, names: Mapping[str, str]) -> list[dict[str, Any]]:
    others = [one for one in view.claims if one.field == claim.field and one.id != claim.id]
    return [claim_lines(one, names[one.document]) for one in others[:RIVALS]]


def _told_link(view: EventView) -> dict[str, Any]:
    documents = []
    for one in view.documents.values():
        documents.append(
            {
                "document": one,
                "claims": [claim_lines(claim, one.name) for claim in view.claims if claim.document == one.id],
                "mentions": [
                    {"quote": ref.quote, "address": span_address(ref.document, ref.start, ref.end)}
                    for ref in view.mentions
                    if ref.document == one.id
                ],
            }
        )
    event = view.event
    return {
        "kind": "link",
        "event": event,
        "place": place_words(event.place),
        "time": time_words(event.time),
        "documents": documents,
        "settings": {key: str(getattr(event, key) or "") for key in EVENT_KEYS},
        "choices": CHOICES,
        "mark": review_row(view.review),
        "says": review_words(view.review.status, view.review.by, bool(view.review.conflict)) if view.review else "",
        "machine": "",
    }


def _last(ledger: Ledger, asked: str) -> dict[str, Any] | None:
    """The decision that was just made, to say so and offer to undo it."""
    found = [one for one in ledger.review.log.decisions if one.id == asked]
    if not found:
        return None
    one: Decision = found[0]
    row = next(row for row in log_rows(ledger) if row["id"] == asked)
    claim = one.before["claim"] if is_about_claim(one) else {}
    what = f"{claim.get('field')} in {claim.get('name')}" if claim else " ".join(one.targets)
    score = ledger.machine_claims([one.targets[0]]).get(one.targets[0]) if claim else None
    return row | {"what": what, "score": score[0].score if score else None}


# ---------------------------------------------------------------- deciding


def refused(error: Exception) -> Page:
    """The page that says why nothing was changed."""
    return Page("review_refused.html", "Nothing was changed", {"error": str(error)}, {}, 400)


def decide(request: Request, form: FormData) -> str | Page:
    """Accept, reject, edit or undo. The form holds `do`, `id`, `reason`, settings as `set.KEY`, and where to go on."""
    desk = ReviewDesk(desk_of(request).folder, reviewer_of(request))
    what, one = str(form.get("do", "")), str(form.get("id", ""))
    reason = str(form.get("reason", "")) or None
    try:
        if what == "accept":
            made = desk.accept(one, reason)
        elif what == "reject":
            made = desk.reject(one, reason)
        elif what == "undo":
            made = desk.undo(one or None, reason)
        elif what == "edit":
            made = desk.edit(one, _settings(request, one, form), reason)
        else:
            raise ConfigurationError(f"There is no decision called {what!r}.")
    except (ConfigurationError, LedgerError) as error:
        return refused(error)
    back = inside(str(form.get("back", ""))) if form.get("back") else "/"
    if back != "/":
        return back
    kept = {key: str(form.get(key, "")) for key in ("order", "only", "skip")}
    more = {"item": made.targets[0]} if what == "undo" and form.get("stay") else {}
    return "/review?" + urlencode({**kept, "last": made.id, **more})


def _settings(request: Request, one: str, form: FormData) -> dict[str, str]:
    """The settings of the form that differ from what is there, so that an edit sets no more than was touched."""
    given = {key.removeprefix("set."): str(value) for key, value in form.items() if key.startswith("set.")}
    with desk_of(request).open() as ledger:
        kind, whole = ledger.claim_or_event(one)
        if kind == "event":
            event = ledger.event(whole).event
            now = {key: str(getattr(event, key) or "") for key in EVENT_KEYS}
        else:
            claim = shown_claim(ledger, whole).now
            here = next((found.event for found in ledger.claims([claim.document]) if found.claim.id == whole), None)
            now = claim_settings(claim) | {"event": here or ""}
    changed = {key: value for key, value in given.items() if now.get(key) != value.strip()}
    pair = {"claimant", "claimant-kind"}
    if pair & changed.keys():
        changed |= {key: given[key] for key in pair if key in given}
    return {key: value for key, value in changed.items() if value or key not in (*CLAIM_KEYS,) or key == "part-of"}


async def set_name(request: Request) -> Response:
    """Keep the name of who decides, and whether scores are hidden, in cookies; go back."""
    form = await request.form()
    if not request.app.state.guard.right_token(str(form.get("token", ""))):
        return PlainTextResponse("Nothing was changed. Go back, reload the page, and try again.\n", 403)
    answer: Response = RedirectResponse(inside(str(form.get("back", "/review"))), 303)
    name = " ".join(str(form.get("name", "")).split())[:200]
    if "name" in form:
        answer.set_cookie(REVIEWER, quote(name), max_age=YEAR, httponly=True, samesite="strict")
    if form.get(SCORES) in ("hidden", "shown"):
        answer.set_cookie(SCORES, str(form[SCORES]), max_age=YEAR, httponly=True, samesite="strict")
    return answer


# ---------------------------------------------------------------- the log


def log(request: Request) -> Page:
    """All decisions, the newest first."""
    with desk_of(request).open() as ledger:
        rows = log_rows(ledger)[::-1]
        problems = [one.message for one in ledger.review.log.problems]
    data = {"decisions": rows, "problems": problems}
    return Page("review_log.html", "Decisions", data, {"name": reviewer_of(request)})


def routes() -> list[BaseRoute]:
    """The queue, the log, and what changes something."""
    return [
        *page("/review", show, "review"),
        *page("/review/log", log, "review-log"),
        *action("/review/decide", decide, "decide"),
        Route("/review/name", set_name, methods=["POST"], name="review-name"),
    ]

"""The Document page: the text as it was read, with the claims marked on their words and listed beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from starlette.requests import Request
from starlette.routing import BaseRoute

from rashomon.ledger.review import shown_claim
from rashomon.ledger.store import Ledger, LedgerClaim
from rashomon.model import Document
from rashomon.show.rows import claim_row, passage_row
from rashomon.show.web.document_text import Mark, Piece, cut
from rashomon.show.web.pages import Page, desk_of, page
from rashomon.show.web.veil import graphic_spans
from rashomon.show.wording import claimant_words, review_words, value_words, via_words

__all__ = ["document_claims", "routes", "span_address"]

LONGEST = 1_000_000  # code points that one page shows; a longer text is shown around the span that is asked for


def span_address(document: str, start: int, end: int) -> str:
    """The address of words in their document; the ids of documents are hexadecimal digits."""
    return f"/document/{document}?span={start}-{end}#mark"


def document_claims(ledger: Ledger, document: str) -> list[LedgerClaim]:
    """The claims of a document as reviewed, and in their place those that were rejected, as they were."""
    found = list(ledger.claims([document]))
    rejected = [one for one, mark in ledger.review.claims.items() if mark.status == "rejected"]
    if rejected:
        for one, (machine, name) in ledger.machine_claims(rejected).items():
            if machine.document == document:
                found.append(LedgerClaim(shown_claim(ledger, one).now, name, None, ledger.review.claims[one]))
    return sorted(found, key=lambda item: (item.claim.evidence[0].start, -item.claim.evidence[0].end, item.claim.id))


def show(request: Request) -> Page:
    """The page of one document. `span` in the address marks words of it; one that does not fit is left out."""
    wanted_id = request.path_params["id"]
    with desk_of(request).open() as ledger:
        document = ledger.document(wanted_id)
        passages = [passage for _, passage in ledger.passages([wanted_id])]
        claims = document_claims(ledger, wanted_id)
        titles = _titles(ledger, claims)
    wanted = _span(request.query_params.get("span", ""), len(document.text))
    first, last = _window(len(document.text), wanted)
    pieces = [
        one
        for one in cut(document.text, passages, _marks(claims), graphic_spans(document.text), wanted)
        if first <= one.start < last
    ]
    data = {
        "document": {
            "id": document.id,
            "name": document.name,
            "title": document.title,
            "publisher": document.publisher,
            "published": document.published,
            "url": document.url,
            "language": document.language,
            "quality": list(document.quality),
        },
        "text": document.text,
        "passages": [passage_row(document.name, one) for one in passages],
        "claims": [claim_row(item) for item in claims],
        "span": list(wanted) if wanted else None,
    }
    view = {
        "runs": _runs(pieces),
        "items": [_item(number, item, titles) for number, item in enumerate(claims, start=1)],
        "statuses": {item.claim.id: item.review.status for item in claims if item.review},
        "stances": {item.claim.id: item.claim.stance.value for item in claims},
        "first": first,
        "last": last,
        "length": len(document.text),
        "link": _web_address(document),
    }
    return Page("document.html", document.title or document.name, data, view)


def _titles(ledger: Ledger, claims: Sequence[LedgerClaim]) -> dict[str, str]:
    ids = sorted({item.event for item in claims if item.event})
    return {one.id: one.title for one in ledger.events_by_id(ids)}


def _marks(claims: Sequence[LedgerClaim]) -> list[Mark]:
    return [Mark(item.claim.id, one.start, one.end) for item in claims for one in item.claim.evidence]


def _span(said: str, length: int) -> tuple[int, int] | None:
    """ "12-40" as a span within the text."""
    start, dash, end = said.partition("-")
    if not (dash and start.isascii() and start.isdigit() and end.isascii() and end.isdigit()) or len(said) > 30:
        return None
    found = int(start), min(int(end), length)
    return found if found[0] < found[1] else None


def _window(length: int, wanted: tuple[int, int] | None) -> tuple[int, int]:
    """What of a very long text is shown."""
    if length <= LONGEST:
        return 0, length
    start = max(0, (wanted[0] if wanted else 0) - LONGEST // 2)
    return start, start + LONGEST


def _runs(pieces: Sequence[Piece]) -> list[tuple[bool, list[Piece]]]:
    """Pieces in runs inside and outside of the span that is asked for, so that one element is around it."""
    return [(wanted, list(run)) for wanted, run in groupby(pieces, key=lambda one: one.wanted)]


def _item(number: int, item: LedgerClaim, titles: Mapping[str, str]) -> dict[str, Any]:
    claim, mark = item.claim, item.review
    words = claim.evidence[0]
    return {
        "number": number,
        "id": claim.id,
        "field": claim.field.value,
        "value": value_words(claim.field, claim.value, claim.stance, claim.modality),
        "who": claimant_words(claim.claimant),
        "via": [via_words(one) for one in claim.via],
        "stance": claim.stance.value,
        "start": words.start,
        "end": words.end,
        "quote": words.quote,
        "event": item.event,
        "title": titles.get(item.event or "", ""),
        "inferred": claim.inferred_by,
        "review": review_words(mark.status, mark.by, bool(mark.conflict)) if mark else "",
        "status": mark.status if mark else "",
    }


def _web_address(document: Document) -> str | None:
    """The address where it was published, if it is one of the web. It is text of the document: never another scheme."""
    url = document.url or ""
    return url if url.startswith(("https://", "http://")) and url.isprintable() else None


def routes() -> list[BaseRoute]:
    """The page of a document, and its twin."""
    return page("/document/{id}", show, "document")

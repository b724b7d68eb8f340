"""The rows that other programs get: the keys of the public contract, in a fixed order.

Every function here takes objects of the ledger and returns plain dicts that JSON can hold. Keys that
the contract does not name are only ever added at the end. `document` is always Document.name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rashomon.ledger.decisions_claims import Mark
from rashomon.ledger.store import EventView, LedgerClaim
from rashomon.link.accounts import Disagreement
from rashomon.model import (
    COUNT_FIELDS,
    Account,
    Claim,
    Claimant,
    Document,
    Field,
    Passage,
    Place,
    Problem,
    Relation,
    TimeRange,
    Value,
)

__all__ = [
    "account_row",
    "claim_row",
    "claimant_row",
    "event_row",
    "main_relation",
    "passage_row",
    "problem_row",
    "review_row",
]

Row = dict[str, Any]

# The relation that is shown where there are several: what a reader must not miss comes first.
PRECEDENCE = ("deny", "differ", "revise", "agree")


def claim_row(item: LedgerClaim) -> Row:
    """A claim; `event` is the event that its mention is in now, None while it is not linked."""
    claim = item.claim
    return {
        "id": claim.id,
        "event": item.event,
        "document": item.document,
        "field": claim.field.value,
        "value": value_row(claim.field, claim.value),
        "claimant": claimant_row(claim.claimant),
        "via": [claimant_row(one) for one in claim.via],
        "stance": claim.stance.value,
        "modality": claim.modality.value,
        "polarity": claim.polarity,
        "evidence": [{"start": one.start, "end": one.end, "quote": one.quote} for one in claim.evidence],
        "place": place_row(claim.place),
        "time": time_row(claim.time),
        "as_of": time_row(claim.as_of),
        "part_of": claim.part_of,
        "inferred_by": claim.inferred_by,
        "score": claim.score,
        "review": review_row(item.review),
    }


def review_row(mark: Mark | None) -> Row | None:
    """What people decided, None where nobody did; `machine` has what the program read where that was edited."""
    if mark is None:
        return None
    return {
        "status": mark.status,
        "by": mark.by,
        "at": mark.at,
        "decision": mark.decision,
        "reason": mark.reason,
        "edited": list(mark.edited),
        "machine": dict(mark.machine),
        "conflict": list(mark.conflict),
    }


def claimant_row(claimant: Claimant) -> Row:
    """A claimant's name and kind."""
    return {"name": claimant.name, "kind": claimant.kind.value}


def value_row(field: Field, value: Value) -> Row:
    """Counts have bounds, actors and recipients a name, places and times their own keys, all others the words."""
    if field in COUNT_FIELDS:
        bounds = {"low": value.low, "high": value.high, "approximate": value.approximate}
        return {**bounds, "group": value.group, "text": value.text}
    if field in (Field.ACTOR, Field.RECIPIENT):
        return {"name": value.name, "kind": value.kind, "text": value.text}
    if field == Field.PLACE and value.place is not None:
        return place_row(value.place) or {}
    if field == Field.TIME and value.time is not None:
        return time_row(value.time) or {}
    return {"text": value.text}


def place_row(place: Place | None) -> Row | None:
    if place is None:
        return None
    return {
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
        "country": place.country,
        "inside": place.inside,
        "text": place.text,
    }


def time_row(time: TimeRange | None) -> Row | None:
    if time is None:
        return None
    return {
        "earliest": time.earliest,
        "latest": time.latest,
        "month": time.month,
        "day": time.day,
        "precision": time.precision,
        "text": time.text,
    }


def event_row(view: EventView, disagreements: Sequence[Disagreement]) -> Row:
    """An event with its mentions; `claims` is their number."""
    event = view.event
    return {
        "id": event.id,
        "type": event.type.value,
        "mode": event.mode,
        "title": event.title,
        "place": place_row(event.place),
        "time": time_row(event.time),
        "modality": event.modality.value,
        "documents": [document.name for document in view.documents.values()],
        "mentions": [
            {
                "document": view.documents[one.document].name,
                "start": one.start,
                "end": one.end,
                "quote": one.quote,
                "modality": one.modality.value,
            }
            for one in view.mentions
        ],
        "claims": len(view.claims),
        "disagreements": [
            {"field": one.field.value, "claims": list(one.claims), "relation": one.relation} for one in disagreements
        ],
        "review": review_row(view.review),
    }


def account_row(
    account: Account,
    claims: Mapping[str, Claim],
    documents: Mapping[str, Document],
    reviews: Mapping[str, Mark] | None = None,
) -> Row:
    """An account; `claims` and `documents` map the ids that it names. `quotes` holds all evidence of its claims,
    `reviews` what people decided about them."""
    marks = reviews or {}
    quotes = [
        {"document": documents[claim.document].name, "start": one.start, "end": one.end, "quote": one.quote}
        for claim in (claims[one] for one in account.claims)
        for one in claim.evidence
    ]
    return {
        "id": account.id,
        "event": account.event,
        "field": account.field.value,
        "claimant": claimant_row(account.claimant),
        "value": value_row(account.field, account.value),
        "claims": list(account.claims),
        "publishers": list(account.publishers),
        "independent": account.independent,
        "relation": main_relation(account.relations),
        "via": [claimant_row(one) for one in account.via],
        "stance": account.stance.value,
        "documents": [documents[one].name for one in account.documents],
        "relations": [{"kind": one.kind, "to": list(one.to), "rule": one.rule} for one in account.relations],
        "quotes": quotes,
        "since": account.since,
        "since_by": account.since_by,
        "reviews": [{"claim": one} | (review_row(marks[one]) or {}) for one in account.claims if one in marks],
    }


def main_relation(relations: Sequence[Relation]) -> Row:
    """The one relation of the contract: the gravest kind, and all accounts it holds to. A part of a total is
    no rival of the total, so it shows among `relations` only. Where an account stands alone, nothing contradicts it."""
    for kind in PRECEDENCE:
        to = [account for one in relations if one.kind == kind for account in one.to]
        if to:
            return {"kind": kind, "to": list(dict.fromkeys(to))}
    return {"kind": "agree", "to": []}


def passage_row(document: str, passage: Passage) -> Row:
    """A passage of the document with this name."""
    return {
        "document": document,
        "kind": passage.kind.value,
        "start": passage.span.start,
        "end": passage.span.end,
        "author": passage.author,
    }


def problem_row(problem: Problem) -> Row:
    """A problem; `document` is the path or row that it is about, which may not be in the ledger."""
    return {
        "document": problem.document,
        "code": problem.code,
        "message": problem.message,
        "line": problem.line,
        "offset": problem.offset,
    }

"""Which events are shown, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rashomon.ledger.store import EventView
from rashomon.link.accounts import Disagreement, accounts_of, disagreements
from rashomon.model import COUNT_FIELDS, Event, EventType, Field, RelationKind

__all__ = ["disputes", "ranked_events", "wanted", "weight"]

# A dispute weighs more than a figure that grew, one over victims or perpetrators more than one over the rest.
RELATIONS: dict[RelationKind, int] = {"differ": 2, "deny": 2, "revise": 1}
FIELDS = dict.fromkeys(COUNT_FIELDS, 3) | {Field.ACTOR: 2, Field.LABEL: 2, Field.MOTIVE: 2}


def ranked_events(views: Iterable[EventView]) -> list[tuple[EventView, Sequence[Disagreement]]]:
    """Events with their disagreements, the most disputed first; then those with more claims; then as they came."""
    found = [(view, disputes(view)) for view in views]
    found.sort(key=lambda pair: (-sum(map(weight, pair[1])), -len(pair[0].claims)))
    return found


def weight(one: Disagreement) -> int:
    """How much a disagreement counts when events are ranked: 0 or more."""
    return RELATIONS.get(one.relation, 0) * FIELDS.get(one.field, 1)


def disputes(view: EventView) -> Sequence[Disagreement]:
    """What the accounts of an event contradict each other in."""
    fields = [claim.field for claim in view.claims]
    if len(fields) == len(set(fields)):
        return ()  # no two claims that could stand against each other
    return disagreements(accounts_of(view.event, view.claims, view.documents, view.copies))


def wanted(event: Event, type: EventType | None, place: str | None) -> bool:
    """True for events of this type, in a place whose name (or that of what holds it, or its country code) has the
    given words in it."""
    if type is not None and event.type != type:
        return False
    if place is None:
        return True
    at = event.place
    names = (at.name, at.text, at.inside, at.country) if at is not None else ()
    return any(place.casefold() in name.casefold() for name in names if name)

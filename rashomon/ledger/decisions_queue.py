"""What to look at next: claims and links, the most disputed or the most uncertain first.

A *link* is an event that several documents tell: the question is whether all of them tell of one happening. What was
decided leaves the queue, unless people are in conflict or the event has other mentions since: that comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rashomon.ledger.decisions_claims import Mark
from rashomon.ledger.store import EventView
from rashomon.link.accounts import Disagreement, accounts_of, disagreements
from rashomon.model import COUNT_FIELDS, Claim, Field, RelationKind

__all__ = ["Order", "QueueItem", "queue_of"]

Order = Literal["disagreement", "uncertainty"]

# As in the order of events: a dispute weighs more than a figure that grew, one over victims or perpetrators more than
# one over the rest.
RELATIONS: dict[RelationKind, int] = {"differ": 2, "deny": 2, "revise": 1}
FIELDS = dict.fromkeys(COUNT_FIELDS, 3) | {Field.ACTOR: 2, Field.LABEL: 2, Field.MOTIVE: 2}
INFERRED = 1  # a claim whose event was inferred
APART = 3  # documents of one event that differ on where or when it was
SAYS: dict[RelationKind, str] = {"differ": "accounts differ", "deny": "denied or doubted", "revise": "revised"}


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One thing to decide. `id` is that of the claim, or of the event for a link; `weight` its rank by disagreement;
    `why` says in words why it is here."""

    kind: Literal["claim", "link"]
    id: str
    event: str
    weight: int
    score: float | None
    why: tuple[str, ...]
    urgent: bool = False


def queue_of(
    views: Iterable[EventView], order: Order = "disagreement", marks: Mapping[str, Mark] | None = None
) -> list[QueueItem]:
    """All that is to be decided of these events, in order; what comes first in them comes first among equals. Claims
    without a score are not the least certain: nothing is known of them, and they come last by uncertainty. `marks` are
    those of all claims: one that was rejected is in no view, but people may be in conflict about it."""
    items = [item for view in views for item in _items(view)]
    for one, mark in (marks or {}).items():
        if mark.status == "rejected" and mark.conflict:
            items.append(QueueItem("claim", one, "", 0, None, _reasons(mark, ()), True))
    if order == "uncertainty":
        return sorted(items, key=lambda one: (not one.urgent, _certainty(one), -one.weight))
    return sorted(items, key=lambda one: (not one.urgent, -one.weight, _certainty(one)))


def _certainty(item: QueueItem) -> float:
    """0 where it is as likely right as wrong, 0.5 where it is sure; what has no score comes after those that do."""
    return 1.0 if item.score is None else abs(item.score - 0.5)


def _items(view: EventView) -> Iterator[QueueItem]:
    fields = [claim.field for claim in view.claims]
    found: Sequence[Disagreement] = ()
    if len(fields) > len(set(fields)):
        found = disagreements(accounts_of(view.event, view.claims, view.documents, view.copies))
    if len(view.documents) > 1 and (item := _link(view, found)):
        yield item
    for claim in view.claims:
        if item := _claim(view, claim, found):
            yield item


def _claim(view: EventView, claim: Claim, found: Sequence[Disagreement]) -> QueueItem | None:
    mark = view.reviews.get(claim.id)
    if mark is not None and not mark.conflict:
        return None
    mine = [one for one in found if claim.id in one.claims]
    weight = sum(RELATIONS.get(one.relation, 0) * FIELDS.get(one.field, 1) for one in mine)
    why = [SAYS[one.relation] for one in mine]
    if claim.inferred_by:
        weight += INFERRED
        why.append(f"inferred ({claim.inferred_by})")
    return QueueItem(
        "claim", claim.id, view.event.id, weight, claim.score, _reasons(mark, why), bool(mark and mark.conflict)
    )


def _link(view: EventView, found: Sequence[Disagreement]) -> QueueItem | None:
    mark = view.review
    open_again = mark is not None and (bool(mark.conflict) or mark.changed)
    if mark is not None and not open_again:
        return None
    fields = {one.field for one in found if one.relation == "differ"}
    apart = fields & {Field.PLACE, Field.TIME}
    why = [f"told by {len(view.documents)} documents"]
    if apart:
        why.append(f"they differ on {' and '.join(sorted(one.value for one in apart))}")
    weight = APART * len(apart) + len(fields)
    return QueueItem("link", view.event.id, view.event.id, weight, None, _reasons(mark, why), open_again)


def _reasons(mark: Mark | None, why: Sequence[str]) -> tuple[str, ...]:
    first = []
    if mark is not None and mark.conflict:
        first.append("people decided differently")
    if mark is not None and mark.changed:
        first.append(f"{mark.status} by {mark.by}, but told by other mentions since")
    return tuple(dict.fromkeys((*first, *why)))

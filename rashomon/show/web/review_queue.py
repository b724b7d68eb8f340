"""What the Review page shows next: the queue over the events that are most worth looking at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from threading import Lock

import numpy as np

from rashomon.ledger.decisions_overlay import Overlay
from rashomon.ledger.decisions_queue import Order, QueueItem, queue_of
from rashomon.ledger.store import EventView
from rashomon.show.web.desk import State

__all__ = ["Queue", "Queues"]

ENOUGH = 400  # open items that are worked out at once, the most disputed events first


@dataclass(frozen=True, slots=True)
class Queue:
    """`items` in order; `more` says that events are left that were not looked at."""

    items: tuple[QueueItem, ...]
    more: bool


class Queues:
    """The queue of each order, kept until the ledger or its decisions change."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._made: dict[tuple[object, ...], Queue] = {}

    def get(self, state: State, review: Overlay, order: Order, generation: str) -> Queue:
        """The queue of what is open now. `review` is the newest, which the state may not know yet."""
        key = (order, generation, state.generation, state.comparison.share)
        with self._lock:
            if key not in self._made:
                self._made = {one: made for one, made in self._made.items() if one[1] == generation}
                self._made[key] = _queue(state, review, order)
            return self._made[key]


def _queue(state: State, review: Overlay, order: Order) -> Queue:
    views: list[EventView] = []
    count, more = 0, False
    for event in _events(state, review):
        if count >= ENOUGH:
            more = True
            break
        view = _fresh(state.shelf.view(state.shelf.event(event), texts=False), review)
        found = sum(one.id not in view.reviews for one in view.claims) + len(view.reviews)
        if found or len(view.documents) > 1:
            views.append(_fresh(state.shelf.view(view.event), review))
            count += found
    return Queue(tuple(queue_of(views, order, review.claims)), more)


def _events(state: State, review: Overlay) -> Iterator[str]:
    """First what people decided differently or what changed since, then by how disputed an event is."""
    urgent = [one for one, mark in review.events.items() if mark.conflict or mark.changed]
    split = [one for one, mark in review.claims.items() if mark.conflict]
    urgent += sorted(state.shelf.events_of_claims(split)) if split else []
    order = np.lexsort((-state.index.claims, -state.comparison.weights))
    ids = dict.fromkeys([one for one in urgent if one in state.index.number])
    ids |= dict.fromkeys(state.index.ids[number] for number in order.tolist())
    return (one for one in ids if one not in review.rejected)


def _fresh(view: EventView, review: Overlay) -> EventView:
    """The view with the newest decisions about it."""
    marks = {one.id: review.claims[one.id] for one in view.claims if one.id in review.claims}
    return replace(view, review=review.events.get(view.event.id), reviews=marks)

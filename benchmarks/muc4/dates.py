"""When an incident happened, in the three forms of the key (template-doc-part1, 7.3)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from benchmarks.muc4.entities import Text
from benchmarks.muc4.features import Anchor
from benchmarks.muc4.texts import MONTHS
from rashomon.model import TimeRange

__all__ = ["date_filler", "written"]

REPORTED = frozenset({"today", "tonight"})  # more often the day of the report than of the incident
LONGEST = 45  # days; a longer range says less than "on or before"


def written(day: datetime.date) -> str:
    """21 JAN 89"""
    return f"{day.day:02d} {MONTHS[day.month - 1]} {day.year % 100:02d}"


def date_filler(text: Text, told: Sequence[Anchor], day: datetime.date | None) -> str | None:
    """The day or range that our reader gives the words of an incident, else the day of the dateline as a limit."""
    for time in _times(text, told):
        if time.earliest is None or time.latest is None:
            continue
        first, last = datetime.date.fromisoformat(time.earliest), datetime.date.fromisoformat(time.latest)
        if day is not None and first > day:
            continue
        if day is not None and last > day:
            last = day
        if first == last:
            return written(first)
        if (last - first).days <= LONGEST:
            return f"{written(first)} - {written(last)}"
    return f"- {written(day)}" if day else None


def _times(text: Text, told: Sequence[Anchor]) -> Iterable[TimeRange]:
    """Times of the incident: those of our reader's events, then others of the same sentences, the first first."""
    by_id = {mention.id: mention for mention in text.reading.times}
    by_head = {event.head: event for event in text.reading.events}
    for anchor in told:
        event = by_head.get(anchor.token)
        if event and event.time and event.time in by_id:
            yield by_id[event.time].time
    sentences = {anchor.sentence for anchor in told}
    for mention in text.reading.times:
        token = text.parse.at(mention.span.start)
        if token is not None and token.sentence in sentences and token.lower not in REPORTED:
            yield mention.time

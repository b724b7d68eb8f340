"""The one day of a happening that a text tells loosely: "overnight", "over the weekend", "last month".

A report of a shooting "overnight" mostly says further down "at 12:49 a.m. Wednesday", or at least "around 1 a.m.": the
night began on one day, and it happened on the next. A day that stands elsewhere in the story is taken only where it
lies inside the time told of the happening and is the only one that does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rashomon.extract.coreference.sketches import Sketch
from rashomon.model import Reading, TimeMention, TimeRange

__all__ = ["narrowed"]

CLOCK = re.compile(r"\b(?P<hour>1[0-2]|0?[1-9])(?::[0-5]\d)?\s*(?P<half>[ap])\.?\s?m\b\.?", re.I)
NEAR = 25  # characters between a clock time and the day that it is of
EVENING, MORNING = 6, 10  # hours from which, and up to which, a night goes
MONTH = 4  # UCDP date_prec of up to a month
FEW = 2  # UCDP date_prec of two to six days


def narrowed(reading: Reading, parts: Sequence[Sketch], days: Sequence[TimeMention]) -> TimeMention | None:
    """The mention that gives the one day of a happening whose own times are longer than a day and at most a month.

    `parts` are the sketches of its mentions, `days` the past days that its story tells. None where the happening has
    a day, or where more than one would do.
    """
    times = [t for part in parts for t in part.times]
    loose = next((t for t in times if FEW <= t.precision <= MONTH and t.earliest and t.latest), None)
    if loose is None or any(t.precision == 1 for t in times):
        return None
    inside = [day for day in days if _fits(day, loose)]
    clocked = [day for day in inside if _has_clock(reading, day)]
    for found in (inside, clocked):
        if found and len({day.time.earliest for day in found}) == 1:
            return found[0]
    return _by_clock(reading, parts, loose) if not inside else None


def _fits(day: TimeMention, loose: TimeRange) -> bool:
    """Whether a day lies in the longer time; in more than a few days only a printed date is sure to be meant."""
    inside = (loose.earliest or "") <= (day.time.earliest or "") <= (loose.latest or "")
    return inside and (loose.precision == FEW or (day.time.month is not None and day.time.day is not None))


def _has_clock(reading: Reading, day: TimeMention) -> bool:
    text = reading.document.text
    return bool(CLOCK.search(text[max(0, day.span.start - NEAR) : day.span.end + NEAR]))


def _by_clock(reading: Reading, parts: Sequence[Sketch], loose: TimeRange) -> TimeMention | None:
    """Of a night from one day to the next, the day that the first clock time of its sentences is of."""
    first, last = date.fromisoformat(loose.earliest or ""), date.fromisoformat(loose.latest or "")
    mention = next((m for m in reading.times if m.time == loose), None)
    if (last - first).days != 1 or mention is None:
        return None
    for number in sorted({part.mention.sentence for part in parts}):
        found = CLOCK.search(reading.quote(reading.parse.sentences[number].span))
        if found is None:
            continue
        hour, early = int(found["hour"]) % 12, found["half"].lower() == "a"
        if early and hour < MORNING:
            return _on(mention, last)
        return _on(mention, first) if not early and hour >= EVENING else None
    return None


def _on(mention: TimeMention, day: date) -> TimeMention:
    name = day.isoformat()
    return replace(mention, time=replace(mention.time, earliest=name, latest=name, precision=1))

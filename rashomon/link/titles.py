"""Short names of events for people to read: "Attack in Moscow, 22 March"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from rashomon.extract.coreference.compatibility import normal_name
from rashomon.model import Happening, Place, TimeRange

__all__ = ["event_title"]

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
LONGEST = 60


def event_title(happenings: Sequence[Happening], place: Place | None, time: TimeRange | None) -> str:
    """The words that most documents use, with place and time where the words do not name them already."""
    words = _words(happenings)
    title = words[:1].upper() + words[1:]
    if place is not None and normal_name(place.name) not in normal_name(title):
        title += f" in {place.name}"
    when = _when(time)
    return f"{title}, {when}" if when and when not in title else title


def _words(happenings: Sequence[Happening]) -> str:
    """The commonest title; of equals the one whose happening is told at the greatest length."""
    votes: Counter[str] = Counter()
    length: Counter[str] = Counter()
    for happening in happenings:
        words = " ".join(happening.title.split())
        if words and len(words) <= LONGEST:
            votes[words.lower()] += 1
            length[words] = max(length[words], happening.sentences)
    if not length:
        return happenings[0].type.value.capitalize() if happenings else "Event"
    return min(length, key=lambda w: (-votes[w.lower()], -length[w], w))


def _when(time: TimeRange | None) -> str:
    if time is None:
        return ""
    if time.earliest and time.latest:
        return _span(date.fromisoformat(time.earliest), date.fromisoformat(time.latest))
    if time.earliest:
        return "from " + _day(date.fromisoformat(time.earliest))
    if time.latest:
        return "until " + _day(date.fromisoformat(time.latest))
    if time.month:
        return f"{time.day} {MONTHS[time.month - 1]}" if time.day else MONTHS[time.month - 1]
    return time.text.strip()


def _span(start: date, end: date) -> str:
    if start == end:
        return _day(start)
    whole_month = start.day == 1 and (end.day >= 28 and (start.year, start.month) == (end.year, end.month))
    if whole_month:
        return f"{MONTHS[start.month - 1]} {start.year}"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year} to {end.year}"
    return f"{_day(start)} to {_day(end)}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"

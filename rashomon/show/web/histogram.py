"""Events over time, as bars that are links.

A bar counts two things: events that were surely in it (solid), and events of which only a longer time is known that
touches it (pale), which may stand in several bars. What lies far from most events is gathered in one bar at either
end, so that one mention of 1915 does not press all others together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from rashomon.show.web.finding import Mask
from rashomon.show.web.index import UNDATED, Index
from rashomon.show.web.query import Query

__all__ = ["Bar", "Histogram", "histogram"]

LAST = date(9998, 12, 31).toordinal()  # the calendar ends soon after; what lies there is in the bar "later"
BARS = 60  # at most, without those at the ends
FAR = (0.0, 0.01, 0.02, 0.05)  # shares of the events at either end that may lie outside
STEPS = ("day", "week", "month", "quarter", "year", "decade")
DAYS = {"day": 1, "week": 7, "month": 30.4, "quarter": 91.3, "year": 365.25, "decade": 3652.5}


@dataclass(frozen=True, slots=True)
class Bar:
    """`since` and `until` are its first and last day ("" for an open end)."""

    since: str
    until: str
    label: str
    sure: int
    maybe: int
    end: bool = False


@dataclass(frozen=True, slots=True)
class Histogram:
    bars: tuple[Bar, ...]
    step: str
    undated: int
    most: int


def histogram(index: Index, mask: Mask, query: Query) -> Histogram:
    """The bars of the events in `mask`, over the days that the query asks for, or over those of most events."""
    dated = mask & (index.first != UNDATED)
    undated = int((mask & (index.first == UNDATED)).sum())
    first, last = index.first[dated], index.last[dated]
    if not len(first):
        return Histogram((), "year", undated, 0)
    start, end = _range(first, last, query)
    step = _step(start, end)
    edges = list(_edges(date.fromordinal(start), date.fromordinal(end), step))
    days = np.array([edge.toordinal() for edge in edges], np.int64)
    sure, maybe = _counts(first, last, days)
    bars = [
        Bar(low.isoformat(), (high - timedelta(days=1)).isoformat(), _label(low, step), sure[n], maybe[n])
        for n, (low, high) in enumerate(pairwise(edges))
    ]
    bars = _with_ends(bars, first, last, days)
    return Histogram(tuple(bars), step, undated, max(bar.sure + bar.maybe for bar in bars))


def _range(first: npt.NDArray[np.int32], last: npt.NDArray[np.int32], query: Query) -> tuple[int, int]:
    """The days to draw: as few events as possible are left to the bars at the ends, but so many that the bars of the
    others are as fine as if FAR of them were left out at either end."""

    def without(share: float) -> tuple[int, int]:
        low = int(np.quantile(first, share, method="lower"))
        high = int(np.quantile(last, 1 - share, method="higher"))
        start = date.fromisoformat(query.since).toordinal() if query.since else low
        end = date.fromisoformat(query.until).toordinal() if query.until else max(high, start)
        return min(start, end, LAST), min(end, LAST)

    ranges = [without(share) for share in FAR]
    return next(one for one in ranges if _step(*one) == _step(*ranges[-1]))


def _step(start: int, end: int) -> str:
    return next((one for one in STEPS if (end - start + 1) / DAYS[one] <= BARS), "decade")


def _edges(start: date, end: date, step: str) -> Iterator[date]:
    """The first days of all steps from the one that holds `start` to the one after `end`."""
    edge = _floor(start, step)
    while edge <= end:
        yield edge
        edge = _next(edge, step)
    yield edge


def _floor(day: date, step: str) -> date:
    if step == "week":
        return max(day - timedelta(days=day.weekday()), date.min) if day.toordinal() > 7 else day
    if step == "day":
        return day
    if step == "month":
        return day.replace(day=1)
    if step == "quarter":
        return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return date(day.year if step == "year" else max(day.year // 10 * 10, 1), 1, 1)


def _next(day: date, step: str) -> date:
    try:
        if step in ("day", "week"):
            return day + timedelta(days=7 if step == "week" else 1)
        months = {"month": 1, "quarter": 3, "year": 12, "decade": 120}[step]
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        return date(year // 10 * 10 if step == "decade" else year, month + 1, 1)
    except (ValueError, OverflowError):
        return date.max


def _counts(
    first: npt.NDArray[np.int32], last: npt.NDArray[np.int32], days: npt.NDArray[np.int64]
) -> tuple[list[int], list[int]]:
    """For each bar, the events wholly inside of it, and those that touch it but reach beyond."""
    size = len(days) - 1
    low = np.searchsorted(days, first, side="right") - 1
    high = np.searchsorted(days, last, side="right") - 1
    within = (low == high) & (low >= 0) & (low < size)
    sure = np.bincount(low[within], minlength=size)
    wide = ~within & (high >= 0) & (low < size)
    change = np.zeros(size + 1, np.int64)
    np.add.at(change, np.clip(low[wide], 0, size), 1)
    np.add.at(change, np.clip(high[wide] + 1, 0, size), -1)
    return sure.tolist(), np.cumsum(change)[:size].tolist()


def _with_ends(
    bars: list[Bar], first: npt.NDArray[np.int32], last: npt.NDArray[np.int32], days: npt.NDArray[np.int64]
) -> list[Bar]:
    earlier, later = int((last < days[0]).sum()), int((first >= days[-1]).sum())
    if earlier:
        end = date.fromordinal(int(days[0]) - 1).isoformat()
        bars.insert(0, Bar("", end, "earlier", earlier, 0, True))
    if later:
        bars.append(Bar(date.fromordinal(int(days[-1])).isoformat(), "", "later", later, 0, True))
    return bars


def _label(day: date, step: str) -> str:
    if step == "day":
        return day.isoformat()
    if step == "week":
        return f"week of {day.isoformat()}"
    if step == "month":
        return f"{day:%B} {day.year}"
    if step == "quarter":
        return f"{day:%B} to {date(day.year, day.month + 2, 1):%B} {day.year}"
    return str(day.year) if step == "year" else f"{day.year} to {day.year + 9}"

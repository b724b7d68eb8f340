"""Date arithmetic: from partial dates ("late March", "two weeks ago") to the days that they cover.

A `Moment` holds what the words say; `days_of` turns it into a range of days, given a day to count from
(the publication day, or another time of the text) where the words need one. What the words leave open stays None.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from rashomon.data import lexicon

__all__ = ["Days", "Moment", "days_of", "month_days", "precision_of", "shift"]

Days = tuple[date, date]
WEEK = timedelta(days=7)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """What a time expression says.

    `kind`: date (year, month, day as far as said), season, decade, century, weekday, deictic ("last month", counted
    from the publication day), anchored ("the following day", counted from another time of the text), past
    ("the last two years"). `part` is a key of the part tables ("early"); `unit` day, week, weekend, month, year;
    `offset` how many units from the anchor; `count` of units for `past`; `rule` one of last, this, next, or None.
    """

    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str | None = None
    season: str | None = None
    weekday: int | None = None
    unit: str | None = None
    offset: int = 0
    count: int = 1
    rule: str | None = None
    day_last: int | None = None  # "3-5 May"
    year_last: int | None = None  # "2009-12"


def precision_of(days: Days) -> int:
    """UCDP's date_prec of a range: 1 one day, 2 two to six days, 3 a week, 4 up to a month, 5 longer."""
    length = (days[1] - days[0]).days + 1
    if length <= 1:
        return 1
    if length <= 6:
        return 2
    if length <= 8:
        return 3
    return 4 if length <= 31 else 5


def month_days(year: int, month: int) -> Days:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def shift(day: date, unit: str, offset: int) -> date:
    """The day some units away; a day that the month lacks becomes its last one."""
    if unit == "day":
        return day + offset * DAY
    if unit in ("week", "weekend"):
        return day + offset * WEEK
    months = offset if unit == "month" else 12 * offset
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(max(year, 1), 9999)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days_of(moment: Moment, anchor: date | None, future: bool = False) -> Days | None:  # noqa: PLR0911 - rules in order
    """The days that a moment covers, or None when they cannot be known.

    `anchor` is the day to count from, None where it is unknown. `future` says that the sentence speaks of what is
    to come, so that a day without a year is the next such day and not the last one.
    """
    try:
        if moment.kind == "date":
            return date_days(moment, anchor, future)
        if moment.kind == "season":
            return season_days(moment, anchor, future)
        if moment.kind == "decade" and moment.year is not None:
            first, last = lexicon("time_words")["decade_parts"].get(moment.part or "", (0, 9))
            return date(moment.year + first, 1, 1), date(moment.year + last, 12, 31)
        if moment.kind == "century" and moment.year is not None:
            return date(moment.year, 1, 1), date(moment.year + 99, 12, 31)
        if anchor is None:
            return None
        if moment.kind == "weekday" and moment.weekday is not None:
            return weekday_days(moment, anchor, future)
        return counted_days(moment, anchor, future)
    except (ValueError, OverflowError):  # 31 February, a year beyond 9999: the words name no day
        return None


def date_days(moment: Moment, anchor: date | None, future: bool) -> Days | None:
    """Days of a date with or without a year; the year may be said relatively ("March last year")."""
    year, month, day = moment.year, moment.month, moment.day
    if year is None and moment.unit == "year" and anchor is not None:
        year = anchor.year + moment.offset
    if year is None:
        if anchor is None or month is None:
            return None
        year = year_near(anchor, month, day, future, moment.rule)
    if month is None:
        if moment.year_last is not None:
            return date(year, 1, 1), date(moment.year_last, 12, 31)
        first, last = lexicon("time_words")["year_parts"].get(moment.part or "", (1, 12))
        return month_days(year, first)[0], month_days(year, last)[1]
    if day is None:
        whole = month_days(year, month)
        low, high = lexicon("time_words")["month_parts"].get(moment.part or "", (1, 31))
        return whole[0].replace(day=low), whole[1].replace(day=min(high, whole[1].day))
    if moment.weekday is not None and moment.year is None and anchor is not None:
        year = year_of_weekday(anchor, month, day, moment.weekday) or year
    return date(year, month, day), date(year, month, moment.day_last or day)


def year_near(anchor: date, month: int, day: int | None, future: bool, rule: str | None) -> int:
    """The year of a day or month without one: the last such up to the anchor, or the next one."""
    here = (anchor.month, anchor.day if day is not None else 0)
    there = (month, day or 0)
    if rule == "next" or (future and rule is None):
        return anchor.year if there > here or (there == here and rule is None) else anchor.year + 1
    if rule == "this":
        return anchor.year
    if there > here or (there == here and rule == "last"):
        return anchor.year - 1
    return anchor.year


def year_of_weekday(anchor: date, month: int, day: int, weekday: int) -> int | None:
    """The nearest year, not after next, in which a date falls on a weekday ("Friday, 22 March")."""
    near: tuple[int, ...] = (
        anchor.year,
        anchor.year - 1,
        anchor.year + 1,
        *range(anchor.year - 2, anchor.year - 7, -1),
    )
    for year in near:
        if day <= monthrange(year, month)[1] and date(year, month, day).weekday() == weekday:
            return year
    return None


def season_days(moment: Moment, anchor: date | None, future: bool) -> Days | None:
    """Days of a season. "Winter 2011" may begin or end that year, so all of the year is given."""
    season: list[int] = lexicon("time_words")["seasons"][moment.season]
    first, last = season
    year: int | None = moment.year
    if year is None and anchor is not None:
        year = anchor.year + moment.offset if moment.unit == "year" else None
        if year is None:
            year = year_near(anchor, first, None, future, moment.rule)
    if year is None:
        return None
    if moment.year_last is not None:
        return month_days(year, first)[0], month_days(moment.year_last, last)[1]
    if last < first:
        if moment.year is not None:
            return date(year, 1, 1), date(year, 12, 31)
        return month_days(year, first)[0], month_days(year + 1, last)[1]
    return month_days(year, first)[0], month_days(year, last)[1]


def weekday_days(moment: Moment, anchor: date, future: bool) -> Days:
    """The most recent such day up to and including the anchor; "last" leaves the anchor out; "next" looks ahead."""
    assert moment.weekday is not None
    back = (anchor.weekday() - moment.weekday) % 7
    if moment.rule == "next" or (future and moment.rule != "last"):
        ahead = (moment.weekday - anchor.weekday()) % 7
        day = anchor + timedelta(days=ahead or (7 if moment.rule == "next" else 0))
    else:
        day = anchor - timedelta(days=7 if moment.rule == "last" and back == 0 else back)
    return day, day


def counted_days(moment: Moment, anchor: date, future: bool) -> Days | None:  # noqa: PLR0911 - rules in order
    """Days of what is counted from an anchor, as exact as the unit: a day, a week, a month, a year."""
    unit, offset = moment.unit or "day", moment.offset
    if moment.kind == "past":
        start = shift(anchor, unit, -moment.count)
        return (start, anchor) if offset <= 0 else (anchor, shift(anchor, unit, moment.count))
    if unit == "night":
        return anchor + offset * DAY, anchor + (offset + 1) * DAY
    day = shift(anchor, unit, offset)
    if unit == "day":
        return day, day
    if unit == "week":
        return week_days(moment, anchor, day, future)
    if unit == "weekend":
        return weekend_days(moment, anchor, future)
    if unit == "decade":
        return shift(anchor, "year", 10 * offset), shift(anchor, "year", 10 * (offset + 1))
    first, last = month_days(day.year, day.month) if unit == "month" else (date(day.year, 1, 1), date(day.year, 12, 31))
    if offset == 0 and moment.kind == "deictic":
        return (anchor, last) if future else (first, anchor)
    return first, last


def week_days(moment: Moment, anchor: date, day: date, future: bool) -> Days:
    """This week: the seven days up to the anchor; last week: Monday to Sunday; two weeks ago: three days around."""
    if moment.kind == "deictic" and moment.offset == 0:
        return (anchor, anchor + 6 * DAY) if future else (anchor - 6 * DAY, anchor)
    if moment.rule in ("last", "next"):
        monday = day - timedelta(days=day.weekday())
        return monday, monday + 6 * DAY
    return day - 3 * DAY, day + 3 * DAY


def weekend_days(moment: Moment, anchor: date, future: bool) -> Days:
    """The last Saturday and Sunday that had begun by the anchor; the next ones with "next" or in the future."""
    saturday = anchor - timedelta(days=(anchor.weekday() - 5) % 7)
    if moment.rule == "next" or (future and moment.rule != "last"):
        saturday += WEEK if anchor.weekday() != 5 or moment.rule == "next" else timedelta()
    elif moment.rule == "last" and anchor.weekday() >= 5:
        saturday -= WEEK
    return saturday, saturday + DAY

"""The grammar of dates: which words say a time, and what they say (a `Moment`).

A closed grammar of English news dates. Each rule is a regular expression and a function that reads its groups;
where two rules match at one spot the longer match wins, then the earlier rule. Durations ("for three days"), ages and
repeated days ("every Saturday") say no time and match nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from rashomon.data import lexicon
from rashomon.extract.times.calendar import Moment

__all__ = ["Atom", "find_atoms", "read_number"]

WORDS = lexicon("time_words")
MONTHS: dict[str, int] = WORDS["months"]
WEEKDAYS: dict[str, int] = WORDS["weekdays"]
NUMBERS: dict[str, int] = WORDS["numbers"]


@dataclass(frozen=True, slots=True)
class Atom:
    """One time expression: where it stands in the text given, and what it says. `bare` marks a lone number."""

    start: int
    end: int
    moment: Moment
    bare: bool = False


def either(words: object) -> str:
    """A regular expression for any of some words, longest first, white space and hyphens loose."""
    assert isinstance(words, dict)
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=lambda w: (-len(w), w)))


# Months and weekdays are names: "May", "MAY", never "may".
CAPITAL_MONTHS = "|".join(
    f"{m.title()}{dot}|{m.upper()}{dot}"
    for m in sorted(MONTHS, key=lambda m: (-len(m), m))
    for dot in ([r"\b\.?"] if len(m) <= 4 and m not in ("may", "june", "july") else [r"\b"])
)
CAPITAL_DAYS = "|".join(f"{d.title()}|{d.upper()}" for d in WEEKDAYS)
MONTH = rf"(?P<month>{CAPITAL_MONTHS})"
WEEKDAY = rf"(?P<weekday>{CAPITAL_DAYS})\b"
WEEKDAY_BEFORE = rf"(?:{WEEKDAY},?\s+(?:the\s+)?)?"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
DAYS = rf"{DAY}(?:\s*(?:-|–|to|and|until|till|through|or)\s*(?P<day_last>[0-3]?\d)(?:st|nd|rd|th)?)?"
YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?![\d,.]\d|\d|%|[-–]\d{3,4}\d)"
YEAR_SAID = rf"(?:(?:,?\s+(?:of\s+|in\s+)?|,\s*){YEAR}|\s+(?:of\s+)?(?P<relative>last|this|next|the\s+same)\s+year)"
HEDGE = r"(?i:(?:early|mid|late)\s+(?:in\s+|on\s+)?)"
PARTS = either({key[4:]: 1 for key in WORDS["year_parts"] if key.startswith("the ")})
PART = rf"(?P<part>(?i:early|mid|late|(?:the\s+)?(?:{PARTS})))"
PART_BEFORE = rf"(?:{PART}(?:[\s-]+(?:in\s+)?))?"
COUNT = rf"(?P<count>\d{{1,4}}|(?i:a\s+couple\s+of|{either(NUMBERS)}))"
UNIT = r"(?P<unit>(?i:day|night|week|weekend|fortnight|month|year|decade))s?"
DAYPART = r"(?i:\s+(?:early\s+)?(?:morning|afternoon|evening|night)\b)?"
DAYPART_BEFORE = r"(?:(?i:(?:the\s+)?(?:early\s+|late\s+)?(?:morning|afternoon|evening|night)s?\s+(?:of|on)\s+))?"

Reader = Callable[[re.Match[str]], Moment | None]
RULES: list[tuple[re.Pattern[str], Reader]] = []


def rule(pattern: str) -> Callable[[Reader], Reader]:
    """Register a reader for a pattern; word boundaries are added."""
    compiled = re.compile(rf"(?<![\w£$€])(?:{pattern})(?!\w)")

    def register(reader: Reader) -> Reader:
        RULES.append((compiled, reader))
        return reader

    return register


def read_number(text: str) -> int:
    """The value of digits or of a number word ("two", "a couple of")."""
    low = text.lower().split()
    if text.isdigit():
        return int(text)
    return NUMBERS["couple"] if "couple" in low else NUMBERS[low[0]]


def group(found: re.Match[str], name: str) -> str | None:
    return found.groupdict().get(name)


def part_of(found: re.Match[str]) -> str | None:
    """The key of the part tables that a match names, or None."""
    part = group(found, "part")
    if part is None:
        return None
    part = re.sub(r"\s+", " ", part.lower())
    return part if part in ("early", "mid", "late") or part.startswith("the ") else f"the {part}"


def offset_of(word: str | None) -> int:
    return {"last": -1, "next": 1}.get((word or "").lower(), 0)


@rule(r"(?P<year>(?:1[5-9]|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)")
def read_iso(found: re.Match[str]) -> Moment | None:
    return Moment("date", int(found["year"]), int(found["month"]), int(found["day"]))


@rule(rf"(?:{DAYPART_BEFORE}(?:{HEDGE})?{WEEKDAY_BEFORE}(?:the\s+)?{DAYS}\s+(?:of\s+)?{MONTH}{YEAR_SAID}?)")
@rule(
    rf"(?:{DAYPART_BEFORE}(?:{HEDGE})?{WEEKDAY_BEFORE}{MONTH}\s+(?:the\s+)?{DAYS}(?![:.]\d|\s*(?:percent|%)){YEAR_SAID}?)"
)
def read_day(found: re.Match[str]) -> Moment | None:
    """22 March 2024; March 22nd; Friday, 3 to 5 May."""
    day, last = int(found["day"]), group(found, "day_last")
    if not 1 <= day <= 31 or (last and not day < int(last) <= 31):
        return None
    relative = group(found, "relative")
    return Moment(
        "date",
        int(found["year"]) if group(found, "year") else None,
        MONTHS[found["month"].lower().rstrip(".")],
        day,
        weekday=WEEKDAYS[found["weekday"].lower()] if group(found, "weekday") else None,
        unit="year" if relative else None,
        offset=offset_of(relative),
        day_last=int(last) if last else None,
    )


@rule(rf"{PART_BEFORE}(?:(?P<rule>(?i:last|this|next|this\s+past))\s+)?{MONTH}{YEAR_SAID}?")
def read_month(found: re.Match[str]) -> Moment | None:
    """March 2005; early March; last April; in September last year."""
    relative, said = group(found, "relative"), (group(found, "rule") or "").lower()
    return Moment(
        "date",
        int(found["year"]) if group(found, "year") else None,
        MONTHS[found["month"].lower().rstrip(".")],
        part=part_of(found),
        unit="year" if relative else None,
        offset=offset_of(relative),
        rule="last" if "past" in said else said or None,
    )


@rule(rf"{PART}(?:[\s-]+(?:in\s+)?){YEAR}")
def read_year_part(found: re.Match[str]) -> Moment | None:
    """early 1999; mid-2014; the end of 2020."""
    return Moment("date", int(found["year"]), part=part_of(found))


@rule(r"(?:(?P<part>(?i:early|mid|late))[\s-]+)?(?:the\s+)?(?P<year>1[5-9]\d0|20\d0)['’]?s")
def read_decade(found: re.Match[str]) -> Moment | None:
    """the 1990s; the late 1980s."""
    part = group(found, "part")
    return Moment("decade", int(found["year"]), part=part.lower() if part else None)


@rule(r"(?:the\s+)?(?:(?:early|mid|late)[\s-]+)?(?P<number>1\d|2[01]|\d)(?:st|nd|rd|th)[\s-]+(?i:century)")
def read_century(found: re.Match[str]) -> Moment | None:
    return Moment("century", 100 * (int(found["number"]) - 1) + 1)


@rule(
    rf"(?:the\s+)?(?:(?:early|mid|late)[\s-]+)?(?P<season>(?i:{either(WORDS['seasons'])}))(?:\s+of)?,?\s+{YEAR}(?:[-–/](?P<tail>\d\d(?:\d\d)?))?"
)
@rule(rf"(?P<rule>(?i:last|this|next))\s+(?P<season>(?i:{either(WORDS['seasons'])}))")
def read_season(found: re.Match[str]) -> Moment | None:
    """spring 2011; the winter of 2011-12; last summer."""
    year = int(found["year"]) if group(found, "year") else None
    tail = group(found, "tail")
    last = year_after(year, tail) if year and tail else None
    said = group(found, "rule")
    return Moment("season", year, season=found["season"].lower(), rule=said.lower() if said else None, year_last=last)


@rule(rf"(?P<holiday>(?i:{either(WORDS['holidays'])}))(?:,?\s+{YEAR})?")
def read_holiday(found: re.Match[str]) -> Moment | None:
    month, day = WORDS["holidays"][re.sub(r"\s+", " ", found["holiday"].lower().replace("’", "'"))]
    return Moment("date", int(found["year"]) if group(found, "year") else None, month, day)


@rule(r"(?P<year>1[5-9]\d\d|20\d\d)\s?[-–/]\s?(?P<tail>\d{4}|\d\d)(?![-–/]?\d)")
def read_years(found: re.Match[str]) -> Moment | None:
    """1999-2001; 2009-12."""
    year = int(found["year"])
    last = year_after(year, found["tail"])
    return Moment("date", year, year_last=last) if last else None


def year_after(year: int, tail: str) -> int | None:
    """The later year of "2009-12" or "1999-2001", or None if it is not later or too far off to be one."""
    last = int(tail) if len(tail) == 4 else year // 100 * 100 + int(tail)
    return last if year < last <= year + 150 else None


@rule(YEAR)
def read_year(found: re.Match[str]) -> Moment | None:
    return Moment("date", int(found["year"]))


@rule(
    rf"(?:(?P<rule>(?i:last|this|next|this\s+past|this\s+coming))\s+)?(?:{HEDGE})?{WEEKDAY}(?!\s+(?:{CAPITAL_MONTHS})){DAYPART}"
)
@rule(rf"{DAYPART_BEFORE}(?:(?P<rule>(?i:last|this|next))\s+)?{WEEKDAY}(?!\s+(?:{CAPITAL_MONTHS}))")
def read_weekday(found: re.Match[str]) -> Moment | None:
    """Friday; last Friday; early on Sunday morning."""
    said = (group(found, "rule") or "").lower()
    said = "last" if "past" in said else "next" if "coming" in said else said
    return Moment("weekday", weekday=WEEKDAYS[found["weekday"].lower()], rule=said or None)


@rule(
    r"(?i:(?:earlier\s+|later\s+)?(?P<word>today|yesterday|tomorrow|tonight|(?:early\s+)?this\s+(?:morning|afternoon|evening))(?:\s+(?:morning|afternoon|evening|night))?)"
)
def read_day_word(found: re.Match[str]) -> Moment | None:
    word = found["word"].lower()
    return Moment("deictic", unit="day", offset={"yesterday": -1, "tomorrow": 1}.get(word, 0))


@rule(r"(?i:(?:late\s+)?last\s+night|overnight)")
def read_night(found: re.Match[str]) -> Moment | None:
    return Moment("deictic", unit="night", offset=-1)


@rule(r"(?i:the\s+day\s+(?P<word>before\s+yesterday|after\s+tomorrow))")
def read_two_days(found: re.Match[str]) -> Moment | None:
    return Moment("deictic", unit="day", offset=-2 if found["word"].lower().startswith("before") else 2)


@rule(
    r"(?i:(?:(?:earlier|later|late|early)\s+)?(?P<rule>last|this|next|this\s+past|this\s+coming)\s+(?P<unit>week|weekend|month|year))"
)
@rule(r"(?i:(?:over|at|during)\s+the\s+(?P<unit>weekend))")
def read_unit(found: re.Match[str]) -> Moment | None:
    """last week; earlier this month; over the weekend."""
    said = (group(found, "rule") or "this").lower()
    said = "last" if "past" in said else "next" if "coming" in said else said
    return Moment("deictic", unit=found["unit"].lower(), offset=offset_of(said), rule=said)


@rule(rf"(?i:(?:about|around|some|nearly|almost|just|only|over|more\s+than)\s+)?{COUNT}\s+{UNIT}\s+(?i:ago)")
def read_ago(found: re.Match[str]) -> Moment | None:
    """two weeks ago; a year ago."""
    unit, count = unit_of(found), read_number(found["count"])
    if found["unit"].lower() == "fortnight":
        count *= 2
    return Moment("deictic", unit=unit, offset=-count)


@rule(rf"(?i:the\s+(?P<rule>last|past|next|coming)\s+)(?:{COUNT}\s+)?{UNIT}")
@rule(rf"(?i:(?P<rule>past)\s+)(?:{COUNT}\s+)?{UNIT}")
def read_past(found: re.Match[str]) -> Moment | None:
    """the last two years; over the past week."""
    said = found["rule"].lower()
    count = group(found, "count")
    if said in ("last", "next") and count is None:
        return None  # "the last day", "the next week": counted from something else
    return Moment(
        "past",
        unit=unit_of(found),
        count=read_number(count) if count else 1,
        offset=1 if said in ("next", "coming") else 0,
    )


@rule(
    r"(?i:the\s+(?P<word>following|next|previous|same)\s+)(?P<unit>(?i:day|morning|afternoon|evening|night|week|month|year))"
)
@rule(r"(?i:the\s+(?P<unit>day|night|week|month|year)\s+(?P<word>before|after))(?!\s+\w)")
@rule(
    r"(?i:(?:(?:later|earlier)\s+)?(?P<word>that)\s+(?P<unit>same\s+day|day|morning|afternoon|evening|night|week|month|year))"
)
def read_anchored(found: re.Match[str]) -> Moment | None:
    """the following day; the day before; later that year."""
    word, unit = found["word"].lower(), found["unit"].lower()
    offset = {"following": 1, "next": 1, "after": 1, "previous": -1, "before": -1}.get(word, 0)
    unit = unit if unit in ("week", "month", "year") else "day"
    return Moment("anchored", unit=unit, offset=offset)


@rule(rf"{COUNT}\s+{UNIT}\s+(?P<word>(?i:later|earlier))")
def read_counted(found: re.Match[str]) -> Moment | None:
    """two days later; a week earlier."""
    sign = 1 if found["word"].lower() == "later" else -1
    return Moment("anchored", unit=unit_of(found), offset=sign * read_number(found["count"]))


def unit_of(found: re.Match[str]) -> str:
    unit = found["unit"].lower()
    return {"night": "day", "fortnight": "week"}.get(unit, unit)


LIKELY = re.compile(
    rf"\d|\b(?:{CAPITAL_MONTHS}|{CAPITAL_DAYS})"
    r"|(?i:\b(?:day|today|yesterday|tomorrow|tonight|overnight|night|week|weekend|month|year|years|ago|later|earlier"
    r"|morning|afternoon|evening|spring|summer|autumn|fall|winter|decade|decades|days|weeks|months|halloween|eve)\b)"
)


def find_atoms(text: str) -> list[Atom]:
    """All time expressions of a text, in order and without overlaps."""
    if not LIKELY.search(text):
        return []
    found: list[tuple[int, int, int, Moment, bool]] = []
    for number, (pattern, reader) in enumerate(RULES):
        for match in pattern.finditer(text):
            moment = reader(match)
            if moment is not None and match.end() > match.start():
                found.append((match.start(), -match.end(), number, moment, reader is read_year))
    atoms: list[Atom] = []
    taken = -1
    for start, end, _, moment, bare in sorted(found, key=lambda row: row[:3]):
        if start >= taken:
            atoms.append(Atom(start, -end, moment, bare))
            taken = -end
    return atoms

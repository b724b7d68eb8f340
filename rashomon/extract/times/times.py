"""Dates and times of a document: expressions found by `time_grammar.py`, turned into days by `calendar.py`.

What is said without a year or relatively is counted from the publication day where that is given, and stays
unknown where it is not: a missing date is never filled in. "The following day" counts from the time last told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from rashomon.data import lexicon
from rashomon.extract.identity import mention_id
from rashomon.extract.times.calendar import Days, Moment, days_of, precision_of, shift
from rashomon.extract.times.time_grammar import Atom, find_atoms
from rashomon.model import Parse, Reading, Sentence, Span, TimeMention, TimeRange, Token

__all__ = ["find_times"]

RANGE_WORDS = re.compile(r"\s*(?:,\s*)?(?:to|until|till|through|and|[-–—])\s+(?:the\s+|in\s+|on\s+)?|\s*[-–—]\s*", re.I)
LIST_WORDS = re.compile(r"\s*(?:,|and|or|,\s*and|,\s*or|as well as)\s+(?:again\s+)?(?:in\s+|on\s+|from\s+)?", re.I)
FROM = re.compile(r"\b(from|between)\s+(?:the\s+|about\s+|around\s+|at\s+least\s+)?$", re.I)
OPEN = re.compile(
    r"\b(since|after|from|until|till|before|by)\s+(?:at\s+least\s+|about\s+|around\s+|as\s+early\s+as\s+|late\s+on\s+)?$",
    re.I,
)
OWNED = re.compile(r"[’']s?\s+\w")
GOES_ON = re.compile(r"\s*,?\s*(?:to|until|till|through|onwards?|on\b)", re.I)
AFTERWARDS = frozenset({"since", "after", "from"})
# "Posted: Sunday, 5 May", "Last updated May 5", "UPDATE (Friday, 5 p.m.)": when the page was printed.
PRINTED = re.compile(r"\b(?:posted|published|updated?|modified|uploaded|breaking)(?:\s+(?:on|at))?\s*[:(]?\s*$", re.I)
PRINTED_PLAINLY = re.compile(r"(?:[:(]|\b(?:last|first)\s+\w+(?:\s+(?:on|at))?)\s*$|^\W*\w+(?:\s+(?:on|at))?\s*$", re.I)
# "The 1700 block of Main Street": a number of houses.
# "1555 Main St.", "596-1616": a house and a telephone.
HOUSE = re.compile(
    r"\s+(?:[NSEW]\.?\s+)?(?:[A-Z0-9][\w.’']*\s+){1,3}"
    r"(?:St|Street|Ave|Avenue|Rd|Road|Dr|Drive|Blvd|Boulevard|Ct|Court|Ln|Lane|Way|Pl|Place|Pkwy|Parkway|Hwy|Highway)\b"
)
TELEPHONE = re.compile(r"\b\d{3}\)?[-. ]$")
HOUSES = re.compile(r"\s+(?:(?:hundred|north|south|east|west)\s+)?bl(?:oc)?k\b", re.I)
REPEATED = re.compile(
    r"\b(?:every|each|most|on\s+alternate|weekly|Good|Black|Bloody|Ash|Palm|Super|Easter|Cyber|Shrove)\s+$", re.I
)
YEAR_BEFORE = frozenset(
    {
        "in",
        "since",
        "by",
        "of",
        "from",
        "until",
        "till",
        "to",
        "during",
        "before",
        "after",
        "early",
        "late",
        "mid",
        "circa",
        "and",
        "through",
        "between",
        "the",
        "around",
        "about",
    }
)
MONTH_BEFORE = YEAR_BEFORE | {"last", "this", "next", "-", "–", "every"}
UNIT_PRECISION = {"day": 1, "night": 2, "weekend": 2, "week": 3, "month": 4, "year": 5, "decade": 5}
REACH = 3  # sentences back in which "the following day" looks for its anchor
SOON_DAYS = 60  # a date without a year so few days ahead is not that of last year
NO_YEAR = 2001  # stands in for an unknown year, never shown


@dataclass(frozen=True, slots=True)
class Told:
    """A time as told so far: what anchors "the following day" and years that the text goes on to mean."""

    sentence: int
    passage: int
    paragraph: int
    days: Days | None
    month: int | None
    day: int | None
    printed_year: int | None


def find_times(reading: Reading) -> tuple[TimeMention, ...]:
    """Time mentions of the parsed passages, in text order. Durations, ages and repeated days are none.

    `span` covers the expression; `time.text` also a word that opens the range ("since 2014").
    """
    clock = Clock(reading)
    return tuple(mention for sentence in reading.parse.sentences for mention in clock.of_sentence(sentence))


class Clock:
    """Goes through a document's sentences and remembers the times told."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.parse: Parse = reading.parse
        published = reading.document.published
        self.published = date.fromisoformat(published[:10]) if published else None
        self.told: list[Told] = []

    def of_sentence(self, sentence: Sentence) -> Iterator[TimeMention]:
        text = self.reading.quote(sentence.span)
        atoms = [a for a in find_atoms(text) if self._is_time(a, text, sentence)]
        atoms = share_years(atoms, text)
        index = 0
        while index < len(atoms):
            first = atoms[index]
            last = first
            if index + 1 < len(atoms) and is_range(first, atoms[index + 1], text):
                last = atoms[index + 1]
                index += 1
            yield self._mention(first, last, text, sentence)
            index += 1

    # ------------------------------------------------------------ what is no time

    def _is_time(self, atom: Atom, text: str, sentence: Sentence) -> bool:  # noqa: PLR0911 - rules in order
        """Leave out numbers that are no years, months that are names or verbs, repeated days, titles."""
        before, after = text[: atom.start], text[atom.end :]
        token = self.parse.at(sentence.span.start + atom.start)
        moment = atom.moment
        if token is None or (PRINTED.search(before) and PRINTED_PLAINLY.search(before)):
            return False
        if moment.kind == "weekday":
            if REPEATED.search(before) or re.match(
                r"\s+(?:Times|Telegraph|Mirror|Mail|Express|Post|Herald|Night\s+L)", after
            ):
                return False
            return not re.match(r"[’']?s\s+and\s+\w+days", after)
        if atom.bare:
            return self._is_year(token, before, after)
        if (
            moment.kind == "date"
            and moment.day is None
            and moment.year is None
            and not (moment.part or moment.rule or moment.unit)
        ):
            previous = last_word(before)
            named = token.tag in ("NNP", "NN") and (token.entity == "DATE" or previous in MONTH_BEFORE)
            if text[atom.start : atom.end].lower() in ("may", "march"):
                return named and previous in MONTH_BEFORE and not re.match(r"\s+(?:[A-Z]|for\b|on\b)", after)
            return named
        return True

    def _is_year(self, token: Token, before: str, after: str) -> bool:
        """Whether a lone number is a year: called a date by the parser or led by a word that years follow, and
        not a count of what comes next."""
        previous = before.rsplit(maxsplit=1)[-1].lower().strip("(“\"'-–") if before.split() else ""
        head = self.parse.head(token)
        counts = (
            token.dep == "nummod" and head.index > token.index and head.tag in ("NNS", "NNPS") and previous != "the"
        )
        if (counts and token.entity not in ("DATE", "")) or HOUSES.match(after):
            return False
        if HOUSE.match(after) or TELEPHONE.search(before):
            return False
        if token.entity == "DATE":
            return not counts or previous in ("in", "of", "’s", "'s")
        if re.match(r"\s+(?:people|men|women|children|troops|soldiers|civilians|dead|deaths|others)\b", after):
            return False
        return previous in YEAR_BEFORE and not counts and token.entity in ("", "CARDINAL", "EVENT", "LAW", "FAC", "ORG")

    # ------------------------------------------------------------ from words to days

    def _mention(self, first: Atom, last: Atom, text: str, sentence: Sentence) -> TimeMention:
        span = Span(sentence.span.start + first.start, sentence.span.start + last.end)
        start = self._days(first.moment, span, sentence)
        days, anchor = start
        if last is not first:
            until, until_anchor = self._days(last.moment, span, sentence)
            days = (days[0], until[1]) if days and until and days[0] <= until[1] else None
            anchor = until_anchor if until_anchor != "explicit" else anchor
        whole = last is not first or first.moment.day_last is not None or first.moment.year_last is not None
        opening = (FROM if whole else OPEN).search(text[: first.start])
        if opening and opening[1].lower() == "from" and not whole and not GOES_ON.match(text[last.end :]):
            opening = None  # "photographs from 2004"
        if opening and not whole and OWNED.match(text[last.end :]):
            opening = None  # "after Friday's raid": the raid was on Friday
        said = Span(sentence.span.start + opening.start(), span.end) if opening else span
        value = self._range(first.moment, last.moment, days, anchor, self.reading.quote(said))
        self._remember(first, days, value, sentence, opened=opening is not None and not whole)
        if opening and days and not whole:
            value = opened(value, opening[1].lower(), days)
        return TimeMention(mention_id("time", self.reading.document.id, span), span, value)

    def _days(self, moment: Moment, span: Span, sentence: Sentence) -> tuple[Days | None, str]:
        """The days of a moment, and what they were counted from."""
        if moment.kind == "anchored":
            return self._after_told(moment, sentence), "relative"
        if moment.year is not None:
            return days_of(moment, None), "explicit"
        relative = moment.kind in ("deictic", "weekday", "past") or moment.unit == "year" or moment.rule is not None
        if self.published is None:
            return None, "publication" if relative else "explicit"
        if not relative:
            year = self._year_of_story(moment, sentence)
            if year is not None:
                return days_of(replace(moment, year=year), None), "relative"
        future = self._is_future(span) or self._is_soon(moment, span)
        return days_of(moment, self.published, future), "publication"

    def _after_told(self, moment: Moment, sentence: Sentence) -> Days | None:
        """The days of "two days later", counted from the time last told nearby, if that is exact enough."""
        for told in reversed(self.told):
            if told.passage != sentence.passage or sentence.index - told.sentence > REACH:
                return None
            if told.days is None:
                continue
            if precision_of(told.days) > UNIT_PRECISION[moment.unit or "day"]:
                return None
            if moment.unit == "week" and moment.offset in (1, -1, 0):
                moment = replace(moment, rule="next")
            return days_of(moment, told.days[1] if moment.offset > 0 else told.days[0])
        return None

    def _year_of_story(self, moment: Moment, sentence: Sentence) -> int | None:
        """The year that a dated story goes on in: printed with a month just before, in the same paragraph."""
        for told in reversed(self.told):
            if told.passage != sentence.passage or told.paragraph != sentence.paragraph:
                return None
            if sentence.index - told.sentence > 2:
                return None
            if told.printed_year is not None and told.month is not None:
                past = self.published is not None and told.printed_year < self.published.year
                later = moment.month is None or moment.month >= told.month
                return told.printed_year if past and later else None
        return None

    def _is_future(self, span: Span) -> bool:
        """Whether the verb that governs a time speaks of what is to come."""
        token = self.parse.at(span.start)
        words = lexicon("time_words")["future"]
        steps = self.parse.ancestors(token)[:6] if token is not None else ()
        for verb in steps:
            if verb.pos not in ("VERB", "AUX"):
                continue
            if any(t.lemma in words["outlived"] for t in self.parse.dependents(verb, "xcomp")):
                return False  # "the victims of the shooting on Monday are expected to survive"
            below = self.parse.dependents(verb, "aux", "auxpass")
            if any(t.lower in words["auxiliaries"] for t in below):
                return True
            infinitive = any(t.lower == "to" for t in below)
            if infinitive and verb.lemma in words["outlived"]:
                return False
            if verb.tag in ("VBD", "VBN") and verb.lemma not in words["announced"] and not infinitive:
                return False
            if verb.lemma in words["set_for"] and verb.tag != "VBN" and not infinitive:
                continue  # "before setting the house on fire on Sunday"
            if verb.lemma in words["announced"] or infinitive:
                head = self.parse.head(verb)
                return verb.lemma in words["announced"] or head.lemma in (*words["announced"], "go", "be")
        return False

    def _is_soon(self, moment: Moment, span: Span) -> bool:
        """Whether a day without a year is a few weeks ahead, last came nearly a year ago, and no verb in the past
        tense governs it ("agreed to meet on 28 September", printed on the 13th)."""
        if moment.kind != "date" or moment.day is None or self.published is None:
            return False
        ahead = days_of(moment, self.published, future=True)
        if ahead is None or (ahead[0] - self.published).days > SOON_DAYS:
            return False
        token = self.parse.at(span.start)
        verbs = [t for t in (self.parse.ancestors(token) if token else ()) if t.pos in ("VERB", "AUX")]
        return bool(verbs) and verbs[0].tag not in ("VBD", "VBN")

    def _range(self, first: Moment, last: Moment, days: Days | None, anchor: str, text: str) -> TimeRange:
        """The value: days where they are known, else month and day as printed."""
        month = first.month if first.month == last.month else None
        day = first.day if first == last and first.day_last is None else None
        if days is not None:
            precision = precision_of(days)
            return TimeRange(days[0].isoformat(), days[1].isoformat(), month, day, precision, anchor, text)
        if first.kind == "anchored" and first.unit == "day" and not self._valid_told():
            month, day = self._month_and_day(first)
        return TimeRange(None, None, month, day, loose_precision(first, last), anchor, text)

    def _valid_told(self) -> bool:
        return bool(self.told) and self.told[-1].days is not None

    def _month_and_day(self, moment: Moment) -> tuple[int | None, int | None]:
        """Month and day of "the following day" after a date without a year (the end of February stays open)."""
        told = self.told[-1] if self.told else None
        if told is None or told.month is None or told.day is None:
            return None, None
        try:
            counted = shift(date(NO_YEAR, told.month, told.day), "day", moment.offset)
        except ValueError:
            return None, None
        leap = (2, 28) <= (told.month, told.day) <= (3, 1) or (2, 28) <= (counted.month, counted.day) <= (3, 1)
        return (None, None) if leap and moment.offset else (counted.month, counted.day)

    def _remember(self, atom: Atom, days: Days | None, value: TimeRange, sentence: Sentence, opened: bool) -> None:
        """Keep what later sentences may count from."""
        year = atom.moment.year if atom.moment.kind == "date" and not opened else None
        if days is None and value.month is None:
            return
        self.told.append(Told(sentence.index, sentence.passage, sentence.paragraph, days, value.month, value.day, year))


def last_word(text: str) -> str:
    """The last word of a text, without opening brackets, quotation marks and dashes."""
    words = text.rsplit(maxsplit=1)
    return words[-1].lower().strip("(“\"'–-") if words else ""


def loose_precision(first: Moment, last: Moment) -> int:
    """date_prec of an expression whose days are not known."""
    if first != last:
        return 5 if first.month != last.month else 2
    if first.kind == "date":
        if first.day_last:
            return 2
        return 1 if first.day else 4 if first.month else 5
    if first.kind == "weekday":
        return 1
    return 5 if first.kind in ("past", "season") else UNIT_PRECISION.get(first.unit or "day", 5)


def opened(value: TimeRange, word: str, days: Days) -> TimeRange:
    """The range that "since", "after", "until", "before" or "by" open on one side."""
    if word == "before":
        return replace(value, earliest=None, latest=shift(days[0], "day", -1).isoformat(), precision=5)
    if word in AFTERWARDS:
        return replace(value, latest=None, precision=5)
    return replace(value, earliest=None, precision=5)


def share_years(atoms: list[Atom], text: str) -> list[Atom]:
    """Give a date without a year that of the date it is listed or ranged with ("30 March and 2 April 2020")."""
    shared = list(atoms)
    for index in range(len(shared) - 2, -1, -1):
        left, right = shared[index], shared[index + 1]
        between = text[left.end : right.start]
        if not (RANGE_WORDS.fullmatch(between) or LIST_WORDS.fullmatch(between)):
            continue
        a, b = left.moment, right.moment
        if a.kind == b.kind == "date" and a.year is None and a.month and b.month and b.year and a.month <= b.month:
            shared[index] = replace(left, moment=replace(a, year=b.year))
    return shared


def is_range(first: Atom, last: Atom, text: str) -> bool:
    """Whether two expressions are the ends of one range: "from A to B", "between A and B", "A-B"."""
    between = text[first.end : last.start]
    if not RANGE_WORDS.fullmatch(between) or "anchored" in (first.moment.kind, last.moment.kind):
        return False
    opening = FROM.search(text[: first.start])
    word = between.strip().lower().split(" ")[0].strip(",")
    if word == "and" or "and" in between.split():
        return opening is not None and opening[1].lower() == "between"
    same = first.moment.kind == last.moment.kind
    return opening is not None or (same and first.moment.kind in ("date", "weekday"))

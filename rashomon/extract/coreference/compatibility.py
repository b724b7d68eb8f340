"""Can two places, times or names be the same one? The comparisons that coreference and linking share.

Every comparison answers with one word. "apart" means that they cannot both be true of one happening;
"unknown" means that the words do not allow an answer, which is never held against anybody.
"""

from __future__ import annotations

import math
import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from rashomon.data import lexicon
from rashomon.extract.places.gazetteer import load_gazetteer
from rashomon.model import Place, TimeRange

__all__ = [
    "PlaceRelation",
    "TimeRelation",
    "compare_places",
    "compare_times",
    "distance_km",
    "is_specific",
    "name_words",
    "names_match",
    "normal_name",
    "only_members",
    "stem",
]

PlaceRelation = Literal["same", "inside", "contains", "near", "apart", "unknown"]
TimeRelation = Literal["same", "inside", "contains", "overlap", "near", "apart", "unknown"]

# Kilometres around the point of a place that may still be the place, per where_prec. Town: the 25 km of UCDP's
# precision 2; district and province: half the width of a usual one, generous, because the point is its centre.
RADIUS = {1: 5.0, 2: 25.0, 3: 75.0, 4: 250.0, 5: 500.0, 6: 0.0, 7: 500.0}
COUNTRY, DISTRICT = 6, 3
ELSEWHERE = 100.0  # kilometres between the towns around two streets or quarters that cannot be one
VAST = 1500.0  # kilometres from the middle of a former state or a region across countries that are surely outside it
WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?", re.UNICODE)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


# ---------------------------------------------------------------- names


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its plural or possessive ending: "mobs" -> "mob", "militia's" -> "militia"."""
    word = re.sub(r"['’]s?$", "", word.lower())
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others, lower case, singular, in order.

    Articles, titles and the words of those who only speak for it are left out, unless nothing else is there.
    """
    rules = lexicon("link_names")
    spelling = rules["spelling"]
    every = [w.rstrip(".") if w.count(".") == 1 else w for w in WORD.findall(name.lower())]
    every = [spelling.get(w, w) for w in every]
    every = [spelling.get(s, s) for s in map(stem, every)]
    plain = [w for w in every if w not in rules["articles"]]
    short = [w for w in plain if w not in rules["titles"] and w not in rules["speaks_for"]]
    return tuple(short or plain or every)


@lru_cache(maxsize=65536)
def normal_name(name: str) -> str:
    """A key that the spellings of one name share: "the Health Ministry", "Ministry of Health"."""
    plain = " ".join(w for w in WORD.findall(name.lower()) if w not in lexicon("link_names")["articles"])
    words = name_words(name)
    for spelled in (plain, " ".join(words)):
        known = _alias(spelled)
        if known:
            return known
    return " ".join(sorted(set(words)))


@lru_cache(maxsize=1)
def _aliases() -> dict[str, str]:
    table = {}
    for name, others in lexicon("link_names")["aliases"].items():
        table[name] = name
        table.update(dict.fromkeys(others, name))
    return table


def _alias(name: str) -> str | None:
    return _aliases().get(name)


def _initials(words: tuple[str, ...]) -> str:
    return "".join(w[0] for w in words)


@lru_cache(maxsize=65536)
def names_match(one: str, other: str) -> bool:
    """True when two names can be one bearer: equal, initials, a surname, or one said with fewer words.

    "Kyiv mobs" and "mobs" match, "Kyiv mobs" and "Kyiv troops" do not: the last word of the shorter must be
    the last word of the longer, unless the longer ends in a word for any group ("Taliban" and "Taliban fighters").
    """
    if normal_name(one) == normal_name(other):
        return True
    a, b = name_words(one), name_words(other)
    if len(a) > len(b):
        a, b, one, other = b, a, other, one
    if not a:  # a name without a letter
        return False
    if len(a) == 1 and len(b) > 1 and _acronym(a[0], b):
        return True
    if not set(a) <= set(b) or (len(a) == len(b) and set(a) != set(b)):
        return _same_without_generic(a, b)
    return a[-1] == b[-1] or _same_without_generic(a, b)


def _acronym(short: str, words: tuple[str, ...]) -> bool:
    letters = short.replace(".", "").replace("-", "")
    return 2 < len(letters) <= len(words) + 1 and _initials(words) in (letters, letters.rstrip("s"))


def _same_without_generic(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    generic = lexicon("link_names")["generic"]
    left = [w for w in a if w not in generic]
    right = [w for w in b if w not in generic]
    return bool(left) and left == right


def only_members(body: str, name: str) -> bool:
    """Does the longer name say no more than that they are people of the body: "Taliban", "Taliban fighters"?"""
    members = lexicon("link_names")["members"]
    return list(name_words(body)) == [word for word in name_words(name) if word not in members]


@lru_cache(maxsize=65536)
def is_specific(name: str, *, victim: bool = False) -> bool:
    """False for "two masked men", who could be many; with `victim` also for "a 6-year-old boy" or "police"."""
    rules = lexicon("link_names")
    vague = {*rules["unspecific"], *rules["anybody"]} if victim else rules["unspecific"]
    return any(word not in vague and not word[:1].isdigit() for word in name_words(name))


# ---------------------------------------------------------------- places


def distance_km(a: Place, b: Place) -> float | None:
    """Great-circle distance in kilometres, None where one of them has no point."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return _kilometres((a.lat, a.lon), (b.lat, b.lon))


def _kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    p, q = math.radians(a[0]), math.radians(b[0])
    half = math.sin((q - p) / 2) ** 2
    half += math.cos(p) * math.cos(q) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def compare_places(a: Place, b: Place) -> PlaceRelation:
    """How place `a` stands to `b`: "inside" means that `a` lies in `b`.

    "near" is within the reach that the precision leaves open. Two resolved places that cannot be one are "apart".
    """
    if a.gazetteer_id is not None and a.gazetteer_id == b.gazetteer_id:
        return "same"
    foreign = a.country is not None and b.country is not None and a.country != b.country
    same_name = normal_name(a.name) == normal_name(b.name)
    away = distance_km(a, b)
    if same_name and not foreign and (away is None or away <= max(_reach(a), _reach(b), 50.0)):
        return "same"
    named = None if foreign else _by_named_container(a, b)
    if named is not None:
        return named
    if COUNTRY in (a.precision, b.precision):
        return _against_country(a, b, foreign)
    if foreign and (away is None or away > 30.0) and 7 not in (a.precision, b.precision):
        return "apart"
    return _by_words(a, b) if away is None else _by_distance(a, b, away)


def _by_named_container(a: Place, b: Place) -> PlaceRelation | None:
    """By what the places say they lie in. A resolved place names its province, which may be called like a town."""
    if _lies_in(a, b):
        return "inside"
    return "contains" if _lies_in(b, a) else None


def _lies_in(a: Place, b: Place) -> bool:
    if not a.inside or normal_name(a.inside) != normal_name(b.name):
        return False
    away = distance_km(a, b)
    return away is None or b.precision >= DISTRICT or away <= 2 * RADIUS[2]


def _reach(place: Place) -> float:
    return RADIUS.get(place.precision, 25.0)


def _against_country(a: Place, b: Place, foreign: bool) -> PlaceRelation:
    if a.country is None or b.country is None:
        away = distance_km(a, b)
        return "apart" if away is not None and away > VAST else "unknown"
    if a.precision == b.precision == COUNTRY:
        return "apart" if foreign else "same"
    if foreign:
        return "unknown" if 7 in (a.precision, b.precision) else "apart"
    return "contains" if a.precision == COUNTRY else "inside"


def _by_words(a: Place, b: Place) -> PlaceRelation:
    x, y = set(name_words(a.name)), set(name_words(b.name))
    if x <= y or y <= x:
        return "same"
    one, other = _points(a), _points(b)
    if one and other and min(_kilometres(p, q) for p in one for q in other) > ELSEWHERE:
        return "apart"
    return "unknown"


def _points(place: Place) -> tuple[tuple[float, float], ...]:
    """Where a place is, or may be: its point, else those of all towns and districts called like what it lies in."""
    if place.lat is not None and place.lon is not None:
        return ((place.lat, place.lon),) if place.precision <= DISTRICT else ()
    return _towns_called(place.inside, place.country) if place.inside else ()


@lru_cache(maxsize=4096)
def _towns_called(name: str, country: str | None) -> tuple[tuple[float, float], ...]:
    entries = [e for e in load_gazetteer().find(name) if country in (None, e.country)]
    wide = any(e.kind in ("province", "country", "region") and not e.alternate for e in entries)
    return () if wide else tuple((e.lat, e.lon) for e in entries if e.kind in ("city", "capital", "district"))


def _by_distance(a: Place, b: Place, away: float) -> PlaceRelation:
    if a.precision <= 2 and b.precision <= 2:
        if away > 30.0:
            return "apart"
        return "near"
    if a.precision == b.precision:
        return "near" if a.precision >= 5 and away <= _reach(a) else "apart"
    wide = a if a.precision > b.precision else b
    return "near" if away <= _reach(wide) else "apart"


# ---------------------------------------------------------------- times


@lru_cache(maxsize=65536)
def _day(text: str) -> date:
    return date.fromisoformat(text[:10])


def compare_times(a: TimeRange, b: TimeRange, *, one_text: bool = False) -> TimeRelation:
    """How time `a` stands to `b`: "inside" means that `a` lies in `b`; "near" is one day off.

    Unknown years are compared by month and day. With `one_text`, times known by their words alone ("on Friday",
    "on Saturday") are apart when their weekdays differ: one text, one calendar.
    """
    dated_a = a.earliest is not None or a.latest is not None
    dated_b = b.earliest is not None or b.latest is not None
    if dated_a and dated_b:
        return _compare_dated(a, b)
    if dated_a != dated_b:
        dated, floating = (a, b) if dated_a else (b, a)
        found = _floating_in(floating, dated)
        if found == "inside":
            return "inside" if floating is a else "contains"
        if found != "unknown" or not one_text:
            return found
        return _by_weekday(a, b)
    if a.month and b.month:
        return _compare_floating(a, b)
    return _by_weekday(a, b) if one_text else "unknown"


def _compare_dated(a: TimeRange, b: TimeRange) -> TimeRelation:
    a_from, a_to = _bounds(a)
    b_from, b_to = _bounds(b)
    if (a_from, a_to) == (b_from, b_to):
        return "same"
    gap = max((a_from - b_to).days, (b_from - a_to).days)
    if gap > 0:
        return "near" if gap == 1 else "apart"
    if b_from <= a_from and a_to <= b_to:
        return "inside"
    if a_from <= b_from and b_to <= a_to:
        return "contains"
    return "overlap"


def _bounds(time: TimeRange) -> tuple[date, date]:
    start = _day(time.earliest) if time.earliest else date.min
    end = _day(time.latest) if time.latest else date.max
    return min(start, end), max(start, end)


def _floating_in(floating: TimeRange, dated: TimeRange) -> TimeRelation:
    """A month and perhaps a day without a year, against a dated range."""
    if not floating.month:
        return "unknown"
    start, end = _bounds(dated)
    if date.min == start or date.max == end or (end - start).days > 366:
        return "unknown"
    best: TimeRelation = "apart"
    for year in range(start.year, end.year + 1):
        first, last = _in_year(floating, year)
        if first <= end and start <= last:
            if start == first and end == last:
                return "same"
            best = "inside" if start <= first and last <= end else "overlap"
        elif min(abs((first - end).days), abs((start - last).days)) <= 1 and best == "apart":
            best = "near"
    return best


def _in_year(time: TimeRange, year: int) -> tuple[date, date]:
    month = time.month or 1
    following = date(year + month // 12, month % 12 + 1, 1)
    last_day = (following - timedelta(days=1)).day
    if time.day:
        day = date(year, month, min(time.day, last_day))
        return day, day
    return date(year, month, 1), date(year, month, last_day)


def _compare_floating(a: TimeRange, b: TimeRange) -> TimeRelation:
    if a.day is None or b.day is None:
        if a.month != b.month:
            return "apart"
        return "same" if a.day == b.day else ("inside" if a.day else "contains")
    if (a.month, a.day) == (b.month, b.day):
        return "same"
    days = abs((_in_year(a, 2001)[0] - _in_year(b, 2001)[0]).days)
    return "near" if days == 1 else "apart"


def _by_weekday(a: TimeRange, b: TimeRange) -> TimeRelation:
    one = [d for d in WEEKDAYS if d in a.text.lower()]
    other = [d for d in WEEKDAYS if d in b.text.lower()]
    if not one or not other:
        return "unknown"
    return "same" if set(one) & set(other) else "apart"

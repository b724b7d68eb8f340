"""How much speaks for two happenings being one: a match weight in named parts.

A part is positive where it speaks for the same happening, negative where it speaks against, and absent where one
of the two does not say. A veto means that they cannot be one, whatever the rest says. The weights are in the
spirit of Fellegi and Sunter's log odds (about one unit per factor of two), set by judgement. LINK, SILENT and the
weight of words were then set on local news reports of gun violence, for no false link at the best recall.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rashomon.extract.coreference.compatibility import compare_places, compare_times, is_specific, names_match
from rashomon.model import EventType, Happening, Modality, Place, TimeRange

__all__ = ["LINK", "Match", "match_weight", "modality_group", "news_days", "word_rarity"]

LINK = 5.0  # weight from which two happenings of different documents are one event

SAME_DAY, SAME_SPAN, NEXT_DAY, TOUCHING = 3.5, 2.0, 1.0, 0.5
SAME_DATE_NO_YEAR = 2.5
SAME_TOWN, NEAR_TOWN, INSIDE, SAME_COUNTRY = 3.5, 2.0, 1.5, 0.5
SAME_TYPE, LIKE_TYPE = 0.5, -0.5
SAME_MODE, OTHER_MODE = 0.5, -1.5
SAME_ACTOR, OTHER_ACTOR = 1.5, -0.5
SAME_RECIPIENT = 1.5
UNSPECIFIC = 0.25  # "a child" on both sides
SAME_TOLL, FAR_TOLL = 1.5, -1.5
# Words: log odds by their cosine, read off pairs of local news reports. With rarity to the third power reports of
# different incidents have a cosine of 0.02 in the middle and 0.11 at the top percentile; reports of one incident 0.21
# in the middle. Few shared words prove little, however rare.
WORDS_NONE, WORDS_FULL = -1.5, 6.0
WORDS_FROM, WORDS_SLOPE, WORDS_POWER = 0.015, 30.0, 3
WORDS_DISJOINT = -3.0  # two attacks on one town on one day have at least some words in common
PER_WORD = 0.8
SILENT = -0.5  # for each of place and time that cannot be compared: words alone must then carry more
NEWS_NEAR, NEWS_FAR = 1.0, -6.0
NEWS_DAYS, NEWS_AGES = 3, 90  # days between the documents' own days
BACKGROUND = 200  # documents of other news that are taken for granted when rarity is counted
PLURAL = -1.0  # several happenings against one

# Types that different writers give the same violence.
ALIKE = (
    frozenset({EventType.ASSAULT, EventType.COERCE}),
    frozenset({EventType.ASSAULT, EventType.PROTEST}),
    frozenset({EventType.ASSAULT, EventType.OTHER}),
    frozenset({EventType.PROTEST, EventType.MOBILIZE}),
    frozenset({EventType.ASSAULT, EventType.MOBILIZE}),
)
# Modes of one toolbox; two different boxes speak against one happening.
BOXES = {
    "firearms": "guns",
    "explosives": "bombs",
    "suicide-attack": "bombs",
    "aerial": "air",
    "drone": "air",
    "torture": "cruelty",
    "sexual": "cruelty",
    "abduct": "abduction",
    "arrest": "custody",
    "deport": "custody",
    "demo": "streets",
    "riot": "streets",
}


@dataclass(frozen=True, slots=True)
class Match:
    """`total` is the sum of `parts` (name -> weight), or minus infinity with `veto` naming what forbids it."""

    total: float
    parts: tuple[tuple[str, float], ...]
    veto: str | None = None


def modality_group(modality: Modality) -> str:
    """Happenings of different groups never are one event: what was planned is not what was done."""
    return "real" if modality in (Modality.ACTUAL, Modality.POSSIBLE) else modality.value


def word_rarity(happenings: Iterable[Happening]) -> dict[str, float]:
    """Inverse document frequency of the words of all happenings: log of documents per document with the word.

    A background of documents without the word is added, so that a collection about one single story
    does not make the words of that story worthless.
    """
    documents: dict[str, set[str]] = {}
    for happening in happenings:
        documents.setdefault(happening.document, set()).update(happening.words)
    counts = Counter(word for words in documents.values() for word in words)
    return {word: math.log((BACKGROUND + len(documents)) / count) for word, count in counts.items()}


def news_days(happenings: Iterable[Happening]) -> dict[str, date]:
    """Per document the day that it tells of most: Document.id -> day. Documents without an exact day are left out.

    Of days told equally often it is the latest, for news looks back. It stands for the time of happenings for
    which their document gives none.
    """
    told: dict[str, Counter[str]] = {}
    for happening in happenings:
        for time in happening.times:
            if time.precision == 1 and time.earliest:
                told.setdefault(happening.document, Counter())[time.earliest] += happening.sentences
    return {name: date.fromisoformat(max(days, key=lambda d: (days[d], d))) for name, days in told.items()}


def match_weight(
    a: Happening, b: Happening, rarity: Mapping[str, float], days: Mapping[str, date] | None = None
) -> Match:
    """Weigh two happenings. Symmetric. `rarity` and `days` come from `word_rarity` and `news_days` of the same
    collection."""
    veto = _type_veto(a, b)
    when, time_veto = _time_part(a.times, b.times)
    where, place_veto = _place_part(a.places, b.places)
    veto = veto or time_veto or place_veto
    if when == SILENT and days is not None:
        when = _news_part(days.get(a.document), days.get(b.document))
    if veto:
        return Match(-math.inf, (), veto)
    parts = [
        ("time", when),
        ("place", where),
        ("type", SAME_TYPE if a.type == b.type else LIKE_TYPE),
        ("mode", _mode_part(a.mode, b.mode)),
        ("actors", _names_part(a.actors, b.actors, SAME_ACTOR, OTHER_ACTOR)),
        ("recipients", _names_part(a.recipients, b.recipients, SAME_RECIPIENT, 0.0)),
        ("tolls", _toll_part(a, b)),
        ("words", _words_part(a.words, b.words, rarity)),
        ("number", PLURAL if a.plural != b.plural else 0.0),
    ]
    kept = tuple((name, round(weight, 4)) for name, weight in parts if weight)
    return Match(round(sum(weight for _, weight in kept), 4), kept)


def _type_veto(a: Happening, b: Happening) -> str | None:
    if modality_group(a.modality) != modality_group(b.modality):
        return "modality"
    if a.type != b.type and frozenset({a.type, b.type}) not in ALIKE:
        return "type"
    return None


def _time_part(ours: tuple[TimeRange, ...], theirs: tuple[TimeRange, ...]) -> tuple[float, str | None]:
    """The best agreement of any two times; a veto when the most exact times of both cannot be one."""
    best, veto = SILENT, None
    for i, a in enumerate(ours):
        for j, b in enumerate(theirs):
            found = compare_times(a, b)
            if found == "apart" and i == j == 0:
                veto = "time"
            best = max(best, _time_weight(a, b, found))
    return (best, None) if best > TOUCHING else (best, veto)


def _news_part(ours: date | None, theirs: date | None) -> float:
    """For happenings whose own times say nothing: are they news of the same days?"""
    if ours is None or theirs is None:
        return SILENT
    apart = abs((ours - theirs).days)
    return NEWS_NEAR if apart <= NEWS_DAYS else NEWS_FAR if apart > NEWS_AGES else SILENT


def _time_weight(a: TimeRange, b: TimeRange, found: str) -> float:
    wide = max(a.precision, b.precision)
    dated = bool(a.earliest and b.earliest)
    if found == "same":
        if wide == 1:
            return SAME_DAY if dated else SAME_DATE_NO_YEAR
        return SAME_SPAN if wide <= 3 else TOUCHING
    if found in ("inside", "contains"):
        return SAME_SPAN if wide <= 3 else TOUCHING
    if found == "near":
        return NEXT_DAY if wide <= 2 else TOUCHING
    return TOUCHING if found == "overlap" else SILENT


def _place_part(ours: tuple[Place, ...], theirs: tuple[Place, ...]) -> tuple[float, str | None]:
    best, veto = SILENT, None
    for i, a in enumerate(ours):
        for j, b in enumerate(theirs):
            found = compare_places(a, b)
            if found == "apart" and i == j == 0:
                veto = "place"
            best = max(best, _place_weight(a, b, found))
    return (best, None) if best > SAME_COUNTRY else (best, veto)


def _place_weight(a: Place, b: Place, found: str) -> float:
    wide = max(a.precision, b.precision)
    if found == "same":
        return SAME_TOWN if wide <= 3 else (INSIDE if wide < 6 else SAME_COUNTRY)
    if found in ("inside", "contains"):
        return NEAR_TOWN if wide <= 3 else (INSIDE if wide < 6 else SAME_COUNTRY)
    if found == "near":
        return NEAR_TOWN if wide <= 2 else INSIDE
    return SILENT


def _mode_part(a: str | None, b: str | None) -> float:
    if a is None or b is None:
        return 0.0
    if a == b:
        return SAME_MODE
    one, other = BOXES.get(a), BOXES.get(b)
    return OTHER_MODE if one and other and one != other else 0.0


def _names_part(ours: tuple[str, ...], theirs: tuple[str, ...], same: float, differ: float) -> float:
    """A name that both have speaks for one happening; "a man" and "the man" say next to nothing."""
    if not ours or not theirs:
        return 0.0
    matching = [(a, b) for a in ours for b in theirs if names_match(a, b)]
    if any(is_specific(a, victim=True) and is_specific(b, victim=True) for a, b in matching):
        return same
    return UNSPECIFIC if matching else differ


def _toll_part(a: Happening, b: Happening) -> float:
    """Tolls of one field: equal figures speak for it, figures more than five times apart against it."""
    best: float | None = None
    for field, low, high in a.tolls:
        for other, other_low, other_high in b.tolls:
            if field != other:
                continue
            found = _toll_weight(low, high, other_low, other_high)
            best = found if best is None else max(best, found)
    return best or 0.0


def _toll_weight(low: int | None, high: int | None, other_low: int | None, other_high: int | None) -> float:
    one, other = low or high or 0, other_low or other_high or 0
    if one == other and (low, high) == (other_low, other_high):
        return SAME_TOLL if one > 1 else SAME_TOLL / 3
    if not one or not other:
        return 0.0
    times = max(one, other) / min(one, other)
    if times <= 1.5:
        return SAME_TOLL / 2
    return FAR_TOLL if times > 5 and max(one, other) >= 10 else 0.0


def _words_part(ours: tuple[str, ...], theirs: tuple[str, ...], rarity: Mapping[str, float]) -> float:
    """Cosine of the two word sets, weighted by rarity; never more than so many shared words can carry."""
    if not ours or not theirs:
        return 0.0
    both = sorted(set(ours) & set(theirs))
    if not both:
        return WORDS_DISJOINT
    shared = sum(rarity.get(w, 0.0) ** WORDS_POWER for w in both)
    one = math.sqrt(sum(rarity.get(w, 0.0) ** WORDS_POWER for w in ours))
    other = math.sqrt(sum(rarity.get(w, 0.0) ** WORDS_POWER for w in theirs))
    cosine = shared / (one * other) if one and other else 0.0
    weight = WORDS_NONE + WORDS_SLOPE * (cosine - WORDS_FROM)
    return max(WORDS_NONE, min(WORDS_FULL, WORDS_NONE + PER_WORD * len(both), weight))

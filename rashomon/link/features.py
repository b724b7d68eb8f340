"""What two happenings have in common and where they differ, part by part, without a judgement yet.

Each part is either a word ("same-day") or a number from 0 to 1 (how alike their words are), or absent where one of the
two does not say. `scoring.py` gives each its weight.
"""

from __future__ import annotations

from datetime import date

from rashomon.extract.coreference.compatibility import compare_places, compare_times, is_specific, names_match
from rashomon.link.gists import likeness
from rashomon.link.profiles import Profile, word_square
from rashomon.link.vectors import closeness
from rashomon.model import EventType, Field, Place, TimeRange

__all__ = [
    "ALIKE",
    "NEWS_STEPS",
    "SAME_STORY",
    "Feature",
    "Tolls",
    "Trigger",
    "ages_part",
    "compare",
    "forbidden",
    "forbidden_kinds",
    "modes_part",
    "names_part",
    "news_step",
    "people_part",
    "places_part",
    "times_part",
    "tolls_part",
    "triggers_part",
]

Feature = str | float
Trigger = tuple[frozenset[str], frozenset[str]]
Tolls = tuple[tuple[Field, int | None, int | None], ...]

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
TIME_ORDER = ("same-day", "same-date", "same-span", "next-day", "touching", "apart", "far-apart")  # best first
PLACE_ORDER = ("same-town", "near-town", "around", "same-country", "apart")
NEWS_STEPS = ((1, "0-1"), (3, "2-3"), (7, "4-7"), (30, "8-30"), (180, "31-180"))
FAR_DAYS = 7
SAME_FAMILY = 0.7  # closeness at least of words that the lexicon puts into one family
SAME_STORY = 0.2  # likeness of two documents that may tell one story
DIFFERENT_WORD = 0.95  # at most, of two words
NEAR_COUNT, FAR_COUNT, LARGE = 1.5, 5, 10


def forbidden(a: Profile, b: Profile) -> str | None:
    """What makes one happening of the two impossible, whatever else speaks for it."""
    return forbidden_kinds(a.group, a.type, b.group, b.type)


def forbidden_kinds(group: str, kind: EventType, other_group: str, other_kind: EventType) -> str | None:
    """What makes happenings of these groups (profiles.modality_group) and types two."""
    if group != other_group:
        return "modality"
    if kind != other_kind and frozenset({kind, other_kind}) not in ALIKE:
        return "type"
    return None


def compare(a: Profile, b: Profile) -> dict[str, Feature]:
    """The parts on which two happenings can be compared. Symmetric."""
    found: dict[str, Feature | None] = {
        "time": times_part(a.times, b.times),
        "place": places_part(a.places, b.places),
        "trigger": triggers_part((a.lemmas, a.families), (b.lemmas, b.families)),
        "type": "same" if a.type == b.type else "alike",
        "mode": modes_part(a.mode, b.mode),
        "actors": names_part(a.actors, b.actors),
        "recipients": names_part(a.recipients, b.recipients),
        "ages": ages_part(a.ages, b.ages),
        "people": people_part(a.people, b.people),
        "tolls": tolls_part(a.tolls, b.tolls),
        "words": _cosine(a, b),
        "number": "differs" if a.plural != b.plural else None,
    }
    if a.document == b.document:
        found["document"] = "same"
    else:
        found["story"] = likeness(a.gist, b.gist) if a.gist and b.gist else None
        found["news"] = _news(a, b)
        placed = found["time"] or found["place"] or found["news"]
        if not placed and float(found["story"] or 0.0) < SAME_STORY:
            found["unplaced"] = "words-only"
    return {name: value for name, value in found.items() if value is not None}


# ---------------------------------------------------------------- time and place


def times_part(ours: tuple[TimeRange, ...], theirs: tuple[TimeRange, ...]) -> str | None:
    """The best agreement of any two times; that of the leading ones where none agree."""
    found = [(_time(a, b), i == j == 0) for i, a in enumerate(ours) for j, b in enumerate(theirs)]
    agreeing = [name for name, _ in found if name and not name.endswith("apart")]
    leading = [name for name, first in found if name and first]
    if agreeing:
        return min(agreeing, key=TIME_ORDER.index)
    return leading[0] if leading else None


def _time(a: TimeRange, b: TimeRange) -> str | None:
    found = compare_times(a, b)
    wide = max(a.precision, b.precision)
    if found == "same" and wide == 1:
        return "same-day" if a.earliest and b.earliest else "same-date"
    if found in ("same", "inside", "contains"):
        return "same-span" if wide <= 3 else "touching"
    if found == "near":
        return "next-day" if wide <= 2 else "touching"
    if found == "apart":
        return "far-apart" if _far(a, b) else "apart"
    return "touching" if found == "overlap" else None


def _far(a: TimeRange, b: TimeRange) -> bool:
    if not (a.earliest and a.latest and b.earliest and b.latest):
        return True
    days = [date.fromisoformat(t) for t in (a.earliest, a.latest, b.earliest, b.latest)]
    return max((days[0] - days[3]).days, (days[2] - days[1]).days) > FAR_DAYS


def _news(a: Profile, b: Profile) -> str | None:
    """Days between the days of news of the two documents, for happenings whose own times cannot be compared."""
    one, other = a.published or a.news, b.published or b.news
    return None if one is None or other is None else news_step(abs((one - other).days))


def news_step(days: int) -> str:
    """The name of so many days between two documents."""
    return next((name for most, name in NEWS_STEPS if days <= most), "over-180")


def places_part(ours: tuple[Place, ...], theirs: tuple[Place, ...]) -> str | None:
    """The best agreement of any two places; that of the leading ones where none agree but in the country."""
    found = [(_place(a, b), i == j == 0) for i, a in enumerate(ours) for j, b in enumerate(theirs)]
    agreeing = [name for name, _ in found if name and name != "apart"]
    if agreeing and (best := min(agreeing, key=PLACE_ORDER.index)) != "same-country":
        return best
    leading = [name for name, first in found if name and first]
    return leading[0] if leading else ("same-country" if agreeing else None)


def _place(a: Place, b: Place) -> str | None:
    found = compare_places(a, b)
    wide = max(a.precision, b.precision)
    if found == "same":
        return "same-town" if wide <= 3 else ("around" if wide < 6 else "same-country")
    if found in ("inside", "contains"):
        return "near-town" if wide <= 3 else ("around" if wide < 6 else "same-country")
    if found == "near":
        return "near-town" if wide <= 2 else "around"
    return "apart" if found == "apart" else None


# ---------------------------------------------------------------- words, people, figures


def triggers_part(ours: Trigger, theirs: Trigger) -> float | None:
    """How near in meaning the nearest two trigger words are; 1 for a word that both have. Each side gives its trigger
    words and their families."""
    (mine, own), (others, foreign) = ours, theirs
    if not mine or not others:
        return None
    if not mine.isdisjoint(others):
        return 1.0
    known = [found for one in mine for other in others if (found := closeness(one, other)) is not None]
    best = max(0.0, max(known, default=0.0))
    return max(best, SAME_FAMILY) if not own.isdisjoint(foreign) else min(best, DIFFERENT_WORD)


def modes_part(a: str | None, b: str | None) -> str | None:
    """Whether the means are the same, or of different kinds (see BOXES)."""
    if a is None or b is None:
        return None
    if a == b:
        return "same"
    one, other = BOXES.get(a), BOXES.get(b)
    return "other-means" if one and other and one != other else None


def names_part(ours: tuple[str, ...], theirs: tuple[str, ...]) -> str | None:
    """A name that both have speaks for one happening; "a man" and "the man" say next to nothing."""
    if not ours or not theirs:
        return None
    matching = [(a, b) for a in ours for b in theirs if names_match(a, b)]
    if any(is_specific(a, victim=True) and is_specific(b, victim=True) for a, b in matching):
        return "same-name"
    return "vague" if matching else "differ"


def ages_part(ours: frozenset[int], theirs: frozenset[int]) -> str | None:
    """Ages of those to whom it was done: reports of one victim agree, or differ by one where a birthday lies near."""
    if not ours or not theirs:
        return None
    apart = min(abs(a - b) for a in ours for b in theirs)
    return "same" if apart == 0 else "near" if apart == 1 else "differ"


def people_part(ours: frozenset[str], theirs: frozenset[str]) -> str | None:
    """Surnames of persons to whom it was done, where both sides name some."""
    if not ours or not theirs:
        return None
    return "differ" if ours.isdisjoint(theirs) else "same"


def tolls_part(ours: Tolls, theirs: Tolls) -> str | None:
    """Figures of one field: the best agreement of any two."""
    found = {
        _toll((low, high), (other_low, other_high))
        for field, low, high in ours
        for other, other_low, other_high in theirs
        if field == other
    }
    return next((name for name in ("same", "same-one", "near", "differ", "far") if name in found), None)


def _toll(ours: tuple[int | None, int | None], theirs: tuple[int | None, int | None]) -> str | None:
    one, other = ours[0] or ours[1] or 0, theirs[0] or theirs[1] or 0
    if ours == theirs:
        return "same" if one > 1 else "same-one"
    if not one or not other:
        return None
    times = max(one, other) / min(one, other)
    if times <= NEAR_COUNT:
        return "near"
    return "far" if times > FAR_COUNT and max(one, other) >= LARGE else "differ"


def _cosine(a: Profile, b: Profile) -> float | None:
    if not a.words or not b.words:
        return None
    shared = set(a.words).intersection(b.words)
    return min(1.0, sum(map(word_square, shared)) / (a.length * b.length))

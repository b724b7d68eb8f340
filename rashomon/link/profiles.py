"""A happening made ready to be compared with many others: names, words and numbers looked up once.

Profiles depend on the happening and its document alone, never on the rest of the collection: a new document changes
no weight between two old ones.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from sys import intern
from typing import TypeVar

from rashomon.data import lexicon
from rashomon.link.gists import Gist
from rashomon.link.rarity import rarity_of, word_key
from rashomon.model import EventType, Field, Happening, Modality, Place, TimeRange

__all__ = ["Profile", "modality_group", "news_days", "profile_of", "profiles_of", "word_square", "word_weight"]

T = TypeVar("T")

LEADING = 3  # happenings of a document that its story may link by itself
AGE = re.compile(r"\b(\d{1,3}|[a-z]+)[\s-]years?[\s-]old\b", re.IGNORECASE)
PERSON = re.compile(r"[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]*){1,3}")
WORDS_POWER = 1.5  # of rarity, so that rare words count for more in the likeness of two happenings


@dataclass(frozen=True, slots=True)
class Profile:
    """`words` are word keys, `length` the root of the sum of their `word_square`; `news` is the day that
    the document tells of most."""

    id: str
    document: str
    group: str
    type: EventType
    mode: str | None
    lemmas: frozenset[str]
    families: frozenset[str]
    places: tuple[Place, ...]
    times: tuple[TimeRange, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    tolls: tuple[tuple[Field, int | None, int | None], ...]
    words: tuple[str, ...]
    length: float
    plural: bool
    sentences: int
    published: date | None
    news: date | None
    gist: Gist | None
    leads: bool = True  # among the happenings that its document is about
    ages: frozenset[int] = frozenset()  # of recipients: "a 16-year-old boy"
    people: frozenset[str] = frozenset()  # surnames of recipients who are named persons, as far as the words show it


def modality_group(modality: Modality) -> str:
    """Happenings of different groups never are one event: what was planned is not what was done."""
    return "real" if modality in (Modality.ACTUAL, Modality.POSSIBLE) else modality.value


def profiles_of(
    happenings: Sequence[Happening], gists: Mapping[str, Gist] | None = None, *, all_lead: bool = False
) -> list[Profile]:
    """One profile for each happening, in their order. `gists` are by Document.id; all happenings of a document
    must be among `happenings`, since they tell which day its news is of, and which of them lead it (or `all_lead`)."""
    days = news_days(happenings)
    leading = leading_happenings(happenings)
    return [
        profile_of(h, days.get(h.document), (gists or {}).get(h.document), all_lead or h.id in leading)
        for h in happenings
    ]


def leading_happenings(happenings: Iterable[Happening]) -> set[str]:
    """Ids of the LEADING happenings of each document that it tells most of, those with victims first."""
    told: dict[str, list[Happening]] = {}
    for happening in happenings:
        told.setdefault(happening.document, []).append(happening)
    return {
        h.id for own in told.values() for h in sorted(own, key=lambda h: (not h.tolls, -h.sentences, h.id))[:LEADING]
    }


def profile_of(happening: Happening, news: date | None = None, gist: Gist | None = None, leads: bool = True) -> Profile:
    """The profile of one happening; `news` is the day that its document tells of most."""
    published = happening.published or (gist.published if gist else None)
    words = tuple(sorted({intern(word_key(word)) for word in happening.words}))
    return Profile(
        id=happening.id,
        document=gist.document if gist else happening.document,  # one text in memory for all of a document
        group=modality_group(happening.modality),
        type=happening.type,
        mode=happening.mode,
        lemmas=_shared(frozenset(word_key(lemma) for lemma in happening.lemmas)),
        families=_shared(frozenset(family for lemma in happening.lemmas if (family := _families().get(lemma)))),
        places=happening.places,
        times=happening.times,
        actors=happening.actors,
        recipients=happening.recipients,
        tolls=happening.tolls,
        words=words,
        length=math.sqrt(sum(map(word_square, words))) or 1.0,
        plural=happening.plural,
        sentences=happening.sentences,
        published=_day(published),
        news=news,
        gist=gist,
        leads=leads,
        ages=_shared(ages_of(happening.recipients)),
        people=_shared(surnames_of(happening.recipients)),
    )


def ages_of(names: Sequence[str]) -> frozenset[int]:
    """The ages in years that names such as "two-year-old girl" tell."""
    found = [match[1].lower() for name in names for match in AGE.finditer(name)]
    numbers = lexicon("time_words")["numbers"]
    known = [int(word) if word.isdigit() else numbers.get(word) for word in found]
    return frozenset(age for age in known if age is not None)


def surnames_of(names: Sequence[str]) -> frozenset[str]:
    """The last words of names that look like those of persons: two to four capitalised words, none of which names a
    body, an office or anybody."""
    return frozenset(name.split()[-1].lower() for name in names if PERSON.fullmatch(name) and _is_personal(name))


@lru_cache(maxsize=65536)
def _is_personal(name: str) -> bool:
    rules = lexicon("link_names")
    plain = {*rules["unspecific"], *rules["anybody"], *rules["generic"]}
    bodies = lexicon("place_words")["organisations"]["words"]
    return not any(word in plain or word in bodies for word in name.lower().split())


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


@cache
def _families() -> dict[str, str]:
    """Event words of one meaning, as in coreference within a document."""
    return {word: family for family, words in lexicon("link_events")["families"].items() for word in words}


@lru_cache(maxsize=65536)
def _shared(values: frozenset[T]) -> frozenset[T]:
    """One object for all equal sets, which are few."""
    return values


@lru_cache(maxsize=65536)
def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


@lru_cache(maxsize=262144)
def word_weight(key: str) -> float:
    """What a word counts in the likeness of two happenings."""
    return float(rarity_of(key) ** WORDS_POWER)


@lru_cache(maxsize=262144)
def word_square(key: str) -> int:
    """The square of `word_weight`, in thousandths: whole numbers add up to the same in any order."""
    return round(word_weight(key) ** 2 * 1000)

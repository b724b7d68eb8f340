"""Documents made from what was read of a few pages: the same grammar, other names, places, dates and figures.

A document is a page told anew for an *event number*: every word rarer than RARE becomes another rare word of news,
every place another place of the pages (what is larger than a district stays), every day moves by a fixed number of days
within YEARS years, every figure is multiplied. The changes depend on the page and the event number alone, so that text,
words, names and happenings agree, and two documents with one event number tell of one event. Of these, each leaves out
other sentences and words, as another outlet would. Every third document is a further report of the event before it.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from rashomon.ledger.records import Record, StoredMention
from rashomon.link.rarity import rarity_of, word_key, words_at_least
from rashomon.model import Document, Happening, MentionRef, Place, Reading, TimeRange

__all__ = ["Made", "make_documents"]

RARE = 4.25  # words from this rarity on are rewritten: names, and words that one story has
YEARS = 12
LONGEST = 3_000  # characters of a page that are told
KEPT = 0.8  # share of sentences and words that a further report has
EVERY = 3
WORD = re.compile(r"[^\W\d_]+|\d+")
SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Made:
    """One made document, the event it was made for, and the happening that it is about (None: none that is real)."""

    record: Record
    event: str
    leading: str | None


def make_documents(readings: Sequence[Reading], number: int, first: int = 0) -> Iterator[Made]:
    """Documents `first` to `number`, the same ones each time."""
    places = sorted({p for r in readings for h in r.happenings for p in h.places if p.lat is not None}, key=str)
    for index in range(first, number):
        event = index - 1 if index % EVERY == EVERY - 1 else index  # two events for three documents
        reading = readings[event % len(readings)]
        yield _Telling(reading, event, index, places).made()


def _draw(*parts: object) -> int:
    return int.from_bytes(hashlib.blake2b("|".join(map(str, parts)).encode(), digest_size=8).digest(), "big")


@lru_cache(maxsize=1)
def _pool() -> list[str]:
    return [word for word in words_at_least(RARE) if word.isalpha()]


class _Telling:
    """One page told for one event."""

    def __init__(self, reading: Reading, event: int, index: int, places: Sequence[Place]) -> None:
        self.reading, self.event, self.places = reading, event, places
        self.id = f"{_draw('document', index):016x}"
        self.days = _draw("days", event) % (365 * YEARS) - 365 * YEARS // 2
        self.factor = 1 + _draw("figures", event) % 7 / 2
        self.chance = random.Random(index)
        self.further = index != event

    def made(self) -> Made:
        document = self.reading.document
        sentences = [s for s in SENTENCE.split(document.text[:LONGEST]) if s]
        kept = [s for s in sentences if not self.further or self.chance.random() < KEPT]
        published = _moved(document.published, self.days)
        told = Document(
            id=self.id,
            name=f"{self.id}.txt",
            text=WORD.sub(self._word, " ".join(kept or sentences)),
            title=WORD.sub(self._word, document.title) if document.title else None,
            published=published,
        )
        happenings = tuple(self._happening(h, published) for h in self.reading.happenings)
        leading = max(self.reading.happenings, key=lambda h: (bool(h.tolls), len(h.mentions), h.id), default=None)
        record = Record(told, len(told.text.split()), mentions=_stored(happenings), happenings=happenings)
        return Made(record, str(self.event), self._name(leading.id) if leading else None)

    def _name(self, old: str) -> str:
        return f"{_draw(self.id, old):012x}"[:12]

    def _word(self, match: re.Match[str]) -> str:
        return self.word(match[0])

    def word(self, word: str) -> str:
        if word.isdigit():
            return str(max(1, round(int(word) * self.factor))) if len(word) < 6 else word
        key = word_key(word)
        if rarity_of(key) < RARE:
            return word
        other = _pool()[_draw(self.event, key) % len(_pool())]
        return other.capitalize() if word[:1].isupper() else other

    def _words(self, text: str) -> str:
        return WORD.sub(self._word, text)

    def _renamed(self, text: str) -> str:
        """A name with all of its words changed, common ones too: two stories have no church of one name."""
        return WORD.sub(lambda match: _pool()[_draw(self.event, match[0].lower()) % len(_pool())].capitalize(), text)

    def _place(self, place: Place) -> Place:
        if place.lat is None:
            inside = self._renamed(place.inside) if place.inside else None
            return replace(place, name=self._renamed(place.name), text=self._renamed(place.text), inside=inside)
        if place.precision >= 5:
            return place
        return self.places[_draw(self.event, place.name) % len(self.places)]

    def _time(self, time: TimeRange) -> TimeRange:
        earliest, latest = _moved(time.earliest, self.days), _moved(time.latest, self.days)
        exact = date.fromisoformat(earliest) if earliest and earliest == latest else None
        return replace(
            time,
            earliest=earliest,
            latest=latest,
            month=exact.month if exact else time.month,
            day=exact.day if exact else time.day,
        )

    def _figure(self, value: int | None) -> int | None:
        return None if value is None else max(1, round(value * self.factor))

    def _happening(self, old: Happening, published: str | None) -> Happening:
        name = self._name(old.id)
        words = (self.word(word).lower() for word in old.words if not self.further or self.chance.random() < KEPT)
        return replace(
            old,
            id=name,
            document=self.id,
            mentions=tuple(replace(m, id=f"{name}{n}", document=self.id) for n, m in enumerate(old.mentions)),
            places=tuple(dict.fromkeys(map(self._place, old.places))),
            times=tuple(dict.fromkeys(map(self._time, old.times))),
            actors=tuple(map(self._words, old.actors)),
            recipients=tuple(map(self._words, old.recipients)),
            tolls=tuple((field, self._figure(low), self._figure(high)) for field, low, high in old.tolls),
            words=tuple(sorted(set(words))),
            published=published,
        )


def _moved(day: str | None, days: int) -> str | None:
    if not day:
        return None
    try:
        return (date.fromisoformat(day[:10]) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return None


def _stored(happenings: Sequence[Happening]) -> tuple[StoredMention, ...]:
    def one(happening: Happening, ref: MentionRef) -> StoredMention:
        return StoredMention(
            id=ref.id,
            document=ref.document,
            start=ref.start,
            end=ref.end,
            quote=ref.quote,
            type=happening.type,
            mode=happening.mode,
            modality=ref.modality,
            casualty=None,
            nominal=True,
            plural=happening.plural,
            actors=(),
            recipients=(),
            place=next(iter(happening.places), None),
            time=next(iter(happening.times), None),
            happening=happening.id,
        )

    return tuple(one(happening, ref) for happening in happenings for ref in happening.mentions)

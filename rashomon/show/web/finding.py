"""Which events a query finds, in which order, and how many there would be for each other value of a facet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rashomon.show.web.comparison import KINDS, Comparison
from rashomon.show.web.index import NOWHERE, UNDATED, Codes, Index, Pairs, day_number
from rashomon.show.web.query import Query

__all__ = ["SHOWN", "Choice", "Finder", "Found", "Mask"]

Mask = npt.NDArray[np.bool_]
TOLD = ("one text", "several texts")
REVIEWED = ("yes", "no")
SHOWN = 12  # values of a facet that are listed before "more"
LISTED = 200  # values listed at all; a search finds the rest


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet, and how many events it would show."""

    value: str
    count: int
    taken: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The events of a query: `events` are numbers of the index, in order; `masks` say for each part of the query
    which events it lets through, so that each facet can be counted without itself."""

    events: npt.NDArray[np.int64]
    masks: Mapping[str, Mask]
    size: int

    def without(self, *parts: str) -> Mask:
        """The events that all other parts let through."""
        left = [mask for part, mask in self.masks.items() if part not in parts]
        return np.logical_and.reduce(left) if left else np.ones(self.size, bool)


class Finder:
    """Answers queries over one index."""

    def __init__(self, index: Index, comparison: Comparison, reviewed: Iterable[str] = ()) -> None:
        self.index, self.comparison = index, comparison
        self._reviewed = np.zeros(len(index), bool)
        for event in reviewed:
            if event in index.number:
                self._reviewed[index.number[event]] = True

    def find(self, query: Query) -> Found:
        """The events of a query."""
        masks = dict(self._masks(query))
        size = len(self.index)
        whole = np.logical_and.reduce(list(masks.values())) if masks else np.ones(size, bool)
        events = np.flatnonzero(whole)
        return Found(events[self._order(query.sort, events)], masks, size)

    # ------------------------------------------------------------ parts of a query

    def _masks(self, query: Query) -> Iterable[tuple[str, Mask]]:
        index = self.index
        if query.q:
            yield "q", self._with_words(query.q)
        for name, codes in self._codes().items():
            taken: Sequence[str] = getattr(query, name)
            if taken:
                yield name, np.isin(codes.codes, _numbers(codes.words, taken))
        if query.actor:
            mask = np.zeros(len(index), bool)
            mask[index.actors.events[np.isin(index.actors.codes, _numbers(index.actors.words, query.actor))]] = True
            yield "actor", mask
        for name, sets in self._sets().items():
            chosen = [sets[value] for value in getattr(query, name) if value in sets]
            if chosen:
                yield name, np.logical_or.reduce(chosen)
        if query.since or query.until or query.when:
            yield "time", self._in_time(query)
        if query.box or query.where:
            yield "area", self._in_area(query)

    def _codes(self) -> dict[str, Codes]:
        index = self.index
        return {"type": index.types, "modality": index.modalities, "country": index.countries, "place": index.places}

    def _sets(self) -> dict[str, dict[str, Mask]]:
        kinds = self.comparison.kinds
        any_kind = np.logical_or.reduce([kinds[kind] for kind in KINDS])
        one = self.index.texts <= 1
        return {
            "accounts": {**kinds, "none": ~any_kind & self.comparison.done},
            "told": {TOLD[0]: one, TOLD[1]: ~one},
            "reviewed": {"yes": self._reviewed, "no": ~self._reviewed},
        }

    def _with_words(self, text: str) -> Mask:
        """Events in whose title, quotes or documents' titles all of the words stand; words in quotation marks
        stand together."""
        parts = text.casefold().split('"')
        wanted = [part.strip() for part in parts[1::2] if part.strip()]
        wanted += [word for part in parts[::2] for word in part.split()]
        found = [all(word in words for word in wanted) for words in self.index.words]
        return np.array(found, bool)

    def _in_time(self, query: Query) -> Mask:
        """Events that may have been between the two days; one of an uncertain day counts if any of its days is."""
        mask: Mask = self.index.first != UNDATED
        if query.when:
            return np.logical_not(mask)
        if query.since:
            mask = mask & (self.index.last >= day_number(query.since))
        if query.until:
            mask = mask & (self.index.first <= day_number(query.until))
        return mask

    def _in_area(self, query: Query) -> Mask:
        mask: Mask = self.index.where == NOWHERE
        if query.where or query.box is None:
            return mask
        west, south, east, north = query.box
        lat, lon = self.index.lat, self.index.lon
        inside = (lon >= west) & (lon <= east) if west <= east else (lon >= west) | (lon <= east)
        return inside & (lat >= south) & (lat <= north) & (self.index.where < 6)

    # ------------------------------------------------------------ order

    def _order(self, sort: str, events: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        index = self.index
        claims = -index.claims[events]
        newest = -index.last[events].astype(np.int64)
        if sort == "newest":
            return np.lexsort((claims, newest))
        if sort == "oldest":
            first = index.first[events].astype(np.int64)
            return np.lexsort((claims, np.where(first == UNDATED, 2**40, first)))
        if sort == "claims":
            return np.lexsort((newest, claims))
        if sort == "texts":
            return np.lexsort((claims, -index.texts[events]))
        if sort == "title":
            titles = [index.titles[event].casefold() for event in events.tolist()]
            return np.array(sorted(range(len(titles)), key=titles.__getitem__), np.int64)
        return np.lexsort((newest, claims, -self.comparison.weights[events]))

    # ------------------------------------------------------------ facets

    def choices(self, found: Found, query: Query, facet: str) -> list[Choice]:
        """The values of a facet with their numbers, those that are taken and the most frequent first. Values that
        would show nothing are left out, unless they are taken."""
        mask = found.without(facet)
        taken: Sequence[str] = getattr(query, facet)
        if facet in self._codes():
            counts = _count(self._codes()[facet], mask)
        elif facet == "actor":
            counts = _count_pairs(self.index.actors, mask)
        else:
            counts = {value: int((mask & one).sum()) for value, one in self._sets()[facet].items()}
            return [Choice(value, number, value in taken) for value, number in counts.items()]
        ranked = sorted(counts.items(), key=lambda pair: (pair[0] not in taken, -pair[1], pair[0]))
        known = [Choice(value, number, value in taken) for value, number in ranked[:LISTED]]
        return known + [Choice(value, 0, True) for value in taken if value not in counts]


def _numbers(words: Sequence[str], taken: Iterable[str]) -> list[int]:
    number = {word: n for n, word in enumerate(words)}
    return [number[one] for one in taken if one in number]


def _count(codes: Codes, mask: Mask) -> dict[str, int]:
    chosen = codes.codes[mask]
    counts = np.bincount(chosen[chosen >= 0], minlength=len(codes.words))
    return {codes.words[number]: int(counts[number]) for number in np.flatnonzero(counts).tolist()}


def _count_pairs(pairs: Pairs, mask: Mask) -> dict[str, int]:
    counts = np.bincount(pairs.codes[mask[pairs.events]], minlength=len(pairs.words))
    return {pairs.words[number]: int(counts[number]) for number in np.flatnonzero(counts).tolist()}

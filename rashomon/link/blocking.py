"""Which pairs of happenings are worth weighing, found without comparing all with all.

Each happening gives a few keys; two that share a key are a pair. Keys join two signs (a day and a country, a town
and a type, two rare words), so that a block stays small. In a block that is large all the same (a story that a
hundred papers print) each member meets its neighbours only, sorted by day and town (the sorted-neighbourhood
method), so that the cost stays linear.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from rashomon.extract.coreference.compatibility import normal_name
from rashomon.link.scoring import modality_group
from rashomon.model import Happening, Place, TimeRange

__all__ = ["candidate_pairs"]

LARGEST = 60  # members of a block up to which all its pairs are made
WINDOW = 20  # neighbours that each member of a larger block meets
RARE = 6  # rarest words of a happening that become keys
COMMON_SHARE = 0.02  # a word in a larger share of the documents is no key
PAIRS = 200  # pairs per happening at most, most shared keys first: keeps the cost linear


def candidate_pairs(happenings: Sequence[Happening]) -> list[tuple[int, int]]:
    """Index pairs (low, high) into `happenings`, sorted. Pairs inside one document are left out."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    rare = _rare_words(happenings)
    for index, happening in enumerate(happenings):
        for key in sorted(set(_keys(happening, rare[index]))):
            blocks[(modality_group(happening.modality), *key)].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for block in blocks.values():
        reach = len(block)
        if reach > LARGEST:
            block.sort(key=lambda i: _neighbourhood(happenings[i]))
            reach = WINDOW
        for i, one in enumerate(block):
            for other in block[i + 1 : i + 1 + reach]:
                if happenings[one].document != happenings[other].document:
                    shared[min(one, other), max(one, other)] += 1
    return _strongest(shared)


def _neighbourhood(happening: Happening) -> tuple[str, str, str]:
    day = next((t.earliest or "" for t in happening.times), "")
    town = next((normal_name(p.name) for p in happening.places), "")
    return (day, town, happening.id)


def _strongest(shared: Counter[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of each happening the pairs that share the most keys."""
    taken: Counter[int] = Counter()
    kept = []
    for pair, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if taken[pair[0]] < PAIRS or taken[pair[1]] < PAIRS:
            kept.append(pair)
            taken.update(pair)
    return sorted(kept)


def _rare_words(happenings: Sequence[Happening]) -> list[list[str]]:
    seen: dict[str, set[str]] = defaultdict(set)
    for happening in happenings:
        for word in happening.words:
            seen[word].add(happening.document)
    documents = len({h.document for h in happenings})
    most = max(LARGEST, int(documents * COMMON_SHARE))
    counts = {word: len(where) for word, where in seen.items()}
    return [
        sorted((w for w in h.words if 1 < counts[w] <= most), key=lambda w: (counts[w], w))[:RARE] for h in happenings
    ]


def _keys(happening: Happening, rare: list[str]) -> Iterator[tuple[str, ...]]:
    days = sorted({day for time in happening.times for day in _days(time)})
    towns = sorted({town for place in happening.places for town in _towns(place)})
    countries = sorted({place.country for place in happening.places if place.country})
    actors = sorted({normal_name(a) for a in (*happening.actors, *happening.recipients)})[:6]
    for town in towns:
        yield ("town", town, happening.type.value)
        for word in rare:
            yield ("town-word", town, word)
    for day in days:
        for where in (*towns, *countries):
            yield ("day-place", day, where)
        for word in rare:
            yield ("day-word", day, word)
    for actor in actors:
        for where in (*towns, *countries):
            yield ("actor-place", actor, where)
    for i, word in enumerate(rare):
        for other in rare[i + 1 :]:
            yield ("words", *sorted((word, other)))


def _towns(place: Place) -> Iterator[str]:
    """The cell of a resolved town and its neighbours within about 25 km; the name of an unresolved place."""
    if place.precision >= 5:
        return
    yield "name:" + normal_name(place.name)
    if place.inside:
        yield "name:" + normal_name(place.inside)
    if place.lat is not None and place.lon is not None and place.precision <= 3:
        row, column = round(place.lat / 0.5), round(place.lon / 0.5)
        for r in (row - 1, row, row + 1):
            for c in (column - 1, column, column + 1):
                yield f"cell:{r}:{c}"


def _days(time: TimeRange) -> Iterator[str]:
    """Month and day of each day from one before to one after, for times of up to a week; else the months."""
    if time.earliest and time.latest:
        start, end = date.fromisoformat(time.earliest), date.fromisoformat(time.latest)
        if (end - start).days <= 7:
            day = start - timedelta(days=1)
            while day <= end + timedelta(days=1):
                yield f"{day.month:02}-{day.day:02}"
                day += timedelta(days=1)
        elif (end - start).days <= 92:
            while start <= end:
                yield f"{start.year}-{start.month:02}"
                start = (start.replace(day=1) + timedelta(days=32)).replace(day=1)
    elif time.month and time.day:
        for shift in (-1, 0, 1):
            day = date(2001 if (time.month, time.day) != (2, 29) else 2004, time.month, time.day)
            day += timedelta(days=shift)
            yield f"{day.month:02}-{day.day:02}"

"""Which pairs of happenings are worth weighing, found without comparing all with all.

Each happening gives a few keys; two that share a key are a pair. Keys join two signs (a day and a town, a day and a
rare word, two words of the story), so that a block stays small, and depend on the happening and its document alone. In
a block that is large all the same (a story that a hundred papers print) each member meets its neighbours only, sorted
by day and town (the sorted-neighbourhood method), so that the cost stays linear.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations, islice, product

import numpy as np
from numpy.typing import NDArray

from rashomon.extract.coreference.compatibility import normal_name
from rashomon.link.profiles import Profile
from rashomon.link.rarity import rarity_of
from rashomon.model import Place, TimeRange

__all__ = ["LARGEST", "WINDOW", "Keys", "candidate_pairs", "key_numbers", "keys_of", "pairs_of", "rank_of"]

LARGEST = 40  # members of a block up to which all its pairs are made
WINDOW = 6  # neighbours that each member of a larger block meets
RARE = 4  # rarest words of a happening that become keys
STORY = 6  # first words of a document's gist that become keys
NAMES = 4
RAREST_PLAIN = 4.0  # rarity below which a word is no key
CELL = 0.5  # degrees
WEEK = 7
ODD = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F)  # odd numbers with many bits, as hash functions use them
WHOLE = 2**64 - 1
Keys = NDArray[np.uint64]


def keys_of(profile: Profile) -> list[str]:
    """The keys of a happening; those of different modality never meet."""
    found = {
        (kind, one, other)
        for kind, ones, others in _keys(profile)
        for one, other in (combinations(ones, 2) if others is None else product(ones, others))
    }
    return sorted("|".join((profile.group, *key)) for key in found)


def key_numbers(profile: Profile) -> list[int]:
    """The keys as numbers of 64 bits."""
    group = _number(profile.group)
    found: set[int] = set()
    for kind, ones, others in _keys(profile):
        base = (group + _number(kind)) * ODD[0]
        seconds = [_number(other) for other in (ones if others is None else others)]
        for place, one in enumerate(ones):
            first = base + _number(one) * ODD[1]
            found.update([(first + second) & WHOLE for second in (seconds[place + 1 :] if others is None else seconds)])
    return sorted(found)


@lru_cache(maxsize=262144)
def _number(sign: str) -> int:
    return int.from_bytes(blake2b(sign.encode(), digest_size=8).digest(), "big")


def rank_of(profile: Profile) -> int:
    """Where a happening stands in a large block: by day, then by town and story (in no order that means anything)."""
    day = next((t.earliest for t in profile.times if t.earliest), None)
    when = date.fromisoformat(day) if day else profile.published or profile.news
    town = next((normal_name(p.name) for p in profile.places), "")
    story = next(iter(_heaviest(profile.gist.words, 1)), "") if profile.gist else ""
    return (when.toordinal() if when else 0) << 40 | _bits(town) << 20 | _bits(story)


def _bits(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=4).digest(), "big") >> 12 if text else 0


def candidate_pairs(profiles: Sequence[Profile], within: bool = False) -> list[tuple[int, int]]:
    """Index pairs (low, high) into `profiles`, sorted. Pairs inside one document are left out unless `within`.

    `profiles` must be in the order of their ids: it decides who are neighbours among equals in a large block.
    """
    keys = array("Q")
    owners = array("I")
    for index, profile in enumerate(profiles):
        found = key_numbers(profile)
        keys.extend(found)
        owners.extend([index] * len(found))
    ranks = np.array([rank_of(profile) for profile in profiles], dtype=np.uint64)
    pairs = pairs_of(np.frombuffer(keys, np.uint64), np.frombuffer(owners, np.uint32), ranks)
    if not within:
        numbers: dict[str, int] = {}
        documents = np.array([numbers.setdefault(p.document, len(numbers)) for p in profiles], dtype=np.uint32)
        pairs = pairs[documents[pairs[:, 0]] != documents[pairs[:, 1]]] if len(pairs) else pairs
    return [(int(one), int(other)) for one, other in pairs]


def pairs_of(keys: Keys, owners: NDArray[np.uint32], ranks: Keys) -> NDArray[np.uint32]:
    """The pairs (low, high) of owners that share a key, one a row, sorted, each once.

    In a block of more than LARGEST members each meets its WINDOW neighbours on either side, in the order of `ranks`
    (one for each owner) and, of equals, of the owners themselves.
    """
    if not len(keys):
        return np.zeros((0, 2), dtype=np.uint32)
    order = np.lexsort((owners, ranks[owners], keys))
    keys, owners = keys[order], owners[order]
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    sizes = np.diff(np.r_[starts, len(keys)])
    found: list[Keys] = []
    for size in np.unique(sizes):
        if size < 2:
            continue
        if size <= LARGEST:
            block = owners[starts[sizes == size][:, None] + np.arange(size)]
            one, other = np.triu_indices(int(size), 1)
            found.append(_packed(block[:, one], block[:, other]))
        else:
            for start in starts[sizes == size]:
                block = owners[start : start + size]
                found += [_packed(block[:-apart], block[apart:]) for apart in range(1, WINDOW + 1)]
    if not found:
        return np.zeros((0, 2), dtype=np.uint32)
    pairs = np.unique(np.concatenate(found))
    return np.column_stack([pairs >> np.uint64(32), pairs & np.uint64(0xFFFFFFFF)]).astype(np.uint32)


def _packed(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> Keys:
    low, high = np.minimum(one, other).ravel(), np.maximum(one, other).ravel()
    return np.unique(low.astype(np.uint64) << np.uint64(32) | high.astype(np.uint64))


# ---------------------------------------------------------------- keys


def _keys(profile: Profile) -> Iterator[tuple[str, Sequence[str], Sequence[str] | None]]:
    """Kind of key, and the signs of which each one makes a key with each other: of two lists, or of one (None)."""
    days = sorted({day for time in profile.times[:2] for day in _days(time)})
    towns = sorted({town for place in profile.places[:2] for town in _towns(place)})
    names = [town for town in towns if town.startswith("name:")]
    weeks = _weeks(profile)
    rare = _rarest(profile.words, RARE)
    people = sorted({normal_name(n) for n in (*profile.actors, *profile.recipients)})[:NAMES]
    yield "day-place", days, towns
    yield "day-word", days, rare
    yield "week-place", weeks, names
    yield "week-word", weeks, rare
    yield "place-word", names, rare
    yield "name", people, [*names, *weeks]
    yield "words", sorted(rare), None
    if profile.gist is not None and profile.leads:
        yield "story", sorted(_heaviest(profile.gist.words, STORY)), None


def _rarest(words: Sequence[str], number: int) -> list[str]:
    telling = [(-rarity, w) for w in words if (rarity := rarity_of(w)) >= RAREST_PLAIN]
    return [w for _, w in sorted(telling)[:number]]


def _heaviest(words: Mapping[str, float], number: int) -> list[str]:
    return list(islice(words, number))  # a gist has them in this order


def _weeks(profile: Profile) -> list[str]:
    """Two overlapping fortnights that hold the day of the document, so that a week between two is bridged."""
    day = profile.published or profile.news
    return [] if day is None else [f"w{day.toordinal() // WEEK}", f"w{day.toordinal() // WEEK + 1}"]


def _towns(place: Place) -> Iterator[str]:
    """The name of a place below a region, and the four overlapping cells that hold its point."""
    if place.precision >= 5:
        return
    yield "name:" + normal_name(place.name)
    if place.inside and place.lat is None:
        yield "name:" + normal_name(place.inside)
    if place.lat is not None and place.lon is not None and place.precision <= 3:
        for up in (0.0, 0.5):
            for right in (0.0, 0.5):
                yield f"cell:{up}:{right}:{int((place.lat / CELL + up) // 1)}:{int((place.lon / CELL + right) // 1)}"


def _days(time: TimeRange) -> Iterator[str]:
    """Month and day of each day and of the one after it, so that neighbours meet; for times of up to a week."""
    if time.earliest and time.latest:
        start, end = date.fromisoformat(time.earliest), date.fromisoformat(time.latest)
        if (end - start).days > WEEK:
            return
        while start <= end + timedelta(days=1):
            yield f"{start.month:02}-{start.day:02}"
            start += timedelta(days=1)
    elif time.month and time.day:
        first = date(2001 if (time.month, time.day) != (2, 29) else 2004, time.month, time.day)
        for day in (first, first + timedelta(days=1)):
            yield f"{day.month:02}-{day.day:02}"

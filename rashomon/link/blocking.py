"""Which pairs of happenings are worth weighing, found without comparing all with all.

Each happening gives a few keys; two that share a key are a pair. Keys join two signs (a day and a town, a day and a
rare word, two words of the story), so that a block stays small, and depend on the happening and its document alone. In
a block that is large all the same (a story that a hundred papers print) each member meets its neighbours only, sorted
by day and town (the sorted-neighbourhood method), so that the cost stays linear.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from hashlib import blake2b
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from rashomon.extract.coreference.compatibility import normal_name
from rashomon.link.profiles import Profile
from rashomon.link.rarity import rarity_of
from rashomon.model import Place, TimeRange

__all__ = ["Keys", "block_keys", "candidate_pairs", "keys_of", "neighbourhood", "pairs_of"]

LARGEST = 40  # members of a block up to which all its pairs are made
WINDOW = 12  # neighbours that each member of a larger block meets
RARE = 4  # rarest words of a happening that become keys
STORY = 6  # first words of a document's gist that become keys
NAMES = 4
RAREST_PLAIN = 4.0  # rarity below which a word is no key
CELL = 0.5  # degrees
WEEK = 7
Keys = NDArray[np.uint64]


def keys_of(profile: Profile) -> list[str]:
    """The keys of a happening; those of different modality never meet."""
    return sorted({f"{profile.group}|{key}" for key in _keys(profile)})


def block_keys(profiles: Sequence[Profile]) -> tuple[Keys, NDArray[np.uint32]]:
    """All keys as numbers, with the index of the profile each belongs to, sorted by key, then by index."""
    numbers: list[int] = []
    owners: list[int] = []
    for index, profile in enumerate(profiles):
        for key in keys_of(profile):
            numbers.append(int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big"))
            owners.append(index)
    keys, holders = np.array(numbers, dtype=np.uint64), np.array(owners, dtype=np.uint32)
    order = np.lexsort((holders, keys))
    return keys[order], holders[order]


def candidate_pairs(profiles: Sequence[Profile], within: bool = False) -> list[tuple[int, int]]:
    """Index pairs (low, high) into `profiles`, sorted. Pairs inside one document are left out unless `within`."""
    keys, owners = block_keys(profiles)
    if not len(keys):
        return []
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    ends = np.r_[starts[1:], len(keys)]
    blocks = [owners[s:e].tolist() for s, e in zip(starts, ends, strict=True) if e - s > 1]
    documents = [p.document for p in profiles]
    found: set[tuple[int, int]] = set()
    for block in blocks:
        found.update(
            (one, other) for one, other in pairs_of(block, profiles) if within or documents[one] != documents[other]
        )
    return sorted(found)


def pairs_of(block: Sequence[int], profiles: Sequence[Profile] | Mapping[int, Profile]) -> Iterator[tuple[int, int]]:
    """The pairs (low, high) that one block makes; in a large one only those of neighbours."""
    reach = len(block)
    if reach > LARGEST:
        block = sorted(block, key=lambda i: neighbourhood(profiles[i]))
        reach = WINDOW
    for place, one in enumerate(block):
        for other in block[place + 1 : place + 1 + reach]:
            yield (one, other) if one < other else (other, one)


def neighbourhood(profile: Profile) -> tuple[str, str, str, str]:
    """Where a happening stands in a large block: by day, town and story."""
    day = next((t.earliest or "" for t in profile.times), "") or (profile.published or "")
    town = next((normal_name(p.name) for p in profile.places), "")
    story = next(iter(_heaviest(profile.gist.words, 1)), "") if profile.gist else ""
    return (str(day), town, story, profile.id)


# ---------------------------------------------------------------- keys


def _keys(profile: Profile) -> Iterator[str]:
    days = sorted({day for time in profile.times[:2] for day in _days(time)})
    towns = sorted({town for place in profile.places[:2] for town in _towns(place)})
    names = [town for town in towns if town.startswith("name:")]
    weeks = _weeks(profile)
    rare = _rarest(profile.words, RARE)
    people = sorted({normal_name(n) for n in (*profile.actors, *profile.recipients)})[:NAMES]
    yield from _joined("day-place", days, towns)
    yield from _joined("day-word", days, rare)
    yield from _joined("week-place", weeks, names)
    yield from _joined("week-word", weeks, rare)
    yield from _joined("place-word", names, rare)
    yield from _joined("name", people, [*names, *weeks])
    yield from (f"words|{one}|{other}" for one, other in combinations(sorted(rare), 2))
    if profile.gist is not None:
        story = sorted(_heaviest(profile.gist.words, STORY))
        yield from (f"story|{one}|{other}" for one, other in combinations(story, 2))


def _joined(kind: str, ones: Sequence[str], others: Sequence[str]) -> Iterator[str]:
    return (f"{kind}|{one}|{other}" for one in ones for other in others)


def _rarest(words: Sequence[str], number: int) -> list[str]:
    telling = [(-rarity_of(w), w) for w in words if rarity_of(w) >= RAREST_PLAIN]
    return [w for _, w in sorted(telling)[:number]]


def _heaviest(words: Mapping[str, float], number: int) -> list[str]:
    return sorted(words, key=lambda w: (-words[w], w))[:number]


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

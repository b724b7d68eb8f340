"""Does a nest hold together when two of its happenings meet no longer? Asked without reading the nest: from both links
are followed until they meet, or until one has no more to follow; what it has reached then has split off."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from rashomon.link import nests
from rashomon.run.link_near import Near, Pair

__all__ = ["nearest_checks", "splits"]

AT_ONCE = 256  # happenings whose links are looked for together; twice as many each time


def splits(near: Near, level: int, checks: Sequence[Pair]) -> list[set[str]]:
    """The old happenings that split off from nests of this level, a set for each piece, where links that still stand
    and these pairs (`checks`), whose links are gone, held the nests together."""
    checks, found, at_once = sorted(set(checks)), list[set[str]](), AT_ONCE
    while True:
        parts = {name: _reached(near, level, name) for name in sorted({name for pair in checks for name in pair})}
        checks = [pair for pair in checks if pair[1] not in parts[pair[0]]]
        if not checks:
            return found
        sides = sorted((parts[name] for pair in checks for name in pair), key=lambda part: (len(part), min(part)))
        whole = next((part for part in sides if part <= near.looked), None)
        if whole is not None:
            found.append({name for name in whole if name in near.places})
            checks = nearest_checks(near, level, checks, whole)
            continue
        wanted: dict[str, None] = {}
        for part in sides:
            wanted.update(dict.fromkeys(sorted(part - near.looked)))
        near.look(list(wanted)[:at_once])
        at_once *= 2


def nearest_checks(near: Near, level: int, checks: Iterable[Pair], gone: Collection[str]) -> list[Pair]:
    """The same checks without what is `gone`: what hung together through it alone is to be checked instead."""
    kept, ends = list[Pair](), dict[int, set[str]]()
    for pair in checks:
        left = [name for name in pair if name not in gone]
        if len(left) == 2:
            kept.append(pair)
        for name in left if len(left) == 1 else ():
            ends.setdefault(near.places[name].nests[level], set()).add(name)
    return sorted({*kept, *(pair for names in ends.values() for pair in pairwise(sorted(names)))})


def _reached(near: Near, level: int, start: str) -> set[str]:
    """What known links of this level reach inside the nest of an old happening, new ones included."""
    nest, reached, waiting = near.places[start].nests[level], {start}, [start]
    while waiting:
        for other, weight in near.links.get(waiting.pop(), {}).items():
            if other in reached or weight < nests.LEVELS[level]:
                continue
            place = near.places.get(other)
            if place is None or (len(place.nests) > level and place.nests[level] == nest):
                reached.add(other)
                waiting.append(other)
    return reached

"""From weighed pairs to groups of happenings, without chaining through weak links.

Two groups become one only when their members fit each other on average, not merely where they touch, and when they do
not bring together happenings that their documents keep apart. Groups never reach beyond a connected component of pairs
that weigh AVERAGE or more, so a new document changes only the components that it touches.

The larger a group, the more must speak for each that joins it. Reports of one attack name one day and one town; what
everything resembles a little ("the war", "the violence") does not reach that, and stops growing. Documents that give no
day and no place at all are not piled up: more than a few of them are one event only where they tell one story.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from rashomon.link.agglomeration import average_link, components
from rashomon.link.constraints import FREE, Bound, Constraints
from rashomon.link.profiles import Profile
from rashomon.link.scoring import FORBIDDEN, Match
from rashomon.model import Happening

__all__ = ["AVERAGE", "LARGE", "cluster", "cluster_components", "is_placed", "more_for", "weight_of"]

Weigh = Callable[[int, int], float]

AVERAGE = 0.5  # weight that the pairs between two groups must reach on average
BORNE = (
    0.05  # share of the pairs between two groups that their documents may keep apart: one odd chain in a large group
)
AGAINST = (-2.0, AVERAGE)  # mean weights of two groups, small and large, that leave no hope for what was not weighed
LARGE = 30  # happenings up to which a group may grow by AVERAGE alone; beyond, each doubling asks for
STEP, MOST = 0.5, 1.25  # so much more, and at most so much. Copies of one text without date or place weigh about 2
FEW_VAGUE = 8  # happenings without any day and place up to which these are linked by words alone
KEPT_APART = -1.0  # least weight of two happenings of one document that may stand in one event all the same


def cluster(
    happenings: Sequence[Happening],
    pairs: Sequence[tuple[int, int]],
    weigh: Callable[[int, int], Match],
    constraints: Constraints = FREE,
    placed: Sequence[bool] | None = None,
) -> list[list[int]]:
    """Groups of indexes, each sorted, the list sorted by first member; single happenings are groups of one.
    `constraints` are people's decisions: they hold whatever the weights say. `placed`: see cluster_components."""
    known = {pair: weight_of(weigh(*pair)) for pair in pairs}
    found = cluster_components(
        [h.document for h in happenings],
        known,
        lambda a, b: weight_of(weigh(a, b)),
        Bound(happenings, constraints),
        placed,
    )
    return sorted(group for groups in found for group in groups)


def cluster_components(
    documents: Sequence[str],
    known: Mapping[tuple[int, int], float],
    weigh: Weigh,
    bound: Bound,
    placed: Sequence[bool] | None = None,
) -> list[list[list[int]]]:
    """The groups of each connected component. `documents` is that of each index, `known` the weighed pairs (low,
    high), `weigh` gives others; a forbidden pair weighs FORBIDDEN. `placed` says of each whether it has a day or a
    place (`is_placed`); without it, all have."""
    start = bound.groups
    connected = components(start, [pair for pair, weight in known.items() if weight >= AVERAGE])
    inside = _by_component(connected, start, known)

    def may_join(ours: Sequence[int], theirs: Sequence[int]) -> bool:
        return bound.may_join(ours, theirs) and _documents_allow(documents, ours, theirs, weigh)

    def more(ours: Sequence[int], theirs: Sequence[int]) -> float:
        size = len(ours) + len(theirs)
        if size <= FEW_VAGUE:
            return 0.0
        return more_for(size, placed is None or any(placed[n] for n in (*ours, *theirs)))

    return [
        [sorted(start[numbers[0]])]
        if len(numbers) == 1
        else average_link([start[n] for n in numbers], inside[place], weigh, AVERAGE, may_join, more, AGAINST)
        for place, numbers in enumerate(connected)
    ]


def is_placed(profile: Profile) -> bool:
    """Does anything tell where or when a happening was, or at least when its document was printed?"""
    dated = any(time.earliest or time.latest or time.month for time in profile.times)
    return bool(dated or profile.places or profile.published or profile.news)


def more_for(size: int, placed: bool = True) -> float:
    """How much more weight a group of so many happenings asks for; `placed`: one of them has a day or a place."""
    if not placed and size > FEW_VAGUE:
        return MOST
    return min(MOST, STEP * math.log2(size / LARGE)) if size > LARGE else 0.0


def weight_of(match: Match) -> float:
    """The total, or FORBIDDEN for a veto."""
    return FORBIDDEN if match.veto else match.total


def _by_component(
    connected: Sequence[Sequence[int]], groups: Sequence[Sequence[int]], known: Mapping[tuple[int, int], float]
) -> list[dict[tuple[int, int], float]]:
    """The weighed pairs inside each component."""
    of = {member: number for number, numbers in enumerate(connected) for n in numbers for member in groups[n]}
    inside: list[dict[tuple[int, int], float]] = [{} for _ in connected]
    for pair, weight in known.items():
        if of[pair[0]] == of[pair[1]]:
            inside[of[pair[0]]][pair] = weight
    return inside


def _documents_allow(documents: Sequence[str], ours: Sequence[int], theirs: Sequence[int], weigh: Weigh) -> bool:
    """False where two groups would bring together happenings that their documents keep apart, but for a few."""
    mine: dict[str, list[int]] = {}
    for here in ours:
        mine.setdefault(documents[here], []).append(here)
    kept_apart = sum(
        weigh(min(here, other), max(here, other)) < KEPT_APART
        for other in theirs
        for here in mine.get(documents[other], ())
    )
    return kept_apart <= BORNE * len(ours) * len(theirs)

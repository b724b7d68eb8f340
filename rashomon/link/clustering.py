"""From weighed pairs to groups of happenings, without chaining through weak links.

Two groups become one only when their members fit each other on average, not merely where they touch, and when they do
not bring together happenings that their documents keep apart. Groups never reach beyond a connected component of pairs
that weigh LINK or more, so a new document changes only the components that it touches.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rashomon.link.agglomeration import average_link, components
from rashomon.link.constraints import FREE, Bound, Constraints
from rashomon.link.scoring import LINK, Match
from rashomon.model import Happening

__all__ = ["cluster"]

AVERAGE = 0.5  # weight that the pairs between two groups must reach on average
VETO_COST = -20.0  # what a forbidden pair counts in the average
BORNE = (
    0.05  # share of the pairs between two groups that their documents may keep apart: one odd chain in a large group
)
KEPT_APART = -1.0  # least weight of two happenings of one document that may stand in one event all the same


def cluster(
    happenings: Sequence[Happening],
    pairs: Sequence[tuple[int, int]],
    weigh: Callable[[int, int], Match],
    constraints: Constraints = FREE,
) -> list[list[int]]:
    """Groups of indexes, each sorted, the list sorted by first member; single happenings are groups of one.
    `constraints` are people's decisions: they hold whatever the weights say."""
    bound = Bound(happenings, constraints)
    start = bound.groups
    known = {pair: _cost(weigh(*pair)) for pair in pairs}
    found: list[list[int]] = []

    def may_join(ours: Sequence[int], theirs: Sequence[int]) -> bool:
        return bound.may_join(ours, theirs) and _documents_allow(happenings, ours, theirs, weigh)

    connected = components(start, [pair for pair, weight in known.items() if weight >= LINK])
    inside = _by_component(connected, start, known)
    for number, numbers in enumerate(connected):
        groups = [start[n] for n in numbers]
        if len(groups) == 1:
            found += [sorted(groups[0])]
        else:
            found += average_link(groups, inside[number], lambda a, b: _cost(weigh(a, b)), AVERAGE, may_join)
    return sorted(found)


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


def _cost(match: Match) -> float:
    return VETO_COST if match.veto else match.total


def _documents_allow(
    happenings: Sequence[Happening], ours: Sequence[int], theirs: Sequence[int], weigh: Callable[[int, int], Match]
) -> bool:
    """False where two groups would bring together happenings that their documents keep apart, but for a few."""
    mine: dict[str, list[int]] = {}
    for here in ours:
        mine.setdefault(happenings[here].document, []).append(here)
    kept_apart = sum(
        weigh(min(here, other), max(here, other)).total < KEPT_APART
        for other in theirs
        for here in mine.get(happenings[other].document, ())
    )
    return kept_apart <= BORNE * len(ours) * len(theirs)

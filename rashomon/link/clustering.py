"""From weighed pairs to groups of happenings, without chaining through weak links.

Groups grow from the strongest pair down. Two groups become one only when their members fit each other on average,
not merely where they touch, when hardly any pair is forbidden, and when they do not bring together two happenings
that one document keeps apart. Groups never reach beyond a connected component of pairs that weigh LINK or more, so a
new document changes only the components that it touches.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rashomon.link.constraints import FREE, Bound, Constraints
from rashomon.link.scoring import LINK, Match
from rashomon.model import Happening

__all__ = ["cluster"]

AVERAGE = 0.5  # weight that the pairs between two groups must reach on average
FORBIDDEN = 0.1  # share of vetoed pairs that is borne: one odd type in a large group
VETO_COST = 6.0  # what a borne veto counts in the average
KEPT_APART = -1.0  # least weight of two happenings of one document that may stand in one event all the same
SAMPLE = 8  # members of each group that are compared, the best told first


def cluster(
    happenings: Sequence[Happening],
    pairs: Sequence[tuple[int, int]],
    weigh: Callable[[int, int], Match],
    constraints: Constraints = FREE,
) -> list[list[int]]:
    """Groups of indexes, each sorted, the list sorted by first member; single happenings are groups of one.
    `constraints` are people's decisions: they hold whatever the weights say."""
    bound = Bound(happenings, constraints)
    groups: dict[int, list[int]] = {group[0]: group for group in bound.groups}
    group_of = {member: first for first, group in groups.items() for member in group}
    strong = [(weigh(a, b).total, a, b) for a, b in pairs]
    for total, a, b in sorted((-t, a, b) for t, a, b in strong if t >= LINK):
        one, other = group_of[a], group_of[b]
        if one == other or not bound.may_join(groups[one], groups[other]):
            continue
        if not _may_join(happenings, groups[one], groups[other], weigh, -total):
            continue
        one, other = min(one, other), max(one, other)
        for member in groups[other]:
            group_of[member] = one
        groups[one] = sorted(groups[one] + groups.pop(other))
    return sorted(groups.values())


def _may_join(
    happenings: Sequence[Happening],
    ours: list[int],
    theirs: list[int],
    weigh: Callable[[int, int], Match],
    best: float,
) -> bool:
    if not _documents_allow(happenings, ours, theirs, weigh):
        return False
    if len(ours) == len(theirs) == 1:
        return best >= LINK
    matches = [weigh(a, b) for a in _sample(happenings, ours) for b in _sample(happenings, theirs)]
    vetoes = sum(m.veto is not None for m in matches)
    if vetoes > FORBIDDEN * len(matches):
        return False
    mean = sum(-VETO_COST if m.veto else m.total for m in matches) / len(matches)
    return mean >= AVERAGE


def _documents_allow(
    happenings: Sequence[Happening], ours: list[int], theirs: list[int], weigh: Callable[[int, int], Match]
) -> bool:
    mine = {happenings[i].document: i for i in ours}
    for other in theirs:
        here = mine.get(happenings[other].document)
        if here is not None and weigh(min(here, other), max(here, other)).total < KEPT_APART:
            return False
    return True


def _sample(happenings: Sequence[Happening], group: list[int]) -> list[int]:
    return sorted(group, key=lambda i: (-happenings[i].sentences, i))[:SAMPLE]

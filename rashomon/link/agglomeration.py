"""Average-link agglomeration of a graph: groups grow from the two that fit each other best on average.

Two groups never join for one strong pair between them when the others speak against it, so that weak links do not
chain. Sums between groups are kept and added up. Where only one of two parts of a group is known to a third and speaks
for it, pairs of the other are weighed anew, a few that stand for all. Where weighing costs much, `against` says from
where what is known speaks against the third: then, or where it is much the larger part, the other counts the same, so
that a group costs little more than its members.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence

__all__ = ["average_link", "components"]

FEW = 4  # members of each side that are weighed for pairs that nobody weighed before
MANY = 8  # members of a group from which the second bound of `against` holds
SMALL = 8  # times that the part whose pairs are known must be as large as one that then needs no weighing

Weigh = Callable[[int, int], float]
MayJoin = Callable[[Sequence[int], Sequence[int]], bool]
More = Callable[[Sequence[int], Sequence[int]], float]


def components(groups: Sequence[Sequence[int]], pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Numbers of groups that pairs of members connect, each sorted, by first number; single groups among them."""
    of = {member: number for number, group in enumerate(groups) for member in group}
    parent = list(range(len(groups)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for one, other in pairs:
        a, b = sorted((root(of[one]), root(of[other])))
        parent[b] = a
    found: dict[int, list[int]] = {}
    for number in range(len(groups)):
        found.setdefault(root(number), []).append(number)
    return sorted(found.values())


def average_link(
    groups: Sequence[Sequence[int]],
    weights: Mapping[tuple[int, int], float],
    weigh: Weigh,
    least: float,
    may_join: MayJoin,
    more: More = lambda ours, theirs: 0.0,
    against: tuple[float, float] | None = None,
) -> list[list[int]]:
    """Groups of members, joined while the mean weight between two is at least `least`; each sorted, by first member.

    `weights` are the pairs (low, high) of members that are known; only groups between which one is known are ever
    joined. `weigh` gives others. `more` says how much more than `least` two groups ask for. `against` are mean weights
    below which what is known of two groups stands for what is not, in small groups and in large ones; without it, all
    is weighed. The answer depends on the members and weights alone, not on their order.
    """
    return _Agglomeration(groups, weights, weigh, against).run(least, may_join, more)


class _Agglomeration:
    def __init__(
        self,
        groups: Sequence[Sequence[int]],
        weights: Mapping[tuple[int, int], float],
        weigh: Weigh,
        against: tuple[float, float] | None,
    ) -> None:
        self.weigh, self.against = weigh, against
        self.groups = {min(group): sorted(group) for group in groups}
        of = {member: first for first, group in self.groups.items() for member in group}
        known: dict[int, dict[int, list[float]]] = {first: {} for first in self.groups}
        for (one, other), weight in sorted(weights.items()):
            a, b = of[one], of[other]
            if a != b:
                known[a].setdefault(b, []).append(weight)
                known[b].setdefault(a, []).append(weight)
        self.sums: dict[int, dict[int, float]] = {
            a: {b: self._sum(found, a, b) for b, found in others.items()} for a, others in known.items()
        }

    def _sum(self, known: Sequence[float], a: int, b: int) -> float:
        """The sum over all pairs between two groups, of which some are known."""
        pairs = len(self.groups[a]) * len(self.groups[b])
        return sum(known) if len(known) == pairs else self._estimate(a, b)

    def _estimate(self, a: int, b: int) -> float:
        ours, theirs = self.groups[a][:FEW], self.groups[b][:FEW]
        found = [self.weigh(one, other) for one in ours for other in theirs]
        return sum(found) / len(found) * len(self.groups[a]) * len(self.groups[b])

    def _mean(self, a: int, b: int) -> float:
        return round(self.sums[a][b] / (len(self.groups[a]) * len(self.groups[b])), 6)

    def run(self, least: float, may_join: MayJoin, more: More) -> list[list[int]]:
        heap = [(-self._mean(a, b), a, b) for a in self.sums for b in self.sums[a] if a < b]
        heapq.heapify(heap)
        while heap:
            weight, a, b = heapq.heappop(heap)
            if -weight < least:
                break
            if b not in self.sums.get(a, {}) or self._mean(a, b) != -weight:
                continue
            if -weight < least + more(self.groups[a], self.groups[b]):
                continue
            if not may_join(self.groups[a], self.groups[b]):
                del self.sums[a][b], self.sums[b][a]
                continue
            for c in self._join(a, b):
                heapq.heappush(heap, (-self._mean(a, c), min(a, c), max(a, c)))
        return sorted(self.groups.values())

    def _join(self, a: int, b: int) -> list[int]:
        """Put group `b` into `a` (the smaller number); the groups whose mean with it is new."""
        ours, theirs = self.sums[a], self.sums.pop(b)
        del ours[b], theirs[a]
        size, more = len(self.groups[a]), len(self.groups[b])
        for c in sorted({*ours, *theirs}):
            if c not in theirs:
                total = self._with(ours[c], size, more, b, c)
            elif c not in ours:
                total = self._with(theirs[c], more, size, a, c)
            else:
                total = ours[c] + theirs[c]
            self.sums[c].pop(b, None)
            ours[c] = self.sums[c][a] = total
        self.groups[a] = sorted(self.groups[a] + self.groups.pop(b))
        return sorted(ours)

    def _with(self, known: float, size: int, more: int, part: int, c: int) -> float:
        """The sum of a group with another, `c`, to which `size` members are known and `more`, the group `part`, are
        not."""
        if self.against is not None:
            bound = self.against[size + more > MANY]
            if known < bound * size or size >= SMALL * more:
                return known / size * (size + more)
        return known + self._estimate(part, c)

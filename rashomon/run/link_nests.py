"""The cells of new happenings and of what they touch in a linked ledger (`link/nests.py`), without its large nests.

A nest that was there stands for all of its happenings that are not looked at: they hang together, and it stays a nest.
Only where what is looked at connects two nests they become one, and one of them gets the other's number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from rashomon.link import nests
from rashomon.link.nests import Numbers, roots_of
from rashomon.run.link_groups import Weighed

__all__ = ["Outer", "Renested", "renested"]

Nest = tuple[int, int]  # level, number
Outer = tuple[
    int, tuple[int, ...], float
]  # happening that is looked at, nests of one that is not, weight of their link


@dataclass(slots=True)
class Renested:
    """`cells` and `nests` of the happenings that are looked at, by number; `renamed`: nests that are part of
    another now, with its number."""

    cells: Numbers
    nests: list[list[int]]
    renamed: dict[Nest, int] = field(default_factory=dict)


def renested(
    links: Weighed,
    kept: Sequence[Sequence[int]],
    outer: Iterable[Outer],
    sizes: Callable[[], Mapping[Nest, int]],
    fresh: Iterator[int],
) -> Renested:
    """`links` are those among the happenings that are looked at, `kept` the nests that each of them stays in, the
    outermost first, `outer` the links with others. `sizes` gives those of nests; `fresh` numbers that nothing has."""
    outer, count = list(outer), len(kept)
    made = Renested(np.zeros(count, dtype=np.int64), [[] for _ in kept])
    waiting = np.ones(count, dtype=np.bool_)  # for a cell
    for level, least in enumerate(nests.LEVELS):
        labels = {own[level] for own in kept if len(own) > level}
        labels |= {around[level] for _, around, weight in outer if len(around) > level and weight >= least}
        number = {label: count + place for place, label in enumerate(sorted(labels))}
        stands = np.array([number[own[level]] if len(own) > level else n for n, own in enumerate(kept)], dtype=np.int64)
        strong = np.concatenate([links.pairs[links.totals >= least], links.tied]).astype(np.int64)
        beyond = [(n, number[a[level]]) for n, a, weight in outer if len(a) > level and weight >= least]
        edges = np.concatenate([stands[strong], np.array(beyond, dtype=np.int64).reshape(-1, 2)])
        roots = roots_of(count + len(number), edges)
        joined: dict[int, list[int]] = defaultdict(list)  # numbers of nests that are one now, by root
        for label, place in number.items():
            joined[int(roots[place])].append(label)
        members: dict[int, list[int]] = defaultdict(list)
        for n in np.flatnonzero(waiting).tolist():
            members[int(roots[stands[n]])].append(n)
        for root, ours in joined.items():
            stays = ours[0] if len(ours) == 1 else max(ours, key=lambda label: (sizes()[level, label], -label))
            made.renamed.update(((level, label), stays) for label in ours if label != stays)
            for n in members.pop(root, ()):
                made.nests[n].append(stays)
        for own in members.values():
            label = next(fresh)
            if len(own) > nests.MOST and level + 1 < len(nests.LEVELS):
                for n in own:
                    made.nests[n].append(label)
            else:
                made.cells[own] = label
                waiting[own] = False
    return made

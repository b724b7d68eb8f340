"""What average link groups by itself: cells, which stay small however large the collection grows.

Pairs that weigh AVERAGE or more connect happenings into components. In a large collection one of them reaches through
much of it, since everything resembles something a little, and whatever is new would touch it. So a component of more
than MOST happenings, a nest, falls apart into the components of pairs that weigh more, and so on through LEVELS. What
has at most MOST, or is left at the last level, is a cell. Which pairs there are and what they weigh decides this alone,
so that it does not matter in which order documents came.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rashomon.link.clustering import AVERAGE

__all__ = ["LEVELS", "MOST", "Nested", "Numbers", "nested", "roots_of"]

LEVELS = (AVERAGE, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5)  # least weights of the pairs that connect, level by level
MOST = 1_000  # happenings of a cell, but for those of the last level
PIECE = 65_536  # pairs at once
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Nested:
    """`cell` gives the least number of each one's cell; `nests`, level by level, that of the nest around it, -1 where
    its cell is in none of this level."""

    cell: Numbers
    nests: tuple[Numbers, ...] = ()


def nested(number: int, pairs: NDArray[np.uint32], totals: NDArray[np.float64], tied: NDArray[np.uint32]) -> Nested:
    """The cells of so many happenings. `tied` are pairs that people's decisions keep together: they connect at every
    level."""
    cell = np.arange(number, dtype=np.int64)
    nests: list[Numbers] = []
    inside = cell.copy()  # the numbers of those that are in no cell yet
    for level, least in enumerate(LEVELS):
        strong = pairs[totals >= least]
        roots = _roots_among(inside, number, np.concatenate([strong, tied]))
        cell[inside] = roots
        if level + 1 == len(LEVELS):
            break
        large = np.bincount(roots, minlength=number)[roots] > MOST
        if not large.any():
            break
        inside, roots = inside[large], roots[large]
        nest = np.full(number, -1, dtype=np.int64)
        nest[inside] = roots
        nests.append(nest)
    return Nested(cell, tuple(nests))


def _roots_among(members: Numbers, number: int, pairs: NDArray[np.uint32]) -> Numbers:
    """The least member of the component of each of these members, out of so many happenings."""
    if len(members) == number:
        return roots_of(number, pairs)
    place = np.full(number, -1, dtype=np.int64)
    place[members] = np.arange(len(members))
    mapped = place[pairs.astype(np.int64)]
    return members[roots_of(len(members), mapped[(mapped >= 0).all(axis=1)])]


def roots_of(number: int, pairs: NDArray[np.uint32] | Numbers) -> Numbers:
    """The least member of each one's component."""
    parent = list(range(number))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for start in range(0, len(pairs), PIECE):
        for a, b in pairs[start : start + PIECE].tolist():
            low, high = sorted((root(a), root(b)))
            parent[high] = low
    return np.fromiter(map(root, range(number)), dtype=np.int64, count=number)

"""Which documents are copies of one text: reprints, light edits, wire text with a paragraph more.

Prints (`prints.py`) find candidates, the runs of words themselves decide. A text is compared with the group's own first
text, never with a copy of a copy, so that a chain of small changes cannot join two different texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from rashomon.link.prints import Halves, Numbers, bands, halves, probes, shared, shingles

__all__ = [
    "COMMON",
    "LARGEST",
    "LONGEST",
    "Copies",
    "Keys",
    "contained",
    "find_copies",
    "group_copies",
    "likeness_of_prints",
    "print_keys",
    "text_keys",
]

NEAR = 0.6  # Jaccard of the runs from which two texts of like length are one
CONTAINED = 0.8  # share of the shorter text's runs that stand in the longer one, for a lifted text
FEWEST = 40  # runs below which a lifted passage says nothing (a sentence or two may be a quotation)
COMMON = 30  # probes in more documents than this are boilerplate
LARGEST, LONGEST = 40, 12  # in a block of more texts than this, each meets only so many: the longest of it
SHARED_PROBES = 2
LOW, HIGH = np.uint64(32), np.uint64(2**32 - 1)
NONE = np.zeros(0, dtype=np.uint64)

Keys = tuple[int, Numbers, Numbers]  # of a text: see text_keys
Prints = Callable[[Sequence[str]], Mapping[str, Halves]]  # document ids -> the prints of their texts


class Copies:
    """`group` gives each document the smallest id of its group; `component` that of all documents that likeness
    connects with it, which is what a new text can change."""

    def __init__(self, group: dict[str, str], component: dict[str, str]) -> None:
        self.group = group
        self.component = component


def text_keys(text: str) -> Keys:
    """How many runs a text has, its bands and its probes."""
    return print_keys(shingles(text))


def print_keys(prints: Numbers) -> Keys:
    """The same of a text with these prints."""
    return len(prints), bands(prints), probes(prints)


def contained(small: Halves, large: Halves) -> float:
    """The share of the smaller set that stands in the larger."""
    return len(np.intersect1d(small, large, assume_unique=True)) / len(small) if len(small) else 0.0


def group_copies(documents: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Document id -> id of its copy group, which is the smallest id among its members.

    `documents` are (id, text). A text without copies is a group of its own; so is an empty text. The answer does
    not depend on the order of the input. A text lifted whole into a longer one is its copy, but two longer
    texts that both lift it are not copies of each other for that alone.
    """
    texts = dict(documents)
    keys = {name: text_keys(texts[name]) for name in sorted(texts)}
    return find_copies(keys, lambda names: {name: halves(texts[name]) for name in names}).group


def find_copies(keys: Mapping[str, Keys], prints_of: Prints, inside: Collection[str] | None = None) -> Copies:
    """Groups and components of documents from their keys (`text_keys`). `prints_of` is asked once for the prints of
    those that may be copies. With `inside` only these are grouped: the others fill the blocks, as they always do."""
    names = sorted(keys)
    number = {name: place for place, name in enumerate(names)}
    lengths = np.array([keys[name][0] for name in names], dtype=np.int64)
    own = np.array([inside is None or name in inside for name in names], dtype=np.bool_)
    later, earlier = _in_turn(_candidates([keys[name] for name in names], lengths), lengths, own)
    prints = prints_of([names[place] for place in np.unique([later, earlier]).tolist()]) if len(later) else {}
    leader = {place: place for place in range(len(names))}
    parent = list(range(len(names)))
    starts = np.flatnonzero(np.r_[True, later[1:] != later[:-1]]) if len(later) else later
    for place, start, end in zip(
        later[starts].tolist(), starts.tolist(), [*starts[1:].tolist(), len(later)], strict=False
    ):
        best: tuple[float, str] | None = None
        others = earlier[start:end].tolist()
        ours, theirs = prints[names[place]], [prints[names[other]] for other in others]
        for other, common, size in zip(others, shared(ours, theirs).tolist(), map(len, theirs), strict=True):
            found = _likeness(common, len(ours), size)
            if found is None:
                continue
            _union(parent, place, other)
            if leader[other] == other and (best is None or (-found, names[other]) < best):
                best = (-found, names[other])
        if best is not None:
            leader[place] = number[best[1]]
    mine = np.flatnonzero(own).tolist()
    return Copies(_named(names, {n: leader[n] for n in mine}), _named(names, {n: _root(parent, n) for n in mine}))


def _in_turn(
    pairs: Numbers, lengths: NDArray[np.int64], own: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Of each pair of two that are `own`, who comes later and who earlier: longer texts come first, of equals the lower
    number. Sorted by who comes later, in turn, and by the number of the other."""
    one, other = (pairs >> LOW).astype(np.int64), (pairs & HIGH).astype(np.int64)
    wanted = own[one] & own[other]
    one, other = one[wanted], other[wanted]
    turn = np.empty(len(lengths), dtype=np.int64)
    turn[np.lexsort((np.arange(len(lengths)), -lengths))] = np.arange(len(lengths))
    first = turn[one] < turn[other]
    later, earlier = np.where(first, other, one), np.where(first, one, other)
    order = np.lexsort((earlier, turn[later]))
    return later[order], earlier[order]


def _named(names: Sequence[str], first: Mapping[int, int]) -> dict[str, str]:
    members: dict[int, list[str]] = defaultdict(list)
    for place, head in sorted(first.items()):
        members[head].append(names[place])
    return {name: min(group) for group in members.values() for name in group}


def _root(parent: list[int], place: int) -> int:
    while parent[place] != place:
        parent[place] = parent[parent[place]]
        place = parent[place]
    return place


def _union(parent: list[int], one: int, other: int) -> None:
    a, b = sorted((_root(parent, one), _root(parent, other)))
    parent[b] = a


def likeness_of_prints(one: Halves, other: Halves) -> float | None:
    """Jaccard or containment where one of them is enough to call two texts copies, else None."""
    return _likeness(len(np.intersect1d(one, other, assume_unique=True)), len(one), len(other))


def _likeness(common: int, size: int, other: int) -> float | None:
    """The same, of texts of so many prints, so many of them in both."""
    small = min(size, other)
    if not small:
        return None
    jaccard = common / (size + other - common)
    if jaccard >= NEAR:
        return jaccard
    lifted = common / small
    return lifted if small >= FEWEST and lifted >= CONTAINED else None


# ---------------------------------------------------------------- candidates


def _candidates(keys: Sequence[Keys], lengths: NDArray[np.int64]) -> Numbers:
    """Pairs worth comparing, by number, two numbers in one: that share a band, or several probes. Each once."""
    banded = _sorted([own for _, own, _ in keys])
    near = list(_small_blocks(*banded, LARGEST))
    for block in _large_blocks(*banded):
        near.append(np.array([one << 32 | other for one, other in _met(block, lengths)], dtype=np.uint64))
    probed = list(_small_blocks(*_sorted([own for _, _, own in keys]), COMMON))
    if probed:
        pairs, counts = np.unique(np.concatenate(probed), return_counts=True)
        near.append(pairs[counts >= SHARED_PROBES])
    del probed
    return np.unique(np.concatenate([NONE, *near]))


def _met(block: Sequence[int], lengths: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """The pairs of a large block (a page that a thousand sites copy) with its longest texts."""
    longest = sorted(block, key=lambda n: (-lengths[n], n))[:LONGEST]
    for one in longest:
        yield from ((min(one, other), max(one, other)) for other in block if other != one)


def _sorted(keys: Sequence[Numbers]) -> tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64]]:
    """The number of the document that has each key, the keys sorted; where the block of each key starts, and its
    size."""
    every = np.concatenate([NONE, *keys])
    owners = np.repeat(np.arange(len(keys), dtype=np.uint64), [len(k) for k in keys])
    order = np.lexsort((owners, every))
    every, owners = every[order], owners[order]
    starts = np.flatnonzero(np.r_[True, every[1:] != every[:-1]]) if len(every) else np.zeros(0, dtype=np.int64)
    return owners, starts, np.diff(np.r_[starts, len(every)])


def _small_blocks(
    owners: NDArray[np.uint64], starts: NDArray[np.int64], sizes: NDArray[np.int64], most: int
) -> Iterator[Numbers]:
    """All pairs of each block of two to `most` documents, two numbers in one: the lower one first."""
    for size in np.unique(sizes):
        if 2 <= size <= most:
            block = owners[starts[sizes == size][:, None] + np.arange(size)]
            one, other = np.triu_indices(int(size), 1)
            yield ((block[:, one] << LOW) | block[:, other]).ravel()


def _large_blocks(
    owners: NDArray[np.uint64], starts: NDArray[np.int64], sizes: NDArray[np.int64]
) -> Iterator[list[int]]:
    """The documents of each block of more than LARGEST."""
    for start, size in zip(starts[sizes > LARGEST].tolist(), sizes[sizes > LARGEST].tolist(), strict=True):
        yield owners[start : start + size].tolist()

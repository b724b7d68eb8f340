"""Which documents are copies of one text: reprints, light edits, wire text with a paragraph more.

Prints (`prints.py`) find candidates, the runs of words themselves decide. A text is compared with the group's own first
text, never with a copy of a copy, so that a chain of small changes cannot join two different texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from rashomon.link.prints import Halves, Numbers, bands, halves, probes, shingles

__all__ = [
    "COMMON",
    "LARGEST",
    "LONGEST",
    "Copies",
    "contained",
    "find_copies",
    "group_copies",
    "likeness_of_prints",
    "text_keys",
]

NEAR = 0.6  # Jaccard of the runs from which two texts of like length are one
CONTAINED = 0.8  # share of the shorter text's runs that stand in the longer one, for a lifted text
FEWEST = 40  # runs below which a lifted passage says nothing (a sentence or two may be a quotation)
COMMON = 30  # probes in more documents than this are boilerplate
LARGEST, LONGEST = 40, 12  # in a block of more texts than this, each meets only so many: the longest of it
SHARED_PROBES = 2
PIECE = 65_536  # pairs at once
LOW = np.uint64(32)
NONE = np.zeros(0, dtype=np.uint64)

Prints = Callable[[Sequence[str]], Mapping[str, Halves]]  # document ids -> the prints of their texts


class Copies:
    """`group` gives each document the smallest id of its group; `component` that of all documents that likeness
    connects with it, which is what a new text can change."""

    def __init__(self, group: dict[str, str], component: dict[str, str]) -> None:
        self.group = group
        self.component = component


def text_keys(text: str) -> tuple[int, Numbers, Numbers]:
    """How many runs a text has, its bands and its probes."""
    prints = shingles(text)
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


def find_copies(
    keys: Mapping[str, tuple[int, Numbers, Numbers]], prints_of: Prints, inside: Collection[str] | None = None
) -> Copies:
    """Groups and components of documents from their keys (`text_keys`). `prints_of` is asked once for the prints of
    those that may be copies. With `inside` only these are grouped: the others fill the blocks, as they always do."""
    names = sorted(keys)
    number = {name: place for place, name in enumerate(names)}
    lengths = [keys[name][0] for name in names]
    likely: dict[int, set[int]] = defaultdict(set)
    for one, other in _candidates(names, keys, lengths):
        if inside is None or (names[one] in inside and names[other] in inside):
            likely[one].add(other)
            likely[other].add(one)
    prints = prints_of([names[place] for place in sorted(likely)]) if likely else {}
    leader = {place: place for place in range(len(names))}
    parent = list(range(len(names)))
    for place in sorted(likely, key=lambda n: (-lengths[n], names[n])):
        best: tuple[float, str] | None = None
        for other in sorted(likely[place]):
            if (-lengths[other], names[other]) > (-lengths[place], names[place]):
                continue
            found = likeness_of_prints(prints[names[place]], prints[names[other]])
            if found is None:
                continue
            _union(parent, place, other)
            if leader[other] == other and (best is None or (-found, names[other]) < best):
                best = (-found, names[other])
        if best is not None:
            leader[place] = number[best[1]]
    own = [n for n, name in enumerate(names) if inside is None or name in inside]
    return Copies(_named(names, {n: leader[n] for n in own}), _named(names, {n: _root(parent, n) for n in own}))


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
    small, large = sorted((one, other), key=len)
    if not len(small):
        return None
    common = len(np.intersect1d(small, large, assume_unique=True))
    jaccard = common / (len(small) + len(large) - common)
    if jaccard >= NEAR:
        return float(jaccard)
    lifted = common / len(small)
    return float(lifted) if len(small) >= FEWEST and lifted >= CONTAINED else None


# ---------------------------------------------------------------- candidates


def _candidates(
    names: Sequence[str], keys: Mapping[str, tuple[int, Numbers, Numbers]], lengths: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Pairs worth comparing: that share a band, or several probes."""
    banded = _sorted([keys[name][1] for name in names])
    near = list(_small_blocks(*banded, LARGEST))
    for block in _large_blocks(*banded):
        near.append(np.array([one << 32 | other for one, other in _met(block, names, lengths)], dtype=np.uint64))
    shared = list(_small_blocks(*_sorted([keys[name][2] for name in names]), COMMON))
    if shared:
        pairs, counts = np.unique(np.concatenate(shared), return_counts=True)
        near.append(pairs[counts >= SHARED_PROBES])
    del shared
    every = np.unique(np.concatenate([NONE, *near]))
    for start in range(0, len(every), PIECE):
        piece = every[start : start + PIECE]
        yield from zip((piece >> LOW).tolist(), (piece & np.uint64(2**32 - 1)).tolist(), strict=True)


def _met(block: Sequence[int], names: Sequence[str], lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The pairs of a large block (a page that a thousand sites copy) with its longest texts."""
    longest = sorted(block, key=lambda n: (-lengths[n], names[n]))[:LONGEST]
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

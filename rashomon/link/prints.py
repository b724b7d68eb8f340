"""The prints of a text: numbers that near copies of it share, and few others.

A print is made of the hashes of all runs of five words. The sketch is one-permutation MinHash (Li, Owen and Zhang 2012;
empty bins borrow from the next, Shrivastava and Li 2014), cut into bands: texts whose runs agree by half share a band
nearly always. Probes are a fixed sample of the hashes, which also finds a text that was lifted into a longer one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from rashomon.link.rarity import words_of

__all__ = ["Halves", "Numbers", "bands", "halved", "halves", "probes", "shared", "shingles"]

Numbers = NDArray[np.uint64]
Halves = NDArray[np.uint32]
T = TypeVar("T", np.uint32, np.uint64)

RUN = 5  # words per run: long enough that chance agreement is rare, short enough to survive small edits
BINS, BANDS = 128, 32
PROBE = 16  # a hash is a probe when its last bits are 0 modulo this
FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xFF51AFD7ED558CCD],
                   dtype=np.uint64)  # fmt: skip  # odd numbers with many bits, as hash functions use them
MIX = np.uint64(0xC4CEB9FE1A85EC53)
SLOTS = 1 << 16  # of the sieve that finds the prints two texts may share
LAST, NONE = np.uint32(SLOTS - 1), np.zeros(0, dtype=np.uint32)
SALT_BAND, SALT_PROBE = np.uint64(0x1F83D9ABFB41BD6B), np.uint64(0x5BE0CD19137E2179)


@lru_cache(maxsize=524288)
def _word_number(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf8", "surrogatepass"), digest_size=8).digest(), "big")


def _mixed(numbers: Numbers) -> Numbers:
    """Spread the bits, so that the highest and the lowest may be used as if drawn by lot."""
    numbers = numbers ^ (numbers >> np.uint64(32))
    numbers = numbers * MIX
    return numbers ^ (numbers >> np.uint64(29))


def shingles(text: str) -> Numbers:
    """Hashes of all runs of five words, without case and punctuation, sorted, each once. A shorter text gives one hash
    of the whole, a text without words none."""
    words = np.array([_word_number(word) for word in words_of(text)], dtype=np.uint64)
    if not len(words):
        return words
    runs = max(1, len(words) - RUN + 1)
    total = np.zeros(runs, dtype=np.uint64)
    for place in range(min(RUN, len(words))):
        total += words[place : place + runs] * FACTORS[place]
    return _once(np.sort(_mixed(total)))


def halves(text: str) -> Halves:
    """The hashes of a text's runs, halved."""
    return halved(shingles(text))


def halved(prints: Numbers) -> Halves:
    """The first 32 bits of each hash, sorted, each once: enough to compare two texts (of two with 1,000 runs each one
    in 4,000 pairs seems to share a run that it does not), in half the memory."""
    return _once((prints >> np.uint64(32)).astype(np.uint32))


def _once(ordered: NDArray[T]) -> NDArray[T]:
    """Each number once; much faster than np.unique for what is sorted."""
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def shared(ours: Halves, others: Sequence[Halves]) -> NDArray[np.int64]:
    """How many prints one text shares with each of some others."""
    sizes = np.array([len(theirs) for theirs in others], dtype=np.int64)
    every = np.concatenate([NONE, *others])
    if not len(every) or not len(ours):
        return np.zeros(len(others), dtype=np.int64)
    marked = np.zeros(SLOTS, dtype=np.bool_)
    marked[ours & LAST] = True
    likely = np.flatnonzero(
        marked[every & LAST]
    )  # a sieve: most prints of two texts have nothing to do with each other
    found = every[likely]
    place = np.minimum(np.searchsorted(ours, found), len(ours) - 1)
    owner = np.repeat(np.arange(len(others)), sizes)[likely[ours[place] == found]]
    return np.bincount(owner, minlength=len(others))


def bands(prints: Numbers) -> Numbers:
    """Band keys, BANDS of them; none of an empty text."""
    if not len(prints):
        return prints
    bounds = np.arange(BINS, dtype=np.uint64) << np.uint64(57)
    first = np.searchsorted(prints, bounds)
    filled = np.append(first[1:], len(prints)) > first
    nearest = np.flatnonzero(filled)
    borrowed = nearest[np.searchsorted(nearest, np.arange(BINS)) % len(nearest)]
    values = prints[first[borrowed]] + np.arange(BINS, dtype=np.uint64) * SALT_BAND * (~filled).astype(np.uint64)
    rows = values.reshape(BANDS, BINS // BANDS)
    keys = np.zeros(BANDS, dtype=np.uint64)
    for column in range(rows.shape[1]):
        keys = _mixed(keys + rows[:, column] * FACTORS[column])
    return _mixed(keys + np.arange(1, BANDS + 1, dtype=np.uint64) * SALT_BAND)


def probes(prints: Numbers) -> Numbers:
    """Keys of the hashes that are in the fixed sample."""
    return _mixed(prints[prints % np.uint64(PROBE) == 0] + SALT_PROBE)

"""Which documents are copies of one text: reprints, light edits, wire text with a paragraph more.

MinHash finds candidates, the shingles themselves decide. A text is compared with the group's own first text,
never with a copy of a copy, so that a chain of small changes cannot join two different texts.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from rensa import RMinHash, RMinHashLSH

__all__ = ["contained", "group_copies", "shingles"]

WORDS = 5  # words per shingle: long enough that chance agreement is rare, short enough to survive small edits
PERMUTATIONS, BANDS, SEED = 128, 32, 20210
NEAR = 0.6  # Jaccard of shingles from which two texts of like length are one
CONTAINED = 0.8  # share of the shorter text's shingles that stand in the longer one, for a lifted text
FEWEST = 40  # shingles below which a lifted passage says nothing (a sentence or two may be a quotation)
PROBE = 16  # a shingle is a probe when its hash is 0 modulo this: the sample that finds lifted texts
COMMON = 30  # probes in more documents than this are boilerplate

WORD = re.compile(r"\w+", re.UNICODE)


def shingles(text: str) -> frozenset[int]:
    """Hashes of all runs of five words, without case and punctuation. Shorter texts give one hash of the whole."""
    words = WORD.findall(text.lower())
    runs = [" ".join(words[i : i + WORDS]) for i in range(max(1, len(words) - WORDS + 1))] if words else []
    return frozenset(int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "big") for run in runs)


def contained(small: frozenset[int], large: frozenset[int]) -> float:
    """The share of the smaller set that stands in the larger."""
    return len(small & large) / len(small) if small else 0.0


def group_copies(documents: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Document id -> id of its copy group, which is the smallest id among its members.

    `documents` are (id, text). A text without copies is a group of its own; so is an empty text. The answer does
    not depend on the order of the input. A text lifted whole into a longer one is its copy, but two longer
    texts that both lift it are not copies of each other for that alone.
    """
    texts = dict(sorted(documents))
    prints = {name: shingles(text) for name, text in texts.items()}
    names = sorted(texts, key=lambda n: (-len(prints[n]), n))  # the longest text leads a group
    leader: dict[str, str] = {}
    candidates = _candidates(prints)
    for name in names:
        best: tuple[float, str] | None = None
        for other in sorted(candidates[name]):
            if leader.get(other) != other:
                continue
            likeness = _likeness(prints[name], prints[other])
            if likeness is not None and (best is None or (-likeness, other) < best):
                best = (-likeness, other)
        leader[name] = best[1] if best else name
    members: dict[str, list[str]] = defaultdict(list)
    for name, first in leader.items():
        members[first].append(name)
    return {name: min(group) for group in members.values() for name in sorted(group)}


def _likeness(small: frozenset[int], large: frozenset[int]) -> float | None:
    """Jaccard or containment where one of them is enough to call two texts copies, else None."""
    if not small or not large:
        return None
    common = len(small & large)
    jaccard = common / (len(small) + len(large) - common)
    if jaccard >= NEAR:
        return jaccard
    lifted = common / len(small)
    return lifted if len(small) >= FEWEST and lifted >= CONTAINED else None


def _candidates(prints: dict[str, frozenset[int]]) -> dict[str, set[str]]:
    """Pairs worth comparing, both ways: near by MinHash, or sharing several probe shingles."""
    names = [n for n in sorted(prints) if prints[n]]
    found: dict[str, set[str]] = {name: set() for name in prints}
    for one, other in [*_near_pairs(names, prints), *_probe_pairs(names, prints)]:
        found[one].add(other)
        found[other].add(one)
    return found


def _near_pairs(names: list[str], prints: dict[str, frozenset[int]]) -> Iterable[tuple[str, str]]:
    index = RMinHashLSH(NEAR, PERMUTATIONS, BANDS)
    for number, name in enumerate(names):
        sketch = RMinHash(PERMUTATIONS, SEED)
        sketch.update([str(h) for h in sorted(prints[name])])
        for other in index.query(sketch):
            yield name, names[other]
        index.insert(number, sketch)


def _probe_pairs(names: list[str], prints: dict[str, frozenset[int]]) -> Iterable[tuple[str, str]]:
    holders: dict[int, list[str]] = defaultdict(list)
    for name in names:
        for probe in prints[name]:
            if probe % PROBE == 0:
                holders[probe].append(name)
    shared: Counter[tuple[str, str]] = Counter()
    for group in holders.values():
        if 1 < len(group) <= COMMON:
            shared.update((group[i], other) for i in range(len(group)) for other in group[i + 1 :])
    return [pair for pair, count in shared.items() if count >= 2]

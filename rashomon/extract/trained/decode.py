"""From scores of words to spans: the best sequence of tags that is well formed.

Tags are `O`, and `B-`/`I-` of each role. `I-` follows `B-` or `I-` of its own role only. The first word that is seen
may not be `I-`. Transitions have the costs that the training data show.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["best_tags", "runs_of"]

Floats = NDArray[np.float32]
IMPOSSIBLE = -1e4


def best_tags(scores: Floats, transitions: Floats, start: Floats) -> list[int]:
    """The best path (Viterbi): `scores` (words, tags), `transitions` (from, to), `start` (tags), all log scale."""
    if not len(scores):
        return []
    best = scores[0] + start
    back = np.zeros(scores.shape, dtype=np.int64)
    for i in range(1, len(scores)):
        table = best[:, None] + transitions
        back[i] = table.argmax(axis=0)
        best = table.max(axis=0) + scores[i]
    path = [int(best.argmax())]
    for i in range(len(scores) - 1, 0, -1):
        path.append(int(back[i][path[-1]]))
    return path[::-1]


def runs_of(tags: list[int], names: tuple[str, ...]) -> list[tuple[str, int, int]]:
    """(role, first, last) of each run of words, `last` inclusive."""
    found: list[tuple[str, int, int]] = []
    for i, tag in enumerate(tags):
        name = names[tag]
        if name.startswith("B-"):
            found.append((name[2:], i, i))
        elif name.startswith("I-") and found and found[-1][2] == i - 1 and found[-1][0] == name[2:]:
            found[-1] = (found[-1][0], found[-1][1], i)
    return found

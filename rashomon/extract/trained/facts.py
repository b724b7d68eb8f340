"""What the windows say of doers, victims and numbers, gathered word by word."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rashomon.extract.trained.windows import Window, deeper
from rashomon.judged import COLUMNS, Facts, Word

__all__ = ["empty_facts", "take_facts"]


def empty_facts(words: list[Word]) -> Facts:
    """Room for what the windows will say of the words; until then each has the plain answer."""
    chances = {name: np.zeros((len(words), answers), np.float32) for name, answers in COLUMNS.items()}
    for table in chances.values():
        table[:, 0] = 1.0
    return Facts(words, chances, np.full(len(words), -1, np.int64))


def take_facts(facts: Facts, window: Window, scores: NDArray[np.float32]) -> None:
    """Keep what this window says, `scores` (positions, answers of all columns side by side), of the words that stand
    deeper in it than in an earlier one."""
    kept, places = deeper(window, facts.depth)
    first = 0
    for name, answers in COLUMNS.items():
        part = scores[places, first : first + answers]
        part = np.exp(part - part.max(axis=1, keepdims=True))
        facts.chances[name][kept] = part / part.sum(axis=1, keepdims=True)
        first += answers

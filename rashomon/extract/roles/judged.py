"""What the model of roles says of each word of a text, and of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rashomon.extract.trained.windows import Window, deeper
from rashomon.judged import Word, words_within
from rashomon.parsed import Span

__all__ = ["PARTS", "Judged", "empty", "take"]

Floats = NDArray[np.float32]
PARTS = 3  # of each role: outside, at the first word of a mention, further inside


@dataclass(frozen=True)
class Judged:
    """`roles` and `types` are names; `chances` (words, roles, PARTS) probabilities, `told` (types) how likely the text
    tells of an incident of the type; `depth` (words) how far the word stood from the nearer end of its window."""

    words: list[Word]
    roles: tuple[str, ...]
    types: tuple[str, ...]
    chances: Floats
    told: Floats
    depth: NDArray[np.int64]

    def inside(self, span: Span) -> Floats:
        """(roles): how likely each word of a stretch stands in a mention of the role, the mean; 0 for no word."""
        words = words_within(self.words, span)
        if not words:
            return np.zeros(len(self.roles), np.float32)
        found: Floats = 1.0 - self.chances[words.start : words.stop, :, 0].mean(axis=0)
        return found


def empty(words: list[Word], roles: Sequence[str], types: Sequence[str]) -> Judged:
    """Room for what the windows will say of the words."""
    chances = np.zeros((len(words), len(roles), PARTS), np.float32)
    told = np.zeros(len(types), np.float32)
    return Judged(words, tuple(roles), tuple(types), chances, told, np.full(len(words), -1, np.int64))


def take(judged: Judged, window: Window, roles: Floats, types: Floats) -> None:
    """Keep what this window says of the words that stand deeper in it than in an earlier one.

    `roles` (positions, roles x PARTS) and `types` (positions, types) are scores; a type is judged at the window's
    first position, and a text tells of it as surely as its surest window does.
    """
    kept, places = deeper(window, judged.depth)
    scores = roles[places].reshape(len(places), len(judged.roles), PARTS)
    scores = np.exp(scores - scores.max(axis=2, keepdims=True))
    judged.chances[kept] = scores / scores.sum(axis=2, keepdims=True)
    np.maximum(judged.told, 1.0 / (1.0 + np.exp(-types[0])), out=judged.told)

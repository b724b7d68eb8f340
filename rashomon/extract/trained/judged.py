"""What the model says of each word of a text, gathered from its windows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rashomon.extract.trained.windows import Window, deeper
from rashomon.judged import Judged, Word

__all__ = ["Decoding", "Judged", "empty", "take"]

Floats = NDArray[np.float32]
NEVER = -1e4  # log probability of what cannot be


@dataclass(frozen=True)
class Decoding:
    """Names of the tags, costs of a tag after a tag (tags, tags) and of the first tag (tags), log scale."""

    tags: tuple[str, ...]
    transitions: Floats
    start: Floats


def empty(words: list[Word], tags: int, width: int) -> Judged:
    """Room for what the windows will say of the words; until then each has the first tag, and is in nothing."""
    scores = np.full((len(words), tags), NEVER, np.float32)
    scores[:, 0] = 0.0
    return Judged(
        words,
        scores,
        np.zeros((len(words), width), np.float32),
        np.zeros((len(words), width), np.float32),
        np.zeros(len(words), np.float32),
        np.full(len(words), -1, np.int64),
        np.full(len(words), -1, np.int64),
    )


def take(judged: Judged, window: Window, number: int, outputs: Sequence[Floats]) -> None:
    """Keep what this window says of the words that stand deeper in it than in an earlier one.

    `outputs`: scores of tags (positions, tags), and the two sides of the pointer (positions, width).
    """
    kept, places = deeper(window, judged.depth)
    scores = outputs[0][places]
    judged.scores[kept] = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    judged.word_side[kept] = outputs[1][places]
    judged.cue_side[kept] = outputs[2][places]
    judged.alone[kept] = outputs[1][places] @ outputs[2][0]
    judged.window[kept] = number

"""The model for attribution: what the encoder says of each word, ready to be decoded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np

from rashomon.extract.trained.encoder import Encoder, load_encoder
from rashomon.extract.trained.judged import Decoding, Judged, empty, take
from rashomon.parsed import Parse, Span

__all__ = ["HEADS", "Model", "load_model"]

HEADS = ("tags", "word_side", "cue_side")


class Model:
    """The encoder's heads for attribution; `judge` runs it."""

    def __init__(self, encoder: Encoder) -> None:
        about = encoder.manifest["attribution"]
        self._encoder, self._limit, self._pointer = encoder, int(about["window"]), int(about["pointer"])
        self.decoding = Decoding(
            tuple(about["tags"]),
            np.array(about["transitions"], dtype=np.float32),
            np.array(about["start"], dtype=np.float32),
        )

    def judge(self, text: str, paragraphs: Sequence[Span], parse: Parse, quotations: Iterable[Span]) -> Judged:
        """Judge the words of all lines of the paragraphs, in order; `quotations` are the stretches within marks."""
        words = self._encoder.words(text, paragraphs)
        judged = empty(words, len(self.decoding.tags), self._pointer)
        windows = self._encoder.run(text, words, parse, quotations, heads=HEADS, limit=self._limit)
        for number, (window, outputs) in enumerate(windows):
            take(judged, window, number, outputs)
        return judged


@cache
def load_model() -> Model:
    """What ships, loaded once in a process. Raises ModelError for files that are missing, cut off or of another
    version."""
    return Model(load_encoder())

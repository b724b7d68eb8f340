"""The model for attribution: what the encoder says of each word, ready to be decoded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from rashomon.data import data_path
from rashomon.extract.trained.encoder import FORMAT, Encoder
from rashomon.extract.trained.judged import Decoding, Judged, empty, take
from rashomon.parsed import Parse, Span

__all__ = ["FORMAT", "Model", "load_model"]


class Model(Encoder):
    """A loaded model; `judge` runs it. Raises ModelError for files that are missing, cut off or of another version."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.decoding = Decoding(
            tuple(self.manifest["tags"]),
            np.array(self.manifest["transitions"], dtype=np.float32),
            np.array(self.manifest["start"], dtype=np.float32),
        )

    def judge(self, text: str, paragraphs: Sequence[Span], parse: Parse, quotations: Iterable[Span]) -> Judged:
        """Judge the words of all lines of the paragraphs, in order; `quotations` are the stretches within marks."""
        words = self.words(text, paragraphs)
        judged = empty(words, len(self.decoding.tags), int(self.manifest["pointer"]))
        for number, (window, outputs) in enumerate(self.run(text, words, parse, quotations)):
            take(judged, window, number, outputs)
        return judged


@cache
def load_model(name: str) -> Model:
    """The model of `data/models/NAME`, loaded once in a process."""
    return Model(data_path("models") / name)

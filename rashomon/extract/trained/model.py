"""The model that reads every document: what the encoder says of each word, once, for all who ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np

from rashomon.extract.attribution.quotation import find_quotations, text_paragraphs
from rashomon.extract.trained.encoder import Encoder, load_encoder
from rashomon.extract.trained.facts import empty_facts, take_facts
from rashomon.extract.trained.judged import Decoding, empty, take
from rashomon.judged import Judgement
from rashomon.model import Reading
from rashomon.parsed import Parse, Span

__all__ = ["FACT_HEADS", "HEADS", "Model", "judge_telling", "judge_words", "load_model"]

HEADS = ("tags", "word_side", "cue_side")
FACT_HEADS = ("facts",)


class Model:
    """The encoder's heads for attribution and claims, which read in the same windows; `judge` runs it."""

    def __init__(self, encoder: Encoder) -> None:
        about = encoder.manifest["attribution"]
        self._encoder, self._limit, self._pointer = encoder, int(about["window"]), int(about["pointer"])
        self.decoding = Decoding(
            tuple(about["tags"]),
            np.array(about["transitions"], dtype=np.float32),
            np.array(about["start"], dtype=np.float32),
        )

    def judge(
        self,
        text: str,
        paragraphs: Sequence[Span],
        parse: Parse,
        quotations: Iterable[Span],
        asked: Sequence[Span] | None = None,
    ) -> Judgement:
        """Judge the words of all lines of the paragraphs, in order; `quotations` are the stretches within marks. With
        `asked` only windows are read that hold one of these stretches, unless all fits into one window; the other words
        are in no attribution and in no claim."""
        words = self._encoder.words(text, paragraphs)
        said, told = empty(words, len(self.decoding.tags), self._pointer), empty_facts(words)
        heads = (*HEADS, *FACT_HEADS)
        windows = self._encoder.run(text, words, parse, quotations, heads=heads, limit=self._limit, asked=asked)
        for number, (window, outputs) in enumerate(windows):
            take(said, window, number, outputs[: len(HEADS)])
            take_facts(told, window, outputs[-1])
        return Judgement(said, told)


def judge_telling(reading: Reading) -> Judgement:
    """What the model that ships says of the words around the triggers of a reading: no claim stands anywhere else.
    Raises ModelError where it is missing or broken."""
    return _judge(reading, [trigger.candidate.span for trigger in reading.triggers])


def judge_words(reading: Reading) -> Judgement:
    """What it says of all words of a reading that was parsed."""
    return _judge(reading, None)


def _judge(reading: Reading, asked: Sequence[Span] | None) -> Judgement:
    text, paragraphs = reading.document.text, text_paragraphs(reading)
    quotations = [part for q in find_quotations(text, paragraphs) if q.depth == 0 for part in q.parts]
    return load_model().judge(text, paragraphs, reading.parse, quotations, asked)


@cache
def load_model() -> Model:
    """What ships, loaded once in a process. Raises ModelError for files that are missing, cut off or of another
    version."""
    return Model(load_encoder())

"""Our annotations as training examples: which words name a doer, a victim, how many of whom, and in whose voice.

A claim counts at the words of its value (a doer, a victim) or of its number (a count: the number, or for one person
who is not numbered the words of the group). The same words elsewhere in the text teach nothing, unless a claim is
there as well; so does the sentence of a value that stands outside the sentence of its evidence.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from benchmarks.reader import Reader, document_of
from rashomon.extract.roles.model import look_of
from rashomon.extract.trained.features import Features, features_of, positions
from rashomon.extract.trained.windows import Window, cut_windows, paragraphs_of, words_of
from rashomon.judged import COLUMNS, COUNTED, FIRST, INSIDE, KINDS, MODES, OUTSIDE, STANCES, VOICES, Word
from rashomon.model import Reading
from training.annotate import best
from training.annotate import read_texts as articles
from training.encoder.windowed import IGNORED

__all__ = ["Example", "Text", "examples", "read_texts", "text_of"]

ANNOTATIONS = Path(__file__).parents[1] / "annotations"
Labels = NDArray[np.int64]
Row = Mapping[str, Any]
DOERS, VICTIMS, NUMBERS, VOICE, STANCE, MODE = range(len(COLUMNS))
SPANS = {"actor": DOERS, "recipient": VICTIMS}


@dataclass(frozen=True, slots=True)
class Text:
    """One article: its words with their features, and for each word and column of COLUMNS a class (or IGNORED)."""

    name: str
    words: list[Word]
    features: Features
    labels: Labels


@dataclass(frozen=True, slots=True)
class Example:
    """One window: per position its features and its class in each column."""

    window: Window
    features: Features
    labels: Labels


def read_texts(texts: Path, split: str, tokenizer: Tokenizer) -> Iterator[Text]:
    """The annotated articles of a split, each with the best annotation there is."""
    splits = json.loads((ANNOTATIONS / "splits.json").read_text(encoding="utf8"))
    rows, reader = articles(texts), Reader()
    for name in (name for name, one in splits.items() if one["split"] == split):
        document = document_of(name, rows[name]["text"])
        yield text_of(
            name, reader.read(document, until="actors"), json.loads(best(ANNOTATIONS, name).read_bytes()), tokenizer
        )


def text_of(name: str, reading: Reading, annotation: Row, tokenizer: Tokenizer) -> Text:
    """A reading that was parsed and has its numbers and actors, with what a careful reader marked."""
    text, paragraphs, quotations = look_of(reading)
    words = words_of(text, paragraphs_of(text, paragraphs), tokenizer)
    features = features_of(text, words, reading.parse, quotations)
    sentences = [token.sentence if (token := reading.parse.at(word.start)) else -1 for word in words]
    labels = np.full((len(words), len(COLUMNS)), IGNORED, np.int64)
    labels[:, : NUMBERS + 1] = OUTSIDE
    spoken = [text[word.start : word.end].lower() for word in words]
    lessons = _Lessons(reading, words, sentences, spoken, labels)
    for claim in sorted(annotation["claims"], key=lambda one: bool(one.get("optional"))):
        if claim["field"] in SPANS:
            lessons.named(claim, SPANS[claim["field"]])
        elif claim["field"] in COUNTED:
            lessons.count(claim)
    return Text(name, words, features, labels)


@dataclass(frozen=True, slots=True)
class _Lessons:
    reading: Reading
    words: list[Word]
    sentences: list[int]
    spoken: list[str]
    labels: Labels

    def within(self, start: int, end: int) -> list[int]:
        return [i for i, word in enumerate(self.words) if word.start < end and start < word.end]

    def named(self, claim: Row, column: int) -> None:
        """A doer or a victim, at its words."""
        if not isinstance(claim.get("value"), list):
            return
        value, evidence = self.within(*claim["value"]), self.within(*claim["evidence"])
        if not value or not evidence:
            return
        own = self.labels[:, column]
        told = {self.sentences[i] for i in evidence}
        key = max((self.spoken[i] for i in value), key=len)
        here = self.sentences[value[0]] in told
        for i, word in enumerate(self.spoken):
            if own[i] == OUTSIDE and (word == key or (self.sentences[i] in told and not here)):
                own[i] = IGNORED
        if here:
            self.mark(claim, value, column)

    def mark(self, claim: Row, run: list[int], column: int) -> None:
        own = self.labels[:, column]
        if any(own[i] in (FIRST, INSIDE) for i in run):
            return
        own[run] = INSIDE
        own[run[0]] = FIRST
        self.how(claim, run[0])

    def how(self, claim: Row, word: int) -> None:
        """Who says so, in which stance and modality."""
        if self.labels[word, VOICE] != IGNORED:
            return
        said = claim.get("claimant", "AUTHOR")
        self.labels[word, VOICE] = VOICES.index(said.lower()) if isinstance(said, str) else len(VOICES) - 1
        self.labels[word, STANCE] = STANCES.index(claim.get("stance", "asserts"))
        mode = claim.get("modality", "actual")
        self.labels[word, MODE] = MODES.index(mode) if mode in MODES else len(MODES) - 1

    def count(self, claim: Row) -> None:
        """A count, at its number, or at the words of the one who is not numbered."""
        start, end = claim["evidence"]
        kind = KINDS.index(claim["field"])
        bounds = (claim.get("low"), claim.get("high"))
        near = [m for m in self.reading.numbers if m.span.start < end and start < m.span.end]
        numbers = [m for m in near if (m.number.low, m.number.high) == bounds]
        own = self.labels[:, NUMBERS]
        if numbers:
            run = self.within(numbers[0].span.start, numbers[0].span.end)
            if run and own[run[0]] in (OUTSIDE, IGNORED):
                own[run] = kind
                self.how(claim, run[0])
            return
        run = self.within(*claim["group"]) if isinstance(claim.get("group"), list) else []
        free = [i for i in self.within(start, end) if own[i] == OUTSIDE]
        if bounds != (1, 1) or not run or claim.get("optional"):
            own[free] = IGNORED
        elif own[run[0]] in (OUTSIDE, IGNORED):
            own[run] = kind
            self.how(claim, run[0])


def examples(text: Text, begin: int, separator: int, limit: int) -> Iterator[Example]:
    """The windows of a text with what they teach."""
    for window in cut_windows(text.words, begin, separator, limit):
        labels = np.full((len(window.ids), len(COLUMNS)), IGNORED, np.int64)
        labels[window.firsts] = text.labels[window.words]
        yield Example(window, positions(window, text.features), labels)

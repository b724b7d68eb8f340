"""What the trained reader says of each word of a text: its part in an attribution, and in a claim."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rashomon.parsed import Span

__all__ = [
    "COLUMNS",
    "COUNTED",
    "FIRST",
    "INSIDE",
    "KINDS",
    "MARKED",
    "MODES",
    "OUTSIDE",
    "STANCES",
    "VOICES",
    "Facts",
    "Judged",
    "Judgement",
    "Word",
    "words_within",
]

Floats = NDArray[np.float32]
OUTSIDE, FIRST, INSIDE = range(3)  # of a mention: in none, at its first word, further inside
COUNTED = ("killed", "injured", "missing", "detained", "displaced", "kidnapped", "participants")
KINDS = ("none", *COUNTED)
VOICES = ("author", "unnamed", "somebody")
STANCES = ("asserts", "accuses", "admits", "denies", "doubts")
MODES = ("actual", "possible", "other")
#: what is asked of a word -> number of answers; the first of them is that it names nothing, or the plain case
COLUMNS = {
    "doer": 3,
    "victim": 3,
    "count": len(KINDS),
    "voice": len(VOICES),
    "stance": len(STANCES),
    "mode": len(MODES),
}
MARKED = ("doer", "victim", "count")  # asked of every word; the rest only of words that a claim stands at


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark of punctuation as the tokenizer cuts it: code points, and ids of its pieces."""

    start: int
    end: int
    pieces: tuple[int, ...]
    paragraph: int


def words_within(words: list[Word], span: Span) -> range:
    """The words that overlap a stretch of the text."""
    first = bisect_right(words, span.start, key=lambda word: word.end)
    last = first
    while last < len(words) and words[last].start < span.end:
        last += 1
    return range(first, last)


@dataclass(frozen=True)
class Judged:
    """What the model says of each word of some paragraphs.

    `scores` (words, tags) are log probabilities; `word_side` and `cue_side` (words, width) the two sides of the
    pointer; `alone` (words) what their product must reach, or the word hangs on no cue; `window` (words) the number
    of the window in which the word was judged: pointers hold within a window; `depth` (words) how far the word stands
    from the nearer end of that window.
    """

    words: list[Word]
    scores: Floats
    word_side: Floats
    cue_side: Floats
    alone: Floats
    window: NDArray[np.int64]
    depth: NDArray[np.int64]


@dataclass(frozen=True)
class Facts:
    """`chances` holds for each column of COLUMNS the probabilities (words, answers); `depth` (words) is how far the
    word stood from the nearer end of its window, -1 where it was not judged."""

    words: list[Word]
    chances: dict[str, Floats]
    depth: NDArray[np.int64]

    def marked(self, column: str, span: Span) -> float:
        """How likely the likeliest word of a stretch names something in a column of MARKED; 0 for no word."""
        words = words_within(self.words, span)
        if not words:
            return 0.0
        return float(1.0 - self.chances[column][words.start : words.stop, 0].min())

    def runs(self, column: str, least: float) -> list[Span]:
        """The stretches of a mention in a column, doer or victim: words that are at least so likely in one, cut where
        another begins."""
        chances = self.chances[column]
        found: list[Span] = []
        before = -2
        for i in np.flatnonzero(1.0 - chances[:, OUTSIDE] >= least):
            word = self.words[i]
            goes_on = i == before + 1 and chances[i, FIRST] <= chances[i, INSIDE]
            if goes_on and word.paragraph == self.words[before].paragraph:
                found[-1] = Span(found[-1].start, word.end)
            else:
                found.append(Span(word.start, word.end))
            before = int(i)
        return found

    def answer(self, column: str, span: Span) -> tuple[int, float]:
        """The likeliest answer at the first word of a stretch, and how likely it is; (0, 0) for no word."""
        words = words_within(self.words, span)
        if not words:
            return 0, 0.0
        chances = self.chances[column][words.start]
        best = int(chances.argmax())
        return best, float(chances[best])


@dataclass(frozen=True)
class Judgement:
    """Of each word of a text: its part in an attribution (`said`), and in a claim (`facts`)."""

    said: Judged
    facts: Facts

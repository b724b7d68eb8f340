"""Cut a text into the windows that the encoder reads.

A window holds whole paragraphs with a separator between them, up to `LIMIT` word pieces. A paragraph that is longer
is cut into windows that overlap, and each word is judged where it has the most context on both sides; nothing is
left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from rashomon.judged import Word
from rashomon.parsed import Span

__all__ = ["LIMIT", "Window", "Word", "cut_windows", "deeper", "holds_any", "paragraphs_of", "words_of"]

LIMIT = 160  # word pieces in a window, the two at its ends included
OVERLAP = 48  # word pieces that two windows of one long paragraph share
LONGEST_WORD = 16  # word pieces kept of one word: a line of 100,000 equal letters is no word


@dataclass(slots=True)
class Window:
    """What the encoder reads at once. `firsts[i]` is the position of the first piece of word `words[i]`, an index
    into the words of the document; `ids` and `owners` have one entry for each position: a piece, and the word that it
    is of (-1 at the ends and between paragraphs)."""

    ids: list[int] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)


def deeper(window: Window, depth: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Of the words of a window those that stand deeper in it than `depth` (words) has, and the positions of their first
    pieces; `depth`, how far each word stood from the nearer end of its window, is brought up to date."""
    count = len(window.words)
    own = np.minimum(np.arange(count), np.arange(count)[::-1])
    words = np.array(window.words)
    better = own > depth[words]
    depth[words[better]] = own[better]
    return words[better], np.array(window.firsts)[better]


def holds_any(words: list[Word], window: Window, spans: Iterable[Span]) -> bool:
    """Whether a window holds the beginning of one of these stretches of the text."""
    start, end = words[window.words[0]].start, words[window.words[-1]].end
    return any(start <= span.start < end for span in spans)


def paragraphs_of(text: str, spans: Iterable[Span]) -> list[Span]:
    """The lines within the spans, without surrounding white space."""
    found = []
    for span in spans:
        for line in re.finditer(r"[^\n]+", text[span.start : span.end]):
            body = line[0].strip()
            if body:
                start = span.start + line.start() + line[0].index(body[0])
                found.append(Span(start, start + len(body)))
    return found


def words_of(text: str, paragraphs: Iterable[Span], tokenizer: Tokenizer) -> list[Word]:
    """The words of the paragraphs in order. A word of which the tokenizer makes nothing (a control character) is
    left out; it carries no tag."""
    found: list[Word] = []
    for number, span in enumerate(paragraphs):
        encoding = tokenizer.encode(text[span.start : span.end], add_special_tokens=False)
        pieces: dict[int, list[tuple[int, int, int]]] = {}
        for word, piece, (start, end) in zip(encoding.word_ids, encoding.ids, encoding.offsets, strict=True):
            pieces.setdefault(-1 if word is None else word, []).append((piece, start, end))
        for parts in pieces.values():
            start, end = span.start + parts[0][1], span.start + parts[-1][2]
            ids = tuple(piece for piece, _, _ in parts[:LONGEST_WORD])
            found.append(Word(start, end, ids, number))
    return found


def cut_windows(words: list[Word], begin: int, separator: int, limit: int = LIMIT) -> Iterator[Window]:
    """Windows over the words: `begin` and `separator` are the ids that the encoder knows as start and end."""
    room = limit - 2
    pending: list[int] = []
    size = 0
    for group in _by_paragraph(words):
        length = sum(len(words[i].pieces) for i in group)
        if pending and size + 1 + length > room:
            yield _window(words, pending, begin, separator)
            pending, size = [], 0
        if length <= room:
            pending, size = pending + group, size + length + (1 if size else 0)
            continue
        for part in _overlapping(words, group, room):
            yield _window(words, part, begin, separator)
    if pending:
        yield _window(words, pending, begin, separator)


def _by_paragraph(words: list[Word]) -> Iterator[list[int]]:
    group: list[int] = []
    for i, word in enumerate(words):
        if group and words[group[-1]].paragraph != word.paragraph:
            yield group
            group = []
        group.append(i)
    if group:
        yield group


def _overlapping(words: list[Word], group: list[int], room: int) -> Iterator[list[int]]:
    start = 0
    while True:
        end, size = start, 0
        while end < len(group) and size + len(words[group[end]].pieces) <= room:
            size += len(words[group[end]].pieces)
            end += 1
        yield group[start:end]
        if end == len(group):
            return
        back, shared = end, 0
        while back > start + 1 and shared < OVERLAP:
            back -= 1
            shared += len(words[group[back]].pieces)
        start = back


def _window(words: list[Word], indexes: list[int], begin: int, separator: int) -> Window:
    window = Window([begin], [-1])
    before = words[indexes[0]].paragraph
    for i in indexes:
        word = words[i]
        if word.paragraph != before:
            window.ids.append(separator)
            window.owners.append(-1)
            before = word.paragraph
        window.words.append(i)
        window.firsts.append(len(window.ids))
        window.ids.extend(word.pieces)
        window.owners.extend([i] * len(word.pieces))
    window.ids.append(separator)
    window.owners.append(-1)
    return window

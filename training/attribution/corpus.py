"""PolNeAR as training examples: windows of words with a tag each, and which cue each word hangs on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from benchmarks.polnear import annotation_of, gold_parts
from benchmarks.reader import Reader, document_of
from rashomon.extract.attribution.quotation import find_quotations, text_paragraphs
from rashomon.extract.trained.features import Features, features_of, positions
from rashomon.extract.trained.windows import Window, Word, cut_windows, paragraphs_of, words_of

__all__ = ["IGNORED", "TAGS", "Example", "Text", "examples", "read_texts"]

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
IGNORED = -100


@dataclass(frozen=True, slots=True)
class Text:
    """One text: its words with their features, a tag for each, and the index of the first cue word of its attribution
    (-1: none)."""

    name: str
    text: str
    words: list[Word]
    features: Features
    tags: list[int]
    cues: list[int]


@dataclass(frozen=True, slots=True)
class Example:
    """One window: per position the features, the tag (IGNORED where no word begins) and the position of the cue
    (0: not here)."""

    window: Window
    features: Features
    tags: list[int]
    cues: list[int]


def read_texts(folder: Path, tokenizer: Tokenizer) -> Iterator[Text]:
    """All texts of one split (a folder with `text` and `attributions`), in order of name."""
    reader = Reader()
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_text(encoding="utf8")
        reading = reader.read(document_of(path.name, text), whole=True, until="parse")
        paragraphs = text_paragraphs(reading)
        words = words_of(text, paragraphs_of(text, paragraphs), tokenizer)
        quotations = [part for q in find_quotations(text, paragraphs) if q.depth == 0 for part in q.parts]
        features = features_of(text, words, reading.parse, quotations)
        tags, cues = [0] * len(words), [-1] * len(words)
        for parts in gold_parts(text, annotation_of(path)):
            cue = _inside(words, parts["cue"])
            for role in ("source", "cue", "content"):
                inside = _inside(words, parts[role])
                for k, i in enumerate(inside):
                    goes_on = k > 0 and inside[k - 1] == i - 1
                    tags[i] = TAGS.index(("I-" if goes_on else "B-") + role)
                    cues[i] = cue[0] if cue else -1
        yield Text(path.name, text, words, features, tags, cues)


def _inside(words: Sequence[Word], ranges: Sequence[tuple[int, int]]) -> list[int]:
    found = []
    for start, end in sorted(ranges):
        low, high = 0, len(words)
        while low < high:
            middle = (low + high) // 2
            if words[middle].end <= start:
                low = middle + 1
            else:
                high = middle
        while low < len(words) and words[low].start < end:
            found.append(low)
            low += 1
    return found


def examples(text: Text, begin: int, separator: int, limit: int) -> Iterator[Example]:
    """The windows of a text with the tags of their words."""
    for window in cut_windows(text.words, begin, separator, limit):
        tags, cues = [IGNORED] * len(window.ids), [IGNORED] * len(window.ids)
        place = dict(zip(window.words, window.firsts, strict=True))
        for i, position in place.items():
            tags[position] = text.tags[i]
            if text.tags[i]:
                cues[position] = place.get(text.cues[i], 0)
        yield Example(window, positions(window, text.features), tags, cues)

"""PolNeAR as training examples: windows of words with a tag each, and which cue each word hangs on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from benchmarks.polnear import annotation_of, gold_parts
from benchmarks.reader import Reader, document_of
from rashomon.extract.attribution.saying import Desk
from rashomon.extract.trained.features import Features, features_of, positions
from rashomon.extract.trained.windows import Window, cut_windows, paragraphs_of, words_of
from rashomon.judged import Word
from rashomon.parsed import Span
from training.encoder.windowed import IGNORED

__all__ = ["TAGS", "Example", "Text", "examples", "read_texts"]

ROLES = ("source", "cue", "content")
TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")


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
        desk = Desk(reading)
        words = words_of(text, paragraphs_of(text, desk.paragraphs), tokenizer)
        quotations = [part for quote in desk.quotes for part in quote.parts]
        features = features_of(text, words, reading.parse, quotations)
        tags, cues = [0] * len(words), [-1] * len(words)
        for parts in gold_parts(text, annotation_of(path)):
            spans = {role: [Span(*piece) for piece in parts[role]] for role in ROLES}
            cue = tags_of(words, [("cue", spans["cue"])])
            at = next((i for i, tag in enumerate(cue) if tag), -1)
            for i, tag in enumerate(tags_of(words, spans.items())):
                if tag:
                    tags[i], cues[i] = tag, at
        yield Text(path.name, text, words, features, tags, cues)


def words_within(words: Sequence[Word], spans: Iterable[Span]) -> list[int]:
    """Indexes of the words that overlap one of the spans, in order of the spans' starts."""
    found = []
    for span in sorted(spans):
        i = bisect_right(words, span.start, key=lambda word: word.end)
        while i < len(words) and words[i].start < span.end:
            found.append(i)
            i += 1
    return found


def tags_of(words: Sequence[Word], pieces: Iterable[tuple[str, Sequence[Span]]]) -> list[int]:
    """A tag for each word from (role, spans); a later role overwrites an earlier one."""
    tags = [0] * len(words)
    for role, spans in pieces:
        inside = words_within(words, spans)
        for k, i in enumerate(inside):
            goes_on = k > 0 and inside[k - 1] == i - 1
            tags[i] = TAGS.index(("I-" if goes_on else "B-") + role)
    return tags


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

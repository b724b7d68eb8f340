"""MUC-4 as training examples: which words of a text name those who did it, to whom and what, with what.

The keys give strings, not places. Every place where a string of a filler stands is looked for. A place counts where it
is the first, or where another filler of the same template stands in its sentence; the others teach nothing, since
"the guerrillas" elsewhere may be others or about something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from benchmarks.muc4.templates import Template
from rashomon.extract.roles.judged import PARTS
from rashomon.extract.roles.model import look_of
from rashomon.extract.trained.features import Features, features_of, positions
from rashomon.extract.trained.windows import Window, cut_windows, paragraphs_of, words_of
from rashomon.judged import Word
from rashomon.model import Reading
from training.encoder.windowed import IGNORED

__all__ = ["ROLES", "TYPES", "Example", "Text", "examples", "text_of"]

#: role -> its slot
ROLES = {
    "perp-ind": "perp-ind-id",
    "perp-org": "perp-org-id",
    "phys": "phys-tgt-id",
    "hum-name": "hum-tgt-name",
    "hum-desc": "hum-tgt-desc",
    "instr": "inc-instr-id",
}
TYPES = ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY", "HIJACKING", "FORCED WORK STOPPAGE")
ARTICLES = frozenset({"a", "an", "the"})
OUTSIDE, FIRST, INSIDE = range(PARTS)
Run = tuple[int, int]  # first and last word


@dataclass(frozen=True, slots=True)
class Text:
    """One text: its words with their features, for each word and role a part (or IGNORED), and for each type the
    words that fillers of its templates begin with (None: no template has it; empty: one that names nothing)."""

    name: str
    words: list[Word]
    features: Features
    parts: list[list[int]]
    types: list[list[int] | None]


@dataclass(frozen=True, slots=True)
class Example:
    """One window: per position its features and a part for each role, and whether the window tells of each type."""

    window: Window
    features: Features
    parts: list[list[int]]
    types: list[int]


def text_of(name: str, reading: Reading, templates: Sequence[Template], tokenizer: Tokenizer) -> Text:
    """A reading with what its key says."""
    text, paragraphs, quotations = look_of(reading)
    words = words_of(text, paragraphs_of(text, paragraphs), tokenizer)
    features = features_of(text, words, reading.parse, quotations)
    sentences = [token.sentence if (token := reading.parse.at(word.start)) else -1 for word in words]
    spoken = [(i, text[w.start : w.end].lower()) for i, w in enumerate(words)]
    spoken = [(i, word) for i, word in spoken if word.isalnum()]
    parts = [[OUTSIDE] * len(ROLES) for _ in words]
    types: list[list[int] | None] = [None] * len(TYPES)
    for template in templates:
        sure = mark(template, spoken, sentences, parts)
        kind = TYPES.index(template.fillers("inc-type")[0].values[0])
        types[kind] = (types[kind] or []) + sure
    return Text(name, words, features, parts, types)


def mark(
    template: Template, spoken: Sequence[tuple[int, str]], sentences: Sequence[int], parts: list[list[int]]
) -> list[int]:
    """Write the parts of a template's fillers; gives the first words of those that count."""
    found: list[tuple[int, list[Run]]] = []
    for role, slot in enumerate(ROLES.values()):
        for filler in template.fillers(slot):
            runs = occurrences(filler.values, spoken)
            if runs:
                found.append((role, runs))
    near = [{sentences[first] for first, _ in runs} for _, runs in found]
    sure: list[int] = []
    for number, (role, runs) in enumerate(found):
        others = {n for i, one in enumerate(near) if i != number and found[i][0] != role for n in one}
        for first, last in runs:
            counts = first == runs[0][0] or sentences[first] in others
            if counts:
                sure.append(first)
            for word in range(first, last + 1):
                part = (FIRST if word == first else INSIDE) if counts else IGNORED
                if counts or parts[word][role] == OUTSIDE:
                    parts[word][role] = part
    return sure


def occurrences(values: Sequence[str], spoken: Sequence[tuple[int, str]]) -> list[Run]:
    """Where one of the strings stands, in order; a short one inside a longer one is no place of its own."""
    taken: set[int] = set()
    found: list[Run] = []
    for value in sorted(values, key=len, reverse=True):
        wanted = re.findall(r"[^\W_]+", value.lower())
        while wanted and wanted[0] in ARTICLES:
            wanted = wanted[1:]
        for at in range(len(spoken) - len(wanted) + 1 if wanted else 0):
            piece = spoken[at : at + len(wanted)]
            if [word for _, word in piece] == wanted and not taken & {i for i, _ in piece}:
                taken.update(i for i, _ in piece)
                found.append((piece[0][0], piece[-1][0]))
    return sorted(found)


def examples(text: Text, begin: int, separator: int, limit: int) -> Iterator[Example]:
    """The windows of a text with what they teach."""
    for number, window in enumerate(cut_windows(text.words, begin, separator, limit)):
        parts = [[IGNORED] * len(ROLES) for _ in window.ids]
        for i, position in zip(window.words, window.firsts, strict=True):
            parts[position] = text.parts[i]
        inside = set(window.words)
        types = []
        for words in text.types:
            if words is None:
                types.append(0)
            elif inside & set(words) or (not words and number == 0):
                types.append(1)
            else:
                types.append(IGNORED)
        yield Example(window, positions(window, text.features), parts, types)

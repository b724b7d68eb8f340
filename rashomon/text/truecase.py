"""Capitals for texts that are written in capitals throughout, or in none.

The parser tells names from other words by their capitals, so such a text is given the capitals that the same words
usually have before it is parsed. Only the copy that the parser sees is changed, letter for letter: all offsets, and
all quotes, stay those of the text as it was read.

A linear model decides word by word, from left to right, between small letters, a capital at the front and capitals
throughout. `training/truecase.py` made its weights from news.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Sequence
from functools import cache

from rashomon.data import data_path

__all__ = ["LABELS", "MODEL", "WORD", "features", "is_known", "starts", "true_case"]

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|[^\w\s]")
LABELS = ("lower", "title", "upper")
ENDS = frozenset({".", "!", "?"})
OPENS = frozenset({'"', "“", "‘", "'", "(", "["})
ENDINGS = (("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ies", "y"), ("ied", "y"))
MODEL = "truecase.json.gz"


def features(words: Sequence[str], known: Sequence[bool], index: int, before: str, start: bool) -> list[str]:
    """What the model looks at for one word: it, its neighbours, its ending, the label before, whether English has it.

    `words` are in small letters with marks between them; `known` says which are words of a dictionary.
    """
    word = words[index]
    left = words[index - 1] if index else "<"
    right = words[index + 1] if index + 1 < len(words) else ">"
    right2 = words[index + 2] if index + 2 < len(words) else ">"
    left2 = words[index - 2] if index > 1 else "<"
    after = "" if index + 1 >= len(words) else ("k" if known[index + 1] else "u")
    common = "k" if known[index] else "u"
    return [
        f"w {word}",
        f"wb {word} {before}",
        f"s {start} {common}",
        f"ws {word} {start}",
        f"e {word[-3:]} {common}",
        f"l {len(word)} {common}",
        f"lw {left} {common}",
        f"lw {left} {word}",
        f"rw {word} {right}",
        f"r {right} {common}",
        f"l2 {left2} {left} {common}",
        f"r2 {right} {right2} {common}",
        f"b {before} {common} {after}",
        f"lb {left} {before} {common}",
        f"rb {right} {before} {common}",
    ]


@cache
def _model() -> tuple[dict[str, list[float]], frozenset[str], frozenset[str]]:
    """Weights of each feature for each label, words with a usual small initial, and forms of them that are names."""
    with gzip.open(data_path(MODEL), "rt", encoding="utf8") as stream:
        content = json.load(stream)
    return content["weights"], frozenset(content["words"]), frozenset(content["names"])


def is_known(word: str, words: frozenset[str], names: frozenset[str]) -> bool:
    """Whether a word in small letters, or what it is a regular form of, is one of `words`, unless it is in `names`."""
    if word in words:
        return True
    stems = [word[: -len(ending)] + instead for ending, instead in ENDINGS if word.endswith(ending)]
    return word not in names and any(stem in words for stem in stems)


def true_case(text: str) -> str:
    """The text with the capitals that its words usually have; as long as the text, and equal to it but for case."""
    weights, dictionary, names = _model()
    found = list(WORD.finditer(text))
    words = [match[0].lower() for match in found]
    known = [is_known(word, dictionary, names) for word in words]
    pieces: list[str] = []
    before, end = "lower", 0
    for index, match in enumerate(found):
        pieces.append(text[end : match.start()])
        end = match.end()
        if not match[0][0].isalpha():
            pieces.append(match[0])
            continue
        start = starts(words, index) or "\n\n" in text[found[index - 1].end() : match.start()]
        scores = [0.0] * len(LABELS)
        for feature in features(words, known, index, before, start):
            for label, weight in enumerate(weights.get(feature, ())):
                scores[label] += weight
        before = LABELS[scores.index(max(scores))]
        pieces.append(cased(match[0], before))
    pieces.append(text[end:])
    return "".join(pieces)


def starts(words: Sequence[str], index: int) -> bool:
    """Whether a sentence begins here, as far as marks tell."""
    while index and words[index - 1] in OPENS:
        index -= 1
    return index == 0 or words[index - 1] in ENDS


CASES: dict[str, Callable[[str], str]] = {"lower": str.lower, "title": str.capitalize, "upper": str.upper}


def cased(word: str, label: str) -> str:
    """The word in a case; as it is where that would change its length (a few letters of other alphabets)."""
    new = CASES[label](word)
    return new if len(new) == len(word) else word

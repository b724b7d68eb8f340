"""What the encoder is told of each word beside the word: how it is written, its place in the parse, whether it stands
within quotation marks.

The parse is there anyway, and a small encoder that sees it finds the edges of reported speech better than
one that has to guess the syntax.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from rashomon.extract.trained.windows import Window
from rashomon.judged import Word
from rashomon.parsed import Parse, Span

__all__ = ["CASES", "KINDS", "SIZES", "Features", "case_of", "features_of", "positions"]

CASES = ("none", "lower", "title", "upper", "mixed")
UNIVERSAL = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X SPACE"
CLEARNLP = """
ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass dative dep det
dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss preconj predet prep prt
punct quantmod relcl xcomp
"""
ONTONOTES = """
CARDINAL DATE EVENT FAC GPE LANGUAGE LAW LOC MONEY NORP ORDINAL ORG PERCENT PERSON PRODUCT QUANTITY TIME WORK_OF_ART
"""
PARTS_OF_SPEECH, DEPENDENCIES, ENTITIES = (tuple(names.split()) for names in (UNIVERSAL, CLEARNLP, ONTONOTES))
DISTANCES = (-12, -6, -3, -1, 0, 1, 2, 5, 11)  # words from a word to its head, as buckets
KINDS = ("case", "part of speech", "dependency", "entity", "distance", "quoted")
SIZES = (
    len(CASES),
    len(PARTS_OF_SPEECH) + 1,
    len(DEPENDENCIES) + 1,
    len(ENTITIES) + 1,
    len(DISTANCES) + 2,
    3,
)
Features = NDArray[np.int64]  # (words, len(KINDS) + 1): an index for each kind, and the first piece of the head


def case_of(word: str) -> int:
    """How a word is written, as an index of CASES. The tokenizer drops capitals, and names live by them."""
    if not any(c.isalpha() for c in word):
        return 0
    if word.islower():
        return 1
    if word[:1].isupper() and (len(word) == 1 or word[1:].islower()):
        return 2
    return 3 if word.isupper() else 4


def features_of(text: str, words: Sequence[Word], parse: Parse, quotations: Iterable[Span]) -> Features:
    """The features of each word. A word that the parser did not see has zeros for what comes from the parse.

    `quoted` is 1 within a quotation, 2 at the first word of one.
    """
    found = np.zeros((len(words), len(KINDS) + 1), np.int64)
    starts = [word.start for word in words]
    tags, deps, entities = (
        {name: i + 1 for i, name in enumerate(names)} for names in (PARTS_OF_SPEECH, DEPENDENCIES, ENTITIES)
    )
    for i, word in enumerate(words):
        found[i, 0] = case_of(text[word.start : word.end])
        token = parse.at(word.start)
        if token is None or token.start >= word.end:
            continue
        head = parse.tokens[token.head]
        at = max(0, bisect_right(starts, head.start) - 1)
        found[i, 1:5] = (
            tags.get(token.pos, 0),
            deps.get(token.dep, 0),
            entities.get(token.entity, 0),
            1 + bisect_right(DISTANCES, head.index - token.index),
        )
        found[i, len(KINDS)] = words[at].pieces[0]
    for span in quotations:
        first = bisect_right(starts, span.start - 1)
        last = bisect_right(starts, span.end - 1)
        found[first:last, 5] = 1
        if first < last:
            found[first, 5] = 2
    return found


def positions(window: Window, features: Features) -> Features:
    """The features of a window's positions, zeros at its ends and between paragraphs."""
    owners = np.array(window.owners)
    return np.where(owners[:, None] >= 0, features[owners], 0)

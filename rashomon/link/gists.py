"""What a document is about in a few words: the gist by which documents about one story find each other.

A gist holds the words of the headline and of the first paragraphs that are rare in news and repeated here, with a
weight each. It needs no parse, so that documents without any event have one too.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from sys import intern

from rashomon.link.rarity import rarity_of, word_key, words_of

__all__ = ["UNIT", "Gist", "gist_of", "likeness"]

LEAD = 400  # words of the text that are looked at: news tells what matters first
USUAL_WORD, LONGEST_WORD = 7, 12  # characters with a space: mostly and surely enough of the text for LEAD words
KEPT = 60  # words of a gist
HEADLINE = 2  # times that a word of the headline counts
UNIT = 10_000  # parts of a weight of 1
WHOLE = tuple(range(UNIT + 1))  # one object for all equal weights, of which a large collection has millions
PLAINEST = 2.0  # rarity below which a word says nothing of the story


@dataclass(frozen=True, slots=True, eq=False)
class Gist:
    """`words` maps the keys of words (see rarity.word_key) to weights in ten-thousandths, the heaviest first; their
    squares add up to 1. Whole numbers have one sum, in any order."""

    document: str
    words: dict[str, int]
    published: str | None = None


def gist_of(document: str, text: str, title: str | None = None, published: str | None = None) -> Gist:
    """The gist of a text; an empty text has an empty one."""
    counts = Counter(map(word_key, _lead(text)))
    for word in words_of(title or ""):
        counts[word_key(word)] += HEADLINE
    told = [(n, rarity, w) for w, n in counts.items() if (rarity := rarity_of(w)) > PLAINEST]
    top = sorted([(-_often(n) * rarity, w) for n, rarity, w in told])[:KEPT]
    length = math.sqrt(sum(weight**2 for weight, _ in top)) or 1.0
    rounded = sorted([(round(weight / length * UNIT), w) for weight, w in top])
    return Gist(document, {intern(w): WHOLE[-weight] for weight, w in rounded}, published)


def _lead(text: str) -> list[str]:
    """The first LEAD words; of more text than most need only where these are not enough."""
    words = words_of(text[: LEAD * USUAL_WORD])
    return (words if len(words) > LEAD else words_of(text[: LEAD * LONGEST_WORD]))[:LEAD]


@lru_cache(maxsize=1024)
def _often(times: int) -> float:
    return 1 + math.log(times)


@lru_cache(maxsize=4096)
def likeness(one: Gist, other: Gist) -> float:
    """Cosine of two gists, 0 to 1."""
    ours, theirs = one.words, other.words
    return sum([ours[word] * theirs[word] for word in ours.keys() & theirs.keys()]) / UNIT**2

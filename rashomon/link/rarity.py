"""How rare a word is in news at large: the same for every collection, so that a new document changes no old weight.

The table `data/word_rarity.txt` is made by `training/rarity.py`: each line is a rarity (the natural logarithm of
documents per document with the word) and the keys of the words that have it. Words that the table lacks are as rare as
it knows.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rashomon.data import data_path

__all__ = ["RAREST", "TABLE", "rarity_of", "word_key", "words_at_least", "words_of"]

TABLE = "word_rarity.txt"
RAREST = 7.5  # what is in fewer than four of six thousand pages
NUMBER = 5.0  # at most, for a word of digits: house numbers and dates come by chance
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*", re.UNICODE)
ENDINGS = ("ing", "ed", "es", "s", "e")
SHORTEST = 3  # letters that an ending must leave


def words_of(text: str) -> list[str]:
    """The words of a text, lower case, in order."""
    return WORD.findall(text.lower())


@lru_cache(maxsize=262144)
def word_key(word: str) -> str:
    """What the forms of one word share: "killed", "killing", "kills" -> "kill"; "stories", "story" -> "story".

    It joins a few words that are strangers, which only makes them a little less rare.
    """
    word = re.sub(r"['’]s?$", "", word.lower())
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST and not word.endswith("ss"):
            word = word[: -len(ending)]
            if len(word) > SHORTEST and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]  # "stabbed" -> "stab"
            break
    return word


@cache
def _table() -> dict[str, float]:
    lines = data_path(TABLE).read_text(encoding="utf8").splitlines()
    rows = (line.split() for line in lines if not line.startswith("#"))
    return {word: float(row[0]) for row in rows for word in row[1:]}


def words_at_least(rarity: float) -> list[str]:
    """The keys in the table that are at least so rare, sorted."""
    return sorted(word for word, found in _table().items() if found >= rarity)


@lru_cache(maxsize=262144)
def rarity_of(key: str) -> float:
    """Natural logarithm of documents per document with the word of this key in news at large, 0 to RAREST."""
    found = _table().get(key, RAREST)
    return min(found, NUMBER) if key[:1].isdigit() else found

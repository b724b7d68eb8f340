"""Lists of a lexicon as sets and tuples that are made once."""

from __future__ import annotations

from functools import cache
from typing import Any

from rashomon.data import lexicon

__all__ = ["phrase_list", "word_set"]


def _at(name: str, path: tuple[str, ...]) -> Any:
    found: Any = lexicon(name)
    for key in path:
        found = found[key]
    return found


@cache
def word_set(name: str, *path: str) -> frozenset[str]:
    """The words at a path of a lexicon: `word_set("counts", "total", "verbs")`. KeyError where there is none."""
    return frozenset(_at(name, path))


@cache
def phrase_list(name: str, *path: str) -> tuple[tuple[str, ...], ...]:
    """The phrases at a path of a lexicon, each as its words, the longest first."""
    return tuple(sorted((tuple(phrase.split()) for phrase in _at(name, path)), key=lambda p: (-len(p), p)))

"""Weapons by name: the lexicon `weapons`, looked up by last word."""

from __future__ import annotations

from functools import cache

from rashomon.data import lexicon
from rashomon.extract.events.triggers import words_of
from rashomon.model import Parse, Token

__all__ = ["HANDLING", "is_only_with", "is_user", "weapon_at"]

# What one does with a weapon. The same word governed by another verb ("sold rifles") makes no use of it.
HANDLING = frozenset(
    {"fire", "throw", "hurl", "launch", "use", "detonate", "drop", "plant", "lob", "toss", "explode", "deploy", "wield"}
    | {"carry", "brandish", "shoot", "swing", "set", "employ", "unleash", "pelt", "fling"}
)


@cache
def weapons() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Last word of a weapon -> (its words, the mode), the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for mode, names in lexicon("weapons")["modes"].items():
        for name in names:
            words = tuple(name.split())
            table.setdefault(words[-1], []).append((words, mode))
    return {word: tuple(sorted(found, key=lambda f: -len(f[0]))) for word, found in table.items()}


@cache
def only_with() -> frozenset[str]:
    return frozenset(lexicon("weapons")["only_with"]["words"])


def is_user(words: tuple[str, ...]) -> bool:
    """ "A suicide bomber", "a gunman": who uses the weapon."""
    return " ".join(words) in lexicon("weapons")["users"]["words"]


def is_only_with(words: tuple[str, ...]) -> bool:
    """The thing is a weapon only where the clause uses it as one ("attacked with stones")."""
    return " ".join(words) in only_with()


def weapon_at(parse: Parse, token: Token) -> tuple[int, tuple[str, ...], str] | None:
    """The weapon that ends at a token: index of its first token, its words, its mode."""
    first = parse.sentences[token.sentence].first
    for form in words_of(token):
        for words, mode in weapons().get(form, ()):
            start = token.index - len(words) + 1
            if start < first:
                continue
            run = parse.tokens[start : token.index + 1]
            if all(w in words_of(t) for t, w in zip(run, words, strict=True)):
                return start, words, mode
    return None

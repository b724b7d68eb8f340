"""Where an incident took place, in the form of the key: country, then the places inwards with their kinds.

`places.toml` holds the task's own place names; see training/muc4/places.py.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from benchmarks.muc4.rules import mapping

__all__ = ["PLACES", "country_of", "location", "names_in", "well_known"]

PLACES: Final = Path(__file__).parent / "places.toml"
WORD: Final = re.compile(r"[A-Z0-9]+(?:['.][A-Z0-9]+)*\.?")
LONGEST: Final = 6  # words of a place name
OFTEN: Final = 6

Chain = tuple[str, ...]


@cache
def _chains() -> dict[str, tuple[tuple[Chain, int], ...]]:
    """Name of a place -> the ways in which it is written, with how often."""
    content = tomllib.loads(PLACES.read_text(encoding="utf8"))
    found: dict[str, list[tuple[Chain, int]]] = {}
    for text, count in content["places"].items():
        chain = tuple(part.strip() for part in text.split(":"))
        found.setdefault(bare(chain[-1]), []).append((chain, count))
    for other, name in content["synonyms"].items():
        if name in found:
            found[other] = found[name]
    return {name: tuple(sorted(chains, key=lambda c: (-c[1], c[0]))) for name, chains in found.items()}


@cache
def _countries() -> dict[str, str]:
    """Names of countries, and of their people, as the task writes them."""
    countries = mapping()["countries"]
    names = {name: country for country, words in countries.items() for name in words}
    return names | {country: country for country in countries}


def bare(place: str) -> str:
    """A place without its kind."""
    return place.split("(", maxsplit=1)[0].strip()


def country_of(name: str) -> str | None:
    """The country that a name or an adjective stands for, as the task writes it."""
    return _countries().get(" ".join(name.upper().split()))


def names_in(text: str) -> list[tuple[int, str]]:
    """Places and countries of the task that a text names: offset and name, the longest where several begin."""
    words = list(WORD.finditer(text.upper()))
    found: list[tuple[int, str]] = []
    index = 0
    while index < len(words):
        for length in range(min(LONGEST, len(words) - index), 0, -1):
            name = " ".join(w[0].rstrip(".") for w in words[index : index + length])
            if name != "THE" and (name in _chains() or name in _countries()):
                found.append((words[index].start(), name))
                index += length - 1
                break
        index += 1
    return found


def well_known(name: str) -> bool:
    """Whether keys and lists have a place so often that the name alone says that it is one."""
    return name in _countries() or any(count >= OFTEN for _, count in _chains().get(name, ()))


def location(names: Sequence[str], country: str | None, mentioned: Iterable[str]) -> str | None:
    """The filler for an incident told near these names, the likeliest first.

    `country` is where the text speaks of; `mentioned` are all names of the text. A longer chain is taken where all its
    parts are named. None where there is neither a place nor a country.
    """
    named = frozenset(mentioned)
    for name in names:
        if name in _countries():
            continue
        fitting = [(chain, count) for chain, count in _chains()[name] if country is None or chain[0] == country]
        if fitting:
            return ": ".join(max(fitting, key=lambda one: (_named(one[0], named), one[1]))[0])
    return country


def _named(chain: Chain, named: frozenset[str]) -> int:
    """How many of the places around the last one are named, less those that are not."""
    last = bare(chain[-1])
    return sum(1 if bare(part) in named and bare(part) != last else -1 for part in chain[1:-1])

"""The words around place names: directions, types of places, demonyms; and look-up that understands them."""

from __future__ import annotations

from functools import cache

from rashomon.data import lexicon
from rashomon.extract.places.gazetteer import Entry, Gazetteer, normalise_name

__all__ = ["ARTICLES", "PARTICLES", "PlaceWords", "fits", "look_up", "place_words", "read_demonyms", "sides"]

STREETS = frozenset({"street", "avenue", "road", "boulevard"})
ARTICLES = frozenset({"al", "el", "ad", "as", "ar", "az", "ash", "at", "ed", "es", "ez"})
PARTICLES = ARTICLES | frozenset(
    {"an", "de", "del", "della", "di", "da", "du", "la", "le", "los", "las", "of", "the", "bin", "e", "i", "y", "o"}
)


class PlaceWords:
    """The lists of `place_words.toml`, `place_abbreviations.toml` and `place_demonyms.toml`, as sets and maps."""

    def __init__(self) -> None:
        table = lexicon("place_words")
        self.directions = frozenset(table["directions"])
        self.locative = frozenset(table["locative"])
        self.strong = frozenset(table["strong"])
        self.locals = frozenset(table["locals"])
        self.entered = frozenset(table["entered"])
        self.civic = frozenset(table["civic"])
        self.happenings = frozenset(table["happenings"])
        self.quarters = frozenset(table["quarters"])
        self.near = frozenset(table["near"])
        self.types = {word: kind for kind, group in table["types"].items() for word in group}
        self.heads = {word: kind for kind, group in table["heads"].items() for word in group}
        self.organisations = frozenset(table["organisations"]["words"])
        self.titles = frozenset(table["titles"]["words"])
        self.common = frozenset(table["common"]["words"])
        self.capitals = frozenset(table["capitals"]["only"])
        self.states: dict[str, str] = lexicon("place_abbreviations")["states"]
        self.demonyms = read_demonyms()

    def is_generic(self, word: str) -> bool:
        """Whether a word names no place by itself: a type, a direction, a number, a particle."""
        return word in self.types or word in self.directions or word in PARTICLES or not word[:1].isalpha()


@cache
def place_words() -> PlaceWords:
    """The words around place names, read once."""
    return PlaceWords()


@cache
def read_demonyms() -> dict[str, str]:
    """Lower-case adjectives and nouns of nationality, with the implied plurals, to alpha-3 codes.

    A word of two countries ("Congolese") goes to the one that the list names last.
    """
    table = lexicon("place_demonyms")
    pairs = [(word, code) for code, words in table["countries"].items() for word in words]
    pairs += list(table["peoples"].items())
    found = {}
    for word, code in pairs:
        low = word.lower()
        found[low] = code
        if not low.endswith(("s", "sh", "ch", "ese", "men")):
            found[low + "s"] = code
    return found


@cache
def sides() -> frozenset[str]:
    """Names that any city has for parts of itself."""
    return frozenset(lexicon("place_parts")["sides"]["names"])


def look_up(name: str, gazetteer: Gazetteer) -> tuple[tuple[Entry, ...], str | None]:
    """Entries of a name, and the kind that its last word states when only the bare name is known.

    Tries the name as it is, then without an Arabic article, then without a type word ("Homs province").
    """
    key = normalise_name(name)
    if key in place_words().capitals and not name.isupper():
        return (), None
    if key in sides():
        return (), "neighbourhood"
    parts = key.split()
    entries = gazetteer.find(name)
    nature = len(parts) > 1 and place_words().types.get(parts[-1]) in ("feature", "water")
    if nature:  # "Red River": no county of that name
        entries = tuple(e for e in entries if e.kind not in ("district", "province"))
    if len(parts) > 1 and parts[-1] in STREETS:  # "Second Street": no town of that name
        entries = tuple(e for e in entries if e.kind == "landmark")
    if entries:
        return entries, None
    if len(parts) > 1 and parts[0] in ARTICLES:
        entries = gazetteer.find(" ".join(parts[1:]))
        if entries:
            return entries, None
    types = place_words().types
    if len(parts) > 1 and parts[-1] in types and not place_words().is_generic(parts[0]):
        kind = types[parts[-1]]
        entries = gazetteer.find(" ".join(parts[:-1]))
        return tuple(e for e in entries if fits(e, kind)), kind
    return (), None


def fits(entry: Entry, kind: str | None) -> bool:
    """Whether an entry can be what a type word says it is."""
    if kind in (None, "neighbourhood"):
        return True
    if kind == "city":
        return entry.kind in ("city", "capital")
    if kind == "province":
        return entry.kind in ("province", "region", "district")
    if kind == "district":
        return entry.kind in ("district", "city", "province")
    return entry.kind in (kind, "landmark", "feature", "water", "region")

"""The lexicon `modality` and the notes taken while one climbs from a trigger to the root of its sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from rashomon.data import lexicon
from rashomon.model import Modality, Parse, Token

__all__ = [
    "HYPOTHETICAL",
    "NEGATED",
    "PLANNED",
    "POSSIBLE",
    "Verdict",
    "classes",
    "governor_classes",
    "is_nobody",
    "listed",
]

POSSIBLE, PLANNED, HYPOTHETICAL, NEGATED = (
    Modality.POSSIBLE,
    Modality.PLANNED,
    Modality.HYPOTHETICAL,
    Modality.NEGATED,
)
NOBODY = frozenset({"no", "nobody", "none", "neither", "nothing", "nowhere"})


@cache
def classes(section: str) -> dict[str, frozenset[Modality | str]]:
    """word -> the classes it stands in, for a section of the lexicon."""
    table: dict[str, set[Modality | str]] = {}
    for name, words in lexicon("modality")[section].items():
        for word in words:
            table.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in table.items()}


@cache
def listed(section: str, name: str) -> frozenset[str]:
    """A list of the lexicon `modality` as a set, made once."""
    return frozenset(lexicon("modality")[section][name])


@dataclass(slots=True)
class Verdict:
    """What was met on the way up."""

    marks: set[Modality] = field(default_factory=set)
    negations: set[int] = field(default_factory=set)  # tokens, so that no word counts twice

    def add(self, mark: Modality) -> None:
        if mark != Modality.ACTUAL:
            self.marks.add(mark)

    def negate(self, word: Token) -> None:
        self.negations.add(word.index)

    def add_all(self, names: frozenset[Modality | str], word: Token, negatable: bool = True) -> None:
        """The classes of a modifier."""
        for name in sorted(map(str, names)):
            if name == NEGATED:
                self.negate(word) if negatable else None
            else:
                self.add(Modality(name))

    def result(self) -> Modality:
        """A condition weighs most, then a negation (two cancel out), then what is only planned or possible."""
        if HYPOTHETICAL in self.marks:
            return HYPOTHETICAL
        if len(self.negations) % 2:
            return NEGATED
        for mark in (PLANNED, POSSIBLE):
            if mark in self.marks:
                return mark
        return Modality.ACTUAL


def governor_classes(parse: Parse, word: Token) -> frozenset[Modality | str]:
    """The classes of a word, of the verb with its particle first ("call off")."""
    if word.lemma == "suspect" and word.pos != "VERB":
        return frozenset()  # "the bombing suspect": somebody is suspected, the bombing is not
    table = classes("governors")
    if word.lemma == "consider" and parse.dependents(word, "auxpass"):
        return table["believe"]  # "is considered to be wounded"; "considers striking" is a plan
    for particle in parse.dependents(word, "prt", "advmod"):
        found = table.get(f"{word.lemma} {particle.lower}")
        if found:
            return found
    return table.get(word.lemma) or table.get(word.lower) or frozenset()


def is_nobody(parse: Parse, noun: Token) -> bool:
    """True for "no one", "none of them" and the like: what they do did not happen."""
    if noun.lower in NOBODY:
        return True
    if any(d.lower in ("no", "neither") for d in parse.dependents(noun, "det", "neg", "preconj")):
        return True
    ones = [n for n in (noun, *parse.dependents(noun, "nummod", "det")) if n.lower in ("one", "single", "a")]
    before = {parse.tokens[n.index - 1].lower for n in ones if n.index}
    return "not" in before  # "not one civilian", "not a single shot"

"""Whether people who flee are displaced, and nouns for it: "the flight of 300 villagers"."""

from __future__ import annotations

from rashomon.extract.counts.groups import forms, is_people, is_perpetrator
from rashomon.extract.syntax.wordsets import word_set
from rashomon.model import Parse, Token

__all__ = ["is_flight", "lives_so", "runs_away"]


def runs_away(parse: Parse, token: Token, subject: Token | None) -> bool:
    """The flight of those who did it, or from the police: no displacement."""
    if subject is not None and (is_perpetrator(subject) or subject.lower in ("he", "she", "him", "her")):
        return True
    if subject is not None and subject.entity == "PERSON":
        return True
    goal = next(iter(parse.dependents(token, "dobj")), None)
    if goal is None:
        goal = next((g for p in parse.dependents(token, "prep") for g in parse.dependents(p, "pobj")), None)
    return goal is not None and any(form in word_set("casualties", "flight", "never_objects") for form in forms(goal))


def is_flight(parse: Parse, token: Token) -> bool:
    """ "The flight of 300 villagers", "of thousands of villagers"; not "a flight of 12 tourists"."""
    indefinite = any(t.lower in ("a", "an") for t in parse.dependents(token, "det"))
    if indefinite or token.tag != "NN" or token.lower not in word_set("casualties", "flight", "nouns"):
        return False
    people = list(_of(parse, token))
    people += [inner for outer in people for inner in _of(parse, outer)]
    return any(is_people(t) is True and t.tag in ("NNS", "NNPS") for t in people)


def _of(parse: Parse, token: Token) -> tuple[Token, ...]:
    return tuple(t for p in parse.dependents(token, "prep") if p.lower == "of" for t in parse.dependents(p, "pobj"))


def lives_so(parse: Parse, token: Token) -> bool:
    """ "Two homeless men found a bag": that is how they live; "the flood left two homeless men" tells what happened."""
    governor = parse.head(parse.head(token))
    return token.lower == "homeless" and token.dep == "amod" and governor.lemma not in ("leave", "make", "render")

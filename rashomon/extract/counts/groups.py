"""Which nouns name people. What is killed, missing or gathered may also be cattle, cars or evidence."""

from __future__ import annotations

from functools import cache

from rashomon.data import lexicon
from rashomon.extract.syntax.wordsets import word_set
from rashomon.model import Token

__all__ = ["forms", "is_gathering", "is_people", "is_perpetrator", "is_trade"]

PEOPLE_ENTITIES = frozenset({"PERSON", "NORP"})
THING_ENTITIES = frozenset(
    {"DATE", "TIME", "MONEY", "PERCENT", "ORDINAL", "GPE", "LOC", "FAC", "PRODUCT", "LAW", "WORK_OF_ART"}
)


@cache
def endings() -> tuple[str, ...]:
    return tuple(lexicon("people")["endings"])


@cache
def qualities() -> tuple[str, ...]:
    return tuple(lexicon("people")["qualities"])


def forms(token: Token) -> tuple[str, ...]:
    """The word and what it may be the plural of; parsers leave the plural of upper-case words as it is."""
    lower = token.lower
    found = [token.lemma, lower]
    if lower.endswith("ies"):
        found.append(lower[:-3] + "y")
    if lower.endswith("es"):
        found.append(lower[:-2])
    if lower.endswith("s"):
        found.append(lower[:-1])
    return tuple(found)


def is_people(token: Token) -> bool | None:  # noqa: PLR0911 - rules in order
    """True for a noun that names people, False for one that names something else, None when not known.

    Lists first, then endings ("-man", "-ist"), then the entity label: nationalities and persons are people.
    """
    candidates = forms(token)
    if any(form in word_set("people", "persons") for form in candidates):
        return True
    if any(
        form in word_set("people", "things") or form in word_set("figurative", "property", "words")
        for form in candidates
    ):
        return False
    if token.tag == "NN" and token.lower.endswith(qualities()):
        return False
    if token.lower.endswith(endings()):
        return True
    if token.entity in PEOPLE_ENTITIES:
        return True
    if token.entity in THING_ENTITIES:
        return False
    return None


def is_gathering(token: Token) -> bool:
    """True for a noun that holds people and is counted by them: "a crowd of 500"."""
    return any(form in word_set("people", "gatherings") for form in forms(token))


def is_perpetrator(token: Token) -> bool:
    """True for people who run from what they did ("the gunmen fled")."""
    return any(form in word_set("people", "perpetrators") for form in forms(token))


def is_trade(token: Token) -> bool:
    """True for a common noun with an ending of those who do something ("dockers", "machinists"): people, where a verb
    is said of them that only people do."""
    return token.tag in ("NNS", "NN") and token.lower.endswith(tuple(lexicon("people")["trades"]))

"""Nouns of happenings that lie ahead or are of a kind: sought, the only alternative, a toll that may grow, in case of.

The words are in the lexicon `modality`, section `ends`.
"""

from __future__ import annotations

from rashomon.extract.events.modality_words import governor_classes, listed
from rashomon.model import Modality, Parse, Token

__all__ = [
    "has_article",
    "is_alternative",
    "is_denied",
    "is_in_case",
    "is_kind_of_deed",
    "is_naming",
    "is_sought",
    "is_weighed",
    "may_grow",
    "wished",
]


def is_denied(parse: Parse, verb: Token) -> bool:
    """ "A protest that never took place": a relative clause of the noun, with the noun as its subject, says no."""
    subjects = parse.dependents(verb, "nsubj")
    own = bool(subjects) and subjects[0].tag in ("WDT", "WP")
    return own and any(t.dep == "neg" or t.lower == "never" for t in parse.dependents(verb, "neg", "advmod"))


def is_sought(parse: Parse, verb: Token) -> bool:
    """ "Information leading to the arrest", "a tip that leads to his capture"."""
    subjects = [t for t in parse.dependents(verb, "nsubj") if t.tag not in ("WDT", "WP")]
    above = [parse.head(verb)] if verb.dep in ("acl", "relcl") else []
    past = verb.tag in ("VBD", "VBN")
    return not past and any(t.lemma in listed("ends", "clues") for t in (*subjects, *above))


def is_alternative(parse: Parse, verb: Token) -> bool:
    """ "The only alternative is war"."""
    subjects = parse.dependents(verb, "nsubj")
    return any("hypothetical" in governor_classes(parse, t) for t in subjects)


def is_weighed(parse: Parse, noun: Token) -> bool:
    """ "Weighs an intervention that could alter the war": what it would do is told, and nothing says that it began."""
    clauses = parse.dependents(noun, "relcl")
    modal = any(a.lower in ("could", "would", "might") for c in clauses for a in parse.dependents(c, "aux"))
    past = any(a.lower == "have" for c in clauses for a in parse.dependents(c, "aux"))
    verbs = [v for v in parse.ancestors(noun) if v.tag.startswith("VB") or v.tag == "MD"][:1]
    begun = any(
        v.tag in ("VBD", "VBN") or v.lemma in listed("ends", "begun") or parse.dependents(v, "auxpass") for v in verbs
    )
    return modal and not past and not begun


def wished(parse: Parse, noun: Token, preposition: Token, definite: bool) -> Modality | None:
    """ "Rallies for the release of", "called for the release of", "a timetable for": wanted, or not wanted."""
    governor = parse.head(preposition)
    if preposition.lower == "for" and governor.lemma in listed("ends", "ways"):
        return Modality.PLANNED
    if preposition.lower == "for" and noun.lemma in listed("ends", "demanded"):
        asks = governor.pos == "VERB" and Modality.PLANNED in governor_classes(parse, governor)
        return Modality.PLANNED if asks or governor.lemma in listed("causes", "words") else None
    averse = preposition.lower == "to" and governor.lower in listed("ends", "averse") and not definite
    return Modality.HYPOTHETICAL if averse else None


def may_grow(parse: Parse, verb: Token) -> bool:
    """ "The toll is expected to climb", "appears likely to rise": what is told of it is not yet known."""
    for below in parse.dependents(verb, "xcomp", "acomp", "oprd"):
        words = (verb, below, *parse.dependents(below, "acomp", "oprd"))
        verbs = (below, *parse.dependents(below, "xcomp"))
        infinitive = any(t.tag == "TO" for v in verbs for t in parse.dependents(v, "aux"))
        if infinitive and any(t.lemma in ("likely", "expect", "fear", "appear", "bind") for t in words):
            return True
    return False


def is_in_case(parse: Parse, preposition: Token, noun: Token) -> bool:
    """ "In case of war", "in instances of a coup"."""
    if preposition.lower != "of" or noun.lemma not in ("case", "event", "instance"):
        return False
    return noun.dep == "pobj" and parse.head(noun).lower == "in" and not parse.dependents(noun, "nummod", "amod")


def is_kind_of_deed(parse: Parse, noun: Token, preposition: Token, governor: Token) -> bool:
    """ "The idea of war", "the laws of war": a bare mass noun under an abstract noun names no one happening."""
    if noun.lemma not in listed("kinds", "nouns") or parse.dependents(noun, "det", "amod", "poss", "prep", "compound"):
        return False
    if preposition.lower not in ("of", "about", "on", "to") or governor.pos != "NOUN":
        return False
    return governor.lemma not in listed("transparent", "nouns") and governor.lemma not in listed("kinds", "real_under")


def has_article(parse: Parse, noun: Token) -> bool:
    """ "The case": with an article of its own."""
    return any(d.lower == "the" for d in parse.dependents(noun, "det"))


def is_naming(parse: Parse, noun: Token, verb: Token) -> bool:
    """ "Do not call the raid a massacre": whatever it is called, it was."""
    return noun.dep in ("dobj", "nsubj", "nsubjpass") and bool(parse.dependents(verb, "oprd"))

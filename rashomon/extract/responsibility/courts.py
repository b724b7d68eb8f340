"""What police and courts lay to somebody: "pleaded guilty to E", "was found guilty of E", "arrested in connection with
E", "wanted for E".

Each rule takes the desk and a verb and yields findings, as those of `blame.py` do. The words are in the lexicon
`responsibility`, section `courts`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rashomon.extract.responsibility.findings import CaseDesk, Finding, words
from rashomon.extract.syntax.clauses import (
    agent_of,
    conjuncts,
    is_negated,
    is_passive,
    object_of,
    patient_of,
    subject_of,
)
from rashomon.model import Modality, Stance, Token

__all__ = ["COURT_RULES"]


def _guilty(desk: CaseDesk, verb: Token) -> Token | None:
    return next((t for t in desk.parse.dependents(verb) if t.lower == "guilty"), None)


def pleaded(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """ "X pleaded guilty to E", "X pleaded not guilty"."""
    guilty, who = _guilty(desk, verb) if verb.lemma == "plead" else None, subject_of(desk.parse, verb)
    actor = desk.person(who) if who is not None else None
    if guilty is None or actor is None:
        return
    what = desk.deed_after((verb, guilty), frozenset({"to", "of", "in"}))
    if desk.deed_in(what) is None:
        return
    denied = is_negated(desk.parse, verb) or is_negated(desk.parse, guilty)
    yield Finding(verb, actor, what, who, Stance.DENIES if denied else Stance.ADMITS, desk.modality(verb))


def found_guilty(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """ "X was found guilty of E", "the jury found X guilty of E"."""
    guilty = _guilty(desk, verb) if verb.lemma == "find" else None
    if guilty is None or is_negated(desk.parse, verb) or is_negated(desk.parse, guilty):
        return
    passive = is_passive(desk.parse, verb)
    inside = next(iter(desk.parse.dependents(guilty, "nsubj")), None)  # "found him guilty": read as a clause
    whom = patient_of(desk.parse, verb) if passive else inside or object_of(desk.parse, verb)
    court = agent_of(desk.parse, verb) if passive else subject_of(desk.parse, verb)
    what = desk.deed_after((guilty, verb), frozenset({"of", "in", "for"}))
    yield from _charges(desk, verb, whom, court, what, Modality.ACTUAL)


def in_connection(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """ "X was arrested in connection with E", "police are seeking X in connection with E", "X is wanted for E"."""
    parse = desk.parse
    passive = is_passive(parse, verb)
    whom = patient_of(parse, verb) if passive else object_of(parse, verb)
    if verb.lemma not in words("courts", "holding") or whom is None or is_negated(parse, verb):
        return
    below = (verb, whom)
    links = (o for t in below for p in parse.dependents(t, "prep") for o in parse.dependents(p, "pobj"))
    link = next((t for t in links if t.lemma == "connection"), None)
    what = desk.deed_after((link,), frozenset({"with", "to"})) if link is not None else None
    if what is None and verb.lemma == "want" and passive:
        what = desk.deed_after((verb,), frozenset({"for", "over"}))
    force = agent_of(parse, verb) if passive else subject_of(parse, verb)
    yield from _charges(desk, verb, whom, force, what, Modality.POSSIBLE)


def _charges(
    desk: CaseDesk, verb: Token, whom: Token | None, by: Token | None, what: Token | None, modality: Modality
) -> Iterator[Finding]:
    """Everybody of a list whom somebody, or nobody in particular, charges with a deed."""
    if whom is None or desk.deed_in(what) is None:
        return
    for each in (whom, *conjuncts(desk.parse, whom)):
        actor = desk.person(each)
        if actor is not None and not desk.is_nobody(each):
            claimant = by if by is not None else "UNNAMED"
            yield Finding(verb, actor, what, claimant, Stance.ACCUSES, modality)


Rule = Callable[[CaseDesk, Token], Iterator[Finding]]
COURT_RULES: tuple[Rule, ...] = (pleaded, found_guilty, in_connection)

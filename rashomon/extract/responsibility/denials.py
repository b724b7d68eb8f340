"""Accusations that the accused turn down: "X denies it", "an allegation that both parties reject".

What is denied is told elsewhere, in an accusation shortly before; its actor and event are taken from there.
"""

from __future__ import annotations

from dataclasses import replace

from rashomon.extract.responsibility.findings import Blamed, CaseDesk, Finding, words
from rashomon.extract.syntax.clauses import agent_of, is_negated, is_passive, object_of, patient_of, subject_of
from rashomon.model import Modality, Stance, Token

__all__ = ["with_denials"]

REACH = 3  # sentences from an accusation to its denial
VAGUE = frozenset({"it", "this", "that", "which", "them", "these"})
STATES = frozenset({"state", "government", "military"})
EVERYBODY = frozenset({"both", "they", "all"})
CHARGES = frozenset({Stance.ACCUSES, Stance.ASSERTS, Stance.DOUBTS, Stance.ADMITS})


def with_denials(desk: CaseDesk, findings: list[Finding]) -> list[Finding]:
    """The findings, and one more for each accusation that its accused deny, all in text order."""
    denied = [
        denial
        for verb in desk.parse.tokens
        if verb.pos == "VERB" and verb.lemma in words("deny", "verbs") and _turns_down(desk, verb)
        for denial in _denials(desk, verb, findings)
    ]
    denied += [denial for word in desk.parse.tokens for denial in _called_false(desk, word, findings)]
    return sorted([*findings, *denied], key=lambda f: f.cue.index)


def _turns_down(desk: CaseDesk, verb: Token) -> bool:
    if is_negated(desk.parse, verb):
        return False
    thing = patient_of(desk.parse, verb) if is_passive(desk.parse, verb) else object_of(desk.parse, verb)
    if thing is None:
        return verb.lemma == "deny" and not desk.parse.dependents(verb, "xcomp", "ccomp", "prep")
    return thing.lower in VAGUE or thing.lemma in words("nouns", "accusation")


def _denials(desk: CaseDesk, verb: Token, findings: list[Finding]) -> list[Finding]:
    who = agent_of(desk.parse, verb) if is_passive(desk.parse, verb) else subject_of(desk.parse, verb)
    denier = desk.blamed(who)
    if who is None:
        return []
    everybody = who.lower in EVERYBODY or any(t.lower == "both" for t in desk.parse.dependents(who, "det"))
    near = [
        f
        for f in findings
        if f.stance in CHARGES and f.cue.index < verb.index and verb.sentence - f.cue.sentence <= REACH
    ]
    if not near:
        return []
    if near[-1].stance is Stance.ADMITS and not _claims_rejected(desk, verb):
        near = [f for f in near if f.stance is not Stance.ADMITS]
    if not near:
        return []
    last = [f for f in near if f.cue.index == near[-1].cue.index]
    if near[-1].stance is Stance.ADMITS:  # "the group claimed the attack; officials rejected the claim"
        return [replace(f, cue=verb, claimant=who, stance=Stance.DENIES, modality=Modality.ACTUAL) for f in last]
    chosen = last if everybody else [f for f in reversed(near) if denier is not None and _same(f.actor, denier)][:1]
    return [replace(f, cue=verb, claimant=who, stance=Stance.DENIES, modality=Modality.ACTUAL) for f in chosen]


def _claims_rejected(desk: CaseDesk, verb: Token) -> bool:
    """ "Officials rejected the claim" of a group that it did it."""
    thing = patient_of(desk.parse, verb) if is_passive(desk.parse, verb) else object_of(desk.parse, verb)
    return verb.lemma != "deny" and thing is not None and thing.lemma == "claim"


def _called_false(desk: CaseDesk, word: Token, findings: list[Finding]) -> list[Finding]:
    """ "The ministry called the accusations absurd", "said that the charges were false": it denies the last one."""
    if word.lemma not in words("deny", "false"):
        return []
    parse, verb = desk.parse, desk.parse.head(word)
    things = parse.dependents(word, "nsubj") or parse.dependents(verb, "nsubj", "dobj", "nsubjpass")
    charge = next((t for t in things if t.lemma in words("nouns", "accusation") and t.lemma != "suspicion"), None)
    if charge is None or is_negated(parse, verb):
        return []
    says = verb if verb.lemma in words("deny", "call") else parse.head(verb)
    who = agent_of(parse, says) if is_passive(parse, says) else subject_of(parse, says)
    if says.index == word.index or who is None or who.index == charge.index or desk.is_nobody(who):
        return []
    near = [f for f in findings if f.stance is Stance.ACCUSES and f.cue.index < word.index]
    near = [f for f in near if word.sentence - f.cue.sentence <= REACH]
    last = [f for f in near if f.cue.index == near[-1].cue.index]
    return [replace(f, cue=word, claimant=who, stance=Stance.DENIES, modality=Modality.ACTUAL) for f in last]


def _same(accused: Blamed, denier: Blamed) -> bool:
    """One entity, or two words for one state: "Iran" is accused, "Tehran" and "the Iranian army" deny it."""
    if accused.name == denier.name or (denier.name[:1].isupper() and denier.name in accused.name):
        return True
    states = accused.kind in STATES and denier.kind in STATES
    return states and accused.country is not None and accused.country == denier.country

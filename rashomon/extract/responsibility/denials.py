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
    findings = [_as_accused(desk, each) for each in findings]
    denied = [
        denial
        for verb in desk.parse.tokens
        if verb.pos == "VERB" and verb.lemma in words("deny", "verbs") and _turns_down(desk, verb)
        for denial in _denials(desk, verb, findings)
    ]
    denied += [denial for word in desk.parse.tokens for denial in _called_false(desk, word, findings)]
    denied += [denial for verb in desk.parse.tokens if verb.pos == "VERB" for denial in _of_content(desk, verb)]
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


def _charge_of(desk: CaseDesk, verb: Token) -> Token | None:
    """The accusation that a verb turns down: "rejected claims", "the accusations were dismissed"."""
    if verb.lemma not in words("deny", "verbs") or is_negated(desk.parse, verb):
        return None
    thing = patient_of(desk.parse, verb) if is_passive(desk.parse, verb) else object_of(desk.parse, verb)
    return thing if thing is not None and thing.lemma in words("nouns", "accusation") else None


def _content_of(desk: CaseDesk, charge: Token) -> list[Token]:
    """The verbs of what an accusation says: "claims that troops shot him", "an accusation of bombing a school"."""
    of = [p for p in desk.parse.dependents(charge, "prep") if p.lower == "of"]
    that = [c for c in desk.parse.dependents(charge, "acl", "relcl") if desk.parse.dependents(c, "mark")]
    return that + [c for p in of for c in desk.parse.dependents(p, "pcomp")]


def _of_content(desk: CaseDesk, verb: Token) -> list[Finding]:
    """ "The army rejected claims that its soldiers shot the villagers": it denies that they did."""
    charge = _charge_of(desk, verb)
    who = agent_of(desk.parse, verb) if is_passive(desk.parse, verb) else subject_of(desk.parse, verb)
    if charge is None or who is None or desk.is_nobody(who):
        return []
    found = []
    for clause in _content_of(desk, charge):
        event = desk.deed_in(clause)
        doer = who if clause.dep == "pcomp" else next(iter(desk.parse.dependents(clause, "nsubj")), None)
        actor = desk.blamed(doer)
        if event is not None and actor is not None and not is_passive(desk.parse, clause):
            found.append(Finding(verb, actor, clause, who, Stance.DENIES, Modality.ACTUAL))
            if clause.index in desk.by_head:  # else the words of responsibility tell the accusation
                by = _accuser(desk, charge)
                found.append(Finding(clause, actor, clause, by, Stance.ACCUSES, Modality.POSSIBLE))
    return found


def _accuser(desk: CaseDesk, charge: Token) -> Token | str:
    """ "Claims by the opposition", "the mayor's accusation"; else nobody in particular."""
    by = [
        o
        for p in desk.parse.dependents(charge, "prep")
        if p.lower in {"by", "from"}
        for o in desk.parse.dependents(p, "pobj")
    ]
    whose = [t for t in (*desk.parse.dependents(charge, "poss"), *by) if t.index in desk.actors]
    return whose[0] if whose else "UNNAMED"


def _as_accused(desk: CaseDesk, finding: Finding) -> Finding:
    """What stands inside an accusation that somebody turns down is said by the accuser, not by the text."""
    if finding.stance is not Stance.ASSERTS or isinstance(finding.claimant, Token):
        return finding
    for clause in (finding.cue, *desk.parse.ancestors(finding.cue)[:3]):
        charge = desk.parse.head(clause)
        inside = clause.dep in {"acl", "relcl"} and charge.lemma in words("nouns", "accusation")
        if inside and _charge_of(desk, desk.parse.head(charge)) is charge:
            return replace(finding, claimant="UNNAMED", stance=Stance.ACCUSES, modality=Modality.POSSIBLE)
    return finding


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

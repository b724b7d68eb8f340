"""Tests of senses for words of protest: marches and rallies, revolts, strikes of those who work, blocked roads.

Like those of `senses`, each looks at one clause and says whether the public sense of the word is meant.
"""

from __future__ import annotations

from collections.abc import Callable

from rashomon.extract.events.evidence import lexicon_words, names_people
from rashomon.extract.events.senses_political import is_inside
from rashomon.extract.events.triggers import words_of
from rashomon.extract.syntax.clause import Clause

__all__ = ["PROTESTS", "is_campaign"]


def _protest(clause: Clause) -> bool:
    """Public assembly; not to show ("demonstrate that"), not an objection, not prices that rally, not a month."""
    token = clause.token
    if clause.foreign() or _is_advance(clause):
        return False
    if not clause.nominal:
        return _protest_verb(clause)
    if token.lemma in ("march", "rally"):
        return _march_or_rally(clause)
    of = any(p.lower == "of" for p in clause.parse.dependents(token, "prep"))
    return token.lemma != "demonstration" or not of or clause.weight >= 2


def _march_or_rally(clause: Clause) -> bool:
    token = clause.token
    if token.lemma == "march" and (token.entity in ("DATE", "TIME") or token.text == "March"):
        return False
    kinds = {"protest", "mass", "anti", "opposition", "pro", "antigovernment", "peaceful", "solidarity", "unity"}
    if clause.modifiers() & kinds:
        return True
    public = {"protest", "protester", "demonstrator", "demonstration", "opposition", "police", "street", "demand"}
    return bool(clause.sentence_words() & public or clause.weight >= 1) and not is_campaign(clause)


def _is_advance(clause: Clause) -> bool:
    """ "Militants march on the capital": an advance of armed men."""
    armed = {"militant", "rebel", "army", "troop", "soldier", "fighter", "insurgent", "guerrilla", "tank", "column"}
    near = {w for s in (*clause.subjects(), *clause.through("of", "by")) for w in words_of(s)}
    sentence = clause.sentence_words() & armed and clause.through("on", "against", "towards", "toward", "into")
    protest = clause.sentence_words() & {"protester", "demonstrator", "protest", "demonstration", "slogan"}
    return clause.token.lemma == "march" and bool(near & armed or sentence) and not protest


def _protest_verb(clause: Clause) -> bool:
    token, subjects = clause.token, clause.subjects()
    if clause.parse.dependents(token, "ccomp") or (token.lemma == "demonstrate" and _only_things(clause)):
        return False
    if token.lemma in ("rally", "march", "picket"):
        return (not subjects or any(names_people(s) for s in subjects)) and not is_campaign(clause)
    bodies = token.lemma != "demonstrate"  # "as the report demonstrates"
    return not subjects or any(names_people(s) or (bodies and s.entity == "ORG") for s in subjects)  # a state: in words


def _only_things(clause: Clause) -> bool:
    return bool(clause.objects()) and not any(names_people(o) for o in clause.objects())


def is_campaign(clause: Clause) -> bool:
    """A rally of an election campaign is no protest."""
    words = clause.sentence_words()
    campaign = bool(words & {"campaign", "candidate", "nominee", "election", "presidential", "supporter", "primary"})
    return campaign and not words & {"protest", "protester", "demonstrator", "opposition", "police", "clash"}


def _revolt(clause: Clause) -> bool:
    if clause.foreign() or is_inside(clause):
        return False
    if clause.modifiers() & lexicon_words("inside", "words"):
        return False
    if clause.token.lemma in ("turmoil", "upheaval", "disorder", "disturbance", "mayhem", "rampage"):
        return clause.weight >= 1
    return True


def _labour_strike(clause: Clause) -> bool:
    words = clause.sentence_words()
    labour = {"union", "worker", "labour", "labor", "wage", "pay", "miner", "teacher", "strike", "employee", "doctor"}
    if clause.token.lemma != "strike":
        return True
    return len(words & labour) >= 2 and clause.weight < 3


def _strikers(clause: Clause) -> bool:
    """ "Striking miners", "nurses struck over pay": those who stop work, not those who hit."""
    token = clause.token
    if token.dep == "amod":
        return token.tag in ("VBG", "JJ") and clause.has((clause.parse.head(token),), "workers", "words")
    if clause.parse.dependents(token, "dobj", "nsubjpass", "auxpass") or token.tag == "VBN":
        return False
    grounds = clause.has(clause.through("over", "for", "against"), "workers", "grounds")
    return clause.has(clause.subjects(), "workers", "words") and (grounds or "union" in clause.sentence_words())


def _obstruct(clause: Clause) -> bool:
    objects, subjects = clause.objects(), clause.subjects()
    public = {"road", "street", "highway", "traffic", "bridge", "entrance", "square", "motorway", "port", "railway"}
    public |= {"building", "office", "transport", "runway", "lane", "intersection", "track", "gate", "campus"}
    state = {"police", "army", "troop", "soldier", "military", "government", "authority", "officer", "force"}
    if not {w for o in objects for w in words_of(o)} & public:
        return False
    who = {w for s in subjects for w in words_of(s)}
    return any(names_people(s) for s in subjects) and not who & state


PROTESTS: dict[str, Callable[[Clause], bool]] = {
    "labour-strike": _labour_strike,
    "obstruct": _obstruct,
    "protest": _protest,
    "revolt": _revolt,
    "strikers": _strikers,
}

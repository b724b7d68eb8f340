"""What is taken for granted whatever the clause around it says: "where he was killed", "could have been prevented".

Each function looks at one construction under which a happening stands; the words are in the lexicon `modality`.
"""

from __future__ import annotations

from rashomon.extract.events.modality_markers import is_future
from rashomon.extract.events.modality_words import PLANNED, Verdict, classes, governor_classes, listed
from rashomon.model import Parse, Token

__all__ = [
    "is_aim",
    "is_any_deed",
    "is_asked_about",
    "is_judged",
    "is_perfect",
    "lost_auxiliary",
    "speaks_of_future",
    "taken_for_granted",
    "tells_its_kind",
    "was_able",
]

ASKED = frozenset({"how", "why", "when", "where", "who", "whom", "what"})
TAKING_PART = frozenset({"participate", "engage", "result", "take", "involve", "succeed", "be", "end", "join", "break"})


def is_asked_about(parse: Parse, verb: Token) -> bool:
    """ "Does not know how he was killed", "asked who killed him", "a mile from where he was killed"."""
    words = parse.dependents(verb, "advmod", "nsubj", "nsubjpass", "dobj")
    return verb.dep in ("ccomp", "pcomp") and any(w.lower in ASKED and w.tag in ("WRB", "WP") for w in words)


def is_perfect(parse: Parse, verb: Token) -> bool:
    """ "To have killed": what is told lies in the past."""
    return any(a.lower == "have" for a in parse.dependents(verb, "aux"))


def was_able(parse: Parse, governor: Token) -> bool:
    """ "Were able to destroy it", said of the past."""
    verb = parse.head(governor)
    return governor.lower == "able" and verb.lemma == "be" and verb.tag in ("VBD", "VBN")


def is_aim(parse: Parse, verb: Token) -> bool:
    """ "The aim was to kill", "part of it is to kill"; but "their answer was to shell the port" tells what they did."""
    if parse.dependents(verb, "acomp", "attr"):
        return False
    aims = any(PLANNED in governor_classes(parse, s) for s in parse.dependents(verb, "nsubj"))
    return aims or verb.tag in ("VBP", "VBZ")


def is_any_deed(parse: Parse, verb: Token, head: Token) -> bool:
    """ "Starting a war is one way to win": a gerund as subject tells of no one deed, unless its object is definite."""
    if verb.tag != "VBG" or head.lemma not in ("be", "mean", "require", "take", "become"):
        return False
    definite = ("the", "this", "that", "these", "those")
    return not any(
        o.pos == "PROPN"
        or o.tag in ("PRP", "CD")
        or parse.dependents(o, "poss", "nummod")
        or any(d.lower in definite for d in parse.dependents(o, "det"))
        for o in parse.dependents(verb, "dobj")
    )


def _is_regretted(parse: Parse, verb: Token) -> bool:
    """ "Could have been prevented": it was not."""
    helpers = {a.lower for a in parse.dependents(verb, "aux")}
    return "have" in helpers and bool(helpers & {"could", "should", "might"})


def is_judged(parse: Parse, noun: Token, verb: Token) -> bool:
    """ "Opposed a strike": a thought; but "supported an uprising in the north", one that there was."""
    placed = any(p.lower == "in" for p in parse.dependents(noun, "prep"))
    backed = placed and verb.tag == "VBD" and verb.lemma in ("support", "back")
    return noun.dep == "dobj" and verb.lemma in listed("attitude", "verbs") and not backed


def lost_auxiliary(parse: Parse, verb: Token, head: Token, verdict: Verdict) -> bool:
    """ "It is likely that he will come and kill", where "kill" was joined to "is": the auxiliary between holds."""
    between = parse.tokens[head.index + 1 : verb.index]
    modal = next((t for t in reversed(between) if t.tag in ("MD", "TO")), None)
    if modal is not None and modal.tag == "MD":
        verdict.add_all(classes("auxiliaries").get(modal.lower, frozenset()), modal)
    elif modal is not None:
        verdict.add(PLANNED)
    return modal is not None


def tells_its_kind(parse: Parse, verb: Token) -> bool:
    """ "The attack may be the work of", "the killing could have been revenge": what it was is open, not that it was."""
    helpers = {a.lower for a in parse.dependents(verb, "aux")}
    ahead = any(t.lemma in listed("ends", "near") for t in parse.dependents(verb, "acomp"))
    if verb.lemma in listed("presupposing", "effects"):
        return not helpers & {"would", "will", "'d", "’d", "shall"}  # "the ban did not lead to peace"
    return verb.lemma == "be" and bool(helpers & {"may", "might", "could", "must"}) and not ahead


def _is_setting(preposition: Token, verb: Token) -> bool:
    """ "Nobody was charged in the killing", "used gas in the war": what it is part of is there."""
    return preposition.lower == "in" and preposition.head == verb.index and verb.lemma not in TAKING_PART


def taken_for_granted(parse: Parse, noun: Token, verb: Token, definite: bool, preposition: Token | None) -> bool:
    """ "Struggled to contain protests", "called it an attack", "did not join the protest", "described as a revolt",
    "the attack could have been prevented", "nobody was charged in the killing"."""
    if preposition is not None and (preposition.lower == "as" or (definite and _is_setting(preposition, verb))):
        return True
    answered = preposition is not None and verb.lemma in listed("existing", "answers")
    answered = answered and preposition is not None and preposition.lower in ("to", "with", "by")
    if answered and (definite or not is_future(parse, verb)):
        return True  # "did not respond to the attacks"
    if noun.dep == "oprd" or (noun.dep == "dobj" and verb.lemma in listed("existing", "verbs")):
        return True
    regretted = noun.dep == "nsubjpass" and _is_regretted(parse, verb) and "negated" in governor_classes(parse, verb)
    return regretted or (definite and verb.lemma in listed("presupposing", "verbs"))


def speaks_of_future(parse: Parse, verb: Token) -> bool:
    """The verb or one that governs it has a modal ("the answer will be to frighten them before the vote")."""
    chain = (verb, *parse.ancestors(verb))
    return any(is_future(parse, v) for v in chain if v.pos in ("VERB", "AUX")) or any(
        a.tag == "TO" for a in parse.dependents(verb, "aux")
    )

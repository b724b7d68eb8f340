"""Times and places of what was told, done or held besides a happening, in the sentence that names it.

"The bombing suspect appeared in court on Friday", "she moved to Lima on Monday after the shooting", "voiced concern
Monday about the conflict": the day and the town are those of the hearing, the move and the words.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from rashomon.extract.syntax.wordsets import word_set
from rashomon.model import Parse, Token

__all__ = ["is_of_another_part", "is_of_home", "is_of_the_deed", "is_of_what_it_lies_before", "is_of_what_surrounds"]

ABOUT = frozenset({"about", "regarding", "concerning"})
CASES = frozenset({"over", "for", "with", "of", "in"})  # arrested over, for, in connection with
LATER = frozenset({"after", "following", "since"})
AHEAD = frozenset({"before", "of", "until"})  # "ahead of", "in advance of"
AHEAD_OF = frozenset({"ahead", "advance"})
MARKS = frozenset({"while", "whereas", "although", "though", "because"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "their", "its"})
RESIDING = frozenset({"live", "reside", "dwell", "settle", "study"})
CLAUSES = frozenset({"VBD", "VBZ", "VBP", "MD"})


def is_of_what_surrounds(
    parse: Parse, trigger: Token, other: Token, triggers: Collection[int], *, time: bool, later: bool
) -> bool:
    """Whether a time or place (its top word is `other`) that does not hang on a trigger noun is of what is told about
    the happening: of the suspect, of the talk about it, of the arrest over it; `later`: of what was done after it."""
    above = parse.ancestors(other)
    if any(t.index == trigger.index for t in above):
        return False
    holder = parse.head(trigger)
    if trigger.dep in ("compound", "amod", "nmod"):
        held = holder.lemma in word_set("link_events", "happened", "afterwards") and holder.index not in triggers
        return held and all(t.index != holder.index for t in above[:2])
    beside = time and _is_modifier(parse, other) and parse.head(other).dep not in ("nsubj", "nsubjpass")
    if beside or _is_of_speaker(parse, trigger, above):
        return True  # "led their Tuesday pages with the bombing"
    if trigger.dep == "nsubj" and holder.lemma == "follow":  # "the attack followed a shooting last week"
        return bool(parse.dependents(holder, "dobj")) and other.index > holder.index
    if trigger.dep in ("pobj", "pcomp") and holder.lower in CASES:  # "held since 2010 after a conviction for attacking"
        noun = parse.head(holder)
        if noun.lemma in word_set("link_events", "happened", "afterwards") and noun.index not in triggers:
            return all(t.index != noun.index for t in above[:2])
    behind = trigger.dep == "pobj" and all(t.index != holder.index for t in above)
    return behind and (holder.lower in ABOUT or _is_of_verb(parse, trigger, other, triggers, later))


def _is_of_speaker(parse: Parse, trigger: Token, above: Sequence[Token]) -> bool:
    """ "The embassy in Lima condemned the attack": where whoever speaks of it is."""
    verbs = [t for t in parse.ancestors(trigger) if t.lemma in word_set("link_events", "happened", "answers")]
    subjects = {t.index for verb in verbs for t in parse.dependents(verb, "nsubj")}
    return any(t.index in subjects for t in above)


def _is_of_verb(parse: Parse, trigger: Token, other: Token, triggers: Collection[int], later: bool) -> bool:
    """Behind "arrested for", "moved to Lima after": the time or place is the verb's."""
    preposition = parse.head(trigger)
    verb = next((t for t in parse.ancestors(preposition) if t.pos not in ("ADP", "NOUN", "PROPN")), None)
    if verb is None or verb.pos != "VERB":
        return False
    if preposition.lower in CASES:
        return verb.lemma in word_set("link_events", "happened", "charges")
    ongoing = verb.tag == "VBG" and any(t.tag in ("VBZ", "VBP") for t in parse.dependents(verb, "aux"))
    known = ongoing or any(t.lower in DEFINITE for t in parse.dependents(trigger, "det", "poss"))
    return later and preposition.lower in LATER and verb.index not in triggers and (known or _is_modifier(parse, other))


def _is_modifier(parse: Parse, time: Token) -> bool:
    """ "Sunday service", "Saturday's election"."""
    return time.dep in ("compound", "nmod", "poss", "amod") and parse.head(time).pos in ("NOUN", "PROPN")


def is_of_what_it_lies_before(parse: Parse, trigger: Token, time: Token) -> bool:
    """ "Ahead of Saturday's election", "before Monday's deadline": the day of what was still to come."""
    holder = parse.head(time)
    if not _is_modifier(parse, time) or holder.index == trigger.index or holder.dep != "pobj":
        return False
    preposition = parse.head(holder)
    if preposition.lower == "of":
        return parse.head(preposition).lower in AHEAD_OF
    return preposition.lower in AHEAD


def is_of_another_part(parse: Parse, trigger: Token, other: Token) -> bool:
    """Whether a time or place stands in a part of the sentence that tells something else: behind "because", behind
    "while" before that part's verb ("killed 12, while in March ..."), or with a noun of another main clause ("he was
    arrested and is suspected of renting a flat to the cell in Peru")."""
    path = [other]
    for token in parse.ancestors(other):
        if token.index == trigger.index:
            break
        path.append(token)
    else:
        return False
    for number, token in enumerate(path):
        if token.pos not in ("VERB", "AUX"):
            continue
        if other.dep == "pobj" and parse.head(other).lower == "for" and token.dep == "relcl":
            return True  # "a nurse who had worked there for seven years was shot"
        marks = {t.lower for t in parse.dependents(token, "mark", "advmod")} & MARKS
        if token.dep == "advcl" and marks:
            if "because" in marks:
                return True
            begun = token.index > trigger.index and other.index < token.index
            if begun and parse.dependents(token, "nsubj", "nsubjpass"):
                return True
        deep = any(t.pos in ("NOUN", "PROPN", "VERB") for t in path[1:number])
        if token.dep == "conj" and deep and _is_finite(parse, token):
            return True
    return False


def is_of_the_deed(parse: Parse, trigger: Token, place: Token, triggers: Collection[int]) -> bool:
    """ "Arrested over the killing of a journalist in Lima": where the deed was, not the arrest for it."""
    if trigger.lemma not in word_set("link_events", "happened", "charges"):
        return False
    for token in parse.ancestors(place):
        if token.index == trigger.index:
            return False
        held = parse.head(token)
        if token.index in triggers and token.dep in ("pobj", "pcomp") and held.lower in CASES | LATER:
            return any(t.index == trigger.index for t in parse.ancestors(token))
    return False


def is_of_home(parse: Parse, trigger: Token, place: Token) -> bool:
    """ "She lives in Lima, but they have threatened to attack her": where somebody lives is told in a clause of its
    own."""
    verb = next((t for t in parse.ancestors(place) if t.pos in ("VERB", "AUX")), None)
    if verb is None or verb.lemma not in RESIDING or verb.index == trigger.index:
        return False
    path = (trigger, *parse.ancestors(trigger))
    below = next((t for t, above in pairwise(path) if above.index == verb.index), None)
    return below is not None and below.dep == "conj" and bool(parse.dependents(below, "nsubj", "nsubjpass"))


def _is_finite(parse: Parse, verb: Token) -> bool:
    """ "... and is suspected": a clause with its own tense."""
    return verb.tag in ("VBZ", "VBP") or any(t.tag in CLAUSES for t in parse.dependents(verb, "aux", "auxpass"))

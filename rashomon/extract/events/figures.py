"""Figures of speech that are known by their form: "shot back", "shot to fame", "a flood of complaints", "by accident".

The word lists are in the lexicon `figurative`, section `figures`.
"""

from __future__ import annotations

from rashomon.extract.events.evidence import Surroundings, lexicon_words, names_people
from rashomon.model import Parse, Token
from rashomon.triggers import Candidate

__all__ = ["is_figure", "is_lifeless"]


def is_figure(parse: Parse, candidate: Candidate, around: Surroundings) -> bool:
    """Whether the form of the phrase around a trigger shows that no such thing happened."""
    token = parse.tokens[candidate.token]
    if candidate.nominal:
        return _is_of_chance(parse, token) or _is_mass(parse, token) or _is_fight_on_evil(parse, token)
    return (
        _is_retort(parse, token, around)
        or _is_ascent(parse, token)
        or _is_to_bodies_of_thought(parse, token)
        or _is_to_states(parse, token, around)
        or _is_ache(parse, token)
        or _is_dismissal(parse, candidate)
    )


def _is_of_chance(parse: Parse, noun: Token) -> bool:
    """ "By accident"."""
    return noun.lower == "accident" and noun.dep == "pobj" and parse.head(noun).lower == "by" and _is_bare(parse, noun)


def _is_bare(parse: Parse, noun: Token) -> bool:
    return not parse.children[noun.index]


def _is_mass(parse: Parse, noun: Token) -> bool:
    """ "A flood of refugees", "a storm of protest": very many, and no water."""
    if noun.lemma not in lexicon_words("figures", "masses"):
        return False
    of = [o for p in parse.dependents(noun, "prep") if p.lower == "of" for o in parse.dependents(p, "pobj")]
    return any(
        o.pos == "NOUN" and not o.entity and o.lemma not in lexicon_words("figures", "of_elements")
        for o in of
        if o.index > noun.index
    )


def _is_fight_on_evil(parse: Parse, noun: Token) -> bool:
    """ "Fighting poverty", taken for a compound."""
    after = parse.tokens[noun.index + 1 : noun.index + 2]
    evils = lexicon_words("abstract", "words") | lexicon_words("verbal", "partners")
    return noun.lower == "fighting" and any(t.pos == "NOUN" and t.lemma in evils for t in after)


def _is_dismissal(parse: Parse, candidate: Candidate) -> bool:
    """ "Two officers were fired on Tuesday": a day is not fired on."""
    verb = parse.tokens[candidate.token]
    particles = [parse.tokens[i] for i in candidate.taken[1:]]
    days = [o for p in particles if p.lower in ("on", "at") for o in parse.dependents(p, "pobj")]
    return verb.lemma == "fire" and bool(days) and all(o.entity in ("DATE", "TIME") for o in days)


def _is_retort(parse: Parse, verb: Token, around: Surroundings) -> bool:
    """ "The envoy shot back", "she fired back at critics": an answer, unless those who bear arms give it."""
    back = [t for t in parse.tokens[verb.index + 1 : verb.index + 2] if t.lower == "back"]
    if not back or verb.lemma not in lexicon_words("figures", "retorts"):
        return False
    doers = parse.dependents(verb, "nsubj") or parse.dependents(parse.head(verb), "nsubj")
    armed = any(t.lemma in lexicon_words("force", "words") or t.lemma in lexicon_words("armed", "words") for t in doers)
    own = verb.lemma == "fire"  # a word for what weapons do, too
    if verb.lemma == "fight":
        return not (around.weapons[verb.sentence] or around.others(verb))
    return not (armed or around.weapons[verb.sentence] > own)


def _is_ascent(parse: Parse, verb: Token) -> bool:
    """ "Shot to fame", "shares shot up 6 percent"."""
    if verb.lemma != "shoot" or verb.tag == "VBN":
        return False
    objects = parse.dependents(verb, "dobj")
    goals = [o for p in parse.dependents(verb, "prep") if p.lower == "to" for o in parse.dependents(p, "pobj")]
    if any(o.lemma in lexicon_words("figures", "heights") for o in goals):
        return True
    up = any(t.lower in ("up", "past") for t in parse.tokens[verb.index + 1 : verb.index + 2])
    people = [t for t in parse.dependents(verb, "nsubj") if names_people(t)]
    return up and not objects and not people


def _is_to_bodies_of_thought(parse: Parse, verb: Token) -> bool:
    """ "Blew up in our faces", "cut him down to size"."""
    near = [o for p in parse.dependents(verb, "prep") for o in parse.dependents(p, "pobj")]
    near += [
        o
        for t in parse.dependents(verb, "prt", "advmod")
        for p in parse.dependents(t, "prep")
        for o in parse.dependents(p, "pobj")
    ]
    ends = {"blow": "face", "explode": "face", "cut": "size", "hit": "nerve"}
    return any(o.lemma == ends.get(verb.lemma) for o in near)


def _is_to_states(parse: Parse, verb: Token, around: Surroundings) -> bool:
    """ "Sanctions that choke Norland to death": a state has no body."""
    objects = parse.dependents(verb, "dobj")
    bodily = verb.lemma in lexicon_words("figures", "bodily")
    return bodily and bool(objects) and all(o.index in around.placed for o in objects)


def _is_ache(parse: Parse, verb: Token) -> bool:
    """ "His back hurt"."""
    subjects = parse.dependents(verb, "nsubj")
    aching = any(t.lemma in lexicon_words("figures", "limbs") for t in subjects)
    return verb.lemma == "hurt" and aching and not parse.dependents(verb, "dobj", "auxpass")


def is_lifeless(parse: Parse, token: Token) -> bool:
    """ "The deal is dead", "declared the talks dead", "his body is being held": what is said so is no living person."""
    if token.lower == "dead":
        holder = parse.head(token)
        said_of = (
            parse.dependents(holder, "nsubj", "nsubjpass") if token.dep in ("acomp", "oprd", "attr", "xcomp") else ()
        )
        said_of = parse.dependents(holder, "dobj") or said_of if holder.lemma in ("declare", "pronounce") else said_of
        said_of = said_of or parse.dependents(token, "nsubj")
        things = lexicon_words("abstract", "words") | lexicon_words("figures", "lifeless")
        return bool(said_of) and all(t.lemma in things for t in said_of)
    if token.lemma == "hold":
        held = parse.dependents(token, "nsubjpass", "dobj")
        return bool(held) and all(t.lemma in ("body", "remains", "corpse") for t in held)
    return False

"""Tests of senses that hang on arms and explosives: found, made harmless, used, or gone off without anybody's will."""

from __future__ import annotations

from collections.abc import Callable

from rashomon.extract.events.evidence import is_misfortune, lexicon_words, names_people
from rashomon.extract.events.triggers import words_of
from rashomon.extract.events.weapons import weapon_at
from rashomon.extract.syntax.clause import Clause
from rashomon.model import Token

__all__ = ["WEAPONRY"]

MANY = 3  # sentences of violence in a text from which its explosions are no accidents


def _industrial(clause: Clause) -> bool:
    """A gas tank, a factory, a store of fireworks that blew up by accident."""
    here = clause.token.sentence
    if clause.nominal and is_misfortune(clause.parse, clause.token) and not clause.around.force[here]:
        return True
    force = clause.sentence_words() & lexicon_words("force", "words") - lexicon_words("industrial", "words")
    if force or clause.around.weapons[here] > 0:
        return False
    parts = (
        clause.subjects() + clause.parse.dependents(clause.token, "compound", "amod") + clause.through("at", "in", "of")
    )
    return clause.has(parts, "industrial", "words")


def _explosion(clause: Clause) -> bool:
    if clause.has(clause.subjects(), "abstract", "words") or clause.foreign():
        return False
    told = clause.around.attacks >= MANY and clause.around.attacks > clause.around.disaster
    return clause.weight >= 1 or (told and _unexplained(clause))


def _unexplained(clause: Clause) -> bool:
    """ "Several explosions shook the port", "the depot blew up": nobody says yet that anybody wanted it."""
    token = clause.token
    if clause.foreign() or clause.has(clause.subjects(), "abstract", "words"):
        return False
    if not clause.nominal:
        return any(clause.is_property(s) or s.entity == "ORG" for s in clause.subjects())
    above = clause.parse.head(token)
    struck: tuple[Token, ...] = ()
    if token.dep == "nsubj" and above.lemma in lexicon_words("explosion", "strikes"):
        struck = clause.parse.dependents(above, "dobj")
    happened = token.dep in ("nsubj", "nsubjpass") and above.lemma in lexicon_words("explosion", "happens")
    return happened or any(clause.is_property(o) for o in (*struck, *clause.through("in", "at", "near", "inside")))


def _arms(clause: Clause) -> bool:
    """ "Seized 200 rifles", "a roadside bomb was defused": what is taken or found is arms, explosives or drones."""
    objects = clause.objects() + (clause.through("of") if clause.nominal else ())
    below = [t for o in objects for t in (o, *_listed(clause, o))]
    return any(weapon_at(clause.parse, t) or t.lemma in lexicon_words("arms", "words") for t in below)


def _arms_found(clause: Clause) -> bool:
    """ "Weapons were found in a cellar", "cleared 200 mines": a store of arms, not the one gun beside a body."""
    objects = clause.objects()
    store = any(o.tag in ("NNS", "NNPS") or o.lemma in lexicon_words("arms", "stores") for o in objects)
    people = any(names_people(o) and not clause.has((o,), "arms", "words") for o in objects)  # "arms" are no limbs here
    return store and _arms(clause) and not people


def _device_destroyed(clause: Clause) -> bool:
    """ "Sappers destroyed a roadside bomb": what would have exploded, by those who look for it."""
    return clause.has(clause.objects(), "devices", "words") and clause.has(clause.subjects(), "sappers", "words")


def _weapon_object(clause: Clause) -> bool:
    """ "Chlorine was used in the town", "helicopters dropped barrel bombs": a weapon that did its work."""
    modes = {"unconventional"}
    if clause.token.lemma not in ("use", "deploy"):
        modes |= {"explosives", "aerial"}
    if clause.token.lemma in ("fire", "launch"):
        modes |= {"heavy-weapons"}
    for thing in clause.objects():
        found = [weapon_at(clause.parse, t) for t in (thing, *_listed(clause, thing))]
        if any(f is not None and f[2] in modes for f in found):
            return clause.weight >= 1 and not clause.foreign()
    return False


def _thrown_by_crowd(clause: Clause) -> bool:
    """ "Youths hurled stones at the buses", "threw a bottle at the march": many throw, or a protest is near."""
    if clause.foreign():
        return False
    thrown = clause.objects()
    several = any(t.tag == "NNS" for t in thrown) and not any(s.tag in ("NN", "NNP") for s in clause.subjects())
    here, sentences = clause.token.sentence, clause.parse.sentences
    near = sentences[max(0, here - 2) : here + 3]
    words = lexicon_words("crowd", "words")
    return several or any(w in words for s in near for t in clause.parse.tokens_of(s) for w in words_of(t))


def _thrown_at(clause: Clause) -> bool:
    """ "Threw a brick at the minister's car": at people or their things."""
    at = clause.through("at", "into", "through", "on", "onto", "towards", "toward")
    pelted = clause.objects() if clause.token.lemma == "pelt" else ()
    return not clause.foreign() and any(names_people(t) or clause.is_property(t) for t in (*at, *pelted))


def _fired_by(clause: Clause) -> bool:
    """ "Police firing", "firing by troops": shots, not dismissals or kilns."""
    token, parse = clause.token, clause.parse
    if not clause.nominal:  # "in police firing", where the parser took "firing" for what the police do
        force = parse.head(token)
        bare = token.tag == "VBG" and token.dep == "acl" and token.index == force.index + 1
        return bare and force.dep == "pobj" and not clause.arguments("dobj") and clause.has((force,), "force", "words")
    near = parse.dependents(token, "compound", "nmod", "poss", "amod") + clause.through("by", "from")
    return clause.has(near, "force", "words") and not clause.foreign()


def _poison_used(clause: Clause) -> bool:
    """ "The use of a banned nerve agent", "its use of chlorine in the town"; not a right or a plan to use it."""
    for thing in clause.through("of"):
        found = weapon_at(clause.parse, thing)
        if found is not None and found[2] == "unconventional":
            return clause.weight >= 1 and not clause.foreign()
    return False


def _arms_held(clause: Clause) -> bool:
    """ "Pointed a gun at an officer", "was held at gunpoint": not "pointed to gun violence"."""
    held = clause.objects() if clause.token.lemma != "hold" else clause.through("at")
    return any(weapon_at(clause.parse, t) or t.lemma.startswith(("gun", "knife")) for t in held)


def _felled(clause: Clause) -> bool:
    """ "Rebels brought down a helicopter", "credit for bringing down an airliner"; not a storm, nor its pilot."""
    if not clause.has(clause.objects(), "aircraft", "words"):
        return False
    subjects = [s for s in clause.subjects() if s.lemma not in ("pilot", "captain", "crew")]
    above = clause.parse.ancestors(clause.token)[:2]  # "for", and "credit" or "claimed" with its "credit"
    words = {t.lemma for one in above for t in (one, *clause.parse.dependents(one, "dobj"))}
    owned = words & {"credit", "responsibility", "accuse", "blame"}
    return bool(owned) or any(names_people(s) or weapon_at(clause.parse, s) for s in subjects)


def _listed(clause: Clause, token: Token) -> tuple[Token, ...]:
    """What "a cache of", "200 kilos of" hold, and what is joined to it."""
    inside = [o for p in clause.parse.dependents(token, "prep") for o in clause.parse.dependents(p, "pobj")]
    named = clause.parse.dependents(token, "compound", "amod", "nmod", "conj")
    return (*inside, *named)


def _rampage(clause: Clause) -> bool:
    """ "A gunman went on a rampage", "the rampage, in which he shot six": of one who kills, not of a crowd."""
    crowd = {"mob", "crowd", "rioter", "protester", "demonstrator", "youth", "supporter", "fan", "looter", "riot"}
    words = clause.sentence_words(beside=1)
    if words & crowd or clause.foreign():
        return False
    return bool(words & {"kill", "shoot", "stab", "gunman", "shooter", "gunmen", "dead", "knife", "shooting", "victim"})


WEAPONRY: dict[str, Callable[[Clause], bool]] = {
    "arms-found": _arms_found,
    "arms-held": _arms_held,
    "arms-object": _arms,
    "device-destroyed": _device_destroyed,
    "explosion": _explosion,
    "explosion-unexplained": _unexplained,
    "felled": _felled,
    "industrial": _industrial,
    "fired-by": _fired_by,
    "poison-used": _poison_used,
    "rampage": _rampage,
    "thrown-at": _thrown_at,
    "thrown-by-crowd": _thrown_by_crowd,
    "weapon-object": _weapon_object,
}

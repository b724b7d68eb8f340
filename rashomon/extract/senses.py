"""Tests of the senses of a trigger, by the names that the lexicon `events` gives them.

Each test looks at who does it, to what, with what, and what the sentence is about (selectional preference); it says
whether the physical or public sense is meant.
"""

from __future__ import annotations

from collections.abc import Callable

from rashomon.extract.clause import Clause
from rashomon.extract.evidence import lexicon_words, names_people
from rashomon.extract.triggers import words_of
from rashomon.extract.weapons import weapon_at

__all__ = ["TESTS"]

PREPOSITIONS_OF_TARGET = ("on", "against", "at", "upon", "into")


def _harm(clause: Clause) -> bool:
    if clause.token.lemma == "target" and clause.token.dep == "amod":
        return False  # "targeted strikes"
    objects = clause.objects() + clause.through(*PREPOSITIONS_OF_TARGET)
    body = {"head", "knee", "leg", "arm", "hand", "face", "elbow", "chin"}
    if objects and objects[0].lemma in body and clause.token.lemma in ("hit", "strike", "hurt"):
        return clause.weight >= 3
    if any(clause.is_place(o) for o in objects) and clause.token.lemma not in ("hit", "strike", "target"):
        return not clause.political() or clause.weight >= 1
    if any(names_people(o) for o in objects) or any(clause.is_property(o) for o in objects):
        least = 2 if clause.token.lemma in ("hit", "strike") else int(clause.political())
        return clause.weight >= least and not clause.foreign()
    return clause.weight >= 3 and not clause.foreign()


def _person_object(clause: Clause) -> bool:
    objects = clause.objects()
    if clause.nominal:
        return clause.weight >= 1 and not clause.foreign()
    if not objects or not any(names_people(o) for o in objects):
        return False
    return clause.weight >= 1


def _person(clause: Clause) -> bool:
    """The object names people; the verb is plain enough."""
    return any(names_people(o) or o.pos == "NUM" for o in clause.objects()) and not clause.foreign()


def _sexual(clause: Clause) -> bool:
    return bool(clause.modifiers() & {"sexually"}) or clause.token.lemma == "molest"


def _control(clause: Clause) -> bool:
    """Control of a place, taken by somebody with arms."""
    of = tuple(
        o
        for thing in clause.arguments("dobj")
        for p in clause.parse.dependents(thing, "prep")
        for o in clause.parse.dependents(p, "pobj")
    )
    placed = any(clause.is_property(o) for o in of + clause.through("of", "in", "from"))
    return placed and not clause.foreign() and clause.weight >= 0


def _thing_object(clause: Clause) -> bool:
    objects = clause.objects()
    return any(clause.is_property(o) for o in objects) or (clause.weight >= 3 and not clause.foreign())


def _craft(clause: Clause) -> bool:
    return clause.has(clause.objects(), "craft", "words")


def _property_object(clause: Clause) -> bool:
    if clause.around.is_disaster(clause.token):
        return False
    return clause.weight >= 1 and any(
        clause.is_property(o) or any(w in lexicon_words("force", "words") for w in words_of(o))
        for o in clause.objects()
    )


def _industrial(clause: Clause) -> bool:
    """A gas tank, a factory, a store of fireworks that blew up by accident."""
    here = clause.token.sentence
    if clause.around.force[here] or clause.around.weapons[here] > 0:
        return False
    parts = (
        clause.subjects() + clause.parse.dependents(clause.token, "compound", "amod") + clause.through("at", "in", "of")
    )
    return clause.has(parts, "industrial", "words")


def _explosion(clause: Clause) -> bool:
    if clause.has(clause.subjects(), "abstract", "words") or clause.foreign():
        return False
    return clause.weight >= 1


def _assault_noun(clause: Clause) -> bool:
    """ "Attack", "strike", "battle", "operation"."""
    if clause.foreign() or _is_inside(clause):
        return False
    lemma = clause.token.lemma
    if lemma in ("fight", "battle", "struggle"):
        partners = clause.through("with", "against", "over", "for", "of", "between", "to")
        return not clause.has(partners, "verbal", "partners") and clause.weight >= 2
    return _attack_noun(clause, lemma)


def _attack_noun(clause: Clause, lemma: str) -> bool:
    if lemma == "strike":
        parts = clause.parse.dependents(clause.token, "amod", "compound", "nmod", "poss")
        by = any(t.entity in ("NORP", "GPE") or t.lemma in ("military", "retaliatory", "punitive") for t in parts)
        return clause.weight >= (1 if by else 3)
    if lemma in ("attempt", "operation", "blitz"):
        return clause.weight >= 3 and (lemma != "attempt" or bool(clause.modifiers() & {"suicide", "assassination"}))
    targets = clause.through("on", "against", "at", "upon")
    if any(clause.is_place(t) for target in targets for t in clause.parse.subtree(target)[:8]):
        return not _is_campaign(clause)
    if any(names_people(t) or clause.is_property(t) for t in targets):
        return clause.weight >= (1 if clause.political() else -1)
    return clause.weight >= 1 or clause.place_given()


def _is_inside(clause: Clause) -> bool:
    """Inside a party, a company, a club: against its leader, by its members, no force near."""
    if clause.around.others(clause.token) or clause.around.weapons[clause.token.sentence]:
        return False
    near = clause.through("against", "by", "of", "in", "within", "among", "from", "between")
    if clause.modifiers() & lexicon_words("inside", "words") or clause.has(near, "inside", "words"):
        return True
    below = [t for n in near for t in clause.parse.dependents(n, "amod", "compound", "nmod")]
    if clause.has(tuple(below), "inside", "words"):
        return True
    return _politics_near(clause) and not clause.around.force[clause.token.sentence]


def _politics_near(clause: Clause) -> bool:
    """The sentence and those beside it are about parties and elections, and none holds violence."""
    here, sentences = clause.token.sentence, clause.parse.sentences
    words = clause.around.topics["politics"]
    near = range(max(0, here - 2), min(len(sentences), here + 3))
    return sum(words[n] for n in near) >= 4 and not any(clause.around.strong[n] - {clause.token.index} for n in near)


def _political_seizure(clause: Clause) -> bool:
    if clause.modifiers() & lexicon_words("inside", "words") or clause.foreign() or _is_inside(clause):
        return False
    lemma = clause.token.lemma
    if lemma in ("takeover", "intervention", "occupation"):
        near = clause.through("in", "of", "by", "against", "on")
        military = clause.modifiers() & {"military", "armed", "foreign", "rebel", "russian", "us", "u.s.", "nato"}
        return bool(military) or any(clause.is_place(t) for t in near) or clause.weight >= 3
    return True


def _territory_object(clause: Clause) -> bool:
    objects = clause.objects() + clause.through("from", "of")
    placed = any(clause.is_place(o) for o in objects)
    if clause.has(objects, "abstract", "words") and not placed:
        return False
    lemma = clause.token.lemma
    if lemma in ("topple", "oust", "depose", "overthrow"):
        ruler = placed or clause.has(objects, "territory", "words") or any(names_people(o) for o in objects)
        return ruler and not (_is_inside(clause) or clause.foreign())
    named = placed or any(o.pos == "PROPN" and o.entity != "PERSON" for o in objects)
    held = named or any(clause.is_property(o) for o in objects)
    if lemma == "occupy":  # also a house, a mind, a seat
        return named or (held and clause.weight >= 2)
    return held or clause.weight >= 3


def _war_noun(clause: Clause) -> bool:
    if clause.foreign() or _is_inside(clause) or _is_war_of_words(clause):
        return False
    lemma = clause.token.lemma
    peoples = clause.parse.dependents(clause.token, "amod", "compound", "nmod", "poss")
    if any(t.entity == "NORP" or clause.is_place(t) for t in peoples) and not clause.political():
        return True
    violent = clause.weight >= 1 or clause.place_given()
    if lemma in ("struggle", "confrontation", "conflict", "standoff", "clash", "combat", "infighting"):
        return violent or bool(clause.modifiers() & {"violent", "armed", "deadly"})
    return violent if lemma == "siege" else not clause.political() or clause.weight >= 0


def _is_war_of_words(clause: Clause) -> bool:
    """ "A war of images", "the fight for promotion", "the war against the epidemic"."""
    kinds = {"independence", "liberation", "attrition", "aggression", "conquest", "succession", "secession", "choice"}
    of = clause.through("of")
    if clause.token.lemma == "war" and of and not any(clause.is_place(o) or o.lemma in kinds or o.entity for o in of):
        return True
    if clause.around.disaster > clause.around.attacks and clause.weight < 2:
        return True
    partners = clause.through("with", "against", "over", "for", "of", "between", "on", "to")
    return clause.has(partners, "verbal", "partners") and not any(t.entity in ("GPE", "NORP") for t in partners)


def _fight_verb(clause: Clause) -> bool:
    """Fights between people who have weapons, not against a bill, a disease or for a seat."""
    near = clause.objects() + clause.through("for", "against", "over", "with")
    if clause.has(near, "verbal", "partners") or clause.has(near, "abstract", "words") or clause.foreign():
        return False
    sides = clause.subjects() + near
    armed = clause.has(sides, "force", "words") or any(t.entity == "NORP" for t in clause.objects())
    if any(a.tag == "TO" for a in clause.parse.dependents(clause.token, "aux")) and not armed and clause.weight < 2:
        return False
    return clause.weight >= (1 if armed else 2)


def _legal_charge(clause: Clause) -> bool:
    objects = clause.objects()
    if not any(names_people(o) for o in objects):
        return False
    crimes = clause.through("with", "for", "of", "on", "to")
    below = tuple(t for c in crimes for t in clause.parse.subtree(c)[:12])
    return clause.has(crimes + below, "legal", "words") or (clause.token.lemma == "sentence" and clause.weight >= 2)


def _seized(clause: Clause) -> bool:
    objects = clause.objects() + clause.through("of", "from")
    if clause.has(objects, "abstract", "words"):
        return False
    physical = any(clause.is_property(o) or weapon_at(clause.parse, o) for o in objects)
    physical = physical or clause.has(objects, "forces_moved", "words")
    return (physical and clause.weight >= 0) or (not objects and clause.weight >= 3)


def _banned(clause: Clause) -> bool:
    return clause.has(clause.objects(), "banned", "words")


def _cyber(clause: Clause) -> bool:
    if clause.nominal:
        return True
    words = clause.sentence_words()
    return bool(words & {"hacker", "email", "computer", "network", "website", "server", "account", "cyber", "online"})


def _crushed(clause: Clause) -> bool:
    return clause.has(clause.objects(), "uprising_words", "words") and not clause.foreign()


def _protest(clause: Clause) -> bool:
    """Public assembly; not to show ("demonstrate that"), not an objection, not prices that rally, not a month."""
    token = clause.token
    if clause.foreign():
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
    return bool(clause.sentence_words() & public or clause.weight >= 1) and not _is_campaign(clause)


def _protest_verb(clause: Clause) -> bool:
    token, subjects = clause.token, clause.subjects()
    if clause.parse.dependents(token, "ccomp") or (token.lemma == "demonstrate" and _only_things(clause)):
        return False
    if token.lemma in ("rally", "march", "picket"):
        return (not subjects or any(names_people(s) for s in subjects)) and not _is_campaign(clause)
    return not subjects or any(names_people(s) or clause.is_place(s) or s.entity == "ORG" for s in subjects)


def _only_things(clause: Clause) -> bool:
    return bool(clause.objects()) and not any(names_people(o) for o in clause.objects())


def _is_campaign(clause: Clause) -> bool:
    """A rally of an election campaign is no protest."""
    words = clause.sentence_words()
    campaign = bool(words & {"campaign", "candidate", "nominee", "election", "presidential", "supporter", "primary"})
    return campaign and not words & {"protest", "protester", "demonstrator", "opposition", "police", "clash"}


def _revolt(clause: Clause) -> bool:
    if clause.foreign() or _is_inside(clause):
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


def _obstruct(clause: Clause) -> bool:
    objects, subjects = clause.objects(), clause.subjects()
    public = {"road", "street", "highway", "traffic", "bridge", "entrance", "square", "motorway", "port", "railway"}
    public |= {"building", "office", "transport", "runway", "lane", "intersection", "track", "gate", "campus"}
    state = {"police", "army", "troop", "soldier", "military", "government", "authority", "officer", "force"}
    if not {w for o in objects for w in words_of(o)} & public:
        return False
    who = {w for s in subjects for w in words_of(s)}
    return any(names_people(s) for s in subjects) and not who & state


def _forces_object(clause: Clause) -> bool:
    objects = clause.objects()
    if clause.token.lemma in ("send", "dispatch", "despatch", "station", "mass", "amass") and not objects:
        return False
    return clause.has(objects, "forces_moved", "words") and not clause.foreign()


def _forces_noun(clause: Clause) -> bool:
    near = clause.through("of", "by")
    military = {"military", "troop", "force", "army", "weapon", "naval", "missile", "police"}
    return clause.has(near, "forces_moved", "words") or bool(clause.modifiers() & military)


def _forces_move(clause: Clause) -> bool:
    near = clause.objects() + clause.subjects() + clause.through("of", "by")
    military = {"military", "troop", "force", "army", "rebel"}
    named = any(s.entity in ("GPE", "NORP") for s in near) and clause.weight >= 2
    return clause.has(near, "forces_moved", "words") or bool(clause.modifiers() & military) or named


def _threat(clause: Clause) -> bool:
    if clause.nominal:
        return clause.token.lemma == "ultimatum" or (
            clause.weight >= 2 and any(o.lemma in ("violence", "attack", "force") for o in clause.through("of"))
        )
    subjects = clause.subjects()
    spoken = bool(clause.parse.dependents(clause.token, "xcomp", "ccomp")) or bool(clause.through("with"))
    return spoken and (not subjects or any(names_people(s) or s.entity in ("GPE", "ORG") for s in subjects))


def _sanction(clause: Clause) -> bool:
    near = tuple(t for n in clause.through("on", "against") for t in clause.parse.subtree(n)[:6])
    if clause.parse.head(clause.token).lemma in ("impose", "lift", "ease", "slap", "tighten", "reimpose"):
        return not clause.foreign()
    return any(t.entity in ("GPE", "NORP", "ORG", "PERSON") for t in near) or bool(
        clause.modifiers() & {"economic", "trade", "international", "us", "u.s.", "un", "u.n.", "eu", "western", "arms"}
    )


def _convicted(clause: Clause) -> bool:
    if clause.nominal:
        return bool(clause.modifiers() & lexicon_words("legal", "words"))
    crimes = clause.through("of", "for", "on", "in")
    below = tuple(t for c in crimes for t in clause.parse.subtree(c)[:10])
    return clause.has(crimes + below, "legal", "words")


def _freed(clause: Clause) -> bool:
    captives = {"hostage", "prisoner", "detainee", "captive", "inmate", "soldier", "journalist", "activist", "suspect"}
    objects = clause.objects() + clause.through("of")
    if clause.token.lemma == "liberate":
        return clause.weight >= 1 and (
            any(clause.is_property(o) for o in objects) or any(names_people(o) for o in objects)
        )
    return any(w in captives for o in objects for w in words_of(o)) or (
        any(names_people(o) for o in objects)
        and bool(clause.through("from", "on", "after"))
        and any(
            w in ("prison", "jail", "custody", "captivity", "bail", "detention")
            for o in clause.through("from", "on", "after")
            for w in words_of(o)
        )
    )


def _office(clause: Clause) -> bool:
    near = clause.subjects() + clause.through("of", "as") + clause.parse.dependents(clause.token, "poss")
    below = tuple(t for n in near for t in clause.parse.dependents(n, "compound", "amod", "appos"))
    return clause.has(near + below, "office", "words") and not clause.foreign() and not _is_inside(clause)


def _accusing(clause: Clause) -> bool:
    """Only accusations of violence count as happenings here; the rest is opinion."""
    crimes = clause.through("of", "for", "on", "with") + clause.objects()
    below = tuple(
        t
        for p in clause.parse.dependents(clause.token, "prep")
        for c in clause.parse.dependents(p, "pcomp", "pobj")
        for t in clause.parse.subtree(c)[:8]
    )
    violent = clause.around.strong[clause.token.sentence]
    return any(t.index in violent for t in crimes + below)


def _rejecting(clause: Clause) -> bool:
    peace = {"ceasefire", "truce", "talk", "ultimatum", "resolution", "peace", "cease-fire", "mediation", "negotiation"}
    return any(w in peace for o in clause.objects() for w in words_of(o))


def _aid_given(clause: Clause) -> bool:
    return not clause.nominal


def _disaster(clause: Clause) -> bool:
    """Kept only where people came to harm in it: OTHER holds what a toll belongs to."""
    if not clause.nominal:
        return clause.has(clause.subjects(), "craft", "words")
    strict = {"fire", "storm", "crash", "collapse", "outbreak", "accident", "flood", "drought", "blaze", "collision"}
    if clause.token.lemma in strict and clause.around.topic(clause.token.sentence) in ("business", "sport", "arts"):
        return False
    if clause.token.lemma in ("fire", "storm", "collapse", "outbreak"):
        around = clause.around
        harmed = any(
            t.index in around.gentle for t in clause.parse.tokens_of(clause.parse.sentences[clause.token.sentence])
        )
        return harmed and not around.weapons[clause.token.sentence] and around.disaster >= around.violence
    return True


TESTS: dict[str, Callable[[Clause], bool]] = {
    "accusing": _accusing,
    "aid-given": _aid_given,
    "assault-noun": _assault_noun,
    "banned": _banned,
    "convicted": _convicted,
    "crushed": _crushed,
    "cyber": _cyber,
    "disaster": _disaster,
    "explosion": _explosion,
    "fight-verb": _fight_verb,
    "forces-move": _forces_move,
    "forces-noun": _forces_noun,
    "forces-object": _forces_object,
    "freed": _freed,
    "control": _control,
    "craft": _craft,
    "harm": _harm,
    "industrial": _industrial,
    "person": _person,
    "sexual": _sexual,
    "labour-strike": _labour_strike,
    "legal-charge": _legal_charge,
    "obstruct": _obstruct,
    "office": _office,
    "person-object": _person_object,
    "political-seizure": _political_seizure,
    "property-object": _property_object,
    "protest": _protest,
    "rejecting": _rejecting,
    "revolt": _revolt,
    "sanction": _sanction,
    "seized-object": _seized,
    "territory-object": _territory_object,
    "thing-object": _thing_object,
    "threat": _threat,
    "war-noun": _war_noun,
}

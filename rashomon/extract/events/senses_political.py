"""Tests of senses for words of politics: moves of forces, threats, sanctions, offices, accusations.

Like those of `senses`, each looks at one clause and says whether the public sense of the word is meant.
"""

from __future__ import annotations

from collections.abc import Callable

from rashomon.extract.events.evidence import lexicon_words, names_people
from rashomon.extract.events.triggers import words_of
from rashomon.extract.syntax.clause import Clause
from rashomon.model import Token

__all__ = ["POLITICAL", "is_inside"]

POLICE = frozenset({"police", "policeman", "officer", "soldier", "troop", "agent", "detective", "gendarme", "force"})


def is_inside(clause: Clause) -> bool:
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


def _forces_object(clause: Clause) -> bool:
    objects = clause.objects()
    if clause.token.lemma in ("send", "dispatch", "despatch", "station", "mass", "amass") and not objects:
        return False
    if clause.token.lemma in ("mobilise", "mobilize") and not objects:  # "fighters have mobilised"
        objects = clause.subjects()
    return clause.has(objects, "forces_moved", "words") and not clause.foreign()


def _forces_noun(clause: Clause) -> bool:
    near = clause.through("of", "by")
    military = {"military", "troop", "force", "army", "weapon", "naval", "missile", "police"}
    return clause.has(near, "forces_moved", "words") or bool(clause.modifiers() & military)


def _forces_move(clause: Clause) -> bool:
    near = clause.objects() + clause.subjects() + clause.through("of", "by")
    near += tuple(
        o
        for subject in clause.subjects()  # "a company of the brigade surrendered"
        for p in clause.parse.dependents(subject, "prep")
        for o in clause.parse.dependents(p, "pobj")
    )
    military = {"military", "troop", "force", "army", "rebel"}
    named = any(s.entity in ("GPE", "NORP") for s in near) and clause.weight >= 2
    above = clause.parse.head(clause.token)
    left = clause.token.lemma in ("withdraw", "retreat", "pull") and clause.through("from")
    if left and any(clause.is_place(t) or t.lemma in ("base", "city", "town", "area", "camp") for t in left):
        return not clause.foreign()
    if clause.nominal and clause.token.dep == "dobj":  # "the troops completed their withdrawal"
        near += clause.parse.dependents(above, "nsubj")
    return clause.has(near, "forces_moved", "words") or bool(clause.modifiers() & military) or named


def _base_object(clause: Clause) -> bool:
    """ "Troops set up three posts", "a military base was built"."""
    what = clause.objects()
    named = [t for o in what for t in clause.parse.dependents(o, "amod", "compound")]
    military = any(w in lexicon_words("bases", "military") for t in named for w in words_of(t))
    by = clause.has(clause.subjects(), "forces_moved", "words")
    return clause.has(what, "bases", "words") and (military or by)


def _threat(clause: Clause) -> bool:
    if clause.nominal:
        by = clause.through("by", "from")
        military = clause.modifiers() & {"military", "nuclear", "armed", "terrorist"}
        return (
            clause.token.lemma == "ultimatum"
            or (bool(military) and any(names_people(t) or t.entity for t in by))
            or (clause.weight >= 2 and any(o.lemma in ("violence", "attack", "force") for o in clause.through("of")))
            or _is_threat_made(clause)
        )
    if _is_charged_with(clause):
        return any(names_people(o) or o.entity for o in clause.objects())
    subjects, objects = clause.subjects(), clause.parse.dependents(clause.token, "dobj")
    spoken = bool(clause.parse.dependents(clause.token, "xcomp", "ccomp")) or bool(clause.through("with"))
    spoken = spoken or any(o.lemma in ("action", "retaliation", "war", "force", "violence", "strike") for o in objects)
    armed = clause.through("with", "at") or any(names_people(s) or s.entity in ("PERSON", "NORP") for s in subjects)
    spoken = spoken or (bool(armed) and any(names_people(o) or o.entity in ("NORP", "PERSON") for o in objects))
    willing = not clause.has(subjects, "weather", "words") and not any(s.index in clause.around.nouns for s in subjects)
    if not subjects and clause.token.dep == "conj":  # "the war spreads and threatens to engulf the region"
        shared = clause.parse.dependents(clause.parse.head(clause.token), "nsubj")
        willing = willing and not clause.has(shared, "weather", "words")
        willing = willing and not any(s.lower == "it" or s.index in clause.around.nouns for s in shared)
    return spoken and willing and not any(s.tag in ("WDT", "DT") or s.lower == "it" for s in subjects)


def _is_threat_made(clause: Clause) -> bool:
    """ "Was charged with making threats against officers", "posted a threat": made by somebody, to somebody."""
    verb = clause.parse.head(clause.token)
    made = clause.token.dep == "dobj" and verb.lemma in lexicon_words("threats", "made")
    against = clause.parse.dependents(verb, "prep")
    to = clause.through("against", "to", "on") + tuple(
        o for p in against if p.lower in ("against", "to") for o in clause.parse.dependents(p, "pobj")
    )
    aimed = any(names_people(o) or clause.is_property(o) for o in to)
    deadly = clause.modifiers() & lexicon_words("threats", "deadly")
    return made and clause.weight >= 0 and not clause.foreign() and (aimed or bool(deadly))


def _is_charged_with(clause: Clause) -> bool:
    """ "Accused of threatening the clerk", "charged with threatening police"."""
    above = clause.parse.head(clause.parse.head(clause.token))
    return clause.token.dep == "pcomp" and above.lemma in lexicon_words("threats", "charged")


def _cut_off(clause: Clause) -> bool:
    """ "Suspended aid to", "froze the assets of": what is withheld from another state or body."""
    objects = clause.objects() + (clause.through("of") if clause.nominal else ())
    arms = any(t.lemma in ("arm", "arms", "weapon") for o in objects for t in clause.parse.dependents(o, "compound"))
    of = tuple(o for thing in objects for p in clause.parse.dependents(thing, "prep") for o in _objects_of(clause, p))
    trade = any(s.lemma in ("company", "firm", "maker", "producer", "airline") for s in clause.subjects())
    if not (arms or clause.has(objects + of, "cut_off", "words")) or clause.foreign() or trade:
        return False
    below = [t for thing in (*objects, *clause.through("to", "with", "from")) for t in clause.parse.subtree(thing)[:12]]
    return any(t.entity in ("GPE", "NORP") or t.lemma in ("rebel", "regime", "junta", "diplomatic") for t in below)


def _objects_of(clause: Clause, preposition: Token) -> tuple[Token, ...]:
    return clause.parse.dependents(preposition, "pobj")


def _envoys(clause: Clause) -> bool:
    objects = clause.through("of") if clause.nominal else clause.objects()
    if clause.nominal and clause.modifiers() & {"diplomatic", "diplomat"}:
        return True
    near = tuple(t for o in objects for t in (o, *clause.parse.dependents(o, "compound", "amod")))
    return clause.has(objects, "envoys", "words") or any(w in ("un", "u.n.") for t in near for w in words_of(t))


def _force_lifted(clause: Clause) -> bool:
    return clause.has(_what_ends(clause), "lifted", "force") and not clause.foreign()


def _rule_lifted(clause: Clause) -> bool:
    """ "Lifted the curfew", "ended the state of emergency"."""
    ended = _what_ends(clause)
    lifted = clause.token.lemma == "lift" and clause.has(ended, "lifted", "only_lifted")
    return (lifted or clause.has(ended, "lifted", "rule")) and not clause.foreign()


def _what_ends(clause: Clause) -> tuple[Token, ...]:
    objects = clause.parse.dependents(clause.token, "dobj", "nsubjpass")
    return objects + tuple(
        t for o in objects for p in clause.parse.dependents(o, "prep") for t in _objects_of(clause, p)
    )


def _forces_leave(clause: Clause) -> bool:
    """ "Troops left the town": forces go from a place."""
    placed = any(clause.is_place(o) for o in clause.parse.dependents(clause.token, "dobj"))
    return placed and clause.has(clause.subjects(), "forces_moved", "words") and not clause.foreign()


def _sanction(clause: Clause) -> bool:
    near = tuple(t for n in clause.through("on", "against") for t in clause.parse.subtree(n)[:6])
    if clause.token.lower == "sanctions":
        return not clause.foreign()
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


def _place_freed(clause: Clause) -> bool:
    """ "Troops liberated the town", "freed two villages from the militants": ground that somebody held."""
    what = clause.through("of") if clause.nominal else clause.objects()
    if not any(clause.is_place(o) or clause.has((o,), "territory", "words") for o in what):
        return False
    if clause.foreign() or any(names_people(o) for o in what):
        return False
    by_force = clause.has(clause.subjects(), "forces_moved", "words")
    held = tuple(o for o in clause.through("from") if names_people(o) or o.entity or o.pos == "PROPN")
    return clause.weight >= 2 or by_force or (bool(held) and clause.weight >= 0)


def _police_took(clause: Clause) -> bool:
    """ "Was picked up by officers": whom police or soldiers take away."""
    who = clause.subjects() + clause.through("by")
    force = any(w in POLICE for s in who for w in words_of(s))
    return force and any(names_people(o) or o.pos in ("PROPN", "NUM") for o in clause.objects())


def _office(clause: Clause) -> bool:
    near = clause.subjects() + clause.through("of", "as") + clause.parse.dependents(clause.token, "poss")
    below = tuple(t for n in near for t in clause.parse.dependents(n, "compound", "amod", "appos"))
    return clause.has(near + below, "office", "words") and not clause.foreign() and not is_inside(clause)


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
    """ "Rejected the truce", "a state that turned down a proposal"; courts and voters are no parties to it."""
    if clause.has(clause.objects(), "parley", "peace"):
        return clause.token.lemma in ("reject", "veto") or _is_party(clause, clause.subjects())
    return clause.has(clause.objects(), "parley", "offers") and _is_party(clause, clause.subjects())


def _is_party(clause: Clause, people: tuple[Token, ...]) -> bool:
    """A state, its government, an armed group or a body of states, in a text that is not about sport or business."""
    if clause.foreign() or clause.has(people, "parley", "no_party"):
        return False
    named = any(t.entity in ("GPE", "NORP") for t in people)
    below = [t for p in people for t in clause.parse.dependents(p, "amod", "compound", "poss", "nmod")]
    of_state = any(t.entity in ("GPE", "NORP") for t in below)
    return named or clause.has(people, "parley", "parties") or (of_state and clause.has(people, "office", "words"))


def _state_asks(clause: Clause) -> bool:
    """ "Norland urged Sudan to free him": asked of another party."""
    asked = clause.parse.dependents(clause.token, "dobj") + clause.through("on", "upon", "to")
    to_do = bool(clause.parse.dependents(clause.token, "xcomp", "ccomp", "advcl"))
    return to_do and _is_party(clause, clause.subjects()) and _is_party(clause, asked)


def _state_agrees(clause: Clause) -> bool:
    """ "The two governments agreed to talk", "agreed on a border"."""
    on = bool(clause.parse.dependents(clause.token, "xcomp", "dobj")) or bool(clause.through("to", "on", "upon"))
    return on and _is_party(clause, clause.subjects())


def _state_gives(clause: Clause) -> bool:
    """ "Norland gave Chad food aid": help from a party."""
    given = clause.parse.dependents(clause.token, "dobj", "nsubjpass")
    return clause.has(given, "parley", "help") and _is_party(clause, clause.subjects())


def _aid_given(clause: Clause) -> bool:
    return not clause.nominal


POLITICAL: dict[str, Callable[[Clause], bool]] = {
    "accusing": _accusing,
    "aid-given": _aid_given,
    "base-object": _base_object,
    "convicted": _convicted,
    "cut-off": _cut_off,
    "envoys": _envoys,
    "force-lifted": _force_lifted,
    "forces-leave": _forces_leave,
    "forces-move": _forces_move,
    "forces-noun": _forces_noun,
    "forces-object": _forces_object,
    "freed": _freed,
    "office": _office,
    "place-freed": _place_freed,
    "state-agrees": _state_agrees,
    "state-asks": _state_asks,
    "state-gives": _state_gives,
    "police-took": _police_took,
    "rejecting": _rejecting,
    "sanction": _sanction,
    "rule-lifted": _rule_lifted,
    "threat": _threat,
}

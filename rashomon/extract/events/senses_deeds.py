"""Tests of senses for plain verbs of force: shots and shells that hit, people who are seized, ground that is gained.

Such verbs ("take", "land", "enter") say nothing of force by themselves: who does it, or to what it is done, has to.
"""

from __future__ import annotations

from collections.abc import Callable

from rashomon.extract.events.evidence import lexicon_words, names_people
from rashomon.extract.events.triggers import words_of
from rashomon.extract.syntax.clause import Clause
from rashomon.model import Token

__all__ = ["DEEDS"]

INTO = ("into", "in", "at", "on", "onto", "near", "through")
AWAY = ("from", "off", "out", "into", "to", "outside", "at", "in")


def _shots_fired(clause: Clause) -> bool:
    """ "Shots were fired", "shots rang out", "the gunman fired into the bus": not a clerk, nor questions."""
    if clause.foreign():
        return False
    fired = clause.objects() + (clause.subjects() if clause.token.lemma == "ring" else ())
    if clause.has(fired, "fired", "shots"):
        return True
    if clause.token.lemma == "ring" or clause.arguments("dobj", "nsubjpass") or clause.token.tag == "VBN":
        return _is_launched(clause, fired)
    aimed = clause.through("into", "indiscriminately", "toward", "towards", "through")
    aimed = tuple(t for t in aimed if names_people(t) or clause.is_property(t) or t.lemma == "air")
    wild = clause.modifiers() & lexicon_words("fired", "wildly")
    by_people = any(names_people(s) and not clause.has((s,), "fired", "employers") for s in clause.subjects())
    return by_people and bool(aimed or wild) and clause.weight >= 0


def _is_launched(clause: Clause, fired: tuple[Token, ...]) -> bool:
    """ "A rocket that was fired by militants": what is said to be fired by those who fight is no clerk."""
    by = tuple(o for p in clause.parse.dependents(clause.token, "agent") for o in clause.parse.dependents(p, "pobj"))
    return clause.is_armed(by) and not any(names_people(o) for o in fired)


def _weapon_hits(clause: Clause) -> bool:
    """ "Rockets landed near the school", "a shell hit the market", "jets struck targets": what flies, and on what."""
    lemma, doers = clause.token.lemma, clause.subjects()
    shot = clause.has(doers, "fired", "missiles")
    flown = lemma in ("hit", "strike", "pound") and clause.has(doers, "fired", "flown")
    if not (shot or flown) or clause.foreign():
        return False
    if lemma in ("hit", "strike", "pound"):
        return any(_is_hit(clause, o) for o in clause.objects())
    on = clause.through(*INTO) + _through_particle(clause, *INTO)
    return any(_is_hit(clause, o) for o in on)


def _is_hit(clause: Clause, thing: Token) -> bool:
    """People, a building, "targets near the port"."""
    return names_people(thing) or clause.is_property(thing) or clause.has((thing,), "fired", "hit")


def _through_particle(clause: Clause, *prepositions: str) -> tuple[Token, ...]:
    """What stands behind "down on", "out of", "back from"."""
    particles = clause.parse.dependents(clause.token, "prt", "advmod", "prep")
    below = [p for t in particles for p in clause.parse.dependents(t, "prep") if p.lower in prepositions]
    return tuple(o for p in below for o in clause.parse.dependents(p, "pobj"))


def _rammed(clause: Clause) -> bool:
    """ "Rammed his car into a crowd", "a van ploughed into pedestrians": people on foot, or with a will."""
    into = clause.through("into", "through") + _through_particle(clause, "into", "through")
    into += clause.objects() if clause.token.lemma == "ram" else ()
    people = any(names_people(o) for o in into)
    aimed = bool(clause.objects()) and any(clause.is_property(o) for o in into) and clause.weight >= 1
    driven = clause.has(clause.objects() + clause.subjects(), "craft", "words")
    return (people or aimed) and (driven or clause.token.lemma != "drive") and not clause.foreign()


def _set_upon(clause: Clause) -> bool:
    """ "A mob set upon two men"."""
    return any(names_people(o) for o in clause.through("upon", "on") + clause.objects())


# ---------------------------------------------------------------- people who are taken


def _taken_by_police(clause: Clause) -> bool:
    """ "Agents grabbed marchers", "officers took him from his flat": whom those who arrest lay hands on."""
    return _is_by(clause, "police") and not _is_by(clause, "gunmen") and _is_person_taken(clause)


def _taken_by_gunmen(clause: Clause) -> bool:
    """ "Gunmen took the mayor from his house", "militants seized 20 villagers"."""
    return _is_by(clause, "gunmen") and _is_person_taken(clause)


def _is_by(clause: Clause, kind: str) -> bool:
    """Whether the doers are of a kind; armed and masked men are gunmen, but for an armed police."""
    by = clause.subjects()
    if clause.has(by, "takers", kind):
        return True
    named = [t for s in by for t in clause.parse.dependents(s, "amod")]
    masked = any(t.lower in ("armed", "masked", "hooded") for t in named)
    rebels = any(clause.around.kinds.get(s.index) == "rebel" for s in by)
    return kind == "gunmen" and (rebels or masked) and not clause.has(by, "takers", "police")


def _is_person_taken(clause: Clause) -> bool:
    """People are seized, or taken out of a house or into a van; a hand is no place, and nobody is taken by surprise."""
    whom = clause.parse.dependents(clause.token, "dobj", "nsubjpass")
    people = [o for o in whom if names_people(o) or clause.around.kinds.get(o.index) == "person"]
    armed = clause.has(tuple(people), "takers", "gunmen") and clause.token.lemma == "take"  # "took the rebels to court"
    if not people or armed or clause.foreign() or clause.through("by", "for", "as", "over"):
        return False
    if clause.has(tuple(people), "people_words", "limbs"):
        return False
    if clause.token.lemma in ("seize", "snatch", "grab"):
        return True
    places = clause.through(*AWAY) + _through_particle(clause, "of")
    return clause.has(places, "takers", "places")


# ---------------------------------------------------------------- ground


def _is_force(clause: Clause, people: tuple[Token, ...]) -> bool:
    """Troops, rebels, tanks, an armed group by its name: those who fight for ground; no police, no protesters."""
    return clause.has(people, "ground", "fighters") or clause.is_armed(people)


def _is_ground(clause: Clause, thing: Token) -> bool:
    return clause.is_place(thing) or clause.has((thing,), "bases", "taken")


def _place_taken(clause: Clause) -> bool:
    """ "Rebels took the town", "Norland grabbed the valley in 1948": ground that those who fight take, or a state."""
    by, objects = clause.subjects(), clause.objects()
    loser = clause.through("from")
    held = any(_is_ground(clause, o) for o in objects) or (
        clause.is_armed(loser) and any(o.lower in ("it", "them") for o in objects)
    )
    away = clause.parse.dependents(clause.token, "prt", "xcomp", "ccomp")
    if not held or away or clause.foreign() or clause.political():
        return False
    state = any(clause.around.kinds.get(s.index) == "state" for s in by) and clause.has(objects, "bases", "taken")
    again = any(s.lower in ("they", "it") for s in by) and clause.has(objects, "bases", "taken") and clause.weight >= 1
    return clause.has(by, "force", "words") or clause.is_armed((*by, *loser)) or state or again


def _advanced(clause: Clause) -> bool:
    """ "Troops pushed into the town under fire": where fighting is told of, and not that there was none."""
    words = [t.lower for t in clause.parse.tokens_of(clause.parse.sentences[clause.token.sentence])]
    opposed = {"fight", "fighting", "resistance", "clash", "clashes", "battle"}
    unopposed = any(w == "without" and opposed & set(words[n : n + 4]) for n, w in enumerate(words))
    unopposed = unopposed or bool({"unopposed", "peacefully"} & set(words))
    return clause.weight >= 2 and not unopposed and _moved_in(clause)


def _moved_in(clause: Clause) -> bool:
    """ "Rebels advanced on the capital", "tanks have entered Norland": they come, whether or not anybody stops them."""
    if clause.foreign() or not _is_force(clause, clause.subjects()):
        return False
    what = clause.arguments("dobj") + clause.through("into", "on", "onto", "towards", "toward", "across", "through")
    return any(_is_ground(clause, o) or clause.has((o,), "ground", "lines") for o in what)


def _driven_out(clause: Clause) -> bool:
    """ "Drove the rebels from the town", "beat back the militia": one force makes another give ground."""
    driven = clause.objects()
    away = clause.through("from", "out", "to") + _through_particle(clause, "of", "from")
    if clause.foreign() or not _is_force(clause, driven):
        people = any(names_people(o) for o in driven) and not clause.subjects()
        gone = people and any(_is_ground(clause, o) for o in away)
        return gone and clause.token.lemma == "drive" and clause.weight >= 1 and not clause.foreign()
    back = any(t.lower in ("back", "out", "off") for t in clause.parse.tokens[clause.token.index + 1 :][:1])
    by_force = _is_force(clause, clause.subjects()) or any(s.entity == "GPE" for s in clause.subjects())
    return by_force or (back and clause.is_armed(driven)) or any(_is_ground(clause, o) for o in away)


def _fell_to(clause: Clause) -> bool:
    """ "The town fell to the rebels"."""
    to = clause.through("to", "into") + tuple(
        o for h in clause.through("into") for p in clause.parse.dependents(h, "prep") for o in _below(clause, p)
    )
    return any(_is_ground(clause, s) for s in clause.subjects()) and _is_force(clause, to) and not clause.foreign()


def _below(clause: Clause, preposition: Token) -> tuple[Token, ...]:
    return clause.parse.dependents(preposition, "pobj")


def _broke_in(clause: Clause) -> bool:
    """ "Gunmen burst into the clinic", "militants breached the base": force, where those who come in bear arms."""
    into = clause.arguments("dobj", "nsubjpass") + clause.through("into", "in", "through")
    by = _is_by(clause, "gunmen") or clause.is_armed(clause.subjects())
    return by and any(clause.is_property(o) for o in into) and not clause.foreign()


def _of_property(clause: Clause) -> bool:
    """ "The storming of the embassy", "the burning of a mosque"; not of waste or fuel."""
    return any(clause.is_property(o) for o in clause.through("of")) and not clause.foreign()


def _poisoned(clause: Clause) -> bool:
    """ "Poisoned the former spy", "the poisoning of a dissident": somebody, by somebody."""
    whom = clause.through("of") if clause.nominal else clause.objects()
    named = any(names_people(o) or clause.around.kinds.get(o.index) == "person" for o in whom)
    by_itself = clause.modifiers() & lexicon_words("disaster", "poisons")
    return named and not by_itself and not clause.foreign() and not clause.around.is_disaster(clause.token)


def _crowd_charged(clause: Clause) -> bool:
    """ "Police charged the crowd with batons": they run at those who stand before them."""
    crowd = clause.objects() + clause.through("at", "into", "towards", "toward")
    words = {w for o in crowd for w in words_of(o)}
    return clause.has(clause.subjects(), "force", "words") and bool(
        words & (lexicon_words("crowd", "words") | {"line", "barricade"})
    )


DEEDS: dict[str, Callable[[Clause], bool]] = {
    "advanced": _advanced,
    "broke-in": _broke_in,
    "crowd-charged": _crowd_charged,
    "driven-out": _driven_out,
    "fell-to": _fell_to,
    "of-property": _of_property,
    "moved-in": _moved_in,
    "place-taken": _place_taken,
    "poisoned": _poisoned,
    "rammed": _rammed,
    "set-upon": _set_upon,
    "shots-fired": _shots_fired,
    "taken-by-gunmen": _taken_by_gunmen,
    "taken-by-police": _taken_by_police,
    "weapon-hits": _weapon_hits,
}

"""Tests of the senses of a trigger, by the names that the lexicon `events` gives them.

Each test looks at who does it, to what, with what, and what the sentence is about (selectional preference); it says
whether the physical or public sense is meant.
"""

from __future__ import annotations

from collections.abc import Callable

from rashomon.extract.events.evidence import lexicon_words, names_people
from rashomon.extract.events.senses_deeds import DEEDS
from rashomon.extract.events.senses_political import POLITICAL, is_inside
from rashomon.extract.events.senses_protest import PROTESTS, is_campaign
from rashomon.extract.events.senses_weapons import WEAPONRY
from rashomon.extract.events.triggers import words_of
from rashomon.extract.events.weapons import weapon_at
from rashomon.extract.syntax.clause import Clause
from rashomon.model import Token

__all__ = ["TESTS"]

PREPOSITIONS_OF_TARGET = ("on", "against", "at", "upon", "into")


def _beaten(clause: Clause) -> bool:
    """ "The beating of a motorist"."""
    return any(names_people(o) for o in clause.through("of")) and not clause.foreign()


def _harm(clause: Clause) -> bool:
    described = clause.token.lemma == "target" or clause.token.lower in ("striking", "raiding")
    if _by_nature(clause) or (clause.token.dep == "amod" and described):
        return False  # "targeted strikes", "a striking resemblance"
    objects = clause.objects() + clause.through(*PREPOSITIONS_OF_TARGET)
    body = {"head", "knee", "leg", "arm", "hand", "face", "elbow", "chin"}
    if objects and objects[0].lemma in body and clause.token.lemma in ("hit", "strike", "hurt"):
        return clause.weight >= 3
    if any(clause.is_place(o) for o in objects) and clause.token.lemma not in ("hit", "strike", "target"):
        return not clause.political() or clause.weight >= 1
    if _is_struck(clause, objects) or _is_forceful(clause, objects) or _by_force(clause, objects) or _by_armed(clause):
        return not clause.foreign()
    if any(names_people(o) for o in objects) or any(clause.is_property(o) for o in objects):
        least = 2 if clause.token.lemma in ("hit", "strike") else int(clause.political())
        return clause.weight >= least and not clause.foreign()
    return clause.weight >= 3 and not clause.foreign()


def _by_nature(clause: Clause) -> bool:
    """ "The cyclone battered the coast"."""
    by = (*clause.subjects(), *clause.through("by"))
    if clause.token.lemma == "batter" and clause.token.dep == "amod":  # "the battered island"
        return not any(names_people(o) for o in clause.objects())
    natural = lexicon_words("disaster", "words") | lexicon_words("elements", "words")
    return any(w in natural for s in by for w in words_of(s))


def _is_struck(clause: Clause, objects: tuple[Token, ...]) -> bool:
    """ "Attacked two tankers", "a hostel was raided": things at which nobody strikes in words."""
    verbs = ("attack", "assault", "ambush", "raid", "storm", "target", "pound", "pummel")
    if clause.token.lemma in {"pound", "pummel"}:
        return any(o.lemma in ("target", "position") and o.tag == "NNS" for o in objects)
    hit = clause.has(objects, "targets", "words") and clause.token.lemma in verbs
    return hit and not clause.political()


def _is_forceful(clause: Clause, objects: tuple[Token, ...]) -> bool:
    """ "Stormed the offices", "attacked a patrol": force is meant whatever stands around."""
    if clause.token.lemma in ("storm", "ambush", "raid") and any(clause.is_property(o) for o in objects):
        return True
    return clause.token.lemma in ("attack", "ambush", "strike", "target", "raid") and clause.is_armed(objects)


def _by_force(clause: Clause, objects: tuple[Token, ...]) -> bool:
    """ "Warplanes hit a depot": what a force hits, but for "troops hit the road"."""
    way = {"ground", "road", "beach", "wall", "border", "street", "bar", "target", "line"}
    hit = any(clause.is_held(o) or (clause.is_property(o) and o.lemma not in way) for o in objects)
    return hit and clause.token.lemma in ("hit", "strike", "pound") and clause.has(clause.subjects(), "force", "words")


def _by_armed(clause: Clause) -> bool:
    """ "Attacked on Sunday by terrorists", "the gunmen assaulted the mission": whoever bears arms uses force."""
    doers = clause.subjects() + clause.through("by")
    bare = clause.token.lemma in ("attack", "assault", "ambush", "storm", "raid", "pound", "pummel")
    return bare and clause.is_armed(doers) and not clause.has(clause.objects(), "abstract", "words")


def _person_object(clause: Clause) -> bool:
    objects = clause.objects()
    named = any(names_people(o) or (o.pos == "PROPN" and not clause.is_place(o)) for o in objects)
    if clause.token.lemma in ("punch", "slap", "choke", "strangle") and named:
        return not clause.foreign()
    if clause.nominal:
        return clause.weight >= 1 and not clause.foreign()
    if not objects or not any(names_people(o) for o in objects):
        return False
    by_force = clause.token.lemma in ("beat", "kick", "club", "trample") and _is_by_force_used(clause)
    return clause.weight >= 1 or (by_force and not clause.foreign())


def _is_by_force_used(clause: Clause) -> bool:
    """ "Police beat the strikers", "masked men kicked him": by those who use force, not by a rival or a side."""
    by = clause.subjects()
    masked = any(t.lower in ("armed", "masked", "hooded") for s in by for t in clause.parse.dependents(s, "amod"))
    return masked or clause.has(by, "force", "words")


def _person(clause: Clause) -> bool:
    """The object names people; the verb is plain enough."""
    return any(names_people(o) or o.pos == "NUM" for o in clause.objects()) and not clause.foreign()


def _sexual(clause: Clause) -> bool:
    return bool(clause.modifiers() & {"sexually"}) or clause.token.lemma == "molest"


def _control(clause: Clause) -> bool:
    """Control of a place, taken by somebody with arms."""
    of = tuple(o for thing in clause.arguments("dobj") for o in _behind(clause, thing))
    what = of + clause.through("of", "in", "from", "over")
    what += tuple(o for extent in what for o in _behind(clause, extent))  # "of the eastern side of the road"
    chamber = any(o.text in ("House", "Senate", "Congress", "Parliament", "Chamber") for o in what)
    placed = any(clause.is_property(o) for o in what) and (not chamber or clause.weight >= 3)
    return placed and not clause.foreign() and clause.weight >= 0


def _behind(clause: Clause, noun: Token) -> tuple[Token, ...]:
    """The nouns in the prepositional phrases of a noun."""
    return tuple(o for p in clause.parse.dependents(noun, "prep") for o in clause.parse.dependents(p, "pobj"))


def _thing_object(clause: Clause) -> bool:
    objects = clause.objects()
    return any(clause.is_property(o) for o in objects) or (clause.weight >= 3 and not clause.foreign())


def _craft(clause: Clause) -> bool:
    return clause.has(clause.objects(), "craft", "words")


def _property_object(clause: Clause) -> bool:
    if clause.around.is_disaster(clause.token):
        return False
    least = 0 if clause.has(clause.subjects(), "force", "words") or clause.is_armed(clause.subjects()) else 1
    return clause.weight >= least - clause.has(clause.objects(), "targets", "words") and any(
        clause.is_property(o) or any(w in lexicon_words("force", "words") for w in words_of(o))
        for o in clause.objects()
    )


def _assault_noun(clause: Clause) -> bool:
    """ "Attack", "strike", "battle", "operation"."""
    if clause.foreign() or is_inside(clause):
        return False
    lemma = clause.token.lemma
    if lemma in ("fight", "battle", "struggle"):
        partners = clause.through("with", "against", "over", "for", "of", "between", "to")
        least = -1 if clause.is_armed(partners) else 2
        return not clause.has(partners, "verbal", "partners") and clause.weight >= least
    return _attack_noun(clause, lemma)


def _attack_noun(clause: Clause, lemma: str) -> bool:
    if clause.modifiers() & lexicon_words("deadly", "words"):
        return True
    if lemma == "strike" and not clause.is_armed(clause.through("on", "against", "at")):
        return _strike_noun(clause)
    if lemma in ("attempt", "operation", "blitz"):
        return clause.weight >= 3 and (lemma != "attempt" or bool(clause.modifiers() & {"suicide", "assassination"}))
    targets = clause.through("on", "against", "at", "upon")
    if lemma == "attack" and _is_carried_out(clause, targets):
        return not clause.political()
    return _attack_on(clause, targets, lemma)


def _strike_noun(clause: Clause) -> bool:
    """A strike from the air or on people, not one of those who stop work."""
    parts = clause.parse.dependents(clause.token, "amod", "compound", "nmod", "poss")
    by = any(t.entity in ("NORP", "GPE") or t.lemma in ("military", "retaliatory", "punitive") for t in parts)
    return _is_flown_out(clause) or clause.weight >= (1 if by else 3)


def _attack_on(clause: Clause, targets: tuple[Token, ...], lemma: str) -> bool:
    """By what it is on, or by what stands around it."""
    if any(clause.is_place(t) for target in targets for t in clause.parse.subtree(target)[:8]):
        return not is_campaign(clause)
    if any(names_people(t) or clause.is_property(t) for t in targets):
        return clause.weight >= (1 if clause.political() else -1)
    bare = lemma == "attack" and not clause.political() and not _is_under_way(clause)
    return clause.weight >= (0 if bare else 1) or clause.place_given()


def _is_under_way(clause: Clause) -> bool:
    """ "Came under attack from the party": as often in words as by force."""
    above = clause.parse.head(clause.token)
    return clause.token.dep == "pobj" and above.lower == "under"


def _is_flown_out(clause: Clause) -> bool:
    """ "Carried out 200 strikes", "strikes were conducted against the group"; those who stop work stage theirs."""
    by = clause.parse.head(clause.token)
    done = clause.token.dep in ("dobj", "nsubjpass") and by.lemma in ("carry", "conduct", "execute", "fly")
    return done and clause.token.tag == "NNS" and clause.weight >= 0


def _is_carried_out(clause: Clause, targets: tuple[Token, ...]) -> bool:
    """ "Executed attacks on civilian targets", "conduct attacks in the cities": what is carried out is a deed."""
    by = clause.parse.head(clause.token)
    done = clause.token.dep in ("dobj", "nsubjpass") and by.lemma in (
        "conduct",
        "execute",
        "carry",
        "perpetrate",
        "plan",
        "launch",
        "mount",
        "stage",
        "resume",
        "unleash",
    )
    aimed = any(t.lemma == "target" for t in targets) or any(
        clause.is_property(t) for t in clause.through("in", "within")
    )
    return done and (aimed or clause.weight >= 0)


def _political_seizure(clause: Clause) -> bool:
    lemma = clause.token.lemma
    ruler = lemma == "overthrow" and any(o.entity == "PERSON" for o in clause.through("of"))
    if clause.modifiers() & lexicon_words("inside", "words") or clause.foreign() or (is_inside(clause) and not ruler):
        return False
    if lemma in ("takeover", "intervention", "occupation"):
        near = clause.through("in", "of", "by", "against", "on")
        military = clause.modifiers() & {"military", "armed", "foreign", "rebel", "russian", "us", "u.s.", "nato"}
        return bool(military) or any(clause.is_place(t) for t in near) or clause.weight >= 3
    return True


def _territory_object(clause: Clause) -> bool:
    objects = clause.objects() + clause.through("from", "of")
    if _is_occupied_place(clause):
        return False
    if clause.nominal and clause.modifiers() & {"military", "army", "armed"}:
        return True  # "the military ouster of"
    placed = any(clause.is_place(o) for o in objects)
    if clause.has(objects, "abstract", "words") and not placed:
        return False
    lemma = clause.token.lemma
    if lemma in ("topple", "oust", "depose", "overthrow"):
        ruler = placed or clause.has(objects, "territory", "words")
        below = tuple(t for o in objects for t in clause.parse.dependents(o, "compound", "appos", "amod"))
        ruler = ruler or clause.has(below, "territory", "words") or _is_by_force(clause, objects)
        return ruler and not (is_inside(clause) or clause.foreign())
    named = placed or any(o.pos == "PROPN" and o.entity != "PERSON" for o in objects)
    held = named or any(clause.is_property(o) for o in objects)
    if lemma == "occupy":  # also a house, a mind, a seat
        return named or (held and (clause.weight >= 2 or clause.has(clause.subjects(), "force", "words")))
    return held or clause.weight >= 3


def _is_occupied_place(clause: Clause) -> bool:
    """ "The occupied north" names a place."""
    after = clause.parse.tokens[clause.token.index + 1 : clause.token.index + 2]
    described = clause.token.dep == "amod" or (bool(after) and after[0].pos == "PROPN")
    return clause.token.lower == "occupied" and described and not clause.parse.dependents(clause.token, "agent")


def _is_by_force(clause: Clause, objects: tuple[Token, ...]) -> bool:
    """A person who is driven out by a rising or amid violence, not one who loses a post."""
    if not any(names_people(o) for o in objects) or _by_one_person(clause):
        return False
    if clause.has(clause.through("as", "from"), "inside", "words"):
        return False
    causes = clause.subjects() + clause.through("in", "after")
    if clause.token.dep == "relcl":  # "the revolt that ousted him"
        causes += (clause.parse.head(clause.token),)
    if clause.parse.dependents(clause.token, "nsubjpass") and clause.around.violence * 6 >= len(clause.parse.sentences):
        return True
    return clause.weight >= 2 or any(c.index in clause.around.nouns for c in causes)


def _by_one_person(clause: Clause) -> bool:
    """A superior who dismisses somebody ("he ousted the director"), without force."""
    subjects = clause.subjects()
    alone = any(s.entity == "PERSON" or s.lower in ("he", "she", "who") for s in subjects)
    alone = alone or any(s.tag == "NN" and names_people(s) and not clause.has((s,), "force", "words") for s in subjects)
    return alone and clause.weight < 2


def _war_noun(clause: Clause) -> bool:
    if clause.foreign() or is_inside(clause) or _is_war_of_words(clause):
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
    if clause.token.dep == "acl" and clause.has(clause.through("for"), "verbal", "aims"):
        return False  # "a group fighting for greater autonomy": what it is for
    if clause.has(near, "verbal", "partners") or clause.has(near, "abstract", "words") or clause.foreign():
        return False
    sides = clause.subjects() + near
    armed = clause.has(sides, "force", "words") or any(t.entity == "NORP" for t in clause.objects())
    return _is_fight(clause, near, armed or clause.is_armed(sides))


def _is_fight(clause: Clause, near: tuple[Token, ...], armed: bool) -> bool:
    """By who fights, with whom and where; less speaks for it where nobody is armed."""
    met = clause.token.lemma in ("clash", "skirmish") and armed
    if clause.token.dep == "pcomp" and clause.token.tag == "VBG" and clause.weight < 2:
        return False  # "a coalition tasked with fighting the militia"
    if clause.is_armed(near) or any(clause.around.kinds.get(t.index) == "military" for t in near):
        return True
    if met and clause.through("with", "against"):
        return True
    if any(a.tag == "TO" for a in clause.parse.dependents(clause.token, "aux")) and not armed and clause.weight < 2:
        return False
    if clause.through("in", "near", "at") and clause.place_given() and not clause.political():
        return clause.weight >= (0 if armed or clause.token.lemma == "fight" else 1)  # "had fought in Libya"
    return clause.weight >= (0 if met else 1 if armed else 2)


def _legal_charge(clause: Clause) -> bool:
    objects = clause.objects()
    if not any(names_people(o) for o in objects):
        return False
    crimes = clause.through("with", "for", "of", "on", "to", "in")
    below = tuple(t for c in crimes for t in clause.parse.subtree(c)[:12])
    if clause.token.lemma == "sentence" and clause.has(crimes + below, "prisons", "words"):
        return not clause.foreign()
    return clause.has(crimes + below, "legal", "words") or (clause.token.lemma == "sentence" and clause.weight >= 2)


def _seized(clause: Clause) -> bool:
    objects = clause.objects() + clause.through("of", "from")
    if clause.has(objects, "abstract", "words"):
        return False
    physical = any(clause.is_property(o) or weapon_at(clause.parse, o) for o in objects)
    physical = physical or clause.has(objects, "forces_moved", "words")
    return (physical and clause.weight >= 0) or (not objects and clause.weight >= 3)


def _force_used(clause: Clause) -> bool:
    """ "Police used force on the marchers": by those who have it, as a deed and not as a right or a threat."""
    done = clause.token.tag in ("VBD", "VBN", "VBG")  # not "when police use force"
    return done and clause.has(clause.subjects(), "force", "words") and not clause.foreign()


def _arrest_raid(clause: Clause) -> bool:
    """Arrests in the sentence or beside it, and nobody hurt."""
    words = clause.sentence_words(beside=1)
    hurt = {"kill", "wound", "injure", "dead", "die", "airstrike", "jet", "warplane", "militant", "rebel"}
    return bool(words & {"arrest", "detain", "detention", "custody"}) and not words & hurt


def _police_raid(clause: Clause) -> bool:
    """ "Police raided the hall"; not where somebody is killed or wounded in it."""
    police = {"police", "officer", "detective", "policeman", "agent", "fbi", "investigator"}
    hurt = {"kill", "wound", "injure", "dead", "die", "airstrike", "militant", "rebel"}
    return any(w in police for s in clause.subjects() for w in words_of(s)) and not clause.sentence_words() & hurt


def _banned(clause: Clause) -> bool:
    return clause.has(clause.objects(), "banned", "words")


def _cyber(clause: Clause) -> bool:
    if clause.nominal:
        return True
    words = clause.sentence_words()
    return bool(words & {"hacker", "email", "computer", "network", "website", "server", "account", "cyber", "online"})


def _cyber_noun(clause: Clause) -> bool:
    """ "An attack that took the paper's site offline": on what is not there to be touched, and nobody is hurt."""
    words = clause.sentence_words()
    on_people = any(names_people(t) for t in clause.objects())
    return bool(words & lexicon_words("cyber", "words")) and not (words & lexicon_words("cyber", "bodily") or on_people)


def _crushed(clause: Clause) -> bool:
    objects = clause.objects()
    seated = any(
        t.lower == "sit" for o in objects for t in clause.parse.dependents(o, "compound", "nmod")
    )  # "a sit-in"
    return (seated or clause.has(objects, "uprising_words", "words")) and not clause.foreign()


def _disaster(clause: Clause) -> bool:
    """Kept only where people came to harm in it: OTHER holds what a toll belongs to."""
    if not clause.nominal:
        return clause.has(clause.subjects(), "craft", "words")
    if clause.token.text[:1].isupper() and clause.sentence_words() & {"jet", "fighter", "raf", "squadron", "missile"}:
        return False  # aircraft and arms that bear the name of a storm
    strict = {"fire", "storm", "crash", "collapse", "outbreak", "accident", "flood", "drought", "blaze", "collision"}
    forms = words_of(clause.token)
    if any(form in strict for form in forms) and clause.around.topic(clause.token.sentence) in (
        "business",
        "sport",
        "arts",
    ):
        return False
    if any(form in ("fire", "storm", "collapse", "outbreak") for form in forms):
        around = clause.around
        harmed = any(
            t.index in around.gentle for t in clause.parse.tokens_of(clause.parse.sentences[clause.token.sentence])
        )
        return harmed and not around.weapons[clause.token.sentence] and around.disaster >= around.violence
    return True


TESTS: dict[str, Callable[[Clause], bool]] = {
    **DEEDS,
    **POLITICAL,
    **PROTESTS,
    **WEAPONRY,
    "arrest-raid": _arrest_raid,
    "assault-noun": _assault_noun,
    "banned": _banned,
    "beaten": _beaten,
    "crushed": _crushed,
    "cyber": _cyber,
    "cyber-noun": _cyber_noun,
    "disaster": _disaster,
    "fight-verb": _fight_verb,
    "force-used": _force_used,
    "control": _control,
    "craft": _craft,
    "harm": _harm,
    "person": _person,
    "sexual": _sexual,
    "legal-charge": _legal_charge,
    "person-object": _person_object,
    "political-seizure": _political_seizure,
    "police-raid": _police_raid,
    "property-object": _property_object,
    "seized-object": _seized,
    "territory-object": _territory_object,
    "thing-object": _thing_object,
    "war-noun": _war_noun,
}

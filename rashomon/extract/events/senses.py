"""Tests of the senses of a trigger, by the names that the lexicon `events` gives them.

Each test looks at who does it, to what, with what, and what the sentence is about (selectional preference); it says
whether the physical or public sense is meant.
"""

from __future__ import annotations

from collections.abc import Callable

from rashomon.extract.events.evidence import lexicon_words, names_people
from rashomon.extract.events.senses_political import POLITICAL, is_inside
from rashomon.extract.events.senses_weapons import WEAPONRY
from rashomon.extract.events.triggers import words_of
from rashomon.extract.events.weapons import weapon_at
from rashomon.extract.syntax.clause import Clause
from rashomon.model import Token

__all__ = ["TESTS"]

PREPOSITIONS_OF_TARGET = ("on", "against", "at", "upon", "into")


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
    if _is_forceful(clause, objects) or _by_force(clause, objects) or _by_armed(clause):
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


def _is_forceful(clause: Clause, objects: tuple[Token, ...]) -> bool:
    """ "Stormed the offices", "attacked a patrol": force is meant whatever stands around."""
    if clause.token.lemma in ("storm", "ambush", "raid") and any(clause.is_property(o) for o in objects):
        return True
    return clause.token.lemma in ("attack", "ambush", "strike", "target", "raid") and _is_armed(clause, objects)


def _by_force(clause: Clause, objects: tuple[Token, ...]) -> bool:
    """ "Warplanes hit a depot": what a force hits, but for "troops hit the road"."""
    way = {"ground", "road", "beach", "wall", "border", "street", "bar", "target", "line"}
    hit = any(clause.is_held(o) or (clause.is_property(o) and o.lemma not in way) for o in objects)
    return hit and clause.token.lemma in ("hit", "strike", "pound") and clause.has(clause.subjects(), "force", "words")


def _by_armed(clause: Clause) -> bool:
    """ "Attacked on Sunday by terrorists", "the gunmen assaulted the mission": whoever bears arms uses force."""
    doers = clause.subjects() + clause.through("by")
    bare = clause.token.lemma in ("attack", "assault", "ambush", "storm", "raid", "pound", "pummel")
    return bare and _is_armed(clause, doers) and not clause.has(clause.objects(), "abstract", "words")


def _is_armed(clause: Clause, people: tuple[Token, ...]) -> bool:
    """Soldiers, militias, armed gangs: whoever attacks these uses force."""
    named = [t for p in people for t in clause.parse.dependents(p, "amod", "compound")]
    armed = any(w in lexicon_words("armed", "adjectives") for t in named for w in words_of(t))
    return armed or clause.has(people, "armed", "words")


def _person_object(clause: Clause) -> bool:
    objects = clause.objects()
    named = any(names_people(o) or (o.pos == "PROPN" and not clause.is_place(o)) for o in objects)
    if clause.token.lemma in ("punch", "slap", "choke", "strangle") and named:
        return not clause.foreign()
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
    return clause.weight >= 1 and any(
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
        least = 0 if _is_armed(clause, partners) else 2
        return not clause.has(partners, "verbal", "partners") and clause.weight >= least
    return _attack_noun(clause, lemma)


def _attack_noun(clause: Clause, lemma: str) -> bool:
    if lemma == "strike" and not _is_armed(clause, clause.through("on", "against", "at")):
        parts = clause.parse.dependents(clause.token, "amod", "compound", "nmod", "poss")
        by = any(t.entity in ("NORP", "GPE") or t.lemma in ("military", "retaliatory", "punitive") for t in parts)
        return clause.weight >= (1 if by else 3)
    if lemma in ("attempt", "operation", "blitz"):
        return clause.weight >= 3 and (lemma != "attempt" or bool(clause.modifiers() & {"suicide", "assassination"}))
    targets = clause.through("on", "against", "at", "upon")
    if lemma == "attack" and _is_carried_out(clause, targets):
        return not clause.political()
    if any(clause.is_place(t) for target in targets for t in clause.parse.subtree(target)[:8]):
        return not _is_campaign(clause)
    if any(names_people(t) or clause.is_property(t) for t in targets):
        return clause.weight >= (1 if clause.political() else -1)
    return clause.weight >= 1 or clause.place_given()


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
    if clause.modifiers() & lexicon_words("inside", "words") or clause.foreign() or is_inside(clause):
        return False
    lemma = clause.token.lemma
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
    armed = armed or _is_armed(clause, sides)
    if any(a.tag == "TO" for a in clause.parse.dependents(clause.token, "aux")) and not armed and clause.weight < 2:
        return False
    if _is_armed(clause, near):
        return clause.weight >= 0
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
    return bool(clause.sentence_words() & public or clause.weight >= 1) and not _is_campaign(clause)


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
        return (not subjects or any(names_people(s) for s in subjects)) and not _is_campaign(clause)
    bodies = token.lemma != "demonstrate"  # "as the report demonstrates"
    return not subjects or any(names_people(s) or (bodies and s.entity == "ORG") for s in subjects)  # a state: in words


def _only_things(clause: Clause) -> bool:
    return bool(clause.objects()) and not any(names_people(o) for o in clause.objects())


def _is_campaign(clause: Clause) -> bool:
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
    **POLITICAL,
    **WEAPONRY,
    "arrest-raid": _arrest_raid,
    "assault-noun": _assault_noun,
    "banned": _banned,
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
    "labour-strike": _labour_strike,
    "legal-charge": _legal_charge,
    "obstruct": _obstruct,
    "person-object": _person_object,
    "political-seizure": _political_seizure,
    "police-raid": _police_raid,
    "property-object": _property_object,
    "protest": _protest,
    "revolt": _revolt,
    "seized-object": _seized,
    "strikers": _strikers,
    "territory-object": _territory_object,
    "thing-object": _thing_object,
    "war-noun": _war_noun,
}

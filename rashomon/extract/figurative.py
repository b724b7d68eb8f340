"""Is a trigger meant in its physical, public sense? "Coup" in a party, "attack" on a plan and "riot police" are not.

The decision rests on selectional preference: who does it, to what, with what, and what the sentence is about. Each
sense of the lexicon `events` may name a test by `needs`; the tests are the functions in `TESTS`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from rashomon.data import lexicon
from rashomon.extract.evidence import Surroundings, lexicon_words, names_people, names_property
from rashomon.extract.triggers import Candidate, Group, words_of
from rashomon.model import Parse, Token

__all__ = ["is_named_or_compound", "sense_of"]

NAME_ENTITIES = frozenset({"ORG", "WORK_OF_ART", "LAW", "PRODUCT", "FAC", "PERSON"})
PREPOSITIONS_OF_TARGET = frozenset({"on", "against", "at", "upon", "into"})


class Clause:
    """What a trigger has around it: its words of arguments, found once and lazily."""

    def __init__(self, parse: Parse, token: Token, nominal: bool, around: Surroundings) -> None:
        self.parse, self.token, self.nominal, self.around = parse, token, nominal, around
        self.weight = around.weight(token)

    def arguments(self, *labels: str) -> tuple[Token, ...]:
        found = list(self.parse.dependents(self.token, *labels))
        for token in tuple(found):
            found.extend(self.parse.dependents(token, "conj"))
            if token.pos == "NUM" or token.lemma in ("dozen", "hundred", "thousand", "number", "member", "part", "lot"):
                found.extend(
                    o for of in self.parse.dependents(token, "prep") for o in self.parse.dependents(of, "pobj")
                )
        return tuple(found)

    def objects(self) -> tuple[Token, ...]:
        """What a verb is done to; for a participle the noun that it describes."""
        found = self.arguments("dobj", "nsubjpass")
        token = self.token
        if not found and token.dep in ("acl", "amod") and token.tag == "VBN":
            found = (self.parse.head(token),)
        if not found and token.dep == "relcl":
            noun = self.parse.head(token)
            if not any(s.tag in ("WP", "WDT") for s in self.parse.dependents(token, "nsubj")):
                found = (noun,)
        if not found and token.dep == "conj" and token.tag == "VBN":
            found = self.parse.dependents(self.parse.head(token), "nsubjpass")
        return found

    def subjects(self) -> tuple[Token, ...]:
        return self.arguments("nsubj") + tuple(
            o for by in self.parse.dependents(self.token, "agent") for o in self.parse.dependents(by, "pobj")
        )

    def through(self, *prepositions: str) -> tuple[Token, ...]:
        return tuple(
            o
            for p in self.parse.dependents(self.token, "prep")
            if p.lower in prepositions
            for o in self.parse.dependents(p, "pobj", "pcomp")
        )

    def modifiers(self) -> frozenset[str]:
        words = self.parse.dependents(self.token, "amod", "compound", "nmod", "poss", "advmod")
        return frozenset(w for t in words for w in words_of(t))

    def has(self, tokens: tuple[Token, ...], *path: str) -> bool:
        return any(w in lexicon_words(*path) for t in tokens for w in words_of(t))

    def place_given(self) -> bool:
        return any(o.entity in ("GPE", "LOC", "FAC") for o in self.through("in", "at", "near", "on", "of", "across"))


# ---------------------------------------------------------------- names, compounds, periods


@cache
def title_phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Any word of a title -> the titles that hold it."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in lexicon("figurative")["titles"]["phrases"]:
        words = tuple(phrase.split())
        for word in dict.fromkeys(words):
            table.setdefault(word, []).append(words)
    return {word: tuple(found) for word, found in table.items()}


def is_named_or_compound(parse: Parse, candidate: Candidate) -> bool:
    """The trigger is part of a name, of a fixed phrase, of the name of a period, or only describes another noun."""
    token = parse.tokens[candidate.token]
    if _in_title_phrase(parse, token) or _in_name(parse, token):
        return True
    if not candidate.nominal:
        return False
    return _describes_other_noun(parse, candidate, token) or _is_period(parse, token)


def _in_title_phrase(parse: Parse, token: Token) -> bool:
    for form in words_of(token):
        for words in title_phrases().get(form, ()):
            for shift in (n for n, word in enumerate(words) if word == form):
                first = token.index - shift
                if first < 0 or first + len(words) > len(parse.tokens):
                    continue
                run = parse.tokens[first : first + len(words)]
                same = all(t.sentence == token.sentence for t in run)
                if same and all(w in words_of(t) for t, w in zip(run, words, strict=True)):
                    return True
    return False


def _in_name(parse: Parse, token: Token) -> bool:
    """Inside a capitalised name of an organisation, a law, a book. Headlines capitalise all words: no sign there."""
    if token.entity not in NAME_ENTITIES or not token.text[:1].isupper() or token.text.isupper():
        return False
    neighbours = [
        parse.tokens[i]
        for i in (token.index - 1, token.index + 1)
        if 0 <= i < len(parse.tokens) and parse.tokens[i].entity == token.entity
    ]
    if not neighbours:
        return False
    words = [t for t in parse.tokens_of(parse.sentences[token.sentence]) if t.text.isalpha() and len(t.text) > 3]
    capitals = sum(t.text[0].isupper() for t in words)
    return capitals * 2 < len(words) or len(words) < 3


def _describes_other_noun(parse: Parse, candidate: Candidate, token: Token) -> bool:
    """ "Protest leader", "murder charge": a modifier, unless its noun still tells of the happening."""
    if token.dep not in ("compound", "nmod", "amod", "npadvmod"):
        return False
    head = parse.head(token)
    if head.index in candidate.taken or head.index < token.index:
        return False
    if any(w in lexicon_words("eventive_heads", "words") for w in words_of(head)):
        return False
    return True


def _is_period(parse: Parse, token: Token) -> bool:
    """ "Since the Second World War", "post-war": the name of a time."""
    before = parse.tokens[token.index - 1] if token.index else None
    if before is not None and before.text == "-" and token.index > 1:
        return parse.tokens[token.index - 2].lower in ("post", "pre", "anti", "inter", "non", "mid")
    named = token.entity == "EVENT" or token.pos == "PROPN"
    if not named or token.dep != "pobj":
        return False
    return parse.head(token).lower in lexicon_words("periods", "prepositions")


# ---------------------------------------------------------------- senses


def sense_of(parse: Parse, candidate: Candidate, around: Surroundings) -> Group | None:
    """The first group of the lexicon whose test the clause passes; None when no sense fits."""
    token = parse.tokens[candidate.token]
    if is_named_or_compound(parse, candidate):
        return None
    clause = Clause(parse, token, candidate.nominal, around)
    if _is_spoken(clause):
        return None
    for group in candidate.groups:
        if group.needs is None or TESTS[group.needs](clause):
            return group
    return None


def _is_spoken(clause: Clause) -> bool:
    """A verbal or other bloodless one by its own words: "scathing attack", "attack on his record", "killed the bill",
    "criticised him in an assault over taxes", "made assaults on the chief for cosying up"."""
    if clause.around.weapons[clause.token.sentence]:
        return False
    if clause.modifiers() & (lexicon_words("verbal", "adjectives") | lexicon_words("verbal", "adverbs")):
        return True
    if clause.nominal:
        targets = clause.through(*PREPOSITIONS_OF_TARGET)
        if _only_abstract(clause, targets):
            return True
        return bool(targets) and _gives_reason(clause) and not clause.around.others(clause.token)
    targets = clause.objects()
    if _only_abstract(clause, targets):
        return True
    return bool(targets) and _gives_reason(clause) and clause.weight < 2 and _is_political(clause)


def _only_abstract(clause: Clause, targets: tuple[Token, ...]) -> bool:
    return (
        bool(targets)
        and clause.has(targets, "abstract", "words")
        and not any(names_people(t) or t.entity in ("GPE", "FAC") for t in targets)
    )


def _gives_reason(clause: Clause) -> bool:
    """ "For doing so", "over taxes", "as reckless": what one says against somebody, not what one does to him."""
    places = [clause.token]
    if clause.nominal:
        places += [t for p in clause.parse.dependents(clause.token, "prep") for t in clause.parse.dependents(p, "pobj")]
        places.append(clause.parse.head(clause.token))
    for place in places:
        for preposition in clause.parse.dependents(place, "prep"):
            if preposition.lower == "for" and clause.parse.dependents(preposition, "pcomp"):
                return True
            if preposition.lower in lexicon_words("verbal", "prepositions") and place.index == clause.token.index:
                return True
    return False


def _is_political(clause: Clause) -> bool:
    return clause.around.topic(clause.token.sentence) == "politics"


def _foreign_topic(clause: Clause) -> bool:
    """The sentence is about sport, business, the arts or health and holds no other violence."""
    topic = clause.around.topic(clause.token.sentence)
    return topic in ("sport", "business", "arts", "health") and not clause.around.others(clause.token)


def _harm(clause: Clause) -> bool:
    objects = clause.objects() + clause.through(*PREPOSITIONS_OF_TARGET)
    if any(names_people(o) for o in objects) or any(names_property(o) for o in objects):
        return clause.weight >= (0 if not _is_political(clause) else 1) and not _foreign_topic(clause)
    return clause.weight >= 3 and not _foreign_topic(clause)


def _person_object(clause: Clause) -> bool:
    objects = clause.objects()
    if clause.nominal:
        return clause.weight >= 1 and not _foreign_topic(clause)
    if not objects or not any(names_people(o) for o in objects):
        return False
    return clause.weight >= 1


def _thing_object(clause: Clause) -> bool:
    objects = clause.objects()
    return any(names_property(o) for o in objects) or (clause.weight >= 3 and not _foreign_topic(clause))


def _property_object(clause: Clause) -> bool:
    return clause.weight >= 1 and any(
        names_property(o) or any(w in lexicon_words("force", "words") for w in words_of(o)) for o in clause.objects()
    )


def _explosion(clause: Clause) -> bool:
    if clause.has(clause.subjects(), "abstract", "words") or _foreign_topic(clause):
        return False
    return clause.weight >= 2


def _assault_noun(clause: Clause) -> bool:
    """ "Attack", "strike", "battle", "operation"."""
    if _foreign_topic(clause) or _is_inside(clause):
        return False
    lemma = clause.token.lemma
    if lemma in ("fight", "battle", "struggle"):
        partners = clause.through("with", "against", "over", "for", "of", "between", "to")
        return not clause.has(partners, "verbal", "partners") and clause.weight >= 2
    if lemma in ("attempt", "operation", "blitz", "strike"):
        return clause.weight >= 3 and (lemma != "attempt" or bool(clause.modifiers() & {"suicide", "assassination"}))
    if any(names_people(t) or names_property(t) for t in clause.through("on", "against", "at", "upon")):
        return clause.weight >= (1 if _is_political(clause) else 0)
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
    near = [n for n in range(max(0, here - 2), min(len(sentences), here + 3))]
    return sum(words[n] for n in near) >= 4 and not any(clause.around.strong[n] - {clause.token.index} for n in near)


def _political_seizure(clause: Clause) -> bool:
    if clause.modifiers() & lexicon_words("inside", "words") or _foreign_topic(clause) or _is_inside(clause):
        return False
    lemma = clause.token.lemma
    if lemma in ("takeover", "intervention", "occupation"):
        near = clause.through("in", "of", "by", "against", "on")
        military = clause.modifiers() & {"military", "armed", "foreign", "rebel", "russian", "us", "u.s.", "nato"}
        return bool(military) or any(t.entity in ("GPE", "LOC") for t in near) or clause.weight >= 3
    return True


def _territory_object(clause: Clause) -> bool:
    objects = clause.objects() + clause.through("from")
    if clause.has(objects, "abstract", "words") and not any(o.entity in ("GPE", "LOC") for o in objects):
        return False
    ruled = any(o.entity in ("GPE", "LOC", "FAC") for o in objects) or clause.has(objects, "territory", "words")
    if clause.token.lemma in ("topple", "oust", "depose", "overthrow"):
        persons = any(names_people(o) for o in objects)
        return (ruled or persons) and not (_is_inside(clause) or _foreign_topic(clause))
    if clause.token.lemma == "occupy":
        return any(o.entity in ("GPE", "LOC") for o in objects) or (ruled and clause.weight >= 2)
    return ruled or clause.weight >= 3


def _war_noun(clause: Clause) -> bool:
    if _foreign_topic(clause) or _is_inside(clause):
        return False
    partners = clause.through("with", "against", "over", "for", "of", "between", "on", "to")
    if clause.has(partners, "verbal", "partners") and not any(t.entity in ("GPE", "NORP") for t in partners):
        return False
    lemma = clause.token.lemma
    if lemma in ("struggle", "confrontation", "conflict", "standoff", "clash", "combat", "infighting"):
        return clause.weight >= 1 or clause.place_given() or bool(clause.modifiers() & {"violent", "armed", "deadly"})
    if lemma == "siege":
        return clause.weight >= 1 or clause.place_given()
    return not _is_political(clause) or clause.weight >= 0


def _fight_verb(clause: Clause) -> bool:
    """Fights between people who have weapons, not against a bill, a disease or for a seat."""
    near = clause.objects() + clause.through("for", "against", "over", "with")
    if clause.has(near, "verbal", "partners") or clause.has(near, "abstract", "words") or _foreign_topic(clause):
        return False
    if any(a.tag == "TO" for a in clause.parse.dependents(clause.token, "aux")) and clause.weight < 2:
        return False
    sides = clause.subjects() + near
    armed = clause.has(sides, "force", "words")
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
    physical = any(names_property(o) for o in objects) or clause.has(objects, "forces_moved", "words")
    return (physical and clause.weight >= 0) or clause.weight >= 3


def _banned(clause: Clause) -> bool:
    return clause.has(clause.objects(), "banned", "words")


def _cyber(clause: Clause) -> bool:
    if clause.nominal:
        return True
    words = {w for t in clause.parse.tokens_of(clause.parse.sentences[clause.token.sentence]) for w in words_of(t)}
    return bool(words & {"hacker", "email", "computer", "network", "website", "server", "account", "cyber", "online"})


def _crushed(clause: Clause) -> bool:
    return clause.has(clause.objects(), "uprising_words", "words") and not _foreign_topic(clause)


def _protest(clause: Clause) -> bool:
    """Public assembly; not to show ("demonstrate that"), not an objection, not prices that rally, not a month."""
    token = clause.token
    if _foreign_topic(clause):
        return False
    if token.lemma in ("march", "rally") and clause.nominal:
        if token.lemma == "march" and (token.entity in ("DATE", "TIME") or token.text == "March"):
            return False
        words = clause.modifiers() & {"protest", "mass", "anti", "opposition", "pro", "antigovernment", "peaceful"}
        return bool(words) or not _is_campaign(clause)
    if not clause.nominal:
        if clause.parse.dependents(token, "ccomp") or (token.lemma == "demonstrate" and _only_things(clause)):
            return False
        if token.lemma in ("rally", "march", "picket"):
            subjects = clause.subjects()
            return (not subjects or any(names_people(s) for s in subjects)) and not _is_campaign(clause)
        return not (token.lemma == "protest" and bool(clause.parse.dependents(token, "ccomp")))
    if token.lemma == "demonstration" and any(p.lower == "of" for p in clause.parse.dependents(token, "prep")):
        return clause.weight >= 2
    return True


def _only_things(clause: Clause) -> bool:
    return bool(clause.objects()) and not any(names_people(o) for o in clause.objects())


def _is_campaign(clause: Clause) -> bool:
    """A rally of an election campaign is no protest."""
    here = clause.token.sentence
    words = {w for t in clause.parse.tokens_of(clause.parse.sentences[here]) for w in words_of(t)}
    campaign = bool(words & {"campaign", "candidate", "nominee", "election", "presidential", "supporter", "primary"})
    return campaign and not words & {"protest", "protester", "demonstrator", "opposition", "police", "clash"}


def _revolt(clause: Clause) -> bool:
    if _foreign_topic(clause) or _is_inside(clause):
        return False
    if clause.modifiers() & lexicon_words("inside", "words"):
        return False
    if clause.token.lemma in ("turmoil", "upheaval", "disorder", "disturbance", "mayhem", "rampage"):
        return clause.weight >= 1
    return True


def _labour_strike(clause: Clause) -> bool:
    words = {w for t in clause.parse.tokens_of(clause.parse.sentences[clause.token.sentence]) for w in words_of(t)}
    labour = {"union", "worker", "labour", "labor", "wage", "pay", "miner", "teacher", "strike", "employee", "doctor"}
    if clause.token.lemma != "strike":
        return True
    return len(words & labour) >= 2 and clause.weight < 3


def _obstruct(clause: Clause) -> bool:
    objects, subjects = clause.objects(), clause.subjects()
    crowd = {"protester", "demonstrator", "protestor", "activist", "worker", "farmer", "student", "resident", "mob"}
    public = {"road", "street", "highway", "traffic", "bridge", "entrance", "square", "motorway", "port", "railway"}
    seen = {w for o in objects for w in words_of(o)}
    return bool(seen & (public | {"building", "office"})) and bool({w for s in subjects for w in words_of(s)} & crowd)


def _forces_object(clause: Clause) -> bool:
    objects = clause.objects()
    if clause.token.lemma in ("send", "dispatch", "despatch", "station", "mass", "amass") and not objects:
        return False
    return clause.has(objects, "forces_moved", "words") and not _foreign_topic(clause)


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
    near = clause.through("on", "against")
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
        return clause.weight >= 1 and (any(names_property(o) for o in objects) or any(names_people(o) for o in objects))
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
    return clause.has(near + below, "office", "words") and not _foreign_topic(clause) and not _is_inside(clause)


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
    strict = {"fire", "storm", "crash", "collapse", "outbreak", "accident", "flood", "drought", "blaze", "collision"}
    if clause.token.lemma in strict and clause.around.topic(clause.token.sentence) in ("business", "sport", "arts"):
        return False
    if clause.token.lemma in ("fire", "storm", "collapse", "outbreak"):
        harmed = clause.around.others(clause.token)
        return harmed and not clause.around.weapons[clause.token.sentence] and not clause.through("of")
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
    "harm": _harm,
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

"""Which words tell of a happening, and of which kind, before it is known who did what to whom.

Candidates come from the lexicon `events` and from the words that state casualties.
"""

from __future__ import annotations

from rashomon.extract.counts.casualties import find_casualties
from rashomon.extract.events.evidence import Surroundings, lexicon_words, names_people
from rashomon.extract.events.figurative import done_to_things, is_bloodless, is_named_or_compound, sense_of
from rashomon.extract.events.figures import is_figure, is_lifeless
from rashomon.extract.events.triggers import find_candidates
from rashomon.extract.syntax.clause import Clause
from rashomon.model import EventType, Field, Parse, Reading, Token
from rashomon.triggers import Candidate, CasualtyTrigger, Group, Trigger

__all__ = ["find_triggers"]

# What a casualty word tells of when no trigger of the lexicon says it better.
BY_FIELD = {
    Field.KILLED: Group(EventType.ASSAULT, None, None, "recipient", False),
    Field.INJURED: Group(EventType.ASSAULT, None, None, "recipient", False),
    Field.MISSING: Group(EventType.OTHER, None, None, "recipient", False),
    Field.DETAINED: Group(EventType.COERCE, "arrest", None, "recipient", False),
    Field.DISPLACED: Group(EventType.OTHER, None, None, "recipient", False),
    Field.KIDNAPPED: Group(EventType.ASSAULT, "abduct", None, "recipient", False),
    Field.PARTICIPANTS: Group(EventType.PROTEST, "demo", None, "actor", False),
}
OTHER_DEATH = Group(EventType.OTHER, None, None, "recipient", False)
CLEANSING = Group(EventType.ASSAULT, "cleansing", None, "recipient", False)
SEIZURE = Group(EventType.COERCE, "seize", None, "recipient", False)


def find_triggers(reading: Reading) -> tuple[Trigger, ...]:
    """The triggers of a text in order, one a token. Needs the parse."""
    parse = reading.parse
    candidates = find_candidates(parse)
    casualties = find_casualties(parse)
    around = Surroundings(reading, candidates, casualties)
    counted = {trigger.token: trigger for trigger in casualties}
    by_token = {candidate.token: candidate for candidate in candidates}
    owner = {index: candidate.token for candidate in candidates for index in candidate.taken}
    found: dict[int, Trigger] = {}
    for index in sorted({*by_token, *counted}):
        trigger = counted.get(index)
        candidate = by_token.get(index)
        if trigger is not None and candidate is not None and _is_of_place(parse, candidate, around):
            found[index] = Trigger(candidate, None, SEIZURE)
            continue
        if candidate is None and trigger is not None:
            inside = owner.get(index)  # the token of a longer trigger that this word is part of
            if inside in counted:
                continue
            candidate = _from_casualty(trigger)
            if inside is not None:
                found.pop(inside, None)
        assert candidate is not None
        group = None if is_figure(parse, candidate, around) else _group(parse, candidate, trigger, around)
        if group is not None:
            found[index] = Trigger(candidate, trigger, group)
    for index in [i for i in found if _is_tool(parse, by_token.get(i), found)]:
        del found[index]
    for index, group in _taken_up_again(parse, candidates, found, around):
        found[index] = Trigger(by_token[index], counted.get(index), group)
    return tuple(found[index] for index in sorted(found))


def _is_tool(parse: Parse, candidate: Candidate | None, found: dict[int, Trigger]) -> bool:
    """ "A car bomb killed six": what a weapon does is told by its verb; the weapon is no happening of its own."""
    if candidate is None or not candidate.nominal or parse.tokens[candidate.token].lemma not in ("bomb", "bombs"):
        return False
    token = parse.tokens[candidate.token]
    head = parse.head(token)
    if token.dep == "pobj" and head.lower in ("by", "with", "in"):
        head = parse.head(head)
    if token.dep in ("dobj", "nsubjpass") and head.lemma in (
        "find",
        "discover",
        "defuse",
        "seize",
        "disarm",
        "dismantle",
    ):
        return True
    doing = token.dep in ("nsubj", "nsubjpass", "pobj", "dobj") and head.pos == "VERB"
    return doing and head.index in found


def _taken_up_again(
    parse: Parse, candidates: tuple[Candidate, ...], found: dict[int, Trigger], around: Surroundings
) -> list[tuple[int, Group]]:
    """ "The assault", where an assault has been told of: a definite noun takes up the happening once known."""
    known = {parse.tokens[i].lemma: d.group.type for i, d in sorted(found.items()) if d.candidate.nominal}
    again = []
    for candidate in candidates:
        token = parse.tokens[candidate.token]
        definite = any(d.lower in ("the", "this", "these", "those") for d in parse.dependents(token, "det"))
        if candidate.token in found or not (candidate.nominal and definite) or token.lemma not in known:
            continue
        first = candidate.usual
        if first.type == known[token.lemma] and not is_bloodless(parse, candidate, around):
            again.append((candidate.token, Group(first.type, None, None, first.of, first.mutual)))
    return again


def _from_casualty(trigger: CasualtyTrigger) -> Candidate:
    group = BY_FIELD[trigger.field]
    return Candidate(trigger.token, trigger.span, (trigger.token,), (group,), trigger.nominal)


def _group(parse: Parse, candidate: Candidate, trigger: CasualtyTrigger | None, around: Surroundings) -> Group | None:
    """The sense of a trigger, or None when it tells of no happening."""
    if trigger is None:
        return sense_of(parse, candidate, around)
    token = parse.tokens[candidate.token]
    sense = sense_of(parse, candidate, around)
    if _is_no_casualty(parse, candidate, trigger, sense, around):
        return None
    if trigger.field in (Field.KILLED, Field.INJURED):
        return _of_death(parse, token, trigger, sense, around)
    if trigger.field == Field.DISPLACED:
        return CLEANSING if around.others(token) and _is_forced(parse, token) else BY_FIELD[Field.DISPLACED]
    if trigger.field == Field.PARTICIPANTS and token.lemma in ("gather", "assemble", "congregate", "parade"):
        return BY_FIELD[Field.PARTICIPANTS] if _is_protest_near(parse, token) else None
    lexical = trigger.field == Field.PARTICIPANTS and candidate.groups[0].needs  # the lexicon knows the verb better
    return sense if lexical else sense or BY_FIELD[trigger.field]


def _is_no_casualty(
    parse: Parse, candidate: Candidate, trigger: CasualtyTrigger, sense: Group | None, around: Surroundings
) -> bool:
    """The word of a name or a compound, the death of a thing, a deed that was "executed"."""
    token = parse.tokens[candidate.token]
    if sense is None and (is_named_or_compound(parse, candidate) or done_to_things(parse, candidate, around)):
        return True
    if is_lifeless(parse, token) or _is_other_harm(parse, candidate, trigger, around):
        return True
    if token.lemma == "die" and _is_abstract_end(parse, candidate, around):
        return True
    if token.lemma in ("death", "demise"):
        return _is_end_of_thing(parse, candidate, around)
    return not candidate.nominal and _is_done_to_deed(parse, token, candidate, around)


def _is_of_place(parse: Parse, candidate: Candidate, around: Surroundings) -> bool:
    """ "The capture of the town": taken, not arrested."""
    if parse.tokens[candidate.token].lemma not in ("capture", "seize", "seizure"):
        return False
    clause = Clause(parse, candidate, around)
    what = clause.through("of") if candidate.nominal else clause.objects()
    return bool(what) and all(clause.is_place(o) or clause.is_property(o) for o in what)


def _is_other_harm(parse: Parse, candidate: Candidate, trigger: CasualtyTrigger, around: Surroundings) -> bool:
    """ "Wound up", "killed off by a late goal", "hurt his chances", "the embassy evacuated its staff"."""
    token = parse.tokens[candidate.token]
    particles = {p.lower for p in parse.dependents(token, "prt") if p.index == token.index + 1}
    if "up" in particles and token.lower == "wound":  # the past of "wind up"
        return True
    if "off" in particles and token.lemma == "kill" and around.topic(token.sentence) == "sport":
        return True
    if token.lemma in ("hurt", "harm") and trigger.field == Field.INJURED and not candidate.nominal:
        objects = parse.dependents(token, "dobj")
        if objects and around.weight(token) < 1 and around.violence * 8 < len(parse.sentences):
            return not parse.dependents(objects[0], "nummod")  # "hurting a candidate", "hurt the voters"
    if token.lemma == "evacuate":
        return _is_own_evacuation(parse, candidate, around)
    return False


def _is_own_evacuation(parse: Parse, candidate: Candidate, around: Surroundings) -> bool:
    """ "The embassy evacuated its staff", "the station was evacuated": a precaution, nobody is displaced."""
    clause = Clause(parse, candidate, around)
    whom = clause.objects() + (clause.through("of") if candidate.nominal else ())
    own = any(w in lexicon_words("evacuated", "words") for t in whom for w in (t.lemma, t.lower))
    by = any(w in lexicon_words("evacuated", "by") for t in clause.subjects() for w in (t.lemma, t.lower))
    return own and (by or not any(names_people(t) for t in whom))


def _is_done_to_deed(parse: Parse, token: Token, candidate: Candidate, around: Surroundings) -> bool:
    """ "The attack was planned and executed": a deed is carried out, nobody is put to death."""
    objects = Clause(parse, candidate, around).objects()
    if token.lemma == "execute":
        return bool(objects) and not any(names_people(o) for o in objects)
    return bool(objects) and all(o.index in around.nouns for o in objects)


def _is_end_of_thing(parse: Parse, candidate: Candidate, around: Surroundings) -> bool:
    """ "The demise of the talks": what ends is no person."""
    ended = Clause(parse, candidate, around).through("of")
    return bool(ended) and not any(names_people(o) or o.entity or o.pos in ("PROPN", "NUM") for o in ended)


def _is_abstract_end(parse: Parse, candidate: Candidate, around: Surroundings) -> bool:
    """ "Fear died", "the bill died in the senate"."""
    subjects = Clause(parse, candidate, around).subjects()
    named = any(names_people(s) or s.entity or s.pos in ("PROPN", "PRON", "NUM") for s in subjects)
    return bool(subjects) and not named and all(s.lemma in lexicon_words("abstract", "words") for s in subjects)


def _of_death(parse: Parse, token: Token, trigger: CasualtyTrigger, sense: Group | None, around: Surroundings) -> Group:
    """Deaths and injuries are an assault unless the text tells of another cause, or of no cause at all."""
    plain = sense is not None and sense.mode is not None
    if sense is not None and (plain or token.lemma in ("murder", "massacre", "assassinate", "slaughter", "genocide")):
        return sense
    if _has_other_cause(parse, token) or _is_of_elements(parse, token) or around.is_disaster(token):
        return OTHER_DEATH
    near = around.others(token) or around.weapons[token.sentence] or around.around(token.sentence, 3)
    if token.index in around.gentle and not near and around.force[token.sentence] < 2:
        return sense or BY_FIELD[trigger.field] if around.violence > around.disaster else OTHER_DEATH
    return sense or BY_FIELD[trigger.field]


def _has_other_cause(parse: Parse, token: Token) -> bool:
    """ "Died of a heart attack", "died in her sleep", "killed himself"."""
    for preposition in parse.dependents(token, "prep", "agent"):
        for cause in parse.dependents(preposition, "pobj"):
            words = {cause.lemma, *(t.lemma for t in parse.dependents(cause, "compound", "amod"))}
            if preposition.lower in ("of", "from") and cause.lemma == "attack":
                return bool(words & {"heart", "asthma"})
            if preposition.lower in ("of", "from", "in", "by") and words & lexicon_words("disaster", "causes") - {
                "attack"
            }:
                return token.lemma in ("die", "death", "perish", "succumb") or "accident" in words or "crash" in words
    return any(o.lower.endswith(("self", "selves")) for o in parse.dependents(token, "dobj"))


def _is_of_elements(parse: Parse, token: Token) -> bool:
    """ "Heavy snow killed two", "killed by high winds"."""
    by = (*parse.dependents(token, "agent"), *(p for p in parse.dependents(token, "prep") if p.lower in ("in", "by")))
    doers = (*parse.dependents(token, "nsubj"), *(o for p in by for o in parse.dependents(p, "pobj")))
    of = [d for d in doers if any(p.lower == "of" for p in parse.dependents(d, "prep"))]  # "a wave of bombings"
    return any(d.lemma in lexicon_words("elements", "words") and d not in of for d in doers)


def _is_forced(parse: Parse, token: Token) -> bool:
    """Driven out by somebody, rather than gone."""
    return token.lemma in ("force", "drive", "expel", "displace", "uproot", "evict") or bool(
        parse.dependents(token, "agent")
    )


def _is_protest_near(parse: Parse, token: Token) -> bool:
    words = {
        "protest",
        "demonstration",
        "demonstrate",
        "protester",
        "demonstrator",
        "chant",
        "slogan",
        "rally",
        "demand",
    }
    return any(t.lemma in words for t in parse.tokens_of(parse.sentences[token.sentence]))

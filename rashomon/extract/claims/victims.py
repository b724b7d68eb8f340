"""How many people a happening tells of one by one: "Ana Novak, 23, was shot dead. A man was wounded."

Named and definite people are no counts (`counts/counts.py`): nobody says a number. But who sums up an event wants to
know that two people are dead where a text names two. Here each single person that a word of harm is said of is
described by name, age and sex; descriptions that may be one person are taken for one. So the number is the least
that the words allow, and never more than they tell.

Who died is not also wounded: "taken to hospital" and "shot" count only people who cannot be one of the dead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rashomon.extract.actors.pronouns import gender_of
from rashomon.extract.coreference.compatibility import names_match
from rashomon.extract.counts.casualties import find_casualties
from rashomon.extract.counts.groups import is_gathering, is_people
from rashomon.extract.counts.holders import expand, holders
from rashomon.extract.counts.wounded import died_of_it, is_year_old
from rashomon.extract.events.modality import modality_of
from rashomon.extract.syntax.wordsets import word_set
from rashomon.model import ActorMention, EventMention, Field, Modality, Parse, Reading, Span, Token
from rashomon.triggers import CasualtyTrigger

__all__ = ["Victim", "count_victims", "find_victims"]

REAL = (Modality.ACTUAL, Modality.POSSIBLE)
FIELDS = (Field.KILLED, Field.INJURED)
AGE_BEFORE = re.compile(r"\b(\d{1,3})[- ]years?[- ]old\W+(?:[\w'’-]+\s+){0,4}$", re.IGNORECASE)
AGE_INSIDE = re.compile(r"\b(\d{1,3})[- ]years?[- ]old", re.IGNORECASE)
AGE_AFTER = re.compile(r"^\s*(?:[A-Z][\w'’.-]+\s*)?,\s+(?:aged?\s+)?(\d{1,3})(?=\s*[,.;)]|\s+and\b)")
NEAR = 60  # code points before a noun in which its age stands
PRONOUNS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "who": "", "victim": ""}


@dataclass(frozen=True, slots=True)
class Victim:
    """One mention of one person with what happened to him, and what the words tell of who he is. `event` is the id of
    the event mention; `chain` that of an ActorMention, empty where none is; `fresh` marks "another man". `shot`: only
    hit, the words leave open whether he lives."""

    event: str
    field: Field
    sentence: int
    head: int
    chain: str
    name: str
    age: int | None
    gender: str
    fresh: bool
    shot: bool = False


def find_victims(reading: Reading) -> list[Victim]:
    """All single people that a word of harm is said of, in text order. Needs events, actors and attributions."""
    desk = _Desk(reading)
    found: dict[tuple[int, Field], Victim] = {}
    for trigger, shot in _triggers(reading.parse):
        event = desk.event(trigger)
        if event is None or not desk.is_real(trigger, event):
            continue
        for token in desk.people(trigger):
            victim = desk.victim(token, trigger, event, shot)
            known = found.get((token.index, trigger.field))
            if known is None or (known.shot and not shot):
                found[token.index, trigger.field] = victim
    return sorted(found.values(), key=lambda v: (v.head, v.field.value))


def count_victims(victims: Sequence[Victim], told: Sequence[Victim], survival: bool) -> dict[Field, int]:
    """How many different people were killed and injured, at the least, of those `victims`. `told` are all of the
    document: nobody is injured who may be one of its dead. `survival`: the text speaks of wounds and treatment, so that
    those who were shot and of whom no death is told live."""
    dead = _people([v for v in victims if v.field is Field.KILLED])
    buried = dead + _people([v for v in told if v.field is Field.KILLED])
    hurt = [v for v in victims if v.field is Field.INJURED and (survival or not v.shot)]
    living = [v for v in hurt if not any(_may_be_one(v, d) for d in buried)]
    numbers = {Field.KILLED: len(dead), Field.INJURED: len(_people(living))}
    return {field: number for field, number in numbers.items() if number}


# ---------------------------------------------------------------- who is who


def _people(victims: Iterable[Victim]) -> list[Victim]:
    """One description for each person: those that may be one are joined. Named people come first, so that "the man"
    does not stand between two who cannot be one."""
    people: list[Victim] = []
    for victim in sorted(victims, key=lambda v: (not v.name, v.age is None, not v.gender, v.head)):
        place = next((i for i, known in enumerate(people) if _may_be_one(victim, known)), None)
        if place is None:
            people.append(victim)
        else:
            people[place] = _joined(people[place], victim)
    return people


def _may_be_one(a: Victim, b: Victim) -> bool:
    if a.chain and a.chain == b.chain:
        return True
    if a.name and b.name:
        return names_match(a.name, b.name)
    if a.age is not None and b.age is not None and a.age != b.age:
        return False
    if a.gender and b.gender and a.gender != b.gender:
        return False
    if a.sentence == b.sentence and a.head != b.head and a.field is b.field and not a.shot | b.shot:
        return False
    return not max(a, b, key=lambda v: v.head).fresh


def _is_name(actor: ActorMention) -> bool:
    """A proper name, not "Lima teen" or, in a headline, "Lima Girl"."""
    last = actor.name.split()[-1] if actor.name else ""
    return actor.kind == "person" and last[:1].isupper() and last.lower() not in word_set("people", "persons")


def _joined(known: Victim, victim: Victim) -> Victim:
    return replace(
        known,
        chain=known.chain or victim.chain,
        name=max(known.name, victim.name, key=len),
        age=known.age if known.age is not None else victim.age,
        gender=known.gender or victim.gender,
    )


# ---------------------------------------------------------------- words of harm and their people


def _triggers(parse: Parse) -> Iterator[tuple[CasualtyTrigger, bool]]:
    """Words of death and injury, and words of being hit (True), which may mean either."""
    words = word_set("casualties", "wounded", "verbs")
    for trigger in find_casualties(parse):
        if trigger.field in FIELDS and not trigger.total:
            yield trigger, trigger.second is None and parse.tokens[trigger.token].lower in words
    for token in parse.tokens:
        if token.pos == "NOUN" and token.lemma in word_set("casualties", "wounded", "acts"):
            fatal = any(t.lower in word_set("casualties", "wounded", "fatal") for t in parse.dependents(token, "amod"))
            field = Field.KILLED if fatal else Field.INJURED
            yield CasualtyTrigger(token.index, Span(token.start, token.end), field, "of", True), not fatal
        if token.pos != "VERB" or died_of_it(parse, token):
            continue
        if token.lower in words or _is_hit(parse, token):
            yield CasualtyTrigger(token.index, Span(token.start, token.end), Field.INJURED, "object"), True


def _is_life(noun: Token) -> bool:
    """ "The shooting claimed a life"."""
    return noun.lemma == "life" and noun.tag == "NN"


def _is_hit(parse: Parse, token: Token) -> bool:
    """ "A bullet hit the girl", "the round grazed him"."""
    if token.lemma not in word_set("casualties", "wounded", "hits"):
        return False
    subjects = parse.dependents(token, "nsubj")
    return any(s.lemma in word_set("casualties", "wounded", "missiles") for s in subjects)


class _Desk:
    """Events and actors of one document by the tokens that they stand at."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.parse = reading.parse
        self.events = {e.head: e for e in reading.events}
        self.by_sentence: dict[int, list[EventMention]] = {}
        for event in reading.events:
            self.by_sentence.setdefault(event.sentence, []).append(event)
        self.actors: dict[int, ActorMention] = {a.head: a for a in reading.actors}

    def event(self, trigger: CasualtyTrigger) -> EventMention | None:
        """The mention at the trigger, at a word above it, or the nearest of its sentence."""
        token = self.parse.tokens[trigger.token]
        for above in (token, *self.parse.ancestors(token)):
            if above.index in self.events:
                return self.events[above.index]
        here = self.by_sentence.get(token.sentence, [])
        return min(here, key=lambda e: (abs(e.head - token.index), e.head)) if here else None

    def is_real(self, trigger: CasualtyTrigger, event: EventMention) -> bool:
        token = self.parse.tokens[trigger.token]
        told = event.modality if event.head == token.index else modality_of(self.parse, token, trigger.nominal)
        return told in REAL

    def people(self, trigger: CasualtyTrigger) -> Iterator[Token]:
        """Single people of a trigger: named, definite or not, also pronouns for one person."""
        token = self.parse.tokens[trigger.token]
        found = list(expand(self.parse, holders(self.parse, trigger)))
        if trigger.people == "of":
            found += self.parse.dependents(token, "poss")
        if token.lower == "shot" or trigger.people == "object":
            found += self._selves(token)
        seen = set()
        for noun in found:
            if noun.index not in seen and noun.index != token.index and (self._is_one(noun) or _is_life(noun)):
                seen.add(noun.index)
                yield noun

    def _selves(self, token: Token) -> tuple[Token, ...]:
        """ "The boy shot himself", "the boy found a gun and shot himself": the subject."""
        if not any(t.lower.endswith("self") for t in self.parse.dependents(token, "dobj")):
            return ()
        for verb in (token, *self.parse.ancestors(token)):
            subjects = self.parse.dependents(verb, "nsubj")
            if subjects or verb.dep not in ("conj", "xcomp", "advcl", "relcl"):
                return subjects
        return ()

    def _is_one(self, noun: Token) -> bool:  # noqa: PLR0911 - rules in order
        if noun.lower in PRONOUNS and noun.pos == "PRON":
            return noun.lower != "who"
        if noun.tag in ("NNS", "NNPS") or noun.dep == "appos" or is_gathering(noun):
            return False
        if any(t.dep == "nummod" for t in self.parse.dependents(noun)) and not self._age(noun):
            return False
        if any(t.lower in ("no", "any", "every", "each") for t in self.parse.dependents(noun, "det")):
            return False
        actor = self.actors.get(noun.index)
        named = noun.entity in ("PERSON", "") or (actor is not None and actor.kind == "person")
        if noun.pos == "PROPN":
            return named
        if noun.text[:1].isupper() and noun.index == self.parse.sentences[noun.sentence].first and not noun.entity:
            return not self.parse.dependents(noun, "det", "compound", "amod")  # a surname that the tagger does not know
        return (
            noun.tag == "NN"
            and (is_people(noun) is True or is_year_old(self.parse, noun))
            and (noun.lower not in word_set("counts", "several_in_one", "words"))
        )

    def victim(self, noun: Token, trigger: CasualtyTrigger, event: EventMention, shot: bool) -> Victim:
        actor = self.actors.get(noun.index)
        spoken = noun.pos == "PRON"  # whom a pronoun stands for is often uncertain: it makes nobody new
        name = actor.name if actor is not None and _is_name(actor) and not spoken else ""
        if not name and noun.entity == "PERSON" and noun.lemma.lower() not in word_set("people", "persons"):
            name = self.reading.quote(Span(noun.start, noun.end))
        pronoun = PRONOUNS.get(noun.lower, "") if spoken else ""
        return Victim(
            event=event.id,
            field=trigger.field,
            sentence=noun.sentence,
            head=noun.index,
            chain=actor.chain if actor is not None and not spoken else "",
            name=name,
            age=self._age(noun),
            gender=pronoun or gender_of(noun, "", ()),
            fresh=any(t.lower in ("another", "other", "second", "third") for t in self.parse.dependents(noun)),
            shot=shot,
        )

    def _age(self, noun: Token) -> int | None:
        """The age printed with a person: "a 17-year-old boy", "Ana Novak, 23,"."""
        text = self.reading.document.text
        sentence = self.parse.sentences[noun.sentence].span
        before = text[max(sentence.start, noun.start - NEAR) : noun.start]
        match = AGE_BEFORE.search(before) or AGE_AFTER.match(text[noun.end : sentence.end])
        if match is None and is_year_old(self.parse, noun):
            match = AGE_INSIDE.search(text[max(sentence.start, noun.start - 12) : noun.end])
        return int(match[1]) if match else None

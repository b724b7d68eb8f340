"""From what the stages found to claims: one assertion each, with its claimant, its words and its event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from rashomon.extract.claims.certainty import certainty
from rashomon.extract.claims.doers import DoerNames
from rashomon.extract.claims.speech import Speech, Voice
from rashomon.extract.claims.stances import Stances, is_same
from rashomon.extract.coreference.settings import LOCAL_STORY, REPORTED_THEN, find_days, find_settings
from rashomon.extract.coreference.sketches import sketch_mentions
from rashomon.extract.identity import stable_id
from rashomon.extract.responsibility.findings import only_saw_it
from rashomon.model import (
    ActorMention,
    Attribution,
    Claim,
    ClaimantKind,
    Count,
    EventMention,
    EventType,
    Evidence,
    Field,
    Modality,
    PassageKind,
    Place,
    Reading,
    Span,
    Stance,
    TimeRange,
    Value,
)

__all__ = ["make_claims"]

READABLE = 240  # code points: words further apart become two pieces of evidence instead of one long quote

# Talks, words, withdrawals and penalties: who takes part in them is no answer to the question who did it.
NO_DEEDS = frozenset(
    {EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.CONCEDE, EventType.COOPERATE, EventType.AID}
    | {EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.SANCTION, EventType.RETREAT}
)

THIRD_PERSON = frozenset({"he", "she", "him", "her", "they", "them", "himself", "herself"})
BOTH_WAGE = frozenset({"clash", "war"})  # whoever stands after "with" is in it as much as the other
# Captions speak, but not for the author of the article.
NOT_THE_AUTHOR = frozenset({PassageKind.CAPTION})


def make_claims(reading: Reading) -> tuple[Claim, ...]:
    """All claims of a document, in text order, without two that say the same of the same words."""
    maker = _Maker(reading)
    found: dict[str, Claim] = {}
    for claim in (*maker.counts(), *maker.responsibilities(), *maker.labels(), *maker.roles()):
        found.setdefault(claim.id, claim)
    ordered = sorted(found.values(), key=lambda c: (c.evidence[0].start, c.evidence[0].end, c.field, c.id))
    return tuple(maker.everywhere(replace(claim, score=certainty(claim, reading))) for claim in ordered)


class _Maker:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.speech = Speech(reading)
        self.doers = DoerNames(reading)
        self.stances = Stances(reading)
        self.events = {e.id: e for e in reading.events}
        self.actors = {a.id: a for a in reading.actors}
        self.places = {p.id: p.place for p in reading.places}
        self.times = {t.id: t.time for t in reading.times}
        # where and when, only where the words say so of this very mention
        sketches = {s.mention.id: s for s in sketch_mentions(reading)}
        self.place_of = {i: s.mention.place for i, s in sketches.items() if s.places and s.mention.place}
        self.time_of = {i: s.mention.time for i, s in sketches.items() if s.times and s.mention.time}
        self.settings = find_settings(reading, sketches)
        self.days = find_days(reading, sketches)
        self.chain_of = {mention: chain for chain in reading.chains for mention in chain}
        self.blamed: set[tuple[str, str]] = set()  # event mentions with an actor whom words of responsibility name
        self.told: dict[tuple[str, Field, str], dict[str, str]] = {}  # chain, field, claimant: value -> its claim
        self.again: dict[str, list[Evidence]] = {}  # claim: where it is told once more

    # ------------------------------------------------------------ the kinds of claims

    def counts(self) -> Iterator[Claim]:
        made: dict[str, str] = {}
        claims: list[tuple[Count, Claim]] = []
        for count in self.reading.counts:
            event, rule = self._event(count.event, count.span)
            number = count.number
            value = Value(number.text, number.low, number.high, number.approximate, count.group)
            voice = self.speech.voice(self._number(count), whole=count.span)
            voice = self.stances.of_count(count.span, voice)
            claim = self._claim(
                count.field, value, voice, event, (count.span,), modality=count.modality, inferred_by=rule
            )
            if claim is not None:
                as_of = self.times.get(count.as_of) if count.as_of else None
                made[count.id] = claim.id
                claims.append((count, replace(claim, as_of=as_of)))
        for count, claim in claims:
            yield replace(claim, part_of=made.get(count.part_of)) if count.part_of else claim

    def _number(self, count: Count) -> Span:
        """Where the number itself stands: the words around it may reach over the cue ("Forty are believed to
        have died"), and then no single stretch of speech contains them all."""
        at = self.reading.quote(count.span).find(count.number.text)
        start = count.span.start + max(at, 0)
        return Span(start, start + len(count.number.text)) if at >= 0 else count.span

    def responsibilities(self) -> Iterator[Claim]:
        stated: set[tuple[str, str, str, Stance]] = set()  # two rules may find one statement
        described: dict[tuple[str, str, Stance], dict[str, str]] = {}  # names that one voice gives -> the claim
        for found in self.reading.responsibilities:
            event, rule = self._event(found.event, found.span)
            voice = self.speech.voice(found.span, found.claimant, found.claimant_span, deed=True)
            name = self.doers.name(found.actor, found.actor_span)
            if voice.claimant.name == found.actor:  # "a group called X claimed it", "I did it," said the man
                name = self.doers.name(name, voice.span or found.actor_span)
                voice = replace(voice, claimant=replace(voice.claimant, name=name))
            value = Value(self.reading.quote(found.actor_span), name=name, kind=found.actor_kind or None)
            stance, voice = self.stances.of_statement(found, voice)
            spans = (found.span, found.actor_span)
            claim = self._claim(Field.ACTOR, value, voice, event, spans, stance, found.modality, rule)
            if claim is None:
                continue
            statement = (claim.event_mention, found.actor.lower(), claim.claimant.name.lower(), claim.stance)
            chain = self.chain_of.get(claim.event_mention, (claim.event_mention,))[0]
            same = described.setdefault((chain, claim.claimant.name.lower(), claim.stance), {})
            before = _taken_up(claim.value.text.lower(), same)
            if before is not None and statement not in stated:
                self.again.setdefault(same[before], []).extend(claim.evidence)
                continue
            same.setdefault(found.actor.lower(), claim.id)
            if statement not in stated:
                stated.add(statement)
                self._remember(claim, found.actor)
                self.blamed.add((claim.event_mention, found.actor.lower()))
                yield claim

    def labels(self) -> Iterator[Claim]:
        for label in self.reading.labels:
            event, rule = self._event(label.event, label.span)
            voice = self.speech.voice(label.span, label.claimant, label.claimant_span)
            claim = self._claim(
                Field.LABEL,
                Value(label.text),
                voice,
                event,
                (label.span,),
                stance=label.stance,
                inferred_by=rule,
            )
            if claim is not None and self._remember(claim):
                yield claim

    def roles(self) -> Iterator[Claim]:
        """What the event mentions themselves state: actor, recipient, place, time, weapon."""
        for event in self.reading.events:
            for field, ids in ((Field.ACTOR, event.actors), (Field.RECIPIENT, event.recipients)):
                for actor in (self.actors[i] for i in ids if i in self.actors):
                    if field is Field.ACTOR and (event.type in NO_DEEDS or self._does_nothing(event, actor)):
                        continue
                    claim = self._role(event, field, actor)
                    blamed = field is Field.ACTOR and (event.id, actor.name.lower()) in self.blamed
                    if claim is not None and self._remember(claim, actor.name, only_again=blamed):
                        yield claim
            yield from self._circumstances(event)
        yield from self._settings()

    def _settings(self) -> Iterator[Claim]:
        """Where and when the main happening of a story was, inferred."""
        for chain, place in self.settings.items():
            value = Value(self.reading.quote(place.span), name=place.place.name, place=place.place)
            yield from self._setting(chain, Field.PLACE, value, place.span, LOCAL_STORY)
        for chain, time in self.days.items():
            value = Value(self.reading.quote(time.span), time=time.time)
            yield from self._setting(chain, Field.TIME, value, time.span, REPORTED_THEN)

    def _setting(self, chain: tuple[str, ...], field: Field, value: Value, span: Span, rule: str) -> Iterator[Claim]:
        event = self.events[chain[0]]
        claim = self._claim(field, value, self.speech.voice(span), event, (event.span, span), inferred_by=rule)
        if claim is not None and self._remember(claim):
            yield claim

    def _role(self, event: EventMention, field: Field, actor: ActorMention) -> Claim | None:
        voice = self.speech.voice(event.span, deed=field is Field.ACTOR)
        if field is Field.ACTOR and voice.attribution is None and self._named_before(event, actor):
            voice = self.speech.voice(actor.span, deed=True)  # "allege that he used gas, the last attack coming in May"
        name = self.doers.name(actor.name, actor.span) if field is Field.ACTOR else actor.name
        value = Value(self.reading.quote(actor.span), name=name, kind=actor.kind)
        stance = Stance.ASSERTS
        own = is_same(actor.name, voice.claimant.name)
        if own and _is_somebody_else(self.reading.quote(actor.span), actor.span, voice):
            return None
        if field is Field.ACTOR:
            if own and only_saw_it(actor.name):
                return None
            stance, voice = self.stances.of_role(event, actor, voice)
        return self._claim(field, value, voice, event, (event.span, actor.span), stance=stance, modality=event.modality)

    def _named_before(self, event: EventMention, actor: ActorMention) -> bool:
        """Whether the doer is named before the deed in one sentence: then his clause says whose word it is."""
        head = self.reading.parse.tokens[actor.head]
        return head.sentence == event.sentence and head.index < event.head

    def _does_nothing(self, event: EventMention, actor: ActorMention) -> bool:
        """ "Fifty protesters" says who they are, not that they did it; who is on alert has done nothing yet; "died in a
        shootout with police" says who else was there."""
        parse = self.reading.parse
        against = self._against(event, actor)
        verb = parse.tokens[event.head]
        words = [*parse.within(event.span), *(o for p in parse.dependents(verb, "prep") for o in parse.dependents(p))]
        alert = event.type is EventType.MOBILIZE and any(t.lemma == "alert" for t in words)
        return alert or actor.head == event.head or against

    def _against(self, event: EventMention, actor: ActorMention) -> bool:
        """Whether an actor is only the other side of a fight, and not one in which somebody was killed."""
        parse, head = self.reading.parse, self.reading.parse.tokens[actor.head]
        first = next((t for t in (head, *parse.ancestors(head)) if t.dep != "conj"), head)
        preposition = parse.head(first)
        beside = first.dep == "pobj" and preposition.lower == "with" and preposition.head == event.head
        fight = parse.tokens[event.head]
        killed = fight.dep == "pobj" and parse.head(parse.head(fight)).lemma == "kill"
        return beside and not killed and fight.lemma not in BOTH_WAGE

    def _circumstances(self, event: EventMention) -> Iterator[Claim]:
        voice = self.speech.voice(event.span)
        spans = {p.id: p.span for p in self.reading.places} | {t.id: t.span for t in self.reading.times}
        found: list[tuple[Field, Span, Value]] = []
        if (where := self.place_of.get(event.id)) in self.places:
            span, place = spans[where], self.places[where]
            found.append((Field.PLACE, span, Value(self.reading.quote(span), name=place.name, place=place)))
        if (when := self.time_of.get(event.id)) in self.times:
            span = spans[when]
            found.append((Field.TIME, span, Value(self.reading.quote(span), time=self.times[when])))
        if event.weapon is not None:
            found.append((Field.WEAPON, event.weapon, Value(self.reading.quote(event.weapon))))
        for field, span, value in found:
            claim = self._claim(field, value, voice, event, (event.span, span), modality=event.modality)
            if claim is not None and self._remember(claim):
                yield claim

    # ------------------------------------------------------------ what all claims share

    def _remember(self, claim: Claim, called: str | None = None, only_again: bool = False) -> bool:
        """False when the same claimant already gives the same value for the same happening: one assertion
        repeated is one claim, and a claim of responsibility stands for the plain role beside it; where it says so
        again is kept. `called` is what the words themselves call a doer who has a name elsewhere; `only_again` keeps
        what others have said, and nothing new."""
        chain = self.chain_of.get(claim.event_mention, (claim.event_mention,))[0]
        value = (called or claim.value.name or claim.value.text).lower()
        told = self.told.setdefault((chain, claim.field, claim.claimant.name.lower()), {})
        unnamed = claim.field is Field.ACTOR and claim.value.name == called
        before = value if value in told else _taken_up(claim.value.text.lower(), told) if unnamed else None
        if before is not None:
            self.again.setdefault(told[before], []).extend(claim.evidence)
            return False
        if only_again:
            return False
        told[value] = claim.id
        return True

    def everywhere(self, claim: Claim) -> Claim:
        """A doer or victim with all the places where this is said, the first of them first."""
        kept = list(claim.evidence)
        for one in self.again.get(claim.id, []) if claim.field in (Field.ACTOR, Field.RECIPIENT) else []:
            if not any(one.start < other.end and other.start < one.end for other in kept):
                kept.append(one)
        return replace(claim, evidence=tuple(kept)) if len(kept) > len(claim.evidence) else claim

    def _event(self, given: str | None, span: Span) -> tuple[EventMention | None, str | None]:
        """The event mention a claim belongs to; where none was found for it, the nearest one in the text."""
        if given in self.events:
            return self.events[given], None
        events = self.reading.events
        if not events:
            return None, None
        nearest = min(
            events,
            key=lambda e: (
                e.modality is not Modality.ACTUAL,
                abs(e.span.start - span.start),
                e.span.start,
            ),
        )
        return nearest, "nearest-event"

    def _claim(
        self,
        field: Field,
        value: Value,
        voice: Voice,
        event: EventMention | None,
        spans: tuple[Span, ...],
        stance: Stance = Stance.ASSERTS,
        modality: Modality = Modality.ACTUAL,
        inferred_by: str | None = None,
    ) -> Claim | None:
        if event is None or (voice.claimant.kind is ClaimantKind.AUTHOR and not self._authored(spans[0])):
            return None
        if voice.attribution is not None:
            stance = _stance(stance, voice.attribution, field)
            modality = _modality(modality, voice.attribution, field)
        evidence = self._evidence(spans)
        document = self.reading.document.id
        return Claim(
            id=stable_id(
                "claim",
                document,
                field,
                evidence[0].start,
                evidence[0].end,
                value.name or value.text,
                value.low,
                value.high,
                voice.claimant.name,
                stance,
            ),
            document=document,
            event_mention=event.id,
            field=field,
            value=value,
            claimant=voice.claimant,
            via=voice.via,
            stance=stance,
            modality=modality,
            polarity="negative" if stance is Stance.DENIES or modality is Modality.NEGATED else "positive",
            evidence=evidence,
            claimant_span=voice.span,
            place=self._chain_place(event),
            time=self._chain_time(event),
            inferred_by=inferred_by,
        )

    def _authored(self, span: Span) -> bool:
        kind = next((p.kind for p in self.reading.passages if p.span.contains(span)), PassageKind.ARTICLE)
        return kind not in NOT_THE_AUTHOR

    def _evidence(self, spans: tuple[Span, ...]) -> tuple[Evidence, ...]:
        """One quote that covers all spans where it stays readable and within a paragraph, else one for each."""
        whole = Span(min(s.start for s in spans), max(s.end for s in spans))
        near = whole.end - whole.start <= READABLE and "\n\n" not in self.reading.quote(whole)
        kept = (whole,) if near else tuple(dict.fromkeys(spans))
        return tuple(Evidence(s.start, s.end, self.reading.quote(s)) for s in kept)

    def _chain_place(self, event: EventMention) -> Place | None:
        """The mention's own place, else the first one that its chain gives."""
        found = (self.place_of.get(e.id) for e in self._chain(event))
        told = next((self.places[i] for i in found if i in self.places), None)
        setting = self.settings.get(self.chain_of.get(event.id, ()))
        return setting.place if told is None and setting is not None else told

    def _chain_time(self, event: EventMention) -> TimeRange | None:
        found = (self.time_of.get(e.id) for e in self._chain(event))
        told = next((self.times[i] for i in found if i in self.times), None)
        day = self.days.get(self.chain_of.get(event.id, ()))
        return day.time if told is None and day is not None else told

    def _chain(self, event: EventMention) -> Iterator[EventMention]:
        yield event
        yield from (self.events[i] for i in self.chain_of.get(event.id, ()) if i != event.id)


def _taken_up(words: str, told: Iterable[str]) -> str | None:
    """ "The officer" after "a black police officer": the noun alone takes up whoever was described with it."""
    the, _, noun = words.partition(" ")
    return next((value for value in told if the == "the" and value.split()[-1:] == [noun]), None)


def _is_somebody_else(words: str, span: Span, voice: Voice) -> bool:
    """ "He shot me", he said; "he began to fire, Novak said": not the speaker, who would be "I", or be named first."""
    speech = voice.attribution
    if words.lower() not in THIRD_PERSON or speech is None or voice.span is None:
        return False
    return speech.direct or voice.span.start > span.start


def _stance(stance: Stance, attribution: Attribution, field: Field) -> Stance:
    """The stance of the words, or that of the speech around them: a denial or a doubt reaches every field in
    it, an accusation only who did it."""
    if stance is not Stance.ASSERTS:
        return stance
    if attribution.stance in (Stance.DENIES, Stance.DOUBTS):
        return attribution.stance
    if field is Field.ACTOR and attribution.stance is Stance.ACCUSES:
        return Stance.ACCUSES
    return stance


def _modality(modality: Modality, attribution: Attribution, field: Field) -> Modality:
    """Speech that leaves it open ("is alleged") makes an actor possible. A count keeps its own modality: that
    it is only believed is what its claimant says."""
    if modality is Modality.ACTUAL and field in (Field.ACTOR, Field.RECIPIENT):
        return attribution.modality
    return modality

"""Doers whom the trained reader sees and no rule finds: of a happening of their sentence, or of the deed before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rashomon.extract.events.learned_roles import actor_named, steps_between
from rashomon.extract.identity import mention_id
from rashomon.extract.responsibility.findings import CaseDesk
from rashomon.judged import MODES, STANCES
from rashomon.model import ActorMention, EventMention, Modality, Responsibility, Span, Stance

__all__ = ["learned_doers"]

SURE = 0.3  # how likely the words must name a doer
MEANT = 0.5  # how likely a stance other than the plain one must be
READABLE = 160  # code points of evidence


def learned_doers(desk: CaseDesk, found: Iterable[Responsibility]) -> Iterator[Responsibility]:
    """A statement for each doer that neither the events nor the rules have in that sentence."""
    reading = desk.reading
    if reading.judged is None:
        return
    facts = reading.judged.facts
    actors = {actor.id: actor for actor in reading.actors}
    known = [(e.sentence, actors[i].chain) for e in reading.events for i in e.actors if i in actors]
    spans = [one.actor_span for one in found]
    for span in facts.runs("doer", SURE):
        actor = actor_named(reading, span)
        if actor is None or any(span.overlaps(other) for other in spans):
            continue
        word = desk.parse.tokens[actor.head]
        if (word.sentence, actor.chain) in known:
            continue
        known.append((word.sentence, actor.chain))
        event = _deed(desk, actor)
        if event is not None:
            yield _told(desk, actor, event)


def _deed(desk: CaseDesk, actor: ActorMention) -> EventMention | None:
    """The happening of the sentence that stands nearest along the tree, or the grave one before."""
    word = desk.parse.tokens[actor.head]
    here = [e for e in desk.reading.events if e.sentence == word.sentence]
    far = {e.head: steps_between(desk.parse, word, desk.parse.tokens[e.head]) for e in here}
    nearest = min(here, key=lambda e: (far[e.head], e.head), default=None)
    return nearest or desk.event_before(word)


def _told(desk: CaseDesk, actor: ActorMention, event: EventMention) -> Responsibility:
    reading = desk.reading
    assert reading.judged is not None
    word = desk.parse.tokens[actor.head]
    verb = desk.parse.head(word)
    whole = Span(min(actor.span.start, verb.start), max(actor.span.end, verb.end))
    span = whole if whole.end - whole.start <= READABLE else actor.span
    stance, sure = reading.judged.facts.answer("stance", actor.span)
    mode, certain = reading.judged.facts.answer("mode", actor.span)
    meant = Stance(STANCES[stance]) if sure >= MEANT else Stance.ASSERTS
    possible = MODES[mode] == "possible" and certain >= MEANT
    number = mention_id("responsibility", reading.document.id, span, actor.name, meant)
    modality = Modality.POSSIBLE if possible else Modality.ACTUAL
    return Responsibility(number, span, actor.name, actor.kind, actor.span, event.id, meant, modality)

"""Doers whom the trained reader sees and no rule finds: of a happening of their sentence, or of the deed before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rashomon.extract.counts.groups import is_people
from rashomon.extract.events.learned_roles import DESCRIBING, actor_named, is_ruled_out, noun_named, steps_between
from rashomon.extract.events.role_words import COUNTERS
from rashomon.extract.events.weapons import is_user, weapon_at
from rashomon.extract.identity import mention_id
from rashomon.extract.responsibility.blame import SIDING
from rashomon.extract.responsibility.findings import CaseDesk, words
from rashomon.extract.syntax.clauses import agent_of, is_passive, subject_of
from rashomon.extract.syntax.phrases import phrase_bounds
from rashomon.judged import MODES, STANCES
from rashomon.model import EventMention, Modality, Responsibility, Span, Stance, Token

__all__ = ["learned_doers"]

SURE = 0.6  # how likely the words must name a doer
MEANT = 0.5  # how likely a stance other than the plain one must be
ABOVE = 5  # words above a doer among which one of blame may stand
READABLE = 160  # code points of evidence
NATIONS = frozenset({"country", "nation", "state"})
UNNAMING = frozenset({"ADP", "CCONJ", "DET", "PART", "PUNCT"})  # no part of a name that begins with them


@dataclass(frozen=True, slots=True)
class _Doer:
    """Words that name a doer: those of an actor, or of somebody whom the lexicon of actors does not know."""

    name: str
    kind: str
    chain: str
    span: Span
    head: Token


def learned_doers(desk: CaseDesk, found: Iterable[Responsibility]) -> Iterator[Responsibility]:
    """A statement for each doer that neither the events nor the rules have in that sentence."""
    reading = desk.reading
    if reading.judged is None:
        return
    facts = reading.judged.facts
    actors = {actor.id: actor for actor in reading.actors}
    known = [(e.sentence, actors[i].chain) for e in reading.events for i in e.actors if i in actors]
    spans = [one.actor_span for one in found]
    known += [(desk.parse.tokens[a.head].sentence, a.chain) for a in reading.actors if a.span in spans]
    for span in facts.runs("doer", SURE):
        doer = _doer(desk, span)
        if doer is None or is_ruled_out(desk.parse, doer.head) or any(span.overlaps(other) for other in spans):
            continue
        if (doer.head.sentence, doer.chain) in known:
            continue
        known.append((doer.head.sentence, doer.chain))
        event = _deed(desk, doer.head)
        if event is not None and not _suffers(desk, doer, event) and not _sides(desk, doer.head):
            yield _told(desk, doer, event)


def _doer(desk: CaseDesk, span: Span) -> _Doer | None:
    deeds = {e.head for e in desk.reading.events}
    actor = actor_named(desk.reading, span, deeds)
    if actor is not None:
        return _Doer(actor.name, actor.kind, actor.chain, actor.span, desk.parse.tokens[actor.head])
    head = noun_named(desk.parse, span, deeds)
    if head is None or head.index in deeds or _does_nothing(desk, head):
        return None
    first, last = phrase_bounds(desk.parse, head)
    tokens = desk.parse.tokens
    while first < last and tokens[first].pos in UNNAMING and tokens[first].pos != "DET":
        first += 1
    whole = Span(tokens[first].start, tokens[last].end)
    while first < last and tokens[first].pos in UNNAMING:
        first += 1
    name = desk.reading.quote(Span(tokens[first].start, whole.end))
    return _Doer(name, "", name.lower(), whole, head)


def _does_nothing(desk: CaseDesk, head: Token) -> bool:
    """A weapon, a thing or an idea, a number ("tens of thousands of people"), or only a part of another name ("the
    Copenhagen attack")."""
    weapon = weapon_at(desk.parse, head)
    used = weapon is not None and not is_user(weapon[1])
    thing = head.pos == "NOUN" and is_people(head) is False and head.lemma not in NATIONS
    return used or thing or head.pos == "NUM" or head.lemma in COUNTERS or head.dep in DESCRIBING


def _suffers(desk: CaseDesk, doer: _Doer, event: EventMention) -> bool:
    """Whether the deed was done to him, by the grammar of its sentence: "brave sailors gunned down in a port"."""
    return any(a.chain == doer.chain for a in desk.reading.actors if a.id in event.recipients)


def _sides(desk: CaseDesk, head: Token) -> bool:
    """ "Blamed bakers for supporting the attack": for what they think of it."""
    done = (o for p in desk.parse.dependents(desk.parse.head(head), "prep") for o in desk.parse.dependents(p, "pcomp"))
    return head.dep == "dobj" and any(o.lemma in SIDING and desk.parse.head(o).lower == "for" for o in done)


def _deed(desk: CaseDesk, word: Token) -> EventMention | None:
    """The happening of the sentence that stands nearest along the tree, or the grave one before."""
    here = [e for e in desk.reading.events if e.sentence == word.sentence]
    far = {e.head: steps_between(desk.parse, word, desk.parse.tokens[e.head]) for e in here}
    nearest = min(here, key=lambda e: (far[e.head], e.head), default=None)
    return nearest or desk.event_before(word)


def _told(desk: CaseDesk, doer: _Doer, event: EventMention) -> Responsibility:
    reading = desk.reading
    assert reading.judged is not None
    verb = desk.parse.head(doer.head)
    whole = Span(min(doer.span.start, verb.start), max(doer.span.end, verb.end))
    span = whole if whole.end - whole.start <= READABLE else doer.span
    stance, sure = reading.judged.facts.answer("stance", doer.span)
    mode, certain = reading.judged.facts.answer("mode", doer.span)
    meant = Stance(STANCES[stance]) if sure >= MEANT else Stance.ASSERTS
    claimant, claimant_span = None, None
    blame = _blame(desk, doer.head)
    if blame is not None:
        meant = Stance.ACCUSES
        claimant, claimant_span = desk.claimant(blame.accuser, blame.word)
    possible = MODES[mode] == "possible" and certain >= MEANT
    number = mention_id("responsibility", reading.document.id, span, doer.name, meant)
    modality = Modality.POSSIBLE if possible else Modality.ACTUAL
    return Responsibility(
        number,
        span,
        doer.name,
        doer.kind,
        doer.span,
        event.id,
        meant,
        modality,
        claimant,
        claimant_span,
    )


@dataclass(frozen=True, slots=True)
class _Blame:
    """A word of blame above a doer, and whoever blames there."""

    word: Token
    accuser: Token | str | None


def _blame(desk: CaseDesk, head: Token) -> _Blame | None:
    """ "The mayor condemned the guards' killing of nine", "criticism of the guards for shooting at a crowd"."""
    parse, below = desk.parse, head
    for above in parse.ancestors(head)[:ABOVE]:
        if above.pos == "VERB" and above.lemma in words("blaming", "verbs"):
            if is_passive(parse, above):
                return _Blame(above, agent_of(parse, above) or "UNNAMED")
            return _Blame(above, subject_of(parse, above)) if below.dep != "nsubj" else None
        if above.pos == "NOUN" and above.lemma in words("blaming", "nouns") and below.dep in ("prep", "acl"):
            return _Blame(above, next(iter(parse.dependents(above, "poss")), None))
        if below.dep == "ccomp":
            return None
        below = above
    return None

"""Who did it and to whom, as the trained reader sees it: it adds those whom the grammar of the sentence hides.

The reader marks words; whom they name is known from the actors, and which happening of the sentence they belong to
from the parse: the nearest one along the tree.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from rashomon.extract.events.role_words import CROWDS, STRIFE
from rashomon.model import ActorMention, EventMention, EventType, Modality, Parse, Reading, Span, Token

__all__ = ["DESCRIBING", "actor_named", "is_ruled_out", "noun_named", "steps_between", "with_learned_roles"]

SURE = 0.6  # how likely the words must name a doer or a victim to be added
TOLD = frozenset({Modality.ACTUAL, Modality.POSSIBLE})
DEEDS = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.THREATEN, EventType.MOBILIZE})
NAMING = frozenset({"ADJ", "NOUN", "NUM", "PROPN"})
CASES = frozenset({"accusation", "allegation", "case", "charge", "evidence"})
CHARGED = frozenset(
    {"accuse", "charge", "connect", "convict", "implicate", "indict", "link", "prosecute", "suspect", "tie"}
)
WITNESSING = frozenset({"hear", "know", "learn", "witness"})
DESCRIBING = frozenset({"amod", "compound", "nmod", "nummod"})
FARTHEST = 6  # steps along the tree from the words for a doer to those for the deed


def with_learned_roles(reading: Reading, events: Sequence[EventMention]) -> list[EventMention]:
    """The event mentions with the doers and victims that the reader sees beside those that the rules find."""
    if reading.judged is None:
        return list(events)
    facts = reading.judged.facts
    actors = {actor.id: actor for actor in reading.actors}
    found = list(events)
    for field, column in (("actors", "doer"), ("recipients", "victim")):
        for span in facts.runs(column, SURE):
            _add(reading, found, field, span, actors)
    return found


def _add(reading: Reading, events: list[EventMention], field: str, span: Span, actors: dict[str, ActorMention]) -> None:
    parse = reading.parse
    actor = actor_named(reading, span, {e.head for e in events})
    if actor is None:
        return
    word = parse.tokens[actor.head]
    if is_ruled_out(parse, word):
        return
    here = [n for n, e in enumerate(events) if e.sentence == word.sentence]
    held = {actors[i].chain for n in here for i in getattr(events[n], field) if i in actors}
    other = "recipients" if field == "actors" else "actors"
    if actor.chain in held:
        return
    free = [n for n in here if _takes(events[n], field) and actor.id not in getattr(events[n], other)]
    near = [(d, n) for n in free if (d := steps_between(parse, word, parse.tokens[events[n].head])) <= FARTHEST]
    if near:
        _, n = min(near)
        events[n] = _with(events[n], field, (*getattr(events[n], field), actor.id))


def _with(event: EventMention, field: str, ids: tuple[str, ...]) -> EventMention:
    return replace(event, actors=ids) if field == "actors" else replace(event, recipients=ids)


def _takes(event: EventMention, field: str) -> bool:
    return event.type in DEEDS and event.modality in TOLD


def actor_named(reading: Reading, span: Span, deeds: Collection[int] = ()) -> ActorMention | None:
    """The actor whom the words name: the one whose head stands highest in the tree, of those within them; if none
    does, the one whose noun the words describe ("security" in "security forces")."""
    parse = reading.parse
    inside = [a for a in reading.actors if span.contains(Span(parse.tokens[a.head].start, parse.tokens[a.head].end))]
    if inside:
        return min(inside, key=lambda a: (len(parse.ancestors(parse.tokens[a.head])), a.head))
    noun = noun_named(parse, span, deeds)
    return next((a for a in reading.actors if noun is not None and a.head == noun.index), None)


def is_ruled_out(parse: Parse, word: Token) -> bool:
    """Whether the grammar around a word says that it names no doer, whatever the reader sees: who is named only to say
    that it was not he, where it was, and who only knew of it."""
    above = parse.head(word)
    before = [parse.tokens[one.index - 1] for one in (word, above) if one.index and one.pos in ("ADP", "NOUN", "PROPN")]
    negated = any(parse.dependents(one, "neg") for one in (word, above) if one.pos == "ADP" or one is word)
    if negated or any(one.lower == "not" and one.sentence == word.sentence for one in before):
        return True  # "by a crowd, not by a gang"
    first = next((t for t in (word, *parse.ancestors(word)) if t.dep != "conj"), word)
    if first.dep == "pobj" and parse.head(first).lower == "in":
        return True  # "guards in Oslo", "in vests and helmets"
    if word.dep == "poss" and (above.lemma in STRIFE or above.lower in CROWDS):
        return True  # "Chad's civil war"
    return _is_cleared(parse, word) or (word.dep == "nsubj" and above.lemma in WITNESSING)


def _is_cleared(parse: Parse, word: Token) -> bool:
    """ "The guard was never charged", "does not tie the guard to the raid", "no charges against him"."""
    above = parse.head(word)
    verb = parse.head(above) if above.lower == "guilty" else above
    found = verb.lemma in CHARGED or (verb.lemma == "find" and any(t.lower == "guilty" for t in parse.subtree(verb)))
    if word.dep in ("nsubjpass", "dobj", "nsubj") and found and parse.dependents(verb, "neg"):
        return True
    noun = parse.head(above)
    against = word.dep == "pobj" and above.lower == "against" and noun.lemma in CASES
    return against and any(t.lower == "no" for t in parse.dependents(noun, "det"))


def noun_named(parse: Parse, span: Span, deeds: Collection[int] = ()) -> Token | None:
    """The head of the phrase that the words name or begin, unless it is a deed: then the words themselves name the
    doer ("a Norland attack")."""
    words = [t for t in parse.within(span) if t.pos in NAMING]
    top = min(words, key=lambda t: (len(parse.ancestors(t)), t.index), default=None)
    while top is not None and top.dep in DESCRIBING:
        above = parse.head(top)
        if above.pos not in ("NOUN", "PROPN") or above.index in deeds or above.index < top.index:
            break
        top = above
    return top


def steps_between(parse: Parse, one: Token, other: Token) -> int:
    """How many edges of the tree lie between two words of a sentence."""
    up = {t.index: n for n, t in enumerate((one, *parse.ancestors(one)))}
    for n, t in enumerate((other, *parse.ancestors(other))):
        if t.index in up:
            return n + up[t.index]
    return 99

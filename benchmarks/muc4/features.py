"""What the models look at: features of a text, of an entity in it, of an incident's words. All are plain strings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from benchmarks.muc4.entities import Entity, Mention, Text
from benchmarks.muc4.rules import mapping
from rashomon.model import Token

__all__ = ["Anchor", "anchors", "entity_features", "text_features"]

BETWEEN: Final = 2  # words that may stand inside a phrase of the mapping
CONTENT: Final = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})


@dataclass(frozen=True, slots=True)
class Anchor:
    """A word that tells of an incident of a type; `modality` is our reader's, "" for a word it has no event for."""

    type: str
    token: int
    sentence: int
    modality: str


@cache
def _rules() -> tuple[dict[str, str], tuple[tuple[tuple[str, ...], str], ...], dict[str, str]]:
    lemmas: dict[str, str] = {}
    phrases: list[tuple[tuple[str, ...], str]] = []
    events: dict[str, str] = {}
    for rule in mapping()["incident"]:
        lemmas |= dict.fromkeys(rule["lemmas"], rule["type"])
        phrases += [(tuple(phrase.split()), rule["type"]) for phrase in rule["phrases"]]
        events |= dict.fromkeys(rule["events"], rule["type"])
    return lemmas, tuple(phrases), events


def anchors(text: Text) -> list[Anchor]:
    """All words that tell of incidents, in text order, each once: by its words first, then by our reader's events."""
    lemmas, phrases, events = _rules()
    by_head = {event.head: event for event in text.reading.events}
    found: dict[int, str] = {}
    for token in text.tokens:
        if kind := lemmas.get(token.lemma) or lemmas.get(token.lower):
            found[token.index] = kind
        for phrase, kind in phrases:
            if token.lemma == phrase[0] and _goes_on(text, token, phrase):
                found[token.index] = kind
    for head, event in by_head.items():
        kind = events.get(f"{event.type.value}:{event.mode}") or events.get(event.type.value)
        if kind and (head not in found or found[head] == "ATTACK"):
            found[head] = kind
    return [
        Anchor(kind, index, text.tokens[index].sentence, by_head[index].modality.value if index in by_head else "")
        for index, kind in sorted(found.items())
    ]


def _goes_on(text: Text, token: Token, phrase: Sequence[str]) -> bool:
    at = token.index
    for word in phrase[1:]:
        window = text.tokens[at + 1 : at + 2 + BETWEEN]
        hit = next((t for t in window if word in (t.lemma, t.lower) and t.sentence == token.sentence), None)
        if hit is None:
            return False
        at = hit.index
    return True


def text_features(text: Text, told: Sequence[Anchor]) -> list[str]:
    """Features of a whole text: its words, what our reader says happened, and to whom."""
    found = {f"w {t.lemma}" for t in text.tokens if t.pos in CONTENT and t.lemma.isalpha()}
    lemmas = {text.tokens[a.token].lemma for a in told}
    near = {a.sentence for a in told}
    found |= {f"n {t.lemma}" for t in text.tokens if t.sentence in near and t.pos in CONTENT}
    found |= {
        f"p {left.lemma} {right.lemma}"
        for left, right in zip(text.tokens, text.tokens[1:], strict=False)
        if left.lemma in lemmas or right.lemma in lemmas
    }
    counts = Counter(f"a {a.type}" for a in told) + Counter(f"m {a.type} {a.modality}" for a in told)
    for event in text.reading.events:
        counts[f"e {event.type.value}:{event.mode} {event.modality.value}"] += 1
    counts.update(f"c {claim.field.value} {claim.polarity} {claim.modality.value}" for claim in text.reading.claims)
    kinds = {actor.id: actor.kind for actor in text.reading.actors}
    for event in text.reading.events:
        for side, ids in (("A", event.actors), ("R", event.recipients)):
            counts.update(f"{side} {event.type.value} {kinds.get(i)} {event.modality.value}" for i in ids)
    found |= {f"{name} {step}" for name, n in counts.items() for step in (1, 2, 4, 8) if n >= step}
    first = {t.lemma for t in text.tokens if t.sentence < 2}
    found |= {f"f {lemma}" for lemma in first}
    found |= {f"fa {a.type} {a.modality}" for a in told if a.sentence < 2}
    size = len(text.parse.sentences)
    found |= {f"len {step}" for step in (3, 6, 12, 24) if size >= step}
    return sorted(found)


def governors(text: Text, index: int, depth: int = 0) -> Iterator[str]:
    """What governs a token, as "relation:lemma"; through conjunctions, prepositions and one noun upwards."""
    token = text.tokens[index]
    while token.dep in {"conj", "appos"} and token.head != token.index:
        token = text.tokens[token.head]
    if token.head == token.index:
        yield f"root:{token.lemma}"
        return
    head, relation = text.tokens[token.head], token.dep
    if relation in {"pobj", "pcomp"} and head.head != head.index:
        relation, head = head.lower, text.tokens[head.head]
        if head.pos == "ADP" and head.head != head.index:
            head = text.tokens[head.head]
    yield f"{relation}:{head.lemma}"
    particle = next((t.lower for t in text.parse.dependents(head, "prt")), "")
    if particle:
        yield f"{relation}:{head.lemma} {particle}"
    if depth < 2 and head.pos in {"NOUN", "PROPN"}:
        for above in governors(text, head.index, depth + 1):
            yield f"{relation}:{head.lemma}>{above}"
            yield f"{relation}>{above}"


def entity_features(text: Text, entity: Entity, told: Sequence[Anchor]) -> list[str]:
    """Features of an entity over all its mentions."""
    by_sentence: dict[int, set[str]] = {}
    for anchor in told:
        by_sentence.setdefault(anchor.sentence, set()).add(anchor.type)
    triggers = {anchor.token: anchor.type for anchor in told}
    found: set[str] = set()
    for mention in entity.mentions:
        found.update(mention_features(text, mention, by_sentence, triggers))
    types = {anchor.type for anchor in told}
    kinds = {f for f in found if f.startswith("k=")}
    found |= {f"dt={kind}" for kind in types} | {f"dt={kind} {k}" for kind in types for k in kinds}
    found.add(f"n={min(len(entity.mentions), 4)}")
    return sorted(found)


def mention_features(
    text: Text, mention: Mention, by_sentence: dict[int, set[str]], triggers: dict[int, str]
) -> Iterator[str]:
    head = text.tokens[mention.head]
    actor = text.actors_by_head.get(mention.head)
    kind = "PERSON" if mention.name else (actor.kind if actor else head.entity or "thing")
    yield f"k={kind}"
    yield f"h={head.lemma}"
    yield f"h3={head.lemma[-4:]}"
    yield f"tag={head.tag} {kind}"
    for token in text.tokens[mention.first : mention.last + 1]:
        if token.pos in CONTENT and token.index != mention.head:
            yield f"m={token.lemma}"
        elif token.tag in {"DT", "CD", "PRP$"} and token.index < mention.head:
            yield f"d={token.tag if token.tag == 'CD' else token.lower}"
    before = text.tokens[mention.first - 1].lower if mention.first else "<"
    after = text.tokens[mention.last + 1].lower if mention.last + 1 < len(text.tokens) else ">"
    yield f"b={before}"
    yield f"a={after}"
    for path in governors(text, mention.head):
        yield f"g={path}"
        yield f"g={path} {kind}"
    yield from _trigger_paths(text, mention, triggers, kind)
    yield from reader_features(text, mention, kind)
    near = by_sentence.get(mention.sentence, set())
    around = by_sentence.get(mention.sentence - 1, set()) | by_sentence.get(mention.sentence + 1, set())
    for one in near or {"-"}:
        yield f"st={one}"
        yield f"st={one} {kind}"
        yield f"st={one} h={head.lemma}"
    if not near:
        yield f"nb={'some' if around else 'none'}"
    yield f"si={min(mention.sentence, 3)}"


def _trigger_paths(text: Text, mention: Mention, triggers: dict[int, str], kind: str) -> Iterator[str]:
    """The relation of the mention to a trigger that governs it, directly or through a noun."""
    token, relation = text.tokens[mention.head], ""
    for _ in range(5):
        if token.head == token.index:
            return
        step = token.lower if token.pos == "ADP" else token.dep
        if step not in {"conj", "pobj", "compound", "appos"}:
            relation = f"{relation}/{step}" if relation else step
        token = text.tokens[token.head]
        if token.index in triggers:
            yield f"t={relation}>{triggers[token.index]} {kind}"
            yield f"t={relation}>{token.lemma}"
            return


def reader_features(text: Text, mention: Mention, kind: str) -> Iterator[str]:
    """What our reader says that the mention did or suffered."""
    actor = text.actors_by_head.get(mention.head)
    if actor is not None:
        for event in text.reading.events:
            for side, ids in (("A", event.actors), ("R", event.recipients)):
                if actor.id in ids:
                    yield f"{side}={event.type.value}:{event.mode}"
                    yield f"{side}={event.type.value} {event.modality.value} {kind}"
                    if event.casualty:
                        yield f"{side}={event.casualty.value}"
    start, end = text.tokens[mention.first].start, text.tokens[mention.last].end
    for count in text.reading.counts:
        if count.span.start <= text.tokens[mention.head].start < count.span.end:
            yield f"C={count.field.value} {count.modality.value}"
    for one in text.reading.responsibilities:
        if one.actor_span.start < end and start < one.actor_span.end:
            yield f"RESP={one.stance.value} {one.modality.value}"
    for event in text.reading.events:
        if event.weapon and event.weapon.start < end and start < event.weapon.end:
            yield "W"


def incident_features(text: Text, told: Sequence[Anchor], kind: str) -> list[str]:
    """Features of an incident from the sentences of the words that tell of it."""
    sentences = {anchor.sentence for anchor in told}
    found = {f"type={kind}", "bias"} | {f"m={anchor.modality}" for anchor in told}
    found |= {f"l={text.tokens[anchor.token].lemma}" for anchor in told}
    found |= {f"lm={text.tokens[anchor.token].lemma} {anchor.modality}" for anchor in told}
    found |= {f"w={t.lemma}" for t in text.tokens if t.sentence in sentences and t.pos in CONTENT}
    if told and all(anchor.modality not in {"actual", ""} for anchor in told):
        found.add("unreal")
    return sorted(found)


def perpetrator_features(text: Text, perpetrators: Sequence[Entity], kind: str) -> list[str]:
    """Features of those who did it."""
    found = {f"ptype={kind}"}
    for entity in perpetrators:
        for mention in entity.mentions:
            actor = text.actors_by_head.get(mention.head)
            found.add(f"pk={actor.kind if actor else '-'}")
            found.add(f"ph={text.tokens[mention.head].lemma}")
            found |= {f"pw={t.lemma}" for t in text.tokens[mention.first : mention.last + 1] if t.pos in CONTENT}
    if not perpetrators:
        found.add("nobody")
    return sorted(found)

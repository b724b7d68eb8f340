"""The strings of a template: names and descriptions of targets, each entity once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.muc4.entities import Entity, Mention, Text
from benchmarks.muc4.features import Anchor
from benchmarks.muc4.incidents import Part
from benchmarks.muc4.likeness import stem

__all__ = ["Target", "number_of", "person_targets", "targets_of"]

VAGUE = "PLURAL"


@dataclass(frozen=True)
class Target:
    """An entity as a template has it: its string, its name if it is a named person, and its features."""

    entity: Entity
    string: str
    name: str
    features: tuple[str, ...]

    @property
    def reference(self) -> str:
        """What cross-references call it: the name, else the string."""
        return self.name or self.string


def targets_of(text: Text, parts: Sequence[Part], told: Sequence[Anchor]) -> list[Target]:
    """One target for each entity, the likeliest first; those with the same head noun as one before are left out."""
    found: list[Target] = []
    heads: set[str] = set()
    said: list[frozenset[str]] = []
    for part in parts:
        mention = best_mention(part.entity, told)
        head = text.tokens[mention.head].lemma
        words = frozenset(stem(word) for word in text.string(mention).split())
        if head in heads or any(words <= other or (len(other) == 1 and other < words) for other in said):
            continue
        heads.add(head)
        said.append(words)
        found.append(Target(part.entity, text.string(mention), "", part.features))
    return found


def best_mention(entity: Entity, told: Sequence[Anchor]) -> Mention:
    """The first mention in a sentence that tells of the incident, else the first."""
    sentences = {anchor.sentence for anchor in told}
    return next((m for m in entity.mentions if m.sentence in sentences), entity.mentions[0])


def person_targets(text: Text, parts: Sequence[Part], told: Sequence[Anchor]) -> list[Target]:
    """Named people with title or role, then people without a name."""
    named = [part for part in parts if part.entity.person]
    found: list[Target] = []
    roles: set[str] = set()
    for part in named:
        name = fullest_name(text, part.entity)
        title, head = title_of(text, part.entity)
        if head:
            roles.add(head)
        found.append(Target(part.entity, title, name, part.features))
    others = [
        part
        for part in parts
        if not part.entity.person and not all(text.tokens[m.head].lemma in roles for m in part.entity.mentions)
    ]
    return found + targets_of(text, others, told)


def fullest_name(text: Text, entity: Entity) -> str:
    names = [text.words(*mention.name) for mention in entity.mentions if mention.name]
    return max(names, key=lambda name: (len(name.split()), len(name)))


def title_of(text: Text, entity: Entity) -> tuple[str, str]:
    """Title or role of a named person and its head's lemma: in front of the name or beside it; both empty for none."""
    for mention in entity.mentions:
        if mention.name and mention.first < mention.name[0]:
            first = mention.first
            while first < mention.name[0] and text.tokens[first].tag in {"DT", "PRP$", "CD"}:
                first += 1
            words = text.tokens[first : mention.name[0]]
            if words and any(t.pos in {"NOUN", "PROPN"} for t in words) and all(t.pos != "PUNCT" for t in words):
                return text.words(first, mention.name[0] - 1), words[-1].lemma
    by_head = {m.head: m for e in text.entities if not e.person for m in e.mentions}
    for mention in entity.mentions:
        beside = [t.index for t in text.parse.dependents(text.tokens[mention.head], "appos")]
        token = text.tokens[mention.head]
        if token.dep == "appos":
            beside.append(token.head)
        for index in beside:
            if index in by_head:
                return text.string(by_head[index]), text.tokens[index].lemma
    return "", ""


def number_of(text: Text, target: Target) -> str:
    """How many: what our reader counts, else 1 or PLURAL by the form of the noun."""
    if target.name:
        return "1"
    heads = {mention.head for mention in target.entity.mentions}
    for number in text.reading.numbers:
        if number.head in heads:
            return written(number.number.low, number.number.high, number.number.approximate)
    tag = text.tokens[target.entity.mentions[0].head].tag
    plural = tag in {"NNS", "NNPS"} or text.tokens[target.entity.mentions[0].head].lower in {
        "people",
        "dead",
        "wounded",
    }
    return VAGUE if plural else "1"


def written(low: int | None, high: int | None, approximate: bool) -> str:
    """A number as the key has it: 6, 6-8, 6-, -8 or ~100."""
    if low is not None and low == high:
        return f"~{low}" if approximate else str(low)
    if low is None and high is None:
        return VAGUE
    return f"{'' if low is None else low}-{'' if high is None else high}"

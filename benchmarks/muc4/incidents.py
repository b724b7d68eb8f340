"""Which incidents a text tells of: the words that tell of them, put together by what they have in common.

A model says which types of incident a text holds, another which words tell of one that counts, a third whether two
words tell of the same one (template-doc-part1, 5.0: another place, date or perpetrator makes another incident).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from benchmarks.muc4.casting import joined
from benchmarks.muc4.entities import Entity, Text
from benchmarks.muc4.features import CONTENT, Anchor, text_features
from benchmarks.muc4.linear import Linear
from benchmarks.muc4.rules import mapping

__all__ = ["Incident", "Part", "anchor_features", "find_incidents", "pair_features"]

STEPS = (0, 1, 2, 3, 5, 8)  # sentences apart


@dataclass(frozen=True)
class Part:
    """An entity with its role in an incident, how likely that is, and its features."""

    entity: Entity
    role: str
    chance: float
    features: tuple[str, ...]


@dataclass
class Incident:
    """One template in the making: its type, the words that tell of it, and who and what is in it."""

    type: str
    told: list[Anchor]
    cast: list[Part] = field(default_factory=list)


def anchor_features(text: Text, anchor: Anchor, told: Sequence[Anchor]) -> list[str]:
    """What says whether a word tells of an incident that counts."""
    token = text.tokens[anchor.token]
    found = {f"t={anchor.type}", f"l={token.lemma}", f"m={anchor.modality}", f"lm={token.lemma} {anchor.modality}"}
    found |= {f"tag={token.tag}", f"dep={token.dep}", f"s={min(anchor.sentence, 4)}"}
    found |= {f"w={t.lemma}" for t in text.tokens if t.sentence == anchor.sentence and t.pos in CONTENT}
    found |= {f"c={t.dep}:{t.lemma}" for t in text.parse.dependents(token)}
    kinds = {actor.id: actor.kind for actor in text.reading.actors}
    for event in text.reading.events:
        if event.head == anchor.token:
            found |= {f"A={kinds.get(i)}" for i in event.actors} | {f"R={kinds.get(i)}" for i in event.recipients}
            found |= {f"time={event.time is not None}", f"place={event.place is not None}"}
    found |= {f"with={other.type}" for other in told if other.sentence == anchor.sentence and other is not anchor}
    return sorted(found)


def pair_features(text: Text, one: Anchor, other: Anchor) -> list[str]:
    """What says whether two words tell of one incident."""
    apart = abs(one.sentence - other.sentence)
    found = {"bias", f"apart={max(step for step in STEPS if step <= apart)}"}
    first, second = text.tokens[one.token], text.tokens[other.token]
    found.add(f"same lemma={first.lemma == second.lemma}")
    found.add(f"chain={_chain(text, one) is not None and _chain(text, one) == _chain(text, other)}")
    places, others = text.places_of(one.sentence), text.places_of(other.sentence)
    found.add(f"place={_compared(places, others)}")
    found.add(f"who={_compared(text.keys_of(one.sentence), text.keys_of(other.sentence))}")
    shared = len(text.keys_of(one.sentence) & text.keys_of(other.sentence))
    found |= {f"shared={step}" for step in (1, 2, 3) if shared >= step}
    found.add(f"time={_compared(text.times_of(one.sentence), text.times_of(other.sentence))}")
    later = text.parse.sentences[max(one.sentence, other.sentence)]
    opening = [t.lower for t in text.tokens[later.first : later.first + 6]]
    found |= {f"opens={word}" for word in opening[:3]}
    found |= {f"another={word}" for word in opening if word in {"another", "other", "also", "meanwhile", "second"}}
    found.add(
        f"paragraph={text.parse.sentences[one.sentence].paragraph == text.parse.sentences[other.sentence].paragraph}"
    )
    found.add(f"real={one.modality == other.modality}")
    last = max(first, second, key=lambda token: token.index)
    found.add(f"known={any(t.lower in {'the', 'this'} for t in text.parse.dependents(last))}")
    return sorted(found)


def _chain(text: Text, anchor: Anchor) -> int | None:
    return text.chain_by_head.get(anchor.token)


def _compared(one: frozenset[str], other: frozenset[str]) -> str:
    if not one or not other:
        return "unknown"
    return "same" if one & other else "differ"


def find_incidents(text: Text, told: Sequence[Anchor], models: dict[str, Linear]) -> list[Incident]:
    """The incidents of a text that count, each type that the text holds with one at least."""
    limits = mapping()["limits"]
    features = text_features(text, told)
    found = []
    for name, model in models.items():
        kind = name.removeprefix("type ")
        if kind == name or told_chance(text, kind, model.chances(features).get("True", 0.0)) < limits["type"]:
            continue
        own = [anchor for anchor in told if anchor.type == kind] or list(told)
        chances = {anchor.token: counts(text, anchor, told, models) for anchor in own}
        groups = sorted(clusters(text, own, models["same"]), key=lambda group: -max(chances[a.token] for a in group))
        for number, group in enumerate(groups):
            sure = [anchor for anchor in group if chances[anchor.token] >= limits["anchor"]]
            if number == 0 or max(chances[a.token] for a in group) >= limits["more"]:
                found.append(Incident(kind, sure or group))
    return found


def told_chance(text: Text, kind: str, learned: float) -> float:
    """How likely a text tells of an incident of a type: what was learned from its words, joined with what the reader's
    model of roles says."""
    judged = text.judged
    seen = float(judged.told[judged.types.index(kind)])
    return joined(learned, seen, mapping()["joined"]["type"])


def counts(text: Text, anchor: Anchor, told: Sequence[Anchor], models: dict[str, Linear]) -> float:
    """How likely a word tells of an incident that counts."""
    return models["anchor"].chances(anchor_features(text, anchor, told)).get("True", 0.0)


def clusters(text: Text, own: Sequence[Anchor], same: Linear) -> list[list[Anchor]]:
    """Words of one incident each: groups are joined while two of them fit by the mean chance of their pairs."""
    limit = mapping()["limits"]["same"]
    groups = [[anchor] for anchor in own]
    chances = {
        (one.token, other.token): same.chances(pair_features(text, one, other)).get("True", 0.0)
        for one, other in combinations(own, 2)
    }

    def fit(one: list[Anchor], other: list[Anchor]) -> float:
        pairs = [chances[min(a.token, b.token), max(a.token, b.token)] for a in one for b in other]
        return sum(pairs) / len(pairs)

    while len(groups) > 1:
        best, i, j = max((fit(groups[i], groups[j]), -i, -j) for i, j in _pairs(len(groups)))
        if best < limit:
            break
        joined = sorted(groups[-i] + groups[-j], key=lambda anchor: anchor.token)
        groups = [group for n, group in enumerate(groups) if n not in (-i, -j)] + [joined]
    return groups


def _pairs(count: int) -> Iterator[tuple[int, int]]:
    return combinations(range(count), 2)

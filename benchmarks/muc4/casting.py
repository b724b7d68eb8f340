"""Which role each entity of a text has: two opinions made one.

One is learned from features of the reading (weights.json.gz), the other is that of the reader's model of roles, which
judges words (rashomon.extract.roles). Their log odds are added, with the weights of `mapping.toml`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from benchmarks.muc4.entities import Entity, Text
from benchmarks.muc4.linear import Linear
from benchmarks.muc4.rules import mapping
from rashomon.parsed import Span

__all__ = ["ROLES", "joined", "odds", "role_chances", "seen_chances"]

#: our roles -> those of the reader's model
ROLES: Final = {
    "perp-ind": ("perp-ind",),
    "perp-org": ("perp-org",),
    "phys": ("phys",),
    "hum": ("hum-name", "hum-desc"),
    "instr": ("instr",),
}
LEAST: Final = 1e-4  # no opinion is surer than that


def seen_chances(text: Text, entity: Entity) -> dict[str, float]:
    """What the model of roles says of an entity: the surest of its mentions."""
    judged = text.judged
    best = np.zeros(len(judged.roles), np.float32)
    for mention in entity.mentions:
        first, last = mention.name or (text.after_quantity(mention), mention.last)
        best = np.maximum(best, judged.inside(Span(text.tokens[first].start, text.tokens[last].end)))
    found = dict(zip(judged.roles, best.tolist(), strict=True))
    return {role: max(found[name] for name in names) for role, names in ROLES.items()}


def joined(learned: float, seen: float, weights: Mapping[str, float]) -> float:
    """One chance from two."""
    total = weights["bias"] + weights["learned"] * odds(learned) + weights["seen"] * odds(seen)
    return 1.0 / (1.0 + math.exp(-total))


def role_chances(text: Text, entity: Entity, features: Sequence[str], model: Linear) -> dict[str, float]:
    """How likely an entity has each role."""
    learned, seen = model.chances(features), seen_chances(text, entity)
    weights = mapping()["joined"]
    return {role: joined(learned.get(role, 0.0), seen[role], weights[role]) for role in ROLES}


def odds(chance: float) -> float:
    """The log odds of a chance, never surer than LEAST."""
    chance = min(max(chance, LEAST), 1.0 - LEAST)
    return math.log(chance / (1.0 - chance))

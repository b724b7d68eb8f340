"""How much speaks for two happenings being one: a match weight in named parts.

A part is positive where it speaks for the same happening, negative where it speaks against, and absent where one
of the two does not say. A veto means that they cannot be one, whatever the rest says. The weights are natural log odds
(a weight of 0.7 doubles the odds), learned by `training/linking.py` and kept, with the data they come from, in
`data/linking.json`; `base` is the weight of two happenings of which nothing is known.

There are two cards. That of *reports* weighs happenings that coreference has put together inside their documents: what
the program links. That of *mentions* weighs single mentions of anything, in short texts with one word each, as the
corpora of event coreference give them: the same word says more there, and the story less.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from rashomon.data import data_path
from rashomon.link.features import Feature, compare, forbidden
from rashomon.link.profiles import Profile

__all__ = ["FORBIDDEN", "LINK", "PARTS", "WEIGHTS", "Match", "card", "match_weight", "part_weight", "weigh_features"]

FORBIDDEN = -20.0  # what a pair that cannot be one counts in a total
ROUNDING = 0.01
PARTS = 10_000  # of a weight of 1, to which interpolated weights are rounded
LINK = 0.0  # weight from which two happenings are rather one than two
WEIGHTS = "linking.json"


@dataclass(frozen=True, slots=True)
class Match:
    """`total` is the sum of `parts` (name -> weight), or minus infinity with `veto` naming what forbids it."""

    total: float
    parts: tuple[tuple[str, float], ...]
    veto: str | None = None


@cache
def card(chained: bool = True) -> dict[str, Any]:
    """The weights for reports, or for single mentions: `base`, and per part either value -> weight, or `knots` and
    `weights` to interpolate between; and `manifest`, which says what they were learned from."""
    stored = json.loads(data_path(WEIGHTS).read_text(encoding="utf8"))
    return {"manifest": stored["manifest"], **stored["reports" if chained else "mentions"]}


def match_weight(a: Profile, b: Profile, chained: bool = True) -> Match:
    """Weigh two happenings. Symmetric. `chained` says that coreference has put together what is one inside a
    document, so that what it left apart there is held to be two."""
    veto = forbidden(a, b)
    if veto:
        return Match(-math.inf, (), veto)
    return weigh_features(compare(a, b), card(chained), chained)


def weigh_features(features: Mapping[str, Feature], weights: Mapping[str, Any], chained: bool = True) -> Match:
    """The weights of what `features.compare` found, by a card such as `card()`."""
    parts = [("base", float(weights["base"]))]
    total = parts[0][1]
    for name, value in features.items():
        weight = part_weight(weights["parts"].get(name, {}), value)
        if name == "document" and chained:
            weight = float(weights["kept_apart"])
        if weight:
            total += weight
            parts.append((name, weight))
    return Match(round(total, 4), tuple(parts))


def part_weight(part: Mapping[str, Any], value: Feature) -> float:
    """What one part of a card gives for what was found."""
    if isinstance(value, str):
        return float(part.get(value, 0.0))
    knots, weights = part.get("knots"), part.get("weights")
    if not knots or not weights:
        return 0.0
    if value <= knots[0]:
        return float(weights[0])
    if value >= knots[-1]:
        return float(weights[-1])
    right = bisect_right(knots, value)
    share = (value - knots[right - 1]) / (knots[right] - knots[right - 1])
    return round(float(weights[right - 1] + share * (weights[right] - weights[right - 1])) * PARTS) / PARTS

"""The home of a local story: the one town that nearly all its towns and streets belong to.

A report of a shooting in one town names that town, its neighbours and its streets, and nothing far away. In such a
story a name whose only known namesake lies on another continent is a street, a quarter or a hamlet of the home, and an
event without a place of its own happened there. A story that speaks of places far apart has no home.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

__all__ = ["FAR_KM", "NEAR_KM", "Point", "find_home", "kilometres"]

NEAR_KM = 80.0  # a town and what its papers report on as local
FAR_KM = 300.0  # nothing so far off is local
SHARE = 0.6  # of all mentions of points must lie near the home
CAP = 4.0  # mentions of one name that count
ANCHORED = 0.3  # the same where a dateline names it
FEWEST = 1.0


@dataclass(frozen=True, slots=True)
class Point:
    """One mention of a resolved town or landmark. `key` is the same for mentions of one place; `weight` is 1 for a
    plain mention, more for a dateline or "the Bor police"; `town` marks what can be a home, `anchor` a dateline."""

    key: str
    lat: float
    lon: float
    weight: float
    town: bool
    anchor: bool = False


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two (latitude, longitude) pairs in degrees, on a sphere of radius 6371 km."""
    lat1, lat2 = radians(a[0]), radians(b[0])
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin(radians(b[1] - a[1]) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(h)))


def find_home(points: Sequence[Point]) -> str | None:
    """The key of the home, or None where the story is not local. Of equals the first told."""
    weights: dict[str, float] = defaultdict(float)
    where: dict[str, Point] = {}
    tops: dict[str, float] = defaultdict(lambda: 1.0)
    for point in points:
        where.setdefault(point.key, point)
        weights[point.key] += point.weight
        tops[point.key] = max(tops[point.key], point.weight)
    for key, top in tops.items():
        weights[key] = min(weights[key], CAP * top)
    total = sum(weights.values())
    anchors = {point.key for point in points if point.anchor}
    best: tuple[float, float, int, str] | None = None
    for order, (key, point) in enumerate(where.items()):
        if not point.town:
            continue
        near = sum(
            weight
            for other, weight in weights.items()
            if kilometres((point.lat, point.lon), (where[other].lat, where[other].lon)) <= NEAR_KM
        )
        if near < (ANCHORED if key in anchors else SHARE) * total or weights[key] < FEWEST:
            continue
        best = max(best, (weights[key], near, -order, key)) if best else (weights[key], near, -order, key)
    return best[3] if best else None

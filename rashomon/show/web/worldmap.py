"""Events on a map, as exact as their places are known, and no more.

A place that is exact to about 25 km (UCDP's where_prec 1 and 2) is a dot; a district, province or vague area (3 to 5)
a dashed ring; a whole country (6) is shaded, never a pin in its middle; what has no coordinates is counted beside
the map. Nearby places are drawn as one mark with their number.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from rashomon.data import data_path
from rashomon.show.web.finding import Mask
from rashomon.show.web.index import NOWHERE, Index
from rashomon.show.web.projection import HEIGHT, WIDTH, project
from rashomon.show.web.query import Query

__all__ = ["Mark", "Shade", "WorldMap", "country_name", "world_map"]

CELL = 26  # units of the drawn map within which places become one mark
MOST = 3_000  # places sent to the browser; the rest are in the marks of the drawn map and in the list of places


@dataclass(frozen=True, slots=True)
class Mark:
    """A place, or several nearby ones. `kind` is "point", "area" or "several". `box` is west, south, east, north."""

    kind: str
    name: str
    key: str
    places: int
    count: int
    lat: float
    lon: float
    x: float
    y: float
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Shade:
    """A country of which events are known that nobody placed more exactly."""

    code: str
    name: str
    count: int
    path: str
    atlas: str


@dataclass(frozen=True, slots=True)
class WorldMap:
    marks: tuple[Mark, ...]
    places: tuple[Mark, ...]
    shades: tuple[Shade, ...]
    unplaced: int
    placed: int
    left_out: int


@cache
def _countries() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(data_path("basemap.json").read_text(encoding="utf8"))
    return found


def country_name(code: str) -> str:
    """The name of a country by its ISO 3166-1 alpha-3 code; the code itself where the base map has none."""
    country = _countries().get(code)
    return str(country["name"]) if country else code


def world_map(index: Index, mask: Mask, query: Query) -> WorldMap:
    """The marks and shades of the events in `mask`."""
    exact = np.flatnonzero(mask & (index.where < 6))
    places = sorted(_places(index, exact), key=lambda one: (-one.count, one.name, one.key))
    return WorldMap(
        marks=tuple(_gathered(places)),
        places=tuple(places[:MOST]),
        shades=tuple(_shades(index, mask & (index.where == 6))),
        unplaced=int((mask & (index.where == NOWHERE)).sum()),
        placed=len(exact),
        left_out=max(0, len(places) - MOST),
    )


def _places(index: Index, events: npt.NDArray[np.int64]) -> list[Mark]:
    """One mark for each place; where two mentions of a place are not equally exact, the more exact counts."""
    codes = index.places.codes[events]
    order = np.lexsort((index.where[events], codes))
    codes, events = codes[order], events[order]
    starts = np.flatnonzero(np.r_[True, codes[1:] != codes[:-1]]) if len(codes) else np.array([], np.int64)
    sizes = np.diff(np.r_[starts, len(codes)])
    marks = []
    for start, size in zip(starts.tolist(), sizes.tolist(), strict=True):
        event, code = int(events[start]), int(codes[start])
        lat, lon = round(float(index.lat[event]), 4), round(float(index.lon[event]), 4)
        x, y = project(lat, lon)
        kind = "point" if index.where[event] <= 2 else "area"
        name, key = index.place_names[code], index.places.words[code]
        marks.append(Mark(kind, name, key, 1, size, lat, lon, round(x, 1), round(y, 1), (lon, lat, lon, lat)))
    return marks


def _gathered(places: Sequence[Mark]) -> list[Mark]:
    """Places of one cell of a grid as one mark, at their middle by number of events."""
    cells: dict[tuple[int, int], list[Mark]] = {}
    for one in places:
        if 0 <= one.x <= WIDTH and 0 <= one.y <= HEIGHT:
            cells.setdefault((int(one.x // CELL), int(one.y // CELL)), []).append(one)
    return [members[0] if len(members) == 1 else _together(members) for members in cells.values()]


def _together(members: Sequence[Mark]) -> Mark:
    total = sum(one.count for one in members)
    west, east = min(one.lon for one in members), max(one.lon for one in members)
    south, north = min(one.lat for one in members), max(one.lat for one in members)
    box = (west - 0.001, south - 0.001, east + 0.001, north + 0.001)
    name = ", ".join(one.name for one in members[:3]) + (f" and {len(members) - 3} more" if len(members) > 3 else "")
    x = sum(one.x * one.count for one in members) / total
    y = sum(one.y * one.count for one in members) / total
    lat, lon = sum(one.lat * one.count for one in members) / total, sum(one.lon * one.count for one in members) / total
    return Mark("several", name, "", len(members), total, lat, lon, round(x, 1), round(y, 1), box)


def _shades(index: Index, mask: Mask) -> list[Shade]:
    codes = index.countries.codes[mask]
    counts = np.bincount(codes[codes >= 0], minlength=len(index.countries.words))
    shades = []
    for number in np.argsort(-counts, kind="stable").tolist():
        if counts[number]:
            code = index.countries.words[number]
            country = _countries().get(code, {})
            shades.append(
                Shade(
                    code, country_name(code), int(counts[number]), country.get("path", ""), country.get("atlas") or ""
                )
            )
    return shades

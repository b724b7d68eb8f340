"""Events on a map, as exact as their places are known, and no more.

A place that is exact to about 25 km (UCDP's where_prec 1 and 2) is a dot; a district, province or vague area (3 to 5)
a dashed ring; a whole country (6) is shaded, never a pin in its middle; what has no coordinates is counted beside
the map. Nearby places are drawn as one mark with their number.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from rashomon.data import data_path
from rashomon.show.web.finding import Mask
from rashomon.show.web.index import NOWHERE, Index
from rashomon.show.web.projection import HEIGHT, WIDTH, project_all
from rashomon.show.web.query import Query

__all__ = ["Mark", "Shade", "WorldMap", "country_name", "world_map"]

CELL = 40  # units of the drawn map within which places become one mark
MOST = 1_500  # places sent to the browser; the rest are in the marks of the drawn map and in the list of places


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
    places = _places(index, np.flatnonzero(mask & (index.where < 6)))
    listed = np.argsort(-places.counts, kind="stable")[:MOST]
    return WorldMap(
        marks=tuple(_gathered(index, places)),
        places=tuple(_mark(index, places, number) for number in listed.tolist()),
        shades=tuple(_shades(index, mask & (index.where == 6))),
        unplaced=int((mask & (index.where == NOWHERE)).sum()),
        placed=int(places.counts.sum()),
        left_out=max(0, len(places.codes) - MOST),
    )


@dataclass(frozen=True, slots=True)
class _Places:
    """The places of some events: their codes, how many events each has, and where they lie. Of several mentions of
    a place the most exact one counts."""

    codes: npt.NDArray[np.int32]
    counts: npt.NDArray[np.int64]
    events: npt.NDArray[np.int64]
    x: npt.NDArray[np.float64]
    y: npt.NDArray[np.float64]


def _places(index: Index, events: npt.NDArray[np.int64]) -> _Places:
    order = np.lexsort((index.where[events], index.places.codes[events]))
    events = events[order]
    codes, starts, counts = np.unique(index.places.codes[events], return_index=True, return_counts=True)
    first = events[starts]
    return _Places(codes, counts, first, *project_all(index.lat[first], index.lon[first]))


def _mark(index: Index, places: _Places, number: int) -> Mark:
    """The mark of one place."""
    event, code = int(places.events[number]), int(places.codes[number])
    lat, lon = round(float(index.lat[event]), 4), round(float(index.lon[event]), 4)
    kind = "point" if index.where[event] <= 2 else "area"
    x, y = round(float(places.x[number]), 1), round(float(places.y[number]), 1)
    name, key, count = index.place_names[code], index.places.words[code], int(places.counts[number])
    return Mark(kind, name, key, 1, count, lat, lon, x, y, (lon, lat, lon, lat))


def _gathered(index: Index, places: _Places) -> list[Mark]:
    """Places of one cell of a grid as one mark, at their middle by number of events."""
    inside = (places.x >= 0) & (places.x <= WIDTH) & (places.y >= 0) & (places.y <= HEIGHT)
    numbers = np.flatnonzero(inside)
    cells = (places.y[numbers] // CELL) * WIDTH + places.x[numbers] // CELL
    numbers = numbers[np.lexsort((-places.counts[numbers], cells))]
    cells = np.sort(cells)
    edges = [0, *(np.flatnonzero(np.diff(cells)) + 1).tolist(), len(numbers)]
    found = []
    for start, end in pairwise(edges):
        if end - start == 1:
            found.append(_mark(index, places, int(numbers[start])))
        elif end > start:
            found.append(_together(index, places, numbers[start:end]))
    return found


def _together(index: Index, places: _Places, members: npt.NDArray[np.int64]) -> Mark:
    """One mark for several places, those with most events first."""
    counts, events = places.counts[members], places.events[members]
    lat, lon = index.lat[events].astype(np.float64), index.lon[events].astype(np.float64)
    total, more = int(counts.sum()), len(members) - 3
    name = ", ".join(index.place_names[code] for code in places.codes[members[:3]].tolist())
    name += f" and {more} more" if more > 0 else ""
    edges = (lon.min() - 0.001, lat.min() - 0.001, lon.max() + 0.001, lat.max() + 0.001)
    west, south, east, north = (round(float(edge), 3) for edge in edges)
    axes = (lat, lon, places.x[members], places.y[members])
    middle_lat, middle_lon, x, y = (round(float((axis * counts).sum() / total), 1) for axis in axes)
    box = (west, south, east, north)
    return Mark("several", name, "", len(members), total, middle_lat, middle_lon, x, y, box)


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

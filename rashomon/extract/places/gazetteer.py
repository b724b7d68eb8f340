"""Place names to coordinates: a read-only index of GeoNames and of our own overlay.

The index (`rashomon/data/gazetteer.z`, made by `training/gazetteer.py`) holds the cities, administrative
divisions and countries of GeoNames (https://www.geonames.org, CC BY 4.0) with their names in Latin letters.
It is unpacked once (about 19 MB), and a look-up is a binary search over sorted keys.
`lexicons/place_overlay.toml` adds what GeoNames' tables lack: regions, seas, former states.
"""

from __future__ import annotations

import hashlib
import struct
import unicodedata
import zlib
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from rashomon.data import data_path, lexicon
from rashomon.errors import ModelError

__all__ = ["PRECISION", "Entry", "Gazetteer", "load_gazetteer", "normalise_name"]

GAZETTEER_FILE = "gazetteer.z"
GAZETTEER_SHA256 = "c54163e801e6d3b85b7ceaef345ea2b9825a4aa62ff26d99c2f40e50da2d8868"

MAGIC = b"RASHGAZ1"
KINDS = ("city", "province", "district", "country", "capital")  # the codes in the index, in this order
LARGE_CITY = 200_000  # people
ALTERNATE = 0x80000000  # flag of a posting: the key is not the place's main name

# UCDP where_prec of a mention that names such a place.
PRECISION = {
    "landmark": 1,
    "city": 1,
    "capital": 1,
    "district": 3,
    "province": 4,
    "region": 5,
    "feature": 5,
    "former-state": 6,
    "country": 6,
    "continent": 6,
    "water": 7,
}

LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "ð": "d", "þ": "th", "ə": "a", "œ": "oe"}
    | dict.fromkeys("'’‘`ʻʼʿʾ´.,\"“”()", "")
    | dict.fromkeys("-–—/_\u00a0\n\t", " ")
)
SHORT_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "mtn": "mountain", "mts": "mountains"}


@lru_cache(maxsize=20_000)
def normalise_name(name: str) -> str:
    """The key under which a name is found: lower case, no accents, apostrophes or full stops, hyphens as spaces."""
    plain = name.lower().translate(LETTERS)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    words = plain.split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if len(words) > 1 and words[0] in SHORT_WORDS:
        words[0] = SHORT_WORDS[words[0]]
    return " ".join(words)


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer. `within` are ids of the places that contain it, the smallest first."""

    id: str
    name: str
    kind: str  # a key of PRECISION
    lat: float
    lon: float
    country: str | None  # ISO 3166-1 alpha-3
    population: int
    within: tuple[str, ...]
    alternate: bool = False  # found under a name that is not its main one

    @property
    def precision(self) -> int:
        return PRECISION[self.kind]


class Gazetteer:
    """The index and the overlay behind one look-up."""

    def __init__(self, data: bytes) -> None:
        view = memoryview(data)
        sizes = struct.unpack_from("<6I", view, len(MAGIC))
        self.places, self.keys, postings, names, key_text, countries = sizes
        at = len(MAGIC) + 24

        def take(length: int, code: str) -> memoryview:
            nonlocal at
            width = struct.calcsize(code)
            part = view[at : at + length * width]
            at += length * width
            return part.cast(code) if code != "B" else part  # type: ignore[call-overload]

        self._id, self._population = take(self.places, "I"), take(self.places, "I")
        self._lat, self._lon = take(self.places, "i"), take(self.places, "i")
        self._name_at, self._key_at = take(self.places + 1, "I"), take(self.keys + 1, "I")
        self._first, self._posting = take(self.keys + 1, "I"), take(postings, "I")
        self._parent, self._kind, self._country = take(self.places, "H"), take(self.places, "B"), take(self.places, "B")
        self._names, self._key_text = take(names, "B"), take(key_text, "B")
        self._codes = bytes(take(countries, "B")).decode("ascii").split()
        self._overlay, self._overlay_ids = read_overlay()
        self._country_entries = {e.country: e for e in self._all_countries() if e.country}
        self.find = lru_cache(maxsize=20_000)(self._find)

    def __len__(self) -> int:
        return int(self.keys)

    def __getitem__(self, index: int) -> bytes:
        """The key at a position: what `bisect` looks at."""
        return bytes(self._key_text[self._key_at[index] : self._key_at[index + 1]])

    def _find(self, name: str) -> tuple[Entry, ...]:
        """All places of this name, overlay first, then by population. `find` is the cached form of this."""
        key = normalise_name(name)
        found = list(self._overlay.get(key, ()))
        wanted = key.encode()
        index = bisect_left(self, wanted)
        if key and index < self.keys and self[index] == wanted:
            rows = self._posting[self._first[index] : self._first[index + 1]]
            found += [self._entry(row & ~ALTERNATE, bool(row & ALTERNATE)) for row in rows]
        return tuple(found)

    def country(self, code: str) -> Entry | None:
        """The entry of a country by its ISO 3166-1 alpha-3 code."""
        return self._country_entries.get(code)

    def entry(self, place: str) -> Entry | None:
        """The entry of an id as found in `Entry.within`. Only divisions, countries and overlay places are found."""
        if place in self._overlay_ids:
            return self._overlay_ids[place]
        row = self._division_rows().get(place)
        return None if row is None else self._entry(row, False)

    @lru_cache(maxsize=1)  # noqa: B019 - one gazetteer lives as long as the process
    def large_cities(self) -> tuple[Entry, ...]:
        """Cities of at least LARGE_CITY people, in the order of the index."""
        kinds = {KINDS.index("city"), KINDS.index("capital")}
        rows = (r for r in range(self.places) if self._population[r] >= LARGE_CITY and self._kind[r] in kinds)
        return tuple(self._entry(row, False) for row in rows)

    @lru_cache(maxsize=1)  # noqa: B019 - one gazetteer lives as long as the process
    def _division_rows(self) -> dict[str, int]:
        return {str(self._id[row]): row for row in range(self.places) if self._kind[row] not in (0, 4)}

    def _entry(self, row: int, alternate: bool) -> Entry:
        within = []
        above = self._parent[row]
        while above:
            within.append(str(self._id[above - 1]))
            above = self._parent[above - 1]
        name = bytes(self._names[self._name_at[row] : self._name_at[row + 1]]).decode()
        code = self._codes[self._country[row]]
        lat, lon = self._lat[row] / 1e5, self._lon[row] / 1e5
        kind, population = KINDS[self._kind[row]], self._population[row]
        return Entry(str(self._id[row]), name, kind, lat, lon, code, population, tuple(within), alternate)

    def _all_countries(self) -> Iterator[Entry]:
        country = KINDS.index("country")
        for row in range(self.places):
            if self._kind[row] != country:
                return
            yield self._entry(row, False)


def read_overlay() -> tuple[dict[str, tuple[Entry, ...]], dict[str, Entry]]:
    """The overlay's entries by key and by id. Ids are "rashomon:" and the key of the entry's table."""
    by_key: dict[str, list[Entry]] = {}
    by_id: dict[str, Entry] = {}
    for slug, row in lexicon("place_overlay").items():
        lat, lon = row["at"]
        entry = Entry(
            id=f"rashomon:{slug}",
            name=row["names"][0],
            kind=row["kind"],
            lat=lat,
            lon=lon,
            country=row.get("country"),
            population=row.get("weight", 1_000_000),
            within=(),
        )
        by_id[entry.id] = entry
        for name in row["names"]:
            by_key.setdefault(normalise_name(name), []).append(entry)
    return {key: tuple(entries) for key, entries in by_key.items()}, by_id


@cache
def load_gazetteer() -> Gazetteer:
    """The shipped index, verified by hash. Raises ModelError when it is missing or altered."""
    path = data_path(GAZETTEER_FILE)
    if not path.is_file():
        raise ModelError(f"The gazetteer {path} is missing. Reinstall Rashomon, or run `python training/gazetteer.py`.")
    try:
        data = zlib.decompress(path.read_bytes())
    except zlib.error as error:
        raise ModelError(f"The gazetteer {path} is damaged ({error}). Reinstall Rashomon.") from error
    digest = hashlib.sha256(data).hexdigest()
    if digest != GAZETTEER_SHA256:
        raise ModelError(
            f"The gazetteer {path} is not the one this version was tested with (sha256 {digest[:12]}..., "
            f"expected {GAZETTEER_SHA256[:12]}...). Reinstall Rashomon, or run `python training/gazetteer.py`."
        )
    return Gazetteer(data)

"""The evidence for where a name lies: sizes, votes of the document for countries and divisions, distances.

Used by `toponyms.py`, which weighs it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import asin, cos, exp, log10, radians, sin, sqrt

from rashomon.extract.places.gazetteer import Entry, normalise_name
from rashomon.extract.places.placenames import NameSpan

__all__ = [
    "CITIES",
    "CLOSE",
    "COUNTRY_SHARE",
    "FAMOUS",
    "FOREIGN_SHARE",
    "HOLDS_OTHER",
    "IN_CONTAINER",
    "KNOWN",
    "LARGE",
    "OF_COUNTRY",
    "POINTS",
    "PROVINCE_SHARE",
    "WRONG_KIND",
    "Evidence",
    "distance_km",
    "is_inside",
    "prior",
]

# Weights of the evidence, in units of a factor of ten in population. Set by hand, checked on public geoparsing corpora.
KIND_PRIOR = {
    "country": 3.0,
    "capital": 2.0,
    "region": 1.0,
    "continent": 1.0,
    "former-state": 1.0,
    "water": 1.0,
    "feature": 0.5,
    "landmark": 1.0,
    "province": 0.3,
    "city": 0.0,
    "district": -1.2,
}
POINTS = frozenset({"city", "capital", "district", "landmark"})
ALTERNATE_NAME = -1.0  # of a town; a city's other names (Geneva, Homs) cost less
ALTERNATE_CITY = -0.3
ALTERNATE_RIVALLED = -2.5  # another city has the name as its own: Philadelphia is not Amman
SMALL_TOWN = -0.8  # a town under LARGE with a namesake that is none
WRONG_KIND = -4.0
IN_CONTAINER = 8.0
HOLDS_OTHER = 5.0
OF_COUNTRY = 6.0
COUNTRY_SHARE = 3.0
PROVINCE_SHARE = 2.0
CLOSE = 1.5
CLOSE_KM = 120.0
LOCAL_WEIGHT = 2.0
CAP = 3.0

FAMOUS = 500_000  # people: known without an introduction
LARGE = 50_000  # people: known without an introduction when no namesake comes near
KNOWN = 100_000  # people
NAMED_AFTER_TOWN = 2.0  # a division named after a town in it: the bare name means the town
CITIES = ("city", "capital")
AT_HOME = 0.6  # share of a text's votes that its publisher's country must have for its town to count
ONE_NAME = 1.0  # what a single name abroad votes at most: it may be a namesake
NOWHERE = -1  # the paragraph of what no paragraph says
UBIQUITOUS = frozenset({"USA"})  # spoken of in news from everywhere: a weak hint at where a town lies
FOREIGN_SHARE = 0.1  # a country with less of the document's evidence is not one that it speaks of


def distance_km(a: Entry, b: Entry) -> float:
    """Great-circle distance in kilometres on a sphere of radius 6371 km."""
    lat1, lat2 = radians(a.lat), radians(b.lat)
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(h)))


class Evidence:
    """Votes of the document for countries and divisions, per paragraph, and its places so far."""

    def __init__(
        self,
        names: Sequence[NameSpan],
        keys: Sequence[str],
        paragraphs: Sequence[int],
        demonyms: Sequence[tuple[int, str]],
        answers: Sequence[Entry | None] | None = None,
        hints: Sequence[Entry] = (),
    ) -> None:
        """`keys` and `paragraphs` belong to the names; `demonyms` are (paragraph, country); `answers` what the names
        were taken for so far, None before the first round; `hints` are towns that the text's publisher sits in."""
        self.local: dict[int, list[tuple[str, str, str, float]]] = defaultdict(list)
        self.total: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self.provinces: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self.points: dict[str, Entry] = {}
        for paragraph, country in demonyms:
            self._vote("", paragraph, country, "", 0.2 if country in UBIQUITOUS else 0.7)
        for index, name in enumerate(names):
            key, paragraph = keys[index], paragraphs[index]
            entry = answers[index] if answers is not None else surely(name.entries)
            if entry is not None and entry.country:
                weight = (
                    0.3
                    if entry.kind == "country" and entry.country in UBIQUITOUS
                    else 1.0
                    if entry.kind == "country" or entry.population >= FAMOUS
                    else 0.6
                )
                province = entry.within[-1] if entry.within else entry.id if entry.kind == "province" else ""
                self._vote(key, paragraph, entry.country, province, weight)
            if entry is not None and entry.kind in ("city", "capital", "district") and answers is not None:
                self.points[key] = entry
        self._hear(hints, surely=answers is not None)

    def _hear(self, hints: Sequence[Entry], surely: bool) -> None:
        """Let the publisher's town vote like one of the text's, where the text speaks of its country or of none:
        `surely` where that was found by the names that leave no doubt."""
        self.heard: list[Entry] = []
        votes: dict[str, float] = summed(self.total, "")
        for hint in hints:
            own, total = votes.get(hint.country or "", 0.0), sum(votes.values())
            abroad = not surely and own < AT_HOME * total and total - own > ONE_NAME
            if hint.country is None or abroad:
                continue
            self.heard.append(hint)
            province = hint.within[-1] if hint.within else hint.id if hint.kind == "province" else ""
            self._vote(hint.id, NOWHERE, hint.country, province, 1.0)
            if hint.kind != "province":
                self.points[hint.id] = hint

    def _vote(self, key: str, paragraph: int, country: str, province: str, weight: float) -> None:
        self.local[paragraph].append((key, country, province, weight))
        self.total[key][country] += weight
        if province:
            self.provinces[key][province] += weight

    def shares(self, key: str, paragraphs: Iterable[int]) -> tuple[dict[str, float], dict[str, float]]:
        """Shares (0 to 1) of countries and of first-order divisions in the votes of all names but this one."""
        countries = summed(self.total, key)
        provinces = summed(self.provinces, key)
        for paragraph in sorted(paragraphs):
            for other, country, province, weight in self.local[paragraph]:
                if other != key:
                    countries[country] += LOCAL_WEIGHT * weight
                    if province:
                        provinces[province] += LOCAL_WEIGHT * weight
        return normalised(countries), normalised(provinces)

    def closeness(self, key: str, entry: Entry) -> float:
        """1 where another place of the document is at the same spot, towards 0 with the distance to the nearest."""
        near = min((distance_km(entry, p) for k, p in self.points.items() if k != key), default=None)
        return 0.0 if near is None else exp(-near / CLOSE_KM)


def summed(votes: dict[str, dict[str, float]], key: str) -> dict[str, float]:
    """The votes of all names but one, each name's for one place capped, so that no name drowns the rest."""
    total: dict[str, float] = defaultdict(float)
    for other, cast in votes.items():
        for place, weight in cast.items():
            total[place] += min(weight, CAP) if other != key else 0.0
    return total


def normalised(votes: dict[str, float]) -> dict[str, float]:
    total = sum(votes.values())
    return {name: value / total for name, value in votes.items()} if total else {}


def prior(entry: Entry, rivals: tuple[Entry, ...]) -> float:
    """How likely a name means this place before the document is read: size, kind, main or other name."""
    score = log10(max(entry.population, 300)) + KIND_PRIOR[entry.kind]
    if entry.alternate:
        rivalled = any(e.kind in CITIES and not e.alternate and e.population >= KNOWN for e in rivals)
        known_by = ALTERNATE_CITY if entry.population >= KNOWN else ALTERNATE_NAME
        score += ALTERNATE_RIVALLED if rivalled else known_by
        score -= 2.0 if any(e.kind == "country" for e in rivals) else 0.0
    if entry.kind in ("city", "district") and entry.population < LARGE:
        score += SMALL_TOWN if any(e.kind in CITIES and e.population >= KNOWN for e in rivals) else 0.0
    county = entry.kind == "district" and entry.country == "USA"  # is called one: "St. Louis" is the city
    known = county and any(e.kind in CITIES and e.population >= KNOWN for e in rivals)
    if known or (entry.kind in ("province", "district") and any(_is_seat(e, entry) for e in rivals)):
        score -= NAMED_AFTER_TOWN
    return score


def _is_seat(town: Entry, division: Entry) -> bool:
    """Whether a division has its name from a town in it: the town is a fifth of it, or the division's own name is
    longer ("Donetska oblast", whose bare name is the town's)."""
    if town.kind not in CITIES or division.id not in town.within:
        return False
    share = 4 if town.alternate else 5  # a town that has the name in short only must be more of it
    longer = normalise_name(division.name) != normalise_name(town.name) and not town.alternate
    return town.population * share >= division.population or (longer and town.population >= LARGE)


def surely(entries: tuple[Entry, ...]) -> Entry | None:
    """The entry that a name means without any context, or None where two are possible."""
    if not entries:
        return None
    ranked = sorted(entries, key=lambda e: (-prior(e, entries), e.id))
    best = ranked[0]
    clear = all(e.country == best.country or prior(best, entries) - prior(e, entries) >= 1.0 for e in ranked[1:])
    return best if clear and (best.kind != "city" or best.population >= LARGE) else None


def is_inside(entry: Entry, containers: tuple[Entry, ...]) -> bool:
    """Whether one of the containers is a country or division that holds the entry, or a region close to it."""
    for box in containers:
        if box.kind == "country" and box.country == entry.country and entry.kind != "country":
            return True
        if box.id in entry.within:
            return True
        close = box.kind in ("region", "city", "capital") or box.id.startswith("rashomon:")
        same = box.country in (None, entry.country) and box.id != entry.id
        if close and same and distance_km(box, entry) <= (60.0 if box.kind in ("city", "capital") else 400.0):
            return True
    return False

"""Which place a name means: the resolution half of `places.py`.

Each candidate of the gazetteer is weighed by its size and kind, by the countries and divisions that the document
speaks of (most of all in the same paragraph), by containment said in words ("Bor, Serbia"; "the Turkish town of
Van") and by its distance to the document's other places. All mentions of one name in a document mean one place,
unless their own words say otherwise. A small place in a country that the document does not speak of is
no answer: the name then stays unresolved.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, cos, exp, log10, radians, sin, sqrt

from rashomon.extract.gazetteer import Entry, Gazetteer, normalise_name
from rashomon.extract.place_words import fits, place_words
from rashomon.extract.placenames import NameSpan
from rashomon.model import Reading

__all__ = ["Resolution", "distance_km", "resolve_names"]

# Weights of the evidence, in units of a factor of ten in population. Set by hand, checked on public geoparsing corpora.
KIND_PRIOR = {
    "country": 3.0,
    "capital": 1.5,
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
ALTERNATE_NAME = -1.0
WRONG_KIND = -4.0
IN_CONTAINER = 8.0
OF_COUNTRY = 6.0
COUNTRY_SHARE = 3.0
PROVINCE_SHARE = 2.0
CLOSE = 1.5
CLOSE_KM = 120.0
LOCAL_WEIGHT = 2.0

FAMOUS = 500_000  # people: known without an introduction
LARGE = 50_000  # people: known without an introduction when no namesake comes near
FOREIGN_SHARE = 0.1  # a country with less of the document's evidence is not one that it speaks of


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name means: `entry`, or None; then `inside` is the smallest place that the text puts it in, if any."""

    entry: Entry | None
    inside: Entry | None
    rivals: tuple[str, ...] = ()


def distance_km(a: Entry, b: Entry) -> float:
    """Great-circle distance in kilometres on a sphere of radius 6371 km."""
    lat1, lat2 = radians(a.lat), radians(b.lat)
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(h)))


def resolve_names(reading: Reading, names: list[NameSpan], gazetteer: Gazetteer) -> list[Resolution]:
    """One resolution per name, in the same order."""
    return Resolver(reading, names, gazetteer).run()


class Resolver:
    """The evidence of one document, gathered twice: first from sure names, then from all first answers."""

    def __init__(self, reading: Reading, names: list[NameSpan], gazetteer: Gazetteer) -> None:
        self.tokens = reading.parse.tokens
        self.sentences = reading.parse.sentences
        self.names = names
        self.gazetteer = gazetteer
        self.keys = [normalise_name(name.name) for name in names]
        self.paragraphs = [self.sentences[self.tokens[n.first].sentence].paragraph for n in names]
        self.containers = [self._container(i) for i in range(len(names))]
        self.senses: dict[str, list[int]] = defaultdict(list)
        for index, key in enumerate(self.keys):
            self.senses[key].append(index)
        self.demonyms = self._demonym_votes()
        self.answers: list[Entry | None] = [None] * len(names)

    def run(self) -> list[Resolution]:
        ranked: dict[int, list[tuple[float, Entry]]] = {}
        for second in (False, True):
            evidence = Evidence(self, second)
            for key in self.senses:
                for group in self._senses_of(key):
                    ranking = self._rank(key, group, evidence)
                    for index in group:
                        ranked[index] = ranking
            for index, ranking in ranked.items():
                self.answers[index] = ranking[0][1] if ranking else None
        evidence = Evidence(self, True)
        for index, ranking in ranked.items():
            if ranking and self._is_foreign(index, ranking, evidence):
                self.answers[index] = None
        return [self._resolution(index, ranked[index], evidence) for index in range(len(self.names))]

    def _senses_of(self, key: str) -> list[list[int]]:
        """Mentions of one name by sense: those with containers of their own stand apart; the rest follow the first."""
        groups: dict[tuple[str, ...], list[int]] = {}
        free = []
        for index in self.senses[key]:
            ids = tuple(e.id for e in self.containers[index])
            if ids:
                groups.setdefault(ids, []).append(index)
            else:
                free.append(index)
        if not groups:
            return [free]
        parted = list(groups.values())
        parted[0].extend(free)
        return parted

    # ------------------------------------------------------------ containment in words

    def _container(self, index: int) -> tuple[Entry, ...]:
        """Possible containers that the words beside a name state: after a comma, "in" or "of", in a genitive."""
        name = self.names[index]
        found: list[Entry] = []
        after = self._text(name.last + 1)
        if after in (",", "("):
            abbreviation = place_words().states.get(normalise_name(self._text(name.last + 2)))
            if abbreviation and self._text(name.last + 2)[0].isupper():
                return tuple(e for e in self.gazetteer.find(abbreviation) if e.kind == "province")
        if index + 1 < len(self.names) and self._leads_to(name, self.names[index + 1]):
            found = [e for e in self.names[index + 1].entries if e.kind in ("country", "province", "region", "district")]
            if not found and self._text(name.last + 1) != ",":
                found = list(self.names[index + 1].entries)
        if not found and index > 0:
            before = self.names[index - 1]
            genitive = name.first - before.last == 2 and self._text(before.last + 1) in ("'s", "’s")
            if genitive:
                found = [e for e in before.entries if e.kind in ("country", "province", "region", "capital", "city")]
        return tuple(found)

    def _answered(self, index: int) -> tuple[Entry, ...]:
        """What the container of a name resolved to in the first pass, else all that it may be."""
        boxes = self.containers[index]
        for other in (index + 1, index - 1):
            if boxes and 0 <= other < len(self.names) and self.answers[other] in boxes:
                answer = self.answers[other]
                return (answer,) if answer is not None else boxes
        return boxes

    def _leads_to(self, name: NameSpan, following: NameSpan) -> bool:
        """Whether the words between two names say that the first is in the second."""
        if self.tokens[name.first].sentence != self.tokens[following.first].sentence:
            return False
        between = [t.lower for t in self.tokens[name.last + 1 : following.first]]
        if len(between) > 8 or not between:
            return False
        if between in ([","], ["("], ["in"], ["province", ","], [",", "in"], ["in", "the"], [",", "in", "the"]):
            return True
        tail = [w for w in between if w not in place_words().directions and w not in ("the", "a", "an", "-", ",")]
        placed = tail and tail[-1] in ("of", "in") and any(w in place_words().heads or w in place_words().types for w in tail[:-1])
        return bool(placed) and all(w in place_words().heads or w in place_words().types or w in ("of", "in", "'s") for w in tail)

    def _text(self, index: int) -> str:
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""

    # ------------------------------------------------------------ evidence

    def _demonym_votes(self) -> list[tuple[int, str]]:
        """Paragraph and country of each demonym of the text."""
        known = place_words().demonyms
        votes = []
        for token in self.tokens:
            if token.text[0].isupper() and token.lower in known:
                votes.append((self.sentences[token.sentence].paragraph, known[token.lower]))
        return votes

    def _rank(self, key: str, group: list[int], evidence: Evidence) -> list[tuple[float, Entry]]:
        """Candidates of a sense, the best first; equal scores by id, so that the order is always the same."""
        name = self.names[group[0]]
        container = self._answered(group[0])
        kind = next((self.names[i].kind for i in group if self.names[i].kind), None)
        country = next((self.names[i].context.country for i in group if self.names[i].context.country), None)
        countries, provinces = evidence.shares(key, {self.paragraphs[i] for i in group})
        scored = []
        for entry in name.entries:
            score = prior(entry, name.entries)
            if kind in ("province", "district", "city") and not fits(entry, kind):
                score += WRONG_KIND
            if country and entry.country == country:
                score += OF_COUNTRY
            if container and is_inside(entry, container):
                score += IN_CONTAINER
            if entry.country:
                score += COUNTRY_SHARE * countries.get(entry.country, 0.0)
            division = entry.within[-1] if entry.within else entry.id
            score += PROVINCE_SHARE * provinces.get(division, 0.0)
            if entry.kind in POINTS:
                score += CLOSE * evidence.closeness(key, entry)
            else:
                score += CLOSE / 2
            scored.append((round(score, 6), entry))
        return sorted(scored, key=lambda pair: (-pair[0], pair[1].id))

    def _is_foreign(self, index: int, ranking: list[tuple[float, Entry]], evidence: Evidence) -> bool:
        """Whether the best answer is a small place in a country that the document does not speak of."""
        name, best = self.names[index], ranking[0][1]
        if best.kind not in ("city", "district") or best.population >= FAMOUS:
            return False
        if any(is_inside(best, self.containers[i]) for i in self.senses[self.keys[index]]):
            return False
        if self.containers[index] and not is_inside(best, self._answered(index)):
            return best.population < LARGE or len(ranking) > 1
        if name.context.country:
            return best.country != name.context.country
        countries, _ = evidence.shares(self.keys[index], {self.paragraphs[index]})
        if not countries or countries.get(best.country or "", 0.0) >= FOREIGN_SHARE:
            return False
        others = [e.population for _, e in ranking[1:] if e.country != best.country]
        unrivalled = not best.alternate and best.population >= 10 * max(others, default=0)
        return not (unrivalled and best.population >= LARGE)

    def _resolution(self, index: int, ranking: list[tuple[float, Entry]], evidence: Evidence) -> Resolution:
        rivals = tuple(e.id for _, e in ranking[:5])
        entry = self.answers[index]
        if entry is not None and self.names[index].kind not in ("landmark", "neighbourhood"):
            return Resolution(entry, self._around(entry), rivals)
        if entry is not None and normalise_name(entry.name) == self.keys[index]:
            return Resolution(entry, self._around(entry), rivals)
        if entry is not None and self.names[index].kind == "neighbourhood":
            return Resolution(entry, self._around(entry), rivals)
        return Resolution(None, entry or self._inside(index, evidence), rivals)

    def _around(self, entry: Entry) -> Entry | None:
        """The first-order division of a place, or its country."""
        division = self.gazetteer.entry(entry.within[-1]) if entry.within else None
        if division is None and entry.kind != "country" and entry.country:
            return self.gazetteer.country(entry.country)
        return division

    def _inside(self, index: int, evidence: Evidence) -> Entry | None:
        """Where the text puts an unresolved name: a container in words, then the nearest place of the same
        sentence or paragraph for parts of towns, then the country that most of its surroundings speak of."""
        following = index + 1
        if self.containers[index]:
            if following < len(self.names) and self.answers[following] in self.containers[index]:
                return self.answers[following]
            if index and self.answers[index - 1] in self.containers[index]:
                return self.answers[index - 1]
            return self.containers[index][0]
        countries, _ = evidence.shares(self.keys[index], {self.paragraphs[index]})
        best = max(sorted(countries), key=lambda c: countries[c], default=None)
        wanted = self.names[index].context.country or (best if best and countries[best] >= 0.4 else None)
        if self.names[index].kind in ("landmark", "neighbourhood"):
            near = self._nearest_town(index, wanted)
            if near is not None:
                return near
        return self.gazetteer.country(wanted) if wanted else None

    def _nearest_town(self, index: int, country: str | None) -> Entry | None:
        """The nearest resolved town of the same or a neighbouring paragraph, in the country if one is known."""
        found: list[tuple[int, int, Entry]] = []
        for other, entry in enumerate(self.answers):
            if entry is None or entry.kind not in ("city", "capital") or (country and entry.country != country):
                continue
            if abs(self.paragraphs[other] - self.paragraphs[index]) <= 1:
                found.append((abs(self.names[other].first - self.names[index].first), other, entry))
        return min(found)[2] if found else None


class Evidence:
    """Votes of the document for countries and divisions, per paragraph, and its places so far."""

    def __init__(self, resolver: Resolver, second: bool) -> None:
        self.local: dict[int, list[tuple[str, str, str, float]]] = defaultdict(list)
        self.total: dict[str, Counter[str]] = defaultdict(Counter)
        self.provinces: dict[str, Counter[str]] = defaultdict(Counter)
        self.points: dict[str, Entry] = {}
        for paragraph, country in resolver.demonyms:
            self._vote("", paragraph, country, "", 0.7)
        for index, name in enumerate(resolver.names):
            key, paragraph = resolver.keys[index], resolver.paragraphs[index]
            entry = resolver.answers[index] if second else surely(name.entries)
            if entry is not None and entry.country:
                weight = 1.0 if entry.kind == "country" or entry.population >= FAMOUS else 0.6
                province = entry.within[-1] if entry.within else entry.id if entry.kind == "province" else ""
                self._vote(key, paragraph, entry.country, province, weight)
            if entry is not None and entry.kind in ("city", "capital", "district") and second:
                self.points[key] = entry

    def _vote(self, key: str, paragraph: int, country: str, province: str, weight: float) -> None:
        self.local[paragraph].append((key, country, province, weight))
        self.total[key][country] += weight
        if province:
            self.provinces[key][province] += weight

    def shares(self, key: str, paragraphs: Iterable[int]) -> tuple[dict[str, float], dict[str, float]]:
        """Shares (0 to 1) of countries and of first-order divisions in the votes of all names but this one."""
        countries: Counter[str] = Counter()
        provinces: Counter[str] = Counter()
        for other, votes in self.total.items():
            if other != key:
                countries.update({c: min(v, 3.0) for c, v in votes.items()})
        for other, votes in self.provinces.items():
            if other != key:
                provinces.update({p: min(v, 3.0) for p, v in votes.items()})
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


def normalised(votes: Counter[str]) -> dict[str, float]:
    total = sum(votes.values())
    return {name: value / total for name, value in votes.items()} if total else {}


def prior(entry: Entry, rivals: tuple[Entry, ...]) -> float:
    """How likely a name means this place before the document is read: size, kind, main or other name."""
    score = log10(max(entry.population, 300)) + KIND_PRIOR[entry.kind]
    if entry.alternate:
        score += ALTERNATE_NAME * (3 if any(e.kind == "country" for e in rivals) else 1)
    if entry.kind in ("province", "district") and any(
        e.kind in ("city", "capital") and entry.id in e.within and e.population * 5 >= entry.population for e in rivals
    ):
        score -= 1.5  # a division named after its town: the bare name means the town
    return score


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

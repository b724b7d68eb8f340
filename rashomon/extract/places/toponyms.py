"""Which place a name means: the resolution half of `places.py`.

Each candidate of the gazetteer is weighed by its size and kind, by the countries and divisions that the document
speaks of (most of all in the same paragraph), by containment said in words ("Bor, Serbia"; "the Turkish town of
Van") and by its distance to the document's other places. All mentions of one name in a document mean one place,
unless their own words say otherwise. A small place in a country that the document does not speak of is
no answer: the name then stays unresolved.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from rashomon.extract.places.gazetteer import Entry, Gazetteer, normalise_name
from rashomon.extract.places.home import FAR_KM, NEAR_KM, Point, find_home, kilometres
from rashomon.extract.places.place_words import fits, place_words, sides
from rashomon.extract.places.placenames import NameSpan
from rashomon.extract.places.publisher_town import city_quarters, publisher_towns, station_towns
from rashomon.extract.places.toponym_evidence import (
    CITIES,
    CLOSE,
    COUNTRY_SHARE,
    FAMOUS,
    FOREIGN_SHARE,
    HOLDS_OTHER,
    IN_CONTAINER,
    KNOWN,
    LARGE,
    OF_COUNTRY,
    POINTS,
    PROVINCE_SHARE,
    WRONG_KIND,
    Evidence,
    is_inside,
    prior,
)
from rashomon.extract.syntax.wordsets import word_set
from rashomon.model import Reading

__all__ = ["Resolution", "resolve_names"]

STANDS_ALONE = 300_000  # people: news names the state beside smaller towns that are far away
CITY_OF = "City of "  # how districts are named that are one city
CITY_KM, TIMES = 20.0, 5  # a large city reaches so far; it has so many times the people of its quarters


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name means: `entry`, or None; then `inside` is the smallest place that the text puts it in, if any."""

    entry: Entry | None
    inside: Entry | None
    rivals: tuple[str, ...] = ()


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
        self.contents: dict[int, int] = {}  # a name's index -> that of a name which the text puts into it
        self.containers = [self._container(i) for i in range(len(names))]
        self.senses: dict[str, list[int]] = defaultdict(list)
        for index, key in enumerate(self.keys):
            self.senses[key].append(index)
        self.demonyms = self._demonym_votes()
        self.hints = (*publisher_towns(reading.document), *station_towns(reading.parse))
        self.answers: list[Entry | None] = [None] * len(names)
        self.home: Entry | None = None
        self.cities: dict[int, Entry] = {}  # a name's index -> the city that it is a well-known quarter of
        self.heard: list[Entry] = []  # towns of the publisher
        self.by_dateline = False  # only a dateline or "Lima police" makes it the home
        # what any mention calls a part of a town ("the Bor neighbourhood") is one in all of them
        self.quarters = {key for name, key in zip(names, self.keys, strict=True) if name.context.quarter}
        for name, key in zip(names, self.keys, strict=True):
            if name.kind == "neighbourhood" and name.last > name.first:
                self.quarters |= {key, key.rpartition(" ")[0]}

    def run(self) -> list[Resolution]:
        ranked: dict[int, list[tuple[float, Entry]]] = {}
        for answers in (None, self.answers):
            evidence = self._evidence(answers)
            self.hints = tuple(evidence.heard)
            for key in self.senses:
                for group in self._senses_of(key):
                    ranking = self._rank(key, group, evidence)
                    for index in group:
                        ranked[index] = ranking
            for index, ranking in ranked.items():
                self.answers[index] = ranking[0][1] if ranking else None
        evidence = self._evidence(self.answers)
        for index, ranking in ranked.items():
            if ranking and self._is_foreign(index, ranking, evidence):
                self.answers[index] = None
        self.heard = [e for e in evidence.heard if e.kind in CITIES]
        self._find_quarters(evidence)
        self.home = self._home(evidence)
        if self.home is not None:
            self._keep_local(ranked, evidence)
        return [self._resolution(index, ranked[index], evidence) for index in range(len(self.names))]

    def _find_quarters(self, evidence: Evidence) -> None:
        """Names that are well-known quarters of a city which the text names or its publisher sits in, unless they are
        large cities or their words put them elsewhere."""
        told = {e.id for e in self.answers if e is not None} | {e.id for e in evidence.heard}
        for index, key in enumerate(self.keys):
            name, best = self.names[index], self.answers[index]
            cities = [c for c in city_quarters().get(key, ()) if c.id in told and (best is None or c.id != best.id)]
            if not cities or self.containers[index]:
                continue
            foreign = best is not None and best.country not in (cities[0].country, *evidence.shares(key, ())[0])
            large = any(e.population >= KNOWN and not _is_within(e, cities[0]) for e in name.entries)
            if large and not foreign and cities[0] not in evidence.heard:
                continue
            if name.kind in (None, "neighbourhood", "city", "landmark"):  # Hyde Park is a quarter
                self.cities[index] = cities[0]
                self.answers[index] = best if best is not None and _is_within(best, cities[0]) else None

    def _evidence(self, answers: list[Entry | None] | None) -> Evidence:
        return Evidence(self.names, self.keys, self.paragraphs, self.demonyms, answers, self.hints)

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
            found = list(self.names[index + 1].entries)
            if after == ",":
                found = [e for e in found if e.kind in ("country", "province", "region", "district")]
            if found:
                self.contents[index + 1] = index
        if not found and index > 0:
            before = self.names[index - 1]
            genitive = name.first - before.last == 2 and self._text(before.last + 1) in ("'s", "’s")
            if genitive:
                self.contents[index - 1] = index
                found = [e for e in before.entries if e.kind in ("country", "province", "region", "capital", "city")]
        return tuple(found)

    def _holds(self, entry: Entry, index: int) -> bool:
        """Whether a candidate can hold the name that the text puts into this one ("Athens, Georgia")."""
        other = self.contents.get(index)
        return other is not None and any(is_inside(e, (entry,)) for e in self.names[other].entries)

    def _answered(self, index: int) -> tuple[Entry, ...]:
        """What the container of a name resolved to in the first pass, else all that it may be."""
        boxes = self.containers[index]
        for other in (index + 1, index - 1):
            if boxes and 0 <= other < len(self.names) and self.answers[other] in boxes:
                answer = self.answers[other]
                if answer is not None and any(is_inside(e, (answer,)) for e in self.names[index].entries):
                    return (answer,)
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
        placed = (
            tail
            and tail[-1] in ("of", "in")
            and any(w in place_words().heads or w in place_words().types for w in tail[:-1])
        )
        return bool(placed) and all(
            w in place_words().heads or w in place_words().types or w in ("of", "in", "'s") for w in tail
        )

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
            if any(self._holds(entry, i) for i in group):
                score += HOLDS_OTHER
            if entry.country:
                score += COUNTRY_SHARE * countries.get(entry.country, 0.0)
            division = entry.within[-1] if entry.within else entry.id
            score += PROVINCE_SHARE * provinces.get(division, 0.0)
            if entry.kind in POINTS:
                score += CLOSE * evidence.closeness(key, entry)
            else:
                score += CLOSE / 4
            scored.append((round(score, 6), entry))
        return sorted(scored, key=lambda pair: (-pair[0], pair[1].id))

    def _is_foreign(  # noqa: PLR0911 - rules in order
        self, index: int, ranking: list[tuple[float, Entry]], evidence: Evidence
    ) -> bool:
        """Whether the best answer is a small place in a country that the document does not speak of."""
        name, best = self.names[index], ranking[0][1]
        told = [self.containers[i] for i in self.senses[self.keys[index]]]
        lost = name.context.contained and self.containers[index] and not any(is_inside(best, boxes) for boxes in told)
        if lost and best.kind in ("city", "district"):
            return True  # "Bor, N.Y.", where no Bor is known
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
        if evidence.heard and best.country not in countries:
            return True  # local papers say where foreign towns lie
        unrivalled = best.population >= 5 * max(others, default=0)
        return not (unrivalled and best.population >= (KNOWN if best.alternate else LARGE))

    def _home(self, evidence: Evidence) -> Entry | None:
        """The town that the story is local to, if it is."""
        points: list[Point] = []
        entries: dict[str, Entry] = {}
        hint = next((e for e in evidence.heard if e.kind in CITIES), None)
        told = {e.id for e in self.cities.values()}
        held = [self.cities.get(index, entry) for index, entry in enumerate(self.answers)]
        for name, key, entry in zip(self.names, self.keys, held, strict=True):
            if entry is not None and entry.kind in CITIES:
                weight = 3.0 if name.context.dateline else 2.0 if name.context.at_home else 1.0
                whole = key not in self.quarters or entry.id in told
                town = name.kind != "landmark" and whole and key not in place_words().common
                own = name.context.dateline or (name.context.at_home and entry.population >= KNOWN)
                anchor = own and entry.kind != "capital"
                points.append(Point(entry.id, entry.lat, entry.lon, weight, town, anchor))
                entries.setdefault(entry.id, entry)
        home = find_home(points)
        plain = [replace(p, anchor=False, weight=min(p.weight, 2.0)) for p in points]
        self.by_dateline = home is not None and find_home(plain) != home
        found = entries[home] if home else None
        return found if hint is None else self._or_publishers(found, hint, entries, evidence)

    def _or_publishers(
        self, home: Entry | None, hint: Entry, entries: dict[str, Entry], evidence: Evidence
    ) -> Entry | None:
        """The publisher's town where the story names it or no other, and where what seems its home is a small town far
        away of which the text does not say where it lies: a local paper would."""
        if home is None:
            counties = [e for e in self.answers if e is not None and e.kind == "district" and e.id not in hint.within]
            here = (hint.lat, hint.lon)
            apart = all(
                e.population < STANDS_ALONE and kilometres((e.lat, e.lon), here) > FAR_KM for e in entries.values()
            )
            return hint if hint.id in entries or (not counties and apart) else None
        away = kilometres((home.lat, home.lon), (hint.lat, hint.lon))
        if home.population >= STANDS_ALONE or away <= FAR_KM / 2:
            return home
        self.home = hint
        told = [i for i, e in enumerate(self.answers) if e == home]
        placed = any(self._is_placed(i, home, evidence) for i in told)
        return home if placed else hint

    def _keep_local(self, ranked: dict[int, list[tuple[float, Entry]]], evidence: Evidence) -> None:
        """In a local story: take the namesake near the home, and none where all are far away and the text neither says
        where they lie nor speaks of their province or country otherwise."""
        home = self.home
        assert home is not None
        for index, best in enumerate(self.answers):
            if best is None or best.kind not in ("city", "capital", "district", "landmark"):
                continue
            away = kilometres((home.lat, home.lon), (best.lat, best.lon))
            quarter = self.keys[index] in self.quarters
            if away <= (NEAR_KM if quarter else FAR_KM) or self._is_placed(index, best, evidence):
                continue
            if best.country != home.country and self.by_dateline and not quarter and not self._is_home_placed():
                continue  # "ISTANBUL (Agency) - ... in Idlib": agencies write from abroad
            near = [
                e
                for _, e in ranked[index]
                if kilometres((home.lat, home.lon), (e.lat, e.lon)) <= NEAR_KM and not (e == home and e.alternate)
            ]
            self.answers[index] = near[0] if near else None

    def _is_home_placed(self) -> bool:
        """Whether the words put the home into a state or country ("NASHVILLE, Tenn."), as for a town nobody knows."""
        return any(a == self.home and bool(self.containers[i]) for i, a in enumerate(self.answers))

    def _is_placed(self, index: int, best: Entry, evidence: Evidence) -> bool:
        """Whether the text itself speaks for a far place: by a container, its size, or other places of its country."""
        home = self.home
        boxes = [e for i in self.senses[self.keys[index]] for e in self.containers[i]]
        if is_inside(best, tuple(boxes)) or self.names[index].context.country == best.country:
            return True
        if self.keys[index] in self.quarters:
            return False
        short = normalise_name(best.name).startswith(f"{self.keys[index]} ")  # New York, of New York City
        famous = best.population >= FAMOUS or self._stands_alone(index, best)
        if famous and (best.kind == "capital" or not best.alternate or short):
            return True
        countries, provinces = evidence.shares(self.keys[index], {self.paragraphs[index]})
        if home is not None and best.country == home.country:
            return bool(best.within) and provinces.get(best.within[-1], 0.0) >= FOREIGN_SHARE
        return countries.get(best.country or "", 0.0) >= FOREIGN_SHARE

    def _stands_alone(self, index: int, best: Entry) -> bool:
        """A large city that papers everywhere name without its state."""
        alone = self.keys[index] in word_set("place_parts", "stand_alone", "cities")
        return alone and best.country == "USA" and best.population >= KNOWN

    def _resolution(self, index: int, ranking: list[tuple[float, Entry]], evidence: Evidence) -> Resolution:
        rivals = tuple(e.id for _, e in ranking[:5])
        entry = self.answers[index]
        if index in self.cities:
            return Resolution(entry, self.cities[index], rivals)
        kind = self.names[index].kind
        own = entry is not None and (entry.kind == "landmark" or normalise_name(entry.name) == self.keys[index])
        if entry is not None and (own or kind != "landmark"):
            return Resolution(entry, self._town_around(index, entry) or self._around(entry), rivals)
        return Resolution(None, entry or self._inside(index, evidence), rivals)

    def _town_around(self, index: int, entry: Entry) -> Entry | None:
        """The town that a place called a neighbourhood is part of: that of a local story, else a large city around."""
        home = self.home
        if self.keys[index] not in self.quarters or entry.kind not in ("city", "district"):
            return None
        larger = home is not None and home.id != entry.id and home.population > entry.population
        if larger and home and kilometres((home.lat, home.lon), (entry.lat, entry.lon)) <= NEAR_KM / 2:
            return home
        cities = [
            (away, city.id, city)
            for city in self.gazetteer.large_cities()
            if city.country == entry.country
            and city.population >= TIMES * entry.population
            and (away := kilometres((city.lat, city.lon), (entry.lat, entry.lon))) <= CITY_KM
        ]
        return min(cities)[2] if cities else None

    def _around(self, entry: Entry) -> Entry | None:
        """The city of a place in a district that is one ("City of Lindau"), the first division, or the country."""
        city = self._city_of_district(entry)
        if city is not None:
            return city
        division = self.gazetteer.entry(entry.within[-1]) if entry.within else None
        if division is None and entry.kind != "country" and entry.country:
            return self.gazetteer.country(entry.country)
        return division

    def _city_of_district(self, entry: Entry) -> Entry | None:
        district = self.gazetteer.entry(entry.within[0]) if entry.within else None
        if entry.kind != "city" or district is None or not district.name.startswith(CITY_OF):
            return None
        for city in self.gazetteer.find(district.name.removeprefix(CITY_OF)):
            larger = city.kind in ("city", "capital") and city.population >= TIMES * entry.population
            near = kilometres((city.lat, city.lon), (entry.lat, entry.lon)) <= CITY_KM
            if larger and near and district.id in city.within:
                return city
        return None

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
            side = self.heard[0] if self.heard and self.keys[index] in sides() else None  # "the East Side"
            near = self.home or self._nearest_town(index, wanted) or side or self._only_county()
            if near is not None:
                return near
        if self.home is not None and self._is_local_name(index, wanted):
            return self.home
        return self.gazetteer.country(wanted) if wanted else None

    def _is_local_name(self, index: int, country: str | None) -> bool:
        """Whether a name without an answer is one of the home's: its namesakes are elsewhere, or nobody knows it and
        nothing says that it is a town or county of its own."""
        name, home = self.names[index], self.home
        unknown = name.kind in (None, "landmark", "neighbourhood") and name.label in ("GPE", "LOC", "FAC")
        return bool(name.entries) or (unknown and home is not None and country in (None, home.country))

    def _only_county(self) -> Entry | None:
        """The one district that a text names."""
        found = {e.id: e for e in self.answers if e is not None and e.kind == "district"}
        return next(iter(found.values())) if len(found) == 1 else None

    def _nearest_town(self, index: int, country: str | None) -> Entry | None:
        """The nearest resolved town of the same or a neighbouring paragraph, in the country if one is known."""
        found: list[tuple[int, int, Entry]] = []
        for other, answer in enumerate(self.answers):
            entry = self.cities.get(other, answer)
            if entry is None or entry.kind not in ("city", "capital") or (country and entry.country != country):
                continue
            if abs(self.paragraphs[other] - self.paragraphs[index]) <= 1:
                found.append((abs(self.names[other].first - self.names[index].first), other, entry))
        return min(found)[2] if found else None


def _is_within(place: Entry, city: Entry) -> bool:
    """Whether a place lies as far from a city's centre as large cities reach."""
    return kilometres((place.lat, place.lon), (city.lat, city.lon)) <= CITY_KM

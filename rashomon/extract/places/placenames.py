"""Which words of a text name a place: the recognition half of `places.py`.

Two witnesses are heard: the parser's entities (GPE, LOC, FAC) and the gazetteer. A name that both know is a place;
a name that one knows needs support from the words around it (a preposition of place, a word such as "town of",
a containing place after a comma) or from another place in the document where the name had it.
Parts of names of persons and organisations are never places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from rashomon.extract.places.gazetteer import Entry, Gazetteer, load_gazetteer, normalise_name
from rashomon.extract.places.home import NEAR_KM, kilometres
from rashomon.extract.places.place_context import Context, read_context
from rashomon.extract.places.place_words import ARTICLES, PARTICLES, look_up, place_words
from rashomon.extract.places.publisher_town import publisher_towns, site_tail
from rashomon.model import Parse, Reading, Sentence, Span, Token

__all__ = ["NameSpan", "find_names"]

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
NAME_LABELS = frozenset({"PERSON", "ORG", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})
TRUSTED = frozenset({"country", "capital", "region", "continent", "former-state"})
BEFORE_NATURE = frozenset({"lake", "mount", "river", "cape", "camp", "gulf", "bay", "sea", "strait", "fort", "port"})
BODIES = frozenset({"department", "office", "police"})  # of a county's sheriff
CODE = re.compile(r"[A-Z][a-z]\.?")
SAINT = frozenset({"St.", "St", "Saint", "Virgin"})
LONGEST = 7  # tokens of a name
KNOWN_TOWN = 15_000  # people: a name with no support but the gazetteer's must be at least so large
KNOWN_CITY = 100_000
CITIES = frozenset({"city", "capital"})


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A place name in the text: tokens `first` to `last`, what the gazetteer knows of it, and its context.

    `kind` is the kind that a word in or beside the name states ("province", "city", "neighbourhood", "landmark");
    `sure` marks a name that needs no help from other mentions.
    """

    first: int
    last: int
    span: Span
    name: str
    label: str
    kind: str | None
    entries: tuple[Entry, ...]
    context: Context
    sure: bool = True


def find_names(reading: Reading) -> list[NameSpan]:
    """All place names of the parsed sentences, in text order, without overlaps."""
    finder = NameFinder(reading, load_gazetteer())
    found = [name for sentence in reading.parse.sentences for name in finder.of_sentence(sentence)]
    site = site_tail(reading.document)
    found = [name for name in found if site is None or not site.contains(name.span)]
    known = {normalise_name(name.name) for name in found if name.sure}
    return [name for name in found if name.sure or normalise_name(name.name) in known]


def largest_of(name: NameSpan) -> int:
    """The population of the largest namesake."""
    return max((e.population for e in name.entries), default=0)


class NameFinder:
    """Finds names sentence by sentence; knows which words the document uses for persons."""

    def __init__(self, reading: Reading, gazetteer: Gazetteer) -> None:
        self.parse: Parse = reading.parse
        self.tokens = reading.parse.tokens
        self.text = reading.document.text
        self.gazetteer = gazetteer
        self.words = place_words()
        self.persons = self._parts_of_persons()
        self.first_names = self._first_names()
        self.towns = publisher_towns(reading.document)

    def _parts_of_persons(self) -> frozenset[str]:
        """Capitalised words inside names of persons that have at least two words."""
        parts = set()
        for token in self.tokens:
            before = self.tokens[token.index - 1] if token.index else None
            joined = not token.entity_starts and before is not None and before.text not in ("'s", "’s")
            if token.entity == "PERSON" and joined and token.text[0].isupper():
                parts.add(token.lower)
        return frozenset(parts)

    def _first_names(self) -> frozenset[str]:
        """The first words of persons' names that have at least two."""
        return frozenset(
            before.lower
            for before, token in pairwise(self.tokens)
            if before.entity == token.entity == "PERSON"
            and before.entity_starts
            and not token.entity_starts
            and token.text[0].isupper()
        )

    def of_sentence(self, sentence: Sentence) -> Iterator[NameSpan]:
        upper = self._is_upper(sentence)
        index = sentence.first
        while index <= sentence.last:
            found = self._at(index, sentence, upper) if self._may_start(index, sentence) else None
            if found is None:
                index += 1
                continue
            yield found
            index = found.last + 1
            state = self._state_after(found, sentence)
            if state is not None:
                yield state
                index = state.last + 1

    def _is_upper(self, sentence: Sentence) -> bool:
        """Whether the sentence is written in capitals or Title Case, so that a capital proves nothing."""
        long = [t for t in self.parse.tokens_of(sentence) if len(t.text) > 3 and t.text.isalpha()]
        return len(long) > 3 and sum(t.text[0].isupper() for t in long) >= 0.8 * len(long)

    def _may_start(self, index: int, sentence: Sentence) -> bool:
        token = self.tokens[index]
        if token.text[0].isupper():
            return token.lower not in ("the", "i")
        if token.lower in self.words.directions:
            after = self.tokens[index + 1] if index < sentence.last else None
            return after is not None and after.text[0].isupper() and self._regional(index)
        return (
            token.lower in ARTICLES
            and index + 2 <= sentence.last
            and self.tokens[index + 1].text == "-"
            and self.tokens[index + 2].text[0].isupper()
        )

    def _regional(self, index: int) -> bool:
        """Whether a direction and the next word are one name ("central Asia")."""
        name = f"{self.tokens[index].text} {self.tokens[index + 1].text}"
        return any(e.kind in ("region", "province") for e in self.gazetteer.find(name))

    # ------------------------------------------------------------ where a name ends

    def _at(self, index: int, sentence: Sentence, upper: bool) -> NameSpan | None:
        """The place name that starts at a token, or None."""
        last = self._entity_end(index, sentence)
        best = self._longest(index, sentence)
        part = self._part_of_city(index, sentence) if best is None or best.last == index else None
        if part is not None:
            return self._judge(part, sentence, upper)
        if best is not None and (last is None or best.last >= last):
            return self._judge(best, sentence, upper)
        if last is not None:
            return self._judge(self._make(index, last, sentence), sentence, upper)
        run = self._headed_run(index, sentence)
        return None if run is None else self._judge(self._make(index, run, sentence), sentence, upper)

    def _part_of_city(self, index: int, sentence: Sentence) -> NameSpan | None:
        """ "South" before a large city that is not itself called so: a part of that city."""
        if self.tokens[index].lower not in self.words.directions or index == sentence.last:
            return None
        city = self._longest(index + 1, sentence) if self.tokens[index + 1].text[0].isupper() else None
        large = city is not None and any(e.kind in CITIES and e.population >= KNOWN_CITY for e in city.entries)
        after = self.tokens[city.last + 1] if city is not None and city.last < sentence.last else None
        if (
            after is not None
            and after.text[0].isupper()
            and self.words.types.get(after.lower.rstrip(".")) == "landmark"
        ):
            return None  # "North Lima Avenue"
        return city if large and city is not None and self.tokens[city.first].entity in ("", *PLACE_LABELS) else None

    def _entity_end(self, index: int, sentence: Sentence) -> int | None:
        """Where the place entity that starts here (or whose modifiers were just passed) ends."""
        if self.tokens[index].entity not in PLACE_LABELS:
            return None
        last = index
        while last < sentence.last:
            after = self.tokens[last + 1]
            if after.entity not in PLACE_LABELS or after.entity_starts:
                break
            last += 1
        while last > index and not self.tokens[last].text[0].isalnum():
            last -= 1
        if last > index and self.tokens[last].text.istitle() and self.tokens[last].lower in self.words.happenings:
            last -= 1  # a headline: "Two Dead in Bor Shooting"
        if last > index and self.tokens[last].lower in BODIES:
            owner = next((i for i in range(index + 1, last) if self.tokens[i].text in ("'s", "’s")), None)
            if owner is not None:  # "Bor County Sheriff's Department"
                last = owner - 1 - (owner - 1 > index and self.tokens[owner - 1].lower == "sheriff")
        while last > index and self.tokens[last].text in ("'s", "’s"):
            last -= 1
        return last

    def _headed_run(self, index: int, sentence: Sentence) -> int | None:
        """The end of an unknown name after "the village of", which nobody takes for a place."""
        if index - 2 < sentence.first or self.tokens[index - 1].lower != "of":
            return None
        kind = self.words.heads.get(self.tokens[index - 2].text)
        if kind not in ("city", "district", "province", "neighbourhood") or self.tokens[index].tag not in (
            "NNP",
            "NNPS",
        ):
            return None
        last = index
        while last < sentence.last and self.tokens[last + 1].tag == "NNP" and self.tokens[last + 1].text[0].isupper():
            last += 1
        return last

    def _longest(self, index: int, sentence: Sentence) -> NameSpan | None:
        """The longest stretch from a token on that the gazetteer knows."""
        ends = []
        for last in range(index, min(index + LONGEST, sentence.last + 1)):
            token = self.tokens[last]
            if token.text[0].isupper() or (last > index and token.text[0].isdigit()):
                ends.append(last)
            elif last > index and token.lower in self.words.types and ends and ends[-1] == last - 1:
                if self.words.types[token.lower] != "landmark":  # "a Bor park" is not Bor Park
                    ends.append(last)
                break
            elif last > index and token.text not in ("-", "–", "'", "’", "&") and token.lower not in PARTICLES:
                break
        for last in reversed(ends):
            name = self._make(index, last, sentence)
            if name.entries:
                return name
        return None

    def _make(self, first: int, last: int, sentence: Sentence) -> NameSpan:
        span = Span(self.tokens[first].start, self.tokens[last].end)
        name = self.text[span.start : span.end]
        entries, kind = look_up(name, self.gazetteer)
        if kind is None and last > first:
            kind = self.words.types.get(self.tokens[last].lower)
        context = read_context(self.parse, first, last, sentence, self.words)
        if context.block and kind is None:
            entries, kind = (), "landmark"
        return NameSpan(first, last, span, name, self.tokens[first].entity, kind or context.kind, entries, context)

    def _state_after(self, name: NameSpan, sentence: Sentence) -> NameSpan | None:
        """The state in "Bor, Ill.": an abbreviation counts only there."""
        at = name.last + 2
        if at > sentence.last or self.tokens[at - 1].text != ",":
            return None
        token = self.tokens[at]
        state = self.words.states.get(normalise_name(token.text))
        short = token.text.isupper() or token.text.endswith(".")
        if state is None or not token.text[0].isupper() or not short:
            return None
        entries = tuple(e for e in self.gazetteer.find(state) if e.kind in ("province", "region"))[:1]
        span = Span(token.start, token.end)
        return NameSpan(at, at, span, token.text, token.entity, "province", entries, Context(span))

    # ------------------------------------------------------------ is it a place?

    def _judge(self, name: NameSpan, sentence: Sentence, upper: bool) -> NameSpan | None:  # noqa: PLR0911 - rules in order
        """The name, or None when it is no place."""
        key = normalise_name(name.name)
        place = name.label in PLACE_LABELS
        if key in self.words.demonyms and key not in ("us", "u s") and not (place and name.entries):
            return None
        if CODE.fullmatch(name.name):
            return None  # "Brent Rd": the codes of countries and states are written in capitals
        town = place and name.last > name.first and any(e.kind in CITIES and not e.alternate for e in name.entries)
        if not town and all(self.words.is_generic(word) for word in key.split()):
            return None
        if self._follows_other(name, sentence, upper) or self._goes_on(name, sentence, upper):
            return None
        if not name.entries:
            return name if self._plausible_unknown(name) else None
        if key in self.words.common and self._is_neighbour(name, key):
            return name
        if place:
            return name if self._agreed(name, key) else None
        return self._unlabelled(name, key, sentence, upper)

    def _follows_other(self, name: NameSpan, sentence: Sentence, upper: bool) -> bool:  # noqa: PLR0911 - rules in order
        """Whether what stands before makes it a part of another name: a title, a first name, a hyphen."""
        before = self.tokens[name.first - 1] if name.first > sentence.first else None
        if before is None:
            return False
        if before.text[0].isupper() and before.lower.rstrip(".") in self.words.titles:
            return True
        place = name.label in PLACE_LABELS
        if before.text[0].isupper() and before.lower in BEFORE_NATURE:
            return True
        if before.text in SAINT:
            return True  # "St. Joseph's Hospital"
        if before.text.istitle() and before.lower in self.words.directions and before.entity == name.label != "":
            parts = any(e.kind in CITIES and e.population >= KNOWN_CITY for e in name.entries)
            return not (parts or any(e.kind in TRUSTED for e in name.entries))  # "West Midlands"
        if before.text == "-" and before.end == self.tokens[name.first].start:
            return not place or len(self.tokens[name.first - 2].text) <= 3
        if before.text in ("@", "#", "/"):
            return before.text != "#"
        here = self.tokens[name.first]
        if name.label == "FAC" and not upper and not here.entity_starts and before.text[0].isupper():
            known = before.lower in self.words.locative or before.lower in self.words.directions
            return not known and before.text.isalpha()  # "Granite Rock apartments" are in no Rock County
        if place or upper or not (before.text[0].isupper() and before.text.isalpha()):
            return False
        inside = not here.entity_starts and here.entity == before.entity and here.entity != ""
        named = inside or before.tag in ("NNP", "NNPS")
        return named and before.lower not in self.words.locative and before.lower not in self.words.directions

    def _goes_on(self, name: NameSpan, sentence: Sentence, upper: bool) -> bool:  # noqa: PLR0911 - rules in order
        """Whether the words after it make a longer name of an organisation, a person or a people."""
        after = self.tokens[name.last + 1] if name.last < sentence.last else None
        if after is None:
            return False
        place = name.label in PLACE_LABELS
        if after.text in ("'s", "’s"):
            return "saint" in normalise_name(name.name).split() and self._capital(name.last + 2, sentence)
        if after.text == "-" and not place:
            return not self._is_civic(name, after)
        if not self._capital(after.index, sentence) or self._is_civic(name, after):
            return False
        if after.lower in self.words.organisations or (after.entity == "NORP" and not after.entity_starts):
            return True
        if after.lower.rstrip(".") in self.words.titles:
            return False  # "Bor Mayor Jane Doe"
        if place:
            return False
        same = after.entity != "" and not after.entity_starts and after.entity == name.label
        return same or (not upper and after.tag in ("NNP", "NNPS"))

    def _is_civic(self, name: NameSpan, after: Token) -> bool:
        """ "Bor Police", "Bor Fire Department": a body of a known town, county or state, which names its place."""
        first = self.tokens[name.first]
        article = self.tokens[name.first - 1] if name.first else first
        begins = name.label in PLACE_LABELS or first.entity_starts or not first.entity
        begins = begins or (article.lower == "the" and article.entity_starts)
        civic = after.text[0].isupper() or after.lower in self.words.locals
        known = after.lower in self.words.civic and civic and begins
        known = known or (begins and largest_of(name) >= KNOWN_CITY and self._of_police(name))
        key = normalise_name(name.name)
        return known and largest_of(name) >= KNOWN_TOWN and key not in self.words.common and key not in self.persons

    def _of_police(self, name: NameSpan) -> bool:
        """ "Bor Metropolitan Police", "Bor-Chatham Police Department": the rest of the name of a city's police."""
        rest = self.tokens[name.last + 1 : name.last + 5]
        for token in rest:
            if token.lower in ("police", "sheriff") and token.text[0].isupper():
                return True
            if not (token.text[0].isupper() or token.text in ("-", "–")) or token.entity_starts:
                return False
        return False

    def _is_neighbour(self, name: NameSpan, key: str) -> bool:
        """ "A club in Spring", in a paper of Houston: a word that is mostly something else, but also a town near by."""
        if not name.context.strong or name.context.modifying or key in self.persons:
            return False
        return any(
            e.kind in CITIES and e.population >= KNOWN_TOWN and kilometres((e.lat, e.lon), (t.lat, t.lon)) <= NEAR_KM
            for e in name.entries
            for t in self.towns
        )

    def _capital(self, index: int, sentence: Sentence) -> bool:
        return index <= sentence.last and self.tokens[index].text[0].isupper() and self.tokens[index].text[0].isalpha()

    def _plausible_unknown(self, name: NameSpan) -> bool:
        """A name that the gazetteer lacks: it needs a sure preposition or a type word, and must look like a name."""
        first: Token = self.tokens[name.first]
        if not (name.context.strong or name.context.headed or (name.kind is not None and name.last > name.first)):
            return False
        if name.first == name.last:
            acronym = first.text.isupper() and len(first.text) <= 6
            if acronym or first.lower in self.persons or len(first.text) < 3 or first.tag not in ("NNP", "NNPS"):
                return False
        head = self.parse.head(first)
        if name.first == name.last and first.dep == "compound" and head.index > name.last and not name.context.headed:
            return False  # "in the Bor campaign": no place by itself
        return first.text[0].isupper() and first.lower not in self.words.common

    def _agreed(self, name: NameSpan, key: str) -> bool:
        """Parser and gazetteer agree. Words that are mostly something else still need support."""
        largest = largest_of(name)
        if any(e.kind in ("country", "capital") and not e.alternate for e in name.entries) and key not in self.persons:
            return True
        if key in self.words.common:
            modifying = name.context.modifying and not name.context.at_home
            known = largest >= KNOWN_TOWN or name.context.headed or name.context.contained
            return name.context.locative and not modifying and known
        if largest < KNOWN_CITY and name.context.modifying and not name.context.at_home:
            return False  # "the Bush administration"
        if key in self.persons and not name.context.locative and largest < KNOWN_CITY:
            return False  # a town that has the name of somebody whom the document names in full
        if name.context.locative or largest >= KNOWN_TOWN or name.kind is not None:
            return True
        return key not in self.persons

    def _unlabelled(self, name: NameSpan, key: str, sentence: Sentence, upper: bool) -> NameSpan | None:  # noqa: PLR0911 - rules in order
        """Only the gazetteer knows it. The rules, from the surest to the least sure."""
        first = self.tokens[name.first]
        largest = largest_of(name)
        trusted = any(e.kind in TRUSTED and not e.alternate for e in name.entries)
        locative = name.context.locative
        if name.label not in NAME_LABELS and name.label != "":
            return None
        told = locative or trusted or (name.context.at_home and largest >= KNOWN_TOWN)
        proper = first.tag in ("NNP", "NNPS", "NN", "JJ") or name.context.dateline
        if not proper or (first.tag in ("NN", "JJ") and not told):
            return None
        listed = name.context.listed and trusted and key not in self.persons
        if name.context.modifying and not (trusted or name.context.at_home):
            return None  # "the Bush administration"
        sure = name.context.contained or (locative and largest >= KNOWN_CITY)
        if key in self.words.common and not (sure and key not in self.persons):
            return name if listed else None
        acronym = name.name.isupper() and len(name.name) <= 5 and not upper and key not in self.words.capitals
        if acronym and not name.context.dateline:
            return None
        if name.label in NAME_LABELS:
            return self._mislabelled(name, key, locative, trusted, upper)
        if key in self.persons and not trusted:
            return replace(name, sure=False) if locative else None
        opening = first.index == sentence.first and not told
        if locative or trusted or largest >= (KNOWN_CITY if opening else KNOWN_TOWN):
            return name
        return replace(name, sure=False)

    def _mislabelled(self, name: NameSpan, key: str, locative: bool, trusted: bool, upper: bool) -> NameSpan | None:
        """The parser takes it for a person or an organisation: only if that name is no longer than ours."""
        after = self.tokens[name.last + 1] if name.last + 1 < len(self.tokens) else None
        if after is not None and self._is_civic(name, after):
            return name
        if name.label == "PERSON" and key in self.first_names and not trusted:
            return None  # somebody whom the document names in full is called by the first name
        longer = after is not None and after.entity != "" and not after.entity_starts
        whole = self.tokens[name.first].entity_starts and not (
            longer and after is not None and after.text[0] not in "'’"
        )
        if not whole:
            return None
        if trusted and (name.label != "ORG" or locative):
            return name
        at_home = name.context.at_home and largest_of(name) >= KNOWN_TOWN
        if (locative or at_home) and key not in self.persons and name.label != "PRODUCT":
            return name if not upper else replace(name, sure=False)
        return replace(name, sure=False) if key not in self.persons else None

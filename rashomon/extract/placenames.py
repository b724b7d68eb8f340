"""Which words of a text name a place: the recognition half of `places.py`.

Two witnesses are heard: the parser's entities (GPE, LOC, FAC) and the gazetteer. A name that both know is a place;
a name that one knows needs support from the words around it (a preposition of place, a word such as "town of",
a containing place after a comma). Parts of names of persons and organisations are never places.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from rashomon.data import lexicon
from rashomon.extract.gazetteer import Entry, Gazetteer, load_gazetteer, normalise_name
from rashomon.model import Parse, Reading, Sentence, Span, Token

__all__ = ["NameSpan", "find_names", "look_up"]

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
PARTICLES = frozenset("al el ad as ar az ash at an ed es ez de del della di da du la le los las of the bin e i y o '".split())
ARTICLES = frozenset("al el ad as ar az ash at ed es ez".split())
LONGEST = 7  # tokens of a name
KNOWN_TOWN = 15_000  # people: a name with no support but the gazetteer's must be at least so large


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A place name in the text: tokens `first` to `last`, the name to look up and what the words say of it.

    `kind` is the kind that a word beside the name states ("province", "city", "neighbourhood", "landmark", ...);
    `text_span` also covers modifiers ("northern", "near"); `partial` marks a part ("northern Syria"), `near` a
    distance; `country` a country that an adjective states ("the Turkish town of"); `score` how sure the name is.
    """

    first: int
    last: int
    span: Span
    name: str
    label: str
    kind: str | None = None
    text_span: Span | None = None
    near: bool = False
    partial: bool = False
    country: str | None = None
    entries: tuple[Entry, ...] = ()


class Words:
    """The word lists of `place_words.toml` and `place_demonyms.toml`, as sets and maps."""

    def __init__(self) -> None:
        words = lexicon("place_words")
        self.directions = frozenset(words["directions"])
        self.locative = frozenset(words["locative"])
        self.near = frozenset(words["near"])
        self.types = {word: kind for kind, group in words["types"].items() for word in group}
        self.heads = {word: kind for kind, group in words["heads"].items() for word in group}
        self.organisations = frozenset(words["organisations"]["words"])
        self.titles = frozenset(words["titles"]["words"])
        self.common = frozenset(words["common"]["words"])
        abbreviations = lexicon("place_abbreviations")
        self.states: dict[str, str] = abbreviations["states"]
        self.demonyms = read_demonyms()


def read_demonyms() -> dict[str, str]:
    """Lower-case adjectives and nouns of nationality, with the implied plurals, to alpha-3 codes.

    A word of two countries ("Congolese") goes to the one that the list names last.
    """
    table = lexicon("place_demonyms")
    pairs = [(word, code) for code, words in table["countries"].items() for word in words]
    pairs += list(table["peoples"].items())
    found = {}
    for word, code in pairs:
        low = word.lower()
        found[low] = code
        if not low.endswith(("s", "sh", "ch", "ese", "men")):
            found[low + "s"] = code
    return found


@cache
def words() -> Words:
    return Words()


def look_up(name: str, gazetteer: Gazetteer) -> tuple[tuple[Entry, ...], str | None]:
    """Entries of a name, and the kind that its last word states when only the bare name is known.

    Tries the name as it is, then without an Arabic article, then without a type word ("Homs province").
    """
    entries = gazetteer.find(name)
    if entries:
        return entries, None
    parts = normalise_name(name).split()
    if len(parts) > 1 and parts[0] in ARTICLES:
        entries = gazetteer.find(" ".join(parts[1:]))
        if entries:
            return entries, None
    if len(parts) > 1 and parts[-1] in words().types:
        kind = words().types[parts[-1]]
        entries = gazetteer.find(" ".join(parts[:-1]))
        fitting = tuple(e for e in entries if fits(e, kind))
        return fitting, kind
    return (), None


def fits(entry: Entry, kind: str | None) -> bool:
    """Whether an entry can be what a type word says it is."""
    if kind in (None, "neighbourhood"):
        return True
    if kind == "city":
        return entry.kind in ("city", "capital")
    if kind == "province":
        return entry.kind in ("province", "region", "district")
    if kind == "district":
        return entry.kind in ("district", "city", "province")
    return entry.kind in (kind, "landmark", "feature", "water", "region") and entry.kind != "city"


def find_names(reading: Reading) -> list[NameSpan]:
    """All place names of the parsed sentences, in text order, without overlaps."""
    finder = NameFinder(reading, load_gazetteer())
    return [name for sentence in reading.parse.sentences for name in finder.of_sentence(sentence)]


class NameFinder:
    """Finds names sentence by sentence; knows which words the document uses for persons."""

    def __init__(self, reading: Reading, gazetteer: Gazetteer) -> None:
        self.reading = reading
        self.parse: Parse = reading.parse
        self.tokens = reading.parse.tokens
        self.text = reading.document.text
        self.gazetteer = gazetteer
        self.words = words()
        self.persons = self._parts_of("PERSON")

    def _parts_of(self, label: str) -> frozenset[str]:
        """Capitalised words inside entities of a label that have at least two words."""
        parts = set()
        for token in self.tokens:
            joined = token.index > 0 and not token.entity_starts and self.tokens[token.index - 1].entity == label
            if token.entity == label and joined and token.text[0].isupper():
                parts.add(token.lower)
        return frozenset(parts)

    def of_sentence(self, sentence: Sentence) -> Iterator[NameSpan]:
        upper = self._is_upper(sentence)
        index = sentence.first
        while index <= sentence.last:
            found = self._at(index, sentence, upper) if self._may_start(index, sentence) else None
            if found is not None:
                yield found
                index = found.last + 1
            else:
                index += 1

    def _is_upper(self, sentence: Sentence) -> bool:
        """Whether the sentence is written in capitals or Title Case, so that a capital proves nothing."""
        long = [t for t in self.parse.tokens_of(sentence) if len(t.text) > 3 and t.text.isalpha()]
        return len(long) > 3 and sum(t.text[0].isupper() for t in long) >= 0.8 * len(long)

    def _may_start(self, index: int, sentence: Sentence) -> bool:
        token = self.tokens[index]
        if token.text[0].isupper():
            return token.lower not in ("the", "i")
        return (
            token.lower in ARTICLES
            and index + 2 <= sentence.last
            and self.tokens[index + 1].text == "-"
            and self.tokens[index + 2].text[0].isupper()
        )

    def _at(self, index: int, sentence: Sentence, upper: bool) -> NameSpan | None:
        """The place name that starts at a token, or None."""
        last = self._entity_end(index, sentence)
        best = self._longest(index, sentence)
        if best is not None and (last is None or best.last >= last):
            return self._judge(best, sentence, upper)
        if last is None:
            return None
        whole = self._make(index, last)
        if best is not None and not whole.entries:
            tail = self.tokens[best.last + 1 : last + 1]
            if not all(t.lower in self.words.types for t in tail):
                whole = replace(whole, kind=self.words.types.get(self.tokens[last].lower))
        return self._judge(whole, sentence, upper)

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
        while last > index and self.tokens[last].text in ("'s", "’s", "'", "’", ",", "."):
            last -= 1
        return last

    def _longest(self, index: int, sentence: Sentence) -> NameSpan | None:
        """The longest stretch from a token on that the gazetteer knows."""
        ends = []
        for last in range(index, min(index + LONGEST, sentence.last + 1)):
            token = self.tokens[last]
            if token.text[0].isupper() or (last > index and token.text[0].isdigit()):
                ends.append(last)
            elif token.text not in ("-", "–", "'", "’", "&") and token.lower not in PARTICLES:
                if last > index and token.lower in self.words.types and ends and ends[-1] == last - 1:
                    ends.append(last)
                break
        for last in reversed(ends):
            name = self._make(index, last)
            if name.entries:
                return name
        return None

    def _make(self, first: int, last: int) -> NameSpan:
        span = Span(self.tokens[first].start, self.tokens[last].end)
        name = self.text[span.start : span.end]
        entries, kind = look_up(name, self.gazetteer)
        if kind is None and last > first:
            kind = self.words.types.get(self.tokens[last].lower)
        if kind is not None and kind not in ("landmark", "neighbourhood"):
            entries = tuple(e for e in entries if fits(e, kind)) or entries
        return NameSpan(first, last, span, name, self.tokens[first].entity, kind, entries=entries)

    # ------------------------------------------------------------ is it a place?

    def _judge(self, name: NameSpan, sentence: Sentence, upper: bool) -> NameSpan | None:
        """The name with what its context says, or None when it is no place."""
        key = normalise_name(name.name)
        if key in self.words.demonyms and name.label not in PLACE_LABELS and key not in ("us", "georgia"):
            return None
        if key in ("us", "u s") and name.name.upper() != name.name:
            return None
        if self._is_other_name(name, sentence, upper):
            return None
        name = self._with_context(name, sentence)
        return name if self._supported(name, key, sentence, upper) else None

    def _is_other_name(self, name: NameSpan, sentence: Sentence, upper: bool) -> bool:
        """Whether the name is a part of a longer name: of an organisation, a person, a work."""
        before = self.tokens[name.first - 1] if name.first > sentence.first else None
        after = self.tokens[name.last + 1] if name.last < sentence.last else None
        if before is not None and before.lower.rstrip(".") in self.words.titles and before.text[0].isupper():
            return True
        if before is not None and before.text == "-" and name.first - 2 >= sentence.first:
            return name.label not in PLACE_LABELS
        if after is not None and after.text[0].isupper() and after.text[0].isalpha():
            if after.lower in self.words.organisations:
                return True
            same_entity = after.entity and not after.entity_starts and after.entity == name.label
            if same_entity and name.label not in PLACE_LABELS:
                return True
            if not upper and name.label not in PLACE_LABELS and after.tag in ("NNP", "NNPS"):
                return True
        if before is not None and before.text[0].isupper() and before.text.isalpha() and not upper:
            inside_entity = not self.tokens[name.first].entity_starts and self.tokens[name.first].entity == before.entity
            if name.label not in PLACE_LABELS and (inside_entity or before.tag in ("NNP", "NNPS")):
                return before.index != sentence.first or inside_entity or before.lower not in self.words.locative
        return False

    def _with_context(self, name: NameSpan, sentence: Sentence) -> NameSpan:
        """Read modifiers: directions before it, "near", "the town of", a type word after it."""
        start = name.first
        partial = near = False
        while start > sentence.first and self.tokens[start - 1].lower in self.words.directions:
            start -= 1
            partial = True
        if start > sentence.first and self.tokens[start - 1].text == "-" and start - 2 >= sentence.first:
            if self.tokens[start - 2].lower in self.words.directions:
                start, partial = start - 2, True
        if start > sentence.first and self.tokens[start - 1].lower == "the":
            start -= 1
        kind, country = name.kind, None
        if start - 2 >= sentence.first and self.tokens[start - 1].lower == "of":
            head = self.tokens[start - 2]
            kind = kind or self.words.heads.get(head.lower)
            if start - 3 >= sentence.first:
                country = self.words.demonyms.get(self.tokens[start - 3].lower)
        elif start > sentence.first and self.tokens[start - 1].lower in self.words.heads:
            kind = kind or self.words.heads[self.tokens[start - 1].lower]
            if start - 2 >= sentence.first:
                country = self.words.demonyms.get(self.tokens[start - 2].lower)
        elif start > sentence.first:
            country = self.words.demonyms.get(self.tokens[start - 1].lower)
            near = self.tokens[start - 1].lower in self.words.near
        if kind is None and name.last < sentence.last:
            kind = self.words.types.get(self.tokens[name.last + 1].lower)
        if kind == "part":
            kind, partial = None, True
        if near:
            start -= 1
        text_span = Span(self.tokens[start].start, name.span.end) if start < name.first else name.span
        return replace(name, kind=kind, country=country, near=near, partial=partial, text_span=text_span)

    def _locative(self, name: NameSpan, sentence: Sentence) -> bool:
        """Whether a preposition of place, a place word or a containing place supports the name."""
        start = name.first
        while start > sentence.first and (
            self.tokens[start - 1].lower in self.words.directions or self.tokens[start - 1].lower in ("the", "-")
        ):
            start -= 1
        if start > sentence.first:
            before = self.tokens[start - 1]
            if before.lower in self.words.locative and before.pos in ("ADP", "SCONJ", "PART", "ADV"):
                return True
            if before.lower == "of" and start - 2 >= sentence.first:
                return self.tokens[start - 2].lower in self.words.heads
            if before.lower in self.words.heads and before.text.islower():
                return True
        return self._before_container(name, sentence) or name.kind in ("province", "district", "city", "neighbourhood")

    def _before_container(self, name: NameSpan, sentence: Sentence) -> bool:
        """Whether ", Ill." or ", Syria" follows."""
        if name.last + 2 > sentence.last or self.tokens[name.last + 1].text != ",":
            return False
        after = self.tokens[name.last + 2]
        if normalise_name(after.text) in self.words.states and after.text[0].isupper():
            return True
        return after.entity == "GPE" and any(
            e.kind in ("country", "province", "region") for e in self.gazetteer.find(after.text)
        )

    def _supported(self, name: NameSpan, key: str, sentence: Sentence, upper: bool) -> bool:
        """Whether enough speaks for a place. The rules, from the surest to the least sure."""
        largest = max((e.population for e in name.entries), default=0)
        trusted = any(e.kind in ("country", "capital", "region", "continent", "former-state") for e in name.entries)
        locative = self._locative(name, sentence)
        word = self.tokens[name.first]
        if name.label in PLACE_LABELS:
            if name.entries:
                return key not in self.words.common or locative or (largest >= 100_000 and key not in self.persons)
            return self._plausible_unknown(name, locative)
        if not name.entries or word.tag not in ("NNP", "NNPS") and not locative:
            return False
        if key in self.words.common and not (locative and largest >= KNOWN_TOWN):
            return False
        if name.label in ("DATE", "TIME", "MONEY", "LANGUAGE", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"):
            return False
        if name.label in ("", "NORP") and name.first == name.last and key in self.persons:
            return False
        if name.label in ("PERSON", "ORG", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"):
            whole = word.entity_starts and not self._entity_goes_on(name.last)
            if trusted and whole:
                return name.label != "ORG" or locative
            return whole and locative and key not in self.persons and (not upper or largest >= 100_000)
        if word.index == sentence.first and not locative and not trusted:
            return largest >= 100_000
        return locative or trusted or largest >= KNOWN_TOWN

    def _entity_goes_on(self, last: int) -> bool:
        after = self.tokens[last + 1] if last + 1 < len(self.tokens) else None
        return after is not None and bool(after.entity) and not after.entity_starts

    def _plausible_unknown(self, name: NameSpan, locative: bool) -> bool:
        """A name that only the parser takes for a place: it needs a preposition and must look like a name."""
        first: Token = self.tokens[name.first]
        if not locative and name.kind is None:
            return False
        if name.first == name.last and (first.lower in self.persons or len(first.text) < 3):
            return False
        return first.text[0].isupper() and any(c.isalpha() for c in name.name) and first.lower not in self.words.common

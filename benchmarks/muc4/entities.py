"""The people, things and groups that a text names, as candidates for the slots of a template.

An entity is all noun phrases of a text with the same name or the same head and modifiers; people are put together by
the chains of our reader. What is known of its mentions (who governs them, what our reader says they did or suffered)
becomes the features that the models of `weights.json.gz` look at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property

from benchmarks.muc4.likeness import bare_words
from benchmarks.muc4.places import country_of
from benchmarks.muc4.rules import mapping
from rashomon.data import lexicon
from rashomon.extract.roles.judged import Judged
from rashomon.extract.roles.model import judge_roles
from rashomon.extract.syntax.phrases import phrase_bounds
from rashomon.model import ActorMention, Reading, Token

__all__ = ["Entity", "Mention", "Text", "find_entities"]

COUNTRY = 6  # UCDP's where_prec of a country
TIMES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "ORDINAL"})
NOT_HEADS = frozenset({"compound", "nmod", "amod", "npadvmod", "quantmod", "nummod"})
STATES = frozenset({"dead", "wounded", "injured"})  # adjectives that stand for people
ACRONYM = re.compile(r"[A-Z][A-Z-]{1,7}")


@cache
def titles() -> frozenset[str]:
    """Words of rank and address that stand before names and are no part of them."""
    return frozenset(mapping()["titles"]["words"])


@dataclass(frozen=True, slots=True)
class Mention:
    """One noun phrase: its head and its first and last token. `name` is the part of it that is a person's name."""

    head: int
    first: int
    last: int
    sentence: int
    name: tuple[int, int] | None


@dataclass
class Entity:
    """Mentions of one entity. `person` if they name a person."""

    key: str
    mentions: list[Mention] = field(default_factory=list)
    person: bool = False


class Text:
    """A reading with what the template maker asks of it often."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.parse = reading.parse
        self.tokens = reading.parse.tokens

    def words(self, first: int, last: int) -> str:
        """The words of the text from one token to another, in capitals."""
        text = self.reading.document.text[self.tokens[first].start : self.tokens[last].end]
        return " ".join(text.upper().split())

    def string(self, mention: Mention) -> str:
        """The phrase as a slot has it: without articles and numbers in front."""
        return self.words(self.after_quantity(mention), mention.last)

    def after_quantity(self, mention: Mention) -> int:
        """The first token that is no article, number or word of quantity."""
        first = mention.first
        while first < mention.head and (
            self.tokens[first].tag in {"DT", "CD", "PDT", "PRP$", "IN", "RB", "RBR", "JJR", "RBS", "JJS"}
            or self.tokens[first].pos == "PUNCT"
            or self.tokens[first].lower in {"other", "several", "many", "some", "another"}
        ):
            first += 1
        return first

    @cached_property
    def actors_by_head(self) -> dict[int, ActorMention]:
        return {actor.head: actor for actor in self.reading.actors if not actor.pronoun}

    @cached_property
    def judged(self) -> Judged:
        """What the reader's model of roles says of the words."""
        return judge_roles(self.reading)

    @cached_property
    def entities(self) -> list[Entity]:
        return find_entities(self)

    @cached_property
    def chain_by_head(self) -> dict[int, int]:
        """Token of an event -> number of the chain that our reader put it in."""
        chains = {name: number for number, chain in enumerate(self.reading.chains) for name in chain}
        return {event.head: chains[event.id] for event in self.reading.events if event.id in chains}

    @cached_property
    def _by_sentence(self) -> dict[str, dict[int, frozenset[str]]]:
        found: dict[str, dict[int, set[str]]] = {"places": {}, "keys": {}, "times": {}}
        for entity in self.entities:
            for mention in entity.mentions:
                found["keys"].setdefault(mention.sentence, set()).add(entity.key)
        for place in self.reading.places:
            if place.place.precision < COUNTRY and (token := self.parse.at(place.span.start)):
                found["places"].setdefault(token.sentence, set()).add(place.place.name.upper())
        for time in self.reading.times:
            if token := self.parse.at(time.span.start):
                found["times"].setdefault(token.sentence, set()).add(str(time.time.earliest))
        return {what: {n: frozenset(names) for n, names in by.items()} for what, by in found.items()}

    def places_of(self, sentence: int) -> frozenset[str]:
        """Places below countries that our reader found in a sentence."""
        return self._by_sentence["places"].get(sentence, frozenset())

    def keys_of(self, sentence: int) -> frozenset[str]:
        """Entities of a sentence."""
        return self._by_sentence["keys"].get(sentence, frozenset())

    def is_place(self, offset: int) -> bool:
        """Whether our reader found a place at a code point."""
        return any(place.span.start <= offset < place.span.end for place in self.reading.places)

    def times_of(self, sentence: int) -> frozenset[str]:
        """First days of the times of a sentence."""
        return self._by_sentence["times"].get(sentence, frozenset())


def heads(text: Text) -> Iterator[Token]:
    """Tokens that head a noun phrase worth a look: no time, and no word that tells of the incident itself."""
    for token in text.tokens:
        if token.entity in TIMES or (token.dep in NOT_HEADS and token.head != token.index) or _happens(token):
            continue
        if token.pos in {"NOUN", "PROPN"} or (token.lower in STATES and token.dep in {"dobj", "pobj", "oprd", "nsubj"}):
            yield token


def named_runs(text: Text) -> list[tuple[int, int]]:
    """Stretches of capitalised words inside a sentence, with "of", "for", "and" and articles between them."""
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(text.tokens):
        first = last = index
        if _is_capital(text, index):
            while (following := _goes_on(text, last)) is not None:
                last = following
            found.append((first, last))
        index = last + 1
    return found


def _is_capital(text: Text, index: int) -> bool:
    token = text.tokens[index]
    begins = index == text.parse.sentence_of(token).first
    return token.text[0].isupper() and token.pos in {"PROPN", "NOUN", "ADJ"} and not (begins and token.pos != "PROPN")


def _goes_on(text: Text, last: int) -> int | None:
    """The next word of a name: the one after, or the one after a small word in between."""
    sentence = text.tokens[last].sentence
    after = last + 1
    while (
        after < len(text.tokens) and after <= last + 2 and text.tokens[after].lower in {"of", "for", "the", "'s", "de"}
    ):
        after += 1
    if after >= len(text.tokens) or text.tokens[after].sentence != sentence or not _is_capital(text, after):
        return None
    return after


def _root(text: Text, first: int, last: int) -> int:
    """The token of a stretch that hangs on something outside."""
    return next((i for i in range(first, last + 1) if not first <= text.tokens[i].head <= last), last)


def person_name(text: Text, first: int, last: int, head: Token) -> tuple[int, int] | None:
    """The tokens of a person's name in a phrase: the capitalised words up to its head, without titles and nationality.

    The head is a person to the parser, or a word for a person stands in front of the name.
    """
    if head.pos != "PROPN" or not head.text[0].isupper() or head.text.isupper() or _is_body(head):
        return None
    begin = _name_start(text, first, head, strict=False)
    people, before = _people(), text.tokens[max(begin - 1, 0)]
    if begin > first and (before.lower.rstrip(".") in titles() or before.lemma in people):
        return begin, head.index
    begin = _name_start(text, first, head, strict=True)
    return (begin, head.index) if head.entity == "PERSON" and begin < head.index else None


def _name_start(text: Text, first: int, head: Token, strict: bool) -> int:
    """Where the name that ends at a head begins; strictly, no word of it belongs to an organisation or place."""
    begin = head.index
    while begin > first and _in_name(text.tokens[begin - 1], strict):
        begin -= 1
    return begin


def _in_name(token: Token, strict: bool) -> bool:
    lower = token.lower.rstrip(".")
    return (
        token.pos == "PROPN"
        and token.text[0].isupper()
        and lower not in titles()
        and not {lower, token.lemma} & _people()
        and country_of(token.text) is None
        and not _is_body(token)
        and not (strict and token.entity in {"ORG", "GPE", "NORP"})
    )


def _is_body(token: Token) -> bool:
    """Whether a word names an organisation or a building, so that what it stands in is no person's name."""
    return bool({token.lower, token.lemma} & set(mapping()["bodies"]["words"]))


@cache
def _people() -> frozenset[str]:
    """Nouns for people."""
    return frozenset(lexicon("people")["persons"])


def _happens(token: Token) -> bool:
    """Whether a word tells of a happening, and is no part of a name."""
    return token.lemma in happenings() and not token.text[0].isupper()


@cache
def happenings() -> frozenset[str]:
    """Words that tell of incidents: their phrases are no people or things."""
    words = {word for rule in mapping()["incident"] for word in rule["lemmas"]}
    return frozenset(words - frozenset(mapping()["things"]["words"]) | frozenset(mapping()["no_targets"]["words"]))


def find_entities(text: Text) -> list[Entity]:
    """All entities of a text in the order of their first mention."""
    found: dict[str, Entity] = {}
    for mention in _mentions(text):
        words = text.words(*mention.name) if mention.name else re.sub(r"[\"\[\]()]", "", text.string(mention))
        key = " ".join(bare_words(words))
        if key:
            entity = found.setdefault(key, Entity(key))
            entity.mentions.append(mention)
            entity.person = entity.person or mention.name is not None
    _join_names(found)
    _join_acronyms(text, found)
    return list(found.values())


def _mentions(text: Text) -> list[Mention]:
    """Noun phrases, and names inside of them, by where they begin."""
    found: list[Mention] = []
    for head in heads(text):
        first, last = phrase_bounds(text.parse, head)
        while last > first and text.tokens[last].pos in {"PUNCT", "DET", "ADP"}:
            last -= 1
        found.append(Mention(head.index, first, last, head.sentence, person_name(text, first, last, head)))
    taken = {(text.after_quantity(mention), mention.last) for mention in found}
    taken |= {mention.name for mention in found if mention.name}
    persons = {i for mention in found if mention.name for i in range(mention.name[0], mention.name[1] + 1)}
    for first, last in named_runs(text):
        long = last > first or (text.tokens[first].text.isupper() and len(text.tokens[first].text) > 2)
        if long and (first, last) not in taken and not persons & set(range(first, last + 1)):
            head = text.tokens[_root(text, first, last)]
            if head.entity not in TIMES and not _happens(head):
                found.append(Mention(head.index, first, last, head.sentence, None))
    return sorted(found, key=lambda mention: (mention.first, mention.last))


def _join(found: dict[str, Entity], into: str, key: str) -> None:
    other = found.pop(key)
    found[into].mentions = sorted([*found[into].mentions, *other.mentions], key=lambda m: m.first)
    found[into].person = found[into].person or other.person


def _join_names(found: dict[str, Entity]) -> None:
    """A person whose name is a part of just one longer name is that person."""
    persons = {key: frozenset(key.split()) for key, entity in found.items() if entity.person}
    inside = {word for words in persons.values() for word in words}
    names = {key: frozenset(key.split()) for key in found if key in persons or set(key.split()) <= inside}
    for key in sorted(names, key=lambda name: (len(names[name]), name)):
        longer = [other for other in persons if other in found and names[key] < names[other]]
        if longer and len({max(longer, key=len), *longer} - {max(longer, key=len)} - set(_inside(longer))) == 0:
            _join(found, max(longer, key=lambda name: (len(name), name)), key)


def _inside(names: list[str]) -> list[str]:
    """Those names whose words are all in the longest one."""
    longest = frozenset(max(names, key=len).split())
    return [name for name in names if frozenset(name.split()) <= longest]


def _join_acronyms(text: Text, found: dict[str, Entity]) -> None:
    """Short forms in brackets after a name, "Front for Something [FFS]", are the name."""
    by_last: dict[int, str] = {}
    for key in sorted(found, key=lambda name: -len(name)):
        by_last |= {mention.last: key for mention in found[key].mentions}
    for last, key in sorted(by_last.items()):
        after = text.tokens[last + 1 : last + 4]
        if len(after) < 3 or after[0].text not in {"[", "("} or after[2].text not in {"]", ")"}:
            continue
        short = text.words(after[1].index, after[1].index)
        if ACRONYM.fullmatch(short) and short in found and key in found and short != key and " " in key:
            _join(found, key, short)

"""Proper names of those who act: which tokens make a name, what kind of thing it names, which country it is of.

Three things speak for a kind, in this order: the lexicons `armed_groups` and `actors` (known names), the words of
the name and around it (titles, "Ministry", "who", an apposition to "neighbour"), and the parser's entity label,
which is weak for names outside Europe and America and so never decides alone against the others.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache

from rashomon.data import lexicon
from rashomon.model import Reading, Token

__all__ = [
    "KnownName",
    "Names",
    "bodies",
    "country_of_adjective",
    "is_body_word",
    "is_capital",
    "is_name",
    "is_title",
    "known_names",
    "noun_kinds",
    "read_names",
    "states",
]

ONE_PERSON = frozenset({"person", "media", "government", "civilian", "military", "police"})  # what a person is called
PERSON_NOUNS = ONE_PERSON | {"rebel", "group"}
NAME_TAGS = frozenset({"NNP", "NNPS"})
PARTICLES = frozenset({"al", "bin", "ibn", "van", "von", "der", "ben", "de", "del", "ul", "-", "el", "abu", "da", "di"})


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name of the lexicons: the canonical name, kind, ISO 3166-1 alpha-3 country or None."""

    name: str
    kind: str
    country: str | None


NOBODY = KnownName("", "", None)


@cache
def noun_kinds() -> dict[str, str]:
    """Kind of each common noun (lemma) that names people or bodies who act."""
    kinds: dict[str, str] = {}
    for kind, nouns in lexicon("actors")["nouns"].items():
        for noun in nouns:
            kinds.setdefault(noun, kind)
    return kinds


@cache
def states() -> dict[str, tuple[str, str]]:
    """Name of a state or capital -> (kind, country): "state" for a country, "government" for its seat."""
    found: dict[str, tuple[str, str]] = {}
    for name, (code, capital) in lexicon("countries")["states"].items():
        found[name] = ("state", code)
        if capital:
            found.setdefault(capital, ("government", code))
    for name, code in lexicon("actors")["capitals"].items():
        found[name] = ("government", code)
    for name, code in lexicon("actors")["states"].items():
        found[name] = ("state", code)
    return found


def is_capital(word: str) -> bool:
    """Whether a name is that of a capital, which may stand for its government."""
    return states().get(word, ("",))[0] == "government"


@cache
def country_adjectives() -> dict[str, str | None]:
    """Demonym, singular or plural -> country; None for peoples of no one state."""
    table: dict[str, str | None] = {}
    for name in lexicon("actors")["peoples"]["names"]:
        table[name] = table[name + "s"] = None
    for section in ("countries", "peoples"):
        for code, names in lexicon("place_demonyms")[section].items():
            for name in names:
                table.setdefault(name, code)
                table.setdefault(name + "s", code)
    return table


def country_of_adjective(word: str) -> tuple[bool, str | None]:
    """Whether a word is a demonym ("Kyrgyz", "Uzbeks"), and its country."""
    table = country_adjectives()
    return word in table, table.get(word)


@cache
def known_names() -> dict[str, list[tuple[tuple[str, ...], KnownName]]]:
    """First token (as written) -> longest first: the other tokens, and what the name is."""
    found: dict[str, list[tuple[tuple[str, ...], KnownName]]] = {}

    def add(name: str, known: KnownName) -> None:
        words = tuple(split_name(name))
        found.setdefault(words[0], []).append((words[1:], known))

    for group in lexicon("armed_groups")["group"]:
        known = KnownName(group["name"], group.get("kind", "rebel"), group["country"] or None)
        for name in (group["name"], *group.get("aliases", ()), *group.get("plain", ())):
            add(name, known)
            if name.startswith("al"):
                add("A" + name[1:], known)
    for kind, names in lexicon("actors")["known"].items():
        for name, country in names.items():
            add(name, KnownName(name, kind, country or None))
    for name, (kind, country) in states().items():
        add(name, KnownName(name, kind, country))
    for entries in found.values():
        entries.sort(key=lambda entry: (-len(entry[0]), entry[0]))
    return found


def split_name(name: str) -> list[str]:
    """A name as the tokeniser cuts it: hyphens and apostrophes apart."""
    spaced = name.replace("’", "'").replace("-", " - ").replace("'s ", " 's ").replace("s' ", "s ' ")
    spaced = spaced.replace("(", "( ").replace(")", " )")
    return spaced.split()


def is_name(token: Token) -> bool:
    """Whether a token is a proper noun, or a capitalised noun that the parser takes for a person."""
    return token.tag in NAME_TAGS or (token.entity == "PERSON" and token.tag == "NN" and token.text[0].isupper())


def is_title(token: Token) -> bool:
    """Whether a word stands before names of persons ("Mr", "president")."""
    return token.lower in _titles()


@cache
def _titles() -> frozenset[str]:
    return frozenset(word for words in lexicon("actors")["titles"].values() for word in words)


@cache
def _given_names() -> frozenset[str]:
    names = lexicon("actors")["given_names"]
    return frozenset(names["m"].split()) | frozenset(names["f"].split())


@cache
def _ending_kinds() -> dict[str, str]:
    kinds: dict[str, str] = {}
    for kind, words in lexicon("actors")["organisation_words"].items():
        for word in words:
            kinds.setdefault(word, kind)
    return kinds


def is_body_word(word: str) -> bool:
    """Whether a word, in lower case, ends names of bodies: "brigade", "ministry", "front"."""
    return word in _ending_kinds()


class Names:
    """The proper names of one document, by token: `known` spans, and a kind for each capitalised head."""

    def __init__(self, reading: Reading) -> None:
        self.parse = reading.parse
        self.known: dict[int, tuple[int, int, KnownName]] = {}  # any token -> first, last, what it is
        self.votes: dict[str, Counter[str]] = {}
        self.persons: set[str] = set()  # words that somewhere surely name a person
        self.place_tokens = self._place_tokens(reading)
        self._match_known()
        self._count_labels()

    def _place_tokens(self, reading: Reading) -> frozenset[int]:
        return frozenset(token.index for mention in reading.places for token in reading.parse.within(mention.span))

    def _match_known(self) -> None:
        tokens, table, index = self.parse.tokens, known_names(), 0
        while index < len(tokens):
            entry = self._match_at(index, table)
            if entry is None:
                index += 1
                continue
            last, known = entry
            for inside in range(index, last + 1):
                self.known[inside] = (index, last, known)
            index = last + 1
        for token in tokens:
            if token.lower == "of" and token.index not in self.known:
                self._join_of(token.index)

    def _join_of(self, of: int) -> None:
        """ "Ninth of May Brigade", "Sons of the Delta Front": a body's name with "of" inside, which the parser takes
        apart. Named so are armed groups rather than a state's own, which have numbers and places."""
        tokens, first, last = self.parse.tokens, of - 1, of
        if first < 0 or tokens[first].tag not in NAME_TAGS or is_title(tokens[first]) or first in self.known:
            return
        if tokens[first].lower in _ending_kinds() or tokens[first].sentence != tokens[of].sentence:
            return
        index = of + 2 if tokens[of + 1 : of + 2] and tokens[of + 1].lower == "the" else of + 1
        while index < len(tokens) and tokens[index].tag in NAME_TAGS and index < of + 6 and index not in self.known:
            last, index = index, index + 1
        if last - of < 2 or tokens[last].sentence != tokens[of].sentence:
            return
        kind = _ending_kinds().get(tokens[last].lower)
        if kind not in {"military", "rebel"} and tokens[last].lower not in {"movement", "group"}:
            return
        name = " ".join(t.text for t in tokens[first : last + 1])
        for inside in range(first, last + 1):
            self.known[inside] = (first, last, KnownName(name, "rebel", None))

    def _match_at(
        self, index: int, table: dict[str, list[tuple[tuple[str, ...], KnownName]]]
    ) -> tuple[int, KnownName] | None:
        tokens = self.parse.tokens
        for rest, known in table.get(tokens[index].text, ()):
            end = index + 1 + len(rest)
            if end <= len(tokens) and all(
                tokens[index + 1 + n].text.replace("’", "'") == word for n, word in enumerate(rest)
            ):
                return end - 1, known
        return None

    def _count_labels(self) -> None:
        """How the parser labels each capitalised word over the whole document."""
        for token in self.parse.tokens:
            if is_name(token):
                signs = self.person_signs(token)
                label = "PERSON" if signs else token.entity
                if signs:
                    self.persons.add(token.text)
                self.votes.setdefault(token.text, Counter())[label] += 1

    def bounds(self, head: Token) -> tuple[int, int]:
        """First and last token of the name that `head` ends: capitalised compounds, particles, no title."""
        if head.index in self.known:
            first, last, _ = self.known[head.index]
            if first < last or not self._name_goes_on(first, head):
                return first, last
        first = last = head.index
        tokens, start = self.parse.tokens, self.parse.sentence_of(head).first
        while first > start and self._joins(tokens[first - 1], head):
            first -= 1
        body = is_body_word(head.lower)  # "Interior Ministry": the office is the body's name, no title of a person
        while first < last and ((is_title(tokens[first]) and not body) or tokens[first].tag not in NAME_TAGS):
            if tokens[first].lower in PARTICLES and tokens[first].text != "-":
                break
            first += 1
        return self._after_office(first, last), self._of_name(last)

    def _after_office(self, first: int, last: int) -> int:
        """ "Lenz Police Chief Maria Novak": the name begins after the office."""
        offices = lexicon("actors")["titles"]["offices"]
        for index in range(last - 1, first, -1):
            if self.parse.tokens[index].lower in offices and self.parse.tokens[last].lower not in _ending_kinds():
                return index + 1
        return first

    def _joins(self, before: Token, head: Token) -> bool:
        """Whether the token before a name's first belongs to the name."""
        if before.tag in NAME_TAGS and before.dep in {"compound", "nmod", "amod"}:
            return True
        if before.lower in PARTICLES:
            return before.text != "-" or before.head == head.index
        return before.text in {".", "'"} and before.dep == "punct" and before.head == head.index

    def _name_goes_on(self, first: int, head: Token) -> bool:
        """Whether capitalised words before a known name belong to it ("Chechen" before "Islamic State" do not)."""
        if first == head.index and first > 0:
            before = self.parse.tokens[first - 1]
            return before.tag == "NNP" and before.head == head.index and not country_of_adjective(before.text)[0]
        return False

    def _of_name(self, last: int) -> int:
        """Add "of the Interior" to "Ministry" and the like."""
        tokens = self.parse.tokens
        last = self._and_name(last)
        if tokens[last].lower not in _ending_kinds():
            return last
        index = last + 1
        if index + 1 < len(tokens) and tokens[index].lower in {"of", "for"} and tokens[index].head == last:
            index += 1
            if tokens[index].lower == "the" and index + 1 < len(tokens):
                index += 1
            while index < len(tokens) and tokens[index].tag in NAME_TAGS:
                last, index = index, index + 1
        return last

    def _and_name(self, last: int) -> int:
        """ "Office of Rescue and Relief": one entity to the parser goes on over an "and"."""
        tokens, end = self.parse.tokens, last
        joined = last + 1 < len(tokens) and tokens[last + 1].lower in {"and", "&"}
        if tokens[last].entity != "ORG" or not joined:
            return last
        while end + 1 < len(tokens) and tokens[end + 1].entity == "ORG" and not tokens[end + 1].entity_starts:
            end += 1
        return end if tokens[end].tag in NAME_TAGS and end > last + 1 else last

    def top(self, token: Token) -> Token:
        """The token that hangs a known name on the rest of its sentence; the token itself outside known names."""
        if token.index not in self.known:
            return token
        first, last, _ = self.known[token.index]
        inside = self.parse.tokens[first : last + 1]
        return next((t for t in reversed(inside) if not first <= t.head <= last or t.head == t.index), token)

    def is_place(self, head: Token) -> bool:
        """Whether a name can be a place too, so that only its role in the sentence makes it an actor."""
        return head.text in states() or self.known.get(head.index, (0, 0, None))[2] in _state_values()

    def is_capital(self, head: Token) -> bool:
        return states().get(head.text, ("", ""))[0] == "government"

    def person_signs(self, head: Token) -> bool:
        """Whether the words around a capitalised word say that it names a person."""
        writing = head.dep == "poss" and self.parse.head(head).lemma in lexicon("actors")["kin"]["writings"]
        if writing:
            return self._writes(head)
        return self._of_a_paper(head) or self._described_person(head)

    def _described_person(self, head: Token) -> bool:
        """Titles before a name, roles beside it, kin that it has, "who" after it."""
        parse = self.parse
        if head.index > 0:
            before = parse.tokens[head.index - 1]
            if is_title(before) and before.sentence == head.sentence and before.tag in {"NNP", "NN"}:
                return before.lower not in {"us", "u.s.", "party", "opposition", "special", "former", "foreign"}
        if head.dep == "appos":
            other = parse.head(head)
            return other.tag == "NN" and noun_kinds().get(other.lemma) in PERSON_NOUNS and not _body(other)
        if head.dep == "poss" and parse.head(head).lemma in lexicon("actors")["kin"]["nouns"]:
            return head.text not in states() and head.index not in self.known
        if any(
            a.lower == "who" and a.dep.startswith("nsubj")
            for r in parse.dependents(head, "relcl")
            for a in parse.dependents(r)
        ):
            return head.lower not in states()
        for role in parse.dependents(head, "appos"):
            if role.tag == "NN" and noun_kinds().get(role.lemma) in ONE_PERSON and not _body(role):
                return True
        return False

    def _of_a_paper(self, head: Token) -> bool:
        """ "the Herald's Maria Novak said": a name of two words that a paper or a body has, and that speaks."""
        parse = self.parse
        verb = parse.head(head)
        if head.dep != "nsubj" or head.index in self.known or head.lower in _ending_kinds():
            return False
        if verb.lemma not in lexicon("actors")["voices"]["verbs"] and verb.lemma not in {"explain", "write", "report"}:
            return False
        before = [t for t in parse.dependents(head, "compound") if t.tag in NAME_TAGS and t.index == head.index - 1]
        owners = parse.dependents(head, "poss")
        return bool(before) and len(owners) == 1 and owners[0].tag in NAME_TAGS and owners[0].text not in states()

    def _writes(self, head: Token) -> bool:
        """ "From Maria Novak's report in the Herald": a name of two words, none of them a body's, whose writing stands
        in a paper."""
        parse = self.parse
        before = [t for t in parse.dependents(head, "compound") if t.index == head.index - 1 and t.tag in NAME_TAGS]
        if not before or head.index in self.known or head.lower in _ending_kinds():
            return False
        papers = (o for p in parse.dependents(parse.head(head), "prep") for o in parse.dependents(p, "pobj"))
        return any(
            p.lower in _ending_kinds() or self.known.get(p.index, (0, 0, NOBODY))[2].kind == "media" for p in papers
        )

    def kind(self, head: Token, first: int, last: int) -> tuple[str, str | None] | None:
        """Kind and country of the name that `head` ends; None when it names nobody who acts."""
        found = self.known.get(head.index)
        if found is not None and found[0] <= first + 1:
            known = found[2]
            if not (known.kind in {"state", "government"} and self.person_signs(head)):
                return known.kind, known.country
        return self._unknown_kind(head, first, last)

    def _unknown_kind(self, head: Token, first: int, last: int) -> tuple[str, str | None] | None:
        tokens = self.parse.tokens
        if head.lower in lexicon("actors")["never"]["names"] or self._is_cry(head):
            return None
        country = self._country(first, last)
        ending = _ending_kinds().get(tokens[last].lower) or _ending_kinds().get(head.lower)
        if ending and last > first and head.entity != "PERSON":
            return ending, country
        described = self._described(head, first)
        if described is not None:
            return described, country
        is_people, people_country = country_of_adjective(head.text)
        if is_people and first == head.index:
            plural = head.tag == "NNPS" or head.text.endswith("s")
            return ("group" if plural else "person"), people_country
        label = self._label(head, first)
        if label == "ORG" and self._is_given(first, last):
            label = "PERSON"
        if label == "ORG" and head.index in self.place_tokens:
            return None
        kinds = {"PERSON": "person", "ORG": _ending_kinds().get(head.lower, "organisation"), "NORP": "group"}
        return (kinds[label], country) if label in kinds else None

    def _is_cry(self, head: Token) -> bool:
        """ "Shouted 'Allahu Akbar'": words that the parser takes for a name."""
        before = self.parse.tokens[head.index - 1].lower if head.index else ""
        return f"{before} {head.lower}" in lexicon("actors")["never"]["cries"]

    def _described(self, head: Token, first: int) -> str | None:
        """ "militant group X", "the militia X": the body that a noun right before a name says it is."""
        before = self.parse.tokens[first - 1] if first > 0 else head
        if before.tag != "NN" or before.lemma not in bodies() or before.head != head.index:
            return None
        return noun_kinds().get(before.lemma) if before.dep in {"compound", "nmod"} else None

    def _label(self, head: Token, first: int) -> str:
        if self.person_signs(head) or (head.text in self.persons and first == head.index):
            return "PERSON"
        votes = self.votes.get(head.text, Counter())
        if votes["PERSON"]:
            others = max((n for label, n in votes.items() if label not in {"PERSON", ""}), default=0)
            if votes["PERSON"] * 2 >= others:
                return "PERSON"
        if self._speaks(head) and first < head.index and head.entity in {"", "PRODUCT", "WORK_OF_ART", "FAC", "LOC"}:
            return "PERSON"
        return head.entity or max(sorted(votes), key=lambda label: votes[label], default="")

    def _is_given(self, first: int, last: int) -> bool:
        """ "Jane Somebody": two or three capitalised words, the first a given name, the last no body's."""
        tokens = self.parse.tokens
        if not 1 <= last - first <= 2 or tokens[last].lower in _ending_kinds() or tokens[last].text.isupper():
            return False
        return tokens[first].lower in _given_names()

    def _speaks(self, head: Token) -> bool:
        return head.dep == "nsubj" and self.parse.head(head).lemma in lexicon("actors")["voices"]["verbs"][:3]

    def _country(self, first: int, last: int) -> str | None:
        for token in self.parse.tokens[first : last + 1]:
            is_people, country = country_of_adjective(token.text)
            if is_people and country:
                return country
            known = self.known.get(token.index)
            if known is not None and known[2].kind == "state":
                return known[2].country
        return None


def _body(noun: Token) -> bool:
    """Nouns of `noun_kinds` that name a body, not one person."""
    return noun.lemma in bodies()


@cache
def bodies() -> frozenset[str]:
    """Singular nouns (lemmas) for many people: "police", "group"."""
    return frozenset(lexicon("actors")["bodies"]["nouns"])


@cache
def _state_values() -> frozenset[KnownName]:
    return frozenset(KnownName(name, kind, country) for name, (kind, country) in states().items())


def read_names(reading: Reading) -> Names:
    """All that the name rules need to know of a document, gathered once."""
    return Names(reading)

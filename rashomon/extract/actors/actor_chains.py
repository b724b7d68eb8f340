"""Which actor mentions are of one entity: names and surnames, acronyms, appositions, definite phrases, pronouns.

The drafts are taken in text order, as a reader takes them. Chains do not cross from one passage's author to the
next by pronoun or definite phrase, only by name.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from rashomon.data import lexicon
from rashomon.extract.actors.entities import bodies, is_body_word
from rashomon.extract.actors.pronouns import Candidate, antecedent, gender_of, resolve
from rashomon.extract.identity import stable_id
from rashomon.extract.syntax.phrases import quoted_tokens
from rashomon.model import Reading, Token

__all__ = ["Chained", "Draft", "chain_drafts"]

ANAPHOR_REACH = 4  # sentences back that "the group" may look for its name
REPEAT_REACH = 30  # sentences back that "the attackers" may look for "the attackers"
LONGEST_ACRONYM = 6
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
PLURAL_TAGS = frozenset({"NNS", "NNPS"})
BRACKETS = frozenset({"(", ")"})
GROUPS = frozenset({"rebel", "party", "organisation", "military"})
GUILTY = frozenset(
    {"responsible", "behind", "accused", "involved", "guilty"}
)  # after "the group": a group not yet told


@dataclass(frozen=True, slots=True)
class Draft:
    """A mention before chaining. `first`, `last` token indexes; `key` a lexicon's name for it or ""."""

    head: Token
    first: int
    last: int
    name: str
    kind: str
    country: str | None
    named: bool
    key: str
    title: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chained:
    """A mention with its chain and the chain's fullest name."""

    head: Token
    first: int
    last: int
    name: str
    kind: str
    country: str | None
    chain: str
    pronoun: bool


@dataclass
class Entity:
    number: int
    kind: str
    country: str | None
    plural: bool
    names: list[str] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    lemma: str = ""
    gender: str = ""
    last_sentence: int = 0

    @property
    def full_name(self) -> str | None:
        """The longest name, the first of equals; None for an entity without a proper name."""
        return max(self.names, key=len) if self.names else None


def chain_drafts(reading: Reading, drafts: list[Draft], pronouns: list[Token]) -> list[Chained]:
    """Chain all drafts and those pronouns that have a clear antecedent."""
    return _Chainer(reading).run(drafts, pronouns)


class _Chainer:
    def __init__(self, reading: Reading) -> None:
        self.reading, self.parse = reading, reading.parse
        self.quoted = quoted_tokens(reading.parse)
        self.entities: list[Entity] = []
        self.by_key: dict[str, Entity] = {}
        self.people: dict[str, list[Entity]] = {}  # surname or first name -> persons
        self.by_lemma: dict[str, list[Entity]] = {}
        self.bodies: dict[str, list[Entity]] = {}  # last word of a body's name of several words
        self.initials: dict[str, list[Entity]] = {}  # "IMF" -> bodies whose words begin so
        self.of_head: dict[int, Entity] = {}
        self.recent: list[Candidate] = []
        self.by_number: dict[int, Entity] = {}
        self.words_of: dict[int, str] = {}

    def run(self, drafts: list[Draft], pronouns: list[Token]) -> list[Chained]:
        self._learn_full_names(drafts)
        items: list[tuple[int, Draft | Token]] = [(d.head.index, d) for d in drafts] + [(t.index, t) for t in pronouns]
        placed: list[tuple[Draft | Token, Entity]] = []
        for _, item in sorted(items, key=lambda pair: pair[0]):
            entity = self._place(item) if isinstance(item, Draft) else self._resolve(item)
            if entity is not None:
                head = item.head if isinstance(item, Draft) else item
                entity.last_sentence = head.sentence
                self.of_head[head.index] = entity
                self._remember(head, entity)
                placed.append((item, entity))
        return [self._finish(item, entity) for item, entity in placed]

    def _learn_full_names(self, drafts: list[Draft]) -> None:
        """Full names of the whole text, so that a headline's surname gets the name that the text gives later."""
        self.full: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for draft in drafts:
            parts = _parts(draft.name)
            if draft.named and draft.kind == "person" and len(parts) > 1:
                for part in (parts[-1], parts[0]):
                    known = self.full.setdefault(part.lower(), [])
                    if all(name != draft.name for name, _ in known):
                        known.append((draft.name, draft.title))

    def _place(self, draft: Draft) -> Entity:
        entity = self._by_bracket(draft) or self._by_name(draft) or self._by_apposition(draft) or self._by_copula(draft)
        entity = entity or self._by_phrase(draft)
        if entity is None:
            entity = Entity(len(self.entities), draft.kind, draft.country, _plural(draft))
            self.entities.append(entity)
            self.by_number[entity.number] = entity
            self.words_of[entity.number] = draft.name
        self._enrich(entity, draft)
        return entity

    def _enrich(self, entity: Entity, draft: Draft) -> None:
        if draft.named:
            if not entity.names:
                entity.kind, entity.plural = draft.kind, _plural(draft)
            entity.names.append(draft.name)
            for key in _keys(draft):
                self.by_key.setdefault(key, entity)
            words = draft.name.lower().split()
            if len(words) > 1 and is_body_word(words[-1]) and entity not in self.bodies.setdefault(words[-1], []):
                self.bodies[words[-1]].append(entity)
            letters = "" if draft.kind == "person" else _initials(draft.name)
            if letters and entity not in self.initials.setdefault(letters, []):
                self.initials[letters].append(entity)
            if draft.kind == "person":
                for part in {_parts(draft.name)[-1].lower(), _parts(draft.name)[0].lower()}:
                    known = self.people.setdefault(part, [])
                    if entity not in known:
                        known.append(entity)
        else:
            if draft.key:  # "Russian raids ... Russia said": the name may come later
                self.by_key.setdefault(f"known:{draft.key}", entity)
            entity.lemma = entity.lemma or draft.head.lemma
            known = self.by_lemma.setdefault(draft.head.lemma, [])
            if entity not in known:
                known.append(entity)
            entity.titles.add(draft.head.lemma)
        entity.country = entity.country or draft.country
        entity.titles.update(draft.title)
        entity.gender = entity.gender or gender_of(
            draft.head, draft.name if draft.kind == "person" and draft.named else "", draft.title
        )

    # ------------------------------------------------------------ names

    def _by_name(self, draft: Draft) -> Entity | None:
        if not draft.named:
            return None
        for key in _keys(draft):
            if key in self.by_key and (self.by_key[key].kind == "person") == (draft.kind == "person"):
                return self.by_key[key]
        if draft.kind == "person":
            return self._same_person(draft)
        return self._short_form(draft) or self._by_initials(draft)

    def _by_initials(self, draft: Draft) -> Entity | None:
        """ "The IMF" after or before "the International Monetary Fund", where one body alone has these initials."""
        letters = _acronym(draft.name)
        if letters:
            bodies_so_called = self.initials.get(letters, [])
            return bodies_so_called[0] if len(bodies_so_called) == 1 else None
        known = self.by_key.get(_initials(draft.name).lower())
        return known if known is not None and known.kind != "person" and all(map(_acronym, known.names)) else None

    def _short_form(self, draft: Draft) -> Entity | None:
        """ "the Brigade" after "the Karst Brigade": the last body told whose name ends with that word."""
        word = draft.name.lower()
        if " " in word or not is_body_word(word):
            return None
        fitting = [e for e in self.bodies.get(word, ()) if e.country is None or draft.country in {None, e.country}]
        return max(fitting, key=lambda e: (e.last_sentence, e.number), default=None)

    def _same_person(self, draft: Draft) -> Entity | None:
        """A surname or first name alone means the person of that name told last; full names must agree."""
        parts = _parts(draft.name)
        fitting = [e for e in self.people.get(parts[-1].lower(), ()) if _compatible(parts, e.names)]
        if len(parts) == 1:
            fitting = fitting or [e for e in self.people.get(parts[0].lower(), ()) if _compatible(parts, e.names)]
        else:
            fitting = [e for e in fitting if not _other_holder(e, draft)]
        titled = [e for e in fitting if set(draft.title) & e.titles] if len(parts) == 1 else []
        bare = [e for e in fitting if len(parts) == 1 and any(len(_parts(n)) == 1 for n in e.names)]
        return max(titled or bare or fitting, key=lambda e: (e.last_sentence, e.number), default=None)

    def _by_bracket(self, draft: Draft) -> Entity | None:
        """ "Name of Something (NOS, or NS-1)": what stands in the brackets right after a name."""
        tokens, index = self.parse.tokens, draft.first - 1
        if not draft.named or draft.kind == "person" or len(draft.name) > 12:
            return None
        steps = 0
        while index > 0 and tokens[index].text not in BRACKETS and steps < 6:
            index, steps = index - 1, steps + 1
        if index <= 0 or tokens[index].text != "(" or tokens[index].sentence != draft.head.sentence:
            return None
        before = next((self.of_head[i] for i in (index - 1, index - 2) if i in self.of_head), None)
        if (
            before is None
            or before.kind in {"person", "state"}
            or draft.kind == "state"  # "the Council (France, Britain)"
            or (draft.kind == "media" and before.kind != "media")  # "KARST (Reuters)"
            or not before.names
            or not any(c.isupper() for c in draft.name)
        ):
            return None
        return before

    # ------------------------------------------------------------ appositions and definite phrases

    def _by_apposition(self, draft: Draft) -> Entity | None:
        head = draft.head
        if head.dep != "appos":
            return None
        other = self.of_head.get(head.head)
        if other is None or other.plural != _plural(draft) or (draft.named and other.names):
            return None
        if {draft.country, other.country} - {None, draft.country or other.country}:
            return None  # one is Turkish, the other Russian
        if "person" in {draft.kind, other.kind} and (draft.head.lemma in bodies() or other.lemma in bodies()):
            return None  # a broadcaster, a party, an army is no person
        if self._is_part(draft, other):
            return None
        return other if _same_sort(draft.kind, other.kind) else None

    def _by_copula(self, draft: Draft) -> Entity | None:
        """ "Omar Lind is a longtime activist": then "the longtime activist" is he."""
        verb = self.parse.head(draft.head)
        if draft.named or draft.head.dep != "attr" or draft.head.tag != "NN" or verb.lemma != "be":
            return None
        if any(t.dep in {"neg", "aux"} for t in self.parse.dependents(verb)) or draft.head.lemma in bodies():
            return None
        named = (t for t in self.parse.dependents(verb, "nsubj") if t.pos == "PROPN")
        subject = next((self.of_head.get(t.index) for t in named), None)
        if subject is None or subject.kind != "person" or not subject.names:
            return None
        before = self.parse.tokens[draft.first : draft.head.index]
        subject.titles.update(t.lower for t in before if t.pos in {"ADJ", "NOUN"})
        return subject

    def _is_part(self, draft: Draft, other: Entity) -> bool:
        """ "A suspect in touch with militants, possibly X": the parser hangs a group on one man, who is none."""
        named, noun = (draft.kind, other.lemma) if draft.named else (other.kind, draft.head.lemma)
        one = bool(noun) and noun not in bodies() and not other.plural and (draft.named or bool(other.names))
        return one and named in GROUPS

    def _by_phrase(self, draft: Draft) -> Entity | None:
        if draft.key and not draft.named:
            return self.by_key.get(f"known:{draft.key}")
        if draft.named or self._restricted(draft):
            return None
        starts = self.parse.tokens[draft.first].lower
        definite = starts in DEFINITE
        entity = self._by_anaphor(draft) if definite else None
        if entity is not None:
            return entity
        if not definite and not (_plural(draft) and draft.first == draft.head.index):
            return None
        for known in reversed(self.by_lemma.get(draft.head.lemma, ())):
            near = draft.head.sentence - known.last_sentence <= REPEAT_REACH
            if (
                near
                and known.plural == _plural(draft)
                and known.country in {None, draft.country} | ({known.country} if draft.country is None else set())
                and self._may_repeat(draft, known)
            ):
                return known
        return None

    def _restricted(self, draft: Draft) -> bool:
        """ "the man accused of it": a clause after the noun says who is meant, nobody told before."""
        after = self.parse.tokens[draft.last + 1 : draft.last + 2]
        told = bool(after) and (after[0].tag == "VBN" or after[0].lower in GUILTY)
        return bool(self.parse.dependents(draft.head, "relcl", "acl")) or told

    def _may_repeat(self, draft: Draft, known: Entity) -> bool:
        """ "the attackers" can be the attackers; "the other men" and "the second attacker" are somebody else."""
        modifiers = [t for t in self.parse.tokens[draft.first : draft.head.index] if t.tag not in {"DT", "PDT"}]
        if not modifiers:
            return draft.last == draft.head.index or known.lemma == draft.head.lemma
        return any(t.lower not in {"other", "second", "third", "next", "another", "different"} for t in modifiers) and (
            all(t.lower in known.titles for t in modifiers)
        )

    def _by_anaphor(self, draft: Draft) -> Entity | None:
        kinds = lexicon("actors")["anaphors"].get(draft.head.lemma)
        if kinds is None or draft.last != draft.head.index or draft.head.index - draft.first != 1:
            return None
        if self.parse.dependents(draft.head, "prep"):
            return None
        fitting: list[Entity] = []
        for candidate in reversed(self.recent):
            entity = self.by_number[candidate.entity]
            if draft.head.sentence - candidate.head.sentence > ANAPHOR_REACH:
                break
            if not entity.names or entity.kind not in kinds or not self._same_voice(candidate.head, draft.head):
                continue
            if "person" not in kinds and self._is_place(candidate.head):  # a town is no "group"
                continue
            if "person" in kinds and draft.head.lemma not in entity.titles:
                continue
            if "person" not in kinds:
                return entity
            if _plural(draft):
                return None
            fitting.append(entity)
        told = Counter(candidate.entity for candidate in self.recent)  # of two presidents whoever the text speaks of
        return max(fitting, key=lambda e: told[e.number], default=None)

    def _is_place(self, head: Token) -> bool:
        here = any(p.span.start <= head.start < p.span.end for p in self.reading.places)
        return head.entity in {"GPE", "LOC"} or (here and head.dep == "pobj")

    def _same_voice(self, one: Token, other: Token) -> bool:
        return self.parse.sentence_of(one).passage == self.parse.sentence_of(other).passage

    # ------------------------------------------------------------ pronouns

    def _resolve(self, token: Token) -> Entity | None:
        if token.tag in {"WP", "WDT"}:
            head = antecedent(self.parse, token, self.of_head.keys())
            return self.of_head.get(head) if head is not None else None
        near = [self._as_known(c) for c in self.recent[-60:] if self._same_voice(c.head, token)]
        chosen = resolve(self.parse, token, near, self.quoted)
        if chosen is None:
            return None
        entity = self.by_number[chosen]
        if not entity.gender and token.lower in {"he", "him", "she", "her", "himself", "herself"}:
            entity.gender = "m" if token.lower in {"he", "him", "himself"} else "f"
        return entity

    def _as_known(self, one: Candidate) -> Candidate:
        """A candidate with the name and the gender that have come to light since: "the captain, Omar Lind, ..."."""
        entity = self.by_number[one.entity]
        return replace(one, gender=entity.gender, named=bool(entity.names))

    def _remember(self, head: Token, entity: Entity) -> None:
        self.recent.append(
            Candidate(head, entity.number, entity.kind, entity.gender, entity.plural, bool(entity.names))
        )

    def _finish(self, item: Draft | Token, entity: Entity) -> Chained:
        chain = stable_id("chain", self.reading.document.id, entity.number)
        if isinstance(item, Token):
            name = self._full(entity) or self._words(entity)
            return Chained(item, item.index, item.index, name, entity.kind, entity.country, chain, True)
        name = self._full(entity) or item.name
        kind, country = (entity.kind, entity.country) if entity.names else (item.kind, item.country or entity.country)
        return Chained(item.head, item.first, item.last, name, kind, country, chain, False)

    def _full(self, entity: Entity) -> str | None:
        """The fullest name; a surname takes the one full name that the text gives later."""
        name = entity.full_name
        if name is None or entity.kind != "person" or len(_parts(name)) > 1:
            return name
        later = [
            full for full, title in self.full.get(name.lower(), []) if not entity.titles or set(title) & entity.titles
        ]
        return later[0] if len(later) == 1 else name

    def _words(self, entity: Entity) -> str:
        """The first words for an entity without a name."""
        return self.words_of[entity.number]


def _parts(name: str) -> list[str]:
    return name.split() or [name]


def _compatible(parts: list[str], names: list[str]) -> bool:
    """Whether a name can be another form of one of these: a part of it, or the same surname and given name."""
    mine = [part.lower() for part in parts]
    full = [name for name in names if len(_parts(name)) > 1]
    for name in full if len(parts) > 1 and full else names:
        known = [part.lower() for part in _parts(name)]
        if len(mine) == 1 or len(known) == 1:
            if mine[-1] in {known[-1], known[0]} or known[-1] == mine[0]:
                return True
        elif mine[-1] == known[-1] and _same_given(mine[0].rstrip("."), known[0].rstrip(".")):
            return True
    return False


def _other_holder(entity: Entity, draft: Draft) -> bool:
    """ "President Smith" told before "Jane Smith": a full name without the title is another of the family."""
    bare = all(len(_parts(name)) == 1 for name in entity.names)
    return bare and bool(entity.titles) and not set(draft.title) & entity.titles


def _same_given(one: str, other: str) -> bool:
    return one == other or (one[:1] == other[:1] and 1 in {len(one), len(other)})


def _keys(draft: Draft) -> tuple[str, ...]:
    words = draft.name.lower().replace("’", "'").replace(".", "")
    words = words[4:] if words.startswith("the ") else words
    return (f"known:{draft.key}", words) if draft.key else (words,)


def _acronym(name: str) -> str:
    """The letters of "IMF" or "U.N."; empty for other names."""
    letters = name.removeprefix("the ").removeprefix("The ").replace(".", "")
    return letters if letters.isalpha() and letters.isupper() and 1 < len(letters) <= LONGEST_ACRONYM else ""


def _initials(name: str) -> str:
    """The first letters of the words with a capital; empty for a name of one such word."""
    words = [word for word in name.removeprefix("The ").split() if word[:1].isupper()]
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _plural(draft: Draft) -> bool:
    if draft.named and draft.kind == "person":
        return False
    return (draft.head.tag in PLURAL_TAGS and (not draft.named or draft.kind in {"group", "civilian"})) or (
        draft.head.lemma in {"police", "people"}
    )


def _same_sort(one: str, other: str) -> bool:
    """Whether an apposition can join two kinds: persons with roles, bodies with bodies."""
    if "rebel" in {one, other} and {one, other} & {"government", "state", "police"}:
        return False  # "joins the fight on ISIS, the terror group": not the government that joins
    persons = {"person", "government", "media", "military", "police", "rebel", "group", "civilian", "unnamed"}
    return (one in persons and other in persons) or (one != "person" and other != "person")

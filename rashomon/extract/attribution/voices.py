"""Who speaks: from the head word of a noun phrase to a Claimant with the fullest name that the document gives."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field
from functools import cache

from rashomon.data import lexicon
from rashomon.extract.actors.entities import bodies, is_body_word
from rashomon.extract.attribution.cues import cue_lexicon
from rashomon.extract.syntax.phrases import quoted_tokens, unbroken
from rashomon.model import ActorMention, Claimant, ClaimantKind, Parse, Reading, Span, Token

__all__ = ["AUTHOR", "UNNAMED", "VoiceLexicon", "Voices", "voice_lexicon"]

FIRST_PERSON = frozenset({"i", "we", "me", "us", "myself", "ourselves"})
GENERIC = frozenset({"you", "one", "there", "nobody"})
THINGS = frozenset({"it", "this", "that", "which", "what", "these"})
HE_SHE = frozenset({"he", "she"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
MODIFIERS = frozenset({"amod", "compound", "nmod", "nummod", "poss", "case", "quantmod", "advmod", "punct"})
TAILS = frozenset({"of", "for", "from", "in", "at", "with", "on"})
ACTOR_KINDS = {
    "person": ClaimantKind.PERSON,
    "group": ClaimantKind.GROUP,
    "civilian": ClaimantKind.GROUP,
    "military": ClaimantKind.OFFICIAL,
    "police": ClaimantKind.OFFICIAL,
    "government": ClaimantKind.OFFICIAL,
    "rebel": ClaimantKind.ORGANISATION,
    "party": ClaimantKind.ORGANISATION,
    "organisation": ClaimantKind.ORGANISATION,
    "media": ClaimantKind.MEDIA,
    "state": ClaimantKind.STATE,
    "unnamed": ClaimantKind.UNNAMED,
}
IT_KINDS = (
    ClaimantKind.OFFICIAL,
    ClaimantKind.ORGANISATION,
    ClaimantKind.STATE,
    ClaimantKind.MEDIA,
    ClaimantKind.DOCUMENT,
)
THEY_KINDS = (ClaimantKind.OFFICIAL, ClaimantKind.ORGANISATION, ClaimantKind.GROUP, ClaimantKind.STATE)
UNNAMED = Claimant("UNNAMED", ClaimantKind.UNNAMED)
AUTHOR = Claimant("AUTHOR", ClaimantKind.AUTHOR)


@dataclass(frozen=True)
class VoiceLexicon:
    """`kinds` maps a noun's lemma to the kind of claimant; `media` and `seats` are names in lower case;
    `happenings` are nouns for what happened, which says nothing itself; who has one of `of_the_dead` is dead. `rumours`
    are nouns which in the plural, alone or with a word of `rumoured`, name nobody; `knowing` are words behind a source
    that describe it."""

    kinds: dict[str, ClaimantKind]
    media: frozenset[str]
    media_phrases: tuple[str, ...]
    seats: frozenset[str]
    seat_phrases: tuple[str, ...]
    nobody: frozenset[str]
    happenings: frozenset[str]
    of_the_dead: frozenset[str]
    rumours: frozenset[str]
    rumoured: frozenset[str]
    knowing: frozenset[str]


@cache
def voice_lexicon() -> VoiceLexicon:
    """The lexicon of `voices.toml`."""
    data = lexicon("voices")
    kinds: dict[str, ClaimantKind] = {}
    for name in ("official", "media", "document", "organisation", "group"):
        for word in data[name]["nouns"].split():
            kinds.setdefault(word, ClaimantKind(name))
    return VoiceLexicon(
        kinds,
        frozenset(data["media"]["names"].split()),
        tuple(data["media"]["phrases"]),
        frozenset(data["state"]["seats"].split()),
        tuple(data["state"]["phrases"]),
        frozenset(data["unnamed"]["nouns"].split()),
        frozenset(data["happenings"]["nouns"].split()),
        frozenset(data["of_the_dead"]["nouns"].split()),
        frozenset(data["unnamed"]["rumours"].split()),
        frozenset(data["unnamed"]["rumoured"].split()),
        frozenset(data["unnamed"]["knowing"].split()),
    )


@dataclass
class Voices:
    """Resolves claimants within one document. `heard` are the claimants so far, for pronouns without an actor chain."""

    reading: Reading
    heard: list[tuple[int, Claimant]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._actors: dict[int, ActorMention] = {}
        for mention in self.reading.actors:
            self._actors.setdefault(mention.head, mention)
        self._people = self._full_names()
        self._quoted = quoted_tokens(self.parse)
        self._owned: dict[str, str] = {}  # chain -> its name with its owner's
        self._dead = frozenset(m.chain for m in self.reading.actors if self._is_killed(self.parse.tokens[m.head]))

    @property
    def parse(self) -> Parse:
        return self.reading.parse

    def _is_killed(self, head: Token) -> bool:
        """Whether somebody is told to be dead: "was killed", "killed him", "he drowned", "his death", "the body of"."""
        verb = self.parse.head(head)
        if head.dep == "poss":
            return verb.lemma in voice_lexicon().of_the_dead
        if head.dep == "pobj":
            return verb.lower == "of" and self.parse.head(verb).lemma in voice_lexicon().of_the_dead
        if head.dep == "nsubj" and verb.lemma in lexicon("casualties")["subject"]["killed"]:
            return verb.tag in ("VBD", "VBN") and not self.parse.dependents(verb, "neg")
        fatal = any(t.lower in ("fatally", "dead", "death") for t in self.parse.subtree(verb) if t.head == verb.index)
        if verb.lemma not in lexicon("casualties")["object"]["killed"] and not fatal:
            return False
        return head.dep == "nsubjpass" or (head.dep == "dobj" and verb.pos == "VERB")

    def _full_names(self) -> dict[str, str]:
        """Last word of each person's name -> the fullest form in the document."""
        full: dict[str, str] = {}
        for token in self.parse.tokens:
            if token.entity == "PERSON" and token.entity_starts:
                name = self._clean_name(self._entity(token))
                last = name.split()[-1].lower() if name else ""
                if len(name) > len(full.get(last, "")) and len(name.split()) <= 4:
                    full[last] = name
        return full

    def _entity(self, token: Token) -> Span:
        """The whole entity that a token is part of."""
        first = last = token.index
        tokens = self.parse.tokens
        while first > 0 and not tokens[first].entity_starts and tokens[first - 1].entity == token.entity:
            first -= 1
        while (
            last + 1 < len(tokens)
            and tokens[last + 1].entity == token.entity
            and not tokens[last + 1].entity_starts
            and tokens[last + 1].sentence == token.sentence
        ):
            last += 1
        return Span(tokens[first].start, tokens[last].end)

    def _clean_name(self, span: Span) -> str:
        name = " ".join(self.reading.quote(span).split()).strip('"“”„«»')
        for ending in ("'s", "’s", "'", "’"):
            name = name.removesuffix(ending)
        first, _, rest = name.partition(" ")
        return rest if rest and first.lower() in ("the", "a", "an") else name

    def phrase(self, head: Token, cue: Token | None) -> Span:
        """The noun phrase of a claimant, with appositions, without the clause that holds the cue."""
        banned: set[int] = set()
        if cue is not None:
            for child in self.parse.dependents(head):
                below = {t.index for t in self.parse.subtree(child)}
                if cue.index in below:
                    banned |= set(range(min(below), max(below) + 1))
        for child in self.parse.dependents(head, "ccomp", "parataxis", "advcl", "discourse"):
            banned |= {t.index for t in self.parse.subtree(child)}
        words = [t for t in self.parse.subtree(head) if t.index not in banned]
        words = unbroken(words, head)
        if cue is not None:
            words = [t for t in words if (t.index < cue.index) == (head.index < cue.index)]
        while words and (words[-1].pos == "PUNCT" or words[-1].pos in ("CCONJ", "SCONJ")) and words[-1] is not head:
            words.pop()
        while words and words[0].pos in ("PUNCT", "CCONJ") and words[0] is not head:
            words.pop(0)
        return Span(words[0].start, words[-1].end) if words else Span(head.start, head.end)

    def claimant(self, head: Token, *, quoted: bool) -> Claimant | None:
        """Who a noun phrase's head is. None: the writer (first person), or nobody who could speak."""
        lower = head.lower
        mention = self._actors.get(head.index)
        state = (mention is not None and mention.kind == "state") or (head.text == "US" and head.pos == "PROPN")
        if (lower in FIRST_PERSON and not state) or lower in GENERIC or lower in _days():
            return None
        return self._nobody_or_bearer(head) or self._resolved(head, mention, quoted=quoted)

    def _resolved(self, head: Token, mention: ActorMention | None, *, quoted: bool) -> Claimant | None:
        """Whom a noun or pronoun means: by its chain of actors, by what stands before it, or by its own words."""
        lower = head.lower
        dead = lower in HE_SHE and mention is not None and mention.chain in self._dead
        if dead or self._is_nobody(head):
            return self._pronoun(head)  # the dead do not speak
        if mention is not None and mention.kind != "unnamed" and mention.name.lower() not in HE_SHE | {"they", "it"}:
            kind = ACTOR_KINDS.get(mention.kind, ClaimantKind.PERSON)
            if mention.kind in ("civilian", "group", "rebel") and _is_one(head):
                kind = ClaimantKind.PERSON
            return Claimant(self._called(mention, head), self.kind_of(head, kind))
        if head.pos == "PRON":
            return self._pronoun(head)
        if head.pos in ("VERB", "AUX", "NUM", "PUNCT", "SYM"):
            return UNNAMED if head.pos == "NUM" else None
        return self._counter(head, quoted=quoted) or self._noun(head)

    def _nobody_or_bearer(self, head: Token) -> Claimant | None:
        """Nobody, where reports alone say so; whoever bears the title that the parser takes for who speaks."""
        bearer = self._bearer(head)
        if bearer is not None:
            return self._person(bearer)
        return UNNAMED if self._is_rumour(head) else None

    def _is_rumour(self, head: Token) -> bool:
        """ "Reports said that", "according to unconfirmed reports": nobody in particular; "police reports" are
        somebody's, and "the reports" those of which the text has told."""
        words = voice_lexicon()
        if head.tag != "NNS" or head.lemma not in words.rumours:
            return False
        below = [t for t in self.parse.dependents(head) if t.index < head.index and t.pos not in ("PUNCT", "ADP")]
        behind = any(t.dep in ("prep", "acl", "relcl") and t.index > head.index for t in self.parse.dependents(head))
        return not behind and all(t.lower in words.rumoured for t in below)

    def _bearer(self, head: Token) -> Token | None:
        """The last word of the name behind a title that the parser takes for who speaks: "Deputy Minister for
        Northern Affairs Mara Lind said"."""
        if head.pos != "PROPN" or head.entity == "PERSON":
            return None
        of = next((p for p in self.parse.dependents(head, "prep") if p.index == head.index + 1), None)
        offices = lexicon("claims")["names"]["offices"]
        if of is None or of.lower not in ("for", "of") or head.lower not in offices:
            return None
        words = self.parse.subtree(of)
        first = next((t for t in words if t.entity == "PERSON" and t.entity_starts), None)
        if first is None or self._last_of(first) != words[-1] or first.index in (words[-1].index, of.index + 1):
            return None
        before = self.parse.tokens[first.index - 1]
        return words[-1] if before.pos == "PROPN" and before.lower not in offices else None

    def _last_of(self, token: Token) -> Token:
        """The last token of the entity that a token is part of."""
        last = self.parse.within(self._entity(token))
        return last[-1] if last else token

    def _counter(self, head: Token, *, quoted: bool) -> Claimant | None:
        """The body that a figure is of: "a UN estimate", "a count by the Health Trust"."""
        if head.lemma not in cue_lexicon().own_figures:
            return None
        owners = self.parse.dependents(head, "compound", "poss", "nmod", "amod")
        for of in self.parse.dependents(head, "prep", "agent"):
            if of.lower in ("by", "from"):
                owners += self.parse.dependents(of, "pobj")
        named = [t for t in owners if t.entity in ("ORG", "GPE", "PERSON")]
        return self.claimant(named[-1], quoted=quoted) if named else None

    def _called(self, mention: ActorMention, head: Token) -> str:
        """The chain's name, with whose it is ("Peru's foreign ministry"), which later pronouns keep."""
        owner = next((t for t in self.parse.dependents(head, "poss") if t.entity in ("GPE", "NORP", "ORG")), None)
        if owner is not None and mention.kind != "person":  # "Peru's foreign ministry" is not Chile's
            whose = self._clean_name(self._entity(owner))
            if whose not in mention.name:
                self._owned[mention.chain] = f"{whose}'s {mention.name}"
                return self._owned[mention.chain]
        return self._owned.get(mention.chain, mention.name)

    def _pronoun(self, head: Token) -> Claimant | None:
        """The latest fitting claimant before a pronoun: what is left where no chain of actors knows it."""
        if head.lower in THINGS - {"it"}:
            return None
        if head.lower in HE_SHE:
            known = self._latest(head, 400, (ClaimantKind.PERSON, ClaimantKind.OFFICIAL), one=True)
            return known or self._person_before(head) or Claimant(head.lower, ClaimantKind.PERSON)
        if self._is_nobody(head):
            return UNNAMED
        if head.lower == "it":
            return self._latest(head, 100, IT_KINDS) or Claimant("it", ClaimantKind.DOCUMENT)
        if head.lower != "they" or head.index in self._quoted:
            return UNNAMED  # whom a speaker calls "they" the text around does not say
        return self._latest(head, 100, THEY_KINDS) or UNNAMED

    def _is_nobody(self, head: Token) -> bool:
        """ "It was announced that"."""
        empty = head.lower == "it" and head.dep in ("nsubjpass", "expl")
        return empty and bool(self.parse.dependents(self.parse.head(head), "ccomp"))

    def _latest(
        self, head: Token, reach: int, kinds: tuple[ClaimantKind, ...], *, one: bool = False
    ) -> Claimant | None:
        """The last claimant of one of these kinds within `reach` tokens before a token; `one`: a single person."""
        index = bisect_left(self.heard, head.index, key=lambda item: item[0]) - 1
        while index >= 0 and self.heard[index][0] >= head.index - reach:
            if self.heard[index][1].kind in kinds and not (one and self._is_body(self.heard[index][0])):
                return self.heard[index][1]
            index -= 1
        return None

    def _is_body(self, place: int) -> bool:
        """Whether a claimant's head names a body or several people, whom "he" and "she" never mean."""
        head = self.parse.tokens[place]
        return head.tag in ("NNS", "NNPS") or head.lemma in bodies() or is_body_word(head.lower)

    def _person_before(self, head: Token) -> Claimant | None:
        for index in range(head.index - 1, max(head.index - 400, -1), -1):
            token = self.parse.tokens[index]
            if token.entity != "PERSON" or token.dep in ("compound", "flat"):
                continue
            if not self._is_killed(token):
                return self._person(token)
        return None

    def _person(self, token: Token) -> Claimant:
        name = self._clean_name(self._entity(token))
        last = name.split()[-1].lower() if name else ""
        if " " not in name:
            name = self._people.get(last, name)
        return Claimant(name, ClaimantKind.PERSON)

    def _noun(self, head: Token) -> Claimant | None:
        words = voice_lexicon()
        for appos in self.parse.dependents(head, "appos"):
            if appos.entity == "PERSON" and head.entity != "PERSON":
                return self._person(appos)
        if head.entity == "PERSON" or self._is_known_surname(head):
            return self._person(head)
        if head.entity in ("ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "EVENT"):
            name = self._clean_name(self._entity(head))
            return Claimant(name, self.kind_of(head, self._entity_kind(head, name)))
        name = self.description(head)
        if head.lemma in words.nobody and len(name.split()) == 1:
            name = self._knowing(head)
        if not name:
            return UNNAMED
        one = head.pos == "PROPN" or _is_one(head)
        return Claimant(name, self.kind_of(head, ClaimantKind.PERSON if one else ClaimantKind.GROUP))

    def _knowing(self, head: Token) -> str:
        """ "A source close to the inquiry", "people familiar with the matter": a voice that is described; empty for
        others."""
        after = self.parse.tokens[head.index + 1 : head.index + 2]
        if not any(t.lower in voice_lexicon().knowing and t.head == head.index for t in after):
            return ""
        words = unbroken([head, *self.parse.subtree(after[0])], head)
        return " ".join(self.reading.quote(Span(head.start, words[-1].end)).split())

    def can_speak(self, head: Token) -> bool:
        """Whether a noun is a person, a body or a paper rather than a thing ("officials", not "the blast")."""
        kinds = voice_lexicon().kinds
        known = head.index in self._actors or head.entity in ("PERSON", "ORG", "GPE", "NORP")
        return known or head.pos in ("PRON", "PROPN") or head.lemma in kinds or head.lower in kinds

    def _is_known_surname(self, head: Token) -> bool:
        """A lone name that the parser took for a body or for nothing, though a person was named so in full."""
        if head.pos != "PROPN" or head.entity in ("GPE", "LOC", "FAC") or " " not in self._people.get(head.lower, ""):
            return False
        return not self.parse.dependents(head, "compound")

    def _entity_kind(self, head: Token, name: str) -> ClaimantKind:
        if head.entity == "GPE":
            return ClaimantKind.STATE
        if head.entity == "NORP":
            return ClaimantKind.GROUP
        return ClaimantKind.ORGANISATION

    def kind_of(self, head: Token, default: ClaimantKind) -> ClaimantKind:
        """Names of papers and seats of power first, then the noun's own kind, then what the entity type suggests."""
        words = voice_lexicon()
        name = self._clean_name(self._entity(head)).lower() if head.entity else head.lower
        modifiers = " ".join(t.lower for t in self.parse.dependents(head, "compound", "amod", "nmod"))
        described = f"{modifiers} {name}"
        if default == ClaimantKind.PERSON and head.entity == "PERSON":
            return default
        if any(p in described for p in words.media_phrases) or set(name.split()) & words.media:
            return ClaimantKind.MEDIA
        if name in words.seats or any(p in name for p in words.seat_phrases):
            return ClaimantKind.STATE
        kind = words.kinds.get(head.lemma) or words.kinds.get(head.lower)
        if kind is ClaimantKind.GROUP and _is_one(head):
            kind = ClaimantKind.PERSON
        if kind is None or (head.entity in ("GPE", "PERSON")):
            return default
        return kind

    def description(self, head: Token) -> str:
        """A noun with its modifiers and its first "of" or "for" phrase, without the article."""
        words = [head]
        for child in self.parse.dependents(head):
            if child.index < head.index and child.dep in MODIFIERS:
                words.extend(t for t in self.parse.subtree(child) if t.index < head.index)
            elif child.index > head.index and child.dep == "prep" and child.lower in TAILS:
                below = self.parse.subtree(child)
                if len(below) <= 8 and below[0].index <= max(t.index for t in words) + 1:
                    words.extend(below)
        words = unbroken(words, head)
        while words and words[0].pos in ("DET", "PUNCT") and words[0] is not head:
            words.pop(0)
        name = " ".join(self.reading.quote(Span(words[0].start, words[-1].end)).split())
        return name.strip("\"“”'‘’, ")

    def remember(self, place: int, claimant: Claimant) -> None:
        """Note a claimant at a token, for later pronouns."""
        if claimant.kind not in (ClaimantKind.UNNAMED, ClaimantKind.AUTHOR):
            insort(self.heard, (place, claimant), key=lambda item: item[0])


@cache
def _days() -> frozenset[str]:
    """Names of days, which own posts and papers ("Thursday's post") and never speak."""
    return frozenset(name for name in lexicon("actors")["never"]["names"] if name.endswith("day"))


def _is_one(head: Token) -> bool:
    """A common noun for one person ("a nurse", "the gunman"), not for a body of people."""
    return head.tag == "NN" and head.lemma not in bodies() and head.lower not in ("people", "police")

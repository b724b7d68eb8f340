"""The desk for finding attributions: tokens, quotations and the small syntax that all kinds of cues share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rashomon.extract.attribution.cues import CueLexicon, Sense, cue_lexicon
from rashomon.extract.attribution.enclosing import Enclosing
from rashomon.extract.attribution.quotation import Quotation, find_quotations, text_paragraphs
from rashomon.extract.attribution.voices import UNNAMED, Voices
from rashomon.model import Claimant, Modality, Parse, Reading, Span, Stance, Token

__all__ = ["CLAUSE_HEADS", "Desk", "Draft"]

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
RELATIVE = frozenset({"who", "which", "that", "whom"})
CLAUSE_HEADS = frozenset({"VERB", "AUX"})
SHARING = frozenset({"VERB", "AUX", "ADP", "SCONJ", "ADJ", "NOUN"})
TRIM = " \t\n\r\u00a0,;:.–—-"


@dataclass
class Draft:
    """An attribution before nesting. `cue_token` is -1 where no word says so; `inner_of` is the index of the draft
    that this one is quoted in although their contents are the same."""

    claimant: Claimant
    claimant_span: Span | None
    cue: Span | None
    cue_token: int
    content: list[Span]
    sense: Sense
    direct: bool = False
    inner_of: Draft | None = None
    sure: float = 1.0


@dataclass
class Desk:
    reading: Reading
    words: CueLexicon = field(default_factory=cue_lexicon)

    def __post_init__(self) -> None:
        self.text = self.reading.document.text
        self.parse: Parse = self.reading.parse
        self.paragraphs = text_paragraphs(self.reading)
        self.quotes: tuple[Quotation, ...] = tuple(
            q for q in find_quotations(self.text, self.paragraphs) if q.depth == 0
        )
        self.quote_parts = Enclosing((part, n) for n, q in enumerate(self.quotes) for part in q.parts)
        self.voices = Voices(self.reading)
        self.quote_of = self._quotes_by_token()

    def _quotes_by_token(self) -> list[int]:
        """For each token the index of the outermost quotation around it, or -1."""
        owner = [-1] * len(self.parse.tokens)
        for number, quote in enumerate(self.quotes):
            for part in quote.parts:
                first = self.parse.at(part.start)
                index = first.index if first else len(owner)
                while index < len(owner) and self.parse.tokens[index].start < part.end:
                    owner[index] = number
                    index += 1
        return owner

    def quoted(self, token: Token) -> bool:
        """Whether a token stands in quoted speech (a quoted word within a sentence is not)."""
        owner = self.quote_of[token.index]
        return owner >= 0 and self.quotes[owner].sentence_like

    # ---------------------------------------------------------------- syntax

    def subject(self, verb: Token, depth: int = 0) -> Token | None:
        """Who does a verb: its own subject, or the one that it shares with the verb it hangs on."""
        own = self.parse.dependents(verb, *SUBJECTS)
        if own:
            found = own[-1]  # "which officials said": the nearest one
            return (
                self._relative(found, verb) if found.lower in RELATIVE else self._utterer(self._unquoted(found, verb))
            )
        head = self.parse.head(verb)
        if depth > 5 or head is verb:
            return None
        if verb.dep in ("acl", "relcl") and head.pos in ("NOUN", "PROPN", "PRON"):
            return self._speaker_behind(head, depth)
        if verb.dep == "pcomp" and head.lower == "as":
            governor = self.parse.head(head)
            objects = self.parse.dependents(governor, "dobj")
            if objects and governor.lemma in ("quote", "cite"):
                return objects[0]
        shares = verb.dep in ("conj", "xcomp", "advcl", "pcomp", "prep", "dep") and head.pos in SHARING
        return self.subject(head, depth + 1) if shares or (verb.dep == "acl" and head.pos == "ADJ") else None

    def _relative(self, pronoun: Token, verb: Token) -> Token | None:
        """The noun that "who" stands for."""
        clause = verb
        while clause.dep in ("conj", "xcomp", "ccomp"):
            clause = self.parse.head(clause)
        return self.parse.head(clause) if clause.dep in ("relcl", "acl") else None

    def _unquoted(self, subject: Token, verb: Token) -> Token:
        """A subject inside quotation marks that the verb stands outside of was attached wrongly: take what is
        coordinated with it outside."""
        if self.quote_of[subject.index] >= 0 > self.quote_of[verb.index]:
            for other in self.parse.subtree(subject):
                if other.dep in ("conj", "appos") and self.quote_of[other.index] < 0 and other.pos in ("NOUN", "PROPN"):
                    return other
        return subject

    def _utterer(self, subject: Token) -> Token:
        """ "X's response was to claim": the words are X's."""
        if subject.lemma in self.words.utterances:
            for owner in self.parse.dependents(subject, "poss"):
                if owner.entity in ("PERSON", "ORG", "GPE", "NORP") or owner.pos == "PRON":
                    return owner
        return subject

    def _speaker_behind(self, noun: Token, depth: int) -> Token:
        """ "X issued a statement saying": the statement is X's."""
        if noun.lemma in self.words.nouns and noun.dep in ("dobj", "pobj"):
            owners = self.parse.dependents(noun, "poss")
            if owners:
                return owners[0]
            governor = self.parse.head(noun)
            if noun.dep == "dobj" and governor.lemma in ("issue", "release", "publish", "make", "send", "post"):
                return self.subject(governor, depth + 1) or noun
        return noun

    def top(self, tokens: Sequence[Token]) -> Token:
        """The word that the others hang on: the first whose head is not among them."""
        inside = {t.index for t in tokens}
        for token in tokens:
            if token.pos != "PUNCT" and (token.head not in inside or token.head == token.index):
                return token
        return tokens[0]

    def negated(self, token: Token) -> bool:
        return bool(self.parse.dependents(token, "neg")) or any(
            t.lower in ("never", "neither", "nor") for t in self.parse.dependents(token, "advmod", "preconj", "cc")
        )

    def cue_span(self, verb: Token) -> Span:
        """The verb with auxiliaries and adverbs just before it, its particle and a colon after it."""
        tokens = self.parse.tokens
        first = last = verb.index
        around = {t.index for t in self.parse.dependents(verb, "aux", "auxpass", "neg", "advmod")}
        while first - 1 in around:
            first -= 1
        particles = {t.index for t in self.parse.dependents(verb, "prt")}
        while last + 1 in particles:
            last += 1
        if last + 1 < len(tokens) and tokens[last + 1].text == ":":
            last += 1
        return Span(tokens[first].start, tokens[last].end)

    def sense_here(self, sense: Sense, verb: Token) -> Sense:
        """The sense of a cue under negation, a modal, a condition or a question."""
        if self.negated(verb):
            return self._negative(sense, verb)
        modals = {t.lower for t in self.parse.dependents(verb, "aux")}
        marks = {t.lower for t in self.parse.dependents(verb, "mark")}
        even = any(t.lower == "even" for t in self.parse.dependents(verb, "advmod"))
        if (marks & {"if", "unless", "whether"} and not even) or modals & {
            "would",
            "could",
            "might",
            "may",
            "should",
            "must",
        }:
            return replace(sense, modality=Modality.HYPOTHETICAL)
        if modals & {"will", "shall", "'ll", "’ll"}:
            return replace(sense, modality=Modality.PLANNED)
        sentence = self.parse.sentence_of(verb)
        if sentence.root == verb.index and self.text[sentence.span.end - 1] == "?" and not self.quoted(verb):
            last = self.parse.tokens[sentence.last]
            if self.quote_of[last.index] < 0:
                return replace(sense, modality=Modality.HYPOTHETICAL)
        return sense

    def _negative(self, sense: Sense, verb: Token) -> Sense:
        if verb.lemma in ("believe", "think", "confirm", "verify", "know"):
            return replace(sense, stance=Stance.DOUBTS, modality=Modality.POSSIBLE)
        if verb.lemma == "rule":
            return replace(sense, stance=Stance.ASSERTS, modality=Modality.POSSIBLE)
        return replace(sense, modality=Modality.NEGATED)

    def plain_phrase(self, head: Token) -> list[int]:
        """Token indexes of a noun phrase without the clauses and appositions that describe it."""
        found, stack = [head.index], [head]
        while stack:
            for child in self.parse.dependents(stack.pop()):
                if child.dep not in ("relcl", "acl", "appos", "ccomp", "advcl"):
                    found.append(child.index)
                    stack.append(child)
        return sorted(found)

    # ---------------------------------------------------------------- spans

    def span(self, first: int, last: int) -> Span | None:
        """Tokens first..last as a span: outer punctuation off, quotation marks whole."""
        tokens = self.parse.tokens
        if first > last:
            return None
        start, end = tokens[first].start, tokens[last].end
        while start < end and self.text[start] in TRIM + ")":
            start += 1
        while end > start and self.text[end - 1] in TRIM + "(?!":
            end -= 1
        if end <= start:
            return None
        owner = self.quote_of[last]
        if owner >= 0 and self.quote_of[first] != owner:
            for part in self.quotes[owner].parts:
                if part.start < end <= part.end and part.start >= start:
                    end = part.end
        if owner >= 0 and any(part.start <= start and end >= part.end - 3 for part in self.quotes[owner].parts):
            part = next(p for p in self.quotes[owner].parts if p.start <= start and end >= p.end - 3)
            if start - part.start <= 2:
                start, end = part.start, part.end
        elif start > 0 and self.quote_of[first] >= 0:
            for part in self.quotes[self.quote_of[first]].parts:
                if part.start < start <= part.start + 2 and part.end <= end + 3:
                    start = part.start
        return Span(start, end)

    def runs(self, indexes: list[int]) -> list[Span]:
        """Unbroken runs of tokens as spans; a gap of punctuation alone is no break."""
        found: list[Span] = []
        if not indexes:
            return found
        first = previous = indexes[0]
        for index in [*indexes[1:], -1]:
            gap = range(previous + 1, index) if index > 0 else range(0)
            if index > 0 and all(self.parse.tokens[i].pos == "PUNCT" for i in gap):
                previous = index
                continue
            made = self.span(first, previous)
            if made is not None:
                found.append(made)
            first = previous = index
        return found

    def voice(self, head: Token | None, cue: Token | None, *, quoted: bool) -> tuple[Claimant, Span | None] | None:
        """Claimant and span of a noun phrase; UNNAMED without one; None where the writer speaks."""
        if head is None:
            return UNNAMED, None
        claimant = self.voices.claimant(head, quoted=quoted)
        if claimant is None:
            return None
        span = self.voices.phrase(head, cue)
        if claimant == UNNAMED and head.lower in ("it", "there"):
            return UNNAMED, None
        self.voices.remember(head.index, claimant)
        return claimant, span

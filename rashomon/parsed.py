"""Spans, tokens, sentences: the shape of a parsed text, free of any parser.

Import these from `rashomon.model`, which gathers all nouns.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Parse", "Sentence", "Span", "Token"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of `Document.text`: code points, `end` exclusive."""

    start: int
    end: int

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Token:
    """One token of the parse. `head` is a token index (the root points at itself).

    `pos`, `tag`, `dep` use Universal POS, Penn Treebank tags and ClearNLP dependency labels;
    `entity` an OntoNotes entity type or "".
    """

    index: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str
    entity_starts: bool
    sentence: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first` to `last` (inclusive) of one passage; `paragraph` counts from 0 in the document."""

    index: int
    passage: int
    paragraph: int
    span: Span
    first: int
    last: int
    root: int


@dataclass(frozen=True)
class Parse:
    """Tokens and sentences of the passages that are parsed, in document order."""

    tokens: tuple[Token, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    children: tuple[tuple[int, ...], ...] = ()  # per token, indexes of its dependents, in order

    def sentence_of(self, token: Token) -> Sentence:
        return self.sentences[token.sentence]

    def tokens_of(self, sentence: Sentence) -> tuple[Token, ...]:
        return self.tokens[sentence.first : sentence.last + 1]

    def head(self, token: Token) -> Token:
        return self.tokens[token.head]

    def dependents(self, token: Token, *labels: str) -> tuple[Token, ...]:
        """Direct dependents of a token, all or only those with one of these labels."""
        found = tuple(self.tokens[i] for i in self.children[token.index])
        return tuple(t for t in found if t.dep in labels) if labels else found

    def ancestors(self, token: Token) -> tuple[Token, ...]:
        """From the token's head up to the root of its sentence."""
        chain: list[Token] = []
        while token.head != token.index:
            token = self.tokens[token.head]
            chain.append(token)
        return tuple(chain)

    def subtree(self, token: Token) -> tuple[Token, ...]:
        """The token and everything below it, in text order."""
        indexes, stack = [token.index], [token.index]
        while stack:
            below = self.children[stack.pop()]
            indexes.extend(below)
            stack.extend(below)
        return tuple(self.tokens[i] for i in sorted(indexes))

    def subtree_span(self, token: Token) -> Span:
        below = self.subtree(token)
        return Span(below[0].start, below[-1].end)

    def at(self, offset: int) -> Token | None:
        """The token that covers a code point, or the next one after it (binary search)."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        return self.tokens[low] if low < len(self.tokens) else None

    def within(self, span: Span) -> tuple[Token, ...]:
        """Tokens that lie wholly inside a span."""
        first = self.at(span.start)
        found: list[Token] = []
        while first is not None and first.end <= span.end:
            if first.start >= span.start:
                found.append(first)
            first = self.tokens[first.index + 1] if first.index + 1 < len(self.tokens) else None
        return tuple(found)

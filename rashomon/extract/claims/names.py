"""Fuller names for claimants that the text names by one common noun: "the ministry" -> "Defence Ministry of Norland".

A claimant's name is the fullest that the article gives (docs/codebook.md). Names of people are resolved by chains of
actors; what is left are bodies and offices. Their own phrase is taken first ("a spokesman for the harbour board"); a
definite one without more words ("the ministry", "the spokesman") takes the nearest phrase before it with the same noun
that names something. Nothing is taken over where the phrase at hand is indefinite: "an official" is somebody new.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rashomon.data import lexicon
from rashomon.extract.syntax.phrases import unbroken
from rashomon.model import Claimant, ClaimantKind, Parse, Reading, Span, Token

__all__ = ["FullNames"]

LONGEST = 12  # tokens of a name
LEFT = ("compound", "amod", "nmod", "poss", "nummod")
NAMELESS = (ClaimantKind.AUTHOR, ClaimantKind.UNNAMED)


class FullNames:
    """Full names of the claimants of one reading, by what the text calls them."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.parse: Parse = reading.parse
        nouns = lexicon("claims")["names"]
        self.nouns = frozenset(nouns["bodies"]) | frozenset(nouns["offices"])
        self.seen: dict[str, list[Token]] = {}
        for token in self.parse.tokens:
            if token.pos in ("NOUN", "PROPN") and token.lemma.lower() in self.nouns:
                self.seen.setdefault(token.lower, []).append(token)

    def fuller(self, claimant: Claimant, span: Span | None) -> Claimant:
        """The claimant with a fuller name, or as it is."""
        noun = claimant.name.lower()
        if claimant.kind in NAMELESS or " " in claimant.name or noun not in self.seen or span is None:
            return claimant
        head = next((t for t in self.parse.within(span) if t.lower == noun), None)
        own = self._phrase(head) if head is not None else ()
        name = own
        if not _names(own) and self._is_definite(head):
            at = head.index if head is not None else self._start(span)
            before = (self._phrase(t) for t in reversed(self.seen[noun]) if t.index < at)
            name = next((phrase for phrase in before if _names(phrase)), own)
        return replace(claimant, name=self._text(name)) if name else claimant

    def _text(self, words: Sequence[Token]) -> str:
        return " ".join(self.reading.document.text[words[0].start : words[-1].end].split())

    def _start(self, span: Span) -> int:
        token = self.parse.at(span.start)
        return token.index if token is not None else len(self.parse.tokens)

    def _is_definite(self, head: Token | None) -> bool:
        """ "The ministry", "The Observatory", and a pronoun that stands for it."""
        if head is None:
            return True
        words = [t.lower for t in self.parse.dependents(head, "det", "poss")]
        return any(w in ("the", "this", "that") for w in words)

    def _phrase(self, head: Token) -> tuple[Token, ...]:
        """The noun with its modifiers and its first phrase with "for", "of" or "at"; empty where there are none that
        tell one body from another."""
        left: Sequence[Token] = [
            t
            for child in self.parse.dependents(head, *LEFT)
            if child.index < head.index and not self._is_light(child)
            for t in self.parse.subtree(child)
            if t.index < head.index
        ]
        words = [*left, head]
        for child in self.parse.dependents(head, "prep"):
            below = self.parse.subtree(child)
            if child.index > head.index and child.lower in ("for", "of", "at") and below[0].index == head.index + 1:
                words.extend(below)
                break
        run = unbroken(words, head)
        while run and (run[0].pos in ("DET", "PUNCT", "PRON", "NUM") or run[0].lower in ("the", "'s", "’s")):
            run.pop(0)
        while run and run[-1].pos == "PUNCT":
            run.pop()
        return tuple(run) if 2 <= len(run) <= LONGEST and head in run else ()

    def _is_light(self, child: Token) -> bool:
        return child.lower in lexicon("claims")["names"]["light"] or child.pos in ("PRON", "NUM")


def _names(words: Sequence[Token]) -> bool:
    """Whether a phrase holds a proper name or a name of people ("Syrian"), and does not lean on the text around it."""
    return any(t.pos == "PROPN" or t.entity in ("ORG", "GPE", "NORP") for t in words)

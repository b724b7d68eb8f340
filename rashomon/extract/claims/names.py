"""Fuller names for claimants that the text names by one common noun: "the ministry" -> "Defence Ministry of Norland".

A claimant's name is the fullest that the article gives (docs/codebook.md). Names of people are resolved by chains of
actors; what is left are bodies and offices. Their own phrase is taken first ("a spokesman for the harbour board"); a
definite one without more words ("the ministry", "the spokesman") takes the nearest phrase before it with the same noun
that names something. Nothing is taken over where the phrase at hand is indefinite: "an official" is somebody new.

A surname alone is that of the one person whose name has it with an article ("Mr. Bahri", "Naef al-Bahri").

Two more are one voice: initials and the name that they stand for ("HTN", "the Harbour Trust of Norland"), and a
description and the person whom the text describes in just these words ("a harbour spokeswoman", "Mara Lind, a harbour
spokeswoman"; "the police chief", "Tolva Police Chief Mara Lind").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from rashomon.data import lexicon
from rashomon.extract.syntax.phrases import unbroken
from rashomon.model import Attribution, Claimant, ClaimantKind, Parse, Reading, Span, Token

__all__ = ["FullNames"]

LONGEST = 12  # tokens of a name
LEFT = ("compound", "amod", "nmod", "poss", "nummod")
INITIALS = re.compile(r"[A-Z]{2,6}|(?:[A-Z]\.){2,6}")
SMALL = frozenset({"of", "the", "for", "and", "in", "on", "to"})
ARTICLES = frozenset({"al", "el", "ul"})
PRESIDENTS = frozenset({"president", "premier", "king", "queen", "chancellor", "chairman"})
FAR = 200  # tokens between a report and "the report said"
SPEAKING = frozenset({"speak", "address", "appear", "brief"})
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
        known = self._spelled_out.get(claimant.name.replace(".", "")) if INITIALS.fullmatch(claimant.name) else None
        known = known or self._described.get(claimant.name.lower()) or self._with_article.get(claimant.name)
        if known is not None and claimant.kind not in NAMELESS:
            return replace(claimant, name=known)
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

    def taken_up(self, told: Sequence[Attribution]) -> list[Attribution]:
        """ "The paper said", "the statement said", "the source said": whoever spoke last as a paper, or in a
        statement, or as a source that is described; in text order."""
        found: list[Attribution] = []
        for one in told:
            span, noun = one.claimant_span, one.claimant.name.lower()
            words = [t.lower for t in self.parse.within(span)] if span is not None else []
            definite = words[:1] in (["the"], ["that"], ["this"])
            taken = definite and words[1:] == [noun]
            last = (self._writer(span, noun) or self._last(found, noun)) if taken and span is not None else None
            if definite and words[1:] in (["source"], ["sources"]) and one.claimant.kind is ClaimantKind.UNNAMED:
                last = next((t.claimant for t in reversed(found) if t.claimant.name.startswith(f"{words[1]} ")), None)
            found.append(replace(one, claimant=last) if last is not None else one)
        return found

    def _writer(self, span: Span, noun: str) -> Claimant | None:
        """ "A report by the Harbour Trust ... The report notes": the body whose writing the text told of last."""
        if noun not in lexicon("claims")["names"]["writings"]:
            return None
        before = self.parse.tokens[max(self._start(span) - FAR, 0) : self._start(span)]
        for token in reversed(before):
            if token.lower != noun:
                continue
            owners = [o for o in self.parse.dependents(token, "poss", "compound") if o.entity == "ORG"]
            for of in self.parse.dependents(token, "prep", "acl", "agent"):
                by = [of, *(b for b in self.parse.dependents(of, "prep", "agent"))]
                owners += [
                    o
                    for b in by
                    if b.lower in ("by", "from")
                    for o in self.parse.dependents(b, "pobj")
                    if o.entity == "ORG"
                ]
            name = next(
                (n for n in self._entities("ORG") if owners and n[-1].index >= owners[0].index >= n[0].index), None
            )
            if name is not None:
                words = name[1:] if name[0].lower in SMALL else name
                return Claimant(self._text(words), ClaimantKind.ORGANISATION)
        return None

    def introduced(self, told: Sequence[Attribution]) -> list[Attribution]:
        """ "Tolva's mayor said on Friday. Mara Lind said ...": a name that the text has not given before, without a
        word of who bears it, is that of whoever was described in the sentence before."""
        named = {sentence: Claimant(name, ClaimantKind.PERSON) for sentence, name in self._addressing()}
        for one in told:
            if one.claimant_span is not None and self._is_new_name(one):
                named.setdefault(self.parse.tokens[self._start(one.claimant_span)].sentence, one.claimant)
        found: list[Attribution] = []
        for one in told:
            head = self._describing(one)
            name = named.get(head.sentence + 1) if head is not None else None
            body = head is not None and head.lemma in lexicon("claims")["names"]["bodies"]
            fits = name is not None and name.kind is (ClaimantKind.ORGANISATION if body else ClaimantKind.PERSON)
            found.append(replace(one, claimant=name) if name is not None and fits else one)
        return found

    def _addressing(self) -> Iterator[tuple[int, str]]:
        """ "Mara Lind spoke at the town hall": names at the start of their sentence, which the text has not given
        before, of people who speak there; with the sentence."""
        for name in self._entities("PERSON"):
            ends, text = name[-1], self.reading.document.text
            verb = self.parse.head(ends)
            opens = name[0].index == self.parse.sentences[ends.sentence].first and len(name) > 1
            alone = ends.dep == "nsubj" and not self.parse.dependents(ends, "appos", "conj")
            if opens and alone and verb.lemma in SPEAKING and text.find(ends.text) == ends.start:
                yield ends.sentence, self._text(name)

    def _is_new_name(self, one: Attribution) -> bool:
        """A full name that stands here for the first time, alone before its verb."""
        span, name = one.claimant_span, one.claimant.name
        if span is None or one.claimant.kind in NAMELESS or self.reading.quote(span) != name:
            return False
        words = self.parse.within(span)
        proper = all(t.pos == "PROPN" and t.text[0].isupper() for t in words)
        known = one.claimant.kind is not ClaimantKind.PERSON or len(words) > 1
        return bool(words) and proper and known and self.reading.document.text.find(words[-1].text) == words[-1].start

    def _describing(self, one: Attribution) -> Token | None:
        """The noun of an office or a body by which somebody is only described, or None."""
        if one.claimant_span is None or one.claimant.kind in NAMELESS:
            return None
        words = self.parse.within(one.claimant_span)
        head = next((t for t in words if t.head < words[0].index or t.head > words[-1].index), None)
        if head is None or head.tag != "NN" or head.lemma not in self.nouns | PRESIDENTS:
            return None
        return None if any(t.lower in ("that", "this") for t in self.parse.dependents(head, "det")) else head

    def _last(self, told: Sequence[Attribution], noun: str) -> Claimant | None:
        """The last of these claimants that is a paper, or that spoke in what the noun names."""
        words = lexicon("claims")["names"]
        for one in reversed(told):
            if one.claimant.name.lower() == noun or one.cue is None or one.claimant.kind in NAMELESS:
                continue
            if noun in words["outlets"] and one.claimant.kind is ClaimantKind.MEDIA and one.claimant.name[:1].isupper():
                return one.claimant
            if noun in words["writings"] and noun in self._behind(one.cue):
                return one.claimant
        return None

    def _behind(self, cue: Span) -> set[str]:
        """The words just behind a cue, and what it is said in: "said | in a statement", "In a statement, ... said"."""
        last = self.parse.at(cue.start)
        if last is None:
            return set()
        said_in = [
            t for p in self.parse.dependents(last, "prep") if p.lower == "in" for t in self.parse.dependents(p, "pobj")
        ]
        return {t.lower for t in (*self.parse.tokens[last.index : last.index + 7], *said_in)}

    @cached_property
    def _spelled_out(self) -> dict[str, str]:
        """Initials -> the first name in the text that they stand for."""
        found: dict[str, str] = {}
        for name in self._entities("ORG", "GPE"):
            words = name[1:] if name[0].lower in SMALL else name
            capitals = [t.text[0] for t in words if t.text[0].isupper()]
            if len(capitals) > 1 and all(t.text[0].isupper() or t.lower in SMALL for t in words):
                found.setdefault("".join(capitals), self._text(words))
        return found

    def _entities(self, *kinds: str) -> Iterator[Sequence[Token]]:
        """The names of some kinds in the text, in order."""
        words: list[Token] = []
        for token in (*self.parse.tokens, None):
            if words and (token is None or token.entity_starts or token.entity != words[0].entity):
                yield words
                words = []
            if token is not None and token.entity in kinds:
                words.append(token)

    @cached_property
    def _with_article(self) -> dict[str, str]:
        """ "Mr. Bahri" -> "Naef al-Bahri": surnames that an Arabic article opens, of one person only."""
        found: dict[str, set[str]] = {}
        for name in self._entities("PERSON"):
            full = self._text(name)
            article, _, surname = full.split()[-1].partition("-")
            if " " in full and article.lower() in ARTICLES and surname[:1].isupper():
                found.setdefault(surname, set()).add(full)
        return {surname: min(names) for surname, names in found.items() if len(names) == 1}

    @cached_property
    def _described(self) -> dict[str, str]:
        """Descriptions of more than one word by an office -> the one person of whom the text gives them."""
        found: dict[str, set[str]] = {}
        single = lexicon("claims")["names"]["single"]
        for name in self._entities("PERSON"):
            ends = name[-1]
            for appos in self.parse.dependents(ends, "appos"):
                words = [t for t in self.parse.subtree(appos) if t.index <= appos.index and t.pos != "DET"]
                if appos.pos == "NOUN" and len(words) > 1 and len(name) > 1:
                    found.setdefault(self._text(words).lower(), set()).add(self._text(name))
            title = self._title(name)
            for first in range(len(title) - 1 if len(name) > 1 else 0):
                found.setdefault(self._text(title[first:]).lower(), set()).add(self._text(name))
        return {words: min(names) for words, names in found.items() if len(names) == 1 and words.split()[-1] in single}

    def _title(self, name: Sequence[Token]) -> list[Token]:
        """The capitalised words before a name that say what its bearer is ("Tolva Police Chief")."""
        title: list[Token] = []
        for token in reversed(self.parse.tokens[max(name[0].index - LONGEST, 0) : name[0].index]):
            if not token.text[0].isupper() or token.dep != "compound" or token.sentence != name[0].sentence:
                break
            title.insert(0, token)
        return title

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

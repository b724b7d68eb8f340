"""Signs in a sentence that say which happening a mention is about: counts over a longer time, general statements,
late deaths, openings that take up the sentence before, and people who are brought in for the first time.

Words and patterns stand in `link_reference.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from rashomon.data import lexicon
from rashomon.extract.events.evidence import names_people, names_property
from rashomon.model import ActorMention, Parse, Sentence, Token

__all__ = ["Signs"]

PERFECT = frozenset({"have", "has", "had", "'ve", "’ve", "having"})
TARGET_PREPOSITIONS = frozenset({"on", "at", "in", "into", "inside", "outside", "against"})


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(lexicon("link_reference")[name]) + r")", re.IGNORECASE)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon("link_reference")[name])


class Signs:
    """The signs of one parsed document."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self._text: dict[int, str] = {}

    def _sentence(self, sentence: Sentence) -> str:
        if sentence.index not in self._text:
            self._text[sentence.index] = " ".join(t.lower for t in self.parse.tokens_of(sentence))
        return self._text[sentence.index]

    def is_cumulative(self, token: Token, sentence: Sentence, result: bool) -> bool:
        """ "Have been killed since the war began", "the death toll of the conflict": of more than one happening."""
        if not result:
            return False
        text = self._sentence(sentence)
        if token.lemma in _words("tolls"):
            return _pattern("toll_of_all").search(text) is not None
        if _pattern("over_time").search(text) is None:
            return False
        return token.pos != "VERB" or self._is_perfect(token) or token.dep in ("acl", "relcl")

    def _is_perfect(self, token: Token) -> bool:
        above = self.parse.head(token) if token.dep == "conj" else token
        return any(t.lower in PERFECT for one in (token, above) for t in self.parse.dependents(one, "aux", "auxpass"))

    def is_generic(self, token: Token, nominal: bool) -> bool:
        """A verb of the present or the perfect whose people are a bare plural, without a number: "they kill
        civilians", "bombs have killed children"."""
        if nominal or token.pos != "VERB":
            return False
        timeless = token.tag in ("VBZ", "VBP") or self._is_perfect(token)
        people = self.parse.dependents(token, "dobj", "nsubjpass")
        return timeless and bool(people) and all(self._is_bare(p) for p in people)

    def _is_bare(self, noun: Token) -> bool:
        left = [t for t in self.parse.dependents(noun) if t.index < noun.index]
        return noun.tag == "NNS" and not any(t.dep in ("det", "nummod", "poss") or t.pos == "NUM" for t in left)

    def is_late(self, token: Token, sentence: Sentence) -> bool:
        """ "Died in hospital on Sunday", "succumbed to his wounds"."""
        return token.lemma in _words("dying") and _pattern("of_wounds").search(self._sentence(sentence)) is not None

    def points_by_subject(self, token: Token) -> bool:
        """ "It was a terrorist attack", "this appears to be an assault", "called it a massacre": the noun says what
        the thing told before was."""
        if token.dep == "attr":
            verb = self.parse.head(token)
            while verb.dep == "xcomp" and verb.head != verb.index:
                verb = self.parse.head(verb)
            owners = [t for v in (self.parse.head(token), verb) for t in self.parse.dependents(v, "nsubj")]
            return any(t.lower in _words("pointers") for t in owners)
        if token.dep in ("oprd", "appos", "dobj", "ccomp"):
            verb = self.parse.head(token)
            called = [t for t in self.parse.dependents(token) if t.index < token.index and t.dep == "nsubj"]
            called += [t for t in self.parse.dependents(verb, "dobj", "nsubj", "dative") if t.index != token.index]
            return verb.lemma in _words("calling") and any(t.lower in _words("pointers") for t in called)
        return False

    def is_anaphoric(self, sentence: Sentence) -> bool:
        """The sentence takes up the one before: "They were ...", "Among the dead ...", "The blast ..."."""
        first = self.parse.tokens[sentence.first]
        if first.lower in _words("openers"):
            return True
        following = self.parse.tokens[sentence.first + 1 : min(sentence.first + 5, sentence.last + 1)]
        if first.lower not in ("the", "those", "at", "in"):
            return False
        noun = next((t for t in following if t.pos in ("NOUN", "PROPN", "ADJ", "VERB") and t.dep != "compound"), None)
        return noun is not None and noun.lemma in _words("taken_up")

    def resumes(self, token: Token) -> bool:
        """ "The gunmen opened fire", "they shot the guard": the doer is one who has been told of."""
        for doer in self.parse.dependents(token, "nsubj"):
            if doer.lower in ("he", "she", "they"):
                return True
            pointed = any(t.lower in ("the", "those", "these") for t in self.parse.dependents(doer, "det"))
            if pointed and doer.lemma in _words("doers"):
                return True
        return False

    def targets(self, token: Token) -> frozenset[str]:
        """Lemmas of the things and buildings that were hit, or that it happened in: "bombed the mosque", "an attack on
        a hotel"."""
        nouns = list(self.parse.dependents(token, "dobj", "nsubjpass"))
        for preposition in self.parse.dependents(token, "prep"):
            if preposition.lower in TARGET_PREPOSITIONS:
                nouns += self.parse.dependents(preposition, "pobj")
        return frozenset(t.lemma for t in nouns if t.pos == "NOUN" and names_property(t))

    def newcomers(self, token: Token, recipients: Iterable[ActorMention]) -> frozenset[str]:
        """Head lemmas of single people who are brought in ("a sergeant was shot")."""
        heads = {a.head: self.parse.tokens[a.head] for a in recipients if names_people(self.parse.tokens[a.head])}
        labels = ("nsubjpass", "dobj", "nsubj") if token.lemma in _words("dying") else ("nsubjpass", "dobj")
        heads |= {t.index: t for t in self.parse.dependents(token, *labels) if names_people(t)}
        return frozenset(h.lemma for h in heads.values() if h.sentence == token.sentence and self._is_one_new(h))

    def _is_one_new(self, head: Token) -> bool:
        return head.tag == "NN" and any(t.lower in ("a", "an") for t in self.parse.dependents(head, "det"))

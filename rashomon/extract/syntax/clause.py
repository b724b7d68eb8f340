"""A trigger and its arguments by syntax, as the tests of senses look at them."""

from __future__ import annotations

from rashomon.extract.events.evidence import Surroundings, lexicon_words, names_property
from rashomon.extract.events.triggers import words_of
from rashomon.model import Parse, Token
from rashomon.triggers import Candidate

__all__ = ["Clause", "is_bare_passive", "is_done_to"]

COUNTING = frozenset(
    {"dozen", "hundred", "thousand", "number", "member", "part", "lot", "group", "score", "series", "swathe", "swath"}
    | {"stretch", "chunk", "third", "quarter", "rest", "handful", "couple", "pair", "string"}
    | {"km", "kilometre", "kilometer", "mile", "hectare", "percent"}
)
BELIEVED = frozenset({"believe", "think", "suspect", "say", "allege", "know", "consider", "presume"})


def is_done_to(verb: Token) -> bool:
    """A verb that never stands without an object: "killed", "detained"."""
    return verb.lemma in lexicon_words("done_to", "words")


def is_bare_passive(parse: Parse, verb: Token) -> bool:
    """ "More than 40 civilians killed": a verb that always has an object stands without one, so its subject suffers."""
    under = (parse.head(verb), *parse.dependents(verb, "mark")) if verb.dep in ("pcomp", "advcl") else ()
    attended = any(t.lower == "with" and t.pos != "VERB" for t in under)  # "with nine sailors shot"
    if verb.tag not in ("VBN", "VBD") or not (attended or is_done_to(verb)):
        return False
    joined = (verb, *parse.dependents(verb, "conj"))
    if any(parse.dependents(v, "dobj") for v in joined) or parse.dependents(verb, "aux"):
        return False
    subjects = parse.dependents(verb, "nsubj")
    return bool(subjects) and (verb.tag == "VBN" or subjects[0].pos != "PRON")


class Clause:
    """What a trigger has around it: its words of arguments, found once and lazily."""

    def __init__(self, parse: Parse, candidate: Candidate, around: Surroundings) -> None:
        token = parse.tokens[candidate.token]
        self.parse, self.token, self.nominal, self.around = parse, token, candidate.nominal, around
        self.own = candidate.taken
        self.weight = around.weight(token)

    def arguments(self, *labels: str) -> tuple[Token, ...]:
        found = list(self.parse.dependents(self.token, *labels))
        for token in tuple(found):
            found.extend(self.parse.dependents(token, "conj"))
            if token.pos == "NUM" or token.lemma in COUNTING:
                found.extend(
                    o for of in self.parse.dependents(token, "prep") for o in self.parse.dependents(of, "pobj")
                )
        return tuple(found)

    def objects(self) -> tuple[Token, ...]:
        """What a verb is done to; for a participle the noun that it describes."""
        found = tuple(self._antecedent(t) for t in self.arguments("dobj", "nsubjpass"))
        token = self.token
        if not found and token.dep in ("acl", "amod") and token.tag in ("VBN", "JJ"):
            found = (self.parse.head(token),)
        if not found and token.dep == "relcl":
            noun = self.parse.head(token)
            if not any(s.tag in ("WP", "WDT") for s in self.parse.dependents(token, "nsubj")):
                found = (noun,)
        if not found and token.dep == "conj" and token.tag == "VBN":
            found = self.parse.dependents(self.parse.head(token), "nsubjpass")
        if not found and is_bare_passive(self.parse, token):
            found = self.arguments("nsubj")
        if not found:  # "toppled or tried to topple the government"
            joined = [*self.parse.dependents(token, "conj"), *self._below(token, "conj", "xcomp")]
            found = tuple(o for verb in joined for o in self.parse.dependents(verb, "dobj") if verb.pos == "VERB")
        return found or self._believed()

    def _believed(self) -> tuple[Token, ...]:
        """ "Found a cache believed to belong to rebels", where the parser took "believed" for a verb of its own."""
        clauses = [v for v in self.parse.dependents(self.token, "ccomp") if v.tag in ("VBD", "VBN")]
        bare = [v for v in clauses if not self.parse.dependents(v, "mark", "aux", "dobj")]
        meant = [v for v in bare if v.lemma in BELIEVED and self.parse.dependents(v, "xcomp")]
        return tuple(s for v in meant for s in self.parse.dependents(v, "nsubj") if s.index > self.token.index)

    def _antecedent(self, token: Token) -> Token:
        """ "Territory that was seized": the noun that "that" stands for in the trigger's own relative clause."""
        relative = token.tag in ("WP", "WDT") and self.token.dep == "relcl" and token.head == self.token.index
        return self.parse.head(self.token) if relative else token

    def _below(self, token: Token, *labels: str) -> tuple[Token, ...]:
        """Dependents of dependents along a path of labels."""
        found: tuple[Token, ...] = (token,)
        for label in labels:
            found = tuple(inner for outer in found for inner in self.parse.dependents(outer, label))
        return found

    def subjects(self) -> tuple[Token, ...]:
        found = tuple(self._antecedent(t) for t in self.arguments("nsubj")) + tuple(
            o for by in self.parse.dependents(self.token, "agent") for o in self.parse.dependents(by, "pobj")
        )
        return found or self._shared()

    def _shared(self) -> tuple[Token, ...]:
        """ "Men broke in and beat the guard": the subject of the verb that this one is joined to."""
        first = self.parse.head(self.token)
        active = self.token.dep == "conj" and self.token.tag in ("VBD", "VBP", "VBZ", "VB") and first.pos == "VERB"
        return self.parse.dependents(first, "nsubj") if active and not self.nominal else ()

    def through(self, *prepositions: str) -> tuple[Token, ...]:
        return tuple(
            o
            for p in self.parse.dependents(self.token, "prep")
            if p.lower in prepositions
            for o in self.parse.dependents(p, "pobj", "pcomp")
        )

    def modifiers(self) -> frozenset[str]:
        words = self.parse.dependents(self.token, "amod", "compound", "nmod", "poss", "advmod")
        return frozenset(w for t in words if t.index not in self.own for w in words_of(t))

    def has(self, tokens: tuple[Token, ...], *path: str) -> bool:
        return any(w in lexicon_words(*path) for t in tokens for w in words_of(t))

    def is_place(self, token: Token) -> bool:
        return token.entity in ("GPE", "LOC", "FAC") or token.index in self.around.placed

    def is_property(self, token: Token) -> bool:
        """A building, a vehicle, a place: what can be burnt, stormed or held."""
        return self.is_place(token) or names_property(token)

    def is_held(self, target: Token) -> bool:
        """ "Rebel positions", "the army's targets": ground and things of those who fight."""
        if target.lemma not in ("position", "target") or target.tag != "NNS":
            return False
        owners = list(self.parse.dependents(target, "compound", "amod", "nmod", "poss"))
        of = [p for p in self.parse.dependents(target, "prep") if p.lower == "of"]
        owners += [o for p in of for o in self.parse.dependents(p, "pobj")]
        armed = self.has(tuple(owners), "force", "words") or self.has(tuple(owners), "armed", "adjectives")
        return armed or any(t.entity == "NORP" or t.lower in ("military", "enemy") for t in owners)

    def is_armed(self, people: tuple[Token, ...]) -> bool:
        """Soldiers, militias, armed gangs, an armed group by its name: whoever attacks these uses force."""
        named = [t for p in people for t in self.parse.dependents(p, "amod", "compound")]
        armed = any(w in lexicon_words("armed", "adjectives") for t in named for w in words_of(t))
        by_name = any(self.around.kinds.get(t.index) == "rebel" for t in (*people, *named))
        return armed or by_name or self.has(people, "armed", "words")

    def place_given(self) -> bool:
        return any(self.is_place(o) for o in self.through("in", "at", "near", "on", "of", "across"))

    def sentence_words(self, beside: int = 0) -> frozenset[str]:
        """Words and lemmas of the sentence, and of so many before and after it in its passage."""
        here, sentences = self.token.sentence, self.parse.sentences
        near = sentences[max(0, here - beside) : here + beside + 1]
        told = (s for s in near if s.passage == sentences[here].passage)
        return frozenset(w for s in told for t in self.parse.tokens_of(s) for w in words_of(t))

    def political(self) -> bool:
        return self.around.topic(self.token.sentence) == "politics"

    def foreign(self) -> bool:
        """The sentence is about sport, business, the arts or health and holds no other violence."""
        topic = self.around.topic(self.token.sentence)
        return topic in ("sport", "business", "arts", "health") and not self.around.others(self.token)

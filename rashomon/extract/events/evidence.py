"""What the words around a trigger speak of: force and weapons, or parties, matches, markets and films.

`Surroundings` is made once for a document; `weight(token)` then costs a look-up.
"""

from __future__ import annotations

from functools import cache

from rashomon.data import lexicon
from rashomon.extract.counts.groups import is_people
from rashomon.extract.events.triggers import words_of
from rashomon.model import Field, Parse, Reading, Token
from rashomon.triggers import Candidate, CasualtyTrigger

__all__ = ["Surroundings", "is_misfortune", "lexicon_words", "names_people", "names_property"]

TOPICS = ("politics", "sport", "business", "arts", "health")
TOLL_VERBS = frozenset({"kill", "injure", "wound"})  # what a disaster does too
PLACE_ENTITIES = frozenset({"GPE", "LOC", "FAC"})


@cache
def lexicon_words(*path: str) -> frozenset[str]:
    """A list of the lexicon `figurative`, as a set."""
    found = lexicon("figurative")
    for key in path:
        found = found[key]
    return frozenset(found)


@cache
def weapon_words() -> frozenset[str]:
    data = lexicon("weapons")
    optional = set(data["only_with"]["words"])
    words = {word for words in data["modes"].values() for word in words}
    return frozenset(word.split()[-1] for word in words - optional)


def names_people(token: Token) -> bool:
    """A person, a group, or a pronoun for one."""
    if token.pos == "PRON":
        return token.lower not in ("it", "this", "that", "which", "what", "itself", "there")
    if token.entity in ("PERSON", "NORP") or any(w in lexicon_words("people_words", "words") for w in words_of(token)):
        return True
    return is_people(token) is True or any(w in lexicon_words("force", "words") for w in words_of(token))


def names_property(token: Token) -> bool:
    """A building, a vehicle, a place: what can be burnt, stormed or held."""
    if token.entity in PLACE_ENTITIES:
        return True
    return any(w in lexicon_words("property", "words") for w in words_of(token))


def is_misfortune(parse: Parse, token: Token) -> bool:
    """A fire or an explosion that needs no weapon: "a house fire", "a fire swept the hall", "a crash and explosion"."""
    if token.pos == "VERB" and token.lemma in lexicon_words("misfortune", "bursts"):
        return _is_burst(parse, token)
    if token.pos != "NOUN" or token.lemma not in lexicon_words("misfortune", "nouns"):
        return False
    burns = token.lemma not in ("explosion", "blast")
    described = {w for t in parse.dependents(token, "compound", "amod", "nmod") for w in words_of(t)}
    if described & (lexicon_words("misfortune", "of") if burns else lexicon_words("industrial", "words") - {"mine"}):
        return True
    joined = (*parse.dependents(token, "conj"), *((parse.head(token),) if token.dep == "conj" else ()))
    if any(t.lemma in lexicon_words("disaster", "words") for t in joined):
        return True
    doing = [*parse.dependents(token, "relcl", "acl"), *((parse.head(token),) if token.dep == "nsubj" else ())]
    return burns and any(t.lemma in lexicon_words("misfortune", "verbs") for t in doing)


def _is_burst(parse: Parse, verb: Token) -> bool:
    """ "A boiler exploded", "when a store of fireworks blew up": what bursts of itself, and nothing is done to it."""
    if parse.dependents(verb, "dobj", "nsubjpass", "agent"):
        return False
    what = parse.dependents(verb, "nsubj")
    near = [*what, *(t for w in what for t in parse.dependents(w, "compound"))]
    near += [o for w in what for p in parse.dependents(w, "prep") for o in parse.dependents(p, "pobj")]
    return any(w in lexicon_words("misfortune", "bursting") for t in near for w in words_of(t))


def _is_gentle(reading: Reading, trigger: CasualtyTrigger) -> bool:
    """The word does not say that anybody did it: "died", "12 dead", "a toll of 40"."""
    if trigger.people == "of":
        return reading.parse.tokens[trigger.token].lemma in ("death", "fatality", "injury", "demise")
    return trigger.people != "object" or trigger.field == Field.INJURED


class Surroundings:
    """Counts per sentence of words that speak for and against physical force."""

    def __init__(
        self, reading: Reading, candidates: tuple[Candidate, ...], casualties: tuple[CasualtyTrigger, ...]
    ) -> None:
        parse = reading.parse
        size = len(parse.sentences)
        self.parse = parse
        self.placed = frozenset(t.index for place in reading.places for t in parse.within(place.span))
        self.kinds = {actor.head: actor.kind for actor in reading.actors}  # head of a mention -> what it is
        self.nouns = frozenset(c.token for c in candidates if c.nominal)
        self.strong: list[set[int]] = [set() for _ in range(size)]
        self.force = [0] * size
        self.weapons = [0] * size
        self.topics: dict[str, list[int]] = {topic: [0] * size for topic in TOPICS}
        self.disasters = [0] * size
        for candidate in candidates:
            if any(group.needs is None and group.type in ("ASSAULT", "PROTEST") for group in candidate.groups):
                self.strong[parse.tokens[candidate.token].sentence].add(candidate.token)
        self.gentle = frozenset(t.token for t in casualties if _is_gentle(reading, t))
        self.deeds = [set(found) for found in self.strong]  # without words that state casualties of any cause
        for trigger in casualties:
            if trigger.field.value in ("killed", "injured", "kidnapped") and trigger.token not in self.gentle:
                self.strong[parse.tokens[trigger.token].sentence].add(trigger.token)
        for token in parse.tokens:
            self._count(token)
        self.attacks = sum(1 for n, found in enumerate(self.deeds) if found or self.weapons[n])
        self.violence = sum(1 for found in self.strong if found)
        self.disaster = sum(1 for found in self.disasters if found)

    def _count(self, token: Token) -> None:
        here, forms = token.sentence, words_of(token)
        if any(form in lexicon_words("force", "words") for form in forms):
            self.force[here] += 1
        if is_misfortune(self.parse, token):
            self.disasters[here] += 1
        elif any(form in weapon_words() for form in forms) and not (
            token.dep == "compound" and is_misfortune(self.parse, self.parse.head(token))  # "a gas explosion"
        ):
            self.weapons[here] += 1
        for topic in TOPICS:
            if any(form in lexicon_words("topics", topic) for form in forms):
                self.topics[topic][here] += 1
        if token.pos != "VERB" and any(form in lexicon_words("disaster", "words") for form in forms):
            self.disasters[here] += 1

    def others(self, token: Token) -> bool:
        """Another trigger of plain violence stands in the sentence."""
        return bool(self.strong[token.sentence] - {token.index})

    def around(self, sentence: int, reach: int = 2) -> int:
        """How many of the sentences beside it, in the same passage, hold plain violence."""
        sentences = self.parse.sentences
        return sum(
            1
            for n in range(max(0, sentence - reach), min(len(sentences), sentence + reach + 1))
            if n != sentence
            and sentences[n].passage == sentences[sentence].passage
            and (self.strong[n] or self.weapons[n])
        )

    def topic(self, sentence: int) -> str | None:
        """The topic of two or more words in the sentence that speaks against a physical sense."""
        best = max(TOPICS, key=lambda name: self.topics[name][sentence])
        return best if self.topics[best][sentence] >= 2 else None

    def weight(self, token: Token) -> int:
        """Above 0 when the surroundings speak for a physical sense, below 0 against it."""
        here = token.sentence
        found = 2 * self.others(token) + 2 * (self.weapons[here] > 0) + (self.force[here] > 0) + (self.force[here] > 1)
        found += self.around(here) > 0
        if self.topic(here) is not None:
            found -= 2
        if self.violence * 8 < len(self.parse.sentences):
            found -= 1
        return found

    def is_disaster(self, token: Token) -> bool:
        """The sentence, or else the document, tells of a disaster or a disease rather than of violence."""
        here = token.sentence
        deeds = {i for i in self.deeds[here] - {token.index} if self.parse.tokens[i].lemma not in TOLL_VERBS}
        violent = bool(deeds) or self.weapons[here] > 0 or self.force[here] > 1
        return not violent and (self.disasters[here] > 0 or self.disaster > self.attacks)

"""Who did it, to whom, where, when and with what, by syntax.

`Roles` is made once for a document. Actors come from `reading.actors`, places and times from `reading.places` and
`reading.times`; a role is the id of a mention, or nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rashomon.data import lexicon
from rashomon.extract.triggers import words_of
from rashomon.model import Parse, Reading, Span, Token

__all__ = ["Found", "Roles"]

BY_HANDS = frozenset({"hand", "behest", "order"})
LIGHT = frozenset(
    {"carry", "launch", "stage", "mount", "conduct", "commit", "perpetrate", "make", "wage", "hold", "organize"}
    | {"organise", "plan", "begin", "start", "open", "lead", "plot", "unleash", "undertake", "impose", "declare"}
    | {"order", "mastermind", "orchestrate", "use", "do", "continue", "resume", "execute", "join", "announce"}
)
HANDLING = frozenset(
    {"fire", "throw", "hurl", "launch", "use", "detonate", "drop", "plant", "lob", "toss", "explode", "deploy", "wield"}
    | {"carry", "brandish", "shoot", "swing", "set", "employ"}
)
TARGETS = frozenset({"on", "against", "at", "upon", "toward", "towards"})
SIDES = frozenset({"between", "among", "with", "involving", "and"})
PARTITIVES = frozenset(
    {"dozen", "hundred", "thousand", "number", "score", "group", "member", "million", "people", "lot"}
)
WHERE = frozenset(
    {"in", "at", "near", "outside", "on", "across", "inside", "around", "over", "throughout", "from", "off"}
)


@dataclass(frozen=True, slots=True)
class Found:
    """The roles of one trigger; ids of mentions."""

    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str | None = None
    time: str | None = None
    weapon: Span | None = None
    weapon_mode: str | None = None


@cache
def weapons() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Last word of a weapon -> (its words, the mode), the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for mode, names in lexicon("weapons")["modes"].items():
        for name in names:
            words = tuple(name.split())
            table.setdefault(words[-1], []).append((words, mode))
    return {word: tuple(sorted(found, key=lambda f: -len(f[0]))) for word, found in table.items()}


@cache
def only_with() -> frozenset[str]:
    return frozenset(lexicon("weapons")["only_with"]["words"])


class Roles:
    """Indexes of a reading by token, and the search for the roles of a trigger."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.parse: Parse = reading.parse
        self.actor_heads: dict[int, str] = {}
        self.actor_inside: dict[int, str] = {}
        for actor in reading.actors:
            self.actor_heads.setdefault(actor.head, actor.id)
            for token in self.parse.within(actor.span):
                self.actor_inside.setdefault(token.index, actor.id)
        self.places = self._by_sentence((p.id, p.span) for p in reading.places)
        self.times = self._by_sentence((t.id, t.span) for t in reading.times)

    def _by_sentence(self, mentions: object) -> dict[int, list[tuple[str, int, int]]]:
        """sentence -> (id, first token, last token) of the mentions in it."""
        table: dict[int, list[tuple[str, int, int]]] = {}
        for name, span in mentions:  # type: ignore[attr-defined]
            tokens = self.parse.within(span)
            if tokens:
                table.setdefault(tokens[0].sentence, []).append((name, tokens[0].index, tokens[-1].index))
        return table

    def find(self, token: Token, nominal: bool, of: str | None, mutual: bool) -> Found:
        actors, recipients = self._nominal(token, of, mutual) if nominal else self._verbal(token, mutual)
        weapon, mode = self._weapon(token)
        doers = tuple(dict.fromkeys(i for t in actors for i in self.ids(t)))
        sufferers = tuple(i for i in dict.fromkeys(i for t in recipients for i in self.ids(t)) if i not in doers)
        return Found(
            doers,
            sufferers,
            self._nearest(self.places, token, WHERE),
            self._nearest(self.times, token, None),
            weapon,
            mode,
        )

    # ------------------------------------------------------------ noun phrases to actors

    def ids(self, noun: Token, depth: int = 0) -> tuple[str, ...]:
        """Actors that a noun phrase names, with those joined to it; looks through "dozens of" and "members of"."""
        found: list[str] = []
        actor = self.actor_heads.get(noun.index) or self.actor_inside.get(noun.index)
        if actor is not None:
            found.append(actor)
        elif noun.lemma in PARTITIVES or noun.pos == "NUM":
            for preposition in self.parse.dependents(noun, "prep"):
                if preposition.lower == "of" and depth < 3:
                    for inner in self.parse.dependents(preposition, "pobj"):
                        found.extend(self.ids(inner, depth + 1))
        if depth < 4:
            for other in self.parse.dependents(noun, "conj"):
                if other.pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
                    found.extend(self.ids(other, depth + 1))
        return tuple(found)

    def _through(self, token: Token, names: frozenset[str]) -> list[Token]:
        return [
            o
            for p in self.parse.dependents(token, "prep", "agent")
            if p.lower in names
            for o in self.parse.dependents(p, "pobj")
        ]

    # ------------------------------------------------------------ verbs

    def _verbal(self, verb: Token, mutual: bool) -> tuple[list[Token], list[Token]]:
        passive = self._is_passive(verb)
        agents = self._agents(verb)
        if passive:
            return agents, self._passive_subjects(verb)
        actors = self.subjects(verb) or agents
        recipients = list(self.parse.dependents(verb, "dobj", "dative"))
        recipients += self._through(verb, TARGETS)
        if mutual:
            return actors + recipients + self._through(verb, SIDES), []
        return actors, recipients

    def _is_passive(self, verb: Token) -> bool:
        if self.parse.dependents(verb, "auxpass", "nsubjpass"):
            return True
        if verb.tag != "VBN" and not (verb.tag == "VBD" and verb.dep == "acl"):
            return False
        if self.parse.dependents(verb, "agent") or verb.dep in ("acl", "amod"):
            return True
        if (
            verb.tag == "VBN"
            and not self.parse.dependents(verb, "aux", "dobj")
            and verb.dep in ("ccomp", "relcl", "dep")
        ):
            return True
        if verb.dep == "conj" and not self.parse.dependents(verb, "aux", "nsubj"):
            return self._is_passive(self.parse.head(verb))
        return False

    def _agents(self, verb: Token) -> list[Token]:
        found = [o for by in self.parse.dependents(verb, "agent") for o in self.parse.dependents(by, "pobj")]
        for preposition in self.parse.dependents(verb, "prep"):
            for thing in self.parse.dependents(preposition, "pobj"):
                if preposition.lower in ("at", "on") and thing.lemma in BY_HANDS:
                    found.extend(self._through(thing, frozenset({"of"})))
                elif preposition.lower == "by":
                    found.append(thing)
        return found

    def _passive_subjects(self, verb: Token, depth: int = 0) -> list[Token]:
        found = list(self.parse.dependents(verb, "nsubjpass", "nsubj"))
        head = self.parse.head(verb)
        if found:
            return [self._antecedent(verb, t) for t in found]
        if verb.dep in ("acl", "amod", "relcl"):
            return [head]
        if verb.dep in ("conj", "xcomp", "advcl") and depth < 4:
            return self._passive_subjects(head, depth + 1) if head.pos in ("VERB", "AUX") else []
        return []

    def subjects(self, verb: Token, depth: int = 0) -> list[Token]:
        """Subjects of a verb: its own, or the one that it shares with the verb it hangs on."""
        found = list(self.parse.dependents(verb, "nsubj"))
        if found:
            return [self._antecedent(verb, t) for t in found]
        head = self.parse.head(verb)
        if verb.head == verb.index or depth > 5:
            return []
        if verb.dep in ("acl", "relcl"):
            return [head] if verb.tag != "VBN" else []
        if verb.dep == "xcomp":
            objects = list(self.parse.dependents(head, "dobj"))
            if objects:
                return objects
            passive = list(self.parse.dependents(head, "nsubjpass"))
            return passive or self.subjects(head, depth + 1)
        if verb.dep in ("conj", "advcl", "ccomp", "parataxis"):
            if verb.dep == "ccomp":
                return []
            if self._is_passive(head) and verb.dep == "advcl":
                return []
            return list(self.parse.dependents(head, "nsubjpass")) or self.subjects(head, depth + 1)
        if verb.dep == "pcomp":
            outer = self.parse.head(head)
            return self.subjects(outer, depth + 1) if outer.pos in ("VERB", "AUX") else []
        return []

    def _antecedent(self, verb: Token, subject: Token) -> Token:
        """ "Who", "which" and "that" stand for the noun that the relative clause describes."""
        if subject.tag in ("WP", "WDT") and verb.dep in ("relcl", "acl"):
            return self.parse.head(verb)
        return subject

    # ------------------------------------------------------------ nouns

    def _nominal(self, noun: Token, of: str | None, mutual: bool) -> tuple[list[Token], list[Token]]:
        """ "The attack by X on Y", "X's killing of Y", "clashes between X and Y", "X launched an attack on Y"."""
        actors = self._through(noun, frozenset({"by"})) + self._of_hands(noun)
        targets = self._through(noun, TARGETS)
        sides = self._through(noun, SIDES)
        of_nouns = self._through(noun, frozenset({"of"}))
        owners = list(self.parse.dependents(noun, "poss"))
        makers = [t for t in self.parse.dependents(noun, "amod", "compound", "nmod") if t.index in self.actor_inside]
        if mutual:
            return actors + sides + targets + makers, []
        if of == "recipient":
            recipients = of_nouns + targets + (owners if not of_nouns else [])
            actors += (owners if of_nouns else []) + makers
        else:
            recipients = targets + (of_nouns if of != "actor" or owners or makers or actors else [])
            actors += owners + makers
            if of == "actor" and not recipients:
                recipients = of_nouns
        if not actors:
            actors = self._light_subjects(noun)
        if not actors and not recipients:
            return self._joined(noun, of)
        return actors, recipients

    def _joined(self, noun: Token, of: str | None) -> tuple[list[Token], list[Token]]:
        """ "The rapes and killings of villagers by the mob": the complements stand after the last noun."""
        joined = [*self.parse.dependents(noun, "conj")]
        if noun.dep == "conj":
            joined.append(self.parse.head(noun))
        for other in joined:
            if other.pos in ("NOUN", "PROPN") and other.lemma != noun.lemma:
                actors = self._through(other, frozenset({"by"})) + self._of_hands(other)
                recipients = self._through(other, TARGETS | {"of"} if of == "recipient" else TARGETS)
                if actors or recipients:
                    return actors, recipients
        return [], []

    def _of_hands(self, noun: Token) -> list[Token]:
        return [
            inner
            for thing in self._through(noun, frozenset({"at"}))
            if thing.lemma in BY_HANDS
            for inner in self._through(thing, frozenset({"of"}))
        ]

    def _light_subjects(self, noun: Token) -> list[Token]:
        """The subject of a verb that only says that it happened: "rebels carried out the attack"."""
        verb = self.parse.head(noun)
        if noun.dep == "dobj" and verb.lemma in LIGHT:
            return self._agents(verb) if self._is_passive(verb) else self.subjects(verb)
        if noun.dep == "nsubjpass" and verb.lemma in LIGHT:
            return self._agents(verb)
        described = [t for t in self.parse.dependents(noun, "acl", "relcl") if t.lemma in LIGHT or t.lemma == "blame"]
        return [agent for verb in described for agent in self._agents(verb)]

    # ------------------------------------------------------------ place, time, weapon

    def _nearest(
        self, table: dict[int, list[tuple[str, int, int]]], token: Token, prepositions: frozenset[str] | None
    ) -> str | None:
        """The mention attached to the trigger, else one in its clause, else the nearest in its sentence."""
        here = table.get(token.sentence)
        if not here:
            return None
        best: tuple[int, int, str] | None = None
        for name, first, last in here:
            rank = self._attachment(token, first, last)
            if prepositions is not None and not self._is_where(token, first, last, prepositions):
                rank += 3
            score = (rank, abs(first - token.index), name)
            if best is None or score < best:
                best = score
        return best[2] if best is not None and best[0] < 5 else None

    def _attachment(self, token: Token, first: int, last: int) -> int:
        """0: below the trigger; 1: below the verb that governs it; 2: the same clause; 3: elsewhere in the sentence."""
        top = self._top(first, last)
        chain = [top.index, *(t.index for t in self.parse.ancestors(top))]
        if token.index in chain:
            between = chain[: chain.index(token.index)]
            crossed = sum(self.parse.tokens[i].dep in ("relcl", "advcl", "ccomp") for i in between)
            return 0 if crossed == 0 else 3
        for rank, ancestor in enumerate(self.parse.ancestors(token)[:3]):
            if ancestor.index in chain:
                return 1 if rank == 0 else 2
        return 3

    def _is_where(self, token: Token, first: int, last: int, prepositions: frozenset[str]) -> bool:
        """A place after "in", before the trigger noun, as what is invaded or shelled, or as "the city saw clashes"."""
        top = self._top(first, last)
        if any(self.parse.tokens[i].lower in prepositions for i in range(max(0, first - 2), first)):
            return True
        if top.head == token.index:
            return top.dep in ("compound", "amod", "nmod", "dobj", "nsubjpass", "npadvmod")
        above = self.parse.head(top)
        if above.head == token.index and top.dep == "pobj":
            return above.lower in ("of", "to", "against", "into", "towards", "within", "through")
        return top.dep == "nsubj" and above.lemma in ("see", "witness", "suffer", "experience", "endure", "face")

    def _top(self, first: int, last: int) -> Token:
        top = self.parse.tokens[first]
        while first <= top.head <= last and top.head != top.index:
            top = self.parse.tokens[top.head]
        return top

    def _weapon(self, token: Token) -> tuple[Span | None, str | None]:
        """Weapon words below the trigger or its governing verb; those that are also harmless things only after
        "with", "using", "by" or before the trigger noun."""
        sentence = self.parse.sentences[token.sentence]
        best: tuple[int, Span, str] | None = None
        for candidate in self.parse.tokens_of(sentence):
            match = self._weapon_at(candidate, sentence.first) if candidate.pos in ("NOUN", "PROPN") else None
            if match is None or (candidate.dep == "dobj" and self.parse.head(candidate).lemma not in HANDLING):
                continue
            first, words, mode = match
            rank = self._attachment(token, first, candidate.index)
            if " ".join(words) in only_with() and not self._is_used(token, first, candidate):
                continue
            if rank > 1:
                continue
            score = (
                rank * 50 + abs(candidate.index - token.index),
                Span(self.parse.tokens[first].start, candidate.end),
                mode,
            )
            if best is None or score < best:
                best = score
        return (None, None) if best is None else (best[1], best[2])

    def _weapon_at(self, token: Token, first: int) -> tuple[int, tuple[str, ...], str] | None:
        for form in words_of(token):
            for words, mode in weapons().get(form, ()):
                start = token.index - len(words) + 1
                if start < first:
                    continue
                run = self.parse.tokens[start : token.index + 1]
                if all(w in words_of(t) for t, w in zip(run, words, strict=True)):
                    return start, words, mode
        return None

    def _is_used(self, trigger: Token, first: int, weapon: Token) -> bool:
        if weapon.dep in ("compound", "nmod") and weapon.head == trigger.index:
            return True
        if weapon.dep == "dobj" and weapon.head == trigger.index and trigger.lemma in HANDLING:
            return True
        return any(
            self.parse.tokens[i].lower in ("with", "using", "by", "from") for i in range(max(0, first - 3), first)
        )

"""By which name a doer goes that the words at hand only describe: "the man accused of it" -> "Omar Lind".

Three things give the name. It stands right after the description ("a guard who shot her, Omar Lind, was dismissed"),
it is said to be the name ("a group called the Delta Front", "identified the gunman as Omar Lind"), or the text tells of
one culprit and of one person by name who is said to have done it: then "the gunman" is he. What the chains of actors
resolve by themselves (`actors/actor_chains.py`) is not looked at again.
"""

from __future__ import annotations

from rashomon.data import lexicon
from rashomon.model import ActorMention, Parse, Reading, Responsibility, Span, Stance, Token

__all__ = ["DoerNames"]

ENDS = frozenset({",", ".", ";", ":", ")", "-", "–", "—"})
NAMELESS = frozenset({"state", "government", "media", "unnamed"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
PLURAL = frozenset({"NNS", "NNPS"})
BLAMING = frozenset({Stance.ASSERTS, Stance.ACCUSES, Stance.ADMITS})


class DoerNames:
    """The names of the doers of one reading that are only described, by the chain of their mentions."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.parse: Parse = reading.parse
        self.at = {actor.head: actor for actor in reading.actors}
        self.spans = {(actor.span.start, actor.span.end): actor for actor in reading.actors}
        self.starts = {actor.span.start: actor for actor in reading.actors if self._is_name(actor)}
        self.words = {key: frozenset(words) for key, words in lexicon("claims")["doers"].items()}
        named = {actor.chain for actor in self.starts.values()}
        self.names: dict[str, str] = {}
        described = [a for a in reading.actors if a.chain not in named and a.kind not in NAMELESS]
        for actor in described:
            name = self._beside(actor) or self._said(actor)
            if name is not None:
                self.names.setdefault(actor.chain, name.name)
        culprit = self._sole_culprit()
        for actor in described:
            if culprit is not None and self._is_the_culprit(actor):
                self.names.setdefault(actor.chain, culprit)

    def name(self, given: str, words: Span) -> str:
        """The name of the doer of these words, or the one that is `given`."""
        actor = self.spans.get((words.start, words.end))
        return self.names.get(actor.chain, given) if actor is not None else given

    def _is_name(self, actor: ActorMention) -> bool:
        return not actor.pronoun and self.parse.tokens[actor.head].pos == "PROPN"

    # ------------------------------------------------------------ names beside a description

    def _beside(self, actor: ActorMention) -> ActorMention | None:
        """ "An officer, Omar Lind,": a name between commas after the phrase or the clause that belongs to it."""
        head = self.parse.tokens[actor.head]
        if head.pos != "NOUN":
            return None
        last = self.parse.within(actor.span)[-1].index
        names = (self._after(t) for t in self.parse.tokens[last : last + 2] if t.text == ",")
        name = next((n for n in names if n is not None and self._fits(head, actor, n)), None)
        return name or self._after_clause(actor, head)

    def _after_clause(self, actor: ActorMention, head: Token) -> ActorMention | None:
        """ "The guard who shot Omar Lind, Peter Lund, was dismissed": two names of people are not one's own."""
        for clause in self.parse.dependents(head, "acl", "relcl"):
            below = self.parse.subtree(clause)
            for comma in self.parse.tokens[clause.index : below[-1].index + 2]:
                name = self._after(comma) if comma.text == "," else None
                if name is None or not self._fits(head, actor, name):
                    continue
                above = self.parse.head(self.parse.tokens[name.head])
                if above not in below or above.pos == "PROPN" or above.index == clause.index:
                    return name
        return None

    def _after(self, comma: Token) -> ActorMention | None:
        """The name that begins right after a comma and ends before the next mark."""
        following = self.parse.tokens[comma.index + 1 : comma.index + 2]
        name = self.starts.get(following[0].start) if following else None
        if name is None:
            return None
        last = self.parse.within(name.span)[-1].index
        ending = self.parse.tokens[last + 1 : last + 2]
        return name if ending and ending[0].text in ENDS and ending[0].sentence == comma.sentence else None

    def _fits(self, head: Token, actor: ActorMention, name: ActorMention) -> bool:
        """One person for one, a body for a body; not the subject of another clause ("shot by a guard, X, 14, died")."""
        one = head.tag not in PLURAL and head.lemma not in lexicon("actors")["bodies"]["nouns"]
        if (name.kind == "person") != one or name.kind in NAMELESS or actor.chain == name.chain:
            return False
        other = self.parse.tokens[name.head]
        return other.dep not in SUBJECTS or head.dep in SUBJECTS

    # ------------------------------------------------------------ names that are said to be names

    def _said(self, actor: ActorMention) -> ActorMention | None:
        """ "A group called X", "the group is known as X", "named the gunman as X", "identified X as the gunman"."""
        head = self.parse.tokens[actor.head]
        told_of = [self.parse.head(head)] if head.dep in {"nsubjpass", "dobj"} else []
        for verb in (*self.parse.dependents(head, "acl", "relcl"), *told_of):
            if verb.lemma in self.words["calling"]:
                name = self._told_name(verb)
                if name is not None and self._fits(head, actor, name):
                    return name
        return self._told_as(actor, head)

    def _told_name(self, verb: Token) -> ActorMention | None:
        """The name after "called" or "known as"."""
        told = [*self.parse.dependents(verb, "oprd", "attr", "dobj")]
        told += [o for p in self.parse.dependents(verb, "prep") if p.lower == "as" for o in self._objects(p)]
        return next((self.at[t.index] for t in told if t.index in self.at and self._is_name(self.at[t.index])), None)

    def _objects(self, preposition: Token) -> tuple[Token, ...]:
        return self.parse.dependents(preposition, "pobj")

    def _told_as(self, actor: ActorMention, head: Token) -> ActorMention | None:
        """ "Police identified X as the man who opened fire"."""
        preposition = self.parse.head(head)
        verb = self.parse.head(preposition)
        if verb.pos == "PROPN" and verb.dep in {"dobj", "nsubjpass"}:  # "named X as": hung on the name
            verb = self.parse.head(verb)
        if head.dep != "pobj" or preposition.lower != "as" or verb.lemma not in self.words["identifying"]:
            return None
        told = self.parse.dependents(verb, "dobj", "nsubjpass")
        name = self.at.get(told[0].index) if told else None
        if name is None or name.kind != "person" or head.tag in PLURAL or name.chain == actor.chain:
            return None
        return name

    # ------------------------------------------------------------ the one culprit of a text

    def _sole_culprit(self) -> str | None:
        """The one person by name who is said to have done it, where the text tells of one culprit only."""
        if any(self._is_culprit(t) and t.tag in PLURAL for t in self.parse.tokens):
            return None
        names = {found.actor for found in self.reading.responsibilities if self._lays_to_person(found)}
        names |= {self.names[a.chain] for a in self.reading.actors if a.chain in self.names and self._is_single(a)}
        return names.pop() if len(names) == 1 else None

    def _lays_to_person(self, found: Responsibility) -> bool:
        actor = self.spans.get((found.actor_span.start, found.actor_span.end))
        if actor is None or found.stance not in BLAMING:
            return False
        if actor.kind != "person" and self.parse.tokens[actor.head].entity != "PERSON":
            return False
        return any(a.chain == actor.chain for a in self.starts.values())

    def _is_single(self, actor: ActorMention) -> bool:
        return self._is_culprit(self.parse.tokens[actor.head])

    def _is_culprit(self, noun: Token) -> bool:
        return noun.pos == "NOUN" and noun.lemma in self.words["culprits"]

    def _is_the_culprit(self, actor: ActorMention) -> bool:
        """ "The gunman", "the man accused of the shooting", and nobody who is another or a second one."""
        head = self.parse.tokens[actor.head]
        before = {t.lower for t in self.parse.tokens[self.parse.within(actor.span)[0].index : head.index]}
        if head.tag in PLURAL or "the" not in before or before & self.words["others"]:
            return False
        accused = any(t.lemma in self.words["accused"] for t in self.parse.dependents(head, "acl"))
        return self._is_culprit(head) or (accused and head.lemma in self.words["people"])

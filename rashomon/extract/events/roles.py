"""Who did it and to whom, by syntax.

`Roles` is made once for a document. Actors come from `reading.actors`; a role is the id of a mention.
"""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.data import lexicon
from rashomon.extract.actors.entities import is_capital
from rashomon.extract.counts.groups import is_people
from rashomon.extract.events.evidence import names_property
from rashomon.extract.events.passives import is_lost_active, is_passive_deed
from rashomon.extract.events.role_words import (
    AIMED,
    BESIDE,
    BY_HANDS,
    CHARGING,
    COUNTERS,
    CROWDS,
    FIGHTING,
    HAPPENING,
    HOLDING,
    HOMELANDS,
    LIGHT,
    NAMES,
    PARTITIVES,
    PRISON,
    QUALITY,
    RANKS,
    REPEL,
    SIDES,
    SPELLS,
    STRIFE,
    TAKING,
    TARGETS,
    TELLING,
    TOWARDS,
)
from rashomon.extract.syntax.phrases import follows_anti
from rashomon.model import Parse, Reading, Token

__all__ = ["Found", "Roles"]


@dataclass(frozen=True, slots=True)
class Found:
    """The roles of one trigger: ids of actor mentions, and the tokens of the phrases that act."""

    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    doers: tuple[int, ...] = ()


class Roles:
    """Indexes of a reading by token, and the search for the roles of a trigger."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.parse: Parse = reading.parse
        self.spans: dict[str, tuple[int, int]] = {}
        self.actor_heads: dict[int, str] = {}
        self.actor_inside: dict[int, str] = {}
        self.chains = {actor.id: actor.chain for actor in reading.actors}
        self.kinds = {actor.id: actor.kind for actor in reading.actors}
        for actor in reading.actors:
            self.actor_heads.setdefault(actor.head, actor.id)
            inside = self.parse.within(actor.span)
            for token in inside:
                self.actor_inside.setdefault(token.index, actor.id)
            if inside:
                self.spans[actor.id] = (inside[0].index, inside[-1].index)

    def find(
        self, token: Token, nominal: bool, of: str | None, mutual: bool, taken: frozenset[int] = frozenset()
    ) -> Found:
        """The roles of a trigger; `taken` are the tokens of the trigger itself ("state of emergency")."""
        actors, recipients = self._nominal(token, of, mutual) if nominal else self._verbal(token, mutual)
        actors = [t for t in actors if t.index not in taken]
        recipients = [t for t in recipients if t.index not in taken]
        doers = tuple(dict.fromkeys(i for t in actors for i in self.ids(t)))
        acting = {self.chains[i] for i in doers}
        sufferers = tuple(
            i
            for i in dict.fromkeys(i for t in recipients for i in self.ids(t) or self._holders(t))
            if self.chains[i] not in acting
        )
        return Found(doers, sufferers, tuple(t.index for t in actors))

    def addressed(self, verb: Token, acting: tuple[str, ...]) -> tuple[str, ...]:
        """Whom words or help are for: "rejected the mayor's offer", "calls by Peru", "halted aid to rebels"."""
        near = self._through(verb, TOWARDS)
        for thing in self.parse.dependents(verb, "dobj", "nsubjpass"):
            near += [t for t in self.parse.dependents(thing, "poss", "amod", "compound", "nmod") if t.tag != "PRP$"]
            near += self._through(thing, TOWARDS)
        chains = {self.chains[i] for i in acting}
        found = (i for t in near for i in self.ids(t))
        return tuple(i for i in dict.fromkeys(found) if self.chains[i] not in chains)

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

    def _holders(self, thing: Token) -> tuple[str, ...]:
        """Those whose place or thing is hit: "the army's positions", "a camp belonging to the militia"."""
        if not names_property(thing):
            return ()
        owners = [t for t in self.parse.dependents(thing, "poss", "compound", "nmod", "amod") if t.tag != "PRP$"]
        owners += self._through(thing, frozenset({"of"}))
        for verb in self.parse.dependents(thing, "acl"):
            if verb.lemma == "belong":
                owners += self._through(verb, frozenset({"to"}))
            elif verb.lemma in HOLDING:
                owners += self._agents(verb)
        return tuple(i for t in owners for i in self.ids(t) if not self._is_spot(t))

    def _is_spot(self, token: Token) -> bool:
        """A place that says where a thing is, rather than whose."""
        return token.entity in ("GPE", "LOC", "FAC")

    def _through(self, token: Token, names: frozenset[str]) -> list[Token]:
        return [
            o
            for p in self.parse.dependents(token, "prep", "agent")
            if p.lower in names
            for o in self.parse.dependents(p, "pobj")
        ]

    # ------------------------------------------------------------ verbs

    def _verbal(self, verb: Token, mutual: bool) -> tuple[list[Token], list[Token]]:
        passive = is_passive_deed(self.parse, verb)
        agents = self._agents(verb)
        if passive:
            return agents, self._passive_subjects(verb)
        actors = [who for subject in self.subjects(verb) for who in self._behind(subject)] or agents
        recipients = list(self.parse.dependents(verb, "dobj", "dative"))
        recipients += self._through(verb, TARGETS if verb.lemma in AIMED else TARGETS - {"at"})
        if mutual and verb.lemma in FIGHTING:
            return actors + self._through(verb, SIDES), recipients
        if mutual:
            return actors + recipients + self._through(verb, SIDES), []
        if verb.lemma == "come":  # "those who came under attack from rebels"
            under = self._through(verb, frozenset({"under"}))
            by = [o for t in (verb, *under) for o in self._through(t, frozenset({"from", "by"}))]
            return by, actors
        return actors, recipients

    def _behind(self, subject: Token) -> list[Token]:
        """ "Bombs from rebels killed", "the rebels' shells killed": who is behind what kills, else the thing."""
        if self.ids(subject) or subject.pos != "NOUN" or subject.lemma.endswith(QUALITY):
            return [subject]
        owners = [t for t in self.parse.dependents(subject, "poss") if not self._owns_place(subject, t)]
        owners += self._through(subject, frozenset({"from", "by"}))
        return [t for t in owners if self.ids(t)] or [subject]

    def _agents(self, verb: Token) -> list[Token]:
        by_whom = [by for by in self.parse.dependents(verb, "agent") if not self._is_refused(by)]
        found = [o for by in by_whom for o in self.parse.dependents(by, "pobj")]
        for preposition in self.parse.dependents(verb, "prep"):
            for thing in self.parse.dependents(preposition, "pobj"):
                if preposition.lower in ("at", "on") and thing.lemma in BY_HANDS:
                    found.extend(self._through(thing, frozenset({"of"})))
                elif preposition.lower == "by" and not self._is_refused(preposition):
                    found.append(thing)
        head = self.parse.head(verb)
        shares = verb.dep == "conj" and not self.parse.dependents(verb, "auxpass", "aux", "nsubj", "dobj")
        if not found and shares and head.tag == "VBN" and is_passive_deed(self.parse, head):
            return [t for t in self._agents(head) if t.index < verb.index]  # "dragged off by guards and detained"
        return found

    def _is_refused(self, by: Token) -> bool:
        """ "Killed by a crowd, not by soldiers"."""
        return by.index > 0 and self.parse.tokens[by.index - 1].lower == "not"

    def _passive_subjects(self, verb: Token, depth: int = 0) -> list[Token]:
        found = list(self.parse.dependents(verb, "nsubjpass", "nsubj"))
        head = self.parse.head(verb)
        if found:
            return [noun for t in found if (noun := self._antecedent(verb, t)) is not None]
        if verb.dep in ("acl", "amod", "relcl"):
            return [head]
        if verb.dep in ("conj", "xcomp", "advcl") and depth < 4:
            return self._passive_subjects(head, depth + 1) if head.pos in ("VERB", "AUX") else []
        return []

    def subjects(self, verb: Token, depth: int = 0) -> list[Token]:
        """Subjects of a verb: its own, or the one that it shares with the verb it hangs on."""
        found = list(self.parse.dependents(verb, "nsubj"))
        if found:
            return [noun for t in found if (noun := self._antecedent(verb, t)) is not None]
        if verb.head == verb.index or depth > 5:
            return []
        return self._shared_subjects(verb, self.parse.head(verb), depth)

    def _shared_subjects(self, verb: Token, head: Token, depth: int) -> list[Token]:
        parse = self.parse
        found: list[Token] = []
        if (verb.dep in ("acl", "relcl") and (verb.tag != "VBN" or is_lost_active(self.parse, verb))) or (
            verb.dep == "amod" and verb.lower.endswith("ing") and self._acts_before(verb, head)
        ):
            found = [self._holder(head)]
        elif verb.dep == "xcomp" and self._asked(head) is not None:
            asked = parse.dependents(head, "nsubj")[:1]
            found = [noun for t in asked if (noun := self._antecedent(head, t)) is not None]
        elif verb.dep == "xcomp":
            found = [t for t in parse.dependents(head, "dobj") if not self._is_means(head, t)]
            found = found or list(parse.dependents(head, "nsubjpass"))
            found = found or self.subjects(head, depth + 1)
        elif (nearer := self._nearer_deed(verb, head)) is not None:
            found = self.subjects(nearer, depth + 1)
        elif self._has_lost_subject(verb, head):
            return []
        elif verb.dep in ("conj", "parataxis") or (verb.dep == "advcl" and not is_passive_deed(self.parse, head)):
            found = list(parse.dependents(head, "nsubjpass")) or self.subjects(head, depth + 1)
        elif verb.dep == "pcomp":
            found = self._controlling(head, depth)
        return found

    def _acts_before(self, verb: Token, noun: Token) -> bool:
        """ "Attacking forces", "arresting officers"; not "fighting groups", "criticised for arresting journalists"."""
        kind = self.kinds.get(self.actor_heads.get(noun.index, ""))
        return verb.lemma not in FIGHTING and (verb.lemma not in TAKING or kind in ("police", "military"))

    def _has_lost_subject(self, verb: Token, head: Token) -> bool:
        """ "Spoke after the attack there killed nine": the subject of a clause is taken for what "after" governs."""
        if verb.dep != "advcl" or verb.tag not in ("VBD", "VBZ", "VBP") or verb.index < head.index:
            return False
        before = [t for t in self.parse.tokens[head.index + 1 : verb.index] if t.pos != "ADV"]
        last = before[-1] if before else verb
        preposition = self.parse.head(last)
        after = preposition.lower in ("after", "before", "as") and preposition.index > head.index
        return last.dep == "pobj" and after

    def _asked(self, saying: Token) -> Token | None:
        """The speaker in "the man who police say killed six": the other subject is the doer."""
        subjects = self.parse.dependents(saying, "nsubj")
        relative = len(subjects) == 2 and saying.lemma in TELLING and subjects[0].tag in ("WP", "WDT")
        return subjects[1] if relative else None

    def _nearer_deed(self, verb: Token, head: Token) -> Token | None:
        """ "Police named the man who opened fire at a fair, killing three": whoever tells it did not kill."""
        if verb.dep != "advcl" or verb.tag != "VBG" or head.lemma not in TELLING or head.index > verb.index:
            return None
        before = [t for t in self.parse.tokens[head.index + 1 : verb.index] if t.pos == "VERB"]
        inside = [t for t in before if head in self.parse.ancestors(t) and t.dep in ("relcl", "ccomp", "acl", "conj")]
        return inside[-1] if inside else None

    def _is_means(self, verb: Token, noun: Token) -> bool:
        """ "Used gas to disperse them", "used bombers to hit the port": it is not the gas that disperses."""
        if verb.lemma == "use" and (noun.pos == "NOUN" or not self.ids(noun)):
            return True
        return noun.pos == "NOUN" and is_people(noun) is not True and not self.ids(noun)

    def _holder(self, noun: Token) -> Token:
        """ "A man with a rifle shooting at a group of guards": whoever holds the thing, where the thing is no actor."""
        preposition = self.parse.head(noun)
        if noun.dep != "pobj" or preposition.lower != "with" or self.ids(noun):
            return noun
        holder = self.parse.head(preposition)
        return holder if holder.pos in ("NOUN", "PROPN") and self.ids(holder) else noun

    def _controlling(self, preposition: Token, depth: int) -> list[Token]:
        """Whose deed a gerund after a preposition is: "accused him of killing", "began by shelling"."""
        outer = self.parse.head(preposition)
        if outer.pos in ("NOUN", "PROPN", "PRON") and outer.dep in ("dobj", "nsubjpass"):
            return [outer]  # "accused rebels of killing", where "of" hangs on the noun
        if outer.tag == "VBN" and outer.dep == "acl" and not self.parse.dependents(outer, "dobj", "agent"):
            return [self.parse.head(outer)]  # "the man identified as having killed", "charged with killing"
        if preposition.lower == "for" and outer.lemma in PRISON:  # "spent nine years in prison for shooting a guard"
            verb = next((t for t in self.parse.ancestors(outer) if t.pos in ("VERB", "AUX")), None)
            return self.subjects(verb, depth + 1) if verb is not None else []
        controlled = [t for t in self.parse.dependents(outer, "dobj", "nsubjpass") if t.lemma not in SPELLS]
        if controlled and preposition.lower in ("of", "from", "for", "into", "with"):
            return list(controlled)
        if preposition.lower in ("after", "before") and self.parse.dependents(outer, "nsubjpass"):
            return list(self.parse.dependents(outer, "nsubjpass"))  # "was acquitted after killing"
        return self.subjects(outer, depth + 1) if outer.pos in ("VERB", "AUX") else []

    def _antecedent(self, verb: Token, subject: Token) -> Token | None:
        """ "Who", "which" and "that" stand for the noun that the relative clause describes; None for an event."""
        if subject.tag in ("WP", "WDT") and verb.dep in ("ccomp", "advcl") and self.parse.head(verb).lemma == "be":
            told = self.parse.dependents(self.parse.head(verb), "attr")  # "it was Peru that struck"
            it = any(t.lower == "it" for t in self.parse.dependents(self.parse.head(verb), "nsubj"))
            return told[0] if it and told and told[0].index < subject.index else subject
        if subject.tag in ("WP", "WDT") and verb.dep in ("relcl", "acl"):
            noun = self.parse.head(verb)
            outer = self.parse.head(self.parse.head(noun))
            if (
                subject.tag == "WDT"
                and noun.pos == "NOUN"
                and noun.index not in self.actor_heads
                and not is_people(noun)
            ):
                return subject  # "survivors of the blast that killed nine": they did not
            beside = self.parse.tokens[max(subject.index - 1, 0)]
            event = beside.pos == "NOUN" and any(beside.lemma in w for w in lexicon("link_events")["families"].values())
            if subject.tag == "WDT" and (noun.index > subject.index or (event and beside.index != noun.index)):
                return None  # "names the victims of the crash that killed nine": they did not
            named = self._said_to_be(noun) if subject.lower in ("who", "that") else None
            if named is not None:
                return named
            placed = subject.lower == "who" and noun.entity in ("GPE", "LOC") and noun.dep == "pobj"
            return outer if placed and outer.pos in ("NOUN", "PROPN") else noun  # "militants in Iraq, who ..."
        return subject

    def _said_to_be(self, noun: Token) -> Token | None:
        """ "X was the man who shot her", "X was one of those who": X did. The subject, if it is a name."""
        verb = self.parse.head(noun)
        if noun.dep != "attr" or verb.lemma != "be" or noun.tag != "NN" or is_people(noun) is not True:
            return None
        if any(t.dep == "neg" for t in self.parse.dependents(verb, "neg")):
            return None
        subjects = self.parse.dependents(verb, "nsubj")
        named = subjects and subjects[0].pos == "PROPN" and subjects[0].index in self.actor_heads
        return subjects[0] if named else None

    # ------------------------------------------------------------ nouns

    def _nominal(self, noun: Token, of: str | None, mutual: bool) -> tuple[list[Token], list[Token]]:
        """ "The attack by X on Y", "X's killing of Y", "clashes between X and Y", "X launched an attack on Y"."""
        actors = self._through(noun, frozenset({"by"})) if not self._is_charge(noun) else []
        actors += self._of_hands(noun)
        targets = self._through(noun, TARGETS - {"at"} - ({"on"} if self._is_blamed(noun) else frozenset()))
        targets += [t for doer in actors for t in self._through(doer, frozenset({"on", "against"}))]
        sides = self._through(noun, SIDES) + self._parties(noun) + (self._between(noun) if mutual else [])
        of_nouns = self._through(noun, frozenset({"of"}))
        actors += [t for victim in of_nouns for t in self._through(victim, frozenset({"by"}))]
        owners = [t for t in self.parse.dependents(noun, "poss") if not self._owns_place(noun, t)]
        owners = [o for t in owners for o in self._owner(noun, t)]
        within = (noun, *self.parse.dependents(noun, "compound"))  # "U.S. drone strikes": hung on the drones
        makers = [t for n in within for t in self.parse.dependents(n, *BESIDE) if self._is_maker(t)]
        if noun.lemma in STRIFE and len(makers) == 1 and (self._is_where(makers[0]) or noun.text == "War"):
            makers = []
        if mutual and noun.lemma in STRIFE and not actors + makers + self._through(noun, SIDES - {"with"}):
            return self._at_war(noun), targets
        if mutual:
            return actors + sides + makers, targets
        if of == "recipient" and not of_nouns and not owners:  # "the Novak killing"
            of_nouns = [t for t in makers if self.kinds.get(self.actor_inside.get(t.index, "")) == "person"]
            makers = [t for t in makers if t not in of_nouns]
        if of == "recipient":
            recipients = of_nouns + targets + (owners if not of_nouns else [])
            actors += (owners if of_nouns else []) + makers
        else:
            recipients = targets + (of_nouns if of != "actor" or owners or makers or actors else [])
            actors += owners + makers
            if of == "actor" and not recipients:
                recipients = of_nouns
        if not any(self.ids(t) or self._holders(t) for t in recipients):
            recipients = [*recipients, *self._defenders(noun)]
        if not actors:
            actors = self._light_subjects(noun)
        if not actors and not recipients:
            actors, recipients = self._subjected(noun)
        if not actors and not recipients:
            return self._joined(noun, of)
        return actors, recipients

    def _is_blamed(self, noun: Token) -> bool:
        """ "Blamed the deaths on rebels": the parser hangs the blamed on the noun."""
        verb = self.parse.head(noun)
        return noun.dep in ("dobj", "nsubjpass") and verb.lemma in ("blame", "pin")

    def _is_charge(self, noun: Token) -> bool:
        """ "Was accused of assault by a neighbour": she accuses him."""
        verb = self.parse.head(self.parse.head(noun))
        return noun.dep == "pobj" and verb.lemma in CHARGING and is_passive_deed(self.parse, verb)

    def _defenders(self, noun: Token) -> list[Token]:
        """ "The attack was repelled by soldiers", "guards fended off the raid"."""
        verb = self.parse.head(noun)
        forms = {verb.lemma, *(f"{verb.lemma} {p.lower}" for p in self.parse.dependents(verb, "prt", "advmod"))}
        if noun.dep not in ("dobj", "nsubjpass") or not forms & REPEL:
            return []
        return self._agents(verb) if noun.dep == "nsubjpass" else self.subjects(verb)

    def _parties(self, noun: Token) -> list[Token]:
        """ "Clashes broke out between X and Y": the sides hang on the verb."""
        verb = self.parse.head(noun)
        if noun.dep not in ("nsubj", "nsubjpass") or verb.lemma not in HAPPENING:
            return []
        return self._through(verb, frozenset({"between", "among", "involving"}))

    def _between(self, noun: Token) -> list[Token]:
        """ "Clashes in the port and other districts between X and Y": the sides hang on the place."""
        where = self._through(noun, frozenset({"in", "at", "near", "across"}))
        where += [t for place in where for t in self.parse.dependents(place, "conj")]
        return [t for place in where for t in self._through(place, frozenset({"between"}))]

    def _owner(self, noun: Token, owner: Token) -> list[Token]:
        """ "Peru began its offensive": a pronoun that is not resolved stands for the subject."""
        verb = self.parse.head(noun)
        if owner.tag != "PRP$" or self.ids(owner) or noun.dep != "dobj":
            return [owner]
        one = owner.lower in ("his", "her")
        many = owner.lower == "their"
        found = self.subjects(verb) if verb.pos == "VERB" else []
        plural = [t.tag in ("NNS", "NNPS") or t.lower in ("they", "we") for t in found]
        return [
            t for t, more in zip(found, plural, strict=True) if not (one and more) and not (many and t.lower == "he")
        ]

    def _is_maker(self, token: Token) -> bool:
        """ "Rebel attack", "U.S. strikes", "Russian raid"; but a city or country in full says where it was."""
        actor = self.actor_inside.get(token.index)
        if actor is None or actor not in self.spans or self.spans[actor][0] <= token.head <= self.spans[actor][1]:
            return False
        if is_capital(token.text) or follows_anti(self.parse, self.spans[actor][0]):  # "the Copenhagen attack"
            return False
        return token.entity not in ("GPE", "LOC", "FAC") or token.pos == "ADJ" or token.text.replace(".", "").isupper()

    def _is_where(self, maker: Token) -> bool:
        """ "The Chadian civil war", "the Chad war": a country alone before it says where, not who; not "Chad-Sudan"."""
        beside = {self.parse.tokens[i].text for i in (maker.index - 1, maker.index + 1) if i >= 0}
        return maker.entity in ("NORP", "GPE", "EVENT") and not beside & {"-", "–", "and", "/"}

    def _owns_place(self, noun: Token, owner: Token) -> bool:
        """ "Chad's civil war", "Chad's protests", "Chad's deadliest attack": it says where; not "Chad's war on X"."""
        if owner.entity != "GPE" and owner.lemma not in HOMELANDS:
            return False
        described = self.parse.dependents(noun, "amod")
        ranked = any(t.lower in RANKS for t in described) and not self._through(noun, TARGETS)
        civil = noun.lower in CROWDS or (noun.lemma in STRIFE and not self._through(noun, TARGETS | {"in", "with"}))
        return civil or ranked or any(t.tag == "JJS" for t in described)

    def _at_war(self, noun: Token) -> list[Token]:
        """ "Peru started a war with Chad": both; of "a war with Chad" alone nobody knows who wages it."""
        others = self._through(noun, frozenset({"with"}))
        owners = [t for t in self.parse.dependents(noun, "poss") if not self._owns_place(noun, t)]
        ours = [*owners, *self._light_subjects(noun), *self._parties(noun)]
        return [*ours, *others] if any(self.ids(t) for t in ours) else []

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

    def _subjected(self, noun: Token) -> tuple[list[Token], list[Token]]:
        """ "Suspects were subject to torture by guards"."""
        outer = self.parse.head(self.parse.head(noun))
        if noun.dep != "pobj" or outer.lemma not in ("subject", "expose", "submit"):
            return [], []
        holder = self.parse.head(outer) if outer.dep in ("conj", "acomp", "attr") else outer
        agents = self._agents(outer) or self._through(outer, frozenset({"by"}))
        return agents, list(self.parse.dependents(holder, "nsubjpass", "nsubj"))

    def _of_hands(self, noun: Token) -> list[Token]:
        hands = [thing for thing in self._through(noun, frozenset({"at"})) if thing.lemma in BY_HANDS]
        return [inner for thing in hands for inner in self._through(thing, frozenset({"of"}))]

    def _light_subjects(self, noun: Token) -> list[Token]:
        """The subject of a verb that only says that it happened: "rebels carried out the attack"."""
        top = self._counted_in(noun)
        verb = self.parse.head(top)
        if any(t.lemma in NAMES for t in self.parse.dependents(noun, "nmod", "compound")):
            return []  # "used the term 'coup'"
        if top.dep == "dobj" and verb.lemma in LIGHT:
            return self._agents(verb) if is_passive_deed(self.parse, verb) else self.subjects(verb)
        if top.dep == "nsubjpass" and verb.lemma in LIGHT:
            return self._agents(verb)
        described = [t for t in self.parse.dependents(noun, "acl", "relcl") if t.lemma in LIGHT or t.lemma == "blame"]
        return [agent for verb in described for agent in self._agents(verb)]

    def _counted_in(self, noun: Token) -> Token:
        """ "A series of raids", "one of the worst attacks": the word that stands for them in the clause."""
        for _ in range(2):
            of = self.parse.head(noun)
            counter = self.parse.head(of)
            if noun.dep != "pobj" or of.lower != "of" or counter.lemma not in COUNTERS:
                break
            noun = counter
        return noun

"""What the rules for responsibility share: who can be blamed, which event is meant, what a rule found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache

from rashomon.data import lexicon
from rashomon.extract.actors.actors import ActorDesk
from rashomon.extract.attribution.voices import UNNAMED, Voices
from rashomon.extract.counts.groups import is_people
from rashomon.extract.events.modality import modality_of
from rashomon.extract.syntax.phrases import phrase_bounds, phrase_name
from rashomon.model import (
    ActorMention,
    Claimant,
    ClaimantKind,
    EventMention,
    EventType,
    Modality,
    Reading,
    Span,
    Stance,
    Token,
)

__all__ = ["LOOKBACK", "Blamed", "CaseDesk", "Finding", "only_saw_it", "words"]

DEEDS = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.MOBILIZE, EventType.OTHER})
GRAVE = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST})
AFTER = 2  # sentences forward to the deed, where none was told before
LOOKBACK = 6  # sentences from words of responsibility back to the deed they speak of
VERB_INWARD = frozenset({"dobj", "prep", "xcomp", "pobj", "pcomp", "attr", "acomp", "ccomp", "oprd"})
INWARD = frozenset({"in", "of", "to", "behind", "out", "up", "for", "at", "over", "as"})
NOUN_INWARD = frozenset({"prep", "pobj", "pcomp", "acl", "nmod", "relcl"})
QUANTITIES = frozenset({"many", "some", "most", "several", "all", "both", "few", "one"})  # "many of which"
EXCEPT = frozenset({"none", "nobody", "one", "anyone", "noone"})


@cache
def words(section: str, *keys: str) -> frozenset[str]:
    """Words of one or several keys of a section of the lexicon `responsibility`."""
    return frozenset(word for key in keys for word in lexicon("responsibility")[section][key])


def only_saw_it(name: str) -> bool:
    """ "Witnesses say he asked whether they prayed before killing them": a wrong "they" makes them no murderers."""
    last = name.lower().split()[-1:]
    forms = {form for word in last for form in (word, word.removesuffix("s"), word.removesuffix("es"))}
    return not forms.isdisjoint(words("doers", "onlookers"))


@dataclass(frozen=True, slots=True)
class Blamed:
    """An actor named in words of responsibility."""

    name: str
    kind: str
    span: Span
    head: Token
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found. `claimant` is a token, "UNNAMED", or None where the speech around decides; `target` the
    token whose phrase tells of the event, None for the nearest one before."""

    cue: Token
    actor: Blamed
    target: Token | None
    claimant: Token | str | None
    stance: Stance
    modality: Modality
    strict: bool = True  # without an event in the target's phrase the words say nothing of an event
    reach: int = LOOKBACK  # sentences back to the deed where the target names none


class CaseDesk:
    """The mentions of one document, by token, and the questions that the rules ask of them."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.parse = reading, reading.parse
        self.voices = Voices(reading)
        self.actors: dict[int, ActorMention] = {}
        for mention in reading.actors:
            self.actors.setdefault(mention.head, mention)
        self.naming = ActorDesk(reading)
        self.events = sorted((e for e in reading.events if e.type in DEEDS), key=lambda e: e.head)
        self.frequency = Counter(self.parse.tokens[e.head].lemma for e in self.events)
        self.cued = {t.index: a for a in reading.attributions if a.cue for t in self.parse.within(a.cue)}
        self.by_head: dict[int, EventMention] = {}
        threats = [e for e in reading.events if e.type is EventType.THREATEN]  # what one is charged with
        for event in (*self.events, *threats):
            self.by_head.setdefault(event.head, event)

    # ------------------------------------------------------------ actors

    def blamed(self, head: Token | None) -> Blamed | None:
        """The actor that a noun phrase names, by its fullest name; None where it names nobody."""
        if head is None:
            return None
        head = self.exception(head)
        named = self._named_apposition(head)
        if named is not None:
            return named
        mention = self.actors.get(head.index)
        if mention is not None:
            return Blamed(mention.name, mention.kind, mention.span, head, mention.country)
        draft = self.naming.describe(head)
        if draft is not None:
            span = Span(self.parse.tokens[draft.first].start, self.parse.tokens[draft.last].end)
            mention = self.actors.get(draft.head.index)
            name = mention.name if mention is not None else draft.name
            return Blamed(name, draft.kind, span, draft.head, draft.country)
        return None

    def named(self, head: Token) -> Blamed | None:
        """A proper name that no rule knows, where the words around leave no doubt that it acts."""
        if head.pos != "PROPN":
            return None
        first, last = phrase_bounds(self.parse, head)
        span = Span(self.parse.tokens[first].start, self.parse.tokens[last].end)
        return Blamed(phrase_name(self.parse, self.reading.document.text, first, last), "organisation", span, head)

    def printed(self, head: Token) -> Blamed | None:
        """A common noun in its own words, where whoever it means has acted: "its northern branch"."""
        if head.pos != "NOUN":
            return None
        first, last = phrase_bounds(self.parse, head)
        span = Span(self.parse.tokens[first].start, self.parse.tokens[last].end)
        return Blamed(phrase_name(self.parse, self.reading.document.text, first, last), "group", span, head)

    def person(self, head: Token) -> Blamed | None:
        """Whom a phrase names, also people that no list of actors has: "a psychiatrist", "a teen"."""
        known = self.blamed(head)
        if known is not None or head.lemma in {"one", "other", "agent"}:  # also "a nerve agent"
            return known
        return self.printed(head) if is_people(head) is True else None

    def branch(self, head: Token) -> Blamed | None:
        """ "The group's northern branch", "a wing of the movement": a part of a group that has a name."""
        whose = any(t.index in self.actors for t in self.parse.dependents(head, "poss", "compound", "amod"))
        of = [o for p in self.parse.dependents(head, "prep") for o in self.parse.dependents(p, "pobj")]
        named = whose or any(t.index in self.actors for t in of)
        return self.printed(head) if named and head.lemma in words("phrases", "branches") else None

    def adjective(self, token: Token) -> Blamed | None:
        """A state or group named by an adjective: "Russian involvement"."""
        draft = self.naming.adjective(token)
        if draft is None:
            return None
        span = Span(self.parse.tokens[draft.first].start, self.parse.tokens[draft.last].end)
        return Blamed(draft.name, draft.kind, span, draft.head, draft.country)

    def first_of_name(self, token: Token) -> int:
        """The first token of the name that ends here."""
        draft = self.naming.adjective(token) or self.naming.describe(token)
        return draft.first if draft is not None and draft.last == token.index else token.index

    def exception(self, head: Token) -> Token:
        """X in "none other than X", "none aside from X", "no one but X"; any other token is itself."""
        if head.lower not in EXCEPT:
            return head
        window = self.parse.tokens[head.index + 1 : head.index + 7]
        lowered = [t.lower for t in window[:3]]
        if not lowered or lowered[0] not in {"other", "aside", "apart", "else", "but", "except"}:
            return head
        found = [t for t in window if t.pos in {"PROPN", "NOUN"} and t.sentence == head.sentence]
        for token in found:
            if not any(t.index == token.index + 1 for t in found) or token.dep not in {"compound", "amod"}:
                return token
        return head

    def _named_apposition(self, head: Token) -> Blamed | None:
        """ "the man accused of plotting the attack, Firstname Lastname," names the man."""
        mention = self.actors.get(head.index)
        if mention is None or mention.kind != "person" or head.pos != "NOUN":
            return None
        if mention.name[:1].isupper() and mention.name != self.reading.quote(mention.span):
            return None
        tokens = self.parse.tokens
        last = max((t.index for t in self.parse.subtree(head)), default=head.index)
        clause = self.parse.dependents(head, "acl", "relcl")
        ends = {last, *(max(t.index for t in self.parse.subtree(c)) for c in clause)}
        verb = self.parse.head(head)
        if head.dep == "nsubj" and verb.tag == "VBN":
            ends.add(max(t.index for t in self.parse.subtree(verb)))
        for end in sorted(ends):
            comma = next((i for i in (end, end + 1) if i < len(tokens) and tokens[i].text == ","), None)
            if comma is None or comma + 1 >= len(tokens):
                continue
            for name in tokens[comma + 1 : comma + 5]:
                other = self.actors.get(name.index)
                if other is not None and other.kind == "person" and other.span.start == tokens[comma + 1].start:
                    return Blamed(other.name, other.kind, other.span, name)
        return None

    # ------------------------------------------------------------ events

    def event_in(self, token: Token | None) -> EventMention | None:
        """The event that a phrase tells of: the one nearest to the top of its tree."""
        if token is None:
            return None
        level, seen = [token.index], 0
        while level and seen < 60:
            for index in level:
                if index in self.by_head:
                    return self.by_head[index]
            seen += len(level)
            level = [child for index in level for child in self.parse.children[index]]
        return None

    def deed_in(self, token: Token | None, depth: int = 0) -> EventMention | None:
        """The event that a phrase accuses somebody of: its head, or what words like "taking part in" govern."""
        if token is None or depth > 6:
            return None
        if token.tag in {"WDT", "WP"} or (token.lower == "that" and token.dep in {"dobj", "nsubj", "nsubjpass"}):
            return self._antecedent_deed(token, depth)
        if token.index in self.by_head:
            return self.by_head[token.index]
        verbal = token.pos in {"VERB", "AUX", "ADJ"}
        if token.pos == "NOUN" and token.lemma in words("deeds", "nouns") and self._definite(token):
            return self.event_before(token)
        open_here = token.lemma in words("reach", "verbs" if verbal else "nouns") or token.pos in {"ADP", "NUM"}
        open_here = (
            open_here or token.lemma in QUANTITIES or token.lemma in words("adjectives", "responsible", "involved")
        )
        for child in self.parse.dependents(token):
            inward = child.dep in (VERB_INWARD if verbal else NOUN_INWARD)
            inward = inward and (child.dep != "prep" or child.lower in INWARD)
            if child.dep in {"conj", "compound", "amod", "prt"} or (open_here and inward):
                found = self.deed_in(child, depth + 1)
                if found is not None:
                    return found
        return None

    def deed_after(self, before: tuple[Token, ...], prepositions: frozenset[str]) -> Token | None:
        """The first word after one of the prepositions that tells of a deed ("guilty in York of murder"), else the
        first word after any of them."""
        found = [
            o
            for word in before
            for p in self.parse.dependents(word, "prep", "agent", "dative", "prt", "advmod")
            if p.lower in prepositions
            for o in self.parse.dependents(p, "pobj", "pcomp")
        ]
        return next((o for o in found if self.deed_in(o) is not None), found[0] if found else None)

    def _antecedent_deed(self, token: Token, depth: int) -> EventMention | None:
        clause = next((a for a in self.parse.ancestors(token) if a.dep == "relcl"), None)
        if clause is None:
            return None
        return self.deed_in(self.parse.head(clause), depth + 1) or self.deed_left_of(token)

    def deed_left_of(self, token: Token) -> EventMention | None:
        """ "an attack on oil plants which they blame on X": the clause is hung on a noun inside the deed's phrase."""
        for before in reversed(self.parse.tokens[max(0, token.index - 20) : token.index]):
            if before.sentence != token.sentence or before.pos != "NOUN":
                continue
            if before.index in self.by_head:
                return self.by_head[before.index]
            if before.lemma in words("deeds", "nouns"):
                return self.event_before(before)
        return None

    def _definite(self, noun: Token) -> bool:
        return any(
            d.dep == "poss" or d.lower in {"the", "this", "that", "these", "those"}
            for d in self.parse.dependents(noun, "det", "poss")
        )

    def event_before(self, cue: Token, reach: int = LOOKBACK) -> EventMention | None:
        """The deed that words without an object speak of: the last grave one before them, actual if there is one;
        without any, the first one soon after them."""
        best: tuple[int, int] | None = None
        chosen = None
        for event in self.events:
            distance = cue.sentence - event.sentence
            if distance > reach or event.head == cue.index or (distance == 0 and event.head > cue.index):
                continue
            if distance < 0 and (best is not None or distance < -AFTER or reach < LOOKBACK):
                break
            weight = (event.modality is Modality.ACTUAL) + (event.type in GRAVE)
            weight += event.type is EventType.ASSAULT
            distance = abs(distance)
            told = min(self.frequency[self.parse.tokens[event.head].lemma], 6)
            weight -= event.casualty is not None and event.nominal
            rank = (3 * weight + told - distance, event.head)
            if best is None or rank > best:
                best, chosen = rank, event
        return chosen

    # ------------------------------------------------------------ voices and modality

    def claimant(self, who: Token | str | None, cue: Token | None = None) -> tuple[Claimant | None, Span | None]:
        """Who says so, of the words `who`; for a participle ("Y said ..., blaming X") whoever its attribution names."""
        said = self.cued.get(cue.index) if cue is not None and cue.tag == "VBG" and cue.dep == "advcl" else None
        if said is not None and said.claimant.kind not in (ClaimantKind.UNNAMED, ClaimantKind.AUTHOR):
            return said.claimant, said.claimant_span
        if who is None:
            return None, None
        if isinstance(who, str):
            return UNNAMED, None
        if who.tag in {"WDT", "WP"} and who.index not in self.actors:  # "a report that blames X"
            clause = next((a for a in self.parse.ancestors(who) if a.dep == "relcl"), who)
            who = self.parse.head(clause)
        mention = self.actors.get(who.index)
        span = mention.span if mention is not None else Span(who.start, who.end)
        if mention is None and who.lemma in words("nobody_speaks", "nouns"):
            return UNNAMED, None
        if mention is not None and mention.kind == "state":  # "US" is no pronoun
            return Claimant(mention.name, ClaimantKind.STATE), span
        return self.voices.claimant(who, quoted=False), span

    def told_by_accuser(self, verb: Token) -> bool:
        """ "accused of plotting E" and "of being behind E" are the business of the verb of accusing."""
        if verb.dep != "pcomp" or self.parse.head(verb).lower not in {"of", "for", "with"}:
            return False
        return any(above.lemma in words("accuse", "use") for above in self.parse.ancestors(verb)[1:5])

    def is_nobody(self, who: Token) -> bool:
        """ "No group", "nobody"; "none other than X" is X."""
        if self.exception(who).index != who.index:
            return False
        if who.lower in words("claim", "nobody"):
            return True
        if any(d.lower in {"no", "what", "which", "whatever"} for d in self.parse.dependents(who, "det", "neg")):
            return True
        if any(t.lower == "how" for t in self.parse.subtree(who) if t.index < who.index):
            return True  # "how many soldiers were involved"
        joined = who.dep == "conj" and not self.parse.dependents(who, "det", "nummod")  # "no man or group"
        return joined and any(d.lower == "no" for d in self.parse.dependents(self.parse.head(who), "det", "neg"))

    def hedged(self, verb: Token) -> bool:
        """ "allegedly", "believed to": nobody in particular says so."""
        near = [*self.parse.dependents(verb, "advmod", "amod"), *self.parse.tokens[max(0, verb.index - 1) : verb.index]]
        return any(t.lower in words("hedges", "adverbs") for t in near)

    def _even_if(self, token: Token) -> bool:
        """ "even if she speaks of ...", "although": she does speak of it."""
        parse = self.parse
        for clause in (token, *parse.ancestors(token)[:4]):
            for mark in parse.dependents(clause, "mark"):
                if mark.lower == "if" and mark.index > 0 and parse.tokens[mark.index - 1].lower == "even":
                    return clause.tag in {"VBZ", "VBP", "VBD"}
        return False

    def modality(self, token: Token, nominal: bool = False) -> Modality:
        """Actual or possible (or less) by the words around; negation is for the rules to read."""
        found = modality_of(self.parse, token, nominal)
        if found is Modality.HYPOTHETICAL and self._even_if(token):
            return Modality.ACTUAL
        near = (token, *self.parse.ancestors(token)[:2], *self.parse.dependents(token, "advmod", "acomp"))
        if found is Modality.HYPOTHETICAL and any(t.lemma in words("reach", "likely") for t in near):
            return Modality.POSSIBLE
        return Modality.ACTUAL if found is Modality.NEGATED else found

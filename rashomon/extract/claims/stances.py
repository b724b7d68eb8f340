"""How a voice means that somebody did it: plainly, as an accusation, or as an admission of its own.

Denials and doubts come from the speech around the words (`claims.py`) or from the words of responsibility themselves.
"""

from __future__ import annotations

from dataclasses import replace

from rashomon.extract.actors.entities import country_of_adjective
from rashomon.extract.attribution.voices import UNNAMED
from rashomon.extract.claims.speech import Voice
from rashomon.extract.responsibility.findings import words
from rashomon.model import (
    ActorMention,
    ClaimantKind,
    EventMention,
    EventType,
    Field,
    Modality,
    Reading,
    Responsibility,
    Span,
    Stance,
)

__all__ = ["Stances", "is_same"]

CONCEDING = frozenset({"acknowledge", "admit", "concede", "confess"})
BODIES = frozenset({ClaimantKind.ORGANISATION, ClaimantKind.OFFICIAL, ClaimantKind.STATE})
NOBODY = frozenset({ClaimantKind.AUTHOR, ClaimantKind.UNNAMED})
OWN = frozenset({"its", "our"})
WORK = frozenset({"work", "handiwork"})  # "the attack was the work of X"
CHARGED = frozenset({"accused", "alleged", "suspected", "presumed"})
SUSPECTED = CHARGED | {"allegedly", "believed", "charged", "indicted", "suspect", "suspects", "thought", "wanted"}
HOLDING = frozenset({"accuse", "allege", "believe", "charge", "indict", "presume", "suspect", "think"})
SUSPECTS = frozenset({"accused", "alleged", "presumed", "suspect", "suspected"})


class Stances:
    """The stances of claims of who did it, and whose word it then is: "the alleged gunman" is not the writer's."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.parse = reading.parse

    def of_statement(self, found: Responsibility, voice: Voice) -> tuple[Stance, Voice]:
        """Of a statement that speaks of responsibility."""
        said = self._told_with(found.span, voice)
        stance = found.stance
        if stance is Stance.ASSERTS and self._is_suspect(found.actor_span):
            stance, said = Stance.ACCUSES, said | CHARGED
        voice = _held_by_nobody(voice, stance, said)
        return _suspected(voice, self._blaming(found, stance, voice), said), voice

    def of_role(self, event: EventMention, actor: ActorMention, voice: Voice) -> tuple[Stance, Voice]:
        """Of an ordinary sentence of who did what."""
        stance = Stance.ASSERTS
        own = is_same(actor.name, voice.claimant.name)
        actual = event.modality is Modality.ACTUAL
        if own and actual and not self._is_duty(event, actor):
            stance = Stance.ADMITS
        elif voice.claimant.kind not in NOBODY and not own:
            if event.modality is Modality.POSSIBLE or _is_open(voice):
                stance = Stance.ACCUSES  # "police believe that he shot her"
            elif actual:
                stance = self._told_of(voice, event, actor)
        said = {w.strip(",.").lower() for w in self.reading.quote(actor.span).split()} | self._hedge_before(actor)
        said |= CHARGED if self._is_suspect(actor.span) else frozenset()
        if said & CHARGED and stance is Stance.ASSERTS:
            stance = Stance.ACCUSES  # "the alleged gunman shot her"
            voice = _held_by_nobody(voice, stance, said)
        return _suspected(voice, stance, said | self._told_with(event.span, voice)), voice

    def of_count(self, span: Span, voice: Voice) -> Voice:
        """Of how many a charge speaks, nobody in particular says where no accuser is named: "a doctor accused of
        killing nine"."""
        for verb in (t for t in self.parse.within(span) if t.dep == "pcomp"):
            charge = self.parse.head(self.parse.head(verb))
            accused = self.parse.head(charge)
            named = (accused, self.parse.head(accused)) if accused.dep == "appos" else (accused,)
            own = voice.span is not None and any(voice.span.contains(Span(t.start, t.end)) for t in named)
            if not own and voice.claimant.kind is not ClaimantKind.AUTHOR:
                continue
            if charge.tag == "VBN" and charge.lemma in HOLDING and not self.parse.dependents(charge, "agent"):
                return replace(voice, claimant=UNNAMED)
        return voice

    def _blaming(self, found: Responsibility, stance: Stance, voice: Voice) -> Stance:
        """A named voice that holds somebody else to be behind a deed, or that is not sure, accuses: "he suspects that
        the militia was behind it", "a clerk may have been involved"."""
        named = voice.claimant.kind not in NOBODY | {ClaimantKind.MEDIA}
        own = is_same(found.actor, voice.claimant.name)
        denied = voice.attribution is not None and voice.attribution.stance in (Stance.DENIES, Stance.DOUBTS)
        if stance is not Stance.ASSERTS or not named or own or denied:
            return stance
        after = [t for t in self.parse.within(found.span) if t.start >= found.actor_span.end]
        said = any(t.pos in ("AUX", "VERB") for t in after)  # not "the group behind the attack"
        behind = said and {t.lemma for t in after} & (words("adjectives", "responsible") | {"behind"})
        behind = behind or {t.lemma for t in self.parse.within(found.span)} & WORK
        return Stance.ACCUSES if behind or found.modality is Modality.POSSIBLE or _is_open(voice) else stance

    def _told_with(self, span: Span, voice: Voice) -> set[str]:
        """The words in `span` and those by which the voice is told ("is believed to")."""
        cue = voice.attribution.cue if voice.attribution is not None else None
        return {t.lower for one in (span, cue) if one is not None for t in self.parse.within(one)}

    def _is_suspect(self, span: Span) -> bool:
        """Whether the words around say that somebody is only held to be the doer: "suspect Omar Lind", "a guard charged
        with ...", "was accused of", "is a suspect in", "allegedly shot"."""
        inside = [t for t in self.parse.within(span) if t.pos in ("NOUN", "PROPN", "PRON")]
        if not inside:
            return False
        head = min(inside, key=lambda t: (len(self.parse.ancestors(t)), t.index))
        beside = [*self.parse.dependents(head, "amod", "compound", "appos"), *inside]
        if any(t.lemma in SUSPECTS for t in beside):
            return True
        verb = self.parse.head(head)
        if any(t.lemma in HOLDING and t.tag == "VBN" for t in self.parse.dependents(head, "acl", "relcl")):
            return True
        if head.dep == "nsubjpass" and verb.lemma in HOLDING:
            return True
        if head.dep not in ("nsubj", "nsubjpass", "pobj"):
            return False
        told = self.parse.dependents(verb, "attr") if verb.lemma == "be" else ()
        doing = self.parse.head(verb) if head.dep == "pobj" and verb.lower == "by" else verb
        hedged = any(t.lower == "allegedly" for t in self.parse.dependents(doing, "advmod"))
        return hedged or any(t.lemma == "suspect" for t in told)

    def _hedge_before(self, actor: ActorMention) -> set[str]:
        """ "Stabbed, allegedly by a neighbour"."""
        by = self.parse.head(self.parse.tokens[actor.head])
        before = self.parse.tokens[max(by.index - 1, 0)].lower
        return {"alleged"} if by.lower == "by" and before in words("hedges", "adverbs") else set()

    def _told_of(self, voice: Voice, event: EventMention, actor: ActorMention) -> Stance:
        """How a named voice means a deed that it tells of: to say it of one's own men is to admit it; of others it is a
        report, unless they are blamed for it in so many words."""
        if voice.claimant.kind is ClaimantKind.MEDIA:
            return Stance.ASSERTS
        first, *_, last = self.reading.quote(actor.span).lower().split() * 2
        own_men = {last, last.removesuffix("s")} & words("plain", "men")
        speakers = [a for a in self.reading.actors if voice.span is not None and a.span.overlaps(voice.span)]
        many = any(self.parse.tokens[a.head].tag in ("NNS", "NNPS") for a in speakers)  # "its" is not theirs
        if first in OWN and own_men and voice.claimant.kind in BODIES and not (many and first == "its"):
            return Stance.ADMITS
        at_home = actor.country in self._homes(speakers)
        if at_home and self._concedes(voice) and event.type is EventType.ASSAULT:
            return Stance.ADMITS  # "the minister acknowledged that Norland had bombed the port"
        return Stance.ASSERTS

    def _homes(self, speakers: list[ActorMention]) -> set[str]:
        """The countries that speakers belong to: their own, and those of an apposition ("Lind, the commander of the
        Norland air force")."""
        chains = {a.chain for a in speakers}
        named = [t for a in speakers for t in self.parse.dependents(self.parse.tokens[a.head], "appos")]
        beside = (country_of_adjective(t.text)[1] for noun in named for t in self.parse.subtree(noun))
        own = {a.country for a in self.reading.actors if a.country and a.chain in chains}
        return own | {country for country in beside if country}

    def _concedes(self, voice: Voice) -> bool:
        """Whether the words are conceded: "acknowledged that", "admits that"."""
        cue = voice.attribution.cue if voice.attribution is not None else None
        return cue is not None and any(t.lemma in CONCEDING for t in self.parse.within(cue))

    def _is_duty(self, event: EventMention, actor: ActorMention) -> bool:
        """ "Police said that they had arrested a man": to tell of what is one's trade is to admit nothing."""
        return actor.kind == "police" and event.casualty is Field.DETAINED


def _held_by_nobody(voice: Voice, stance: Stance, said: set[str]) -> Voice:
    """ "The surviving suspect in the bombing, X": who holds him for it is not said, and it is not the writer."""
    author = voice.claimant.kind is ClaimantKind.AUTHOR
    return replace(voice, claimant=UNNAMED) if author and stance is Stance.ACCUSES and said & SUSPECTED else voice


def _suspected(voice: Voice, stance: Stance, said: set[str]) -> Stance:
    """ "Is believed to have set the fire", "allegedly shot her": whoever holds somebody for the doer accuses him, also
    where nobody is named; "reportedly" only passes it on."""
    unnamed = voice.claimant.kind is ClaimantKind.UNNAMED
    return Stance.ACCUSES if unnamed and stance is Stance.ASSERTS and said & SUSPECTED else stance


def is_same(one: str, other: str) -> bool:
    """Whether two names are one, also without the article of an Arabic one ("Bahri", "Naef al-Bahri")."""
    one, other = one.lower(), other.lower()
    return one == other or other.endswith(f"-{one}") or one.endswith(f"-{other}")


def _is_open(voice: Voice) -> bool:
    """Whether the speech itself leaves open what it says: believe, suspect, allege."""
    return voice.attribution is not None and voice.attribution.modality is Modality.POSSIBLE

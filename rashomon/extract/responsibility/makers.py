"""Doers that stand beside the noun of a deed and are no names: "the police killing of X", "the regiment's raid on E",
"a Sarkan-led bombing campaign", speakers who tell of themselves ("we shelled the town"), and sentences whose main verb
the parser lost.

Each rule takes the desk and a token and yields findings, as those of `blame.py` do. The words are in the lexicon
`responsibility`, section `makers`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rashomon.extract.responsibility.findings import Blamed, CaseDesk, Finding, words
from rashomon.extract.syntax.clauses import complement, is_negated
from rashomon.extract.syntax.phrases import follows_anti
from rashomon.model import ClaimantKind, EventMention, EventType, Modality, Span, Stance, Token

__all__ = ["MAKER_RULES"]

VIOLENT = frozenset({EventType.ASSAULT, EventType.COERCE})
TOLD = frozenset({Modality.ACTUAL, Modality.POSSIBLE})
AIMED = frozenset({"of", "on", "against"})
LED = frozenset({"led"})
KINDS = ("police", "military", "rebel")  # keys of the words of each kind
SPEAKERS = frozenset({"i", "we"})
NO_SPEAKER = frozenset({ClaimantKind.UNNAMED, ClaimantKind.AUTHOR, ClaimantKind.MEDIA})


def _free(desk: CaseDesk, noun: Token) -> EventMention | None:
    """The deed that a noun tells of, told as true or possible, and without a doer."""
    event = desk.by_head.get(noun.index)
    if event is None or not event.nominal or event.actors or event.type not in VIOLENT:
        return None
    return event if event.modality in TOLD else None


def _told(desk: CaseDesk, cue: Token, actor: Blamed, event: EventMention) -> Finding:
    hedged = desk.hedged(cue) or any(t.lower in words("makers", "doubting") for t in desk.parse.dependents(cue, "amod"))
    deed = desk.parse.tokens[event.head]
    if hedged:
        return Finding(cue, actor, deed, "UNNAMED", Stance.ACCUSES, Modality.POSSIBLE)
    return Finding(cue, actor, deed, None, Stance.ASSERTS, event.modality)


def kind_of_men(desk: CaseDesk, noun: Token) -> Iterator[Finding]:
    """ "The police killing of X", "a rebel attack on E", "mob violence"; "police shooting" alone may be either way."""
    event = _free(desk, noun)
    before = desk.parse.tokens[noun.index - 1] if noun.index else noun
    if event is None or before.head != noun.index or before.dep not in {"compound", "amod", "nmod"}:
        return
    if (
        follows_anti(desk.parse, before.index)
        or before.index in desk.actors
        or before.lemma not in words("makers", "men", "either")
    ):
        return
    aimed = complement(desk.parse, (noun,), AIMED) is not None
    if before.lemma in words("makers", "either") and not (aimed and noun.lemma in words("makers", "deeds")):
        return
    if not aimed and not {noun.lemma, noun.lower} & words("makers", "own"):
        return
    span = Span(before.start, before.end)
    actor = Blamed(desk.reading.quote(span), _kind(before.lemma), span, before)
    yield _told(desk, noun, actor, event)


def _kind(lemma: str) -> str:
    """The kind of actor that a word before a deed names."""
    return next((kind for kind in KINDS if lemma in words("makers", kind)), "group")


def led_by(desk: CaseDesk, noun: Token) -> Iterator[Finding]:
    """ "A Sarkan-led bombing campaign": who leads it is behind it."""
    event = _free(desk, noun)
    if event is None:
        return
    for led in desk.parse.dependents(noun, "amod"):
        whole = led.text.split("-")
        if len(whole) == 2 and whole[1] in LED and whole[0][:1].isupper():
            span = Span(led.start, led.start + len(whole[0]))
            yield _told(desk, noun, Blamed(whole[0], "state", span, led), event)
        elif led.lower in LED and led.index > 1 and desk.parse.tokens[led.index - 1].text == "-":
            actor = desk.adjective(desk.parse.tokens[led.index - 2])
            if actor is not None:
                yield _told(desk, noun, actor, event)


def owner(desk: CaseDesk, noun: Token) -> Iterator[Finding]:
    """ "The city police department's crackdown on students", "the killers' attack on her"."""
    event = _free(desk, noun)
    if event is None:
        return
    aimed = complement(desk.parse, (noun,), AIMED) is not None
    for whose in desk.parse.dependents(noun, "poss"):
        if whose.pos != "NOUN" or not (aimed or noun.lemma in words("doers", "acts", "cruelties")):
            continue
        actor = desk.person(whose)
        if actor is not None and actor.head.index not in _sufferers(desk, event):
            yield _told(desk, noun, actor, event)


def _sufferers(desk: CaseDesk, event: EventMention) -> frozenset[int]:
    return frozenset(a.head for a in desk.reading.actors if a.id in event.recipients)


def lost_verb(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """ "Guards who ran to the gate fired in the air and used gas": the parser hung the main verb on the gate."""
    parse, event = desk.parse, desk.by_head.get(verb.index)
    if event is None or event.nominal or event.actors or event.type not in VIOLENT or event.modality not in TOLD:
        return
    first = parse.head(verb) if verb.dep == "conj" else verb
    top = (parse.ancestors(first) or (first,))[-1]
    clauses = [c for c in parse.dependents(top, "relcl") if c in parse.ancestors(first)]
    if first.dep != "acl" or first.tag not in {"VBN", "VBD"} or verb.tag not in {"VBN", "VBD"}:
        return
    if top.pos not in {"NOUN", "PROPN"} or not clauses or is_negated(parse, verb):
        return
    if parse.dependents(first, "agent", "aux") or first.index < clauses[0].index:
        return
    actor = desk.blamed(top)
    if actor is not None:
        yield _told(desk, verb, actor, event)


def first_person(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """ "We bombed the port," the general said: the speaker did, or those for whom he speaks."""
    event = desk.by_head.get(verb.index)
    who = next((t for t in desk.parse.dependents(verb, "nsubj") if t.lower in SPEAKERS), None)
    if event is None or who is None or event.nominal or event.actors or event.type not in VIOLENT:
        return
    if verb.lemma in words("doers", "suffer") or event.modality not in TOLD:
        return
    said = (s for s in desk.reading.attributions if any(c.contains(Span(verb.start, verb.end)) for c in s.content))
    speech = min(said, key=lambda s: min(c.end - c.start for c in s.content), default=None)
    if speech is None or speech.claimant.kind in NO_SPEAKER:
        return
    actor = Blamed(speech.claimant.name, speech.claimant.kind.value, Span(who.start, who.end), who)
    yield Finding(verb, actor, verb, None, Stance.ADMITS, event.modality)


Rule = Callable[[CaseDesk, Token], Iterator[Finding]]
MAKER_RULES: tuple[Rule, ...] = (kind_of_men, led_by, owner, first_person, lost_verb)

"""Set phrases that lay a deed to somebody or take it off: "charges against X", "blood on his hands", "on the orders of
X", "had nothing to do with E", "said it had launched E", and "by X" that the parser hung on a verb above the deed.

Each rule takes the desk and a token and yields findings, as those of `blame.py` do. The words are in the lexicon
`responsibility`, section `phrases`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rashomon.extract.responsibility.findings import Blamed, CaseDesk, Finding, words
from rashomon.extract.responsibility.involvement import owner_of
from rashomon.extract.syntax.clauses import complement, conjuncts, is_negated, is_passive, patient_of, subject_of
from rashomon.model import EventMention, EventType, Modality, Stance, Token

__all__ = ["PHRASE_RULES"]

TOLD = frozenset({Modality.ACTUAL, Modality.POSSIBLE})
VIOLENT = frozenset({EventType.ASSAULT, EventType.COERCE})
VAGUE = frozenset({"it", "this", "that", "them", "these"})
DENYING = frozenset({"no", "any", "without", "drop", "dismiss", "dropped", "dismissed"})
NEAR = 2  # sentences back to the deed for a phrase that names none
FAR = 14  # tokens between a deed and the "by" of its doer, with the names of the victims between them


def charges_against(desk: CaseDesk, noun: Token) -> Iterator[Finding]:
    """ "Murder charges against X", "the case against X over E": nobody in particular is said to accuse."""
    parse = desk.parse
    if noun.pos != "NOUN" or noun.lemma not in words("phrases", "charges"):
        return
    who = complement(parse, (noun,), frozenset({"against"}))
    if who is None or {t.lower for t in parse.dependents(noun, "det")} & DENYING or parse.head(noun).lemma in DENYING:
        return
    about = complement(parse, (noun, who), frozenset({"of", "for", "over", "in"}))
    if desk.deed_in(about) is None:
        about = next((t for t in parse.dependents(noun, "compound", "amod", "nmod") if t.index in desk.by_head), None)
    if about is None:
        return
    for each in (who, *conjuncts(parse, who)):
        actor = desk.person(each)
        if actor is not None and not desk.is_nobody(each):
            yield Finding(noun, actor, about, "UNNAMED", Stance.ACCUSES, Modality.ACTUAL)


def blood_on_hands(desk: CaseDesk, noun: Token) -> Iterator[Finding]:
    """ "The minister has blood on his hands"."""
    parse, verb = desk.parse, desk.parse.head(noun)
    if noun.lower != "blood" or noun.dep != "dobj" or verb.lemma != "have" or is_negated(parse, verb):
        return
    hands = complement(parse, (noun, verb), frozenset({"on"}))
    actor = desk.blamed(subject_of(parse, verb))
    if actor is not None and hands is not None and hands.lower == "hands":
        yield Finding(noun, actor, None, None, Stance.ACCUSES, desk.modality(verb), strict=False)


def on_orders(desk: CaseDesk, noun: Token) -> Iterator[Finding]:
    """ "Was shot on the orders of X", "killed on X's orders", "at the behest of X"."""
    parse, preposition = desk.parse, desk.parse.head(noun)
    if noun.lemma not in words("phrases", "orders") or preposition.lower not in {"on", "at", "under", "upon"}:
        return
    deed = next((a for a in parse.ancestors(preposition)[:3] if a.index in desk.by_head), None)
    joined = deed or next((c for c in conjuncts(parse, parse.head(preposition)) if c.index in desk.by_head), None)
    actor = owner_of(desk, noun)
    if actor is None:
        whose = complement(parse, (noun,), frozenset({"from", "of"}))
        actor = desk.blamed(whose)
    event = desk.by_head.get(joined.index) if joined is not None else None
    if actor is not None and event is not None and event.type in VIOLENT and event.modality in TOLD:
        yield Finding(noun, actor, joined, None, Stance.ASSERTS, event.modality)


def nothing_to_do(desk: CaseDesk, noun: Token) -> Iterator[Finding]:
    """ "X had nothing to do with E": a denial."""
    parse, verb = desk.parse, desk.parse.head(noun)
    tokens = parse.tokens[noun.index : noun.index + 4]
    nothing = noun.lower == "nothing" or (noun.lower == "anything" and is_negated(parse, verb))
    if not nothing or verb.lemma != "have" or [t.lower for t in tokens[1:]] != ["to", "do", "with"]:
        return
    what = next(iter(parse.dependents(tokens[3], "pobj")), None)
    actor = desk.blamed(subject_of(parse, verb))
    vague = what is not None and what.lower in VAGUE
    if actor is None or what is None or not (vague or desk.deed_in(what) is not None):
        return
    yield Finding(noun, actor, None if vague else what, None, Stance.DENIES, Modality.ACTUAL, not vague, NEAR)


def told_of_itself(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """ "The air force announced it had launched strikes": a pronoun that nothing resolved is who speaks."""
    parse, saying = desk.parse, desk.parse.head(verb)
    if verb.pos != "VERB" or verb.dep != "ccomp" or saying.lemma not in words("plain", "verbs"):
        return
    pronoun, who = next(iter(parse.dependents(verb, "nsubj")), None), subject_of(parse, saying)
    if pronoun is None or who is None or pronoun.lower not in {"it", "they", "we"} or pronoun.index in desk.actors:
        return
    event = _launched(desk, verb)
    actor = desk.blamed(_spoken_for(desk, who)) or desk.branch(who)
    if actor is None or event is None or event.actors or event.type not in VIOLENT or desk.is_nobody(who):
        return
    if is_passive(parse, verb) or actor.kind in {"person", "state"} or is_negated(parse, saying):
        return
    stance = Stance.DENIES if is_negated(parse, verb) else Stance.ADMITS
    if event.modality in TOLD or stance is Stance.DENIES:
        yield Finding(verb, actor, parse.tokens[event.head], who, stance, Modality.ACTUAL)


def _spoken_for(desk: CaseDesk, who: Token) -> Token:
    """The group that a spokesman speaks for."""
    group = complement(desk.parse, (who,), frozenset({"for", "of"})) if who.lemma.startswith("spokes") else None
    return group if group is not None else who


def _launched(desk: CaseDesk, verb: Token) -> EventMention | None:
    """The deed of a verb, of its object after verbs of doing, or "in" which its arms were used."""
    own = desk.by_head.get(verb.index)
    if own is not None and own.type in VIOLENT:
        return own
    if verb.lemma in words("doers", "wield"):
        about = complement(desk.parse, (verb, *desk.parse.dependents(verb, "dobj")), frozenset({"in", "during"}))
        return desk.by_head.get(about.index) if about is not None else None
    if verb.lemma not in words("bring_about", "strong", "weak"):
        return None
    return next((e for t in desk.parse.dependents(verb, "dobj") if (e := desk.by_head.get(t.index)) is not None), None)


def by_above(desk: CaseDesk, token: Token) -> Iterator[Finding]:
    """ "Condemned the murder of six fishermen by rebels": "by" hangs on the verb above, which is no passive."""
    parse, verb = desk.parse, desk.parse.head(token)
    if token.lower != "by" or verb.pos != "VERB" or verb.index > token.index or is_passive(parse, verb):
        return
    if not parse.dependents(verb, "dobj", "prep") or (patient_of(parse, verb) is not None and verb.tag == "VBN"):
        return
    event = _deed_up_to(desk, token)
    if event is None:
        return
    for who in parse.dependents(token, "pobj"):
        for each in (who, *conjuncts(parse, who)):
            actor = desk.person(each)
            if actor is not None:
                yield Finding(
                    parse.tokens[event.head], actor, parse.tokens[event.head], None, Stance.ASSERTS, event.modality
                )


def _deed_up_to(desk: CaseDesk, by: Token) -> EventMention | None:
    """The noun of a deed whose own phrase runs up to a word, and that has no doer yet."""
    for head in range(by.index - 2, max(by.index - FAR, -1), -1):
        token = desk.parse.tokens[head]
        if token.sentence != by.sentence or token.pos in {"VERB", "AUX"} or token.text in {";", ":", '"', "”"}:
            return None
        event = desk.by_head.get(head)
        if event is not None:
            whole = {t.index for t in desk.parse.subtree(token)}
            run = whole.issuperset(range(head, by.index))
            free = event.nominal and not event.actors and event.modality in TOLD and event.type in VIOLENT
            return event if run and free else None
    return None


def of_interest(desk: CaseDesk, noun: Token) -> Iterator[Finding]:
    """ "X is a person of interest in E"."""
    parse, verb = desk.parse, desk.parse.head(noun)
    if noun.lower != "person" or verb.lemma not in {"be", "name", "consider"} or noun.dep not in {"attr", "oprd"}:
        return
    of = complement(parse, (noun,), frozenset({"of"}))
    who = subject_of(parse, verb) or patient_of(parse, verb)
    if of is None or of.lower != "interest" or who is None or is_negated(parse, verb):
        return
    about, actor = complement(parse, (noun, of, verb), frozenset({"in"})), desk.blamed(who)
    if actor is not None and desk.deed_in(about) is not None:
        yield Finding(noun, actor, about, None, Stance.ACCUSES, Modality.POSSIBLE)


def behind_it(desk: CaseDesk, token: Token) -> Iterator[Finding]:
    """ "The engineer behind the bombing", "X, described as the brain behind the bombing"."""
    parse, noun = desk.parse, desk.parse.head(token)
    if token.lower != "behind" or token.dep != "prep" or noun.pos not in {"NOUN", "PROPN"}:
        return
    what = next(iter(parse.dependents(token, "pobj")), None)
    event = desk.deed_in(what)
    if event is None or event.actors or event.modality not in TOLD:
        return
    actor: Blamed | None = desk.person(noun)
    verb = parse.head(parse.head(noun)) if noun.dep == "pobj" and parse.head(noun).lower == "as" else None
    named = patient_of(parse, verb) if verb is not None and verb.pos == "VERB" and is_passive(parse, verb) else None
    if named is not None and desk.blamed(named) is not None:
        yield Finding(token, desk.blamed(named), what, "UNNAMED", Stance.ACCUSES, event.modality)  # type: ignore[arg-type]
    elif actor is not None and not desk.is_nobody(noun):
        yield Finding(token, actor, what, None, Stance.ASSERTS, event.modality)


Rule = Callable[[CaseDesk, Token], Iterator[Finding]]
PHRASE_RULES: tuple[Rule, ...] = (
    charges_against, blood_on_hands, on_orders, nothing_to_do, told_of_itself, by_above, of_interest, behind_it,
)  # fmt: skip

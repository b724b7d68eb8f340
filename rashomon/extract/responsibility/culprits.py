"""Words for a culprit that lay a deed to somebody: "suspect X", "acted alone", "claimed the attacker as its own",
"called X a killer", "the man who did this", "an act of Y by X", "the attack involved fighters of X".

Each rule takes the desk and a token and yields findings, as those of `blame.py` do. The words are in the lexicon
`responsibility`, section `culprits`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rashomon.extract.counts.groups import is_people
from rashomon.extract.responsibility.blame import lacks_evidence
from rashomon.extract.responsibility.findings import Blamed, CaseDesk, Finding, words
from rashomon.extract.syntax.clauses import (
    agent_of,
    complement,
    conjuncts,
    is_negated,
    is_passive,
    object_of,
    patient_of,
    subject_of,
)
from rashomon.model import EventType, Modality, Span, Stance, Token

__all__ = ["CULPRIT_RULES"]

BEFORE_A_NAME = frozenset({"compound", "amod", "nmod"})
DOUBTED = frozenset({"suspected", "alleged", "accused", "presumed"})
TOLD = frozenset({Modality.ACTUAL, Modality.POSSIBLE})
VIOLENT = frozenset({EventType.ASSAULT, EventType.COERCE})
GROUPS = frozenset({"rebel", "group", "organisation", "organization", "military", "government", "state"})
OWN = frozenset({"its", "their", "our"})
THIS = frozenset({"this", "that"})
NEAR = 3  # sentences back to the deed for words that name none


def titled(desk: CaseDesk, noun: Token) -> Iterator[Finding]:
    """ "Suspect Omar Lind", "convicted murderer Omar Lind": a word for the culprit as a title of a name."""
    suspect = noun.lemma in words("doers", "suspects")
    if not (suspect or noun.lemma in words("culprits", "titles")) or noun.dep not in BEFORE_A_NAME:
        return
    name = desk.parse.head(noun)
    if name.pos != "PROPN" or name.index < noun.index or name.index - noun.index > 4:
        return
    mention = desk.actors.get(name.index)
    if name.entity != "PERSON" and (mention is None or mention.kind != "person"):
        return
    actor = desk.blamed(name)
    if actor is None:
        return
    near = [*desk.parse.dependents(noun, "amod"), *desk.parse.dependents(name, "amod")]
    doubted = suspect or any(t.lower in DOUBTED for t in near)
    stance = Stance.ACCUSES if doubted else Stance.ASSERTS
    yield Finding(noun, actor, None, None, stance, Modality.ACTUAL, strict=False, reach=NEAR)


def alone(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """ "The suspect is believed to have acted alone", "the gunman acted alone"."""
    if verb.lemma != "act" or verb.dep == "acl" or not any(t.lower == "alone" for t in desk.parse.dependents(verb)):
        return
    above = desk.parse.head(verb)
    believed = verb.dep == "xcomp" and is_passive(desk.parse, above)
    who = patient_of(desk.parse, above) if believed else subject_of(desk.parse, verb)
    actor = desk.person(who) if who is not None else None
    if who is None or actor is None or is_negated(desk.parse, verb):
        return
    open_ = believed or who.lemma in words("doers", "suspects") or desk.hedged(verb)
    stance, modality = (Stance.ACCUSES, Modality.POSSIBLE) if open_ else (Stance.ASSERTS, Modality.ACTUAL)
    yield Finding(verb, actor, None, None, stance, modality, strict=False, reach=NEAR)


def claimed_him(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """ "X claimed the attacker as one of its fighters", "X said the attacker was one of its soldiers"."""
    parse = desk.parse
    who = subject_of(parse, verb)
    if verb.lemma not in words("culprits", "own_up") or who is None or is_negated(parse, verb):
        return
    actor = desk.blamed(who)
    if actor is None or actor.kind not in GROUPS:
        return
    culprit, own = object_of(parse, verb), complement(parse, (verb, *parse.dependents(verb, "dobj")), frozenset({"as"}))
    for clause in parse.dependents(verb, "ccomp"):
        if clause.lemma == "be" and not is_negated(parse, clause):
            culprit = next(iter(parse.dependents(clause, "nsubj")), None)
            own = next(iter(parse.dependents(clause, "attr")), None)
    if culprit is None or own is None or not _is_culprit(culprit):
        return
    below = [t for t in parse.subtree(own) if t.index >= own.index]
    if any(t.tag == "PRP$" and t.lower in OWN for t in parse.subtree(own)) or any(
        t.lemma in words("culprits", "soldiers") for t in below
    ):
        yield Finding(verb, actor, None, who, Stance.ADMITS, Modality.ACTUAL, strict=False)


def _is_culprit(noun: Token) -> bool:
    return noun.lemma in words("culprits", "titles") | words("perpetrators", "doers") | words("doers", "suspects")


def called(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """ "Marchers called the officers killers", "denounced the general as a war criminal": who says so accuses."""
    parse = desk.parse
    if verb.lemma not in words("culprits", "calling") or is_negated(parse, verb) or is_passive(parse, verb):
        return
    whom, speaker = object_of(parse, verb), subject_of(parse, verb)
    named = [*parse.dependents(verb, "oprd", "attr")]
    as_what = complement(parse, (verb, *([whom] if whom is not None else [])), frozenset({"as"}))
    for clause in parse.dependents(verb, "ccomp"):
        if clause.pos in {"NOUN", "PROPN"}:  # "called the police killers": read as a clause without a verb
            named.append(clause)
            whom = next(iter(parse.dependents(clause, "nsubj")), whom)
    named += [as_what] if as_what is not None else []
    named += [joined for each in tuple(named) for joined in conjuncts(parse, each)]
    if whom is None or speaker is None or not any(t.lemma in words("culprits", "insults") for t in named):
        return
    actor = desk.blamed(whom)
    if actor is not None and not desk.is_nobody(whom) and not _is_culprit(whom):
        yield Finding(verb, actor, None, speaker, Stance.ACCUSES, desk.modality(verb), strict=False)


def did_this(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """ "The gunman who did this", "probably a madman did this": the deed that was told before."""
    thing = object_of(desk.parse, verb)
    if verb.lemma != "do" or thing is None or thing.lower not in THIS or thing.index < verb.index:
        return
    who = subject_of(desk.parse, verb)
    if who is not None and who.tag in {"WP", "WDT"}:
        who = desk.parse.head(verb)
    if who is None or who.pos != "NOUN" or not (_is_culprit(who) or is_people(who) is True):
        return
    actor, modality = desk.person(who), desk.modality(verb)
    if actor is None or is_negated(desk.parse, verb) or modality not in TOLD or desk.is_nobody(who):
        return
    near = desk.parse.tokens[max(desk.parse.sentence_of(who).first, who.index - 6) : who.index]
    hedged = desk.hedged(verb) or any(t.lower in words("hedges", "adverbs") for t in near)
    stance = Stance.ACCUSES if hedged else Stance.ASSERTS
    yield Finding(verb, actor, None, None, stance, Modality.POSSIBLE if hedged else modality, strict=False, reach=NEAR)


def act_by(desk: CaseDesk, noun: Token) -> Iterator[Finding]:
    """ "An act of pure evil by a terrorist group", "a tragedy unleashed by savages": words that stand for the deed."""
    parse = desk.parse
    if noun.pos != "NOUN" or noun.lemma not in words("culprits", "stand_ins") or noun.index in desk.by_head:
        return
    doer = complement(parse, (noun, *_of(desk, noun)), frozenset({"by"}))
    verb = next((v for v in parse.dependents(noun, "acl") if v.lemma in words("bring_about", "weak")), None)
    if doer is None and verb is not None:
        doer = agent_of(parse, verb)
    if doer is None or doer.pos not in {"NOUN", "PROPN"}:
        return
    for each in (doer, *conjuncts(parse, doer)):
        actor = desk.person(each)
        if actor is not None and not desk.is_nobody(each):
            yield Finding(noun, actor, None, None, Stance.ASSERTS, Modality.ACTUAL, strict=False, reach=NEAR)


def _of(desk: CaseDesk, noun: Token) -> tuple[Token, ...]:
    """The nouns after "of" of a noun: "an act of evil"."""
    prepositions = (p for p in desk.parse.dependents(noun, "prep") if p.lower == "of")
    return tuple(o for p in prepositions for o in desk.parse.dependents(p, "pobj"))


def set_going(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """ "Dockers went ahead with the protest", "the general approved of a raid", "kept up their attacks"."""
    phrases = [p.split()[1:] for p in words("culprits", "set_going") if p.split()[0] == verb.lemma]
    following = [t.lower for t in desk.parse.tokens[verb.index + 1 : verb.index + 4]]
    after = next((p for p in sorted(phrases, key=len, reverse=True) if following[: len(p)] == p), None)
    if after is None or is_passive(desk.parse, verb) or is_negated(desk.parse, verb):
        return
    objects = (verb, *desk.parse.dependents(verb, "prt", "advmod"))
    what = object_of(desk.parse, verb) or complement(desk.parse, objects, frozenset(after[-1:]))
    event = desk.by_head.get(what.index) if what is not None else None
    who, modality = subject_of(desk.parse, verb), desk.modality(verb)
    if who is None or event is None or event.actors or modality not in TOLD or event.type is EventType.THREATEN:
        return
    for each in (who, *conjuncts(desk.parse, who)):
        actor = desk.person(each)
        if actor is not None and not desk.is_nobody(each):
            yield Finding(verb, actor, desk.parse.tokens[event.head], None, Stance.ASSERTS, modality)


def had_in_it(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """ "The assault involved fighters of several groups"."""
    parse = desk.parse
    event = next((desk.by_head[t.index] for t in parse.dependents(verb, "nsubj") if t.index in desk.by_head), None)
    who = next(iter(parse.dependents(verb, "dobj")), None)
    if verb.lemma != "involve" or event is None or who is None or is_negated(parse, verb):
        return
    if event.type not in VIOLENT or event.actors or desk.modality(verb) not in TOLD:
        return
    for each in (who, *conjuncts(parse, who)):
        actor = desk.person(each)
        if actor is not None and (_is_culprit(each) or each.lemma in words("perpetrators", "terms", "doers")):
            yield Finding(verb, actor, parse.tokens[event.head], None, Stance.ASSERTS, desk.modality(verb))


def _unsure(desk: CaseDesk, verb: Token) -> bool:
    """Whether a clause with "whether" hangs on words for not knowing: "it was unclear whether X was behind it"."""
    marks = {t.lower for t in desk.parse.dependents(verb, "mark")}
    above = desk.parse.head(verb)
    if verb.dep not in {"ccomp", "csubj", "advcl"} or not marks & {"whether", "if"}:
        return False
    states = (above, *desk.parse.dependents(above, "acomp", "attr"))
    unclear = any(t.lemma in words("culprits", "unclear") for t in states)
    known = any(t.lemma in words("culprits", "clear") for t in states)
    return unclear or (known and is_negated(desk.parse, above))


def unclear_whether(desk: CaseDesk, token: Token) -> Iterator[Finding]:
    """ "It was unclear whether X was behind E", "it is not known if X took part in E"."""
    verb = token
    if token.pos not in {"VERB", "AUX"} or not _unsure(desk, verb):
        return
    who: Token | None = next(iter(desk.parse.dependents(verb, "nsubj", "nsubjpass")), None)
    parts = (verb, *desk.parse.dependents(verb, "dobj", "acomp", "prep", "advmod"))
    what = complement(desk.parse, parts, frozenset({"behind", "in", "for", "of"}))
    involved = verb.lemma in words("adjectives", "involved") | {"participate"}
    behind = any(t.lower in {"behind", "responsible"} for t in desk.parse.dependents(verb))
    part = any(t.lemma in words("doers", "parts") for t in desk.parse.dependents(verb, "dobj"))
    own = desk.by_head.get(verb.index)
    actor = desk.blamed(who) if who is not None else None
    if actor is None or not (behind or involved or part) or (own is None and desk.deed_in(what) is None):
        return
    yield Finding(verb, actor, what or verb, None, Stance.DOUBTS, Modality.POSSIBLE)


def no_link(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """ "No evidence tying X to E", "evidence linking X with E" that is lacking: a doubt."""
    parse, evidence = desk.parse, desk.parse.head(verb)
    if verb.lemma not in words("assign", "both_ways") or not lacks_evidence(desk, verb):
        return
    thing = object_of(parse, verb)
    other = complement(parse, (verb, *([thing] if thing is not None else [])), frozenset({"to", "with"}))
    pairs = ((thing, other), (other, thing))
    who, what = next(((a, b) for a, b in pairs if a is not None and desk.deed_in(b) is not None), (None, None))
    actor = desk.blamed(who)
    if actor is not None:
        yield Finding(evidence, actor, what, None, Stance.DOUBTS, Modality.ACTUAL)


def doubt_on(desk: CaseDesk, noun: Token) -> Iterator[Finding]:
    """ "Cast doubt on rebel involvement in E", "doubts about X's role in E"."""
    if noun.lemma not in words("nouns", "involvement") or noun.pos != "NOUN":
        return
    over = desk.parse.head(noun)
    doubt = desk.parse.head(over)
    if over.lower not in {"on", "about", "over"} or not (
        doubt.lemma == "doubt" or any(t.lemma == "doubt" for t in desk.parse.dependents(doubt, "dobj"))
    ):
        return
    actor = _owner(desk, noun)
    what = complement(desk.parse, (noun,), frozenset({"in", "for", "behind"}))
    who = subject_of(desk.parse, doubt) if doubt.pos == "VERB" else None
    if actor is not None:
        strict = desk.deed_in(what) is not None
        yield Finding(noun, actor, what if strict else None, who, Stance.DOUBTS, Modality.ACTUAL, strict=strict)


def _owner(desk: CaseDesk, noun: Token) -> Blamed | None:
    """Whose part it is: "X's role", "rebel involvement"."""
    for child in desk.parse.dependents(noun, "poss", "compound", "amod", "nmod"):
        found = desk.blamed(child) if child.dep == "poss" else desk.adjective(child) or desk.blamed(child)
        if found is None and child.lemma in words("makers", "men"):  # "rebel involvement"
            found = Blamed(child.text, "group", Span(child.start, child.end), child)
        if found is not None:
            return found
    return None


Rule = Callable[[CaseDesk, Token], Iterator[Finding]]
CULPRIT_RULES: tuple[Rule, ...] = (
    titled, alone, claimed_him, called, did_this, act_by, set_going, had_in_it, unclear_whether, no_link, doubt_on,
)  # fmt: skip

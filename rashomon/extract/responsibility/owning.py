"""Owning up and accusing without a word of responsibility: "X says it did", "says its men shot her", "that it was Y".

Each rule takes the desk and a verb and yields findings, as those of `blame.py` do. The words are in the lexicon
`responsibility`, sections `plain` and `bombs`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from rashomon.extract.responsibility.findings import Blamed, CaseDesk, Finding, words
from rashomon.extract.syntax.clauses import (
    agent_of,
    conjuncts,
    is_negated,
    is_passive,
    object_of,
    patient_of,
    subject_of,
)
from rashomon.model import EventMention, EventType, Modality, Stance, Token

__all__ = ["PLAIN_RULES", "owned"]

NEAR = 4  # sentences back to the deed of "says it did"
BESIDE = 2  # sentences back to the deed of "it was X"
BOMB_REACH = 3  # sentences back to the explosion of "the bomb was planted by X"
ITSELF = frozenset({"it", "they", "he", "she", "we", "i"})
OWN = frozenset({"its", "their", "his", "her", "our", "my"})
VAGUE = frozenset({"it", "this", "that", "so"})
DEEDS = frozenset({EventType.ASSAULT, EventType.COERCE})


def _saying(desk: CaseDesk, clause: Token) -> Token | None:
    """The verb of saying whose content a clause is, also as a later clause joined to it."""
    parse = desk.parse
    while clause.dep == "conj" and parse.head(clause).pos in {"VERB", "AUX"}:
        clause = parse.head(clause)
    above = parse.head(clause)
    told = clause.dep == "ccomp" and above.index != clause.index and above.lemma in words("plain", "verbs")
    return above if told and not is_negated(parse, above) else None


def _speaker(desk: CaseDesk, saying: Token) -> tuple[Token, Blamed] | None:
    who = subject_of(desk.parse, saying)
    actor = desk.blamed(who)
    if who is None or actor is None or desk.is_nobody(who):
        return None
    return who, actor


def _means(desk: CaseDesk, pronoun: Token, who: Token) -> bool:
    """Whether "it" or "they" in what somebody says is the speaker; unclear pronouns of the third person are."""
    if pronoun.lower not in ITSELF:
        return False
    mine, theirs = desk.actors.get(pronoun.index), desk.actors.get(who.index)
    if mine is not None and theirs is not None:
        return mine.chain == theirs.chain
    one = theirs is not None and theirs.kind == "person"
    return mine is None and (pronoun.lower in {"he", "she", "i"}) == one


def _told_deed(desk: CaseDesk, cue: Token, reach: int) -> EventMention | None:
    """The last actual deed against people before a word, within some sentences."""
    for event in reversed(desk.events):
        if event.head < cue.index and event.type in DEEDS and event.modality is Modality.ACTUAL:
            return event if cue.sentence - event.sentence <= reach else None
    return None


def owned(desk: CaseDesk, finding: Finding) -> Finding:
    """ "X says it was behind it": a plain statement about the speaker is an admission, by the speaker."""
    if finding.stance is not Stance.ASSERTS or finding.claimant is not None:
        return finding
    for clause in (finding.cue, *desk.parse.ancestors(finding.cue)[:3]):
        saying = _saying(desk, clause)
        speaker = _speaker(desk, saying) if saying is not None else None
        if speaker is not None:
            own = speaker[1].name == finding.actor.name
            return replace(finding, claimant=speaker[0], stance=Stance.ADMITS) if own else finding
    return finding


def did_it(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """ "X says it did", "X said it had done it", "X says it did not do it"."""
    saying = _saying(desk, verb) if verb.lemma == "do" else None
    speaker = _speaker(desk, saying) if saying is not None else None
    subject = subject_of(desk.parse, verb)
    if saying is None or speaker is None or subject is None or not _means(desk, subject, speaker[0]):
        return
    thing = object_of(desk.parse, verb)
    if thing is not None and thing.lower not in VAGUE:
        return
    event = _told_deed(desk, verb, NEAR)
    if event is None:
        return
    stance = Stance.DENIES if is_negated(desk.parse, verb) else Stance.ADMITS
    yield Finding(verb, speaker[1], desk.parse.tokens[event.head], speaker[0], stance, desk.modality(saying))


def own_men(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """ "X says its fighters had shot the mayor": the deed of one's own men is one's own."""
    event = desk.by_head.get(verb.index)
    if event is None or event.type not in DEEDS or is_passive(desk.parse, verb):
        return
    saying = _saying(desk, verb)
    speaker = _speaker(desk, saying) if saying is not None else None
    men = subject_of(desk.parse, verb)
    if saying is None or speaker is None or men is None or men.lemma not in words("plain", "men"):
        return
    owners = desk.parse.dependents(men, "poss")
    if (
        not owners
        or owners[0].lower not in OWN
        or not _agrees(owners[0], speaker[0])
        or event.modality not in {Modality.ACTUAL, Modality.NEGATED}
    ):
        return
    stance = Stance.DENIES if is_negated(desk.parse, verb) else Stance.ADMITS
    yield Finding(verb, speaker[1], verb, speaker[0], stance, desk.modality(saying))


def _agrees(owner: Token, who: Token) -> bool:
    """ "Organisations say that its forces": not theirs."""
    many = who.tag in ("NNS", "NNPS")
    return not (many and owner.lower in {"its", "his", "her"})


def it_was(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """ "Y insists that it was X", "it was X who planted it", after a deed told just before."""
    parse = desk.parse
    subject = next(iter(parse.dependents(verb, "nsubj")), None)
    who = next(iter(parse.dependents(verb, "attr")), None)
    if verb.lemma != "be" or who is None or subject is None or subject.lower != "it" or who.index < verb.index:
        return
    if parse.dependents(verb, "advcl", "acomp") or parse.tokens[parse.sentence_of(verb).last].text == "?":
        return
    saying, clauses = _saying(desk, verb), parse.dependents(who, "relcl", "acl")
    clauses += parse.dependents(verb, "relcl", "ccomp")
    if clauses and not any(_is_deed(desk, clause) for clause in clauses):
        return
    if not clauses and (saying is None or verb.tag in ("VBZ", "VBP")):  # "it's Novak; who knows what she wants"
        return
    event = _told_deed(desk, verb, BESIDE)
    target = next((c for c in clauses if c.index in desk.by_head), None)
    if event is None and target is None:
        return
    speaker = _speaker(desk, saying) if saying is not None else None
    for each in (who, *conjuncts(parse, who)):
        actor = desk.blamed(each)
        if actor is None or desk.is_nobody(each):
            continue
        own = speaker is not None and speaker[1].name == actor.name
        stance = Stance.ADMITS if own else Stance.ACCUSES if speaker is not None else Stance.ASSERTS
        if is_negated(parse, verb):
            stance = Stance.DENIES
        about = target or (parse.tokens[event.head] if event is not None else None)
        yield Finding(verb, actor, about, speaker[0] if speaker else None, stance, desk.modality(verb))


def _is_deed(desk: CaseDesk, clause: Token) -> bool:
    if clause.lemma == "do" or clause.lemma in words("bombs", "verbs"):
        return True
    event = desk.by_head.get(clause.index) or desk.deed_in(clause)
    return event is not None and event.type in DEEDS


def planted(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """ "the bomb was planted by smugglers", "two men threw a grenade"."""
    parse = desk.parse
    if verb.lemma not in words("bombs", "verbs") or is_negated(parse, verb):
        return
    passive = is_passive(parse, verb)
    thing = patient_of(parse, verb) if passive else object_of(parse, verb)
    who = agent_of(parse, verb) if passive else subject_of(parse, verb)
    if thing is None or who is None or thing.lemma not in words("bombs", "nouns"):
        return
    own = desk.by_head.get(verb.index)
    if own is not None and own.actors:
        return  # the event itself says who did it
    event = own or desk.by_head.get(thing.index) or _told_deed(desk, verb, BOMB_REACH)
    modality = desk.modality(verb)
    if event is None or modality not in {Modality.ACTUAL, Modality.POSSIBLE}:
        return
    hedged = desk.hedged(verb)
    for each in (who, *conjuncts(parse, who)):
        actor = desk.blamed(each)
        if actor is not None and not desk.is_nobody(each):
            claimant = "UNNAMED" if hedged else None
            stance = Stance.ACCUSES if hedged else Stance.ASSERTS
            yield Finding(verb, actor, parse.tokens[event.head], claimant, stance, modality)


Rule = Callable[[CaseDesk, Token], Iterator[Finding]]
PLAIN_RULES: tuple[Rule, ...] = (did_it, own_men, it_was, planted)

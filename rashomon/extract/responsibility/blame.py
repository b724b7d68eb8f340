"""Verbs that say who is responsible: claim, deny, accuse, blame, link, organise. One rule for each kind of frame.

Each rule takes the desk and a verb and yields findings; `VERB_RULES` lists them in the order in which they are tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rashomon.extract.responsibility.findings import LOOKBACK, CaseDesk, Finding, words
from rashomon.extract.responsibility.involvement import owner_of
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
from rashomon.model import Modality, Parse, Stance, Token

__all__ = ["SIDING", "VERB_RULES", "lacks_evidence"]

ABOUT = frozenset({"for", "of", "over", "in", "behind", "within"})
ADMITS, DENIES, ACCUSES, ASSERTS = Stance.ADMITS, Stance.DENIES, Stance.ACCUSES, Stance.ASSERTS
POSSIBLE = Modality.POSSIBLE
DASHES = ("--", "—", "–", "-")
OTHERS = frozenset({"others", "another", "some", "many", "most", "several", "both", "it", "they"})
SIDING = frozenset({"support", "back"})
BOASTS = frozenset({"boast", "brag"})
LACKING = frozenset({"no", "little", "scant", "any"})
BARE_REACH = 3  # sentences back to the deed of "X blamed Y" without saying for what


def claims(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """ "X claimed responsibility for E", "took credit", "responsibility was claimed by X", "X claimed the attack"."""
    if verb.lemma not in words("claim", "verbs") or is_negated(desk.parse, verb):
        return
    passive = is_passive(desk.parse, verb)
    thing = patient_of(desk.parse, verb) if passive else object_of(desk.parse, verb)
    who = agent_of(desk.parse, verb) if passive else subject_of(desk.parse, verb)
    if thing is None or who is None:
        return
    nouns = words("nouns", "responsibility")
    if verb.lemma in words("claim", "spun_with"):
        nouns = nouns | words("nouns", "spun_responsibility")
    target = complement(desk.parse, (thing, verb), ABOUT)
    bare = target is None and thing.lemma in nouns
    if bare and _takes_office(desk, verb, thing):
        return
    if thing.lemma not in nouns:
        target = _claimed_deed(desk, verb, thing) if verb.lemma in words("claim", "deed") else None
        if target is None:
            return
    for each in (who, *conjuncts(desk.parse, who)):
        actor = desk.blamed(each) or desk.named(each) or desk.printed(each)
        if actor is not None and not desk.is_nobody(each):
            strict = target is not None and not _may_be_deed(target)
            reach = LOOKBACK if verb.lemma == "claim" or not bare else BARE_REACH
            yield Finding(verb, actor, target, each, ADMITS, desk.modality(verb), strict=strict, reach=reach)


def _takes_office(desk: CaseDesk, verb: Token, thing: Token) -> bool:
    """ "assuming responsibility and leadership": a burden of office, no deed."""
    others = [t for t in conjuncts(desk.parse, thing) if t.lemma not in words("nouns", "responsibility")]
    return bool(others) and verb.lemma != "claim"


def _may_be_deed(target: Token) -> bool:
    """ "responsibility for the bombing", "for it", as against "credit for the reform"."""
    return target.pos == "PRON" or target.lemma in words("deeds", "nouns")


def _claimed_deed(desk: CaseDesk, verb: Token, thing: Token) -> Token | None:
    """What was claimed: "the attack in A on 14 July, claimed by X" is hung on the main verb by the parser."""
    if verb.dep == "advcl" and not desk.parse.dependents(verb, "nsubjpass"):
        for before in reversed(desk.parse.tokens[max(0, verb.index - 20) : verb.index]):
            if before.sentence == verb.sentence and before.pos == "NOUN" and before.index in desk.by_head:
                return before
    return thing if desk.deed_in(thing) is not None else None


def claimed_before(desk: CaseDesk, participle: Token) -> Iterator[Finding]:
    """ "an ISIS-claimed attack"."""
    tokens = desk.parse.tokens
    if participle.lower != "claimed" or participle.index < 2 or tokens[participle.index - 1].text != "-":
        return
    who, deed = tokens[participle.index - 2], desk.parse.head(participle)
    actor = desk.blamed(who)
    if actor is not None and deed.index in desk.by_head:
        yield Finding(participle, actor, deed, who, ADMITS, Modality.ACTUAL)


def bears(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """ "X bears some responsibility for E"."""
    thing = object_of(desk.parse, verb)
    if verb.lemma not in words("reach", "bear") or thing is None or desk.told_by_accuser(verb):
        return
    if thing.lemma not in words("nouns", "responsibility") | {"blame", "guilt"}:
        return
    target = complement(desk.parse, (thing, verb), frozenset({"for"}))
    actor = desk.blamed(subject_of(desk.parse, verb))
    if actor is not None and desk.deed_in(target) is not None and not _of_a_thing(desk, target):
        stance = DENIES if is_negated(desk.parse, verb) else ASSERTS
        yield Finding(verb, actor, target, None, stance, desk.modality(verb))


def _of_a_thing(desk: CaseDesk, noun: Token | None) -> bool:
    """ "its demise": what ends is a thing, nobody's death."""
    event = desk.by_head.get(noun.index) if noun is not None else None
    if noun is None or event is None or event.casualty is None:
        return False
    return any(owner.lower == "its" for owner in desk.parse.dependents(noun, "poss"))


def confesses(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """ "X admitted killing them", "confessed to the murders", "claimed to have carried out E"."""
    parse = desk.parse
    if verb.lemma not in words("claim", "confess") | {"claim"} or is_negated(parse, verb) or is_passive(parse, verb):
        return
    who = subject_of(parse, verb)
    actor = desk.blamed(who)
    done = next(iter(parse.dependents(verb, "xcomp")), None)
    if done is None and verb.lemma != "claim":
        done = complement(
            parse, (verb,), frozenset({"to", "of", "about"}) if verb.lemma in BOASTS else frozenset({"to"})
        )
    if actor is None or done is None or desk.deed_in(done) is None:
        return
    if done.pos == "VERB" and (is_passive(parse, done) or parse.dependents(done, "nsubj")):
        return
    if parse.dependents(done, "attr"):  # "claims to be the suspect's brother"
        return
    yield Finding(verb, actor, done, who, ADMITS, desk.modality(verb))


def denies(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """ "X denied involvement in E", "denied carrying out E", "denies Y's responsibility"."""
    parse = desk.parse
    if verb.lemma not in words("deny", "verbs") or is_negated(parse, verb):
        return
    who = agent_of(parse, verb) if is_passive(parse, verb) else subject_of(parse, verb)
    thing = patient_of(parse, verb) if is_passive(parse, verb) and verb.dep != "acl" else object_of(parse, verb)
    if thing is not None and thing.lemma in _denied_nouns(verb):
        owner = owner_of(desk, thing)
        actor = owner or desk.blamed(who)
        target = complement(parse, (thing, verb), ABOUT)
        if actor is not None:
            yield Finding(verb, actor, target, who, DENIES, Modality.ACTUAL, strict=False)
        return
    if verb.lemma not in {"deny", "dispute", "reject"}:
        return
    for clause in parse.dependents(verb, "xcomp", "ccomp"):
        inner = next(iter(parse.dependents(clause, "nsubj")), None)
        actor = desk.blamed(inner if inner is not None else who)
        if actor is None and inner is not None and inner.lemma in words("plain", "men"):
            own = any(p.tag == "PRP$" for p in parse.dependents(inner, "poss"))  # "that its planes were behind it"
            actor = desk.blamed(who) if own else None
        if (
            actor is not None
            and not is_passive(parse, clause)
            and (desk.deed_in(clause) is not None or _is_behind(desk, clause))
        ):
            yield Finding(verb, actor, clause, who, DENIES, Modality.ACTUAL, strict=False)


def _denied_nouns(verb: Token) -> frozenset[str]:
    nouns = words("nouns", "responsibility", "involvement")
    return nouns | words("nouns", "spun_involvement") if verb.lemma != "take" else nouns


def _is_behind(desk: CaseDesk, clause: Token) -> bool:
    if any(p.lower == "behind" for p in desk.parse.dependents(clause, "prep", "advmod")):
        return True
    states = words("adjectives", "responsible", "involved")
    return clause.lemma in states or any(c.lemma in states for c in desk.parse.dependents(clause, "acomp"))


def accuses(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """ "Y accused X of E", "X is suspected of E", "Y blamed X for E", "X was charged with E"."""
    parse = desk.parse
    if verb.lemma not in words("accuse", "use") or is_negated(parse, verb):
        return
    active = verb.dep == "conj" and parse.dependents(verb, "dobj") and not parse.dependents(verb, "auxpass", "agent")
    passive = is_passive(parse, verb) and not active  # "denied it and accused the army of it"
    who: Token | str | None = agent_of(parse, verb) if passive else subject_of(parse, verb)
    accused = patient_of(parse, verb) if passive else object_of(parse, verb)
    if accused is None or accused.lemma in words("nouns", "responsibility"):
        return
    prepositions = frozenset(p for p in ("of", "for", "with", "in") if verb.lemma in words("accuse", p))
    if verb.lemma == "blame":
        prepositions |= {"over"}
    about = desk.deed_after((verb, accused, *conjuncts(parse, accused)), prepositions)
    about = _charged(desk, verb) or about or _after_a_dash(parse, accused, prepositions)
    if about is None and verb.lemma not in {"blame", "implicate"}:
        return
    if about is None and complement(parse, (verb, accused), frozenset({"on"})) is not None:
        return
    if about is not None and about.pos == "VERB" and about.lemma in SIDING and parse.head(about).lower == "for":
        return  # "blamed them for supporting the coup": for what they think of it
    if _is_this(desk, about):  # "he is suspected of doing this"
        about = None
    stance = ACCUSES
    modality = desk.modality(verb)
    if verb.lemma in words("accuse", "possible") and modality is Modality.ACTUAL:
        modality = POSSIBLE
    claimant = who if who is not None else "UNNAMED"
    for each in (accused, *conjuncts(parse, accused)):
        actor = desk.person(each)
        if actor is not None and not desk.is_nobody(each) and not _same(desk, each, who):
            bare = about is None
            yield Finding(
                verb, actor, about, claimant, stance, modality, strict=not bare, reach=BARE_REACH if bare else LOOKBACK
            )


def _is_this(desk: CaseDesk, about: Token | None) -> bool:
    """ "Of doing this", "of it": the deed told before."""
    if about is None or about.lemma not in {"do", "commit"}:
        return False
    return any(t.lower in {"this", "that", "it", "so"} for t in desk.parse.dependents(about, "dobj", "advmod"))


def _after_a_dash(parse: Parse, accused: Token, prepositions: frozenset[str]) -> Token | None:
    """ "Blames the ministry - and the army itself - for lapses": what follows the insertion."""
    after = parse.tokens[accused.index + 1 : parse.sentence_of(accused).last + 1]
    dash = next((n for n, t in enumerate(after) if t.text in DASHES), None)
    if dash is None or any(t.pos in ("VERB", "AUX") for t in after[:dash]):
        return None
    closing = next((n for n, t in enumerate(after) if n > dash and t.text in DASHES), None)
    if closing is None or closing + 1 >= len(after) or after[closing + 1].lower not in prepositions:
        return None
    return next(iter(parse.dependents(after[closing + 1], "pobj", "pcomp")), None)


def _charged(desk: CaseDesk, verb: Token) -> Token | None:
    """ "Indicted on charges of E": what the charges are of."""
    charges = complement(desk.parse, (verb, *desk.parse.dependents(verb, "dobj")), frozenset({"on"}))
    if charges is None or charges.lemma not in {"charge", "count", "suspicion", "allegation"}:
        return None
    return complement(desk.parse, (charges,), frozenset({"of", "for"}))


def assigns(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """ "Y blamed E on X", "attributed E to X", "linked E to X" and the other way round, "laid the blame on X"."""
    parse = desk.parse
    preposition = next((p for p in ("on", "to", "with") if verb.lemma in words("assign", p)), None)
    blame = verb.lemma in words("assign", "blame_verbs")
    if (preposition is None and not blame) or is_negated(parse, verb) or lacks_evidence(desk, verb):
        return
    passive = is_passive(parse, verb)
    thing = patient_of(parse, verb) if passive else object_of(parse, verb)
    if thing is None or (passive and agent_of(parse, verb) is None and thing.pos == "PROPN"):
        thing = _gap(desk, verb) or thing
    if thing is None:
        return
    target: Token | None = thing
    if blame and thing.lemma in words("nouns", "responsibility", "accusation"):
        preposition, target = "on", complement(parse, (thing,), frozenset({"for"}))
    if preposition is None:
        return
    other = complement(parse, (verb, thing), frozenset({preposition, "at"} if blame else {preposition}))
    who: Token | str | None = agent_of(parse, verb) if passive else subject_of(parse, verb)
    actor = desk.blamed(other)
    if verb.lemma in words("assign", "both_ways") and desk.deed_in(target) is None and other is not None:
        if verb.dep == "advcl":
            return
        actor, target = desk.blamed(thing), other
        if desk.deed_in(other) is None:
            return
    if actor is None or other is None:
        return
    claimant = who if who is not None else "UNNAMED"
    strict = not (blame and target is None)
    if target is not None and target.lower in OTHERS and verb.lemma not in words("assign", "both_ways"):
        target, strict = None, False  # "others have been attributed to X"
    yield Finding(verb, actor, target, claimant, ACCUSES, desk.modality(verb), strict=strict)


def lacks_evidence(desk: CaseDesk, verb: Token) -> bool:
    """ "No evidence tying X to E": whoever says so lays it to nobody."""
    evidence = desk.parse.head(verb)
    if verb.dep not in {"acl", "relcl"} or evidence.lemma not in words("nouns", "evidence"):
        return False
    none = any(t.lower in LACKING for t in desk.parse.dependents(evidence, "det", "amod"))
    return none or is_negated(desk.parse, desk.parse.head(evidence))


def _gap(desk: CaseDesk, verb: Token) -> Token | None:
    """ "mine attacks last year X blamed on Y": the deed just before the subject, where the parser saw no clause."""
    subjects = desk.parse.dependents(verb, "nsubj", "nsubjpass")
    if not subjects or verb.tag not in {"VBD", "VBN"}:
        return None
    start = min(t.index for t in desk.parse.subtree(subjects[0]))
    window = [t for t in desk.parse.tokens[max(0, start - 4) : start] if t.sentence == verb.sentence]
    return next((t for t in reversed(window) if t.index in desk.by_head and t.pos == "NOUN"), None)


def brings_about(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """ "E was organised by X", "carried out by X"; "X masterminded E" in the active voice only of the strong verbs."""
    parse = desk.parse
    strong, weak = verb.lemma in words("bring_about", "strong"), verb.lemma in words("bring_about", "weak")
    if not (strong or weak) or (verb.lemma == "carry" and not _has_out(desk, verb)):
        return
    if is_passive(parse, verb):
        who, target = agent_of(parse, verb), patient_of(parse, verb)
    elif strong and not desk.told_by_accuser(verb):
        who, target = subject_of(parse, verb), object_of(parse, verb)
        if target is None and verb.lemma == "approve":
            target = complement(parse, (verb,), frozenset({"of"}))
    else:
        return
    if who is None or target is None:
        return
    loose = target.pos == "PRON" and target.lower in {"it", "they", "this", "that", "which", "these"}
    for each in (who, *conjuncts(parse, who)):
        actor = desk.person(each)
        if actor is None or desk.is_nobody(each) or (not loose and desk.deed_in(target) is None):
            continue
        if verb.lemma == "inspire" and actor.kind in {"media", "organisation", "person"}:
            continue  # "inspired by a film", "by a preacher"
        hedged = desk.hedged(verb)
        modality = desk.modality(verb)
        stance = ACCUSES if hedged else ASSERTS
        if is_negated(parse, verb):
            stance = DENIES
        if modality in {Modality.ACTUAL, POSSIBLE}:
            modality = POSSIBLE if hedged else modality
            yield Finding(
                verb,
                actor,
                None if loose else target,
                "UNNAMED" if hedged else None,
                stance,
                modality,
                strict=not loose,
            )


def helps(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """ "allegedly aided by X": only where it is hedged or said of the deed itself."""
    parse = desk.parse
    if verb.lemma not in words("bring_about", "help") or not is_passive(parse, verb):
        return
    who = agent_of(parse, verb)
    if who is None or is_negated(parse, verb):
        return
    hedged = desk.hedged(verb)
    target = patient_of(parse, verb)
    event = target if target is not None and target.index in desk.by_head else None
    if not hedged and event is None:
        return
    for each in (who, *conjuncts(parse, who)):
        actor = desk.blamed(each)
        if actor is not None:
            stance, modality = (ACCUSES, POSSIBLE) if hedged else (ASSERTS, desk.modality(verb))
            yield Finding(verb, actor, event, "UNNAMED" if hedged else None, stance, modality, strict=False)


def _has_out(desk: CaseDesk, verb: Token) -> bool:
    return any(p.lower == "out" for p in desk.parse.dependents(verb, "prt", "advmod", "prep")) or (
        verb.index + 1 < len(desk.parse.tokens) and desk.parse.tokens[verb.index + 1].lower == "out"
    )


def _same(desk: CaseDesk, one: Token, who: Token | str | None) -> bool:
    """Whether accuser and accused are one entity, which is a parser's or a resolver's mistake."""
    if not isinstance(who, Token):
        return False
    mine, theirs = desk.actors.get(one.index), desk.actors.get(who.index)
    return mine is not None and theirs is not None and mine.chain == theirs.chain


Rule = Callable[[CaseDesk, Token], Iterator[Finding]]
VERB_RULES: tuple[Rule, ...] = (claims, claimed_before, bears, confesses, denies, accuses, assigns, brings_about, helps)

"""Nouns, adjectives and set phrases that say who is responsible: behind, the work of, at the hands of, involvement.

Like the verb rules, each takes the desk and a token and yields findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rashomon.extract.actors.entities import noun_kinds
from rashomon.extract.responsibility.findings import LOOKBACK, Blamed, CaseDesk, Finding, words
from rashomon.extract.syntax.clauses import (
    complement,
    conjuncts,
    governed_noun,
    is_negated,
    is_passive,
    patient_of,
    subject_of,
)
from rashomon.model import Modality, Span, Stance, Token

__all__ = ["TOKEN_RULES", "owner_of"]

DEED_PREPOSITIONS = frozenset({"in", "for", "behind", "within", "of", "to", "with", "on"})
ADMITS, DENIES, DOUBTS, ACCUSES, ASSERTS = Stance.ADMITS, Stance.DENIES, Stance.DOUBTS, Stance.ACCUSES, Stance.ASSERTS
POSSIBLE = Modality.POSSIBLE
RULE_OUT = frozenset({"rule", "dominate", "exclude"})  # a thesaurus puts "dominated out" for "ruled out"
CLAIMING = frozenset({"make", "issue", "release", "publish", "post", "send"})
NEAR = 2  # sentences back to the deed for "X was involved" without saying in what
NAMING = frozenset(
    {"name", "identify", "list", "count", "accuse", "charge", "suspect", "convict", "acquit", "condemn", "blame"}
)
VAGUE = frozenset({"it", "this", "that", "them", "these", "which"})
SEEN = frozenset(
    {
        "hold",
        "see",
        "consider",
        "believe",
        "deem",
        "regard",
        "view",
        "find",
        "think",
        "suspect",
        "say",
        "report",
        "allege",
        "assume",
        "presume",
        "accuse",
        "rumour",
        "rumor",
        "know",
    }
)


def behind(desk: CaseDesk, token: Token) -> Iterator[Finding]:
    """ "X is behind E", "X is believed to be behind E"."""
    parse = desk.parse
    if token.lower != "behind" or token.dep not in {"prep", "advmod", "acomp", "pcomp"}:
        return
    verb = parse.head(token)
    if verb.lemma not in {"be", "stand", "lie"} or verb.dep == "pcomp":
        return
    what = next(iter(parse.dependents(token, "pobj")), None)
    if what is not None and desk.deed_in(what) is None and what.lower not in VAGUE:
        return
    if what is None and token.index + 1 < len(parse.tokens) and parse.tokens[token.index + 1].pos != "PUNCT":
        return
    yield from _state(desk, token, verb, what)


def responsible(desk: CaseDesk, token: Token) -> Iterator[Finding]:
    """ "X is responsible for E", "X was held accountable", "the group responsible for E", "X is to blame for E"."""
    parse = desk.parse
    to_blame = token.lemma == "blame" and token.dep in {"xcomp", "acl", "relcl"} and _to_blame(desk, token)
    if token.lemma not in words("adjectives", "responsible") and not to_blame:
        return
    what = desk.deed_after((token, parse.head(token)), frozenset({"for", "of", "in"}))
    if what is None or (desk.deed_in(what) is None and what.lower not in VAGUE):
        return
    if token.dep in {"amod", "acl", "relcl"} and parse.head(token).pos in {"NOUN", "PROPN"}:
        actor = desk.blamed(parse.head(token))
        if actor is not None and parse.head(token).index < token.index:
            yield Finding(token, actor, what, None, ASSERTS, desk.modality(token, nominal=True))
        return
    verb = next((a for a in parse.ancestors(token)[:3] if a.pos in {"VERB", "AUX"}), None)
    if verb is not None:
        yield from _state(desk, token, verb, what)


def _to_blame(desk: CaseDesk, token: Token) -> bool:
    return token.index > 0 and desk.parse.tokens[token.index - 1].tag == "TO" and desk.parse.head(token).lemma == "be"


def involved(desk: CaseDesk, token: Token) -> Iterator[Finding]:
    """ "X was involved in E"; denied: "X was not involved"."""
    parse = desk.parse
    if token.lemma not in words("adjectives", "involved") or token.tag not in {"VBN", "VBD", "JJ"}:
        return
    if token.pos == "VERB" and token.lemma in words("accuse", "use"):
        return  # "have been implicated": somebody accuses them
    what = complement(parse, (token,), frozenset({"in", "with"}))
    if what is not None and what.lemma == "way":  # "was not in any way involved"
        what = None
    if what is not None and desk.deed_in(what) is None and what.lower not in VAGUE:
        return
    verb = parse.head(token) if token.dep == "acomp" else token  # "was not in any way involved"
    who = patient_of(parse, verb) or subject_of(parse, verb)
    actor = desk.person(who) if who is not None and not desk.is_nobody(who) else None
    if actor is not None and token.dep not in {"acl", "amod"}:
        yield _qualified(desk, token, verb, actor, what, None)


def _state(desk: CaseDesk, cue: Token, verb: Token, what: Token | None) -> Iterator[Finding]:
    """A statement with "be" or with a verb of seeing in the passive: "was held responsible", "is believed to be"."""
    parse = desk.parse
    if desk.told_by_accuser(verb):
        return
    who: Token | None
    claimant: Token | str | None = None
    accuses = False
    if verb.lemma in SEEN:
        accuses = True
        if is_passive(parse, verb):
            who, claimant = patient_of(parse, verb), "UNNAMED"
        else:
            who, claimant = next(iter(parse.dependents(verb, "dobj", "nsubj")), None), subject_of(parse, verb)
            if parse.dependents(verb, "dobj") == ():
                return
    else:
        who = subject_of(parse, verb)
        above = parse.head(verb)
        if verb.dep == "xcomp" and above.lemma in SEEN and is_passive(parse, above):
            claimant, accuses, who = "UNNAMED", True, patient_of(parse, above) or who
        small = next((s for s in parse.dependents(verb, "nsubj")), None)
        if verb.dep == "ccomp" and small is not None and above.lemma in {"hold", "find", "deem"}:
            who, claimant, accuses = small, subject_of(parse, above), True
    if who is None or (who.tag in {"WP", "WDT"} and who.index not in desk.actors):
        return
    for each in (who, *conjuncts(parse, who)):
        actor = desk.person(each)
        if actor is not None and not desk.is_nobody(each):
            found = _qualified(desk, cue, verb, actor, what, claimant)
            if accuses and found.stance is ASSERTS:
                found = _restanced(found, ACCUSES)
            yield found


def _restanced(found: Finding, stance: Stance) -> Finding:
    modality = POSSIBLE if found.modality in {Modality.ACTUAL, Modality.PLANNED} else found.modality
    return Finding(found.cue, found.actor, found.target, found.claimant, stance, modality, found.strict)


def _qualified(
    desk: CaseDesk, cue: Token, verb: Token, actor: Blamed, what: Token | None, claimant: Token | str | None
) -> Finding:
    """A plain statement, or a denial, a doubt or a hedge of it."""
    stance, modality = ASSERTS, desk.modality(verb)
    doubt = governed_noun(desk.parse, verb, words("nouns", "evidence"))
    if is_negated(desk.parse, verb) or is_negated(desk.parse, cue):
        stance = DENIES
    elif doubt is not None:
        stance, modality = (DOUBTS, Modality.ACTUAL) if _lacking(desk, doubt) else (ACCUSES, POSSIBLE)
    elif desk.hedged(verb) or desk.hedged(cue):
        stance, modality, claimant = ACCUSES, POSSIBLE, claimant or "UNNAMED"
    vague = what is None or what.lower in VAGUE
    reach = NEAR if what is None else LOOKBACK
    return Finding(cue, actor, None if vague else what, claimant, stance, modality, strict=not vague, reach=reach)


def _lacking(desk: CaseDesk, evidence: Token) -> bool:
    """ "there is no evidence", "without proof", "there isn't any sign", "has no evidence"."""
    parse = desk.parse
    if any(d.lower in {"no", "little", "scant", "any", "zero", "insufficient"} for d in parse.dependents(evidence)):
        return True
    above = parse.head(evidence)
    if above.lower in {"without", "lack", "absence"} or above.lemma in {"lack"}:
        return True
    return above.index != evidence.index and is_negated(parse, above)


def owner_of(desk: CaseDesk, noun: Token) -> Blamed | None:
    """Whose involvement: "X's role", "Russian involvement", "Russian state involvement", "the involvement of X"."""
    parse = desk.parse
    for child in parse.dependents(noun, "poss"):
        return desk.blamed(child)
    of = complement(parse, (noun,), frozenset({"of", "by"}))
    if of is not None and of.pos in {"NOUN", "PROPN"} and of.index not in desk.by_head:
        found = desk.blamed(of)
        if found is not None:
            return found
    whole = _compound_owner(desk, noun)
    if whole is not None:
        return whole
    modifiers = [c for c in parse.dependents(noun, "compound", "amod", "nmod") if c.index < noun.index]
    for child in modifiers:
        found = desk.adjective(child)
        if found is not None:
            return found
    return None


def _compound_owner(desk: CaseDesk, noun: Token) -> Blamed | None:
    """ "Russian state involvement": a body named by an adjective and a noun before the noun."""
    before = desk.parse.tokens[noun.index - 1] if noun.index > 1 else noun
    if before.dep != "compound" or before.lemma not in noun_kinds() or before.head != noun.index:
        return None
    first = desk.parse.tokens[before.index - 1]
    if first.head not in {noun.index, before.index} or desk.adjective(first) is None:
        return None
    span = Span(first.start, before.end)
    return Blamed(desk.reading.quote(span), noun_kinds()[before.lemma], span, before)


def involvement(desk: CaseDesk, noun: Token) -> Iterator[Finding]:
    """ "X's involvement in E" by what is done with it: evidence of it, denied elsewhere, ruled out, or stated."""
    parse = desk.parse
    nouns = words("nouns", "involvement")
    if noun.pos != "NOUN" or noun.lemma not in nouns | words("nouns", "spun_involvement"):
        return
    actor = owner_of(desk, noun)
    if actor is None:
        return
    verb = parse.head(noun)
    if verb.lemma in words("deny", "verbs") and noun.dep in {"dobj", "nsubjpass"}:
        return
    what = complement(parse, (noun,), DEED_PREPOSITIONS - {"of"})
    if what is None:  # "the part of the network in the attacks", hung on the network
        what = complement(parse, (actor.head,), frozenset({"in"})) if actor.head.index > noun.index else None
    event = desk.deed_in(what)
    evidence = governed_noun(parse, noun, words("nouns", "evidence", "theory"), 2)
    ruled = _ruling(desk, noun)
    if evidence is not None and evidence.lemma in words("nouns", "evidence"):
        if _lacking(desk, evidence):
            yield Finding(noun, actor, what, None, DOUBTS, Modality.ACTUAL, strict=event is not None)
        elif event is not None:
            yield Finding(noun, actor, what, "UNNAMED", ACCUSES, POSSIBLE)
    elif ruled is not None and _out(desk, ruled):
        if is_negated(parse, ruled):
            yield Finding(noun, actor, what, "UNNAMED", ACCUSES, POSSIBLE, strict=event is not None)
        else:
            yield Finding(noun, actor, what, subject_of(parse, ruled), DENIES, Modality.ACTUAL, strict=False)
    elif event is not None and noun.lemma in words("nouns", "strong_involvement"):
        modality = desk.modality(noun, nominal=True)
        hedged = modality is POSSIBLE or evidence is not None
        yield Finding(noun, actor, what, None, ACCUSES if hedged else ASSERTS, POSSIBLE if hedged else modality)


def _ruling(desk: CaseDesk, noun: Token) -> Token | None:
    """The "ruled out" that a noun is the object or subject of; the parser may lose the subject on a long way."""
    parse, verb = desk.parse, desk.parse.head(noun)
    if noun.dep in {"nsubjpass", "dobj"} and verb.lemma in RULE_OUT:
        return verb
    for token in parse.tokens[noun.index + 1 : noun.index + 30]:
        if token.sentence != noun.sentence:
            break
        if token.lemma in RULE_OUT and token.tag == "VBN" and not parse.dependents(token, "nsubjpass", "nsubj"):
            return token
    return None


def _out(desk: CaseDesk, verb: Token) -> bool:
    return verb.lemma == "exclude" or any(t.lower == "out" for t in desk.parse.tokens[verb.index + 1 : verb.index + 3])


def hands(desk: CaseDesk, token: Token) -> Iterator[Finding]:
    """ "killings at the hands of X"; "the attack was the work of X"."""
    parse = desk.parse
    of = complement(parse, (token,), frozenset({"of"}))
    if of is None:
        return
    target: Token | None = None
    if token.lemma == "hand" and parse.head(token).lower == "at":
        at = parse.head(token)
        target = parse.head(at) if at.head != at.index else None
        if target is not None and target.index not in desk.by_head:
            target = subject_of(parse, target) or patient_of(parse, target)
        if target is None or target.index not in desk.by_head:
            return
    elif token.lemma in {"work", "handiwork", "doing"} and token.dep in {"attr", "pobj", "oprd"}:
        verb = next((a for a in parse.ancestors(token)[:3] if a.pos in {"VERB", "AUX"}), None)
        if verb is None:
            return
        target = subject_of(parse, verb) or patient_of(parse, verb)
        if target is not None and desk.deed_in(target) is None:
            if target.lower not in VAGUE:
                return
            target = None
    else:
        return
    for each in (of, *conjuncts(parse, of)):
        actor = desk.blamed(each)
        if actor is None:
            continue
        verb = next((a for a in parse.ancestors(token)[:4] if a.pos in {"VERB", "AUX"}), token)
        negated = token.lemma != "hand" and is_negated(parse, verb)
        modality = desk.modality(verb) if token.lemma != "hand" else Modality.ACTUAL
        yield Finding(token, actor, target, None, DENIES if negated else ASSERTS, modality, strict=False)


def signs(desk: CaseDesk, token: Token) -> Iterator[Finding]:
    """ "bears the hallmarks of X", "pointed the finger at X", "suspicion fell on X"."""
    parse = desk.parse
    verb = parse.head(token)
    if token.lemma in words("signs", "hallmark") and verb.lemma in words("signs", "hallmark_verbs"):
        of = complement(parse, (token,), frozenset({"of"}))
        actor, target = desk.blamed(of), subject_of(parse, verb)
        if actor is not None and target is not None and desk.deed_in(target) is not None:
            yield Finding(token, actor, target, None, ACCUSES, POSSIBLE)
    elif token.lemma == "finger" and verb.lemma in words("signs", "finger_verbs"):
        actor = desk.blamed(complement(parse, (verb, token), frozenset({"at", "to", "towards", "toward"})))
        who = subject_of(parse, verb) if token.dep == "dobj" else None
        if actor is not None and not is_negated(parse, verb):
            target = complement(parse, (verb, token), frozenset({"for", "over"}))
            yield Finding(token, actor, target, who or "UNNAMED", ACCUSES, desk.modality(verb), strict=False)
    elif token.lemma in words("signs", "suspicion") and verb.lemma in words("signs", "fall") and token.dep == "nsubj":
        actor = desk.blamed(complement(parse, (verb,), frozenset({"on", "upon"})))
        if actor is not None and not is_negated(parse, verb):
            yield Finding(token, actor, None, "UNNAMED", ACCUSES, POSSIBLE, strict=False)


def hidden_hand(desk: CaseDesk, token: Token) -> Iterator[Finding]:
    """ "denounces an American hand", "sees the hand of X"."""
    parse = desk.parse
    verb = parse.head(token)
    if token.dep != "dobj" or token.lemma not in words("hidden_hand", "nouns"):
        return
    if verb.lemma not in words("hidden_hand", "verbs") or is_negated(parse, verb):
        return
    actor = owner_of(desk, token)
    who = subject_of(parse, verb)
    if actor is not None and who is not None:
        target = complement(parse, (token, verb), frozenset({"in", "behind"}))
        target = target if desk.deed_in(target) is not None else None
        yield Finding(verb, actor, target, who, ACCUSES, desk.modality(verb), strict=False)


def claim_noun(desk: CaseDesk, token: Token) -> Iterator[Finding]:
    """ "X's claim of responsibility", "a claim of responsibility from X"."""
    parse = desk.parse
    if token.lemma not in {"claim", "admission"} or token.pos != "NOUN":
        return
    of = complement(parse, (token,), frozenset({"of"}))
    if of is None or of.lemma not in words("nouns", "responsibility"):
        return
    owner = next(iter(parse.dependents(token, "poss")), None)
    owner = owner or complement(parse, (token, of), frozenset({"by", "from"}))
    if owner is None and token.dep == "dobj" and parse.head(token).lemma in CLAIMING:
        owner = subject_of(parse, parse.head(token))  # "the group made claims of responsibility"
    actor = desk.blamed(owner)
    if actor is not None and owner is not None and not is_negated(parse, parse.head(token)):
        target = complement(parse, (of,), frozenset({"for", "in"}))
        yield Finding(token, actor, target, owner, ADMITS, Modality.ACTUAL, strict=False)


def perpetrators(desk: CaseDesk, token: Token) -> Iterator[Finding]:
    """ "speaks of terrorists trained abroad": whom a claimant makes out to have done it."""
    parse = desk.parse
    verb = parse.head(token)
    if token.lower != "of" or verb.lemma not in words("perpetrators", "speak_verbs"):
        return
    who = next(iter(parse.dependents(token, "pobj")), None)
    if who is None:  # a quotation mark or a misread clause may stand between
        window = parse.tokens[token.index + 1 : token.index + 5]
        who = next((t for t in window if t.pos == "NOUN" and t.sentence == token.sentence), None)
    if who is None or who.lemma not in words("perpetrators", "terms") or who.tag != "NNS":
        return
    actor, claimant = desk.blamed(who), subject_of(parse, verb)
    if actor is not None and claimant is not None and not is_negated(parse, verb):
        yield Finding(verb, _with_participle(desk, actor), None, claimant, ASSERTS, desk.modality(verb), strict=False)


def _with_participle(desk: CaseDesk, actor: Blamed) -> Blamed:
    """ "terrorists trained abroad": the participle says who is meant."""
    for clause in desk.parse.dependents(actor.head, "acl"):
        below = [t for t in desk.parse.subtree(clause) if t.pos != "PUNCT"]
        if clause.tag == "VBN" and clause.index == actor.head.index + 1 and len(below) <= 4:
            span = Span(actor.span.start, below[-1].end)
            return Blamed(desk.reading.quote(span), actor.kind, span, actor.head)
    return actor


def cleft(desk: CaseDesk, token: Token) -> Iterator[Finding]:
    """ "It is not A who ..., but only B": B did it."""
    parse = desk.parse
    if token.lower != "but" or token.tag != "CC" or not _not_before(desk, token):
        return
    window = parse.tokens[token.index + 1 : token.index + 7]
    noun = None
    for word in window:
        if word.sentence != token.sentence or word.text in {",", ";", "."}:
            break
        if word.pos in {"NOUN", "PROPN"} and word.dep not in {"compound", "amod"}:
            noun = word
            break
    if noun is None or noun.lemma not in words("perpetrators", "terms", "doers"):
        return
    actor = desk.blamed(noun)
    if actor is not None:
        yield Finding(token, _from(desk, actor, token), None, None, ASSERTS, Modality.ACTUAL, strict=False)


def _from(desk: CaseDesk, actor: Blamed, but: Token) -> Blamed:
    """Take in a participle before the noun that the parser took for a verb: "only hired provocateurs"."""
    before = desk.parse.tokens[actor.head.index - 1]
    if before.index > but.index and before.tag in {"VBN", "VBD"} and before.end <= actor.span.start:
        span = Span(before.start, actor.span.end)
        return Blamed(desk.reading.quote(span), actor.kind, span, actor.head)
    return actor


def _not_before(desk: CaseDesk, but: Token) -> bool:
    """Whether the sentence begins "It is not" before this "but"."""
    first = desk.parse.sentences[but.sentence].first
    opening = desk.parse.tokens[first : min(first + 4, but.index)]
    lowered = [t.lower for t in opening]
    return any(
        lowered[n] in {"it", "these", "this", "they"}
        and lowered[n + 1] in {"is", "was", "are", "were", "'s", "’s"}
        and lowered[n + 2] in {"not", "n't", "n’t"}
        for n in range(len(lowered) - 2)
    )


def identity(desk: CaseDesk, token: Token) -> Iterator[Finding]:
    """ "the attackers were X", "the other suspect in E was X": those who did it are named."""
    parse = desk.parse
    suspect = token.lemma in words("doers", "suspects")
    doer = suspect or token.lemma in words("perpetrators", "doers")
    if not doer or token.dep != "nsubj" or parse.head(token).lemma != "be":
        return
    verb = parse.head(token)
    for attribute in parse.dependents(verb, "attr"):
        if attribute.pos not in {"NOUN", "PROPN"} or attribute.lemma in words("perpetrators", "doers"):
            continue
        if suspect and (attribute.pos != "PROPN" or attribute.entity in {"GPE", "LOC", "DATE", "NORP"}):
            continue
        actor = desk.blamed(attribute)
        if actor is not None:
            stance = DENIES if is_negated(parse, verb) else ACCUSES if suspect else ASSERTS
            about = complement(parse, (token,), frozenset({"in", "behind", "of"}))
            about = about if desk.deed_in(about) is not None else None
            yield Finding(token, actor, about, None, stance, desk.modality(verb), strict=False)


def by_whom(desk: CaseDesk, token: Token) -> Iterator[Finding]:
    """ "torture by members of X" where the parser hung "by" elsewhere and so no actor was found for the deed."""
    before = desk.parse.tokens[token.index - 1] if token.index else token
    event = desk.by_head.get(before.index)
    if token.lower != "by" or event is None or not event.nominal or event.actors or before.sentence != token.sentence:
        return
    if before.pos == "ADJ" or desk.parse.head(token).lemma in NAMING:
        return  # "named among the dead by relatives", "accused of the murder by prosecutors"
    for who in desk.parse.dependents(token, "pobj"):
        for each in (who, *conjuncts(desk.parse, who)):
            actor = desk.blamed(each)
            if actor is not None:
                yield Finding(before, actor, before, None, ASSERTS, event.modality)


Rule = Callable[[CaseDesk, Token], Iterator[Finding]]
TOKEN_RULES: tuple[Rule, ...] = (
    behind, responsible, involved, involvement, hands, signs, hidden_hand, claim_noun, perpetrators, cleft, identity,
    by_whom,
)  # fmt: skip

"""Doers that grammar names but neither a word of responsibility nor the event itself does: "the suspect, X,", "took
part in E", "Moscow's seizure of E", "came under attack from X", "was shot by law enforcement".

Each rule takes the desk and a token and yields findings, as those of `blame.py` do. The words are in the lexicon
`responsibility`, section `doers`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from rashomon.extract.actors.entities import is_capital
from rashomon.extract.counts.groups import is_people
from rashomon.extract.events.passives import is_passive_deed
from rashomon.extract.events.weapons import weapon_at
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
from rashomon.model import ActorMention, EventMention, EventType, Modality, Stance, Token

__all__ = ["DOER_RULES"]

VIOLENT = frozenset({EventType.ASSAULT, EventType.OTHER})
TOLD = frozenset({Modality.ACTUAL, Modality.POSSIBLE})
IN_DEED = frozenset({"in", "during", "at"})
DOUBTED = frozenset({"suspected", "alleged", "accused", "presumed"})
STATES = frozenset({"GPE", "NORP", "ORG", "PERSON"})


def named_suspect(desk: CaseDesk, noun: Token) -> Iterator[Finding]:
    """ "The suspect, X,", "X, a suspect in E", "X is the suspect", "identified the gunman as X"."""
    suspect = noun.lemma in words("doers", "suspects")
    doer = suspect or noun.lemma in words("perpetrators", "doers")
    did = _told_in_clause(desk, noun)
    if noun.pos != "NOUN" or not (doer or (did is not None and is_people(noun) is True)):
        return
    doubted = any(t.lower in DOUBTED for t in desk.parse.dependents(noun, "amod"))
    stance = Stance.ACCUSES if suspect or doubted else Stance.ASSERTS
    for name, verb, claimant in _names(desk, noun):
        identified = verb is not None and verb.lemma != "be"
        if not (doer or identified):
            continue
        if verb is None and _is_astray(desk, noun, name):
            continue
        actor = desk.blamed(name) or desk.named(name)
        described = verb is not None and verb.lemma != "be" and any(True for _ in desk.parse.dependents(name, "amod"))
        if actor is None or not (actor.name[:1].isupper() or described) or actor.kind == "state":
            continue
        actor = replace(actor, kind="person")  # a name that is a capital's as well
        about = complement(desk.parse, (noun,), frozenset({"in", "of", "behind"}))
        about = about if desk.deed_in(about) is not None else None
        about = did if about is None and identified else about
        if verb is not None and is_negated(desk.parse, verb):
            continue
        if about is None and any(
            c.index in desk.by_head for n in (noun, name) for c in desk.parse.dependents(n, "relcl")
        ):
            continue  # "the third gunman, X, who killed a clerk": the clause says what he did
        if about is None and noun.lemma in words("doers", "makers"):
            continue
        cue = noun if verb is None or verb.lemma == "be" else verb
        yield Finding(cue, actor, about, claimant, stance, Modality.ACTUAL, strict=False)


def _told_in_clause(desk: CaseDesk, noun: Token) -> Token | None:
    """ "The officer who shot her": the verb of a deed that a clause tells of a noun."""
    for clause in desk.parse.dependents(noun, "relcl"):
        event = desk.by_head.get(clause.index)
        subjects = desk.parse.dependents(clause, "nsubj")
        told = event is not None and event.type in VIOLENT and event.modality in TOLD and _acts_in(desk, noun, event)
        if told and any(t.lower in {"who", "that"} for t in subjects) and not is_passive(desk.parse, clause):
            return clause
    return None


def _acts_in(desk: CaseDesk, noun: Token, event: EventMention) -> bool:
    """Whether whoever a noun means is a doer of an event: not "those who died"."""
    mention = desk.actors.get(noun.index)
    doers = {a.chain for a in desk.reading.actors if a.id in event.actors}
    return mention is not None and mention.chain in doers


def _is_astray(desk: CaseDesk, noun: Token, name: Token) -> bool:
    """ "The assailant, not X, was", "the suspect was in touch with fighters, possibly of X": beside, but another."""
    first, last = sorted((noun.index, name.index))
    between = desk.parse.tokens[first + 1 : last]
    above = desk.parse.head(noun)
    passed = above.pos in {"VERB", "AUX"} and first < above.index < last
    return passed or any(t.lower in {"not", "possibly", "perhaps"} for t in between)


def _names(desk: CaseDesk, noun: Token) -> Iterator[tuple[Token, Token | None, Token | str | None]]:
    """The names that a word for the doer stands beside, with the verb that joins them and who says so."""
    parse, above = desk.parse, desk.parse.head(noun)
    singular = noun.tag == "NN"
    for name in parse.dependents(noun, "appos"):
        if name.pos == "PROPN" and (singular or name.entity == "PERSON"):
            for each in (name, *conjuncts(parse, name)) if not singular else (name,):
                if each.pos == "PROPN":
                    yield each, None, None
    if noun.dep == "appos" and above.pos == "PROPN" and singular:
        yield above, None, None
    if noun.dep == "attr" and above.lemma == "be":
        who = subject_of(parse, above)
        if who is not None and who.pos in {"PROPN", "PRON"}:
            yield who, above, None
    verb = above if above.pos == "VERB" else parse.head(above)
    verb = next((v for v in parse.dependents(noun, "acl") if v.lemma in words("doers", "identify")), verb)
    if verb.lemma not in words("doers", "identify"):
        return
    agent = agent_of(parse, verb)  # the parser may hang "as X" on who says so
    name_after = complement(parse, (verb, noun, *([agent] if agent is not None else [])), frozenset({"as"}))
    passive = is_passive(parse, verb)
    claimant: Token | str | None = agent_of(parse, verb) if passive else subject_of(parse, verb)
    claimant = "UNNAMED" if passive and claimant is None else claimant
    if noun.dep == "pobj" and above.lower == "as":
        named = patient_of(parse, verb) if is_passive(parse, verb) else object_of(parse, verb)
        if named is not None:
            yield named, verb, claimant
    elif name_after is not None and (name_after.pos == "PROPN" or is_people(name_after) is True):
        for each in (name_after, *conjuncts(parse, name_after)):
            yield each, verb, claimant


def took_part(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """ "X participated in E", "X took part in E"."""
    parse = desk.parse
    part = verb.lemma == "take" and any(t.lemma == "part" for t in parse.dependents(verb, "dobj"))
    if not part and verb.lemma not in words("doers", "participate"):
        return
    who = subject_of(parse, verb)
    what = desk.deed_after((verb, *parse.dependents(verb, "dobj")), frozenset({"in"}))
    if what is None:  # "had taken part in or supported the raids"
        what = next((o for v in conjuncts(parse, verb) for o in parse.dependents(v, "dobj")), None)
    event = desk.deed_in(what)
    if who is None or what is None or event is None or event.type is not EventType.ASSAULT:
        return
    modality = desk.modality(verb)
    stance = Stance.DENIES if is_negated(parse, verb) else Stance.ASSERTS
    for each in (who, *conjuncts(parse, who)):
        actor = desk.person(each)
        if actor is not None and modality in TOLD and not desk.is_nobody(each):
            yield Finding(verb, actor, what, None, stance, modality)


def played_part(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """ "X played a role in E", "X had no part in E", "X has no involvement in E"."""
    parse = desk.parse
    part = next((t for t in parse.dependents(verb, "dobj") if t.lemma in words("doers", "parts")), None)
    if part is None or verb.lemma not in words("doers", "play") or (verb.lemma == "play" and part.lemma == "hand"):
        return
    who, what = subject_of(parse, verb), complement(parse, (part, verb), frozenset({"in"}))
    event = desk.deed_in(what)
    modality = desk.modality(verb)
    if who is None or what is None or event is None or event.type not in VIOLENT or modality not in TOLD:
        return
    stance = Stance.DENIES if is_negated(parse, verb) else Stance.ASSERTS
    for each in (who, *conjuncts(parse, who)):
        actor = desk.blamed(each)
        if actor is not None and not desk.is_nobody(each):
            yield Finding(verb, actor, what, None, stance, modality)


def owned_deed(desk: CaseDesk, noun: Token) -> Iterator[Finding]:
    """ "Moscow's seizure of E", "the regime's bloodshed", "came under attack from X"."""
    parse, event = desk.parse, _bare(desk, noun)
    if event is None or not event.nominal:
        return
    of = complement(parse, (noun,), frozenset({"of", "on", "against"}))
    for owner in parse.dependents(noun, "poss"):
        placed = owner.entity in {"GPE", "LOC", "FAC"}
        if owner.pos == "PROPN" and owner.entity not in {"DATE", "EVENT"} and (of is not None or not placed):
            yield from _plain(desk, noun, owner, event)
    for maker in parse.dependents(noun, "amod", "compound", "nmod"):
        named = desk.adjective(maker) if of is not None or event.modality is Modality.POSSIBLE or _cruel(noun) else None
        if named is not None and not is_capital(maker.text):
            yield Finding(noun, named, noun, None, Stance.ASSERTS, event.modality)
    for preposition in parse.dependents(noun, "prep"):
        if preposition.lower == "from" and noun.lemma in words("doers", "from") and not _taken_from(desk, noun):
            for who in parse.dependents(preposition, "pobj"):
                if who.entity not in {"GPE", "LOC", "FAC", "DATE"}:
                    yield from _plain(desk, noun, who, event)


def _taken_from(desk: CaseDesk, noun: Token) -> bool:
    """ "Got the guns used in the attack from a friend", "inquiries into the attack from senators"."""
    above = desk.parse.ancestors(noun)[:4]
    return any(t.lemma in words("doers", "taken_from") for t in above)


def _cruel(noun: Token) -> bool:
    """ "Sarkan atrocities": an adjective of origin before these says whose they are, not where."""
    return noun.lemma in words("doers", "cruelties")


def unknown_doer(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """The subject or agent of a deed that no list of actors knows: a bare name, "law enforcement", "both sides"."""
    event = _bare(desk, verb)
    if event is None or event.nominal or verb.pos != "VERB" or is_negated(desk.parse, verb):
        return
    parse = desk.parse
    passive = is_passive(parse, verb) or is_passive_deed(parse, verb)
    who = agent_of(parse, verb) if passive else next(iter(parse.dependents(verb, "nsubj")), None)
    if who is not None and who.tag in {"WP", "WDT"} and verb.dep == "relcl":
        who = parse.head(verb)
    if who is None and (not passive or verb.lemma == "open"):
        who = _stranded(desk, verb)
    if who is None or who.entity in {"GPE", "LOC", "FAC", "DATE", "NORP", "EVENT"} or desk.is_nobody(who):
        return
    if who.index == parse.sentence_of(who).first and parse.tokens[who.index + 1].text == ",":
        return  # "Lodwar, Kenya - Two rockets struck": where the report was written
    yield from _plain(desk, verb, who, event)


def _stranded(desk: CaseDesk, verb: Token) -> Token | None:
    """ "A gunman dressed in black opened fire": the parser lost the subject at the top of the sentence, or took what
    was opened for the fire."""
    if verb.dep not in {"amod", "acl"} or verb.tag not in {"VBD", "VBN"} or desk.parse.dependents(verb, "agent"):
        return None
    if verb.lemma == "open" and desk.parse.head(verb).lemma == "fire":
        before = [t for t in desk.parse.tokens[max(verb.index - 6, 0) : verb.index] if t.sentence == verb.sentence]
        beside = before[-1] if before and before[-1].pos in {"NOUN", "PROPN"} else None
        dressed = (t for t in reversed(before) if t.lemma in words("perpetrators", "doers", "terms"))
        return beside or next((t for t in dressed if desk.parse.dependents(t, "acl")), None)
    top = (desk.parse.ancestors(verb) or (verb,))[-1]
    doer = top.lemma in words("perpetrators", "doers", "terms")
    return top if doer and top.index < verb.index and top.pos == "NOUN" else None


def _bare(desk: CaseDesk, token: Token) -> EventMention | None:
    """The deed that a token tells of, if it has no actor and is told as true or possible."""
    event = desk.by_head.get(token.index)
    ours = event is not None and event.type in {EventType.ASSAULT, EventType.COERCE}
    return event if event is not None and ours and not event.actors and event.modality in TOLD else None


def _plain(desk: CaseDesk, cue: Token, who: Token, event: EventMention) -> Iterator[Finding]:
    suffered = {a.head for a in desk.reading.actors if a.id in event.recipients}
    if (
        who.index in suffered
        or who.index in desk.by_head
        or (event.casualty is not None and cue.lemma in words("doers", "suffer"))
    ):
        return
    for each in (who, *conjuncts(desk.parse, who)):
        actor = desk.blamed(each) or _as_printed(desk, each)
        if actor is not None and not actor.name.endswith("-"):
            hedged = desk.hedged(cue)
            stance, claimant = (Stance.ACCUSES, "UNNAMED") if hedged else (Stance.ASSERTS, None)
            deed = desk.parse.tokens[event.head]
            yield Finding(cue, actor, deed, claimant, stance, Modality.POSSIBLE if hedged else event.modality)


def _as_printed(desk: CaseDesk, who: Token) -> Blamed | None:
    """A name, people or one of the lexicon's words for sides and bodies, in their own words."""
    if who.pos == "PROPN" and who.entity in STATES | {""}:
        return desk.named(who)
    return desk.printed(who) if who.lemma in words("doers", "bodies") else desk.person(who)


def of_theirs(desk: CaseDesk, noun: Token) -> Iterator[Finding]:
    """ "His attack on the station", "its war in the north": the owner is the subject told last that can be meant."""
    event = _bare(desk, noun)
    if event is None or not event.nominal or noun.lemma not in words("doers", "acts"):
        return
    owner = next((t for t in desk.parse.dependents(noun, "poss") if t.tag == "PRP$"), None)
    one = owner is not None and owner.lower in {"his", "her"}
    if owner is None or not (one or owner.lower in {"its", "their"}):
        return
    schemers = _schemers(desk, noun)
    for mention in reversed(desk.reading.actors):
        head = desk.parse.tokens[mention.head]
        if head.index >= owner.index or owner.sentence - head.sentence > 1:
            continue
        if (head in schemers if schemers else head.dep in {"nsubj", "nsubjpass"}) and (_is_one(mention, head)) == one:
            actor = Blamed(mention.name, mention.kind, mention.span, head, mention.country)
            yield Finding(noun, actor, noun, None, Stance.ASSERTS, event.modality)
            return


def _is_one(mention: ActorMention, head: Token) -> bool:
    """A person, or an office that one person holds: "the president", not "the regime"."""
    return mention.kind == "person" or (mention.kind == "government" and head.lemma not in words("doers", "regimes"))


def _schemers(desk: CaseDesk, noun: Token) -> list[Token]:
    """ "Threats by the group to resume its raids", "the army's plan to step up its shelling": whose plan it is."""
    verb = desk.parse.head(noun)
    plan = desk.parse.head(verb)
    if noun.dep != "dobj" or verb.dep not in {"acl", "xcomp"} or plan.pos != "NOUN":
        return []
    by = complement(desk.parse, (plan,), frozenset({"by", "from"}))
    return [*desk.parse.dependents(plan, "poss"), *([by] if by is not None else [])]


def armed_with(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """ "The rifle that he used in the shooting", "the gunman used a rifle to attack them"."""
    if verb.lemma not in words("doers", "wield") or is_negated(desk.parse, verb) or is_passive(desk.parse, verb):
        return
    thing = object_of(desk.parse, verb) or (desk.parse.head(verb) if verb.dep == "relcl" else None)
    who, about = subject_of(desk.parse, verb), complement(desk.parse, (verb, *([thing] if thing else [])), IN_DEED)
    event = desk.by_head.get(about.index) if about is not None else None
    if who is None or thing is None or event is None or event.actors or weapon_at(desk.parse, thing) is None:
        return
    yield from _plain(desk, verb, who, event)


def hand_in(desk: CaseDesk, noun: Token) -> Iterator[Finding]:
    """ "The gunman in the attack", "the suspect in the shooting": whoever is not named yet."""
    suspect = noun.lemma in words("doers", "suspects")
    if noun.pos != "NOUN" or not (suspect or noun.lemma in words("perpetrators", "doers")):
        return
    about = complement(desk.parse, (noun,), frozenset({"in", "behind"}))
    event = desk.by_head.get(about.index) if about is not None else None
    if event is None or event.actors or event.modality not in TOLD:
        return
    doubted = suspect or any(t.lower in DOUBTED for t in desk.parse.dependents(noun, "amod"))
    actor = desk.blamed(noun)
    if actor is not None:
        stance = Stance.ACCUSES if doubted else Stance.ASSERTS
        yield Finding(noun, actor, about, None, stance, event.modality)


def answered(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """ "X retaliated with air strikes", "X and Y are at war"."""
    parse = desk.parse
    at_war = verb.lemma == "be"
    prepositions = frozenset({"at"}) if at_war else frozenset({"with"})
    if not (at_war or verb.lemma in words("doers", "answer")) or is_negated(parse, verb):
        return
    about = complement(parse, (verb,), prepositions)
    event = _bare(desk, about) if about is not None and about.pos == "NOUN" else None
    who = subject_of(parse, verb)
    if who is None or event is None or (at_war and parse.tokens[event.head].lemma != "war"):
        return
    yield from _plain(desk, verb, who, event)


def involving(desk: CaseDesk, verb: Token) -> Iterator[Finding]:
    """ "A war involving X"."""
    event = _bare(desk, desk.parse.head(verb)) if verb.lower == "involving" and verb.dep == "acl" else None
    who = object_of(desk.parse, verb)
    if event is not None and who is not None and desk.parse.tokens[event.head].lemma in {"war", "conflict", "clash"}:
        yield from _plain(desk, verb, who, event)


Rule = Callable[[CaseDesk, Token], Iterator[Finding]]
DOER_RULES: tuple[Rule, ...] = (
    named_suspect, took_part, played_part, owned_deed, unknown_doer, of_theirs, armed_with, hand_in, answered,
    involving,
)  # fmt: skip

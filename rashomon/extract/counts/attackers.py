"""How many took part in an assault: "two gunmen opened fire", "an attack by three men", "there were seven attackers".

A number of people is one of attackers where the syntax makes them the doers of an assault: subject of its verb, or
after "by". Nouns that say so by themselves ("gunman", "suicide bomber") also count with any other deed, and where
the text only says that they were there. What is done to them ("two gunmen were killed") is told by other fields, and
who fled or stood trial took no part in that moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rashomon.extract.counts.countable import is_of_known
from rashomon.extract.counts.groups import forms, is_gathering, is_people
from rashomon.extract.counts.items import Item, Link
from rashomon.extract.syntax.wordsets import word_set
from rashomon.model import Field, Parse, Span, Token
from rashomon.triggers import CasualtyTrigger

__all__ = ["attackers"]

TOWARDS = frozenset({"on", "upon", "at", "toward", "towards", "over", "through", "to"})


def attackers(parse: Parse, items: Iterable[Item], links: Sequence[Link]) -> list[Link]:
    """Links of numbers to the deed that makes their people attackers; none for a number that is linked already."""
    taken = {link.item.first for link in links}
    harmed = frozenset(link.trigger.token for link in links if link.trigger.people == "object")
    found: list[Link] = []
    for item in items:
        if item.first in taken or item.noun == item.value or is_some(parse, item):
            continue
        deed = _deed(parse, item, harmed)
        if deed is not None:
            trigger = CasualtyTrigger(deed.index, Span(deed.start, deed.end), Field.PARTICIPANTS, "subject")
            found.append(Link(item, trigger))
    return found


def is_some(parse: Parse, item: Item) -> bool:
    """ "Three of the gunmen": some of people told of before; "two of its fighters" are no such people."""
    if not is_of_known(parse, item):
        return False
    return not any(t.lower in ("its", "their") for t in parse.dependents(parse.tokens[item.noun], "poss"))


def _deed(parse: Parse, item: Item, harmed: frozenset[int]) -> Token | None:
    """The word for what the counted people did, or None where they are no attackers; `harmed` are the verbs that tell
    of somebody killed, hurt or taken."""
    noun = parse.tokens[item.noun]
    by_name = any(form in word_set("counts", "attackers", "nouns") for form in forms(noun))
    if not by_name and (is_people(noun) is not True or is_gathering(noun) or item.number.high == 1):
        return None
    head = noun
    if noun.dep == "pobj" and parse.head(noun).lower == "of":
        head = parse.head(parse.head(noun))
    if by_name and head.dep == "dobj" and _involves(parse, parse.head(head)):
        return parse.head(head)
    return _as_agent(parse, head, harmed if by_name else frozenset()) or _as_subject(parse, head, by_name)


def _involves(parse: Parse, verb: Token) -> bool:
    """ "The attack involved scores of gunmen"."""
    subjects = parse.dependents(verb, "nsubj")
    return verb.lemma == "involve" and any(t.lemma in word_set("counts", "attackers", "deeds") for t in subjects)


def _as_agent(parse: Parse, head: Token, harmed: frozenset[int]) -> Token | None:
    """ "Carried out by three men", "an attack by two brothers", "hacked to death by three assailants"."""
    preposition = parse.head(head)
    if head.dep != "pobj" or preposition.lower != "by":
        return None
    deed = parse.head(preposition)
    if deed.pos == "VERB":
        known = deed.lemma in _verbs() | word_set("counts", "attackers", "carried") or deed.index in harmed
        return deed if known else None
    return deed if deed.lemma in word_set("counts", "attackers", "deeds") else None


def _as_subject(parse: Parse, head: Token, by_name: bool) -> Token | None:
    verbs = [v for v in parse.dependents(head, "relcl") if _is_who(parse, v)]
    if head.dep == "nsubj" or (head.dep == "nsubjpass" and parse.head(head).lower == "involved"):
        verbs.insert(0, parse.head(head))
    if head.dep == "attr" and by_name and parse.dependents(parse.head(head), "expl"):
        return parse.head(head)
    for verb in verbs:
        after = parse.tokens[verb.index + 1].lower if verb.index + 1 < len(parse.tokens) else ""
        left = after in ("out", "off", "away") and not parse.dependents(verb, "dobj")
        if left or any(t.lower == "to" for t in parse.dependents(verb, "aux")):
            continue  # "people to attack a reputation", "two men stormed out"; but "set off a bomb"
        if _is_assault(parse, verb) or (by_name and head.dep == "nsubj" and _is_deed(verb)):
            return verb
    return None


def _is_who(parse: Parse, verb: Token) -> bool:
    return any(t.lower in ("who", "that") for t in parse.dependents(verb, "nsubj"))


def _is_assault(parse: Parse, verb: Token) -> bool:
    """ "Stormed", "opened fire", and joined to another verb: "entered and opened fire"."""
    return any(
        v.lemma in _verbs()
        or (v.lemma == "open" and any(t.lower == "fire" for t in parse.dependents(v, "dobj")))
        or _fires(parse, v)
        or _carries_out(parse, v)
        or _rushes(parse, v)
        or _explodes(parse, v)
        or _takes_part(parse, v)
        for v in (verb, *(c for c in parse.dependents(verb, "conj") if not parse.dependents(c, "nsubj")))
    )


def _fires(parse: Parse, verb: Token) -> bool:
    """ "Fired shots", "fired on the guards", "fired at a bus"; not "fired a coach", nor what police
    do by trade."""
    if verb.lemma != "fire" or parse.dependents(verb, "auxpass") or _by_trade(parse, verb):
        return False
    shots = any(t.lemma in word_set("counts", "attackers", "shots") for t in parse.dependents(verb, "dobj"))
    return shots or any(
        p.lower in ("on", "at", "upon") for p in parse.dependents(verb, "prep") if p.index == verb.index + 1
    )


def _explodes(parse: Parse, verb: Token) -> bool:
    """ "Two men blew up a bridge", "set off bombs", "exchanged fire"; not what police do by trade."""
    things = {t.lemma for t in parse.dependents(verb, "dobj")}
    particles = {t.lower for t in parse.dependents(verb, "prt")}
    blows = verb.lemma == "blow" and "up" in particles and bool(things)
    sets = verb.lemma == "set" and "off" in particles and bool(things & word_set("counts", "attackers", "explosives"))
    trades = verb.lemma == "exchange" and bool(things & word_set("counts", "attackers", "fire"))
    return (blows or sets or trades) and not _by_trade(parse, verb)


def _takes_part(parse: Parse, verb: Token) -> bool:
    """ "At least two men were involved in the attack", "took part in the raid"."""
    holder = verb
    if verb.lemma == "take":
        holder = next((t for t in parse.dependents(verb, "dobj") if t.lower == "part"), verb)
        if holder is verb:
            return False
    elif verb.lemma != "participate" and not (verb.lower == "involved" and parse.dependents(verb, "auxpass")):
        return False
    inside = [p for v in {verb.index: verb, holder.index: holder}.values() for p in parse.dependents(v, "prep")]
    deeds = [o for p in inside if p.lower == "in" for o in parse.dependents(p, "pobj")]
    return any(t.lemma in word_set("counts", "attackers", "deeds") for t in deeds) and not _by_trade(parse, verb)


def _carries_out(parse: Parse, verb: Token) -> bool:
    """ "The two men who carried out the bombing"."""
    carried = verb.lemma in word_set("counts", "attackers", "carried")
    return carried and any(t.lemma in word_set("counts", "attackers", "deeds") for t in parse.dependents(verb, "dobj"))


def _rushes(parse: Parse, verb: Token) -> bool:
    """ "Hundreds approached the border fence", "dozens of men descended on the compound"; police do so by trade."""
    if verb.lemma not in word_set("counts", "attackers", "rush"):
        return False
    goals = [*parse.dependents(verb, "dobj")]
    goals += [o for p in parse.dependents(verb, "prep") if p.lower in TOWARDS for o in parse.dependents(p, "pobj")]
    barriers = word_set("counts", "attackers", "barriers")
    return not _by_trade(parse, verb) and any(t.lemma in barriers for t in goals)


def _by_trade(parse: Parse, verb: Token) -> bool:
    """ "Four officers fired their weapons": police and their like do so by trade; "the officers who fired" too."""
    doers = [*parse.dependents(verb, "nsubj", "nsubjpass")]
    doers += [parse.head(verb)] if verb.dep == "relcl" else []
    doers += [o for t in doers for p in parse.dependents(t, "prep") for o in parse.dependents(p, "pobj")]
    return any(form in word_set("casualties", "captors", "forces") for t in doers for form in forms(t))


def _is_deed(verb: Token) -> bool:
    return verb.pos == "VERB" and verb.lemma not in word_set("counts", "attackers", "no_deeds")


def _verbs() -> frozenset[str]:
    return word_set("counts", "attackers", "verbs")

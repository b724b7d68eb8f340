"""Event mentions: every word of a text that tells of a happening, with its type, modality and roles; one mention a
trigger (`deciding.py`), and one for what a trigger is likened to."""

from __future__ import annotations

from dataclasses import replace

from rashomon.extract.events.circumstances import Circumstances
from rashomon.extract.events.comparisons import compared_happenings
from rashomon.extract.events.learned_roles import with_learned_roles
from rashomon.extract.events.modality import modality_of
from rashomon.extract.events.roles import Found, Roles
from rashomon.extract.identity import mention_id
from rashomon.model import EventMention, EventType, Field, Modality, Parse, Reading, Span, Token
from rashomon.triggers import CasualtyTrigger, Group, Trigger

__all__ = ["find_events"]

FROM_THE_AIR = frozenset(
    {None, "explosives", "firearms", "heavy-weapons", "destroy"}
)  # modes that aircraft make aerial
ARMED = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.THREATEN, EventType.OTHER})
ADDRESSED = frozenset({EventType.REJECT, EventType.AID, EventType.SANCTION, EventType.REQUEST, EventType.AGREE})
CRAFT = frozenset({"jet", "warplane", "aircraft", "helicopter", "gunship"})
PLURAL_BEFORE = frozenset({"series", "wave", "spate", "string", "number", "dozen", "hundred", "thousand", "spree"})


def find_events(reading: Reading) -> tuple[EventMention, ...]:
    """All event mentions in document order; their ids are stable."""
    known = {trigger.candidate.token: trigger.group for trigger in reading.triggers}
    likened = dict(compared_happenings(reading, known))
    roles = Roles(reading)
    around = Circumstances(reading, frozenset({*known, *likened}))
    mentions = [_mention(reading, trigger, roles, around) for trigger in reading.triggers]
    mentions += [_likened(reading, index, group, around) for index, group in likened.items()]
    return tuple(with_learned_roles(reading, sorted(mentions, key=lambda m: m.head)))


def _likened(reading: Reading, index: int, group: Group, around: Circumstances) -> EventMention:
    """A mention of the same kind as the one it is compared with, at a place and time of its own."""
    token = reading.parse.tokens[index]
    span = Span(token.start, token.end)
    return EventMention(
        id=mention_id("event", reading.document.id, span),
        span=span,
        head=token.index,
        sentence=token.sentence,
        type=group.type,
        mode=None,
        modality=Modality.ACTUAL,
        place=around.place(token, []),
        time=around.time(token),
        nominal=token.pos != "VERB",
    )


def _mention(reading: Reading, told: Trigger, roles: Roles, around: Circumstances) -> EventMention:
    parse = reading.parse
    candidate, trigger, group = told.candidate, told.casualty, told.group
    token = parse.tokens[candidate.token]
    nominal = candidate.nominal or (trigger is not None and trigger.nominal)
    found = roles.find(token, nominal, group.of, group.mutual, frozenset(candidate.taken) - {token.index})
    if trigger is not None:
        found = _people_of(trigger, token, found, roles)
    if group.type in (EventType.MOBILIZE, EventType.RETREAT) and group.of is None:
        found = replace(found, recipients=())  # what is sent or withdrawn is no target
    if group.type in ADDRESSED and not found.recipients and not nominal:
        found = replace(found, recipients=roles.addressed(token, found.actors))
    thing = token.lemma == "explode" and not parse.dependents(token, "dobj") and not nominal
    if thing or group.mode == "natural-disaster":  # what explodes is a thing; nobody does an earthquake
        found = replace(found, actors=(), doers=())
    time = around.time(token, nominal)
    modality = _modality(parse, token, nominal, group, trigger)
    if modality is Modality.ACTUAL and time in around.ahead:
        modality = Modality.PLANNED
    weapon, mode = around.weapon(token) if _is_by_hand(group) else (None, None)
    span = candidate.span
    if trigger is not None and trigger.span.end - trigger.span.start > span.end - span.start:
        span = trigger.span
    return EventMention(
        id=mention_id("event", reading.document.id, span),
        span=span,
        head=token.index,
        sentence=token.sentence,
        type=group.type,
        mode=_mode(parse, token, group, mode),
        modality=modality,
        actors=found.actors,
        recipients=found.recipients,
        place=around.place(token, [parse.tokens[i] for i in found.doers] if nominal else [], nominal),
        time=time,
        weapon=weapon,
        casualty=None if trigger is None else trigger.field,
        nominal=nominal,
        plural=_is_plural(parse, token, nominal),
    )


def _is_by_hand(group: Group) -> bool:
    """Whether arms can be what it is done with: not "a spear phishing attack", not sanctions over missiles."""
    return group.type in ARMED and group.mode != "cyber"


def _modality(parse: Parse, token: Token, nominal: bool, group: Group, trigger: CasualtyTrigger | None) -> Modality:
    """As the clause has it; a noun for a threat tells of what may come ("a terror threat")."""
    found = modality_of(parse, token, nominal, trigger is not None and trigger.people in ("self", "state"))
    pact = group.mode == "ceasefire" and found is Modality.PLANNED and _is_agreed(parse, token)
    if pact:
        return Modality.ACTUAL
    ahead = nominal and group.type is EventType.THREATEN and token.lemma == "threat"
    return Modality.PLANNED if ahead and found is Modality.ACTUAL else found


def _is_flown(parse: Parse, token: Token) -> bool:
    """ "Jets destroyed the depot": those who do it fly."""
    by = [o for p in parse.dependents(token, "agent") for o in parse.dependents(p, "pobj")]
    doers = [*parse.dependents(token, "nsubj"), *by]
    named = [t for d in doers for t in parse.dependents(d, "compound", "amod")]
    force = any(t.lemma == "force" and any(n.lower == "air" for n in named) for t in doers)
    return force or any(t.lemma in CRAFT for t in doers)


def _is_agreed(parse: Parse, token: Token) -> bool:
    """ "Have agreed to a ceasefire", "announced a truce": the pact itself is there."""
    near = parse.ancestors(token)[:2]
    return any(v.lemma in ("agree", "announce", "declare", "sign") and v.tag in ("VBD", "VBN") for v in near)


def _mode(parse: Parse, token: Token, group: Group, weapon: str | None) -> str | None:
    """The mode of the word, made more exact by the weapon: jets that bomb, bombers who blow themselves up."""
    if group.type == EventType.ASSAULT and group.mode in FROM_THE_AIR and _is_flown(parse, token):
        return "aerial"
    if group.type != EventType.ASSAULT or group.mode not in (None, "explosives", "firearms"):
        return group.mode
    near = (token, *parse.dependents(token, "nsubj", "dobj", "compound", "amod", "agent"))
    below = [t for one in near for t in (one, *parse.dependents(one, "compound", "amod", "pobj"))]
    if group.mode != "firearms" and any(t.lower == "suicide" for t in below):
        return "suicide-attack"
    return weapon or group.mode


def _people_of(trigger: CasualtyTrigger, token: Token, found: Found, roles: Roles) -> Found:
    """Those who died or fled are recipients wherever they stand; those who took part are actors."""
    if trigger.field == Field.PARTICIPANTS:
        if trigger.people in ("self", "of"):
            crowd = roles.ids(token) or found.recipients
            return replace(found, actors=tuple(dict.fromkeys(crowd)), recipients=())
        return found
    if trigger.people in ("subject", "state", "self"):
        own = roles.ids(token) if trigger.people == "self" else ()
        if trigger.people == "subject" and found.actors:
            found = replace(found, recipients=())  # "they fled the militants"
        elif token.lemma in ("flee", "escape") and roles.parse.dependents(token, "dobj"):
            found = replace(found, recipients=())
        return replace(found, actors=(), recipients=tuple(dict.fromkeys(own + found.recipients + found.actors)))
    return found


def _is_plural(parse: Parse, token: Token, nominal: bool) -> bool:
    """ "Attacks", "a series of attacks", "repeated shelling"."""
    if not nominal:
        return False
    if token.tag in ("NNS", "NNPS"):
        return True
    if any(t.lower in ("repeated", "successive", "multiple", "several") for t in parse.dependents(token, "amod")):
        return True
    head = parse.head(token)
    return token.dep == "pobj" and head.lower == "of" and parse.head(head).lemma in PLURAL_BEFORE

"""Filling the slots of one incident: what happened, where and when, then each role with its set fills."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.muc4.dates import date_filler
from benchmarks.muc4.entities import Text
from benchmarks.muc4.features import incident_features, perpetrator_features
from benchmarks.muc4.incidents import Incident, Part
from benchmarks.muc4.linear import Linear
from benchmarks.muc4.places import bare, country_of, location, names_in, well_known
from benchmarks.muc4.rules import mapping
from benchmarks.muc4.slots import SLOTS
from benchmarks.muc4.strings import Target, number_of, person_targets, targets_of
from benchmarks.muc4.templates import Filler
from benchmarks.muc4.texts import Message

__all__ = ["NONE", "fill"]

NONE: Final = "-"
Slots = dict[str, list[Filler]]


@dataclass(frozen=True)
class Role:
    """Where a role goes: the slot of its string, the set fills that hang on it, its numbers (or ""), the types of
    incident that it does not apply to."""

    slot: str
    sets: tuple[str, ...] = ()
    group: str = ""
    never: frozenset[str] = frozenset()


#: template-skeletons: instruments and physical targets do not apply to all types
ROLES: Final = {
    "perp-ind": Role("perp-ind-id"),
    "perp-org": Role("perp-org-id", ("perp-org-conf",)),
    "instr": Role("inc-instr-id", ("inc-instr-type",), never=frozenset({"ARSON", "KIDNAPPING"})),
    "phys": Role("phys-tgt-id", ("phys-tgt-type", "phys-tgt-effect"), "phys-tgt", frozenset({"KIDNAPPING"})),
    "hum": Role("hum-tgt-desc", ("hum-tgt-type", "hum-tgt-effect"), "hum-tgt"),
}


def fill(
    text: Text, incident: Incident, message: Message, country: str | None, models: dict[str, Linear]
) -> dict[str, tuple[Filler, ...]]:
    """All slots of one incident. `country` is that of the dateline."""
    parts = chosen_parts(incident)
    where = place_of(text, incident, country)
    slots: Slots = {slot: [] for slot in SLOTS.values()}
    date = date_filler(text, incident.told, message.day)
    slots["inc-date"] = [Filler((date,))] if date else []
    slots["inc-loc"] = [Filler((where,))] if where else []
    slots["inc-type"] = [Filler((incident.type,))]
    words = incident_features(text, incident.told, incident.type)
    slots["inc-stage"] = [Filler((models["inc-stage"].best(words),))]
    perps = [part.entity for role in ("perp-ind", "perp-org") for part in parts.get(role, [])]
    category = models["perp-inc-cat"].best(perpetrator_features(text, perps, incident.type) + words)
    slots["perp-inc-cat"] = [Filler((category,))] if category != NONE else []
    land = bare(where.split(":")[0]) if where else None
    for name, role in ROLES.items():
        if incident.type in role.never:
            continue
        make = person_targets if name == "hum" else targets_of
        for target in make(text, parts.get(name, []), incident.told):
            _strings(slots, role, target)
            if role.group:
                _number_and_nation(text, slots, role.group, target, land)
            for slot in role.sets:
                value = set_fill(models[slot], slot, [*target.features, f"type={incident.type}"])
                if value != NONE:
                    slots[slot].append(Filler((value,), (target.reference,)))
    return {slot: tuple(fillers) for slot, fillers in slots.items() if fillers}


def set_fill(model: Linear, slot: str, features: Sequence[str]) -> str:
    """The likeliest fill of a set slot; none only where the slot may be empty."""
    found = model.chances(features)
    allowed = [name for name in found if name != NONE or slot in mapping()["empty"]["slots"]]
    return max(allowed, key=lambda name: found[name])


def chosen_parts(incident: Incident) -> dict[str, list[Part]]:
    """The likeliest entities of each role."""
    most = mapping()["most"]
    found: dict[str, list[Part]] = {}
    for part in sorted(incident.cast, key=lambda one: -one.chance):
        if len(found.setdefault(part.role, [])) < most[part.role]:
            found[part.role].append(part)
    return found


def _strings(slots: Slots, role: Role, target: Target) -> None:
    if target.name:
        slots["hum-tgt-name"].append(Filler((target.name,)))
    if target.string:
        slots[role.slot].append(Filler((target.string,), (target.name,) if target.name else ()))


def _number_and_nation(text: Text, slots: Slots, group: str, target: Target, land: str | None) -> None:
    slots[f"{group}-num"].append(Filler((number_of(text, target),), (target.reference,)))
    for mention in target.entity.mentions:
        for token in text.tokens[mention.first : mention.last + 1]:
            nation = country_of(token.text)
            if nation and nation != land:
                slots[f"{group}-nation"].append(Filler((nation,), (target.reference,)))
                return


def place_of(text: Text, incident: Incident, country: str | None) -> str | None:
    """The place of the incident: where our reader puts its events, else the name nearest to its words, in the country
    that its sentences speak of."""
    mentioned = [name for _, name in names_in(text.reading.document.text)]
    near = [name for place in _places(text, incident) for _, name in names_in(place)]
    for anchor in incident.told:
        sentence = text.parse.sentences[anchor.sentence]
        middle = text.tokens[anchor.token].start - sentence.span.start
        found = [
            (offset, name)
            for offset, name in names_in(text.reading.quote(sentence.span))
            if well_known(name) or text.is_place(sentence.span.start + offset)
        ]
        near += [name for _, name in sorted(found, key=lambda one: abs(one[0] - middle))]
    interest = mapping()["interest"]["countries"]
    named = [land for name in near if (land := country_of(name)) is not None]
    if country in interest:
        land = next((one for one in named if one in interest), country) if country not in named else country
    else:
        others = [land for name in mentioned if (land := country_of(name)) in interest]
        land = next(iter(named + [one for one in others if one]), country)
    return location(near, land, mentioned)


def _places(text: Text, incident: Incident) -> list[str]:
    """The places that our reader gives to the events of an incident, in capitals."""
    spans = {mention.id: mention.span for mention in text.reading.places}
    heads = {anchor.token for anchor in incident.told}
    found = [event.place for event in text.reading.events if event.head in heads and event.place in spans]
    return [text.reading.quote(spans[one]).upper() for one in found if one]

"""From what our reader says about a text to MUC-4 templates.

A text gets a template for each type of incident that the models find told in it. Its slots are filled from the
entities that have a role near the words of that incident. The definition of the task is in `mapping.toml`; what no
definition says (which text is relevant, which role an entity has) was learned from the development corpus.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.muc4.casting import role_chances
from benchmarks.muc4.entities import Entity, Text
from benchmarks.muc4.features import Anchor, anchors, entity_features
from benchmarks.muc4.filling import fill
from benchmarks.muc4.incidents import Incident, Part, find_incidents
from benchmarks.muc4.linear import Linear, load_weights
from benchmarks.muc4.places import bare, country_of, location, names_in
from benchmarks.muc4.rules import mapping
from benchmarks.muc4.templates import Filler, Template
from benchmarks.muc4.texts import Message
from rashomon.model import Reading

__all__ = ["respond"]

Models = dict[str, Linear]


def respond(message: Message, reading: Reading, models: Models | None = None) -> tuple[Template, ...]:
    """The templates of a text; one with number `*` where it tells of no incident of the task."""
    models = models or load_weights()
    text = Text(reading)
    told = anchors(text)
    incidents = find_incidents(text, told, models)
    cast(text, told, incidents, models)
    country = main_country(message)
    found: list[Template] = []
    for incident in incidents:
        slots = fill(text, incident, message, country, models)
        if not of_interest(text, incident, slots):
            continue
        found.append(Template(message.name, str(len(found) + 1), False, slots))
    return tuple(found) or (Template(message.name, "*", False),)


def cast(text: Text, told: Sequence[Anchor], incidents: Sequence[Incident], models: Models) -> None:
    """Give each entity that has a role to its incidents: perpetrators to all of the text, since they are seldom named
    twice, others to those that are told in the same sentence, or else in one not far off."""
    limits, far = mapping()["limits"], mapping()["near"]["sentences"]
    for entity in text.entities if incidents else ():
        features = entity_features(text, entity, told)
        chances = role_chances(text, entity, features, models["role"])
        role, chance = max(chances.items(), key=lambda pair: pair[1])
        if chance < limits[role]:
            continue
        apart = [0 if role.startswith("perp") else sentences_apart(entity, one) for one in incidents]
        for one, distance in zip(incidents, apart, strict=True):
            if distance == 0 or (min(apart) > 0 and distance <= far):
                one.cast.append(Part(entity, role, chance, tuple(features)))


def sentences_apart(entity: Entity, incident: Incident) -> int:
    """How many sentences lie between an entity and the words of an incident, at the nearest."""
    sentences = {anchor.sentence for anchor in incident.told}
    return min(abs(mention.sentence - one) for mention in entity.mentions for one in sentences)


def of_interest(text: Text, incident: Incident, slots: Mapping[str, Sequence[Filler]]) -> bool:
    """Whether an incident belongs to one of the task's countries by place or by words (template-doc-part1, 1.0, 4)."""
    countries = frozenset(mapping()["interest"]["countries"])
    places = [bare(filler.values[0].split(":")[0]) for filler in slots.get("inc-loc", ())]
    if not places or countries & set(places):
        return True
    sentences = {anchor.sentence for anchor in incident.told}
    sentences |= {mention.sentence for part in incident.cast for mention in part.entity.mentions}
    told = " ".join(text.reading.quote(text.parse.sentences[number].span) for number in sorted(sentences))
    return any(country_of(name) in countries for _, name in names_in(told))


def main_country(message: Message) -> str | None:
    """The country that the dateline speaks of."""
    for _, name in reversed(names_in(message.place)):
        found = country_of(name)
        if found:
            return found
        place = location([name], None, [])
        if place:
            return bare(place.split(":")[0])
    return None

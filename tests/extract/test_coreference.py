"""Mentions of one happening stand in one chain; different happenings stand apart. Texts are invented."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from rashomon.extract.coreference.coreference import chain_events
from rashomon.extract.coreference.sketches import sketch_mentions
from rashomon.extract.coreference.unit import Unit
from rashomon.extract.identity import mention_id
from rashomon.model import (
    ActorMention,
    Document,
    EventMention,
    EventType,
    Field,
    Modality,
    Passage,
    PassageKind,
    Place,
    PlaceMention,
    Reading,
    Span,
    TimeMention,
    TimeRange,
)
from rashomon.pipeline import read_document
from rashomon.text.parse import parse_passages

KILLED, INJURED, DETAINED = Field.KILLED, Field.INJURED, Field.DETAINED
PROTEST, COERCE, OTHER = EventType.PROTEST, EventType.COERCE, EventType.OTHER

PLACES = {
    "Dunmore": Place("Dunmore", "1", 10.0, 20.0, 2, "NGA", None, "Dunmore"),
    "Velimir": Place("Velimir", "2", 14.0, 25.0, 2, "NGA", None, "Velimir"),
    "Nigeria": Place("Nigeria", "3", 9.0, 8.0, 6, "NGA", None, "Nigeria"),
    "Lower Market": Place("Lower Market", None, None, None, 1, "NGA", "Dunmore", "Lower Market"),
}
TIMES = {
    "2 May": TimeRange(None, None, 5, 2, 1, "explicit", "2 May"),
    "9 May": TimeRange(None, None, 5, 9, 1, "explicit", "9 May"),
    "in 2015": TimeRange("2015-01-01", "2015-12-31", None, None, 5, "explicit", "2015"),
    "Friday": TimeRange(None, None, None, None, 1, "relative", "Friday"),
    "Sunday": TimeRange(None, None, None, None, 1, "relative", "Sunday"),
}


@dataclass(frozen=True)
class Tell:
    """A trigger word of the text (`nth` occurrence) and what the stages before coreference found about it."""

    word: str
    nth: int = 1
    type: EventType = EventType.ASSAULT
    casualty: Field | None = None
    place: str | None = None
    time: str | None = None
    actor: str | None = None
    recipient: str | None = None
    modality: Modality = Modality.ACTUAL
    mode: str | None = None
    plural: bool = False


def read(text: str, told: Sequence[Tell], kinds: Sequence[tuple[PassageKind, str]] = ()) -> Reading:
    """Parse a text and put hand-made mentions on it. `kinds` cut it into passages by their first words."""
    reading = Reading(Document("d", "d.txt", text))
    reading.passages = _passages(text, kinds)
    reading.parse = parse_passages(reading)
    places: dict[str, PlaceMention] = {}
    times: dict[str, TimeMention] = {}
    actors: dict[str, ActorMention] = {}
    events = []
    for tell in told:
        found = list(re.finditer(rf"\b{tell.word}\b", text))[tell.nth - 1]
        span = Span(found.start(), found.end())
        token = reading.parse.within(span)[-1]
        if tell.place:
            places.setdefault(tell.place, PlaceMention(f"p:{tell.place}", span, PLACES[tell.place]))
        if tell.time:
            times.setdefault(tell.time, TimeMention(f"t:{tell.time}", span, TIMES[tell.time]))
        for name in filter(None, (tell.actor, tell.recipient)):
            actors.setdefault(name, ActorMention(f"a:{name}", span, token.index, name, "group", None, f"c:{name}"))
        events.append(
            EventMention(
                id=mention_id("event", "d", span),
                span=span,
                head=token.index,
                sentence=token.sentence,
                type=tell.type,
                mode=tell.mode,
                modality=tell.modality,
                actors=(f"a:{tell.actor}",) if tell.actor else (),
                recipients=(f"a:{tell.recipient}",) if tell.recipient else (),
                place=f"p:{tell.place}" if tell.place else None,
                time=f"t:{tell.time}" if tell.time else None,
                casualty=tell.casualty,
                nominal=token.pos in ("NOUN", "PROPN"),
                plural=tell.plural,
            )
        )
    reading.places, reading.times = tuple(places.values()), tuple(times.values())
    reading.actors, reading.events = tuple(actors.values()), tuple(events)
    return reading


def _passages(text: str, kinds: Sequence[tuple[PassageKind, str]]) -> tuple[Passage, ...]:
    if not kinds:
        return (Passage(0, PassageKind.ARTICLE, Span(0, len(text))),)
    starts = [text.index(first) for _, first in kinds] + [len(text)]
    return tuple(
        Passage(n, kind, Span(starts[n], starts[n] + len(text[starts[n] : starts[n + 1]].rstrip())))
        for n, (kind, _) in enumerate(kinds)
    )


def chains(text: str, *told: Tell, kinds: Sequence[tuple[PassageKind, str]] = ()) -> list[list[int]]:
    """Chains as numbers of the mentions, from 1, in the order given."""
    reading = read(text, told, kinds)
    number = {e.id: n for n, e in enumerate(reading.events, start=1)}
    return [[number[i] for i in chain] for chain in chain_events(reading)]


# ---------------------------------------------------------------- one happening


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "A bomb exploded in the fish market of Dunmore, killing 12 people and wounding 30.",
            [Tell("exploded", place="Dunmore"), Tell("killing", casualty=KILLED), Tell("wounding", casualty=INJURED)],
        ),
        (
            "Twelve people were killed when gunmen attacked a convoy near Dunmore.",
            [Tell("killed", casualty=KILLED), Tell("attacked", place="Dunmore")],
        ),
        (
            "Gunmen stormed a hotel in Dunmore. The attack lasted an hour. It was the work of professionals.",
            [Tell("stormed", place="Dunmore"), Tell("attack"), Tell("work")],
        ),
        (
            "Gunmen shot nine farmers in Dunmore on 2 May. Police called the killings an act of revenge.",
            [Tell("shot", place="Dunmore", time="2 May", recipient="nine farmers"), Tell("killings", casualty=KILLED)],
        ),
        (
            "A suicide bomber struck a bus station in Dunmore.\n\nAt least 40 died at once.\n\n"
            "The death toll has now risen to 140.",
            [Tell("struck", place="Dunmore"), Tell("died", casualty=KILLED), Tell("death toll", casualty=KILLED)],
        ),
        (
            "They dragged the teacher out, beat him and killed him.",
            [
                Tell("beat", actor="the men", recipient="the teacher", mode="beat"),
                Tell("killed", actor="the men", recipient="the teacher", casualty=KILLED),
            ],
        ),
        (
            "Violence broke out in Dunmore on 2 May. Two days of fighting left 60 dead.\n\nThe unrest has now ended.",
            [
                Tell("Violence", place="Dunmore", time="2 May"),
                Tell("fighting"),
                Tell("dead", casualty=KILLED),
                Tell("unrest"),
            ],
        ),
        (
            "Raiders attacked Dunmore at dawn. This latest outbreak of violence surprised nobody.",
            [Tell("attacked", place="Dunmore"), Tell("violence")],
        ),
        (
            "The bombing of a mosque in Dunmore shocked the town. The army denied carrying out the bombing.",
            [Tell("bombing", place="Dunmore"), Tell("bombing", 2, modality=Modality.NEGATED)],
        ),
        (
            "A quake shook Dunmore on Friday, killing 300 people. The quake also left 1,000 injured.",
            [
                Tell("quake", type=OTHER, place="Dunmore", time="Friday"),
                Tell("killing", type=OTHER, casualty=KILLED),
                Tell("quake", 2, type=OTHER),
                Tell("injured", type=OTHER, casualty=INJURED),
            ],
        ),
    ],
)  # fmt: skip
def test_mentions_of_one_happening_are_one_chain(text: str, told: list[Tell]) -> None:
    wanted = [n for n, tell in enumerate(told, start=1) if tell.word != "work"]
    found = chains(text, *told)
    assert wanted in [[n for n in chain if n in wanted] for chain in found]


# ---------------------------------------------------------------- different happenings


@pytest.mark.parametrize(
    ("text", "told", "apart"),
    [
        (
            "Gunmen attacked Dunmore on 2 May. Gunmen attacked Velimir the same day.",
            [Tell("attacked", place="Dunmore"), Tell("attacked", 2, place="Velimir")],
            (1, 2),
        ),
        (
            "A blast hit Dunmore on 2 May. A blast hit Dunmore again on 9 May.",
            [Tell("blast", place="Dunmore", time="2 May"), Tell("blast", 2, place="Dunmore", time="9 May")],
            (1, 2),
        ),
        (
            "The raid on Friday killed six. The raid on Sunday killed two.",
            [Tell("raid", time="Friday"), Tell("raid", 2, time="Sunday")],
            (1, 2),
        ),
        (
            "The hotel attack in Dunmore on 2 May killed 40. That is more than in the 2002 theatre siege.",
            [Tell("attack", place="Dunmore", time="2 May"), Tell("siege", mode="abduct", type=COERCE)],
            (1, 2),
        ),
        (
            "The bombing in Dunmore killed 40 people. In 2015, a bombing in the same town killed 8.",
            [Tell("bombing", place="Dunmore"), Tell("bombing", 2, place="Dunmore", time="in 2015"),],
            (1, 2),
        ),
        (
            "Gunmen attacked a mill in Dunmore. Another attack was reported from the coast.",
            [Tell("attacked", place="Dunmore"), Tell("attack")],
            (1, 2),
        ),
        (
            "Thousands protested in Dunmore. Police shot four protesters. Two hundred people were arrested later.",
            [
                Tell("protested", type=PROTEST, place="Dunmore"),
                Tell("shot", actor="Police", recipient="four protesters"),
                Tell("arrested", type=COERCE, casualty=DETAINED),
            ],
            (1, 2),
        ),
        (
            "Thousands protested in Dunmore. Two hundred protesters were arrested.",
            [Tell("protested", type=PROTEST, place="Dunmore"), Tell("arrested", type=COERCE, casualty=DETAINED)],
            (1, 2),
        ),
        (
            "Rebels attacked a camp in Dunmore. They plan to attack a second camp.",
            [Tell("attacked", place="Dunmore"), Tell("attack", modality=Modality.PLANNED)],
            (1, 2),
        ),
        (
            "Rebels attacked Dunmore. No civilians were killed, the governor said.",
            [Tell("attacked", place="Dunmore"), Tell("killed", casualty=KILLED, modality=Modality.NEGATED)],
            (1, 2),
        ),
    ],
)  # fmt: skip
def test_different_happenings_are_different_chains(text: str, told: list[Tell], apart: tuple[int, int]) -> None:
    for chain in chains(text, *told):
        assert not set(apart) <= set(chain)


def test_a_background_incident_does_not_catch_the_toll_of_the_news() -> None:
    found = chains(
        "A bomb exploded in Dunmore on 2 May.\n\n"
        "In 2015 gunmen attacked a school in Velimir. That attack was never solved.\n\n"
        "The death toll in Dunmore has now risen to 31.",
        Tell("exploded", place="Dunmore", time="2 May"),
        Tell("attacked", place="Velimir", time="in 2015"),
        Tell("attack"),
        Tell("death toll", casualty=KILLED, place="Dunmore"),
    )
    assert found == [[1, 4], [2, 3]]


def test_a_later_paragraph_without_place_speaks_of_the_main_happening() -> None:
    found = chains(
        "A bomb exploded in Dunmore on 2 May.\n\n"
        "In 2015 gunmen attacked a school in Velimir.\n\nThe town buried its children then.\n\n"
        "Doctors said on the radio that 31 people were dead and that the toll would rise.",
        Tell("exploded", place="Dunmore", time="2 May"),
        Tell("attacked", place="Velimir", time="in 2015"),
        Tell("dead", casualty=KILLED),
    )
    assert found == [[1, 3], [2]]


def test_a_neighbourhood_of_the_city_is_the_same_place() -> None:
    found = chains(
        "Gunmen attacked Dunmore on 2 May. The attack began in Lower Market.",
        Tell("attacked", place="Dunmore", time="2 May"),
        Tell("attack", place="Lower Market"),
    )
    assert found == [[1, 2]]


def test_two_articles_in_one_file_do_not_share_happenings() -> None:
    text = "Gunmen attacked a hotel in Dunmore.\n\nThe attack on the coast shocked everyone there."
    found = chains(
        text,
        Tell("attacked", place="Dunmore"),
        Tell("attack"),
        kinds=((PassageKind.ARTICLE, "Gunmen"), (PassageKind.ARTICLE, "The attack")),
    )
    assert found == [[1], [2]]


def test_every_mention_is_in_one_chain_in_text_order() -> None:
    text = "Gunmen attacked Dunmore. Police shot two men. A march followed. The attack killed six. Courts jailed three."
    told = [
        Tell("jailed", type=COERCE, casualty=DETAINED),
        Tell("march", type=PROTEST),
        Tell("killed", casualty=KILLED),
        Tell("attack"),
        Tell("attacked", place="Dunmore"),
        Tell("shot"),
    ]
    reading = read(text, told)
    found = chain_events(reading)
    start = {e.id: e.span.start for e in reading.events}
    assert sorted(i for chain in found for i in chain) == sorted(start)
    assert all(list(chain) == sorted(chain, key=start.__getitem__) for chain in found)
    assert [start[c[0]] for c in found] == sorted(start[c[0]] for c in found)
    shuffled = replace(reading, events=tuple(reversed(reading.events)))
    assert chain_events(shuffled) == found


def test_a_text_without_events_has_no_chains() -> None:
    assert chain_events(read("Rain fell.", ())) == ()


# ---------------------------------------------------------------- acts and wholes, tolls and their acts


@pytest.mark.parametrize(
    ("text", "told", "wanted"),
    [
        (  # an act is not the whole around it, its toll is its own
            "The conflict went on for a week. A bomb exploded on a bus in Dunmore. Twenty-two people were injured.",
            [Tell("conflict"), Tell("exploded", place="Dunmore"), Tell("injured", casualty=INJURED)],
            [[1], [2, 3]],
        ),
        (  # a count over the whole time is of the whole
            "Fighting has gone on for weeks. A shell hit a school in Dunmore.\n\n"
            "More than 130 people have been killed since the conflict began.",
            [Tell("Fighting"), Tell("hit", place="Dunmore"), Tell("killed", casualty=KILLED), Tell("conflict")],
            [[1, 3, 4], [2]],
        ),
        (  # a result goes with its act before it goes with another result
            "A raid hit Velimir on 9 May. Last spring one person was killed and nine others were injured "
            "following a shooting in Dunmore.",
            [
                Tell("raid", place="Velimir", time="9 May"),
                Tell("killed", casualty=KILLED),
                Tell("injured", casualty=INJURED),
                Tell("shooting", place="Dunmore"),
            ],
            [[1], [2, 3, 4]],
        ),
        (  # a heading binds the next paragraph
            "Rebels stormed a mill in Velimir.\n\nBus bombing in Dunmore\n\nSeven people were killed.",
            [Tell("stormed", place="Velimir"), Tell("bombing", place="Dunmore"), Tell("killed", casualty=KILLED)],
            [[1], [2, 3]],
        ),
        (  # "among the dead" takes up the paragraph before
            "Rebels stormed a mill in Velimir.\n\nA bomb exploded in Dunmore.\n\nAmong the dead were two clerks.",
            [Tell("stormed", place="Velimir"), Tell("exploded", place="Dunmore"), Tell("dead", casualty=KILLED)],
            [[1], [2, 3]],
        ),
        (  # a predicate belongs to its subject
            "Gunmen stormed a bank in Dunmore. It was the worst attack of the year.",
            [Tell("stormed", place="Dunmore"), Tell("attack")],
            [[1, 2]],
        ),
        (  # what it is compared with stays apart
            "Gunmen stormed a bank in Dunmore. It was the deadliest attack since the 2005 bombings.",
            [Tell("stormed", place="Dunmore"), Tell("attack"), Tell("bombings", plural=True)],
            [[1, 2], [3]],
        ),
        (  # a series is another happening
            "A bomb exploded in Dunmore on Sunday. A string of bombings that targeted police killed twelve officers.",
            [
                Tell("exploded", place="Dunmore", time="Sunday"),
                Tell("bombings", plural=True),
                Tell("targeted"),
                Tell("killed", casualty=KILLED),
            ],
            [[1], [2, 3, 4]],
        ),
        (  # a general statement is no part of the happening told of
            "Rebels shelled Dunmore on Sunday.\n\nThe group says much. They kill farmers.",
            [Tell("shelled", place="Dunmore", time="Sunday"), Tell("kill", casualty=KILLED)],
            [[1], [2]],
        ),
        (  # somebody who dies of wounds dies of the act, days later
            "Gunmen shot three clerks in Dunmore on 2 May. One of them died in hospital on 9 May.",
            [Tell("shot", place="Dunmore", time="2 May"), Tell("died", casualty=KILLED, time="9 May")],
            [[1, 2]],
        ),
        (  # attacks of a whole year are not the one of a day
            "A bomb exploded in Dunmore on Sunday. The town was the target of attacks in 2015.",
            [Tell("exploded", place="Dunmore", time="Sunday"), Tell("attacks", time="in 2015", plural=True)],
            [[1], [2]],
        ),
        (  # the gunmen are those just told of
            "Gunmen stormed a bank in Dunmore. The gunmen then shot a guard.",
            [Tell("stormed", place="Dunmore"), Tell("shot", mode="firearms")],
            [[1, 2]],
        ),
    ],
)  # fmt: skip
def test_acts_wholes_and_tolls(text: str, told: list[Tell], wanted: list[list[int]]) -> None:
    assert chains(text, *told) == wanted


def test_what_a_unit_tells_grows_with_its_parts() -> None:
    reading = read_document(
        Document(id="u", name="u", text="Gunmen killed two guards in Gao. A bomb exploded in Lima.")
    )
    first, second = sketch_mentions(reading)[:2]
    unit = Unit([first])
    assert unit.is_toll()
    assert [p.name for p in unit.places()] == ["Gao"]
    unit.parts.append(second)
    assert not unit.is_toll()
    assert [p.name for p in unit.places()] == ["Gao", "Lima"]
    assert unit.told.counted == 2


def test_a_strike_the_gas_attack_that_it_answers_and_the_war_are_three() -> None:
    text = (
        "Warships of Tolva launched dozens of missiles at the Brenna air base on Friday.\n\n"
        "The strikes answered a poison gas attack that killed 31 villagers in May. "
        "The army denied it used gas.\n\n"
        "Neighbours condemned the strikes. Ministers met in the capital.\n\n"
        "Doctors treated victims of the gas attack for days.\n\n"
        "The strikes went on until dawn.\n\n"
        "Nobody expects the conflict to end soon. The civil war has killed some 90,000 villagers since 2009.\n"
    )
    reading = read_document(Document("d", "d", text))
    place = {one: number for number, chain in enumerate(reading.chains) for one in chain}
    of: dict[str, set[int]] = {}
    for event in reading.events:
        of.setdefault(reading.quote(event.span), set()).add(place[event.id])
    gas = of["poison gas attack"] | of["gas attack"]
    assert len(of["strikes"]) == len(gas) == 1
    assert of["strikes"].isdisjoint(gas | of["civil war"])
    assert gas.isdisjoint(of["civil war"])


def told_together(text: str) -> list[list[str]]:
    """The quotes of each chain of a text."""
    reading = read_document(Document(id="d", name="d", text=text, published="2019-09-04"))
    quotes = {e.id: reading.quote(e.span) for e in reading.events}
    return [[quotes[i] for i in chain] for chain in reading.chains]


def test_what_was_done_to_the_same_building_is_the_same_happening() -> None:
    text = (
        "Militants have launched an attack on a mosque in the north, killing 235 people.\n\n"
        "Witnesses said dozens of gunmen arrived in cars and bombed the packed mosque before opening fire on people."
    )
    assert told_together(text) == [["attack", "killing", "bombed", "opening fire"]]


def test_tolls_of_which_one_is_many_times_the_other_are_of_two_happenings() -> None:
    text = "Three people were killed in a standoff with police.\n\nThe group claimed the raid that killed 130 people."
    assert len(told_together(text)) == 2


def test_what_one_named_person_suffered_may_be_dated_later_in_the_text() -> None:
    text = "Omar Lind, who was attacked by militants, spoke on Monday. The October 2012 shooting of Lind was a shock."
    assert told_together(text) == [["attacked", "shooting"]]

"""Actors, recipients, places, times and weapons by syntax. Actors and places are given by hand here."""

from __future__ import annotations

import pytest

from rashomon.extract.events.deciding import find_triggers
from rashomon.extract.events.mentions import find_events
from rashomon.model import (
    ActorMention,
    Document,
    EventMention,
    Passage,
    PassageKind,
    Place,
    PlaceMention,
    Reading,
    Span,
    TimeMention,
    TimeRange,
)
from rashomon.text.parse import parse_passages


def read(text: str, actors: tuple[str, ...] = (), places: tuple[str, ...] = (), times: tuple[str, ...] = ()) -> Reading:
    reading = Reading(Document(id="t", name="t", text=text))
    reading.passages = (Passage(0, PassageKind.ARTICLE, Span(0, len(text))),)
    reading.parse = parse_passages(reading)
    reading.actors = tuple(
        ActorMention(name, span, reading.parse.within(span)[-1].index, name, "group", None, name)
        for name, span in ((name, where(text, name)) for name in actors)
    )
    reading.places = tuple(
        PlaceMention(name, where(text, name), Place(name, None, None, None, 1, None, None, name)) for name in places
    )
    reading.times = tuple(TimeMention(name, where(text, name), time(name)) for name in times)
    reading.triggers = find_triggers(reading)
    reading.events = find_events(reading)
    return reading


def time(text: str) -> TimeRange:
    return TimeRange(None, None, None, None, 5, "explicit", text)


def where(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def mention(reading: Reading, trigger: str) -> EventMention:
    found = {reading.quote(e.span): e for e in reading.events}
    assert trigger in found, sorted(found)
    return found[trigger]


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("Rebels killed soldiers.", "killed", ("Rebels",), ("soldiers",)),
        ("Rebels attacked a base belonging to police.", "attacked", ("Rebels",), ("police",)),
        ("Soldiers burned the base of the rebels.", "burned", ("Soldiers",), ("rebels",)),
        ("Clashes broke out on Monday between police and rebels.", "Clashes", ("police", "rebels"), ()),
        ("Police used gas to disperse protesters.", "disperse", ("Police",), ("protesters",)),
        ("Four soldiers were killed by rebels.", "killed", ("rebels",), ("soldiers",)),
        (
            "The attack by rebels on soldiers lasted hours, with rifles and mortars.",
            "attack",
            ("rebels",),
            ("soldiers",),
        ),
        ("The killing of villagers by soldiers went on.", "killing", ("soldiers",), ("villagers",)),
        ("The killings of villagers at the hands of soldiers went on.", "killings", ("soldiers",), ("villagers",)),
        ("Rebels stormed the base and killed soldiers.", "killed", ("Rebels",), ("soldiers",)),
        ("Rebels ambushed a convoy, killing soldiers.", "killing", ("Rebels",), ("soldiers",)),
        ("The rebels who kidnapped teachers fled.", "kidnapped", ("rebels",), ("teachers",)),
        ("Teachers kidnapped by rebels were freed.", "kidnapped", ("rebels",), ("Teachers",)),
        ("Dozens of villagers were shot dead by soldiers.", "shot dead", ("soldiers",), ("villagers",)),
        ("Clashes between rebels and soldiers killed nine people.", "Clashes", ("rebels", "soldiers"), ()),
        ("Rebels carried out the massacre of villagers.", "massacre", ("Rebels",), ("villagers",)),
        ("Police accused rebels of killing villagers.", "killing", ("rebels",), ("villagers",)),
        ("More than forty villagers killed, police say.", "killed", (), ("villagers",)),
        ("Villagers fled the valley.", "fled", (), ("Villagers",)),
        ("Villagers fled the rebels.", "fled", (), ("Villagers",)),
        ("The mayor met striking dockers.", "striking", ("striking dockers",), ()),
    ],
)
def test_actors_and_recipients(text: str, trigger: str, actors: tuple[str, ...], recipients: tuple[str, ...]) -> None:
    named = actors + recipients
    found = mention(read(text, named), trigger)
    assert (sorted(found.actors), sorted(found.recipients)) == (sorted(actors), sorted(recipients))


def test_place_and_time_of_the_clause() -> None:
    text = "Rebels killed four soldiers in Maru on Friday after the army shelled Doko on Monday."
    reading = read(text, places=("Maru", "Doko"), times=("Friday", "Monday"))
    killed, shelled = mention(reading, "killed"), mention(reading, "shelled")
    assert (killed.place, killed.time) == ("Maru", "Friday")
    assert (shelled.place, shelled.time) == ("Doko", "Monday")


def test_the_day_of_speech_is_not_the_day_of_the_deed() -> None:
    text = "Police in Maru said on Friday that rebels killed four soldiers."
    found = mention(read(text, places=("Maru",), times=("Friday",)), "killed")
    assert (found.place, found.time) == (None, None)


def test_what_is_told_of_another_noun_is_not_the_deeds() -> None:
    text = "An inquiry into the killing of four farmers opened in Lima on Monday."
    found = mention(read(text, places=("Lima",), times=("Monday",)), "killing")
    assert (found.place, found.time) == (None, None)


def test_those_in_a_place_act_not_the_place() -> None:
    text = "Militants in Maru, who killed four farmers, fled."
    assert mention(read(text, actors=("Militants",), places=("Maru",)), "killed").actors == ("Militants",)


def test_a_place_in_front_holds_for_the_sentence() -> None:
    found = mention(read("In Maru, rebels killed four soldiers.", places=("Maru",)), "killed")
    assert found.place == "Maru"


@pytest.mark.parametrize(
    ("text", "trigger", "weapon"),
    [
        ("Men with machetes killed nine people.", "killed", "machetes"),
        ("Soldiers attacked the farm with rifles.", "attacked", "rifles"),
        ("A car bomb killed nine people.", "killed", "car bomb"),
        ("Police sold the seized rifles.", "seized", None),
        ("The crowd attacked officers with stones.", "attacked", "stones"),
    ],
)
def test_weapon(text: str, trigger: str, weapon: str | None) -> None:
    reading = read(text)
    found = mention(reading, trigger)
    assert (found.weapon and reading.quote(found.weapon)) == weapon


def test_a_happening_named_by_comparison() -> None:
    text = "The killings are reminiscent of Doko in 1994, when hundreds died."
    reading = read(text, places=("Doko",), times=("1994",))
    found = mention(reading, "Doko")
    assert (found.type, found.place, found.time) == ("ASSAULT", "Doko", "1994")


def test_a_country_that_has_protests_does_not_protest() -> None:
    assert mention(read("Chad's protests began in June.", ("Chad",)), "protests").actors == ()
    assert mention(read("Chad's attack on the camp began in June.", ("Chad",)), "attack").actors == ("Chad",)

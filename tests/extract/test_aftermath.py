"""Days and places of what was told, done or held besides a happening are not its own. Texts are invented."""

from __future__ import annotations

import pytest

from rashomon.model import Document, Reading
from rashomon.pipeline import read_document

PRINTED = "2019-09-04"


def read(text: str) -> Reading:
    return read_document(Document(id="d", name="d", text=text, published=PRINTED))


def times(text: str, trigger: str) -> list[str]:
    reading = read(text)
    told = {t.id: t.time.text for t in reading.times}
    return [told[e.time] for e in reading.events if reading.quote(e.span) == trigger and e.time is not None]


def places(text: str, trigger: str) -> list[str]:
    reading = read(text)
    told = {p.id: p.place.name for p in reading.places}
    return [told[e.place] for e in reading.events if reading.quote(e.span) == trigger and e.place is not None]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The minister voiced concern Monday about the conflict in Sudan.", "conflict"),
        ("The bombing suspect appeared in court Friday.", "bombing"),
        ("The shooting victim was buried Friday in Lima.", "shooting"),
        ("She moved to Lima on Monday after the shooting.", "shooting"),
        ("On Monday police arrested two men over the killing of a teacher in Cusco.", "killing"),
        ("Troops were killed in a raid in advance of Saturday's presidential election.", "killed"),
        ("A nurse who had worked in the clinic for the last seven years was killed in the attack.", "killed"),
        ("A gun attack on a hall killed 12 people, while in March gunmen stormed a hotel in Lima.", "killed"),
        ("The church today is holding its first Sunday service following a shooting that killed nine.", "shooting"),
        ("The attack followed a shooting last week in which two officers died.", "attack"),
        ("He was arrested in Lima and is on bail until May.", "arrested"),
        ("She has been imprisoned since 2010 after a conviction for attacking agents in Peru.", "attacking"),
    ],
)
def test_the_day_of_what_is_told_beside_a_happening_is_not_its_own(text: str, trigger: str) -> None:
    assert times(text, trigger) == []


@pytest.mark.parametrize(
    ("text", "trigger", "time"),
    [
        ("On Monday police arrested two men over the killing of a teacher in Cusco.", "arrested", "Monday"),
        ("A man was killed in Lima on Saturday before the match.", "killed", "Saturday"),
        ("There have been several attacks, including in 2007, when three German soldiers died.", "died", "2007"),
        ("Two men were shot in a bar on Friday.", "shot", "Friday"),
    ],
)
def test_its_own_day_stays(text: str, trigger: str, time: str) -> None:
    assert times(text, trigger) == [time]


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("The shooting victim was buried Friday in Lima.", "shooting", []),
        ("She moved to Lima on Monday after the shooting.", "shooting", []),
        ("He was killed because he had lived in Cusco.", "killed", []),
        ("He was arrested last June and is suspected of renting out two flats to the cell in Peru.", "arrested", []),
        ("Police arrested two men over the killing of a teacher in Cusco.", "arrested", []),
        ("Police arrested two men over the killing of a teacher in Cusco.", "killing", ["Cusco"]),
        ("The shooter in Cusco, Peru, who killed three children was 19.", "killed", ["Cusco"]),
        ("Two men were killed in a bombing while patrolling the northern city of Cusco.", "killed", ["Cusco"]),
        ("She now lives in Cusco, but the rebels have threatened her.", "threatened", []),
        ("She was living in Cusco when gunmen shot her.", "shot", ["Cusco"]),
        ("The gunman in Cusco who killed three children was 19.", "killed", ["Cusco"]),
    ],
)
def test_where_something_else_was_is_not_where_it_happened(text: str, trigger: str, place: list[str]) -> None:
    assert places(text, trigger) == place


def test_whoever_is_blamed_for_deaths_is_no_victim() -> None:
    reading = read('Police blamed the deaths on "people armed with hunting rifles."')
    assert [e.recipients for e in reading.events if reading.quote(e.span) == "deaths"] == [()]


def test_where_somebody_condemns_a_happening_is_not_where_it_was() -> None:
    assert places("The embassy in Lima condemned Sunday's attack on a hotel in Cusco.", "attack") == ["Cusco"]
    assert places("The embassy in Lima condemned Sunday's attack on a hotel.", "attack") == []


def test_the_day_of_a_newspaper_is_not_that_of_what_it_tells() -> None:
    assert times("Papers led their Tuesday front pages with the bombing.", "bombing") == []

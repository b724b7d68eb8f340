"""What came days after a happening is another one, and has neither its victims nor its day. Texts are invented."""

from __future__ import annotations

import pytest

from rashomon.model import Document, Reading
from rashomon.pipeline import read_document


def read(text: str) -> Reading:
    return read_document(Document(id="d", name="d", text=text, published="2019-09-04"))


def together(reading: Reading, one: str, other: str) -> bool:
    """Whether the first mention with the one quote stands in a chain with one that has the other."""
    ids = {quote: [e.id for e in reading.events if reading.quote(e.span) == quote] for quote in (one, other)}
    chain = next(c for c in reading.chains if ids[one][0] in c)
    return any(i in chain for i in ids[other])


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        (
            "A gunman shot a guard in Lima on Wednesday.\n\nThe attack came two days after a man killed a soldier.",
            "shot",
            "killed",
        ),
        (
            "A bomb wounded five people on Monday.\n\nThe blast came hours after gunmen attacked a police post.",
            "blast",
            "attacked",
        ),
        (
            "A bomb wounded five people on Monday.\n\nThe attack followed a shooting last week in which two died.",
            "attack",
            "shooting",
        ),
    ],
)
def test_what_came_days_before_is_another_happening(text: str, one: str, other: str) -> None:
    assert not together(read(text), one, other)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("The man died two days after he was shot in Lima.", "died", "shot"),
        ("A bomb exploded in Lima on Monday, killing six people.", "exploded", "killing"),
    ],
)
def test_a_later_death_belongs_to_its_act(text: str, one: str, other: str) -> None:
    assert together(read(text), one, other)


def test_what_came_days_before_does_not_get_the_day_of_the_news() -> None:
    reading = read(
        "A gunman shot a guard in Lima on Wednesday.\n\nThe attack came two days after a man killed a soldier."
    )
    days = {h.title: [t.text for t in h.times] for h in reading.happenings}
    assert days == {"Attack": ["Wednesday"], "Killing": []}


def test_another_time_told_just_before_keeps_the_day_of_the_news_away() -> None:
    reading = read(
        "A gunman shot three people in a bar in Lima on Monday. Nobody knows why he killed them.\n\n"
        "In January, a hotel fire killed 12. Two reporters were killed and another wounded in a separate attack."
    )
    assert [any(t.text == "Monday" for t in h.times) for h in reading.happenings] == [True, False, False]


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Jets struck the camp on Monday in retaliation for the killing of 21 workers in Cusco.", "struck", "killing"),
        ("The army shelled the town to avenge the murder of three officers.", "shelled", "murder"),
        ("Rebels shot two guards on Monday in response to the bombing of their camp.", "shot", "bombing"),
    ],
)
def test_a_deed_is_not_what_it_answers(text: str, one: str, other: str) -> None:
    reading = read(text)
    assert not together(reading, one, other)
    answered = [h for h in reading.happenings if any(m.quote == other for m in h.mentions)]
    assert [h.times for h in answered] == [()]


def test_where_what_it_answers_was_is_not_where_a_deed_was() -> None:
    reading = read("The group shot Omar Lind in response to raids on its bases in Lima.")
    told = {p.id: p.place.name for p in reading.places}
    assert [e.place and told[e.place] for e in reading.events if reading.quote(e.span) == "shot"] == [None]

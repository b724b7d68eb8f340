"""A toll over time: each voice's figures by the day on which they were said."""

from __future__ import annotations

import pytest

from rashomon.link.timeline import Timeline, timeline_of
from rashomon.model import Field, Modality, Stance
from tests.link.make import AUTHOR, Desk, accounts, day, official

POLICE = official("police")


def timeline(desk: Desk, field: Field = Field.KILLED, copies: dict[str, str] | None = None) -> Timeline:
    claims = {c.id: c for c in desk.claims}
    return timeline_of(desk.event, accounts(desk, copies), claims, desk.documents, copies or {}, field)


def test_the_day_of_the_words_goes_before_the_day_of_print() -> None:
    desk = Desk()
    a = desk.document("a", "As of Friday 20 died, police said. The paper counts 22.", "2022-05-09", "Morning Post")
    desk.say(a, "20", Field.KILLED, POLICE, low=20, high=20, as_of=day("2022-05-06"))
    desk.say(a, "22", Field.KILLED, low=22, high=None)
    police, paper = timeline(desk).lines
    assert [(p.day, p.dated_by, p.low, p.high) for p in police.points] == [("2022-05-06", "as-of", 20, 20)]
    assert [(p.day, p.dated_by, p.low, p.high) for p in paper.points] == [("2022-05-09", "published", 22, None)]
    assert (police.publisher, paper.publisher) == (None, "Morning Post")


def test_one_voice_in_many_texts_is_one_line_in_order_of_days() -> None:
    desk = Desk()
    for name, figure, on in (("b", 31, "2022-05-04"), ("a", 9, "2022-05-02"), ("c", 12, None)):
        document = desk.document(name, f"Police said {figure} died.", on)
        desk.say(document, str(figure), Field.KILLED, POLICE, low=figure, high=figure)
    (line,) = timeline(desk).lines
    assert [(p.day, p.low) for p in line.points] == [("2022-05-02", 9), ("2022-05-04", 31), (None, 12)]
    assert [p.revises for p in line.points] == [False, True, False]


def test_a_figure_repeated_on_another_day_is_two_points_of_one_account() -> None:
    desk = Desk()
    for name, on in (("a", "2022-05-02"), ("b", "2022-05-02"), ("c", "2022-05-05")):
        desk.say(desk.document(name, "Police said 9 died.", on), "9", Field.KILLED, POLICE, low=9, high=9)
    (line,) = timeline(desk).lines
    assert [(p.day, p.documents) for p in line.points] == [("2022-05-02", ("a", "b")), ("2022-05-05", ("c",))]
    assert len({p.account for p in line.points}) == 1


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({}, "stated"),
        ({"stance": Stance.DENIES}, "denied"),
        ({"modality": Modality.POSSIBLE}, "possible"),
        ({"modality": Modality.PLANNED}, "unreal"),
        ({"group": "children"}, "group"),
        ({"part_of": "c1"}, "part"),
    ],
)
def test_what_a_figure_is(more: dict[str, object], status: str) -> None:
    desk = Desk()
    a = desk.document("a", "It is said that 9 died.", "2022-05-02")
    desk.say(a, "9", Field.KILLED, POLICE, low=9, high=9, **more)  # type: ignore[arg-type]
    assert [p.status for line in timeline(desk).lines for p in line.points] == [status]


def test_copies_are_one_line() -> None:
    desk = Desk()
    for name in ("a", "b"):
        desk.say(desk.document(name, "Nine died.", "2022-05-02"), "Nine", Field.KILLED, AUTHOR, low=9, high=9)
    assert len(timeline(desk).lines) == 2
    assert len(timeline(desk, copies={"a": "a", "b": "a"}).lines) == 1


def test_only_counts_have_a_timeline() -> None:
    desk = Desk()
    desk.say(desk.document("a", "Gunmen did it."), "Gunmen", Field.ACTOR, name="gunmen")
    assert timeline(desk).lines == ()
    with pytest.raises(ValueError, match="actor is no number of people"):
        timeline(desk, Field.ACTOR)

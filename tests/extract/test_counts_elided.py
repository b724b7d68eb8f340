"""Counts where a word is left out, or where the parser joins people to the wrong one."""

from __future__ import annotations

import pytest

from rashomon.model import Modality
from tests.extract.test_counts import Row, read, rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a verb said once
        ("One was arrested in Arvik and three in Tolna.", [("detained", 1, 1), ("detained", 3, 3)]),
        (
            "Twelve people were killed in Arvik and three people in Tolna.",
            [("killed", 12, 12), ("killed", 3, 3)],
        ),
        (
            "Five people were wounded in a rampage on a train near Arvik and 15 in a bombing outside a bar in Tolna.",
            [("injured", 5, 5), ("injured", 15, 15)],
        ),
        ("Six were killed in Arvik, and two in Tolna were buried.", [("killed", 6, 6)]),
        ("Six were arrested in Arvik and three knives in Tolna were found.", [("detained", 6, 6)]),
        # people joined to one another
        ("The clash left a trooper and a deputy wounded.", [("injured", 1, 1), ("injured", 1, 1)]),
        (
            "The clash left a state trooper and a sheriff's deputy wounded in southern Norland.",
            [("injured", 1, 1), ("injured", 1, 1)],
        ),
        (
            "Two girls, ages 14 and 15, and a 12-year-old boy were hospitalized, police said.",
            [("injured", 2, 2), ("injured", 1, 1)],
        ),
        (
            "He was captured in May with a Dutch aid worker and two drivers.",
            [("detained", 1, 1), ("detained", 2, 2)],
        ),
        ("He was hurt in a fight with two men.", []),
        ("He used the bomb to kill himself and 22 others at the port.", [("killed", 22, 22)]),
        (
            "Four pastors, including a judge, were among the six women and three men shot dead at the church.",
            [("killed", 4, 4), ("killed", 1, 1), ("killed", 6, 6), ("killed", 3, 3)],
        ),
        # one of a people, one among others
        (
            "The rebels kidnapped three Finns, a Malaysian and an American.",
            [("kidnapped", 3, 3), ("kidnapped", 1, 1), ("kidnapped", 1, 1)],
        ),
        ("A second American was killed fighting in Norland.", [("killed", 1, 1)]),
        ("The dead include a harbour pilot and a budding painter.", [("killed", 1, 1), ("killed", 1, 1)]),
        (
            "The bomb killed a guard, a Danish crew member and at least 10 tourists near the gate.",
            [("killed", 1, 1), ("killed", 1, 1), ("killed", 10, None)],
        ),
        # two names that the text counts
        ("John Carver and Tim Rowe were both killed by police.", [("killed", 2, 2)]),
        ("John Carver and Tim Rowe were both killed and buried there.", []),
        # a number that says more of the one who is meant
        (
            "A suspect in the killings of two harbour officers was taken into custody.",
            [("detained", 1, 1), ("killed", 2, 2)],
        ),
        ("Arvik police arrest 21", [("detained", 21, 21)]),
        ("The police arrest record names 21.", []),
    ],
)
def test_who_is_counted(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "One man, 36, was in critical condition; a woman, 32, in serious condition; and another woman, 27, in fair "
            "condition.",
            [("injured", 1, 1), ("injured", 1, 1), ("injured", 1, 1)],
        ),
        ("Many of the hurt stayed in the clinic, seven with critical injuries.", [("injured", 7, 7)]),
        ("A fifth suspect was arrested, with four in custody already.", [("detained", 1, 1), ("detained", 4, 4)]),
        ("He was armed with two knives and three with sticks.", []),
        ("Besides those killed in the blast, 64 people are being treated for their wounds.", [("injured", 64, 64)]),
        ("The team picks up 20 to 50 bodies, which are taken to the closest hospital.", [("killed", 20, 50)]),
        ("Just fewer than 200 officers were injured.", [("injured", 200, 200)]),
    ],
)
def test_the_state_of_people(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The shelling caused the flight of more than 150,000 people to the south.", [("displaced", 150_000, None)]),
        ("The flight of thousands of villagers began at dawn.", [("displaced", 2000, None)]),
        ("A flight of 12 tourists from the coast landed late.", []),
        ("Militants rounded up 40 villagers at dawn.", [("kidnapped", 40, 40)]),
        ("Police rounded up 40 villagers at dawn.", [("detained", 40, 40)]),
        ("The militants had been holding 21 Norland workers rounded up in May.", [("kidnapped", 21, 21)]),
        ("As 22,000 people gathered to watch a singer in the streets outside the hotel, shots rang out.", []),
        ("Thousands gathered in the square, demanding reforms.", [("participants", 2000, None)]),
        ('Some 40,000 villagers had taken part in "violent riots" at the fence.', [("participants", 40_000, 40_000)]),
    ],
)
def test_moved_taken_and_gathered(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Six were arrested, four in Arvik and two in Tolna.",
        "Eight others were injured - five by gunshots and three by glass.",
    ],
)
def test_parts_that_tell_where_and_by_what(text: str) -> None:
    whole, *parts = read(text).counts
    assert [part.part_of for part in parts] == [whole.id, whole.id]


def test_what_could_be_seen_was_there() -> None:
    (count,) = read("From the road, three bodies could be seen under sheets.").counts
    assert count.modality is Modality.ACTUAL

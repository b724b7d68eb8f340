"""How many took part in an assault."""

from __future__ import annotations

import pytest

from tests.extract.test_counts import rows


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Two gunmen opened fire on a bus.", 2, 2),
        ("The bombing was carried out by three women.", 3, 3),
        ("The attack by two brothers shocked the town.", 2, 2),
        ("There were seven attackers, she said.", 7, 7),
        ("Dozens of heavily armed extremists attacked the base.", 24, None),
        ("Police believe that only one gunman took part in the shooting.", 1, 1),
        ("The two brothers who massacred the guards had helpers.", 2, 2),
        ("A clerk was hacked to death by at least three assailants.", 3, None),
        ("The attack involved scores of gunmen and left the port in ruins.", 40, None),
        ("About 20 armed people fired shots and ran through the gate.", 20, 20),
        ("Two men fired on the guards.", 2, 2),
        ("The police looked for the two young men who carried out the Tolva bombings.", 2, 2),
        ("Hundreds of Palestinians approached the border fence on Friday.", 200, None),
        ("The port was quiet until dozens of armed men descended on the compound.", 24, None),
        ("Two students blew up a bridge.", 2, 2),
        ("At least two men were involved in the attack.", 2, None),
        ("Three men took part in the raid on the bank.", 3, 3),
        ("She saw two men exchanging gunfire.", 2, 2),
        ("Dozens of looters rushed toward a shop.", 24, None),
        ("Two dozen commandos raided a refinery.", 24, 24),
    ],
)
def test_attackers(text: str, low: int, high: int | None) -> None:
    assert ("participants", low, high) in rows(text)


@pytest.mark.parametrize(
    "text",
    [
        "Two gunmen were killed by police.",
        "Two officers were involved in the shooting.",
        "Two students took part in the debate.",
        "Two neighbours set off fireworks.",
        "Two gunmen fled to the hills.",
        "Three nurses said that the clinic was shelled.",
        "Three of the attackers stormed the kitchen.",
        "A gunman killed two men.",
        "Six groups attacked the base.",
        "Two directors fired a coach.",
        "All four officers fired their weapons.",
        "The four officers who fired their weapons are at home.",
        "Dozens of officers descended on the compound.",
        "Hundreds of people approached the mayor about the school.",
        "Two angry customers stormed out of the shop.",
        "He asked one or more people to attack a reputation.",
        "Two attackers reported that they had been trained abroad.",
    ],
)
def test_no_attackers(text: str) -> None:
    assert not [row for row in rows(text) if row[0] == "participants"]

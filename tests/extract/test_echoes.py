"""Numbers that take their meaning from a count told before them."""

from __future__ import annotations

import pytest

from rashomon.extract.actors.actors import find_actors
from rashomon.extract.attribution.attribution import find_attributions
from rashomon.extract.counts.counts import find_counts
from rashomon.extract.counts.quantities import find_numbers
from rashomon.extract.events.deciding import find_triggers
from rashomon.extract.events.mentions import find_events
from rashomon.model import Document, Passage, PassageKind, Reading, Span
from rashomon.text.parse import parse_passages

Part = tuple[str, int | None, str | None, int | None]


def read(text: str) -> Reading:
    reading = Reading(Document(id="d", name="d", text=text))
    reading.passages = (Passage(0, PassageKind.ARTICLE, Span(0, len(text))),)
    reading.parse = parse_passages(reading)
    reading.numbers = find_numbers(reading)
    reading.actors = find_actors(reading)
    reading.attributions = find_attributions(reading)
    reading.triggers = find_triggers(reading)
    reading.events = find_events(reading)
    reading.counts = find_counts(reading)
    return reading


def parts(text: str) -> list[Part]:
    """(field, low, group, low of the whole)."""
    counts = read(text).counts
    low = {c.id: c.number.low for c in counts}
    return [(c.field.value, c.number.low, c.group, low[c.part_of] if c.part_of else None) for c in counts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Nine people were killed in the ambush. Four of them were nurses.",
            [("killed", 9, None, None), ("killed", 4, "nurses", 9)],
        ),
        (
            "Gunmen killed eleven farmers near the mill. Two of the victims were village guards.",
            [("killed", 11, "farmers", None), ("killed", 2, "village guards", 11)],
        ),
        (
            "Twenty people died in the shelling, and six of the dead are children.",
            [("killed", 20, None, None), ("killed", 6, "children", 20)],
        ),
        (
            "At least 30 people were shot dead on the quay. Among the dead were three teachers.",
            [("killed", 30, None, None), ("killed", 3, "teachers", 30)],
        ),
        (
            "The bomb killed 14 people. Among those killed were five soldiers.",
            [("killed", 14, None, None), ("killed", 5, "soldiers", 14)],
        ),
        (
            "The bomb killed 14 people. The victims included two midwives.",
            [("killed", 14, None, None), ("killed", 2, "midwives", 14)],
        ),
        (
            "Forty people were injured in the blast, but two of the wounded died in hospital.",
            [("injured", 40, None, None), ("killed", 2, None, 40)],
        ),
        (
            "Two others, one man and one woman, were found dead.",
            [("killed", 2, None, None), ("killed", 1, "man", 2), ("killed", 1, "woman", 2)],
        ),
        (
            "Police arrested 12 people. Eight were students.",
            [("detained", 12, None, None), ("detained", 8, "students", 12)],
        ),
        (
            "Dozens of marchers were arrested. A gunman fired on white officers, killing five of them.",
            [("detained", 24, "marchers", None), ("killed", 5, None, None)],
        ),
        (
            "Police announced the arrest of nine people. Five of them were described as members of a cell.",
            [("detained", 9, None, None), ("detained", 5, None, 9)],
        ),
        (
            "Raiders killed 21 people. Most of the dead were tourists, 17 of them from cruise ships.",
            [("killed", 21, None, None), ("killed", 17, None, 21)],
        ),
        ("Three of the wounded are women.", [("injured", 3, "women", None)]),
    ],
)
def test_parts_of_an_earlier_total(text: str, expected: list[Part]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Nine men were arrested at the border. Two of them were released.",
        "Nine people were killed. Twelve of the lorries were blue.",
        "Nine people were killed. One of them, Ilse Marek, taught at the school.",
        "Nine people were killed. Fourteen of them were children.",
        "Nine people were killed. Seven were in the hall.",
        "Nine people were killed. The choir counted eleven songs.",
        "Nine people were killed, compared with 20 people last year.",
    ],
)
def test_no_part(text: str) -> None:
    assert len(read(text).counts) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The ministry says that 26 people were injured; a nurse at the clinic counted 31.",
            [("injured", 26), ("injured", 31)],
        ),
        ("Residents said 40 people had been killed, while the army spoke of 15.", [("killed", 40), ("killed", 15)]),
        (
            "Organisers said 20,000 people marched. Police put the number at 5,000.",
            [("participants", 20_000), ("participants", 5000)],
        ),
        (
            "Villagers say 80 people died in the raid, rather than the official figure of 25.",
            [("killed", 80), ("killed", 25)],
        ),
        (
            "The union said 300 people were arrested, compared with the ministry's estimate of 90.",
            [("detained", 300), ("detained", 90)],
        ),
        (
            "More than 700 villagers were killed, compared with fewer than 40 soldiers.",
            [("killed", 700), ("killed", None)],
        ),
    ],
)
def test_another_figure_for_the_same(text: str, expected: list[tuple[str, int | None]]) -> None:
    counts = read(text).counts
    assert [(c.field.value, c.number.low) for c in counts] == expected
    assert len({c.event for c in counts}) == 1
    assert all(c.part_of is None for c in counts)


def test_an_unclear_field_gives_no_figure() -> None:
    text = "The mayor said 12 people were killed and 40 were injured. Doctors put the number at 31."
    assert [c.number.low for c in read(text).counts] == [12, 40]


def test_nobody_says_it() -> None:
    """A bare number after a verb of counting holds only as somebody's words."""
    text = "The army killed nine rebels. It was when the clock had counted 31."
    assert [c.number.low for c in read(text).counts] == [9]

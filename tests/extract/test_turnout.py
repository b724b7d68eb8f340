"""How many came to a protest, where no word for marching or gathering says so."""

from __future__ import annotations

import pytest

from tests.extract.test_counts import rows


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Police said the protesters numbered about 3,500 but many had left.", 3500, 3500),
        ("Police put the number of protesters at 3,500.", 3500, 3500),
        ("At least 8,000 people turned out for the protest in Vardo.", 8000, None),
        ("Thousands of people who thronged the square to protest were sent home.", 2000, None),
        ("The protest grew. Hundreds of people filled the streets of Tolva.", 200, None),
        ("The rally for the mayor drew a crowd of more than 1,000.", 1000, None),
        ("Several hundred people marched downtown on Saturday.", 300, None),
        ("The march was met by hundreds of counterprotesters, who converged on the bridge.", 200, None),
        ("It is the second rally over the port. The last one in May attracted thousands of people.", 2000, None),
        ("Thousands of people turned up for the protest march.", 2000, None),
        ("Anger at the tax brought thousands of people into the streets to protest.", 2000, None),
        ("The march is said to have drawn more than 3,000 people.", 3000, None),
    ],
)
def test_who_came(text: str, low: int, high: int | None) -> None:
    assert ("participants", low, high) in rows(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thousands of tourists filled the streets of Tolva for the fair.",
        "At the protest, 200 officers lined the street.",
        "The protest was late. Three vans blocked the street.",
        "The list of two dozen participants of the talks was long.",
        "The film drew a crowd of 1,000.",
        "The quake sent 300 tourists into the streets.",
        "The museum is open again. It drew 3,000 people in May.",
        "The protest turned out to be small, and three dogs came.",
    ],
)
def test_who_is_no_protester(text: str) -> None:
    assert not [row for row in rows(text) if row[0] == "participants"]

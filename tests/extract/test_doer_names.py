"""Doers who are only described, by the name that the text gives them elsewhere."""

from __future__ import annotations

import pytest

from tests.extract.doers_told import told


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("An attack by an armed militia, the Delta Front, killed three people.", "an armed militia", "Delta Front"),
        (
            "An attack killed four people. A little-known group called the Delta Falcons claimed the attack.",
            "A little-known group",
            "Delta Falcons",
        ),
        (
            "Police on Monday identified Omar Lind as the gunman who opened fire at a fair, killing three people.",
            "the gunman",
            "Omar Lind",
        ),
        (
            "The man accused of a shooting rampage at a fair was in court. Omar Lind, 24, was charged with murder. "
            "The gunman killed six people.",
            "The gunman",
            "Omar Lind",
        ),
        (
            "The man accused of a shooting rampage at a fair was in court. Omar Lind, 24, was charged with murder.",
            "The man",
            "Omar Lind",
        ),
    ],
)
def test_whoever_is_described_has_the_name_that_the_text_gives(text: str, words: str, name: str) -> None:
    assert (words, name) in [(c.value.text, c.value.name) for c in told(text)]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        # several culprits: nobody knows which of them he is
        (
            "Two gunmen killed six people at a fair on Monday. Omar Lind, 24, was charged with murder. The gunman who "
            "shot a guard fled.",
            "The gunman",
            "gunman",
        ),
        # another one
        (
            "Omar Lind, 24, was charged with the murder of a clerk at a fair. The second gunman shot a guard and fled.",
            "The second gunman",
            "second gunman",
        ),
        # the name is the subject of the clause that follows
        ("Shot by a guard, Omar Lind, 14, was buried on Monday.", "a guard", "guard"),
        # who gives the name to something else
        (
            "The bridge, which rebels call the Delta Brigade, was cleared. The rebels shot two men.",
            "The rebels",
            "rebels",
        ),
    ],
)
def test_a_name_that_is_another_s_is_not_taken(text: str, words: str, name: str) -> None:
    assert (words, name) in [(c.value.text, c.value.name) for c in told(text)]


def test_a_group_that_is_called_by_a_name_speaks_by_that_name() -> None:
    text = "A bomb killed four people. A little-known group called the Delta Falcons claimed responsibility for it."
    assert [c.claimant.name for c in told(text) if c.stance == "admits"] == ["Delta Falcons"]


def test_the_noun_alone_takes_up_whoever_was_described_with_it() -> None:
    text = "A young guard shot Omar Lind dead in Karst. The shooting of Omar Lind by the guard shocked the town."
    assert len([c for c in told(text) if "guard" in c.value.text]) == 1


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The rebels said that they shot two men.", ["rebels"]),
        ("Witnesses said that they shot two men.", []),
        ("Neighbours said the clerk asked them to leave before they beat the guard.", []),
    ],
)
def test_who_only_saw_it_did_nothing(text: str, names: list[str]) -> None:
    assert [c.claimant.name for c in told(text) if c.stance == "admits"] == names

"""Words that judge a happening without a verb of calling, and those that only look like it."""

from __future__ import annotations

import pytest

from rashomon.model import Claim, Document, Field
from rashomon.pipeline import read_document


def labels(text: str) -> list[tuple[str, str, str]]:
    """(claimant, stance, words) of each label claim."""
    claims: tuple[Claim, ...] = read_document(Document(id="d", name="d", text=text)).claims
    return [(c.claimant.name, c.stance.value, c.value.text) for c in claims if c.field is Field.LABEL]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister told reporters it was a massacre of dockers.", "massacre of dockers"),
        ("They wrote of the terror attacks on the consulate in Marun.", "terror attacks"),
        ("The brutal murder of two nurses shocked the valley.", "brutal murder"),
        ("Rockets struck the port. The general described the strike as an act of war.", "act of war"),
        ("Another night of violent protests broke out in Marun.", "violent protests"),
    ],
)
def test_judging_words_are_labels_in_any_voice(text: str, expected: str) -> None:
    assert expected in [words for _, _, words in labels(text)]


@pytest.mark.parametrize(
    ("text", "claimant", "stance"),
    [
        ("The bombing killed six. It was not a terrorist attack, the mayor said.", "mayor", "denies"),
        ("The FBI is investigating the shooting as a possible hate crime.", "FBI", "doubts"),
        ("A man drove into a crowd, killing two. Police have not ruled out terrorism.", "Police", "doubts"),
        ("A jury convicted the officer of murder.", "jury", "accuses"),
        ("The guard was found not guilty of first-degree murder in the death of a baker.", "UNNAMED", "denies"),
        ("Soldiers seized the palace. The White House stopped short of calling it a coup.", "White House", "denies"),
    ],
)
def test_labels_that_are_denied_doubted_or_charged(text: str, claimant: str, stance: str) -> None:
    assert (claimant, stance) in [(who, how) for who, how, _ in labels(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Two men were arrested on terrorism charges under a hate crime law.",
        "Fears of another massacre grew in the valley.",
        "Crowds gathered on Revolution Square, where police shot a man.",
        "The coup leader was arrested.",
        "Prosecutors would need to establish that a hate crime was committed.",
        "The second attack on the port killed two.",
    ],
)
def test_names_laws_fears_and_plain_words_are_no_labels(text: str) -> None:
    assert labels(text) == []


def test_a_label_begins_with_a_whole_word() -> None:
    found = labels("The guard was found not guilty of first-degree murder in the death of a baker.")
    assert [words for _, _, words in found] == ["first-degree murder"]


def test_the_same_label_of_the_same_event_by_one_claimant_is_said_once() -> None:
    text = "The massacre in Marun killed 30 people on Friday. The massacre shocked the country."
    assert len(labels(text)) == 1

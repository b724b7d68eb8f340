"""Doers that grammar names where neither a word of responsibility nor the event does."""

from __future__ import annotations

import pytest

from rashomon.model import Document, Field
from rashomon.pipeline import read_document

FIRST = "An attack on the ferry killed four people on Monday. "


def actors(text: str) -> list[tuple[str, str]]:
    claims = read_document(Document(id="d", name="d", text=text)).claims
    return [(c.stance.value, c.value.name or "") for c in claims if c.field is Field.ACTOR]


@pytest.mark.parametrize(
    ("text", "stance", "name"),
    [
        (FIRST + "Police identified the gunman as Peter Santiago.", "asserts", "Peter Santiago"),
        (FIRST + "The suspect, Ian Morrow, a docker, was arrested.", "accuses", "Ian Morrow"),
        (FIRST + "Police said Ian Morrow was a suspect in the attack.", "accuses", "Ian Morrow"),
        (FIRST + "Islamic extremists participated in the attack.", "asserts", "Islamic extremists"),
        ("A young man has been killed by law enforcement.", "asserts", "law enforcement"),
        ("Both sides have executed captives.", "asserts", "sides"),
        ("Moscow's seizure of the port drew protests.", "asserts", "Moscow"),
        ("The army used chemical weapons in the valley.", "asserts", "army"),
        (FIRST + "The attackers were identified by the mayor as Omar Lind and Rolf Berg.", "asserts", "Rolf Berg"),
        (FIRST + "A court indicted Omar Lind on charges of murder.", "accuses", "Omar Lind"),
        (FIRST + "The gunman in the attack fled.", "asserts", "gunman"),
        ("Norway retaliated with air strikes on two towns.", "asserts", "Norway"),
        ("The forces of General Lind have attacked two villages in the valley.", "asserts", "forces of General Lind"),
        ("The generals who had staged a coup in Norland met on Monday.", "asserts", "generals"),
        ("The alleged gunman shot two farmers near Lodwar.", "accuses", "alleged gunman"),
    ],
)
def test_doers(text: str, stance: str, name: str) -> None:
    assert (stance, name) in actors(text)


@pytest.mark.parametrize(
    "text",
    [
        "Peter Morrow died on Monday in the bombing.",
        "Two officers suffered minor injuries in the riot.",
        "Peter Morrow's death in custody set off riots.",
        FIRST + "Police said Ian Morrow was not a suspect.",
        "The two presidents held talks on Monday.",
        "A nerve agent killed two dogs in the town.",
    ],
)
def test_those_who_suffer_and_those_who_are_cleared_did_nothing(text: str) -> None:
    assert actors(text) == []

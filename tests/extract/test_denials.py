"""Accusations that are turned down: what stands in them is the accuser's word, and who rejects them denies it."""

from __future__ import annotations

import pytest

from rashomon.model import Claim, Document, Field
from rashomon.pipeline import read_document


def doers(text: str) -> set[tuple[str, str, str]]:
    """(actor, claimant, stance) of each actor claim."""
    claims: tuple[Claim, ...] = read_document(Document(id="d", name="d", text=text)).claims
    return {(c.value.text, c.claimant.name, c.stance.value) for c in claims if c.field is Field.ACTOR}


BEFORE = "Gunmen shot dead six herders in a market at Orbel. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            BEFORE + "Norland rejected claims that its troops were responsible for the attack.",
            {("its troops", "Norland", "denies"), ("its troops", "UNNAMED", "accuses")},
        ),
        (
            "Claims by the opposition that soldiers shot six villagers were dismissed by the army.",
            {("soldiers", "army", "denies"), ("soldiers", "opposition", "accuses")},
        ),
        (
            "The navy rejected an accusation of bombing a school.",
            {("The navy", "navy", "denies"), ("The navy", "UNNAMED", "accuses")},
        ),
        (
            "Air strikes hit a mill on Sunday. Chad denied that its planes were responsible for the air strikes.",
            {("Chad", "Chad", "denies")},
        ),
    ],
)
def test_rejected_accusations(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert expected <= doers(text)
    assert not any(stance == "asserts" and actor in {a for a, _, _ in expected} for actor, _, stance in doers(text))


def test_who_does_not_reject_denies_nothing() -> None:
    found = doers("The army did not reject claims that its soldiers shot six herders.")
    assert all(stance != "denies" for _, _, stance in found)

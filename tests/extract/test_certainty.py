"""Scores of claims: there for the fields that were measured, plain in what moves them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rashomon.extract.claims.certainty import GROUPS, certainty, features, weights
from rashomon.extract.trained.facts import empty_facts
from rashomon.extract.trained.judged import empty
from rashomon.judged import KINDS, Judgement, Word
from rashomon.model import Claim, Claimant, ClaimantKind, Document, Evidence, Field, Modality, Reading, Stance, Value

READING = Reading(Document("d", "d.txt", "At least 22 dockers were killed, the ministry said."))
CLAIM = Claim(
    id="c",
    document="d",
    event_mention="e",
    field=Field.KILLED,
    value=Value("at least 22", 22, None, False, "dockers"),
    claimant=Claimant("ministry", ClaimantKind.OFFICIAL),
    via=(),
    stance=Stance.ASSERTS,
    modality=Modality.ACTUAL,
    polarity="positive",
    evidence=(Evidence(0, 31, "At least 22 dockers were killed"),),
)


@pytest.mark.parametrize("field", list(Field))
def test_only_measured_fields_have_a_score(field: Field) -> None:
    score = certainty(replace(CLAIM, field=field), READING)
    assert (score is not None) == (field in GROUPS)
    assert score is None or 0 < score < 1


def test_features_are_of_their_group() -> None:
    held = features(CLAIM, READING)
    assert held[0] == "count: field killed"
    assert all(name.startswith("count: ") for name in held)
    assert {"count: open", "count: digits", "count: group named"} <= set(held)
    assert "count: one" not in held
    assert "count: part" in features(replace(CLAIM, part_of="other"), READING)


def test_what_the_reader_says_of_the_number_counts() -> None:
    words = [Word(0, 2, (1,), 0), Word(9, 11, (2,), 0), Word(23, 29, (3,), 0)]
    facts = empty_facts(words)
    facts.chances["count"][1, KINDS.index("killed")] = 0.9
    said = empty([], 7, 4)
    reading = replace(READING, judged=Judgement(said, facts))
    assert "count: reader sure" in features(CLAIM, reading)
    assert "count: reader sure not" in features(replace(CLAIM, field=Field.INJURED), reading)
    assert not [name for name in features(CLAIM, READING) if "reader" in name]


def test_weights_move_the_score(monkeypatch: pytest.MonkeyPatch) -> None:
    before = certainty(CLAIM, READING)
    moved = {**weights(), "count: group named": weights().get("count: group named", 0.0) - 2}
    monkeypatch.setattr("rashomon.extract.claims.certainty.weights", lambda: moved)
    after = certainty(CLAIM, READING)
    assert before is not None
    assert after is not None
    assert after < before


def test_every_weight_belongs_to_a_group() -> None:
    groups = set(GROUPS.values())
    assert {name.partition(":")[0] for name in weights()} == groups
    assert all(f"{group}: always" in weights() for group in groups)

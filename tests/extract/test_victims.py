"""People whom a text tells of one by one."""

from __future__ import annotations

import pytest

from rashomon.model import Document, Field, Reading
from rashomon.pipeline import read_document


def read(text: str) -> Reading:
    return read_document(Document(id="d", name="d", text=text, published="2017-03-06"))


def numbers(text: str) -> dict[Field, int]:
    told: dict[Field, int] = {}
    for happening in read(text).happenings:
        for field, number in happening.victims:
            told[field] = max(told.get(field, 0), number)
    return told


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("Ana Novak, 23, was shot dead in Lima on Friday. Police said the woman was found in her car.", 1, 0),
        ("Jose Perez, 30, and Ana Diaz, 22, were shot and killed in Lima on Friday.", 2, 0),
        ("A woman was shot and killed on Monday and her 4-year-old son was wounded.", 1, 1),
        ("A 16-year-old boy was shot in Bor on Friday. The boy is in a hospital and is expected to survive.", 0, 1),
        ("Lena Marsh was shot in the head on Monday. She was taken to a hospital, where she later died.", 1, 0),
        ("Two men were arrested in Lima on Friday after a protest.", 0, 0),
        ("Nobody was hurt when a man fired a gun in Lima on Friday.", 0, 0),
    ],
)
def test_people_are_counted_once(text: str, killed: int, injured: int) -> None:
    told = numbers(text)
    assert (told.get(Field.KILLED, 0), told.get(Field.INJURED, 0)) == (killed, injured)


def test_no_claim_is_made_of_a_named_victim() -> None:
    reading = read("Ana Novak, 23, was shot dead in Lima on Friday.")
    assert not [c for c in reading.claims if c.field is Field.KILLED]


def test_a_headline_is_told_anew_below_it() -> None:
    title = "Two men wounded in Lima shooting"
    text = f"{title}\n\nA shooting in a bar sent two men to a hospital on Friday night, police said."
    reading = read_document(Document(id="d", name="d", title=title, text=text, published="2017-03-06"))
    real = [h for h in reading.happenings if any(field is Field.INJURED for field, _, _ in h.tolls)]
    assert len(real) == 1
    assert any(time.earliest == "2017-03-03" for time in real[0].times)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Three shot, one dead in a bar in Lima.", [("killed", 1)]),
        ("The women, both 22, were taken to a hospital after the shooting.", []),
        ("The boy was taken to the hospital with a non-life-threatening gunshot wound.", []),
        ("The shooting sent three people to the hospital.", [("injured", 3)]),
    ],
)
def test_numbers_beside_words_of_harm(text: str, counts: list[tuple[str, int]]) -> None:
    found = [(c.field.value, c.value.low) for c in read(text).claims if c.field in (Field.KILLED, Field.INJURED)]
    assert found == counts

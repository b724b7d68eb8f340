"""What a document calls a happening: whole names, the text's own spelling, phrases uncut. Texts are invented."""

from __future__ import annotations

import pytest

from rashomon.model import Document
from rashomon.pipeline import read_document


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The San Carlo shootings shocked the town of Bozeman.", "San Carlo shootings"),
        ("A state of emergency was declared on Monday.", "State of emergency"),
        ("There were anti-government protests in Lima.", "Anti-government protests"),
        ("A U.S.-led invasion began on Monday.", "U.S.-led invasion"),
        ("BOMB ATTACK KILLS THREE IN LIMA", "Bomb attack"),
        ("The deadliest Israeli air strikes hit the port.", "Israeli air strikes"),
        ("There were earlier blasts in Lima.", "Blasts"),
        ("Gunmen shot two people in Lima.", "Shooting"),
    ],
)
def test_the_name_of_a_happening(text: str, title: str) -> None:
    reading = read_document(Document(id="d", name="d", text=text))
    assert reading.happenings[0].title == title

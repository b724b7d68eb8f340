"""What is given to the parser at once."""

from __future__ import annotations

import pytest

from rashomon.model import Document, Span
from rashomon.pipeline import read_document
from rashomon.text.parse import pieces


@pytest.mark.parametrize(
    "text", ["a" * 30_000, "killed12people" * 3_000, "(" * 30_000, "x " * 30_000, "nine died. " * 4_000]
)
def test_pieces_are_few_and_leave_nothing_out(text: str) -> None:
    found = [piece for _, piece in pieces(text, Span(0, len(text)))]
    assert [piece.start for piece in found[1:]] == [piece.end for piece in found[:-1]]
    assert (found[0].start, found[-1].end) == (0, len(text))
    assert len(found) <= 1 + len(text) / 500


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Police Capt. Mira Lind said nobody was hurt.", "Capt."),
        ("The army released Lt. Col. Omar Berg on Monday.", "Lt."),
        ("Guards found Barge No. 2 in the port on Monday.", "No."),
        ("A bomb killed Rolf Berg Sr. near the port.", "Sr."),
    ],
)
def test_a_full_stop_after_a_shortened_word_ends_no_sentence(text: str, word: str) -> None:
    parse = read_document(Document("d", "d", text)).parse
    assert len(parse.sentences) == 1
    assert word in [t.text for t in parse.tokens]


def test_a_sentence_may_end_on_such_a_word() -> None:
    parse = read_document(Document("d", "d", "They sold nets, ropes, etc. The army left.")).parse
    assert len(parse.sentences) == 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("IS has seized the port of Marun.", True),
        ("The mayor said that IS was behind the attack.", True),
        ("WHO said that nine men died.", True),
        ("He is the mayor of Marun.", False),
        ("THE ARMY IS IN THE PORT of Marun since Monday.", False),
    ],
)
def test_a_name_that_looks_like_a_word_is_a_name_among_small_letters(text: str, name: bool) -> None:
    words = [t for t in read_document(Document("d", "d", text)).parse.tokens if t.lower in ("is", "who")]
    assert [t.pos == "PROPN" for t in words] == [name]

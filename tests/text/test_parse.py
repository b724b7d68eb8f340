"""What is given to the parser at once."""

from __future__ import annotations

import pytest

from rashomon.model import Span
from rashomon.text.parse import pieces


@pytest.mark.parametrize(
    "text", ["a" * 30_000, "killed12people" * 3_000, "(" * 30_000, "x " * 30_000, "nine died. " * 4_000]
)
def test_pieces_are_few_and_leave_nothing_out(text: str) -> None:
    found = [piece for _, piece in pieces(text, Span(0, len(text)))]
    assert [piece.start for piece in found[1:]] == [piece.end for piece in found[:-1]]
    assert (found[0].start, found[-1].end) == (0, len(text))
    assert len(found) <= 1 + len(text) / 500

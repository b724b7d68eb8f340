"""Numbers that are a share of a number beside them."""

from __future__ import annotations

import pytest

from tests.extract.test_counts import read, rows


@pytest.mark.parametrize(
    ("text", "share", "whole"),
    [
        ("Ten of 26 people who were wounded were in critical condition.", ("injured", 10), ("injured", 26)),
        ("Twenty-three of the 53 wounded were taken to hospital.", ("injured", 23), ("injured", 53)),
        ("Three of the 40 arrested remain in jail.", ("detained", 3), ("detained", 40)),
    ],
)
def test_a_share_is_a_part(text: str, share: tuple[str, int], whole: tuple[str, int]) -> None:
    counts = {(c.field.value, c.number.low): c for c in read(text).counts}
    assert counts[share].part_of == counts[whole].id
    assert counts[whole].part_of is None


def test_things_have_no_shares() -> None:
    assert rows("Ten of the 26 sheds were taken to the harbour.") == []

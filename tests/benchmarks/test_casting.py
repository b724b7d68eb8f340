"""Two opinions on a role made one."""

from __future__ import annotations

import pytest

from benchmarks.muc4.casting import ROLES, joined
from benchmarks.muc4.rules import mapping

EVEN = {"bias": 0.0, "learned": 0.5, "seen": 0.5}


def test_equal_opinions_stay_what_they_are() -> None:
    assert joined(0.3, 0.3, EVEN) == pytest.approx(0.3)


def test_opposite_opinions_cancel_out() -> None:
    assert joined(0.9, 0.1, EVEN) == pytest.approx(0.5)


def test_no_opinion_is_beyond_doubt() -> None:
    assert 0.0 < joined(0.0, 0.0, EVEN) < joined(1.0, 0.0, EVEN) < joined(1.0, 1.0, EVEN) < 1.0


def test_every_role_has_weights_and_more_of_either_opinion_is_more() -> None:
    for role in (*ROLES, "type"):
        weights = mapping()["joined"][role]
        assert joined(0.2, 0.2, weights) < joined(0.4, 0.2, weights) < joined(0.4, 0.4, weights)

"""The best tags are well formed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.extract.trained.decode import IMPOSSIBLE, best_tags, runs_of

NAMES = ("O", "B-x", "I-x", "B-y", "I-y")
FREE = np.array(
    [[IMPOSSIBLE if to[0] == "I" and (before[2:] != to[2:]) else 0.0 for to in NAMES] for before in NAMES], np.float32
)
START = np.array([IMPOSSIBLE if name[0] == "I" else 0.0 for name in NAMES], np.float32)


def scores(*best: str) -> np.ndarray:
    found = np.full((len(best), len(NAMES)), -5.0, np.float32)
    for i, name in enumerate(best):
        found[i, NAMES.index(name)] = -0.1
    return found


def test_takes_the_best_tag_of_each_word() -> None:
    tags = best_tags(scores("B-x", "I-x", "O", "B-y"), FREE, START)
    assert [NAMES[t] for t in tags] == ["B-x", "I-x", "O", "B-y"]


def test_nothing_begins_inside() -> None:
    tags = best_tags(scores("I-x", "I-x", "O"), FREE, START)
    assert [NAMES[t] for t in tags] == ["B-x", "I-x", "O"]


def test_costs_of_transitions_count() -> None:
    weak = scores("B-x", "O", "I-x")
    weak[1, NAMES.index("I-x")] = -1.0
    assert [NAMES[t] for t in best_tags(weak, FREE, START)] == ["B-x", "I-x", "I-x"]


@given(st.lists(st.lists(st.floats(-20, 0), min_size=5, max_size=5), max_size=30))
def test_inside_follows_its_own_kind(rows: list[list[float]]) -> None:
    tags = best_tags(np.array(rows, np.float32).reshape(-1, 5), FREE, START)
    assert len(tags) == len(rows)
    before = "O"
    for tag in tags:
        if NAMES[tag].startswith("I-"):
            assert before[2:] == NAMES[tag][2:]
        before = NAMES[tag]


@pytest.mark.parametrize(
    ("names", "runs"),
    [
        ([], []),
        (["O", "O"], []),
        (["B-x", "I-x", "B-x", "O"], [("x", 0, 1), ("x", 2, 2)]),
        (["O", "B-y", "I-y", "B-x"], [("y", 1, 2), ("x", 3, 3)]),
        (["I-x", "O", "I-y"], []),
    ],
)
def test_runs(names: list[str], runs: list[tuple[str, int, int]]) -> None:
    assert runs_of([NAMES.index(n) for n in names], NAMES) == runs

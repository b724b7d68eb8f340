"""Components fall apart into cells where they are large, by what pairs weigh alone."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import numpy as np
import pytest

from rashomon.link import nests
from rashomon.link.nests import nested

NONE = np.zeros((0, 2), dtype=np.uint32)
Links = list[tuple[int, int, float]]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nests, "MOST", 3)
    monkeypatch.setattr(nests, "LEVELS", (0.5, 1.0, 2.0))


def cells(number: int, links: Links, tied: list[tuple[int, int]] | None = None) -> tuple[list[int], list[list[int]]]:
    pairs = np.array([link[:2] for link in links], dtype=np.uint32).reshape(-1, 2)
    totals = np.array([weight for _, _, weight in links])
    found = nested(number, pairs, totals, np.array(tied, dtype=np.uint32) if tied else NONE)
    return found.cell.tolist(), [level.tolist() for level in found.nests]


def test_a_small_component_is_a_cell_and_a_weak_pair_connects_nothing() -> None:
    assert cells(5, [(0, 1, 0.5), (1, 2, 0.7), (3, 4, 0.4)]) == ([0, 0, 0, 3, 4], [])


def test_a_large_component_falls_apart_at_its_weaker_links() -> None:
    chain = [(0, 1, 1.2), (1, 2, 0.6), (2, 3, 1.0), (3, 4, 0.9)]
    assert cells(5, chain) == ([0, 0, 2, 2, 4], [[0, 0, 0, 0, 0]])


def test_what_is_large_still_falls_apart_further() -> None:
    chain = [(0, 1, 3.0), (1, 2, 1.5), (2, 3, 2.0), (3, 4, 0.9)]
    assert cells(5, chain) == ([0, 0, 2, 2, 4], [[0, 0, 0, 0, 0], [0, 0, 0, 0, -1]])


def test_the_last_level_has_cells_of_any_size() -> None:
    found, around = cells(6, [(n, n + 1, 5.0) for n in range(5)])
    assert found == [0] * 6
    assert len(around) == 2


def test_what_people_tie_is_in_one_cell() -> None:
    chain = [(0, 1, 0.6), (1, 2, 0.6), (2, 3, 0.6), (3, 4, 0.6)]
    assert cells(6, chain, [(0, 3), (4, 5)])[0] == [0, 1, 2, 0, 4, 4]


def test_cells_lie_inside_one_another() -> None:
    chance = Random(2)
    links = [(*sorted(chance.sample(range(60), 2)), chance.uniform(0, 3)) for _ in range(120)]
    found, around = cells(60, links)  # type: ignore[arg-type]
    levels = [*around, found]
    for outer, inner in pairwise(levels):
        of: dict[int, set[int]] = {}
        for mine, its in zip(outer, inner, strict=True):
            if mine >= 0 <= its:
                of.setdefault(its, set()).add(mine)
        assert all(len(those) == 1 for those in of.values())
    assert len(around) == 2

"""The scorer reproduces the official score sheets of 1992; skipped where the data are absent."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.muc4 import read_history, read_templates
from benchmarks.muc4.proof import Comparison, compare_all, table
from benchmarks.muc4.slots import SCORED

MUC4 = Path(__file__).parents[3] / "shared" / "benchmarks" / "muc4"
SYSTEMS = MUC4 / "official-results" / "tst3"

pytestmark = pytest.mark.skipif(not SYSTEMS.is_dir(), reason="MUC-4 data not here")


@pytest.fixture(scope="module")
def comparisons() -> list[Comparison]:
    keys = read_templates(MUC4 / "corpora" / "tst3" / "key-tst3.v2")
    return compare_all(SYSTEMS, keys, read_history(SYSTEMS / "judge-history.tst3"))


def test_all_seventeen_are_there(comparisons: list[Comparison]) -> None:
    assert len(comparisons) == 17
    assert table(comparisons).count("\n") == 21


def test_verdicts_and_pairs_of_1992_give_the_sheets(comparisons: list[Comparison]) -> None:
    gaps = [one.differences(one.paired) for one in comparisons]
    assert max(abs(figure) for gap in gaps for figure in gap) <= 0.4


def test_every_slot_comes_close(comparisons: list[Comparison]) -> None:
    for one in comparisons:
        for slot in SCORED:
            ours, theirs = one.paired[slot], one.sheet.rows[slot]
            assert abs(ours.correct - theirs.correct) <= 4, (one.system, slot)
            assert abs(ours.partial - theirs.partial) <= 7, (one.system, slot)


def test_own_pairing_comes_close(comparisons: list[Comparison]) -> None:
    gaps = {one.system: one.differences(one.own) for one in comparisons}
    assert max(abs(gap[2]) for gap in gaps.values()) <= 1.5
    assert max(abs(gap[0]) for gap in gaps.values()) <= 2.0


def test_automatic_rule_keeps_the_ranking_near(comparisons: list[Comparison]) -> None:
    gaps = [one.differences(one.automatic)[2] for one in comparisons]
    assert max(abs(gap) for gap in gaps) <= 2.5
    assert abs(sum(gaps) / len(gaps)) <= 0.5

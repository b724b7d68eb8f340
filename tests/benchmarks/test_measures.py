"""Measures against cases computed by hand."""

from __future__ import annotations

import pytest

from benchmarks.framework import Score
from benchmarks.measures import b_cubed, clusters_of, conll, pairwise, type_scores

# The example of Pradhan et al. (2014), section 4: e is missed, h and i are invented.
KEY = [{"a", "b", "c"}, {"d", "e", "f", "g"}]
RESPONSE = [{"a", "b"}, {"c", "d"}, {"f", "g", "h", "i"}]


def test_muc_counts_links() -> None:
    # recall: (3-2) + (4-3) of 2+3 links; precision: (2-1) + (2-2) + (4-3) of 1+1+3
    assert conll(KEY, RESPONSE).muc == Score(0.4, 0.4, pytest.approx(0.4))  # type: ignore[arg-type]


def test_b_cubed_counts_mentions() -> None:
    # recall: (4+1)/3 + (1+4)/4 of 7 mentions; precision: 4/2 + (1+1)/2 + 4/4 of 8
    found = conll(KEY, RESPONSE).b_cubed
    assert found.recall == pytest.approx((5 / 3 + 5 / 4) / 7)
    assert found.precision == pytest.approx(4 / 8)
    assert found == b_cubed(KEY, RESPONSE)


def test_ceaf_e_aligns_clusters_once() -> None:
    # best alignment: 2*2/5 for the first, 2*2/8 for the second with the third
    found = conll(KEY, RESPONSE).ceaf_e
    assert found.recall == pytest.approx(1.3 / 2)
    assert found.precision == pytest.approx(1.3 / 3)


def test_conll_is_the_mean_of_three() -> None:
    found = conll(KEY, RESPONSE)
    assert found.conll_f1 == pytest.approx((found.muc.f1 + found.b_cubed.f1 + found.ceaf_e.f1) / 3)
    assert found.conll_f1 == pytest.approx((0.4 + 2 * 0.5 * 5 / 12 / (0.5 + 5 / 12) + 0.52) / 3)


def test_equal_partitions_are_perfect_and_clusters_of_one_count() -> None:
    key = [{"a", "b"}, {"c"}]
    assert conll(key, key).conll_f1 == 1.0
    # c joined wrongly: B-cubed precision (4/3 + 1/3) / 3, recall 1
    joined = b_cubed(key, [{"a", "b", "c"}])
    assert joined.precision == pytest.approx(5 / 9)
    assert joined.recall == 1.0


def test_nothing_found_is_zero_not_an_error() -> None:
    assert conll(KEY, []).conll_f1 == 0.0


def test_pairwise_by_hand() -> None:
    gold = dict(zip("abcde", ["x", "x", "x", "y", "y"], strict=True))
    found = dict(zip("abcde", [1, 1, 2, 2, 3], strict=True))
    # gold pairs: ab ac bc de; found pairs: ab cd; right: ab
    assert pairwise(gold, found) == Score.of(1, 2, 4)
    assert pairwise(gold, gold).f1 == 1.0


def test_pairwise_wants_the_same_items() -> None:
    with pytest.raises(ValueError, match="same items"):
        pairwise({"a": 1}, {"b": 1})


def test_clusters_of_groups_by_name() -> None:
    assert clusters_of({"a": 1, "b": 2, "c": 1}) == [{"a", "c"}, {"b"}]


def test_type_scores_weigh_by_frequency() -> None:
    gold = [{"A"}, {"A"}, {"A"}, {"B"}]
    found = [{"A"}, {"A"}, {"B"}, {"C"}]
    scores = type_scores(gold, found, {"A", "B", "C", "D"})
    # A: precision 2/2, recall 2/3, f1 .8; B: 0 of 1; C: given once, never wanted; D: neither, so it does not count
    assert scores.classes["A"].f1 == pytest.approx(0.8)
    assert scores.weighted_f1 == pytest.approx((0.8 * 3 + 0 * 1) / 4)
    assert scores.macro_f1 == pytest.approx(0.8 / 3)
    assert set(scores.classes) == {"A", "B", "C"}


def test_type_scores_with_several_labels_each() -> None:
    scores = type_scores([{"K", "F"}, set(), {"F"}], [{"K"}, {"F"}, {"F"}], {"K", "F"})
    assert scores.classes["K"] == Score(1.0, 1.0, 1.0)
    assert scores.classes["F"] == Score(0.5, 0.5, 0.5)


@pytest.mark.parametrize(("hits", "got", "wanted", "f1"), [(0, 0, 0, 0.0), (1, 2, 4, 1 / 3), (2, 2, 2, 1.0)])
def test_score_of_counts(hits: int, got: int, wanted: int, f1: float) -> None:
    assert Score.of(hits, got, wanted).f1 == pytest.approx(f1)

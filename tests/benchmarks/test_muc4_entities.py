"""The entity measures, with figures worked out by hand."""

from __future__ import annotations

import pytest

from benchmarks.muc4_entities import ceaf_rme, entity_score, from_json, normalized


def incident(kind: str, **roles: list[list[str]]) -> dict[str, object]:
    empty: dict[str, object] = {role: [] for role in ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")}
    return {**empty, **roles, "incident_type": kind}


def test_normalized() -> None:
    assert normalized('The "Blue" Front,  an army') == "blue front army"


def test_repeated_and_empty_parts_are_left_out() -> None:
    one = incident("attack", Victim=[["The Clerk"], []])
    (only,) = from_json([one, one])
    assert only.entities("Victim") == (frozenset({"clerk"}),)
    assert only.size == 1


def test_mentions_with_offsets() -> None:
    (only,) = from_json([{"incident_type": "arson", "Target": [[["mill", 12], ["old mill", 8]]]}])
    assert only.entities("Target") == (frozenset({"mill", "old mill"}),)
    with pytest.raises(TypeError):
        from_json([{"incident_type": "arson", "Target": "mill"}])


def test_entity_score_by_hand() -> None:
    gold = {
        "d": from_json([incident("bombing / attack", Victim=[["clerk", "old clerk"], ["mayor"]], Weapon=[["bomb"]])])
    }
    found = {"d": from_json([incident("attack", Victim=[["clerk"], ["cook"]], Target=[["mill"]])])}
    result = entity_score(found, gold)
    # type 1 of 1; Victim 1 of 2 predicted, 1 of 2 gold; Target 0 of 1 predicted; Weapon 0 of 1 gold
    assert (result["Victim"].right, result["Victim"].predicted, result["Victim"].gold) == (1, 2, 2)
    assert result["micro_avg"].precision == pytest.approx(100 * 2 / 4)
    assert result["micro_avg"].recall == pytest.approx(100 * 2 / 4)
    assert result["micro_avg"].f1 == pytest.approx(50.0)


def test_an_entity_with_a_foreign_mention_is_wrong() -> None:
    gold = {"d": from_json([incident("attack", Victim=[["clerk"]])])}
    found = {"d": from_json([incident("attack", Victim=[["clerk", "cook"]])])}
    assert entity_score(found, gold)["Victim"].right == 0
    assert ceaf_rme(found, gold).right == 1


def test_templates_of_other_types_never_pair() -> None:
    gold = {"d": from_json([incident("arson", Target=[["mill"]])])}
    found = {"d": from_json([incident("attack", Target=[["mill"]])])}
    result = entity_score(found, gold)["micro_avg"]
    assert (result.right, result.predicted, result.gold) == (0, 2, 2)
    assert ceaf_rme(found, gold).right == 0


def test_the_pairing_is_the_best_one() -> None:
    gold = {"d": from_json([incident("attack", Victim=[["a1"], ["b"]]), incident("attack", Victim=[["a1"]])])}
    found = {"d": from_json([incident("attack", Victim=[["a1"]]), incident("attack", Victim=[["a1"], ["b"]])])}
    # crossing over: both types, three victims of three
    assert entity_score(found, gold)["micro_avg"].f1 == pytest.approx(100.0)
    assert ceaf_rme(found, gold).f1 == pytest.approx(100.0)


def test_a_text_without_prediction_costs_recall() -> None:
    gold = {"d": from_json([incident("attack", Victim=[["clerk"]])]), "e": ()}
    result = entity_score({"e": from_json([incident("arson")])}, gold)["micro_avg"]
    assert (result.right, result.predicted, result.gold) == (0, 1, 2)


def test_ceaf_rme_by_hand() -> None:
    gold = {
        "d": from_json([incident("bombing / attack", Victim=[["clerk", "old clerk"], ["mayor"]]), incident("arson")])
    }
    found = {"d": from_json([incident("bombing", Victim=[["clerk"], ["old clerk"]], Weapon=[["bomb"]])])}
    subset = ceaf_rme(found, gold)
    # both predicted victims share a mention with the one gold clerk: 2 of 3 predicted, 1 of 2 gold
    assert (subset.right, subset.predicted, subset.found, subset.gold) == (2, 3, 1, 2)
    phi3 = ceaf_rme(found, gold, "phi3")
    # one to one: one mention of three predicted, one of three gold
    assert (phi3.right, phi3.predicted, phi3.found, phi3.gold) == (1, 3, 1, 3)


def test_each_prediction_serves_one_gold_template() -> None:
    gold = {"d": from_json([incident("attack", Victim=[["clerk"]]), incident("attack", Victim=[["clerk"], ["cook"]])])}
    found = {"d": from_json([incident("attack", Victim=[["clerk"], ["cook"]])])}
    assert ceaf_rme(found, gold).found == 2

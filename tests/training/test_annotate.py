"""Annotations: quotes into offsets and back; what is refused; how far two readers agree."""

from __future__ import annotations

import copy
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from training.annotate import COUNTS, Unfit, agreement, as_gold, compiled, differences, settled
from training.completing import completed

TEXT = (
    "🙂 Gunmen shelled Marun on Friday. The Interior Ministry said at least 22 dockers were killed.\r\n\r\n"
    "A nurse said 30 dockers were killed, and blamed separatists. Police blamed nobody. Police said so."
)
FOLDER = Path(__file__).resolve().parents[2] / "training" / "annotations"


def working() -> dict[str, Any]:
    return {
        "document": "d1",
        "events": [{"id": "e1", "type": "ASSAULT", "trigger": "shelled", "place": "Marun", "time": "on Friday"}],
        "claims": [
            {
                "id": "c1",
                "event": "e1",
                "field": "killed",
                "low": 22,
                "high": None,
                "group": "dockers",
                "claimant": "Interior Ministry",
                "quote": "at least 22 dockers were killed",
            },
            {
                "id": "c2",
                "event": "e1",
                "field": "killed",
                "low": 30,
                "high": 30,
                "claimant": "A nurse",
                "quote": "30 dockers were killed",
            },
            {
                "id": "c3",
                "event": "e1",
                "field": "actor",
                "value": "separatists",
                "claimant": "A nurse",
                "stance": "accuses",
                "quote": "blamed separatists",
            },
        ],
        "disagree": [["c1", "c2"]],
        "not_events": [{"quote": "Police", "nth": 2}],
    }


def test_a_value_that_stands_many_times_is_taken_beside_its_evidence() -> None:
    again = working()
    again["claims"][1]["group"] = "dockers"
    again["claims"].append({**again["claims"][2], "id": "c4", "value": "Police", "quote": "said so"})
    one, other, *_, last = compiled(again, TEXT)["claims"]
    assert TEXT[: one["group"][0]].count("dockers") == 0
    assert TEXT[: other["group"][0]].count("dockers") == 1  # in the words of its evidence
    assert TEXT[: last["value"][0]].count("Police") == 1  # in their sentence


def test_quotes_become_offsets_and_quotes_again() -> None:
    made = compiled(working(), TEXT)
    assert TEXT[slice(*made["events"][0]["trigger"])] == "shelled"
    assert made["claims"][0]["high"] is None
    assert "stance" not in made["claims"][0]
    assert TEXT[slice(*made["not_events"][0])] == "Police"
    assert made["not_events"][0][0] == TEXT.rindex("Police")
    gold = as_gold(json.loads(json.dumps(made)), TEXT, "d1.txt")
    assert [c["quote"] for c in gold["claims"]] == [c["quote"] for c in working()["claims"]]
    assert gold["claims"][2]["value"] == "separatists"
    assert gold["claims"][0]["claimant"] == "Interior Ministry"


def test_the_second_occurrence_is_named_as_such() -> None:
    one = working()
    one["claims"][0] |= {"quote": "dockers were killed", "nth": 2}
    assert as_gold(compiled(one, TEXT), TEXT, "d")["claims"][0]["nth"] == 2


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"quote": "at least 23 dockers"}, "does not hold"),
        ({"field": "dead"}, "none of"),
        ({"event": "e9"}, "none of"),
        ({"stance": "says"}, "none of"),
        ({"low": None, "high": None}, "one of them a number"),
        ({"low": "many"}, "whole numbers"),
        ({"colour": "red"}, "unknown key colour"),
        ({"part_of": "c9"}, "which is no claim"),
        ({"id": "c2"}, "two things"),
        ({"claimant": None}, "no quote"),
    ],
)
def test_what_is_unfit_is_refused(change: dict[str, Any], message: str) -> None:
    one = working()
    one["claims"][0] |= change
    with pytest.raises(Unfit, match=message):
        compiled(one, TEXT)


def test_another_text_is_refused() -> None:
    with pytest.raises(Unfit, match="another text"):
        as_gold(compiled(working(), TEXT), TEXT + " ", "d1.txt")


def test_agreement() -> None:
    first = compiled(working(), TEXT)
    other = working()
    other["claims"][1]["claimant"] = "UNNAMED"
    other["claims"][2]["stance"] = "asserts"
    del other["claims"][0]
    other["disagree"] = []
    second = compiled(other, TEXT)
    found = agreement([(copy.deepcopy(first), second)], {"d1": TEXT})
    assert found["counts"] == {"f1": round(2 / 3, 4), "first": 2, "second": 1, "both": 1}
    assert found["counts with claimant"]["both"] == 0
    assert found["responsibility"]["both"] == 0
    assert found["labels"]["f1"] == 1.0
    lines = differences(first, second, TEXT)
    assert [line.split()[0] for line in lines].count("first") == 3
    assert len(lines) == 5


def test_a_reader_agrees_with_himself() -> None:
    one = compiled(working(), TEXT)
    found = agreement([(copy.deepcopy(one), copy.deepcopy(one))], {"d1": TEXT})
    assert all(row["f1"] == 1.0 for row in found.values())


def test_the_files_are_sound() -> None:
    splits = json.loads((FOLDER / "splits.json").read_text(encoding="utf8"))
    stories: dict[str, set[str]] = {}
    for one in splits.values():
        stories.setdefault(one["story"], set()).add(one["split"])
    assert all(len(found) == 1 for found in stories.values())
    for path in sorted(FOLDER.glob("*/*.json")):
        annotation = json.loads(path.read_text(encoding="utf8"))
        assert annotation["document"] == path.stem
        assert path.stem in splits
        assert len(annotation["sha256"]) == len(hashlib.sha256().hexdigest())
        assert set(annotation) == {"document", "sha256", "events", "claims", "disagree", "revises", "not_events"}
        for claim in annotation["claims"]:
            assert claim["evidence"][0] < claim["evidence"][1]
            assert ("low" in claim) == (claim["field"] in COUNTS)


def test_a_ruling_joins_two_readers() -> None:
    first = compiled(working(), TEXT)
    other = working()
    other["claims"][0] |= {"id": "c7", "low": 23, "part_of": "c2"}
    other["events"].append({"id": "e5", "type": "COERCE", "trigger": "said so"})
    other["claims"][2] |= {"id": "c8", "event": "e5", "claimant": "Police"}
    other["disagree"] = []
    second = compiled(other, TEXT)
    ruling = {"drop": ["c3"], "take": ["c7", "c8"], "change": {"c2": {"claimant": "Police", "approximate": True}}}
    made = settled(first, second, ruling, TEXT)
    assert [c["id"] for c in made["claims"]] == ["c1", "c2", "second-c7", "second-c8"]
    assert TEXT[slice(*made["claims"][1]["claimant"])] == "Police"
    assert made["claims"][2]["event"] == "e1"
    assert "part_of" not in made["claims"][2]
    assert made["claims"][3]["event"] == "second-e5" == made["events"][-1]["id"]
    assert made["disagree"] == [["c1", "c2"]]
    with pytest.raises(Unfit, match="has no c99"):
        settled(first, second, {"take": ["c99"]}, TEXT)


def test_a_completing_reader_adds_changes_and_drops() -> None:
    before = compiled(working(), TEXT)
    old = {c["id"]: c for c in before["claims"]}
    more = {
        "document": before["document"],
        "events": [{"id": "n1", "type": "COERCE", "trigger": "said so"}],
        "claims": [
            {"id": "a1", "event": "n1", "field": "actor", "value": "Police", "claimant": "AUTHOR", "quote": "Police"},
            {"id": "a2", "event": "e1", "field": "killed", "low": 1, "high": 1, "claimant": "AUTHOR",
             "quote": "said so", "part_of": "c1"},
        ],
        "change": {"c2": {"claimant": "Police"}},
        "drop": ["c3"],
    }  # fmt: skip
    made = completed(before, more, TEXT)
    assert [c["id"] for c in made["claims"]] == ["c1", "c2", "a1", "a2"]
    assert made["claims"][0] == old["c1"]
    assert TEXT[slice(*made["claims"][1]["claimant"])] == "Police"
    assert made["claims"][3]["part_of"] == "c1"
    assert [e["id"] for e in made["events"]] == [*(e["id"] for e in before["events"]), "n1"]
    assert set(old) == {"c1", "c2", "c3"}, "the annotation before is left as it was"


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({"drop": ["c99"]}, "no claim c99 so far"),
        ({"events": [{"id": "e1", "type": "COERCE", "trigger": "said so"}]}, "e1 is the name of an old one"),
        ({"claims": [{"id": "a1", "event": "e1", "field": "actor", "value": "Nobody at all", "claimant": "AUTHOR",
                      "quote": "said so"}]}, "the text does not hold 'Nobody at all'"),
        ({"chnage": {}}, "unknown key chnage"),
    ],
)  # fmt: skip
def test_a_wrong_addition_is_refused(more: dict[str, Any], wrong: str) -> None:
    before = compiled(working(), TEXT)
    with pytest.raises(Unfit, match=wrong):
        completed(before, {"document": before["document"], **more}, TEXT)

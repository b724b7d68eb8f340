"""The rules that put our types into other schemes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from benchmarks.case2021 import events_of
from benchmarks.typemap import PATTERN, Told, all_classes, first_class, load, meets
from rashomon.data import lexicon
from rashomon.model import Document, EventType, Field, Modality
from rashomon.pipeline import read_document

SHOT = Told(
    EventType.ASSAULT,
    "firearms",
    Modality.ACTUAL,
    Field.KILLED,
    frozenset({"police"}),
    frozenset({"civilian"}),
    "a rifle",
    0,
)
MARCH = Told(EventType.PROTEST, "demo", Modality.ACTUAL, None, frozenset(), frozenset(), "", 0)


@pytest.mark.parametrize(
    ("pattern", "met"),
    [
        ("ASSAULT", True),
        ("COERCE", False),
        ("*", True),
        ("ASSAULT:firearms", True),
        ("ASSAULT:aerial", False),
        ("ASSAULT/rifle", True),
        ("ASSAULT/grenade", False),
        ("*@police,military", True),
        ("*@rebel", False),
        ("*@", False),
        ("ASSAULT@police>civilian", True),
        ("ASSAULT>military", False),
        ("*#killed", True),
        ("*#injured", False),
        ("*!negated", False),
        ("*!actual", True),
        ("ASSAULT:firearms/rifle@police>civilian#killed!actual", True),
    ],
)
def test_patterns(pattern: str, met: bool) -> None:
    assert meets(pattern, SHOT) is met


def test_no_actor_at_all() -> None:
    assert meets("COERCE:arrest@", replace(SHOT, type=EventType.COERCE, mode="arrest", actors=frozenset()))


def test_a_pattern_that_is_none_is_an_error() -> None:
    with pytest.raises(ValueError, match="is no pattern"):
        meets("assault", SHOT)


RULES: dict[str, Any] = {
    "otherwise": "none",
    "rule": [
        {"class": "force", "any": [["PROTEST", "ASSAULT@police"]]},
        {"class": "march", "any": [["PROTEST"]]},
        {"class": "fail", "any": [["*!negated"]]},
    ],
}


def test_all_patterns_of_a_list_must_be_met_and_the_first_rule_wins() -> None:
    assert first_class(RULES, [MARCH, SHOT]) == "force"
    assert first_class(RULES, [MARCH]) == "march"
    assert first_class(RULES, [SHOT]) == "none"
    assert first_class(RULES, []) == "none"


def test_what_is_not_real_counts_only_where_nothing_is_real() -> None:
    planned = replace(MARCH, modality=Modality.PLANNED)
    assert first_class(RULES, [planned, SHOT]) == "none"
    assert first_class(RULES, [planned]) == "march"


def test_all_rules_that_are_met() -> None:
    denied = replace(SHOT, modality=Modality.NEGATED)
    assert all_classes(RULES, [MARCH, denied]) == {"march", "fail"}
    assert all_classes(RULES, [replace(MARCH, modality=Modality.PLANNED)]) == set()


def patterns() -> list[str]:
    rules = [*load()["case2021"]["rule"], *load()["india"]["rule"]]
    return [pattern for rule in rules for one in rule["any"] for pattern in one]


@pytest.mark.parametrize("pattern", patterns())
def test_every_pattern_names_types_modes_and_fields_that_we_have(pattern: str) -> None:
    found = PATTERN.fullmatch(pattern)
    assert found is not None
    assert found["type"] == "*" or EventType(found["type"])
    known = {group.get("mode") for group in lexicon("events")["group"]} | {"admits", "denies"}
    assert found["mode"] is None or found["mode"] in known
    assert found["field"] is None or Field(found["field"])
    assert found["modality"] is None or Modality(found["modality"])


def test_classes_of_rules_and_those_never_given_are_all_there_are() -> None:
    rules = load()["case2021"]
    given = [rule["class"] for rule in rules["rule"]]
    assert not set(given) & set(rules["unmapped"])
    assert len({*given, *rules["unmapped"], rules["otherwise"]}) == 30


def test_older_type_names_lead_to_types_that_we_have() -> None:
    assert all(EventType(name) for name in load()["plover"].values())


def case_class(text: str) -> str:
    reading = read_document(Document(id="d", name="d", text=text))
    return first_class(load()["case2021"], events_of(reading))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Militants attacked a checkpoint near Orbel on Sunday.", "ARMED_CLASH"),
        ("Militants attacked a village near Orbel on Sunday, killing two farmers.", "ATTACK"),
        ("Rioters clashed with soldiers in Orbel.", "VIOL_DEMONSTR"),
        ("Four demonstrators were killed by soldiers in Orbel.", "FORCE_AGAINST_PROTEST"),
        ("Nurses marched in Orbel against the arrest of a doctor.", "PEACE_PROTEST"),
        ("Police arrested two nurses who marched in Orbel.", "PROTEST_WITH_INTER"),
        ("The army and allied militias have taken control of the town of Orbel.", "GOV_REGAINS_TERIT"),
    ],
)
def test_classes_of_invented_reports(text: str, expected: str) -> None:
    assert case_class(text) == expected

"""From a reading to templates, on messages made up for these tests."""

from __future__ import annotations

import datetime

import pytest

from benchmarks.muc4.dates import written as written_day
from benchmarks.muc4.entities import Text
from benchmarks.muc4.features import anchors
from benchmarks.muc4.linear import Linear
from benchmarks.muc4.reading import read_message
from benchmarks.muc4.response import respond
from benchmarks.muc4.scoring import score
from benchmarks.muc4.strings import written
from benchmarks.muc4.templates import Template
from benchmarks.muc4.texts import Message
from benchmarks.reader import Reader

KIDNAPPED = (
    "THREE ARMED GUERRILLAS KIDNAPPED ENGINEER RAMON TORRES IN LIMA YESTERDAY. MR TORRES IS THE MANAGER OF A BANK. THE "
    "NATIONAL LIBERATION FRONT (FLN) CLAIMED RESPONSIBILITY FOR THE KIDNAPPING. POLICE REPORTED THAT A "
    "BODYGUARD WAS WOUNDED WHEN HE TRIED TO STOP THE KIDNAPPERS."
)
QUIET = "THE MINISTER OF AGRICULTURE SAID TODAY THAT THE COFFEE HARVEST WAS GOOD AND THAT EXPORTS TO EUROPE ROSE."


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def message(body: str) -> Message:
    return Message("TST9-MUC4-0001", 1, body, "LIMA", datetime.date(1989, 5, 7))


def responses(reader: Reader, body: str) -> tuple[Template, ...]:
    return respond(message(body), read_message(reader, message(body)))


def values(template: Template, slot: str) -> list[str]:
    return [filler.values[0] for filler in template.fillers(slot)]


def test_a_kidnapping(reader: Reader) -> None:
    templates = responses(reader, KIDNAPPED)
    (one,) = [template for template in templates if values(template, "inc-type") == ["KIDNAPPING"]]
    assert values(one, "inc-date") == ["06 MAY 89"]
    assert values(one, "inc-loc") == ["PERU: LIMA (CITY)"]
    assert values(one, "inc-stage") == ["ACCOMPLISHED"]
    assert values(one, "hum-tgt-name") == ["RAMON TORRES"]
    assert "NATIONAL LIBERATION FRONT" in values(one, "perp-org-id")
    assert values(one, "phys-tgt-id") == [], "physical targets do not apply to kidnappings"
    named = {filler.references for filler in one.fillers("hum-tgt-type")}
    assert ("RAMON TORRES",) in named, "set fills name the target that they are about"


def test_a_text_without_an_incident_has_the_template_that_says_so(reader: Reader) -> None:
    (one,) = responses(reader, QUIET)
    assert one.irrelevant
    assert score([one], [one]).documents == 1


def test_the_same_text_gives_the_same_templates(reader: Reader) -> None:
    assert responses(reader, KIDNAPPED) == responses(reader, KIDNAPPED)


def test_a_short_form_in_brackets_and_a_surname_are_no_entities_of_their_own(reader: Reader) -> None:
    text = Text(read_message(reader, message(KIDNAPPED)))
    keys = {entity.key for entity in text.entities}
    assert {"NATIONAL LIBERATION FRONT", "RAMON TORRES"} <= keys
    assert not {"FLN", "TORRES"} & keys


def test_what_tells_of_an_incident(reader: Reader) -> None:
    text = Text(
        read_message(
            reader, message("THE BOMB WENT OFF AT NOON NEAR THE MARKET. POLICE SAID THAT TWO MEN STOLE A CAR.")
        )
    )
    assert {anchor.type for anchor in anchors(text)} == {"BOMBING", "ROBBERY"}


@pytest.mark.parametrize(
    ("low", "high", "approximate", "expected"),
    [
        (6, 6, False, "6"),
        (6, 8, False, "6-8"),
        (6, None, False, "6-"),
        (None, 8, False, "-8"),
        (100, 100, True, "~100"),
    ],
)
def test_numbers_as_the_key_has_them(low: int | None, high: int | None, approximate: bool, expected: str) -> None:
    assert written(low, high, approximate) == expected


def test_days_as_the_key_has_them() -> None:
    assert written_day(datetime.date(1989, 1, 7)) == "07 JAN 89"


def test_chances_sum_to_one_and_unknown_features_say_nothing() -> None:
    model = Linear(("no", "yes"), {"": (0.0, 0.0), "a": (0.0, 2.0)})
    assert model.chances(["b"]) == {"no": 0.5, "yes": 0.5}
    assert model.best(["a", "b"]) == "yes"
    assert sum(model.chances(["a"]).values()) == pytest.approx(1.0)

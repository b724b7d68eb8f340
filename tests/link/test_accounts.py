"""Accounts keep every voice apart and say how each stands to the others."""

from __future__ import annotations

import random

import pytest

from rashomon.link.accounts import accounts_of
from rashomon.model import Field
from tests.link.make import AUTHOR, UNNAMED, Desk, accounts, body, kinds, official, person


def test_one_claimant_with_one_value_in_two_reports_is_one_account() -> None:
    desk = Desk()
    a = desk.document("a", "The Health Ministry said 12 people died.", publisher="Morning Post")
    b = desk.document("b", "At least 12 are dead, according to the health ministry: 12.", publisher="Evening Star")
    first = desk.say(a, "12", Field.KILLED, official("Health Ministry"), low=12, high=12)
    second = desk.say(b, "12", Field.KILLED, official("the health ministry"), low=12, high=12)
    (account,) = accounts(desk)
    assert account.claims == (first, second)
    assert account.publishers == ("Evening Star", "Morning Post")
    assert account.independent == 1  # the ministry is one witness, whoever prints it


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Amina Odhiambo"), person("Odhiambo")),
        (official("Interior Ministry spokesman"), official("the interior ministry")),
        (official("Ministry of Health"), official("Health Ministry")),
        (body("Blue Valley Relief Committee"), body("BVRC")),
        (official("Kenyan police"), official("police")),
        (official("Mayor Tomas Riva"), person("Tomas Riva")),
    ],
)
def test_names_of_one_claimant(one: object, other: object) -> None:
    desk = Desk()
    a = desk.document("a", "They said 12 people died.")
    b = desk.document("b", "They said 12 people died.")
    desk.say(a, "12", Field.KILLED, one, low=12, high=12)  # type: ignore[arg-type]
    desk.say(b, "12", Field.KILLED, other, low=12, high=12)  # type: ignore[arg-type]
    assert len(accounts(desk)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Amina Odhiambo"), person("Peter Odhiambo")),
        (official("Interior Ministry"), official("Health Ministry")),
        (official("Kenyan police"), official("Ugandan police")),
        (AUTHOR, AUTHOR),
        (UNNAMED, UNNAMED),
        (AUTHOR, official("police")),
    ],
)
def test_claimants_that_stay_apart(one: object, other: object) -> None:
    desk = Desk()
    a = desk.document("a", "They said 12 people died.")
    b = desk.document("b", "They said 12 people died.")
    desk.say(a, "12", Field.KILLED, one, low=12, high=12)  # type: ignore[arg-type]
    desk.say(b, "12", Field.KILLED, other, low=12, high=12)  # type: ignore[arg-type]
    assert len(accounts(desk)) == 2


def test_a_short_name_that_two_longer_ones_fit_is_nobodys() -> None:
    desk = Desk()
    a = desk.document("a", "They said 12 people died.")
    for claimant in (official("Kenyan police"), official("Ugandan police"), official("police")):
        desk.say(a, "12", Field.KILLED, claimant, low=12, high=12)
    assert len(accounts(desk)) == 3


def test_copies_of_one_text_are_one_voice_with_both_publishers() -> None:
    desk = Desk()
    a = desk.document("a", "Nine people died.", publisher="Morning Post")
    b = desk.document("b", "Nine people died.", publisher="Evening Star")
    c = desk.document("c", "Nine people were killed.", publisher="Radio Kisumu")
    for name in (a, b, c):
        desk.say(name, "Nine", Field.KILLED, low=9, high=9)
    found = accounts(desk, {"a": "a", "b": "a", "c": "c"})
    assert sorted((x.publishers, x.independent) for x in found) == [
        (("Evening Star", "Morning Post"), 1),
        (("Radio Kisumu",), 1),
    ]


def test_claims_of_another_event_are_left_out() -> None:
    desk = Desk()
    a = desk.document("a", "Nine people died.")
    desk.say(a, "Nine", Field.KILLED, low=9, high=9)
    other = accounts_of(desk.event, [*desk.claims, _moved(desk)], desk.documents, {})
    assert [x.claims for x in other] == [("c1",)]


def _moved(desk: Desk):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    return replace(desk.claims[0], id="c9", event_mention="m2")


def test_the_order_of_claims_does_not_matter() -> None:
    desk = Desk()
    for n in range(6):
        name = desk.document(f"d{n}", f"Police said {n} died.", published=f"2021-03-0{n + 1}")
        desk.say(name, str(n), Field.KILLED, official("police"), low=n, high=n)
    expected = accounts(desk)
    random.Random(3).shuffle(desk.claims)
    assert accounts(desk) == expected


# ---------------------------------------------------------------- counts


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ((22, 22, False), (22, None, False), "agree"),
        ((22, None, False), (60, None, False), "differ"),
        ((50, 50, True), (54, 54, False), "agree"),
        ((200, 200, True), (2000, 2000, True), "differ"),
        ((24, None, True), (31, 31, False), "agree"),
        ((300, 500, False), (420, 420, False), "agree"),
        ((300, 500, False), (520, 520, False), "differ"),
        ((None, 1300, False), (2000, 2000, False), "differ"),
        ((12, 12, False), (13, 13, False), "differ"),
        ((20, None, False), (19, 19, False), "differ"),
    ],
)
def test_counts_reason_over_bounds(
    one: tuple[int | None, int | None, bool], other: tuple[int | None, int | None, bool], kind: str
) -> None:
    desk = Desk()
    a = desk.document("a", "The army said many died.")
    b = desk.document("b", "The opposition said many died.")
    desk.say(a, "many", Field.KILLED, official("army"), low=one[0], high=one[1], approximate=one[2])
    desk.say(b, "many", Field.KILLED, body("opposition"), low=other[0], high=other[1], approximate=other[2])
    assert kinds(desk) == {("c1", kind, "c2"), ("c2", kind, "c1")}

"""Accounts keep every voice apart and say how each stands to the others."""

from __future__ import annotations

import random

import pytest

from rashomon.link.accounts import accounts_of
from rashomon.model import Claimant, ClaimantKind, Field
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


LIFTED = "Nine people were killed when a shell hit the fish market of the old harbour."


def test_a_sentence_lifted_into_another_article_is_no_second_witness() -> None:
    desk = Desk()
    a = desk.document("a", f"{LIFTED} The mayor was away.", "2022-05-02", publisher="Coast Wire")
    b = desk.document("b", f"Our reporter writes from the capital. {LIFTED}", "2022-05-03", publisher="Evening Star")
    c = desk.document("c", "Nine people died at the market.", "2022-05-03", publisher="Radio Kisumu")
    for name in (a, b, c):
        desk.say(name, "Nine people", Field.KILLED, low=9, high=9)
    found = accounts(desk)
    assert sorted((x.publishers, x.independent, x.since) for x in found) == [
        (("Coast Wire", "Evening Star"), 1, "2022-05-02"),
        (("Radio Kisumu",), 1, "2022-05-03"),
    ]


def test_a_short_sentence_may_be_written_twice() -> None:
    desk = Desk()
    for name in ("a", "b"):
        desk.say(desk.document(name, "Nine people were killed."), "Nine people", Field.KILLED, low=9, high=9)
    assert len(accounts(desk)) == 2


def test_an_outlet_that_quotes_another_outlet_is_a_carrier() -> None:
    desk = Desk()
    wire = Claimant("Coast Wire", ClaimantKind.MEDIA)
    a = desk.document("a", "Nine people were killed at the market.", "2022-05-02", publisher="Coast Wire")
    b = desk.document("b", "Nine died, Coast Wire reported.", "2022-05-02", publisher="Evening Star")
    desk.say(a, "Nine people", Field.KILLED, low=9, high=9)
    desk.say(b, "Nine", Field.KILLED, wire, low=9, high=9)
    (account,) = accounts(desk)
    assert (account.claimant, account.independent) == (wire, 1)
    assert account.publishers == ("Coast Wire", "Evening Star")
    assert account.via == (Claimant("Evening Star", ClaimantKind.MEDIA),)


def test_an_outlet_with_two_texts_of_its_own_is_not_one_of_them() -> None:
    desk = Desk()
    for name, figure in (("a", 9), ("b", 11)):
        text = desk.document(name, f"{figure} were killed.", publisher="Coast Wire")
        desk.say(text, str(figure), Field.KILLED, low=figure, high=figure)
    c = desk.document("c", "9 died, Coast Wire reported.", publisher="Evening Star")
    desk.say(c, "9", Field.KILLED, Claimant("Coast Wire", ClaimantKind.MEDIA), low=9, high=9)
    assert len(accounts(desk)) == 3


def test_residents_of_two_texts_may_be_two_witnesses_and_voices_between_are_kept() -> None:
    desk = Desk()
    residents = Claimant("residents", ClaimantKind.GROUP)
    for name, via in (("a", ()), ("b", (person("Ruth Bell"),))):
        text = desk.document(name, f"Text {name}: nine died, residents said.")
        desk.say(text, "nine", Field.KILLED, residents, low=9, high=9, via=via)
    (account,) = accounts(desk)
    assert (account.independent, account.via) == (2, (person("Ruth Bell"),))


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

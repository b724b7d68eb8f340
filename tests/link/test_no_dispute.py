"""What is told differently and yet not disputed: two weapons of one attack, two actors of one deed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rashomon.model import Field
from tests.link.make import AUTHOR, Desk, country, kinds, official, person, relations, town

TWO = ("c1", "differ", "c2")
NURSE, MAYOR = person("Ada Orr"), official("mayor")


def two(field: Field, first: str, second: str, tail: str = "", **more: str) -> set[tuple[str, str, str]]:
    """How the words of two voices in two texts stand to each other; `more` has names and kinds (a, b, kind_a, ...)."""
    desk = Desk()
    a = desk.document("a", f"They told of {first}. {tail}")
    b = desk.document("b", f"They spoke of {second}.")
    desk.say(a, first, field, NURSE, name=more.get("a"), kind=more.get("kind_a"))
    desk.say(b, second, field, MAYOR, name=more.get("b"), kind=more.get("kind_b"))
    return kinds(desk)


@pytest.mark.parametrize(
    ("first", "second", "rivals"),
    [
        ("rubber bullets", "live rounds", True),
        ("sarin", "chlorine", True),
        ("machetes", "rifles", True),
        ("a truck", "explosives", False),  # it carried them
        ("gunfire", "a rifle", False),
        ("a vehicle", "a lorry", False),
    ],
)
def test_weapons(first: str, second: str, rivals: bool) -> None:
    assert (TWO in two(Field.WEAPON, first, second)) is rivals


def test_a_sentence_that_tells_of_both_weapons_ends_the_dispute_for_all() -> None:
    desk = Desk()
    a = desk.document("a", "A grenade was thrown.")
    b = desk.document("b", "Rifles were used.")
    c = desk.document("c", "After the blast came gunfire.")
    desk.say(a, "grenade", Field.WEAPON, NURSE)
    desk.say(b, "Rifles", Field.WEAPON, MAYOR)
    assert TWO in kinds(desk)
    desk.say(c, "gunfire", Field.WEAPON, AUTHOR)
    assert not {one for one in kinds(desk) if one[1] == "differ"}


@pytest.mark.parametrize(
    ("first", "second", "rivals"),
    [
        ("massacre", "accident", True),
        ("terrorist attack", "robbery", True),
        ("tragedy", "massacre", False),
        ("total carnage", "disaster", False),
        ("horrific attack", "robbery", False),
    ],
)
def test_labels_that_tell_how_terrible_it_was_rule_nothing_out(first: str, second: str, rivals: bool) -> None:
    assert (TWO in two(Field.LABEL, first, second)) is rivals


@pytest.mark.parametrize(
    ("first", "second", "kind", "rivals"),
    [
        ("the Lake Guard", "the Hill Front", "rebel", True),
        ("the driver", "a man of 42", "person", False),
        ("protesters", "villagers", "civilian", False),
        ("the Lake Guard", "a Lake Guard suicide bomber", "rebel", False),
    ],
)
def test_actors(first: str, second: str, kind: str, rivals: bool) -> None:
    desk = Desk()
    desk.say(desk.document("a", f"It was {first}."), first, Field.ACTOR, NURSE, name=first, kind=kind)
    desk.say(desk.document("b", f"It was {second}."), second, Field.ACTOR, MAYOR, name=second, kind=kind)
    assert (TWO in kinds(desk)) is rivals


def test_two_kinds_without_names_are_rivals() -> None:
    assert TWO in two(Field.ACTOR, "protesters", "soldiers", kind_a="civilian", kind_b="military")


def test_who_names_both_actors_contradicts_nobody_who_names_one() -> None:
    desk = Desk()
    a = desk.document("a", "The Lake Guard fired. So did the Hill Front.")
    b = desk.document("b", "The Hill Front did it.")
    desk.say(a, "The Lake Guard", Field.ACTOR, NURSE, name="Lake Guard")
    desk.say(b, "The Hill Front", Field.ACTOR, MAYOR, name="Hill Front")
    assert TWO in kinds(desk)
    desk.say(a, "the Hill Front", Field.ACTOR, NURSE, name="Hill Front")
    assert not {one for one in kinds(desk) if one[1] == "differ"}


def test_people_are_no_side() -> None:
    told = two(Field.RECIPIENT, "other people", "soldiers", a="other people", kind_a="civilian", kind_b="military")
    assert TWO not in told
    assert TWO in two(Field.RECIPIENT, "villagers", "soldiers", kind_a="civilian", kind_b="military")


@pytest.mark.parametrize(
    ("text", "quote", "part"),
    [
        ("The blast killed 4 people and wounded more than 30 others.", "more than 30", False),
        ("It killed four, injuring another 30.", "injuring another 30", False),
        ("A dozen were injured at the gate, and another 30 on the bridge.", "another 30", True),
        ("They said 30 of the injured were children.", "30", True),
    ],
)
def test_others_than_the_dead_are_all_the_injured(text: str, quote: str, part: bool) -> None:
    desk = Desk()
    a, b = desk.document("a", text), desk.document("b", "They said 80 were wounded.")
    some = desk.say(a, quote, Field.INJURED, NURSE, low=30, high=30, text="30")
    every = desk.say(b, "80", Field.INJURED, MAYOR, low=80, high=80, text="80")
    assert ((some, "part-of", every, "part-by-words") in relations(desk)) is part


KENYA, NYERI = country("Kenya", "KEN"), town("Nyeri", -0.42, 36.95)


@pytest.mark.parametrize(("wide", "part"), [(20, False), (120, True)])
def test_a_blast_in_a_country_is_no_count_of_the_country(wide: int, part: bool) -> None:
    desk = Desk()
    a, b = desk.document("a", "In Nyeri 12 died."), desk.document("b", f"In Kenya {wide} died.")
    desk.say(a, "12", Field.KILLED, NURSE, low=12, high=12)
    desk.say(b, str(wide), Field.KILLED, MAYOR, low=wide, high=wide)
    desk.claims = [replace(claim, place=p) for claim, p in zip(desk.claims, (NYERI, KENYA), strict=True)]
    assert (("c1", "part-of", "c2", "part-by-place") in relations(desk)) is part


@pytest.mark.parametrize(("group", "kind"), [("villagers", "revise"), ("men", None)])
def test_more_of_some_than_there_had_been_of_all_is_growth(group: str, kind: str | None) -> None:
    desk = Desk()
    a = desk.document("a", "They say 2 died.", "2020-05-01")
    b = desk.document("b", f"They say 6 {group} died.", "2020-05-02")
    old = desk.say(a, "2", Field.KILLED, low=2, high=2)
    new = desk.say(b, f"6 {group}", Field.KILLED, low=6, high=6, group=group)
    found = {k for one, k, other in kinds(desk) if (one, other) == (new, old)}
    assert ("revise" in found) is (kind == "revise")


def test_women_passengers_are_some_of_the_passengers() -> None:
    desk = Desk()
    a, b = desk.document("a", "Some 2 women passengers died."), desk.document("b", "All 7 passengers died.")
    desk.say(a, "2 women passengers", Field.KILLED, NURSE, low=2, high=2, group="women passengers")
    desk.say(b, "7 passengers", Field.KILLED, MAYOR, low=7, high=7, group="passengers")
    assert relations(desk) == {("c1", "part-of", "c2", "part-by-group")}


@pytest.mark.parametrize(
    ("first", "second", "kinds_of", "rivals"),
    [
        ("a security guard", "a member of the Northern Guard", ("military", "group"), False),
        ("an Afghan security guard", "a member of Afghan security forces", ("military", "group"), False),
        ("a Lorian soldier", "a Sarkan gunman", ("military", "group"), True),
        ("a policeman", "a soldier", ("police", "military"), True),
        ("a member of the Northern Guard", "the Red Front", ("group", "rebel"), True),
    ],
)
def test_two_descriptions_of_one_person(first: str, second: str, kinds_of: tuple[str, str], rivals: bool) -> None:
    found = two(Field.ACTOR, first, second, kind_a=kinds_of[0], kind_b=kinds_of[1])
    assert (TWO in found) is rivals

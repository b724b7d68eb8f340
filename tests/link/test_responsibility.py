"""Who is said to have done it: candidates by claimants."""

from __future__ import annotations

from rashomon.link.responsibility import Matrix, responsibility_of
from rashomon.model import Field, Modality, Stance
from tests.link.make import AUTHOR, UNNAMED, Desk, accounts, body, official, person

MINISTER, MAYOR, FRONT = official("interior minister"), official("mayor"), body("Hill Front")


def matrix(desk: Desk, copies: dict[str, str] | None = None) -> Matrix:
    claims = {c.id: c for c in desk.claims}
    return responsibility_of(desk.event, accounts(desk, copies), claims, desk.documents, copies or {})


def cells(found: Matrix) -> set[tuple[str, str, str]]:
    names = {c.key: c.name for c in found.candidates}
    voices = {c.key: c.claimant.name for c in found.columns}
    return {(names[c.candidate], voices[c.column], c.stance.value) for c in found.cells}


def test_candidates_by_claimants_with_their_words() -> None:
    desk = Desk()
    a = desk.document("a", "The minister blamed the Hill Front, which denied it. The River Guard claimed it.")
    desk.say(a, "blamed the Hill Front", Field.ACTOR, MINISTER, name="Hill Front", kind="rebel", stance=Stance.ACCUSES)
    desk.say(a, "which denied it", Field.ACTOR, FRONT, name="Hill Front", kind="rebel", stance=Stance.DENIES)
    guard = body("River Guard")
    desk.say(
        a, "The River Guard claimed it", Field.ACTOR, guard, name="River Guard", kind="rebel", stance=Stance.ADMITS
    )
    found = matrix(desk)
    assert cells(found) == {
        ("Hill Front", "interior minister", "accuses"),
        ("Hill Front", "Hill Front", "denies"),
        ("River Guard", "River Guard", "admits"),
    }
    front = next(c for c in found.candidates if c.name == "Hill Front")
    column = next(c for c in found.columns if c.claimant == FRONT)
    (cell,) = found.at(front.key, column.key)
    assert cell.self_report
    assert [(claim, words.quote) for claim, _, words in cell.evidence] == [("c2", "which denied it")]


def test_one_actor_under_several_names_is_one_row() -> None:
    desk = Desk()
    a = desk.document("a", "The Valley Liberation Army did it.")
    b = desk.document("b", "The VLA did it.")
    c = desk.document("c", "Fighters of the army did it: Valley Liberation Army fighters.")
    for document, name in ((a, "Valley Liberation Army"), (b, "VLA"), (c, "Valley Liberation Army fighters")):
        desk.say(document, "did it", Field.ACTOR, MINISTER, name=name, kind="rebel", stance=Stance.ACCUSES)
    (candidate,) = matrix(desk).candidates
    assert set(candidate.names) == {"Valley Liberation Army", "VLA", "Valley Liberation Army fighters"}


def test_a_body_and_its_fighters_attackers_and_bombers_are_one_row() -> None:
    desk = Desk()
    a = desk.document("a", "They did it.")
    names = {
        "Qasira": "rebel",
        "Qasira fighters": "rebel",
        "Qasira attackers": "rebel",
        "Qasira suicide bomber": "group",
    }
    for name, kind in names.items():
        desk.say(a, "did it", Field.ACTOR, MINISTER, name=name, kind=kind, stance=Stance.ACCUSES)
    (candidate,) = matrix(desk).candidates
    assert set(candidate.names) == set(names)
    assert (candidate.name, candidate.kind) == ("Qasira", "rebel")


def test_a_short_name_that_fits_two_is_a_row_of_its_own() -> None:
    desk = Desk()
    a = desk.document("a", "They did it.")
    for name in ("Kenyan police", "Ugandan police", "police"):
        desk.say(a, "did it", Field.ACTOR, MINISTER, name=name, kind="police", stance=Stance.ACCUSES)
    assert {c.name for c in matrix(desk).candidates} == {"Kenyan police", "Ugandan police", "police"}


def test_those_whom_nobody_names_come_last() -> None:
    desk = Desk()
    a = desk.document("a", "Masked gunmen did it. Some say the Hill Front did it.")
    desk.say(a, "Masked gunmen", Field.ACTOR, AUTHOR, name="masked gunmen", kind="unnamed")
    desk.say(a, "Hill Front", Field.ACTOR, UNNAMED, name="Hill Front", kind="rebel", modality=Modality.POSSIBLE)
    found = matrix(desk)
    assert [(c.name, c.named) for c in found.candidates] == [("Hill Front", True), ("masked gunmen", False)]
    assert {c.possible for c in found.cells} == {True, False}


def test_one_claimant_may_say_several_things_of_one_candidate() -> None:
    desk = Desk()
    a = desk.document("a", "It was them. It was not them.")
    for quote, stance in (("not them", Stance.DENIES), ("It was them", Stance.ACCUSES)):
        desk.say(a, quote, Field.ACTOR, MAYOR, name="Hill Front", kind="rebel", stance=stance)
    found = matrix(desk)
    (candidate,), (column,) = found.candidates, found.columns
    assert [c.stance for c in found.at(candidate.key, column.key)] == [Stance.ACCUSES, Stance.DENIES]


def test_a_plain_no_is_a_denial() -> None:
    desk = Desk()
    a = desk.document("a", "The army did not do it.")
    desk.say(a, "did not do it", Field.ACTOR, MAYOR, name="army", modality=Modality.NEGATED, polarity="negative")
    assert {c.stance for c in matrix(desk).cells} == {Stance.DENIES}


def test_plans_and_those_who_shot_the_attacker_are_left_out() -> None:
    desk = Desk()
    a = desk.document("a", "The Hill Front claimed it. Marines shot the attacker. The Reef Guard would do it.")
    desk.say(a, "The Hill Front", Field.ACTOR, FRONT, name="Hill Front", kind="rebel", stance=Stance.ADMITS)
    desk.say(a, "Marines", Field.ACTOR, name="Marines", kind="military")
    desk.say(a, "the attacker", Field.RECIPIENT, name="the attacker")
    desk.say(a, "The Reef Guard", Field.ACTOR, name="Reef Guard", modality=Modality.HYPOTHETICAL)
    assert [c.name for c in matrix(desk).candidates] == ["Hill Front"]


def test_writers_of_two_texts_are_two_columns_and_copies_one() -> None:
    desk = Desk()
    for name in ("a", "b"):
        text = desk.document(name, "The Hill Front did it.", publisher=f"Paper {name}")
        desk.say(text, "The Hill Front", Field.ACTOR, name="Hill Front", kind="rebel")
    assert {c.publisher for c in matrix(desk).columns} == {"Paper a", "Paper b"}
    (column,) = matrix(desk, {"a": "a", "b": "a"}).columns
    assert column.publisher == "Paper a"


def test_a_person_is_no_actor_of_another_first_name() -> None:
    desk = Desk()
    a = desk.document("a", "They did it.")
    for name in ("Amina Odhiambo", "Odhiambo", "Peter Sand"):
        desk.say(a, "did it", Field.ACTOR, person("Ruth Bell"), name=name, kind="person", stance=Stance.ACCUSES)
    assert {c.names for c in matrix(desk).candidates} == {("Amina Odhiambo", "Odhiambo"), ("Peter Sand",)}

"""Accounts that say the same are one line; who says it, how lines stand to each other, and which stay apart."""

from __future__ import annotations

from rashomon.link.claimants import Voices
from rashomon.model import Account, Claimant, ClaimantKind, Field, Stance
from rashomon.show.lines import FieldLines, lines_of
from tests.link.make import AUTHOR, Desk, accounts, official, person


def gathered(desk: Desk) -> FieldLines:
    """The lines of all accounts, which are of one field here."""
    found = accounts(desk)
    claims = {claim.id: claim for claim in desk.claims}
    voices = Voices(desk.claims, {}, desk.documents)
    return lines_of(found, claims, {one.id: voices.of(claims[one.claims[0]]) for one in found}, {})


def name(account: Account) -> str:
    return account.claimant.name


def killed(desk: Desk, document: str, number: int, who: Claimant = AUTHOR, **more: int | str | None) -> str:
    bounds: dict[str, int | None] = {"low": number, "high": number}
    return desk.say(document, desk.documents[document].text, Field.KILLED, who, **(bounds | more))  # type: ignore[arg-type]


def test_writers_who_say_the_same_are_one_line_with_their_number() -> None:
    desk = Desk()
    for number in range(5):
        killed(desk, desk.document(f"d{number}", f"Nine died by the lake {number}."), 9)
    killed(desk, desk.document("p", "Nine died, police say."), 9, official("lake police"))
    (line,) = gathered(desk).lines
    assert (line.value, len(line.accounts), line.told) == ("9", 6, "6 voices in 6 independent texts")
    assert line.names(name, 1) == (["lake police"], 5)  # whom a text names comes before the writers
    assert line.names(name, 2) == (["lake police", "AUTHOR (5 texts)"], 0)


def test_at_least_nine_is_not_nine() -> None:
    desk = Desk()
    killed(desk, desk.document("a", "Nine died."), 9)
    killed(desk, desk.document("b", "At least nine died."), 9, high=None)
    found = gathered(desk)
    assert [line.label for line in found.lines] == ["9 (A)", "≥ 9 (B)"]
    assert [one.words for one in found.standings(found.lines[0].accounts)] == ["= agrees with ≥ 9 (B)"]


def test_capitals_make_no_other_line() -> None:
    desk = Desk()
    for document, who in (("a", "Dock guards"), ("b", "Dock Guards")):
        desk.say(desk.document(document, f"It was {who}."), who, Field.ACTOR, name=who)
    assert [(line.value, line.voices) for line in gathered(desk).lines] == [("Dock guards", 2)]


def test_two_men_of_two_texts_may_be_two() -> None:
    desk = Desk()
    killed(desk, desk.document("a", "A miller was killed."), 1, text="A miller")
    killed(desk, desk.document("b", "A tailor was killed."), 1, text="A tailor")
    assert len(gathered(desk).lines) == 2


def test_who_accuses_and_who_states_stay_apart() -> None:
    desk = Desk()
    a = desk.document("a", "The mayor accused the Lake Guard. The Lake Guard fired, a nurse said.")
    desk.say(a, "Lake Guard", Field.ACTOR, official("mayor"), name="Lake Guard", stance=Stance.ACCUSES)
    desk.say(a, "Lake Guard fired", Field.ACTOR, person("Ada Orr"), name="Lake Guard")
    assert [len(line.accounts) for line in gathered(desk).lines] == [1, 1]


def test_residents_of_two_texts_are_two_voices_and_one_police_is_one() -> None:
    desk = Desk()
    residents = Claimant("residents", ClaimantKind.GROUP)
    for document in ("a", "b"):
        desk.document(document, f"Nine died, residents and police say ({document}).")
        killed(desk, document, 9, residents)
        killed(desk, document, 9, official("lake police"))
    (line,) = gathered(desk).lines
    assert line.told == "3 voices in 2 independent texts"
    assert set(line.names(name, 3)[0]) == {"lake police", "residents (2 texts)"}


def test_parts_come_after_what_they_are_parts_of() -> None:
    desk = Desk()
    killed(desk, desk.document("a", "Two children died."), 2, group="children")
    killed(desk, desk.document("b", "Nine people died."), 9)
    found = gathered(desk)
    assert [line.label for line in found.lines] == ["9 (A)", "2 children (B)"]
    assert [one.words for one in found.standings(found.lines[1].accounts)] == ["⊂ a part of 9 (A)"]


def test_a_dispute_names_every_value_of_each_side() -> None:
    desk = Desk()
    killed(desk, desk.document("a", "At least 40 died."), 40, official("teachers union"), high=None)
    killed(desk, desk.document("b", "44 died."), 44, person("Ada Orr"))
    killed(desk, desk.document("c", "12 died."), 12, official("mayor"))
    killed(desk, desk.document("d", "12 people died."), 12)
    (verdict,) = gathered(desk).verdicts()
    assert verdict.words == "≠ 44 (B), ≥ 40 (A)  against  12 (C)"


def test_a_revision_says_how_many_of_a_line_revise() -> None:
    desk = Desk()
    killed(desk, desk.document("a", "Six died.", "2020-05-01"), 6)
    killed(desk, desk.document("b", "Nine died.", "2020-05-01"), 9)
    killed(desk, desk.document("c", "Nine are dead.", "2020-05-02"), 9)
    found = gathered(desk)
    nine = next(line for line in found.lines if line.value == "9")
    six = next(line for line in found.lines if line.value == "6")
    words = [one.words for one in found.standings(nine.accounts)]
    assert words == [
        f"≠ differs from 6 ({six.letter})  (1 of 2)",
        f"→ revises {six.letter}: 6 → 9  (1 of 2)",
    ]
    assert [one.kind for one in found.standings([nine.accounts[-1]])] == ["revise"]  # the later one by itself


def test_more_sides_than_a_few_are_named_by_letter() -> None:
    desk = Desk()
    for number in (40, 41, 42, 43, 44):
        killed(desk, desk.document(f"d{number}", f"At least {number} died."), number, high=None)
    killed(desk, desk.document("e", "12 died."), 12, official("mayor"))
    (verdict,) = gathered(desk).verdicts()
    assert verdict.words == "≠ ≥ 44 (E), ≥ 43 (D), ≥ 42 (C) and B, A  against  12 (F)"

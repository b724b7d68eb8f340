"""One number by a rule with a name, and the claims that it comes from."""

from __future__ import annotations

import pytest

from rashomon.link.summaries import Rule, Summary, summarize
from rashomon.model import Claimant, Field, Modality, Stance
from tests.link.make import AUTHOR, UNNAMED, Desk, accounts, body, official, person

POLICE, MINISTRY, WATCH = official("police"), official("Health Ministry"), body("Lake Rights Watch")
MON, TUE, FRI = "2022-05-02", "2022-05-03", "2022-05-06"
Figure = tuple[Claimant, int | None, int | None, str | None, str]


def desk_of(*figures: Figure, group: dict[int, str] | None = None, about: set[int] | None = None) -> Desk:
    """A desk with one text for each (claimant, low, high, day, words)."""
    desk = Desk()
    for number, (who, low, high, on, words) in enumerate(figures):
        name = desk.document(f"d{number}", f"It is said: {words} died.", on)
        told = (group or {}).get(number)
        vague = number in (about or set())
        desk.say(name, words, Field.KILLED, who, low=low, high=high, group=told, approximate=vague, text=words)
    return desk


def by(rule: Rule, desk: Desk) -> Summary:
    (found,) = [s for s in summarize(accounts(desk), {c.id: c for c in desk.claims}, rule) if s.field == Field.KILLED]
    return found


def numbers(summary: Summary) -> tuple[int | None, ...]:
    return tuple(figure.number if figure else None for figure in (summary.low, summary.best, summary.high))


def test_each_number_names_its_claims() -> None:
    found = by(Rule.UCDP, desk_of((POLICE, 12, 12, MON, "twelve"), (WATCH, 19, 19, MON, "nineteen")))
    assert found.low is not None
    assert found.best is not None
    assert found.high is not None
    assert numbers(found) == (12, 12, 19)
    assert (found.low.claims, found.best.claims, found.high.claims) == (("c1",), ("c1",), ("c2",))
    assert found.best.reason == "lower of equals"


def test_ucdp_takes_the_figure_of_most_witnesses() -> None:
    found = by(
        Rule.UCDP,
        desk_of((POLICE, 12, 12, MON, "twelve"), (WATCH, 19, 19, MON, "nineteen"), (AUTHOR, 19, 19, MON, "nineteen")),
    )
    assert numbers(found) == (12, 19, 19)
    assert found.best is not None
    assert (found.best.reason, found.best.claims) == ("most witnesses", ("c2", "c3"))


def test_copies_are_one_witness() -> None:
    desk = desk_of(
        (POLICE, 12, 12, MON, "twelve"), (AUTHOR, 19, 19, MON, "nineteen"), (AUTHOR, 19, 19, MON, "nineteen")
    )
    told = accounts(desk, {"d1": "d1", "d2": "d1"})
    (found,) = summarize(told, {c.id: c for c in desk.claims}, Rule.UCDP)
    assert found.best is not None
    assert (found.best.number, found.best.reason) == (12, "lower of equals")


def test_a_voice_that_gives_two_figures_is_one_witness_of_both() -> None:
    told = desk_of((WATCH, 32, 32, MON, "32"), (WATCH, None, 32, MON, "up to 32"), (POLICE, 2, 2, MON, "two"))
    found = by(Rule.UCDP, told)
    assert found.best is not None
    assert (found.best.number, found.best.reason) == (2, "lower of equals")


def test_what_was_revised_counts_no_more() -> None:
    desk = desk_of((POLICE, 40, 40, MON, "forty"), (POLICE, 140, 140, TUE, "140"))
    for rule in Rule:
        found = by(rule, desk)
        assert found.best is not None
        assert found.best.number == 140
        assert [(one.claims, one.reason) for one in found.left_out] == [(("c1",), "replaced by a newer figure")]


def test_bounds_give_low_and_high() -> None:
    found = by(Rule.UCDP, desk_of((POLICE, 22, None, MON, "at least 22"), (WATCH, None, 30, MON, "up to 30")))
    assert numbers(found) == (22, 22, 30)
    found = by(Rule.UCDP, desk_of((POLICE, 300, 500, MON, "between 300 and 500")))
    assert numbers(found) == (300, 300, 500)


@pytest.mark.parametrize(
    ("words", "low", "expected"),
    [
        ("several people", 3, 3),
        ("dozens of people", 24, 12),
        ("scores", 40, 20),
        ("hundreds of villagers", 200, 100),
        ("thousands", 2000, 1000),
        ("tens of thousands", 20000, 10000),
    ],
)
def test_acled_has_set_values_for_vague_words(words: str, low: int, expected: int) -> None:
    found = by(Rule.ACLED, desk_of((AUTHOR, low, None, MON, words), about={0}))
    assert found.best is not None
    assert (found.best.number, found.best.reason) == (expected, "set value of a vague word")


def test_acled_takes_the_most_conservative_figure() -> None:
    told = desk_of(
        (WATCH, 19, 19, MON, "nineteen"),
        (POLICE, 12, None, MON, "at least twelve"),
        (AUTHOR, None, 9, MON, "up to nine"),
    )
    found = by(Rule.ACLED, told)
    assert numbers(found) == (None, 12, None)
    assert [one.reason for one in found.left_out] == ["only an upper bound"]


def test_the_latest_figure_is_by_nobody_who_did_it() -> None:
    desk = desk_of((WATCH, 12, 12, MON, "twelve"), (official("army"), 3, 3, FRI, "three"))
    desk.say("d0", "It", Field.ACTOR, WATCH, name="the army", kind="military", stance=Stance.ACCUSES)
    found = by(Rule.LATEST, desk)
    assert found.best is not None
    assert (found.best.number, found.best.reason) == (12, f"latest, of {MON}")
    assert [one.reason for one in found.left_out] == ["by a party to it"]


def test_a_reprint_does_not_make_an_old_figure_new() -> None:
    desk = desk_of((AUTHOR, 9, 9, MON, "nine"), (POLICE, 12, 12, TUE, "twelve"), (AUTHOR, 9, 9, FRI, "nine"))
    told = accounts(desk, {"d0": "d0", "d2": "d0"})
    (found,) = summarize(told, {c.id: c for c in desk.claims}, Rule.LATEST)
    assert found.best is not None
    assert found.best.number == 12


def test_without_any_day_the_reason_says_so() -> None:
    found = by(Rule.LATEST, desk_of((POLICE, 12, 12, None, "twelve")))
    assert found.best is not None
    assert found.best.reason.startswith("no date is known")


def test_parts_and_groups_are_left_out_where_there_is_a_total() -> None:
    found = by(Rule.UCDP, desk_of((WATCH, 322, 322, MON, "322"), (WATCH, 54, 54, MON, "54"), group={1: "children"}))
    assert numbers(found) == (322, 322, 322)
    assert [one.reason for one in found.left_out] == ["counts only some of them"]


def test_the_dead_of_both_sides_are_added_where_nobody_gives_a_total() -> None:
    told = desk_of(
        (AUTHOR, 9, 9, MON, "nine"), (AUTHOR, 4, 4, MON, "four"), (AUTHOR, 7, 7, MON, "seven"),
        group={0: "soldiers", 1: "insurgents", 2: "villagers"},
    )  # fmt: skip
    found = by(Rule.UCDP, told)
    assert numbers(found) == (9, 20, 20)
    assert found.best is not None
    assert found.best.reason == "sum of the sides"


def test_groups_of_one_side_are_not_added() -> None:
    told = desk_of((AUTHOR, 9, 9, MON, "nine"), (AUTHOR, 4, 4, MON, "four"), group={0: "women", 1: "children"})
    assert numbers(by(Rule.UCDP, told)) == (9, 9, 9)


def test_a_figure_far_from_all_others_by_one_witness_is_left_out() -> None:
    told = [(who, 4, 4, MON, "four") for who in (POLICE, MINISTRY, AUTHOR)]
    found = by(Rule.UCDP, desk_of(*told, (person("Ruth Bell"), 20000, None, FRI, "20,000")))
    assert numbers(found) == (4, 4, 4)
    assert [one.reason for one in found.left_out] == ["far from all others, by one witness"]


@pytest.mark.parametrize(
    ("stance", "modality", "reason"),
    [
        (Stance.DENIES, Modality.ACTUAL, "denied or doubted"),
        (Stance.DOUBTS, Modality.ACTUAL, "denied or doubted"),
        (Stance.ASSERTS, Modality.PLANNED, "planned or hypothetical"),
        (Stance.ASSERTS, Modality.HYPOTHETICAL, "planned or hypothetical"),
    ],
)
def test_what_nobody_states_gives_no_number(stance: Stance, modality: Modality, reason: str) -> None:
    desk = Desk()
    a = desk.document("a", "It is said that 9 died.", MON)
    desk.say(a, "9", Field.KILLED, POLICE, low=9, high=9, stance=stance, modality=modality)
    for rule in Rule:
        found = by(rule, desk)
        assert numbers(found) == (None, None, None)
        assert [one.reason for one in found.left_out] == [reason]


def test_a_possible_figure_stands_only_where_nothing_firmer_does() -> None:
    desk = Desk()
    a = desk.document("a", "Nine may have died; 12 died.", MON)
    desk.say(a, "Nine", Field.KILLED, UNNAMED, low=9, high=9, modality=Modality.POSSIBLE)
    assert numbers(by(Rule.ACLED, desk)) == (None, 9, None)
    desk.say(a, "12", Field.KILLED, POLICE, low=12, high=12)
    assert numbers(by(Rule.ACLED, desk)) == (None, 12, None)


def test_one_summary_for_each_count_field_and_none_for_others() -> None:
    desk = desk_of((POLICE, 12, 12, MON, "twelve"))
    desk.say("d0", "It", Field.INJURED, POLICE, low=30, high=30)
    desk.say("d0", "said", Field.ACTOR, POLICE, name="gunmen")
    told = accounts(desk)
    claims = {c.id: c for c in desk.claims}
    assert [s.field for s in summarize(told, claims, Rule.UCDP)] == [Field.KILLED, Field.INJURED]
    assert [s.field for s in summarize(told, claims, Rule.UCDP, Field.INJURED)] == [Field.INJURED]
    assert summarize((), {}, Rule.UCDP) == ()

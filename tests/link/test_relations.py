"""How accounts stand to each other: agree, differ, deny, revise, part-of."""

from __future__ import annotations

import pytest

from rashomon.link.accounts import Disagreement, disagreements
from rashomon.model import Field, Modality, Stance, TimeRange
from tests.link.make import AUTHOR, UNNAMED, Desk, accounts, body, day, kinds, named, official, person, relations, town


def test_a_toll_that_grows_over_four_reports_is_a_revision() -> None:
    desk = Desk()
    figures = [(3, "2022-05-01"), (9, "2022-05-02"), (14, "2022-05-03"), (17, "2022-05-06")]
    for n, (figure, date) in enumerate(figures):
        name = desk.document(f"d{n}", f"The blast killed {figure} people.", published=date)
        desk.say(name, str(figure), Field.KILLED, low=figure, high=figure)
    found = kinds(desk)
    assert ("c4", "revise", "c1") in found
    assert ("c2", "revise", "c1") in found
    assert all(kind == "revise" for _, kind, _ in found)
    assert not any(one < other for one, _, other in found)


def test_a_toll_that_grows_inside_one_text() -> None:
    desk = Desk()
    text = "Within minutes a toll of 30 had been announced. The number has now risen to 95."
    a = desk.document("a", text)
    desk.say(a, "a toll of 30", Field.KILLED, UNNAMED, low=30, high=30)
    desk.say(a, "95", Field.KILLED, low=95, high=95)
    assert relations(desk) == {("c2", "revise", "c1", "grown-in-text")}


def test_an_older_figure_told_after_the_newer_one() -> None:
    desk = Desk()
    a = desk.document("a", "The fire killed 41 people, police said on Monday. Officials initially spoke of 28 dead.")
    desk.say(a, "41 people", Field.KILLED, official("police"), low=41, high=41)
    desk.say(a, "28 dead", Field.KILLED, UNNAMED, low=28, high=28)
    assert relations(desk) == {("c1", "revise", "c2", "grown-in-text")}


def test_one_voice_that_corrects_itself_downwards_revises() -> None:
    desk = Desk()
    a = desk.document("a", "Police said 20 died.", published="2022-05-01")
    b = desk.document("b", "Police said 18 died.", published="2022-05-02")
    desk.say(a, "20", Field.KILLED, official("police"), low=20, high=20)
    desk.say(b, "18", Field.KILLED, official("police"), low=18, high=18)
    assert kinds(desk) == {("c2", "revise", "c1")}


def test_opposed_voices_differ_even_when_one_speaks_later() -> None:
    desk = Desk()
    a = desk.document("a", "The government put the dead at 200.", published="2022-05-01")
    b = desk.document("b", "A rights group counted 2000 bodies.", published="2022-05-04")
    desk.say(a, "200", Field.KILLED, official("government"), low=200, high=200)
    desk.say(b, "2000", Field.KILLED, body("Lake Rights Watch"), low=2000, high=2000)
    assert kinds(desk) == {("c1", "differ", "c2"), ("c2", "differ", "c1")}


def test_as_of_dates_order_figures_of_undated_documents() -> None:
    desk = Desk()
    a = desk.document("a", "By Monday 20 had died; by Friday it was 33.")
    b = desk.document("b", "By Friday it was 33.")
    desk.say(a, "20", Field.KILLED, official("clinic"), low=20, high=20, as_of=day("2022-05-02"))
    desk.say(b, "33", Field.KILLED, official("clinic"), low=33, high=33, as_of=day("2022-05-06"))
    assert kinds(desk) == {("c2", "revise", "c1")}


def test_a_part_of_a_total_is_no_rival() -> None:
    desk = Desk()
    a = desk.document("a", "The raid killed 322 people, among them 54 children. Later, 12 police were buried.")
    total = desk.say(a, "322 people", Field.KILLED, low=322, high=322)
    desk.say(a, "54 children", Field.KILLED, low=54, high=54, group="children", part_of=total)
    desk.say(a, "12 police", Field.KILLED, low=12, high=12, group="police")
    assert relations(desk) == {
        ("c2", "part-of", "c1", "part-of-total"),
        ("c3", "part-of", "c1", "part-by-group"),
    }


def test_a_national_total_against_one_hospitals_count() -> None:
    desk = Desk()
    a = desk.document(
        "a", "The quake of violence killed 140 people nationwide. The town clinic counted 17 dead patients."
    )
    total = desk.say(a, "140 people", Field.KILLED, official("ministry"), low=140, high=140)
    desk.say(a, "17 dead patients", Field.KILLED, official("clinic"), low=17, high=17, part_of=total)
    assert relations(desk) == {("c2", "part-of", "c1", "part-of-total")}


def test_who_shot_the_attacker_is_no_rival_of_the_attacker() -> None:
    desk = Desk()
    a = desk.document("a", "The Dawn Front claimed responsibility. Marines shot the attacker dead.")
    b = desk.document("b", "The mayor blamed the River Guard.")
    desk.say(a, "The Dawn Front", Field.ACTOR, body("The Dawn Front"), stance=Stance.ADMITS, kind="rebel")
    desk.say(a, "Marines", Field.ACTOR, kind="military")
    desk.say(a, "the attacker", Field.RECIPIENT)
    desk.say(b, "the River Guard", Field.ACTOR, official("mayor"), stance=Stance.ACCUSES, kind="rebel")
    assert {r for r in kinds(desk) if r[1] == "differ"} == {("c1", "differ", "c4"), ("c4", "differ", "c1")}


def test_soldiers_who_shot_villagers_are_rivals_of_whom_the_state_blames() -> None:
    desk = Desk()
    a = desk.document("a", "Marines shot the villagers.")
    b = desk.document("b", "The mayor blamed the River Guard.")
    desk.say(a, "Marines", Field.ACTOR, kind="military")
    desk.say(a, "the villagers", Field.RECIPIENT, kind="civilian")
    desk.say(b, "the River Guard", Field.ACTOR, official("mayor"), stance=Stance.ACCUSES, kind="rebel")
    assert ("c1", "differ", "c3") in kinds(desk)


def test_a_group_larger_than_the_total_is_its_rival() -> None:
    desk = Desk()
    a = desk.document("a", "Residents counted closer to 900 fishermen dead; the state's figure is roughly 90.")
    desk.say(a, "closer to 900 fishermen", Field.KILLED, official("residents"), low=900, high=900, group="fishermen")
    desk.say(a, "roughly 90", Field.KILLED, official("state"), low=90, high=90)
    assert relations(desk) == {("c1", "differ", "c2", "no-overlap"), ("c2", "differ", "c1", "no-overlap")}


def test_one_victim_of_many_is_a_part_and_two_single_victims_are_no_agreement() -> None:
    desk = Desk()
    a = desk.document("a", "At least 15 were hurt. Norway said a tourist was hurt. Chile said a nurse was hurt.")
    desk.say(a, "At least 15", Field.INJURED, low=15)
    desk.say(a, "a tourist", Field.INJURED, official("Norway"), low=1, high=1)
    desk.say(a, "a nurse", Field.INJURED, official("Chile"), low=1, high=1)
    assert relations(desk) == {
        ("c2", "part-of", "c1", "part-by-group"),
        ("c3", "part-of", "c1", "part-by-group"),
    }


def test_one_group_counted_twice_differs() -> None:
    desk = Desk()
    a = desk.document("a", "The army said 9 soldiers died. The rebels said 40 soldiers died.")
    desk.say(a, "9 soldiers", Field.KILLED, official("army"), low=9, high=9, group="soldiers")
    desk.say(a, "40 soldiers", Field.KILLED, body("rebels"), low=40, high=40, group="the soldiers")
    assert kinds(desk) == {("c1", "differ", "c2"), ("c2", "differ", "c1")}


def test_a_hypothetical_figure_is_no_rival() -> None:
    desk = Desk()
    a = desk.document("a", "The raid killed 12. It could have killed 500.")
    desk.say(a, "12", Field.KILLED, low=12, high=12)
    desk.say(a, "500", Field.KILLED, low=500, high=500, modality=Modality.HYPOTHETICAL)
    assert relations(desk) == set()


def test_a_denied_count() -> None:
    desk = Desk()
    a = desk.document("a", "Residents said 12 died. The army denied that 12 died, and said none had.")
    desk.say(a, "12 died", Field.KILLED, body("residents"), low=12, high=12)
    desk.say(a, "denied that 12 died", Field.KILLED, official("army"), low=12, high=12, stance=Stance.DENIES)
    desk.say(a, "none", Field.KILLED, official("army"), low=0, high=0)
    assert ("c2", "deny", "c1", "denied") in relations(desk)
    assert ("c3", "deny", "c1", "none-of-them") in relations(desk)


# ---------------------------------------------------------------- actors, labels, places, times


def test_rival_actors_and_a_denial() -> None:
    desk = Desk()
    a = desk.document("a", "The Red Dawn claimed it. The minister blamed the Hill Front, which denied it.")
    desk.say(a, "The Red Dawn", Field.ACTOR, body("Red Dawn"), name="Red Dawn", stance=Stance.ADMITS)
    desk.say(a, "the Hill Front", Field.ACTOR, official("minister"), name="Hill Front", stance=Stance.ACCUSES)
    desk.say(a, "denied", Field.ACTOR, body("Hill Front"), name="Hill Front", stance=Stance.DENIES)
    assert relations(desk) == {
        ("c1", "differ", "c2", "other-name"),
        ("c2", "differ", "c1", "other-name"),
        ("c3", "deny", "c2", "denied"),
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hill Front", "the Hill Front fighters"),
        ("Valley Liberation Army", "VLA"),
        ("coastal mobs", "mobs"),
        ("Islamic State", "ISIS"),
        ("the United States", "U.S."),
    ],
)
def test_one_actor_under_two_names(one: str, other: str) -> None:
    desk = Desk()
    a = desk.document("a", "One of them and the other of them.")
    desk.say(a, "One", Field.ACTOR, official("army"), name=one)
    desk.say(a, "other", Field.ACTOR, official("police"), name=other)
    assert {kind for _, kind, _ in kinds(desk)} == {"agree"}


@pytest.mark.parametrize(
    ("one", "other"),
    [("coastal mobs", "coastal troops"), ("Hill Front", "Valley Front"), ("Kenyan army", "Ugandan army")],
)
def test_two_actors_with_alike_names(one: str, other: str) -> None:
    desk = Desk()
    a = desk.document("a", "One of them and the other of them.")
    desk.say(a, "One", Field.ACTOR, official("army"), name=one)
    desk.say(a, "other", Field.ACTOR, official("police"), name=other)
    assert {kind for _, kind, _ in kinds(desk)} == {"differ"}


def test_an_actor_and_its_helper_are_no_rivals() -> None:
    desk = Desk()
    a = desk.document("a", "The killings were done by coastal mobs, allegedly aided by coastal troops. It rained.")
    desk.say(a, "coastal mobs", Field.ACTOR, person("Ruth Bell"), name="coastal mobs")
    desk.say(a, "coastal troops", Field.ACTOR, UNNAMED, name="coastal troops", stance=Stance.ACCUSES)
    assert {kind for _, kind, _ in kinds(desk)} == {"agree"}


@pytest.mark.parametrize(
    "vague",
    ["gunmen", "two masked men", "the suicide bomber", "the group", "unknown attackers", "heavily armed gunmen"],
)
def test_an_actor_that_nobody_names_is_no_rival(vague: str) -> None:
    desk = Desk()
    a = desk.document("a", "One of them and the other of them.")
    desk.say(a, "One", Field.ACTOR, official("army"), name=vague)
    desk.say(a, "other", Field.ACTOR, official("police"), name="Hill Front")
    assert relations(desk) == set()


def test_victims_are_rivals_only_as_civilians_against_fighters() -> None:
    desk = Desk()
    a = desk.document("a", "Rebels say farmers died, the army says fighters died, a nurse says children died.")
    desk.say(a, "farmers", Field.RECIPIENT, body("rebels"), name="farmers", kind="civilian")
    desk.say(a, "fighters", Field.RECIPIENT, official("army"), name="fighters", kind="rebel")
    desk.say(a, "children", Field.RECIPIENT, person("nurse"), name="children", kind="civilian")
    assert kinds(desk) == {
        ("c1", "differ", "c2"),
        ("c2", "differ", "c1"),
        ("c2", "differ", "c3"),
        ("c3", "differ", "c2"),
    }


def test_one_writer_does_not_contradict_himself_in_one_text() -> None:
    desk = Desk()
    a = desk.document("a", "The first bomb killed 4 people and the second killed 9 people in Kisumu or Mombasa.")
    desk.say(a, "4 people", Field.KILLED, low=4, high=4)
    desk.say(a, "9 people", Field.KILLED, low=9, high=9)
    desk.say(a, "Kisumu", Field.PLACE, place=town("Kisumu", -0.1, 34.75))
    desk.say(a, "Mombasa", Field.PLACE, place=town("Mombasa", -4.05, 39.66))
    assert relations(desk) == set()


def test_a_doubt_is_a_denial_named_so() -> None:
    desk = Desk()
    a = desk.document("a", "Bloggers accuse the palace. There is no proof that the palace was involved.")
    desk.say(a, "the palace", Field.ACTOR, UNNAMED, name="the palace", stance=Stance.ACCUSES)
    desk.say(a, "the palace was", Field.ACTOR, AUTHOR, name="the palace", stance=Stance.DOUBTS)
    assert relations(desk) == {("c2", "deny", "c1", "doubted")}


def test_labels_of_two_voices() -> None:
    desk = Desk()
    a = desk.document("a", "A popular uprising, not a foreign plot. An uprising of the poor. It was a rising.")
    desk.say(a, "popular uprising", Field.LABEL, AUTHOR)
    desk.say(a, "foreign plot", Field.LABEL, official("palace"))
    desk.say(a, "uprising of the poor", Field.LABEL, person("Ruth Bell"))
    assert kinds(desk) == {
        ("c1", "differ", "c2"),
        ("c2", "differ", "c1"),
        ("c2", "differ", "c3"),
        ("c3", "differ", "c2"),
        ("c1", "agree", "c3"),
        ("c3", "agree", "c1"),
    }


def test_places_and_times_agree_when_one_lies_in_the_other() -> None:
    desk = Desk()
    a = desk.document("a", "In Lower Market, in Kisumu, in Mombasa; on 3 May 2022, in May 2022, in June 2022.")
    desk.say(a, "Lower Market", Field.PLACE, place=named("Lower Market", inside="Kisumu", code="KEN"))
    desk.say(a, "Kisumu", Field.PLACE, official("police"), place=town("Kisumu", -0.1, 34.75))
    desk.say(a, "Mombasa", Field.PLACE, official("army"), place=town("Mombasa", -4.05, 39.66))
    desk.say(a, "3 May 2022", Field.TIME, time=day("2022-05-03"))
    may = TimeRange("2022-05-01", "2022-05-31", None, None, 4, "explicit", "May 2022")
    june = TimeRange("2022-06-01", "2022-06-30", None, None, 4, "explicit", "June 2022")
    desk.say(a, "in May 2022", Field.TIME, official("police"), time=may)
    desk.say(a, "in June 2022", Field.TIME, official("army"), time=june)
    found = kinds(desk)
    assert ("c1", "agree", "c2") in found
    assert ("c2", "differ", "c3") in found
    assert ("c4", "agree", "c5") in found
    assert ("c4", "differ", "c6") in found


# ---------------------------------------------------------------- the summary


def test_disagreements_name_field_claims_and_kind() -> None:
    desk = Desk()
    a = desk.document("a", "The army said 9 died. The rebels said 40 died. The rebels did it; they deny it.")
    desk.say(a, "9", Field.KILLED, official("army"), low=9, high=9)
    desk.say(a, "40", Field.KILLED, body("rebels"), low=40, high=40)
    desk.say(a, "The rebels did", Field.ACTOR, official("army"), name="the rebels")
    desk.say(a, "deny", Field.ACTOR, body("rebels"), name="rebels", stance=Stance.DENIES)
    assert disagreements(accounts(desk)) == (
        Disagreement(Field.KILLED, ("c1", "c2"), "differ"),
        Disagreement(Field.ACTOR, ("c3", "c4"), "deny"),
    )
    assert disagreements(()) == ()


# ---------------------------------------------------------------- one voice against itself, parts and attackers


@pytest.mark.parametrize(
    ("text", "related"),
    [
        ("The blast left 12 people dead. In all, 15 people died in the market.", True),
        ("The blast left 12 people dead. The toll has since risen to 15 people.", False),
        ("The blast left 12 people dead at the scene. A count on the next day named 15 people.", False),
    ],
)
def test_two_tolls_of_one_writer_in_one_text(text: str, related: bool) -> None:
    desk = Desk()
    a = desk.document("a", text)
    low = desk.say(a, "12 people", Field.KILLED, low=12, high=12)
    high = desk.say(a, "15 people", Field.KILLED, low=15, high=15)
    assert ((low, "differ", high, "own-figures") in relations(desk)) is related


def test_a_small_figure_of_one_writer_is_rather_a_part() -> None:
    desk = Desk()
    a = desk.document("a", "The blast left 40 people dead. Five people died by the gate.")
    desk.say(a, "40 people", Field.KILLED, low=40, high=40)
    desk.say(a, "Five people", Field.KILLED, low=5, high=5)
    assert not relations(desk)


@pytest.mark.parametrize("figure", [3, 30])
def test_dead_attackers_are_told_apart_from_the_victims(figure: int) -> None:
    desk = Desk()
    a = desk.document("a", "Police said 12 people were killed.")
    b = desk.document("b", f"The army said {figure} gunmen were killed.")
    desk.say(a, "12 people", Field.KILLED, official("police"), low=12, high=12)
    desk.say(b, f"{figure} gunmen", Field.KILLED, official("army"), low=figure, high=figure, group="gunmen")
    assert not relations(desk)


def test_figures_that_add_up_to_the_other_do_not_contradict_it() -> None:
    desk = Desk()
    a = desk.document("a", "Nine people died, the mayor said.")
    b = desk.document("b", "Eight died in the hall and one on the way, police said.")
    nine = desk.say(a, "Nine people", Field.KILLED, official("mayor"), low=9, high=9)
    eight = desk.say(b, "Eight", Field.KILLED, official("police"), low=8, high=8)
    desk.say(b, "one", Field.KILLED, official("police"), low=1, high=1, group="others")
    found = relations(desk)
    assert (eight, "part-of", nine, "parts-sum") in found
    assert not any(kind == "differ" for _, kind, _, _ in found)


def test_a_denial_names_only_what_it_denies() -> None:
    desk = Desk()
    a = desk.document("a", "The mayor spoke of a terrorist attack, the judge of an attack on trade.")
    b = desk.document("b", "Police said it was no terrorist attack.")
    called = desk.say(a, "terrorist attack", Field.LABEL, official("mayor"))
    desk.say(a, "attack on trade", Field.LABEL, official("judge"))
    denied = desk.say(b, "terrorist attack", Field.LABEL, official("police"), stance=Stance.DENIES)
    assert {other for one, kind, other in kinds(desk) if one == denied and kind == "deny"} == {called}

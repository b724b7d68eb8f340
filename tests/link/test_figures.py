"""Two counts of one event: do they agree, differ, revise, or is one a part of the other? One line for each case."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from rashomon.link.figures import bounds
from rashomon.model import Claimant, ClaimantKind, Field, Place, Stance, Value
from tests.link.make import AUTHOR, UNNAMED, Desk, body, country, day, official, relations, town

POLICE, MINISTRY, ARMY = official("police"), official("Health Ministry"), official("army")
REBELS, WATCH, UNION = body("Hill Front"), body("Lake Rights Watch"), body("Dockers' Union")
HOSPITAL, CLINIC = body("Saint Anne Hospital"), body("Lower Market Clinic")
WIRE = Claimant("Coast Wire", ClaimantKind.MEDIA)
RESIDENTS = Claimant("residents", ClaimantKind.GROUP)
MON, TUE, FRI, LATE = "2022-05-02", "2022-05-03", "2022-05-06", "2022-09-01"
TEMA, LOME = town("Tema", 5.67, -0.02, "GHA"), town("Lome", 6.13, 1.22, "TGO")
GHANA = country("Ghana", "GHA")


@dataclass(frozen=True)
class Said:
    """Who says which figure, on which day, in which words. `text` holds the figure's `quote`; its sentence is read."""

    who: Claimant
    low: int | None
    high: int | None
    on: str | None = None
    text: str = "It was said that N died."
    about: bool = False
    group: str | None = None
    place: Place | None = None
    more: dict[str, Any] = field(default_factory=dict)


def n(who: Claimant, low: int, on: str | None = None, text: str = "It was said that N died.", **more: Any) -> Said:
    return Said(who, low, low, on, text, **more)


def at_least(who: Claimant, low: int, on: str | None = None, **more: Any) -> Said:
    return Said(who, low, None, on, **more)


def up_to(who: Claimant, high: int, on: str | None = None, **more: Any) -> Said:
    return Said(who, None, high, on, **more)


SAME, OVERLAP = ("agree", "same-value"), ("agree", "bounds-overlap")
DIFFER, OWN = ("differ", "no-overlap"), ("differ", "own-figures")
VOICE, GROWN = ("revise", "same-voice-later"), ("revise", "grown-in-text")
LATER, CORRECTED = ("revise", "later-report"), ("revise", "corrected-in-text")
GROUP, WORDS = ("part-of", "part-by-group"), ("part-of", "part-by-words")
COUNTER, PLACE, SCOPE = ("part-of", "part-by-counter"), ("part-of", "part-by-place"), ("part-of", "part-by-scope")
DENIED, DOUBTED, NONE = ("deny", "denied"), ("deny", "doubted"), ("deny", "none-of-them")

# what | the first | the second | what the second is to the first
CASES = [
    # bounds, at one hour
    ("equal figures", n(POLICE, 12), n(MINISTRY, 12), SAME),
    ("a floor and the same figure", at_least(POLICE, 22), n(MINISTRY, 22), OVERLAP),
    ("a floor and a little more", at_least(POLICE, 22), n(MINISTRY, 25), OVERLAP),
    ("a floor and less", at_least(POLICE, 22), n(MINISTRY, 19), DIFFER),
    ("a floor and many more", at_least(POLICE, 22), n(MINISTRY, 140), DIFFER),
    ("two floors far apart", at_least(POLICE, 22), at_least(WATCH, 60), DIFFER),
    ("two floors near each other", at_least(POLICE, 20), at_least(WATCH, 22), OVERLAP),
    ("a ceiling and less", up_to(POLICE, 30), n(WATCH, 28), OVERLAP),
    ("a ceiling and more", up_to(POLICE, 30), n(WATCH, 45), DIFFER),
    ("a floor and a ceiling that meet", at_least(POLICE, 20), up_to(WATCH, 30), OVERLAP),
    ("a floor above a ceiling", at_least(POLICE, 50), up_to(WATCH, 30), DIFFER),
    ("a range and a figure in it", Said(POLICE, 300, 500), n(WATCH, 420), OVERLAP),
    ("a range and a figure outside", Said(POLICE, 300, 500), n(WATCH, 520), DIFFER),
    ("two ranges that touch", Said(POLICE, 300, 500), Said(WATCH, 500, 700), OVERLAP),
    ("about, and near it", n(POLICE, 50, about=True), n(WATCH, 54), OVERLAP),
    ("about, and not near it", n(POLICE, 50, about=True), n(WATCH, 70), DIFFER),
    ("dozens, and a figure that is dozens", at_least(POLICE, 24, about=True), n(WATCH, 31), OVERLAP),
    ("dozens, and a figure that is hundreds", at_least(POLICE, 24, about=True), n(WATCH, 300), DIFFER),
    ("dozens against hundreds", at_least(POLICE, 24, about=True), at_least(WATCH, 200, about=True), DIFFER),
    ("hundreds, and a floor of thousands", at_least(POLICE, 200, about=True), at_least(WATCH, 2500), DIFFER),
    ("two bodies a little apart", n(WATCH, 322), n(UNION, 355), DIFFER),
    ("one more", n(POLICE, 12), n(MINISTRY, 13), DIFFER),
    ("two writers on one day", n(AUTHOR, 12, MON), n(AUTHOR, 13, MON), DIFFER),
    ("two writers without a day", n(AUTHOR, 12), n(AUTHOR, 13), DIFFER),
    # as time goes on
    ("one voice, more, later", n(POLICE, 40, MON), n(POLICE, 140, TUE), VOICE),
    ("one voice, fewer, later", n(POLICE, 40, MON), n(POLICE, 31, TUE), VOICE),
    ("one voice, the same as a floor, later", n(POLICE, 40, MON), at_least(POLICE, 40, TUE), OVERLAP),
    ("one writer's paper after another's", n(AUTHOR, 40, MON), n(AUTHOR, 140, TUE), LATER),
    ("a wire after nobody in particular", n(UNNAMED, 3, MON), n(WIRE, 17, TUE), LATER),
    ("one office after another", n(POLICE, 40, MON), n(MINISTRY, 140, TUE), LATER),
    ("a floor is passed", at_least(POLICE, 40, MON), n(MINISTRY, 66, TUE), LATER),
    ("a later and lower figure of another", n(AUTHOR, 40, MON), n(AUTHOR, 31, TUE), DIFFER),
    (
        "a later and lower figure with a word on it",
        n(AUTHOR, 40, MON),
        n(AUTHOR, 31, TUE, "The toll was revised down to N by officials."),
        CORRECTED,
    ),
    ("two bodies that count, one later", n(WATCH, 322, MON), n(UNION, 355, TUE), DIFFER),
    (
        "two bodies that count, and the toll has risen",
        n(WATCH, 322, MON),
        n(UNION, 355, TUE, "The union said the toll has now risen to N dead."),
        GROWN,
    ),
    ("an office and a body, far apart", n(MINISTRY, 200, MON), n(WATCH, 2000, FRI), DIFFER),
    ("an office and a body, near", n(MINISTRY, 12, MON), n(WATCH, 15, TUE), LATER),
    ("a paper, and a hundred times as many", n(AUTHOR, 12, MON), n(AUTHOR, 1200, LATE), DIFFER),
    (
        "as of two days, in undated texts",
        n(POLICE, 20, more={"as_of": day(MON)}),
        n(POLICE, 33, more={"as_of": day(FRI)}),
        VOICE,
    ),
    # parts
    ("children among all", n(WATCH, 322), n(AUTHOR, 54, group="children"), GROUP),
    ("children, a day later", n(WATCH, 322, MON), n(AUTHOR, 54, TUE, group="children"), GROUP),
    ("more villagers than all", n(ARMY, 200), n(WATCH, 2000, group="villagers"), DIFFER),
    ("more villagers than all, later", n(ARMY, 200, MON), n(AUTHOR, 2000, TUE, group="villagers"), DIFFER),
    ("two groups", n(ARMY, 9, group="soldiers"), n(ARMY, 40, group="farmers"), None),
    ("one group, two figures", n(ARMY, 9, group="soldiers"), n(REBELS, 40, group="the soldiers"), DIFFER),
    (
        "one group, told with an adjective",
        n(REBELS, 40, group="soldiers"),
        n(ARMY, 9, group="government soldiers"),
        DIFFER,
    ),
    ("dead attackers beside the victims", n(POLICE, 12), n(ARMY, 3, group="gunmen"), None),
    ("three others", n(POLICE, 4), n(AUTHOR, 3, text="The envoy and N others died."), WORDS),
    ("another one", n(POLICE, 9), n(AUTHOR, 2, text="Another N died in the night."), WORDS),
    ("another ten, more than the first said", n(POLICE, 4), n(AUTHOR, 10, text="Another N died in the night."), None),
    ("two more, later", n(POLICE, 9, MON), n(AUTHOR, 2, TUE, "N more died in the night."), WORDS),
    ("more than: no rest", n(POLICE, 60), at_least(WATCH, 40, text="It was N more than ever."), OVERLAP),
    ("two of the four", n(POLICE, 4), n(AUTHOR, 2, text="N of the four died at home."), WORDS),
    ("two of them, a larger group", n(POLICE, 4), n(AUTHOR, 6, text="N of the guests died at home."), None),
    ("six men of seven", n(POLICE, 7), n(AUTHOR, 6, group="men"), GROUP),
    ("the other three", n(POLICE, 7), n(AUTHOR, 3, text="The other N to die were named."), WORDS),
    ("the last three", n(POLICE, 7), n(AUTHOR, 3, text="The final N were named later."), WORDS),
    ("three remaining", n(POLICE, 7), n(AUTHOR, 3, text="N remaining victims were named."), WORDS),
    ("with grave injuries", n(POLICE, 50), n(WATCH, 8, text="N had severe or life-threatening injuries."), WORDS),
    ("still trapped", n(POLICE, 5), n(WATCH, 2, text="N remain trapped under the roof."), WORDS),
    (
        "one man of several",
        n(POLICE, 6, group="men"),
        n(WATCH, 1, group="man", more={"text": "a man beside him"}),
        GROUP,
    ),
    ("one man in all", n(POLICE, 6, group="men"), n(WATCH, 1, group="man", more={"text": "one man"}), DIFFER),
    ("two counts of some", n(AUTHOR, 40, text="Another N died."), n(POLICE, 4, text="N of the guests died."), None),
    # whose count, where and over what time
    ("one hospital's count", n(MINISTRY, 140), n(HOSPITAL, 17), COUNTER),
    ("one hospital counts more than the ministry", n(MINISTRY, 14), n(HOSPITAL, 17), DIFFER),
    ("two hospitals", n(CLINIC, 9), n(HOSPITAL, 17), None),
    (
        "bodies brought to one morgue",
        n(MINISTRY, 140),
        n(AUTHOR, 17, text="N bodies were brought to the city morgue."),
        COUNTER,
    ),
    ("a country's toll", n(AUTHOR, 17, text="N died at the port."), n(AUTHOR, 140, text="Nationwide, N died."), None),
    (
        "a town in a country's toll",
        n(AUTHOR, 140, text="Nationwide, N died."),
        n(AUTHOR, 17, text="N died at the port."),
        SCOPE,
    ),
    (
        "weeks of violence",
        n(WATCH, 900, text="In six weeks of fighting N people died."),
        n(POLICE, 17, text="N died on the bridge."),
        SCOPE,
    ),
    ("a town inside a country", n(MINISTRY, 140, place=GHANA), n(POLICE, 17, place=TEMA), PLACE),
    ("a town with more than the country", n(MINISTRY, 14, place=GHANA), n(POLICE, 17, place=TEMA), DIFFER),
    ("two towns", n(POLICE, 14, place=TEMA), n(ARMY, 17, place=LOME), None),
    ("one town", n(POLICE, 14, place=TEMA), n(ARMY, 17, place=TEMA), DIFFER),
    # no to it
    ("a denied figure", n(WATCH, 12), n(ARMY, 12, more={"stance": Stance.DENIES}), DENIED),
    ("a doubted figure", n(WATCH, 12), n(ARMY, 12, more={"stance": Stance.DOUBTS}), DOUBTED),
    ("another figure is denied", n(WATCH, 12), n(ARMY, 90, more={"stance": Stance.DENIES}), None),
    ("nobody died", n(WATCH, 12), n(ARMY, 0), NONE),
    ("nobody of a group died", n(WATCH, 12), n(ARMY, 0, group="soldiers"), None),
    # not the same people
    (
        "one woman and two farmers",
        n(POLICE, 2, group="farmers"),
        n(ARMY, 1, text="A woman (N) died.", more={"text": "a woman"}),
        None,
    ),
]


def tell(one: Said, other: Said) -> tuple[str, str, set[tuple[str, str, str, str]]]:
    desk = Desk()
    names = []
    for number, said in enumerate((one, other)):
        name = desk.document(f"d{number}", f"{said.text} The sky was grey.", published=said.on)
        names.append(
            desk.say(
                name,
                "N",
                Field.KILLED,
                said.who,
                low=said.low,
                high=said.high,
                approximate=said.about,
                group=said.group,
                **said.more,
            )
        )
        desk.claims[-1] = replace(desk.claims[-1], place=said.place)
    return names[0], names[1], relations(desk)


@pytest.mark.parametrize(("one", "other", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_second_to_the_first(one: Said, other: Said, expected: tuple[str, str] | None) -> None:
    first, second, found = tell(one, other)
    assert {(kind, rule) for a, kind, b, rule in found if (a, b) == (second, first)} == (
        {expected} if expected else set()
    )


@pytest.mark.parametrize(("one", "other", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_order_of_telling_changes_nothing(one: Said, other: Said, expected: tuple[str, str] | None) -> None:
    first, second, found = tell(one, other)
    swapped = {(a, b): (kind, rule) for a, kind, b, rule in tell(other, one)[2]}
    names = {first: second, second: first}
    assert {(names[a], names[b]): (kind, rule) for a, kind, b, rule in found} == swapped


def test_both_sides_differ_and_only_one_revises() -> None:
    first, second, found = tell(n(POLICE, 12), n(ARMY, 30))
    assert found == {(first, *DIFFER[:1], second, DIFFER[1]), (second, *DIFFER[:1], first, DIFFER[1])}
    first, second, found = tell(n(POLICE, 12, MON), n(POLICE, 30, TUE))
    assert found == {(second, "revise", first, "same-voice-later")}


# ---------------------------------------------------------------- within one text


@pytest.mark.parametrize(
    ("text", "older", "newer"),
    [
        ("The toll stands at 43, up from 40.", "40", "43"),
        ("The toll stands at 43, up from an earlier count of 40.", "40", "43"),
        ("Officials put it at 31 instead of 40.", "40", "31"),
        ("The toll rose from 40 to 43.", "40", "43"),
        ("At first 40 were counted. It was 43 in the end.", "40", "43"),
        ("There were 40 at noon. That has now risen to 43.", "40", "43"),
        ("There were 43 at noon. This was later lowered to 40.", "43", "40"),
    ],
)
def test_words_of_growth_and_correction(text: str, older: str, newer: str) -> None:
    desk = Desk()
    a = desk.document("a", text)
    names = {f: desk.say(a, f, Field.KILLED, low=int(f), high=int(f), text=f) for f in (older, newer)}
    assert relations(desk) == {(names[newer], "revise", names[older], "grown-in-text")}


def test_who_repeats_a_figure_stands_by_it() -> None:
    desk = Desk()
    for number, (who, low, on) in enumerate([(POLICE, 12, MON), (AUTHOR, 30, TUE), (POLICE, 12, FRI)]):
        desk.say(desk.document(f"d{number}", f"They said {low}.", on), str(low), Field.KILLED, who, low=low, high=low)
    found = {(kind, rule) for _, kind, _, rule in relations(desk)}
    assert found == {DIFFER}


def test_one_who_is_said_to_have_done_it_is_not_revised_by_others() -> None:
    desk = Desk()
    a = desk.document("a", "The army said 3 died.", MON)
    b = desk.document("b", "The Health Ministry said 5 died, shot by the army.", TUE)
    three = desk.say(a, "3", Field.KILLED, ARMY, low=3, high=3)
    five = desk.say(b, "5", Field.KILLED, MINISTRY, low=5, high=5)
    desk.say(b, "the army", Field.ACTOR, MINISTRY, name="army", kind="military", stance=Stance.ACCUSES)
    assert {(one, kind) for one, kind, _, _ in relations(desk)} == {(three, "differ"), (five, "differ")}


def test_who_gives_both_figures_does_not_replace_one_by_the_other() -> None:
    desk = Desk()
    a = desk.document("a", "The lorry killed 12.", MON)
    b = desk.document("b", "The lorry killed 12. The worst year had 87.", LATE)
    twelve = desk.say(a, "12", Field.KILLED, low=12, high=12)
    desk.say(b, "12", Field.KILLED, low=12, high=12)
    worst = desk.say(b, "87", Field.KILLED, low=87, high=87)
    assert not [r for r in relations(desk) if r[0] == worst and r[2] == twelve]


@pytest.mark.parametrize(
    ("low", "high", "about", "expected"),
    [
        (22, 22, False, (22, 22)),
        (22, None, False, (22, float("inf"))),
        (None, 30, False, (0, 30)),
        (50, 50, True, (42, 58)),
        (24, None, True, (20, 120)),
        (None, None, False, (0, float("inf"))),
    ],
)
def test_bounds(low: int | None, high: int | None, about: bool, expected: tuple[float, float]) -> None:
    assert bounds(Value("a figure", low, high, about)) == expected


def test_there_are_cases_of_every_rule_of_two_counts() -> None:
    told = {case[3] for case in CASES if case[3]}
    every = {SAME, OVERLAP, DIFFER, VOICE, GROWN, LATER, CORRECTED, GROUP, WORDS, COUNTER, PLACE, SCOPE}
    assert told >= every | {DENIED, DOUBTED, NONE}
    assert len(CASES) >= 60

"""Who is said to have done it, by whom, with which stance and how surely."""

from __future__ import annotations

import pytest

from rashomon.extract.actors.actors import find_actors
from rashomon.extract.identity import mention_id
from rashomon.extract.responsibility.responsibility import find_responsibilities
from rashomon.model import (
    Document,
    EventMention,
    EventType,
    Modality,
    Passage,
    PassageKind,
    Reading,
    Responsibility,
    Span,
)
from rashomon.text.parse import parse_passages

DEEDS = [
    "attack",
    "attacks",
    "bombing",
    "bombings",
    "shooting",
    "massacre",
    "killings",
    "murder",
    "riot",
    "riots",
    "violence",
    "uprising",
    "blast",
    "raid",
    "killed",
    "shot",
    "kidnapping",
    "coup",
    "rebellion",
]


def read(text: str) -> Reading:
    reading = Reading(Document(id="d", name="d", text=text))
    reading.passages = (Passage(0, PassageKind.ARTICLE, Span(0, len(text))),)
    reading.parse = parse_passages(reading)
    reading.actors = find_actors(reading)
    reading.events = tuple(
        EventMention(
            mention_id("event", "d", Span(t.start, t.end)),
            Span(t.start, t.end),
            t.index,
            t.sentence,
            EventType.ASSAULT,
            None,
            Modality.ACTUAL,
            nominal=t.pos == "NOUN",
        )
        for t in reading.parse.tokens
        if t.lower in DEEDS
    )
    reading.responsibilities = find_responsibilities(reading)
    return reading


def rows(text: str) -> list[tuple[str, str, str, str | None]]:
    """Actor, stance, modality and claimant of each."""
    return [
        (r.actor, r.stance.value, r.modality.value, r.claimant.name if r.claimant else None)
        for r in read(text).responsibilities
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hamas claimed responsibility for the attack.", ("Hamas", "admits", "actual", "Hamas")),
        ("The attack was claimed by Hamas.", ("Hamas", "admits", "actual", "Hamas")),
        ("Hamas took credit for the bombing.", ("Hamas", "admits", "actual", "Hamas")),
        ("A bombing hit the market. Hamas, which claimed duty, left.", ("Hamas", "admits", "actual", "Hamas")),
        ("The Hamas-claimed attack wounded six.", ("Hamas", "admits", "actual", "Hamas")),
        ("Miller confessed to the murder.", ("Miller", "admits", "actual", "Miller")),
        ("Hamas denied involvement in the attack.", ("Hamas", "denies", "actual", "Hamas")),
        ("Hamas denied carrying out the attack.", ("Hamas", "denies", "actual", "Hamas")),
        ("Hamas denied that it was behind the attack.", ("Hamas", "denies", "actual", "Hamas")),
        ("Kenya accused Hamas of the attack.", ("Hamas", "accuses", "actual", "Kenya")),
        ("Kenya blamed Hamas for the attack.", ("Hamas", "accuses", "actual", "Kenya")),
        ("Kenya blamed the attack on Hamas.", ("Hamas", "accuses", "actual", "Kenya")),
        ("Kenya linked the attacks to Somalia.", ("Somalia", "accuses", "actual", "Kenya")),
        ("Miller’s answer was to hyperlink the attacks to Somalia.", ("Somalia", "accuses", "actual", "Miller")),
        ("The minister pinned the attack on Somalia.", ("Somalia", "accuses", "actual", "minister")),
        ("The attacks have been attributed to Hamas.", ("Hamas", "accuses", "actual", "UNNAMED")),
        ("Miller is accused of plotting the attack.", ("Miller", "accuses", "actual", "UNNAMED")),
        ("Miller is suspected of the murder.", ("Miller", "accuses", "possible", "UNNAMED")),
        ("The bombing was carried out by Hamas.", ("Hamas", "asserts", "actual", None)),
        ("Colonel Miller masterminded the attack.", ("Miller", "asserts", "actual", None)),
        ("The riots were organised by none other than Miller.", ("Miller", "asserts", "actual", None)),
        ("The riots were organised by none aside from Miller himself.", ("Miller", "asserts", "actual", None)),
        ("He was subjected to a massacre by members of Hamas.", ("members of Hamas", "asserts", "actual", None)),
        ("Hamas was behind the attack.", ("Hamas", "asserts", "actual", None)),
        ("The attack was the work of Hamas.", ("Hamas", "asserts", "actual", None)),
        ("Killings at the hands of Kenyan troops went on.", ("Kenyan troops", "asserts", "actual", None)),
        ("Hamas is responsible for the bombings.", ("Hamas", "asserts", "actual", None)),
        ("Hamas was not responsible for the attack.", ("Hamas", "denies", "actual", None)),
        (
            "The killings, allegedly aided by Kenyan troops, went on.",
            ("Kenyan troops", "accuses", "possible", "UNNAMED"),
        ),
        ("There is no evidence of Kenyan involvement in the attack.", ("Kenyan", "doubts", "actual", None)),
        ("There is no proof that Hamas was behind the attack.", ("Hamas", "doubts", "actual", None)),
        (
            "Hamas's involvement in the bombings has never been ruled out.",
            ("Hamas", "accuses", "possible", "UNNAMED"),
        ),
        ("The attack bears the hallmarks of Hamas.", ("Hamas", "accuses", "possible", None)),
        ("After the bombing, officials pointed the finger at Hamas.", ("Hamas", "accuses", "actual", "officials")),
        ("A riot broke out. The minister denounced an American hand.", ("American", "accuses", "actual", "minister")),
        ("A riot broke out. The mayor speaks of terrorists.", ("terrorists", "asserts", "actual", "mayor")),
        ("Miller is blamed for orchestrating the violence.", ("Miller", "accuses", "actual", "UNNAMED")),
        ("Kenya accused Hamas of being behind the attack.", ("Hamas", "accuses", "actual", "Kenya")),
        ("A report that blames Hamas for the attack was printed.", ("Hamas", "accuses", "actual", "report")),
        ("The attackers were Somalis.", None),
    ],
)  # fmt: skip
def test_words_of_responsibility(text: str, expected: tuple[str, str, str, str | None] | None) -> None:
    assert (rows(text) == []) if expected is None else (expected in rows(text)), rows(text)


@pytest.mark.parametrize(
    "text",
    [
        "No group has claimed responsibility for the attack.",
        "Nobody claimed responsibility for the attack.",
        "Kenya did not blame Hamas for the attack.",
        "The rebels attacked the town.",
        "The flood claimed six lives.",
        "Miller was accused of corruption.",
        "Miller was accused of mocking the victims of the attack.",
        "Miller took credit for the reform after the attack.",
        "What groups may have been involved in the attack?",
        "Miller claims to be the brother of a victim of the attack.",
        "If Hamas claimed responsibility for the attack, Kenya would strike.",
        "The minister blamed the heat for the fire.",
        "Kenya blamed Hamas — and Miller himself — for lapses before the attack.",
        "Kenya blamed Hamas and Miller for lapses before the attack.",
        "The school is responsible for its pupils.",
    ],
)
def test_other_words_say_nothing_of_it(text: str) -> None:
    assert rows(text) == []


def test_the_accused_may_be_named_after_the_accusation() -> None:
    text = "The man accused of fomenting the violence, Victor Lanz, was arrested."
    assert rows(text) == [("Victor Lanz", "accuses", "actual", "UNNAMED")]


def test_a_theory_is_nobodys_and_only_possible() -> None:
    text = "Several theories have spread since the bombing. The first is that the attacks were organised by Miller."
    assert ("Miller", "accuses", "possible", "UNNAMED") in rows(text)


def test_it_is_not_these_but_those() -> None:
    text = "Thousands joined the uprising. It is not the people who march, but only hired provocateurs, says the mayor."
    assert "hired provocateurs" in [row[0] for row in rows(text)]


def test_a_denial_takes_its_deed_from_the_accusation() -> None:
    reading = read("Kenya blamed Somalia for the attack. Mogadishu has denied the accusation.")
    accused, denied = reading.responsibilities
    assert (denied.actor, denied.stance.value, denied.event) == ("Somalia", "denies", accused.event)
    assert denied.claimant is not None
    assert denied.claimant.name == "Mogadishu"


def test_a_deed_is_found_through_light_words_and_before_the_sentence() -> None:
    reading = read("A bombing killed six people. Later Hamas claimed responsibility.")
    (found,) = reading.responsibilities
    assert found.event in {e.id for e in reading.events}
    reading = read("Miller was charged with taking part in a series of attacks.")
    (found,) = reading.responsibilities
    assert [reading.quote(e.span) for e in reading.events if e.id == found.event] == ["attacks"]


def test_evidence_holds_cue_and_actor() -> None:
    reading = read("Kenya blamed Hamas for the attack on the port.")
    (found,) = reading.responsibilities
    assert reading.quote(found.span) == "Kenya blamed Hamas for the attack"
    assert found.span.contains(found.actor_span)


def test_same_input_same_output() -> None:
    text = "Kenya accused Hamas and Somalia of the attack. Hamas denied involvement."
    first: tuple[Responsibility, ...] = read(text).responsibilities
    assert first == read(text).responsibilities
    assert [r.actor for r in first] == ["Hamas", "Somalia", "Hamas"]


KILLING = "The judge was shot in Lenz on Monday. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Karst Front says it did.", ("Karst Front", "admits", "Karst Front")),
        ("The Karst Front said it had done it.", ("Karst Front", "admits", "Karst Front")),
        ("The Karst Front said it was behind the shooting.", ("Karst Front", "admits", "Karst Front")),
        ("The Karst Front says it did not do it.", ("Karst Front", "denies", "Karst Front")),
        ("The Karst Front says its fighters shot the judge.", ("Karst Front", "admits", "Karst Front")),
        ("The government insists that it was the Karst Front.", ("Karst Front", "accuses", "government")),
        ("The minister said it was not the army.", ("army", "denies", "minister")),
        ("It was the rebels who killed him.", ("rebels", "asserts", None)),
        ("Residents say the bomb was planted by smugglers.", ("smugglers", "asserts", None)),
        ("Soldiers threw a grenade.", ("Soldiers", "asserts", None)),
    ],
)
def test_plain_words(text: str, expected: tuple[str, str, str | None]) -> None:
    found = [
        (r.actor, r.stance.value, r.claimant.name if r.claimant else None)
        for r in find_responsibilities(read(KILLING + text))
    ]
    assert expected in found


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said it was a tragedy.",
        "The mayor said it was a farmer who found him.",
        "Was it the army?",
        "The minister is assuming responsibility and leadership of the party.",
        "The boy threw a ball.",
        "The clerk said he did his homework.",
    ],
)
def test_plain_words_that_blame_nobody(text: str) -> None:
    assert find_responsibilities(read(KILLING + text)) == ()

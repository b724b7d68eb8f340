"""Words for a culprit that lay a deed to somebody, and the doers of deeds that are set going, held or taken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rashomon.extract.events.passives import is_passive_deed
from rashomon.model import Document, Modality
from rashomon.pipeline import read_document
from tests.extract.doers_told import FIRST, actors
from tests.extract.doers_told import told as told_claims

SHOT = "They believe a guard shot."


@pytest.mark.parametrize(
    ("text", "stance", "name"),
    [
        (FIRST + "Divers are looking for suspect Omar Lind.", "accuses", "Omar Lind"),
        (FIRST + "The widow of gunman Omar Lind spoke on Sunday.", "asserts", "Omar Lind"),
        (FIRST + "The gunman acted alone.", "asserts", "gunman"),
        (FIRST + "The suspect is believed to have acted alone.", "accuses", "suspect"),
        (FIRST + "The Delta Front claimed the attacker as one of its soldiers.", "admits", "Delta Front"),
        (FIRST + "The Delta Front said the attacker was one of its fighters.", "admits", "Delta Front"),
        (FIRST + "The mayor denounced General Omar Lind as a murderer.", "accuses", "Omar Lind"),
        (FIRST + "The mother cannot forgive the gunman who did this.", "asserts", "gunman"),
        (FIRST + "Probably a madman did this.", "accuses", "madman"),
        (FIRST + "It was an act of hatred by Islamic extremists.", "asserts", "Islamic extremists"),
        ("The assault on the port involved gunmen from the hills.", "asserts", "gunmen from the hills"),
        ("The dockers went ahead with the protest on Monday.", "asserts", "dockers"),
        (FIRST + "It was unclear whether the Delta Front was behind the attack.", "doubts", "Delta Front"),
        (FIRST + "There is no evidence tying the general to the attack.", "doubts", "general"),
        (FIRST + "Envoys cast doubt on rebel involvement in the attack.", "doubts", "rebel"),
        (FIRST + "The attack was carried out by individuals from the hills.", "asserts", "individuals from the hills"),
        ("Omar Lind, a docker, was charged in Vardo with the murder of a clerk.", "accuses", "Omar Lind"),
        ("Omar Lind was charged with threatening the clerk.", "accuses", "Omar Lind"),
        ("Three boys said Omar Lind pointed a gun at them.", "asserts", "Omar Lind"),
        ("Rebels took the town on Friday after shelling it for a week.", "asserts", "Rebels"),
        ("Omar Lind ran over two soldiers with his van and killed one of them.", "asserts", "Omar Lind"),
        ("A pair of U.S. drone strikes killed four militants.", "asserts", "U.S."),
        ("Two villages were destroyed, and rebel shelling was heard in the hills.", "asserts", "rebel"),
        ("Villagers said government aircraft dropped bombs on the market.", "asserts", "government aircraft"),
        ("Omar Lind spent nine years in prison for shooting a guard.", "asserts", "Omar Lind"),
        ("The regime faces new sanctions over its war in Karst, which has killed thousands.", "asserts", "regime"),
    ],
)
def test_who_did_it(text: str, stance: str, name: str) -> None:
    assert (stance, name) in actors(text)


@pytest.mark.parametrize(
    "text",
    [
        "The chief pointed to gun violence in the port.",
        "The senators took Karst in the election after a long campaign.",
        FIRST + "The mayor called the attacker a murderer.",
        FIRST + "The union claimed the prize as one of its own.",
        FIRST + "The committee did not do this.",
        "The board approved the budget.",
        "She ran over the figures with two clerks.",
    ],
)
def test_other_senses_lay_nothing_to_anybody(text: str) -> None:
    assert actors(text) == []


def test_missing_evidence_accuses_nobody() -> None:
    told = actors(FIRST + "There is no evidence tying the general to the attack.")
    assert [stance for stance, _ in told] == ["doubts"]


@pytest.mark.parametrize(
    "text",
    [
        "At least three clerks now confirmed killed in the shooting in Vardo.",
        "The highest number of guards shot dead in one day was nine.",
        "The deaths bring to at least 52 the number of guards fatally shot this year.",
        "The chief was criticised for using clubs and arresting journalists.",
        FIRST + "It may have been inspired by Peter Berg, a preacher.",
        "Peru president evacuated after the blast in Vardo.",
        "One dead in Copenhagen attack on two clerks.",
        FIRST + "Envoys would not say how many soldiers had been involved in the attack.",
        FIRST + "No person or group has called to claim responsibility.",
    ],
)
def test_those_who_suffered_it_and_nobody_did_not_do_it(text: str) -> None:
    assert not [name for _, name in actors(text) if name not in {"chief"}]


@pytest.mark.parametrize(
    ("text", "stance", "name"),
    [
        (FIRST + "Omar Lind is suspected of doing this.", "accuses", "Omar Lind"),
        (FIRST + "Individuals tied to a militia were involved in the attack.", "asserts", "Individuals"),
        ("Vardo, Norland - Police have detained at least 24 clerks at a protest.", "asserts", "Police"),
        ("The arresting officers shot him.", "asserts", "officers"),
        (
            FIRST + "The envoy is skeptical of claims that the Delta Front was behind the attack.",
            "doubts",
            "Delta Front",
        ),
        (FIRST + "The rebels quickly denied using gas and accused militants of the attack.", "accuses", "militants"),
        ("Peruvian officials said the attack on the port, which killed nine, was the work of Chad.", "accuses", "Chad"),
        ("Peru sees it as a threat, as it has long battled separatists in the hills.", "asserts", "Peru"),
        ("The mayor said Norland and Chad had taken part in or supported the raids on rebels.", "asserts", "Norland"),
        ("Norland launched its first strikes on militants in the hills.", "asserts", "Norland"),
    ],
)
def test_doers_of_unusual_sentences(text: str, stance: str, name: str) -> None:
    assert any((stance, True) == (s, name in n) for s, n in actors(text))


def test_a_speaker_does_not_do_what_happened_before_the_words() -> None:
    told = told_claims("Obama ruled out sending troops to Marun after the attack there killed nine.")
    assert not [c for c in told if c.modality is not Modality.NEGATED]


def test_a_town_is_no_group() -> None:
    text = (
        "The militia controls a strip, stretching from just outside Aleppo in Syria to the lake. The group killed nine."
    )
    assert actors(text) == [("asserts", "group")]


@pytest.mark.parametrize(("text", "passive"), [("They believe a guard shot two clerks.", False), (SHOT, True)])
def test_what_is_believed_is_done_to_nobody_where_it_has_an_object(text: str, passive: bool) -> None:
    """The parser takes "shot" for a participle in either."""
    parse = read_document(Document(id="d", name="d", text=text)).parse
    believe = next(t for t in parse.tokens if t.lemma == "believe")
    tokens = [replace(t, tag="VBN", dep="ccomp", head=believe.index) if t.text == "shot" else t for t in parse.tokens]
    parse = replace(parse, tokens=tuple(tokens))
    assert is_passive_deed(parse, next(t for t in parse.tokens if t.text == "shot")) is passive


def test_what_stood_on_the_page_is_no_name() -> None:
    assert {name for _, name in actors("CLOSE Peru has bombed two towns. Peru bombed a third.")} == {"Peru"}


def test_whoever_accuses_is_not_accused() -> None:
    assert ("accuses", "rebels") not in actors(
        FIRST + "The rebels denied using gas and accused militants of the attack."
    )

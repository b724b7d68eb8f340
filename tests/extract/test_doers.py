"""Doers that grammar names where neither a word of responsibility nor the event does."""

from __future__ import annotations

import pytest

from rashomon.model import Document, Field
from rashomon.pipeline import read_document
from tests.extract.doers_told import FIRST, actors


@pytest.mark.parametrize(
    ("text", "stance", "name"),
    [
        (FIRST + "Police identified the gunman as Peter Santiago.", "asserts", "Peter Santiago"),
        (FIRST + "The suspect, Ian Morrow, a docker, was arrested.", "accuses", "Ian Morrow"),
        (FIRST + "Police said Ian Morrow was a suspect in the attack.", "accuses", "Ian Morrow"),
        (FIRST + "Islamic extremists participated in the attack.", "asserts", "Islamic extremists"),
        ("A young man has been killed by law enforcement.", "asserts", "law enforcement"),
        ("Both sides have executed captives.", "asserts", "sides"),
        ("Moscow's seizure of the port drew protests.", "asserts", "Moscow"),
        ("The army used chemical weapons in the valley.", "asserts", "army"),
        (FIRST + "The attackers were identified by the mayor as Omar Lind and Rolf Berg.", "asserts", "Rolf Berg"),
        (FIRST + "A court indicted Omar Lind on charges of murder.", "accuses", "Omar Lind"),
        (FIRST + "The gunman in the attack fled.", "asserts", "gunman"),
        ("Norway retaliated with air strikes on two towns.", "asserts", "Norway"),
        ("The forces of General Lind have attacked two villages in the valley.", "asserts", "forces of General Lind"),
        ("The generals who had staged a coup in Norland met on Monday.", "asserts", "generals"),
        ("The alleged gunman shot two farmers near Lodwar.", "accuses", "alleged gunman"),
        ("A siege imposed by the Delta Front killed thousands in Karst.", "asserts", "Delta Front"),
        ("Protests erupted after Ian Stock was acquitted after killing Omar Lind.", "asserts", "Ian Stock"),
        ('"We have bombed the rebels since Monday," General Ian Stock said.', "admits", "Ian Stock"),
        ('"I just killed a guard," Omar Lind told a clerk.', "admits", "Omar Lind"),
        ("The shooter opened fire, Police Commissioner Ian Stock said.", "asserts", "shooter"),
    ],
)
def test_doers(text: str, stance: str, name: str) -> None:
    assert (stance, name) in actors(text)


@pytest.mark.parametrize(
    "text",
    [
        "Peter Morrow died on Monday in the bombing.",
        "Two officers suffered minor injuries in the riot.",
        "Peter Morrow's death in custody set off riots.",
        FIRST + "Police said Ian Morrow was not a suspect.",
        "The two presidents held talks on Monday.",
        "A nerve agent killed two dogs in the town.",
        "In Karst, about 50 protesters shouted slogans outside the embassy.",
        "Sarka has put its oil sector on high alert after the attack.",
        "Standoff ends in Karst; 6 officers shot",
        "They also hold a 26-year-old teacher captured last year in the valley while working for aid groups.",
        "The mayor's fecklessness has harmed thousands of refugees in the raid.",
        "He died in a shootout with police on Monday.",
        "The fighting groups met the envoy in the valley where two soldiers were killed.",
    ],
)
def test_those_who_suffer_and_those_who_are_cleared_did_nothing(text: str) -> None:
    assert actors(text) == []


@pytest.mark.parametrize(
    ("text", "stance", "name"),
    [
        (FIRST + "Norland had no involvement in the attack.", "denies", "Norland"),
        (FIRST + "The Tolva Front played a role in the attack.", "asserts", "Tolva Front"),
        (FIRST + "The Tolva Front was not in any way involved.", "denies", "Tolva Front"),
        (FIRST + "She reported the participation of the Tolva network in the attack.", "asserts", "Tolva network"),
        (FIRST + "Bombs from rebels have killed nine farmers since.", "asserts", "rebels"),
        (FIRST + "Norland has waged a sweeping crackdown against the rebels.", "asserts", "Norland"),
        ("There was a man with a rifle shooting at a group of guards.", "asserts", "man"),
        ("The aunt of a man identified as having killed a guard wept.", "asserts", "man"),
        (FIRST + "Officials said the Tolva Front was behind the attack.", "accuses", "Tolva Front"),
        (FIRST + "Its northern branch claimed responsibility for the attack.", "admits", "northern branch"),
        (FIRST + "Other attacks followed; some have been attributed to the Tolva Front.", "accuses", "Tolva Front"),
    ],
)
def test_more_doers(text: str, stance: str, name: str) -> None:
    assert any(found == stance and name in said for found, said in actors(text))


@pytest.mark.parametrize(
    "text",
    [
        FIRST + "The mayor played a role in the talks.",
        FIRST + "The mayor has no part in the play.",
        FIRST + "The floods have been attributed to the Tolva dam.",
    ],
)
def test_a_role_in_something_else_is_no_deed(text: str) -> None:
    assert not any("mayor" in name or "dam" in name for _, name in actors(text))


@pytest.mark.parametrize(
    ("denial", "claimant"),
    [
        ("The ministry called the accusations absurd.", "ministry"),
        ("Norland said the accusations were baseless.", "Norland"),
        ("Norland denied it.", "Norland"),
    ],
)
def test_who_calls_an_accusation_false_denies_it(denial: str, claimant: str) -> None:
    text = FIRST + "Sarkan officials blamed Norland for the attack. " + denial
    claims = read_document(Document(id="d", name="d", text=text)).claims
    denied = [c for c in claims if c.field is Field.ACTOR and c.stance.value == "denies"]
    assert [(c.value.name, claimant in c.claimant.name) for c in denied] == [("Norland", True)]


def test_who_rejects_a_claim_of_responsibility_denies_it() -> None:
    text = FIRST + "The Tolva Front claimed responsibility for the attack. Officials rejected the claim."
    claims = read_document(Document(id="d", name="d", text=text)).claims
    told = {(c.claimant.name, c.stance.value) for c in claims if c.field is Field.ACTOR}
    assert told >= {("Tolva Front", "admits"), ("Officials", "denies")}


def test_who_drowned_did_nothing() -> None:
    assert actors("Two dockers allegedly drowned in the Vardo river near Tolna on Sunday.") == []
    assert ("accuses", "Soldiers") in actors("Soldiers allegedly drowned two dockers near Tolna on Sunday.")


@pytest.mark.parametrize(
    "text",
    [
        "Chad's civil war has killed thousands of farmers.",
        "Chad's deadliest attack in years killed 30 sailors.",
        "The state's last mass shooting killed nine sailors in 1911.",
        "The town's only bombing killed two sailors.",
        "The anti-rebel raid killed nine.",
        "Two months into the anti-Islamic State operation, officials were silent.",
        "The war with Chad goes on.",
        "The Senate took back the authorization for the Chad war.",
        "The week ended with nine soldiers shot in the port.",
        "Brave sailors gunned down in a southern port.",
        "He was hanged, and his cousins caught and killed.",
        "Peru's months-long uprising goes on.",
        "The junta refuses to use the term coup for what it did.",
        "Medics looked for survivors of a mill explosion that killed nine.",
        "Three men were named among the dead by friends.",
        "He was accused of murder by prosecutors.",
        "Peru's devastating earthquake that hit Saturday is now blamed for at least 4,000 deaths.",
        "Police name the last two victims of a ferry crash that killed seven",
        FIRST + "A clerk said of the mayor, “It's Rolf Berg; nobody knows what he wants.”",
        FIRST + "Nurses blamed bakers for supporting the attack on Monday.",
    ],
)
def test_where_it_was_and_who_suffered_are_no_doers(text: str) -> None:
    assert actors(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Chad's war with Libya goes on.", {"Chad", "Libya"}),
        ("The navy used drones and bombers to conduct 30 strikes on the port.", {"navy"}),
        ("Two clerks were dragged off by soldiers and detained.", {"soldiers"}),
        ("The truce did not last, with villagers accusing soldiers of shelling a camp, injuring dozens.", {"soldiers"}),
        ("The Front, whose fighters shelled the port on Monday, left.", {"fighters"}),
        (FIRST + "The Tolva Front has since been implicated in the attack.", {"Tolva Front"}),
    ],
)
def test_whose_hands_it_was(text: str, names: set[str]) -> None:
    assert {name.removeprefix("The ") for _, name in actors(text)} == names


def test_whoever_plans_it_is_whose_violence_it_is() -> None:
    text = "Farmers left the valley. Bombs fell after threats by the Tolva Front to step up its attacks on nurses."
    assert {name for _, name in actors(text)} == {"Tolva Front"}


def test_what_a_clause_tells_of_a_named_gunman_is_all_he_did() -> None:
    text = FIRST + "The third gunman, Ivo Bera, who killed a nurse in May, is in jail."
    claims = read_document(Document(id="d", name="d", text=text)).claims
    events = {c.event_mention for c in claims if c.field is Field.ACTOR}
    assert len(events) == 1


def test_whoever_is_implicated_is_accused_by_others() -> None:
    assert {stance for stance, _ in actors(FIRST + "The Tolva Front was implicated in the attack.")} == {"accuses"}

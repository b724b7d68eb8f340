"""Senses of words in their clauses: stones, firing, ground taken back, stores of arms, bursts and storms; and roles."""

from __future__ import annotations

import pytest

from rashomon.model import Document, EventMention, Reading
from rashomon.pipeline import read_document


def told(text: str) -> tuple[Reading, dict[str, EventMention]]:
    """The reading, and the trigger's words -> its mention."""
    reading = read_document(Document(id="d", name="d", text=text))
    return reading, {reading.quote(e.span): e for e in reading.events}


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "mode"),
    [
        ("A video shows the execution of 21 hostages.", "execution", "ASSAULT", "execute"),
        ("The raids began late on Sunday. By noon 21 people had been detained.", "raids", "COERCE", None),
        ("A gunman went on a rampage in Lima, killing six people.", "went on a rampage", "ASSAULT", "firearms"),
        ("A mob went on the rampage in Lima, burning shops.", "went on the rampage", "PROTEST", "riot"),
        ("Masked boys hurled stones at the trams.", "hurled stones", "PROTEST", "riot"),
        ("A woman threw a brick at the governor's car.", "threw", "ASSAULT", "primitive"),
        ("Guards on Tuesday freed two hamlets from the militants.", "freed", "COERCE", "seize"),
        ("The militants freed the hostages in Orbel.", "freed", "RETREAT", "release"),
        ("Customs officers discovered a large quantity of ammunition in a barn.", "discovered", "COERCE", "disarm"),
        ("Soldiers found a cache believed to belong to the rebels.", "found", "COERCE", "disarm"),
        ("Army troops have occupied three ridge posts of the militia.", "occupied", "ASSAULT", None),
        ("Three dockers were wounded in police firing during the march.", "firing", "ASSAULT", "firearms"),
        ("Rebels brought down a helicopter near Lenz.", "brought down", "ASSAULT", None),
        ("The Tolva Front claimed credit for bringing down an airliner.", "bringing down", "ASSAULT", None),
        ("Soldiers rounded up dozens of students in Lenz.", "rounded up", "COERCE", "arrest"),
        ("Soldiers picked up the editor near Lodwar.", "picked up", "COERCE", "arrest"),
        ("Two traders have been booked for murder under the new act.", "booked", "COERCE", "arrest"),
        ("Teachers formed a human chain around the court.", "human chain", "PROTEST", "demo"),
        ("Five cooks were killed when a boiler exploded in the canteen.", "killed", "OTHER", None),
        ("Heavy snow killed three shepherds in the hills.", "killed", "OTHER", None),
        ("A wave of bombings killed three shepherds in the hills.", "killed", "ASSAULT", None),
        ("Five cooks were killed when a bomb exploded in the canteen.", "killed", "ASSAULT", None),
        ("Norway urged Sudan to free the sailors.", "urged", "REQUEST", None),
        ("Sudan and Chad agreed to share the wells.", "agreed", "AGREE", None),
        ("Norway sent food aid to the valley.", "sent", "AID", None),
        ("The rebels dismissed an appeal from the president.", "dismissed", "REJECT", None),
    ],
)
def test_senses(text: str, trigger: str, kind: str, mode: str | None) -> None:
    _, found = told(text)
    assert (found[trigger].type, found[trigger].mode) == (kind, mode)


@pytest.mark.parametrize(
    "text",
    [
        "A storm brought down a plane near Lenz.",
        "The pilot brought down the plane in a field.",
        "The Herald rounds up reaction from the web.",
        "She threw the stone into the lake.",
        "The trader picked up a bag.",
        "He booked a table for the judge.",
        "The board announced the firing of a clerk.",
        "The court freed the state from its debts.",
        "Heavy gales battered the islands.",
        "The Supreme Court rejected an appeal by the bank.",
        "The airline agreed to pay its pilots.",
        "He gave them food.",
        "Her daughter suffers from a stress disorder.",
        'The crowd shouted "death to the dictator" and left.',
        "It was a daily roundup of terrorism and security issues.",
        "The execution of the warrant took an hour.",
        "The tribes were fighting groups led by a warlord.",
    ],
)
def test_no_deed(text: str) -> None:
    _, found = told(text)
    assert found == {}


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("It was Norland that struck the depot on Monday, killing six.", "struck", ["Norland"], []),
        ("Eight died in the Chadian civil war.", "civil war", [], []),
        ("The militants' attack was repelled by army soldiers.", "attack", ["The militants"], ["army soldiers"]),
        ("The army repelled an armed attack near the ford.", "armed attack", [], ["The army"]),
        ("The rebels dismissed an appeal from the president.", "dismissed", ["The rebels"], ["the president"]),
        ("Cross-border firing by troops killed a boy.", "firing", ["troops"], []),
    ],
)
def test_roles(text: str, trigger: str, actors: list[str], recipients: list[str]) -> None:
    reading, found = told(text)
    words = {actor.id: reading.quote(actor.span) for actor in reading.actors}
    assert [words[i] for i in found[trigger].actors] == actors
    assert [words[i] for i in found[trigger].recipients] == recipients


def test_what_a_group_fights_for_is_no_fight() -> None:
    _, found = told("The attack, claimed by the Lorian Army, a group fighting for greater autonomy, killed six men.")
    assert set(found) == {"attack", "killed"}

"""Plain verbs of force: shots, shells, people who are taken, ground that is gained; and what such verbs mean else."""

from __future__ import annotations

import pytest

from tests.extract.test_senses import told


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "mode"),
    [
        ("Two shots were fired near the mill.", "fired", "ASSAULT", "firearms"),
        ("Shots rang out beside the canal.", "rang out", "ASSAULT", "firearms"),
        ("A convoy was fired on near the ford on Tuesday.", "fired on", "ASSAULT", "firearms"),
        ("They found a rocket that was fired by militants.", "fired", "ASSAULT", None),
        ("Two rockets landed near a school in Lenz.", "landed", "ASSAULT", "heavy-weapons"),
        ("Planes struck targets near the ford.", "struck", "ASSAULT", None),
        ("A shell hit the market.", "hit", "ASSAULT", "heavy-weapons"),
        ("A man rammed his van into a crowd.", "rammed", "ASSAULT", "primitive"),
        ("A mob set upon two clerks.", "set upon", "ASSAULT", "beat"),
        ("Police charged the crowd with batons.", "charged", "ASSAULT", "crowd-control"),
        ("The poisoning of a dissident was discussed.", "poisoning", "ASSAULT", None),
        ("Two thieves set a bomb at the mill.", "set", "ASSAULT", "explosives"),
        ("The beating of a motorist was filmed.", "beating", "ASSAULT", "beat"),
        ("Masked men broke into the clinic and beat the guards.", "beat", "ASSAULT", "beat"),
        ("Masked men broke into the clinic.", "broke into", "ASSAULT", None),
        ("The storming of the consulate took an hour.", "storming", "ASSAULT", None),
        ("Militants burned nine homes in the hamlet.", "burned", "ASSAULT", "destroy"),
    ],
)
def test_bodies_and_things(text: str, trigger: str, kind: str, mode: str | None) -> None:
    _, found = told(text)
    assert (found[trigger].type, found[trigger].mode) == (kind, mode)


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "mode"),
    [
        ("Agents grabbed marchers outside the court.", "grabbed", "COERCE", "arrest"),
        ("Officers took him from his flat at dawn.", "took", "COERCE", "arrest"),
        ("Gunmen took the mayor from his house.", "took", "ASSAULT", "abduct"),
        ("Militants seized 20 villagers near Lodwar.", "seized", "ASSAULT", "abduct"),
        ("He was sentenced to nine days in jail.", "sentenced", "COERCE", "arrest"),
        ("A baker was charged in the killing of his rival.", "charged", "COERCE", "arrest"),
    ],
)
def test_people_who_are_taken(text: str, trigger: str, kind: str, mode: str) -> None:
    _, found = told(text)
    assert (found[trigger].type, found[trigger].mode) == (kind, mode)


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("Rebels advanced on the capital.", "advanced", "MOBILIZE"),
        ("Rebels who had killed nine guards advanced on the town without fighting.", "advanced", "MOBILIZE"),
        ("Rebels advanced on the capital and killed nine guards.", "advanced", "ASSAULT"),
        ("Chadian soldiers crossed the border at dawn.", "crossed", "MOBILIZE"),
        ("The army drove the rebels from the town.", "drove", "ASSAULT"),
        ("A plan to beat back the Taliban was drawn up.", "beat back", "ASSAULT"),
        ("The village fell to the insurgents.", "fell", "COERCE"),
        ("Sudan took the hills in 1956.", "took", "COERCE"),
        ("The militia took it from the Taliban.", "took", "COERCE"),
        ("The town was overrun by rebels on Sunday.", "overrun", "ASSAULT"),
    ],
)
def test_ground(text: str, trigger: str, kind: str) -> None:
    _, found = told(text)
    assert found[trigger].type == kind


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Sudan attacked a handful of grain ships in the gulf.", "attacked"),
        ("He is accused of attacking a hostel.", "attacking"),
        ("The deadly attack came at noon.", "attack"),
        ("The rebels have stepped up attacks on foreign targets.", "attacks"),
        ("The villagers fought against the Taliban.", "fought"),
        ("Protesters faced off against riot police.", "faced off"),
        ("Troops carried out nine strikes against the rebels.", "strikes"),
        ("The overthrow of dictator Omar Lind came in May.", "overthrow"),
    ],
)
def test_force_by_whom_or_on_what(text: str, trigger: str) -> None:
    _, found = told(text)
    assert found[trigger].type == "ASSAULT"


@pytest.mark.parametrize(
    "text",
    [
        "The company fired twenty clerks.",
        "Four officers were fired on Tuesday over a missing file.",
        "Alarm bells rang out in the valley.",
        "The plane landed near the school.",
        "The bus crashed into a wall of snow and nobody cared.",
        "He drove the children into town.",
        "She took her son from school to the dentist.",
        "Officers took a report from the clerk.",
        "The militants took him by surprise.",
        "The government fell to third place.",
        "Police entered the building at noon.",
        "The team took the hill by storm of applause.",
        "The senator attacked the church over its views.",
        "The party came under attack from its members.",
        "The poisoning of the river was discussed.",
        "The burning of waste is banned.",
        "A coalition tasked with fighting the Taliban met in Oslo.",
        "The prices were driven out of reach.",
    ],
)
def test_no_force(text: str) -> None:
    _, found = told(text)
    assert not [e for e in found.values() if e.type in ("ASSAULT", "COERCE") and e.mode != "ban"]

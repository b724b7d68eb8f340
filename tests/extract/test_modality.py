"""How real a happening is, by the clause around its trigger."""

from __future__ import annotations

import pytest

from rashomon.extract.events.deciding import find_triggers
from rashomon.extract.events.mentions import find_events
from rashomon.model import Document, Passage, PassageKind, Reading, Span
from rashomon.text.parse import parse_passages


def modality(text: str, trigger: str) -> str:
    reading = Reading(Document(id="t", name="t", text=text))
    reading.passages = (Passage(0, PassageKind.ARTICLE, Span(0, len(text))),)
    reading.parse = parse_passages(reading)
    reading.triggers = find_triggers(reading)
    found = {reading.quote(e.span): e.modality.value for e in find_events(reading)}
    assert trigger in found, found
    return found[trigger]


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Rebels killed four soldiers.", "killed", "actual"),
        ("The rebels were able to destroy two tanks.", "destroy", "actual"),
        ("They sang, and I thought: how many rebels do I kill, and how many friends do I win.", "kill", "hypothetical"),
        ("The rebels are able to destroy tanks.", "destroy", "hypothetical"),
        ("When civilians are killed, the state must answer.", "killed", "hypothetical"),
        ("When 12 civilians were killed, the state had to answer.", "killed", "actual"),
        ("A man was found a mile from where the guard was beaten to death.", "beaten to death", "actual"),
        ("She will tell a court about what led to the attack on the convoy.", "attack", "actual"),
        ("The senate should punish the junta for shelling the port.", "shelling", "actual"),
        ("The massacre could have been prevented.", "massacre", "actual"),
        ("The bombing may be the work of rebels.", "bombing", "actual"),
        ("The bombing may be imminent.", "bombing", "possible"),
        ("The arms embargo has not led to peace.", "arms embargo", "actual"),
        ("No arrests have been made in the guard's killing.", "killing", "actual"),
        ("Firms from Norland failed to comply with the sanctions against Chad.", "sanctions", "actual"),
        ("The law requires suspending aid to Chad.", "suspending aid", "planned"),
        ("The president stopped short of suspending aid to Chad.", "suspending aid", "negated"),
        ("It was a terrorist attack and not a spontaneous demonstration.", "demonstration", "negated"),
        ("It was not only a demonstration but a riot.", "demonstration", "actual"),
        ("They agreed on a timetable for the withdrawal of troops.", "withdrawal of troops", "planned"),
        ("Starting a war with Norland is one way to win votes.", "war", "hypothetical"),
        ("Fears of a spike in violence grew.", "violence", "hypothetical"),
        ("Thousands of soldiers are in the village to capture the two gunmen.", "capture", "planned"),
        ("Four soldiers were reportedly killed by rebels.", "killed", "actual"),
        ("Police said that rebels had killed four soldiers.", "killed", "actual"),
        ("Rebels stormed the base, killing four soldiers.", "killing", "actual"),
        ("The man who killed four soldiers will appear in court.", "killed", "actual"),
        ("The general condemned the massacre of villagers.", "massacre", "actual"),
        ("Officers continued to torture the prisoners.", "torture", "actual"),
        ("The army failed to prevent the massacre in the valley.", "massacre", "actual"),
        ("She is the fourth reporter to be killed there this year.", "killed", "actual"),
        ("He could be the first soldier to be killed there.", "killed", "hypothetical"),
        ("The drills could be a prelude to air strikes.", "air strikes", "hypothetical"),
        ("The border raids were a prelude to air strikes.", "air strikes", "actual"),
        ("The vote may open the door to attacks on villages.", "attacks", "possible"),
        ("Some in the senate are opposed to military intervention there.", "military intervention", "hypothetical"),
        ("Marchers called for the release of the prisoners.", "release", "planned"),
        ("The colonel is committed to retaking the port.", "retaking", "planned"),
        ("The cabinet weighs a military intervention that could change the war.", "military intervention", "planned"),
        ("Gunmen staged an armed attack that could derail the talks.", "armed attack", "actual"),
        ("Rebels allegedly killed four soldiers.", "killed", "possible"),
        ("Rebels may have killed four soldiers.", "killed", "possible"),
        ("The rebels are believed to have killed four soldiers.", "killed", "possible"),
        ("The suspected massacre shocked the nation.", "massacre", "possible"),
        ("Police offered a reward for information that leads to the arrest of the killers.", "arrest", "hypothetical"),
        ("The only alternative is war.", "war", "hypothetical"),
        ("We have to strike the rebels with rockets.", "strike", "hypothetical"),
        ("The death toll could rise.", "death toll", "hypothetical"),
        ("The bandit escaped capture for years.", "capture", "negated"),
        ("They spoke of a massacre that never took place.", "massacre", "negated"),
        ("The militants often shell the town with mortars.", "shell", "actual"),
        ("Militants were facing execution in the northern jail.", "execution", "planned"),
        ("Rebels plan to kill the governor.", "kill", "planned"),
        ("Rebels will attack the capital with rockets, their leader said.", "attack", "planned"),
        ("The junta ordered soldiers to kill the prisoners.", "kill", "planned"),
        ("The group threatened to kidnap foreign engineers.", "kidnap", "planned"),
        ("The union called for a protest on Sunday.", "protest", "planned"),
        ("The embassy warned of terrorist attacks in the city.", "terrorist attacks", "planned"),
        ("If rebels kill the governor, the province will burn.", "kill", "hypothetical"),
        ("Soldiers would kill the prisoners.", "kill", "hypothetical"),
        ("The bomb could have killed hundreds.", "killed", "hypothetical"),
        ("Would the army massacre its own people?", "massacre", "hypothetical"),
        ("Drivers risk being killed at night.", "killed", "hypothetical"),
        ("Villagers fled for fear of a massacre.", "massacre", "hypothetical"),
        ("Rebels did not kill the governor.", "kill", "negated"),
        ("Rebels never attacked the village with rifles.", "attacked", "negated"),
        ("No soldiers were killed in the valley.", "killed", "negated"),
        ("No arrests were made on Friday.", "arrests", "negated"),
        ("The army denied killing civilians.", "killing", "negated"),
        ("Police foiled a bomb attack on the station.", "bomb attack", "negated"),
        ("Guards prevented a massacre at the prison.", "massacre", "negated"),
        ("The crowd left without a riot.", "riot", "negated"),
        ("There was no massacre in the village.", "massacre", "negated"),
        ("The colonel called off the bombing of the port.", "bombing", "negated"),
        ("Officers stopped the crowd from lynching the thief.", "lynching", "negated"),
        ("Not one villager was killed in the valley.", "killed", "negated"),
        ("No one was killed in the blast.", "killed", "negated"),
        ("The warlord warned that his men would attack the port with rockets.", "attack", "planned"),
        ("If the rebels storm the city and kill the governor, the army will respond.", "kill", "hypothetical"),
        ("Suicide bombs kill civilians.", "kill", "hypothetical"),
        ("Wars kill children.", "Wars", "hypothetical"),
        ("The government will avenge attacks on any soldier.", "attacks", "hypothetical"),
        ("Every massacre is a crime.", "massacre", "hypothetical"),
        ("Army kills 12 rebels in Mindanao", "kills", "actual"),
        ("Government to release political prisoners", "release", "planned"),
    ],
)
def test_modality(text: str, trigger: str, expected: str) -> None:
    assert modality(text, trigger) == expected


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Are the killings of the miners not a scandal?", "killings"),
        ("It was no accident that the rebel was arrested.", "arrested"),
        ("The city described the massacre as an accident.", "massacre"),
        ("He was jailed for planning the bombing.", "bombing"),
        ("It was not just a murder but a warning.", "murder"),
        ("The officer does not know how the driver was killed.", "killed"),
        ("Nobody knows who killed the priest.", "killed"),
        ("The envoy asked them not to call the massacre a battle.", "massacre"),
        ("A bomb exploded in the harbour, wounding 29 people, none seriously.", "exploded"),
    ],
)
def test_what_is_taken_for_granted_is_actual(text: str, trigger: str) -> None:
    assert modality(text, trigger) == "actual"

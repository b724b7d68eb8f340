"""Words that state what happened to people, and words that only look like it."""

from __future__ import annotations

import pytest

from rashomon.extract.counts.casualties import find_casualties
from rashomon.model import Document, Parse, Passage, PassageKind, Reading, Span
from rashomon.text.parse import parse_passages
from rashomon.triggers import CasualtyTrigger


def parsed(text: str) -> Parse:
    reading = Reading(Document(id="d", name="d", text=text))
    reading.passages = (Passage(0, PassageKind.ARTICLE, Span(0, len(text))),)
    return parse_passages(reading)


def triggers(text: str) -> tuple[CasualtyTrigger, ...]:
    return find_casualties(parsed(text))


@pytest.mark.parametrize(
    ("text", "field", "word"),
    [
        ("Gunmen killed 12 farmers.", "killed", "killed"),
        ("Twelve farmers were slain near the river.", "killed", "slain"),
        ("Soldiers shot two boys dead.", "killed", "shot"),
        ("Two boys were beaten to death.", "killed", "beaten to death"),
        ("The quake claimed 40 lives.", "killed", "claimed"),
        ("Forty people lost their lives.", "killed", "lost their lives"),
        ("The death toll rose to 43.", "killed", "death toll"),
        ("A loss of lives toll of 17 was given.", "killed", "loss of lives toll"),
        ("The city counted 60 lifeless.", "killed", "lifeless"),
        ("Twelve bodies were found.", "killed", "bodies"),
        ("The blast wounded 30 shoppers.", "injured", "wounded"),
        ("Thirty shoppers were hurt.", "injured", "hurt"),
        ("Ten miners are missing.", "missing", "missing"),
        ("Ten students disappeared.", "missing", "disappeared"),
        ("Ten students went missing.", "missing", "went missing"),
        ("Police arrested 40 men.", "detained", "arrested"),
        ("Police rounded up 40 men.", "detained", "rounded up"),
        ("Forty men were taken into custody.", "detained", "taken into custody"),
        ("Thousands fled their homes.", "displaced", "fled"),
        ("Thousands were forced from their homes.", "displaced", "forced from their homes"),
        ("Rebels kidnapped three nurses.", "kidnapped", "kidnapped"),
        ("Three nurses were taken hostage.", "kidnapped", "taken hostage"),
        ("Thousands marched through the capital.", "participants", "marched"),
        ("Thousands of people took to the streets.", "participants", "took to the streets"),
        ("About 200 protesters blocked the road.", "participants", "protesters"),
        ("GUERRILLAS KIDNAPPED THREE JUDGES.", "kidnapped", "KIDNAPPED"),
    ],
)
def test_triggers(text: str, field: str, word: str) -> None:
    found = triggers(text)
    assert [(t.field.value, text[t.span.start : t.span.end]) for t in found] == [(field, word)]


@pytest.mark.parametrize(
    "text",
    [
        "The senate killed the bill.",
        "The race was a dead heat.",
        "The wind died down.",
        "He is on the injured reserve.",
        "The gunmen fled the scene.",
        "A piece is missing.",
        "The army gathered evidence.",
        "The war took a heavy toll.",
        "Shares rallied on Monday.",
        "There were casualties on both sides.",
        "He was sentenced to death.",
        "The court issued an arrest warrant.",
        "Meetings are being held in the hall.",
        "Six sheds burned in the storm.",
    ],
)
def test_words_that_only_look_like_it(text: str) -> None:
    assert triggers(text) == ()


def test_people_nouns_give_way_to_what_happened_to_them() -> None:
    found = triggers("Twelve protesters were killed.")
    assert [t.field.value for t in found] == ["killed"]


def test_totals_are_marked() -> None:
    assert [t.total for t in triggers("The death toll is 12.")] == [True]
    assert [t.total for t in triggers("Twelve people died.")] == [False]


def test_each_token_is_one_trigger() -> None:
    found = triggers("Soldiers shot two boys dead and killed a farmer; the death toll of 12 deaths was given.")
    tokens = [t.token for t in found]
    assert len(tokens) == len(set(tokens))
    assert tokens == sorted(tokens)


@pytest.mark.parametrize(
    ("text", "shots"),
    [
        ("Two clerks were shot on Monday. Both are in hospital.", 1),
        ("Two clerks were shot on Monday. One died in hospital.", 0),  # who knows how the other is
        ("Troops shot 80 clerks.", 0),
        ("A clerk was shot in the leg.", 1),
        ("The clerk shot a film in a hospital.", 0),
        ("A 19-year-old was shot in the arm.", 1),
    ],
)
def test_shot_states_injured_only_where_the_text_tells_of_wounds_and_no_death(text: str, shots: int) -> None:
    found = [t for t in triggers(text) if t.field == "injured" and text[t.span.start : t.span.end].startswith("shot")]
    assert len(found) == shots


@pytest.mark.parametrize(
    ("text", "injured"),
    [
        ("Officers found two men suffering from gunshot wounds.", 1),
        ("A boy was hit by a stray bullet.", 1),
        ("Two men were taken to a hospital, where they died.", 0),
        ("A woman was found with a gunshot wound and pronounced dead.", 0),
        ("Two men were killed and three suffered gunshot wounds.", 1),
    ],
)
def test_who_died_of_it_is_not_injured(text: str, injured: int) -> None:
    assert sum(t.field == "injured" for t in triggers(text)) == injured


@pytest.mark.parametrize(
    ("text", "field", "word"),
    [
        ("Two shepherds were burned alive.", "killed", "burned alive"),
        ("Thirty miners remain in hospital.", "injured", "remain in hospital"),
        ("He was charged with the murder of a guard.", "killed", "murder"),
    ],
)
def test_more_words_of_harm(text: str, field: str, word: str) -> None:
    assert [(t.field.value, text[t.span.start : t.span.end]) for t in triggers(text)] == [(field, word)]


@pytest.mark.parametrize(
    "text", ["He was charged with the attempted murder of a guard.", "Two of the goats are still alive."]
)
def test_harm_that_did_not_come_about(text: str) -> None:
    assert triggers(text) == ()

"""Signs that say which happening a mention is about. Sentences are invented."""

from __future__ import annotations

import pytest

from rashomon.extract.coreference.reference_signs import Signs
from rashomon.model import Document, Passage, PassageKind, Reading, Span, Token
from rashomon.text.parse import parse_passages


def signs(text: str, word: str) -> tuple[Signs, Token]:
    reading = Reading(Document("d", "d.txt", text))
    reading.passages = (Passage(0, PassageKind.ARTICLE, Span(0, len(text))),)
    parse = parse_passages(reading)
    return Signs(parse), next(t for t in parse.tokens if t.lower == word)


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("More than 130 people have been killed since the conflict began.", "killed", True),
        ("At least 40 miners have died in three weeks of fighting.", "died", True),
        ("Sixty farmers have been killed over the past two months.", "killed", True),
        ("The strike brought the overall death toll to 60.", "toll", True),
        ("At least 12 people have been killed, police said.", "killed", False),
        ("A bomb killed 12 people on Sunday.", "killed", False),
        ("The death toll has risen to 12.", "toll", False),
    ],
)
def test_counts_over_a_longer_time(text: str, word: str, wanted: bool) -> None:
    found, token = signs(text, word)
    assert found.is_cumulative(token, found.parse.sentence_of(token), result=True) is wanted
    assert not found.is_cumulative(token, found.parse.sentence_of(token), result=False)


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("They kill farmers.", "kill", True),
        ("Mines have killed children.", "killed", True),
        ("Mines have killed nine children.", "killed", False),
        ("They have killed the mayor.", "killed", False),
        ("They killed farmers.", "killed", False),
    ],
)
def test_general_statements(text: str, word: str, wanted: bool) -> None:
    found, token = signs(text, word)
    assert found.is_generic(token, nominal=False) is wanted


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("It was an attack on us all.", "attack", True),
        ("The mayor called it an attack.", "attack", True),
        ("The raid was an attack on us all.", "attack", False),
        ("Gunmen launched an attack.", "attack", False),
    ],
)
def test_predicates_of_pronouns(text: str, word: str, wanted: bool) -> None:
    found, token = signs(text, word)
    assert found.points_by_subject(token) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Among the dead were two clerks.", True),
        ("The victims were clerks.", True),
        ("They came at dawn.", True),
        ("The mayor flew home.", False),
        ("Two clerks died.", False),
    ],
)
def test_openings_that_take_up_what_was_told(text: str, wanted: bool) -> None:
    found, token = signs(text, text.split(maxsplit=1)[0].lower())
    assert found.is_anaphoric(found.parse.sentence_of(token)) is wanted


def test_people_who_are_brought_in() -> None:
    found, token = signs("A sergeant was shot in his car.", "shot")
    assert found.newcomers(token, []) == {"sergeant"}
    found, token = signs("The sergeant was shot in his car.", "shot")
    assert found.newcomers(token, []) == frozenset()

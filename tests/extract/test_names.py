"""Fuller names for claimants that the text names by one noun, and who answers for what a film shows."""

from __future__ import annotations

import pytest

from rashomon.extract.claims.names import FullNames
from rashomon.extract.claims.speech import AUTHOR, Speech
from rashomon.extract.identity import mention_id
from rashomon.model import (
    Attribution,
    Claimant,
    ClaimantKind,
    Document,
    Modality,
    Passage,
    PassageKind,
    Reading,
    Span,
    Stance,
)
from rashomon.text.parse import parse_passages


def read(text: str) -> Reading:
    reading = Reading(Document(id="d", name="d", text=text))
    reading.passages = (Passage(0, PassageKind.ARTICLE, Span(0, len(text))),)
    reading.parse = parse_passages(reading)
    return reading


def spot(text: str, words: str, nth: int = 1) -> Span:
    at = -1
    for _ in range(nth):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


@pytest.mark.parametrize(
    ("text", "words", "nth", "name", "fuller"),
    [
        (
            "The Harbour Ministry of Norland said 12 died. The ministry said two were hurt.",
            "The ministry",
            1,
            "ministry",
            "Harbour Ministry of Norland",
        ),
        (
            "A spokesman for the Velm Hospital said 12 died.",
            "A spokesman for the Velm Hospital",
            1,
            "spokesman",
            "spokesman for the Velm Hospital",
        ),
        ("A senior Norland official spoke. An official said 12 died.", "An official", 1, "official", "official"),
        ("The official said 12 died.", "The official", 1, "official", "official"),
        ("The Harbour Ministry spoke. Anna said 12 died.", "Anna", 1, "Anna", "Anna"),
    ],
)
def test_fuller(text: str, words: str, nth: int, name: str, fuller: str) -> None:
    claimant = Claimant(name, ClaimantKind.OFFICIAL)
    assert FullNames(read(text)).fuller(claimant, spot(text, words, nth)).name == fuller


def told(text: str, who: str, cue: str, content: str) -> Speech:
    reading = read(text)
    claimant = Claimant("video", ClaimantKind.DOCUMENT)
    reading.attributions = (
        Attribution(
            mention_id("attribution", "d", spot(text, cue)), claimant, spot(text, who), spot(text, cue),
            (spot(text, content),), Stance.ASSERTS, Modality.ACTUAL, None,
        ),
    )  # fmt: skip
    return Speech(reading)


def test_what_a_film_shows_is_the_writers_word() -> None:
    text = "The video shows the killing of two men."
    assert told(text, "The video", "shows", "the killing of two men").voice(spot(text, "two men")).claimant == AUTHOR


def test_what_a_film_purports_is_its_own() -> None:
    text = "The video purports to show the killing of two men."
    speech = told(text, "The video", "show", "the killing of two men")
    assert speech.voice(spot(text, "two men")).claimant.kind is ClaimantKind.DOCUMENT

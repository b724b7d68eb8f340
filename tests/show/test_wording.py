"""Values in words, and text that cannot steer a terminal."""

from __future__ import annotations

import pytest

from rashomon.model import Claimant, ClaimantKind, Field, Modality, Place, Stance, TimeRange, Value
from rashomon.show.wording import (
    claimant_words,
    count_words,
    place_words,
    safe,
    shortened,
    time_words,
    value_words,
    via_words,
)


@pytest.mark.parametrize(
    ("low", "high", "approximate", "words"),
    [
        (22, 22, False, "22"),
        (2000, 2000, True, "≈ 2,000"),
        (22, None, False, "≥ 22"),
        (2000, None, True, "2,000+"),
        (None, 1300, False, "≤ 1,300"),
        (None, 50, True, "≲ 50"),
        (300, 500, False, "300-500"),
        (300, 500, True, "≈ 300-500"),
        (0, 0, False, "0"),
        (None, None, False, "many"),
    ],
)
def test_bounds_in_words(low: int | None, high: int | None, approximate: bool, words: str) -> None:
    assert count_words(Value("many", low, high, approximate)) == words


@pytest.mark.parametrize(
    ("stance", "modality", "words"),
    [
        (Stance.ASSERTS, Modality.ACTUAL, "Blue Front"),
        (Stance.DENIES, Modality.ACTUAL, "denies: Blue Front"),
        (Stance.DENIES, Modality.NEGATED, "denies: Blue Front"),
        (Stance.DOUBTS, Modality.POSSIBLE, "doubts: Blue Front"),
        (Stance.ADMITS, Modality.ACTUAL, "Blue Front (claims it)"),
        (Stance.ASSERTS, Modality.NEGATED, "not: Blue Front"),
        (Stance.ACCUSES, Modality.POSSIBLE, "Blue Front (possibly)"),
        (Stance.ASSERTS, Modality.PLANNED, "Blue Front (planned)"),
    ],
)
def test_a_denial_looks_like_one(stance: Stance, modality: Modality, words: str) -> None:
    value = Value("the Front", name="Blue Front", kind="group")
    assert value_words(Field.ACTOR, value, stance, modality) == words


def test_groups_are_named_with_their_number() -> None:
    assert value_words(Field.KILLED, Value("9 miners", 9, 9, False, "miners")) == "9 miners"
    assert value_words(Field.KILLED, Value("one of the miners", 1, 1, False, "miners")) == "1 of the miners"
    assert value_words(Field.KILLED, Value("one of the men", 1, 1, False, "men")) == "1 of the men"
    assert value_words(Field.KILLED, Value("one boss", 1, 1, False, "boss")) == "1 boss"


def time(earliest: str | None, latest: str | None, month: int | None = None, day: int | None = None) -> TimeRange:
    return TimeRange(earliest, latest, month, day, 1, "explicit", "that day")


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (time("2022-01-07", "2022-01-07"), "2022-01-07"),
        (time("2022-01-07", "2022-01-09"), "2022-01-07 to 2022-01-09"),
        (time("2022-01-01", "2022-12-31"), "2022"),
        (time("2024-02-01", "2024-02-29"), "February 2024"),
        (time("2024-02-01", "2024-02-28"), "2024-02-01 to 2024-02-28"),
        (time("9999-12-01", "9999-12-31"), "9999-12-01 to 9999-12-31"),
        (time("2022-01-07", None), "from 2022-01-07"),
        (time(None, "2022-01-07"), "until 2022-01-07"),
        (time(None, None, 6, 10), "10 June, year not given"),
        (time(None, None, 6), "June, year not given"),
        (time(None, None), "that day"),
        (None, ""),
    ],
)
def test_times_say_what_is_missing(when: TimeRange | None, words: str) -> None:
    assert time_words(when) == words


def test_places() -> None:
    assert place_words(Place("Lorvia", "1", 1.0, 2.0, 1, "XXA", "Old Province", "Lorvia")) == "Lorvia (XXA)"
    assert place_words(Place("East End", None, None, None, 1, None, "Lorvia", "East End")) == "East End, in Lorvia"
    assert place_words(None) == ""


def test_claimants() -> None:
    assert claimant_words(Claimant("AUTHOR", ClaimantKind.AUTHOR)) == "the author"
    assert claimant_words(Claimant("UNNAMED", ClaimantKind.UNNAMED)) == "nobody named"
    assert claimant_words(Claimant("Mayor Orr", ClaimantKind.OFFICIAL)) == "Mayor Orr (official)"
    assert via_words(Claimant("UNNAMED", ClaimantKind.UNNAMED)) == "as is said"
    assert via_words(Claimant("Ada Orr", ClaimantKind.PERSON)) == "as told by Ada Orr (person)"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J\x1b]0;owned\x07gone", "\ufffd[2J\ufffd]0;owned\ufffdgone"),
        ("\x9b31m", "\ufffd31m"),
        ("a\u202egnp.exe", "a\ufffdgnp.exe"),
        ("two\nlines\r\nand\ttabs", "two lines and tabs"),
        ("\x00\x7f", "\ufffd\ufffd"),
        ("\ud800", "\ufffd"),
        ("‘naïve’ café — 日本 😀", "‘naïve’ café — 日本 😀"),
        ("e\u0301", "e\u0301"),
        ("[bold]x[/bold]", "[bold]x[/bold]"),
    ],
)
def test_text_cannot_steer_a_terminal(text: str, shown: str) -> None:
    assert safe(text) == shown


@pytest.mark.parametrize("at", [0, 5, 20, 39])
def test_shortened_quotes_keep_the_value(at: int) -> None:
    words = ["word"] * 40
    words[at] = "22 miners"
    quote = " ".join(words)
    short = shortened(quote, "22 miners", 60)
    assert "22 miners" in short
    assert len(short) <= 70
    assert short.startswith("…") == (at >= 20)
    assert short.endswith("…") == (at < 39)
    assert short.strip("… ") in quote


def test_short_quotes_stay() -> None:
    assert shortened("22 miners died", "22", 60) == "22 miners died"
    assert shortened("x" * 300, "absent", 50).startswith("xxx")

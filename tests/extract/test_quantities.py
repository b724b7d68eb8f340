"""Numbers and the bounds that the words around them state."""

from __future__ import annotations

import pytest

from rashomon.extract.counts.quantities import find_numbers
from rashomon.model import Document, NumberMention, Passage, PassageKind, Reading, Span
from rashomon.text.parse import parse_passages


def read(text: str) -> Reading:
    reading = Reading(Document(id="d", name="d", text=text))
    reading.passages = (Passage(0, PassageKind.ARTICLE, Span(0, len(text))),)
    reading.parse = parse_passages(reading)
    reading.numbers = find_numbers(reading)
    return reading


def only(text: str) -> NumberMention:
    numbers = read(text).numbers
    assert len(numbers) == 1, [n.number.text for n in numbers]
    return numbers[0]


@pytest.mark.parametrize(
    ("words", "low", "high", "approximate"),
    [
        ("22", 22, 22, False),
        ("Two", 2, 2, False),
        ("A couple of", 2, 2, False),
        ("A dozen", 12, 12, False),
        ("Half a dozen", 6, 6, False),
        ("Two dozen", 24, 24, False),
        ("Twenty-two", 22, 22, False),
        ("Two hundred and fifty", 250, 250, False),
        ("A hundred and ten", 110, 110, False),
        ("One hundred thousand", 100_000, 100_000, False),
        ("2,000", 2000, 2000, False),
        ("2 000", 2000, 2000, False),
        ("2.000", 2000, 2000, False),
        ("1,50,000", 150_000, 150_000, False),
        ("1.3 million", 1_300_000, 1_300_000, False),
        ("1.5 mln", 1_500_000, 1_500_000, False),
        ("3 thousand", 3000, 3000, False),
        ("Two lakh", 200_000, 200_000, False),
        ("At least 22", 22, None, False),
        ("Not less than 22", 22, None, False),
        ("No fewer than 22", 22, None, False),
        ("Not fewer than 22", 22, None, False),
        ("22 or more", 22, None, False),
        ("At least another 12", 12, None, False),
        ("More than 60", 60, None, False),
        ("Over 60", 60, None, False),
        ("Well over 60", 60, None, False),
        ("Upwards of 60", 60, None, False),
        ("More than a dozen", 12, None, False),
        ("300-plus", 300, None, False),
        ("Up to 1,300", None, 1300, False),
        ("As many as 300", None, 300, False),
        ("At most 30", None, 30, False),
        ("No more than 20", None, 20, False),
        ("Not more than 20", None, 20, False),
        ("Fewer than 20", None, 20, False),
        ("Less than 20", None, 20, False),
        ("Under 20", None, 20, False),
        ("Nearly 50", 50, 50, True),
        ("Almost 50", 50, 50, True),
        ("Some 40", 40, 40, True),
        ("Roughly 40", 40, 40, True),
        ("About 40", 40, 40, True),
        ("Around 40", 40, 40, True),
        ("An estimated 200", 200, 200, True),
        ("Close to 40", 40, 40, True),
        ("Just under 50", 50, 50, True),
        ("40 or so", 40, 40, True),
        ("40-odd", 40, 40, True),
        ("Nearly three dozen", 36, 36, True),
        ("Between 300 and 500", 300, 500, False),
        ("300 to 500", 300, 500, False),
        ("300-500", 300, 500, False),
        ("About 300 to 500", 300, 500, True),
        ("Three or four", 3, 4, False),
        ("One to two dozen", 12, 24, False),
        ("Two or three hundred", 200, 300, False),
        ("5 to 10 thousand", 5000, 10_000, False),
        ("Several", 3, None, True),
        ("A handful of", 3, None, True),
        ("Several hundred", 300, None, True),
        ("A couple of hundred", 200, 200, True),
        ("Dozens of", 24, None, True),
        ("Scores of", 40, None, True),
        ("Hundreds of", 200, None, True),
        ("Thousands of", 2000, None, True),
        ("Tens of thousands of", 20_000, None, True),
        ("Hundreds of thousands of", 200_000, None, True),
        ("AT LEAST TWELVE", 12, None, False),
    ],
)
def test_bounds(words: str, low: int | None, high: int | None, approximate: bool) -> None:
    text = f"{words} villagers died in the raid."
    mention = only(text)
    number = mention.number
    assert (number.low, number.high, number.approximate) == (low, high, approximate)
    assert text[mention.span.start : mention.span.end] == number.text
    assert words.removesuffix(" of") in number.text + " of"


def test_the_span_covers_the_bound_words_and_nothing_else() -> None:
    reading = read("Doctors treated not less than 90 wounded men.")
    assert [n.number.text for n in reading.numbers] == ["not less than 90"]


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Hundreds of farmers died.", "farmers"),
        ("About 40 young men died.", "men"),
        ("A 2,000-strong crowd came.", "crowd"),
        ("Of the men, 40 were killed.", "40"),
        ("Twelve of the prisoners died.", "prisoners"),
    ],
)
def test_what_is_counted(text: str, noun: str) -> None:
    reading = read(text)
    assert [reading.parse.tokens[n.head].text for n in reading.numbers] == [noun]


@pytest.mark.parametrize(
    "text",
    [
        "Prices rose by 40 per cent.",
        "Prices rose by 40%.",
        "The state paid $1.3 million.",
        "It paid 300 euros.",
        "A 50-year-old man was seen.",
        "The man, aged 50, was seen.",
        "Maria Lopez, 34, was seen.",
        "It happened in 2014.",
        "It happened on 10 June.",
        "It happened on June 10, 2014.",
        "They met at 10:30 near Route 40.",
        "They met in the 1800 block of Elm Street.",
        "They met at 5 p.m. on Friday.",
        "He spoke of 9/11 and the F-16.",
        "The team won 3-2.",
        "One in three women is afraid.",
        "Two-thirds of the men left.",
        "No one came.",
    ],
)
def test_what_is_no_count(text: str) -> None:
    assert [n.number.text for n in read(text).numbers] == []


def test_a_change_is_two_numbers_and_no_range() -> None:
    values = [n.number.low for n in read("The death toll rose from 40 to 43.").numbers]
    assert values == [40, 43]


def test_prepositions_do_not_bound() -> None:
    assert only("They talked about two prisoners.").number.approximate is False


def test_ids_are_stable_and_distinct() -> None:
    text = "Two men and two women died."
    first, second = read(text).numbers, read(text).numbers
    assert first == second
    assert len({n.id for n in first}) == 2

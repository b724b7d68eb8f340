"""The trained reader reads what is asked for: windows with a word for a happening, or all."""

from __future__ import annotations

from rashomon.extract.events.deciding import find_triggers
from rashomon.extract.trained.model import judge_telling, judge_words
from rashomon.model import Document, Passage, PassageKind, Reading, Span
from rashomon.text.parse import parse_passages

IDLE = "The council spoke of buses, libraries and the price of bread in the old town, the mayor said. " * 8
TELLING = "Gunmen killed four shepherds near the border, the governor said."


def reading_of(text: str) -> Reading:
    reading = Reading(Document(id="t", name="t", text=text))
    reading.passages = (Passage(0, PassageKind.ARTICLE, Span(0, len(text))),)
    reading.parse = parse_passages(reading)
    reading.triggers = find_triggers(reading)
    return reading


def judged(reading: Reading, words: str, *, everything: bool = False) -> bool:
    """Whether the first word of these was looked at."""
    found = (judge_words if everything else judge_telling)(reading).said
    start = reading.document.text.index(words)
    return bool(next(d for w, d in zip(found.words, found.depth, strict=True) if w.start >= start) >= 0)


def test_windows_without_a_trigger_are_left_out() -> None:
    reading = reading_of(f"{IDLE}\n\n{TELLING}\n\n{IDLE}")
    assert judged(reading, TELLING)
    assert not judged(reading, IDLE)
    assert judged(reading, IDLE, everything=True)


def test_what_is_left_out_is_in_no_attribution() -> None:
    found = judge_telling(reading_of(f"{IDLE}\n\n{IDLE}")).said
    assert (found.depth == -1).all()
    assert (found.scores.argmax(axis=1) == 0).all()


def test_a_text_of_one_window_is_read_whole() -> None:
    assert judged(reading_of("The mayor said that bread was dear."), "The mayor")

"""What the trained reader says of doers and victims, and what becomes of it."""

from __future__ import annotations

import numpy as np
import pytest

from rashomon.extract.events.learned_roles import is_ruled_out
from rashomon.extract.trained.facts import empty_facts, take_facts
from rashomon.extract.trained.windows import Window
from rashomon.judged import COLUMNS, FIRST, INSIDE, KINDS, OUTSIDE, STANCES, Word
from rashomon.model import Field, Modality, Reading, Span, Stance
from tests.extract.told_words import read_with

KILLED = KINDS.index("killed")
WORDS = [Word(0, 4, (7,), 0), Word(5, 9, (8,), 0), Word(10, 14, (9,), 0), Word(15, 19, (6,), 1)]


def claimed(reading: Reading, field: Field) -> set[tuple[str, str]]:
    """Value and stance of all claims of a field."""
    return {(c.value.name or c.value.text, c.stance.value) for c in reading.claims if c.field is field}


# ---------------------------------------------------------------- word by word


def test_runs_are_cut_where_another_mention_or_paragraph_begins() -> None:
    facts = empty_facts(WORDS)
    facts.chances["doer"][:] = [[0.1, 0.8, 0.1], [0.1, 0.2, 0.7], [0.1, 0.7, 0.2], [0.1, 0.1, 0.8]]
    assert facts.runs("doer", 0.6) == [Span(0, 9), Span(10, 14), Span(15, 19)]
    facts.chances["doer"][1] = [0.6, 0.2, 0.2]
    assert facts.runs("doer", 0.6) == [Span(0, 4), Span(10, 14), Span(15, 19)]


def test_words_that_were_not_judged_name_nothing() -> None:
    facts = empty_facts(WORDS)
    assert facts.runs("doer", 0.2) == []
    assert facts.marked("victim", Span(0, 19)) == 0.0
    assert facts.answer("count", Span(0, 4)) == (0, 1.0)


def test_a_stretch_is_as_likely_as_its_likeliest_word_and_answers_with_its_first() -> None:
    facts = empty_facts(WORDS)
    facts.chances["victim"][:] = [[0.9, 0.1, 0.0], [0.3, 0.4, 0.3], [1.0, 0.0, 0.0], [1.0, 0.0, 0.0]]
    assert facts.marked("victim", Span(0, 9)) == pytest.approx(0.7)
    assert facts.marked("victim", Span(30, 40)) == 0.0
    facts.chances["count"][1, [0, KILLED]] = 0.25, 0.75
    answer, chance = facts.answer("count", Span(6, 14))
    assert answer == KILLED
    assert chance == pytest.approx(0.75)
    assert facts.answer("count", Span(30, 40)) == (0, 0.0)


def test_each_word_is_judged_where_it_stands_deepest() -> None:
    facts = empty_facts(WORDS)
    width = sum(COLUMNS.values())
    one = Window(ids=[1, 7, 8, 9, 2], owners=[-1, 0, 1, 2, -1], words=[0, 1, 2], firsts=[1, 2, 3])
    two = Window(ids=[1, 8, 9, 6, 2], owners=[-1, 1, 2, 3, -1], words=[1, 2, 3], firsts=[1, 2, 3])
    first, second = np.zeros((5, width), np.float32), np.zeros((5, width), np.float32)
    first[:, FIRST], second[:, INSIDE] = 9.0, 9.0
    take_facts(facts, one, first)
    take_facts(facts, two, second)
    assert facts.chances["doer"].argmax(axis=1).tolist() == [FIRST, FIRST, INSIDE, INSIDE]
    assert all(np.allclose(facts.chances[name].sum(axis=1), 1.0) for name in COLUMNS)


# ---------------------------------------------------------------- doers and victims


HIDDEN = "Rebels from the hills came down on Friday and the shelling of Marun began."


def test_a_doer_whom_grammar_hides_is_added_to_the_happening_nearest_to_it() -> None:
    assert ("Rebels from the hills", "asserts") not in claimed(read_with(HIDDEN, {}), Field.ACTOR)
    reading = read_with(HIDDEN, {("doer", "Rebels"): FIRST})
    assert any("Rebels" in name for name, _ in claimed(reading, Field.ACTOR))


def test_whom_the_reader_does_not_see_at_all_is_no_doer() -> None:
    text = "The rebels shelled the port of Marun on Friday."
    assert claimed(read_with(text, {("doer", "The rebels"): FIRST}), Field.ACTOR)
    facts = read_with(text, {("doer", "The rebels"): FIRST}).judged
    assert facts is not None
    assert facts.facts.marked("doer", Span(0, 10)) > 0.9 > facts.facts.marked("doer", Span(11, 18))


def test_a_victim_is_added_once() -> None:
    text = "The shelling of Marun on Friday was the end for Omar Lind."
    assert not [c for c in read_with(text, {}).claims if c.field is Field.RECIPIENT]
    reading = read_with(text, {("victim", "Omar Lind"): FIRST})
    assert [c.value.name for c in reading.claims if c.field is Field.RECIPIENT] == ["Omar Lind"]


def test_a_doer_without_a_happening_in_the_sentence_did_the_deed_before() -> None:
    text = "Nine men were killed in Marun on Friday. It is the Delta Front that the town talks of."
    told = {("doer", "the Delta Front"): FIRST, ("stance", "the Delta Front"): STANCES.index("accuses")}
    reading = read_with(text, told)
    found = [r for r in reading.responsibilities if "Delta Front" in r.actor]
    assert [(r.stance, r.modality) for r in found] == [(Stance.ACCUSES, Modality.ACTUAL)]
    assert found[0].event is not None
    assert not [r for r in read_with(text, {}).responsibilities if "Delta Front" in r.actor]


def test_a_doer_whom_no_lexicon_knows_goes_by_its_own_words() -> None:
    text = "The shelling of Marun on Friday is laid at the door of the Nightjars by everybody here."
    reading = read_with(text, {("doer", "the Nightjars"): FIRST})
    assert [c.value.name for c in reading.claims if c.field is Field.ACTOR] == ["Nightjars"]
    assert not [c for c in read_with(text, {("doer", "on"): FIRST}).claims if c.field is Field.ACTOR]


def test_a_word_of_blame_above_a_doer_says_who_blames() -> None:
    for text, who in (
        ("Omar Lind condemned the way in which the Nightjars took the port of Marun in the shelling.", "Omar Lind"),
        ("The Nightjars were denounced by Omar Lind after the shelling of Marun.", "Omar Lind"),
    ):
        words = "the Nightjars" if "the Nightjars" in text else "The Nightjars"
        found = read_with(text, {("doer", words): FIRST})
        told = {(c.claimant.name, c.stance) for c in found.claims if c.field is Field.ACTOR and "Night" in c.value.text}
        assert told == {(who, Stance.ACCUSES)}


def test_plain_answers_add_nothing() -> None:
    facts = read_with(HIDDEN, {}).judged
    assert facts is not None
    assert facts.facts.runs("doer", 0.5) == []
    assert int(facts.facts.chances["doer"].argmax(axis=1).max()) == OUTSIDE


@pytest.mark.parametrize(
    ("text", "word", "out"),
    [
        ("That guard was never charged.", "guard", True),
        ("That guard was charged at dawn.", "guard", False),
        ("The report does not tie the guard to the raid.", "guard", True),
        ("The report ties the guard to the raid.", "guard", False),
        ("A crowd in vests and helmets attacked the mill.", "helmets", True),
        ("Nine farmers in Lenz attacked the mill.", "Lenz", True),
        ("The mill was attacked by farmers from Lenz.", "farmers", False),
        ("The mill was attacked by a crowd, not by a gang.", "gang", True),
    ],
)
def test_who_is_named_only_to_say_that_it_was_not_he_or_where(text: str, word: str, out: bool) -> None:
    parse = read_with(text, {}).parse
    assert is_ruled_out(parse, next(t for t in parse.tokens if t.text == word)) is out


def test_a_number_of_people_is_no_doer_beside_the_people() -> None:
    text = "Tens of thousands of people confronted guards on Friday, with many of them in masks."
    reading = read_with(text, {("doer", "Tens"): FIRST})
    assert not any(name.startswith("Tens") and "people" not in name for name, _ in claimed(reading, Field.ACTOR))

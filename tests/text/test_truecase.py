"""Texts in capitals get the capitals that the parser needs, and nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.model import Document, Passage, PassageKind, Reading, Span
from rashomon.text.clean import prepare
from rashomon.text.parse import parse_passages
from rashomon.text.truecase import is_known, starts, true_case

SHOUTED = "THE MAYOR OF LIMA SAID ON FRIDAY THAT TWO POLICEMEN WERE KILLED BY GUNMEN IN THE U.S. CONGRESS."


def test_names_keep_a_capital_and_other_words_lose_theirs() -> None:
    assert true_case(SHOUTED) == (
        "The mayor of Lima said on Friday that two policemen were killed by gunmen in the U.S. Congress."
    )


def test_small_letters_are_treated_as_capitals_are() -> None:
    assert true_case(SHOUTED.lower()) == true_case(SHOUTED)


@given(st.text())
def test_nothing_but_case_changes(text: str) -> None:
    cased = true_case(text)
    assert len(cased) == len(text)
    assert all(new in {old, old.lower(), old.upper(), old.capitalize()} for old, new in zip(text, cased, strict=True))


@pytest.mark.parametrize(("words", "index", "expected"), [((".", '"', "no"), 2, True), ((",", "no"), 1, False)])
def test_where_a_sentence_starts(words: tuple[str, ...], index: int, expected: bool) -> None:
    assert starts(words, index) is expected


def test_regular_forms_of_known_words_are_known_unless_they_are_names() -> None:
    words = frozenset({"bake", "city", "wood"})
    assert all(is_known(word, words, frozenset()) for word in ("bakes", "baked", "baking", "cities", "woods"))
    assert not is_known("woods", words, frozenset({"woods"}))
    assert not is_known("oslo", words, frozenset())


def test_a_document_in_capitals_is_parsed_in_usual_ones_at_its_own_offsets() -> None:
    document = prepare(Document(id="d", name="d", text=SHOUTED))[0]
    assert "upper-case" in document.quality
    reading = Reading(document, passages=(Passage(0, PassageKind.ARTICLE, Span(0, len(SHOUTED))),))
    tokens = parse_passages(reading).tokens
    assert {t.text for t in tokens} >= {"Lima", "mayor", "gunmen"}
    assert all(SHOUTED[t.start : t.end] == t.text.upper() for t in tokens)
    killed = next(t for t in tokens if t.lower == "killed")
    assert killed.lemma == "kill"

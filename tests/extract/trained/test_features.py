"""What the encoder is told of a word."""

from __future__ import annotations

import numpy as np
import pytest

from rashomon.extract.trained.features import DEPENDENCIES, KINDS, SIZES, case_of, features_of, positions
from rashomon.extract.trained.windows import cut_windows
from rashomon.judged import Word
from rashomon.parsed import Parse, Span, Token


@pytest.mark.parametrize(
    ("word", "case"), [("12", 0), ("said", 1), ("Said", 2), ("A", 2), ("UN", 3), ("McCoy", 4), ("“", 0), ("", 0)]
)
def test_case(word: str, case: int) -> None:
    assert case_of(word) == case


def token(index: int, start: int, end: int, dep: str, head: int) -> Token:
    return Token(index, start, end, "", "", "", "VERB", "VB", dep, head, "", False, 0)


TEXT = "Ana said no"
WORDS = [Word(0, 3, (7,), 0), Word(4, 8, (8, 9), 0), Word(9, 11, (5,), 0)]
PARSE = Parse((token(0, 0, 3, "nsubj", 1), token(1, 4, 8, "ROOT", 1), token(2, 9, 11, "strange", 1)), (), ())


def test_parse_is_told() -> None:
    found = features_of(TEXT, WORDS, PARSE, [Span(9, 11)])
    assert found.shape == (3, len(KINDS) + 1)
    assert found[0, 2] == DEPENDENCIES.index("nsubj") + 1
    assert found[2, 2] == 0
    assert found[:, len(KINDS)].tolist() == [8, 8, 8]
    assert found[:, 5].tolist() == [0, 0, 2]
    assert found[0, 4] > found[1, 4] > found[2, 4]


def test_words_that_the_parser_did_not_see() -> None:
    found = features_of(TEXT, WORDS, Parse(), [])
    assert found[:, 1:].tolist() == [[0] * len(KINDS)] * 3


def test_within_the_sizes() -> None:
    found = features_of(TEXT, WORDS, PARSE, [Span(0, 11)])
    assert (found[:, : len(KINDS)] < np.array(SIZES)).all()


def test_positions_of_a_window() -> None:
    features = features_of(TEXT, WORDS, PARSE, [])
    (window,) = cut_windows(WORDS, 1, 2)
    placed = positions(window, features)
    assert placed[0].tolist() == placed[-1].tolist() == [0] * (len(KINDS) + 1)
    assert placed[2].tolist() == placed[3].tolist() == features[1].tolist()

"""What windows say of words is kept where the word stands deepest, and is asked for by stretches of the text."""

from __future__ import annotations

import numpy as np

from rashomon.extract.roles.judged import PARTS, empty, take
from rashomon.extract.trained.windows import Window
from rashomon.judged import Word, words_within
from rashomon.parsed import Span

ROLES, TYPES = ("actor", "victim"), ("ATTACK",)
WORDS = [Word(0, 5, (7,), 0), Word(6, 9, (8, 9), 0), Word(10, 16, (7,), 0)]


def window(words: list[int]) -> Window:
    found = Window([1], [-1])
    for i in words:
        found.words.append(i)
        found.firsts.append(len(found.ids))
        found.ids += WORDS[i].pieces
        found.owners += [i] * len(WORDS[i].pieces)
    return found


def scores(window: Window, sure: dict[int, int]) -> np.ndarray:
    """Ten for the first part of the role of each word named, and for `outside` elsewhere."""
    found = np.zeros((len(window.ids), len(ROLES), PARTS), np.float32)
    for word, position in zip(window.words, window.firsts, strict=True):
        for role in range(len(ROLES)):
            found[position, role, 1 if sure.get(word) == role else 0] = 10.0
    return found.reshape(len(window.ids), -1)


def test_a_stretch_is_as_sure_as_its_words() -> None:
    judged = empty(list(WORDS), ROLES, TYPES)
    whole = window([0, 1, 2])
    take(judged, whole, scores(whole, {0: 0, 1: 0}), np.zeros((len(whole.ids), 1), np.float32))
    assert words_within(judged.words, Span(6, 16)) == range(1, 3)
    both, half, none = (judged.inside(Span(*ends)) for ends in ((0, 9), (6, 16), (10, 16)))
    assert both[0] > 0.99
    assert both[1] < 0.01
    assert 0.49 < half[0] < 0.51
    assert none[0] < 0.01


def test_between_words_nobody_has_a_role() -> None:
    judged = empty(list(WORDS), ROLES, TYPES)
    assert judged.inside(Span(9, 10)).tolist() == [0.0, 0.0]
    assert judged.inside(Span(16, 20)).tolist() == [0.0, 0.0]


def test_the_deeper_window_is_believed() -> None:
    judged = empty(list(WORDS), ROLES, TYPES)
    whole, end = window([0, 1, 2]), window([1, 2])
    take(judged, whole, scores(whole, {1: 0}), np.zeros((len(whole.ids), 1), np.float32))
    take(judged, end, scores(end, {1: 1}), np.zeros((len(end.ids), 1), np.float32))
    assert judged.inside(Span(6, 9))[0] > 0.99


def test_a_text_tells_of_a_type_as_surely_as_its_surest_window() -> None:
    judged = empty(list(WORDS), ROLES, TYPES)
    one = window([0, 1, 2])
    for score in (-3.0, 3.0, -1.0):
        types = np.full((len(one.ids), 1), score, np.float32)
        take(judged, one, scores(one, {}), types)
    assert abs(float(judged.told[0]) - 1 / (1 + np.exp(-3.0))) < 1e-5

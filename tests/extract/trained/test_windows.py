"""Windows over a text: nothing is left out, whatever the text is made of."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import BertPreTokenizer

from rashomon.extract.trained.windows import LIMIT, LONGEST_WORD, Window, cut_windows, paragraphs_of, words_of
from rashomon.judged import Word
from rashomon.parsed import Span

BEGIN, END = 1, 2


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    made = Tokenizer(WordLevel({"[UNK]": 0}, unk_token="[UNK]"))
    made.pre_tokenizer = BertPreTokenizer()
    return made


def windows_of(lengths: list[int], pieces: int = 1) -> tuple[list[Word], list[Window]]:
    """Paragraphs of so many words, each word of so many pieces."""
    words: list[Word] = []
    for paragraph, length in enumerate(lengths):
        for _ in range(length):
            at = len(words)
            words.append(Word(at, at + 1, (9,) * pieces, paragraph))
    return words, list(cut_windows(words, BEGIN, END))


@pytest.mark.parametrize("lengths", [[3], [3, 4], [100, 100], [158], [159], [500], [20, 700, 3], [1] * 400])
@pytest.mark.parametrize("pieces", [1, 3])
def test_every_word_is_in_a_window(lengths: list[int], pieces: int) -> None:
    words, windows = windows_of(lengths, pieces)
    assert {i for w in windows for i in w.words} == set(range(len(words)))
    assert all(len(w.ids) <= LIMIT for w in windows)
    assert all(len(w.ids) == len(w.owners) for w in windows)


def test_a_word_begins_where_the_window_says() -> None:
    _, windows = windows_of([20, 30], 2)
    window = windows[0]
    assert [window.owners[p] for p in window.firsts] == window.words
    assert window.ids[0] == BEGIN
    assert window.ids[-1] == END


def test_paragraphs_are_parted_and_kept_whole() -> None:
    _, windows = windows_of([100, 50, 100])
    assert [w.words[0] for w in windows] == [0, 150]
    assert windows[0].ids.count(END) == 2


def test_windows_of_a_long_paragraph_overlap() -> None:
    _, windows = windows_of([400])
    for one, other in pairwise(windows):
        assert other.words[0] < one.words[-1]
        assert other.words[0] > one.words[0]


def test_no_words_make_no_windows() -> None:
    assert windows_of([]) == ([], [])


def test_words_have_the_offsets_of_the_text(tokenizer: Tokenizer) -> None:
    text = "  “Non,” said Zoé 🙂.\r\n\n\tThen\u00a0she left  \n"
    words = words_of(text, paragraphs_of(text, [Span(0, len(text))]), tokenizer)
    shown = [text[w.start : w.end] for w in words]
    assert shown[:6] == ["“", "Non", ",", "”", "said", "Zoé"]
    assert "🙂" in shown
    assert {w.paragraph for w in words} == {0, 1}
    assert all(w.start < w.end for w in words)


def test_paragraphs_stay_within_the_spans() -> None:
    text = "one\ntwo three\nfour"
    assert [text[s.start : s.end] for s in paragraphs_of(text, [Span(4, 9), Span(14, 18)])] == ["two t", "four"]


def test_an_endless_word_is_cut_short(tokenizer: Tokenizer) -> None:
    from tokenizers.models import BPE

    letters = Tokenizer(BPE({"a": 0}, []))
    letters.pre_tokenizer = BertPreTokenizer()
    text = "a" * 5000
    words = words_of(text, [Span(0, len(text))], letters)
    assert [(w.start, w.end, len(w.pieces)) for w in words] == [(0, 5000, LONGEST_WORD)]

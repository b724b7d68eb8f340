"""What our annotations teach at which words."""

from __future__ import annotations

from typing import Any

import pytest
from tokenizers import Tokenizer

from benchmarks.reader import Reader, document_of
from rashomon.data import data_path
from rashomon.judged import COLUMNS, FIRST, INSIDE, KINDS, OUTSIDE, STANCES, VOICES
from rashomon.model import Reading
from training.encoder.windowed import IGNORED
from training.facts.corpus import Text, examples, text_of

BODY = (
    "Rebels from the hills shelled Marun on Friday, the ministry said. At least 22 dockers were killed. "
    "A boy was hurt. Rebels left. The clinic was hit. Nobody there had seen the gunners."
)
NAMES = list(COLUMNS)


def span(words: str, nth: int = 1) -> list[int]:
    start = -1
    for _ in range(nth):
        start = BODY.index(words, start + 1)
    return [start, start + len(words)]


CLAIMS: list[dict[str, Any]] = [
    {"field": "actor", "value": span("Rebels from the hills"), "evidence": span("Rebels from the hills shelled Marun"),
     "claimant": span("the ministry"), "stance": "accuses"},
    {"field": "recipient", "value": span("dockers"), "evidence": span("22 dockers were killed"), "claimant": "AUTHOR"},
    {"field": "killed", "low": 22, "high": None, "evidence": span("At least 22 dockers"), "claimant": "AUTHOR"},
    {"field": "injured", "low": 1, "high": 1, "group": span("A boy"), "evidence": span("A boy was hurt"),
     "claimant": "UNNAMED"},
    {"field": "actor", "value": span("the gunners"), "evidence": span("The clinic was hit"), "claimant": "AUTHOR"},
]  # fmt: skip


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(data_path("models") / "reader" / "tokenizer.json"))


@pytest.fixture(scope="module")
def text(tokenizer: Tokenizer) -> Text:
    reading: Reading = Reader().read(document_of("t", BODY), whole=True, until="actors")
    return text_of("t", reading, {"claims": CLAIMS}, tokenizer)


def label(text: Text, column: str, words: str, nth: int = 1) -> list[int]:
    start, end = span(words, nth)
    inside = [i for i, w in enumerate(text.words) if w.start < end and start < w.end]
    return [int(text.labels[i, NAMES.index(column)]) for i in inside]


def test_the_words_of_a_value_are_a_mention(text: Text) -> None:
    assert label(text, "doer", "Rebels from the hills") == [FIRST, INSIDE, INSIDE, INSIDE]
    assert label(text, "victim", "dockers") == [FIRST]
    assert label(text, "doer", "the ministry") == [OUTSIDE, OUTSIDE]


def test_how_it_is_said_is_taught_at_the_first_word_alone(text: Text) -> None:
    assert label(text, "voice", "Rebels from") == [VOICES.index("somebody"), IGNORED]
    assert label(text, "stance", "Rebels") == [STANCES.index("accuses")]
    assert label(text, "voice", "A boy") == [VOICES.index("unnamed"), IGNORED]


def test_a_count_is_taught_at_its_number_or_its_one_person(text: Text) -> None:
    assert set(label(text, "count", "At least 22")) == {KINDS.index("killed")}
    assert label(text, "count", "A boy") == [KINDS.index("injured")] * 2
    assert label(text, "count", "Friday") == [0]


def test_a_value_outside_the_sentence_of_its_evidence_teaches_nothing(text: Text) -> None:
    assert label(text, "doer", "clinic") == [IGNORED]
    assert label(text, "doer", "gunners") == [IGNORED]


def test_windows_have_the_labels_of_their_words(text: Text) -> None:
    windows = list(examples(text, 0, 2, 40))
    assert len(windows) > 1
    for example in windows:
        assert (example.labels[example.window.firsts] == text.labels[example.window.words]).all()
        others = [i for i in range(len(example.window.ids)) if i not in set(example.window.firsts)]
        assert (example.labels[others] == IGNORED).all()

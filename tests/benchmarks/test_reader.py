"""The reader of the benchmarks: stages put in place of others, failures remembered."""

from __future__ import annotations

import pytest

from benchmarks.reader import Reader, document_of
from rashomon.errors import ModelError
from rashomon.model import Reading

TEXT = "Gunmen attacked a station in Alder on Monday. The attack killed two guards, police said."


def test_a_text_is_read_as_by_the_program() -> None:
    reader = Reader()
    reading = reader.read(document_of("a", TEXT), whole=True)
    assert reading.events
    assert reading.happenings
    assert reader.failed == []
    assert [reading.quote(passage.span) for passage in reading.passages] == [TEXT]


def test_a_stage_can_be_replaced_and_be_the_last() -> None:
    reading = Reader().read(document_of("a", TEXT), whole=True, instead={"mentions": lambda _: ()}, until="mentions")
    assert reading.events == ()
    assert reading.parse.tokens
    assert reading.happenings == ()


def test_a_stage_that_fails_leaves_the_document_empty_and_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    def broken(reading: Reading) -> object:
        raise ValueError("no fog")

    reader = Reader()
    reading = reader.read(document_of("a.txt", TEXT), whole=True, instead={"counts": broken})
    assert reading.events == ()
    assert reader.failed == ["a.txt"]
    assert "a.txt: the stage counts failed (ValueError: no fog)" in capsys.readouterr().err


def test_what_every_document_would_fail_on_stops_the_run() -> None:
    def gone(reading: Reading) -> object:
        raise ModelError("no model")

    with pytest.raises(ModelError):
        Reader().read(document_of("a", TEXT), instead={"parse": gone})


def test_ids_follow_from_name_and_text() -> None:
    assert document_of("a", TEXT).id == document_of("a", TEXT).id
    assert len({document_of(name, text).id for name in "ab" for text in (TEXT, "x")}) == 4

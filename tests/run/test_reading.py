"""From one document to one record, with stages that fail."""

from __future__ import annotations

import pytest

from rashomon import pipeline
from rashomon.errors import ModelError
from rashomon.model import Document, Passage, PassageKind, Reading, Span
from rashomon.pipeline import Stage
from rashomon.run.reading import read_one

TEXT = "Police in the town of Lorvia said on Monday that four people were killed when a bomb went off in a market."


def whole(kind: PassageKind) -> Stage:
    def cut(reading: Reading) -> tuple[Passage, ...]:
        return (Passage(0, kind, Span(0, len(reading.document.text))),)

    return Stage("segment", cut, ("document",), "passages")


def stages(monkeypatch: pytest.MonkeyPatch, *found: Stage) -> None:
    monkeypatch.setattr(pipeline, "STAGES", found)


def test_a_stage_that_fails_ends_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(reading: Reading) -> object:
        raise ZeroDivisionError("by nought")

    later: list[str] = []
    last = Stage("claims", lambda reading: later.append("ran"), ("passages",), "claims")
    stages(monkeypatch, whole(PassageKind.ARTICLE), Stage("places", fail, ("passages",), "places"), last)
    record = read_one(Document("d", "a.txt", TEXT))
    assert later == []
    assert record.document.text == TEXT
    assert record.words == len(TEXT.split())
    assert len(record.passages) == 1
    (problem,) = record.problems
    assert (problem.document, problem.code) == ("a.txt", "stage-failed")
    for words in ("'places'", "ZeroDivisionError", "test_reading", "by nought"):
        assert words in problem.message


def test_a_missing_model_is_not_the_fault_of_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(reading: Reading) -> object:
        raise ModelError("gone")

    stages(monkeypatch, whole(PassageKind.ARTICLE), Stage("parse", fail, ("passages",), "parse"))
    with pytest.raises(ModelError, match="gone"):
        read_one(Document("d", "a.txt", TEXT))


def test_no_article(monkeypatch: pytest.MonkeyPatch) -> None:
    stages(monkeypatch, whole(PassageKind.COMMENTS))
    assert [problem.code for problem in read_one(Document("d", "a.txt", TEXT)).problems] == ["no-article"]
    stages(monkeypatch, whole(PassageKind.ARTICLE))
    assert read_one(Document("d", "a.txt", TEXT)).problems == ()


def test_other_languages_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    stages(monkeypatch, Stage("segment", lambda reading: ran.append("ran"), ("document",), "passages"))
    text = (
        "Die Polizei teilte am Montag mit, dass bei dem Anschlag in der Stadt vier Menschen getötet worden seien. " * 3
    )
    record = read_one(Document("d", "a.txt", text))
    assert [problem.code for problem in record.problems] == ["not-english"]
    assert record.document.language == "de"
    assert ran == []


def test_the_whole_path_keeps_names_places_and_times() -> None:
    record = read_one(Document("d", "a.txt", TEXT + "\n\n" + TEXT.replace("four", "at least five")))
    assert not [problem for problem in record.problems if problem.code == "stage-failed"], record.problems
    assert record.passages
    assert record.mentions
    told = {ref.id for happening in record.happenings for ref in happening.mentions}
    for mention in record.mentions:
        assert record.document.text[mention.start : mention.end] == mention.quote
        assert (mention.happening is not None) == (mention.id in told)
    assert {claim.event_mention for claim in record.claims} <= {mention.id for mention in record.mentions}

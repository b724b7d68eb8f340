"""Articles that people annotated, scored: made-up ones here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import annotated
from benchmarks.framework import DataError, Job
from training.annotate import compiled

TEXT = (
    "Gunmen shelled Marun on Friday. The Interior Ministry said at least 22 dockers were killed. "
    "The mayor blamed the Delta Front for the shelling."
)


def claim(name: str, field: str, quote: str, claimant: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "event": "e1", "field": field, "quote": quote, "claimant": claimant, **more}


MARKS: dict[str, Any] = {
    "document": "d1",
    "events": [{"id": "e1", "type": "ASSAULT", "trigger": "shelled"}],
    "claims": [
        claim("c1", "killed", "at least 22 dockers were killed", "Interior Ministry", low=22, high=None),
        claim("c2", "actor", "Gunmen shelled Marun", "AUTHOR", value="Gunmen"),
        claim("c3", "actor", "blamed the Delta Front", "The mayor", value="the Delta Front", stance="denies"),
    ],
}


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "first").mkdir()
    (tmp_path / "first" / "d1.json").write_text(json.dumps(compiled(MARKS, TEXT)), encoding="utf8")
    splits = {"d1": {"split": "dev", "story": "d1"}, "d2": {"split": "test", "story": "d2"}}
    (tmp_path / "splits.json").write_text(json.dumps(splits), encoding="utf8")
    monkeypatch.setattr(annotated, "FOLDER", tmp_path)
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps({"id": "d1", "text": TEXT}) + "\n", encoding="utf8")
    return path


def test_a_split_is_read_and_scored(articles: Path) -> None:
    found = annotated.measure(Job(articles, "dev"))
    assert (found.documents, found.failed) == (1, ())
    assert (found.counts.f1, found.counts_with_claimant.f1) == (1.0, 1.0)
    assert found.doers.recall == 1.0
    assert found.responsibility.recall == 0.5  # the mayor does not deny it


def test_another_text_than_the_annotated_one_is_an_error(articles: Path) -> None:
    articles.write_text(json.dumps({"id": "d1", "text": TEXT + " More."}) + "\n", encoding="utf8")
    with pytest.raises(DataError, match="another text"):
        annotated.measure(Job(articles, "dev"))
    articles.write_text(json.dumps({"id": "x", "text": TEXT}) + "\n", encoding="utf8")
    with pytest.raises(DataError, match="d1, which is annotated, is not there"):
        annotated.measure(Job(articles, "dev"))


def test_a_file_that_is_no_json_lines_is_an_error(articles: Path) -> None:
    articles.write_text("no rows", encoding="utf8")
    with pytest.raises(DataError, match="no JSON Lines"):
        annotated.measure(Job(articles, "dev"))


def test_the_completed_annotation_comes_before_the_first() -> None:
    paths = annotated.annotated("dev")
    assert len(paths) > 100
    assert {p.parent.name for p in paths.values()} == {"first", "completed"}

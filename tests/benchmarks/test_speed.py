"""Timing: what is timed, in a process of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.framework import DataError, Job
from benchmarks.speed import _apart, _documents, _peak, _time_reading, measure
from rashomon.model import Document

TEXT = "Gunmen attacked a station in Alder on Monday. The attack killed two guards, police said."


def test_articles_are_read_with_what_is_known_of_them(tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    rows = [{"id": "1", "text": TEXT, "title": "Raid", "published": "2015-01-02"}, {"id": 2, "text": "x", "title": ""}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf8")
    one, two = _documents(path)
    assert (one.name, one.title, one.published, one.publisher) == ("1", "Raid", "2015-01-02", None)
    assert (two.name, two.title) == ("2", None)


def test_a_file_without_articles_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "some.jsonl").write_text("\n", encoding="utf8")
    with pytest.raises(DataError, match=r"some\.jsonl: it holds no article"):
        measure(Job(tmp_path, "dev"))


def test_memory_is_that_of_a_process_of_its_own() -> None:
    assert 10 < _apart(_peak) < 4000


def test_work_that_fails_there_fails_here(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match="_documents ended without a result"):
        _apart(_documents, tmp_path / "none.jsonl")
    assert "none.jsonl" in capfd.readouterr().err


def test_reading_and_linking_are_timed_apart() -> None:
    reading, linking, memory = _time_reading([Document(id="a", name="a", text=TEXT)], 1)
    assert 0 < linking < reading
    assert memory > 10

"""Data that cannot be used is named with its file and line."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from benchmarks.data import digest, files_of, read_json, read_jsonl, read_table, read_text, read_xml
from benchmarks.framework import DataError, Job


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"nowhere: there is no such folder.*--data"):
        files_of(tmp_path / "nowhere", "*.txt")


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"no file here is called \*\.txt"):
        files_of(tmp_path, "*.txt")


def test_a_row_cut_off_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": 1}\n\n{"id": 2, "te', encoding="utf8")
    with pytest.raises(DataError, match=r"rows\.jsonl, line 3: .*cut off"):
        list(read_jsonl(path, ["id"]))


def test_a_cut_archive_is_named(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl.gz"
    path.write_bytes(gzip.compress(("".join(json.dumps({"id": n}) + "\n" for n in range(5000))).encode())[:-200])
    with pytest.raises(DataError, match=r"rows\.jsonl\.gz, line \d+: .*cut off"):
        list(read_jsonl(path, ["id"]))


def test_missing_keys_are_named(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": 1, "text": "x"}\n{"id": 2}\n', encoding="utf8")
    with pytest.raises(DataError, match=r"line 2: text missing; it has id"):
        list(read_jsonl(path, ["id", "text"]))


def test_json_cut_off_is_named(tmp_path: Path) -> None:
    path = tmp_path / "records.txt"
    path.write_text('[\n{"event": "AID"},\n{"event": ', encoding="utf8")
    with pytest.raises(DataError, match=r"records\.txt, line 3"):
        read_json(path)


def test_xml_cut_off_is_named(tmp_path: Path) -> None:
    path = tmp_path / "corpus.xml"
    path.write_text("<articles>\n<article>\n<text>Fog over", encoding="utf8")
    with pytest.raises(DataError, match=r"corpus\.xml, line 3: not well-formed"):
        read_xml(path)


def test_tables_keep_quotation_marks_and_count_fields(tmp_path: Path) -> None:
    path = tmp_path / "rows.tsv"
    path.write_text('id\ttext\n1\tHe said "no\n2\n', encoding="utf8")
    rows = read_table(path, ["id", "text"])
    assert next(rows) == (2, {"id": "1", "text": 'He said "no'})
    with pytest.raises(DataError, match=r"line 3: 1 fields where the header has 2"):
        next(rows)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = tmp_path / "rows.tsv"
    path.write_text("id\tbody\n", encoding="utf8")
    with pytest.raises(DataError, match=r"line 1: no column text; there are id, body"):
        list(read_table(path, ["text"]))


def test_bytes_that_are_no_text_are_named_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"one\ntwo \xff\n")
    with pytest.raises(DataError, match="line 2: not UTF-8"):
        read_text(path)


def test_the_digest_follows_names_and_contents(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one", encoding="utf8")
    first = digest(tmp_path)
    assert first == digest(tmp_path)
    (tmp_path / "a").write_text("two", encoding="utf8")
    assert digest(tmp_path) != first
    (tmp_path / "a").rename(tmp_path / "b")
    assert digest(tmp_path) != first
    assert digest(tmp_path, tmp_path / "b") not in (digest(tmp_path), digest(tmp_path / "b"))
    with pytest.raises(DataError, match="no such file or folder"):
        digest(tmp_path / "c")


def test_a_sample_is_always_the_same_and_keeps_the_order() -> None:
    items = [f"item {n}" for n in range(100)]
    chosen = Job(Path(), "dev", 10).pick(items, str)
    assert chosen == Job(Path(), "all", 10).pick(items, str)
    assert len(chosen) == 10
    assert chosen == [one for one in items if one in chosen]
    assert set(chosen) == set(Job(Path(), "dev", 10).pick(items[::-1], str))
    assert Job(Path(), "dev").pick(items, str) == items

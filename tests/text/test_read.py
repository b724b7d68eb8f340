"""Reading paths: every kind of file, and every way in which one can be bad."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import sys
from pathlib import Path

import pytest

from rashomon.model import Document, Problem
from rashomon.text.read import read_paths
from rashomon.text.rows import LONGEST_TEXT

STORY = "Two people were killed in a blast in Aldermoor on Monday, police said.\r\n\r\nNobody claimed it."


def read(*paths: str | Path) -> tuple[list[Document], list[Problem]]:
    items = list(read_paths([str(path) for path in paths]))
    return [i for i in items if isinstance(i, Document)], [i for i in items if isinstance(i, Problem)]


def codes(problems: list[Problem]) -> list[str]:
    for problem in problems:
        assert problem.document
        assert len(problem.message) > 40, "a message says what happened and what to do"
    return [problem.code for problem in problems]


def test_text_is_kept_as_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    data = b"\xef\xbb\xbf" + STORY.encode()
    path.write_bytes(data)
    documents, problems = read(path)
    assert problems == []
    assert documents[0].text == STORY
    assert documents[0].name == str(path)
    assert documents[0].id == hashlib.sha256(data).hexdigest()[:16]
    assert documents[0].published is None


def test_folder_is_read_in_sorted_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b.TXT", ".hidden.txt", ".git/c.txt", "photo.jpg", "c.docx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(STORY)
    documents, problems = read(tmp_path)
    assert [d.name for d in documents] == [str(tmp_path / n) for n in ("b.txt", "a/b.TXT", "a/z.txt")]
    assert codes(problems) == ["files-left-out"]
    assert ".jpg (1)" in problems[0].message


def test_name_keeps_the_folder_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(STORY)
    monkeypatch.chdir(tmp_path)
    assert [d.name for d in read("in")[0]] == ["in/a.txt"]
    assert [d.name for d in read("./in/")[0]] == ["./in/a.txt"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.txt", b"", "empty-file"),
        ("blank.txt", b" \n\t\r\n", "empty-file"),
        ("marked.txt", b"\xef\xbb\xbf", "empty-file"),
        ("scan.txt", b"%PDF-1.7\n%\xe2\xe3", "binary-file"),
        ("letter.txt", b"PK\x03\x04\x14\x00\x06\x00", "binary-file"),
        ("noise.txt", bytes(range(256)) * 8, "binary-file"),
        ("notes.odd", b"Some text", "unknown-type"),
        ("page.html", b"<html><body></body></html>", "no-article"),
        ("empty.html", b"", "empty-file"),
        ("blank.html", b"\n \n", "empty-file"),
        ("empty.jsonl", b"", "empty-file"),
        ("blank.jsonl", b"\n\n", "empty-file"),
        ("empty.csv", b"text\n", "empty-file"),
        ("no.csv", b"title,body\na,b\n", "no-text-column"),
        ("bad.parquet", b"PAR1 and then nothing", "damaged-table"),
        ("bad.jsonl.gz", b"not packed at all", "truncated-gzip"),
        ("long.txt", b"word " * (LONGEST_TEXT // 5 + 1), "too-large"),
    ],
)
def test_bad_files_become_problems(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    documents, problems = read(path)
    assert documents == []
    assert codes(problems) == [code]
    assert problems[0].document == str(path)


def test_missing_path_says_which_folder_exists(tmp_path: Path) -> None:
    documents, problems = read(tmp_path / "nowhere.txt", tmp_path / "no" / "where.txt")
    assert documents == []
    assert codes(problems) == ["missing-path", "missing-path"]
    assert "exists" in problems[0].message
    assert "Neither" in problems[1].message


def test_one_bad_path_does_not_stop_the_next(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(STORY)
    documents, problems = read(tmp_path / "bad.txt", "\0", tmp_path / "good.txt")
    assert len(documents) == 1
    assert codes(problems) == ["missing-path", "cannot-open"]


def test_folder_without_readable_files(tmp_path: Path) -> None:
    assert codes(read(tmp_path)[1]) == ["no-readable-files"]
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    problem = read(tmp_path)[1][0]
    assert problem.code == "no-readable-files"
    assert ".pdf (1)" in problem.message


def test_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "shut.txt"
    path.write_text(STORY)

    def refuse(*_args: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("builtins.open", refuse)
    documents, problems = read(path)
    monkeypatch.undo()
    assert documents == []
    assert codes(problems) == ["no-permission"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert codes(read(tmp_path / "pipe.txt")[1]) == ["unknown-type"]


def test_broken_bytes_are_replaced_and_reported_with_offset(tmp_path: Path) -> None:
    path = tmp_path / "cut.txt"
    path.write_bytes("Öst: ten died".encode() + b" \xff\xfe in the b\xc3last. \xe2\x80\x9cNo\xe2\x80\x9d.")
    documents, problems = read(path)
    assert codes(problems) == ["undecodable-bytes"]
    assert problems[0].offset == documents[0].text.index("\ufffd") == 14
    assert documents[0].quality == ("undecodable-bytes",)
    assert documents[0].text.endswith("“No”.")


def test_windows_text_is_read_as_such_and_reported(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("The café in São Pedro was “calm” – but empty.".encode("cp1252"))
    documents, problems = read(path)
    assert documents[0].text == "The café in São Pedro was “calm” – but empty."
    assert documents[0].quality == ()
    assert codes(problems) == ["not-utf8"]


def test_long_line_is_read_with_a_note(tmp_path: Path) -> None:
    path = tmp_path / "flat.txt"
    path.write_text("Title\n" + "A man was hurt. " * 7000)
    documents, problems = read(path)
    assert len(documents) == 1
    assert codes(problems) == ["long-line"]
    assert problems[0].offset == 6


def test_null_bytes_do_not_crash(tmp_path: Path) -> None:
    path = tmp_path / "null.txt"
    path.write_bytes(STORY.encode() + b"\0 And so on.")
    documents, problems = read(path)
    assert problems == []
    assert "\0" in documents[0].text


# ---------------------------------------------------------------- standard input


def give_input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def test_input_is_one_text(monkeypatch: pytest.MonkeyPatch) -> None:
    give_input(monkeypatch, b"\n\n{A bracket} opens this story.\n\nFive were hurt.")
    documents, problems = read("-")
    assert problems == []
    assert [d.name for d in documents] == ["-"]
    assert documents[0].text == "\n\n{A bracket} opens this story.\n\nFive were hurt."


def test_input_is_rows_if_the_first_line_is_an_object(monkeypatch: pytest.MonkeyPatch) -> None:
    give_input(monkeypatch, b'\n{"id": "a", "text": "One died."}\n{"text": "Two died."}\nno\n')
    documents, problems = read("-")
    assert [d.name for d in documents] == ["a", "-:3"]
    assert codes(problems) == ["broken-row"]
    assert problems[0].line == 4


def test_empty_input(monkeypatch: pytest.MonkeyPatch) -> None:
    give_input(monkeypatch, b" \n")
    assert codes(read("-")[1]) == ["empty-file"]


# ---------------------------------------------------------------- rows


def write_rows(path: Path, *rows: object) -> Path:
    data = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows).encode("utf-8")
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def test_rows_with_all_fields(tmp_path: Path) -> None:
    row = {"id": 7, "text": STORY, "title": "Blast", "url": "https://a.test/1", "publisher": "Moor Post"}
    path = write_rows(tmp_path / "rows.jsonl.gz", {**row, "published": "2021-03-04T10:00:00Z"})
    documents, problems = read(path)
    assert problems == []
    document = documents[0]
    assert (document.name, document.title, document.publisher) == ("7", "Blast", "Moor Post")
    assert (document.published, document.published_by) == ("2021-03-04", "input")
    assert document.text == STORY


def test_id_is_the_hash_of_the_row(tmp_path: Path) -> None:
    first = '{"id": "a", "text": "One died."}'
    path = tmp_path / "rows.jsonl"
    path.write_bytes(first.encode() + b"\r\n")
    assert read(path)[0][0].id == hashlib.sha256(first.encode()).hexdigest()[:16]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ('{"id": "b", "text": "cut', "broken-row"),
        ("[" * 100_000, "broken-row"),
        ('["a list"]', "row-wrong-type"),
        ("3", "row-wrong-type"),
        ({"id": "b"}, "row-without-text"),
        ({"id": "b", "text": " "}, "row-without-text"),
        ({"id": "b", "text": None}, "row-without-text"),
        ({"id": "b", "text": ["a"]}, "row-wrong-type"),
        ({"id": "b", "text": 5}, "row-wrong-type"),
        ({"id": "b", "text": "x" * (LONGEST_TEXT + 1)}, "too-large"),
    ],
)
def test_bad_row_is_left_out_and_the_rest_goes_on(tmp_path: Path, row: object, code: str) -> None:
    path = write_rows(tmp_path / "rows.jsonl", {"id": "a", "text": STORY}, row, {"id": "c", "text": STORY})
    documents, problems = read(path)
    assert [d.name for d in documents] == ["a", "c"]
    assert codes(problems) == [code]
    assert problems[0].line == 2


@pytest.mark.parametrize(
    ("extra", "code"),
    [
        ({"published": "last week"}, "bad-date"),
        ({"published": "2021-02-30"}, "bad-date"),
        ({"published": 2021}, "row-wrong-type"),
        ({"title": ["a"]}, "row-wrong-type"),
        ({"id": {"a": 1}}, "row-wrong-type"),
    ],
)
def test_row_with_a_bad_field_is_read_without_it(tmp_path: Path, extra: dict[str, object], code: str) -> None:
    path = write_rows(tmp_path / "rows.jsonl", {"text": STORY, **extra})
    documents, problems = read(path)
    assert codes(problems) == [code]
    assert documents[0].name == f"{path}:1"
    assert documents[0].published is None
    assert documents[0].published_by is None


def test_lone_surrogates_become_replacement_characters(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "rows.jsonl", '{"id": "\\udc00", "text": "Fire \\ud83d\\ude00 and \\ud83d ash."}')
    documents, problems = read(path)
    assert documents[0].text == "Fire 😀 and \ufffd ash."
    documents[0].name.encode("utf-8")
    assert codes(problems) == ["undecodable-bytes"]
    assert problems[0].offset == 11


def test_truncated_gzip_keeps_the_rows_before(tmp_path: Path) -> None:
    rows = [{"id": str(n), "text": f"{n} {hashlib.sha256(str(n).encode()).hexdigest() * 40}"} for n in range(200)]
    path = write_rows(tmp_path / "rows.jsonl.gz", *rows)
    path.write_bytes(path.read_bytes()[:-2000])
    documents, problems = read(path)
    assert 0 < len(documents) < 200
    assert codes(problems) == ["truncated-gzip"]
    assert problems[0].line == len(documents) + 1


def test_rows_are_streamed(tmp_path: Path) -> None:
    """The first row comes before the broken end of the file has been seen."""
    path = write_rows(tmp_path / "rows.jsonl", {"id": "a", "text": STORY}, "{")
    items = read_paths([str(path)])
    first = next(items)
    assert isinstance(first, Document)
    assert first.name == "a"


def test_csv_rows_with_quotes_and_lines(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text('id,Text,published\na,"One, ""two""\nthree",2020-01-02\n,Four died.,\nc,,\n', newline="")
    documents, problems = read(path)
    assert [d.name for d in documents] == ["a", f"{path}:4"]
    assert documents[0].text == 'One, "two"\nthree'
    assert documents[0].published == "2020-01-02"
    assert codes(problems) == ["row-without-text"]
    assert problems[0].line == 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_of_spreadsheets(tmp_path: Path, encoding: str, separator: str) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(f"id{separator}text\r\n1{separator}Vier Männer starben.\r\n".encode(encoding))
    documents, _ = read(path)
    assert [(d.name, d.text) for d in documents] == [("1", "Vier Männer starben.")]


def test_parquet_rows(tmp_path: Path) -> None:
    import datetime

    import pyarrow as pa
    import pyarrow.parquet as pq

    path = tmp_path / "rows.parquet"
    table = {
        "id": ["a", None, "c"],
        "text": [STORY, "Two died.", None],
        "published": [datetime.date(2020, 1, 2), None, None],
        "other": [1, 2, 3],
    }
    pq.write_table(pa.table(table), path)
    documents, problems = read(path)
    assert [d.name for d in documents] == ["a", f"{path}:2"]
    assert documents[0].published == "2020-01-02"
    assert documents[0].text == STORY
    assert codes(problems) == ["row-without-text"]
    assert read(path)[0] == documents, "ids are stable"


def test_parquet_without_text_column(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"body": ["a"]}), tmp_path / "rows.parquet")
    assert codes(read(tmp_path / "rows.parquet")[1]) == ["no-text-column"]

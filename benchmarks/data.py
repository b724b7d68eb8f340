"""Reading the files of public data sets. What is wrong with one is said with its file and line."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from benchmarks.framework import DataError

__all__ = [
    "digest",
    "files_of",
    "need",
    "number_of",
    "read_bytes_text",
    "read_json",
    "read_jsonl",
    "read_table",
    "read_text",
    "read_xml",
]


def files_of(folder: Path, *patterns: str) -> list[Path]:
    """The files of a folder that match one of the patterns, sorted. Raises DataError when there is none."""
    if not folder.is_dir():
        raise DataError(f"{folder}: there is no such folder. Give the folder with the data: --data DIR.")
    found = sorted({path for pattern in patterns for path in folder.glob(pattern) if path.is_file()})
    if not found:
        raise DataError(f"{folder}: no file here is called {' or '.join(patterns)}; is this the right data set?")
    return found


def digest(path: Path, *more: Path) -> str:
    """One sha256 for a file, or for all files of a folder from their sorted relative paths and contents; with `more`,
    one for all of them together, in their order."""
    if more:
        return hashlib.sha256("".join(digest(one) for one in (path, *more)).encode()).hexdigest()
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    if not path.is_dir():
        raise DataError(f"{path}: there is no such file or folder. Give the data with --data DIR.")
    total = hashlib.sha256()
    for one in sorted(p for p in path.rglob("*") if p.is_file()):
        total.update(f"{one.relative_to(path).as_posix()}:{hashlib.sha256(one.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def read_text(path: Path) -> str:
    """A file's text as UTF-8, with its line ends as they are: the offsets of gold data count them."""
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise DataError(f"{path}, line {line}: not UTF-8.") from error


def read_bytes_text(path: Path) -> str:
    """A file of 1992, in which a few bytes may be no UTF-8."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror}).") from error


def read_jsonl(path: Path, keys: Sequence[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """(line number, object) of a .jsonl or .jsonl.gz; every object must have the keys."""
    for number, line in _lines(path):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise DataError(f"{path}, line {number}: not a JSON object ({error.msg}); is the file cut off?") from error
        yield number, need(row, keys, path, number)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    number = 0
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as stream:
            for number, line in enumerate(stream, 1):
                yield number, line
    except (EOFError, zlib.error, UnicodeDecodeError, OSError) as error:
        raise DataError(f"{path}, line {number + 1}: cannot be read on ({error}); is the file cut off?") from error


def need(row: object, keys: Sequence[str], path: Path, line: int) -> dict[str, Any]:
    """The row, if it is an object with all these keys. Raises DataError."""
    if not isinstance(row, dict):
        raise DataError(f"{path}, line {line}: expected an object, found {type(row).__name__}.")
    missing = [key for key in keys if key not in row]
    if missing:
        raise DataError(f"{path}, line {line}: {', '.join(missing)} missing; it has {', '.join(map(str, row))}.")
    return row


def read_json(path: Path) -> Any:
    text = read_text(path)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise DataError(f"{path}, line {error.lineno}: not JSON ({error.msg}); is the file cut off?") from error


def read_table(path: Path, columns: Sequence[str], delimiter: str = "\t") -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, row) of a table with a header; every row must have as many fields as the header.

    Tab-separated tables are read as they are, since a quotation mark may stand in a text.
    """
    stream = io.StringIO(read_text(path), newline="")
    plain = delimiter == "\t"
    rows = (
        csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE) if plain else csv.reader(stream, delimiter=delimiter)
    )
    header = next(rows, [])
    if missing := [name for name in columns if name not in header]:
        raise DataError(f"{path}, line 1: no column {', '.join(missing)}; there are {', '.join(header)}.")
    for row in rows:
        if not row:
            continue
        if len(row) != len(header):
            raise DataError(f"{path}, line {rows.line_num}: {len(row)} fields where the header has {len(header)}.")
        yield rows.line_num, dict(zip(header, row, strict=True))


def read_xml(path: Path) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(read_text(path))
    except ElementTree.ParseError as error:
        raise DataError(f"{path}, line {error.position[0]}: not well-formed XML; is the file cut off?") from error


def number_of(value: str | None, kind: Callable[[str], float], path: Path, what: str) -> float:
    """A number that the data states. Raises DataError."""
    try:
        return kind(value or "")
    except ValueError as error:
        raise DataError(f"{path}: {what} is no number: {value!r}.") from error

"""Rows of JSON Lines, CSV and Parquet files, streamed: no file is held in memory as a whole."""

from __future__ import annotations

import csv
import gzip
import json
import zlib
from collections.abc import Iterator
from typing import Any, Protocol

from rashomon.model import Document, Problem
from rashomon.text.decode import decode, looks_binary
from rashomon.text.rows import FIELDS, LONGEST_TEXT, canonical_id, document_from_row, hash_id, too_large

__all__ = ["read_csv", "read_jsonl", "read_parquet", "rows_of_jsonl"]

LONGEST_ROW = 8 * LONGEST_TEXT  # bytes; escapes can take more than a character's four
BATCH = 64  # rows of a Parquet file held at once

Item = Document | Problem


class Lines(Protocol):
    """What rows are read from: a file, an unpacked gzip file, standard input."""

    def readline(self, size: int = -1, /) -> bytes: ...


def read_jsonl(path: str) -> Iterator[Item]:
    """Rows of a .jsonl or .jsonl.gz file. Raises OSError when it cannot be opened."""
    packed = path.lower().endswith(".gz")
    with open(path, "rb") as raw:
        kind = looks_binary(raw.peek(512)[:512])
        if kind is not None and not packed:
            yield _binary(path, kind)
            return
        if not packed:
            yield from rows_of_jsonl(raw, path)
            return
        with gzip.GzipFile(fileobj=raw) as unpacked:
            yield from rows_of_jsonl(unpacked, path)


def rows_of_jsonl(stream: Lines, path: str, first: bytes = b"", number: int = 1) -> Iterator[Item]:
    """Rows of a stream; `first` is a line that was read from it already, `number` its line number."""
    rows = 0
    number -= 1
    while True:
        number += 1
        try:
            line = first or stream.readline(LONGEST_ROW)
            first = b""
            if len(line) >= LONGEST_ROW and not line.endswith(b"\n"):
                while line and not line.endswith(b"\n"):
                    line = stream.readline(LONGEST_ROW)
                rows += 1
                yield too_large(f"{path}:{number}", f"a row of more than {LONGEST_ROW:,} bytes", number)
                continue
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            yield _damaged(path, number, rows, error)
            return
        if not line:
            break
        if line.strip(b" \t\r\n\xef\xbb\xbf\0"):
            rows += 1
            yield from _json_row(line, path, number)
    if not rows:
        yield Problem(path, "empty-file", f"{path} holds no rows. The export probably failed: make it again.")


def _json_row(line: bytes, path: str, number: int) -> Iterator[Item]:
    raw = line.rstrip(b"\r\n")
    decoded = decode(raw)
    place = f"{path}:{number}"
    try:
        row = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        yield Problem(
            place,
            "broken-row",
            f"Line {number} of {path} is not valid JSON ({str(error)[:100]}). The row was not read, the rest goes on. "
            "A .jsonl file holds one whole JSON object per line: the line is probably cut, or the file is plain JSON.",
            number,
        )
        return
    if not isinstance(row, dict):
        yield Problem(
            place,
            "row-wrong-type",
            f"Line {number} of {path} is a JSON {type(row).__name__}, not an object. The row was not read. "
            'Write each row as {"id": ..., "text": ...}.',
            number,
        )
        return
    if decoded.encoding == "cp1252":
        yield Problem(
            place,
            "not-utf8",
            f"Line {number} of {path} is not UTF-8 and was read as Windows-1252, which fits. "
            "If letters with accents look wrong, export the file again as UTF-8.",
            number,
        )
    quality = ("undecodable-bytes",) if decoded.offset is not None else ()
    yield from document_from_row(row, hash_id(raw), path, number, quality)


def read_csv(path: str) -> Iterator[Item]:
    """Rows of a .csv file with a header; separated by commas, semicolons or tabs. Raises OSError on opening."""
    with open(path, "rb") as raw:
        kind = looks_binary(raw.peek(512)[:512])
        wide = raw.peek(2)[:2] in (b"\xff\xfe", b"\xfe\xff")
    if kind is not None:
        yield _binary(path, kind)
        return
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_ROW))
    encoding = "utf-16" if wide else "utf-8-sig"
    with open(path, encoding=encoding, errors="replace" if wide else "surrogateescape", newline="") as file:
        head = file.readline(LONGEST_ROW)
        file.seek(0)
        separator = max(",;\t", key=head.count)
        reader = csv.reader(file, delimiter=separator)
        columns: list[str] | None = None
        rows = 0
        try:
            line = 1
            for cells in reader:
                if columns is None:
                    columns = [cell.strip().lower() for cell in cells]
                    if "text" not in columns:
                        yield _no_text_column(path, cells)
                        return
                elif any(cells):
                    rows += 1
                    yield from _csv_row(dict(zip(columns, cells, strict=False)), path, line)
                line = reader.line_num + 1
        except csv.Error as error:
            yield Problem(
                f"{path}:{reader.line_num}",
                "broken-row",
                f"{path} cannot be read as CSV from line {reader.line_num} on ({error}). "
                f"The {rows} rows before it were read. Export it again, with quotes around every text.",
                reader.line_num,
            )
            return
    if not rows:
        yield Problem(path, "empty-file", f"{path} holds no rows below its header. Export it again.")


def _csv_row(row: dict[str, str], path: str, line: int) -> Iterator[Item]:
    """Bytes that are not UTF-8 came in as surrogates: decode such fields again, as what they are."""
    identity = canonical_id({key: value for key, value in row.items() if key in FIELDS})
    broken = False
    for key, value in row.items():
        if not value.isascii() and any("\udc80" <= c <= "\udcff" for c in value):
            decoded = decode(value.encode("utf-8", errors="surrogateescape"))
            row[key] = decoded.text
            broken = broken or (key == "text" and decoded.offset is not None)
    yield from document_from_row(row, identity, path, line, ("undecodable-bytes",) if broken else ())


def read_parquet(path: str) -> Iterator[Item]:
    """Rows of a .parquet file, a batch at a time; `line` is the row's number from 1. Raises OSError on opening."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    with open(path, "rb") as raw:
        try:
            table = pq.ParquetFile(raw)
            names = list(table.schema_arrow.names)
            columns = [name for name in names if name in FIELDS]
            if "text" not in columns:
                yield _no_text_column(path, names)
                return
            for batch in table.iter_batches(batch_size=BATCH, columns=columns):
                for row in batch.to_pylist():
                    number += 1
                    identity = canonical_id(row)
                    yield from document_from_row(row, identity, path, number)
        except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
            if isinstance(error, PermissionError):
                raise
            yield Problem(
                path,
                "damaged-table",
                f"{path} cannot be read as Parquet after row {number} ({str(error)[:120]}). The file is probably cut "
                "or holds something else: make it again, or write it as .jsonl.",
                number or None,
            )
            return
    if not number:
        yield Problem(path, "empty-file", f"{path} holds no rows. The export probably failed: make it again.")


def _no_text_column(path: str, names: list[Any]) -> Problem:
    held = ", ".join(str(name) for name in names[:12])
    return Problem(
        path,
        "no-text-column",
        f"{path} has no column `text` (it has: {held[:200]}). Nothing was read. Name the column with the articles "
        "`text`; id, title, url, publisher, published are optional.",
    )


def _binary(path: str, kind: str) -> Problem:
    return Problem(path, "binary-file", f"{path} holds {kind}, not rows of text. Check its ending, or convert it.")


def _damaged(path: str, number: int, rows: int, error: Exception) -> Problem:
    return Problem(
        path,
        "truncated-gzip",
        f"{path} is not a whole gzip file: it breaks off or is damaged at line {number} ({error}). The {rows} rows "
        "before it were read. The download probably stopped early: get it again.",
        number,
    )

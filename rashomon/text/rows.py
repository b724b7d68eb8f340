"""One row of JSON Lines, CSV or Parquet becomes a Document, with a problem for each field that cannot be used."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from rashomon.model import Document, Problem
from rashomon.text.decode import without_surrogates

__all__ = [
    "FIELDS",
    "LONGEST_LINE",
    "LONGEST_TEXT",
    "canonical_id",
    "document_from_row",
    "hash_id",
    "iso_date",
    "text_problems",
    "too_large",
]

FIELDS = ("id", "text", "title", "url", "publisher", "published")
LONGEST_TEXT = 5_000_000  # code points; a longer text is refused
LONGEST_LINE = 100_000  # code points; a longer line is read, with a note


def hash_id(data: bytes) -> str:
    """Document.id: the first 16 hexadecimal digits of the sha256 of the raw bytes."""
    return hashlib.sha256(data).hexdigest()[:16]


def canonical_id(row: Mapping[str, Any]) -> str:
    """Document.id of a table's row: hash of its JSON with sorted keys, no spaces, dates as ISO."""
    text = json.dumps(row, ensure_ascii=True, sort_keys=True, separators=(",", ":"), default=str)
    return hash_id(text.encode("ascii"))


def iso_date(value: str) -> str | None:
    """The day (YYYY-MM-DD) of an ISO 8601 date or time, or None when it is none."""
    try:
        return datetime.fromisoformat(value.strip()).date().isoformat()
    except ValueError:
        return None


def text_problems(name: str, text: str, line: int | None = None) -> Iterator[Problem]:
    """What is wrong with a text before anything reads it: codes "too-large" (refused) and "long-line" (a note)."""
    if len(text) > LONGEST_TEXT:
        yield too_large(name, f"{len(text):,} characters", line)
        return
    start = 0
    while len(text) - start > LONGEST_LINE:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end - start > LONGEST_LINE:
            yield Problem(
                name,
                "long-line",
                f"{name} has a line of {end - start:,} characters (at offset {start:,}); it was read all the same. "
                "Its line breaks were probably lost. If its passages come out wrong, restore the paragraphs.",
                line,
                start,
            )
            return
        start = end + 1


def too_large(name: str, size: str, line: int | None = None) -> Problem:
    """The problem of a text that is refused for its `size` (in words)."""
    return Problem(
        name,
        "too-large",
        f"{name} has {size}; one document may have {LONGEST_TEXT:,}. It was not read. "
        "It is probably many articles in one file: split it, or give one article per row of a .jsonl file.",
        line,
    )


def document_from_row(
    row: Mapping[str, Any], identity: str, path: str, line: int, quality: tuple[str, ...] = ()
) -> Iterator[Document | Problem]:
    """Problems of the row, then its document unless the row cannot be used.

    `identity` is the Document.id, `line` counts from 1. Codes: "row-without-text", "row-wrong-type", "bad-date",
    "undecodable-bytes", "too-large", "long-line".
    """
    place = f"{path}:{line}"
    values: dict[str, str | None] = {}
    wrong: list[Problem] = []
    for field in FIELDS:
        value, problem = _as_text(row.get(field), field, place, line)
        values[field] = value
        if problem:
            wrong.append(problem)
    name = values["id"] or place
    yield from wrong
    text = values["text"]
    if text is None or not text.strip():
        if not any(f"`text` of {place}" in problem.message for problem in wrong):
            yield _without_text(row, name, place, line)
        return
    notes = list(text_problems(name, text, line))
    yield from notes
    if any(note.code == "too-large" for note in notes):
        return
    text, lone = without_surrogates(text)
    if lone is not None or quality:
        yield Problem(
            name,
            "undecodable-bytes",
            f"{name} ({place}) holds characters that cannot be decoded, the first at offset "
            f"{text.find(chr(0xFFFD)):,}; each reads as U+FFFD. It was probably cut or converted wrongly: "
            "export it again as UTF-8.",
            line,
            text.find("\ufffd"),
        )
        quality = ("undecodable-bytes",)
    published, problem = _published(values["published"], name, place, line)
    if problem:
        yield problem
    yield Document(
        id=identity,
        name=name,
        text=text,
        title=values["title"],
        url=values["url"],
        publisher=values["publisher"],
        published=published,
        published_by="input" if published else None,
        quality=quality,
    )


def _as_text(value: Any, field: str, place: str, line: int) -> tuple[str | None, Problem | None]:
    """A field as a string; numbers are good ids, dates good `published`; NaN and empty strings are None."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None, None
    if isinstance(value, str) and not value.strip():
        return None, None
    if isinstance(value, str):
        return (value, None) if field == "text" else (without_surrogates(value.strip())[0], None)
    if field == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value), None
    if field == "published" and isinstance(value, date):
        return value.isoformat(), None
    left_out = "The row was not read" if field == "text" else "The row was read without it"
    return None, Problem(
        place,
        "row-wrong-type",
        f"`{field}` of {place} is of type {type(value).__name__}, where text is needed. {left_out}. "
        "The export probably nested or converted this field: write it as a string.",
        line,
    )


def _without_text(row: Mapping[str, Any], name: str, place: str, line: int) -> Problem:
    if "text" in row:
        what = f"The `text` of {place} is empty."
    else:
        keys = ", ".join(str(key) for key in list(row)[:8]) or "none"
        what = f"{place} has no `text` (its fields: {without_surrogates(keys)[0][:200]})."
    return Problem(
        name,
        "row-without-text",
        f"{what} The row was not read. Give each row `id` and `text`; title, url, publisher, published are optional.",
        line,
    )


def _published(value: str | None, name: str, place: str, line: int) -> tuple[str | None, Problem | None]:
    if value is None:
        return None, None
    day = iso_date(value)
    if day is not None:
        return day, None
    return None, Problem(
        name,
        "bad-date",
        f"`published` of {place} is {value[:40]!r}, which is no ISO date. The row was read with an unknown date. "
        "Write it as YYYY-MM-DD.",
        line,
    )

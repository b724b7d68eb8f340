"""Rows as JSON Lines or CSV. Tables for people are in `render.py`.

JSON holds the exact text; characters that could steer a terminal are written as \\u escapes, which parse back
to the same. CSV is for spreadsheets: nested keys become columns such as `claimant.name`, lists become JSON in one
cell, a text that a spreadsheet would take for a formula (it starts with = + - @, a tab or a line feed) gets an
apostrophe in front, returns become line feeds and other control characters U+FFFD. Numbers stay as they are.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from enum import StrEnum
from typing import IO, Any

__all__ = ["COLUMNS", "Format", "Kind", "Row", "write_csv", "write_jsonl"]

Row = dict[str, Any]


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


class Kind(StrEnum):
    """What a row is: the commands of the same name print them."""

    CLAIMS = "claims"
    EVENTS = "events"
    ACCOUNTS = "accounts"
    PASSAGES = "passages"
    PROBLEMS = "problems"
    QUEUE = "queue"
    DECISIONS = "decisions"
    SUMMARY = "summary"
    TIMELINE = "timeline"
    RESPONSIBILITY = "responsibility"
    WHY = "why"


TIME = "earliest latest month day precision text"

# Keys that hold an object, and the columns that it is spread over.
NESTED = {
    "claimant": "name kind",
    "place": "name lat lon precision country inside text",
    "time": TIME,
    "as_of": TIME,
    "relation": "kind to",
    "review": "status by at decision reason edited",
    "value": "text low high approximate group name kind lat lon precision country inside earliest latest month day",
}


def _columns(keys: str) -> tuple[str, ...]:
    return tuple(f"{key}.{inner}" if inner else key for key in keys.split() for inner in NESTED.get(key, "").split(" "))


# The columns of CSV: the keys of the JSON rows in their order, those in NESTED spread out.
COLUMNS: dict[Kind, tuple[str, ...]] = {
    Kind.CLAIMS: _columns(
        "id event document field value claimant via stance modality polarity evidence place time as_of part_of "
        "inferred_by score review"
    ),
    Kind.EVENTS: _columns("id type mode title place time modality documents mentions claims disagreements review"),
    Kind.ACCOUNTS: _columns(
        "id event field claimant value claims publishers independent relation via stance documents relations quotes "
        "since since_by reviews"
    ),
    Kind.PASSAGES: _columns("document kind start end author"),
    Kind.PROBLEMS: _columns("document code message line offset"),
    Kind.QUEUE: _columns("kind id event weight score why"),
    Kind.DECISIONS: _columns("id at by action targets before after reason state note"),
    Kind.SUMMARY: _columns("event title field rule low best high reasons claims left_out quotes"),
    Kind.TIMELINE: _columns(
        "event field day dated_by claimant publisher low high approximate group text status revises account claims "
        "documents quotes"
    ),
    Kind.RESPONSIBILITY: _columns(
        "event candidate names kind named claimant publisher stance possible of_himself claims quotes"
    ),
    Kind.WHY: _columns("a b linked reason needed average asked happenings documents total veto keys parts"),
}

# C1 controls, DEL, direction and invisible marks, line separators: \u escapes in JSON. (json escapes C0 itself.)
STEERING = re.compile("[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
FORMULA = ("=", "+", "-", "@", "\t", "\n")


def write_jsonl(rows: Iterable[Row], out: IO[str]) -> None:
    """One JSON object a line, in UTF-8."""
    for row in rows:
        line = json.dumps(row, ensure_ascii=False, allow_nan=False)
        out.write(STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", line) + "\n")


def write_csv(rows: Iterable[Row], kind: Kind, out: IO[str]) -> None:
    """A header and one line a row (RFC 4180, but with \\n, which shell tools expect)."""
    columns = COLUMNS[kind]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row, column) for column in columns])


def _cell(row: Row, column: str) -> object:
    value: Any = row
    for key in column.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=True, allow_nan=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    return _guarded(value) if isinstance(value, str) else value


def _guarded(text: str) -> str:
    text = CONTROL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) or text.startswith(FORMULA) else text

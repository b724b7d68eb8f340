"""JSON that parses back to the exact text, CSV that a spreadsheet cannot run."""

from __future__ import annotations

import csv
import io
import json

import pytest

from rashomon.show.output import COLUMNS, Kind, write_csv, write_jsonl


@pytest.mark.parametrize(
    "text", ["\x1b[31m", "a\u202eb", "\x9b0m", "line\nend\u2028", "plain ‘quoted’ 😀", "\ufeff", "\\u001b"]
)
def test_json_is_exact_and_harmless(text: str) -> None:
    out = io.StringIO()
    write_jsonl([{"quote": text, text: 1}], out)
    line = out.getvalue()
    assert json.loads(line) == {"quote": text, text: 1}
    assert line.count("\n") == 1
    assert all(sign.isprintable() for sign in line.rstrip("\n"))


@pytest.mark.parametrize("text", ["=1+1", "+44", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=cmd|' /C calc'!A0"])
def test_cells_that_look_like_formulas_are_guarded(text: str) -> None:
    out = io.StringIO()
    write_csv([{"document": text, "code": "x", "message": "fine", "line": -3, "offset": None}], Kind.PROBLEMS, out)
    header, row = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert tuple(header) == COLUMNS[Kind.PROBLEMS]
    assert row == ["'" + text.replace("\r", "\n"), "x", "fine", "-3", ""]


def test_nested_keys_become_columns() -> None:
    out = io.StringIO()
    row = {
        "id": "c1",
        "value": {"low": 2, "high": None, "approximate": True},
        "claimant": {"name": "Ada, Orr", "kind": "person"},
        "via": [{"name": "Bo"}],
        "evidence": [{"start": 1, "end": 2, "quote": "a\x1bb"}],
        "place": None,
    }
    write_csv([row], Kind.CLAIMS, out)
    (found,) = csv.DictReader(io.StringIO(out.getvalue(), newline=""))
    assert found["value.low"] == "2"
    assert found["value.high"] == ""
    assert found["value.approximate"] == "true"
    assert found["claimant.name"] == "Ada, Orr"
    assert json.loads(found["via"]) == [{"name": "Bo"}]
    assert json.loads(found["evidence"])[0]["quote"] == "a\x1bb"
    assert found["place.name"] == ""
    assert "\x1b" not in out.getvalue()


def test_control_characters_do_not_reach_csv() -> None:
    out = io.StringIO()
    write_csv([{"document": "a\x1b[2Jb\u202e", "message": "two\nlines"}], Kind.PROBLEMS, out)
    assert "a\ufffd[2Jb\ufffd" in out.getvalue()
    assert "two\nlines" in out.getvalue()

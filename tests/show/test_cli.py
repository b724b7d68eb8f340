"""The commands as they are typed: output, exit status, messages."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from rashomon import __version__
from rashomon.model import Document, Problem
from rashomon.run import engine
from rashomon.show.cli import app
from rashomon.show.output import COLUMNS, Kind
from tests.run.fakes import ToyLinker, read_toy

KEYS = {
    "claims": "id event document field value claimant via stance modality polarity evidence place time as_of part_of "
    "inferred_by score",
    "events": "id type mode title place time modality documents mentions claims disagreements",
    "accounts": "id event field claimant value claims publishers independent relation",
    "passages": "document kind start end",
    "problems": "document code message line offset",
}
HOSTILE = "\x1b[2J[bold]x\u202e"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two texts on Lorvia that differ, one on Arda, one empty file with a hostile name."""
    folder = tmp_path_factory.mktemp("cli") / "ledger"
    items: list[Document | Problem] = [
        Document("d1", "in/a.txt", "killed 200 mayor Lorvia\nkilled 2000 AUTHOR Lorvia\n", publisher="Daily Lorvian"),
        Document("d2", "in/b.txt", "killed 4 AUTHOR Arda\ninjured 9 doctors Lorvia\n"),
        Document("d3", f"in/{HOSTILE}.txt", f"killed 7 mayor{HOSTILE} Xanth{HOSTILE}\n"),
        Problem(f"in/{HOSTILE}", "empty-file", f"{HOSTILE} holds no text."),
    ]
    engine.read([], folder, read_one=read_toy, read_input=lambda paths: iter(items), linker=ToyLinker())
    return folder


def rashomon(*words: object, status: int = 0, width: int = 80) -> str:
    """Standard output of a command, or standard error where a failure is expected."""
    done = CliRunner().invoke(app, list(map(str, words)), env={"COLUMNS": str(width)}, prog_name="rashomon")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == status, done.stderr
    return str(done.stderr if status else done.stdout)


def rows(*words: object) -> list[dict[str, Any]]:
    return [json.loads(line) for line in rashomon(*words, "--format", "jsonl").splitlines()]


@pytest.mark.parametrize("command", ["claims", "events", "passages", "problems"])
def test_keys_are_those_of_the_contract(ledger: Path, command: str) -> None:
    found = rows(command, ledger)
    assert found
    contract = KEYS[command].split()
    for row in found:
        assert list(row)[: len(contract)] == contract
    header = next(csv.reader(io.StringIO(rashomon(command, ledger, "--format", "csv"))))
    assert tuple(header) == COLUMNS[Kind(command)]
    assert list(dict.fromkeys(column.split(".")[0] for column in header))[: len(contract)] == contract


def test_accounts_show_both_sides(ledger: Path) -> None:
    event = rows("events", ledger)[0]
    assert event["title"] == "Lorvia"
    assert [one["field"] for one in event["disagreements"]] == ["killed"]
    assert event["claims"] == 3
    found = rows("accounts", ledger, event["id"])
    assert [list(row)[:9] for row in found] == [KEYS["accounts"].split()] * 3
    mayor, author, doctors = found
    assert mayor["relation"] == {"kind": "differ", "to": [author["id"]]}
    assert author["relation"] == {"kind": "differ", "to": [mayor["id"]]}
    assert doctors["relation"] == {"kind": "agree", "to": []}
    assert author["publishers"] == ["Daily Lorvian"]
    assert rows("accounts", ledger, event["id"], "--field", "injured") == [doctors]
    page = rashomon("accounts", ledger, event["id"][:6])
    assert "≠ 2,000 (B)  against  200 (A)" in page
    assert "≠ differs from 2,000 (B)" in page
    assert "“killed 200 mayor Lorvia”  a.txt:0" in page
    assert "the author, in" in page
    assert page.index("KILLED") < page.index("NOT DISPUTED") < page.index("injured")


def test_all_gives_each_account_a_row_of_its_own(tmp_path: Path) -> None:
    for number, day in enumerate(("lake", "hill", "sea", "pond"), start=1):
        text = f"A shell hit the market of Kisumu on 3 May 2022. It killed nine people, the {day} paper wrote."
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf8")
    rashomon("read", *tmp_path.glob("*.txt"), "--ledger", tmp_path / "l")
    event = rows("events", tmp_path / "l")[0]["id"]
    told = rows("accounts", tmp_path / "l", event, "--field", "killed")
    assert len(told) == 4
    page = rashomon("accounts", tmp_path / "l", event, "--field", "killed", width=150)
    assert "4 voices in" in page
    assert "--all gives each a row of its own" in page
    every = rashomon("accounts", tmp_path / "l", event, "--field", "killed", "--all", width=150)
    assert all(one["claimant"]["name"] in every for one in told)
    assert "voices in" not in every
    assert "--all" not in every


@pytest.mark.parametrize("width", [40, 60, 80, 132])
@pytest.mark.parametrize("command", ["claims", "events", "passages", "problems", "accounts"])
def test_tables_keep_to_the_terminal(ledger: Path, command: str, width: int) -> None:
    more = [rows("events", ledger)[0]["id"]] if command == "accounts" else []
    page = rashomon(command, ledger, *more, width=width)
    assert max(map(len, page.splitlines())) <= width
    if command == "accounts":
        assert "2,000" in page
        assert "200" in page


@pytest.mark.parametrize("command", ["claims", "events", "passages", "problems"])
@pytest.mark.parametrize("format", ["table", "csv", "jsonl"])
def test_hostile_text_never_reaches_the_terminal(ledger: Path, command: str, format: str) -> None:
    page = rashomon(command, ledger, "--format", format, width=200)
    assert all(sign.isprintable() for sign in page.replace("\n", ""))
    if command != "events":
        assert "[bold]x" in page


def test_json_keeps_hostile_text_exactly(ledger: Path) -> None:
    assert f"in/{HOSTILE}.txt" in {row["document"] for row in rows("claims", ledger)}


def test_filters(ledger: Path) -> None:
    assert {row["document"] for row in rows("claims", ledger, "--document", "a.txt")} == {"in/a.txt"}
    assert {row["document"] for row in rows("claims", ledger, "--document", "in/b.txt")} == {"in/b.txt"}
    assert {row["field"] for row in rows("claims", ledger, "--field", "injured")} == {"injured"}
    assert rows("claims", ledger, "--document", "a.txt", "--field", "injured") == []
    assert len(rows("events", ledger, "--type", "ASSAULT")) == 3
    assert rows("events", ledger, "--type", "PROTEST") == []
    assert len(rows("events", ledger, "--place", "lorv")) == 3
    assert rows("events", ledger, "--place", "Arda") == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["accounts", "LEDGER", "zzz"], r"No event of .* begins with 'zzz'\. .*\w+ \(Lorvia\)"),
        (["accounts", "LEDGER", ""], "No event"),
        (["claims", "LEDGER", "--document", "c.txt"], r"called 'c\.txt'\. There are: .*in/a\.txt"),
        (["claims", "LEDGER", "--field", "bombed"], r"bombed.*killed"),
        (["claims", "LEDGER", "--format", "xml"], r"xml.*table"),
        (["accounts", "LEDGER"], "Missing argument 'EVENT'"),
        (["claims"], "Missing argument 'DIR'"),
        (["claims", "LEDGER", "--colour"], "No such option"),
        (["claims", "/nonexistent/ledger"], "There is no ledger at"),
        (["claims", "/"], "not a ledger"),
        (["read", "--ledger", "LEDGER"], "Missing argument 'PATH...'"),
        (["read", "/nonexistent/a.txt"], "Missing option '--ledger'"),
        (
            ["read", "-", "-", "--ledger", "LEDGER", "--workers", "0"],
            r"--workers must be 1 or more.*only once",
        ),
        (["read", "-", "-", "--ledger", "LEDGER"], "only once"),
        (["read", __file__, "--ledger", "/proc"], "not a ledger and not empty"),
        (["frobnicate"], "No such command"),
    ],
)
def test_wrong_usage_says_what_is_wrong(ledger: Path, words: list[str], message: str) -> None:
    said = rashomon(*(str(ledger) if word == "LEDGER" else word for word in words), status=2)
    assert re.search(message, said.replace("\n", " "), re.S), said
    assert "Traceback" not in said


def test_a_missing_path_is_a_row_in_problems(tmp_path: Path) -> None:
    rashomon("read", "/nonexistent/a.txt", "--ledger", str(tmp_path / "l"))
    (row,) = rows("problems", tmp_path / "l")
    assert (row["document"], row["code"]) == ("/nonexistent/a.txt", "missing-path")


def test_ambiguous_prefixes_list_the_choices(ledger: Path, tmp_path: Path) -> None:
    text = "".join(f"killed {number} AUTHOR Town{number}\n" for number in range(1, 40))
    items = [Document("d", "d.txt", text)]
    engine.read([], tmp_path / "l", read_one=read_toy, read_input=lambda paths: iter(items), linker=ToyLinker())
    ids = [row["id"] for row in rows("events", tmp_path / "l")]
    first = next(one[0] for one in ids if sum(other[0] == one[0] for other in ids) > 1)
    said = rashomon("accounts", tmp_path / "l", first, status=2)
    assert re.search(rf"\d+ events have an id that begins with '{first}'\. There are: {first}\w+ \(Town", said)


def test_a_newer_ledger(tmp_path: Path) -> None:
    (tmp_path / "ledger.json").write_text('{"format": "rashomon-ledger", "schema": 99, "version": "9.0"}')
    assert "Use the newer Rashomon" in rashomon("events", tmp_path, status=2).replace("\n", " ")


def test_a_closed_pipe_ends_quietly(ledger: Path) -> None:
    words = [sys.executable, "-W", "error", "-m", "rashomon", "claims", str(ledger), "--format", "jsonl"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.wait(60) == 0
        assert process.stderr.read() == b""


def test_version_and_help() -> None:
    assert rashomon("--version") == f"rashomon {__version__}\n"
    shown = rashomon("--help")
    for command in ("read", "claims", "events", "accounts", "passages", "problems"):
        assert command in shown


def test_a_c_locale_gets_utf8_json(ledger: Path) -> None:
    env = os.environ | {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    for format in ("table", "jsonl"):
        done = subprocess.run(
            [sys.executable, "-m", "rashomon", "claims", str(ledger), "--format", format],
            env=env,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        done.stdout.decode("utf8")

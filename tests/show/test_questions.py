"""The commands summary, timeline and responsibility as they are typed."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from rashomon.model import Document
from rashomon.run import engine
from rashomon.show.cli import app
from rashomon.show.output import COLUMNS, Kind
from tests.run.fakes import ToyLinker, read_toy

HOSTILE = "\x1b[2J[bold]<script>&x\u202e"
COMMANDS = {"summary": ["--rule", "ucdp"], "timeline": ["EVENT"], "responsibility": ["EVENT"]}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three texts on Lorvia: two figures of the mayor on two days, two of writers; one text also on Arda."""
    folder = tmp_path_factory.mktemp("questions") / "ledger"
    items = [
        Document("d1", "in/a.txt", "killed 40 mayor Lorvia\n", published="2022-05-02", publisher=f"Daily {HOSTILE}"),
        Document("d2", "in/b.txt", "killed 140 mayor Lorvia\n", published="2022-05-04"),
        Document("d3", "in/c.txt", "killed 4 AUTHOR Arda\nkilled 90 AUTHOR Lorvia\n"),
        Document("d4", "in/d.txt", f"actor 1 mayor{HOSTILE} Lorvia\nkilled 200 AUTHOR Lorvia\n"),
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


@pytest.fixture(scope="module")
def lorvia(ledger: Path) -> str:
    return next(str(row["id"]) for row in rows("events", ledger) if row["title"] == "Lorvia")


def typed(command: str, ledger: Path, event: str) -> list[str]:
    return [command, str(ledger), *(event if word == "EVENT" else word for word in COMMANDS[command])]


@pytest.mark.parametrize("command", COMMANDS)
def test_json_and_csv_have_the_same_keys(ledger: Path, lorvia: str, command: str) -> None:
    found = rows(*typed(command, ledger, lorvia))
    assert found
    header = next(csv.reader(io.StringIO(rashomon(*typed(command, ledger, lorvia), "--format", "csv"))))
    assert tuple(header) == COLUMNS[Kind(command)]
    for row in found:
        assert list(row) == list(dict.fromkeys(column.split(".")[0] for column in header))


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("width", [40, 80, 132])
def test_tables_keep_to_the_terminal_and_hostile_text_out(ledger: Path, lorvia: str, command: str, width: int) -> None:
    page = rashomon(*typed(command, ledger, lorvia), width=width)
    assert all(sign.isprintable() for sign in page.replace("\n", ""))
    if command == "timeline":
        assert max(map(len, page.splitlines())) <= width


@pytest.mark.parametrize(("rule", "best"), [("ucdp", 140), ("acled", 90), ("latest", 140)])
def test_a_summary_by_each_rule(ledger: Path, lorvia: str, rule: str, best: int) -> None:
    (row,) = rows("summary", ledger, "--rule", rule, "--event", lorvia[:6])
    assert (row["field"], row["rule"], row["best"]) == ("killed", rule, best)
    told = {quote["claim"]: quote["quote"] for quote in row["quotes"]}
    assert any(f" {best} " in told[claim] for claim in row["claims"]["best"])
    assert [one["reason"] for one in row["left_out"]] == ["replaced by a newer figure"]


def test_a_summary_of_all_events_and_of_one(ledger: Path, lorvia: str) -> None:
    page = rashomon("summary", ledger, "--rule", "ucdp")
    assert "By the rule ucdp" in page
    assert "Arda" in page
    one = rashomon("summary", ledger, "--rule", "ucdp", "--event", lorvia, width=132)
    assert "Arda" not in one
    assert "“killed 140 mayor Lorvia”  b.txt:0" in one
    assert "left out, replaced by a newer figure:" in one


def test_a_timeline_tells_day_by_day(ledger: Path, lorvia: str) -> None:
    found = rows("timeline", ledger, lorvia)
    assert [(row["day"], row["low"]) for row in found] == [
        ("2022-05-02", 40), ("2022-05-04", 140), (None, 90), (None, 200)
    ]  # fmt: skip
    assert [row["revises"] for row in found if row["claimant"]["name"] == "mayor"] == [False, True]
    page = rashomon("timeline", ledger, lorvia)
    assert page.index("2022-05-02") < page.index("2022-05-04") < page.index("no date")
    assert "Nobody counts the injured." in rashomon("timeline", ledger, lorvia, "--field", "injured")


def test_the_picture_is_valid_and_escaped_and_runs_nothing(ledger: Path, lorvia: str, tmp_path: Path) -> None:
    file = tmp_path / "toll.svg"
    rashomon("timeline", ledger, lorvia, "--svg", file)
    text = file.read_text(encoding="utf8")
    root = ElementTree.fromstring(text)
    space = "{http://www.w3.org/2000/svg}"
    title, desc = root.find(f"{space}title"), root.find(f"{space}desc")
    assert title is not None
    assert desc is not None
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert title.text == "Killed over time: Lorvia"
    assert "2022-05-02: 40; 2022-05-04: 140" in (desc.text or "")
    assert len([g for g in root.iter(f"{space}g") if g.get("class") == "point"]) == 4
    assert not list(root.iter(f"{space}script"))
    assert "<script" not in text
    assert not re.search(r"[\x00-\x08\x1b\u202e]|\bon\w+=|href", text)


def test_the_matrix(ledger: Path, lorvia: str) -> None:
    (row,) = rows("responsibility", ledger, lorvia)
    assert (row["claimant"]["name"], row["stance"]) == (f"mayor{HOSTILE}", "asserts")
    assert row["quotes"][0]["document"] == "in/d.txt"
    assert "who is said to have done it" in rashomon("responsibility", ledger, lorvia)
    arda = next(row["id"] for row in rows("events", ledger) if row["title"] == "Arda")
    assert "Nobody is said to have done it." in rashomon("responsibility", ledger, arda)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["summary", "LEDGER"], "Missing option '--rule'"),
        (["summary", "LEDGER", "--rule", "mean"], r"mean.*ucdp.*acled.*latest"),
        (["summary", "LEDGER", "--rule", "ucdp", "--event", "zzz"], r"No event of .* begins with 'zzz'"),
        (["summary", "LEDGER", "--rule", "ucdp", "--field", "actor"], r"actor is no number of people\. .*killed"),
        (["timeline", "LEDGER", "zzz"], "No event of"),
        (["timeline", "LEDGER", "LORVIA", "--field", "label"], "no number of people"),
        (["timeline", "LEDGER", "LORVIA", "--svg", "/nonexistent/t.svg"], "could not be written"),
        (["responsibility", "LEDGER", "zzz"], "No event of"),
    ],
)
def test_wrong_usage_says_what_is_wrong(ledger: Path, lorvia: str, words: list[str], message: str) -> None:
    places = {"LEDGER": str(ledger), "LORVIA": lorvia}
    said = rashomon(*(places.get(word, word) for word in words), status=2)
    assert re.search(message, said.replace("\n", " "), re.S), said


# ---------------------------------------------------------------- why


def test_why_by_events_and_by_documents(ledger: Path, lorvia: str) -> None:
    arda = next(str(row["id"]) for row in rows("events", ledger) if row["title"] == "Arda")
    page = rashomon("why", ledger, lorvia, arda)
    assert page.startswith(f"A  event {lorvia}  Lorvia\nB  event {arda}  Arda\n")
    assert "They are two" in page
    found = rows("why", ledger, "a.txt", "in/b.txt")
    assert {row["reason"] for row in found} == {"same-event"}
    assert found[0]["documents"] == ["in/a.txt", "in/b.txt"]
    assert found[0]["total"] == pytest.approx(sum(part["weight"] for part in found[0]["parts"]), abs=0.05)
    assert "They are one event: Lorvia" in rashomon("why", ledger, "a.txt", "b.txt")
    header = next(csv.reader(io.StringIO(rashomon("why", ledger, "a.txt", "b.txt", "--format", "csv"))))
    assert tuple(header) == COLUMNS[Kind.WHY]
    assert list(found[0]) == list(header)


@pytest.mark.parametrize("width", [40, 80, 132])
def test_why_keeps_hostile_text_out(ledger: Path, lorvia: str, width: int) -> None:
    page = rashomon("why", ledger, "d.txt", lorvia, width=width)
    assert all(sign.isprintable() for sign in page.replace("\n", ""))


def test_why_of_what_is_not_there_names_the_nearest(ledger: Path) -> None:
    said = rashomon("why", ledger, "aa.txt", "b.txt", status=2).replace("\n", " ")
    assert re.search(r"No event of .* begins with 'aa\.txt'.*No document of .* is called 'aa\.txt'", said)
    assert re.search(r"called 'aa\.txt'\. There are: in/a\.txt", said)

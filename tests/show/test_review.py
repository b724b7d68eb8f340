"""`rashomon review`: what is typed, what is said, and what readers show afterwards."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from rashomon.model import Document, Problem
from rashomon.run import engine
from rashomon.show.cli import app
from tests.run.fakes import ToyLinker, read_toy

HOSTILE = "\x1b[2J\u202e"
TEXTS = {
    "a.txt": "killed 200 mayor Lorvia\nkilled 2000 AUTHOR Lorvia\n",
    "b.txt": f"killed 4 AUTHOR{HOSTILE} Arda\ninjured 9 doctors Lorvia\n",
}


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    make(tmp_path / "l")
    return tmp_path / "l"


def make(folder: Path) -> None:
    items: list[Document | Problem] = [Document(f"id-{name}", name, text) for name, text in TEXTS.items()]
    engine.read([], folder, read_one=read_toy, read_input=lambda paths: iter(items), linker=ToyLinker())


def rashomon(*words: object, status: int = 0, stdin: str | None = None) -> str:
    env = {"COLUMNS": "100", "RASHOMON_REVIEWER": ""}
    done = CliRunner().invoke(app, list(map(str, words)), env=env, prog_name="rashomon", input=stdin)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == status, done.stderr
    return str(done.stderr if status else done.stdout)


def rows(*words: object) -> list[dict[str, Any]]:
    return [json.loads(line) for line in rashomon(*words, "--format", "jsonl").splitlines()]


def claim(ledger: Path, quote: str) -> str:
    return str(next(row["id"] for row in rows("claims", ledger) if row["evidence"][0]["quote"].startswith(quote)))


def event(ledger: Path, title: str) -> str:
    return str(next(row["id"] for row in rows("events", ledger) if row["title"] == title))


def test_the_queue_begins_with_what_is_disputed(ledger: Path) -> None:
    page = rashomon("review", ledger)
    assert page.index("2,000") < page.index("injured")
    assert "accounts differ" in page
    found = rows("review", ledger, "queue", "--limit", "2")
    assert [one["kind"] for one in found] == ["claim", "claim"]
    assert all(one["weight"] == 6 for one in found)
    assert "no claim has a score" in rashomon("review", ledger, "queue", "--order", "uncertainty").casefold()
    assert all(sign.isprintable() for sign in page.replace("\n", ""))


def test_what_is_decided_leaves_the_queue_and_conflicts_come_back_first(ledger: Path) -> None:
    one = claim(ledger, "injured 9")
    rashomon("review", ledger, "accept", one, "--by", "Ada")
    assert one not in {row["id"] for row in rows("review", ledger, "queue")}
    rashomon("review", ledger, "edit", one, "low=8", "--by", "Ben")
    first = rows("review", ledger, "queue")[0]
    assert first["id"] == one
    assert first["why"][0] == "people decided differently"


def test_edits_show_everywhere_and_unreviewed_does_not(ledger: Path) -> None:
    one = claim(ledger, "killed 2000")
    said = rashomon("review", ledger, "edit", one[:8], "low=1,900", "high=", "--by", "Ada", "--reason", "typo")
    decision = re.findall(r"decision (\w{16}) by Ada", said)[0]
    row = next(row for row in rows("claims", ledger) if row["id"] == one)
    assert (row["value"]["low"], row["value"]["high"]) == (1900, None)
    assert row["review"]["decision"] == decision
    assert row["review"]["machine"]["value"]["low"] == 2000
    assert row["review"]["reason"] == "typo"
    assert "edited by Ada" in rashomon("claims", ledger)
    assert "edited by Ada" in rashomon("accounts", ledger, event(ledger, "Lorvia"))
    plain = next(row for row in rows("claims", ledger, "--unreviewed") if row["id"] == one)
    assert (plain["value"]["low"], plain["review"]) == (2000, None)
    csv = rashomon("claims", ledger, "--format", "csv").splitlines()
    assert "review.status" in csv[0]
    assert decision in "".join(csv)


def test_a_merge_shows_what_moves_and_does_nothing_without_yes(ledger: Path) -> None:
    kept, gone = event(ledger, "Lorvia"), event(ledger, "Arda")
    page = rashomon("review", ledger, "merge", kept, gone)
    assert "killed 4 AUTHOR" in page
    assert "Add --yes" in page
    assert len(rows("events", ledger)) == 2
    rashomon("review", ledger, "merge", kept, gone, "--yes", "--by", "Ada")
    assert len(rows("events", ledger)) == 1
    assert rows("accounts", ledger, gone) == rows("accounts", ledger, kept)
    assert rows("events", ledger)[0]["review"]["status"] == "merged"
    rashomon("review", ledger, "undo", "--by", "Ada")
    assert len(rows("events", ledger)) == 2


def test_a_split_names_the_new_event(ledger: Path) -> None:
    one = event(ledger, "Lorvia")
    page = rashomon("review", ledger, "split", one, "--document", "b.txt")
    assert "moves  1 of 3 mentions, with 1 claims" in page
    said = rashomon("review", ledger, "split", one, "--document", "b.txt", "--yes", "--by", "Ada")
    new = re.findall(r"new event (\w+)", said)[0]
    assert [row["field"] for row in rows("accounts", ledger, new)] == ["injured"]


def test_the_log_says_what_became_of_each(ledger: Path) -> None:
    one = claim(ledger, "killed 200 ")
    rashomon("review", ledger, "accept", one, "--by", "Ada")
    rashomon("review", ledger, "undo", "--by", "Ada")
    rashomon("review", ledger, "reject", one, "--by", "Ben", "--reason", f"no{HOSTILE}")
    assert [row["state"] for row in rows("review", ledger, "log")] == ["undone", "stands", "stands"]
    page = rashomon("review", ledger, "log")
    assert "undone" in page
    assert all(sign.isprintable() for sign in page.replace("\n", ""))


def test_export_and_import(ledger: Path, tmp_path: Path) -> None:
    rashomon("review", ledger, "reject", claim(ledger, "killed 200 "), "--by", "Ada")
    rashomon("review", ledger, "edit", event(ledger, "Arda"), "title=Ardá", "--by", "Ada")
    exported = rashomon("review", ledger, "export")
    make(tmp_path / "other")
    assert "2 decisions are new, 0 were here" in rashomon("review", tmp_path / "other", "import", "-", stdin=exported)
    assert "0 decisions are new, 2 were here" in rashomon("review", tmp_path / "other", "import", ledger)
    assert rows("claims", tmp_path / "other") == rows("claims", ledger)
    assert rows("events", tmp_path / "other") == rows("events", ledger)
    assert rashomon("review", tmp_path / "other", "export") == exported
    rashomon("review", tmp_path / "other", "import", "-", stdin=exported[:-40], status=2)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["accept", "zzz", "--by", "Ada"], "No event of .* 'zzz'"),
        (["accept", "CLAIM"], "Say who decides: --by NAME"),
        (["accept", "CLAIM", "--by", HOSTILE], "needs the name"),
        (["edit", "CLAIM", "low", "--by", "Ada"], "Not of the form KEY=VALUE: low"),
        (["edit", "CLAIM", "stance=shouts", "--by", "Ada"], "one of asserts, accuses"),
        (["undo", "--by", "Ada"], "Ada has no decision"),
        (["undo", "abc", "--by", "Ada"], "There are none yet"),
        (["import", "/nonexistent/x"], "There is no"),
        (["split", "EVENT"], "name what moves"),
        (["merge", "EVENT", "EVENT"], "other than"),
        (["frobnicate"], "No such command"),
    ],
)
def test_wrong_usage_says_what_is_wrong(ledger: Path, words: list[str], message: str) -> None:
    named = {"CLAIM": claim(ledger, "killed 200 "), "EVENT": event(ledger, "Lorvia")}
    said = rashomon("review", ledger, *(named.get(word, word) for word in words), status=2)
    assert re.search(message, said.replace("\n", " ")), said
    assert "Traceback" not in said


def test_show_lists_what_may_be_set(ledger: Path) -> None:
    page = rashomon("review", ledger, "show", claim(ledger, "killed 200 "))
    for setting in ("low=200", "high=200", "claimant=mayor", "stance=asserts"):
        assert setting in page
    assert "title=Lorvia" in rashomon("review", ledger, "show", event(ledger, "Lorvia"))

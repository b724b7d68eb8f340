"""Runs that repeat, fail, die, are killed or stopped, alone and beside readers."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from rashomon.errors import ConfigurationError, LedgerError, ModelError
from rashomon.ledger.records import Record
from rashomon.ledger.store import Ledger
from rashomon.model import Document, Evidence, Problem
from rashomon.run import engine
from rashomon.run.engine import Summary
from rashomon.run.workers import ReadOne
from rashomon.show.output import write_jsonl
from rashomon.show.rows import claim_row, event_row, passage_row, problem_row
from rashomon.show.selection import ranked_events
from tests.run.fakes import ToyLinker, read_toy

Items = Sequence[Document | Problem]


def documents(count: int) -> list[Document | Problem]:
    return [
        Document(
            f"id{number}",
            f"in/{number:03}.txt",
            f"Report {number}\nkilled {number + 1} mayor Lorvia\ninjured 3 AUTHOR Lorvia\n"
            f"killed 4 AUTHOR Town{number % 3}\n",
        )
        for number in range(count)
    ]


def run(folder: Path, items: Items, workers: int = 1, read_one: ReadOne = read_toy) -> Summary:
    return engine.read([], folder, workers, read_one=read_one, read_input=lambda paths: iter(items), linker=ToyLinker())


def exported(folder: Path) -> str:
    out = io.StringIO()
    with Ledger(folder) as ledger:
        write_jsonl((claim_row(item) for item in ledger.claims()), out)
        write_jsonl((event_row(*pair) for pair in ranked_events(ledger.events())), out)
        write_jsonl((passage_row(*pair) for pair in ledger.passages()), out)
        write_jsonl((problem_row(one) for one in ledger.problems()), out)
    return out.getvalue()


def codes(folder: Path) -> dict[str, str]:
    with Ledger(folder) as ledger:
        return {one.document: one.code for one in ledger.problems()}


def test_a_run_says_what_it_did(tmp_path: Path) -> None:
    items = [*documents(7), Problem("in/empty.txt", "empty-file", "Nothing in it.")]
    summary = run(tmp_path / "l", items)
    assert (summary.documents, summary.known, summary.claims, summary.events) == (7, 0, 21, 4)
    assert summary.problems == {"empty-file": 1}
    assert summary.words == 7 * 14
    assert summary.peak_memory > 1_000_000
    assert not summary.interrupted


@pytest.mark.parametrize("workers", [1, 2])
def test_the_same_input_twice_changes_nothing(tmp_path: Path, workers: int) -> None:
    items = [*documents(5), Problem("in/empty.txt", "empty-file", "Nothing in it."), documents(1)[0]]
    run(tmp_path / "l", items, workers)
    before, files = exported(tmp_path / "l"), sorted(tmp_path.rglob("*.parquet"))
    summary = run(tmp_path / "l", items, workers)
    assert (summary.documents, summary.known, summary.problems) == (0, 6, {})
    assert exported(tmp_path / "l") == before
    assert sorted(tmp_path.rglob("*.parquet")) == files


def test_the_number_of_workers_does_not_matter(tmp_path: Path) -> None:
    items = documents(12)
    items[3] = Document("id3", "in/003.txt", "!slow\nkilled 9 AUTHOR Lorvia\n")
    run(tmp_path / "one", items, 1)
    run(tmp_path / "two", items, 2)
    assert exported(tmp_path / "one") == exported(tmp_path / "two")
    run(tmp_path / "turned", list(reversed(items)), 1)
    assert exported(tmp_path / "one") == exported(tmp_path / "turned")


def test_two_runs_give_what_one_gives(tmp_path: Path) -> None:
    items = documents(9)
    run(tmp_path / "one", items)
    run(tmp_path / "two", items[:4])
    run(tmp_path / "two", items)
    assert exported(tmp_path / "one") == exported(tmp_path / "two")


def test_the_same_bytes_under_another_name(tmp_path: Path) -> None:
    first = documents(1)[0]
    assert isinstance(first, Document)
    copy = Document(first.id, "in/copy.txt", first.text)
    for _ in range(2):
        run(tmp_path / "l", [first, copy])
        with Ledger(tmp_path / "l") as ledger:
            (problem,) = ledger.problems()
            assert len(list(ledger.documents())) == 1
        assert (problem.document, problem.code) == ("in/copy.txt", "same-bytes")
        assert "in/000.txt" in problem.message


def test_another_text_under_the_same_name(tmp_path: Path) -> None:
    run(tmp_path / "l", [Document("v1", "a.txt", "killed 4 AUTHOR Lorvia\n")])
    run(tmp_path / "l", [Document("v2", "a.txt", "killed 5 AUTHOR Lorvia\n")])
    assert codes(tmp_path / "l") == {"a.txt": "same-name"}
    with Ledger(tmp_path / "l") as ledger:
        assert [item.claim.value.low for item in ledger.claims()] == [4, 5]


def test_a_failing_document_is_a_problem_and_keeps_its_text(tmp_path: Path) -> None:
    items = documents(3)
    items[1] = Document("bad", "in/bad.txt", "!fail")
    summary = run(tmp_path / "l", items)
    assert summary.problems == {"stage-failed": 1}
    with Ledger(tmp_path / "l") as ledger:
        assert ledger.text("bad") == "!fail"
        (problem,) = ledger.problems()
        assert len(list(ledger.claims())) == 6
    assert "RuntimeError" in problem.message
    assert "asked to fail" in problem.message


def with_false_quote(document: Document) -> Record:
    from dataclasses import replace

    record = read_toy(document)
    false = replace(record.claims[0], evidence=(Evidence(0, 4, "made up"),))
    return replace(record, claims=(false, *record.claims[1:]))


def test_a_claim_whose_quote_is_not_in_the_text_is_never_kept(tmp_path: Path) -> None:
    summary = run(tmp_path / "l", documents(1), read_one=with_false_quote)
    assert summary.problems == {"claims-dropped": 1}
    assert summary.claims == 2


def with_huge_number(document: Document) -> Record:
    from dataclasses import replace

    record = read_toy(document)
    return replace(record, claims=tuple(replace(c, value=replace(c.value, low=10**40)) for c in record.claims))


def test_a_record_that_cannot_be_stored_leaves_its_text(tmp_path: Path) -> None:
    summary = run(tmp_path / "l", documents(2), read_one=with_huge_number)
    assert summary.problems == {"stage-failed": 2}
    assert summary.documents == 2
    assert set(codes(tmp_path / "l")) == {"in/000.txt", "in/001.txt"}


def test_a_worker_that_dies_takes_only_its_document(tmp_path: Path) -> None:
    items = documents(6)
    items[2] = Document("deadly", "in/deadly.txt", "!die")
    summary = run(tmp_path / "l", items, 2)
    assert summary.documents == 6
    assert summary.problems == {"worker-died": 1}
    assert codes(tmp_path / "l") == {"in/deadly.txt": "worker-died"}
    with Ledger(tmp_path / "l") as ledger:
        assert ledger.text("deadly") == "!die"
        assert len(list(ledger.claims())) == 15


def without_model(document: Document) -> Record:
    raise ModelError("The model is missing.")


@pytest.mark.parametrize("workers", [1, 2])
def test_a_missing_model_ends_the_run_and_marks_nothing_as_read(tmp_path: Path, workers: int) -> None:
    with pytest.raises(ModelError, match="is missing"):
        run(tmp_path / "l", documents(3), workers, without_model)
    assert run(tmp_path / "l", documents(3)).documents == 3


def test_no_workers(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="--workers must be 1 or more, not 0"):
        run(tmp_path / "l", documents(1), 0)
    assert not (tmp_path / "l").exists()


@pytest.mark.parametrize("ledger", ["in/ledger", "in", "in/deep/ledger"])
def test_a_ledger_among_what_is_read(tmp_path: Path, ledger: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("killed 4 AUTHOR Lorvia\n")
    with pytest.raises(ConfigurationError, match="lies inside"):
        engine.read([str(tmp_path / "in")], tmp_path / ledger, read_one=read_toy, linker=ToyLinker())
    assert not (tmp_path / ledger / "ledger.json").exists()


def test_a_stop_keeps_what_is_done(tmp_path: Path) -> None:
    def stopped() -> Iterator[Document | Problem]:
        yield from documents(4)
        raise KeyboardInterrupt

    summary = engine.read([], tmp_path / "l", read_one=read_toy, read_input=lambda paths: stopped(), linker=ToyLinker())
    assert summary.interrupted
    assert summary.documents == 4
    with Ledger(tmp_path / "l") as ledger:
        assert len(list(ledger.documents())) == 4
        assert {item.event for item in ledger.claims()} == {None}
    again = run(tmp_path / "l", documents(4))  # nothing to read, but to link
    assert (again.documents, again.known, again.events) == (0, 4, 4)


class BrokenLinker(ToyLinker):
    def copies(self, documents: Sequence[tuple[str, str]]) -> dict[str, str]:
        raise RuntimeError("cannot link")


def test_a_failure_of_linking_loses_no_document(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"All 3 documents .* kept.*cannot link"):
        engine.read(
            [],
            tmp_path / "l",
            read_one=read_toy,
            read_input=lambda paths: iter(documents(3)),
            linker=BrokenLinker(),
        )
    assert run(tmp_path / "l", documents(3)).events == 4


# ---------------------------------------------------------------- real processes

READ = """
import sys
from pathlib import Path
from rashomon.run import engine
from tests.run.fakes import ToyLinker, read_toy

engine.FLUSH_DOCUMENTS = 2
if __name__ == "__main__":
    engine.read([sys.argv[2]], Path(sys.argv[1]), int(sys.argv[3]), read_one=read_toy, linker=ToyLinker())
"""


def start(tmp_path: Path, workers: int) -> subprocess.Popen[bytes]:
    program = tmp_path / "program.py"
    program.write_text(READ)
    paths = os.pathsep.join([str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")])
    return subprocess.Popen(
        [sys.executable, str(program), str(tmp_path / "l"), str(tmp_path / "in"), str(workers)],
        env=os.environ | {"PYTHONPATH": paths},
    )


def slow_files(tmp_path: Path, count: int) -> None:
    (tmp_path / "in").mkdir()
    for number in range(count):
        text = f"!slow {number}\nkilled {number + 1} mayor Lorvia\n"
        (tmp_path / "in" / f"{number:03}.txt").write_text(text)


def wait_for(condition: object, seconds: float = 30) -> None:
    assert callable(condition)
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "nothing happened"
        time.sleep(0.02)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_killed_run_goes_on(tmp_path: Path, workers: int) -> None:
    slow_files(tmp_path, 16)
    parts = tmp_path / "l" / "parts"
    with start(tmp_path, workers) as process:
        wait_for(lambda: parts.exists() and any(name[0] == "0" for name in os.listdir(parts)))
        process.send_signal(signal.SIGKILL)
    with Ledger(tmp_path / "l") as ledger:
        kept = len(list(ledger.documents()))
        assert 1 <= kept < 16  # a slow machine writes what it has after some seconds, be it one
        assert len(list(ledger.claims())) == kept
    (parts / "unfinished-000999").mkdir()
    summary = engine.read([str(tmp_path / "in")], tmp_path / "l", read_one=read_toy, linker=ToyLinker())
    assert (summary.documents, summary.known) == (16 - kept, kept)
    assert not list(parts.glob("unfinished-*"))
    engine.read([str(tmp_path / "in")], tmp_path / "whole", read_one=read_toy, linker=ToyLinker())
    assert exported(tmp_path / "l") == exported(tmp_path / "whole")


READER = """
import sys, time
from pathlib import Path
from rashomon.ledger.store import Ledger

last = 0
while last < int(sys.argv[2]):
    with Ledger(Path(sys.argv[1])) as ledger:
        documents = len(list(ledger.documents()))
        claims = [item.claim for item in ledger.claims()]
        assert len(claims) == documents, (len(claims), documents)
        for view in ledger.events():
            assert len(view.mentions) == len(view.claims)
        assert documents >= last
        last = documents
print(last)
"""


def test_two_read_while_a_third_writes(tmp_path: Path) -> None:
    slow_files(tmp_path, 8)
    with start(tmp_path, 1) as writer:
        wait_for((tmp_path / "l" / "ledger.json").exists)
        readers = [
            subprocess.Popen(
                [sys.executable, "-c", READER, str(tmp_path / "l"), "8"], stdout=subprocess.PIPE, text=True
            )
            for _ in range(2)
        ]
        said = [reader.communicate(timeout=60)[0] for reader in readers]
        assert writer.wait(60) == 0
    assert said == ["8\n", "8\n"]


def test_a_second_writer_is_turned_away(tmp_path: Path) -> None:
    slow_files(tmp_path, 6)
    with start(tmp_path, 1) as first:
        wait_for((tmp_path / "l" / "ledger.json").exists)
        with pytest.raises(LedgerError, match=f"(?i)process {first.pid} is writing"):
            run(tmp_path / "l", documents(1))
        assert first.wait(60) == 0


def test_json_is_what_the_contract_says(tmp_path: Path) -> None:
    run(tmp_path / "l", documents(2))
    for line in exported(tmp_path / "l").splitlines():
        json.loads(line)


def test_ctrl_c_in_the_middle_of_workers(tmp_path: Path) -> None:
    slow = [Document(f"s{n}", f"{n}.txt", f"!slow\nkilled {n + 1} AUTHOR Lorvia\n") for n in range(30)]
    timer = threading.Timer(2.5, lambda: os.kill(os.getpid(), signal.SIGINT))
    timer.start()
    summary = run(tmp_path / "l", slow, 2)
    timer.cancel()
    if summary.documents < 30:
        assert summary.interrupted
        with Ledger(tmp_path / "l") as ledger:
            assert len(list(ledger.documents())) == summary.documents

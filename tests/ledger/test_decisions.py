"""The log of decisions: what is added stays, what is damaged is said, undo has no end."""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.errors import ConfigurationError, LedgerError
from rashomon.ledger.decisions import LOG, _identified, add, decision_row, draft, parse_log, read_log, standing
from rashomon.model import Decision


def some(number: int = 0, by: str = "Ada") -> Decision:
    return draft("accept", by, [f"c{number}"], {"claim": {"id": f"c{number}"}}, {}, "seen \u202e it")


def test_what_is_added_comes_back_in_order(tmp_path: Path) -> None:
    made = [*add(tmp_path, [some(1), some(2)]), *add(tmp_path, [some(3)])]
    log = read_log(tmp_path)
    assert list(log.decisions) == made
    assert log.problems == ()
    assert [one.at for one in made] == sorted({one.at for one in made})
    assert len({one.id for one in made}) == 3
    assert made[0].by == "Ada"
    assert (tmp_path / LOG).read_bytes().isascii()


def test_no_log_is_no_decisions(tmp_path: Path) -> None:
    assert read_log(tmp_path).decisions == ()
    assert not (tmp_path / LOG).exists()


def test_a_torn_line_is_said_and_harms_nothing_else(tmp_path: Path) -> None:
    first, second = add(tmp_path, [some(1), some(2)])
    whole = (tmp_path / LOG).read_bytes()
    for cut in range(len(json.dumps(decision_row(first))) + 2, len(whole) - 1):
        (tmp_path / LOG).write_bytes(whole[:cut])
        log = read_log(tmp_path)
        assert log.decisions == (first,)
        assert [(one.code, one.line) for one in log.problems] == [("decision-damaged", 2)]
    (third,) = add(tmp_path, [some(3)])
    log = read_log(tmp_path)
    assert log.decisions == (first, third)
    assert [one.line for one in log.problems] == [2]
    assert second not in log.decisions
    assert "not counted" in log.problems[0].message


@pytest.mark.parametrize(
    "change",
    [
        {"by": "Eve"},
        {"reason": "another"},
        {"at": "2001-01-01T00:00:00.000000+00:00"},
        {"targets": ["c9"]},
        {"after": {"low": 9}},
        {"action": "accept!"},
        {"targets": "c1"},
        {"targets": []},
        {"before": None},
    ],
)
def test_an_altered_line_is_not_counted(tmp_path: Path, change: dict[str, object]) -> None:
    (made,) = add(tmp_path, [some(1)])
    (tmp_path / LOG).write_text(json.dumps(decision_row(made) | change) + "\n")
    log = read_log(tmp_path)
    assert log.decisions == ()
    assert len(log.problems) == 1


@pytest.mark.parametrize("line", [b"[]", b"7", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"id": NaN}'])
def test_any_line_is_borne(line: bytes) -> None:
    log = parse_log(line + b"\n\n", "x")
    assert (log.decisions, len(log.problems)) == ((), 1)


def test_a_full_disk_adds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(tmp_path, [some(1)])
    before = (tmp_path / LOG).read_bytes()
    real = os.write

    def full(descriptor: int, data: bytes) -> int:
        real(descriptor, bytes(data)[:20])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(LedgerError, match="was not recorded"):
            add(tmp_path, [some(2)])
    assert (tmp_path / LOG).read_bytes() == before


@pytest.mark.parametrize("name", ["", "  ", "a\x00b", "\u202eeve", "x" * 201])
def test_a_decision_needs_a_name(name: str) -> None:
    with pytest.raises(ConfigurationError, match="name of who decides"):
        some(by=name)


def test_a_clock_that_goes_back_changes_no_order(tmp_path: Path) -> None:
    late = draft("accept", "Ada", ["c"], {}, {})
    (made,) = add(tmp_path, [late])
    shifted = replace(made, at=f"2999{made.at[4:]}", id="")
    (tmp_path / LOG).write_text(json.dumps(decision_row(_identified(shifted))) + "\n")
    (after,) = add(tmp_path, [some(5)])
    assert after.at > f"2999{made.at[4:]}"


def test_decisions_of_another_log_keep_their_ids_and_are_taken_once(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    made = add(tmp_path / "a", [some(1), some(2)])
    assert add(tmp_path / "b", made) == made
    assert add(tmp_path / "b", made) == ()
    assert read_log(tmp_path / "b") == read_log(tmp_path / "a")


def _worker(folder: Path, name: str) -> None:
    for number in range(15):
        add(folder, [some(number, name)])


def test_several_processes_may_add(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    people = [context.Process(target=_worker, args=(tmp_path, name)) for name in ("Ada", "Ben")]
    for one in people:
        one.start()
    for one in people:
        one.join(120)
    log = read_log(tmp_path)
    assert log.problems == ()
    assert len(log.decisions) == 30
    assert len({one.at for one in log.decisions}) == 30


# ---------------------------------------------------------------- undo


def decision(number: int, undoes: int | None) -> Decision:
    targets = ("c",) if undoes is None else (str(undoes),)
    return Decision(str(number), f"{number:05}", "Ada", "accept" if undoes is None else "undo", targets, {}, {})


@given(st.lists(st.integers(0, 30), max_size=25))
def test_undo_of_an_undo_brings_back(choices: list[int]) -> None:
    """Against the definition, decision by decision."""
    decisions = [decision(n, choice % n if n and choice % 3 else None) for n, choice in enumerate(choices)]

    def holds(one: Decision) -> bool:
        undos = [d for d in decisions if d.action == "undo" and d.targets == (one.id,)]
        return not any(map(holds, undos))

    kept, undone = standing(decisions)
    assert [one.id for one in kept] == [one.id for one in decisions if one.action != "undo" and holds(one)]
    assert set(undone) == {one.id for one in decisions if not holds(one)}
    assert all(holds(by) for by in undone.values())


def test_an_undo_does_not_reach_into_the_future() -> None:
    kept, undone = standing([decision(0, 1), decision(1, None)])
    assert [one.id for one in kept] == ["1"]
    assert undone == {}

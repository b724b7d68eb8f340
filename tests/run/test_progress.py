"""Progress that moves, in words that hold no surprises, and the summary."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from rashomon.run.engine import State, Summary
from rashomon.run.progress import LiveProgress, PlainProgress, expected, observer_for, summary_lines


def summary(**more: object) -> Summary:
    base: dict[str, object] = {
        "documents": 1200,
        "known": 0,
        "words": 60000,
        "claims": 31,
        "events": 7,
        "problems": {},
        "seconds": 20.0,
        "peak_memory": 300 * 1024**2,
        "interrupted": False,
    }
    return Summary(**(base | more))  # type: ignore[arg-type]


def test_plain_progress_speaks_every_few_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    out = io.StringIO()
    observer = PlainProgress(out, 50)
    state = State(started=99.0)
    for documents in range(1, 31):
        clock[0] += 0.5
        state.documents, state.current = documents, f"{documents}.txt"
        observer.reading(state)
    lines = out.getvalue().splitlines()
    assert len(lines) == 3
    assert lines[0] == "10 of 50 documents, 1.7/s, 0 problems, now 10.txt"
    observer.linking(state)
    assert out.getvalue().splitlines()[-1].endswith("linking events")


def test_live_progress_moves_with_each_document() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=100)
    observer = LiveProgress(console, None)
    state = State(documents=3, current="\x1b[2J" + "long/" * 30 + "[bold]x.txt")
    state.problems["empty-file"] += 2
    observer.reading(state)
    observer.close()
    assert isinstance(console.file, io.StringIO)
    shown = console.file.getvalue()
    assert "3 documents" in shown
    assert "2 problems" in shown
    assert "[bold]x.txt" in shown
    assert "\x1b[2J" not in shown


def test_the_stream_decides() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    assert isinstance(observer_for(io.StringIO(), None), PlainProgress)
    live = observer_for(Terminal(), None)
    live.close()
    assert isinstance(live, LiveProgress)


def test_documents_are_counted_beforehand_where_they_can_be(tmp_path: Path) -> None:
    (tmp_path / "sub" / ".hidden").mkdir(parents=True)
    for name in ("a.txt", "b.HTML", ".c.txt", "d.pdf", "sub/e.htm", "sub/.hidden/f.txt"):
        (tmp_path / name).write_text("x")
    assert expected([str(tmp_path)]) == 3
    assert expected([str(tmp_path / "a.txt"), str(tmp_path / "sub")]) == 2
    assert expected([str(tmp_path / "a.txt"), "-"]) is None
    assert expected([str(tmp_path / "rows.jsonl")]) is None
    (tmp_path / "sub" / "rows.csv").write_text("x")
    assert expected([str(tmp_path)]) is None


def test_the_summary_names_what_matters() -> None:
    text = "\n".join(summary_lines(summary(known=4, problems={"empty-file": 2, "spun": 1}), "led"))
    for words in ("1,200 documents", "31 claims", "4 known", "7 events", "3 problems: empty-file 2, spun 1"):
        assert words in text
    assert "3,000 words a second" in text
    assert "300 MiB" in text
    assert "rashomon problems led" in text
    assert "Stopped" in "\n".join(summary_lines(summary(interrupted=True), "led"))
    assert "second" not in "\n".join(summary_lines(summary(documents=0), "led"))

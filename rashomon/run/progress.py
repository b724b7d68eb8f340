"""Progress that moves: a live line on a terminal, a plain line every few seconds in a pipe or a log."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from typing import IO

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from rashomon.run.engine import Observer, State, Summary

__all__ = ["LiveProgress", "PlainProgress", "expected", "observer_for", "summary_lines"]

PLAIN_SECONDS = 5.0
LONGEST_NAME = 40
ONE_TEXT = (".txt", ".html", ".htm")  # files that hold one document each


def expected(paths: Sequence[str]) -> int | None:
    """How many documents the paths hold, or None where that is not known beforehand (tables, standard input)."""
    count = 0
    for path in paths:
        if path == "-":
            return None
        if not os.path.isdir(path):
            if not path.lower().endswith(ONE_TEXT):
                return None
            count += 1
            continue
        for _, folders, names in os.walk(path):
            folders[:] = [name for name in folders if not name.startswith(".")]
            shown = [name.lower() for name in names if not name.startswith(".")]
            if any(name.endswith((".jsonl", ".jsonl.gz", ".csv", ".parquet")) for name in shown):
                return None
            count += sum(name.endswith(ONE_TEXT) for name in shown)
    return count


def observer_for(stream: IO[str], total: int | None) -> Observer:
    """The progress that suits the stream."""
    if stream.isatty():
        return LiveProgress(Console(file=stream, highlight=False), total)
    return PlainProgress(stream, total)


class PlainProgress(Observer):
    """A line every PLAIN_SECONDS seconds."""

    def __init__(self, stream: IO[str], total: int | None) -> None:
        self._stream = stream
        self._total = total
        self._said = time.monotonic()

    def reading(self, state: State) -> None:
        if time.monotonic() - self._said < PLAIN_SECONDS:
            return
        self._said = time.monotonic()
        self._say(f"{_done(state, self._total)}, now {_short(state.current)}")

    def linking(self, state: State) -> None:
        self._say(f"{_done(state, self._total)}; linking events")

    def _say(self, line: str) -> None:
        self._stream.write(f"{line}\n")
        self._stream.flush()


class LiveProgress(Observer):
    """One moving line; `close` takes it away."""

    def __init__(self, console: Console, total: int | None) -> None:
        self._total = total
        self._progress = Progress(
            SpinnerColumn(),
            *([BarColumn(bar_width=20)] if total else []),
            TextColumn("{task.description}", markup=False),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )
        self._task: TaskID = self._progress.add_task("starting", total=total)
        self._progress.start()

    def reading(self, state: State) -> None:
        description = f"{_done(state, self._total)}  {_short(state.current)}"
        self._progress.update(self._task, description=description, completed=state.documents + state.known)

    def linking(self, state: State) -> None:
        self._progress.update(self._task, description=f"{_done(state, self._total)}  linking events")

    def close(self) -> None:
        self._progress.stop()


def _done(state: State, total: int | None) -> str:
    done = state.documents + state.known
    of = f" of {total:,}" if total else ""
    rate = state.documents / state.seconds if state.seconds > 0 else 0.0
    problems = sum(state.problems.values())
    return f"{done:,}{of} documents, {rate:.1f}/s, {_count(problems, 'problem')}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _short(name: str) -> str:
    """The end of a name, which may hold anything, printable."""
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in name)
    return shown if len(shown) <= LONGEST_NAME else "…" + shown[-LONGEST_NAME + 1 :]


def summary_lines(summary: Summary, ledger: str) -> list[str]:
    """What a run did, in a few lines."""
    lines = [
        f"{_count(summary.documents, 'document')} read ({summary.words:,} words, {_count(summary.claims, 'claim')})"
        + (f", {summary.known:,} known already" if summary.known else "")
    ]
    if not summary.interrupted:
        lines.append(f"{_count(summary.events, 'event')} in the ledger {ledger}")
    if summary.problems:
        total = sum(summary.problems.values())
        by_code = ", ".join(f"{code} {count:,}" for code, count in summary.problems.items())
        lines.append(f"{_count(total, 'problem')}: {by_code} (see `rashomon problems {ledger}`)")
    if summary.documents:
        memory = summary.peak_memory / 1024**2
        lines.append(
            f"{summary.seconds:.1f} seconds, {summary.words_per_second:,.0f} words a second, "
            f"at most {memory:,.0f} MiB of memory in one process"
        )
    if summary.interrupted:
        lines.append(
            "Stopped before the end. What was read is kept, but not linked into events yet: "
            "run the same command again to go on."
        )
    return lines

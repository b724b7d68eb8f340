"""The log of decisions: `decisions.jsonl` in the ledger's folder, one line each, only ever added to.

Several processes may add at once: each holds `decisions.lock` while it writes one line and has it on disk. A line
that a killed process left unfinished stays where it is, is never counted, and is a problem until somebody looks at
it. The id of a decision is a hash of all it says, so a line that was altered by hand is told from a true one.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

from rashomon.errors import ConfigurationError, LedgerError
from rashomon.model import Decision, DecisionAction, Problem

__all__ = ["LOG", "Log", "add", "decision_row", "draft", "parse_log", "read_log", "standing"]

LOG = "decisions.jsonl"
LOCK = "decisions.lock"
ACTIONS = frozenset(get_args(DecisionAction))
TAIL = 1 << 20  # bytes at the end of the log in which the newest decision is looked for
LONGEST_NAME = 200  # code points of a reviewer's name


@dataclass(frozen=True, slots=True)
class Log:
    """All decisions in order of time, and what could not be read of the log."""

    decisions: tuple[Decision, ...] = ()
    problems: tuple[Problem, ...] = ()


# ---------------------------------------------------------------- one decision


def draft(
    action: DecisionAction,
    by: str,
    targets: Sequence[str],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    reason: str | None = None,
) -> Decision:
    """A decision that is not in a log yet: without id and time. Raises ConfigurationError for a name that is
    empty, too long or cannot be printed."""
    name = " ".join(by.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise ConfigurationError(
            f"A decision needs the name of who decides, of 1 to {LONGEST_NAME} printable characters: "
            "`--by NAME`, or the field \u201cYour name\u201d on the page."
        )
    return Decision("", "", name, action, tuple(targets), before, after, (reason or "").strip() or None)


def decision_row(decision: Decision) -> dict[str, Any]:
    """A decision as the log and `rashomon review DIR export` write it."""
    return {
        "id": decision.id,
        "at": decision.at,
        "by": decision.by,
        "action": decision.action,
        "targets": list(decision.targets),
        "before": dict(decision.before),
        "after": dict(decision.after),
        "reason": decision.reason,
    }


def _identified(decision: Decision) -> Decision:
    row = decision_row(decision)
    del row["id"]
    said = json.dumps(row, sort_keys=True, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return replace(decision, id=hashlib.sha256(said.encode()).hexdigest()[:16])


def _decision(row: Any) -> Decision:
    """The decision of a line. Raises ValueError with the reason when it is none."""
    if not isinstance(row, dict):
        raise ValueError("it is no JSON object")
    kinds = {"id": str, "at": str, "by": str, "action": str, "targets": list, "before": dict, "after": dict}
    reason = row.get("reason")
    if not all(isinstance(row.get(key), kind) for key, kind in kinds.items()) or not isinstance(reason, str | None):
        raise ValueError("keys of a decision are missing or of a wrong kind")
    if not row["targets"] or not all(isinstance(one, str) for one in row["targets"]):
        raise ValueError("keys of a decision are missing or of a wrong kind")
    if row["action"] not in ACTIONS:
        raise ValueError(f"this version knows no action {row['action']!r}; a newer Rashomon may have written it")
    found = Decision(
        row["id"], row["at"], row["by"], row["action"], tuple(row["targets"]), row["before"], row["after"], reason
    )
    if _identified(found).id != found.id:
        raise ValueError("its id does not fit what it says: somebody altered it")
    return found


# ---------------------------------------------------------------- reading


def read_log(folder: Path) -> Log:
    """All decisions of a ledger. What cannot be read becomes a problem and is not counted. Raises LedgerError when
    the file may not be read."""
    try:
        with _locked(folder, fcntl.LOCK_SH):
            data = (folder / LOG).read_bytes()
    except FileNotFoundError:
        return Log()
    except OSError as error:
        raise LedgerError(f"The decisions in {folder / LOG} cannot be read: {error.strerror}.") from error
    return parse_log(data, str(folder / LOG))


def parse_log(data: bytes, name: str) -> Log:
    """The decisions in the bytes of a log or an export; `name` stands in the problems."""
    found: dict[str, Decision] = {}
    problems = []
    lines = data.split(b"\n")
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            decision = _decision(json.loads(line))
        except (ValueError, RecursionError) as error:
            last = number == len(lines) or not any(one.strip() for one in lines[number:])
            problems.append(_problem(name, number, error, last))
            continue
        found[decision.id] = decision
    ordered = sorted(found.values(), key=lambda one: (one.at, one.id))
    return Log(tuple(ordered), tuple(problems))


def _problem(name: str, line: int, error: Exception, last: bool) -> Problem:
    torn = isinstance(error, json.JSONDecodeError | UnicodeDecodeError)
    if not torn:
        why = f"{error}."
    elif last:
        why = "it is not complete: whoever wrote it was stopped. Whoever decided should decide again."
    else:
        why = "it is no JSON: it was cut off or damaged. Whoever decided should decide again."
    return Problem(name, "decision-damaged", f"Line {line} of the decisions is not counted: {why}", line=line)


def standing(decisions: Sequence[Decision]) -> tuple[tuple[Decision, ...], Mapping[str, Decision]]:
    """The decisions that hold, without the undos, and for each undone one the undo that holds.

    `decisions` are in order of time. An undo may itself be undone, and so on. An undo holds for earlier decisions.
    """
    undone: dict[str, Decision] = {}
    for decision in reversed(decisions):
        if decision.action == "undo" and decision.id not in undone:
            undone.update((target, decision) for target in decision.targets if target not in undone)
    place = {one.id: number for number, one in enumerate(decisions)}
    undone = {one: by for one, by in undone.items() if one in place and place[one] < place[by.id]}
    kept = tuple(one for one in decisions if one.action != "undo" and one.id not in undone)
    return kept, undone


# ---------------------------------------------------------------- adding


def add(folder: Path, drafts: Sequence[Decision]) -> tuple[Decision, ...]:
    """Write decisions to the log, on disk when this returns. Drafts get a time, later than that of all before, and
    their id; decisions that have an id (from another log) are written as they are, unless the log has them.

    Returns what was written. Raises LedgerError when the folder may not be written to or the disk is full; then
    nothing was added.
    """
    try:
        with _locked(folder, fcntl.LOCK_EX), open(folder / LOG, "a+b") as file:
            file.seek(0)
            old = parse_log(file.read(), str(folder / LOG)).decisions if any(one.id for one in drafts) else ()
            known = {one.id for one in old}
            at = old[-1].at if old else _newest(file)
            made = []
            for one in drafts:
                if not one.id:
                    at = _next(at)
                    made.append(_identified(replace(one, at=at)))
                elif one.id not in known:
                    made.append(one)
                    known.add(one.id)
            _write(file.fileno(), made)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise LedgerError(
                f"The disk of {folder} is full ({error.strerror}): the decision was not recorded. Free some space, "
                "then decide again."
            ) from error
        raise LedgerError(f"The decision was not recorded in {folder / LOG}: {error.strerror}.") from error
    return tuple(made)


def _write(descriptor: int, made: Sequence[Decision]) -> None:
    lines = b"".join(json.dumps(decision_row(one), allow_nan=False).encode() + b"\n" for one in made)
    if not lines:
        return
    size = os.fstat(descriptor).st_size
    if size and os.pread(descriptor, 1, size - 1) != b"\n":
        lines = b"\n" + lines  # what a killed process left stays on a line of its own
    try:
        rest = memoryview(lines)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, size)
        raise


def _newest(file: Any) -> str | None:
    """The time of the newest decision near the end of the log."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - TAIL))
    data = file.read()
    times = [one.at for one in parse_log(data, LOG).decisions]
    return max(times, default=None)


def _next(at: str | None) -> str:
    """Now, or a microsecond after the newest decision where a clock was set back."""
    now = datetime.now(UTC)
    if at is not None:
        with contextlib.suppress(ValueError):
            now = max(now, datetime.fromisoformat(at) + timedelta(microseconds=1))
    return now.isoformat(timespec="microseconds")


@contextlib.contextmanager
def _locked(folder: Path, kind: int) -> Iterator[None]:
    """Hold the lock of the log. Who only reads does without where there is none (a read-only copy)."""
    with contextlib.ExitStack() as stack:
        if kind == fcntl.LOCK_SH:
            with contextlib.suppress(OSError):
                fcntl.flock(stack.enter_context(open(folder / LOCK, "rb")), kind)
        else:
            fcntl.flock(stack.enter_context(open(folder / LOCK, "ab")), kind)
        yield

"""The folder of a ledger: its files, who may write, and what a reader sees of it.

    ledger.json            what this folder is; written once
    writer.lock            held by the one process that writes
    readers.lock           shared by all who read; held alone, and only for a moment, to delete what nobody needs
    parts/000007/          what one flush wrote: one Parquet file per table
    parts/000001-000006/   six flushes merged; stands for all parts inside its range
    links/000001-000003/   a result of linking; it stands for all before it
    links/000004/          what linking changed since then
    decisions.jsonl        what people decided, one line each; decisions.lock is held while one is added

A part is written under another name (`unfinished-*`) and renamed when it is whole, so a reader sees it
whole or not at all. What a killed writer left behind, the next writer deletes.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from rashomon import __version__
from rashomon.errors import LedgerBusy, LedgerError, NotALedger, SchemaTooNew
from rashomon.ledger.schema import SCHEMA_VERSION

__all__ = [
    "LINKS",
    "PARTS",
    "UNFINISHED",
    "Part",
    "check",
    "clean",
    "create",
    "current_links",
    "current_parts",
    "link_generations",
    "next_number",
    "publish",
    "reading",
    "writing",
]

FORMAT = "rashomon-ledger"
HEAD = "ledger.json"
WRITER_LOCK = "writer.lock"
READERS_LOCK = "readers.lock"
PARTS = "parts"
LINKS = "links"
UNFINISHED = "unfinished-"
OURS = {HEAD, f"{UNFINISHED}{HEAD}", WRITER_LOCK, READERS_LOCK, PARTS, LINKS, "decisions.jsonl", "decisions.lock"}
NAME = re.compile(r"(\d{6,})(?:-(\d{6,}))?")


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """A whole part on disk, which stands for the flushes `first` to `last`."""

    first: int
    last: int
    path: Path


# ---------------------------------------------------------------- what the folder is


def check(folder: Path) -> None:
    """Raise NotALedger or SchemaTooNew unless this version can read the ledger in `folder`."""
    if not folder.exists():
        raise NotALedger(f"There is no ledger at {folder}. `rashomon read PATH... --ledger {folder}` makes one.")
    if not folder.is_dir():
        raise NotALedger(f"{folder} is a file. A ledger is a folder: give the folder that `rashomon read` wrote.")
    head = _head(folder)
    if head is None:
        raise NotALedger(
            f"{folder} is a folder, but not a ledger: it has no {HEAD}. Give the folder that was named "
            "with --ledger when `rashomon read` ran."
        )
    schema = head.get("schema")
    if head.get("format") != FORMAT or not isinstance(schema, int):
        raise NotALedger(f"{folder / HEAD} was not written by Rashomon, or is damaged. Name another folder.")
    if schema > SCHEMA_VERSION:
        raise SchemaTooNew(
            f"The ledger {folder} has schema {schema}, written by Rashomon {head.get('version', '?')}; this is "
            f"Rashomon {__version__}, which knows schemas up to {SCHEMA_VERSION}. Use the newer Rashomon."
        )


def _head(folder: Path) -> dict[str, Any] | None:
    try:
        head = json.loads((folder / HEAD).read_text(encoding="utf8"))
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise LedgerError(f"No permission to read the ledger {folder}: {error.strerror}.") from error
    except (UnicodeDecodeError, ValueError):
        return {}
    return head if isinstance(head, dict) else {}


def create(folder: Path) -> None:
    """Make an empty ledger of a new or empty folder, or check the one that is there."""
    if folder.exists() and (not folder.is_dir() or (folder / HEAD).exists()):
        check(folder)
        return
    with _permission(folder):
        folder.mkdir(parents=True, exist_ok=True)
        strangers = sorted(entry.name for entry in folder.iterdir() if entry.name not in OURS)
        if strangers:
            raise NotALedger(
                f"{folder} is not a ledger and not empty: it holds {', '.join(strangers[:3])}"
                f"{' and more' if len(strangers) > 3 else ''}. Name a new or an empty folder with --ledger."
            )
        with _locked(folder):
            if not (folder / HEAD).exists():
                _write_head(folder)
    check(folder)


def _write_head(folder: Path) -> None:
    (folder / PARTS).mkdir(exist_ok=True)
    (folder / LINKS).mkdir(exist_ok=True)
    (folder / READERS_LOCK).touch()
    head = {"format": FORMAT, "schema": SCHEMA_VERSION, "version": __version__}
    made = folder / f"{UNFINISHED}{HEAD}"
    made.write_text(json.dumps(head) + "\n", encoding="utf8")
    _sync(made)
    try:
        os.link(made, folder / HEAD)  # unlike a rename, fails where there is one already
        made.unlink()
    except OSError:
        if (folder / HEAD).exists():
            raise
        made.rename(folder / HEAD)  # a file system without links
    _sync(folder)


# ---------------------------------------------------------------- who may do what


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Be the one writer of the ledger. Raises LedgerBusy when another process is."""
    with contextlib.ExitStack() as stack:
        with _permission(folder):
            stack.enter_context(_locked(folder))
            clean(folder)
        yield


@contextlib.contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Keep what is on disk from being deleted. Where no lock can be had (a read-only copy), read without."""
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):
            file = stack.enter_context(open(folder / READERS_LOCK, "rb"))
            fcntl.flock(file, fcntl.LOCK_SH)
        yield


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with open(folder / WRITER_LOCK, "a+", encoding="utf8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.EACCES):
                raise LedgerError(
                    f"The file system of {folder} cannot lock files ({error.strerror}), so two runs could damage "
                    "each other. Put the ledger on a local disk."
                ) from error
            raise LedgerBusy(_busy(folder, file)) from None
        file.seek(0)
        file.truncate()
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def _busy(folder: Path, file: IO[str]) -> str:
    holder = ""
    for _ in range(10):  # the writer may be between taking the lock and writing its number
        file.seek(0)
        holder = file.read().strip()
        if holder:
            break
        time.sleep(0.02)
    who = f"process {holder}" if holder.isdigit() else "another process"
    return f"{who.capitalize()} is writing to the ledger {folder}. Wait until it has finished, then run this again."


@contextlib.contextmanager
def _permission(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise
        raise LedgerError(
            f"No permission to write to the ledger {folder}: {error.strerror}. Name a folder of your own with --ledger."
        ) from error


# ---------------------------------------------------------------- parts


def _whole(folder: Path) -> list[Part]:
    """All whole parts of a folder, the widest first among those that start alike."""
    try:
        names = os.listdir(folder)
    except FileNotFoundError:
        return []
    found = [(NAME.fullmatch(name), folder / name) for name in names]
    parts = [Part(int(match[1]), int(match[2] or match[1]), path) for match, path in found if match]
    return sorted(parts, key=lambda part: (part.first, -part.last))


def current_parts(ledger: Path) -> list[Part]:
    """The parts that together hold everything once: those not covered by a merged one."""
    return _uncovered(ledger / PARTS)


def link_generations(ledger: Path) -> list[Part]:
    """The results of linking that together hold all links, oldest first: a newer one changes what those before say."""
    return _uncovered(ledger / LINKS)


def _uncovered(folder: Path) -> list[Part]:
    kept: list[Part] = []
    for part in _whole(folder):
        if not kept or part.last > kept[-1].last:
            kept.append(part)
    return kept


def current_links(ledger: Path) -> Path | None:
    """The newest result of linking."""
    generations = link_generations(ledger)
    return generations[-1].path if generations else None


def next_number(folder: Path) -> int:
    """The number of the next part or generation in this folder."""
    return max((part.last for part in _whole(folder)), default=0) + 1


def publish(made: Path, name: str) -> Path:
    """Give a part that is whole its final name, on disk before anybody can see it."""
    for entry in sorted(made.iterdir()):
        _sync(entry)
    _sync(made)
    final = made.parent / name
    made.rename(final)
    _sync(final.parent)
    return final


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def clean(ledger: Path) -> None:
    """Delete what no reader sees: leftovers of a killed run, and, while nobody reads, what newer parts replace.

    Only the writer may call this.
    """
    for folder in (ledger / PARTS, ledger / LINKS):
        for entry in sorted(folder.glob(f"{UNFINISHED}*")):
            shutil.rmtree(entry)
    kept = {part.path for part in (*current_parts(ledger), *link_generations(ledger))}
    old = [part.path for folder in (PARTS, LINKS) for part in _whole(ledger / folder) if part.path not in kept]
    if not old:
        return
    with open(ledger / READERS_LOCK, "a", encoding="utf8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:  # somebody reads; a later run deletes
            return
        for path in old:
            shutil.rmtree(path)

"""In which events accounts contradict each other: worked out beside the pages, and remembered.

Comparing accounts takes about a millisecond for an event, so for a large ledger minutes. The server compares in a
thread of its own while pages are already shown; they say how far it is. What was worked out is kept in the ledger's
folder (`page-cache.json`), by a fingerprint of all that the answer depends on: the event's claims and copies, and
the code that compares. Where the folder cannot be written to, it is worked out again at the next start.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Event as Signal
from threading import Thread
from typing import Any

import numpy as np
import numpy.typing as npt

from rashomon import __version__
from rashomon.data import data_path
from rashomon.ledger.store import EventView
from rashomon.link import accounts as comparing
from rashomon.show.selection import disputes, weight
from rashomon.show.web.shelf import Shelf

__all__ = ["CACHE", "KINDS", "Comparison"]

CACHE = "page-cache.json"
KINDS = ("differ", "deny", "revise")
PAUSE = 0.002  # seconds given to the pages after each event
SAVE_EVERY = 60.0  # seconds

Found = tuple[tuple[str, str], ...]  # (field, relation) of each disagreement


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one event: its disagreements, and their weight for ranking."""

    fingerprint: str
    found: Found
    weight: int


class Comparison:
    """The disagreements of all events of a shelf, as far as they are worked out. Start it with `start`."""

    def __init__(
        self, shelf: Shelf, ids: Sequence[str], folder: Path, known: Mapping[str, Entry] | None = None
    ) -> None:
        self._shelf, self._ids, self._folder = shelf, ids, folder
        self._known = dict(known) if known is not None else _load(folder)
        self._stop = Signal()
        self._thread: Thread | None = None
        self.entries: dict[str, Entry] = {}
        self.done = np.zeros(len(ids), bool)
        self.weights: npt.NDArray[np.int32] = np.zeros(len(ids), np.int32)
        self.kinds = {kind: np.zeros(len(ids), bool) for kind in KINDS}

    @property
    def share(self) -> float:
        """How much is worked out, 0 to 1."""
        return float(self.done.mean()) if len(self.done) else 1.0

    def start(self) -> None:
        """Work in a thread of its own until done or stopped."""
        self._thread = Thread(target=self.run, name="comparison", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ask the thread to end, and wait until it has."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def run(self, pause: float = PAUSE) -> None:
        """Work everything out, event by event."""
        saved, fresh = time.monotonic(), 0
        for number, event in enumerate(self._ids):
            if self._stop.is_set():
                break
            entry, new = self._entry(event)
            self._take(number, event, entry)
            if new:
                fresh += 1
                time.sleep(pause)
            if fresh and time.monotonic() - saved > SAVE_EVERY:
                self._save()
                saved, fresh = time.monotonic(), 0
        if fresh:
            self._save()

    def of(self, event: str) -> Found:
        """The disagreements of an event; none while it was not looked at."""
        entry = self.entries.get(event)
        return entry.found if entry else ()

    def _entry(self, event: str) -> tuple[Entry, bool]:
        view = self._shelf.view(self._shelf.event(event), texts=False)
        print_ = _fingerprint(view)
        known = self._known.get(event)
        if known is not None and known.fingerprint == print_:
            return known, False
        fields = [claim.field for claim in view.claims]
        if len(fields) == len(set(fields)):
            return Entry(print_, (), 0), False  # no two claims that could stand against each other
        found = disputes(self._shelf.view(view.event))
        said = tuple((one.field.value, one.relation) for one in found)
        return Entry(print_, said, sum(map(weight, found))), True

    def _take(self, number: int, event: str, entry: Entry) -> None:
        self.entries[event] = entry
        self.weights[number] = entry.weight
        for _, relation in entry.found:
            if relation in self.kinds:
                self.kinds[relation][number] = True
        self.done[number] = True

    def _save(self) -> None:
        entries = self._known | self.entries
        kept = {one: [entry.fingerprint, entry.found, entry.weight] for one, entry in entries.items() if entry.found}
        empty = {one: entry.fingerprint for one, entry in entries.items() if not entry.found}
        text = json.dumps({"by": _code(), "found": kept, "none": empty}, separators=(",", ":"))
        try:
            with tempfile.NamedTemporaryFile("w", dir=self._folder, prefix=".page-", delete=False) as file:
                file.write(text)
            os.replace(file.name, self._folder / CACHE)
        except OSError:
            return  # a ledger that may only be read: nothing is lost but time


def _fingerprint(view: EventView) -> str:
    """A hash of what the accounts of an event are made from, but for the texts, which their documents' ids pin."""
    said: list[Any] = [repr(claim) for claim in view.claims]
    said += [f"{one}={group}" for one, group in sorted(view.copies.items())]
    said += [f"{one.id} {one.published} {one.publisher}" for one in view.documents.values()]
    said += sorted(view.event.mentions)
    return hashlib.sha256("\x1f".join(said).encode("utf8", "surrogatepass")).hexdigest()[:16]


@cache
def _code() -> str:
    """A hash of the code and the words that decide: an answer of other rules is not shown."""
    digest = hashlib.sha256(__version__.encode())
    package = Path(comparing.__file__).parent
    for path in (*sorted(package.glob("*.py")), *sorted(data_path("lexicons").glob("link_*.toml"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _load(folder: Path) -> dict[str, Entry]:
    try:
        kept = json.loads((folder / CACHE).read_text(encoding="utf8"))
        if kept["by"] != _code():
            return {}
        found = {
            one: Entry(str(mark), tuple((str(field), str(kind)) for field, kind in said), int(heavy))
            for one, (mark, said, heavy) in kept["found"].items()
        }
        return {one: Entry(str(mark), (), 0) for one, mark in kept["none"].items()} | found
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}  # a cache that is missing or damaged is made anew

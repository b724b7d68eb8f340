"""What the server knows of the ledger between two requests, and when it looks again.

A *state* is all of one generation: the shelf, the index, the comparison. When the ledger has changed, a small one is
loaded anew at the next request; a large one is loaded beside the pages, which show the former state until it is ready.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock, Thread

from rashomon.ledger import folder as layout
from rashomon.ledger.decisions import LOG
from rashomon.ledger.store import Ledger
from rashomon.show.web.comparison import Comparison
from rashomon.show.web.finding import Finder
from rashomon.show.web.index import Index, build_index
from rashomon.show.web.shelf import Shelf

__all__ = ["Desk", "State"]

QUICK = 1.5  # seconds that a request may wait for a changed ledger


@dataclass(frozen=True, slots=True)
class State:
    """One generation of a ledger, ready to be shown. `seconds` is how long it took to load."""

    generation: str
    shelf: Shelf
    index: Index
    comparison: Comparison
    finder: Finder
    seconds: float


class Desk:
    """One ledger that pages are made of. Safe to use from several threads. Raises NotALedger or SchemaTooNew.

    `start` wraps how work beside the pages is begun; tests give one that begins nothing.
    """

    def __init__(self, folder: Path, start: Callable[[Comparison], None] = Comparison.start) -> None:
        layout.check(folder)
        self.folder = folder
        self._start = start
        self._quick = QUICK
        self._lock = Lock()
        self._loading: Thread | None = None
        self._state: State | None = None

    @property
    def generation(self) -> str:
        """The name of what is shown now; it changes with every flush, linking and decision that is shown."""
        return self._state.generation if self._state else ""

    def on_disk(self) -> str:
        """The name of what the ledger holds now."""
        parts = layout.current_parts(self.folder)
        links = layout.current_links(self.folder)
        log = self.folder / LOG
        decided = log.stat().st_size if log.exists() else 0
        return f"{links.name if links else 0}-{parts[-1].last if parts else 0}-{decided}"

    def state(self) -> State:
        """What pages are made of: of the ledger as it is, or as it was until a new state is ready."""
        with self._lock:
            if self._state is None:
                self._state = self._load()
            elif self._state.generation != self.on_disk():
                if self._state.seconds < self._quick:
                    self._replace(self._load())
                elif self._loading is None or not self._loading.is_alive():
                    self._loading = Thread(target=self._load_beside, name="loading", daemon=True)
                    self._loading.start()
            return self._state

    def _load_beside(self) -> None:
        state = self._load()
        with self._lock:
            self._replace(state)

    def _replace(self, state: State) -> None:
        former, self._state = self._state, state
        if former is not None:
            former.comparison.stop()

    def _load(self) -> State:
        started = time.monotonic()
        generation = self.on_disk()
        with self.open() as ledger:
            shelf, index = Shelf(ledger), build_index(ledger)
            reviewed = {*ledger.review.events, *shelf.events_of_claims(ledger.review.claims)}
        former = self._state.comparison.entries if self._state else None
        comparison = Comparison(shelf, index.ids, self.folder, former)
        state = State(
            generation, shelf, index, comparison, Finder(index, comparison, reviewed), time.monotonic() - started
        )
        self._start(comparison)
        return state

    def read_on(self) -> str:
        """The day on which the newest documents were read and linked, by the clock of this machine; ISO, UTC."""
        links = layout.current_links(self.folder)
        changed = (links or self.folder).stat().st_mtime
        return datetime.fromtimestamp(changed, UTC).date().isoformat()

    def news(self) -> dict[str, object]:
        """What is shown now: its generation, and how many documents and events."""
        state = self.state()
        return {"generation": state.generation, "documents": state.shelf.documents, "events": len(state.index)}

    def open(self) -> Ledger:
        """The ledger as it is on disk now. Close it after use, or files that are no longer needed stay."""
        return Ledger(self.folder)

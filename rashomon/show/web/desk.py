"""What the server knows of the ledger between two requests."""

from __future__ import annotations

from pathlib import Path

from rashomon.ledger import folder as layout
from rashomon.ledger.store import Ledger

__all__ = ["Desk"]


class Desk:
    """One ledger that pages are made of. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        layout.check(folder)
        self.folder = folder

    @property
    def generation(self) -> str:
        """A name for what the ledger holds now; it changes with every flush and every linking."""
        parts = layout.current_parts(self.folder)
        links = layout.current_links(self.folder)
        return f"{links.name if links else 0}-{parts[-1].last if parts else 0}"

    def news(self) -> dict[str, object]:
        """What the ledger holds now: its generation, and how many documents and events."""
        with self.open() as ledger:
            documents = sum(1 for _ in ledger.documents())
            return {"generation": self.generation, "documents": documents, "events": ledger.count_events()}

    def open(self) -> Ledger:
        """The ledger as it is on disk now. Close it after use, or files that are no longer needed stay."""
        return Ledger(self.folder)

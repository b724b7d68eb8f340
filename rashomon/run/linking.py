"""Linking all that a ledger tells: which happenings of which documents are one event, which texts are copies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from rashomon.errors import LedgerError
from rashomon.ledger.store import Ledger
from rashomon.ledger.writer import LedgerWriter
from rashomon.link.constraints import FREE, Constraints
from rashomon.model import Event, Happening

__all__ = ["Linker", "StandardLinker", "link"]


class Linker(Protocol):
    """Decides what is one event and which documents print one text."""

    def events(
        self, happenings: Sequence[Happening], previous: Sequence[Event], constraints: Constraints = FREE
    ) -> Sequence[Event]: ...

    def copies(self, documents: Sequence[tuple[str, str]]) -> Mapping[str, str]: ...


@dataclass(frozen=True, slots=True)
class StandardLinker:
    """The linker of rashomon.link."""

    def events(
        self, happenings: Sequence[Happening], previous: Sequence[Event], constraints: Constraints = FREE
    ) -> Sequence[Event]:
        from rashomon.link.events import link_events

        return link_events(happenings, previous, constraints)

    def copies(self, documents: Sequence[tuple[str, str]]) -> Mapping[str, str]:
        from rashomon.link.duplicates import group_copies

        return group_copies(documents)


def link(folder: Path, writer: LedgerWriter, linker: Linker | None = None) -> bool:
    """Link the ledger anew if it holds documents that were not linked yet; says whether it did.

    Documents may wait since an earlier run that was killed. The order of happenings and texts is that of
    the ledger (document name, offset), whatever the order in which they were read. What people decided about links
    holds for the new ones too.
    """
    linker = linker or StandardLinker()
    with Ledger(folder) as ledger:
        if set(writer.known) == ledger.linked_documents():
            return False
        happenings = tuple(ledger.happenings())
        previous = tuple(ledger.all_events())
        texts = list(ledger.texts())
        review = ledger.review
    try:
        copies = linker.copies(texts)
        events = linker.events(happenings, previous, review.constraints)
    except Exception as error:
        raise LedgerError(
            f"All {len(texts):,} documents in {folder} are kept, but linking them failed ({type(error).__name__}: "
            f"{error}). This is an error in Rashomon: please report it. The next run tries again."
        ) from error
    writer.write_links(
        events, {document: copies.get(document, document) for document, _ in texts}, [one.id for one in review.standing]
    )
    return True

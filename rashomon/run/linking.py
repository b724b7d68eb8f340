"""Linking all that a ledger tells: which happenings of which documents are one event, which texts are copies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from rashomon.errors import LedgerError, RashomonError
from rashomon.ledger.decisions_events import named_mentions as mentions_named
from rashomon.ledger.store import Ledger
from rashomon.ledger.writer import LedgerWriter
from rashomon.link.constraints import FREE, Constraints
from rashomon.model import Event, Happening

__all__ = ["Linker", "link"]

MANY = 0.2  # share of new documents from which all are linked together


class Linker(Protocol):
    """Decides what is one event and which documents print one text."""

    def events(
        self, happenings: Sequence[Happening], previous: Sequence[Event], constraints: Constraints = FREE
    ) -> Sequence[Event]: ...

    def copies(self, documents: Sequence[tuple[str, str]]) -> Mapping[str, str]: ...


def link(folder: Path, writer: LedgerWriter, linker: Linker | None = None) -> bool:
    """Link the ledger's new documents; says whether there were any.

    Documents may wait since an earlier run that was killed. What people decided about links holds for the new ones
    too. A few new documents are added to what is linked; many, or the first ones, have all linked together. Both give
    the same groups. `linker` stands in for that of this package.
    """
    from rashomon.run.link_whole import link_rules

    with Ledger(folder) as ledger:
        linked = ledger.linked_documents()
        fresh = sorted(set(writer.known) - linked)
        if not fresh:
            return False
        try:
            if linker is not None:
                _link_by(linker, ledger, writer)
                return True
            whole = len(fresh) > MANY * len(linked) or not ledger.is_indexed(link_rules())
            tables = _tables(ledger, fresh, whole)
        except RashomonError:
            raise
        except Exception as error:
            raise LedgerError(
                f"All {len(writer.known):,} documents in {folder} are kept, but linking them failed "
                f"({type(error).__name__}: {error}). This is an error in Rashomon: please report it. The next run "
                "tries again."
            ) from error
    writer.write_generation(tables, whole)
    return True


def _tables(ledger: Ledger, fresh: Sequence[str], whole: bool) -> Mapping[str, pa.Table]:
    from rashomon.run.link_more import link_more
    from rashomon.run.link_whole import link_whole

    review = ledger.review
    decisions = [one.id for one in review.standing]
    if whole:
        return link_whole(ledger, review.constraints, decisions)
    return link_more(ledger, fresh, review.constraints, decisions, _decided(ledger, set(decisions)))


def _decided(ledger: Ledger, standing: set[str]) -> set[str]:
    """The mentions that decisions name, those taken back since the last generation too; none if no decision is new."""
    from rashomon.run.link_whole import named_mentions

    before = ledger.linked_decisions()
    if before == standing:
        return set()
    undone = [one for one in ledger.review.log.decisions if one.id in before - standing]
    return {*named_mentions(ledger.review.constraints), *mentions_named(undone)}


def _link_by(linker: Linker, ledger: Ledger, writer: LedgerWriter) -> None:
    texts = list(ledger.texts())
    review = ledger.review
    copies = linker.copies(texts)
    events = linker.events(tuple(ledger.happenings()), tuple(ledger.all_events()), review.constraints)
    writer.write_links(
        events, {document: copies.get(document, document) for document, _ in texts}, [one.id for one in review.standing]
    )

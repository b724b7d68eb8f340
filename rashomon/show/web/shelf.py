"""What the server keeps of a ledger, so that one event is put together without reading all.

Claims and mentions lie in memory, sorted by event (about 2 KB for an event with five claims); metadata of documents
by id. Texts stay on disk: of each document its file and row group are known. The files are held open, so that they
can still be read when the writer has put wider parts in their place.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from threading import Lock
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from rashomon.errors import NotFound
from rashomon.ledger import folder as layout
from rashomon.ledger.rows import from_row
from rashomon.ledger.store import EventView, Ledger
from rashomon.model import Claim, Document, Event, MentionRef, Passage

__all__ = ["Shelf"]

ORDER = "d.name, d.id"
CLAIMS = f"""
    SELECT em.event, c.* FROM claims c JOIN event_mentions em ON em.mention = c.event_mention
    JOIN documents d ON d.id = c.document ORDER BY em.event, {ORDER}, c.evidence[1].start, c.id"""
MENTIONS = f"""
    SELECT em.event, m.id, m.document, m.start, m.end, m.quote, m.modality
    FROM mentions m JOIN event_mentions em ON em.mention = m.id
    JOIN documents d ON d.id = m.document ORDER BY em.event, {ORDER}, m.start, m.id"""
AUTHORS = 'SELECT * FROM passages WHERE author IS NOT NULL ORDER BY document, "index"'
DOCUMENTS = """
    SELECT d.* EXCLUDE (text, words, read_by), co."group" AS copy_group FROM documents d
    LEFT JOIN copies co ON co.document = d.id ORDER BY d.id"""


class Sorted:
    """A table sorted by one column, whose rows are found by that column's value."""

    def __init__(self, table: pa.Table, key: str) -> None:
        self.table = table
        keys = table.column(key).to_pylist()
        self.spans: dict[str, tuple[int, int]] = {}
        start = 0
        for number in range(1, len(keys) + 1):
            if number == len(keys) or keys[number] != keys[start]:
                self.spans[keys[start]] = (start, number)
                start = number

    def rows(self, key: str) -> list[dict[str, Any]]:
        start, end = self.spans.get(key, (0, 0))
        found: list[dict[str, Any]] = self.table.slice(start, end - start).to_pylist()
        return found


class Shelf:
    """The events of one state of a ledger. Safe to use from several threads; `close` when it is replaced.

    `digest` is the sha256 of the sorted ids of all documents, which are hashes of their bytes.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._events = Sorted(ledger.table("SELECT * FROM events ORDER BY id"), "id")
        self._claims = Sorted(ledger.table(CLAIMS), "event")
        self._mentions = Sorted(ledger.table(MENTIONS), "event")
        self._documents = Sorted(ledger.table(DOCUMENTS), "id")
        self._authors = Sorted(ledger.table(AUTHORS), "document")
        self._review = ledger.review
        self._texts = Texts(ledger)
        self.digest = hashlib.sha256("\n".join(self._documents.spans).encode()).hexdigest()

    def close(self) -> None:
        self._texts.close()

    @property
    def events(self) -> list[str]:
        """The ids of all live events, sorted."""
        return [one for one in self._events.spans if one in self._mentions.spans]

    @property
    def documents(self) -> int:
        return len(self._documents.spans)

    def events_of_claims(self, claims: Iterable[str]) -> set[str]:
        """The ids of the events that these claims are told of."""
        wanted = pa.array(sorted(claims), pa.string())
        chosen = pc.is_in(self._claims.table.column("id"), value_set=wanted)
        return set(self._claims.table.column("event").filter(chosen).to_pylist())

    def event(self, event: str) -> Event:
        """The event with this whole id, redirected or not. Raises NotFound."""
        for row in self._events.rows(event):
            return from_row(Event, row)
        raise NotFound(f"No event of this ledger has the id {event!r}. The list of events finds it by its words.")

    def following(self, event: str) -> Event:
        """The event that an id leads to now, over all merges. Raises NotFound."""
        found, seen = self.event(event), {event}
        while found.redirects_to and found.redirects_to not in seen:
            seen.add(found.redirects_to)
            found = self.event(found.redirects_to)
        return found

    def views(self, events: Iterable[str], texts: bool = True) -> Iterator[EventView]:
        """Events with all that is told of them; one by one, in the order asked for."""
        for one in events:
            yield self.view(self.event(one), texts)

    def view(self, event: Event, texts: bool = True) -> EventView:
        """What is told of an event. Without `texts` the documents have empty ones, which is faster."""
        mentions = tuple(from_row(MentionRef, row) for row in self._mentions.rows(event.id))
        claims = tuple(from_row(Claim, row) for row in self._claims.rows(event.id))
        ids = dict.fromkeys([one.document for one in mentions] + [one.document for one in claims])
        rows = [row for one in ids for row in self._documents.rows(one)]
        rows.sort(key=lambda row: (row["name"], row["id"]))
        documents = {row["id"]: from_row(Document, row | {"text": ""}) for row in rows}
        if texts:
            found = self._texts.of(documents)
            documents = {one: replace(document, text=found[one]) for one, document in documents.items()}
        copies = {row["id"]: row["copy_group"] or row["id"] for row in rows}
        marks = {claim.id: self._review.claims[claim.id] for claim in claims if claim.id in self._review.claims}
        return EventView(event, mentions, claims, documents, copies, self._review.events.get(event.id), marks)

    def authors(self, documents: Iterable[str]) -> dict[str, list[Passage]]:
        """The passages of these documents whose author is printed, by document id."""
        return {one: [from_row(Passage, row) for row in self._authors.rows(one)] for one in documents}

    def document(self, document: str) -> Document:
        """A document with its text. Raises NotFound."""
        for row in self._documents.rows(document):
            return from_row(Document, row | {"text": self._texts.of([document])[document]})
        raise NotFound(f"No document of this ledger has the id {document!r}.")


class Texts:
    """The texts of documents, read from their files one row group at a time."""

    def __init__(self, ledger: Ledger) -> None:
        self._lock = Lock()
        self._stack = contextlib.ExitStack()
        self._files: list[pq.ParquetFile] = []
        self._places: dict[str, tuple[int, int, int]] = {}  # id -> file, row group, row in it
        for part in layout.current_parts(ledger.folder):
            path = part.path / "documents.parquet"
            if path.exists():
                self._add(self._stack.enter_context(pq.ParquetFile(path)))

    def _add(self, file: pq.ParquetFile) -> None:
        sizes = [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)]
        starts = np.concatenate([[0], np.cumsum(sizes)])
        ids = file.read(columns=["id"]).column("id").to_pylist()
        groups = np.searchsorted(starts, np.arange(len(ids)), side="right") - 1
        for row, (one, group) in enumerate(zip(ids, groups.tolist(), strict=True)):
            self._places[one] = (len(self._files), group, row - int(starts[group]))
        self._files.append(file)

    def of(self, documents: Iterable[str]) -> Mapping[str, str]:
        """The texts of these documents by id; empty for one that came after this state of the ledger."""
        wanted: dict[tuple[int, int], list[tuple[int, str]]] = {}
        texts: dict[str, str] = {}
        for one in documents:
            texts[one] = ""
            if one in self._places:
                file, group, row = self._places[one]
                wanted.setdefault((file, group), []).append((row, one))
        with self._lock:
            for (file, group), members in wanted.items():
                column = self._files[file].read_row_group(group, columns=["text"]).column("text")
                for row, one in members:
                    texts[one] = column[row].as_py()
        return texts

    def close(self) -> None:
        with self._lock:
            self._stack.close()

"""Reading a ledger: DuckDB in memory over the Parquet parts that are there when it is opened.

    with Ledger(folder) as ledger:
        for item in ledger.claims(field=Field.KILLED): ...

A reader sees the ledger as it was when it was opened, whatever a writer adds meanwhile; open it again to see
more. All rows come in a fixed order (document name, offset, id), so that the same ledger gives the same bytes.
What people decided is laid over the tables (`decisions_overlay.py`), unless the reader asks for the program's own
state with `reviewed=False`.
Values go into queries as parameters only, never as part of the SQL.
"""

from __future__ import annotations

import contextlib
import dataclasses
import difflib
import itertools
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from types import TracebackType
from typing import Any, Literal

import duckdb
import pyarrow
import pyarrow.compute

from rashomon.errors import NotFound
from rashomon.ledger import folder as layout
from rashomon.ledger.alarms import large_events
from rashomon.ledger.decisions import read_log
from rashomon.ledger.decisions_claims import Mark
from rashomon.ledger.decisions_overlay import Overlay, lay_over
from rashomon.ledger.layers import layered_views, stored_tables
from rashomon.ledger.rows import from_row
from rashomon.model import Claim, Document, Event, Field, Happening, MentionRef, Passage, Problem

__all__ = ["EventView", "Ledger", "LedgerClaim"]

BATCH = 1_000  # rows fetched at once
SHOWN = 12  # choices listed in a message
COMPARED = 5_000  # choices up to which the nearest are looked for

# Document metadata without the text, which is large and seldom needed.
METADATA = "d.* EXCLUDE (text, words, read_by), '' AS text"

CLAIM_ORDER = "d.name, d.id, c.evidence[1].start, c.evidence[1].end, c.id"


@dataclass(frozen=True, slots=True)
class LedgerClaim:
    """A claim, the name of its document, the event that its mention is in now (None before linking), and what
    people decided about it."""

    claim: Claim
    document: str
    event: str | None
    review: Mark | None = None


@dataclass(frozen=True, slots=True)
class EventView:
    """An event with all that is told of it. `documents` go by id, and have their text only where the event has
    several claims of one field, which is where accounts are compared; `copies` gives the group of documents
    that print one text. `review` is what people decided about it, `reviews` about its claims, by id."""

    event: Event
    mentions: tuple[MentionRef, ...]
    claims: tuple[Claim, ...]
    documents: Mapping[str, Document]
    copies: Mapping[str, str]
    review: Mark | None = None
    reviews: Mapping[str, Mark] = dataclasses.field(default_factory=dict)


class Ledger:
    """One reader of a ledger. Raises NotALedger or SchemaTooNew when the folder is none that it can read.

    `review` is what people decided, as far as it is laid over the tables: nothing with `reviewed=False`.
    """

    def __init__(self, folder: Path, reviewed: bool = True) -> None:
        layout.check(folder)
        self.folder = folder
        self._stack = contextlib.ExitStack()
        self._stack.enter_context(layout.reading(folder))
        try:
            spill = self._stack.enter_context(tempfile.TemporaryDirectory(prefix="rashomon-"))
            self._connection = self._stack.enter_context(contextlib.closing(_connect(spill)))
            self._tables = self._snapshot()
            self.review = Overlay()
            self.review = self._overlay(reviewed)
        except BaseException:
            self._stack.close()
            raise

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._stack.close()

    def _snapshot(self) -> dict[str, Any]:
        """What is on disk now, table by table."""
        parts = [part.path for part in layout.current_parts(self.folder)]
        links = [part.path for part in layout.link_generations(self.folder)]
        return stored_tables(parts, links)

    def _overlay(self, reviewed: bool) -> Overlay:
        log = read_log(self.folder)
        if not log.decisions:
            return Overlay(log)
        linked = frozenset(row["decision"] for row in self._rows("SELECT decision FROM linked_decisions"))
        return lay_over(log, linked, self._rows, reviewed)

    def _rows(self, query: str, parameters: Sequence[object] = (), machine: bool = False) -> Iterator[dict[str, Any]]:
        """The rows of a query, fetched batch by batch; several may be open at once. With `machine`, over the tables
        as the program made them, without people's decisions."""
        with contextlib.closing(self._connection.cursor()) as cursor:
            for batch in self._asked(cursor, query, parameters, machine).to_arrow_reader(BATCH):
                yield from batch.to_pylist()

    def table(self, query: str, parameters: Sequence[object] = ()) -> pyarrow.Table:
        """The result of a query over the tables of the schema, as one Arrow table: for readers that keep much."""
        with contextlib.closing(self._connection.cursor()) as cursor:
            return self._asked(cursor, query, parameters).to_arrow_table()

    def batches(
        self, table: str, columns: Sequence[str] | None = None, documents: Sequence[str] | None = None
    ) -> Iterator[pyarrow.RecordBatch]:
        """All rows of a table of documents, or those of the documents with these ids, as the program made them and in
        the order in which they lie on disk, a few at a time: for readers of everything, in little memory."""
        data = self._tables[table]
        key = pyarrow.compute.field("id" if table == "documents" else "document")
        wanted = None if documents is None else key.isin(pyarrow.array(documents, pyarrow.string()))
        if isinstance(data, pyarrow.Table):
            rows = data if wanted is None else data.filter(wanted)
            yield from (rows.select(list(columns)) if columns else rows).to_batches(max_chunksize=BATCH)
        else:
            yield from data.to_batches(
                columns=None if columns is None else list(columns),
                filter=wanted,
                batch_size=BATCH,
                batch_readahead=2,
                fragment_readahead=1,
            )

    def _asked(
        self, cursor: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[object], machine: bool = False
    ) -> duckdb.DuckDBPyRelation:
        changes = {} if machine else self.review.tables
        for table, data in self._tables.items():  # what is registered is seen by its own cursor only
            cursor.register(f"made_{table}" if table in changes else table, data)
        for view in layered_views(self._tables, changes):
            cursor.execute(view)
        for table, changed in changes.items():
            gone = pyarrow.table({"id": pyarrow.array(changed.gone, pyarrow.string())})
            cursor.register(f"gone_{table}", gone)
            cursor.register(f"new_{table}", changed.rows)
            cursor.execute(  # the names are those of our own tables and columns
                f"CREATE TEMP VIEW {table} AS SELECT * FROM made_{table} WHERE {changed.key} NOT IN "
                f"(SELECT id FROM gone_{table}) UNION ALL BY NAME SELECT * FROM new_{table}"
            )
        relation = cursor.sql(query, params=list(parameters))
        assert relation is not None
        return relation

    # ------------------------------------------------------------ documents

    def documents(self) -> Iterator[Document]:
        """All documents, without their texts."""
        for row in self._rows(f"SELECT {METADATA} FROM documents d ORDER BY d.name, d.id"):
            yield from_row(Document, row)

    def texts(self) -> Iterator[tuple[str, str]]:
        """(id, text) of all documents."""
        for row in self._rows("SELECT id, text FROM documents ORDER BY name, id"):
            yield row["id"], row["text"]

    def full_documents(self, documents: Sequence[str] | None = None) -> Iterator[Document]:
        """All documents with their texts, or those with these ids."""
        query = """
            SELECT d.* EXCLUDE (words, read_by) FROM documents d
            WHERE $1 IS NULL OR d.id IN (SELECT unnest($1::VARCHAR[])) ORDER BY d.name, d.id"""
        for row in self._rows(query, [None if documents is None else list(documents)]):
            yield from_row(Document, row)

    def document(self, document: str) -> Document:
        """The document with this id and its text. Raises NotFound."""
        for row in self._rows("SELECT * EXCLUDE (words, read_by) FROM documents WHERE id = ?", [document]):
            return from_row(Document, row)
        raise NotFound(f"No document of {self.folder} has the id {document}.")

    def text(self, document: str) -> str:
        """The text of the document with this id. Raises NotFound."""
        for row in self._rows("SELECT text FROM documents WHERE id = ?", [document]):
            return str(row["text"])
        raise NotFound(f"No document of {self.folder} has the id {document}.")

    def document_ids(self, name: str) -> list[str]:
        """The ids of the documents with this name, or, if none has it, with this file name. Raises NotFound."""
        names = [(row["name"], row["id"]) for row in self._rows("SELECT name, id FROM documents ORDER BY name, id")]
        found = [one for full, one in names if full == name] or [
            one for full, one in names if PurePath(full).name == name
        ]
        if not found:
            known = _listed(_nearest(name, {full: full for full, _ in names}))
            raise NotFound(f"No document of {self.folder} is called {name!r}. {known}")
        return found

    def passages(self, documents: Sequence[str] | None = None) -> Iterator[tuple[str, Passage]]:
        """(document name, passage), of all documents or of those with these ids, in the order of their texts."""
        query = """
            SELECT d.name AS document_name, p.* FROM passages p JOIN documents d ON d.id = p.document
            WHERE $1 IS NULL OR p.document IN (SELECT unnest($1::VARCHAR[]))
            ORDER BY d.name, d.id, p.index"""
        for row in self._rows(query, [documents]):
            yield row["document_name"], from_row(Passage, row)

    def authors(self, documents: Sequence[str]) -> dict[str, list[Passage]]:
        """The passages of these documents whose author is printed, by document id."""
        query = """
            SELECT * FROM passages WHERE author IS NOT NULL AND document IN (SELECT unnest($1::VARCHAR[]))
            ORDER BY document, "index\""""
        found: dict[str, list[Passage]] = {}
        for row in self._rows(query, [list(documents)]):
            found.setdefault(row["document"], []).append(from_row(Passage, row))
        return found

    def problems(self) -> Iterator[Problem]:
        """What could not be read, then events that look too large, then what is wrong with people's decisions: damaged
        lines of their log, and those that hold for nothing in this ledger."""
        query = 'SELECT * FROM problems ORDER BY document, line NULLS FIRST, "offset" NULLS FIRST, code, message'
        for row in self._rows(query):
            yield from_row(Problem, row)
        yield from large_events(self._rows, self.folder)
        yield from self.review.problems

    # ------------------------------------------------------------ claims and happenings

    def claims(self, documents: Sequence[str] | None = None, field: Field | None = None) -> Iterator[LedgerClaim]:
        """All claims, or those of some documents (ids) or of one field."""
        query = f"""
            SELECT c.*, d.name AS document_name, em.event AS event
            FROM claims c JOIN documents d ON d.id = c.document
            LEFT JOIN event_mentions em ON em.mention = c.event_mention
            WHERE ($1 IS NULL OR c.document IN (SELECT unnest($1::VARCHAR[]))) AND ($2 IS NULL OR c.field = $2)
            ORDER BY {CLAIM_ORDER}"""
        for row in self._rows(query, [documents, field.value if field else None]):
            review = self.review.claims.get(row["id"])
            yield LedgerClaim(from_row(Claim, row), row["document_name"], row["event"], review)

    def machine_claims(self, ids: Sequence[str]) -> dict[str, tuple[Claim, str]]:
        """Claims as the program read them, rejected ones too, with the name of their document, by id."""
        query = """
            SELECT c.*, d.name AS document_name FROM claims c JOIN documents d ON d.id = c.document
            WHERE c.id IN (SELECT unnest($1::VARCHAR[])) ORDER BY c.id"""
        found = self._rows(query, [list(ids)], machine=True)
        return {row["id"]: (from_row(Claim, row), row["document_name"]) for row in found}

    def happenings(self, documents: Sequence[str] | None = None) -> Iterator[Happening]:
        """What all documents tell of, or those with these ids."""
        query = """
            SELECT h.* FROM happenings h JOIN documents d ON d.id = h.document
            WHERE $1 IS NULL OR d.id IN (SELECT unnest($1::VARCHAR[]))
            ORDER BY d.name, d.id, h.mentions[1].start, h.id"""
        for row in self._rows(query, [documents]):
            yield from_row(Happening, row)

    # ------------------------------------------------------------ events

    def all_events(self) -> Iterator[Event]:
        """All events as linking left them, those merged into another among them, by id."""
        for row in self._rows("SELECT * FROM events ORDER BY id"):
            yield from_row(Event, row)

    def events_by_id(self, ids: Sequence[str]) -> list[Event]:
        """The events with these ids, redirected or not, by id."""
        query = "SELECT * FROM events WHERE id IN (SELECT unnest($1::VARCHAR[])) ORDER BY id"
        return [from_row(Event, row) for row in self._rows(query, [list(ids)])]

    def count_events(self) -> int:
        """How many live events there are."""
        (row,) = self._rows("SELECT count(*) AS n FROM events WHERE redirects_to IS NULL")
        return int(row["n"]) - len(self.review.rejected)

    def linked_documents(self) -> set[str]:
        """The ids of the documents that the newest linking has seen."""
        return {row["document"] for row in self._rows("SELECT document FROM copies")}

    def linked_decisions(self) -> set[str]:
        """The ids of the decisions that the newest linking respected."""
        return {row["decision"] for row in self._rows("SELECT decision FROM linked_decisions")}

    def is_indexed(self, rules: str) -> bool:
        """Can new documents be linked to what is linked? Not where that was done by other rules."""
        query = "SELECT 1 FROM linked_by WHERE rules = ? AND EXISTS (SELECT 1 FROM link_items)"
        return any(True for _ in self._rows(query, [rules]))

    def event_id(self, prefix: str) -> str:
        """The id of the one live event whose id begins so. Raises NotFound when there is none, or several."""
        query = "SELECT id, title, redirects_to FROM events WHERE starts_with(id, ?) ORDER BY id"
        found = {row["id"]: row for row in self._rows(query, [prefix])} if prefix else {}
        if prefix in found:
            found = {prefix: found[prefix]}
        if len(found) > 1:
            choices = _listed([f"{one} ({row['title']})" for one, row in found.items()])
            raise NotFound(f"{len(found)} events have an id that begins with {prefix!r}. {choices}")
        for one, row in found.items():
            return self.event_id(row["redirects_to"]) if row["redirects_to"] else one
        live = "SELECT id, title FROM events WHERE redirects_to IS NULL ORDER BY id"
        first = _nearest(prefix, {f"{row['id']} ({row['title']})": row["title"] for row in self._rows(live)})
        raise NotFound(
            f"No event of {self.folder} has an id that begins with {prefix!r}. {_listed(first)} "
            f"See all with `rashomon events {self.folder}`."
        )

    def claim_or_event(self, prefix: str) -> tuple[Literal["claim", "event"], str]:
        """What the one claim (rejected or not) or live event is whose id begins so. Raises NotFound."""
        query = """
            SELECT c.id, c.field, d.name FROM claims c JOIN documents d ON d.id = c.document
            WHERE starts_with(c.id, ?) ORDER BY c.id"""
        claims = {row["id"]: row for row in self._rows(query, [prefix], machine=True)} if prefix else {}
        if prefix in claims:
            return "claim", prefix
        if not claims:
            return "event", self.event_id(prefix)
        listed = [f"{one} (a claim of {row['field']} in {row['name']})" for one, row in claims.items()]
        query = "SELECT id, title FROM events WHERE starts_with(id, ?) ORDER BY id"
        listed += [f"{row['id']} (the event {row['title']})" for row in self._rows(query, [prefix])]
        if len(listed) == 1:
            return "claim", next(iter(claims))
        raise NotFound(f"{len(listed)} claims and events have an id that begins with {prefix!r}. {_listed(listed)}")

    def event(self, prefix: str) -> EventView:
        """One event by its id or a prefix of it; an id that was merged leads to where it went. Raises NotFound."""
        for view in self.events(self.event_id(prefix)):
            return view
        mark = self.review.events.get(self.event_id(prefix))
        if mark is not None and mark.status == "rejected":
            raise NotFound(
                f"The event {prefix} of {self.folder} was rejected by {mark.by} (decision {mark.decision}). "
                f"`rashomon review {self.folder} undo {mark.decision}` brings it back."
            )
        raise NotFound(f"The event {prefix} of {self.folder} has no mentions.")

    def events(self, only: str | None = None) -> Iterator[EventView]:
        """All live events, by the document and place that tells of them first, or `only` the one with this id."""
        ranked = """
            WITH ranked AS (
                SELECT em.event, row_number() OVER (ORDER BY min((d.name, m.start)), em.event) AS rank
                FROM event_mentions em JOIN mentions m ON m.id = em.mention JOIN documents d ON d.id = m.document
                WHERE $1 IS NULL OR em.event = $1 GROUP BY em.event)"""
        told = f"{ranked} SELECT r.rank, e.* FROM ranked r JOIN events e ON e.id = r.event ORDER BY r.rank"
        mentions = f"""{ranked}
            SELECT r.rank, m.id, m.document, m.start, m.end, m.quote, m.modality
            FROM ranked r JOIN event_mentions em ON em.event = r.event JOIN mentions m ON m.id = em.mention
            JOIN documents d ON d.id = m.document ORDER BY r.rank, d.name, d.id, m.start, m.id"""
        claims = f"""{ranked}
            SELECT r.rank, c.* FROM ranked r JOIN event_mentions em ON em.event = r.event
            JOIN claims c ON c.event_mention = em.mention JOIN documents d ON d.id = c.document
            ORDER BY r.rank, {CLAIM_ORDER}"""
        documents = f"""{ranked},
            told AS (SELECT r.rank, m.document FROM ranked r JOIN event_mentions em ON em.event = r.event
                     JOIN mentions m ON m.id = em.mention GROUP BY ALL),
            several AS (SELECT DISTINCT r.rank FROM ranked r JOIN event_mentions em ON em.event = r.event
                        JOIN claims c ON c.event_mention = em.mention GROUP BY r.rank, c.field HAVING count(*) > 1)
            SELECT t.rank, d.* EXCLUDE (text), CASE WHEN s.rank IS NULL THEN '' ELSE d.text END AS text,
                co."group" AS copy_group
            FROM told t JOIN documents d ON d.id = t.document LEFT JOIN several s ON s.rank = t.rank
            LEFT JOIN copies co ON co.document = d.id
            ORDER BY t.rank, d.name, d.id"""
        marks = self.review.claims
        streams = [_ByRank(self._rows(query, [only])) for query in (mentions, claims, documents)]
        for row in self._rows(told, [only]):
            of_mentions, of_claims, of_documents = (stream.take(row["rank"]) for stream in streams)
            yield EventView(
                event=from_row(Event, row),
                mentions=tuple(from_row(MentionRef, one) for one in of_mentions),
                claims=tuple(from_row(Claim, one) for one in of_claims),
                documents={one["id"]: from_row(Document, one) for one in of_documents},
                copies={one["id"]: one["copy_group"] or one["id"] for one in of_documents},
                review=self.review.events.get(row["id"]),
                reviews={one["id"]: marks[one["id"]] for one in of_claims if one["id"] in marks},
            )


class _ByRank:
    """Rows that come ordered by `rank`, handed out rank by rank; ranks may be missing."""

    def __init__(self, rows: Iterator[dict[str, Any]]) -> None:
        self._groups = itertools.groupby(rows, key=lambda row: row["rank"])
        self._next: tuple[int, list[dict[str, Any]]] | None = None

    def take(self, rank: int) -> list[dict[str, Any]]:
        while self._next is None or self._next[0] < rank:
            group = next(self._groups, None)
            if group is None:
                return []
            self._next = group[0], list(group[1])
        return self._next[1] if self._next[0] == rank else []


def _connect(spill: str) -> duckdb.DuckDBPyConnection:
    """A database in memory that asks no network. What does not fit spills into the folder `spill`."""
    return duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,  # a name in SQL never means a Python variable
            "temp_directory": spill,
        },
    )


def _nearest(word: str, choices: Mapping[str, str]) -> list[str]:
    """The choices, those first whose names (the values) or beginnings are most like the word."""
    if len(choices) > COMPARED:
        return list(choices)

    def likeness(choice: str) -> float:
        looks = (choices[choice].lower(), choice[: len(word)].lower())
        return max(difflib.SequenceMatcher(None, word.lower(), look).ratio() for look in looks)

    return sorted(choices, key=lambda choice: (-likeness(choice), choice))


def _listed(choices: Sequence[str]) -> str:
    """A sentence with the choices there are."""
    if not choices:
        return "There are none yet."
    more = f", and {len(choices) - SHOWN} more" if len(choices) > SHOWN else ""
    return f"There are: {', '.join(choices[:SHOWN])}{more}."

"""Adding to a ledger: immutable parts, each seen whole or not at all.

    with LedgerWriter.open(folder) as writer:
        writer.add(0, record)
        writer.flush()

What is added since the last `flush` is in memory only: that is what a killed program loses. After a flush
that makes FANOUT parts of one width, they are merged into one, so that a long run does not leave a file
for every few seconds; the merged part is renamed into place like any other.
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from rashomon import __version__
from rashomon.errors import LedgerError
from rashomon.ledger import folder as layout
from rashomon.ledger.folder import Part
from rashomon.ledger.layers import merged_links
from rashomon.ledger.records import Record
from rashomon.ledger.rows import to_batch, to_row
from rashomon.ledger.schema import LINK_TABLES, PART_TABLES
from rashomon.model import Event, Problem

__all__ = ["LedgerWriter", "event_tables", "link_table", "merged_events"]

FANOUT = 16  # parts of one width that are merged into one
WIDEST = 256  # flushes; a wider part is not merged again, which bounds the copying
BATCH = 10_000  # rows held at once while parts are merged


class LedgerWriter:
    """The one writer of a ledger. Make it with `open`.

    `known` maps the ids of all documents in the ledger, flushed or not, to their names; `pending` counts
    the documents that the next flush writes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.known: dict[str, str] = {}
        self.pending = 0
        self._batches: dict[str, list[tuple[int, pa.RecordBatch]]] = {table: [] for table in PART_TABLES}
        self._problems: set[tuple[Any, ...]] = set()
        for part in layout.current_parts(folder):
            for row in _read(part, "documents", ["id", "name"]):
                self.known[row["id"]] = row["name"]
            self._problems.update(tuple(row.values()) for row in _read(part, "problems", None))

    @classmethod
    @contextlib.contextmanager
    def open(cls, folder: Path) -> Iterator[LedgerWriter]:
        """Make the ledger if there is none, and hold it for writing. Raises NotALedger, SchemaTooNew,
        LedgerBusy, or LedgerError where writing is not permitted."""
        layout.create(folder)
        with layout.writing(folder):
            yield cls(folder)

    def add(self, order: int, record: Record) -> None:
        """Add a document; within a part, documents are written by `order`. Raises ValueError or an
        OverflowError when a value cannot be stored, and then adds nothing of the record."""
        name, document = record.document.name, record.document.id
        rows: dict[str, list[dict[str, Any]]] = {
            "documents": [to_row(record.document) | {"words": record.words, "read_by": __version__}],
            "passages": [to_row(passage) | {"document": document} for passage in record.passages],
            "mentions": [to_row(mention) for mention in record.mentions],
            "claims": [to_row(claim) for claim in record.claims],
            "happenings": [to_row(happening) for happening in record.happenings],
        }
        batches = {table: pa.RecordBatch.from_pylist(found, PART_TABLES[table]) for table, found in rows.items()}
        for problem in record.problems:
            self.add_problem(order, problem)
        for table, batch in batches.items():
            if batch.num_rows:
                self._batches[table].append((order, batch))
        self.known[document] = name
        self.pending += 1

    def add_problem(self, order: int, problem: Problem) -> bool:
        """Add a problem, unless the ledger has just this one already; says whether it was new."""
        row = to_row(problem)
        key = tuple(row[column] for column in PART_TABLES["problems"].names)
        if key in self._problems:
            return False
        batch = pa.RecordBatch.from_pylist([row], PART_TABLES["problems"])
        self._problems.add(key)
        self._batches["problems"].append((order, batch))
        return True

    def flush(self) -> None:
        """Write what was added as one part. Raises LedgerError when the disk is full; what was flushed
        before stays readable."""
        found = {table: batches for table, batches in self._batches.items() if batches}
        if not found:
            return

        def fill(made: Path) -> None:
            for table, batches in found.items():
                ordered = [batch for _, batch in sorted(batches, key=lambda pair: pair[0])]
                _write(made, table, pa.Table.from_batches(ordered).combine_chunks())

        self._publish(layout.PARTS, fill)
        self._batches = {table: [] for table in PART_TABLES}
        self.pending = 0
        self._merge()

    def write_links(self, events: Iterable[Event], copies: Mapping[str, str], decisions: Iterable[str] = ()) -> None:
        """Write a new result of linking, which readers take from now on. Events that were merged into
        another have no rows in `event_mentions`. `decisions` are the ids of those that linking respected."""
        self.write_generation(
            {
                **event_tables(events),
                "copies": link_table("copies", ({"document": d, "group": copies[d]} for d in sorted(copies))),
                "linked_decisions": link_table("linked_decisions", ({"decision": one} for one in sorted(decisions))),
            }
        )

    def write_generation(self, tables: Mapping[str, pa.Table], whole: bool = True) -> None:
        """Write tables of links: all there are, or with `whole` False only what changed (see schema.LAYERS)."""

        def fill(made: Path) -> None:
            for table in LINK_TABLES:
                if table in tables or whole:
                    _write(made, table, tables.get(table, LINK_TABLES[table].empty_table()))

        number = layout.next_number(self.folder / layout.LINKS)
        self._publish(layout.LINKS, fill, f"000001-{number:06d}" if whole else f"{number:06d}")
        layout.clean(self.folder)
        generations = layout.link_generations(self.folder)
        if len(generations) > FANOUT:
            self.write_generation(merged_links([one.path for one in generations]))

    def _publish(self, kind: str, fill: Callable[[Path], None], name: str | None = None) -> None:
        parent = self.folder / kind
        name = name or f"{layout.next_number(parent):06d}"
        made = parent / f"{layout.UNFINISHED}{name}"
        try:
            made.mkdir(parents=True)
            fill(made)
            layout.publish(made, name)
        except BaseException as error:
            shutil.rmtree(made, ignore_errors=True)
            if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
                raise LedgerError(
                    f"The disk of {self.folder} is full ({error.strerror}). What was written before is safe and "
                    "readable. Free some space, then run the same command again: it goes on where it stopped."
                ) from error
            raise

    def _merge(self) -> None:
        """Merge the newest parts while there are FANOUT of one width."""
        while True:
            parts = layout.current_parts(self.folder)[-FANOUT:]
            widths = {part.last - part.first + 1 for part in parts}
            if len(parts) < FANOUT or len(widths) > 1 or widths.pop() * FANOUT > WIDEST:
                return
            self._publish(
                layout.PARTS,
                lambda made, parts=parts: _merge_into(made, parts),  # type: ignore[misc]
                f"{parts[0].first:06d}-{parts[-1].last:06d}",
            )
            layout.clean(self.folder)


def link_table(name: str, rows: Iterable[dict[str, Any]]) -> pa.Table:
    """A table of links from its rows, made piece by piece."""
    schema = LINK_TABLES[name]
    pieces = []
    rows = iter(rows)
    while piece := list(itertools.islice(rows, BATCH)):
        pieces.append(pa.RecordBatch.from_pylist(piece, schema))
    return pa.Table.from_batches(pieces, schema)


def event_tables(events: Iterable[Event]) -> dict[str, pa.Table]:
    """The tables of events and their mentions, in the order of the events' ids."""
    schema = LINK_TABLES["events"]
    pieces, listed = [], []
    rest = iter(events)
    while piece := list(itertools.islice(rest, BATCH)):
        pieces.append(to_batch(piece, schema))
        live = [event for event in piece if event.redirects_to is None]
        ids = [event.id for event in live for _ in event.mentions]
        mentions = [mention for event in live for mention in event.mentions]
        listed.append(pa.RecordBatch.from_pydict({"event": ids, "mention": mentions}, LINK_TABLES["event_mentions"]))
    pairs = pa.Table.from_batches(listed, LINK_TABLES["event_mentions"])
    return _in_order(pa.Table.from_batches(pieces, schema), pairs)


def merged_events(tables: Sequence[Mapping[str, pa.Table]]) -> dict[str, pa.Table]:
    """Several of `event_tables`, of different events, as one."""
    events, pairs = (pa.concat_tables([one[name] for one in tables]) for name in ("events", "event_mentions"))
    return _in_order(events, pairs)


def _in_order(events: pa.Table, pairs: pa.Table) -> dict[str, pa.Table]:
    return {
        "events": events.sort_by("id"),
        "event_mentions": pairs.sort_by([("event", "ascending"), ("mention", "ascending")]),
    }


def _write(made: Path, table: str, rows: pa.Table) -> None:
    with open(made / f"{table}.parquet", "xb") as file:
        pq.write_table(rows, file, compression="zstd")


def _read(part: Part, table: str, columns: list[str] | None) -> Iterator[dict[str, Any]]:
    path = part.path / f"{table}.parquet"
    if not path.exists():
        return
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(BATCH, columns=columns):
            yield from batch.to_pylist()


def _merge_into(made: Path, parts: list[Part]) -> None:
    """Copy the rows of all parts, in order, into one file per table."""
    for table, schema in PART_TABLES.items():
        paths = [part.path / f"{table}.parquet" for part in parts]
        paths = [path for path in paths if path.exists()]
        if not paths:
            continue
        with (
            open(made / f"{table}.parquet", "xb") as out,
            pq.ParquetWriter(out, schema, compression="zstd") as writer,
        ):
            for path in paths:
                with pq.ParquetFile(path) as file:
                    for batch in file.iter_batches(BATCH):
                        writer.write_batch(batch)

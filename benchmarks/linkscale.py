"""Linking at scale: 10,000, 30,000 and 100,000 documents, and ten more added to each ledger.

Data: the last file (by name) of `news-unlabelled` (*.jsonl.gz or *.jsonl: id, text, and optionally title, published).
`--read` pages, those whose ids have the smallest sha256, are read once; `linkscale_made.py` rewrites what was read into
as many documents as are asked for, names, places, dates and figures changed, a third of them reports of an event that
others tell too. They are written to a ledger, without claims, as reading would have left them; that is not timed. Then
one fresh process links the ledger (`first_*`), and another adds ten documents and links again (`ten_*`).

Of these, `seconds` are wall time of linking alone, `processor_seconds` those of the processor in all processes,
`peak_memory_mib` the most that the linking process and the one beside it held at one moment (on Linux, sampled every
two seconds, memory that they share counted once; elsewhere the largest size of each, added). `b_cubed` scores the
leading happening of each document of the smallest size against the event that it was made for. `per_minute` is the
pace of the largest size, `copies_per_minute` that of looking for copies alone, on the smallest. `growth` is the
processor seconds per document at the largest size over those at the smallest: 1 is linear. On a machine that does
something else meanwhile, only processor seconds compare.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.data import files_of, read_jsonl
from benchmarks.framework import DataError, Job, Score
from benchmarks.linkscale_made import Made, make_documents
from benchmarks.measures import b_cubed, clusters_of
from benchmarks.reader import Reader, document_of
from rashomon.ledger.records import Record
from rashomon.ledger.store import Ledger
from rashomon.ledger.writer import LedgerWriter
from rashomon.model import Reading
from rashomon.run.link_copies import find_all_copies
from rashomon.run.linking import link

__all__ = ["Pace", "ScaleResult", "arguments", "held_by", "measure"]

SIZES, READ, TEN = (10_000, 30_000, 100_000), 150, 10
LEAST = 1e-6  # seconds, where a clock is too coarse
BATCH = 2_000  # documents of one part of the ledger
SAMPLE = 2.0  # seconds between two looks at the memory, each of which holds the process up a little
PROCESSES = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


@dataclass(frozen=True, slots=True)
class Pace:
    documents: int
    happenings: int
    events: int
    largest_event: int
    first_seconds: float
    first_processor_seconds: float
    first_peak_memory_mib: float
    ten_seconds: float
    ten_processor_seconds: float
    ten_peak_memory_mib: float


@dataclass(frozen=True, slots=True)
class ScaleResult:
    per_minute: float
    copies_per_minute: float
    growth: float
    b_cubed: Score
    sizes: tuple[Pace, ...]
    documents: int
    failed: tuple[str, ...] = ()


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="documents (default: %(default)s)")
    parser.add_argument(
        "--read", type=int, default=READ, help="pages that are read and rewritten (default: %(default)s)"
    )
    parser.add_argument("--keep", type=Path, help="write the ledgers into this folder, and leave them there")


def measure(job: Job) -> ScaleResult:
    sizes = sorted([job.sample] if job.sample else getattr(job.options, "sizes", SIZES))
    if sizes[0] < 1:
        raise DataError(f"--sizes must be 1 or more, not {sizes[0]}.")
    readings, failed = read_pages(job.data, getattr(job.options, "read", READ))
    paces = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = getattr(job.options, "keep", None) or Path(scratch)
        for size in sizes:
            paces.append(measure_one(folder / f"l{size}", readings, size))
            sys.stderr.write(f"linkscale: {paces[-1]}\n")
        score = quality(folder / f"l{sizes[0]}", readings, sizes[0])
        started = time.perf_counter()
        find_all_copies(folder / f"l{sizes[0]}")
        searching = time.perf_counter() - started
    low, high = paces[0], paces[-1]
    spent = high.first_processor_seconds / high.documents, low.first_processor_seconds / low.documents
    return ScaleResult(
        per_minute=high.documents / max(high.first_seconds, LEAST) * 60,
        copies_per_minute=sizes[0] / max(searching, LEAST) * 60,
        growth=spent[0] / max(spent[1], LEAST),
        b_cubed=score,
        sizes=tuple(paces),
        documents=high.documents,
        failed=failed,
    )


def measure_one(folder: Path, readings: Sequence[Reading], size: int) -> Pace:
    sys.stderr.write(f"linkscale: writing {size:,} documents\n")
    write(folder, make_documents(readings, size))
    first = apart(folder, [])
    return pace(
        folder, size, first, apart(folder, [made.record for made in make_documents(readings, size + TEN, size)])
    )


def read_pages(folder: Path, number: int) -> tuple[list[Reading], tuple[str, ...]]:
    """The readings of some pages, without their parse."""
    path = files_of(folder, "*.jsonl.gz", "*.jsonl")[-1]
    rows = [row for _, row in read_jsonl(path, ("id", "text"))]
    rows.sort(key=lambda row: hashlib.sha256(str(row["id"]).encode()).hexdigest())
    reader = Reader()
    readings = []
    for place, row in enumerate(rows[:number]):
        if place % 20 == 0:
            sys.stderr.write(f"linkscale: reading page {place} of {number}\n")
        day = str(row.get("published") or "")[:10] or None
        reading = reader.read(document_of(str(row["id"]), str(row["text"]), row.get("title"), day))
        if reading.happenings:
            reading.parse = type(reading.parse)()
            readings.append(reading)
    if not readings:
        raise DataError(f"{path}: no page tells of an event.")
    return readings, tuple(reader.failed)


# ---------------------------------------------------------------- the ledger


def write(folder: Path, documents: Iterable[Made]) -> None:
    with LedgerWriter.open(folder) as writer:
        for order, made in enumerate(documents):
            writer.add(order, made.record)
            if writer.pending >= BATCH:
                writer.flush()
        writer.flush()


def apart(folder: Path, records: Sequence[Record]) -> tuple[float, float, float]:
    """Wall seconds, processor seconds and peak memory of linking, in a process of its own that first adds documents."""
    context = multiprocessing.get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_link, args=(folder, list(records), sending))
    process.start()
    sending.close()
    held = 0.0
    while not receiving.poll(SAMPLE):
        held = max(held, held_by(process.pid or 0))
    try:
        seconds, processor, largest = receiving.recv()
    except EOFError:
        raise DataError(f"Linking {folder} ended early; was there too little memory?") from None
    process.join()
    return seconds, processor, round(held, 1) or largest


def held_by(process: int) -> float:
    """MiB that a process and those that it started hold now, what they share counted once; 0 where nothing tells it."""
    total = 0
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
        started = [one.read_text(encoding="ascii") for one in Path(f"/proc/{process}/task").glob("*/children")]
    except OSError:  # it ended meanwhile, or this is no Linux
        return 0.0
    return total / 1024 + sum(held_by(int(child)) for child in " ".join(started).split())


def _link(folder: Path, records: Sequence[Record], sending: Any) -> None:
    with LedgerWriter.open(folder) as writer:
        for order, record in enumerate(records):
            writer.add(order, record)
        writer.flush()
        started, worked = time.perf_counter(), _processor()
        link(folder, writer)
        seconds, processor = time.perf_counter() - started, _processor() - worked
    sending.send((round(seconds, 2), round(processor, 2), round(_peak(), 1)))
    sending.close()


def _processor() -> float:
    """Processor seconds of this process and of those that it started and that ended."""
    return sum(sum(resource.getrusage(who)[:2]) for who in PROCESSES)


def _peak() -> float:
    unit = 1 if sys.platform == "darwin" else 1024  # getrusage counts kilobytes elsewhere
    return unit * sum(resource.getrusage(who).ru_maxrss for who in PROCESSES) / 2**20


def pace(folder: Path, size: int, first: Sequence[float], ten: Sequence[float]) -> Pace:
    with Ledger(folder) as ledger:
        (row,) = ledger.table(
            "SELECT (SELECT count(*) FROM happenings) AS happenings, count(*) AS events, "
            "max(len(documents)) AS largest FROM events WHERE redirects_to IS NULL"
        ).to_pylist()
    return Pace(size, int(row["happenings"]), int(row["events"]), int(row["largest"]), *first, *ten)


def quality(folder: Path, readings: Sequence[Reading], size: int) -> Score:
    """B-cubed of the leading happenings of all documents against the events that they were made for."""
    gold = {made.leading: made.event for made in make_documents(readings, size) if made.leading}
    with Ledger(folder) as ledger:
        rows = ledger.table(
            "SELECT m.happening AS happening, em.event AS event FROM event_mentions em "
            "JOIN mentions m ON m.id = em.mention"
        )
        event = dict(zip(rows["happening"].to_pylist(), rows["event"].to_pylist(), strict=True))
    return b_cubed(clusters_of(gold), clusters_of({name: event[name] for name in gold}))

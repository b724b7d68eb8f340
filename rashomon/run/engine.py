"""Reading documents into a ledger, on any number of processes, and linking what they tell.

The main process reads files, skips what the ledger has, hands documents to workers and writes what comes
back, in parts of about FLUSH_DOCUMENTS documents or FLUSH_SECONDS seconds. Whatever happens to a document
becomes a row in `problems`; the run goes on.
"""

from __future__ import annotations

import contextlib
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa

from rashomon.errors import ConfigurationError
from rashomon.ledger.records import Record, storable
from rashomon.ledger.store import Ledger
from rashomon.ledger.writer import LedgerWriter
from rashomon.model import Claim, Document, Problem
from rashomon.run.failures import failed
from rashomon.run.linking import Linker, link
from rashomon.run.workers import ReadOne, Task, read_all
from rashomon.text.read import read_paths

__all__ = ["Observer", "State", "Summary", "read"]

FLUSH_DOCUMENTS = 100
FLUSH_SECONDS = 5.0


@dataclass(slots=True)
class State:
    """How far a run is. `known` counts documents that the ledger had already; `problems` counts by code."""

    documents: int = 0
    known: int = 0
    words: int = 0
    claims: int = 0
    problems: Counter[str] = field(default_factory=Counter)
    current: str = ""
    started: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.started


class Observer:
    """Is told how a run goes on. This one says nothing; `progress.py` has those that do."""

    def reading(self, state: State) -> None:
        """After each document, and about every second while none is done."""

    def linking(self, state: State) -> None:
        """Once, when all documents are read."""

    def close(self) -> None:
        """At the end, however the run ended."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did. `events` counts all events of the ledger, the others what this run added; `seconds` covers
    reading without linking; `peak_memory` is in bytes, of the largest process."""

    documents: int
    known: int
    words: int
    claims: int
    events: int
    problems: dict[str, int]
    seconds: float
    peak_memory: int
    interrupted: bool

    @property
    def words_per_second(self) -> float:
        return self.words / self.seconds if self.seconds > 0 else 0.0


def read(
    paths: Sequence[str],
    ledger: Path,
    workers: int = 1,
    observer: Observer | None = None,
    *,
    read_one: ReadOne | None = None,
    read_input: Callable[[Sequence[str]], Iterable[Document | Problem]] = read_paths,
    linker: Linker | None = None,
) -> Summary:
    """Read files, folders or `-` (standard input) into a ledger, which is made if there is none.

    Reading what the ledger has already changes nothing. KeyboardInterrupt ends the run early: what is done is
    kept, and the summary says so. Raises LedgerError (busy, not a ledger, full disk),
    ModelError, and ConfigurationError for fewer than one worker or a ledger
    inside a folder that is read. `read_one`, `read_input` and `linker` stand in for the stages of this package.
    """
    if workers < 1:
        raise ConfigurationError(f"--workers must be 1 or more, not {workers}.")
    _check_outside(paths, ledger)
    with LedgerWriter.open(ledger) as writer:
        run = _Run(writer, observer or Observer())
        interrupted = run.read(read_input(paths), read_one or _standard_reader(), workers)
        seconds = run.state.seconds
        if not interrupted:
            run.observer.linking(run.state)
            link(ledger, writer, linker)
        with Ledger(ledger) as reader:
            events = reader.count_events()
    state = run.state
    return Summary(
        documents=state.documents,
        known=state.known,
        words=state.words,
        claims=state.claims,
        events=events,
        problems=dict(sorted(state.problems.items())),
        seconds=seconds,
        peak_memory=_peak_memory(),
        interrupted=interrupted,
    )


def _check_outside(paths: Sequence[str], ledger: Path) -> None:
    """Raise ConfigurationError when the ledger lies in a folder that is read: its own files would be read too."""
    inside = ledger.resolve()
    for path in paths:
        folder = Path(path)
        if path != "-" and folder.is_dir() and inside.is_relative_to(folder.resolve()):
            raise ConfigurationError(
                f"The ledger {ledger} lies inside {path}, which is to be read: its own files would be read as "
                "documents. Name a folder elsewhere with --ledger, or name the files to read."
            )


def _standard_reader() -> ReadOne:
    from rashomon.run.reading import read_one  # slow to import: it loads all stages

    return read_one


class _Run:
    """The state of one run."""

    def __init__(self, writer: LedgerWriter, observer: Observer) -> None:
        self.writer = writer
        self.observer = observer
        self.state = State()
        self.flushed = time.monotonic()
        self.names = set(writer.known.values())

    def read(self, items: Iterable[Document | Problem], read_one: ReadOne, workers: int) -> bool:
        """Read all items; True when the user stopped it."""
        try:
            with contextlib.closing(read_all(self._fresh(items), read_one, workers)) as results:
                for result in results:
                    if result is not None:
                        self._keep(*result)
                    self._flush_if_due()
                    self.observer.reading(self.state)
        except KeyboardInterrupt:
            self.writer.flush()
            return True
        self.writer.flush()
        return False

    def _fresh(self, items: Iterable[Document | Problem]) -> Iterator[Task]:
        """The documents that the ledger has not."""
        met: dict[str, str] = {}
        for order, item in enumerate(items):
            if isinstance(item, Problem):
                self._problem(order, item)
                continue
            document = storable(item)
            first = self.writer.known.get(document.id) or met.get(document.id)
            if first is None:
                met[document.id] = document.name
                self._note_other_text(order, document)
                self.state.current = document.name
                yield Task(order, document)
                continue
            self.state.known += 1
            if first != document.name:
                self._problem(order, _same_bytes(document, first))

    def _note_other_text(self, order: int, document: Document) -> None:
        if document.name in self.names:
            self._problem(order, _same_name(document))
        self.names.add(document.name)

    def _problem(self, order: int, problem: Problem) -> None:
        if self.writer.add_problem(order, problem):
            self.state.problems[problem.code] += 1

    def _keep(self, order: int, record: Record) -> None:
        record = _with_true_quotes(record)
        try:
            self.writer.add(order, record)
        except (ValueError, TypeError, OverflowError, pa.ArrowException) as error:
            problem = failed(record.document, "store", error)
            record = Record(storable(record.document), record.words, problems=(problem,))
            self.writer.add(order, record)
        self.state.documents += 1
        self.state.words += record.words
        self.state.claims += len(record.claims)
        self.state.problems.update(problem.code for problem in record.problems)

    def _flush_if_due(self) -> None:
        late = time.monotonic() - self.flushed > FLUSH_SECONDS
        if self.writer.pending >= FLUSH_DOCUMENTS or late:
            self.writer.flush()
            self.flushed = time.monotonic()


def _with_true_quotes(record: Record) -> Record:
    """The record without claims that have no evidence, or a quote that is not the text at its offsets: such a
    claim is an error of a stage, and a ledger never holds one."""
    text = record.document.text

    def true(claim: Claim) -> bool:
        return bool(claim.evidence) and all(text[one.start : one.end] == one.quote for one in claim.evidence)

    false = [claim for claim in record.claims if not true(claim)]
    if not false:
        return record
    dropped = Problem(
        record.document.name,
        "claims-dropped",
        f"{len(false)} claims were dropped: their evidence is not the text at the offsets given. This is an error in "
        "Rashomon: please report it with this line.",
        offset=min((one.start for claim in false for one in claim.evidence), default=None),
    )
    kept = tuple(claim for claim in record.claims if true(claim))
    return replace(record, claims=kept, problems=(*record.problems, dropped))


def _same_bytes(document: Document, first: str) -> Problem:
    return Problem(
        document.name,
        "same-bytes",
        f"This has the same bytes as {first}, which is in the ledger already; it was not read a second time.",
    )


def _same_name(document: Document) -> Problem:
    return Problem(
        document.name,
        "same-name",
        f"Another text with this name is in the ledger; this one (id {document.id}) was read as well. If the file was "
        "changed since, its claims now stand beside those of the older text.",
    )


def _peak_memory() -> int:
    """The largest resident size of this process or of one of its workers, in bytes."""
    unit = 1 if sys.platform == "darwin" else 1024  # getrusage counts kilobytes elsewhere
    return unit * max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))

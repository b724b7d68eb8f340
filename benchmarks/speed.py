"""Speed: words and articles a second for reading and for linking, and the memory it takes.

Data: the *.jsonl.gz (or *.jsonl) of `news-unlabelled` (id, text, and optionally title, publisher, published). Of each
file the 300 articles (or `--sample N`) whose ids have the smallest sha256 are read. Three measurements, each in a
fresh process, so that memory is its own: spaCy's small pipeline alone over the same texts (the yardstick: the
pipeline that the reader itself loads, with all its components), then `rashomon read` with one and with two processes
into a new ledger. Models are loaded before the clock starts for the first two; workers load theirs inside it, as they
do for a user. Linking is timed alone, over all happenings of the file. `ratio` is reading with one process against
spaCy alone, in words a second: a share of 0.5 means that reading takes twice the time of its parse. Memory is the
peak of the largest process, in MiB.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.data import files_of, read_jsonl
from benchmarks.framework import DataError, Job
from rashomon.ledger.store import Ledger
from rashomon.link.constraints import FREE, Constraints
from rashomon.link.events import link_events
from rashomon.model import Document, Event, Happening
from rashomon.run import engine
from rashomon.run.reading import read_one
from rashomon.text.parse import load_parser

__all__ = ["FileSpeed", "Pace", "SpeedResult", "measure"]

ARTICLES = 300
WARM_UP = "Police said two people were hurt in the town of Alder on Monday."


@dataclass(frozen=True, slots=True)
class Pace:
    words_per_second: float
    articles_per_second: float
    seconds: float
    peak_memory_mib: float


@dataclass(frozen=True, slots=True)
class FileSpeed:
    spacy_alone: Pace
    one_process: Pace
    two_processes: Pace
    linking: Pace
    ratio: float
    articles: int
    words: int


@dataclass(frozen=True, slots=True)
class SpeedResult:
    """`words_per_second` is reading with one process over all files."""

    words_per_second: float
    ratio: float
    files: Mapping[str, FileSpeed]
    documents: int


class UnlinkedRun:
    """A linker that joins nothing, so that reading is timed without linking."""

    def events(
        self, happenings: Sequence[Happening], previous: Sequence[Event], constraints: Constraints = FREE
    ) -> Sequence[Event]:
        return ()

    def copies(self, documents: Sequence[tuple[str, str]]) -> Mapping[str, str]:
        return {}


def measure(job: Job) -> SpeedResult:
    chosen = Job(job.data, job.split, job.sample or ARTICLES)
    files: dict[str, FileSpeed] = {}
    for path in files_of(job.data, "*.jsonl", "*.jsonl.gz"):
        documents = chosen.pick(_documents(path), lambda d: d.name)
        if not documents:
            raise DataError(f"{path}: it holds no article.")
        sys.stderr.write(f"speed: {path.name}, {len(documents)} articles\n")
        files[path.name.split(".")[0]] = time_file(documents)
    words = sum(one.words for one in files.values())
    reading = sum(one.one_process.seconds for one in files.values())
    spacy = sum(one.spacy_alone.seconds for one in files.values())
    return SpeedResult(words / reading, spacy / reading, files, sum(one.articles for one in files.values()))


def _documents(path: Path) -> list[Document]:
    rows = [row for _, row in read_jsonl(path, ("id", "text"))]
    return [
        Document(
            id=str(row["id"]),
            name=str(row["id"]),
            text=str(row["text"]),
            title=row.get("title") or None,
            publisher=row.get("publisher") or None,
            published=row.get("published") or None,
        )
        for row in rows
    ]


def time_file(documents: Sequence[Document]) -> FileSpeed:
    words = sum(len(document.text.split()) for document in documents)

    def pace(seconds: float, memory: float) -> Pace:
        return Pace(words / max(seconds, 1e-9), len(documents) / max(seconds, 1e-9), seconds, memory)

    spacy = _apart(_time_spacy, [document.text for document in documents])
    one = _apart(_time_reading, documents, 1)
    two = _apart(_time_reading, documents, 2)
    return FileSpeed(
        spacy_alone=pace(*spacy),
        one_process=pace(one[0], one[2]),
        two_processes=pace(two[0], two[2]),
        linking=pace(one[1], one[2]),
        ratio=spacy[0] / one[0],
        articles=len(documents),
        words=words,
    )


def _apart(work: Callable[..., Any], *arguments: Any) -> Any:
    """Run a function of this module in a process of its own and give back what it returns."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(theirs, work, arguments))
    process.start()
    theirs.close()
    try:
        return ours.recv()
    except EOFError as error:
        raise RuntimeError(f"{work.__name__} ended without a result; its error is above.") from error
    finally:
        process.join()


def _send(pipe: Any, work: Callable[..., Any], arguments: Sequence[Any]) -> None:
    pipe.send(work(*arguments))
    pipe.close()


def _time_spacy(texts: Sequence[str]) -> tuple[float, float]:
    """(seconds, peak memory in MiB) of the pipeline alone, text by text as the reader feeds it."""
    parser = load_parser()
    parser(WARM_UP)
    started = time.perf_counter()
    for text in texts:
        parser(text[: parser.max_length])
    return time.perf_counter() - started, _peak()


def _time_reading(documents: Sequence[Document], workers: int) -> tuple[float, float, float]:
    """(seconds of reading, seconds of linking, peak memory in MiB)."""
    read_one(Document(id="warm-up", name="warm-up", text=WARM_UP))
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        ledger = Path(folder) / "ledger"
        summary = engine.read(["-"], ledger, workers, read_input=lambda _: iter(documents), linker=UnlinkedRun())
        with Ledger(ledger) as reader:
            happenings = list(reader.happenings())
    started = time.perf_counter()
    link_events(happenings)
    return summary.seconds, time.perf_counter() - started, _peak()


def _peak() -> float:
    unit = 1 if sys.platform == "darwin" else 1024  # getrusage counts kilobytes elsewhere
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return unit * max(resource.getrusage(who).ru_maxrss for who in both) / 2**20

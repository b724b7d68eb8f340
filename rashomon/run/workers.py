"""Worker processes that read documents. One that dies takes nothing with it but the document it held.

Each worker has a pipe of its own and holds one document at a time, so it is always known which document a
dead worker had. That document is tried once more in a fresh worker (the memory may have been short only
then) and becomes a Problem when the second one dies too. Processes are spawned, not forked: threads of the
main process cannot leave locks behind in them.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from rashomon.errors import RashomonError
from rashomon.ledger.records import Record
from rashomon.model import Document, Problem
from rashomon.run.failures import FATAL, failed

__all__ = ["ReadOne", "Task", "read_all"]

ReadOne = Callable[[Document], Record]  # must be importable by name where there are several workers

TICK = 1.0  # seconds after which the caller gets a turn though no document is done
TRIES = 2
SLOWEST = 600.0  # seconds a document may take in a worker, and
SLOWEST_SIGN = 0.05  # seconds for each of its characters: about a hundred times the usual time

# Each worker is one process of several: libraries must not start threads for every core in each of them.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@dataclass(frozen=True, slots=True)
class Task:
    """A document and its place in the order of the input."""

    order: int
    document: Document
    tries: int = 0


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    ready: bool = False
    task: Task | None = None
    since: float = field(default_factory=time.monotonic)


def read_all(
    tasks: Iterator[Task], read_one: ReadOne, workers: int
) -> Generator[tuple[int, Record] | None, None, None]:
    """Read documents, in this process if `workers` is 1. Yields (order, record) as they are done, and None now
    and then while none is. Raises FATAL errors of `read_one`, and RashomonError when no worker can start."""
    if workers > 1:
        with contextlib.closing(_Pool(tasks, read_one, workers)) as pool:
            yield from pool.results()
        return
    for task in tasks:
        yield task.order, _guarded(read_one, task.document)


def _guarded(read_one: ReadOne, document: Document) -> Record:
    try:
        return read_one(document)
    except FATAL:
        raise
    except Exception as error:
        return Record(document, problems=(failed(document, "read", error),))


def _work(pipe: Connection, read_one: ReadOne) -> None:
    """The life of a worker: it ends when the main process says so, or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the main process ends its workers itself
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        pipe.send(None)
        while (task := pipe.recv()) is not None:
            try:
                answer: Record | Exception = _guarded(read_one, task.document)
            except FATAL as error:
                answer = error
            pipe.send(answer)


class _Pool:
    def __init__(self, tasks: Iterator[Task], read_one: ReadOne, workers: int) -> None:
        self._tasks = tasks
        self._again: deque[Task] = deque()
        self._read_one = read_one
        self._workers: list[_Worker] = []
        for _ in range(workers):
            self._workers.append(self._start())

    def _start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, self._read_one), daemon=True)
        before = {name: os.environ.get(name) for name in ONE_THREAD}
        os.environ.update({name: value for name, value in ONE_THREAD.items() if before[name] is None})
        try:
            process.start()
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
        theirs.close()
        return _Worker(process, ours)

    def results(self) -> Iterator[tuple[int, Record] | None]:
        while True:
            for worker in self._workers:
                if worker.ready and worker.task is None:
                    yield from self._give(worker)
            if all(worker.ready and worker.task is None for worker in self._workers):
                return
            waiting = [worker for worker in self._workers if not worker.ready or worker.task is not None]
            answered = wait([worker.pipe for worker in waiting], TICK)
            for worker in waiting:
                if worker.pipe in answered:
                    yield from self._hear(worker)
                elif _too_slow(worker):
                    yield from self._lose(worker, "too-slow")
            if not answered:
                yield None

    def _give(self, worker: _Worker) -> Iterator[tuple[int, Record]]:
        task = self._again.popleft() if self._again else next(self._tasks, None)
        if task is None:
            return
        worker.task, worker.since = task, time.monotonic()
        try:
            worker.pipe.send(task)
        except OSError:
            yield from self._lose(worker, "worker-died")

    def _hear(self, worker: _Worker) -> Iterator[tuple[int, Record]]:
        try:
            answer = worker.pipe.recv()
        except (EOFError, OSError):
            yield from self._lose(worker, "worker-died")
            return
        task, worker.task, worker.ready = worker.task, None, True
        if isinstance(answer, Exception):
            raise answer
        if task is not None:
            yield task.order, answer

    def _lose(self, worker: _Worker, code: str) -> Iterator[tuple[int, Record]]:
        """Replace a worker that is gone, and see to the document it held."""
        _end(worker)
        status, task = worker.process.exitcode, worker.task
        if not worker.ready:
            raise RashomonError(
                f"A worker process ended before it could start (exit status {status}). Run again with --workers 1 "
                "to see the cause. A script that calls rashomon.run.engine.read with several workers must do so "
                'under `if __name__ == "__main__":`.'
            )
        self._workers[self._workers.index(worker)] = self._start()
        if task is None:
            return
        if code == "worker-died" and task.tries + 1 < TRIES:
            self._again.append(Task(task.order, task.document, task.tries + 1))
            return
        problem = _died(task.document, status) if code == "worker-died" else _slow(task.document)
        yield task.order, Record(task.document, problems=(problem,))

    def close(self) -> None:
        for worker in self._workers:
            idle = worker.ready and worker.task is None
            with contextlib.suppress(OSError):
                if idle:
                    worker.pipe.send(None)
                else:
                    worker.process.kill()
        for worker in self._workers:
            worker.process.join(5)
            _end(worker)


def _end(worker: _Worker) -> None:
    if worker.process.is_alive() and worker.process.exitcode is None:
        worker.process.join(0.2)  # one that just died has no exit status yet
        worker.process.kill()
    worker.process.join()
    worker.pipe.close()


def _too_slow(worker: _Worker) -> bool:
    if worker.task is None:
        return False
    allowed = SLOWEST + SLOWEST_SIGN * len(worker.task.document.text)
    return time.monotonic() - worker.since > allowed


def _died(document: Document, status: int | None) -> Problem:
    how = f"killed by signal {-status}" if status is not None and status < 0 else f"exit status {status}"
    return Problem(
        document.name,
        "worker-died",
        f"The worker process that read this document ended ({how}), and so did the one that tried again; the "
        f"memory of the machine is the usual cause. The text ({len(document.text)} characters) is kept, but "
        "nothing was read from it. Use fewer --workers.",
    )


def _slow(document: Document) -> Problem:
    return Problem(
        document.name,
        "too-slow",
        f"Reading took longer than {SLOWEST + SLOWEST_SIGN * len(document.text):.0f} seconds and was stopped. The text "
        f"({len(document.text)} characters) is kept, but nothing was read from it.",
    )

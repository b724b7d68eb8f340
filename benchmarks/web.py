"""How fast the local page is over a large ledger: `python -m benchmarks.web [--events 100000]`.

Makes a ledger of invented events (`invented_ledger`), loads it as the server does, and asks for the first page, some
searches and some events. Printed as JSON: seconds of the wall clock and of this process's own work (which tells more on
a busy machine), the median and the 95th percentile; seconds to load; the peak of memory in MiB. Aims: the first page
under 0.3 seconds, an event under 0.2. Not in the table of benchmarks: it measures the machine as much as the program.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from benchmarks.invented_ledger import invent
from rashomon.show.web.app import create_app

__all__ = ["main"]

QUERIES = ("", "?q=column+denied", "?country=COL", "?type=ASSAULT&sort=newest", "?since=2010-01-01&until=2010-12-31")
REPEATS = 5
EVENTS_ASKED = 100


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--ledger", type=Path, help="a ledger that is there already, in place of an invented one")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        ledger = given.ledger or Path(folder) / "ledger"
        if given.ledger is None:
            invent(ledger, given.events)
        sys.stdout.write(json.dumps(measure(ledger), indent=1) + "\n")


def measure(ledger: Path) -> dict[str, Any]:
    """The figures of one ledger."""
    app = create_app(ledger)
    app.state.desk._start = lambda comparison: None  # it works beside the pages, and would blur the timing
    wall, own = time.perf_counter(), time.process_time()
    state = app.state.desk.state()
    loading = {"wall": round(time.perf_counter() - wall, 2), "own": round(time.process_time() - own, 2)}
    drawn = random.Random(1).choices(state.index.ids, k=EVENTS_ASKED)
    with TestClient(app, base_url="http://localhost") as client:

        def ask(address: str) -> Callable[[], object]:
            return lambda: client.get(address).raise_for_status()

        pages = {f"/events{query}": _timed([ask(f"/events{query}")] * REPEATS) for query in QUERIES}
        events = _timed([ask(f"/event/{one}") for one in drawn])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"events": len(state.index), "loading": loading, "pages": pages, "event": events, "peak_mib": round(peak)}


def _timed(asked: Sequence[Callable[[], object]]) -> dict[str, float]:
    walls, owns = [], []
    for ask in asked:
        wall, own = time.perf_counter(), time.process_time()
        ask()
        walls.append(time.perf_counter() - wall)
        owns.append(time.process_time() - own)
    walls.sort()
    owns.sort()
    middle, high = len(walls) // 2, min(len(walls) - 1, int(len(walls) * 0.95))
    figures = {"wall": walls[middle], "wall_95": walls[high], "own": owns[middle], "own_95": owns[high]}
    return {name: round(value, 3) for name, value in figures.items()}


if __name__ == "__main__":
    main()

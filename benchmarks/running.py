"""Running benchmarks: one job at a time, its figures as an Outcome, and the files that keep them."""

from __future__ import annotations

import argparse
import dataclasses
import json
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.data import digest
from benchmarks.framework import Benchmark, DataError, Job, Outcome, as_json
from rashomon import __version__

__all__ = ["RESULTS", "load_outcomes", "name_of", "run_benchmark", "save_outcomes"]

RESULTS = Path(__file__).parent / "results.json"


def run_benchmark(
    benchmark: Benchmark,
    data: Path | None = None,
    split: str | None = None,
    sample: int | None = None,
    options: argparse.Namespace | None = None,
) -> Outcome:
    """Measure. Raises DataError for data that cannot be used and for a split that there is not."""
    key = getattr(options, "key", None)
    folder = key or data or benchmark.default_data
    chosen = split or benchmark.development
    if chosen not in benchmark.splits:
        raise DataError(f"{benchmark.name} has no split {chosen!r}. There are: {', '.join(benchmark.splits)}.")
    if sample is not None and sample < 1:
        raise DataError(f"--sample must be 1 or more, not {sample}.")
    chosen_options = options or argparse.Namespace()
    sha256 = digest(folder, *(benchmark.elsewhere(folder, chosen_options) if benchmark.elsewhere else ()))
    started = time.monotonic()
    result = benchmark.run(Job(folder, chosen, sample, chosen_options))
    seconds = round(time.monotonic() - started, 1)
    measured = "files" if key else chosen
    return Outcome(benchmark.name, measured, sample, result.documents, seconds, sha256, __version__, as_json(result))


def name_of(benchmark: Benchmark, split: str) -> str:
    """What the outcome of a split is kept as: the benchmark's name for its development split, else with the split."""
    return benchmark.name if split == benchmark.development else f"{benchmark.name}:{split}"


def load_outcomes(path: Path = RESULTS) -> dict[str, Outcome]:
    """The outcomes of the last run, by benchmark; none where the file is missing."""
    if not path.is_file():
        return {}
    try:
        rows: Mapping[str, Any] = json.loads(path.read_text(encoding="utf8"))
        return {name: Outcome(**row) for name, row in rows.items()}
    except (json.JSONDecodeError, TypeError) as error:
        raise DataError(f"{path}: not a file of results ({error}). Make it anew: python -m benchmarks all.") from error


def save_outcomes(outcomes: Sequence[Outcome], path: Path = RESULTS, names: Sequence[str] | None = None) -> None:
    """Keep these outcomes under their benchmarks' names, or the names given, and all others as they were."""
    kept = load_outcomes(path) | dict(zip(names or [one.benchmark for one in outcomes], outcomes, strict=True))
    rows = {name: dataclasses.asdict(kept[name]) for name in sorted(kept)}
    path.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf8")

"""The gate: no figure of a development split falls below its floor unnoticed.

`floors.json` holds for each benchmark the split, the sample, the sha256 of the data, the version, and the floor of
each main figure; `lowered` keeps every floor that was lowered on purpose, with the reason.

A floor is the figure of the machine that it was measured on. The trained reader's sums are rounded in another order on
another processor, and a few of its decisions tip over: one commit, measured with and without AVX-512 VNNI, differed by
up to 0.75 % of a figure. So a figure may stand MACHINES below its floor; the floor itself does not give way, so that
small falls cannot add up.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.framework import Benchmark, DataError, Outcome, look_up

__all__ = ["FLOORS", "Floor", "Floors", "check", "load_floors", "raise_floors", "save_floors"]

FLOORS = Path(__file__).parent / "floors.json"
MACHINES = 0.01  # share of a figure by which processors may differ
SLACK = 1e-9  # figures are rounded before they are kept


@dataclass(frozen=True, slots=True)
class Floor:
    split: str
    sample: int | None
    sha256: str
    version: str
    figures: dict[str, float]


@dataclass(frozen=True, slots=True)
class Floors:
    floors: dict[str, Floor]
    lowered: tuple[dict[str, Any], ...] = ()


def load_floors(path: Path = FLOORS) -> Floors:
    """The floors; none where there is no file yet. Raises DataError for a file that is none of ours."""
    if not path.is_file():
        return Floors({})
    try:
        content = json.loads(path.read_text(encoding="utf8"))
        floors = {name: Floor(**row) for name, row in content["floors"].items()}
        return Floors(floors, tuple(content["lowered"]))
    except (json.JSONDecodeError, TypeError, KeyError, AttributeError) as error:
        line = getattr(error, "lineno", 1)
        raise DataError(f"{path}, line {line}: not a file of floors ({error}).") from error


def save_floors(floors: Floors, path: Path = FLOORS) -> None:
    rows = {name: asdict(floors.floors[name]) for name in sorted(floors.floors)}
    content = {"floors": rows, "lowered": list(floors.lowered)}
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf8")


def check(benchmark: Benchmark, outcome: Outcome, floors: Floors) -> list[str]:
    """What is wrong with an outcome, one sentence each; nothing where it holds."""
    floor = floors.floors.get(benchmark.name)
    if floor is None:
        return [f"{benchmark.name}: it has no floor yet. Type: python -m benchmarks raise {benchmark.name}"]
    if (floor.sha256, floor.split, floor.sample) != (outcome.sha256, outcome.split, outcome.sample):
        return [
            f"{benchmark.name}: its floor was measured on other data ({floor.split}, sample {floor.sample}, sha256 "
            f"{floor.sha256[:12]}; now {outcome.split}, sample {outcome.sample}, {outcome.sha256[:12]}). Put the data "
            f"back, or measure anew: python -m benchmarks raise {benchmark.name}"
        ]
    wrong = [
        f"{benchmark.name}: {path} is {value:.4f}, below its floor of {floor.figures[path]:.4f}"
        for path, value in _figures(benchmark, outcome)
        if path in floor.figures and value < floor.figures[path] * (1 - max(benchmark.tolerance, MACHINES)) - SLACK
    ]
    if failed := outcome.figures.get("failed"):
        wrong.append(f"{benchmark.name}: a stage of the reader failed on {len(failed)} documents ({failed[0]}, ...)")
    missing = [path for path, _ in _figures(benchmark, outcome) if path not in floor.figures]
    return wrong + [f"{benchmark.name}: {path} has no floor yet" for path in missing]


def _figures(benchmark: Benchmark, outcome: Outcome) -> list[tuple[str, float]]:
    return [(path, look_up(outcome.figures, path)) for path in benchmark.main]


def raise_floors(
    floors: Floors, measured: Sequence[tuple[Benchmark, Outcome]], reason: str | None
) -> tuple[Floors, list[str]]:
    """The floors with the measured figures, and what they would lower without a reason (then they stay).

    With a reason, what is lowered goes into `lowered`. A floor of timings (tolerance above 0) is set, up or down.
    """
    refused: list[str] = []
    lowered: list[dict[str, Any]] = []
    kept = dict(floors.floors)
    for benchmark, outcome in measured:
        figures = dict(_figures(benchmark, outcome))
        old = floors.floors[benchmark.name].figures if benchmark.name in floors.floors else {}
        fallen = [path for path in old if figures.get(path, -1.0) < old[path] - SLACK and not benchmark.tolerance]
        if fallen and reason is None:
            refused += [
                f"{benchmark.name}: {p} would fall from {old[p]} to {figures.get(p, 'nothing')}" for p in fallen
            ]
            continue
        lowered += [_entry(benchmark.name, p, old[p], figures.get(p), reason, outcome.version) for p in fallen]
        kept[benchmark.name] = Floor(outcome.split, outcome.sample, outcome.sha256, outcome.version, figures)
    return Floors(kept, (*floors.lowered, *lowered)), refused


def _entry(name: str, path: str, old: float, new: float | None, reason: str | None, version: str) -> dict[str, Any]:
    return {"benchmark": name, "figure": path, "from": old, "to": new, "reason": reason, "version": version}


def chosen(benchmarks: Iterable[Benchmark], names: Sequence[str], fast: bool = False) -> list[Benchmark]:
    """The named benchmarks, or all (of the quick run) but those that are only run by name. Raises DataError for a name
    that is none."""
    every = list(benchmarks)
    known = [one.name for one in every]
    if wrong := [name for name in names if name not in known]:
        raise DataError(f"{', '.join(wrong)}: no such benchmark. There are: {', '.join(known)}.")
    return [one for one in every if (one.name in names or not (names or one.named_only)) and (one.fast or not fast)]

"""All benchmarks, in the order of the table: what each measures, what is published, what ours is weak at."""

from __future__ import annotations

import tomllib
from pathlib import Path

from benchmarks import (
    annotated,
    case2021,
    ecbplus,
    entities_task,
    facts,
    geoparsing,
    giveme5w1h,
    gva,
    india_police_events,
    linkscale,
    plover,
    polnear,
    speed,
    understanding,
)
from benchmarks.framework import Benchmark

__all__ = ["BENCHMARKS", "named"]

WORDS = tomllib.loads((Path(__file__).parent / "registry.toml").read_text(encoding="utf8"))


def _made(name: str, run: object, **more: object) -> Benchmark:
    words = WORDS[name]
    return Benchmark(
        name=name,
        folder=words["folder"],
        measures=words["measures"],
        weak=words["weak"],
        published=words["published"],
        main=tuple(words["main"]),
        run=run,  # type: ignore[arg-type]
        sample=words.get("sample"),
        development=words.get("development", "dev"),
        fast=words.get("fast", True),
        tolerance=words.get("tolerance", 0.0),
        named_only=words.get("named_only", False),
        **more,  # type: ignore[arg-type]
    )


BENCHMARKS: tuple[Benchmark, ...] = (
    _made(
        "muc4",
        understanding.measure,
        splits=("train", "dev", "test", "all"),
        arguments=understanding.arguments,
        elsewhere=understanding.inputs,
        tested=True,
    ),
    _made(
        "muc4-entities",
        entities_task.measure,
        splits=("train", "dev", "test", "all"),
        arguments=entities_task.arguments,
        elsewhere=entities_task.inputs,
    ),
    _made("polnear", polnear.measure, splits=("train", "dev", "dev-first", "dev-second", "test", "all")),
    _made("gva", gva.measure, splits=("train", "dev", "test", "all")),
    _made("ecbplus", ecbplus.measure, splits=("train", "dev", "test", "all")),
    _made("giveme5w1h", giveme5w1h.measure, splits=("dev",)),
    _made("geoparsing", geoparsing.measure),
    _made("case2021", case2021.measure),
    _made("plover", plover.measure),
    _made("india-police-events", india_police_events.measure),
    _made("annotations", annotated.measure, splits=("train", "dev", "test", "all"), elsewhere=annotated.marks),
    _made("facts", facts.measure, arguments=facts.arguments, elsewhere=facts.texts_of),
    _made("speed", speed.measure),
    _made("linkscale", linkscale.measure, arguments=linkscale.arguments),
)


def named(name: str) -> Benchmark | None:
    return next((one for one in BENCHMARKS if one.name == name), None)

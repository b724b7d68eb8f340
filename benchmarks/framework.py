"""What every benchmark is: a name, where its data lies, a function that measures, and what its figures mean."""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Protocol, TypeVar

__all__ = ["Benchmark", "DataError", "Job", "Outcome", "Result", "Score", "as_json", "look_up"]

T = TypeVar("T")
SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
SECONDS_BETWEEN_SIGNS = 5.0
DIGITS = 4


class DataError(Exception):
    """Data that cannot be used. The message names the file and, where there is one, the line."""


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1, 0..1."""

    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, hits: float, got: float, wanted: float) -> Score:
        """From counts: what was right, what was given, what should have been. Nothing given has precision 0."""
        precision = hits / got if got else 0.0
        recall = hits / wanted if wanted else 0.0
        return cls.of_rates(precision, recall)

    @classmethod
    def of_rates(cls, precision: float, recall: float) -> Score:
        both = precision + recall
        return cls(precision, recall, 2 * precision * recall / both if both else 0.0)


class Result(Protocol):
    """A frozen dataclass whose fields are the keys of the JSON object; `failed` names documents that a stage
    of the reader failed on (they are scored as read empty)."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def documents(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Job:
    """One measurement: which data, how much of it. `sample` None takes every document of the split."""

    data: Path
    split: str
    sample: int | None = None
    options: argparse.Namespace = field(default_factory=argparse.Namespace)

    def pick(self, items: Sequence[T], key: Callable[[T], str]) -> list[T]:
        """All items, or the `sample` of them whose keys have the smallest sha256, in their own order."""
        if self.sample is None or len(items) <= self.sample:
            return list(items)
        ranked = sorted(range(len(items)), key=lambda i: hashlib.sha256(key(items[i]).encode()).hexdigest())
        return [items[i] for i in sorted(ranked[: self.sample])]

    def follow(self, items: Sequence[T], what: str) -> Iterator[T]:
        """The items one by one; says on standard error how far it is, every few seconds."""
        said = time.monotonic()
        for number, item in enumerate(items):
            if time.monotonic() - said > SECONDS_BETWEEN_SIGNS:
                said = time.monotonic()
                sys.stderr.write(f"{what} {number:,} of {len(items):,}\n")
            yield item


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One benchmark of the table.

    `folder` is the default data, relative to the folder `shared` beside the repository. `main` are dotted paths of the
    figures that the table shows and the gate pins (all the better the higher). `development` is the split whose
    figure is pinned, on `sample` documents where the whole would take too long. `tolerance` is the share by which
    a timing may fall without failing the gate; what processors differ by is in gate.py. `fast`: part of the gate's
    quick run.
    `arguments` adds options of its own; `elsewhere` names files outside the data folder that are measured on, too.
    `named_only`: so slow that it is only run where it is named.
    `tested`: `all --test` measures its test split, too, for the systems beside which the documentation puts ours.
    """

    name: str
    folder: str
    measures: str
    weak: str
    published: str
    main: tuple[str, ...]
    run: Callable[[Job], Result]
    splits: tuple[str, ...] = ("dev", "all")
    development: str = "dev"
    sample: int | None = None
    tolerance: float = 0.0
    fast: bool = True
    arguments: Callable[[argparse.ArgumentParser], None] | None = None
    elsewhere: Callable[[Path, argparse.Namespace], Sequence[Path]] | None = None
    named_only: bool = False
    tested: bool = False

    @property
    def default_data(self) -> Path:
        return SHARED / self.folder


@dataclass(frozen=True, slots=True)
class Outcome:
    """A benchmark's figures of one run, as they go into tables and files."""

    benchmark: str
    split: str
    sample: int | None
    documents: int
    seconds: float
    sha256: str
    version: str
    figures: Mapping[str, Any]


def as_json(result: Result) -> dict[str, Any]:
    """The result as plain values, numbers with DIGITS decimals; `failed` only where a document failed."""
    plain = _rounded(dataclasses.asdict(result))
    assert isinstance(plain, dict)
    if not plain.get("failed"):
        plain.pop("failed", None)
    return plain


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, dict):
        return {str(key): _rounded(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(one) for one in value]
    return value


def look_up(figures: Mapping[str, Any], path: str) -> float:
    """The figure at a dotted path ("source.f1"). Raises KeyError where there is none."""
    value: Any = figures
    for part in path.split("."):
        value = value[part]
    return float(value)

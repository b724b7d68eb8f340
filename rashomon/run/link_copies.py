"""Which documents of a ledger are copies, from all of their texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rashomon.ledger.store import Ledger
from rashomon.link.duplicates import Keys, find_copies, print_keys
from rashomon.link.prints import Halves, halved, shingles
from rashomon.run.link_items import Items

__all__ = ["Grouped", "find_all_copies"]


@dataclass(frozen=True, slots=True)
class Grouped:
    """Of each document by number: the least number of its copy group, and of all that likeness connects with it."""

    group: NDArray[np.int64]
    component: NDArray[np.int64]


Found = tuple[Items, Grouped]


def find_all_copies(folder: Path) -> Found:
    """The texts of a ledger, by their ids in order, with their keys, and which of them are copies."""
    keys: dict[str, Keys] = {}
    kept: dict[str, Halves] = {}
    with Ledger(folder) as ledger:
        for name, text in _texts(ledger):
            prints = shingles(text)
            keys[name], kept[name] = print_keys(prints), halved(prints)
    copies = find_copies(keys, lambda names: kept)
    kept.clear()
    items = Items()
    for name in sorted(keys):
        runs, bands, probes = keys[name]
        items.add(name, name, runs, np.concatenate([bands, probes]))
    number = {name: place for place, name in enumerate(items.names)}

    def numbered(first: Mapping[str, str]) -> NDArray[np.int64]:
        return np.array([number[first[name]] for name in items.names], dtype=np.int64)

    return items, Grouped(numbered(copies.group), numbered(copies.component))


def _texts(ledger: Ledger) -> Iterator[tuple[str, str]]:
    for batch in ledger.batches("documents", ["id", "text"]):
        yield from zip(*[column.to_pylist() for column in batch.columns], strict=True)

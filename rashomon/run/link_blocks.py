"""The blocks of a linked ledger: which items, documents or happenings, have a key in common with new ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rashomon.ledger.store import Ledger
from rashomon.link.prints import Numbers

__all__ = ["Blocks", "blocks_of", "members_of", "nest_members", "nest_sizes"]


@dataclass(frozen=True, slots=True)
class Blocks:
    """Rows of items that have certain keys, sorted by key, then by rank and name: the blocks as linking sees them."""

    key: Numbers
    number: NDArray[np.int64]
    rank: Numbers
    item: list[str]
    document: list[str]
    component: NDArray[np.int64]
    nests: list[list[int]]

    def each(self) -> list[tuple[int, int]]:
        """Where each block begins and ends."""
        if not len(self.key):
            return []
        starts = np.flatnonzero(np.r_[True, self.key[1:] != self.key[:-1]])
        return list(zip(starts.tolist(), [*starts[1:].tolist(), len(self.key)], strict=True))


def blocks_of(ledger: Ledger, keys: Sequence[int]) -> Blocks:
    """The blocks of these keys: the items that have them, in the ledger as it is."""
    query = """
        SELECT k.key, k.number, i.rank, i.item, i.document, i.component, i.nests
        FROM link_keys k JOIN link_items i ON i.number = k.number
        WHERE k.key IN (SELECT unnest($1::UBIGINT[])) ORDER BY k.key, i.rank, i.item"""
    found = ledger.table(query, [sorted(set(keys))])
    return Blocks(
        found["key"].to_numpy(),
        found["number"].to_numpy(),
        found["rank"].to_numpy(),
        found["item"].to_pylist(),
        found["document"].to_pylist(),
        found["component"].to_numpy(),
        found["nests"].to_pylist(),
    )


def members_of(ledger: Ledger, components: set[int]) -> dict[str, dict[str, Any]]:
    """The items of components, by name."""
    query = "SELECT * FROM link_items WHERE component IN (SELECT unnest($1::BIGINT[])) ORDER BY number"
    return {row["item"]: row for row in ledger.table(query, [sorted(components)]).to_pylist()}


def nest_members(ledger: Ledger, nests: Iterable[tuple[int, int]]) -> list[dict[str, Any]]:
    """The items in any of these nests (level, number)."""
    wanted = set(nests)
    if not wanted:
        return []
    query = "SELECT * FROM link_items WHERE list_has_any(nests, $1::BIGINT[]) ORDER BY number"
    rows = ledger.table(query, [sorted({label for _, label in wanted})]).to_pylist()
    return [row for row in rows if not wanted.isdisjoint(enumerate(row["nests"]))]


def nest_sizes(ledger: Ledger) -> dict[tuple[int, int], int]:
    """How many items each nest (level, number) has."""
    query = "SELECT nests, count(*) AS n FROM link_items WHERE len(nests) > 0 GROUP BY nests"
    sizes: dict[tuple[int, int], int] = {}
    for row in ledger.table(query).to_pylist():
        for nest in enumerate(row["nests"]):
            sizes[nest] = sizes.get(nest, 0) + int(row["n"])
    return sizes

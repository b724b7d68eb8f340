"""What linking compares, by number, with the keys by which each is found."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from rashomon.ledger.schema import LINK_TABLES
from rashomon.link.nests import Nested
from rashomon.link.prints import Numbers

__all__ = ["Items", "nests_of"]

NONE: Mapping[int, Sequence[int]] = MappingProxyType({})


def nests_of(nest: Nested) -> dict[int, list[int]]:
    """The nests around each one that has any, the outermost first."""
    found: dict[int, list[int]] = {}
    for level in nest.nests:
        inside = np.flatnonzero(level >= 0)
        for number, root in zip(inside.tolist(), level[inside].tolist(), strict=True):
            found.setdefault(number, []).append(root)
    return found


@dataclass
class Items:
    """Documents or happenings by number, as `link_items` and `link_keys` hold them."""

    first: int = 0
    names: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    ranks: array[int] = field(default_factory=lambda: array("Q"))
    keys: array[int] = field(default_factory=lambda: array("Q"))
    owners: array[int] = field(default_factory=lambda: array("I"))

    def add(self, name: str, document: str, rank: int, keys: Sequence[int] | Numbers) -> None:
        self.owners.extend(array("I", [len(self.names)]) * len(keys))
        if isinstance(keys, np.ndarray):
            self.keys.frombytes(keys.astype(np.uint64).tobytes())
        else:
            self.keys.extend(array("Q", keys))
        self.names.append(name)
        self.documents.append(document)
        self.ranks.append(rank)

    def extend(self, other: Items) -> None:
        """Put the items of another at the end."""
        owners = np.frombuffer(other.owners, np.uint32) + np.uint32(len(self.names))
        self.owners.frombytes(owners.tobytes())
        self.keys.extend(other.keys)
        self.names += other.names
        self.documents += other.documents
        self.ranks.extend(other.ranks)

    def ordered(self, order: Sequence[int]) -> Items:
        """The same, numbered in this order of the numbers."""
        place = np.empty(len(order), dtype=np.uint32)
        place[np.asarray(order, dtype=np.int64)] = np.arange(len(order), dtype=np.uint32)
        return Items(
            self.first,
            [self.names[n] for n in order],
            [self.documents[n] for n in order],
            array("Q", [self.ranks[n] for n in order]),
            self.keys,
            array("I", place[np.frombuffer(self.owners, np.uint32)].tobytes()),
        )

    def tables(
        self, components: Sequence[int] | NDArray[np.int64], nests: Mapping[int, Sequence[int]] = NONE
    ) -> dict[str, pa.Table]:
        """`components` gives the number of each item's component, `nests` those around it, the outermost first."""
        items = pa.table(
            {
                "number": np.arange(self.first, self.first + len(self.names), dtype=np.int64),
                "item": self.names,
                "document": self.documents,
                "component": components,
                "nests": [nests.get(place, ()) for place in range(len(self.names))],
                "rank": np.frombuffer(self.ranks, np.uint64),
            },
            LINK_TABLES["link_items"],
        )
        keys, owners = np.frombuffer(self.keys, np.uint64), np.frombuffer(self.owners, np.uint32)
        order = np.lexsort((owners, keys))
        numbered = owners[order].astype(np.int64) + self.first
        return {"link_items": items, "link_keys": pa.table([keys[order], numbered], schema=LINK_TABLES["link_keys"])}

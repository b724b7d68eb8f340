"""What is linked with new happenings in a linked ledger, and which old ones meet no longer: looked up by their keys, so
that the rest of the ledger is not read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rashomon.ledger.store import Ledger
from rashomon.link import blocking
from rashomon.link.blocking import key_numbers, pairs_of, rank_of
from rashomon.link.clustering import AVERAGE
from rashomon.link.columns import Columns
from rashomon.link.profiles import Profile, profiles_of
from rashomon.link.weighing import weigh_pairs
from rashomon.model import Happening
from rashomon.run.link_blocks import Blocks, blocks_of
from rashomon.run.link_whole import gists_of, happenings_of

__all__ = ["Happenings", "Near", "Pair", "Place"]

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a happening of the ledger is: its document, the number of its cell, those of the nests around that."""

    document: str
    cell: int
    nests: tuple[int, ...]

    @property
    def outermost(self) -> int:
        return self.nests[0] if self.nests else self.cell


class Happenings:
    """Happenings and profiles of documents, read when they are asked for."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.loaded: set[str] = set()
        self.happenings: dict[str, Happening] = {}
        self.profiles: dict[str, Profile] = {}

    def load(self, documents: Iterable[str]) -> None:
        wanted = sorted(set(documents) - self.loaded)
        if not wanted:
            return
        gists = gists_of(self.ledger, wanted)
        found = list(happenings_of(self.ledger, wanted))
        for happening, profile in zip(found, profiles_of(found, gists), strict=True):
            self.happenings[happening.id] = happening
            self.profiles[happening.id] = profile
        self.loaded.update(wanted)

    def weigh(self, pairs: Sequence[Pair]) -> NDArray[np.float64]:
        """The weights of pairs of ids; no number for two of one document."""
        number = {name: place for place, name in enumerate(sorted({name for pair in pairs for name in pair}))}
        columns = Columns(self.profiles[name] for name in number)
        rows = np.array([(number[one], number[other]) for one, other in pairs], dtype=np.uint32).reshape(-1, 2)
        document = columns.codes("document")
        return np.where(document[rows[:, 0]] != document[rows[:, 1]], weigh_pairs(columns, rows), np.nan)


class Near:
    """What is linked with new happenings and with others that are asked for, in the blocks as they are with the new
    ones. `links` gives what is linked with a happening, with weights of AVERAGE or more; those of `looked` are all
    known. `places` tells where old ones are, of those that were met."""

    def __init__(self, ledger: Ledger, known: Happenings, new: Sequence[Profile]) -> None:
        self.ledger, self.known, self.new = ledger, known, new
        self.links: dict[str, dict[str, float]] = {}
        self.looked: set[str] = set()
        self.places: dict[str, Place] = {}
        self.holders: dict[int, list[Profile]] = {}  # the new ones that have a key
        for profile in new:
            for key in key_numbers(profile):
                self.holders.setdefault(key, []).append(profile)
        self.blocks = self._look(new)

    def look(self, names: Iterable[str]) -> None:
        """Find the links of old ones that were met."""
        wanted = sorted(set(names) - self.looked)
        if not wanted:
            return
        self.known.load({self.places[name].document for name in wanted})
        self._look([self.known.profiles[name] for name in wanted])

    def link(self, one: str, other: str, weight: float) -> None:
        self.links.setdefault(one, {})[other] = weight
        self.links.setdefault(other, {})[one] = weight

    def among(self, profiles: Sequence[Profile]) -> NDArray[np.uint32]:
        """Candidate pairs among `profiles`, by number."""
        keys = {key for one in profiles for key in key_numbers(one)}
        names, pairs = self._pairs(blocks_of(self.ledger, sorted(keys)), keys)
        index = {profile.id: number for number, profile in enumerate(profiles)}
        back = np.array([index.get(name, -1) for name in names], dtype=np.int64)
        mapped = back[pairs.astype(np.int64)]
        return mapped[(mapped >= 0).all(axis=1)].astype(np.uint32)

    def _look(self, profiles: Sequence[Profile]) -> Blocks:
        """Find the links of these. Gives the old ones that have a key in common with them."""
        keys = {key for one in profiles for key in key_numbers(one)}
        blocks = blocks_of(self.ledger, sorted(keys))
        self._learn_all(blocks)
        names, pairs = self._pairs(blocks, keys)
        asked = {profile.id for profile in profiles}
        mine = np.array([name in asked for name in names], dtype=np.bool_)
        old = np.array([name in self.looked for name in names], dtype=np.bool_)  # whose links are known
        one, other = pairs[:, 0], pairs[:, 1]
        found = pairs[(mine[one] & ~old[other]) | (mine[other] & ~old[one])]
        met = [(names[a], names[b]) for a, b in found.tolist()]
        self.looked |= asked
        self.known.load({self.places[name].document for pair in met for name in pair if name in self.places})
        for (a, b), weight in zip(met, self.known.weigh(met).tolist(), strict=True):
            if weight >= AVERAGE:
                self.link(a, b, weight)
        return blocks

    def learn(self, row: Mapping[str, Any]) -> None:
        """Remember where the happening of a row of `link_items` is."""
        if row["item"] not in self.places:
            self.places[row["item"]] = Place(row["document"], row["component"], tuple(row["nests"]))

    def _learn_all(self, blocks: Blocks) -> None:
        rows = zip(blocks.item, blocks.document, blocks.component.tolist(), blocks.nests, strict=True)
        for name, document, cell, nests in rows:
            if name not in self.places:
                self.places[name] = Place(document, cell, tuple(nests))

    def _pairs(self, blocks: Blocks, keys: Collection[int]) -> tuple[list[str], NDArray[np.uint32]]:
        """The candidate pairs in the blocks of these keys, with the new ones that belong into them."""
        added = [
            (profile.id, rank_of(profile), [key for key in key_numbers(profile) if key in keys]) for profile in self.new
        ]
        held = [*blocks.item, *(name for name, _, own in added for _ in own)]
        names, owners = np.unique(
            np.array(held, dtype=np.str_), return_inverse=True
        )  # among equals neighbours go by id
        every = np.concatenate([blocks.key, np.array([key for _, _, own in added for key in own], dtype=np.uint64)])
        ranks = np.zeros(len(names), dtype=np.uint64)
        ranks[owners] = np.concatenate(
            [blocks.rank, np.array([rank for _, rank, own in added for _ in own], dtype=np.uint64)]
        )
        return names.tolist(), pairs_of(every, owners.astype(np.uint32), ranks)

    # ------------------------------------------------------------ those that meet no longer

    def lost(self) -> dict[Pair, float]:
        """The pairs of old ones of one cell, or linked ones of one nest, that met in a block that has grown and meet in
        none any more, with their weights."""
        parted = {pair for start, end in self.blocks.each() for pair in self._parted(start, end)}
        found = sorted((self.blocks.item[one], self.blocks.item[other]) for one, other in parted)
        self.known.load({self.places[name].document for pair in found for name in pair})
        weights = dict(zip(found, self.known.weigh(found).tolist(), strict=True))
        return {pair: weights[pair] for pair in self._strangers([p for p in found if self._matters(p, weights[p])])}

    def _matters(self, pair: Pair, weight: float) -> bool:
        ours, theirs = (self.places[name] for name in pair)
        return weight >= AVERAGE or (ours.cell == theirs.cell and ours.document != theirs.document)

    def _parted(self, start: int, end: int) -> set[tuple[int, int]]:
        """In a block that is large now: the rows of two of one component that met in it before and do so no longer."""
        blocks, coming = self.blocks, self.holders[int(self.blocks.key[start])]
        if end - start + len(coming) <= blocking.LARGEST:
            return set()
        before = blocking.WINDOW if end - start > blocking.LARGEST else end - start - 1
        places = _places(blocks, start, end, coming)
        own = np.array([self.places[name].outermost for name in blocks.item[start:end]], dtype=np.int64)
        parted: set[tuple[int, int]] = set()
        for apart in range(1, before + 1):
            gone = (places[apart:] - places[:-apart] > blocking.WINDOW) & (own[apart:] == own[:-apart])
            parted.update((start + row, start + row + apart) for row in np.flatnonzero(gone).tolist())
        return parted

    def _strangers(self, pairs: Sequence[Pair]) -> set[Pair]:
        """Those pairs that meet in no block any more."""
        names = sorted({name for pair in pairs for name in pair})
        keys = {name: set(key_numbers(self.known.profiles[name])) for name in names}
        common = {pair: keys[pair[0]] & keys[pair[1]] for pair in pairs}
        blocks = blocks_of(self.ledger, sorted({key for shared in common.values() for key in shared}))
        place: dict[int, dict[str, int]] = {}
        for start, end in blocks.each():
            key = int(blocks.key[start])
            coming = self.holders.get(key, ())
            if end - start + len(coming) > blocking.LARGEST:
                places = _places(blocks, start, end, coming)
                place[key] = dict(zip(blocks.item[start:end], places.tolist(), strict=True))

        def apart(pair: Pair, key: int) -> bool:
            return key in place and abs(place[key][pair[0]] - place[key][pair[1]]) > blocking.WINDOW

        return {pair for pair, shared in common.items() if all(apart(pair, key) for key in shared)}


def _places(blocks: Blocks, start: int, end: int, coming: Sequence[Profile]) -> NDArray[np.int64]:
    """The places of the old ones in a block that holds new ones too."""
    ranks = blocks.rank[start:end]
    shift = np.zeros(end - start + 1, dtype=np.int64)
    for profile in coming:
        low, high = (int(np.searchsorted(ranks, np.uint64(rank_of(profile)), side)) for side in ("left", "right"))
        shift[bisect_left(blocks.item, profile.id, start + low, start + high) - start] += 1
    return np.arange(end - start) + np.cumsum(shift)[:-1]

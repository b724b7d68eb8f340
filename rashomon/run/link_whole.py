"""Linking all that a ledger tells, from its beginning: in two passes over the happenings, so that only what is compared
is held in memory."""

from __future__ import annotations

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from rashomon.data import data_path
from rashomon.ledger.schema import LINK_TABLES
from rashomon.ledger.store import Ledger
from rashomon.ledger.writer import event_tables, link_table
from rashomon.link.blocking import key_numbers, pairs_of, rank_of
from rashomon.link.clustering import cluster_components, weight_of
from rashomon.link.constraints import Bound, Constraints
from rashomon.link.duplicates import find_copies, text_keys
from rashomon.link.events import event_of, with_ids
from rashomon.link.gists import Gist, gist_of
from rashomon.link.prints import Numbers, shingles
from rashomon.link.profiles import Profile, profiles_of
from rashomon.link.rarity import TABLE, words_of
from rashomon.link.scoring import LINK, WEIGHTS, match_total, match_weight
from rashomon.link.vectors import VECTORS
from rashomon.model import Event, Happening, MentionRef

__all__ = ["Items", "Named", "link_rules", "link_whole", "named_mentions", "partition"]

RULES = "1"  # raise it when code changes which happenings or texts are linked


@dataclass(frozen=True, slots=True)
class Named:
    """As much of a happening as decisions about links need: its mentions, if a decision names one."""

    mentions: tuple[MentionRef, ...] = ()


@dataclass
class Items:
    """Documents and happenings by number, as `link_items` and `link_keys` hold them."""

    first: int = 0
    names: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    ranks: array[int] = field(default_factory=lambda: array("Q"))
    keys: array[int] = field(default_factory=lambda: array("Q"))
    owners: array[int] = field(default_factory=lambda: array("I"))

    def add(self, name: str, document: str, rank: int, keys: Sequence[int] | Numbers) -> None:
        self.owners.extend([len(self.names)] * len(keys))
        self.keys.extend(int(key) for key in keys)
        self.names.append(name)
        self.documents.append(document)
        self.ranks.append(rank)

    def tables(self, component: Mapping[str, int]) -> dict[str, pa.Table]:
        """`component` gives the number of each item's component, by name."""
        numbers = range(self.first, self.first + len(self.names))
        items = pa.table(
            {
                "number": numbers,
                "item": self.names,
                "document": self.documents,
                "component": [component[name] for name in self.names],
                "rank": np.frombuffer(self.ranks, np.uint64),
            },
            LINK_TABLES["link_items"],
        )
        keys, owners = np.frombuffer(self.keys, np.uint64), np.frombuffer(self.owners, np.uint32)
        order = np.lexsort((owners, keys))
        numbered = owners[order].astype(np.int64) + self.first
        return {"link_items": items, "link_keys": pa.table([keys[order], numbered], schema=LINK_TABLES["link_keys"])}


def link_whole(ledger: Ledger, constraints: Constraints, decisions: Sequence[str]) -> dict[str, pa.Table]:
    """The tables of a whole generation."""
    items = Items()
    gists, keys = _read_texts(ledger, items)
    copies = find_copies(keys, lambda names: _prints(ledger, names))
    del keys
    numbers = {name: number for number, name in enumerate(items.names)}
    component = {name: numbers[first] for name, first in copies.component.items()}
    profiles, named = _read_happenings(ledger, items, gists, named_mentions(constraints))
    place = {name: number for number, name in enumerate(items.names)}
    groups: dict[str, int] = {}
    together: list[list[str]] = []
    for found in partition(profiles, named, constraints, _pairs(items, profiles, len(gists))):
        least = min(place[profiles[i].id] for group in found for i in group)
        for group in found:
            if len(group) > 1:
                groups.update((profiles[i].id, len(together)) for i in group)
                together.append([profiles[i].id for i in group])
            component.update((profiles[i].id, least) for i in group)
    del profiles
    return {
        **_events(ledger, groups, together),
        "copies": link_table("copies", ({"document": d, "group": copies.group[d]} for d in sorted(copies.group))),
        "linked_decisions": link_table("linked_decisions", ({"decision": one} for one in sorted(decisions))),
        **items.tables(component),
        "linked_by": link_table("linked_by", [{"rules": link_rules()}]),
    }


@cache
def link_rules() -> str:
    """A hash of all that decides a link besides the documents: links of other rules are made anew."""
    made = hashlib.sha256(RULES.encode())
    for name in (WEIGHTS, TABLE, VECTORS):
        made.update(data_path(name).read_bytes())
    return made.hexdigest()[:16]


def named_mentions(constraints: Constraints) -> frozenset[str]:
    """The ids of all mentions that decisions about links name."""
    together = {one for group in constraints.together for one in group}
    return frozenset(together | {one for pair in constraints.apart for side in pair for one in side})


# ---------------------------------------------------------------- reading


def _read_texts(ledger: Ledger, items: Items) -> tuple[dict[str, Gist], dict[str, tuple[int, Numbers, Numbers]]]:
    gists: dict[str, Gist] = {}
    keys: dict[str, tuple[int, Numbers, Numbers]] = {}
    for document in ledger.full_documents():
        words = words_of(document.text)
        gists[document.id] = gist_of(document.id, document.text, document.title, document.published, words)
        runs, bands, probes = keys[document.id] = text_keys(document.text, words)
        items.add(document.id, document.id, runs, np.concatenate([bands, probes]))
    return gists, keys


def _prints(ledger: Ledger, names: Sequence[str]) -> Mapping[str, Numbers]:
    return {document.id: shingles(document.text) for document in ledger.full_documents(names)}


def _read_happenings(
    ledger: Ledger, items: Items, gists: Mapping[str, Gist], wanted: frozenset[str]
) -> tuple[list[Profile], list[Named]]:
    """Profiles in the order of their ids, with the mentions that decisions name; their keys go into `items`."""
    found: list[tuple[Profile, Named]] = []
    for _, own in groupby(ledger.happenings(), key=lambda happening: happening.document):
        happenings = list(own)
        for happening, profile in zip(happenings, profiles_of(happenings, gists), strict=True):
            named = tuple(one for one in happening.mentions if one.id in wanted) if wanted else ()
            items.add(profile.id, profile.document, rank_of(profile), key_numbers(profile))
            found.append((profile, Named(named)))
    found.sort(key=lambda pair: pair[0].id)
    return [profile for profile, _ in found], [named for _, named in found]


def _pairs(items: Items, profiles: Sequence[Profile], documents: int) -> NDArray[np.uint32]:
    """The candidate pairs by index into `profiles`; the first `documents` items are documents."""
    index = {profile.id: number for number, profile in enumerate(profiles)}
    places = np.array([0] * documents + [index[name] for name in items.names[documents:]], dtype=np.uint32)
    owners = np.frombuffer(items.owners, np.uint32)
    happenings = owners >= documents
    ranks = np.zeros(len(profiles), dtype=np.uint64)
    ranks[places[documents:]] = np.frombuffer(items.ranks, np.uint64)[documents:]
    return pairs_of(np.frombuffer(items.keys, np.uint64)[happenings], places[owners[happenings]], ranks)


# ---------------------------------------------------------------- grouping


def partition(
    profiles: Sequence[Profile], named: Sequence[Named], constraints: Constraints, pairs: NDArray[np.uint32]
) -> Iterator[list[list[int]]]:
    """The groups of each component of profiles, by index. `profiles` are in the order of their ids; `pairs` are the
    candidates; those inside one document are left out."""
    known: dict[tuple[int, int], float] = {}
    weak: list[tuple[int, int]] = []
    linked: dict[int, int] = {}

    def root(index: int) -> int:
        while (above := linked.get(index, index)) != index:
            linked[index] = linked.get(above, above)
            index = linked[index]
        return index

    def weigh(a: int, b: int) -> float:
        pair = (a, b) if a < b else (b, a)
        if pair not in known:
            known[pair] = weight_of(match_weight(profiles[pair[0]], profiles[pair[1]]))
        return known[pair]

    for one, other in pairs.tolist():
        if profiles[one].document == profiles[other].document:
            continue
        total = match_total(profiles[one], profiles[other], LINK)
        if total is not None and total >= LINK:
            known[one, other] = total
            low, high = sorted((root(one), root(other)))
            linked.setdefault(low, low)
            linked[high] = low
        else:
            weak.append((one, other))
    candidates = dict(known)
    for one, other in weak:
        if one in linked and other in linked and root(one) == root(other):
            candidates[one, other] = weigh(one, other)
    del weak
    yield from cluster_components([p.document for p in profiles], candidates, weigh, Bound(named, constraints))


# ---------------------------------------------------------------- events


def _events(ledger: Ledger, groups: Mapping[str, int], together: Sequence[Sequence[str]]) -> dict[str, pa.Table]:
    previous = list(ledger.all_events())
    fresh = _fresh(ledger, groups, together)
    return event_tables(with_ids(list(fresh), previous) if previous else fresh)


def _fresh(ledger: Ledger, groups: Mapping[str, int], together: Sequence[Sequence[str]]) -> Iterator[Event]:
    """The event of each group, as soon as its last happening is read."""
    waiting: dict[int, list[Happening]] = defaultdict(list)
    for happening in ledger.happenings():
        group = groups.get(happening.id)
        if group is None:
            yield event_of([happening])
            continue
        waiting[group].append(happening)
        if len(waiting[group]) == len(together[group]):
            yield event_of(sorted(waiting.pop(group), key=lambda h: h.id))

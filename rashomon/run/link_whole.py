"""Linking all that a ledger tells, from its beginning: in two passes over the happenings, so that only what is compared
is held in memory."""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from rashomon.data import data_path
from rashomon.ledger.rows import from_batch
from rashomon.ledger.schema import LINK_TABLES
from rashomon.ledger.store import Ledger
from rashomon.ledger.writer import event_tables, link_table
from rashomon.link.blocking import key_numbers, pairs_of, rank_of
from rashomon.link.clustering import AVERAGE, cluster_components, is_placed, weight_of
from rashomon.link.constraints import Bound, Constraints
from rashomon.link.events import event_of, with_ids
from rashomon.link.gists import Gist, gist_of
from rashomon.link.profiles import Profile, profiles_of
from rashomon.link.rarity import TABLE
from rashomon.link.scoring import LINK, WEIGHTS, match_total, match_weight
from rashomon.link.vectors import VECTORS
from rashomon.model import Event, Happening, MentionRef, Place, TimeRange
from rashomon.run.link_copies import finding_copies
from rashomon.run.link_items import Items

__all__ = [
    "NOBODY",
    "Named",
    "gists_of",
    "happenings_of",
    "link_rules",
    "link_whole",
    "named_mentions",
    "partition",
]

RULES = "4"  # raise it when code changes which happenings or texts are linked


@dataclass(frozen=True, slots=True)
class Named:
    """As much of a happening as decisions about links need: its mentions, if a decision names one."""

    mentions: tuple[MentionRef, ...] = ()


NOBODY = Named()
PIECE = 65_536  # pairs at once


def link_whole(ledger: Ledger, constraints: Constraints, decisions: Sequence[str]) -> dict[str, pa.Table]:
    """The tables of a whole generation. In a large ledger a second process looks for copies meanwhile."""
    documents = sum(batch.num_rows for batch in ledger.batches("documents", ["id"]))
    with finding_copies(ledger.folder, documents) as copies:
        profiles, named, items = _read_happenings(ledger, named_mentions(constraints))
        components = np.arange(len(profiles), dtype=np.int64)
        group = np.full(len(profiles), -1, dtype=np.int64)
        sizes: list[int] = []
        for parts in partition(profiles, named, constraints, _pairs(items)):
            least = min(i for members in parts for i in members)
            for members in parts:
                if len(members) > 1:
                    group[members] = len(sizes)
                    sizes.append(len(members))
                components[members] = least
        del profiles, named
        events = _events(ledger, {items.names[i]: int(group[i]) for i in np.flatnonzero(group >= 0)}, sizes)
        told = items.tables(components)
        texts, grouped = copies()
    shifted = texts.first = len(items.names)
    printed = texts.tables(grouped.component + shifted)
    del items
    return {
        **events,
        "copies": pa.table([texts.names, [texts.names[n] for n in grouped.group]], schema=LINK_TABLES["copies"]),
        "linked_decisions": link_table("linked_decisions", ({"decision": one} for one in sorted(decisions))),
        **{name: pa.concat_tables([told[name], printed[name]]) for name in ("link_items", "link_keys")},
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


def gists_of(ledger: Ledger, documents: Sequence[str] | None = None) -> dict[str, Gist]:
    """The gists of all documents, or of those with these ids, by id."""
    found: dict[str, Gist] = {}
    for batch in ledger.batches("documents", ["id", "text", "title", "published"], documents):
        for name, text, title, published in zip(*[column.to_pylist() for column in batch.columns], strict=True):
            found[name] = gist_of(name, text, title, published)
    return found


def happenings_of(ledger: Ledger, documents: Sequence[str] | None = None) -> Iterator[Happening]:
    """What all documents tell of, or those with these ids, that of a document side by side. Equal places and times are
    one object."""
    shared: dict[type, dict[tuple[object, ...], object]] = {Place: {}, TimeRange: {}}
    for batch in ledger.batches("happenings", documents=documents):
        yield from from_batch(Happening, batch, shared)


def _read_happenings(ledger: Ledger, wanted: frozenset[str]) -> tuple[list[Profile], list[Named], Items]:
    """Profiles in the order of their ids, with the mentions that decisions name, and their keys."""
    gists = gists_of(ledger)
    profiles: list[Profile] = []
    named: list[Named] = []
    items = Items()
    for _, own in groupby(happenings_of(ledger), key=lambda happening: happening.document):
        happenings = list(own)
        for happening, profile in zip(happenings, profiles_of(happenings, gists), strict=True):
            mentions = tuple(one for one in happening.mentions if one.id in wanted) if wanted else ()
            items.add(profile.id, profile.document, rank_of(profile), key_numbers(profile))
            profiles.append(profile)
            named.append(Named(mentions) if mentions else NOBODY)
    order = sorted(range(len(profiles)), key=items.names.__getitem__)
    return [profiles[n] for n in order], [named[n] for n in order], items.ordered(order)


def _pairs(items: Items) -> NDArray[np.uint32]:
    """The candidate pairs by number."""
    keys, owners, ranks = (np.frombuffer(items.keys, np.uint64), np.frombuffer(items.owners, np.uint32), items.ranks)
    return pairs_of(keys, owners, np.frombuffer(ranks, np.uint64))


# ---------------------------------------------------------------- grouping


def partition(
    profiles: Sequence[Profile], named: Sequence[Named], constraints: Constraints, pairs: NDArray[np.uint32]
) -> Iterator[list[list[int]]]:
    """The groups of each component of profiles, by index. `profiles` are in the order of their ids; `pairs` are the
    candidates; those inside one document are left out."""
    pairs, totals = _weighed(profiles, pairs)
    strong = totals >= AVERAGE
    roots = _roots(len(profiles), pairs[strong])
    linked = np.zeros(len(profiles), dtype=bool)
    linked[pairs[strong].ravel()] = True
    linked |= np.fromiter((one is not NOBODY for one in named), dtype=bool, count=len(named))
    inside = strong | (roots[pairs[:, 0]] == roots[pairs[:, 1]])
    active = np.flatnonzero(linked)  # the others stay alone
    place = np.zeros(len(profiles), dtype=np.int64)
    place[active] = np.arange(len(active))
    members = active.tolist()
    candidates: dict[tuple[int, int], float] = {}
    more: dict[tuple[int, int], float] = {}

    def weigh(a: int, b: int) -> float:
        pair = (a, b) if a < b else (b, a)
        total = candidates.get(pair)
        if total is None:
            total = more.get(pair)
        if total is None:
            total = more[pair] = _weight(profiles[members[pair[0]]], profiles[members[pair[1]]])
        return total

    for (one, other), total in zip(place[pairs[inside]].tolist(), totals[inside].tolist(), strict=True):
        candidates[one, other] = weigh(one, other) if math.isnan(total) else total
    more.clear()
    documents = [profiles[n].document for n in members]
    bound = Bound([named[n] for n in members], constraints)
    placed = [is_placed(profiles[n]) for n in members]
    for groups in cluster_components(documents, candidates, weigh, bound, placed):
        yield [[members[n] for n in group] for group in groups]
    for alone in np.flatnonzero(~linked).tolist():
        yield [[alone]]


def _weighed(profiles: Sequence[Profile], pairs: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.float64]]:
    """The pairs of different documents with their weights; not a number where one is surely below LINK. Pairs of the
    same two documents stand together, so that what these have in common is found once."""
    numbers: dict[str, int] = {}
    document = np.array([numbers.setdefault(p.document, len(numbers)) for p in profiles], dtype=np.uint32)
    one, other = document[pairs[:, 0]], document[pairs[:, 1]]
    order = np.lexsort((np.maximum(one, other), np.minimum(one, other)))
    pairs = pairs[order[(one != other)[order]]]
    totals = np.empty(len(pairs), dtype=np.float64)
    for start in range(0, len(pairs), PIECE):
        piece = pairs[start : start + PIECE].tolist()
        found = [match_total(profiles[a], profiles[b], LINK) for a, b in piece]
        totals[start : start + PIECE] = [math.nan if total is None else total for total in found]
    return pairs, totals


def _weight(a: Profile, b: Profile) -> float:
    if a.document == b.document:
        return weight_of(match_weight(a, b))
    return match_total(a, b) or 0.0


def _roots(number: int, pairs: NDArray[np.uint32]) -> NDArray[np.int64]:
    """The least member of each one's component."""
    parent = list(range(number))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for start in range(0, len(pairs), PIECE):
        for a, b in pairs[start : start + PIECE].tolist():
            low, high = sorted((root(a), root(b)))
            parent[high] = low
    return np.fromiter(map(root, range(number)), dtype=np.int64, count=number)


# ---------------------------------------------------------------- events


def _events(ledger: Ledger, groups: Mapping[str, int], sizes: Sequence[int]) -> dict[str, pa.Table]:
    previous = list(ledger.all_events())
    fresh = _fresh(ledger, groups, sizes)
    return event_tables(with_ids(list(fresh), previous) if previous else fresh)


def _fresh(ledger: Ledger, groups: Mapping[str, int], sizes: Sequence[int]) -> Iterator[Event]:
    """The event of each group, as soon as its last happening is read."""
    waiting: dict[int, list[Happening]] = defaultdict(list)
    for happening in happenings_of(ledger):
        group = groups.get(happening.id)
        if group is None:
            yield event_of([happening])
            continue
        waiting[group].append(happening)
        if len(waiting[group]) == sizes[group]:
            yield event_of(sorted(waiting.pop(group), key=lambda h: h.id))

"""Linking all that a ledger tells, from its beginning: in two passes over the happenings, so that only what is compared
is held in memory."""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import os
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import groupby
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from rashomon.data import data_path
from rashomon.ledger.rows import from_batch
from rashomon.ledger.schema import LINK_TABLES
from rashomon.ledger.store import Ledger
from rashomon.ledger.writer import event_tables, link_table, merged_events
from rashomon.link.blocking import key_numbers, pairs_of, rank_of
from rashomon.link.columns import Columns
from rashomon.link.constraints import Constraints
from rashomon.link.events import event_of, with_ids
from rashomon.link.gists import Gist, gist_of
from rashomon.link.nests import nested
from rashomon.link.profiles import profiles_of
from rashomon.link.rarity import TABLE
from rashomon.link.scoring import WEIGHTS
from rashomon.link.vectors import VECTORS
from rashomon.model import Event, Happening, Place, TimeRange
from rashomon.run.link_copies import find_all_copies
from rashomon.run.link_groups import NOBODY, Named, graph_of, partition, weighed
from rashomon.run.link_items import Items, nests_of

__all__ = [
    "gists_of",
    "happenings_of",
    "link_rules",
    "link_whole",
    "named_mentions",
]

RULES = "7"  # raise it when code changes which happenings or texts are linked


APART = 5_000  # documents from which a second process pays
SHARE = 10_000  # documents that the second process reads at once: it holds what it found twice when it hands it over
# What an event takes from a happening.
EVENTFUL = ("id", "document", "type", "mode", "modality", "title", "mentions", "places", "times", "sentences")


def link_whole(ledger: Ledger, constraints: Constraints, decisions: Sequence[str]) -> dict[str, pa.Table]:
    """The tables of a whole generation. In a large ledger a second process reads half of it, and looks for copies while
    this one links."""
    documents = [name for batch in ledger.batches("documents", ["id"]) for name in batch.column(0).to_pylist()]
    with _second_process(len(documents)) as second:
        columns, named, items = _read_all(ledger, documents, named_mentions(constraints), second)
        copying = second.submit(find_all_copies, ledger.folder) if second is not None else None
        links = weighed(columns, named, constraints, _pairs(items))
        nest = nested(len(columns), links.pairs, links.totals, links.tied)
        graph, alone = graph_of(columns, named, constraints, links, nest.cell)
        del links, columns, named
        group = np.full(len(items.names), -1, dtype=np.int64)
        sizes: list[int] = []
        for members in (members for parts in partition(graph, alone, second, copying) for members in parts):
            if len(members) > 1:
                group[members] = len(sizes)
                sizes.append(len(members))
        del graph
        events = _events(ledger, items.names, group, np.array(sizes, dtype=np.int64), second)
        told = items.tables(nest.cell, nests_of(nest))
        texts, grouped = find_all_copies(ledger.folder) if copying is None else copying.result()
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


@contextlib.contextmanager
def _second_process(documents: int) -> Iterator[ProcessPoolExecutor | None]:
    """One more process at a time, where there is a second core and so much to do that it pays: a new one for each task,
    so that the memory of the last is given back."""
    if documents < APART or (os.cpu_count() or 1) < 2:
        yield None
        return
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), max_tasks_per_child=1) as pool:
        yield pool


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
    return {gist.document: gist for gist in _gists(ledger, documents)}


def _gists(ledger: Ledger, documents: Sequence[str] | None) -> Iterator[Gist]:
    for batch in ledger.batches("documents", ["id", "text", "title", "published"], documents):
        for name, text, title, published in zip(*[column.to_pylist() for column in batch.columns], strict=True):
            yield gist_of(name, text, title, published)


def happenings_of(
    ledger: Ledger,
    documents: Sequence[str] | None = None,
    only: Sequence[str] | None = None,
    ids: Container[str] | None = None,
) -> Iterator[Happening]:
    """What all documents tell of, or those with these ids, that of a document side by side, or of it what has one of
    these `ids`; of `only` some fields, the others have their defaults. Equal places and times are one object."""
    shared: dict[type, dict[tuple[object, ...], object]] = {Place: {}, TimeRange: {}}
    for batch in ledger.batches("happenings", only, documents):
        mask = None if ids is None else pa.array([name in ids for name in batch.column("id").to_pylist()], pa.bool_())
        yield from from_batch(Happening, batch if mask is None else batch.filter(mask), shared, only)


def _read_all(
    ledger: Ledger, documents: Sequence[str], wanted: frozenset[str], second: ProcessPoolExecutor | None
) -> tuple[Columns, list[Named], Items]:
    """Profiles in the order of their ids, with the mentions that decisions name, and their keys."""
    theirs = [] if second is None else documents[1::2]
    shares = [theirs[start : start + SHARE] for start in range(0, len(theirs), SHARE)]
    reading = [second.submit(_read_share, ledger.folder, wanted, share) for share in shares] if second else []
    columns, named, items = _read_happenings(ledger, wanted, documents if second is None else documents[::2])
    while reading:
        more, known, found = reading.pop(0).result()
        named |= {len(columns) + place: one for place, one in known.items()}
        columns.extend(more)
        items.extend(found)
    order = sorted(range(len(columns)), key=items.names.__getitem__)
    return columns.ordered(order), [named.get(n, NOBODY) for n in order], items.ordered(order)


def _read_share(
    folder: Path, wanted: frozenset[str], documents: Sequence[str]
) -> tuple[Columns, dict[int, Named], Items]:
    with Ledger(folder) as ledger:
        columns, named, items = _read_happenings(ledger, wanted, documents)
    return columns.closed(), named, items


def _read_happenings(
    ledger: Ledger, wanted: frozenset[str], documents: Sequence[str]
) -> tuple[Columns, dict[int, Named], Items]:
    """Profiles of these documents as they lie in the ledger, those that decisions name by number, and their keys."""
    coming, gists = _gists(ledger, documents), dict[str, Gist]()  # only those that are needed next are held
    columns = Columns()
    named: dict[int, Named] = {}
    items = Items()
    for document, own in groupby(happenings_of(ledger, documents), key=lambda happening: happening.document):
        happenings = list(own)
        while document not in gists and (gist := next(coming, None)) is not None:
            gists[gist.document] = gist
        for happening, profile in zip(happenings, profiles_of(happenings, gists), strict=True):
            mentions = tuple(one for one in happening.mentions if one.id in wanted) if wanted else ()
            if mentions:
                named[len(columns)] = Named(mentions)
            items.add(profile.id, profile.document, rank_of(profile), key_numbers(profile))
            columns.add(profile)
        gists.pop(document, None)
    return columns, named, items


def _pairs(items: Items) -> NDArray[np.uint32]:
    """The candidate pairs by number."""
    keys, owners, ranks = (np.frombuffer(items.keys, np.uint64), np.frombuffer(items.owners, np.uint32), items.ranks)
    return pairs_of(keys, owners, np.frombuffer(ranks, np.uint64))


# ---------------------------------------------------------------- events


def _events(
    ledger: Ledger,
    names: Sequence[str],
    group: NDArray[np.int64],
    sizes: NDArray[np.int64],
    second: ProcessPoolExecutor | None,
) -> dict[str, pa.Table]:
    """The tables of events. `group` gives the number of each happening's group, -1 for one that stays alone, `sizes`
    how many each group has. Where no event has a name yet that it must keep, a second process makes half of them."""
    previous = list(ledger.all_events())
    if previous or second is None:
        fresh = _fresh(ledger, dict(zip(names, group.tolist(), strict=True)), sizes)
        return event_tables(with_ids(list(fresh), previous) if previous else fresh)
    part = np.where(group >= 0, group, np.arange(len(group))) % 2
    ours, theirs = ({names[n]: int(group[n]) for n in np.flatnonzero(part == which).tolist()} for which in (0, 1))
    making = second.submit(_events_of, ledger.folder, theirs, sizes)
    del theirs
    made = event_tables(_fresh(ledger, ours, sizes))
    return merged_events([made, making.result()])


def _events_of(folder: Path, groups: Mapping[str, int], sizes: NDArray[np.int64]) -> dict[str, pa.Table]:
    with Ledger(folder) as ledger:
        return event_tables(_fresh(ledger, groups, sizes))


def _fresh(ledger: Ledger, groups: Mapping[str, int], sizes: NDArray[np.int64]) -> Iterator[Event]:
    """The event of each group of these happenings (ids), as soon as its last one is read; of one by itself (-1) too."""
    waiting: dict[int, list[Happening]] = defaultdict(list)
    for happening in happenings_of(ledger, only=EVENTFUL, ids=groups):
        group = groups[happening.id]
        if group < 0:
            yield event_of([happening])
            continue
        waiting[group].append(happening)
        if len(waiting[group]) == sizes[group]:
            yield event_of(sorted(waiting.pop(group), key=lambda h: h.id))

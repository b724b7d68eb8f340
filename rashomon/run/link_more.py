"""Linking a few new documents to a ledger that is linked: only the components that they touch are done again.

Pairs, weights and groups are the same as in linking all at once (`link_whole.py`): a component can only change when a
new item is linked with a member of it, or when a block grows so that two members meet no longer. Both are looked up by
the keys of what is new; the rest of the ledger is not read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from rashomon.ledger.store import Ledger
from rashomon.ledger.writer import event_tables, link_table
from rashomon.link import blocking
from rashomon.link.blocking import key_numbers, pairs_of, rank_of
from rashomon.link.clustering import AVERAGE
from rashomon.link.columns import Columns
from rashomon.link.constraints import Constraints
from rashomon.link.events import event_of, with_ids
from rashomon.link.profiles import Profile, profiles_of
from rashomon.link.weighing import weigh_pairs
from rashomon.model import Event, Happening
from rashomon.run.link_blocks import Blocks, blocks_of, members_of
from rashomon.run.link_groups import NOBODY, Named, partition
from rashomon.run.link_items import Items
from rashomon.run.link_more_copies import copies_with
from rashomon.run.link_whole import gists_of, happenings_of, link_rules, named_mentions

__all__ = ["link_more"]


def link_more(
    ledger: Ledger, fresh: Sequence[str], constraints: Constraints, decisions: Sequence[str], decided: bool
) -> dict[str, pa.Table]:
    """The tables of a generation that adds the documents `fresh` (ids). `decided` says that people decided about links
    since the last generation: then what their decisions name is done again, too."""
    (first,) = (row["n"] for row in ledger.table("SELECT max(number) + 1 AS n FROM link_items").to_pylist())
    items = Items(first=int(first))
    copies, component = copies_with(ledger, items, fresh)
    known = _Happenings(ledger)
    known.load(fresh)
    new = sorted(known.profiles.values(), key=lambda p: p.id)
    for profile in new:
        items.add(profile.id, profile.document, rank_of(profile), key_numbers(profile))
    touched = _touched(ledger, known, new)
    if decided:
        touched |= _named_components(ledger, constraints)
    old = members_of(ledger, touched)
    events, joined = _regroup(ledger, known, new, old, items, constraints)
    component |= joined
    return {
        **event_tables(events),
        "copies": link_table("copies", ({"document": d, "group": copies[d]} for d in sorted(copies))),
        "linked_decisions": link_table("linked_decisions", ({"decision": one} for one in sorted(decisions))),
        **_with_moved(ledger, items, component),
        "linked_by": link_table("linked_by", [{"rules": link_rules()}]),
    }


def _with_moved(ledger: Ledger, items: Items, component: Mapping[str, int]) -> dict[str, pa.Table]:
    """The tables of new items, with the old ones whose component is another now."""
    tables = items.tables([component[name] for name in items.names])
    query = "SELECT * FROM link_items WHERE item IN (SELECT unnest($1::VARCHAR[])) ORDER BY number"
    rows = ledger.table(query, [sorted(set(component).difference(items.names))]).to_pylist()
    moved = [row | {"component": component[row["item"]]} for row in rows if row["component"] != component[row["item"]]]
    tables["link_items"] = pa.concat_tables([link_table("link_items", moved), tables["link_items"]])
    return tables


# ---------------------------------------------------------------- happenings


class _Happenings:
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

    def weigh(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        """The weights of pairs of ids; no number for two of one document."""
        number = {name: place for place, name in enumerate(sorted({name for pair in pairs for name in pair}))}
        columns = Columns(self.profiles[name] for name in number)
        rows = np.array([(number[one], number[other]) for one, other in pairs], dtype=np.uint32).reshape(-1, 2)
        document = columns.codes("document")
        return np.where(document[rows[:, 0]] != document[rows[:, 1]], weigh_pairs(columns, rows), np.nan)


def _touched(ledger: Ledger, known: _Happenings, new: Sequence[Profile]) -> set[int]:
    """The components that new happenings are linked with, or whose members a grown block parts."""
    keys = {profile.id: key_numbers(profile) for profile in new}
    blocks = blocks_of(ledger, [key for own in keys.values() for key in own])
    holders: dict[int, list[Profile]] = {}
    for profile in new:
        for key in keys[profile.id]:
            holders.setdefault(key, []).append(profile)
    meet: set[tuple[int, str]] = set()  # row of an old one, id of a new one
    parted: set[tuple[int, int]] = set()  # rows of old ones
    for start, end in blocks.each():
        coming = holders[int(blocks.key[start])]
        if end - start + len(coming) <= blocking.LARGEST:
            meet.update((row, profile.id) for row in range(start, end) for profile in coming)
        else:
            told, lost = _in_large(blocks, start, end, coming)
            meet |= told
            parted |= lost
    known.load({blocks.document[row] for row, _ in meet})
    component = blocks.component.tolist()
    met = sorted(meet)
    fits = known.weigh([(blocks.item[row], name) for row, name in met]) >= AVERAGE
    touched = {component[met[place][0]] for place in np.flatnonzero(fits).tolist()}
    names = {(blocks.item[row], blocks.item[other]) for row, other in parted if component[row] not in touched}
    where = dict(zip(blocks.item, component, strict=True))
    known.load({blocks.document[row] for pair in parted if component[pair[0]] not in touched for row in pair})
    return touched | {where[one] for one, _ in _strangers(ledger, known, names, holders)}


def _in_large(
    blocks: Blocks, start: int, end: int, coming: Sequence[Profile]
) -> tuple[set[tuple[int, str]], set[tuple[int, int]]]:
    """In a block that is large now: which old ones the new ones meet, and the pairs of old ones of one component that
    met in it before and do so no longer."""
    before = blocking.WINDOW if end - start > blocking.LARGEST else end - start - 1
    new, places = _places(blocks, start, end, coming)
    meet: set[tuple[int, str]] = set()
    for place, name in new:
        low, high = np.searchsorted(places, (place - blocking.WINDOW, place + blocking.WINDOW + 1)).tolist()
        meet.update((start + number, name) for number in range(low, high))
    parted: set[tuple[int, int]] = set()
    own = blocks.component[start:end]
    for apart in range(1, before + 1):
        lost = (places[apart:] - places[:-apart] > blocking.WINDOW) & (own[apart:] == own[:-apart])
        parted.update((start + row, start + row + apart) for row in np.flatnonzero(lost).tolist())
    return meet, parted


def _places(
    blocks: Blocks, start: int, end: int, coming: Sequence[Profile]
) -> tuple[list[tuple[int, str]], NDArray[np.int64]]:
    """The places of the new ones, with their ids, and of the old ones in a block that holds both."""
    ranks = blocks.rank[start:end]
    found: list[tuple[int, str]] = []
    for rank, name in sorted((rank_of(profile), profile.id) for profile in coming):
        low, high = (int(np.searchsorted(ranks, np.uint64(rank), side)) for side in ("left", "right"))
        found.append((bisect_left(blocks.item, name, start + low, start + high) - start, name))
    shift = np.zeros(end - start + 1, dtype=np.int64)
    np.add.at(shift, [place for place, _ in found], 1)
    new = [(place + number, name) for number, (place, name) in enumerate(found)]
    return new, np.arange(end - start) + np.cumsum(shift)[:-1]


def _strangers(
    ledger: Ledger, known: _Happenings, pairs: Iterable[tuple[str, str]], holders: Mapping[int, Sequence[Profile]]
) -> set[tuple[str, str]]:
    """Those pairs that meet in no block any more."""
    keys = {name: set(key_numbers(known.profiles[name])) for name in sorted({name for pair in pairs for name in pair})}
    common = {pair: keys[pair[0]] & keys[pair[1]] for pair in pairs}
    blocks = blocks_of(ledger, sorted({key for shared in common.values() for key in shared}))
    place: dict[int, dict[str, int]] = {}
    for start, end in blocks.each():
        key = int(blocks.key[start])
        coming = holders.get(key, ())
        if end - start + len(coming) > blocking.LARGEST:
            _, places = _places(blocks, start, end, coming)
            place[key] = dict(zip(blocks.item[start:end], places.tolist(), strict=True))

    def apart(pair: tuple[str, str], key: int) -> bool:
        return key in place and abs(place[key][pair[0]] - place[key][pair[1]]) > blocking.WINDOW

    return {pair for pair, shared in common.items() if all(apart(pair, key) for key in shared)}


def _named_components(ledger: Ledger, constraints: Constraints) -> set[int]:
    query = """
        SELECT DISTINCT i.component FROM mentions m JOIN link_items i ON i.item = m.happening
        WHERE m.id IN (SELECT unnest($1::VARCHAR[]))"""
    return {int(row["component"]) for row in ledger.table(query, [sorted(named_mentions(constraints))]).to_pylist()}


def _regroup(
    ledger: Ledger,
    known: _Happenings,
    new: Sequence[Profile],
    old: Mapping[str, Mapping[str, Any]],
    items: Items,
    constraints: Constraints,
) -> tuple[list[Event], dict[str, int]]:
    """The events of new happenings and of the components that they touch, and the component of each happening."""
    known.load({str(row["document"]) for row in old.values()})
    profiles = sorted([*new, *(known.profiles[name] for name in old)], key=lambda p: p.id)
    wanted = named_mentions(constraints)
    told = [tuple(m for m in known.happenings[p.id].mentions if m.id in wanted) for p in profiles]
    named = [Named(mentions) if mentions else NOBODY for mentions in told]
    number = {name: items.first + place for place, name in enumerate(items.names)}
    number |= {name: int(row["number"]) for name, row in old.items()}
    groups: list[list[str]] = []
    component: dict[str, int] = {}
    for found in partition(Columns(profiles), named, constraints, _pairs(ledger, profiles, new)):
        least = min(number[profiles[i].id] for group in found for i in group)
        groups += [[profiles[i].id for i in group] for group in found]
        component.update((profiles[i].id, least) for group in found for i in group)
    events = [event_of([known.happenings[name] for name in group]) for group in groups]
    mentions = [m.id for p in profiles for m in known.happenings[p.id].mentions]
    previous, taken = _previous(ledger, mentions, [event.id for event in events])
    return list(with_ids(events, previous, taken)), component


def _pairs(ledger: Ledger, profiles: Sequence[Profile], new: Sequence[Profile]) -> NDArray[np.uint32]:
    """Candidate pairs among `profiles`, in the blocks as they are with all that the ledger holds."""
    keys = {profile.id: key_numbers(profile) for profile in profiles}
    blocks = blocks_of(ledger, [key for own in keys.values() for key in own])
    added = [(profile.id, rank_of(profile), keys[profile.id]) for profile in new]
    held = [*blocks.item, *(name for name, _, own in added for _ in own)]
    names, owners = np.unique(np.array(held, dtype=np.str_), return_inverse=True)  # among equals neighbours go by id
    every = np.concatenate([blocks.key, np.array([key for _, _, own in added for key in own], dtype=np.uint64)])
    ranks = np.zeros(len(names), dtype=np.uint64)
    ranks[owners] = np.concatenate(
        [blocks.rank, np.array([rank for _, rank, own in added for _ in own], dtype=np.uint64)]
    )
    pairs = pairs_of(every, owners.astype(np.uint32), ranks)
    index = {profile.id: number for number, profile in enumerate(profiles)}
    back = np.array([index.get(name, -1) for name in names.tolist()], dtype=np.int64)
    mapped = back[pairs.astype(np.int64)]
    return mapped[(mapped >= 0).all(axis=1)].astype(np.uint32)


def _previous(ledger: Ledger, mentions: Sequence[str], ids: Sequence[str]) -> tuple[list[Event], set[str]]:
    """The events that hold these mentions, with those that lead to them; and which of `ids` are taken."""
    query = "SELECT DISTINCT event FROM event_mentions WHERE mention IN (SELECT unnest($1::VARCHAR[]))"
    live = [row["event"] for row in ledger.table(query, [list(mentions)]).to_pylist()]
    query = "SELECT id FROM events WHERE redirects_to IN (SELECT unnest($1::VARCHAR[]))"
    led = [row["id"] for row in ledger.table(query, [live]).to_pylist()]
    query = "SELECT id FROM events WHERE id IN (SELECT unnest($1::VARCHAR[]))"
    taken = {row["id"] for row in ledger.table(query, [list(ids)]).to_pylist()}
    return ledger.events_by_id(sorted({*live, *led})), taken

"""Linking a few new documents to a ledger that is linked: only the components that they touch are done again.

Pairs, weights and groups are the same as in linking all at once (`link_whole.py`): a component can only change when a
new item is linked with a member of it, or when a block grows so that two members meet no longer. Both are looked up by
the keys of what is new; the rest of the ledger is not read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from rashomon.ledger.store import Ledger
from rashomon.ledger.writer import event_tables, link_table
from rashomon.link import blocking, duplicates
from rashomon.link.blocking import key_numbers, pairs_of, rank_of
from rashomon.link.clustering import weight_of
from rashomon.link.constraints import Constraints
from rashomon.link.duplicates import find_copies, likeness_of_prints, text_keys
from rashomon.link.events import event_of, with_ids
from rashomon.link.gists import Gist, gist_of
from rashomon.link.prints import Numbers, shingles
from rashomon.link.profiles import Profile, profiles_of
from rashomon.link.scoring import LINK, match_weight
from rashomon.model import Document, Event, Happening
from rashomon.run.link_items import Items
from rashomon.run.link_whole import NOBODY, Named, link_rules, named_mentions, partition

__all__ = ["link_more"]


@dataclass(frozen=True, slots=True)
class Blocks:
    """Rows of items that have certain keys, sorted by key, then by rank and name: the blocks as linking sees them."""

    key: Numbers
    number: NDArray[np.int64]
    rank: Numbers
    item: list[str]
    document: list[str]
    component: NDArray[np.int64]

    def each(self) -> list[tuple[int, int]]:
        """Where each block begins and ends."""
        if not len(self.key):
            return []
        starts = np.flatnonzero(np.r_[True, self.key[1:] != self.key[:-1]])
        return list(zip(starts.tolist(), [*starts[1:].tolist(), len(self.key)], strict=True))


def link_more(
    ledger: Ledger, fresh: Sequence[str], constraints: Constraints, decisions: Sequence[str], decided: bool
) -> dict[str, pa.Table]:
    """The tables of a generation that adds the documents `fresh` (ids). `decided` says that people decided about links
    since the last generation: then what their decisions name is done again, too."""
    (first,) = (row["n"] for row in ledger.table("SELECT max(number) + 1 AS n FROM link_items").to_pylist())
    items = Items(first=int(first))
    documents = {one.id: one for one in ledger.full_documents(fresh)}
    copies, component = _copies(ledger, items, documents)
    known = _Happenings(ledger)
    known.load(documents)
    new = sorted((p for p in known.profiles.values() if p.document in documents), key=lambda p: p.id)
    for profile in new:
        items.add(profile.id, profile.document, rank_of(profile), key_numbers(profile))
    touched = _touched(ledger, known, new)
    if decided:
        touched |= _named_components(ledger, constraints)
    old = _members(ledger, touched)
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


def _blocks(ledger: Ledger, keys: Sequence[int]) -> Blocks:
    query = """
        SELECT k.key, k.number, i.rank, i.item, i.document, i.component
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
    )


def _members(ledger: Ledger, components: set[int]) -> dict[str, dict[str, Any]]:
    """The items of components, by name."""
    query = "SELECT * FROM link_items WHERE component IN (SELECT unnest($1::BIGINT[])) ORDER BY number"
    return {row["item"]: row for row in ledger.table(query, [sorted(components)]).to_pylist()}


# ---------------------------------------------------------------- happenings


class _Happenings:
    """Happenings and profiles of documents, read when they are asked for."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.loaded: set[str] = set()
        self.happenings: dict[str, Happening] = {}
        self.profiles: dict[str, Profile] = {}

    def load(self, documents: Mapping[str, Document] | Sequence[str]) -> None:
        wanted = sorted(set(documents) - self.loaded)
        if not wanted:
            return
        texts = documents if isinstance(documents, Mapping) else {d.id: d for d in self.ledger.full_documents(wanted)}
        gists: dict[str, Gist] = {d.id: gist_of(d.id, d.text, d.title, d.published) for d in texts.values()}
        found = list(self.ledger.happenings(wanted))
        for happening, profile in zip(found, profiles_of(found, gists), strict=True):
            self.happenings[happening.id] = happening
            self.profiles[happening.id] = profile
        self.loaded.update(wanted)


def _touched(ledger: Ledger, known: _Happenings, new: Sequence[Profile]) -> set[int]:
    """The components that new happenings are linked with, or whose members a grown block parts."""
    keys = {profile.id: key_numbers(profile) for profile in new}
    blocks = _blocks(ledger, [key for own in keys.values() for key in own])
    holders: dict[int, list[Profile]] = {}
    for profile in new:
        for key in keys[profile.id]:
            holders.setdefault(key, []).append(profile)
    meet: set[tuple[int, str]] = set()  # row of an old one, id of a new one
    touched: set[int] = set()
    for start, end in blocks.each():
        coming = holders[int(blocks.key[start])]
        if end - start + len(coming) <= blocking.LARGEST:
            meet.update((row, profile.id) for row in range(start, end) for profile in coming)
            continue
        told, parted = _in_large(blocks, start, end, coming)
        meet.update(told)
        touched.update(parted)
    known.load(sorted({blocks.document[row] for row, _ in meet}))
    for row, name in sorted(meet):
        if int(blocks.component[row]) not in touched:
            one, other = sorted((blocks.item[row], name))
            apart = known.profiles[one].document != known.profiles[other].document
            if apart and weight_of(match_weight(known.profiles[one], known.profiles[other])) >= LINK:
                touched.add(int(blocks.component[row]))
    return touched


def _in_large(blocks: Blocks, start: int, end: int, coming: Sequence[Profile]) -> tuple[set[tuple[int, str]], set[int]]:
    """In a block that is large now: which old ones the new ones meet, and the components of old ones that met before
    and do so no longer."""
    before = blocking.WINDOW if end - start > blocking.LARGEST else end - start
    order = sorted(
        [(int(blocks.rank[row]), blocks.item[row], row) for row in range(start, end)]
        + [(rank_of(profile), profile.id, -1) for profile in coming]
    )
    place = {row: number for number, (_, _, row) in enumerate(order) if row >= 0}
    meet: set[tuple[int, str]] = set()
    for number, (_, name, row) in enumerate(order):
        if row < 0:
            near = order[max(0, number - blocking.WINDOW) : number + blocking.WINDOW + 1]
            meet.update((other, name) for _, _, other in near if other >= 0)
    parted = set()
    for row in range(start, end):
        for other in range(row + 1, min(end, row + 1 + before)):
            if place[other] - place[row] > blocking.WINDOW and blocks.component[row] == blocks.component[other]:
                parted.add(int(blocks.component[row]))
    return meet, parted


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
    known.load(sorted({str(row["document"]) for row in old.values()}))
    profiles = sorted([*new, *(known.profiles[name] for name in old)], key=lambda p: p.id)
    wanted = named_mentions(constraints)
    told = [tuple(m for m in known.happenings[p.id].mentions if m.id in wanted) for p in profiles]
    named = [Named(mentions) if mentions else NOBODY for mentions in told]
    number = {name: items.first + place for place, name in enumerate(items.names)}
    number |= {name: int(row["number"]) for name, row in old.items()}
    groups: list[list[str]] = []
    component: dict[str, int] = {}
    for found in partition(profiles, named, constraints, _pairs(ledger, profiles, new)):
        least = min(number[profiles[i].id] for group in found for i in group)
        groups += [[profiles[i].id for i in group] for group in found]
        component.update((profiles[i].id, least) for group in found for i in group)
    events = [event_of([known.happenings[name] for name in group]) for group in groups]
    mentions = [m.id for p in profiles for m in known.happenings[p.id].mentions]
    previous, taken = _previous(ledger, mentions, [event.id for event in events])
    return list(with_ids(events, previous, taken)), component


def _pairs(ledger: Ledger, profiles: Sequence[Profile], new: Sequence[Profile]) -> NDArray[np.uint32]:
    """Candidate pairs among `profiles`, in the blocks as they are with all that the ledger holds."""
    index = {profile.id: number for number, profile in enumerate(profiles)}
    keys = {profile.id: key_numbers(profile) for profile in profiles}
    blocks = _blocks(ledger, [key for own in keys.values() for key in own])
    outside = sorted({name for name in blocks.item if name not in index})
    names = sorted([*index, *outside])  # neighbours among equals go by id, as always
    place = {name: number for number, name in enumerate(names)}
    ranks = np.zeros(len(names), dtype=np.uint64)
    for name, rank in zip(blocks.item, blocks.rank, strict=True):
        ranks[place[name]] = rank
    for profile in new:
        ranks[place[profile.id]] = rank_of(profile)
    every = [*blocks.key.tolist(), *(key for profile in new for key in keys[profile.id])]
    owners = [*(place[name] for name in blocks.item), *(place[p.id] for p in new for _ in keys[p.id])]
    pairs = pairs_of(np.array(every, dtype=np.uint64), np.array(owners, dtype=np.uint32), ranks)
    back = np.full(len(names), -1, dtype=np.int64)
    for name, number in index.items():
        back[place[name]] = number
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


# ---------------------------------------------------------------- copies


def _copies(ledger: Ledger, items: Items, documents: Mapping[str, Document]) -> tuple[dict[str, str], dict[str, int]]:
    """The copy groups of new documents and of those that they touch, and their components. The new ones go into
    `items`."""
    keys = {name: text_keys(document.text) for name, document in documents.items()}
    for name in sorted(keys):
        runs, bands, probes = keys[name]
        items.add(name, name, runs, np.concatenate([bands, probes]))
    touched = _touched_copies(ledger, keys, documents)
    old = _members(ledger, touched)
    for document in ledger.full_documents(sorted(old)):
        keys[document.id] = text_keys(document.text)
    inside = set(keys)
    blocks = _blocks(ledger, [int(k) for _, bands, probes in keys.values() for k in (*bands, *probes)])
    mine = {int(k) for _, bands, _ in keys.values() for k in bands}
    runs_of = {name: int(rank) for name, rank in zip(blocks.item, blocks.rank, strict=True) if name not in inside}
    shared: dict[str, tuple[list[int], list[int]]] = {name: ([], []) for name in runs_of}
    for name, key in zip(blocks.item, blocks.key.tolist(), strict=True):
        if name not in inside:
            shared[name][0 if key in mine else 1].append(key)
    all_keys = keys | {
        name: (runs_of[name], np.array(own[0], dtype=np.uint64), np.array(own[1], dtype=np.uint64))
        for name, own in shared.items()
    }
    texts = {name: document.text for name, document in documents.items()}

    def prints(names: Sequence[str]) -> dict[str, Numbers]:
        lacking = [name for name in names if name not in texts]
        read = {document.id: document.text for document in ledger.full_documents(lacking)} if lacking else {}
        return {name: shingles((texts | read)[name]) for name in names}

    found = find_copies(all_keys, prints, inside)
    number = {name: items.first + place for place, name in enumerate(items.names)}
    number |= {name: int(row["number"]) for name, row in old.items()}
    least: dict[str, int] = {}
    for name, head in found.component.items():
        least[head] = min(least.get(head, number[name]), number[name])
    return found.group, {name: least[head] for name, head in found.component.items()}


def _touched_copies(
    ledger: Ledger, keys: Mapping[str, tuple[int, Numbers, Numbers]], documents: Mapping[str, Document]
) -> set[int]:
    """Components of documents that are like a new one, or that a grown block may part."""
    bands = {int(k): name for name in sorted(keys) for k in keys[name][1]}
    coming: dict[int, list[str]] = {}
    for name in sorted(keys):
        for key in (*keys[name][1], *keys[name][2]):
            coming.setdefault(int(key), []).append(name)
    blocks = _blocks(ledger, list(coming))
    touched: set[int] = set()
    near: set[tuple[int, str]] = set()
    shared: dict[tuple[int, str], int] = {}
    rows = {name: row for row, name in enumerate(blocks.item)}
    for start, end in blocks.each():
        key = int(blocks.key[start])
        grown = end - start + len(coming[key])
        if grown > (duplicates.LARGEST if key in bands else duplicates.COMMON):
            own = blocks.component[start:end].tolist()
            touched.update(one for one in set(own) if own.count(one) > 1)
        if key in bands:
            longest = sorted(
                [(-int(blocks.rank[row]), blocks.item[row]) for row in range(start, end)]
                + [(-keys[name][0], name) for name in coming[key]]
            )[: None if grown <= duplicates.LARGEST else duplicates.LONGEST]
            lead = {name for _, name in longest}
            for row in range(start, end):
                one = blocks.item[row]
                near.update((rows[one], name) for name in coming[key] if one in lead or name in lead)
        elif grown <= duplicates.COMMON:
            for row in range(start, end):
                for name in coming[key]:
                    pair = (rows[blocks.item[row]], name)
                    shared[pair] = shared.get(pair, 0) + 1
    near.update(pair for pair, count in shared.items() if count >= duplicates.SHARED_PROBES)
    wanted = sorted({blocks.item[row] for row, _ in near if int(blocks.component[row]) not in touched})
    prints = {document.id: shingles(document.text) for document in ledger.full_documents(wanted)} if wanted else {}
    fresh = {name: shingles(documents[name].text) for name in sorted({name for _, name in near})}
    for row, name in near:
        if blocks.item[row] in prints and likeness_of_prints(prints[blocks.item[row]], fresh[name]) is not None:
            touched.add(int(blocks.component[row]))
    return touched

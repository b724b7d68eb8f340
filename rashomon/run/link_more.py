"""Linking a few new documents to a ledger that is linked: only the cells that they touch are done again.

Pairs, weights, cells and groups are the same as in linking all at once (`link_whole.py`). A cell can only change when a
new happening is linked with a member of it, or when a block grows so that two members meet no longer; a nest when a new
happening connects it with another, or when it falls apart so. All is looked up by the keys of what is new
(`link_near.py`); the rest of the ledger is not read.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import count, pairwise

import pyarrow as pa

from rashomon.ledger.store import Ledger
from rashomon.ledger.writer import event_tables, link_table
from rashomon.link import nests
from rashomon.link.blocking import key_numbers, rank_of
from rashomon.link.columns import Columns
from rashomon.link.constraints import Constraints
from rashomon.link.events import event_of, with_ids
from rashomon.model import Event
from rashomon.run.link_blocks import members_of, nest_members, nest_sizes
from rashomon.run.link_groups import NOBODY, Named, graph_of, partition, weighed
from rashomon.run.link_items import Items
from rashomon.run.link_more_copies import copies_with
from rashomon.run.link_near import Happenings, Near, Pair, Place
from rashomon.run.link_nests import Outer, Renested, renested
from rashomon.run.link_splits import nearest_checks, splits
from rashomon.run.link_whole import link_rules, named_mentions

__all__ = ["link_more"]


def link_more(
    ledger: Ledger, fresh: Sequence[str], constraints: Constraints, decisions: Sequence[str], decided: Collection[str]
) -> dict[str, pa.Table]:
    """The tables of a generation that adds the documents `fresh` (ids). `decided` are mentions that people's decisions
    name, where there are others now than in the last generation: what they are in is done again, too."""
    query = """
        SELECT max(number) + 1 AS number, least(min(component), coalesce(min(list_min(nests)), 0), 0) - 1 AS label
        FROM link_items"""
    (first,) = ledger.table(query).to_pylist()
    items = Items(first=int(first["number"]))
    copies, component = copies_with(ledger, items, fresh)
    known = Happenings(ledger)
    known.load(fresh)
    new = sorted(known.profiles.values(), key=lambda p: p.id)
    for profile in new:
        items.add(profile.id, profile.document, rank_of(profile), key_numbers(profile))
    near = Near(ledger, known, new)
    named = named_mentions(constraints)
    if not named.isdisjoint(m.id for p in new for m in known.happenings[p.id].mentions):
        decided = {*decided, *named}
    touched = _touched(ledger, near, constraints, decided)
    events, made = _regroup(ledger, near, touched, constraints, count(int(first["label"]), -1))
    around = {name: made.again.nests[n] for n, name in enumerate(made.names)}
    component |= {name: int(made.again.cells[n]) for n, name in enumerate(made.names)}
    return {
        **event_tables(events),
        "copies": link_table("copies", ({"document": d, "group": copies[d]} for d in sorted(copies))),
        "linked_decisions": link_table("linked_decisions", ({"decision": one} for one in sorted(decisions))),
        **_with_moved(ledger, items, component, around, made.again.renamed),
        "linked_by": link_table("linked_by", [{"rules": link_rules()}]),
    }


def _with_moved(
    ledger: Ledger,
    items: Items,
    component: Mapping[str, int],
    around: Mapping[str, Sequence[int]],
    renamed: Mapping[tuple[int, int], int],
) -> dict[str, pa.Table]:
    """The tables of new items, with the old ones whose component or nests are others now."""
    nests_by_place = {place: around[name] for place, name in enumerate(items.names) if around.get(name)}
    tables = items.tables([component[name] for name in items.names], nests_by_place)
    query = "SELECT * FROM link_items WHERE item IN (SELECT unnest($1::VARCHAR[])) ORDER BY number"
    rows = ledger.table(query, [sorted(set(component).difference(items.names))]).to_pylist()
    moved = {r["number"]: r | {"component": component[r["item"]], "nests": around.get(r["item"], ())} for r in rows}
    for row in nest_members(ledger, renamed):
        others = [renamed.get((level, label), label) for level, label in enumerate(row["nests"])]
        if others != row["nests"]:
            moved.setdefault(row["number"], row | {"nests": others})
    old = link_table("link_items", (moved[number] for number in sorted(moved)))
    tables["link_items"] = pa.concat_tables([old, tables["link_items"]])
    return tables


# ---------------------------------------------------------------- what is touched


@dataclass(slots=True)
class _Touched:
    """Old happenings that are looked at again: whole `cells`, and what split off from nests, with their level."""

    cells: set[int] = field(default_factory=set)
    split: dict[str, int] = field(default_factory=dict)

    def kept(self, name: str, place: Place) -> tuple[int, ...]:
        """The nests that a happening stays in."""
        return place.nests[: self.split.get(name, len(place.nests))]


def _touched(ledger: Ledger, near: Near, constraints: Constraints, decided: Collection[str]) -> _Touched:
    touched = _Touched()
    for profile in near.new:
        for name, weight in near.links.get(profile.id, {}).items():
            place = near.places.get(name)
            if place is not None and weight >= nests.LEVELS[len(place.nests)]:
                touched.cells.add(place.cell)
    checks: list[list[Pair]] = [[] for _ in nests.LEVELS]
    for (one, other), weight in near.lost().items():
        ours, theirs = near.places[one], near.places[other]
        if ours.cell == theirs.cell:
            touched.cells.add(ours.cell)
        for level, (mine, its) in enumerate(zip(ours.nests, theirs.nests, strict=False)):
            if mine == its and weight >= nests.LEVELS[level]:
                checks[level].append((one, other))
    if decided:
        _tie(ledger, near, constraints)
        _touch_named(ledger, near, decided, touched, checks)
    for level, pairs in enumerate(checks):
        _split(ledger, near, level, pairs, touched)
    return touched


def _tie(ledger: Ledger, near: Near, constraints: Constraints) -> None:
    """Link what people keep together."""
    query = """
        SELECT m.id, m.happening FROM mentions m JOIN link_items i ON i.item = m.happening
        WHERE m.id IN (SELECT unnest($1::VARCHAR[]))"""
    rows = ledger.table(query, [sorted(named_mentions(constraints))]).to_pylist()
    happening = {row["id"]: row["happening"] for row in rows}
    happening |= {m.id: p.id for p in near.new for m in near.known.happenings[p.id].mentions}
    for group in constraints.together:
        for one, other in pairwise([happening[name] for name in group if name in happening]):
            near.link(one, other, math.inf)


def _touch_named(
    ledger: Ledger, near: Near, mentions: Collection[str], touched: _Touched, checks: Sequence[list[Pair]]
) -> None:
    """What people's decisions name: its cells; and whether its nests hang together without the decisions of before."""
    query = """
        SELECT DISTINCT i.item, i.document, i.component, i.nests
        FROM mentions m JOIN link_items i ON i.item = m.happening WHERE m.id IN (SELECT unnest($1::VARCHAR[]))"""
    inside: dict[tuple[int, int], set[str]] = {}
    for row in ledger.table(query, [sorted(mentions)]).to_pylist():
        near.learn(row)
        touched.cells.add(row["component"])
        for level, label in enumerate(row["nests"]):
            inside.setdefault((level, label), set()).add(row["item"])
    for (level, _), names in inside.items():
        checks[level].extend(pairwise(sorted(names)))


def _split(ledger: Ledger, near: Near, level: int, pairs: Sequence[Pair], touched: _Touched) -> None:
    """Look whether nests of a level fall apart; one that is left with few happenings is one no more."""
    for piece in splits(near, level, nearest_checks(near, level, pairs, touched.split)):
        for name in piece:
            touched.split.setdefault(name, level)
    gone = Counter(near.places[name].nests[level] for name in touched.split if len(near.places[name].nests) > level)
    sizes = nest_sizes(ledger) if gone else {}
    left = [(level, label) for label, number in gone.items() if sizes[level, label] - number <= nests.MOST]
    for row in nest_members(ledger, left):
        near.learn(row)
        touched.split.setdefault(row["item"], level)


@dataclass(frozen=True, slots=True)
class _Made:
    """The happenings that were looked at, and their cells."""

    names: list[str]
    again: Renested


def _regroup(
    ledger: Ledger, near: Near, touched: _Touched, constraints: Constraints, fresh: Iterator[int]
) -> tuple[list[Event], _Made]:
    """The events of new happenings and of those that they touch, and their cells."""
    known, old = near.known, members_of(ledger, touched.cells)
    for row in old.values():
        near.learn(row)
    known.load(near.places[name].document for name in {*old, *touched.split})
    profiles = sorted([*near.new, *(known.profiles[name] for name in {*old, *touched.split})], key=lambda p: p.id)
    wanted = named_mentions(constraints)
    told = [tuple(m for m in known.happenings[p.id].mentions if m.id in wanted) for p in profiles]
    named = [Named(mentions) if mentions else NOBODY for mentions in told]
    columns = Columns(profiles)
    links = weighed(columns, named, constraints, near.among(profiles))
    kept = [touched.kept(p.id, near.places[p.id]) if p.id in near.places else () for p in profiles]
    again = renested(links, kept, _outer(near, [p.id for p in profiles]), cache(lambda: nest_sizes(ledger)), fresh)
    groups = [
        [profiles[i].id for i in group]
        for found in partition(*graph_of(columns, named, constraints, links, again.cells))
        for group in found
    ]
    events = [event_of([known.happenings[name] for name in group]) for group in groups]
    mentions = [m.id for p in profiles for m in known.happenings[p.id].mentions]
    previous, taken = _previous(ledger, mentions, [event.id for event in events])
    return list(with_ids(events, previous, taken)), _Made([p.id for p in profiles], again)


def _outer(near: Near, names: Sequence[str]) -> Iterator[Outer]:
    """The links of new happenings with old ones that are not looked at again."""
    number = {name: place for place, name in enumerate(names)}
    for profile in near.new:
        for name, weight in near.links.get(profile.id, {}).items():
            if name not in number:
                yield number[profile.id], near.places[name].nests, weight


def _previous(ledger: Ledger, mentions: Sequence[str], ids: Sequence[str]) -> tuple[list[Event], set[str]]:
    """The events that hold these mentions, with those that lead to them; and which of `ids` are taken."""
    query = "SELECT DISTINCT event FROM event_mentions WHERE mention IN (SELECT unnest($1::VARCHAR[]))"
    live = [row["event"] for row in ledger.table(query, [list(mentions)]).to_pylist()]
    query = "SELECT id FROM events WHERE redirects_to IN (SELECT unnest($1::VARCHAR[]))"
    led = [row["id"] for row in ledger.table(query, [live]).to_pylist()]
    query = "SELECT id FROM events WHERE id IN (SELECT unnest($1::VARCHAR[]))"
    taken = {row["id"] for row in ledger.table(query, [list(ids)]).to_pylist()}
    return ledger.events_by_id(sorted({*live, *led})), taken

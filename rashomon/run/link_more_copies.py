"""Which documents are copies of new ones in a linked ledger: only what the new ones touch is compared again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations, product

import numpy as np

from rashomon.ledger.store import Ledger
from rashomon.link import duplicates
from rashomon.link.duplicates import find_copies, likeness_of_prints, text_keys
from rashomon.link.prints import Halves, Numbers, halves
from rashomon.run.link_blocks import blocks_of, members_of
from rashomon.run.link_items import Items

__all__ = ["copies_with"]


def copies_with(ledger: Ledger, items: Items, fresh: Sequence[str]) -> tuple[dict[str, str], dict[str, int]]:
    """The copy groups of new documents and of those that they touch, and their components. The new ones go into
    `items`."""
    new = _texts(ledger, fresh)
    keys = {name: text_keys(new[name]) for name in sorted(new)}
    for name in sorted(keys):
        runs, bands, probes = keys[name]
        items.add(name, name, runs, np.concatenate([bands, probes]))
    touched = _touched_copies(ledger, keys, new)
    old = members_of(ledger, touched)
    texts = _texts(ledger, sorted(old))
    keys |= {name: text_keys(text) for name, text in texts.items()}
    inside = set(keys)
    blocks = blocks_of(ledger, [int(k) for _, bands, probes in keys.values() for k in (*bands, *probes)])
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
    texts |= new

    def prints(names: Sequence[str]) -> dict[str, Halves]:
        read = texts | _texts(ledger, [name for name in names if name not in texts])
        return {name: halves(read[name]) for name in names}

    found = find_copies(all_keys, prints, inside)
    number = {name: items.first + place for place, name in enumerate(items.names)}
    number |= {name: int(row["number"]) for name, row in old.items()}
    least: dict[str, int] = {}
    for name, head in found.component.items():
        least[head] = min(least.get(head, number[name]), number[name])
    return found.group, {name: least[head] for name, head in found.component.items()}


def _touched_copies(
    ledger: Ledger, keys: Mapping[str, tuple[int, Numbers, Numbers]], new: Mapping[str, str]
) -> set[int]:
    """Components of documents that are like a new one, or like one another where a grown block keeps them from meeting
    in it again."""
    banded = {int(key) for _, bands, _ in keys.values() for key in bands}
    coming: dict[int, list[str]] = {}
    for name in sorted(keys):
        for key in (*keys[name][1], *keys[name][2]):
            coming.setdefault(int(key), []).append(name)
    blocks = blocks_of(ledger, list(coming))
    component = dict(zip(blocks.item, blocks.component.tolist(), strict=True))
    meet: set[tuple[str, str]] = set()  # of which the first is an old one
    shared: Counter[tuple[str, str]] = Counter()
    for start, end in blocks.each():
        key, old = int(blocks.key[start]), blocks.item[start:end]
        added = coming[key]
        if key in banded:
            lengths = {name: int(rank) for name, rank in zip(old, blocks.rank[start:end].tolist(), strict=True)}
            meet |= _in_band(lengths, {name: keys[name][0] for name in added}, component)
        elif len(old) + len(added) <= duplicates.COMMON:
            shared.update(product(old, added))
        elif len(old) <= duplicates.COMMON:
            meet |= _inside(old, component)
    meet.update(pair for pair, count in shared.items() if count >= duplicates.SHARED_PROBES)
    texts = {**new, **_texts(ledger, sorted({name for pair in meet for name in pair}.difference(new)))}
    prints = {name: halves(texts[name]) for name in sorted({name for pair in meet for name in pair})}
    touched: set[int] = set()
    for one, other in sorted(meet):
        if component[one] not in touched and likeness_of_prints(prints[one], prints[other]) is not None:
            touched.add(component[one])
    return touched


def _in_band(old: Mapping[str, int], new: Mapping[str, int], component: Mapping[str, int]) -> set[tuple[str, str]]:
    """In a block of texts of so many runs: the old and new ones that meet, and the old ones of one component that met
    in it before and do so no longer."""
    before, after = _longest(old), _longest({**old, **new})
    lost = set(old).difference(after)
    parted = {pair for pair in _inside(sorted(lost), component) if not before.isdisjoint(pair)}
    return parted | {(one, other) for one, other in product(old, new) if one in after or other in after}


def _longest(lengths: Mapping[str, int]) -> set[str]:
    """Those of a block that meet all others of it."""
    if len(lengths) <= duplicates.LARGEST:
        return set(lengths)
    return set(sorted(lengths, key=lambda name: (-lengths[name], name))[: duplicates.LONGEST])


def _inside(names: Sequence[str], component: Mapping[str, int]) -> set[tuple[str, str]]:
    """Pairs of one component."""
    return {(one, other) for one, other in combinations(names, 2) if component[one] == component[other]}


def _texts(ledger: Ledger, documents: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for batch in ledger.batches("documents", ["id", "text"], documents) if documents else ():
        found.update(zip(*[column.to_pylist() for column in batch.columns], strict=True))
    return found

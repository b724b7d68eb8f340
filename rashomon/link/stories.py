"""Which documents tell one story: groups of gists that are alike, whether or not an event was found in them.

A story is coarser than an event (a derailment, the naming of its victims and the inquiry are one story), and it is the
only link between documents about things that this program takes for no event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from rashomon.link.agglomeration import average_link, components
from rashomon.link.gists import Gist, likeness

__all__ = ["ALIKE", "group_stories"]

ALIKE = 0.18  # mean likeness of two groups from which they are one story; set on ECB+ and on local news
WORDS = 10  # heaviest words of a gist whose pairs are keys
LARGEST = 60  # members of a block up to which all its pairs are made
WINDOW = 12


def group_stories(gists: Sequence[Gist]) -> dict[str, str]:
    """Document -> the smallest document id of its story. The answer does not depend on the order of the input."""
    ordered = sorted({gist.document: gist for gist in gists}.values(), key=lambda gist: gist.document)
    known: dict[tuple[int, int], float] = {}

    def alike(one: int, other: int) -> float:
        pair = (min(one, other), max(one, other))
        if pair not in known:
            known[pair] = likeness(ordered[pair[0]], ordered[pair[1]])
        return known[pair]

    pairs = {pair: alike(*pair) for pair in _candidates(ordered)}
    connected = components(
        [[n] for n in range(len(ordered))], [pair for pair, found in pairs.items() if found >= ALIKE]
    )
    of = {member: number for number, members in enumerate(connected) for member in members}
    inside: list[dict[tuple[int, int], float]] = [{} for _ in connected]
    for pair, found in pairs.items():
        if of[pair[0]] == of[pair[1]]:
            inside[of[pair[0]]][pair] = found
    stories = [
        group
        for number, members in enumerate(connected)
        for group in average_link([[m] for m in members], inside[number], alike, ALIKE, lambda _, __: True)
    ]
    return {ordered[member].document: ordered[group[0]].document for group in stories for member in group}


def _candidates(gists: Sequence[Gist]) -> set[tuple[int, int]]:
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, gist in enumerate(gists):
        heaviest = sorted(gist.words, key=lambda w: (-gist.words[w], w))[:WORDS]
        for pair in combinations(sorted(heaviest), 2):
            blocks[pair].append(number)
    found: set[tuple[int, int]] = set()
    for block in blocks.values():
        if len(block) <= LARGEST:
            found.update(combinations(block, 2))
        else:
            found.update((a, b) for place, a in enumerate(block) for b in block[place + 1 : place + 1 + WINDOW])
    return found

"""Groups of happenings from candidate pairs: cell by cell (`nests.py`), in one process or in two.

A cell is grouped from what is told of its own members alone. So another process gets the columns of whole cells, and
what it answers is what this one would have found.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rashomon.link.clustering import cluster_components
from rashomon.link.columns import Columns
from rashomon.link.constraints import Bound, Constraints
from rashomon.link.weighing import Weigher, weigh_pairs
from rashomon.model import MentionRef

__all__ = ["NOBODY", "Graph", "Named", "Weighed", "graph_of", "grouped", "partition", "weighed"]

PIECE = 65_536  # pairs at once
GIVEN = 3  # of what is left to do another process gets one part in so many: it starts late, and ends with this one
Found = list[list[int]]  # the groups of one cell


@dataclass(frozen=True, slots=True)
class Named:
    """As much of a happening as decisions about links need: its mentions, if a decision names one."""

    mentions: tuple[MentionRef, ...] = ()


NOBODY = Named()


@dataclass(frozen=True, slots=True)
class Weighed:
    """What connects happenings, by number: candidate pairs with what they weigh, and pairs that people's decisions keep
    together."""

    pairs: NDArray[np.uint32]
    totals: NDArray[np.float64]
    tied: NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Graph:
    """Happenings by number, in the order of their ids, and the pairs inside the cells that they are in.

    `members` are those that are not alone, cell by cell; `roots` says for each which. `pairs` are the weighed pairs
    inside cells, in the same order, `pair_roots` and `totals` their cells and weights."""

    columns: Columns
    named: Sequence[Named]
    constraints: Constraints
    members: NDArray[np.int64]
    roots: NDArray[np.int64]
    pairs: NDArray[np.uint32]
    pair_roots: NDArray[np.int64]
    totals: NDArray[np.float64]

    def part(self, members: slice, pairs: slice) -> tuple[Graph, NDArray[np.int64]]:
        """Some whole cells by themselves, and the number that each of its happenings has here."""
        chosen = np.sort(self.members[members])
        return Graph(
            self.columns.some(chosen),
            [self.named[n] for n in chosen.tolist()],
            self.constraints,
            np.searchsorted(chosen, self.members[members]),
            self.roots[members],
            np.searchsorted(chosen, self.pairs[pairs]).astype(np.uint32),
            self.pair_roots[pairs],
            self.totals[pairs],
        ), chosen


def partition(
    graph: Graph, alone: NDArray[np.int64], second: Executor | None = None, busy: Future[Any] | None = None
) -> Iterator[Found]:
    """The groups of each cell, by number; those that are `alone` first. A `second` process takes its share, once what
    it is `busy` with is done; then cells come in another order."""
    for number in alone.tolist():
        yield [[number]]
    work = deque(_batches(graph))
    theirs: Future[list[Found]] | None = None
    while work:
        if second is not None and theirs is None and len(work) > 1 and (busy is None or busy.done()):
            given = [work.pop() for _ in range(max(1, len(work) // GIVEN))]
            members, own = (slice(given[-1][side].start, given[0][side].stop) for side in (0, 1))
            part, chosen = graph.part(members, own)
            theirs = second.submit(grouped, part)
            del part
        yield from _grouped(graph, *work.popleft())
        if theirs is not None and (theirs.done() or not work):
            yield from ([[chosen[group].tolist() for group in found] for found in theirs.result()])
            theirs = None


def grouped(graph: Graph) -> list[Found]:
    """The groups of all cells of a graph."""
    return [found for batch in _batches(graph) for found in _grouped(graph, *batch)]


def weighed(columns: Columns, named: Sequence[Named], constraints: Constraints, pairs: NDArray[np.uint32]) -> Weighed:
    """What connects profiles. `columns` are in the order of their ids; `pairs` are the candidates; those inside one
    document are left out."""
    document = columns.codes("document")
    pairs = pairs[document[pairs[:, 0]] != document[pairs[:, 1]]]
    linked = np.fromiter((one is not NOBODY for one in named), dtype=bool, count=len(named))
    return Weighed(pairs, weigh_pairs(columns, pairs), _tied(named, constraints, np.flatnonzero(linked)))


def graph_of(
    columns: Columns, named: Sequence[Named], constraints: Constraints, links: Weighed, cells: NDArray[np.int64]
) -> tuple[Graph, NDArray[np.int64]]:
    """The cells (`cells` gives a number of each one's, see `nested`) with the pairs inside, and the numbers of those
    that are alone in theirs."""
    inside = np.flatnonzero(cells[links.pairs[:, 0]] == cells[links.pairs[:, 1]])
    inside = inside[np.argsort(cells[links.pairs[inside, 0]], kind="stable")]
    pairs = links.pairs[inside]
    _, place, sizes = np.unique(cells, return_inverse=True, return_counts=True)
    linked = sizes[place] > 1
    active = np.flatnonzero(linked)
    active = active[np.argsort(cells[active], kind="stable")]
    graph = Graph(columns, named, constraints, active, cells[active], pairs, cells[pairs[:, 0]], links.totals[inside])
    return graph, np.flatnonzero(~linked)


def _tied(named: Sequence[Named], constraints: Constraints, numbers: NDArray[np.int64]) -> NDArray[np.uint32]:
    """Pairs that people's decisions bring into one cell."""
    places = numbers.tolist()
    groups = Bound([named[n] for n in places], constraints).groups
    found = [(places[group[0]], places[other]) for group in groups for other in group[1:]]
    return np.array(found, dtype=np.uint32).reshape(-1, 2)


def _batches(graph: Graph) -> Iterator[tuple[slice, slice]]:
    """Slices of members and of their pairs that hold whole cells, with few pairs at once where these allow it."""
    roots, starts = np.unique(graph.roots, return_index=True)
    first = np.searchsorted(graph.pair_roots, roots)
    begun = 0
    for place in range(1, len(roots) + 1):
        if place == len(roots):
            yield slice(int(starts[begun]), len(graph.members)), slice(int(first[begun]), len(graph.pairs))
        elif first[place] - first[begun] >= PIECE:
            yield slice(int(starts[begun]), int(starts[place])), slice(int(first[begun]), int(first[place]))
            begun = place


def _grouped(graph: Graph, its_members: slice, its_pairs: slice) -> Iterator[Found]:
    """The groups of some cells."""
    columns, members = graph.columns, np.sort(graph.members[its_members])
    numbers = members.tolist()
    places = np.searchsorted(members, graph.pairs[its_pairs])
    candidates = dict(zip(map(tuple, places.tolist()), graph.totals[its_pairs].tolist(), strict=True))
    weigher = Weigher(columns)

    def weigh(a: int, b: int) -> float:
        pair = (a, b) if a < b else (b, a)
        total = candidates.get(pair)
        if total is None:
            total = candidates[pair] = weigher(numbers[pair[0]], numbers[pair[1]])
        return total

    documents = [columns.documents[n] for n in columns.codes("document")[members].tolist()]
    bound = Bound([graph.named[n] for n in numbers], graph.constraints)
    for groups in cluster_components(documents, candidates, weigh, bound, columns.placed[members].tolist()):
        yield [[numbers[n] for n in group] for group in groups]

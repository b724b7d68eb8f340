"""Groups of happenings from candidate pairs: component by component, in one process or in two.

A component is grouped from what is told of its own members alone. So another process gets the columns of whole
components, and what it answers is what this one would have found.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rashomon.link.clustering import AVERAGE, cluster_components
from rashomon.link.columns import Columns
from rashomon.link.constraints import Bound, Constraints
from rashomon.link.weighing import Weigher, weigh_pairs
from rashomon.model import MentionRef

__all__ = ["NOBODY", "Graph", "Named", "graph_of", "grouped", "partition"]

PIECE = 65_536  # pairs at once
GIVEN = 3  # of what is left to do another process gets one part in so many: it starts late, and ends with this one
Found = list[list[int]]  # the groups of one component


@dataclass(frozen=True, slots=True)
class Named:
    """As much of a happening as decisions about links need: its mentions, if a decision names one."""

    mentions: tuple[MentionRef, ...] = ()


NOBODY = Named()


@dataclass(frozen=True, slots=True)
class Graph:
    """Happenings by number, in the order of their ids, and the pairs that join them into components.

    `members` are those that have a pair, component by component; `roots` says for each which. `pairs` are the weighed
    pairs inside components, in the same order, `pair_roots` and `totals` their components and weights."""

    columns: Columns
    named: Sequence[Named]
    constraints: Constraints
    members: NDArray[np.int64]
    roots: NDArray[np.int64]
    pairs: NDArray[np.uint32]
    pair_roots: NDArray[np.int64]
    totals: NDArray[np.float64]

    def part(self, members: slice, pairs: slice) -> tuple[Graph, NDArray[np.int64]]:
        """Some whole components by themselves, and the number that each of its happenings has here."""
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
    columns: Columns,
    named: Sequence[Named],
    constraints: Constraints,
    pairs: NDArray[np.uint32],
    second: Executor | None = None,
    busy: Future[Any] | None = None,
) -> Iterator[Found]:
    """The groups of each component of profiles, by number. `columns` are in the order of their ids; `pairs` are the
    candidates; those inside one document are left out. A `second` process takes its share, once what it is `busy` with
    is done; then components come in another order."""
    graph, alone = graph_of(columns, named, constraints, pairs)
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
    """The groups of all components of a graph."""
    return [found for batch in _batches(graph) for found in _grouped(graph, *batch)]


def graph_of(
    columns: Columns, named: Sequence[Named], constraints: Constraints, pairs: NDArray[np.uint32]
) -> tuple[Graph, NDArray[np.int64]]:
    """The components that candidate pairs make, and the numbers of those that stay alone."""
    document = columns.codes("document")
    pairs = pairs[document[pairs[:, 0]] != document[pairs[:, 1]]]
    totals = weigh_pairs(columns, pairs)
    strong = totals >= AVERAGE
    linked = np.fromiter((one is not NOBODY for one in named), dtype=bool, count=len(named))
    tied = _tied(named, constraints, np.flatnonzero(linked))
    linked[pairs[strong].ravel()] = True
    roots = _roots(len(columns), np.concatenate([pairs[strong], tied]))
    inside = roots[pairs[:, 0]] == roots[pairs[:, 1]]
    pairs, totals = pairs[inside], totals[inside]
    order = np.argsort(roots[pairs[:, 0]], kind="stable")
    pairs, totals = pairs[order], totals[order]
    active = np.flatnonzero(linked)  # the others stay alone
    active = active[np.argsort(roots[active], kind="stable")]
    graph = Graph(columns, named, constraints, active, roots[active], pairs, roots[pairs[:, 0]], totals)
    return graph, np.flatnonzero(~linked)


def _tied(named: Sequence[Named], constraints: Constraints, numbers: NDArray[np.int64]) -> NDArray[np.uint32]:
    """Pairs that people's decisions bring into one component."""
    places = numbers.tolist()
    groups = Bound([named[n] for n in places], constraints).groups
    found = [(places[group[0]], places[other]) for group in groups for other in group[1:]]
    return np.array(found, dtype=np.uint32).reshape(-1, 2)


def _batches(graph: Graph) -> Iterator[tuple[slice, slice]]:
    """Slices of members and of their pairs that hold whole components, with few pairs at once where these allow it."""
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
    """The groups of some components."""
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

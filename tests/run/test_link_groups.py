"""Components that another process groups are grouped as here."""

from __future__ import annotations

from concurrent.futures import Executor, Future, ThreadPoolExecutor
from random import Random
from typing import Any

import numpy as np
import pytest

from rashomon.link.blocking import candidate_pairs
from rashomon.link.columns import Columns
from rashomon.link.constraints import FREE
from rashomon.link.nests import nested
from rashomon.link.profiles import profiles_of
from rashomon.model import EventType
from rashomon.run import link_groups
from rashomon.run.link_groups import NOBODY, Graph, graph_of, grouped, partition, weighed
from tests.link.make import day, happening, town

TOWNS = (
    town("Kisumu", -0.1, 34.75),
    town("Nakuru", -0.3, 36.07),
    town("Arua", 3.02, 30.91),
    town("Beira", -19.8, 34.8),
)
Told = tuple[Columns, np.ndarray[Any, np.dtype[np.uint32]]]


class Given:
    """A second process: one more thread, which counts what it is given."""

    def __init__(self, pool: Executor) -> None:
        self.pool, self.parts = pool, 0

    def submit(self, work: Any, *parts: Any) -> Future[Any]:
        self.parts += 1
        return self.pool.submit(work, *parts)


@pytest.fixture
def told() -> Told:
    chance = Random(3)
    happenings = [
        happening(
            f"h{n:03d}",
            f"d{n:03d}",
            type=EventType.ASSAULT,
            places=(TOWNS[n % 4],),
            times=(day(f"2021-03-{1 + n % 7 * 4:02d}"),),
            words=" ".join(chance.sample(("grenade", "bus", "depot", "rifle", "ferry"), 3)),
            lemmas=("bombing",),
        )
        for n in range(90)
    ]
    profiles = profiles_of(happenings)
    return Columns(profiles), np.array(candidate_pairs(profiles), dtype=np.uint32)


def made(told: Told) -> tuple[Graph, np.ndarray[Any, np.dtype[np.int64]]]:
    columns, pairs = told
    named = [NOBODY] * len(columns)
    links = weighed(columns, named, FREE, pairs)
    return graph_of(columns, named, FREE, links, nested(len(columns), links.pairs, links.totals, links.tied).cell)


def test_groups_are_the_same_with_a_second_process(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_groups, "PIECE", 1)
    graph, alone = made(told)
    expected = sorted(partition(graph, alone))
    assert sum(len(found) for found in expected) > 5
    assert max(len(group) for found in expected for group in found) > 2
    with ThreadPoolExecutor(1) as pool:
        second = Given(pool)
        assert sorted(partition(graph, alone, second)) == expected  # type: ignore[arg-type]
        assert second.parts > 0


def test_a_busy_process_gets_nothing(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_groups, "PIECE", 1)
    with ThreadPoolExecutor(1) as pool:
        second = Given(pool)
        found = list(partition(*made(told), second, Future()))  # type: ignore[arg-type]
    assert second.parts == 0
    assert sorted(n for groups in found for group in groups for n in group) == list(range(90))


def test_a_part_of_a_graph_has_whole_components(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    graph, alone = made(told)
    whole = slice(0, len(graph.members))
    part, numbers = graph.part(whole, slice(0, len(graph.pairs)))
    assert sorted([*numbers.tolist(), *alone.tolist()]) == list(range(90))
    assert [[numbers[group].tolist() for group in found] for found in grouped(part)] == grouped(graph)

"""Bars over time."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from rashomon.show.web.histogram import STEPS, _edges, histogram
from rashomon.show.web.index import UNDATED, Index, day_number
from rashomon.show.web.query import Query


def index_of(*spans: tuple[str | None, str | None]) -> Index:
    first = np.array([day_number(one) for one, _ in spans], np.int32)
    last = np.array([day_number(other) for _, other in spans], np.int32)
    return cast(Index, SimpleNamespace(first=first, last=last))


def test_nothing_dated_gives_no_bars() -> None:
    drawn = histogram(index_of((None, None)), np.ones(1, bool), Query())
    assert (drawn.bars, drawn.undated) == ((), 1)
    assert day_number("no date") == UNDATED


def test_a_month_is_in_each_of_its_days_but_in_none_surely() -> None:
    drawn = histogram(index_of(("2020-02-01", "2020-02-03"), ("2020-02-02", "2020-02-02")), np.ones(2, bool), Query())
    assert drawn.step == "day"
    assert [(bar.since, bar.sure, bar.maybe) for bar in drawn.bars] == [
        ("2020-02-01", 0, 1), ("2020-02-02", 1, 1), ("2020-02-03", 0, 1),
    ]  # fmt: skip


def test_what_is_far_from_the_rest_is_gathered_at_the_end() -> None:
    spans = [("1415-10-25", "1415-10-25")] + [(f"2019-01-{day:02}", f"2019-01-{day:02}") for day in range(1, 29)] * 4
    drawn = histogram(index_of(*spans), np.ones(len(spans), bool), Query())
    assert (drawn.bars[0].label, drawn.bars[0].sure, drawn.bars[0].since) == ("earlier", 1, "")
    assert drawn.step == "day"


def test_a_chosen_time_is_what_is_drawn() -> None:
    spans = [(f"20{year:02}-06-01", f"20{year:02}-06-01") for year in range(20)]
    query = Query(since="2005-01-01", until="2006-12-31")
    drawn = histogram(index_of(*spans), np.ones(20, bool), query)
    assert sum(bar.sure for bar in drawn.bars if not bar.end) == 2
    assert [bar.sure for bar in drawn.bars if bar.end] == [5, 13]


@pytest.mark.parametrize("step", STEPS)
def test_edges_hold_the_whole_range(step: str) -> None:
    start, end = date(1999, 12, 31), date(2003, 3, 1)
    edges = list(_edges(start, end, step))
    assert edges[0] <= start < edges[1]
    assert edges[-1] > end
    assert edges == sorted(set(edges))


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_last_days_there_are_do_no_harm(day: str) -> None:
    drawn = histogram(index_of((day, day)), np.ones(1, bool), Query())
    assert sum(bar.sure for bar in drawn.bars) == 1

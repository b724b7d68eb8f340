"""Floors: held, raised, and lowered only with a reason that is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from benchmarks.framework import Benchmark, DataError, Job, Outcome, look_up
from benchmarks.gate import FLOORS, Floors, check, chosen, load_floors, raise_floors, save_floors
from benchmarks.registry import BENCHMARKS
from benchmarks.running import load_outcomes


@dataclass(frozen=True)
class Nothing:
    documents: int = 0


def run(job: Job) -> Nothing:
    return Nothing()


BENCHMARK = Benchmark("river", "river", "m", "w", "p", ("depth.f1", "width"), run)
OUTCOME = Outcome("river", "dev", None, 10, 1.0, "abc", "1.0", {"depth": {"f1": 0.5}, "width": 0.25})
HELD, _ = raise_floors(Floors({}), [(BENCHMARK, OUTCOME)], None)


def outcome(f1: float, width: float = 0.25) -> Outcome:
    return replace(OUTCOME, figures={"depth": {"f1": f1}, "width": width})


def test_a_figure_at_its_floor_or_above_holds() -> None:
    assert check(BENCHMARK, OUTCOME, HELD) == []
    assert check(BENCHMARK, outcome(0.6), HELD) == []


def test_a_figure_below_its_floor_is_named() -> None:
    (line,) = check(BENCHMARK, outcome(0.49), HELD)
    assert line == "river: depth.f1 is 0.4900, below its floor of 0.5000"


def test_no_floor_is_no_pass() -> None:
    assert "no floor yet" in check(BENCHMARK, OUTCOME, Floors({}))[0]
    new = replace(BENCHMARK, main=("depth.f1", "width", "length"))
    figures = {**OUTCOME.figures, "length": 1.0}
    assert check(new, replace(OUTCOME, figures=figures), HELD) == ["river: length has no floor yet"]


@pytest.mark.parametrize("change", [{"sha256": "def"}, {"sample": 5}, {"split": "all"}])
def test_other_data_are_no_pass(change: dict[str, object]) -> None:
    assert "measured on other data" in check(BENCHMARK, replace(OUTCOME, **change), HELD)[0]  # type: ignore[arg-type]


def test_a_stage_that_failed_is_no_pass() -> None:
    figures = {**OUTCOME.figures, "failed": ["a.txt", "b.txt"]}
    (line,) = check(BENCHMARK, replace(OUTCOME, figures=figures), HELD)
    assert line == "river: a stage of the reader failed on 2 documents (a.txt, ...)"


def test_timings_have_a_tolerance() -> None:
    timed = replace(BENCHMARK, tolerance=0.3)
    assert check(timed, outcome(0.36), HELD) == []
    assert len(check(timed, outcome(0.34), HELD)) == 1


def test_processors_may_differ_a_little_and_small_falls_do_not_add_up() -> None:
    assert check(BENCHMARK, outcome(0.496), HELD) == []
    assert len(check(BENCHMARK, outcome(0.494), HELD)) == 1
    kept, refused = raise_floors(HELD, [(BENCHMARK, outcome(0.496))], None)
    assert kept == HELD
    assert refused == ["river: depth.f1 would fall from 0.5 to 0.496"]


def test_floors_rise_by_themselves_and_fall_only_with_a_reason() -> None:
    raised, refused = raise_floors(HELD, [(BENCHMARK, outcome(0.7))], None)
    assert raised.floors["river"].figures["depth.f1"] == 0.7
    assert refused == []
    kept, refused = raise_floors(raised, [(BENCHMARK, outcome(0.6))], None)
    assert kept == raised
    assert refused == ["river: depth.f1 would fall from 0.7 to 0.6"]
    lowered, refused = raise_floors(raised, [(BENCHMARK, outcome(0.6, 0.3))], "the gold was mended")
    assert refused == []
    assert lowered.floors["river"].figures == {"depth.f1": 0.6, "width": 0.3}
    assert lowered.lowered == (
        {
            "benchmark": "river",
            "figure": "depth.f1",
            "from": 0.7,
            "to": 0.6,
            "reason": "the gold was mended",
            "version": "1.0",
        },
    )


def test_the_reason_stays_when_floors_rise_again(tmp_path: Path) -> None:
    lowered, _ = raise_floors(HELD, [(BENCHMARK, outcome(0.4))], "why")
    raised, _ = raise_floors(lowered, [(BENCHMARK, outcome(0.9))], None)
    save_floors(raised, tmp_path / "floors.json")
    assert load_floors(tmp_path / "floors.json") == raised
    assert raised.lowered[0]["reason"] == "why"


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    path.write_text('{"floors": {},\n "low', encoding="utf8")
    with pytest.raises(DataError, match=r"floors\.json, line 2"):
        load_floors(path)
    path.write_text("[]", encoding="utf8")
    with pytest.raises(DataError, match="not a file of floors"):
        load_floors(path)
    assert load_floors(tmp_path / "none.json") == Floors({})


def test_names_are_checked_and_the_quick_run_leaves_out_the_slow() -> None:
    slow = replace(BENCHMARK, name="sea", fast=False)
    assert chosen([BENCHMARK, slow], [], fast=True) == [BENCHMARK]
    assert chosen([BENCHMARK, slow], ["sea"]) == [slow]
    by_name = replace(slow, named_only=True)
    assert chosen([BENCHMARK, by_name], []) == [BENCHMARK]
    assert chosen([BENCHMARK, by_name], ["sea"]) == [by_name]
    with pytest.raises(DataError, match=r"lake: no such benchmark\. There are: river, sea"):
        chosen([BENCHMARK, slow], ["lake"])


def test_every_floor_is_of_a_benchmark_and_of_its_main_figures() -> None:
    known = {one.name: one for one in BENCHMARKS}
    assert FLOORS.is_file()
    for name, floor in load_floors().floors.items():
        assert set(floor.figures) == set(known[name].main)
        assert (floor.split, floor.sample) == (known[name].development, known[name].sample)


def test_every_main_figure_of_the_last_run_is_there() -> None:
    last = load_outcomes()
    for benchmark in BENCHMARKS:
        if benchmark.name in last:
            assert all(look_up(last[benchmark.name].figures, path) >= 0 for path in benchmark.main)

"""Toponyms by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.framework import DataError
from benchmarks.geoparsing import Gold, Tally, kilometres, read_corpus
from rashomon.model import Place, PlaceMention, Span


def mention(start: int, end: int, lat: float | None, lon: float | None) -> PlaceMention:
    return PlaceMention("p", Span(start, end), Place("x", None, lat, lon, 1, None, None, "x"))


def test_a_degree_of_latitude_is_111_km() -> None:
    assert kilometres(Gold(0, 1, "x", 10.0, 20.0), 11.0, 20.0) == pytest.approx(111.19, abs=0.01)
    assert kilometres(Gold(0, 1, "x", 0.0, 179.5), 0.0, -179.5) == pytest.approx(111.19, abs=0.01)


def test_figures_by_hand() -> None:
    golds = [
        Gold(0, 5, "Alder", 50.0, 8.0),
        Gold(10, 15, "Brook", 50.0, 8.0),
        Gold(20, 25, "Cliff", 50.0, 8.0),
        Gold(30, 35, "Delta", 50.0, 8.0),
    ]
    ours = [
        (mention(0, 5, 50.5, 8.0), False),  # 56 km off
        (mention(8, 16, 55.0, 8.0), True),  # 556 km off, used as an actor
        (mention(20, 25, None, None), False),  # not resolved
        (mention(50, 55, 1.0, 1.0), False),  # in no gold
    ]
    tally = Tally()
    tally.add(golds, ours)
    found = tally.figures()
    assert (found.recall, found.precision) == (0.75, 0.75)
    assert (found.accuracy_161km, found.recall_161km) == (0.5, 0.25)
    assert found.resolved == pytest.approx(2 / 3)
    assert found.recall_scenes == 0.5
    assert found.median_km == pytest.approx((55.6 + 556.0) / 2, abs=0.5)
    tally.join(tally)
    assert tally.figures().recall == 0.75


def test_nothing_found_has_no_median() -> None:
    tally = Tally()
    tally.add([Gold(0, 5, "Alder", 50.0, 8.0)], [])
    assert tally.figures().median_km is None


def test_both_ways_of_marking_are_read(tmp_path: Path) -> None:
    path = tmp_path / "some.xml"
    path.write_text(
        "<articles><article><text>Alder and Brook</text><toponyms>"
        "<toponym><start>0</start><end>5</end><phrase>Alder</phrase><gaztag><lat>1.5</lat><lon>2</lon></gaztag></toponym>"
        "<toponym><start>10</start><end>15</end><phrase>Brook</phrase></toponym></toponyms></article>"
        "<article><text>Cliff</text><locations><location><name>Cliff</name><start>0</start><end>5</end>"
        "<lat>3</lat><lon>-4</lon></location></locations></article></articles>",
        encoding="utf8",
    )
    assert read_corpus(path) == [
        ("Alder and Brook", [Gold(0, 5, "Alder", 1.5, 2.0)]),
        ("Cliff", [Gold(0, 5, "Cliff", 3.0, -4.0)]),
    ]


@pytest.mark.parametrize(
    "content",
    [
        "<articles/>",
        "<articles><article><text>x</text><toponym><start>a</start><end>1</end><lat>1</lat><lon>1</lon></toponym></article></articles>",
    ],
)
def test_a_corpus_that_cannot_be_used_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "some.xml"
    path.write_text(content, encoding="utf8")
    with pytest.raises(DataError, match=r"some\.xml"):
        read_corpus(path)

"""The picture of a toll over time."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

import pytest

from rashomon.link.timeline import Line, Point, Timeline
from rashomon.model import Claimant, ClaimantKind, Field
from rashomon.show.plot import timeline_svg

SPACE = "{http://www.w3.org/2000/svg}"


def point(day: str | None, low: int | None, high: int | None, status: str = "stated", about: bool = False) -> Point:
    return Point(day, "published" if day else None, low, high, about, "some", None, status, False, "a", ("c",), ("d",))


def picture(*lines: tuple[Point, ...], **options: bool) -> ElementTree.Element:
    voices = [Line(Claimant(f"Voice {n}", ClaimantKind.PERSON), None, points) for n, points in enumerate(lines)]
    return ElementTree.fromstring(timeline_svg(Timeline("e1", "Attack", Field.KILLED, tuple(voices)), **options))


def places(root: ElementTree.Element) -> list[tuple[float, float]]:
    """Where the signs of the first voice (circles) are, as x and y."""
    points = [g for g in root.iter(f"{SPACE}g") if g.get("class") == "point"]
    found = []
    for group in points:
        circle = group.find(f"{SPACE}circle")
        if circle is not None:
            shift = float((group.get("transform") or "")[len("translate(") :].split()[0])
            found.append((float(circle.get("cx", "0")) + shift, float(circle.get("cy", "0"))))
    return found


def test_later_is_to_the_right_and_more_is_higher() -> None:
    (x1, y1), (x2, y2) = places(picture((point("2022-05-02", 10, 10), point("2022-05-09", 20, 20))))
    assert x1 < x2
    assert y1 > y2


def test_days_keep_their_distance() -> None:
    told = [point(day, 10, 10) for day in ("2022-05-01", "2022-05-02", "2022-05-05")]
    (a, _), (b, _), (c, _) = places(picture(tuple(told)))
    assert c - b == pytest.approx(3 * (b - a), rel=0.02)


def test_a_wide_span_gets_a_logarithmic_scale() -> None:
    narrow = picture((point("2022-05-02", 10, 10), point("2022-05-09", 20, 20)))
    wide = picture((point("2022-05-02", 10, 10), point("2022-05-09", 2000, 2000)))
    texts = ["".join(root.itertext()) for root in (narrow, wide)]
    assert ["logarithmic scale" in text for text in texts] == [False, True]


@pytest.mark.parametrize(
    ("one", "paths"),
    [(point("2022-05-02", 9, 9), 0), (point("2022-05-02", 9, None), 1), (point("2022-05-02", 3, 9), 1)],
)
def test_bounds_are_drawn(one: Point, paths: int) -> None:
    (group,) = [g for g in picture((one,)).iter(f"{SPACE}g") if g.get("class") == "point"]
    assert len(list(group.iter(f"{SPACE}path"))) == paths


def test_what_lies_on_each_other_moves_aside() -> None:
    root = picture((point("2022-05-02", 9, 9),), (point("2022-05-02", 9, 9),))
    shifts = [g.get("transform") for g in root.iter(f"{SPACE}g") if g.get("class") == "point"]
    assert len(set(shifts)) == 2


def test_figures_without_a_day_have_a_place_of_their_own() -> None:
    root = picture((point("2022-05-02", 9, 9), point(None, 12, 12)))
    assert "no date" in "".join(root.itertext())
    (dated, _), (undated, _) = places(root)
    assert dated < undated


@pytest.mark.parametrize(
    "lines", [(), ((point(None, 9, 9),),), ((point("2022-05-02", None, 0),),), ((point("2022-05-02", 0, 0),),)]
)
def test_it_draws_whatever_there_is(lines: tuple[tuple[Point, ...], ...]) -> None:
    text = ElementTree.tostring(picture(*lines), encoding="unicode")
    assert not re.search(r"\bnan\b|\binf\b", text)


def test_inside_a_page_it_brings_no_style() -> None:
    assert picture((point("2022-05-02", 9, 9),)).find(f"{SPACE}style") is not None
    assert picture((point("2022-05-02", 9, 9),), standalone=False).find(f"{SPACE}style") is None


def test_the_same_timeline_gives_the_same_bytes() -> None:
    lines = (Line(Claimant("Ruth Bell", ClaimantKind.PERSON), None, (point("2022-05-02", 9, 9),)),)
    timeline = Timeline("e1", "Attack", Field.KILLED, lines)
    assert timeline_svg(timeline) == timeline_svg(timeline)

"""Which places, times and names can be one."""

from __future__ import annotations

import pytest

from rashomon.extract.coreference.compatibility import (
    compare_places,
    compare_times,
    distance_km,
    names_match,
    normal_name,
)
from rashomon.model import Place, TimeRange

ROME = Place("Rome", "1", 41.9, 12.5, 2, "ITA", None, "Rome")
OSTIA = Place("Ostia", "2", 41.73, 12.28, 2, "ITA", "Rome", "Ostia")
TIVOLI = Place("Tivoli", "3", 41.96, 12.8, 2, "ITA", None, "Tivoli")
MILAN = Place("Milan", "4", 45.46, 9.19, 2, "ITA", None, "Milan")
ITALY = Place("Italy", "5", 42.8, 12.8, 6, "ITA", None, "Italy")
FRANCE = Place("France", "6", 46.0, 2.0, 6, "FRA", None, "France")
LAZIO = Place("Lazio", "7", 42.0, 12.8, 4, "ITA", None, "Lazio")
SQUARE = Place("Old Square", None, None, None, 1, "ITA", "Milan", "Old Square")
HALL = Place("Harvest Hall", None, None, None, 1, None, None, "Harvest Hall")
LANE = Place("Orchard Lane", None, None, None, 1, "ITA", "Rome", "Orchard Lane")
ROME_USA = Place("Rome", "8", 34.25, -85.16, 2, "USA", None, "Rome")
UTICA = Place("Utica", "9", 43.1, -75.23, 2, "USA", "New York", "Utica")
NEW_YORK = Place("New York", "10", 40.71, -74.0, 2, "USA", "New York", "New York")
NEW_YORK_STATE = Place("New York", "11", 43.0, -75.5, 4, "USA", None, "New York")
OLD_STATE = Place("Old State", "12", 44.0, 20.0, 6, None, None, "the Old State")


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (ROME, ROME, "same"),
        (ROME, MILAN, "apart"),
        (ROME, TIVOLI, "near"),
        (OSTIA, ROME, "inside"),
        (ROME, OSTIA, "contains"),
        (ROME, ITALY, "inside"),
        (ITALY, ROME, "contains"),
        (ITALY, FRANCE, "apart"),
        (ROME, FRANCE, "apart"),
        (ROME, LAZIO, "near"),
        (MILAN, LAZIO, "apart"),
        (SQUARE, MILAN, "inside"),
        (SQUARE, ITALY, "inside"),
        (SQUARE, FRANCE, "apart"),
        (HALL, ROME, "unknown"),
        (SQUARE, LANE, "apart"),
        (SQUARE, ROME, "apart"),
        (LANE, OSTIA, "unknown"),
        (ROME, ROME_USA, "apart"),
        (UTICA, NEW_YORK, "apart"),
        (UTICA, NEW_YORK_STATE, "inside"),
        (OLD_STATE, ROME, "unknown"),
        (OLD_STATE, UTICA, "apart"),
    ],
)
def test_places(one: Place, other: Place, relation: str) -> None:
    assert compare_places(one, other) == relation


def test_distance_is_in_kilometres() -> None:
    away = distance_km(ROME, MILAN)
    assert away is not None
    assert 470 < away < 485
    assert distance_km(ROME, HALL) is None


def when(earliest: str | None = None, latest: str | None = None, month: int | None = None, day: int | None = None,
         text: str = "then") -> TimeRange:  # fmt: skip
    return TimeRange(earliest, latest, month, day, 1, "explicit", text)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (when("2020-05-02", "2020-05-02"), when("2020-05-02", "2020-05-02"), "same"),
        (when("2020-05-02", "2020-05-02"), when("2020-05-03", "2020-05-03"), "near"),
        (when("2020-05-02", "2020-05-02"), when("2020-05-04", "2020-05-04"), "apart"),
        (when("2020-05-02", "2020-05-02"), when("2020-05-01", "2020-05-31"), "inside"),
        (when("2020-01-01", "2020-12-31"), when("2020-05-01", "2020-05-31"), "contains"),
        (when("2020-05-02", "2020-05-09"), when("2020-05-07", "2020-05-12"), "overlap"),
        (when("2020-08-09"), when("2020-09-01", "2020-09-01"), "contains"),
        (when("2020-08-09"), when("2020-05-01", "2020-05-01"), "apart"),
        (when(month=3, day=22), when(month=3, day=22), "same"),
        (when(month=3, day=22), when(month=3), "inside"),
        (when(month=3, day=22), when(month=4), "apart"),
        (when(month=3, day=22), when(month=3, day=29), "apart"),
        (when(month=12, day=31), when(month=1, day=1), "apart"),
        (when(month=3, day=22), when("2024-03-22", "2024-03-22"), "same"),
        (when(month=3, day=22), when("2024-01-01", "2024-12-31"), "inside"),
        (when(month=3, day=22), when("2024-04-22", "2024-04-22"), "apart"),
        (when(month=2, day=29), when("2023-02-28", "2023-02-28"), "same"),
        (when(text="on Friday"), when(text="on Sunday"), "unknown"),
        (when(text="last week"), when("2024-04-22", "2024-04-22"), "unknown"),
    ],
)
def test_times(one: TimeRange, other: TimeRange, relation: str) -> None:
    assert compare_times(one, other) == relation


def test_weekdays_of_one_text_are_compared() -> None:
    assert compare_times(when(text="on Friday"), when(text="last Sunday"), one_text=True) == "apart"
    assert compare_times(when(text="on Friday"), when(text="early Friday"), one_text=True) == "same"


@pytest.mark.parametrize(
    ("one", "other", "match"),
    [
        ("the Health Ministry", "Ministry of Health", True),
        ("Defense Ministry", "the defence ministry", True),
        ("President Ana Silva", "Silva", True),
        ("Ana Silva", "Rui Silva", False),
        ("northern mobs", "mobs", True),
        ("northern mobs", "northern troops", False),
        ("Hill Front", "Hill Front militants", True),
        ("Valley Liberation Army", "VLA", True),
        ("United States", "US", True),
        ("Hill Front", "River Front", False),
    ],
)
def test_names(one: str, other: str, match: bool) -> None:
    assert names_match(one, other) is match
    assert names_match(other, one) is match


def test_a_name_of_articles_only_is_still_a_name() -> None:
    assert normal_name("The The")
    assert normal_name("") == ""


def test_a_name_without_a_letter_matches_no_other() -> None:
    assert not names_match("---", "Anna Novak")
    assert names_match("---", "---")

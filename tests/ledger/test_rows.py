"""Rows and batches give back what was put in."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pytest

from rashomon.ledger.rows import from_batch, from_row, to_batch, to_row
from rashomon.ledger.schema import LINK_TABLES, PART_TABLES
from rashomon.link.events import event_of
from rashomon.model import Event, EventType, Field, Happening, Place
from tests.link.make import day, happening, named, span, town, yearless

TOWN = town("Alder", 1.5, 30.25, inside="Upper Vale")
HAPPENINGS = [
    happening(
        "h1",
        "d1",
        mode="firearms",
        places=(TOWN, named("the old mill")),
        times=(day("2021-03-04"), yearless(3, 4), span("2021-03-01", None)),
        actors=("gunmen",),
        tolls=((Field.KILLED, 3, None), (Field.INJURED, None, 9)),
        words="gunman mill shot",
        lemmas=("shoot",),
        published="2021-03-05",
    ),
    happening("h2", "d1"),
    happening("h3", "d2", type=EventType.PROTEST, places=(TOWN,), words="crowd", plural=True),
]
SCHEMA = PART_TABLES["happenings"]


def as_rows() -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist([to_row(one) for one in HAPPENINGS], SCHEMA)


def test_a_batch_holds_the_same_as_its_rows() -> None:
    assert to_batch(HAPPENINGS, SCHEMA).to_pylist() == as_rows().to_pylist()
    assert from_batch(Happening, as_rows()) == HAPPENINGS
    assert [from_row(Happening, row) for row in as_rows().to_pylist()] == HAPPENINGS


def test_a_slice_of_a_batch_gives_its_own_rows() -> None:
    assert from_batch(Happening, as_rows().slice(1, 2)) == HAPPENINGS[1:]
    assert from_batch(Happening, as_rows().slice(2)) == HAPPENINGS[2:]


def test_events_with_and_without_place_and_time() -> None:
    events = [event_of([one]) for one in HAPPENINGS]
    batch = to_batch(events, LINK_TABLES["events"])
    assert batch.to_pylist() == [to_row(event) for event in events]
    assert from_batch(Event, batch) == events
    assert events[1].place is None


def test_fields_that_are_left_out_have_their_defaults() -> None:
    some = ["id", "document", "type", "mode", "modality", "title", "mentions", "places"]
    found = from_batch(Happening, as_rows().select(some), only=some)
    assert [one.places for one in found] == [one.places for one in HAPPENINGS]
    assert [
        replace(told, times=one.times, words=one.words) for told, one in zip(found, HAPPENINGS, strict=True)
    ] != found
    assert {(one.times, one.words, one.tolls, one.sentences) for one in found} == {((), (), (), 1)}
    with pytest.raises(KeyError):
        from_batch(Happening, as_rows().select(["id"]), only=["id"])


def test_equal_parts_become_one_object_only_where_asked() -> None:
    shared: dict[type, dict[tuple[object, ...], object]] = {Place: {}}
    one, _, other = from_batch(Happening, as_rows(), shared)
    assert one.places[0] is other.places[0]
    one, _, other = from_batch(Happening, as_rows())
    assert one.places[0] is not other.places[0]


def test_a_list_that_is_null_is_empty() -> None:
    rows = [to_row(HAPPENINGS[0]) | {"lemmas": None}]
    (found,) = from_batch(Happening, pa.RecordBatch.from_pylist(rows, SCHEMA))
    assert found.lemmas == ()


def test_a_missing_column_is_an_error() -> None:
    with pytest.raises(KeyError):
        from_batch(Happening, as_rows().drop_columns(["words"]))

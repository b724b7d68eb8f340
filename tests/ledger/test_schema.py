"""The columns on disk are those of the dataclasses, and rows come back as what they were."""

from __future__ import annotations

import dataclasses
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.ledger.records import StoredMention
from rashomon.ledger.rows import from_row, to_row
from rashomon.ledger.schema import (
    CLAIMANT,
    EVIDENCE,
    MENTION_REF,
    PLACE,
    SPAN,
    TABLES,
    TIME,
    VALUE,
)
from rashomon.model import (
    Claim,
    Claimant,
    Document,
    Event,
    Evidence,
    Field,
    Happening,
    MentionRef,
    Passage,
    Place,
    Problem,
    Span,
    TimeRange,
    Value,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SMALL = st.integers(-(2**62), 2**62)
st.register_type_strategy(str, TEXT)
st.register_type_strategy(int, SMALL)
st.register_type_strategy(float, st.floats(allow_nan=False))

STORED: dict[str, tuple[type, set[str]]] = {
    "documents": (Document, {"words", "read_by"}),
    "passages": (Passage, {"document"}),
    "mentions": (StoredMention, set()),
    "claims": (Claim, set()),
    "happenings": (Happening, set()),
    "problems": (Problem, set()),
    "events": (Event, set()),
}
NESTED: list[tuple[type, pa.DataType]] = [
    (Span, SPAN),
    (Claimant, CLAIMANT),
    (Evidence, EVIDENCE),
    (TimeRange, TIME),
    (Place, PLACE),
    (Value, VALUE),
    (MentionRef, MENTION_REF),
]


def names(kind: Any) -> list[str]:
    return [item.name for item in dataclasses.fields(kind)]


@pytest.mark.parametrize("table", STORED)
def test_tables_hold_every_field(table: str) -> None:
    kind, more = STORED[table]
    assert set(TABLES[table].names) == set(names(kind)) | more


@pytest.mark.parametrize(("kind", "struct"), NESTED, ids=[kind.__name__ for kind, _ in NESTED])
def test_structs_hold_every_field(kind: type, struct: pa.DataType) -> None:
    assert [struct.field(n).name for n in range(struct.num_fields)] == names(kind)


@pytest.mark.parametrize("table", STORED)
def test_rows_come_back_equal(table: str) -> None:
    kind, _ = STORED[table]

    @given(st.builds(kind))
    @settings(max_examples=25, deadline=None)
    def round_trip(thing: Any) -> None:
        batch = pa.RecordBatch.from_pylist([to_row(thing)], TABLES[table])
        assert from_row(kind, batch.to_pylist()[0]) == thing

    round_trip()


def test_tolls_are_kept_with_their_field() -> None:
    toll = (Field.KILLED, 3, None)
    row = to_row(Holder((toll,)))
    assert row == {"tolls": [{"0": "killed", "1": 3, "2": None}]}
    assert from_row(Holder, row) == Holder((toll,))


@dataclasses.dataclass(frozen=True)
class Holder:
    tolls: tuple[tuple[Field, int | None, int | None], ...]


@dataclasses.dataclass(frozen=True)
class Odd:
    thing: bytes


def test_unknown_types_are_refused() -> None:
    with pytest.raises(TypeError, match="bytes"):
        to_row(Odd(b""))

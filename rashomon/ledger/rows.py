"""Dataclasses to rows of plain values, and back.

A row is a dict that pyarrow can store: enums become their text, tuples lists, dataclasses dicts, and a
tuple of fixed length (such as a toll) a dict keyed "0", "1", ... The way back is driven by the type hints
of the dataclass, so a round trip gives an equal object. Columns that the class does not know are ignored.
`to_batch` and `from_batch` do the same for many at once, column by column, in a fraction of the time.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Collection, Mapping, Sequence
from enum import Enum
from functools import cache
from itertools import accumulate, repeat
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import pyarrow as pa

__all__ = ["from_batch", "from_row", "to_batch", "to_row"]

T = TypeVar("T")
Convert = Callable[[Any], Any]
Shared = Mapping[type, dict[tuple[Any, ...], Any]]  # of the types to share, those made so far by their parts
Read = Callable[[pa.Array, Shared], list[Any]]
Write = Callable[[Sequence[Any], pa.DataType], pa.Array]

PLAIN = (str, int, float, bool)


def to_row(thing: Any) -> dict[str, Any]:
    """The row of a dataclass instance."""
    return cast(dict[str, Any], _out(cast(Any, type(thing)))(thing))


def from_row(kind: type[T], row: Mapping[str, Any]) -> T:
    """The instance of `kind` that `to_row` made this row from. Raises KeyError when a column is missing."""
    return cast(T, _back(cast(Any, kind))(row))


def from_batch(
    kind: type[T], batch: pa.RecordBatch, shared: Shared | None = None, only: Collection[str] | None = None
) -> list[T]:
    """The instances of `kind` that these rows were made from. Parts of a type in `shared` that are equal become one
    object, which saves memory where values come again and again. Of `only` some fields, the others have their
    defaults where they have one. Raises KeyError when a column is missing."""
    fields = dataclasses.fields(cast(Any, kind))
    left = [one for one in fields if only is not None and one.name not in only]
    defaults = {one.name: one.default for one in left if one.default is not dataclasses.MISSING}
    columns = [
        repeat(defaults[name], batch.num_rows) if name in defaults else _reader(hint)(batch.column(name), shared or {})
        for name, hint in _fields(kind)
    ]
    make = cast(Callable[..., T], kind)
    return [make(*row) for row in zip(*columns, strict=True)]


def to_batch(things: Sequence[Any], schema: pa.Schema) -> pa.RecordBatch:
    """The rows of instances of one dataclass, at least one, as a batch of this schema, whose columns are its fields."""
    hints = dict(_fields(type(things[0])))
    columns = [_writer(hints[one.name])([getattr(thing, one.name) for thing in things], one.type) for one in schema]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _optional(hint: Any) -> Any | None:
    """X for `X | None`, else None."""
    if get_origin(hint) in (Union, types.UnionType):
        inner = [arg for arg in get_args(hint) if arg is not type(None)]
        if len(inner) == 1:
            return inner[0]
    return None


def _same(value: Any) -> Any:
    return value


@cache
def _out(hint: Any) -> Convert:
    """The function that turns a value of this type into plain values."""
    if (inner := _optional(hint)) is not None:
        convert = _out(inner)
        return _same if convert is _same else lambda value: None if value is None else convert(value)
    if dataclasses.is_dataclass(hint):
        parts = [(name, _out(kind)) for name, kind in _fields(hint)]
        return lambda value: {name: convert(getattr(value, name)) for name, convert in parts}
    if get_origin(hint) is tuple:
        items, many = _items(hint)
        if many:
            convert = _out(items[0])
            return list if convert is _same else lambda value: [convert(item) for item in value]
        each = [(str(n), _out(item)) for n, item in enumerate(items)]
        return lambda value: {name: convert(value[int(name)]) for name, convert in each}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return lambda value: value.value
    return _checked(hint)


@cache
def _back(hint: Any) -> Convert:
    """The function that turns plain values into a value of this type."""
    if (inner := _optional(hint)) is not None:
        convert = _back(inner)
        return _same if convert is _same else lambda value: None if value is None else convert(value)
    if dataclasses.is_dataclass(hint):
        return _maker(hint)
    if get_origin(hint) is tuple:
        return _tuple_of(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    return _checked(hint)


def _maker(hint: Any) -> Convert:
    parts = [(name, _back(kind)) for name, kind in _fields(hint)]
    make = cast(Callable[..., Any], hint)
    return lambda row: make(
        *[row[name] if convert is _same else convert(row[name]) for name, convert in parts]  # in their order
    )


def _tuple_of(hint: Any) -> Convert:
    items, many = _items(hint)
    if many:
        convert = _back(items[0])
        if convert is _same:
            return lambda value: tuple(value or ())  # None: a column that came later
        return lambda value: tuple([convert(item) for item in value or ()])
    each = [(str(n), _back(item)) for n, item in enumerate(items)]
    return lambda row: tuple([convert(row[name]) for name, convert in each])


def _checked(hint: Any) -> Convert:
    if hint in PLAIN or get_origin(hint) is Literal:
        return _same
    raise TypeError(f"Rows cannot hold a value of type {hint!r}")


def _fields(kind: Any) -> tuple[tuple[str, Any], ...]:
    return _known_fields(kind)


@cache
def _known_fields(kind: Any) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((item.name, hints[item.name]) for item in dataclasses.fields(kind))


def _items(hint: Any) -> tuple[tuple[Any, ...], bool]:
    """The types inside a tuple hint, and whether it is `tuple[X, ...]`."""
    args = get_args(hint)
    if len(args) == 2 and args[1] is Ellipsis:
        return args[:1], True
    return args, False


# ---------------------------------------------------------------- column by column


@cache
def _reader(hint: Any) -> Read:
    """The function that turns a column into values of this type; what is null becomes None, or an empty tuple."""
    if (inner := _optional(hint)) is not None:
        read = _reader(inner)
        return lambda array, shared: _known(array, read(array, shared))
    if dataclasses.is_dataclass(hint):
        return _struct_reader(hint)
    if get_origin(hint) is tuple:
        items, many = _items(hint)
        if many:
            return _list_reader(_reader(items[0]))
        each = [(str(n), _reader(item)) for n, item in enumerate(items)]
        return lambda array, shared: list(zip(*[read(array.field(name), shared) for name, read in each], strict=True))
    if isinstance(hint, type) and issubclass(hint, Enum):
        named = {one.value: one for one in hint}
        return lambda array, _: [None if value is None else named[value] for value in array.to_pylist()]
    _checked(hint)
    return lambda array, _: cast(list[Any], array.to_pylist())


def _known(array: pa.Array, values: list[Any]) -> list[Any]:
    if not array.null_count:
        return values
    return [value if valid else None for value, valid in zip(values, array.is_valid().to_pylist(), strict=True)]


def _struct_reader(hint: Any) -> Read:
    parts = [(name, _reader(kind)) for name, kind in _fields(hint)]
    make = cast(Callable[..., Any], hint)

    def read(array: pa.Array, shared: Shared) -> list[Any]:
        rows = zip(*[one(array.field(name), shared) for name, one in parts], strict=True)
        if hint not in shared:
            return [make(*row) for row in rows]
        made = shared[hint]
        return [made[row] if row in made else made.setdefault(row, make(*row)) for row in rows]

    return read


def _list_reader(inner: Read) -> Read:
    def read(array: pa.Array, shared: Shared) -> list[Any]:
        values = inner(array.flatten(), shared)
        ends = accumulate(length or 0 for length in array.value_lengths().to_pylist())
        start, found = 0, []
        for end in ends:
            found.append(tuple(values[start:end]))
            start = end
        return found

    return read


@cache
def _writer(hint: Any) -> Write:
    """The function that turns values of this type, or None, into a column."""
    if (inner := _optional(hint)) is not None:
        return _writer(inner)
    if dataclasses.is_dataclass(hint):
        names = [(name, _writer(kind)) for name, kind in _fields(hint)]
        return lambda values, kind: _struct(values, kind, [(n, n, one) for n, one in names], getattr)
    if get_origin(hint) is tuple:
        items, many = _items(hint)
        if many:
            return lambda values, kind: _list(values, kind, _writer(items[0]))
        each = [(str(n), n, _writer(item)) for n, item in enumerate(items)]
        return lambda values, kind: _struct(values, kind, each, lambda value, n: value[n])
    if isinstance(hint, type) and issubclass(hint, Enum):
        return lambda values, kind: pa.array([None if value is None else value.value for value in values], kind)
    _checked(hint)
    return cast(Write, pa.array)


def _struct(
    values: Sequence[Any], kind: pa.StructType, parts: Sequence[tuple[str, Any, Write]], get: Callable[[Any, Any], Any]
) -> pa.Array:
    columns = [
        write([None if value is None else get(value, key) for value in values], kind.field(name).type)
        for name, key, write in parts
    ]
    gone = pa.array([value is None for value in values], pa.bool_())
    return pa.StructArray.from_arrays(columns, fields=[kind.field(name) for name, _, _ in parts], mask=gone)


def _list(values: Sequence[Any], kind: pa.ListType, write: Write) -> pa.Array:
    ends = accumulate((len(value or ()) for value in values), initial=0)
    inner = write([item for value in values for item in value or ()], kind.value_type)
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), inner, type=kind)

"""Dataclasses to rows of plain values, and back.

A row is a dict that pyarrow can store: enums become their text, tuples lists, dataclasses dicts, and a
tuple of fixed length (such as a toll) a dict keyed "0", "1", ... The way back is driven by the type hints
of the dataclass, so a round trip gives an equal object. Columns that the class does not know are ignored.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

__all__ = ["from_row", "to_row"]

T = TypeVar("T")
Convert = Callable[[Any], Any]

PLAIN = (str, int, float, bool)


def to_row(thing: Any) -> dict[str, Any]:
    """The row of a dataclass instance."""
    return cast(dict[str, Any], _out(cast(Any, type(thing)))(thing))


def from_row(kind: type[T], row: Mapping[str, Any]) -> T:
    """The instance of `kind` that `to_row` made this row from. Raises KeyError when a column is missing."""
    return cast(T, _back(cast(Any, kind))(row))


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


def _fields(kind: Any) -> list[tuple[str, Any]]:
    hints = get_type_hints(kind)
    return [(item.name, hints[item.name]) for item in dataclasses.fields(kind)]


def _items(hint: Any) -> tuple[tuple[Any, ...], bool]:
    """The types inside a tuple hint, and whether it is `tuple[X, ...]`."""
    args = get_args(hint)
    if len(args) == 2 and args[1] is Ellipsis:
        return args[:1], True
    return args, False

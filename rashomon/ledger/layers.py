"""The tables of a ledger as they lie on disk: parts side by side, generations of links one over the other.

A table of links that several generations hold is registered twice, as `first_NAME` (the oldest) and `newer_NAME` (what
changed since), and `layered_views` puts the view NAME over both, so that a small change costs what it holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from rashomon.ledger.schema import LAYERS, LINK_TABLES, PART_TABLES

__all__ = ["layered_views", "merged_links", "stored_tables"]

FIRST, NEWER = "first_", "newer_"


def stored_tables(parts: Sequence[Path], links: Sequence[Path]) -> dict[str, Any]:
    """What DuckDB can register, by name; `links` from the oldest generation to the newest."""
    tables: dict[str, Any] = {}
    for table, schema in (PART_TABLES | LINK_TABLES).items():
        files = [folder / f"{table}.parquet" for folder in (parts if table in PART_TABLES else links)]
        there = [str(file) for file in files if file.exists()]
        key = LAYERS.get(table)
        if key == "":
            there = there[-1:]
        elif key is not None and len(there) > 1:
            tables[f"{NEWER}{table}"] = _newest(there[1:], schema, key)
            tables[f"{FIRST}{table}"] = _dataset(there[:1], schema)
            continue
        tables[table] = _dataset(there, schema)
    return tables


def layered_views(tables: Mapping[str, Any], changed: Collection[str]) -> Iterator[str]:
    """The statements that make one view of each table in layers; of those in `changed`, with `made_` before its name.
    The names are those of our own tables and columns."""
    for table, key in LAYERS.items():
        if f"{NEWER}{table}" in tables:
            name = f"made_{table}" if table in changed else table
            yield (
                f"CREATE TEMP VIEW {name} AS SELECT * FROM {FIRST}{table} WHERE {key} NOT IN "
                f"(SELECT {key} FROM {NEWER}{table}) UNION ALL BY NAME SELECT * FROM {NEWER}{table}"
            )


def merged_links(links: Sequence[Path]) -> dict[str, pa.Table]:
    """All tables of links, with what newer generations changed."""
    merged: dict[str, pa.Table] = {}
    for table, schema in LINK_TABLES.items():
        there = [str(folder / f"{table}.parquet") for folder in links if (folder / f"{table}.parquet").exists()]
        key = LAYERS.get(table)
        merged[table] = _newest(there[-1:] if key == "" else there, schema, key)
    return merged


def _dataset(files: Sequence[str], schema: pa.Schema) -> Any:
    return ds.dataset(files, schema=schema, format="parquet") if files else schema.empty_table()


def _newest(files: Sequence[str], schema: pa.Schema, key: str | None) -> pa.Table:
    """The rows of several generations; of each key those of the newest."""
    rows = schema.empty_table()
    for file in files:
        newer = pq.read_table(file, schema=schema)
        if key:
            rows = rows.filter(pc.invert(pc.is_in(rows[key], newer[key].combine_chunks())))
        rows = pa.concat_tables([rows, newer])
    return rows

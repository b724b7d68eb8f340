"""What the tables of a ledger hold, column by column.

The schemas are written out, not derived from `model.py`, so that a change of a dataclass can never
silently change what is on disk: `tests/ledger/test_schema.py` compares the two. A change of a column
raises SCHEMA_VERSION; a ledger of a newer schema is refused, see `folder.py`. Columns that an older ledger lacks
are read as empty.

Each part of a ledger (one flush of one run) holds up to one file per table of PART_TABLES; each
generation of links one file per table of LINK_TABLES. Offsets are code points into `documents.text`.
"""

from __future__ import annotations

import pyarrow as pa

__all__ = ["LAYERS", "LINK_TABLES", "PART_TABLES", "SCHEMA_VERSION", "TABLES"]

SCHEMA_VERSION = 4  # 2: lemmas and published of happenings; 3: their victims; 4: nests of link items

STRING = pa.string()
INT = pa.int64()
BOOL = pa.bool_()
STRINGS = pa.list_(STRING)

SPAN = pa.struct([("start", INT), ("end", INT)])
CLAIMANT = pa.struct([("name", STRING), ("kind", STRING)])
EVIDENCE = pa.struct([("start", INT), ("end", INT), ("quote", STRING)])
TIME = pa.struct(
    [
        ("earliest", STRING),
        ("latest", STRING),
        ("month", INT),
        ("day", INT),
        ("precision", INT),
        ("anchor", STRING),
        ("text", STRING),
    ]
)
PLACE = pa.struct(
    [
        ("name", STRING),
        ("gazetteer_id", STRING),
        ("lat", pa.float64()),
        ("lon", pa.float64()),
        ("precision", INT),
        ("country", STRING),
        ("inside", STRING),
        ("text", STRING),
        ("candidates", STRINGS),
    ]
)
VALUE = pa.struct(
    [
        ("text", STRING),
        ("low", INT),
        ("high", INT),
        ("approximate", BOOL),
        ("group", STRING),
        ("name", STRING),
        ("kind", STRING),
        ("place", PLACE),
        ("time", TIME),
    ]
)
MENTION_REF = pa.struct(
    [
        ("id", STRING),
        ("document", STRING),
        ("start", INT),
        ("end", INT),
        ("quote", STRING),
        ("modality", STRING),
    ]
)
TOLL = pa.struct([("0", STRING), ("1", INT), ("2", INT)])  # field, low, high
VICTIMS = pa.struct([("0", STRING), ("1", INT)])  # field, people told of one by one

DOCUMENTS = pa.schema(
    [
        ("id", STRING),
        ("name", STRING),
        ("text", STRING),
        ("title", STRING),
        ("url", STRING),
        ("publisher", STRING),
        ("published", STRING),
        ("published_by", STRING),
        ("language", STRING),
        ("quality", STRINGS),
        ("words", INT),
        ("read_by", STRING),  # the version of Rashomon
    ]
)
PASSAGES = pa.schema([("document", STRING), ("index", INT), ("kind", STRING), ("span", SPAN), ("author", STRING)])
MENTIONS = pa.schema(
    [
        ("id", STRING),
        ("document", STRING),
        ("start", INT),
        ("end", INT),
        ("quote", STRING),
        ("type", STRING),
        ("mode", STRING),
        ("modality", STRING),
        ("casualty", STRING),
        ("nominal", BOOL),
        ("plural", BOOL),
        ("actors", STRINGS),
        ("recipients", STRINGS),
        ("place", PLACE),
        ("time", TIME),
        ("happening", STRING),
    ]
)
CLAIMS = pa.schema(
    [
        ("id", STRING),
        ("document", STRING),
        ("event_mention", STRING),
        ("field", STRING),
        ("value", VALUE),
        ("claimant", CLAIMANT),
        ("via", pa.list_(CLAIMANT)),
        ("stance", STRING),
        ("modality", STRING),
        ("polarity", STRING),
        ("evidence", pa.list_(EVIDENCE)),
        ("claimant_span", SPAN),
        ("place", PLACE),
        ("time", TIME),
        ("as_of", TIME),
        ("part_of", STRING),
        ("inferred_by", STRING),
        ("score", pa.float64()),
    ]
)
HAPPENINGS = pa.schema(
    [
        ("id", STRING),
        ("document", STRING),
        ("type", STRING),
        ("mode", STRING),
        ("modality", STRING),
        ("title", STRING),
        ("mentions", pa.list_(MENTION_REF)),
        ("places", pa.list_(PLACE)),
        ("times", pa.list_(TIME)),
        ("actors", STRINGS),
        ("recipients", STRINGS),
        ("tolls", pa.list_(TOLL)),
        ("words", STRINGS),
        ("plural", BOOL),
        ("sentences", INT),
        ("lemmas", STRINGS),
        ("published", STRING),
        ("victims", pa.list_(VICTIMS)),
    ]
)
PROBLEMS = pa.schema(
    [
        ("document", STRING),  # a name, not an id: what could not be read has none
        ("code", STRING),
        ("message", STRING),
        ("line", INT),
        ("offset", INT),
    ]
)
EVENTS = pa.schema(
    [
        ("id", STRING),
        ("type", STRING),
        ("mode", STRING),
        ("title", STRING),
        ("place", PLACE),
        ("time", TIME),
        ("modality", STRING),
        ("mentions", STRINGS),
        ("documents", STRINGS),
        ("redirects_to", STRING),
    ]
)
EVENT_MENTIONS = pa.schema([("event", STRING), ("mention", STRING)])  # live events only
COPIES = pa.schema([("document", STRING), ("group", STRING)])  # documents that print one text share a group
LINKED_DECISIONS = pa.schema([("decision", STRING)])  # the decisions of reviewers that linking respected
# What linking compared: documents and happenings by number, with a number for the component that each is in (of
# happenings, the cell), those of the nests around a cell, and where it stands in a large block; and the keys by which
# each is found.
LINK_ITEMS = pa.schema(
    [
        ("number", pa.int64()),
        ("item", STRING),  # a document's id, or a happening's
        ("document", STRING),
        ("component", pa.int64()),
        ("nests", pa.list_(pa.int64())),  # the outermost first; of most, none
        ("rank", pa.uint64()),
    ]
)
LINK_KEYS = pa.schema([("key", pa.uint64()), ("number", pa.int64())])
LINKED_BY = pa.schema([("rules", STRING)])  # a hash of the rules of linking

PART_TABLES: dict[str, pa.Schema] = {
    "documents": DOCUMENTS,
    "passages": PASSAGES,
    "mentions": MENTIONS,
    "claims": CLAIMS,
    "happenings": HAPPENINGS,
    "problems": PROBLEMS,
}
LINK_TABLES: dict[str, pa.Schema] = {
    "events": EVENTS,
    "event_mentions": EVENT_MENTIONS,
    "copies": COPIES,
    "linked_decisions": LINKED_DECISIONS,
    "link_items": LINK_ITEMS,
    "link_keys": LINK_KEYS,
    "linked_by": LINKED_BY,
}
# A generation of links may only say what changed since those before it. Its rows then stand in place of older ones with
# the same value here; None: they are added to them, "": they replace the whole table.
LAYERS: dict[str, str | None] = {
    "events": "id",
    "event_mentions": "mention",
    "copies": "document",
    "linked_decisions": "",
    "linked_by": "",
    "link_items": "number",
    "link_keys": None,
}
TABLES: dict[str, pa.Schema] = PART_TABLES | LINK_TABLES

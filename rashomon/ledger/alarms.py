"""Events that are so large that something may be wrong: one that everything resembles may have swallowed others.

Linking asks more and more of a large event (`link/clustering.py`), which stops most; this looks at what came out. An
event is named among the problems where

- at least SEVERAL texts tell of it, and the days that they name, or else were published on, lie more than DAYS apart,
  without the earliest and the latest tenth; or
- at least MANY texts tell of it, and they are more than SHARE of all texts of the ledger.

Copies of one text are one text. The bounds are a judgement, not a measurement: the best-known events of UCDP GED are
told by a few dozen independent reports, within a month. A ledger about one event alone has this notice, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rashomon.model import Problem

__all__ = ["DAYS", "MANY", "SEVERAL", "SHARE", "large_events"]

SEVERAL, DAYS = 20, 30
MANY, SHARE = 50, 0.1

Rows = Callable[[str, Sequence[object]], Iterator[dict[str, Any]]]

QUERY = """
    WITH large AS (SELECT id, title FROM events WHERE redirects_to IS NULL AND len(documents) >= $1),
    told AS (
        SELECT l.id, l.title, coalesce(c."group", m.document) AS text, d.name, d.publisher,
            coalesce(CASE WHEN m.time.precision = 1 THEN try_cast(m.time.earliest AS DATE) END,
                     try_cast(left(d.published, 10) AS DATE)) AS day
        FROM large l JOIN event_mentions em ON em.event = l.id JOIN mentions m ON m.id = em.mention
        JOIN documents d ON d.id = m.document LEFT JOIN copies c ON c.document = m.document)
    SELECT id, any_value(title) AS title, count(DISTINCT text) AS texts, count(DISTINCT publisher) AS publishers,
        date_diff('day', quantile_disc(day, 0.1), quantile_disc(day, 0.9)) AS days,
        (SELECT count(DISTINCT "group") FROM copies) AS every,
        coalesce(arg_min(name, (day, name)), min(name)) AS first,
        coalesce(arg_max(name, (day, name)), max(name)) AS last
    FROM told GROUP BY id HAVING texts >= $1 ORDER BY id"""


def large_events(rows: Rows, folder: Path) -> Iterator[Problem]:
    """A problem for each event beyond the bounds, with what to do. `rows` answers queries over the ledger's tables."""
    for row in rows(QUERY, [SEVERAL]):
        reasons = []
        if row["days"] is not None and row["days"] > DAYS:
            reasons.append(f"and the days that they tell of lie {row['days']:,} days apart")
        if row["texts"] >= MANY and row["texts"] > SHARE * row["every"]:
            reasons.append(f"which is {row['texts'] / row['every']:.0%} of all texts here")
        if reasons:
            yield Problem(row["first"], "large-event", _message(row, ", ".join(reasons), folder))


def _message(row: dict[str, Any], reasons: str, folder: Path) -> str:
    return (
        f"The event {row['id']} ({row['title']}) is told by {row['texts']:,} texts of {row['publishers']:,} "
        f"publishers, {reasons}. It may have swallowed others. `rashomon why {folder} {row['first']} {row['last']}` "
        f"says what links two of its reports; `rashomon review {folder} split {row['id']} --document NAME` takes apart "
        "what is two, and linking keeps it apart from then on. If all of them tell of one happening, nothing is wrong."
    )

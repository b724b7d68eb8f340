"""The columns by which events are found, counted and sorted: one row per live event, in memory.

Values that repeat are numbers into a list of their words, so that a filter is a comparison of two arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from rashomon.ledger.store import Ledger

__all__ = ["NOWHERE", "UNDATED", "Codes", "Index", "Pairs", "Toll", "build_index", "day_number"]

UNDATED = np.int32(-(2**31))  # no day is known
NOWHERE = 7  # UCDP's where_prec of a place that is none

Ints = npt.NDArray[np.int32]
Toll = tuple[str, int | None, int | None, bool]  # field, low, high, approximate

EVENTS = """
    WITH told AS (SELECT em.event, count(*) AS mentions, count(DISTINCT m.document) AS documents,
                         count(DISTINCT coalesce(co."group", m.document)) AS texts, min(d.name) AS first_name
                  FROM event_mentions em JOIN mentions m ON m.id = em.mention JOIN documents d ON d.id = m.document
                  LEFT JOIN copies co ON co.document = m.document GROUP BY em.event),
         said AS (SELECT em.event, count(*) AS claims FROM event_mentions em
                  JOIN claims c ON c.event_mention = em.mention GROUP BY em.event)
    SELECT e.id, e.type, e.mode, e.title, e.modality, e.place, e.time, t.documents, t.texts,
           coalesce(s.claims, 0) AS claims
    FROM events e JOIN told t ON t.event = e.id LEFT JOIN said s ON s.event = e.id ORDER BY e.id"""
WORDS = """
    WITH quotes AS (SELECT DISTINCT em.event, c.evidence[1].quote AS words FROM claims c
                    JOIN event_mentions em ON em.mention = c.event_mention),
         titles AS (SELECT DISTINCT em.event, d.title AS words FROM mentions m
                    JOIN event_mentions em ON em.mention = m.id JOIN documents d ON d.id = m.document
                    WHERE d.title IS NOT NULL)
    SELECT event, string_agg(words, chr(10) ORDER BY words) AS words
    FROM (SELECT * FROM quotes UNION ALL SELECT * FROM titles) GROUP BY event ORDER BY event"""
ACTORS = """
    SELECT DISTINCT em.event, coalesce(c.value.name, c.value.text) AS word FROM claims c
    JOIN event_mentions em ON em.mention = c.event_mention WHERE c.field = 'actor' ORDER BY ALL"""
TOLLS = """
    SELECT em.event, c.field, c.value.low AS low, c.value.high AS high, c.value.approximate AS approximate,
           count(*) AS told
    FROM claims c JOIN event_mentions em ON em.mention = c.event_mention
    WHERE c.field IN ('killed', 'injured', 'detained', 'displaced') AND c.part_of IS NULL AND c.polarity = 'positive'
      AND c.stance NOT IN ('denies', 'doubts') AND c.modality IN ('actual', 'possible')
      AND (c.value.low IS NOT NULL OR c.value.high IS NOT NULL)
    GROUP BY ALL ORDER BY em.event, c.field, told DESC, low DESC, high DESC, approximate"""


@dataclass(frozen=True, slots=True)
class Codes:
    """One word for each event: `words[codes[event]]`; -1 where there is none."""

    words: Sequence[str]
    codes: Ints

    @classmethod
    def of(cls, values: Sequence[str | None]) -> Codes:
        words = sorted({value for value in values if value})
        number = {word: n for n, word in enumerate(words)}
        return cls(words, np.array([number.get(value or "", -1) for value in values], np.int32))


@dataclass(frozen=True, slots=True)
class Pairs:
    """Any number of words for each event: pair n says that event `events[n]` has `words[codes[n]]`."""

    words: Sequence[str]
    events: Ints
    codes: Ints


@dataclass(frozen=True, slots=True)
class Index:
    """All columns; `ids` are sorted. Days are counted as `day_number` does; `where` is UCDP's where_prec, 7 where
    no place is known or it has no coordinates (but 6 for a country)."""

    ids: Sequence[str]
    number: dict[str, int]
    titles: Sequence[str]
    types: Codes
    modes: Sequence[str | None]
    modalities: Codes
    countries: Codes
    places: Codes
    place_names: Sequence[str]
    place_rows: Sequence[dict[str, Any] | None]
    time_rows: Sequence[dict[str, Any] | None]
    lat: npt.NDArray[np.float32]
    lon: npt.NDArray[np.float32]
    where: Ints
    first: Ints
    last: Ints
    documents: Ints
    texts: Ints
    claims: Ints
    actors: Pairs
    tolls: dict[int, list[Toll]]
    words: Sequence[str]

    def __len__(self) -> int:
        return len(self.ids)


def day_number(iso: str | None) -> int:
    """The number of a day, such that the next day has the next number; UNDATED for None or no date at all."""
    try:
        return date.fromisoformat(iso).toordinal() if iso else int(UNDATED)
    except ValueError:
        return int(UNDATED)


def build_index(ledger: Ledger) -> Index:
    """The index of all live events."""
    rows = ledger.table(EVENTS).to_pylist()
    ids = [row["id"] for row in rows]
    number = {one: n for n, one in enumerate(ids)}
    places = [row["place"] for row in rows]
    times = [row["time"] for row in rows]
    keys, names = _place_keys(places)
    first = [day_number(time["earliest"] or time["latest"] if time else None) for time in times]
    last = [day_number(time["latest"] or time["earliest"] if time else None) for time in times]
    words = dict.fromkeys(ids, "")
    for row in ledger.table(WORDS).to_pylist():
        words[row["event"]] = row["words"] or ""
    return Index(
        ids=ids,
        number=number,
        titles=[row["title"] for row in rows],
        types=Codes.of([row["type"] for row in rows]),
        modes=[row["mode"] for row in rows],
        modalities=Codes.of([row["modality"] for row in rows]),
        countries=Codes.of([place["country"] if place else None for place in places]),
        places=keys,
        place_names=names,
        place_rows=places,
        time_rows=times,
        lat=np.array([_degree(place, "lat") for place in places], np.float32),
        lon=np.array([_degree(place, "lon") for place in places], np.float32),
        where=np.array([_precision(place) for place in places], np.int32),
        first=np.array(first, np.int32),
        last=np.array(last, np.int32),
        documents=np.array([row["documents"] for row in rows], np.int32),
        texts=np.array([row["texts"] for row in rows], np.int32),
        claims=np.array([row["claims"] for row in rows], np.int32),
        actors=_actors(ledger, number),
        tolls=_tolls(ledger, number),
        words=[f"{row['title']}\n{words[row['id']]}".casefold() for row in rows],
    )


def _place_keys(places: Sequence[dict[str, Any] | None]) -> tuple[Codes, list[str]]:
    """Places by gazetteer id, or by name and country where they have none; and the name of each."""
    keys = [_place_key(place) if place else None for place in places]
    codes = Codes.of(keys)
    names = dict.fromkeys(codes.words, "")
    for key, place in zip(keys, places, strict=True):
        if key and place:
            names[key] = names[key] or str(place["name"])
    return codes, list(names.values())


def _place_key(place: dict[str, Any]) -> str:
    return str(place["gazetteer_id"] or f"{place['name']}, {place['country'] or '?'}")


def _degree(place: dict[str, Any] | None, axis: str) -> float:
    return float("nan") if place is None or place[axis] is None or place["lat"] is None else float(place[axis])


def _precision(place: dict[str, Any] | None) -> int:
    """Precision 6 needs a country to shade, all others a point."""
    if place is None:
        return NOWHERE
    if place["precision"] == 6:
        return 6 if place["country"] else NOWHERE
    return int(place["precision"]) if place["lat"] is not None and place["lon"] is not None else NOWHERE


def _actors(ledger: Ledger, number: dict[str, int]) -> Pairs:
    rows = [row for row in ledger.table(ACTORS).to_pylist() if row["word"] and row["event"] in number]
    codes = Codes.of([row["word"] for row in rows])
    return Pairs(codes.words, np.array([number[row["event"]] for row in rows], np.int32), codes.codes)


def _tolls(ledger: Ledger, number: dict[str, int]) -> dict[int, list[Toll]]:
    found: dict[int, list[Toll]] = {}
    for row in ledger.table(TOLLS).to_pylist():
        if row["event"] in number:
            toll = (row["field"], row["low"], row["high"], bool(row["approximate"]))
            found.setdefault(number[row["event"]], []).append(toll)
    return found

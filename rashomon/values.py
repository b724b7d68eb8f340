"""Numbers, times, places and claimants: what claims are made of. See docs/codebook.md for their scales."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.scales import ClaimantKind

__all__ = ["Claimant", "Number", "Place", "TimeRange"]


@dataclass(frozen=True, slots=True)
class Number:
    """A count with the bounds that the words state. `high` None is open upwards, `low` None downwards."""

    low: int | None
    high: int | None
    approximate: bool
    text: str


@dataclass(frozen=True, slots=True)
class TimeRange:
    """A time as exact as the words, and no more.

    `earliest`/`latest` are ISO dates, None where unknown (a year that is not printed stays unknown:
    then `month` and `day` hold what is). `precision` is UCDP's date_prec: 1 exact day, 2 within a known
    range of 2 to 6 days, 3 week, 4 month or range up to a month, 5 longer than a month, up to a year or more.
    `anchor`: "explicit", "relative" (to another time of the text) or "publication".
    """

    earliest: str | None
    latest: str | None
    month: int | None
    day: int | None
    precision: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place name, resolved or not.

    `precision` is UCDP's where_prec: 1 exact location, 2 within about 25 km of a named place, 3 second-order
    division (district), 4 first-order division (province), 5 region, linear feature or estimated point,
    6 country, 7 international waters or airspace. `lat`/`lon` are WGS 84 degrees, None where unresolved;
    then `inside` names the smallest resolved place that contains it, when the text says so.
    `country` is ISO 3166-1 alpha-3.
    """

    name: str
    gazetteer_id: str | None
    lat: float | None
    lon: float | None
    precision: int
    country: str | None
    inside: str | None
    text: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claimant:
    name: str  # "AUTHOR", "UNNAMED", or the name as the document gives it in full
    kind: ClaimantKind

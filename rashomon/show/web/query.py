"""The state of the Events page, as its address holds it: a link that is mailed shows the same to whoever opens it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

__all__ = ["MANY", "SORTS", "Query", "read_query"]

SORTS = {
    "disputed": "most disputed",
    "newest": "newest",
    "oldest": "oldest",
    "claims": "most claims",
    "texts": "most independent texts",
    "title": "title",
}
MANY = ("country", "place", "type", "actor", "accounts", "modality", "reviewed", "told")  # may be given repeatedly
LONGEST = 300  # characters of a value
MOST = 50  # values of one key


@dataclass(frozen=True, slots=True)
class Query:
    """Which events are shown, in which order, which page of them. Values of one facet are joined by "or", facets by
    "and". `since` and `until` are ISO dates; `when` and `where` are "none" for undated and unplaced events; `box` is
    west, south, east, north in degrees; west may be larger than east (over the 180th meridian)."""

    q: str = ""
    country: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    reviewed: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    when: str = ""
    where: str = ""
    box: tuple[float, float, float, float] | None = None
    sort: str = "disputed"
    page: int = 1

    def address(self, **changes: Any) -> str:
        """The address of this state with some keys changed; any change but of the page goes back to the first page."""
        if changes and "page" not in changes:
            changes["page"] = 1
        query = urlencode(list(replace(self, **changes)._pairs()))
        return f"/events?{query}" if query else "/events"

    def with_value(self, key: str, value: str) -> str:
        """The address in which this value of a facet is taken, or left out if it was taken."""
        taken: tuple[str, ...] = getattr(self, key)
        now = tuple(one for one in taken if one != value) if value in taken else (*taken, value)
        change: dict[str, Any] = {key: now}
        return self.address(**change)

    def hidden(self, *without: str) -> list[tuple[str, str]]:
        """What a form must hold besides its own fields, so that nothing of the state is lost."""
        return [(key, value) for key, value in self._pairs() if key not in (*without, "page")]

    @property
    def narrows(self) -> bool:
        """Whether it leaves out any event."""
        return replace(self, sort="disputed", page=1) != Query()

    def _pairs(self) -> Iterable[tuple[str, str]]:
        for item in fields(self):
            value = getattr(self, item.name)
            if value == item.default:
                continue
            if item.name == "box":
                yield "box", ",".join(f"{number:g}" for number in value)
            elif isinstance(value, tuple):
                yield from ((item.name, one) for one in value)
            else:
                yield item.name, str(value)


def read_query(given: QueryParams) -> Query:
    """The state of an address. What cannot be understood is left out."""
    many = {key: tuple(dict.fromkeys(one[:LONGEST] for one in given.getlist(key) if one))[:MOST] for key in MANY}
    since, until = _day(given.get("since")), _day(given.get("until"))
    if since and until and since > until:
        since, until = until, since
    page = given.get("page", "")
    return Query(
        q=" ".join(given.get("q", "")[:LONGEST].split()),
        **many,
        since=since,
        until=until,
        when="none" if given.get("when") == "none" else "",
        where="none" if given.get("where") == "none" else "",
        box=_box(given.get("box", "")),
        sort=given.get("sort", "") if given.get("sort", "") in SORTS else "disputed",
        page=int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 8 and int(page) else 1,
    )


def _day(text: str | None) -> str:
    try:
        return date.fromisoformat(text or "").isoformat()
    except ValueError:
        return ""


def _box(text: str) -> tuple[float, float, float, float] | None:
    try:
        west, south, east, north = (round(float(part), 3) for part in text.split(","))
    except ValueError:
        return None
    fine = -180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90
    return (west, south, east, north) if fine else None

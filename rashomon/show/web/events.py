"""The Events page: the list with its facets, the histogram, the map; all of one query, which the address holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.routing import BaseRoute

from rashomon.ledger.rows import from_row
from rashomon.model import Place, TimeRange, Value
from rashomon.show.web.desk import State
from rashomon.show.web.finding import SHOWN, Choice
from rashomon.show.web.histogram import Histogram, histogram
from rashomon.show.web.index import Index
from rashomon.show.web.pages import Page, desk_of, page
from rashomon.show.web.projection import HEIGHT, WIDTH
from rashomon.show.web.query import SORTS, Query, read_query
from rashomon.show.web.worldmap import WorldMap, country_name, world_map
from rashomon.show.wording import count_words, place_words, time_words

__all__ = ["PRECISION", "routes"]

PER_PAGE = 50
TOLLS_SHOWN = 3  # figures of one field in the list

# UCDP's where_prec in words, where a place is not an exact one
PRECISION = {
    2: "near", 3: "in the district", 4: "in the province", 5: "somewhere in the region", 6: "somewhere in the country",
}  # fmt: skip
FACETS = {
    "accounts": "Accounts",
    "country": "Country",
    "place": "Place",
    "type": "Type",
    "modality": "How real",
    "actor": "Said to have done it",
    "told": "Told in",
    "reviewed": "Reviewed",
}
NAMES = {
    "accounts": {
        "differ": "≠ differ", "deny": "⊘ are denied", "revise": "→ were revised", "none": "do not contradict",
    },
    "told": {"one text": "one text", "several texts": "several independent texts"},
    "reviewed": {"yes": "by a person", "no": "not yet"},
}  # fmt: skip
SAYS = {"differ": "≠", "deny": "⊘", "revise": "→"}


def show(request: Request) -> Page:
    """The page, or only its results when a script asks for those."""
    state = desk_of(request).state()
    query = read_query(request.query_params)
    found = state.finder.find(query)
    total = len(found.events)
    pages = max(1, -(-total // PER_PAGE))
    number = min(query.page, pages)
    shown = found.events[(number - 1) * PER_PAGE : number * PER_PAGE].tolist()
    bars = histogram(state.index, found.without("time"), query)
    drawn = world_map(state.index, found.without("area"), query)
    rows = [_row(state, event) for event in shown]
    facets = {facet: state.finder.choices(found, query, facet) for facet in FACETS}
    data = {
        "total": total,
        "of": len(state.index),
        "page": number,
        "pages": pages,
        "sort": query.sort,
        "compared": round(state.comparison.share, 4),
        "events": [row["data"] for row in rows],
        "facets": {facet: [asdict(one) for one in choices] for facet, choices in facets.items()},
        "histogram": asdict(bars),
        "map": _map_data(drawn),
    }
    view = {
        "query": query,
        "rows": rows,
        "facets": [_facet(query, facet, choices) for facet, choices in facets.items()],
        "taken": _taken(query, state.index),
        "sorts": SORTS,
        "bars": _bars(bars, query),
        "drawn": drawn,
        "marks": _marks(drawn),
        "width": WIDTH,
        "height": HEIGHT,
        "facet_name": lambda facet, value: _name(facet, value, state.index),
        "partial": request.headers.get("hx-request") == "true",
    }
    return Page("events.html", "Events", data, view)


def map_data(request: Request) -> Page:
    """Only what the map shows, for the map to ask for when the query has changed."""
    state = desk_of(request).state()
    query = read_query(request.query_params)
    drawn = world_map(state.index, state.finder.find(query).without("area"), query)
    return Page("error.html", "Map", _map_data(drawn), {"error": "This address is for the map.", "status": 200})


def _map_data(drawn: WorldMap) -> dict[str, Any]:
    return {
        "placed": drawn.placed,
        "unplaced": drawn.unplaced,
        "left_out": drawn.left_out,
        "places": [
            {"kind": one.kind, "name": one.name, "key": one.key, "count": one.count, "lat": one.lat, "lon": one.lon}
            for one in drawn.places
        ],
        "countries": [
            {"code": one.code, "name": one.name, "count": one.count, "atlas": one.atlas} for one in drawn.shades
        ],
    }


# ---------------------------------------------------------------- one row


def _row(state: State, event: int) -> dict[str, Any]:
    """An event of the list: `data` for the twin, the rest in words."""
    index = state.index
    place, time = index.place_rows[event], index.time_rows[event]
    disagreements = state.comparison.of(index.ids[event])
    tolls = _tolls(index, event)
    data = {
        "id": index.ids[event],
        "type": index.types.words[index.types.codes[event]],
        "mode": index.modes[event],
        "title": index.titles[event],
        "place": {key: place[key] for key in ("name", "lat", "lon", "precision", "country")} if place else None,
        "time": {key: time[key] for key in ("earliest", "latest", "month", "day", "precision")} if time else None,
        "modality": index.modalities.words[index.modalities.codes[event]],
        "tolls": tolls,
        "documents": int(index.documents[event]),
        "texts": int(index.texts[event]),
        "claims": int(index.claims[event]),
        "disagreements": [{"field": field, "relation": relation} for field, relation in disagreements],
        "compared": bool(state.comparison.done[event]),
    }
    return {
        "data": data,
        "where": _where(index, event),
        "near": PRECISION.get(int(index.where[event]), ""),
        "when": time_words(from_row(TimeRange, time)) if time else "",
        "disputes": [f"{SAYS.get(relation, '')} {field}" for field, relation in dict.fromkeys(disagreements)],
    }


def _where(index: Index, event: int) -> str:
    place = index.place_rows[event]
    if place is None:
        return ""
    words = place_words(from_row(Place, place))
    country = place["country"]
    if country and words.endswith(f"({country})"):
        words = words.removesuffix(f" ({country})")
        name = country_name(country)
        return words if words == name else f"{words}, {name}"
    return words


def _tolls(index: Index, event: int) -> dict[str, list[str]]:
    """The figures that are told of an event, by field, those that are told most first."""
    figures: dict[str, list[str]] = {}
    for field, low, high, approximate in index.tolls.get(event, ()):
        words = count_words(Value("", low, high, approximate))
        found = figures.setdefault(field, [])
        if words not in found:
            found.append(words)
    return {
        field: [*found[:TOLLS_SHOWN], *(["…"] if len(found) > TOLLS_SHOWN else [])] for field, found in figures.items()
    }


# ---------------------------------------------------------------- facets


def _name(facet: str, value: str, index: Index | None = None) -> str:
    if facet == "country":
        return country_name(value)
    if facet == "place" and index is not None:
        return _place_name(index, value)
    if facet == "type":
        return value.capitalize()
    return NAMES.get(facet, {}).get(value, value)


def _place_name(index: Index, key: str) -> str:
    try:
        return index.place_names[list(index.places.words).index(key)]
    except ValueError:
        return key


def _facet(query: Query, facet: str, choices: Sequence[Choice]) -> dict[str, Any]:
    return {"key": facet, "title": FACETS[facet], "choices": choices, "shown": SHOWN, "link": query.with_value}


def _taken(query: Query, index: Index) -> list[dict[str, str]]:
    """What narrows the list, each with the address without it."""
    taken = []
    if query.q:
        taken.append({"words": f"words: {query.q}", "without": query.address(q="")})
    for facet, title in FACETS.items():
        for value in getattr(query, facet):
            words = f"{title}: {_name(facet, value, index).lstrip('≠⊘→ ')}"
            taken.append({"words": words, "without": query.with_value(facet, value)})
    if query.since or query.until:
        words = f"time: {query.since or 'the beginning'} to {query.until or 'the end'}"
        taken.append({"words": words, "without": query.address(since="", until="")})
    if query.when:
        taken.append({"words": "undated", "without": query.address(when="")})
    if query.where:
        taken.append({"words": "not on the map", "without": query.address(where="")})
    if query.box:
        taken.append({"words": "an area of the map", "without": query.address(box=None)})
    return taken


# ---------------------------------------------------------------- drawings


def _bars(bars: Histogram, query: Query) -> dict[str, Any]:
    """The bars with their places in a drawing of 1000 by 100 units."""
    count = max(len(bars.bars), 1)
    width = 1000 / count
    drawn = []
    for number, bar in enumerate(bars.bars):
        sure, maybe = (94 * part / max(bars.most, 1) for part in (bar.sure, bar.maybe))
        words = f"{bar.label}: {bar.sure:,} events" + (
            f", and {bar.maybe:,} that may have been then" if bar.maybe else ""
        )
        drawn.append(
            {
                "bar": bar,
                "x": round(number * width, 2),
                "width": round(max(width - 1.2, 0.6), 2),
                "sure": round(sure, 2),
                "maybe": round(maybe, 2),
                "words": words,
                "link": query.address(since=bar.since, until=bar.until, when=""),
            }
        )
    return {"all": drawn, "undated": bars.undated, "step": bars.step, "every": max(1, count // 8)}


def _marks(drawn: WorldMap) -> list[dict[str, Any]]:
    """The marks of the drawn map with their radius; the smallest last, so that none is covered."""
    marks = [{"mark": one, "r": round(min(26.0, 5.5 + 2.6 * one.count**0.5), 1)} for one in drawn.marks]
    return sorted(marks, key=lambda one: -float(one["r"]))


def routes() -> list[BaseRoute]:
    """The addresses of the Events page and of its map."""
    return [*page("/events/map", map_data, "map"), *page("/events", show, "events")]

"""The Events page and its twin: what is found, counted, drawn, and where its links lead."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.show.web.made import BLAST, HOSTILE, STRIKE, UNPLACED, VAGUE


def data(client: TestClient, query: str = "") -> Any:
    answer = client.get(f"/events.json{query}")
    assert answer.status_code == 200
    return answer.json()


def found(client: TestClient, query: str) -> list[str]:
    return [event["id"] for event in data(client, query)["events"]]


def test_all_events_are_listed_the_most_disputed_first(client: TestClient) -> None:
    everything = data(client)
    assert everything["total"] == everything["of"] == 5
    assert everything["compared"] == 1
    first = everything["events"][0]
    assert first["id"] == BLAST
    assert {(one["field"], one["relation"]) for one in first["disagreements"]} == {
        ("killed", "differ"),
        ("actor", "deny"),
    }
    assert first["tolls"] == {"killed": ["40", "12"]}
    assert "0000merged00" not in {event["id"] for event in everything["events"]}


@pytest.mark.parametrize(
    ("query", "events"),
    [
        ("?q=bodies", {BLAST}),
        ("?q=BLAST+mayor", {BLAST}),
        ('?q="mayor+of+alder"', {BLAST}),
        ('?q="alder+of+mayor"', set()),
        ("?q=wire", set()),
        ("?country=MLI", {BLAST, STRIKE}),
        ("?country=MLI&country=SYR", {BLAST, STRIKE, VAGUE}),
        ("?place=g100", {BLAST}),
        ("?type=COERCE", {STRIKE}),
        ("?actor=River+Front", {BLAST}),
        ("?accounts=differ", {BLAST}),
        ("?accounts=deny", {BLAST}),
        ("?accounts=revise", set()),
        ("?accounts=none&country=MLI", {STRIKE}),
        ("?told=several+texts", {BLAST}),
        ("?reviewed=yes", set()),
        ("?when=none", {UNPLACED, HOSTILE}),
        ("?where=none", {UNPLACED, HOSTILE}),
        ("?since=2021-04-15&until=2021-04-20", {STRIKE}),
        ("?since=2021-03-01&until=2021-03-31", {BLAST, VAGUE}),
        ("?box=-10,10,0,15", {BLAST}),
        ("?box=170,-90,-170,90", set()),
        ("?country=XXX", set()),
        ("?type=NOTHING&country=MLI", set()),
    ],
)
def test_a_query_finds_what_fits(client: TestClient, query: str, events: set[str]) -> None:
    assert set(found(client, query)) == events


@pytest.mark.parametrize(
    "query", ["?since=never&page=-3&sort=%00", "?box=1,2,3", "?box=nan,0,0,0", "?page=99999", "?q=%22"]
)
def test_what_cannot_be_understood_is_left_out(client: TestClient, query: str) -> None:
    assert data(client, query)["total"] == 5


def test_facets_count_without_themselves(client: TestClient) -> None:
    facets = data(client, "?country=MLI")["facets"]
    assert {one["value"]: one["count"] for one in facets["country"]} == {"MLI": 2, "SYR": 1}
    assert {one["value"]: one["count"] for one in facets["type"]} == {"ASSAULT": 1, "COERCE": 1}
    assert [one["value"] for one in facets["country"] if one["taken"]] == ["MLI"]


def test_precision_is_drawn_and_nothing_is_hidden(client: TestClient) -> None:
    drawn = data(client)["map"]
    assert {one["name"]: one["kind"] for one in drawn["places"]} == {"Alder": "point", "North Province": "area"}
    assert [(one["code"], one["count"]) for one in drawn["countries"]] == [("MLI", 1)]
    assert (drawn["placed"], drawn["unplaced"]) == (2, 2)
    page = client.get("/events").text
    assert "Not on the map: 2" in page
    assert "Undated: 2" in page
    assert page.count('class="shade"') == 2  # Mali, and the legend
    assert client.get("/events/map.json").json() == drawn


def test_bars_tell_sure_from_possible(client: TestClient) -> None:
    histogram = data(client)["histogram"]
    assert histogram["undated"] == 2
    assert sum(bar["sure"] for bar in histogram["bars"]) == 2
    assert any(bar["maybe"] == 1 for bar in histogram["bars"])


def test_every_link_of_the_page_leads_somewhere(client: TestClient) -> None:
    page = client.get("/events?country=MLI").text
    links = {unescape(link) for link in re.findall(r'href="(/events[^"]*)"', page)}
    assert len(links) > 10
    for link in links:
        assert client.get(link).status_code == 200, link
    assert "/events?sort" not in page


def test_a_script_gets_the_results_alone(client: TestClient) -> None:
    page = client.get("/events?type=COERCE", headers={"HX-Request": "true"}).text
    assert "Strikes across Mali" in page
    assert '<nav aria-label="Pages">' not in page
    assert page.index('id="found"') > 0


def test_the_home_page_is_the_list(client: TestClient) -> None:
    assert client.get("/").headers["location"] == "/events"

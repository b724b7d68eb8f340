"""Why the reports of one event were linked: pairs of documents, the weakest first, in words and numbers."""

from __future__ import annotations

import json
import re
from pathlib import Path

from starlette.testclient import TestClient
from typer.testing import CliRunner

from rashomon.show.cli import app
from rashomon.show.web.app import create_app
from tests.show.web.made import BLAST, HOSTILE, UNPLACED, make_hostile


def test_each_two_reports_with_the_parts_of_their_weight(client: TestClient) -> None:
    data = client.get(f"/event/{BLAST}/why.json").json()
    (pair,) = data["pairs"]
    assert {row["id"] for row in data["documents"]} == set(pair["documents"])
    assert round(sum(part["weight"] for part in pair["parts"]), 1) == round(pair["total"], 1)
    assert {part["part"]: part["found"] for part in pair["parts"]}["time"] == "same-day"
    assert data["left_out"] == 0
    page = client.get(f"/event/{BLAST}/why").text
    assert f"{pair['total']:+.1f}" in page
    words = re.sub(r"<[^>]+>|\s+", " ", page)
    assert "For it:" in words
    assert "the time, same day (" in words


def test_the_numbers_are_those_of_the_command(client: TestClient, made_ledger: Path) -> None:
    (pair,) = client.get(f"/event/{BLAST}/why.json").json()["pairs"]
    words = ["why", str(made_ledger), "first.txt", "second.txt", "--format", "jsonl"]
    (row,) = [json.loads(line) for line in CliRunner().invoke(app, words).stdout.splitlines()]
    assert (row["total"], row["needed"], row["reason"]) == (pair["total"], pair["needed"], pair["reason"])
    assert sorted(row["keys"]) == sorted(pair["keys"])
    weights = {part["part"]: (part["found"], part["weight"]) for part in pair["parts"]}
    assert {part["part"]: (part["found"], part["weight"]) for part in row["parts"]} == weights


def test_it_leads_to_the_words_and_the_event_leads_to_it(client: TestClient) -> None:
    (pair,) = client.get(f"/event/{BLAST}/why.json").json()["pairs"]
    page = client.get(f"/event/{BLAST}/why").text
    for document, words in zip(pair["documents"], pair["words"], strict=True):
        assert words["link"] == f"/document/{document}?span={words['start']}-{words['end']}#mark"
        assert words["link"] in page
        shown = client.get(words["link"].partition("#")[0]).text
        assert re.search(r'id="mark"[^>]*><span[^>]*>report</span>', shown)
    assert f'href="/event/{BLAST}/why"' in client.get(f"/event/{BLAST}").text


def test_an_event_of_one_document_needed_no_link(client: TestClient) -> None:
    assert client.get(f"/event/{UNPLACED}/why.json").json()["pairs"] == []
    assert "nothing had to be linked" in client.get(f"/event/{UNPLACED}/why").text
    assert f"/event/{UNPLACED}/why" not in client.get(f"/event/{UNPLACED}").text


def test_merged_and_unknown_ids(client: TestClient) -> None:
    assert client.get("/event/0000merged00/why").headers["location"] == f"/event/{BLAST}/why"
    assert client.get("/event/nothing/why").status_code == 404


def test_words_of_documents_stay_words(tmp_path: Path) -> None:
    with TestClient(create_app(make_hostile(tmp_path / "ledger")), base_url="http://localhost") as client:
        page = client.get(f"/event/{HOSTILE}/why").text
        assert "&lt;script&gt;window.hurt" in page
        assert "<script>" not in page
        assert "<img" not in page
        assert not set("\u202e\x00") & set(page)

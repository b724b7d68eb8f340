"""The Event page: accounts side by side, how they differ in words, and links to the words."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient
from typer.testing import CliRunner

from rashomon.run.engine import read
from rashomon.show.cli import app
from rashomon.show.web.app import create_app
from tests.show.web.made import BLAST, HOSTILE, UNPLACED


def test_a_column_for_each_voice_and_a_row_for_each_field(client: TestClient) -> None:
    data = client.get(f"/event/{BLAST}.json").json()
    assert len(data["columns"]) == 3
    assert {one["claimant"]["name"] for one in data["accounts"]} == {"mayor of Alder", "Ada Orr", "River Front"}
    assert data["event"]["id"] == BLAST
    page = client.get(f"/event/{BLAST}").text
    rows = re.findall(r'<tr class="disputed">.*?<span class="field">(\w+)</span>', page, re.S)
    assert rows == ["killed", "actor"]
    words = re.sub(r"<[^>]+>|\s+", " ", page)
    assert re.search(r"≠ +40 bodies \(\w\) against 12 people \(\w\)", words) or "against" in words
    assert "both numbers cannot be true" in words
    assert "denies: River Front" in words
    assert 'class="account denies"' in page
    assert 'class="account accuses"' in page


def test_quotes_lead_to_their_words(client: TestClient) -> None:
    data = client.get(f"/event/{BLAST}.json").json()
    page = client.get(f"/event/{BLAST}").text
    names = {one["name"]: one["id"] for one in data["documents"]}
    for account in data["accounts"]:
        for quote in account["quotes"]:
            link = f"/document/{names[quote['document']]}?span={quote['start']}-{quote['end']}#mark"
            assert link in page


def test_graphic_words_are_blurred_until_somebody_turns_that_off(client: TestClient) -> None:
    assert 'class="veiled"' in client.get(f"/event/{BLAST}").text
    page = client.get(f"/event/{BLAST}", headers={"cookie": "blur=off"}).text
    assert 'class="veiled"' not in page
    assert "beheaded" in page


def test_toll_and_responsibility_are_shown(client: TestClient) -> None:
    page = client.get(f"/event/{BLAST}").text
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in page
    assert "Who is said to have done it" in page
    data = client.get(f"/event/{BLAST}.json").json()
    assert {(row["claimant"]["name"], row["stance"]) for row in data["responsibility"]} == {
        ("mayor of Alder", "accuses"), ("River Front", "denies"),
    }  # fmt: skip
    assert {row["low"] for row in data["timelines"]} == {12, 40}


def test_it_shows_what_the_commands_say(client: TestClient, made_ledger: Path) -> None:
    def rows(*words: str) -> list[Any]:
        done = CliRunner().invoke(app, [words[0], str(made_ledger), *words[1:], "--format", "jsonl"])
        assert done.exit_code == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    data = client.get(f"/event/{BLAST}.json").json()
    assert data["accounts"] == rows("accounts", BLAST)
    assert data["timelines"] == rows("timeline", BLAST)
    assert data["responsibility"] == rows("responsibility", BLAST)
    assert data["event"] == next(row for row in rows("events") if row["id"] == BLAST)
    page = client.get(f"/event/{BLAST}").text
    chart = page.partition("<svg")[2].partition("</svg>")[0]
    for row in data["timelines"]:
        assert str(row["low"]) in chart
        assert row["claimant"]["name"] in chart
    matrix = page.partition('id="who"')[2].partition("</section>")[0]
    assert "River Front" in matrix
    assert "accuses" in matrix
    assert "denies" in matrix
    for row in data["responsibility"]:
        for quote in row["quotes"]:
            assert f"span={quote['start']}-{quote['end']}#mark" in matrix


def test_the_sheet_can_be_cited(client: TestClient) -> None:
    sealed = client.get(f"/event/{BLAST}.json").json()["sealed"]
    assert re.fullmatch(r"[0-9a-f]{64}", sealed["documents_sha256"])
    assert sealed["event"] == BLAST
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", sealed["read"])


def test_an_id_that_was_merged_leads_on(client: TestClient) -> None:
    assert client.get("/event/0000merged00").headers["location"] == f"/event/{BLAST}"
    assert client.get("/event/0000merged00.json").headers["location"] == f"/event/{BLAST}.json"


def test_an_unknown_event_is_said_to_be_unknown(client: TestClient) -> None:
    page = client.get("/event/nothing")
    assert page.status_code == 404
    assert "No event of this ledger has the id" in page.text
    assert client.get("/event/nothing.json").json()["error"].startswith("No event")


def test_an_event_without_claims_says_so(client: TestClient) -> None:
    assert "it is only mentioned" in client.get(f"/event/{UNPLACED}").text


def test_hostile_text_is_escaped_in_every_cell(client: TestClient) -> None:
    page = client.get(f"/event/{HOSTILE}").text
    assert "&lt;script&gt;window.hurt" in page
    assert "window.hurt = 1</script>" not in page
    assert client.get(f"/event/{HOSTILE}.json").json()["event"]["title"].startswith("<script>")


def test_many_voices_are_put_together_and_each_can_be_unfolded(tmp_path: Path) -> None:
    names = ["Lake", "Hill", "Sea", "Pond", "Wood", "Moor", "Glen", "Dale", "Fell"]
    for name in names:
        text = f"A shell hit the market of Kisumu on 3 May 2022. It killed nine people, the {name} Post wrote."
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf8")
    read([str(one) for one in tmp_path.glob("*.txt")], tmp_path / "ledger")
    with TestClient(create_app(tmp_path / "ledger"), base_url="http://localhost") as page:
        event = page.get("/events.json").json()["events"][0]["id"]
        shown = page.get(f"/event/{event}").text
        data = page.get(f"/event/{event}.json").json()
    told = [one for one in data["accounts"] if one["field"] == "killed"]
    gathered, _, columns = shown.partition('<details class="every">')
    assert len(told) == len(names)
    assert re.search(r"<b>9 voices in .*and 6 more", gathered, re.S)
    assert all(name in gathered.partition("all 9, one by one")[2] for name in names)
    assert all(f'id="a-{one["id"]}"' in columns for one in told)


def test_few_voices_stand_side_by_side_alone(client: TestClient) -> None:
    assert '<details class="every">' not in client.get(f"/event/{BLAST}").text

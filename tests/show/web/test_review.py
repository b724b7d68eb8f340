"""Deciding on the page: by forms alone, with a name, with a token, and nothing without them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from rashomon.ledger.decisions import read_log
from rashomon.ledger.store import Ledger
from rashomon.show.web.app import create_app
from tests.show.web.made import BLAST, EVIL, HOSTILE, STRIKE, VAGUE, make_ledger


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestClient]:
    app = create_app(make_ledger(tmp_path / "ledger"))
    app.state.desk._start = lambda comparison: comparison.run(pause=0)
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        yield client


def folder(client: TestClient) -> Path:
    return Path(client.app.state.desk.folder)  # type: ignore[attr-defined]


def post(client: TestClient, address: str, **form: str | list[str]) -> Any:
    token = client.app.state.guard.token  # type: ignore[attr-defined]
    return client.post(address, data={"token": token, **form})


def named(client: TestClient, name: str = "Ada Łuk") -> None:
    assert post(client, "/review/name", name=name, back="/review").status_code == 303


def current(client: TestClient, address: str = "/review") -> dict[str, object]:
    found: dict[str, object] = client.get(address.replace("/review", "/review.json", 1)).json()
    return found


def claim_of(client: TestClient, words: str) -> str:
    with Ledger(folder(client)) as ledger:
        return next(one.claim.id for one in ledger.claims() if words in one.claim.evidence[0].quote)


def test_the_queue_begins_with_what_is_disputed_and_goes_on(desk: TestClient) -> None:
    named(desk)
    first = current(desk)
    assert first["item"]["kind"] == "claim"  # type: ignore[index]
    assert first["item"]["why"]  # type: ignore[index]
    page = desk.get("/review").text
    for key in "arnmsue":
        assert f"<kbd>{key}</kbd>" in page
    done = post(desk, "/review/decide", do="accept", id=first["item"]["id"], order="disagreement", skip="0")  # type: ignore[index]
    assert done.status_code == 303
    second = current(desk, done.headers["location"])
    assert second["open"] == int(str(first["open"])) - 1
    assert second["item"]["id"] != first["item"]["id"]  # type: ignore[index]
    (decision,) = read_log(folder(desk)).decisions
    assert (decision.by, decision.action) == ("Ada Łuk", "accept")
    page = desk.get(done.headers["location"]).text
    assert decision.id in page
    post(desk, "/review/decide", do="undo", id=decision.id)
    assert current(desk)["open"] == first["open"]


def test_skipping_goes_on_and_ends(desk: TestClient) -> None:
    named(desk)
    seen = []
    for skip in range(int(str(current(desk)["open"]))):
        seen.append(current(desk, f"/review?skip={skip}")["item"]["id"])  # type: ignore[index]
    assert len(set(seen)) == len(seen)
    assert "Begin again" in desk.get(f"/review?skip={len(seen)}").text


def test_nothing_is_decided_without_a_name_or_a_token(desk: TestClient) -> None:
    one = claim_of(desk, "At least 12")
    assert desk.post("/review/decide", data={"do": "accept", "id": one}).status_code == 403
    refused = post(desk, "/review/decide", do="accept", id=one)
    assert refused.status_code == 400
    assert "name of who decides" in refused.text
    assert "disabled" in desk.get("/review").text
    assert read_log(folder(desk)).decisions == ()


def test_an_edit_sets_only_what_was_touched(desk: TestClient) -> None:
    named(desk)
    one = claim_of(desk, "At least 12")
    page = desk.get(f"/review?item={one}").text
    form = dict(re.findall(r'name="(set\.[\w-]+)" value="([^"]*)"', page))
    assert form["set.low"] == "12"
    form |= {"set.high": "", "set.claimant": "a nurse"}
    assert post(desk, "/review/decide", do="edit", id=one, reason="misread", **form).status_code == 303
    (decision,) = read_log(folder(desk)).decisions
    assert set(decision.after) == {"value", "claimant"}
    assert decision.after["value"]["high"] is None
    assert decision.after["claimant"] == {"name": "a nurse", "kind": "official"}
    page = desk.get(f"/review?item={one}").text
    assert "edited by Ada" in page
    assert "the program read" in page


def test_a_refused_edit_says_why(desk: TestClient) -> None:
    named(desk)
    answer = post(desk, "/review/decide", do="edit", id=claim_of(desk, "At least 12"), **{"set.low": "many"})
    assert answer.status_code == 400
    assert "give a whole number" in answer.text
    assert post(desk, "/review/decide", do="edit", id="zzz").status_code in (400, 404)
    assert post(desk, "/review/decide", do="shout", id=BLAST).status_code == 400


def test_a_merge_shows_every_claim_before_it_moves(desk: TestClient) -> None:
    named(desk)
    offers = desk.get(f"/review/merge.json?keep={STRIKE}&q=alder").json()["offers"]
    assert BLAST in {one["id"] for one in offers}
    page = desk.get(f"/review/merge?keep={STRIKE}&other={BLAST}").text
    assert desk.get(f"/review/merge.json?keep={STRIKE}&other={BLAST}").json()["claims"] == 4
    for words in ("At least 12 people", "counted 40 bodies", "blamed the River Front", "denied any part"):
        assert words in page
    assert read_log(folder(desk)).decisions == ()
    done = post(desk, "/review/merge", keep=STRIKE, other=[BLAST, VAGUE])
    assert desk.get(f"/event/{BLAST}").status_code in (301, 302, 303, 307, 308, 200)
    with Ledger(folder(desk)) as ledger:
        assert ledger.event(BLAST).event.id == ledger.event(VAGUE).event.id == STRIKE
    assert "merge" in desk.get("/review/log").text
    last = parse_qs(urlsplit(done.headers["location"]).query)["last"][0]
    post(desk, "/review/decide", do="undo", id=last)
    with Ledger(folder(desk)) as ledger:
        assert ledger.event(BLAST).event.id == BLAST


def test_a_split_by_document(desk: TestClient) -> None:
    named(desk)
    with Ledger(folder(desk)) as ledger:
        document = next(one for one in ledger.event(BLAST).documents.values() if one.name == "second.txt")
    page = desk.get(f"/review/split?event={BLAST}&document={document.id}").text
    assert "1 of 2 mentions would move" in page
    assert "counted 40 bodies" in re.sub("<[^>]+>", "", page)
    assert post(desk, "/review/split", event=BLAST, document=document.id).status_code == 303
    new = read_log(folder(desk)).decisions[0].targets[1]
    with Ledger(folder(desk)) as ledger:
        assert len(ledger.event(new).claims) == 2
    assert desk.get(f"/event/{new}").status_code == 200
    refused = post(desk, "/review/split", event=BLAST, document=[])
    assert refused.status_code == 400


def test_a_link_is_accepted_and_leaves_the_queue(desk: TestClient) -> None:
    named(desk)
    found = current(desk, "/review?only=link")
    assert found["item"]["id"] == BLAST  # type: ignore[index]
    post(desk, "/review/decide", do="accept", id=BLAST, only="link")
    assert current(desk, "/review?only=link")["open"] == 0


def test_conflicts_come_first_and_say_so(desk: TestClient) -> None:
    one = claim_of(desk, "counted 40")
    named(desk)
    post(desk, "/review/decide", do="accept", id=one)
    named(desk, "Ben")
    post(desk, "/review/decide", do="reject", id=one)
    first = current(desk)
    assert first["item"]["id"] == one  # type: ignore[index]
    page = desk.get("/review").text
    assert "people decided differently" in page
    assert "rejected by Ben (others decided differently)" in page


def test_a_rejected_claim_stays_on_its_document_struck_out(desk: TestClient) -> None:
    named(desk)
    one = claim_of(desk, "counted 40")
    post(desk, "/review/decide", do="reject", id=one)
    with Ledger(folder(desk)) as ledger:
        document = ledger.machine_claims([one])[one][0].document
    page = desk.get(f"/document/{document}").text
    assert re.search(r'class="said[^"]*rejected', page)
    assert "rejected by Ada" in page


@pytest.mark.parametrize("address", ["/review", "/review/log", "/review?item=", "/review?only=link"])
def test_hostile_text_and_names_are_text(desk: TestClient, address: str) -> None:
    named(desk)
    one = claim_of(desk, "killed 3")
    post(desk, "/review/decide", do="accept", id=one, reason=EVIL)
    for page in (address, f"/review?item={one}", f"/review/merge?keep={HOSTILE}", f"/review/split?event={HOSTILE}"):
        text = desk.get(page).text
        assert "<img" not in text
        assert "window.hurt = 1</script>" not in text
        assert "\u202e" not in text


def test_a_name_that_cannot_be_printed_is_refused(desk: TestClient) -> None:
    named(desk, "\u202eeve")
    answer = post(desk, "/review/decide", do="accept", id=claim_of(desk, "counted 40"))
    assert answer.status_code == 400


def test_where_to_go_after_is_on_this_server(desk: TestClient) -> None:
    named(desk)
    answer = post(desk, "/review/decide", do="accept", id=BLAST, back="//evil.example/x")
    assert answer.headers["location"].startswith("/")
    assert not answer.headers["location"].startswith("//")

"""While the page is open, others may add to the ledger."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from rashomon.show.web.app import create_app
from rashomon.show.web.comparison import CACHE, Comparison
from rashomon.show.web.desk import Desk
from tests.show.web.made import BLAST, add_more, make_ledger


def test_what_another_run_adds_is_shown(tmp_path: Path) -> None:
    folder = make_ledger(tmp_path / "ledger")
    app = create_app(folder)
    app.state.desk._quick = float("inf")
    with TestClient(app, base_url="http://localhost") as client:
        before = client.get("/more.json").json()
        assert before["events"] == 5
        add_more(folder)
        after = client.get("/more.json").json()
        assert after["generation"] != before["generation"]
        assert (after["events"], after["documents"]) == (6, before["documents"] + 1)
        assert "Late news from Alder" in client.get("/events?q=late").text


def test_a_large_ledger_is_loaded_beside_the_pages(tmp_path: Path) -> None:
    folder = make_ledger(tmp_path / "ledger")
    desk = Desk(folder, lambda comparison: comparison.run(pause=0))
    desk._quick = -1.0
    first = desk.state()
    add_more(folder)
    assert desk.state() is first
    assert desk._loading is not None
    desk._loading.join()
    assert len(desk.state().index) == 6


def test_comparisons_are_remembered_and_made_anew_where_they_do_not_fit(tmp_path: Path) -> None:
    folder = make_ledger(tmp_path / "ledger")
    state = Desk(folder, lambda comparison: comparison.run(pause=0)).state()
    assert state.comparison.share == 1
    assert (folder / CACHE).exists()
    again = Comparison(state.shelf, state.index.ids, folder)
    assert again._entry(BLAST)[1] is False
    (folder / CACHE).write_text("{damaged")
    anew = Comparison(state.shelf, state.index.ids, folder)
    entry, fresh = anew._entry(BLAST)
    assert fresh
    assert dict(entry.found)["killed"] == "differ"


def test_a_ledger_that_cannot_be_written_to_is_shown(tmp_path: Path) -> None:
    folder = make_ledger(tmp_path / "ledger")
    state = Desk(folder, lambda comparison: None).state()
    comparison = Comparison(state.shelf, state.index.ids, tmp_path / "nowhere")
    comparison.run(pause=0)
    assert comparison.share == 1

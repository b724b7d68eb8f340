"""What a reviewer does, in a real browser: by keyboard, and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright import sync_api

from rashomon.ledger.decisions import read_log
from rashomon.ledger.store import Ledger
from tests.browser.conftest import Server
from tests.show.web.made import BLAST, STRIKE, make_ledger

expect = sync_api.expect
expect.set_options(timeout=30_000)


@pytest.fixture
def desk(browser: sync_api.Browser, tmp_path: Path) -> Iterator[tuple[sync_api.Page, Path]]:
    server = Server(make_ledger(tmp_path / "ledger"))
    with browser.new_context(base_url=server.address) as context:
        page = context.new_page()
        page.set_default_timeout(30_000)
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto("/review")
        page.get_by_label("Your name").fill("Ada")
        page.get_by_role("button", name="Keep").click()
        expect(page.get_by_text("You are Ada")).to_be_visible()
        yield page, server.folder
        assert errors == []
    server.stop()


def actions(folder: Path) -> list[str]:
    return [one.action for one in read_log(folder).decisions]


def test_a_morning_by_keyboard(desk: tuple[sync_api.Page, Path]) -> None:
    """Skip, accept, undo, reject with a reason, edit: no mouse."""
    page, folder = desk
    first = page.locator("#case").inner_text()
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile("skip=1"))
    page.go_back()
    expect(page.locator("#case")).to_have_text(first)
    page.keyboard.press("a")
    expect(page.locator(".last")).to_contain_text("accept")
    assert actions(folder) == ["accept"]
    page.wait_for_load_state()  # the keys work from then on
    page.keyboard.press("u")
    expect(page.locator(".last")).to_contain_text("undo")
    expect(page.locator("#case")).to_have_text(first)
    page.wait_for_load_state()
    page.keyboard.press("c")
    page.keyboard.type("not in the words")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    expect(page.locator(".last")).to_contain_text("reject")
    assert read_log(folder).decisions[-1].reason == "not in the words"
    page.goto("/review?item=" + claim(folder, "At least 12"))
    page.keyboard.press("e")
    expect(page.locator("input[name='set.low']")).to_be_focused()
    page.keyboard.type("14")
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("low=14 is more than high=12")


def claim(folder: Path, words: str) -> str:
    with Ledger(folder, reviewed=False) as ledger:
        return next(one.claim.id for one in ledger.claims() if words in one.claim.evidence[0].quote)


def test_enter_in_the_edit_saves_the_edit(desk: tuple[sync_api.Page, Path]) -> None:
    page, folder = desk
    page.goto("/review?item=" + claim(folder, "counted 40"))
    page.keyboard.press("e")
    page.keyboard.type("41")
    page.locator("input[name='set.high']").fill("41")
    page.keyboard.press("Enter")
    expect(page.locator(".last")).to_contain_text("edit")
    assert actions(folder) == ["edit"]
    page.goto(f"/event/{BLAST}")
    expect(page.locator("main")).to_contain_text("41")


def test_merge_shows_what_moves_then_moves_and_is_undone(desk: tuple[sync_api.Page, Path]) -> None:
    page, folder = desk
    page.goto(f"/review?item={STRIKE}")
    page.keyboard.press("m")
    page.keyboard.press("a")  # too late: we are on our way
    expect(page.locator("h1")).to_contain_text("Merge into")
    page.keyboard.press("f")
    page.keyboard.type("alder")
    page.keyboard.press("Enter")
    page.get_by_label("Blast in Alder").check()
    page.keyboard.press("y")
    expect(page.get_by_text("4 claims of 1 event would move")).to_be_visible()
    expect(page.locator("main")).to_contain_text("At least 12 people were killed")
    assert actions(folder) == []
    page.keyboard.press("y")
    expect(page.locator(".last")).to_contain_text("merge")
    page.goto(f"/event/{BLAST}")
    expect(page.locator("main")).to_contain_text("counted 40")
    page.goto("/review/log")
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator("tr.undone")).to_contain_text("merge")
    with Ledger(folder) as ledger:
        assert ledger.event(BLAST).event.id == BLAST


def test_split_by_a_document(desk: tuple[sync_api.Page, Path]) -> None:
    page, folder = desk
    page.goto(f"/review?item={BLAST}")
    page.keyboard.press("s")
    expect(page.locator("h1")).to_contain_text("Split")
    page.get_by_label("all of Doctor counts 40 dead in Alder").check()
    page.keyboard.press("y")
    expect(page.get_by_text("1 of 2 mentions would move")).to_be_visible()
    page.keyboard.press("y")
    expect(page.locator(".last")).to_contain_text("split")
    assert actions(folder) == ["split"]


def test_without_javascript(desk: tuple[sync_api.Page, Path], browser: sync_api.Browser) -> None:
    page, folder = desk
    state = page.context.storage_state()
    with browser.new_context(
        base_url=page.evaluate("location.origin"), java_script_enabled=False, storage_state=state
    ) as context:
        plain = context.new_page()
        plain.goto("/review")
        plain.get_by_role("button", name="Accept").click()
        expect(plain.locator(".last")).to_contain_text("accept")
        plain.get_by_role("button", name="Undo").first.click()
    assert actions(folder) == ["accept", "undo"]


def test_hostile_text_does_not_run(desk: tuple[sync_api.Page, Path]) -> None:
    page, folder = desk
    one = claim(folder, "killed 3")
    for address in (f"/review?item={one}", "/review/log"):
        page.goto(address)
        assert page.evaluate("window.hurt") is None
    page.goto(f"/review?item={one}")
    page.keyboard.press("a")
    expect(page.locator(".last")).to_contain_text("accept")
    page.goto("/review/log")
    assert page.evaluate("window.hurt") is None

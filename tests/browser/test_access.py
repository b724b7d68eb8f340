"""Every page with a keyboard and with a screen reader, by the accessibility tree that Chromium builds."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from playwright import sync_api

from tests.browser.conftest import Server
from tests.show.web.made import BLAST, HOSTILE, make_hostile

PAGES = ["/events", f"/event/{BLAST}", f"/event/{BLAST}/why", "/document", "/review", "/review/log", "/problems"]
CONTROLS = {
    "button", "checkbox", "combobox", "link", "listbox", "menuitem", "radio", "searchbox", "slider", "spinbutton",
    "switch", "textbox", "Date", "DisclosureTriangle",
}  # fmt: skip


@pytest.fixture(params=PAGES)
def opened(request: pytest.FixtureRequest, page: sync_api.Page, server: Server) -> sync_api.Page:
    """Each page in turn; the document is the first of an event."""
    path = request.param
    if path == "/document":
        page.goto(f"/event/{BLAST}")
        path = page.locator(".words a").first.get_attribute("href")
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 200
    return page


def tree(page: sync_api.Page) -> list[dict[str, Any]]:
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    return [node for node in nodes if not node.get("ignored")]


def test_every_control_has_a_name_and_every_table_has_headers(opened: sync_api.Page) -> None:
    nodes = tree(opened)
    controls = [node for node in nodes if node["role"]["value"] in CONTROLS]
    assert len(controls) > 5
    nameless = [node["role"]["value"] for node in controls if not node.get("name", {}).get("value", "").strip()]
    assert nameless == []
    tables = opened.locator("main table")
    for number in range(tables.count()):
        assert tables.nth(number).locator("thead th[scope=col]").count() > 1
        assert tables.nth(number).locator("td:first-child").count() == 0, "each row begins with its header"


def test_landmarks_headings_and_the_order_of_focus(opened: sync_api.Page) -> None:
    roles = [node["role"]["value"] for node in tree(opened)]
    assert roles.count("main") == 1
    assert {"banner", "navigation", "contentinfo"} <= set(roles)
    assert opened.locator("h1").count() == 1
    levels = opened.eval_on_selector_all("h1, h2, h3", "all => all.map(one => Number(one.tagName[1]))")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert opened.locator("[tabindex]").evaluate_all("all => all.every(one => one.tabIndex <= 0)")
    assert opened.evaluate(
        "new Set([...document.querySelectorAll('[id]')].map(one => one.id)).size"
    ) == opened.evaluate("document.querySelectorAll('[id]').length")


def test_the_skip_link_comes_first_and_leads_to_the_content(opened: sync_api.Page) -> None:
    opened.evaluate("history.replaceState(null, '', location.pathname); document.activeElement.blur()")
    opened.reload()
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.textContent") == "Skip to the content"
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.id") == "main"
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_word_without_end_breaks_and_widens_no_page(
    browser: sync_api.Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    server = Server(make_hostile(tmp_path_factory.mktemp("long") / "ledger", word="W" * 400))
    try:
        with browser.new_context(base_url=server.address, viewport={"width": 390, "height": 844}) as context:
            page = context.new_page()
            page.set_default_timeout(30_000)
            page.goto(f"/event/{HOSTILE}")
            document = str(page.locator(".words a").first.get_attribute("href"))
            for path in ("/events", f"/event/{HOSTILE}", f"/event/{HOSTILE}/why", document, "/review", "/problems"):
                page.goto(path)
                assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
    finally:
        server.stop()

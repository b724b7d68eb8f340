"""What a person does on the Events and Event pages, in a real browser."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright import sync_api

from tests.browser.conftest import Server
from tests.show.web.made import BLAST, HOSTILE, add_more, make_ledger

expect = sync_api.expect


def query_of(page: sync_api.Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_find_by_facet_read_the_accounts_go_to_the_words_and_back(page: sync_api.Page) -> None:
    page.goto("/events")
    expect(page.locator("h1")).to_have_text("65 events")
    page.get_by_role("link", name="are denied").click()
    expect(page.locator("h1")).to_contain_text("1 event of 65")
    assert query_of(page) == {"accounts": ["deny"]}
    page.get_by_role("link", name="Blast in Alder").click()
    expect(page.locator("h1")).to_have_text("Blast in Alder")
    expect(page.get_by_role("columnheader", name="Ada Orr")).to_be_visible()
    expect(page.locator("tr.disputed").first).to_contain_text("against")
    page.get_by_role("link", name="At least 12 people were killed").first.click()
    expect(page).to_have_url(re.compile(r"/document/\w+\?span=\d+-\d+#mark$"))
    assert "At least 12 people were killed" in page.locator("#mark").inner_text()
    expect(page.locator("#mark")).to_be_in_viewport()
    page.go_back()
    expect(page.locator("h1")).to_have_text("Blast in Alder")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("1 event of 65")
    page.go_back()
    expect(page.locator("h1")).to_have_text("65 events")


def test_find_by_the_map(page: sync_api.Page) -> None:
    page.goto("/events?accounts=differ")
    live = page.locator("#map-live[data-ready]")
    try:
        live.wait_for(timeout=60_000)
    except sync_api.TimeoutError:
        pytest.skip("this Chromium has no WebGL")
    page.locator("#map-live a.pin", has_text="").first.click()
    expect(page).to_have_url(re.compile("place=g100"))
    expect(page.locator("table.events tbody tr")).to_have_count(1)
    page.go_back()
    expect(page).not_to_have_url(re.compile("place="))


def test_find_by_the_drawn_map_without_javascript(browser: sync_api.Browser, server: Server) -> None:
    with browser.new_context(base_url=server.address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/events")
        page.locator("#map-drawn a[aria-label^='North Province']").focus()
        page.keyboard.press("Enter")
        expect(page.locator("table.events tbody tr")).to_have_count(1)
        expect(page.locator("table.events")).to_contain_text("in the province North Province")
        page.get_by_role("link", name="all events", exact=True).click()
        page.get_by_label("Search in titles and quotes").fill("strikes")
        page.get_by_role("button", name="Search").click()
        expect(page.locator("h1")).to_contain_text("1 event of 65")
        page.get_by_role("button", name="Graphic words").click()
        expect(page.get_by_role("button", name="Graphic words")).to_contain_text("shown")
        assert "q=strikes" in page.url


def test_brush_with_the_keyboard_and_with_the_mouse(page: sync_api.Page) -> None:
    page.goto("/events")
    first = page.get_by_role("slider").first
    first.focus()
    start = first.get_attribute("aria-valuetext")
    page.keyboard.press("ArrowRight")
    assert first.get_attribute("aria-valuetext") != start
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("since="))
    page.get_by_role("link", name="the whole time").click()
    expect(page).not_to_have_url(re.compile("since="))
    expect(page.locator("h1")).to_have_text("65 events")
    expect(page.locator("#brush .handle")).to_have_count(2)
    box = page.locator("#brush").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.55, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + 40, steps=4)
    page.mouse.move(box["x"] + box["width"] * 0.95, box["y"] + 40, steps=4)
    page.mouse.up()
    expect(page).to_have_url(re.compile("since=2021.*until=2021"))


def test_a_link_that_is_mailed_shows_the_same(page: sync_api.Page) -> None:
    address = "/events?q=clash&country=MLI&since=2021-03-01&until=2021-03-31&sort=title&page=2"
    page.goto(address)
    expect(page.locator("h1")).to_contain_text("60 events of 65")
    expect(page.locator(".pager")).to_contain_text("Page 2 of 2")
    expect(page.locator("table.events tbody tr")).to_have_count(10)
    expect(page.locator("select[name=sort]")).to_have_value("title")


def test_no_text_of_a_document_runs(page: sync_api.Page) -> None:
    for path in ("/events", f"/event/{HOSTILE}", "/problems"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.hurt") is None
        assert page.locator("main script, main img").count() == 0
        assert page.locator("a[href^='javascript:']").count() == 0


def test_the_page_is_usable_by_keyboard(page: sync_api.Page) -> None:
    page.goto(f"/event/{BLAST}")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    veiled = page.locator(".veiled").first
    assert "blur" in veiled.evaluate("one => getComputedStyle(one).filter")
    veiled.focus()
    expect(veiled).to_have_css("filter", "none")


@pytest.mark.parametrize("path", ["/events", f"/event/{BLAST}", "/problems"])
def test_a_narrow_screen_does_not_scroll_sideways(page: sync_api.Page, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_page_says_when_there_is_more(browser: sync_api.Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    server = Server(make_ledger(tmp_path_factory.mktemp("more") / "ledger"))
    try:
        with browser.new_context(base_url=server.address) as context:
            page = context.new_page()
            page.goto("/events")
            add_more(server.folder)
            expect(page.locator("#more")).to_contain_text("6 events", timeout=90_000)
            expect(page.locator("h1")).to_have_text("5 events")
            page.get_by_role("link", name="Show them").click()
            expect(page.locator("h1")).to_have_text("6 events")
    finally:
        server.stop()

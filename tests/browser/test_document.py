"""Marks on their words in a real browser, and links to any words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright import sync_api

from rashomon.extract.identity import stable_id
from rashomon.ledger.records import Record
from rashomon.ledger.writer import LedgerWriter
from rashomon.model import (
    Claim,
    Claimant,
    ClaimantKind,
    Document,
    Evidence,
    Field,
    Modality,
    Passage,
    PassageKind,
    Span,
    Stance,
    Value,
)
from tests.browser.conftest import Server

expect = sync_api.expect
expect.set_options(timeout=30_000)

# Every line: what an offset in UTF-16, a dropped carriage return or null byte, or a turned direction would put wrong.
TEXT = (
    "Menu\r\n\r\nFamilies 👩\u200d👩\u200d👧 fled Alder 🏚️ on Monday.\r\n"
    "He said nine\x00 men died, of them two guards.\r\n"
    "أعلنت الشرطة مقتل سبعة أشخاص في المدينة\r\nThe end e\u0301 \u202eevil\u202c <b>bold</b> of it.\r\n"
)
QUOTES = (
    "fled Alder 🏚️ on", "nine\x00 men died", "nine\x00 men", "men died, of them two",
    "مقتل سبعة أشخاص", "<b>bold</b> of",
)  # fmt: skip


def claim(quote: str) -> Claim:
    start = TEXT.index(quote)
    return Claim(
        stable_id("claim", quote), "d0c0", "m", Field.KILLED, Value(quote, 2, 2, False),
        Claimant("AUTHOR", ClaimantKind.AUTHOR), (), Stance.ASSERTS, Modality.ACTUAL, "positive",
        (Evidence(start, start + len(quote), quote),),
    )  # fmt: skip


@pytest.fixture(scope="module")
def reader(browser: sync_api.Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sync_api.Page]:
    folder = tmp_path_factory.mktemp("document") / "ledger"
    passages = (
        Passage(0, PassageKind.NAVIGATION, Span(0, 4)),
        Passage(1, PassageKind.ARTICLE, Span(8, len(TEXT) - 2)),
    )
    with LedgerWriter.open(folder) as writer:
        writer.add(0, Record(Document("d0c0", "marks.txt", TEXT), 1, passages, (), tuple(map(claim, QUOTES))))
        writer.flush()
        writer.write_links([], {"d0c0": "d0c0"})
    server = Server(folder)
    with browser.new_context(base_url=server.address) as context:
        page = context.new_page()
        page.set_default_timeout(30_000)
        yield page
    server.stop()


def shown(words: str) -> str:
    """What of the words a page shows."""
    return words.replace("\x00", "\ufffd").replace("\r\n", "\n")


@pytest.mark.parametrize("quote", QUOTES, ids=range(len(QUOTES)))
def test_marks_sit_on_the_words(reader: sync_api.Page, quote: str) -> None:
    reader.goto("/document/d0c0")
    own = claim(quote)
    marked = reader.evaluate(
        "id => [...document.querySelectorAll('mark.said')].filter(m => m.dataset.claims.split(' ').includes(id))"
        ".map(m => m.textContent).join('')",
        own.id,
    )
    assert marked == shown(quote)
    words = own.evidence[0]
    reader.goto(f"/document/d0c0?span={words.start}-{words.end}#mark")
    assert reader.locator("#mark").evaluate("mark => mark.textContent") == shown(quote)
    expect(reader.locator("#mark")).to_be_in_viewport()


@pytest.mark.parametrize("quote", [*QUOTES, "Menu", "The end e\u0301 \u202eevil"])
def test_selected_words_get_a_link_that_leads_to_them(reader: sync_api.Page, quote: str) -> None:
    reader.goto("/document/d0c0")
    reader.evaluate(
        """quote => {
            const walk = document.createTreeWalker(document.querySelector('.words'), NodeFilter.SHOW_TEXT);
            let all = '', places = [];
            for (let node; (node = walk.nextNode());) for (let n = 0; n < node.length; n++) { all += node.data[n]; places.push([node, n]); }
            const at = all.indexOf(quote), range = document.createRange();
            range.setStart(...places[at]);
            const [node, n] = places[at + quote.length - 1];
            range.setEnd(node, n + 1);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }""",  # noqa: E501
        shown(quote).replace("\u202e", "\ufffd"),
    )
    expect(reader.locator("#linked")).to_be_visible()
    address = reader.locator("#linked").get_attribute("href")
    start = TEXT.index(quote)
    assert address == f"/document/d0c0?span={start}-{start + len(quote)}#mark"


def test_from_claim_to_claim_by_key(reader: sync_api.Page) -> None:
    reader.goto("/document/d0c0")
    reader.keyboard.press("j")
    expect(reader.locator("li.current")).to_have_count(1)
    expect(reader.locator("mark.current").first).to_have_text("fled Alder 🏚️ on")
    reader.keyboard.press("j")
    assert "".join(reader.locator("mark.current").all_text_contents()) == "nine\ufffd men died"
    reader.keyboard.press("k")
    expect(reader.locator("mark.current").first).to_have_text("fled Alder 🏚️ on")
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile(r"/review\?item="))


def test_other_passages_are_dimmed_and_hostile_text_is_text(reader: sync_api.Page) -> None:
    reader.goto("/document/d0c0")
    expect(reader.locator(".dimmed").first).to_contain_text("Menu")
    assert reader.locator(".words b").count() == 0
    assert "\u202e" not in str(reader.locator(".words").text_content())


def test_without_javascript_the_link_still_leads_to_the_words(browser: sync_api.Browser, reader: sync_api.Page) -> None:
    reader.goto("/document/d0c0")
    origin = reader.evaluate("location.origin")
    with browser.new_context(base_url=origin, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/document/d0c0")
        page.locator("ol.claims a.to-words").nth(4).click()
        expect(page.locator("mark:target")).to_have_text("مقتل سبعة أشخاص")
        page.fill("#span", "8-16")
        page.get_by_role("button", name="Mark them").click()
        expect(page.locator("#mark")).to_have_text("Families")


def test_a_folder_is_not_reachable(reader: sync_api.Page, tmp_path: Path) -> None:
    assert reader.goto("/document/..%2f..%2fledger.json").status == 404  # type: ignore[union-attr]

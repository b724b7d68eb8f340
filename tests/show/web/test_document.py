"""The text cut into pieces, and its page: marks sit on the words whatever the text holds."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from rashomon.extract.identity import stable_id
from rashomon.model import Passage, PassageKind, Span
from rashomon.show.web.document_text import Mark, cut, harmless
from tests.show.web.made import EVIL

TEXTS = st.text(st.sampled_from("ab \r\n\x00\u202e\u05d0\u05d1😀👩\u200d👧\u0301<&>"), min_size=1, max_size=40)
SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40))


@given(TEXTS, st.lists(SPANS, max_size=6), st.lists(SPANS, max_size=2), SPANS)
def test_pieces_are_the_whole_text_and_marks_sit_on_their_words(
    text: str, spans: list[tuple[int, int]], veils: list[tuple[int, int]], wanted: tuple[int, int]
) -> None:
    good = [(a, b) for a, b in spans if a < b <= len(text)]
    marks = [Mark(f"c{n}", a, b) for n, (a, b) in enumerate(good)]
    span = wanted if wanted[0] < wanted[1] <= len(text) else None
    pieces = cut(text, [], marks, [one for one in veils if one[0] < one[1] <= len(text)], span)
    assert "".join(text[one.start : one.end] for one in pieces) == text
    assert "".join(one.text for one in pieces) == harmless(text)
    for mark in marks:
        assert "".join(text[p.start : p.end] for p in pieces if mark.claim in p.claims) == text[mark.start : mark.end]
        assert [p.start for p in pieces if mark.claim in p.begins] == [mark.start]
    if span:
        assert "".join(text[p.start : p.end] for p in pieces if p.wanted) == text[slice(*span)]


@given(TEXTS)
def test_a_character_of_a_piece_is_one_character_of_the_page(text: str) -> None:
    """So that a selection in the browser can be counted: only the end of a piece may be shorter."""
    for piece in cut(text, [], []):
        assert len(piece.text) == piece.end - piece.start - text[piece.start : piece.end].count("\r\n")
        assert "\r\n" not in text[piece.start : piece.end - 2]


def test_nested_and_overlapping_marks() -> None:
    text = "At least nine died in the blast"
    pieces = cut(text, [], [Mark("all", 0, 18), Mark("nine", 9, 13), Mark("over", 9, 31)])
    assert [(one.text, one.claims) for one in pieces] == [
        ("At least ", ("all",)),
        ("nine", ("over", "all", "nine")),
        (" died", ("over", "all")),
        (" in the blast", ("over",)),
    ]
    assert pieces[1].begins == ("over", "nine")


def test_what_is_not_the_article_is_dimmed() -> None:
    text = "Menu\nNews of the day\nShare"
    kinds = [Passage(0, PassageKind.NAVIGATION, Span(0, 4)), Passage(1, PassageKind.ARTICLE, Span(5, 20))]
    assert [(one.text, one.dimmed) for one in cut(text, kinds, [])] == [
        ("Menu", True), ("\n", True), ("News of the day", False), ("\nShare", True),
    ]  # fmt: skip


def test_harmless_text_keeps_scripts_and_emoji() -> None:
    assert harmless("a\x00b\u202ec\x1bd") == "a\ufffdb\ufffdc\ufffdd"
    kept = "\u200f\u05d0\u05d1 👩\u200d👧 e\u0301\ttab\n"
    assert harmless(kept) == kept


# ---------------------------------------------------------------- the page


class Shown(HTMLParser):
    """The text of the pieces, and which elements there are."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.marked = ""
        self._stack: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag in ("div", "span", "mark"):
            classes = (dict(attrs).get("class") or "").split()
            self._stack.append("words" if "words" in classes else "wanted" if dict(attrs).get("id") == "mark" else tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("div", "span", "mark") and self._stack:
            self._stack.pop()

    def handle_data(self, data: str) -> None:
        if "words" in self._stack:
            self.text += data
            self.marked += data if "wanted" in self._stack else ""


@pytest.mark.parametrize("name", ["first.txt", "second.txt", "evil.txt"])
def test_the_page_shows_the_text_and_nothing_of_it_is_markup(client: TestClient, name: str) -> None:
    one = stable_id("document", name)
    answer = client.get(f"/document/{one}")
    twin = client.get(f"/document/{one}.json").json()
    assert answer.status_code == 200
    shown = Shown(answer.text)
    assert shown.text == harmless(twin["text"])
    assert "img" not in shown.tags
    assert len(re.findall("<script", answer.text)) == 2
    assert "javascript:" not in answer.text
    assert [one["field"] for one in twin["claims"]]
    for claim in twin["claims"]:
        for words in claim["evidence"]:
            assert twin["text"][words["start"] : words["end"]] == words["quote"]
            found = Shown(client.get(f"/document/{one}?span={words['start']}-{words['end']}").text)
            assert found.marked == harmless(words["quote"])


@pytest.mark.parametrize("span", ["", "5", "9-2", "-1-4", "a-b", "٣-٩", "1" * 40, f"0-{10**12}"])
def test_odd_spans_are_left_out(client: TestClient, span: str) -> None:
    one = stable_id("document", "first.txt")
    answer = client.get(f"/document/{one}", params={"span": span})
    assert answer.status_code == 200
    assert (client.get(f"/document/{one}.json", params={"span": span}).json()["span"] is None) == (
        "1000000" not in span
    )


@pytest.mark.parametrize("one", ["zzz", "../../etc/passwd", EVIL.replace("\x00", "")])
def test_a_document_that_is_not_there(client: TestClient, one: str) -> None:
    answer = client.get(f"/document/{one}")
    assert answer.status_code == 404
    assert "<img" not in answer.text

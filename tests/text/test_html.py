"""HTML pages: the article without comments, metadata only where the page states it."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.model import Document
from rashomon.text.read import read_paths

PARAGRAPHS = (
    "Gunmen attacked a customs post near the town of Velbury on Friday night and killed four officers, police said.",
    "Residents heard shooting for more than an hour before soldiers arrived from the garrison in the next valley.",
    "No group has said that it carried out the attack, the third in the district since the beginning of the month.",
)


def page(head: str = "", body: str = "") -> str:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    article = f"<article><h1>Big heading</h1>{story}</article>"
    return f"<!doctype html><html><head>{head}</head><body>{article}{body}</body></html>"


def read(tmp_path: Path, markup: str | bytes) -> Document:
    path = tmp_path / "page.html"
    path.write_bytes(markup if isinstance(markup, bytes) else markup.encode())
    items = list(read_paths([str(path)]))
    assert len(items) == 1, items
    assert isinstance(items[0], Document)
    return items[0]


def test_paragraphs_are_separated_by_blank_lines(tmp_path: Path) -> None:
    document = read(tmp_path, page())
    assert "\n\n".join(PARAGRAPHS) in document.text


def test_nothing_is_guessed(tmp_path: Path) -> None:
    document = read(tmp_path, page(body="<footer>Moor Post, 3 March 2019</footer>"))
    assert (document.title, document.url, document.publisher) == (None, None, None)
    assert (document.published, document.published_by) == (None, None)


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:title" content="Attack"><meta property="og:site_name" content="Moor Post">'
        '<meta property="article:published_time" content="2019-03-03T10:00:00+01:00">'
        '<link rel="canonical" href="https://a.test/1">',
        '<title>Attack</title><link rel="canonical" href="https://a.test/1"><script type="application/ld+json">'
        '{"@graph": [{"@type": "NewsArticle", "datePublished": "2019-03-03", "publisher": {"name": "Moor Post"}}]}'
        "</script>",
    ],
)
def test_stated_metadata_is_used(tmp_path: Path, head: str) -> None:
    document = read(tmp_path, page(head))
    assert document.title == "Attack"
    assert document.url == "https://a.test/1"
    assert document.publisher == "Moor Post"
    assert (document.published, document.published_by) == ("2019-03-03", "input")


def test_broken_metadata_is_ignored(tmp_path: Path) -> None:
    head = '<script type="application/ld+json">{"@type": </script><meta name="date" content="soon"><meta name="x">'
    assert read(tmp_path, page(head)).published is None


def test_comments_stay_out(tmp_path: Path) -> None:
    comment = "I think that the government did this itself and nobody will tell me otherwise, ever."
    body = f'<div id="comments" class="comments"><h3>Comments</h3><div class="comment"><p>{comment}</p></div></div>'
    assert comment not in read(tmp_path, page(body=body)).text


def test_encoding_named_by_the_page(tmp_path: Path) -> None:
    markup = page('<meta charset="iso-8859-2">').replace("Velbury", "Łódź")
    assert "Łódź" in read(tmp_path, markup.encode("iso-8859-2")).text


def test_null_bytes_and_declarations_do_not_crash(tmp_path: Path) -> None:
    items = list(read_paths([str(tmp_path / "none.html")]))
    path = tmp_path / "page.html"
    path.write_bytes(b'<?xml version="1.0" encoding="utf-8"?>\n' + page(body="a\0b").encode())
    items = list(read_paths([str(path)]))
    assert any(isinstance(item, Document) for item in items)


def test_hostile_markup_is_a_problem_at_most(tmp_path: Path) -> None:
    path = tmp_path / "deep.html"
    path.write_text("<div>" * 20_000 + "x" + "</div>" * 20_000)
    list(read_paths([str(path)]))

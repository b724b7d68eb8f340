"""Words of documents that mean harm or are out of all measure: in every name, address and number of claims."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from rashomon.show.web.app import create_app
from tests.show.web.made import HOSTILE, make_hostile

WORDS = [
    "</title><script>window.hurt=1</script>",
    "\"'><svg onload=window.hurt=2>",
    "</script><!-- <![CDATA[ --><textarea><plaintext>",
    "{{ 7 * 7 }}{% raw %}",
    "a\x00b\x07c\x1b[31m\x85d",
    "\u202eright\u2066 to\u200f left\u2069\u202c\ufeff",
    "W" * 20_000,
    "&lt;script&gt; &amp;#60;script&amp;#62;",
]
ELEMENTS = """
    html head meta title link script body a header nav span form input button div main footer
    h1 h2 h3 p b em i q dl dt dd ol ul li section article aside table thead tbody tr th td details summary
    label select option kbd mark textarea fieldset legend
    svg image g path circle rect line text polygon polyline style title use defs pattern desc
"""
# What hides or turns other words. Marks such as U+200F stay in a text: they turn nothing but themselves.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Elements(HTMLParser):
    """The elements and attributes of a page, as a browser reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs


@pytest.fixture(scope="module", params=range(len(WORDS)))
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A page over one event told in two documents, whose every name is the words."""
    ledger = make_hostile(tmp_path_factory.mktemp("hostile") / "ledger", word=WORDS[request.param])
    app = create_app(ledger)
    app.state.desk._start = lambda comparison: comparison.run(pause=0)
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        yield client


def pages(client: TestClient) -> list[str]:
    documents = [one["id"] for one in client.get(f"/event/{HOSTILE}.json").json()["documents"]]
    assert len(documents) == 2
    return [
        "/events", f"/event/{HOSTILE}", f"/event/{HOSTILE}/why", "/review", f"/review?event={HOSTILE}", "/problems",
        *(f"/document/{one}" for one in documents), f"/document/{documents[0]}?span=0-30",
    ]  # fmt: skip


def test_they_are_shown_as_words_on_every_page(hostile: TestClient) -> None:
    for path in pages(hostile):
        answer = hostile.get(path)
        assert answer.status_code == 200, path
        page = answer.text
        assert not UNSEEN.search(page.replace("\r", "")), path
        found = Elements()
        found.feed(page)
        assert found.tags <= {*ELEMENTS.split()}, path
        assert not [name for name, _ in found.attributes if name.startswith("on") or name == "style"], path
        leading = [value or "" for name, value in found.attributes if name in ("href", "src", "action")]
        assert all(value.startswith(("/", "#")) for value in leading), path
        assert page.partition("</head>")[0].count("</title>") == 1, path


def test_their_twins_are_json_in_ascii(hostile: TestClient) -> None:
    for path in pages(hostile):
        twin = hostile.get("{}.json{}{}".format(*path.partition("?")))
        assert twin.status_code == 200, path
        assert twin.text.isascii(), path
        assert twin.headers["content-type"] == "application/json"
        twin.json()


def test_a_document_with_ten_thousand_claims_is_shown(tmp_path: Path) -> None:
    app = create_app(make_hostile(tmp_path / "ledger", claims=5_000, word="the council"))
    app.state.desk._start = lambda comparison: None
    with TestClient(app, base_url="http://localhost") as client:
        data = client.get(f"/event/{HOSTILE}.json").json()
        assert sum(len(one["claims"]) for one in data["accounts"]) == 10_000
        page = client.get(f"/event/{HOSTILE}").text
        assert "10,000 claims" in page
        assert len(page) < 5_000_000
        assert client.get(data["documents"][0]["link"].partition("#")[0]).status_code == 200

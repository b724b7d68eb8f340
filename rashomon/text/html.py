"""The article of an HTML page: its text by trafilatura, its metadata only where the page states it.

trafilatura guesses titles, site names and dates from the page's body; a guessed date would end up as evidence,
so only <title>, <meta>, <link rel="canonical"> and JSON-LD count here.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rashomon.text.decode import decode
from rashomon.text.rows import iso_date

__all__ = ["Page", "read_page"]

TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title")
SITES = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher")
DATES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "dcterms.issued",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
)
ARTICLES = frozenset(
    {"Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BlogPosting"}
    | {"BackgroundNewsArticle", "ReviewNewsArticle", "LiveBlogPosting", "Report"}
)


@dataclass(frozen=True, slots=True)
class Page:
    """`text` has paragraphs separated by blank lines; it is empty when the page holds no article."""

    text: str
    title: str | None
    url: str | None
    publisher: str | None
    published: str | None


def read_page(data: bytes) -> Page:
    """Take the article out of a page. Raises whatever lxml or trafilatura raise on what they cannot read."""
    import trafilatura

    for name in ("trafilatura", "htmldate", "justext", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    markup = _markup(data)
    found = trafilatura.extract(markup, include_comments=False, include_links=False, output_format="txt") or ""
    paragraphs = [line.strip() for line in found.splitlines()]
    text = "\n\n".join(line for line in paragraphs if line)
    tree = trafilatura.load_html(markup)
    if tree is None:
        return Page(text, None, None, None, None)
    meta = _meta(tree)
    linked = next(_articles(tree), {})
    title = _first(meta, TITLES) or _string(linked.get("headline")) or _one_line(tree.findtext(".//title"))
    canonical = next((_one_line(link.get("href")) for link in tree.iterfind(".//link[@rel='canonical']")), None)
    publisher = _first(meta, SITES) or _name(linked.get("publisher"))
    stated = [meta[key] for key in DATES if key in meta] + [_string(linked.get("datePublished")) or ""]
    published = next((day for day in map(iso_date, stated) if day), None)
    return Page(text, title, canonical or meta.get("og:url"), publisher, published)


def _markup(data: bytes) -> str:
    """The page as text: as UTF-8 if it is that, else as the encoding that its <meta charset> names."""
    import codecs
    import re

    decoded = decode(data)
    text = decoded.text
    if decoded.offset is not None or decoded.encoding == "cp1252":
        named = re.search(rb"<meta[^>]{0,80}charset=[\"']?([\w-]{2,30})", data[:4096], re.I)
        if named:
            try:
                text = data.decode(codecs.lookup(named[1].decode("ascii")).name, errors="replace")
            except (LookupError, UnicodeError):
                text = decoded.text
    # lxml refuses strings with an encoding declaration and with null bytes
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\0", "\ufffd")


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iterfind(".//meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        content = _one_line(element.get("content"))
        if key and content:
            found.setdefault(key.strip().lower(), content)
    return found


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects of the page that are articles."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            stack = [json.loads(script.text or "")]
        except (ValueError, RecursionError):
            continue
        while stack:
            item = stack.pop()
            if isinstance(item, list):
                stack.extend(reversed(item))
            elif isinstance(item, dict):
                kinds = item.get("@type")
                if not ARTICLES.isdisjoint(
                    k for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str)
                ):
                    yield item
                stack.extend(
                    reversed([v for k, v in item.items() if k in ("@graph", "mainEntity", "mainEntityOfPage")])
                )


def _first(meta: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((meta[key] for key in keys if key in meta), None)


def _string(value: Any) -> str | None:
    return _one_line(value) if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _string(value.get("name")) if isinstance(value, dict) else _string(value)


def _one_line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None

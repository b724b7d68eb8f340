"""Short, stable ids made from what a thing is."""

from __future__ import annotations

import hashlib

from rashomon.model import Span

__all__ = ["mention_id", "stable_id"]


def stable_id(*parts: object) -> str:
    """Twelve hexadecimal digits from the parts; the same parts give the same id on every machine."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:12]


def mention_id(kind: str, document: str, span: Span, *more: object) -> str:
    """The id of a mention: kind (a word such as "event"), the document's id and the place in it."""
    return stable_id(kind, document, span.start, span.end, *more)

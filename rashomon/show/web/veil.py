"""Which words may be too graphic to read all day."""

from __future__ import annotations

import re
from functools import cache

from rashomon.data import lexicon

__all__ = ["graphic_spans", "is_graphic"]


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(lexicon("graphic")["words"], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)


def is_graphic(text: str) -> bool:
    """True of text that names a cruelty or an injured body in plain words (`data/lexicons/graphic.toml`)."""
    return _pattern().search(text) is not None


def graphic_spans(text: str) -> list[tuple[int, int]]:
    """Where the graphic words stand: code points, end exclusive, in order, not overlapping."""
    return [match.span() for match in _pattern().finditer(text)]

"""The sentence around a span, by its punctuation: enough to read the words that stand beside a figure."""

from __future__ import annotations

import re

__all__ = ["sentence_around", "sentence_bounds"]

# A sentence ends at a full stop, question or exclamation mark before a space, or at a blank line.
SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s|\n\s*\n")
LONGEST = 600  # code points looked at on either side


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence that holds `text[start:end]` begins and ends, its closing mark included."""
    before = text[max(0, start - LONGEST) : start]
    cut = [m.end() for m in SENTENCE_END.finditer(before)]
    after = SENTENCE_END.search(text, end, end + LONGEST)
    stop = after.end() if after else min(len(text), end + LONGEST)
    return start - len(before) + (cut[-1] if cut else 0), stop


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence that holds `text[start:end]`, without white space around it."""
    first, last = sentence_bounds(text, start, end)
    return text[first:last].strip()

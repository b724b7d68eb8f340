"""Lines of a document, each with the kind that its own words show, by the rules of `text_boilerplate.toml`.

A line here is what a page prints as one: a line of the text, or a paragraph whose lines were wrapped at a
fixed width. Words inside a line that are plainly something else (a credit, "Story Continued Below") become
pieces of their own. Everything that no rule knows has kind None and is left to the context (segment.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from rashomon.data import lexicon
from rashomon.model import PassageKind, Span

__all__ = ["Piece", "find_lines", "kind_of", "pieces_of", "trimmed"]

LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
BLANK = re.compile(r"\s+")
TAIL = 170  # characters in which a pattern for a line's end is looked for


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line; `block` numbers groups of lines with no blank line between them."""

    span: Span
    kind: PassageKind | None
    block: int


@dataclass(frozen=True, slots=True)
class Rules:
    """The compiled rules in the order of the file; `whole` with: at the end of a line, longest line, kind."""

    whole: tuple[tuple[re.Pattern[str], bool, int, PassageKind], ...]
    lead: tuple[tuple[re.Pattern[str], PassageKind], ...]
    inside: tuple[tuple[re.Pattern[str], PassageKind], ...]


@cache
def rules() -> Rules:
    whole, lead, inside = [], [], []
    for rule in lexicon("text_boilerplate")["rule"]:
        kind, at = PassageKind(rule["kind"]), rule["at"]
        choices = f"(?:{'|'.join(rule['patterns'])})"
        pattern = re.compile(
            rf"{choices}\Z" if at in ("line", "end") else choices, 0 if rule.get("case") else re.IGNORECASE
        )
        if at == "lead":
            lead.append((pattern, kind))
        elif at == "inside":
            inside.append((pattern, kind))
        else:
            whole.append((pattern, at == "end", int(rule["longest"]), kind))
    return Rules(tuple(whole), tuple(lead), tuple(inside))


def kind_of(line: str) -> PassageKind | None:
    """The kind that a line's own words show, or None. `line` is trimmed."""
    length = len(line)
    for pattern, at_end, longest, kind in rules().whole:
        if length <= longest and (pattern.search(line, max(0, length - TAIL)) if at_end else pattern.match(line)):
            return kind
    return None


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without white space at its ends; None when nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def find_lines(text: str) -> Iterator[tuple[Span, int]]:
    """Trimmed lines with the number of their block; wrapped paragraphs come as one."""
    block: list[Span] = []
    number = last = 0
    for found in LINE.finditer(text):
        span = trimmed(text, found.start(), found.end())
        if span is None:
            continue
        if block and _line_breaks(text, last, span.start) > 1:
            yield from ((line, number) for line in _joined(text, block))
            number += 1
            block = []
        block.append(span)
        last = span.end
    yield from ((line, number) for line in _joined(text, block))


def _line_breaks(text: str, start: int, end: int) -> int:
    gap = text[start:end].replace("\r\n", "\n")
    return sum(gap.count(mark) for mark in "\n\r\v\f\x85\u2028\u2029")


def _joined(text: str, block: list[Span]) -> list[Span]:
    """The lines of a block, or one span where they are a paragraph wrapped at a fixed width.

    Wrapped: at least two lines of 45 to 100 characters each but the last, and a line that starts in lower
    case or follows one without a full stop; lengths that mailers and wire services break lines at.
    """
    if len(block) < 2:
        return block
    full = [span.end - span.start for span in block[:-1]]
    if min(full) < 45 or max(full) > 100 or max(full) - min(full) > 30:
        return block
    runs_on = sum(
        text[after.start].islower() or text[before.end - 1] not in '.!?:"”’)' for before, after in pairwise(block)
    )
    return [Span(block[0].start, block[-1].end)] if runs_on > 0.6 * len(full) else block


def pieces_of(text: str) -> list[Piece]:
    """All lines as pieces with the kinds that their own words show."""
    found: list[Piece] = []
    for span, block in find_lines(text):
        line = text[span.start : span.end]
        kind = kind_of(line)
        if kind is not None:
            found.append(Piece(span, kind, block))
        else:
            found.extend(_cut(text, span, block))
    return found


def _cut(text: str, span: Span, block: int) -> Iterator[Piece]:
    """Cut a lead and inner pieces out of a line that is text."""
    start = span.start
    for pattern, kind in rules().lead:
        lead = pattern.match(text, start, span.end)
        if lead and lead.end() < span.end:
            cut = trimmed(text, start, lead.end())
            if cut:
                yield Piece(cut, kind, block)
            start = lead.end()
            break
    marks = sorted(
        (*found.span("cut" if "cut" in pattern.groupindex else 0), kind)
        for pattern, kind in rules().inside
        for found in pattern.finditer(text, start, span.end)
    )
    for first, end, kind in marks:
        if first < start:
            continue
        before, inner = trimmed(text, start, first), trimmed(text, first, end)
        if before:
            yield Piece(before, None, block)
        if inner:
            yield Piece(inner, kind, block)
        start = end
    rest = trimmed(text, start, span.end)
    if rest:
        yield Piece(rest, None, block)

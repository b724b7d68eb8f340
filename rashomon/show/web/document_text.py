"""A text cut into pieces, so that marks sit exactly on their words.

Offsets are code points of the text as it was read. A browser counts otherwise (UTF-16 units, without the carriage
returns and null bytes that HTML drops), so all cutting happens here: wherever a passage, a mark or a graphic word
begins or ends, and after every line end of two characters. Each piece says where it begins; within a piece a character
of the text is one character on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rashomon.model import Passage, PassageKind

__all__ = ["Mark", "Piece", "cut", "harmless"]

READ_AS_ARTICLE = frozenset({PassageKind.ARTICLE, PassageKind.HEADLINE, PassageKind.DATELINE})
# Control characters, and marks that turn the reading direction around. LRM, RLM and ALM (needed by right-to-left
# scripts, harmless) stay, and so do joiners and variation selectors.
STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]")
CRLF = re.compile("\r\n")


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that a claim rests on."""

    claim: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text that is alike throughout. `claims` are those whose words it is part of, the longest mark
    first; `begins` those whose words begin here; `kind` is that of its passage, None between passages."""

    start: int
    end: int
    text: str
    kind: PassageKind | None
    claims: tuple[str, ...]
    begins: tuple[str, ...]
    wanted: bool
    graphic: bool

    @property
    def dimmed(self) -> bool:
        return self.kind not in READ_AS_ARTICLE


def harmless(text: str) -> str:
    """The text for a page, character by character: what could steer the page or is no character shows as U+FFFD."""
    return STEERING.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n")


def cut(
    text: str,
    passages: Sequence[Passage],
    marks: Iterable[Mark],
    graphic: Iterable[tuple[int, int]] = (),
    wanted: tuple[int, int] | None = None,
) -> list[Piece]:
    """The pieces of a text, in order, which together are all of it. `wanted` is a span that a link asks for."""
    found = sorted(
        (one for one in marks if 0 <= one.start < one.end <= len(text)),
        key=lambda one: (one.start, -one.end, one.claim),
    )
    veiled = sorted(graphic)
    spans = [(one.start, one.end) for one in found] + veiled
    spans += [(one.span.start, one.span.end) for one in passages]
    spans += [wanted] if wanted else []
    edges = {0, len(text)} | {edge for span in spans for edge in span if 0 < edge < len(text)}
    edges |= {match.end() for match in CRLF.finditer(text)}
    ordered = sorted(edges)
    kinds = sorted(passages, key=lambda one: one.span.start)
    pieces: list[Piece] = []
    open_marks: list[Mark] = []
    next_mark = next_kind = next_veil = 0
    for start, end in pairwise(ordered):
        open_marks = [one for one in open_marks if one.end > start]
        begins = []
        while next_mark < len(found) and found[next_mark].start == start:
            open_marks.append(found[next_mark])
            begins.append(found[next_mark].claim)
            next_mark += 1
        while next_kind < len(kinds) and kinds[next_kind].span.end <= start:
            next_kind += 1
        while next_veil < len(veiled) and veiled[next_veil][1] <= start:
            next_veil += 1
        inside = next_kind < len(kinds) and kinds[next_kind].span.start <= start
        pieces.append(
            Piece(
                start,
                end,
                harmless(text[start:end]),
                kinds[next_kind].kind if inside else None,
                tuple(dict.fromkeys(one.claim for one in sorted(open_marks, key=lambda one: one.start - one.end))),
                tuple(dict.fromkeys(begins)),
                wanted is not None and wanted[0] <= start < wanted[1],
                next_veil < len(veiled) and veiled[next_veil][0] <= start,
            )
        )
    return pieces

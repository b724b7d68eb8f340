"""Reading the official score sheets of 1992.

A sheet has a block of 24 rows for each template, headed by the text and the numbers of the key and response
template that were held against each other, and closes with rows over all texts and the F-measures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from benchmarks.muc4.tally import Tally

__all__ = ["Pair", "Sheet", "parse_sheet", "read_sheet"]

_HEAD = re.compile(r"^(\S+)\s+key:\s*(\S+)\s+response:\s*(\S+)\s*(?:\[(\w+)\])?\s*$")
_ROW = re.compile(
    r"^(.*?)\s+(\d+)\s*(\d+)\|\s*(\d+)\s*(\d+)\s*(\d+)\|\s*(\d+)\s*(\d+)\|\s*(\d+)\s*(\d+)\s*(\d+)\s*\|\s*(\S+)\s+(\S+)\s+(\S+)"
)
_F = re.compile(r"^F-MEASURES\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)")


@dataclass(frozen=True)
class Pair:
    """One block: text, key and response template (None: held against nothing), the judge's word, its rows."""

    message: str
    key: str | None
    response: str | None
    status: str
    rows: dict[str, Tally]


@dataclass(frozen=True)
class Sheet:
    """A sheet: its blocks, the closing rows (slots, groups, totals), and F at P&R, 2P&R and P&2R (0..100)."""

    pairs: tuple[Pair, ...]
    rows: dict[str, Tally]
    f: tuple[float, float, float]

    @property
    def pairing(self) -> dict[str, list[tuple[str, str]]]:
        """For each text the numbers of the key and response templates held against each other, as often as listed."""
        made: dict[str, list[tuple[str, str]]] = {}
        for pair in self.pairs:
            if pair.key and pair.response and "*" not in {pair.key, pair.response}:
                made.setdefault(pair.message, []).append((pair.key, pair.response))
        return made


def _row(line: str) -> tuple[str, Tally] | None:
    match = _ROW.match(line)
    if match is None:
        return None
    _, _, cor, par, inc, icr, ipa, spu, mis, non = (int(match[i]) for i in range(2, 12))
    return match[1].strip(), Tally(cor, par, inc, spu, mis, non, icr, ipa)


def parse_sheet(text: str) -> Sheet:
    """A sheet from its text; ValueError where it has no F-measures or a row contradicts its own sums."""
    pairs: list[Pair] = []
    closing: dict[str, Tally] = {}
    rows = closing
    f: tuple[float, float, float] | None = None
    for line in text.splitlines():
        head, row, measures = _HEAD.match(line), _row(line), _F.match(line)
        if head:
            rows = {}
            key, response = (None if part == "<NONE>" else part for part in (head[2], head[3]))
            pairs.append(Pair(head[1], key, response, head[4] or "", rows))
        elif "TOTAL SLOT SCORES" in line:
            rows = closing
        elif row:
            rows[row[0]] = row[1]
        elif measures:
            f = (float(measures[1]), float(measures[2]), float(measures[3]))
    if f is None:
        raise ValueError("a score sheet without F-measures")
    return Sheet(tuple(pairs), closing, f)


def read_sheet(path: Path) -> Sheet:
    """The sheet of a file; OSError, ValueError."""
    return parse_sheet(path.read_text(encoding="utf-8", errors="replace"))

"""Scoring what a ledger exports for one document against its gold facts; the rules stand at the head of facts.py."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.framework import DataError
from rashomon.model import COUNT_FIELDS

__all__ = ["Exported", "Gold", "alike", "same_claimant", "same_value", "score_document"]

Row = dict[str, Any]

COUNTS = frozenset(one.value for one in COUNT_FIELDS)
NAMED = ("actor", "recipient", "label")
REAL = ("actual", "possible")
NEAR = 150  # code points around a gold quote in which the evidence for an actor, recipient or label may stand
EDGE = 2  # code points by which the ends of a passage may be off
STEM = 5  # letters by which two words are compared, when both have at least
SHORTEST = 4
# Words that do not tell one name from another.
TITLES = (
    "mr mrs ms dr president leader spokesman spokeswoman spokesperson official officials minister ministry government"
)
SMALL = "the a an of and or in on for by to from its their his her said says group state people some other"
PLAIN = frozenset([*TITLES.split(), *SMALL.split()])


@dataclass(frozen=True, slots=True)
class Gold:
    """One gold file."""

    path: Path
    content: Row


@dataclass(slots=True)
class Exported:
    """What the ledger has of one document: its text, and rows with the keys of the public contract."""

    text: str
    claims: list[Row] = field(default_factory=list)
    mentions: list[Row] = field(default_factory=list)
    passages: list[Row] = field(default_factory=list)
    problems: tuple[str, ...] = ()


def alike(one: str, other: str) -> bool:
    """Whether two names share a word, or the first five letters of one of at least four."""
    return any(
        a == b or (min(len(a), len(b)) >= SHORTEST and (a.startswith(b[:STEM]) or b.startswith(a[:STEM])))
        for a in _words(one)
        for b in _words(other)
    )


def _words(name: str) -> set[str]:
    every = set(re.findall(r"[\w'-]+", name.lower()))
    return every - PLAIN or every


def same_value(gold: str, got: Row) -> bool:
    """Whether `got` has the gold words: as its own words at that place, or as the name that they stand for."""
    return any(alike(gold, str(got[told])) for told in ("name", "text") if got.get(told))


def same_claimant(gold: str | None, got: Row | None) -> bool:
    """`gold` is a name, AUTHOR (or nothing) or UNNAMED; `got` has kind and name."""
    kind, name = str((got or {}).get("kind", "")).lower(), str((got or {}).get("name") or "")
    if gold in (None, "AUTHOR", "UNNAMED"):
        wanted = gold or "AUTHOR"
        return kind == wanted.lower() or name == wanted
    return alike(str(gold), name)


def score_document(gold: Gold, got: Exported) -> Counter[str]:
    """Counts of what was wanted, found and right, by name. Raises DataError for a gold quote that the text has not."""
    return _Document(gold, got).score()


@dataclass
class _Document:
    gold: Gold
    got: Exported
    n: Counter[str] = field(default_factory=Counter)
    used: set[int] = field(default_factory=set)
    match: dict[str, Row] = field(default_factory=dict)

    def score(self) -> Counter[str]:
        for claim in self.got.claims:
            for one in claim["evidence"]:
                self.n["spans"] += 1
                self.n["spans_exact"] += self.got.text[one["start"] : one["end"]] == one["quote"]
        claims: list[Row] = self.gold.content.get("claims") or []
        ordered = sorted(claims, key=lambda c: bool(c.get("optional", False)))
        for claim in ordered:
            start, end = self.place(str(claim["quote"]), int(claim.get("nth", 1)))
            if claim["field"] in COUNTS:
                self.count(claim, start, end)
            elif claim["field"] in NAMED:
                self.named(claim, start, end)
        self.doers(ordered)
        self.invented(ordered)
        self.pairs()
        self.not_events()
        self.passages()
        return self.n

    def place(self, quote: str, nth: int = 1) -> tuple[int, int]:
        start = -1
        for _ in range(nth):
            start = self.got.text.find(quote, start + 1)
            if start < 0:
                raise DataError(f"{self.gold.path}, line {self.line(quote)}: the text has no {quote!r} (number {nth}).")
        return start, start + len(quote)

    def line(self, quote: str) -> int:
        """The line of the gold file that the quote begins on, 1 where it is written in another way there."""
        if not self.gold.path.is_file():
            return 1
        lines = self.gold.path.read_text(encoding="utf8").splitlines()
        return next((number for number, line in enumerate(lines, 1) if quote[:30] in line), 1)

    def count(self, claim: Row, start: int, end: int) -> None:
        required = not claim.get("optional", False)
        self.n["count_gold"] += required
        fitting = [
            (number, one)
            for number, one in enumerate(self.got.claims)
            if number not in self.used
            and one["field"] == claim["field"]
            and _overlaps(one, start, end)
            and (one["value"].get("low"), one["value"].get("high")) == (claim.get("low"), claim.get("high"))
        ]
        if not fitting:
            return
        claimant = claim.get("claimant")
        number, best = min(fitting, key=lambda pair: not same_claimant(claimant, pair[1].get("claimant")))
        self.used.add(number)
        self.match[claim["id"]] = best
        if required:
            self.n["count_hit"] += 1
            self.n["count_hit_claimant"] += same_claimant(claimant, best.get("claimant"))
            self.n["approximate_right"] += bool(best["value"].get("approximate")) == bool(claim.get("approximate"))

    def named(self, claim: Row, start: int, end: int) -> None:
        kind = claim["field"]
        self.n[f"{kind}_gold"] += 1
        fitting = [
            one
            for one in self.got.claims
            if one["field"] == kind
            and _overlaps(one, max(0, start - NEAR), end + NEAR)
            and alike(str(claim["value"]), str(one["value"].get("name") or one["value"].get("text")))
        ]
        if not fitting:
            return
        spoken = next((one for one in fitting if same_claimant(claim.get("claimant"), one.get("claimant"))), None)
        self.match[claim["id"]] = spoken or fitting[0]
        self.n[f"{kind}_hit"] += 1
        self.n[f"{kind}_hit_claimant"] += spoken is not None
        if claim.get("stance"):
            self.n["stance_gold"] += 1
            self.n["stance_hit"] += any(one.get("stance") == claim["stance"] for one in fitting)

    def doers(self, claims: Sequence[Row]) -> None:
        """Statements of who did it, by value alone and with claimant and stance; of both sides only what is told as
        actual or possible. What only an optional statement has is right, and not required."""
        ours = [one for one in self.got.claims if one["field"] == "actor" and one.get("modality", "actual") in REAL]
        right: dict[str, set[int]] = {"doer": set(), "responsibility": set()}
        for claim in (one for one in claims if one["field"] == "actor"):
            start, end = self.place(str(claim["quote"]), int(claim.get("nth", 1)))
            same = {
                number: one
                for number, one in enumerate(ours)
                if _overlaps(one, max(0, start - NEAR), end + NEAR) and same_value(str(claim["value"]), one["value"])
            }
            told = {
                number
                for number, one in same.items()
                if same_claimant(claim.get("claimant"), one.get("claimant"))
                and one.get("stance") == claim.get("stance", "asserts")
            }
            required = not claim.get("optional", False) and claim.get("modality", "actual") in REAL
            for name, found in (("doer", set(same)), ("responsibility", told)):
                self.n[f"{name}_gold"] += required
                self.n[f"{name}_hit"] += required and bool(found)
                right[name] |= found
        for name, fitting in right.items():
            self.n[f"{name}_got"] += len(ours)
            self.n[f"{name}_right"] += len(fitting)

    def invented(self, claims: Sequence[Row]) -> None:
        """Counts given: those that match a required gold count, and real ones that match none."""
        self.n["count_got"] += sum(
            number not in self.used and one["field"] in COUNTS and one.get("modality", "actual") in REAL
            for number, one in enumerate(self.got.claims)
        )
        required = [c for c in claims if c["field"] in COUNTS and not c.get("optional", False)]
        self.n["count_got"] += sum(claim["id"] in self.match for claim in required)

    def pairs(self) -> None:
        for kind in ("disagree", "revises"):
            for one, other in _pairs(self.gold.content.get(kind) or []):
                self.n[f"{kind}_gold"] += 1
                both = one in self.match and other in self.match
                self.n[f"{kind}_hit"] += both and self.match[one]["event"] == self.match[other]["event"]

    def not_events(self) -> None:
        for quote in self.gold.content.get("not_events") or []:
            start, end = self.place(str(quote))
            self.n["not_events"] += 1
            self.n["not_events_clean"] += not any(
                m.get("modality", "actual") == "actual" and m["start"] < end and start < m["end"]
                for m in self.got.mentions
            )

    def passages(self) -> None:
        for wanted in self.gold.content.get("passages") or []:
            start, end = self.place(str(wanted["starts"]))[0], self.place(str(wanted["ends"]))[1]
            self.n["passages_gold"] += 1
            self.n["passages_hit"] += any(
                one["kind"] == wanted["kind"] and abs(one["start"] - start) <= EDGE and abs(one["end"] - end) <= EDGE
                for one in self.got.passages
            )


def _overlaps(claim: Row, start: int, end: int) -> bool:
    return any(one["start"] < end and start < one["end"] for one in claim["evidence"])


def _pairs(groups: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
    for group in groups:
        for place, one in enumerate(group):
            for other in group[place + 1 :]:
                yield one, other

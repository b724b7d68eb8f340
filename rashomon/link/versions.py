"""One account as the comparison sees it: its claim, its voice, and the words and days around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from rashomon.data import lexicon
from rashomon.model import Claim, Modality, Stance

__all__ = ["Version", "has_cue", "states"]


@dataclass(frozen=True, slots=True)
class Version:
    """One account before its relations: the first of its claims with what the comparison needs around it.

    `voice` is the claimant's key; `document` the claim's, `offset` its place there; `sentence` the words around the
    evidence, `at` where it begins in them, `until` where it ends; `when` the ISO date that the figure is of, or on
    which it was published, `last` the last date on which it was said; `ids` all its claims; `parts` the claims whose
    totals they are parts of. `response` marks an actor who acted against those who did it, `party` a claimant who is
    himself said to have done it.
    """

    claim: Claim
    voice: str
    document: str
    offset: int
    sentence: str
    when: str | None
    ids: frozenset[str]
    parts: frozenset[str]
    at: int = 0
    until: int = 0
    last: str | None = None
    response: bool = False
    party: bool = False


def states(version: Version) -> bool:
    """False for a version that denies or doubts its value."""
    claim = version.claim
    if claim.polarity == "negative" or claim.modality == Modality.NEGATED:
        return False
    return claim.stance not in (Stance.DENIES, Stance.DOUBTS)


@cache
def _pattern(name: str, head: str, tail: str) -> re.Pattern[str]:
    return re.compile(head + "(?:" + "|".join(lexicon("link_cues")[name]) + ")" + tail, re.IGNORECASE)


def has_cue(name: str, text: str, *, at_start: bool = False, at_end: bool = False) -> bool:
    """True when `text` has a phrase of the list `name` of the lexicon link_cues; `at_start` or `at_end` ask that it
    begins or ends with one."""
    head = r"^\s*" if at_start else r"\b"
    return _pattern(name, head, r"\W*$" if at_end else r"\b").search(text) is not None

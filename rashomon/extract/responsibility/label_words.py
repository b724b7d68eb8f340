"""What the rules for labels share: a label before its event is known, and the words of the lexicon `labels`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rashomon.data import lexicon
from rashomon.model import Stance, Token

__all__ = ["Called", "listed"]


@dataclass(frozen=True, slots=True)
class Called:
    """A label before its event is known. `about` is the token of what is called so, None where it is not printed.

    `first` and `last` are token indexes, both inclusive; `claimant` is a token, "UNNAMED", or None where the speech
    around decides. With `own` the label counts only where its head or the same sentence tells of an event."""

    first: int
    last: int
    head: Token
    about: Token | None
    claimant: Token | str | None
    stance: Stance
    cue: Token
    own: bool = False


@cache
def listed(section: str, key: str) -> frozenset[str]:
    """The words of one key of a section of the lexicon `labels`."""
    return frozenset(lexicon("labels")[section][key])

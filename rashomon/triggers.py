"""Words that tell of a happening: what the lexicons make of them, before it is known who did what to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rashomon.parsed import Span
from rashomon.scales import EventType, Field

__all__ = ["Candidate", "CasualtyTrigger", "Group", "People", "Trigger"]

People = Literal["object", "subject", "state", "of", "self", "second", "total"]


@dataclass(frozen=True, slots=True)
class Group:
    """One group of the lexicon: what its words mean. `needs` is a test of `figurative`, `of` is "actor",
    "recipient" or None; `mutual` when all who take part are actors."""

    type: EventType
    mode: str | None
    needs: str | None
    of: str | None
    mutual: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may be a trigger. `token` is its index, `span` the trigger's words, `taken` the indexes of all of
    its tokens, `groups` the senses in the order in which they are tried."""

    token: int
    span: Span
    taken: tuple[int, ...]
    groups: tuple[Group, ...]
    nominal: bool

    @property
    def usual(self) -> Group:
        """The first sense that is no matter of networks: "attack" is first of all one on bodies."""
        return next((g for g in self.groups if g.mode != "cyber"), self.groups[0])


@dataclass(frozen=True, slots=True)
class CasualtyTrigger:
    """A word that states a count field of people.

    `token` is the index of the trigger word, `span` the words that make it ("shot ... dead" is two words apart: then
    the span is the verb alone). `people` says where the people stand: the verb's "object" or "subject", a "state" of
    them ("12 dead"), "of" a happening ("the killing of 12"; "12 deaths"), the trigger "self" ("12 bodies"), the
    "second" word ("claimed 12 lives"), or nowhere because the number itself is the value ("total": "a toll of 40").
    `second` is the index of the completing word, if any. `total` marks running totals.
    """

    token: int
    span: Span
    field: Field
    people: People
    nominal: bool = False
    total: bool = False
    second: int | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells of a happening: `group` is what it means here, `casualty` what it says of people's fate."""

    candidate: Candidate
    casualty: CasualtyTrigger | None
    group: Group

"""What people decided about links, as linking must respect it: what belongs together and what does not.

A constraint names mentions, not happenings or events: their ids depend on the bytes of a document alone, so a
decision holds for every later run. A happening cannot be split by linking: where a constraint would put one apart
from itself, or asks for and forbids the same pair, keeping together wins here and the ledger's replay of the
decisions does the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from rashomon.model import MentionRef

__all__ = ["FREE", "Bound", "Constraints"]


@dataclass(frozen=True, slots=True)
class Constraints:
    """`together`: groups of mention ids that are one event (must-link); `apart`: pairs of groups of mention ids of
    which no member of the one is in an event with a member of the other (cannot-link)."""

    together: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()


FREE = Constraints()


class Told(Protocol):
    """What a happening tells here: the mentions by which decisions name it."""

    @property
    def mentions(self) -> tuple[MentionRef, ...]: ...


class Bound:
    """The constraints on a list of happenings, by index: `groups` to start from and the pairs that never join."""

    def __init__(self, happenings: Sequence[Told], constraints: Constraints = FREE) -> None:
        self._of = {ref.id: index for index, one in enumerate(happenings) for ref in one.mentions}
        self._parent = list(range(len(happenings)))
        for mentions in constraints.together:
            members = self._indexes(mentions)
            for member in members[1:]:
                one, other = self._root(members[0]), self._root(member)
                self._parent[max(one, other)] = min(one, other)
        self._never: dict[int, set[int]] = {}
        for ours, theirs in constraints.apart:
            self._part(self._indexes(ours), self._indexes(theirs))

    def _indexes(self, mentions: Iterable[str]) -> list[int]:
        return sorted({self._of[one] for one in mentions if one in self._of})

    def _root(self, index: int) -> int:
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def _part(self, ours: Sequence[int], theirs: Sequence[int]) -> None:
        for i in ours:
            for j in theirs:
                if self._root(i) != self._root(j):
                    self._never.setdefault(i, set()).add(j)
                    self._never.setdefault(j, set()).add(i)

    @property
    def groups(self) -> list[list[int]]:
        """The groups that clustering starts from, each sorted, by first member."""
        found: dict[int, list[int]] = {}
        for index in range(len(self._parent)):
            found.setdefault(self._root(index), []).append(index)
        return sorted(found.values())

    def may_join(self, ours: Sequence[int], theirs: Sequence[int]) -> bool:
        """False where somebody decided that a member of the one is not a member of the other."""
        if not self._never:
            return True
        return all(self._never.get(i, set()).isdisjoint(theirs) for i in ours)

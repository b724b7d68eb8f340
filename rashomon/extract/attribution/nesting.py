"""Whose words hold whose: the order of drafts, and the one around each."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.extract.attribution.enclosing import Enclosing
from rashomon.extract.attribution.saying import Draft

__all__ = ["in_order", "parents_of"]


def in_order(drafts: Sequence[Draft]) -> list[Draft]:
    """By first offset; of those that begin together the longest first."""
    return sorted(drafts, key=lambda d: (_first(d), -_size(d), d.cue_token))


def parents_of(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the one with the smallest content that holds its cue (its content, where no word is the cue)."""
    contents = Enclosing((span, number) for number, draft in enumerate(drafts) for span in draft.content)
    sizes = [_size(draft) for draft in drafts]
    places = {id(draft): number for number, draft in enumerate(drafts)}
    found: list[int | None] = []
    for number, draft in enumerate(drafts):
        if draft.inner_of is not None:
            found.append(places.get(id(draft.inner_of)))
            continue
        anchor = draft.cue or draft.content[0]
        holding = [
            (sizes[other], other)
            for other in contents.around(anchor)
            if other != number and sizes[other] > sizes[number] and _first(drafts[other]) <= anchor.start
        ]
        found.append(min(holding)[1] if holding else None)
    return found


def _first(draft: Draft) -> int:
    spans = [*draft.content, *(s for s in (draft.cue, draft.claimant_span) if s is not None)]
    return min(s.start for s in spans)


def _size(draft: Draft) -> int:
    return sum(s.end - s.start for s in draft.content)

"""From what the model says of each word to attributions: pieces of source, cue and content that belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from rashomon.extract.trained.decode import best_tags, runs_of
from rashomon.extract.trained.judged import Decoding
from rashomon.judged import Judged
from rashomon.parsed import Span

__all__ = ["Group", "groups_of", "spans_of"]

UNLINKED = -1


@dataclass(slots=True)
class Group:
    """One attribution: words (first, last) of its pieces."""

    source: list[tuple[int, int]] = field(default_factory=list)
    cue: list[tuple[int, int]] = field(default_factory=list)
    content: list[tuple[int, int]] = field(default_factory=list)


def groups_of(judged: Judged, decoding: Decoding) -> list[Group]:
    """Runs of tags gathered by cue; what hangs on no cue here stands alone."""
    tags = best_tags(judged.scores, decoding.transitions, decoding.start)
    runs = runs_of(tags, decoding.tags)
    cues = [(first, last) for role, first, last in runs if role == "cue"]
    groups = {first: Group(cue=[(first, last)]) for first, last in cues}
    loose: list[Group] = []
    for role, first, last in runs:
        if role == "cue":
            continue
        owner = _owner(judged, first, last, [c for c, _ in cues])
        if owner == UNLINKED:
            loose.append(Group())
            getattr(loose[-1], role).append((first, last))
        else:
            getattr(groups[owner], role).append((first, last))
    every = [*groups.values(), *loose]
    every.sort(key=lambda g: min(g.source + g.cue + g.content))
    return every


def _owner(judged: Judged, first: int, last: int, cues: Sequence[int]) -> int:
    """The first word of the cue that a run hangs on: the pointer's choice among the cues judged in its window, and
    none where the pointer says that none of them is its cue."""
    window = judged.window[first]
    near = [c for c in cues if judged.window[c] == window]
    if not near:
        return UNLINKED
    own = np.flatnonzero(judged.window[first : last + 1] == window) + first
    scores = (judged.word_side[own] @ judged.cue_side[near].T).mean(axis=0)
    best = int(scores.argmax())
    return near[best] if scores[best] >= judged.alone[own].mean() else UNLINKED


def spans_of(judged: Judged, runs: Sequence[tuple[int, int]]) -> list[Span]:
    """Runs of words as spans, cut where a paragraph ends."""
    found = []
    for first, last in runs:
        begin = first
        for i in range(first, last + 1):
            if i == last or judged.words[i + 1].paragraph != judged.words[i].paragraph:
                found.append(Span(judged.words[begin].start, judged.words[i].end))
                begin = i + 1
    return found

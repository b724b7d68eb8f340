"""Which of many spans enclose a given one, without looking at all of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from rashomon.model import Span

__all__ = ["Enclosing"]


class Enclosing:
    """Numbered spans, asked for those around a place.

    Sorted by start, with the furthest end so far beside each: a look-up walks back from the place and stops where
    nothing earlier reaches it. Cheap as long as few spans are very long.
    """

    def __init__(self, spans: Iterable[tuple[Span, int]]) -> None:
        self._spans = sorted(spans, key=lambda pair: (pair[0], pair[1]))
        self._starts = [span.start for span, _ in self._spans]
        self._reach = list(accumulate((span.end for span, _ in self._spans), max))

    def around(self, span: Span, *, slack_left: int = 0, slack_right: int = 0) -> Iterator[int]:
        """Numbers of the spans that contain `span`, the latest start first; they may begin `slack_left` code points
        late and end `slack_right` early."""
        index = bisect_right(self._starts, span.start + slack_left) - 1
        while index >= 0 and self._reach[index] >= span.end - slack_right:
            held, number = self._spans[index]
            if held.end >= span.end - slack_right:
                yield number
            index -= 1

    def inside(self, span: Span) -> Iterator[int]:
        """Numbers of the spans that begin inside `span` and end in it, in order."""
        index = bisect_right(self._starts, span.start - 1)
        while index < len(self._starts) and self._starts[index] < span.end:
            held, number = self._spans[index]
            if held.end <= span.end:
                yield number
            index += 1

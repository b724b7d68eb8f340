"""Spans around and inside a span, against the plain definition."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rashomon.extract.attribution.enclosing import Enclosing
from rashomon.model import Span

SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 60), st.integers(1, 30))


@given(st.lists(SPANS, max_size=20), SPANS)
def test_around_and_inside_are_complete(spans: list[Span], wanted: Span) -> None:
    held = Enclosing((span, number) for number, span in enumerate(spans))
    assert sorted(held.around(wanted)) == [n for n, s in enumerate(spans) if s.contains(wanted)]
    assert sorted(held.inside(wanted)) == [n for n, s in enumerate(spans) if wanted.contains(s)]


def test_slack_lets_marks_and_stops_stand_out() -> None:
    held = Enclosing([(Span(11, 18), 7)])
    assert list(held.around(Span(10, 20))) == []
    assert list(held.around(Span(10, 20), slack_left=1, slack_right=3)) == [7]

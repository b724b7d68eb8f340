"""Documents about one thing are one story, whether or not they tell of an event."""

from __future__ import annotations

from rashomon.link.gists import gist_of, likeness
from rashomon.link.stories import group_stories

FERRY = (
    "The ferry Marigold ran aground off Tolbukh harbour. Passengers of the Marigold waited on the deck for lifeboats."
)
FERRY_AGAIN = "Lifeboats took passengers off the ferry Marigold after she ran aground near the harbour of Tolbukh."
CHEESE = (
    "Dairymen in Verholm will bake the largest cheese pie of the county. The pie needs four hundred pounds of cheddar."
)
CHEESE_AGAIN = "A cheese pie of four hundred pounds of cheddar: the dairymen of Verholm bake for the county record."


def test_reports_of_one_thing_are_one_story() -> None:
    gists = [gist_of("a", FERRY), gist_of("b", CHEESE), gist_of("c", FERRY_AGAIN), gist_of("d", CHEESE_AGAIN)]
    expected = {"a": "a", "c": "a", "b": "b", "d": "b"}
    assert group_stories(gists) == expected
    assert group_stories(gists[::-1]) == expected


def test_texts_without_words_are_stories_of_their_own() -> None:
    assert group_stories([gist_of("a", ""), gist_of("b", "")]) == {"a": "a", "b": "b"}


def test_a_headline_counts_more_than_the_text() -> None:
    plain = gist_of("a", CHEESE)
    assert likeness(gist_of("b", "Nothing more is known.", "Ferry Marigold aground"), gist_of("c", FERRY)) > likeness(
        plain, gist_of("c", FERRY)
    )


def test_likeness_is_symmetric_and_one_with_itself() -> None:
    one, other = gist_of("a", FERRY), gist_of("b", FERRY_AGAIN)
    assert likeness(one, other) == likeness(other, one)
    assert abs(likeness(one, one) - 1) < 0.01

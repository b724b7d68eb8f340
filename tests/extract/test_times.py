"""Dates and times: exact as the words, no more; counted from the publication day only where that is given."""

from __future__ import annotations

import pytest

from rashomon.extract.times.times import find_times
from rashomon.model import Document, Passage, PassageKind, Reading, Span, TimeRange
from rashomon.text.parse import parse_passages

WEDNESDAY = "2024-05-15"


def read(text: str, published: str | None = None) -> Reading:
    reading = Reading(Document(id="d", name="d", text=text, published=published))
    reading.passages = (Passage(0, PassageKind.ARTICLE, Span(0, len(text))),)
    reading.parse = parse_passages(reading)
    return reading


def times(text: str, published: str | None = None) -> list[TimeRange]:
    return [mention.time for mention in find_times(read(text, published))]


def only(text: str, published: str | None = None) -> TimeRange:
    (found,) = times(text, published)
    return found


@pytest.mark.parametrize(
    ("words", "earliest", "latest", "precision"),
    [
        ("on March 22, 2024", "2024-03-22", "2024-03-22", 1),
        ("on 22 March 2024", "2024-03-22", "2024-03-22", 1),
        ("on 9 August 2020", "2020-08-09", "2020-08-09", 1),
        ("on the 9th of August, 2020", "2020-08-09", "2020-08-09", 1),
        ("on Friday, 22 March 2024", "2024-03-22", "2024-03-22", 1),
        ("on Sept. 11, 2001", "2001-09-11", "2001-09-11", 1),
        ("on 2020-08-09", "2020-08-09", "2020-08-09", 1),
        ("in March 2005", "2005-03-01", "2005-03-31", 4),
        ("in early March 2005", "2005-03-01", "2005-03-10", 4),
        ("in mid-March 2005", "2005-03-11", "2005-03-20", 4),
        ("in late February 2004", "2004-02-21", "2004-02-29", 4),
        ("in early 1999", "1999-01-01", "1999-04-30", 5),
        ("in late 2019", "2019-09-01", "2019-12-31", 5),
        ("in mid-2014", "2014-05-01", "2014-08-31", 5),
        ("at the end of 2020", "2020-09-01", "2020-12-31", 5),
        ("in the first half of 2016", "2016-01-01", "2016-06-30", 5),
        ("in spring 2011", "2011-03-01", "2011-05-31", 5),
        ("in the summer of 2014", "2014-06-01", "2014-08-31", 5),
        ("in the winter of 2011-12", "2011-12-01", "2012-02-29", 5),
        ("in 1968", "1968-01-01", "1968-12-31", 5),
        ("in the 1990s", "1990-01-01", "1999-12-31", 5),
        ("in the late 1980s", "1987-01-01", "1989-12-31", 5),
        ("in the 19th century", "1801-01-01", "1900-12-31", 5),
        ("from 2009-12", "2009-01-01", "2012-12-31", 5),
        ("between November 2013 and February 2014", "2013-11-01", "2014-02-28", 5),
        ("from 3 to 5 May 2021", "2021-05-03", "2021-05-05", 2),
        ("from 30 March to 2 April 2020", "2020-03-30", "2020-04-02", 2),
        ("between 1999 and 2001", "1999-01-01", "2001-12-31", 5),
        ("on August 9-12, 2020", "2020-08-09", "2020-08-12", 2),
        ("on Christmas Eve 2009", "2009-12-24", "2009-12-24", 1),
    ],
)
def test_a_printed_year_gives_days(words: str, earliest: str, latest: str, precision: int) -> None:
    found = only(f"Soldiers attacked the town {words}.")
    assert (found.earliest, found.latest, found.precision) == (earliest, latest, precision)
    assert found.anchor == "explicit"


@pytest.mark.parametrize(
    ("words", "month", "day", "precision"),
    [
        ("on 22 March", 3, 22, 1),
        ("on March 22", 3, 22, 1),
        ("on June 10th", 6, 10, 1),
        ("in April", 4, None, 4),
        ("in early April", 4, None, 4),
        ("from 3 to 5 May", 5, None, 2),
    ],
)
def test_a_year_that_is_not_printed_stays_unknown(words: str, month: int, day: int | None, precision: int) -> None:
    found = only(f"Soldiers attacked the town {words}.")
    assert (found.earliest, found.latest) == (None, None)
    assert (found.month, found.day, found.precision) == (month, day, precision)


@pytest.mark.parametrize(
    "words", ["on Friday", "last Friday", "yesterday", "two weeks ago", "last month", "last night"]
)
def test_relative_words_stay_unknown_without_a_publication_day(words: str) -> None:
    found = only(f"Soldiers attacked the town {words}.")
    assert (found.earliest, found.latest, found.month, found.day) == (None, None, None, None)
    assert found.anchor == "publication"


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("on 22 March", "2024-03-22", "2024-03-22"),
        ("on 22 September", "2023-09-22", "2023-09-22"),
        ("on May 15", "2024-05-15", "2024-05-15"),
        ("in April", "2024-04-01", "2024-04-30"),
        ("in December", "2023-12-01", "2023-12-31"),
        ("last May", "2023-05-01", "2023-05-31"),
        ("in September last year", "2023-09-01", "2023-09-30"),
        ("on Wednesday", "2024-05-15", "2024-05-15"),
        ("on Sunday", "2024-05-12", "2024-05-12"),
        ("last Friday", "2024-05-10", "2024-05-10"),
        ("last Wednesday", "2024-05-08", "2024-05-08"),
        ("on Monday night", "2024-05-13", "2024-05-13"),
        ("yesterday", "2024-05-14", "2024-05-14"),
        ("this morning", "2024-05-15", "2024-05-15"),
        ("last night", "2024-05-14", "2024-05-15"),
        ("three days ago", "2024-05-12", "2024-05-12"),
        ("two weeks ago", "2024-04-28", "2024-05-04"),
        ("a month ago", "2024-04-01", "2024-04-30"),
        ("five years ago", "2019-01-01", "2019-12-31"),
        ("last week", "2024-05-06", "2024-05-12"),
        ("last month", "2024-04-01", "2024-04-30"),
        ("earlier this month", "2024-05-01", "2024-05-15"),
        ("last year", "2023-01-01", "2023-12-31"),
        ("over the weekend", "2024-05-11", "2024-05-12"),
        ("last summer", "2023-06-01", "2023-08-31"),
        ("in the past two days", "2024-05-13", "2024-05-15"),
        ("over the last two years", "2022-05-15", "2024-05-15"),
        ("between Friday and Sunday", "2024-05-10", "2024-05-12"),
    ],
)
def test_relative_words_count_from_the_publication_day(words: str, earliest: str, latest: str) -> None:
    found = only(f"Soldiers attacked the town {words}.", WEDNESDAY)
    assert (found.earliest, found.latest) == (earliest, latest)
    assert found.anchor == "publication"


@pytest.mark.parametrize(
    ("text", "earliest"),
    [
        ("The court will hear him on Friday.", "2024-05-17"),
        ("The vote is expected to be held on Sunday.", "2024-05-19"),
        ("He will stand trial on 20 June.", "2024-06-20"),
        ("The envoys agreed to meet on 2 June.", "2024-06-02"),
        ("He returns next Monday.", "2024-05-20"),
    ],
)
def test_what_is_to_come_lies_ahead(text: str, earliest: str) -> None:
    assert only(text, WEDNESDAY).earliest == earliest


@pytest.mark.parametrize(
    ("second", "earliest"),
    [
        ("The following day twelve people died.", "2020-08-10"),
        ("The next day twelve people died.", "2020-08-10"),
        ("Twelve people died two days later.", "2020-08-11"),
        ("Twelve people had died the day before.", "2020-08-08"),
        ("Twelve people had died three days earlier.", "2020-08-06"),
        ("Twelve people died that same day.", "2020-08-09"),
        ("Twelve people died later that year.", "2020-01-01"),
    ],
)
def test_words_that_count_from_another_time(second: str, earliest: str) -> None:
    found = times(f"Shelling began on 9 August 2020. {second}")[1]
    assert (found.earliest, found.anchor) == (earliest, "relative")


def test_the_day_after_a_date_without_a_year() -> None:
    found = times("Shelling began on 31 March. The following day twelve people died.")[1]
    assert (found.earliest, found.month, found.day) == (None, 4, 1)


def test_words_that_count_from_nothing_stay_unknown() -> None:
    found = only("The following day twelve people died.")
    assert (found.earliest, found.month, found.day) == (None, None, None)


@pytest.mark.parametrize(
    ("words", "earliest", "latest", "text"),
    [
        ("since 2014", "2014-01-01", None, "since 2014"),
        ("since March 2014", "2014-03-01", None, "since March 2014"),
        ("until May 2015", None, "2015-05-31", "until May 2015"),
        ("before 2011", None, "2010-12-31", "before 2011"),
    ],
)
def test_open_ranges(words: str, earliest: str | None, latest: str | None, text: str) -> None:
    found = only(f"The army held the town {words}.")
    assert (found.earliest, found.latest, found.text) == (earliest, latest, text)


def test_since_before_a_clause_opens_nothing() -> None:
    found = only("Hundreds have died since fighting broke out on 10 June 2010.")
    assert (found.earliest, found.latest) == ("2010-06-10", "2010-06-10")


@pytest.mark.parametrize(
    "text",
    [
        "The siege lasted for three days.",
        "He was jailed for 20 years.",
        "The girl, 12 years old, survived.",
        "They march every Saturday.",
        "Some 2000 people fled.",
        "Police counted 1,999 of them.",
        "The price was $2010.",
        "He may march on the capital.",
        "The Sunday Times reported it.",
        "Theresa May condemned the attack.",
        "The score was 4:1.",
        "Two men were shot in the 1700 block of Elm Street.",
        "Two men were shot in a bar at 1555 Elm Street.",
        "Call detectives at 555-1950.",
        "Posted: Sunday, May 5, 2024 Updated: Monday, May 6, 2024",
        "Last updated on Tuesday.",
        "UPDATE (Tuesday, 4 p.m.): A man was shot in Toledo.",
    ],
)
def test_durations_counts_and_names_are_no_times(text: str) -> None:
    assert times(text, WEDNESDAY) == []


def test_what_somebody_posted_has_a_day() -> None:
    assert [t.earliest for t in times("A video that rebels posted on Sunday showed the bodies.", WEDNESDAY)] == [
        "2024-05-12"
    ]


def test_a_house_that_was_set_on_fire_is_no_plan() -> None:
    text = "He killed his wife before setting the house on fire on Sunday, police said."
    assert [t.earliest for t in times(text, WEDNESDAY)] == ["2024-05-12"]


def test_listed_dates_share_their_year() -> None:
    found = times("Raids on 30 March and 2 April 2020 killed nine.")
    assert [t.earliest for t in found] == ["2020-03-30", "2020-04-02"]


def test_a_story_goes_on_in_its_year() -> None:
    found = times("In March 2011 protests began. On 18 April soldiers opened fire.", "2015-01-01")
    assert (found[1].earliest, found[1].anchor) == ("2011-04-18", "relative")


def test_impossible_days_are_no_days() -> None:
    assert all(t.earliest is None for t in times("It began on 31 February 2020."))


def test_spans_are_quotes() -> None:
    reading = read("😀 “Aux armes” — the raid of 14 July 1789 began.")
    (mention,) = find_times(reading)
    assert reading.quote(mention.span) == "14 July 1789"


def test_the_same_text_gives_the_same_times() -> None:
    text = "On Monday and again last week, as in 2014, shells fell."
    assert find_times(read(text, WEDNESDAY)) == find_times(read(text, WEDNESDAY))


def test_nothing_is_found_in_nothing() -> None:
    assert find_times(Reading(Document(id="d", name="d", text=""))) == ()

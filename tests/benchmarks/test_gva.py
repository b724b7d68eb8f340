"""Incidents by hand: splits, counts, places, and what an article is mainly about."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchmarks.framework import DataError, Job, Score
from benchmarks.gva import (
    Answer,
    Article,
    count,
    gold_names,
    hits,
    main_event,
    measure,
    plain,
    read_articles,
    score,
    split_of,
)
from rashomon.model import (
    Claim,
    Document,
    Event,
    EventMention,
    EventType,
    Field,
    Happening,
    Modality,
    Place,
    Reading,
    Span,
    Stance,
    TimeRange,
)
from tests.link.make import Desk

ARTICLE = Article("a", "17", 1, 2, date(2016, 5, 1), "Alder Falls", "", "2016-05-02", "")


def row(**more: Any) -> dict[str, Any]:
    gold = {"killed": 0, "injured": 1, "date": "May 1, 2016", "city": "Alder Falls"}
    return {"incident": "17", "gold": gold, "title": "t", "dct": "2016-05-02", "uri": "u", "text": "x", **more}


def write(folder: Path, *rows: dict[str, Any]) -> None:
    with gzip.open(folder / "articles.jsonl.gz", "wt", encoding="utf8") as stream:
        stream.writelines(json.dumps(one) + "\n" for one in rows)


def test_splits_are_60_20_20_and_fixed() -> None:
    splits = [split_of(str(number)) for number in range(5000)]
    shares = {name: splits.count(name) / 5000 for name in ("train", "dev", "test")}
    assert shares == {
        "train": pytest.approx(0.6, abs=0.02),
        "dev": pytest.approx(0.2, abs=0.02),
        "test": pytest.approx(0.2, abs=0.02),
    }
    assert [split_of(str(number)) for number in range(3)] == splits[:3]


def test_articles_are_read(tmp_path: Path) -> None:
    write(tmp_path, row())
    (one,) = read_articles(tmp_path)
    assert (one.incident, one.killed, one.injured, one.day, one.city) == ("17", 0, 1, date(2016, 5, 1), "Alder Falls")


@pytest.mark.parametrize(
    "gold",
    [
        {"killed": "two", "injured": 0, "date": "May 1, 2016", "city": "x"},
        {"killed": 0, "injured": 0, "date": "1.5.2016", "city": "x"},
        {"killed": 0, "injured": 0, "city": "x"},
        None,
    ],
)
def test_a_broken_row_is_named_with_its_line(tmp_path: Path, gold: object) -> None:
    write(tmp_path, row(), row(gold=gold))
    with pytest.raises(DataError, match=r"articles\.jsonl\.gz, line 2"):
        read_articles(tmp_path)


def test_an_empty_split_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, row())
    other = next(name for name in ("train", "dev", "test") if name != split_of("17"))
    with pytest.raises(DataError, match=f"no article is in the split {other}"):
        measure(Job(tmp_path, other))


def claim(document: str, low: int, high: int | None, **more: Any) -> Claim:
    desk = Desk()
    desk.document(document, "dead")
    desk.say(document, "dead", Field.KILLED, low=low, high=high)
    return replace(desk.claims[0], **more)


def test_the_count_that_most_documents_give_wins() -> None:
    told = [("2016-05-01", claim("a", 1, 1)), ("2016-05-02", claim("b", 2, 2)), ("2016-05-03", claim("c", 2, 2))]
    assert count(told, [])[Field.KILLED] == 2


def test_the_later_count_wins_a_tie_and_each_document_gives_its_largest() -> None:
    told = [
        ("2016-05-02", claim("a", 1, 1)),
        ("2016-05-02", claim("a", 3, 3)),
        ("2016-05-01", claim("b", 4, 4)),
    ]
    assert count(told, [])[Field.KILLED] == 3


@pytest.mark.parametrize(
    "more",
    [
        {"part_of": "c9"},
        {"stance": Stance.DENIES},
        {"modality": Modality.PLANNED},
        {"polarity": "negative"},
        {"field": Field.INJURED},
    ],
)
def test_other_counts_do_not_count(more: dict[str, Any]) -> None:
    assert count([("2016-05-01", claim("a", 2, 2, **more))], [])[Field.KILLED] == 0
    assert count([("2016-05-01", claim("a", 2, None))], [])[Field.KILLED] == 0


def listed(document: str, **numbers: int) -> Happening:
    victims = tuple((Field(name), number) for name, number in numbers.items())
    return Happening("h" + document, document, EventType.ASSAULT, None, Modality.ACTUAL, "", (), victims=victims)


def test_people_told_of_one_by_one_count_where_no_numeral_does() -> None:
    told = [("2016-05-01", listed("a", killed=2))]
    assert count([], told)[Field.KILLED] == 2
    assert count([("2016-05-01", claim("a", 3, 3))], told)[Field.KILLED] == 3


def test_who_died_since_is_not_injured() -> None:
    told = [("2016-05-01", listed("a", injured=1)), ("2016-05-03", listed("b", killed=1))]
    assert count([], told) == {Field.KILLED: 1, Field.INJURED: 0}


def test_the_gold_names_counties_and_towns_after_their_post_towns() -> None:
    assert gold_names("Alder (county)") == {"aldercounty"}
    assert gold_names("Alder (Brook Falls)") == {"alder", "brookfalls"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Saint Alder", "St. Alder", True),
        ("La Brook", "LaBrook", True),
        ("Alder (Brook)", "Alder, Ohio", True),
        ("Alder", "Alder Falls", False),
    ],
)
def test_names_of_places(one: str, other: str, same: bool) -> None:
    assert (plain(one) == plain(other)) is same


def test_hits_by_hand() -> None:
    day = "2016-05-01"
    assert hits(ARTICLE, Answer(1, 2, day, day, ("alderfalls",))) == ["killed", "injured", "date", "city"]
    assert hits(ARTICLE, Answer(1, 1, day, "2016-05-02", ("alder",))) == ["killed"]


def mention(name: str, modality: Modality = Modality.ACTUAL, type: EventType = EventType.ASSAULT) -> EventMention:
    return EventMention(name, Span(0, 1), 0, 0, type, None, modality)


def reading(document: str, *mentions: EventMention, claims: tuple[Claim, ...] = ()) -> Reading:
    return Reading(Document(document, document, "dead"), events=mentions, claims=claims)


def test_the_main_event_has_victims_before_it_has_mentions() -> None:
    events = {"m1": "e1", "m2": "e2", "m3": "e2"}
    many = (mention("m2"), mention("m3"))
    assert main_event(reading("a", *many, mention("m1")), events) == "e2"
    assert main_event(reading("a", *many, mention("m1"), claims=(claim("a", 1, 1),)), events) == "e1"


def test_an_article_without_a_real_event_has_none() -> None:
    assert main_event(reading("a", mention("m1", Modality.NEGATED)), {"m1": "e1"}) is None


def test_the_score_of_three_articles_by_hand() -> None:
    """Two reports of one incident are put together; the third tells of nothing."""
    place = Place("Alder Falls", None, None, None, 2, None, None, "Alder Falls")
    time = TimeRange("2016-05-01", "2016-05-01", 5, 1, 1, "explicit", "May 1")
    event = Event("e", EventType.ASSAULT, None, "", place, time, Modality.ACTUAL, ("m1", "m2"), ("a", "b"))
    articles = [replace(ARTICLE, id="a"), replace(ARTICLE, id="b"), replace(ARTICLE, id="c", incident="18")]
    told = replace(claim("a", 1, 1), event_mention="m1")
    readings = [reading("a", mention("m1"), claims=(told,)), reading("b", mention("m2")), reading("c")]
    found = score(articles, readings, ["e", "e", None], {"e": event}, ())
    assert found.b_cubed == Score(1.0, 1.0, 1.0)
    assert found.pairwise == Score(1.0, 1.0, 1.0)
    assert (found.killed_exact, found.injured_exact) == (0.5, 0.0)
    assert (found.date_exact, found.city_exact) == (0.5, 0.5)
    assert (found.incidents, found.documents, found.without_event) == (2, 3, 1)

"""Events that look too large stand among the problems, with what to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from rashomon.ledger.records import Record, StoredMention
from rashomon.ledger.store import Ledger
from rashomon.ledger.writer import LedgerWriter
from rashomon.link.events import event_of
from rashomon.model import Document, Problem
from tests.link.make import day, happening

START = date(2021, 3, 1)


def large(folder: Path, days: Sequence[int | None], others: int = 0, copies: bool = False) -> list[Problem]:
    """The problems of a ledger in which one event is told by a document for each of `days` (None: no day is told),
    beside so many other documents."""
    told = []
    with LedgerWriter.open(folder) as writer:
        for number, offset in enumerate([*days, *[0] * others]):
            name = f"d{number:03d}"
            when = None if offset is None else day((START + timedelta(days=offset)).isoformat())
            one = happening(f"h{number}", name, times=(when,) if when else ())
            mentions = tuple(
                StoredMention(
                    ref.id, name, ref.start, ref.end, ref.quote, one.type, None, one.modality, None, True, False, (),
                    (), None, when, one.id,
                )
                for ref in one.mentions
            )  # fmt: skip
            document = Document(name, f"{name}.txt", "An attack.", publisher=f"paper {number % 7}")
            writer.add(number, Record(document, 2, mentions=mentions, happenings=(one,)))
            told.append(one)
        writer.flush()
        several = len(days)
        events = [event_of(told[:several]), *(event_of([one]) for one in told[several:])]
        writer.write_links(events, {one.document: told[0].document if copies else one.document for one in told})
    with Ledger(folder) as ledger:
        return list(ledger.problems())


def test_an_event_of_many_days_is_named_with_what_to_do(tmp_path: Path) -> None:
    (problem,) = large(tmp_path, range(0, 75, 3), others=300)
    assert (problem.code, problem.document) == ("large-event", "d000.txt")
    assert "told by 25 texts of 7 publishers, and the days that they tell of lie 60 days apart." in problem.message
    assert f"rashomon why {tmp_path} d000.txt d024.txt" in problem.message
    assert f"rashomon review {tmp_path} split " in problem.message


def test_one_that_is_much_of_the_ledger_is_named(tmp_path: Path) -> None:
    (problem,) = large(tmp_path, [0] * 60, others=140)
    assert "which is 30% of all texts here" in problem.message


def test_a_large_event_of_a_few_days_is_none(tmp_path: Path) -> None:
    assert large(tmp_path, [0, 1, 2] * 10, others=100) == []
    assert large(tmp_path / "large", [0] * 55, others=600) == []


def test_a_few_odd_days_are_none(tmp_path: Path) -> None:
    assert large(tmp_path, [0] * 25 + [400, 900], others=300) == []


def test_copies_of_one_text_are_one_text(tmp_path: Path) -> None:
    assert large(tmp_path, range(0, 300, 3), copies=True) == []


def test_a_small_event_is_none(tmp_path: Path) -> None:
    assert large(tmp_path, [0, 100, 400]) == []


def test_documents_without_a_day_are_counted_but_have_no_spread(tmp_path: Path) -> None:
    assert large(tmp_path, [None] * 30, others=300) == []
    (problem,) = large(tmp_path / "many", [None] * 60, others=100)
    assert "of all texts" in problem.message

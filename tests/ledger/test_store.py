"""Writing and reading back: parts, merging, full disks, hostile names, prefixes."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from rashomon.errors import LedgerError, NotFound
from rashomon.ledger import folder as layout
from rashomon.ledger import writer as writer_module
from rashomon.ledger.records import Record, storable
from rashomon.ledger.store import Ledger
from rashomon.ledger.writer import LedgerWriter
from rashomon.model import Document, Event, EventType, Field, Modality, Problem
from tests.run.fakes import ToyLinker, read_toy


def toy(name: str, text: str = "killed 22 mayor Lorvia\ninjured 3 AUTHOR Lorvia\n") -> Record:
    return read_toy(Document(id=f"id-{name}", name=name, text=text))


def link(folder: Path, writer: LedgerWriter) -> None:
    with Ledger(folder) as ledger:
        happenings, texts = tuple(ledger.happenings()), list(ledger.texts())
    writer.write_links(ToyLinker().events(happenings, ()), ToyLinker().copies(texts))


def test_what_was_added_comes_back(tmp_path: Path) -> None:
    record = toy("a.txt")
    with LedgerWriter.open(tmp_path / "l") as writer:
        writer.add(0, record)
        assert writer.pending == 1
        writer.flush()
        assert writer.pending == 0
        link(tmp_path / "l", writer)
    with Ledger(tmp_path / "l") as ledger:
        assert [item.claim for item in ledger.claims()] == list(record.claims)
        assert tuple(ledger.happenings()) == record.happenings
        assert [passage for _, passage in ledger.passages()] == list(record.passages)
        assert ledger.text("id-a.txt") == record.document.text
        assert list(ledger.documents()) == [replace(record.document, text="")]
        (view,) = ledger.events()
        assert view.event.title == "Lorvia"
        assert [one.id for one in view.mentions] == list(view.event.mentions)
        assert list(view.claims) == list(record.claims)
        assert {item.event for item in ledger.claims()} == {view.event.id}


def test_claims_that_begin_together_stand_in_order_of_length(tmp_path: Path) -> None:
    record = toy("a.txt", "killed 22 mayor Lorvia\n")
    (claim,) = record.claims
    (words,) = claim.evidence
    claims = tuple(
        replace(claim, id=name, evidence=(replace(words, end=words.start + length),))
        for name, length in (("c", 2), ("a", 3), ("b", 1))
    )
    with LedgerWriter.open(tmp_path / "l") as writer:
        writer.add(0, replace(record, claims=claims))
        writer.flush()
        with Ledger(tmp_path / "l") as ledger:
            assert [item.claim.id for item in ledger.claims()] == ["b", "c", "a"]


def test_nothing_is_seen_before_the_flush(tmp_path: Path) -> None:
    with LedgerWriter.open(tmp_path / "l") as writer:
        writer.add(0, toy("a.txt"))
        with Ledger(tmp_path / "l") as ledger:
            assert list(ledger.documents()) == []
        writer.flush()
        with Ledger(tmp_path / "l") as ledger:
            assert len(list(ledger.documents())) == 1


def test_a_reader_sees_the_ledger_as_it_was_when_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer_module, "FANOUT", 2)
    with LedgerWriter.open(tmp_path / "l") as writer:
        writer.add(0, toy("a.txt"))
        writer.flush()
        with Ledger(tmp_path / "l") as ledger:
            for number in range(6):
                writer.add(0, toy(f"{number}.txt"))
                writer.flush()
            assert [one.name for one in ledger.documents()] == ["a.txt"]
            assert len(list(ledger.claims())) == 2


def test_small_parts_are_merged_and_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer_module, "FANOUT", 3)
    monkeypatch.setattr(writer_module, "WIDEST", 9)
    count = 2 * 9 + 3 + 2  # two parts of nine flushes, which stay, one of three, two of one
    with LedgerWriter.open(tmp_path / "l") as writer:
        for number in range(count):
            writer.add(0, toy(f"{number:04}.txt"))
            writer.flush()
    assert len(os.listdir(tmp_path / "l" / "parts")) == 5
    with Ledger(tmp_path / "l") as ledger:
        assert [one.name for one in ledger.documents()] == [f"{number:04}.txt" for number in range(count)]
        assert len(list(ledger.claims())) == 2 * count
    with LedgerWriter.open(tmp_path / "l") as writer:
        assert len(writer.known) == count


def test_documents_stand_in_the_order_of_the_input(tmp_path: Path) -> None:
    with LedgerWriter.open(tmp_path / "l") as writer:
        for order in (2, 0, 1):
            writer.add(order, toy(f"{order}.txt"))
        writer.flush()
    (part,) = layout.current_parts(tmp_path / "l")
    from rashomon.ledger.writer import _read

    assert [row["name"] for row in _read(part, "documents", ["name"])] == ["0.txt", "1.txt", "2.txt"]


def test_problems_are_not_repeated(tmp_path: Path) -> None:
    problem = Problem("a.txt", "empty-file", "It is empty.", line=3)
    for expected in (True, False):
        with LedgerWriter.open(tmp_path / "l") as writer:
            assert writer.add_problem(0, problem) is expected
            assert writer.add_problem(0, problem) is False
            writer.flush()
    with Ledger(tmp_path / "l") as ledger:
        assert list(ledger.problems()) == [problem]


def test_a_value_that_cannot_be_stored_spoils_nothing_else(tmp_path: Path) -> None:
    bad = toy("bad.txt")
    bad = replace(bad, claims=tuple(replace(c, value=replace(c.value, low=10**30)) for c in bad.claims))
    with LedgerWriter.open(tmp_path / "l") as writer:
        writer.add(0, toy("a.txt"))
        with pytest.raises((OverflowError, ValueError)):
            writer.add(1, bad)
        assert "id-bad.txt" not in writer.known
        writer.flush()
    with Ledger(tmp_path / "l") as ledger:
        assert len(list(ledger.documents())) == 1


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_leaves_the_ledger_readable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    with LedgerWriter.open(tmp_path / "l") as writer:
        writer.add(0, toy("a.txt"))
        writer.flush()
        writer.add(1, toy("b.txt"))

        def full(*args: object) -> None:
            raise OSError(number, os.strerror(number))

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            with pytest.raises(LedgerError, match=r"disk of .* is full"):
                writer.flush()
        with Ledger(tmp_path / "l") as ledger:
            assert [one.name for one in ledger.documents()] == ["a.txt"]
        writer.flush()  # space was made
    with Ledger(tmp_path / "l") as ledger:
        assert [one.name for one in ledger.documents()] == ["a.txt", "b.txt"]


@pytest.mark.parametrize("name", ["it's", "a[1]*?", "x; DROP TABLE claims --", 'quo"te', "ü 文"])
def test_odd_names_of_ledgers_and_documents(tmp_path: Path, name: str) -> None:
    with LedgerWriter.open(tmp_path / name) as writer:
        writer.add(0, toy(f"{name}.txt"))
        writer.flush()
        link(tmp_path / name, writer)
    with Ledger(tmp_path / name) as ledger:
        found = ledger.document_ids(f"{name}.txt")
        assert len(list(ledger.claims(found, Field.KILLED))) == 1
        with pytest.raises(NotFound):
            ledger.event(name)


def test_documents_are_found_by_name_or_file_name(tmp_path: Path) -> None:
    with LedgerWriter.open(tmp_path / "l") as writer:
        for name in ("news/a.txt", "old/a.txt", "b.txt", "news/b.txt"):
            writer.add(0, toy(name))
        writer.flush()
    with Ledger(tmp_path / "l") as ledger:
        assert ledger.document_ids("news/a.txt") == ["id-news/a.txt"]
        assert ledger.document_ids("a.txt") == ["id-news/a.txt", "id-old/a.txt"]
        assert ledger.document_ids("b.txt") == ["id-b.txt"]
        with pytest.raises(NotFound, match=r"'c\.txt'.*There are: b\.txt, .*news/a\.txt"):
            ledger.document_ids("c.txt")


def event(one: str, **more: object) -> Event:
    base = Event(one, EventType.ASSAULT, None, f"title of {one}", None, None, Modality.ACTUAL, (), ())
    return replace(base, **more)  # type: ignore[arg-type]


def test_prefixes_and_redirects(tmp_path: Path) -> None:
    with LedgerWriter.open(tmp_path / "l") as writer:
        record = toy("a.txt")
        writer.add(0, record)
        writer.flush()
        mentions = tuple(one.id for one in record.mentions)
        events = [
            event("abc111", mentions=mentions[:1]),
            event("abc222", mentions=mentions[1:]),
            event("abc", mentions=()),
            event("fff", redirects_to="abc222", mentions=mentions[:1]),
        ]
        writer.write_links(events, {"id-a.txt": "id-a.txt"})
    with Ledger(tmp_path / "l") as ledger:
        assert ledger.event_id("abc1") == "abc111"
        assert ledger.event_id("abc") == "abc"  # exact before prefix
        assert ledger.event_id("ff") == "abc222"
        assert ledger.event("fff").event.id == "abc222"
        with pytest.raises(NotFound, match=r"3 events .*'ab'.*abc111 \(title of abc111\)"):
            ledger.event_id("ab")
        with pytest.raises(NotFound, match=r"begins with 'zz'.*abc111 \(title of abc111\)"):
            ledger.event_id("zz")
        with pytest.raises(NotFound):
            ledger.event_id("")
        with pytest.raises(NotFound):
            ledger.event_id("%")
        assert ledger.count_events() == 3
        assert [view.event.id for view in ledger.events()] == ["abc111", "abc222"]


def test_an_empty_ledger_has_nothing(tmp_path: Path) -> None:
    layout.create(tmp_path / "l")
    with Ledger(tmp_path / "l") as ledger:
        assert [*ledger.documents(), *ledger.claims(), *ledger.events(), *ledger.passages(), *ledger.problems()] == []
        with pytest.raises(NotFound, match="none yet"):
            ledger.event("a")
        with pytest.raises(NotFound, match="none yet"):
            ledger.document_ids("a")
        with pytest.raises(NotFound):
            ledger.text("a")


def test_lone_surrogates_are_replaced_without_moving_offsets() -> None:
    document = Document("x", "bad\udcff.txt", "a\ud83d\ude00b", title="\ud800")
    clean = storable(document)
    assert clean.text == "a\ufffd\ufffdb"
    assert clean.name == "bad\\udcff.txt"
    assert clean.title == "\ufffd"
    sound = Document("x", "n", "fine 😀")
    assert storable(sound) is sound

"""The made collection: the same each time, reports of one event alike, all else apart; and what is measured on it."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.framework import DataError, Job
from benchmarks.linkscale import held_by, measure, read_pages
from benchmarks.linkscale_made import EVERY, make_documents
from benchmarks.registry import named
from rashomon.model import Document, Field, Reading
from tests.link.make import day, happening, town

TEXT = (
    "Gunmen ambushed a convoy of lorries near Alder on 4 March 2021 and killed 12 drivers. The quarry lies beyond the "
    "orchard. A surgeon of the clinic counted the wounded. The ferry did not sail. Nobody admitted the ambush."
)


def readings() -> list[Reading]:
    found = []
    for number in range(3):
        name = f"page{number}"
        reading = Reading(
            Document(name, f"{name}.txt", TEXT.replace("quarry", f"quarry{number}"), published="2021-03-05")
        )
        reading.happenings = (
            happening(
                f"h{number}",
                name,
                places=(town("Alder", 1.0 + number, 30.0),),
                times=(day("2021-03-04"),),
                tolls=((Field.KILLED, 12, 12),),
                words="ambush convoy lorry surgeon clinic orchard ferry",
                lemmas=("ambush",),
                published="2021-03-05",
            ),
        )
        found.append(reading)
    return found


def test_the_same_documents_each_time_and_from_the_middle() -> None:
    every = list(make_documents(readings(), 12))
    assert every == list(make_documents(readings(), 12))
    assert every[7:] == list(make_documents(readings(), 12, 7))
    assert len({made.record.document.id for made in every}) == 12


def test_two_events_for_three_documents_and_reports_of_one_agree() -> None:
    every = list(make_documents(readings(), 9))
    assert len({made.event for made in every}) == 6
    first, second = every[EVERY - 2], every[EVERY - 1]
    assert first.event == second.event
    (one,), (other,) = first.record.happenings, second.record.happenings
    assert (one.places, one.times, one.tolls) == (other.places, other.times, other.tolls)
    assert first.record.document.text != second.record.document.text


def test_other_events_have_other_words_days_and_figures() -> None:
    every = [made.record for made in make_documents(readings(), 60)][::3]
    assert len({record.document.text for record in every}) == len(every)
    assert len({record.happenings[0].times[0].earliest for record in every}) > len(every) / 2
    assert len({record.happenings[0].tolls for record in every}) > 3
    assert all("killed" in record.document.text for record in every)
    assert not any("orchard" in record.document.text for record in every)


def test_mentions_lead_to_their_happenings() -> None:
    for made in make_documents(readings(), 6):
        (found,) = made.record.happenings
        assert {ref.id for ref in found.mentions} == {m.id for m in made.record.mentions}
        assert {m.happening for m in made.record.mentions} == {found.id} == {made.leading}
        assert found.document == made.record.document.id


def test_pace_memory_and_quality_are_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.linkscale.read_pages", lambda folder, number: (readings(), ()))
    result = measure(Job(tmp_path, "dev", 60))
    (one,) = result.sizes
    assert (one.documents, one.happenings, result.documents) == (60, 70, 60)  # ten were added
    assert 40 <= one.events <= 50
    assert result.b_cubed.f1 > 0.9
    assert result.growth == 1.0
    assert result.copies_per_minute > 0
    assert 10 < one.first_peak_memory_mib < 4000


def test_sizes_below_one_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="--sizes must be 1 or more"):
        measure(Job(tmp_path, "dev", None, argparse.Namespace(sizes=[0, 5])))


def test_pages_without_an_event_are_an_error(tmp_path: Path) -> None:
    row = {"id": "1", "text": "The lake is blue and the sky is wide."}
    (tmp_path / "some.jsonl").write_text(json.dumps(row) + "\n", encoding="utf8")
    with pytest.raises(DataError, match=r"some\.jsonl: no page tells of an event"):
        read_pages(tmp_path, 5)


def test_it_runs_only_where_it_is_named() -> None:
    benchmark = named("linkscale")
    assert benchmark is not None
    assert benchmark.named_only
    assert not benchmark.fast


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="only Linux tells what a process holds")
def test_memory_is_that_of_a_process_and_of_those_it_started() -> None:
    before = held_by(os.getpid())
    code = "held = bytearray(50_000_000); held[::4096] = b'x' * len(held[::4096]); print('there', flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        assert held_by(os.getpid()) > before + 40
        child.communicate(b"\n")
    assert held_by(child.pid) == 0

"""Texts of MUC-4: datelines, places and splits."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from benchmarks.framework import DataError
from benchmarks.muc4.corpus import find_corpus, read_corpus
from benchmarks.muc4.places import country_of, location, names_in
from benchmarks.muc4.texts import parse_messages, read_messages

MESSAGES = """TST9-MUC4-0001

   PUERTO ROJO, 7 MAY 89 (RADIO COSTA) -- [TEXT] A BOMB WENT OFF
NEAR THE MARKET.

   NOBODY WAS HURT -- SO FAR.


TST9-MUC4-0002 (NOSC)

   NO CITY (PERU), NO DATE -- [SPEECH] [TEXT] WE WANT PEACE.
"""
KEY = "\n".join(
    f"0.  MESSAGE: ID                     {name}\n1.  MESSAGE: TEMPLATE               *\n"
    "24. HUM TGT: TOTAL NUMBER           *\n"
    for name in ("TST9-MUC4-0001", "TST9-MUC4-0002")
)


def test_the_dateline_is_taken_off_and_lines_are_joined() -> None:
    first, second = parse_messages(MESSAGES)
    assert (first.name, first.line, first.place) == ("TST9-MUC4-0001", 1, "PUERTO ROJO")
    assert first.day == datetime.date(1989, 5, 7)
    assert first.body == "A BOMB WENT OFF NEAR THE MARKET.\n\nNOBODY WAS HURT -- SO FAR."
    assert (second.name, second.line, second.day, second.body) == ("TST9-MUC4-0002", 9, None, "WE WANT PEACE.")


def test_texts_that_are_none_or_twice_there_are_named(tmp_path: Path) -> None:
    path = tmp_path / "x-muc4"
    path.write_text("hello", encoding="utf8")
    with pytest.raises(DataError, match="x-muc4, line 1: no message begins here"):
        read_messages(path)
    path.write_text(MESSAGES + MESSAGES, encoding="utf8")
    with pytest.raises(DataError, match="x-muc4, line 12: the text TST9-MUC4-0001 is on line 1 already"):
        read_messages(path)
    path.write_text(MESSAGES + "TST9-MUC4-0003\n", encoding="utf8")
    with pytest.raises(DataError, match="line 12: the text TST9-MUC4-0003 is empty"):
        read_messages(path)


def folder(tmp_path: Path, key: str = KEY) -> Path:
    for name in ("tst1", "tst9"):
        (tmp_path / "corpora" / name).mkdir(parents=True)
    (tmp_path / "corpora" / "tst9" / "tst9-muc4").write_text(MESSAGES, encoding="utf8")
    (tmp_path / "corpora" / "tst9" / "key-tst9.v1").write_text(key, encoding="utf8")
    return tmp_path


def test_all_takes_every_folder(tmp_path: Path) -> None:
    corpus = read_corpus(*find_corpus(folder(tmp_path), "all"))
    assert [message.name for message in corpus.messages] == ["TST9-MUC4-0001", "TST9-MUC4-0002"]
    assert len(corpus.keys) == 2
    assert find_corpus(tmp_path / "corpora", "all") == find_corpus(tmp_path, "all")


def test_a_split_without_texts_and_a_text_without_key_are_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="tst3: no texts here"):
        find_corpus(folder(tmp_path, KEY.split("0.  ")[0] + "0.  " + KEY.split("0.  ")[1]), "test")
    with pytest.raises(
        DataError, match=r"tst9-muc4, line 9: .*key-tst9.v1 has no template for the text TST9-MUC4-0002"
    ):
        read_corpus(*find_corpus(tmp_path, "all"))
    with pytest.raises(DataError, match="there is no such folder"):
        find_corpus(tmp_path / "nowhere", "dev")


def test_places_are_written_as_the_task_has_them() -> None:
    names = [name for _, name in names_in("A BANK IN SAN SALVADOR, THE SALVADORAN CAPITAL, AND ONE IN LIMA")]
    assert names == ["SAN SALVADOR", "SALVADORAN", "LIMA"]
    assert location(names, "EL SALVADOR", names) == "EL SALVADOR: SAN SALVADOR (CITY)"
    assert location(["LIMA"], None, []) == "PERU: LIMA (CITY)"
    assert location(["LIMA"], "CHILE", []) == "CHILE"
    assert location([], None, []) is None


@pytest.mark.parametrize(("word", "country"), [("Peruvian", "PERU"), ("U.S", "UNITED STATES"), ("bank", None)])
def test_countries(word: str, country: str | None) -> None:
    assert country_of(word) == country

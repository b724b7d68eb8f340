"""Linking a ledger: adding documents bit by bit gives the groups of one run over all."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from rashomon.ledger.folder import link_generations
from rashomon.ledger.records import Record, StoredMention
from rashomon.ledger.store import Ledger
from rashomon.ledger.writer import LedgerWriter
from rashomon.model import Document, Field
from rashomon.run import link_groups, link_whole, linking
from rashomon.run.link_blocks import members_of
from rashomon.run.linking import link
from tests.link.make import day, happening, town

WORDS = [
    "grenade",
    "bus",
    "passenger",
    "depot",
    "driver",
    "ticket",
    "conductor",
    "kiosk",
    "tanker",
    "bridge",
    "orchard",
    "ferry",
    "harbour",
    "pier",
    "lighthouse",
    "mosque",
    "minaret",
    "school",
    "teacher",
    "pupil",
    "clinic",
    "nurse",
    "surgeon",
    "market",
    "stall",
    "trader",
    "barrel",
    "warehouse",
    "customs",
    "convoy",
    "checkpoint",
    "sandbag",
    "trench",
    "mortar",
    "shell",
    "crater",
    "well",
    "pump",
    "granary",
    "silo",
    "mill",
    "tannery",
    "quarry",
    "dynamite",
    "tunnel",
    "miner",
]
TOWNS = [town(f"Place{n}", 1.0 + n, 30.0 + n) for n in range(4)]


def record(number: int, chance: random.Random) -> Record:
    """A report of one of a few attacks, with a side matter, in words of its own and of the attack."""
    attack = chance.randrange(8)
    told = WORDS[attack * 6 : attack * 6 + 6]
    own = chance.sample(WORDS, 3)
    text = " ".join(chance.choice([*told, *own]) for _ in range(60))
    if chance.random() < 0.3:  # a wire text that several print
        text = " ".join(f"{word} {place} of {attack}" for place, word in enumerate(WORDS)) + f" {number % 3}"
    name = f"d{number:03d}"
    main = happening(
        f"h{name}a",
        name,
        places=(TOWNS[attack % 4],) if chance.random() < 0.7 else (),
        times=(day(f"2021-03-{attack + 1:02d}"),) if chance.random() < 0.7 else (),
        tolls=((Field.KILLED, attack + 2, attack + 2),),
        words=" ".join([*told, *own]),
        lemmas=("attack",),
        published=f"2021-03-{attack + 2:02d}",
    )
    side = happening(f"h{name}b", name, words=" ".join(own), lemmas=("protest",), published=main.published)
    happenings = (main, side)
    mentions = tuple(
        StoredMention(
            ref.id, name, ref.start, ref.end, ref.quote, one.type, None, one.modality, None, True, False, (), (), None,
            None, one.id,
        )
        for one in happenings
        for ref in one.mentions
    )  # fmt: skip
    document = Document(name, f"{name}.txt", text, published=main.published)
    return Record(document, 60, mentions=mentions, happenings=happenings)


def add(folder: Path, records: Sequence[Record]) -> None:
    with LedgerWriter.open(folder) as writer:
        for order, one in enumerate(records):
            writer.add(order, one)
        writer.flush()
        assert link(folder, writer)


def groups(folder: Path) -> tuple[set[frozenset[str]], set[frozenset[str]], set[frozenset[str]]]:
    """Events as sets of mentions, copy groups, and components."""
    with Ledger(folder) as ledger:
        events = {frozenset(e.mentions) for e in ledger.all_events() if e.redirects_to is None}
        listed: dict[str, set[str]] = {}
        for row in ledger.table("SELECT * FROM event_mentions").to_pylist():
            listed.setdefault(row["event"], set()).add(row["mention"])
        assert {frozenset(one) for one in listed.values()} == events
        copies: dict[str, set[str]] = {}
        for row in ledger.table("SELECT * FROM copies").to_pylist():
            copies.setdefault(row["group"], set()).add(row["document"])
        parts: dict[int, set[str]] = {}
        for row in ledger.table("SELECT * FROM link_items").to_pylist():
            parts.setdefault(row["component"], set()).add(row["item"])
    return events, {frozenset(c) for c in copies.values()}, {frozenset(c) for c in parts.values()}


@pytest.mark.parametrize(("seed", "small"), [(1, False), (3, True)])
def test_bit_by_bit_gives_the_groups_of_one_run(
    seed: int, small: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if small:  # so that blocks grow large within the test
        monkeypatch.setattr("rashomon.link.blocking.LARGEST", 5)
        monkeypatch.setattr("rashomon.link.blocking.WINDOW", 2)
        monkeypatch.setattr("rashomon.link.duplicates.LARGEST", 4)
        monkeypatch.setattr("rashomon.link.duplicates.LONGEST", 2)
        monkeypatch.setattr("rashomon.link.duplicates.COMMON", 3)
    chance = random.Random(seed)
    records = [record(number, chance) for number in range(44)]
    add(tmp_path / "whole", records)
    monkeypatch.setattr(linking, "MANY", 1.0)
    chance.shuffle(records)
    add(tmp_path / "parts", records[:25])
    for start, end in ((25, 26), (26, 32), (32, 44)):
        add(tmp_path / "parts", records[start:end])
    assert len(link_generations(tmp_path / "parts")) == 4
    expected, found = groups(tmp_path / "whole"), groups(tmp_path / "parts")
    assert any(len(one) > 2 for one in expected[0])
    assert any(len(one) > 2 for one in expected[1])
    for part, wanted in zip(found, expected, strict=True):
        assert part == wanted


def test_two_processes_link_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(7)
    records = [record(number, chance) for number in range(40)]
    for folder, apart in (("one", 10**6), ("two", 2)):
        monkeypatch.setattr(link_whole, "APART", apart)
        add(tmp_path / folder, records)
        monkeypatch.setattr(link_groups, "PIECE", 1)  # each component by itself, so that some are given away
    assert groups(tmp_path / "one") == groups(tmp_path / "two")
    with Ledger(tmp_path / "one") as one, Ledger(tmp_path / "two") as two:
        assert list(one.all_events()) == list(two.all_events())


def test_many_small_generations_are_merged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linking, "MANY", 1.0)
    chance = random.Random(5)
    monkeypatch.setattr("rashomon.ledger.writer.FANOUT", 2)
    records = [record(number, chance) for number in range(8)]
    add(tmp_path / "l", records[:5])
    for one in records[5:]:
        add(tmp_path / "l", [one])
    assert len(link_generations(tmp_path / "l")) < 3
    add(tmp_path / "whole", records)
    assert groups(tmp_path / "l") == groups(tmp_path / "whole")


def test_links_of_other_rules_are_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(6)
    records = [record(number, chance) for number in range(12)]
    add(tmp_path / "l", records[:11])
    monkeypatch.setattr("rashomon.run.link_whole.link_rules", lambda: "other")
    add(tmp_path / "l", records[11:])
    assert len(link_generations(tmp_path / "l")) == 1


def test_nothing_new_links_nothing(tmp_path: Path) -> None:
    add(tmp_path / "l", [record(1, random.Random(1))])
    with LedgerWriter.open(tmp_path / "l") as writer:
        assert not link(tmp_path / "l", writer)


def test_events_keep_their_ids_when_documents_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linking, "MANY", 1.0)
    chance = random.Random(8)
    records = [record(number, chance) for number in range(30)]
    add(tmp_path / "l", records[:20])
    with Ledger(tmp_path / "l") as ledger:
        before = {e.id for e in ledger.all_events()}
    add(tmp_path / "l", records[20:])
    with Ledger(tmp_path / "l") as ledger:
        after = {e.id: e for e in ledger.all_events()}
    assert before <= set(after)
    live = {name for name, event in after.items() if event.redirects_to is None}
    assert all(after[name].redirects_to in live for name in set(after) - live)


@pytest.mark.parametrize("seed", [11, 12])
def test_any_order_in_any_parts_gives_the_groups_of_one_run(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With bounds on growth low enough that events meet them."""
    monkeypatch.setattr("rashomon.link.clustering.LARGE", 6)
    monkeypatch.setattr("rashomon.link.clustering.FEW_VAGUE", 3)
    chance = random.Random(seed)
    records = [record(number, chance) for number in range(100)]
    add(tmp_path / "whole", records)
    expected = groups(tmp_path / "whole")
    monkeypatch.setattr(linking, "MANY", 1.0)
    chance.shuffle(records)
    cuts = [0, *sorted(chance.sample(range(50, 100), 4)), 100]
    for start, end in pairwise(cuts):
        add(tmp_path / "parts", records[start:end])
    assert groups(tmp_path / "parts") == expected
    assert max(map(len, expected[0])) > 6


def test_what_many_texts_print_touches_no_other_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that stands in more and more texts is no reason to look at their copies again."""
    asked: list[set[int]] = []

    def members(ledger: Ledger, components: set[int]) -> dict[str, dict[str, Any]]:
        asked.append(components)
        return members_of(ledger, components)

    monkeypatch.setattr("rashomon.run.link_more_copies.members_of", members)
    monkeypatch.setattr("rashomon.link.duplicates.COMMON", 6)
    monkeypatch.setattr("rashomon.link.prints.PROBE", 2)
    monkeypatch.setattr(linking, "MANY", 1.0)
    line = " ".join(WORDS[:14])
    texts = [" ".join(f"{word}{number // 2}" for word in WORDS) + f" {line}" for number in range(12)]
    records = [Record(Document(f"d{number:02d}", f"d{number:02d}.txt", text), 60) for number, text in enumerate(texts)]
    add(tmp_path / "whole", records)
    add(tmp_path / "parts", records[:8])
    for one in records[8:10]:
        add(tmp_path / "parts", [one])
    assert asked[0] == set()  # its copy comes next
    assert len(asked[1]) == 1
    add(tmp_path / "parts", records[10:])
    assert groups(tmp_path / "parts") == groups(tmp_path / "whole")

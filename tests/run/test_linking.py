"""Linking a ledger: adding documents bit by bit gives the groups of one run over all."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from rashomon.ledger.folder import link_generations
from rashomon.ledger.records import Record, StoredMention
from rashomon.ledger.review import ReviewDesk
from rashomon.ledger.store import Ledger
from rashomon.ledger.writer import LedgerWriter
from rashomon.link.constraints import FREE, Constraints
from rashomon.model import Document, Field
from rashomon.run import link_groups, link_more, link_nests, link_splits, link_whole, linking
from rashomon.run.link_blocks import members_of
from rashomon.run.link_near import Near
from rashomon.run.link_nests import Renested
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


def nests_of(folder: Path) -> set[tuple[int, frozenset[str]]]:
    """The nests around cells, with the level of each."""
    found: dict[tuple[int, int], set[str]] = {}
    with Ledger(folder) as ledger:
        for row in ledger.table("SELECT item, nests FROM link_items").to_pylist():
            for nest in enumerate(row["nests"]):
                found.setdefault(nest, set()).add(row["item"])
    return {(level, frozenset(members)) for (level, _), members in found.items()}


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


# ---------------------------------------------------------------- nests


@dataclass
class Seen:
    """What adding documents came upon, counted over all of them."""

    numbers: Counter[str] = field(default_factory=Counter)

    def watch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def splits(near: Near, level: int, checks: Sequence[tuple[str, str]]) -> list[set[str]]:
            found = link_splits.splits(near, level, checks)
            self.numbers.update(checks=len(checks), pieces=len(found))
            return found

        def renested(*told: Any) -> Renested:
            found = link_nests.renested(*told)
            self.numbers.update(looked=len(found.cells), joined=len(found.renamed))
            return found

        monkeypatch.setattr(link_more, "splits", splits)
        monkeypatch.setattr(link_more, "renested", renested)


# what the seed makes happen: nests that lose links, fall apart, become one
@pytest.mark.parametrize(
    ("seed", "most", "largest", "came"),
    [(2, 3, 3, ("checks", "pieces", "joined")), (4, 5, 8, ("checks", "pieces", "joined")), (6, 20, 40, ("looked",))],
)
def test_bit_by_bit_gives_the_cells_and_groups_of_one_run_where_components_are_large(
    seed: int, most: int, largest: int, came: Sequence[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rashomon.link.nests.MOST", most)
    monkeypatch.setattr("rashomon.link.nests.LEVELS", (0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0))
    monkeypatch.setattr("rashomon.link.blocking.LARGEST", largest)
    monkeypatch.setattr("rashomon.link.blocking.WINDOW", 1)
    monkeypatch.setattr(link_splits, "AT_ONCE", 2)
    chance = random.Random(seed)
    records = [record(number, chance) for number in range(60)]
    add(tmp_path / "whole", records)
    assert len({level for level, _ in nests_of(tmp_path / "whole")}) > 1
    monkeypatch.setattr(linking, "MANY", 1.0)
    chance.shuffle(records)
    seen = Seen()
    seen.watch(monkeypatch)
    for start, end in pairwise([0, *sorted(chance.sample(range(20, 60), 6)), 60]):
        add(tmp_path / "parts", records[start:end])
    assert groups(tmp_path / "parts") == groups(tmp_path / "whole")
    assert nests_of(tmp_path / "parts") == nests_of(tmp_path / "whole")
    assert all(seen.numbers[one] for one in came), seen.numbers


@pytest.mark.parametrize("seed", [3, 4])
def test_decisions_hold_where_components_are_large(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ties that come, and others that are taken back, while documents come."""
    monkeypatch.setattr("rashomon.link.nests.MOST", 4)
    monkeypatch.setattr("rashomon.link.blocking.LARGEST", 5)
    monkeypatch.setattr("rashomon.link.blocking.WINDOW", 1)
    monkeypatch.setattr(linking, "MANY", 1.0)
    chance = random.Random(seed)
    records = [record(number, chance) for number in range(50)]
    named = chance.sample([m.id for one in records for h in one.happenings for m in h.mentions], 14)
    ties = [tuple(named[start : start + 2]) for start in range(0, 8, 2)]
    apart = (((named[8],), (named[9],)), ((named[10],), tuple(named[11:13])))
    before = Constraints((*ties[:2], (ties[2][0], ties[3][1]), (ties[2][1], named[13])), apart)
    last = Constraints((*ties[:3], (named[8], named[10])), apart)  # nothing names the last tie and named[13] any more
    now: list[Constraints] = [last, FREE]  # those that hold, and those that held the last time

    def tables(ledger: Ledger, fresh: Sequence[str], whole: bool) -> Mapping[str, pa.Table]:
        held, now[1] = now[1], now[0]
        if whole:
            return link_whole.link_whole(ledger, now[0], [])
        named = {one for those in (held, now[0]) for one in link_whole.named_mentions(those)}
        return link_more.link_more(ledger, fresh, now[0], [], named if now[0] != held else ())

    monkeypatch.setattr(linking, "_tables", tables)
    add(tmp_path / "whole", records)
    chance.shuffle(records)
    for (start, end), held in zip(pairwise([0, 20, 30, 36, 41, 50]), (FREE, before, before, last, last), strict=True):
        now[0] = held
        add(tmp_path / "parts", records[start:end])
    assert groups(tmp_path / "parts") == groups(tmp_path / "whole")
    assert nests_of(tmp_path / "parts") == nests_of(tmp_path / "whole")


def test_a_new_document_looks_at_no_more_of_a_nest_than_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rashomon.link.nests.MOST", 8)
    monkeypatch.setattr("rashomon.link.nests.LEVELS", (0.5, 2.0, 4.0, 6.0))
    monkeypatch.setattr(linking, "MANY", 1.0)
    chance = random.Random(9)
    records = [record(number, chance) for number in range(80)]
    add(tmp_path / "l", records[:79])
    seen = Seen()
    seen.watch(monkeypatch)
    add(tmp_path / "l", records[79:])
    assert max(len(members) for _, members in nests_of(tmp_path / "l")) > 4 * seen.numbers["looked"] > 4 * 2


def test_what_was_merged_and_taken_back_is_as_if_nobody_had_merged_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rashomon.link.nests.MOST", 4)
    monkeypatch.setattr(linking, "MANY", 1.0)
    chance = random.Random(7)
    records = [record(number, chance) for number in range(26)]
    add(tmp_path / "whole", records)
    add(tmp_path / "parts", records[:24])
    with Ledger(tmp_path / "parts") as ledger:
        ours, theirs = sorted(ledger.all_events(), key=lambda event: (len(event.mentions), event.id))[:2]
    desk = ReviewDesk(tmp_path / "parts", "Ann")
    desk.merge(ours.id, [theirs.id])
    add(tmp_path / "parts", records[24:25])
    merged = {*ours.mentions, *theirs.mentions}
    assert any(merged <= members for members in groups(tmp_path / "parts")[0])
    desk.undo()
    add(tmp_path / "parts", records[25:])
    assert groups(tmp_path / "parts") == groups(tmp_path / "whole")

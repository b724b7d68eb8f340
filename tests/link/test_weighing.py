"""What is weighed cheaply, many pairs at once or one after another, weighs what the card says of each pair."""

from __future__ import annotations

from itertools import combinations
from random import Random

import numpy as np
import pytest

from rashomon.link.columns import Columns
from rashomon.link.gists import gist_of
from rashomon.link.profiles import Profile, profiles_of
from rashomon.link.scoring import FORBIDDEN, match_weight
from rashomon.link.weighing import Weigher, weigh_pairs
from rashomon.model import EventType, Field, Happening, Modality
from tests.link.make import country, day, happening, named, span, town, words_time, yearless

WORDS = ["grenade", "bus", "depot", "rifle", "barman", "drinker", "ferry", "herder", "harbour", "ledger", "clerk"]
PLACES = (town("Kisumu", -0.1, 34.75), town("Nakuru", -0.3, 36.07), country("Kenya", "KEN"), named("Canal Street"))
TIMES = (day("2021-03-04"), day("2021-03-05"), yearless(3, 4), span("2021-03-01", "2021-04-30"), words_time("then"))
NAMES = ("police", "the police", "Anna Novak", "Novak", "two masked men", "a 16-year-old boy", "crowd of 1,1")


def made(chance: Random, number: int) -> Happening:
    def some(values: tuple[object, ...], most: int) -> tuple[object, ...]:
        return tuple(chance.sample(values, chance.randrange(most + 1)))

    return happening(
        f"h{number:03d}",
        f"d{chance.randrange(25):02d}",
        type=chance.choice((EventType.ASSAULT, EventType.ASSAULT, EventType.PROTEST, EventType.COERCE)),
        mode=chance.choice((None, "firearms", "explosives", "arrest")),
        modality=chance.choice((Modality.ACTUAL, Modality.ACTUAL, Modality.POSSIBLE, Modality.PLANNED)),
        places=some(PLACES, 2),  # type: ignore[arg-type]
        times=some(TIMES, 2),  # type: ignore[arg-type]
        actors=some(NAMES, 2),  # type: ignore[arg-type]
        recipients=some(NAMES, 2),  # type: ignore[arg-type]
        tolls=some(((Field.KILLED, 3, 3), (Field.KILLED, 12, None), (Field.INJURED, None, 40)), 2),  # type: ignore[arg-type]
        words=" ".join(chance.sample(WORDS, chance.randrange(6))),
        lemmas=some(("bombing", "explosion", "shooting", "visit"), 2),  # type: ignore[arg-type]
        plural=chance.random() < 0.2,
        published=chance.choice((None, "2021-03-04", "2021-03-06", "2021-09-01")),
    )


@pytest.fixture(scope="module")
def profiles() -> list[Profile]:
    chance = Random(11)
    happenings = [made(chance, number) for number in range(120)]
    texts = {f"d{n:02d}": " ".join(chance.choices(WORDS, k=40)) if n else "" for n in range(20)}  # five have no gist
    return profiles_of(happenings, {name: gist_of(name, text) for name, text in texts.items()})


def total(one: Profile, other: Profile) -> float:
    found = match_weight(one, other)
    return FORBIDDEN if found.veto else found.total


@pytest.mark.parametrize("turned", [False, True])
def test_many_at_once_weigh_as_each_alone(profiles: list[Profile], turned: bool) -> None:
    columns, own = Columns(profiles), profiles
    if turned:
        order = list(range(len(profiles)))[::-1]
        columns, own = columns.ordered(order), [profiles[n] for n in order]
    pairs = [(a, b) for a, b in combinations(range(len(own)), 2) if own[a].document != own[b].document]
    weights = weigh_pairs(columns, np.array(pairs, dtype=np.uint32))
    assert weights.tolist() == [total(own[a], own[b]) for a, b in pairs]
    assert len(set(weights.tolist())) > 500


def test_one_after_another_weigh_the_same_in_one_document_too(profiles: list[Profile]) -> None:
    weigh = Weigher(Columns(profiles))
    pairs = list(combinations(range(len(profiles)), 2))
    assert any(profiles[a].document == profiles[b].document for a, b in pairs)
    assert [weigh(b, a) for a, b in pairs] == [total(profiles[a], profiles[b]) for a, b in pairs]


def test_some_of_them_weigh_what_they_weigh_among_all(profiles: list[Profile]) -> None:
    columns, chosen = Columns(profiles).ordered(range(len(profiles))[::-1]), np.array([3, 4, 17, 60, 118])
    some = columns.some(chosen)
    pairs = list(combinations(range(len(chosen)), 2))
    weigh, among = Weigher(some), Weigher(columns)
    assert len(some) == len(chosen)
    assert [some.documents[n] for n in some.codes("document")] == [
        columns.documents[n] for n in columns.codes("document")[chosen]
    ]
    assert [weigh(a, b) for a, b in pairs] == [among(int(chosen[a]), int(chosen[b])) for a, b in pairs]
    assert weigh_pairs(some, np.array(pairs, dtype=np.uint32)).tolist() == [
        weigh_pairs(columns, np.array([chosen[[a, b]]], dtype=np.uint32))[0] for a, b in pairs
    ]


def test_no_pairs_have_no_weights(profiles: list[Profile]) -> None:
    assert weigh_pairs(Columns(profiles), np.zeros((0, 2), dtype=np.uint32)).tolist() == []

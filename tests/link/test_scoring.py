"""Each part of a match weight follows from what the two happenings say, and the card is sane."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rashomon.link.profiles import profiles_of
from rashomon.link.rarity import RAREST, rarity_of, word_key
from rashomon.link.scoring import LINK, Match, card, match_weight, weigh_features
from rashomon.link.vectors import closeness
from rashomon.model import Field, Happening
from tests.link.make import day, happening, town

KISUMU = town("Kisumu", -0.1, 34.75)
NAKURU = town("Nakuru", -0.3, 36.07)
WORDS = "grenade bus passenger depot"


def weighed(one: Happening, other: Happening) -> Match:
    a, b = profiles_of([one, other])
    assert match_weight(a, b) == match_weight(b, a)
    return match_weight(a, b)


def part(one: Happening, other: Happening, name: str) -> float:
    return dict(weighed(one, other).parts).get(name, 0.0)


def test_the_total_is_the_sum_of_named_parts() -> None:
    found = weighed(
        happening("a", "d1", places=(KISUMU,), times=(day("2021-03-04"),), words=WORDS),
        happening("b", "d2", places=(KISUMU,), times=(day("2021-03-04"),), words=WORDS),
    )
    assert found.total == pytest.approx(sum(weight for _, weight in found.parts), abs=1e-3)
    assert {"base", "time", "place", "words"} <= dict(found.parts).keys()
    assert found.total > LINK


def test_other_towns_and_other_days_speak_against() -> None:
    base = happening("a", "d1", places=(KISUMU,), times=(day("2021-03-04"),))
    assert part(base, replace(base, id="b", document="d2", places=(NAKURU,)), "place") <= -2
    assert part(base, replace(base, id="b", document="d2", times=(day("2021-03-07"),)), "time") <= -1
    assert part(base, replace(base, id="b", document="d2", times=(day("2021-04-04"),)), "time") <= -2


def test_words_of_one_meaning_speak_for_more_than_others() -> None:
    def triggers(one: str, other: str) -> float:
        return part(happening("a", "d1", lemmas=(one,)), happening("b", "d2", lemmas=(other,)), "trigger")

    assert triggers("bombing", "bombing") == 0
    assert 0 > triggers("bombing", "explosion") > triggers("bombing", "visit")


def test_equal_figures_speak_for_and_single_ones_less() -> None:
    def told(one: int, other: int) -> float:
        return part(
            happening("a", "d1", tolls=((Field.KILLED, one, one),)),
            happening("b", "d2", tolls=((Field.KILLED, other, other),)),
            "tolls",
        )

    assert told(14, 14) > told(1, 1) >= 0 >= told(14, 2)


def test_words_alone_weigh_less_than_with_a_day() -> None:
    alone = weighed(happening("a", "d1", words=WORDS), happening("b", "d2", words=WORDS))
    dated = weighed(
        happening("a", "d1", words=WORDS, published="2021-03-05"),
        happening("b", "d2", words=WORDS, published="2021-03-05"),
    )
    assert dict(alone.parts)["unplaced"] < 0
    assert "unplaced" not in dict(dated.parts)
    assert alone.total < dated.total


def test_ages_of_victims_tell_reports_apart() -> None:
    def told(other: str) -> float:
        return part(
            happening("a", "d1", recipients=("a 9-year-old boy",)), happening("b", "d2", recipients=(other,)), "ages"
        )

    assert told("the nine-year-old") > 0 > told("a 16-year-old girl")
    assert told("the victim") == 0


def test_surnames_of_victims_speak_for_one() -> None:
    def told(other: str) -> float:
        return part(happening("a", "d1", recipients=("Ana Ruiz",)), happening("b", "d2", recipients=(other,)), "people")

    assert told("Ana Maria Ruiz") > 0 >= told("Tom Okello")
    assert told("Lima Police") == told("victims") == 0


def test_single_mentions_have_weights_of_their_own() -> None:
    assert card()["base"] != card(False)["base"]
    assert set(card()["parts"]) == set(card(False)["parts"])


def test_the_card_never_holds_a_likeness_against_anybody() -> None:
    for parts in (card()["parts"], card(False)["parts"]):
        for name in ("words", "story", "trigger"):
            assert parts[name]["weights"] == sorted(parts[name]["weights"])
            assert parts[name]["knots"] == sorted(parts[name]["knots"])
    parts = card()["parts"]
    assert parts["time"]["same-day"] > 0 > parts["time"]["far-apart"]
    assert set(card()["manifest"]) >= {"made_by", "pairs", "data"}


def test_lines_between_knots() -> None:
    weights = {
        "base": 0.0,
        "kept_apart": 0.0,
        "parts": {"words": {"knots": [0.0, 0.5, 1.0], "weights": [-2.0, 0.0, 1.0]}},
    }
    totals = [weigh_features({"words": value}, weights).total for value in (-1.0, 0.25, 0.75, 2.0)]
    assert totals == [-2.0, -1.0, 0.5, 1.0]


def test_forms_of_a_word_share_a_key_and_rare_words_are_rare() -> None:
    assert len({word_key(w) for w in ("kill", "kills", "killed", "killing")}) == 1
    assert word_key("stories") == word_key("story")
    assert rarity_of("said") < rarity_of(word_key("grenade")) < rarity_of("zzyzyx") == RAREST


def test_vectors_know_neighbours() -> None:
    near, far = closeness(word_key("murder"), word_key("homicide")), closeness(word_key("murder"), word_key("protest"))
    assert near is not None
    assert far is not None
    assert near > 0.6 > far
    assert closeness("zzyzyx", "murder") is None
    assert closeness("zzyzyx", "zzyzyx") == 1.0

"""Why are two happenings one event, or two? The parts of the weight, and the first reason that holds."""

from __future__ import annotations

import pytest

from rashomon.link import scoring
from rashomon.link.clustering import AVERAGE, LARGE
from rashomon.link.constraints import Constraints
from rashomon.link.why import Explanation, explain
from rashomon.model import Happening, Modality
from tests.link.make import day, happening, town

KISUMU, MOMBASA = town("Kisumu", -0.1, 34.75), town("Mombasa", -4.05, 39.66)
WEIGHTS = {
    "base": -1.0,
    "kept_apart": -6.0,
    "parts": {
        "time": {"same-day": 3.0, "apart": -3.0, "far-apart": -5.0},
        "place": {"same-town": 2.0, "apart": -4.0},
    },
}


@pytest.fixture(autouse=True)
def _fixed_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    """The learned weights change; what is explained here are these."""
    monkeypatch.setattr(scoring, "card", lambda chained=True: WEIGHTS)


def raid(name: str, document: str, where: object = KISUMU, when: str = "2022-05-02", **more: object) -> Happening:
    words = more.pop("words", "ferry harbour raid")
    return happening(name, document, places=(where,), times=(day(when),), words=words, **more)  # type: ignore[arg-type]


def told(ours: list[Happening], theirs: list[Happening], linked: bool = False, **more: object) -> Explanation:
    return explain(ours, theirs, linked, **more)  # type: ignore[arg-type]


def test_the_parts_add_up_to_the_weight_and_name_the_facts() -> None:
    found = told([raid("a", "d1")], [raid("b", "d2")], linked=True)
    assert (found.linked, found.reason) == (True, "same-event")
    (pair,) = found.pairs
    assert pair.total == pytest.approx(sum(part.weight for part in pair.parts))
    assert pair.total == pytest.approx(4.0)
    parts = {part.name: part for part in pair.parts}
    assert (parts["time"].value, parts["time"].weight, parts["time"].ours) == ("same-day", 3.0, "2022-05-02")
    assert (parts["place"].value, parts["place"].note) == ("same-town", "0 km apart")
    assert "Kisumu (precision 2)" in parts["place"].theirs
    assert pair.keys


def test_words_are_named_as_they_are_written() -> None:
    found = told([raid("a", "d1")], [raid("b", "d2")], spelling={"harbour": "harbours"})
    (words,) = [part for part in found.pairs[0].parts if part.name == "words"]
    assert set(words.note.split(", ")) == {"ferry", "harbours", "raid"}


def test_too_little_speaks_for_one() -> None:
    found = told([raid("a", "d1")], [raid("b", "d2", MOMBASA)])
    assert (found.reason, found.pairs[0].total) == ("too-little", -2.0)
    assert found.needed == scoring.LINK


def test_what_was_planned_is_never_what_happened() -> None:
    found = told([raid("a", "d1")], [raid("b", "d2", modality=Modality.PLANNED)])
    assert (found.reason, found.pairs[0].veto, found.pairs[0].total) == ("forbidden", "modality", None)
    assert found.pairs[0].parts == ()
    assert found.average is None


def test_what_shares_no_key_was_never_compared() -> None:
    one = raid("a", "d1", KISUMU, "2022-05-02", words="ferry")
    found = told([one], [raid("b", "d2", MOMBASA, "2021-11-20", words="lorry")])
    assert (found.reason, found.pairs[0].keys) == ("never-compared", ())


@pytest.mark.parametrize(
    ("constraints", "linked", "reason"),
    [
        (Constraints(together=(("m-a", "m-b"),)), True, "decided-together"),
        (Constraints(apart=((("m-a",), ("m-b",)),)), False, "decided-apart"),
        (Constraints(apart=((("m-a",), ("m-z",)),)), True, "same-event"),
    ],
)
def test_people_decide(constraints: Constraints, linked: bool, reason: str) -> None:
    assert told([raid("a", "d1")], [raid("b", "d2")], linked=linked, constraints=constraints).reason == reason


def test_one_document_keeps_two_apart() -> None:
    ours, theirs = [raid("a", "d1"), raid("b", "d2")], [raid("c", "d2"), raid("e", "d3")]
    found = told(ours, theirs)
    assert (found.reason, found.conflict) == ("one-document", ("b", "c"))


def test_groups_that_fit_too_little_on_average() -> None:
    ours = [raid("a", "d1"), raid("b", "d2", MOMBASA, "2022-05-20")]
    found = told(ours, [raid("c", "d3")])
    assert found.reason == "average"
    assert found.pairs[0].total is not None
    assert found.pairs[0].total > scoring.LINK
    assert found.average is not None
    assert found.average < 0


def test_large_groups_ask_for_more() -> None:
    few = told([raid("a", "d1")], [raid("b", "d2")])
    assert (few.asked, few.size) == (AVERAGE, 2)
    many = told([raid(f"a{n}", f"d{n}") for n in range(2 * LARGE)], [raid("b", "other")])
    assert many.size == 2 * LARGE + 1
    assert many.asked > AVERAGE


def test_nothing_told_is_nothing_to_compare() -> None:
    assert told([], [raid("b", "d2")]).reason == "nothing-told"


def test_an_event_and_itself_compare_its_own_happenings() -> None:
    event = [raid("a", "d1"), raid("b", "d2"), raid("c", "d3")]
    found = told(event, event, linked=True)
    assert [(p.ours, p.theirs) for p in found.pairs] == [("a", "b"), ("a", "c"), ("b", "c")]

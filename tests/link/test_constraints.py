"""People's decisions about links hold, whatever the weights say."""

from __future__ import annotations

from rashomon.link.constraints import Bound, Constraints
from rashomon.link.events import link_events
from rashomon.model import Event, Happening, Place
from tests.link.make import day, happening, town

KISUMU = town("Kisumu", -0.1, 34.75)
NAKURU = town("Nakuru", -0.3, 36.07)
WORDS = "market grenade stall trader shrapnel ambulance bus stage vendor curfew"


def attack(name: str, document: str, place: Place = KISUMU) -> Happening:

    return happening(name, document, places=(place,), times=(day("2021-03-04"),), words=WORDS)


ALIKE = [attack(name, f"d{name}") for name in "abcd"]
OTHER = attack("z", "dz", NAKURU)


def groups(events: tuple[Event, ...]) -> set[frozenset[str]]:
    return {frozenset(event.mentions) for event in events if event.redirects_to is None}


def test_without_constraints_they_are_one_and_another() -> None:
    assert groups(link_events([*ALIKE, OTHER])) == {frozenset({"m-a", "m-b", "m-c", "m-d"}), frozenset({"m-z"})}


def test_what_a_person_joined_stays_joined() -> None:
    found = groups(link_events([*ALIKE, OTHER], (), Constraints(together=(("m-a", "m-z"),))))
    assert any({"m-a", "m-z"} <= group for group in found)


def test_what_a_person_parted_stays_apart_and_the_others_join_one_side() -> None:
    found = groups(link_events(ALIKE, (), Constraints(apart=((("m-a",), ("m-b",)),))))
    assert not any({"m-a", "m-b"} <= group for group in found)
    assert sorted(len(group) for group in found) == [1, 3]


def test_ids_stay_with_their_side() -> None:
    (before,) = link_events(ALIKE)
    after = link_events(ALIKE, (before,), Constraints(apart=((("m-a",), ("m-b", "m-c", "m-d")),)))
    kept = next(event for event in after if event.id == before.id)
    assert set(kept.mentions) == {"m-b", "m-c", "m-d"}


def test_unknown_mentions_and_contradictions_are_borne() -> None:
    bound = Bound(ALIKE, Constraints((("m-a", "m-b", "gone"),), ((("m-a",), ("m-b", "m-c")), (("lost",), ("m-a",)))))
    assert bound.groups == [[0, 1], [2], [3]]
    assert not bound.may_join([0, 1], [2])
    assert bound.may_join([0, 1], [3])

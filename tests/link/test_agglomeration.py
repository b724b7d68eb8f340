"""Groups join by what their members weigh on average; components are what pairs connect."""

from __future__ import annotations

import random

from rashomon.link.agglomeration import average_link, components


def grouped(weights: dict[tuple[int, int], float], number: int, least: float = 0.0) -> list[list[int]]:
    def weigh(one: int, other: int) -> float:
        return weights.get((min(one, other), max(one, other)), -1.0)

    return average_link([[n] for n in range(number)], weights, weigh, least, lambda _, __: True)


def test_components_are_what_pairs_connect() -> None:
    assert components([[0], [1, 5], [2], [3], [4]], [(5, 3), (0, 2)]) == [[0, 2], [1, 3], [4]]


def test_the_strongest_join_first_and_weak_links_do_not_chain() -> None:
    chain = {(0, 1): 3.0, (1, 2): 1.0, (2, 3): 3.0}
    assert grouped(chain, 4) == [[0, 1], [2, 3]]


def test_one_strong_pair_does_not_carry_two_groups() -> None:
    weights = {(0, 1): 5.0, (2, 3): 5.0, (1, 2): 4.0, (0, 2): -3.0, (0, 3): -3.0, (1, 3): -3.0}
    assert grouped(weights, 4) == [[0, 1], [2, 3]]
    assert grouped(weights | {(0, 2): 1.0, (0, 3): 1.0}, 4) == [[0, 1, 2, 3]]


def test_what_may_not_join_does_not_and_the_rest_goes_on() -> None:
    weights = {(0, 1): 5.0, (0, 2): 4.0, (1, 2): 4.0}
    found = average_link([[0], [1], [2]], weights, lambda a, b: weights[a, b], 0.0, lambda a, b: not {0, 1} <= {*a, *b})
    assert found == [[0, 2], [1]]


def test_given_groups_stay_together() -> None:
    assert average_link([[0, 2], [1]], {}, lambda _, __: -9.0, 0.0, lambda _, __: True) == [[0, 2], [1]]


def test_the_order_of_pairs_does_not_matter() -> None:
    chance = random.Random(7)
    pairs = {(a, b): round(chance.uniform(-2, 3), 2) for a in range(12) for b in range(a + 1, 12)}
    expected = grouped(pairs, 12, 0.5)
    assert 1 < len(expected) < 12
    for _ in range(5):
        shuffled = list(pairs.items())
        chance.shuffle(shuffled)
        assert grouped(dict(shuffled), 12, 0.5) == expected


def test_pairs_that_nobody_weighed_are_weighed_when_groups_meet() -> None:
    asked = []

    def weigh(one: int, other: int) -> float:
        asked.append((min(one, other), max(one, other)))
        return 2.0

    assert average_link([[0], [1], [2]], {(0, 1): 3.0, (1, 2): 2.0}, weigh, 0.0, lambda _, __: True) == [[0, 1, 2]]
    assert asked == [(0, 2)]


def counted(weights: dict[tuple[int, int], float], number: int) -> tuple[list[list[int]], int]:
    """The groups, and how many pairs had to be weighed anew."""
    anew: list[tuple[int, int]] = []

    def weigh(one: int, other: int) -> float:
        anew.append((one, other))
        return 1.0

    groups = [[n] for n in range(number)]
    found = average_link(groups, weights, weigh, 0.5, lambda _, __: True, against=(-2.0, 0.5))
    return found, len(anew)


def test_what_speaks_against_is_not_weighed_anew() -> None:
    pair = {(0, 1): 5.0}
    assert counted(pair | {(0, 2): -3.0}, 3) == ([[0, 1], [2]], 0)
    assert counted(pair | {(0, 2): 0.6}, 3) == ([[0, 1, 2]], 1)


def test_a_large_group_is_joined_without_weighing_all_of_it() -> None:
    members = 40
    star = {(one, other): 9.0 for one in range(members) for other in range(one + 1, members)}
    near = {(one, members): 2.0 for one in range(members - 1)}
    assert counted(star | near, members + 1) == ([list(range(members + 1))], 0)


def test_all_is_weighed_where_nothing_is_said_to_speak_against() -> None:
    weights = {(0, 1): 0.9, (0, 2): 0.1, (1, 3): 0.4}
    asked: list[tuple[int, int]] = []

    def weigh(one: int, other: int) -> float:
        asked.append((one, other))
        return 0.9

    average_link([[n] for n in range(4)], weights, weigh, 0.2, lambda _, __: True)
    assert (1, 2) in asked

"""Properties of the replay: the same for the same log, undone by undo, and no id ever dies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.ledger.decisions import standing
from rashomon.ledger.decisions_events import EventReplay, replay_events
from rashomon.link.constraints import Constraints
from rashomon.model import Decision

Members = Mapping[str, Sequence[str]]

MENTIONS = tuple(f"m{n}" for n in range(8))
CHOICE = st.tuples(
    st.sampled_from(["merge", "split", "accept", "reject", "undo"]), st.integers(0, 99), st.integers(0, 255)
)


def generation(parts: Sequence[int]) -> dict[str, list[str]]:
    """Events e0, e1, ... of the mentions, by the number of the event that each is in."""
    members: dict[str, list[str]] = {}
    for mention, part in zip(MENTIONS, parts, strict=True):
        members.setdefault(f"e{part}", []).append(mention)
    return members


def told(members: Members, *events: str) -> dict[str, Any]:
    return {"events": {one: {"title": one, "mentions": [{"id": m} for m in members[one]]} for one in events}}


def make(number: int, action: str, targets: Sequence[str], before: dict[str, Any], after: dict[str, Any]) -> Decision:
    return Decision(f"d{number}", f"{number:04}", "AB"[number % 2], action, tuple(targets), before, after)  # type: ignore[arg-type]


def history(members: Members, choices: Sequence[tuple[str, int, int]]) -> list[Decision]:
    """Decisions as a person would make them: each about what is shown after those before it."""
    made: list[Decision] = []
    for number, (action, pick, bits) in enumerate(choices):
        now = replay(members, made).members
        live = sorted(now)
        one, other = live[pick % len(live)], live[(pick // len(live)) % len(live)]
        moved = [m for n, m in enumerate(now[one]) if bits >> n & 1]
        rest = [m for m in now[one] if m not in moved]
        if action == "merge" and one != other:
            both = {"events": {one: [*now[one], *now[other]]}}
            made.append(make(number, action, [one, other], told(now, one, other), both))
        elif action == "split" and moved and rest:
            new = f"n{number}"
            made.append(make(number, action, [one, new], told(now, one), {"events": {one: rest, new: moved}}))
        elif action in ("accept", "reject"):
            made.append(make(number, action, [one], told(now, one), {}))
        elif action == "undo" and made:
            made.append(make(number, action, [made[pick % len(made)].id], {}, {}))
    return made


def replay(members: Members, decisions: Sequence[Decision], linked: Sequence[str] = ()) -> EventReplay:
    kept, _ = standing(decisions)
    undone = [one for one in decisions if one.id in linked and one not in kept]
    return replay_events(kept, undone, members, {})


def leads(found: EventReplay, event: str) -> str:
    seen = set()
    while event in found.redirects:
        assert event not in seen
        seen.add(event)
        event = found.redirects[event]
    return event


PARTS = st.lists(st.integers(0, 4), min_size=len(MENTIONS), max_size=len(MENTIONS))


@given(PARTS, st.lists(CHOICE, max_size=12))
@settings(max_examples=300, deadline=None)
def test_every_mention_is_in_one_event_and_every_id_leads_to_one(
    parts: list[int], choices: list[tuple[str, int, int]]
) -> None:
    members = generation(parts)
    decisions = history(members, choices)
    found = replay(members, decisions)
    assert found.orphans == ()
    assert sorted(m for mentions in found.members.values() for m in mentions) == sorted(MENTIONS)
    assert all(found.members.values())
    kept, _ = standing(decisions)
    for one in {*members, *(one for d in kept for one in d.targets)}:
        assert leads(found, one) in found.members
    assert found == replay(members, decisions)


@given(PARTS, st.lists(CHOICE, max_size=8))
@settings(max_examples=300, deadline=None)
def test_undoing_all_that_stands_restores(parts: list[int], choices: list[tuple[str, int, int]]) -> None:
    members = generation(parts)
    decisions = history(members, choices)
    kept, _ = standing(decisions)
    undos = [make(100 + n, "undo", [one.id], {}, {}) for n, one in enumerate(kept)]
    found = replay(members, [*decisions, *undos])
    assert {one: set(m) for one, m in found.members.items()} == {one: set(m) for one, m in members.items()}
    assert (found.redirects, found.marks, found.constraints) == ({}, {}, Constraints())


@given(PARTS, PARTS, st.lists(CHOICE, max_size=8))
@settings(max_examples=300, deadline=None)
def test_another_run_ends_with_the_last_word_on_each_link(
    parts: list[int], other: list[int], choices: list[tuple[str, int, int]]
) -> None:
    """Over any other generation of the same mentions nothing is lost, and what still holds is what linking is told."""
    found = replay(generation(other), history(generation(parts), choices))
    assert found.orphans == ()
    assert sorted(m for mentions in found.members.values() for m in mentions) == sorted(MENTIONS)
    holder = {m: one for one, mentions in found.members.items() for m in mentions}
    for group in found.constraints.together:
        assert len({holder[m] for m in group}) == 1
    for ours, theirs in found.constraints.apart:
        assert {holder[m] for m in ours}.isdisjoint({holder[m] for m in theirs})


@given(PARTS, st.lists(CHOICE, max_size=8))
@settings(max_examples=300, deadline=None)
def test_a_generation_that_was_linked_with_the_decisions_is_the_same(
    parts: list[int], choices: list[tuple[str, int, int]]
) -> None:
    members = generation(parts)
    decisions = history(members, choices)
    first = replay(members, decisions)
    kept, _ = standing(decisions)
    again = replay_events(kept, [], first.members, first.redirects, frozenset(one.id for one in kept))
    assert {one: set(m) for one, m in again.members.items()} == {one: set(m) for one, m in first.members.items()}
    assert again.orphans == ()
    assert again.constraints == first.constraints


@given(PARTS, st.lists(CHOICE, max_size=8))
@settings(max_examples=300, deadline=None)
def test_decisions_that_linking_respected_are_taken_back_when_undone(
    parts: list[int], choices: list[tuple[str, int, int]]
) -> None:
    """Exact where nothing was undone before the linking: then each is taken back from what it had made."""
    members = generation(parts)
    kept = history(members, [one for one in choices if one[0] != "undo"])
    first = replay(members, kept)
    found = replay_events((), kept, first.members, first.redirects)
    assert sorted(map(set, found.members.values()), key=min) == sorted(map(set, members.values()), key=min)
    for one in members:
        assert leads(found, one) in found.members

"""Decisions about events, and what they make of the events of a generation of links.

An event is found again by its mentions, not by its id alone: a newer run, or a ledger of the same documents made
elsewhere, may have given it another. What people joined or parted is also told to later linking (`Constraints`). A
generation that was linked with a decision which was undone since has it taken back here, mention by mention.

    before   {"events": {id: {title, type, mentions: [{id, document, start, end, quote}], and what an edit may set}}}
    after    merge and split: {"events": {id: the ids of its mentions afterwards}}; edit: the keys that are new;
             accept and reject: {}
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from rashomon.ledger.decisions_claims import Mark, Orphan, Status, filled
from rashomon.ledger.rows import from_row, to_row
from rashomon.ledger.schema import LINK_TABLES
from rashomon.link.constraints import FREE, Constraints
from rashomon.model import Decision, Event, EventType, MentionRef, Modality

__all__ = [
    "EVENT_EDITABLE",
    "EventReplay",
    "before_event",
    "edited_event",
    "events_in",
    "named_events",
    "named_mentions",
    "replay_events",
]

EVENT_EDITABLE = ("type", "mode", "title", "place", "time", "modality")

PROBE = Event("", EventType.OTHER, None, "", None, None, Modality.ACTUAL, (), ())  # to try an edit on

STATUS: dict[str, Status] = {
    "accept": "accepted", "reject": "rejected", "edit": "edited", "merge": "merged", "split": "split",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class EventReplay:
    """`members` are the mention ids of the events looked at, by event; `redirects` the ids that lead to another;
    `patches` what was edited; `marks` what was decided; `constraints` what later linking must respect."""

    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)
    patches: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    marks: Mapping[str, Mark] = field(default_factory=dict)
    orphans: tuple[Orphan, ...] = ()
    constraints: Constraints = FREE

    @property
    def rejected(self) -> frozenset[str]:
        return frozenset(one for one, mark in self.marks.items() if mark.status == "rejected")


def before_event(event: Event, mentions: Iterable[MentionRef]) -> dict[str, Any]:
    """What a decision remembers of an event: enough to show it and to find it again."""
    row = to_row(event)
    refs = [{key: getattr(one, key) for key in ("id", "document", "start", "end", "quote")} for one in mentions]
    return {key: row[key] for key in EVENT_EDITABLE} | {"mentions": refs}


def edited_event(event: Event, patch: Mapping[str, Any]) -> Event:
    """The event with the keys of `patch` set. Raises ValueError when a key or a value cannot be one of an event."""
    unknown = sorted(set(patch) - set(EVENT_EDITABLE))
    if unknown:
        raise ValueError(f"an event has no {', '.join(unknown)} that could be set")
    row = to_row(event) | {key: filled(value, LINK_TABLES["events"].field(key).type) for key, value in patch.items()}
    try:
        made = from_row(Event, row)
        pa.RecordBatch.from_pylist([to_row(made)], LINK_TABLES["events"])
    except (KeyError, TypeError, AttributeError, pa.ArrowException, OverflowError) as error:
        raise ValueError(f"what it sets cannot be an event's: {error}") from error
    return made


def named_events(decisions: Iterable[Decision]) -> set[str]:
    """The ids of the events that decisions name."""
    return {one for decision in decisions for part in (decision.before, decision.after) for one in events_in(part)}


def named_mentions(decisions: Iterable[Decision]) -> set[str]:
    """The ids of the mentions that decisions name."""
    return {one for decision in decisions for event in events_in(decision.before) for one in _before(decision, event)}


def events_in(part: Mapping[str, Any]) -> Mapping[str, Any]:
    """The events in the `before` or `after` of a decision; none where it holds something else."""
    found = part.get("events")
    return found if isinstance(found, Mapping) else {}


def _before(decision: Decision, event: str) -> list[str]:
    """The mentions that an event had when it was decided on."""
    told = events_in(decision.before).get(event)
    refs = told.get("mentions") if isinstance(told, Mapping) else None
    return (
        [str(one["id"]) for one in refs if isinstance(one, Mapping) and "id" in one] if isinstance(refs, list) else []
    )


def _after(decision: Decision, event: str) -> list[str]:
    refs = events_in(decision.after).get(event)
    return [one for one in refs if isinstance(one, str)] if isinstance(refs, list) else []


# ---------------------------------------------------------------- which mention is in which event


class _Links:
    """Which mention is in which event, while decisions change it."""

    def __init__(self, members: Mapping[str, Iterable[str]], redirects: Mapping[str, str]) -> None:
        self.members = {one: dict.fromkeys(mentions) for one, mentions in members.items()}
        self.holder = {mention: one for one, mentions in self.members.items() for mention in mentions}
        self.redirects = dict(redirects)

    def present(self, mentions: Iterable[str]) -> list[str]:
        return [one for one in mentions if one in self.holder]

    def end(self, event: str) -> str:
        """Where the redirects of an id lead."""
        seen = {event}
        while (to := self.redirects.get(event)) is not None and to not in seen:
            seen.add(to)
            event = to
        return event

    def find(self, event: str, mentions: Sequence[str]) -> str:
        """The live event that is meant by an id and the mentions that it had. Raises ValueError."""
        votes = Counter(self.holder[one] for one in self.present(mentions))
        if not votes:
            raise ValueError(f"no mention of the event {event} is in this ledger any more")
        kept = self.end(event)
        return kept if kept in votes else min(votes, key=lambda one: (-votes[one], one))

    def move(self, mentions: Sequence[str], to: str) -> None:
        """Put mentions into the event `to`, which lives from now on; an event left without any redirects to it."""
        if not mentions:
            return
        self.redirects.pop(to, None)
        target = self.members.setdefault(to, {})
        for mention in mentions:
            before = self.holder[mention]
            if before == to:
                continue
            del self.members[before][mention]
            target[mention] = None
            self.holder[mention] = to
            if not self.members[before]:
                del self.members[before]
                self.redirects[before] = to

    def known(self, event: str, as_id: str) -> None:
        """An id that this ledger gave to no event leads to the one that is meant."""
        if event not in self.members and event not in self.redirects and event != as_id:
            self.redirects[event] = as_id


def _merge(links: _Links, decision: Decision) -> str:
    """Returns the event that stays. Raises ValueError when one side is not in this ledger."""
    first, *others = decision.targets
    kept = links.find(first, _before(decision, first))
    found, missing = [], None
    for one in others:
        try:
            found.append((one, links.find(one, _before(decision, one))))
        except ValueError as error:
            missing = error
    if not found:
        raise missing or ValueError("it names no event to merge")
    for named, other in found:
        links.move(list(links.members.get(other, ())), kept)
        links.known(named, kept)
    links.known(first, kept)
    return kept


def _split(links: _Links, decision: Decision) -> tuple[str, str]:
    """Returns the event and the new one. Raises ValueError when what was split off is not in this ledger."""
    event, new = decision.targets
    moved = links.present(_after(decision, new))
    rest = set(links.present(_after(decision, event)))
    if not moved:
        raise ValueError(f"no mention that was split off the event {event} is in this ledger any more")
    for holder in dict.fromkeys(links.holder[one] for one in moved):
        own = links.members[holder]
        if holder == new:  # an earlier decision, replayed, has put all under the new id
            links.move([one for one in own if one not in moved] if rest & own.keys() else [], event)
        else:
            links.move([one for one in moved if one in own] if rest & own.keys() else list(own), new)
    if rest and event not in links.members and links.end(event) not in {links.holder[one] for one in rest}:
        stays = links.find(event, sorted(rest))
        links.move(list(links.members[stays]), event)
    links.known(event, new)
    return event if event in links.members else links.end(event), new


def _is_done(links: _Links, decision: Decision, later: Sequence[Decision]) -> bool:
    """True of a merge or a split that needs doing no more in a generation that was linked with it: it is as decided
    there, or a later decision answered it."""
    sides = [set(links.present(side)) for side in _sides(decision)]
    where = [{links.holder[one] for one in side} for side in sides if side]
    if len(where) < 2:
        return False
    together = bool(set.intersection(*where))
    if together == (decision.action == "merge"):
        return decision.action == "merge" or all(a.isdisjoint(b) for n, a in enumerate(where) for b in where[n + 1 :])
    return any(_answers(one, sides) for one in later if one.action != decision.action)


def _answers(later: Decision, sides: Sequence[set[str]]) -> bool:
    """Does a later merge join two of these groups of mentions, or a later split part them?"""
    if later.action not in ("merge", "split"):
        return False
    theirs = [set(side) for side in _sides(later)]
    if later.action == "merge":
        return sum(not side.isdisjoint(set().union(*theirs)) for side in sides) > 1
    return any(
        not a.isdisjoint(theirs[0]) and not b.isdisjoint(theirs[1])
        for n, a in enumerate(sides)
        for m, b in enumerate(sides)
        if n != m
    )


def _as_linked(links: _Links, decision: Decision) -> tuple[str, ...]:
    """The events that a decision is about which the generation was linked with."""
    if decision.action == "merge":
        found = links.find(decision.targets[0], [one for side in _sides(decision) for one in side])
        for one in decision.targets:
            links.known(one, found)
        return (found,)
    event, new = decision.targets
    ends = tuple(links.find(one, side) for one, side in zip(decision.targets, _sides(decision), strict=True))
    links.known(event, ends[0])
    links.known(new, ends[1])
    return ends


def _take_back(links: _Links, decision: Decision) -> None:
    """Reverse an undone decision that the generation was linked with."""
    if decision.action == "merge":
        kept = decision.targets[0]
        for other in decision.targets[1:]:
            mentions = links.present(_before(decision, other))
            stays = set(links.present(_before(decision, kept)))
            together = [one for one in mentions if stays & links.members[links.holder[one]].keys()]
            if together:
                links.move(together, other)
    elif decision.action == "split":
        event, new = decision.targets
        rest = links.present(_after(decision, event))
        if rest and new in links.members:
            votes = Counter(links.holder[one] for one in rest)
            back = min(votes, key=lambda one: (-votes[one], one != event, one))
            links.move(list(links.members[new]), back)


# ---------------------------------------------------------------- replay


def replay_events(
    decisions: Sequence[Decision],
    undone: Sequence[Decision],
    members: Mapping[str, Sequence[str]],
    redirects: Mapping[str, str],
    linked: frozenset[str] = frozenset(),
) -> EventReplay:
    """Apply decisions about events, in order of time, to those of a generation.

    `linked` are the ids of those that the generation was linked with: they are done again only where they do not hold.
    `undone` are decisions that it was linked with and that stand no longer. `members` must hold every
    event that has a mention, or the id, that a decision names, with all its mentions; `redirects` lead from the ids
    that decisions name.
    """
    links = _Links(members, redirects)
    for decision in reversed(undone):
        _take_back(links, decision)
    told: list[tuple[Decision, tuple[str, ...]]] = []
    orphans = []
    patches: dict[str, dict[str, Any]] = {}
    for number, decision in enumerate(decisions):
        try:
            done = decision.id in linked and decision.action in ("merge", "split")
            done = done and _is_done(links, decision, decisions[number + 1 :])
            events = _as_linked(links, decision) if done else _apply(links, decision)
        except ValueError as error:
            orphans.append(Orphan(decision, f"{error}."))
            continue
        except (KeyError, TypeError, IndexError):
            orphans.append(Orphan(decision, "it does not say which events it is about."))
            continue
        told.append((decision, events))
        if decision.action == "edit":
            patches.setdefault(events[0], {}).update(decision.after)
    moved_patches: dict[str, dict[str, Any]] = {}
    for event, patch in patches.items():
        moved_patches.setdefault(links.end(event), {}).update(patch)
    return EventReplay(
        {one: tuple(mentions) for one, mentions in links.members.items()},
        links.redirects,
        moved_patches,
        _marks(links, told, moved_patches),
        tuple(orphans),
        _constraints(links, [decision for decision, _ in told]),
    )


def _apply(links: _Links, decision: Decision) -> tuple[str, ...]:
    """Do it; returns the events that it is about now. Raises ValueError when they are not there."""
    if decision.action == "merge":
        return (_merge(links, decision),)
    if decision.action == "split":
        return _split(links, decision)
    if decision.action == "edit":
        edited_event(PROBE, decision.after)
    named = decision.targets[0]
    found = links.find(named, _before(decision, named))
    links.known(named, found)
    return (found,)


def _sides(decision: Decision) -> list[list[str]]:
    """The groups of mentions that a merge joined or a split parted."""
    if decision.action == "merge":
        return [_before(decision, one) for one in decision.targets]
    return [_after(decision, one) for one in decision.targets]


def _overruled(links: _Links, decision: Decision) -> bool:
    """True of a merge whose sides are apart in the end, and of a split whose sides are together."""
    if decision.action not in ("merge", "split"):
        return False
    where = [{links.holder[one] for one in links.present(side)} for side in _sides(decision)]
    shared = any(a & b for n, a in enumerate(where) for b in where[n + 1 :])
    return shared if decision.action == "split" else not shared


def _marks(
    links: _Links, told: Sequence[tuple[Decision, tuple[str, ...]]], patches: Mapping[str, Mapping[str, Any]]
) -> dict[str, Mark]:
    about: dict[str, list[Decision]] = {}
    for decision, events in told:
        for event in dict.fromkeys(links.end(one) for one in events):
            if event in links.members:
                about.setdefault(event, []).append(decision)
    marks = {}
    for event, decisions in about.items():
        last = decisions[-1]
        status = STATUS[last.action]
        then = set(_before(last, last.targets[0]))
        marks[event] = Mark(
            status,
            last.by,
            last.at,
            last.id,
            last.reason,
            tuple(key for key in EVENT_EDITABLE if key in patches.get(event, {})),
            {},
            tuple(one.id for one in decisions),
            tuple(one.id for one in decisions[:-1] if one.by != last.by and _opposed(links, one, last)),
            changed=last.action in ("accept", "edit", "reject") and then != set(links.members[event]),
        )
    return marks


def _opposed(links: _Links, earlier: Decision, last: Decision) -> bool:
    if earlier.action in ("merge", "split"):
        return last.action == "reject" or _overruled(links, earlier)
    if earlier.action == "reject" or last.action == "reject":
        return earlier.action != last.action
    if earlier.action == last.action == "edit":
        return any(key in last.after and last.after[key] != new for key, new in earlier.after.items())
    return earlier.action == "accept" and last.action in ("split", "edit")


def _constraints(links: _Links, decisions: Sequence[Decision]) -> Constraints:
    """What the decisions mean for linking, as far as later decisions left it standing."""
    together: dict[tuple[str, ...], None] = {}
    apart: dict[tuple[tuple[str, ...], tuple[str, ...]], None] = {}
    for decision in decisions:
        if decision.action == "merge":
            _gather(links, [one for side in _sides(decision) for one in side], together)
        elif decision.action == "accept":
            _gather(links, _before(decision, decision.targets[0]), together)
        elif decision.action == "split":
            rest, moved = (_by_holder(links, side) for side in _sides(decision))
            _gather(links, [one for group in moved.values() for one in group], together)
            for one, ours in rest.items():
                for other, theirs in moved.items():
                    if one != other:
                        apart[ours, theirs] = None
    return Constraints(tuple(together), tuple(apart))


def _by_holder(links: _Links, mentions: Iterable[str]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for one in links.present(dict.fromkeys(mentions)):
        groups.setdefault(links.holder[one], []).append(one)
    return {event: tuple(sorted(found)) for event, found in groups.items()}


def _gather(links: _Links, mentions: Iterable[str], into: dict[tuple[str, ...], None]) -> None:
    for group in _by_holder(links, mentions).values():
        if len(group) > 1:
            into[group] = None

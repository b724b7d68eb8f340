"""The decisions of a ledger laid over its tables: which rows are gone, and which stand in their place.

Only what decisions name is looked at, so the cost depends on their number and not on the size of the ledger. The
tables on disk stay what the program made of the texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pyarrow as pa

from rashomon.ledger.decisions import Log, standing
from rashomon.ledger.decisions_claims import (
    ClaimReplay,
    Mark,
    Orphan,
    anchored_words,
    is_about_claim,
    replay_claims,
    words_of,
)
from rashomon.ledger.decisions_events import (
    EventReplay,
    edited_event,
    events_in,
    named_events,
    named_mentions,
    replay_events,
)
from rashomon.ledger.rows import from_row, to_row
from rashomon.ledger.schema import LINK_TABLES, PART_TABLES
from rashomon.link.constraints import FREE, Constraints
from rashomon.link.events import event_of
from rashomon.model import Claim, Decision, Event, EventType, Happening, Modality, Problem

__all__ = ["Changed", "Overlay", "lay_over"]

Rows = Callable[[str, Sequence[object]], Iterator[dict[str, Any]]]  # a query over the tables as the program made them

NOTHING = ClaimReplay({}, {}, ())


@dataclass(frozen=True, slots=True)
class Changed:
    """Rows of one table: those whose `key` is among `gone` are left out, `rows` are added."""

    key: str
    gone: tuple[str, ...]
    rows: pa.Table


@dataclass(frozen=True, slots=True)
class Overlay:
    """What the decisions make of a ledger.

    `tables` are the changed ones; `claims` and `events` the marks by id; `rejected` the events that were rejected;
    `orphans` the decisions that stand and find nothing; `undone` the undo that holds, by the id of what it undoes.
    """

    log: Log = field(default_factory=Log)
    tables: Mapping[str, Changed] = field(default_factory=dict)
    claims: Mapping[str, Mark] = field(default_factory=dict)
    events: Mapping[str, Mark] = field(default_factory=dict)
    rejected: frozenset[str] = frozenset()
    orphans: tuple[Orphan, ...] = ()
    undone: Mapping[str, Decision] = field(default_factory=dict)
    constraints: Constraints = FREE
    standing: tuple[Decision, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Damaged lines of the log, and decisions that hold for nothing in this ledger."""
        return (*self.log.problems, *map(_orphaned, self.orphans))


def lay_over(log: Log, linked: frozenset[str], rows: Rows, reviewed: bool = True) -> Overlay:
    """Replay the log over the tables that `rows` queries. `linked` are the decisions that the newest generation of
    links was made with. Without `reviewed`, it gives the program's own state: people's links are taken back."""
    kept, undone = standing(log.decisions)
    if not reviewed:
        kept = ()
    ids = {one.id for one in kept}
    taken_back = [one for one in log.decisions if one.id in linked and one.id not in ids]
    about_claims = [one for one in kept if is_about_claim(one)]
    about_events = [one for one in kept if not is_about_claim(one)]
    claims, tables = NOTHING, {}
    if about_claims:
        claims = replay_claims(about_claims, _claims_for(about_claims, rows), _documents_for(about_claims, rows))
        gone = tuple(sorted({*claims.claims, *claims.rejected}))
        tables["claims"] = Changed(
            "id", gone, _table([to_row(one) for one in claims.claims.values()], PART_TABLES["claims"])
        )
    events = EventReplay()
    if about_events or any(not is_about_claim(one) for one in taken_back):
        members, redirects = _events_for([*about_events, *taken_back], rows)
        events = replay_events(about_events, taken_back, members, redirects, linked)
        tables |= _event_tables(events, members, redirects, [*about_events, *taken_back], rows)
    order = {one.id: number for number, one in enumerate(kept)}
    orphans = sorted((*claims.orphans, *events.orphans), key=lambda one: order[one.decision.id])
    return Overlay(
        log,
        {name: one for name, one in tables.items() if one.gone or one.rows.num_rows},
        claims.marks,
        _with_machine(events, tables.get("events"), rows),
        events.rejected,
        tuple(orphans),
        undone,
        events.constraints,
        kept,
    )


def _orphaned(orphan: Orphan) -> Problem:
    decision = orphan.decision
    message = (
        f"The decision {decision.id} ({decision.action}, by {decision.by}) holds for nothing in this ledger: "
        f"{orphan.reason} It changes nothing until somebody decides anew."
    )
    name = decision.before.get("claim", {}).get("name") if is_about_claim(decision) else None
    return Problem(str(name or " ".join(decision.targets)), "decision-orphaned", message)


def _table(rows: Sequence[Mapping[str, Any]], schema: pa.Schema) -> pa.Table:
    return pa.Table.from_pylist([dict(row) for row in rows], schema)


# ---------------------------------------------------------------- claims


def _claims_for(decisions: Sequence[Decision], rows: Rows) -> list[Claim]:
    """The claims of this run that the decisions may be about."""
    wanted = anchored_words(decisions)
    query = "SELECT * FROM claims WHERE id IN (SELECT unnest($1::VARCHAR[]))"
    found = {row["id"]: row for row in rows(query, [sorted(wanted)])}
    lost = [words for one, words in wanted.items() if one not in found or words_of(found[one]) != words]
    if lost:
        query = "SELECT * FROM claims WHERE document IN (SELECT unnest($1::VARCHAR[]))"
        found |= {row["id"]: row for row in rows(query, [sorted({str(words[0]) for words in lost})])}
    return [from_row(Claim, row) for row in found.values()]


def _documents_for(decisions: Sequence[Decision], rows: Rows) -> set[str]:
    named = sorted({str(words[0]) for words in anchored_words(decisions).values()})
    return {row["id"] for row in rows("SELECT id FROM documents WHERE id IN (SELECT unnest($1::VARCHAR[]))", [named])}


# ---------------------------------------------------------------- events


def _events_for(decisions: Sequence[Decision], rows: Rows) -> tuple[dict[str, list[str]], dict[str, str]]:
    """The events that decisions name, or that hold a mention that they name, with all their mentions; and where the
    ids that decisions name lead."""
    redirects: dict[str, str] = {}
    named, new = set(), sorted(named_events(decisions))
    while new:
        named.update(new)
        query = """
            SELECT id, redirects_to FROM events
            WHERE redirects_to IS NOT NULL AND id IN (SELECT unnest($1::VARCHAR[]))"""
        found = {row["id"]: row["redirects_to"] for row in rows(query, [new])}
        redirects |= found
        new = sorted(set(found.values()) - named)
    query = """
        SELECT event, mention FROM event_mentions
        WHERE event IN (SELECT unnest($1::VARCHAR[])) OR event IN (
            SELECT event FROM event_mentions WHERE mention IN (SELECT unnest($2::VARCHAR[])))
        ORDER BY event, mention"""
    members: dict[str, list[str]] = {}
    for row in rows(query, [sorted(named), sorted(named_mentions(decisions))]):
        members.setdefault(row["event"], []).append(row["mention"])
    return members, redirects


def _event_tables(
    replay: EventReplay,
    members: Mapping[str, Sequence[str]],
    redirects: Mapping[str, str],
    decisions: Sequence[Decision],
    rows: Rows,
) -> dict[str, Changed]:
    live = {
        one: mentions
        for one, mentions in replay.members.items()
        if set(mentions) != set(members.get(one, ())) or one in replay.patches
    }
    gone = {one: to for one, to in replay.redirects.items() if redirects.get(one) != to}
    changed = sorted({*live, *gone})
    query = "SELECT * FROM events WHERE id IN (SELECT unnest($1::VARCHAR[]))"
    base = {row["id"]: row for row in rows(query, [changed])}
    happenings = _happenings({one for mentions in live.values() for one in mentions}, rows)
    made: list[dict[str, Any]] = []
    for one, mentions in live.items():
        same = set(mentions) == set(members.get(one, ()))
        row = base[one] if same else _described(one, mentions, happenings, base.get(one), decisions)
        made.append(to_row(edited_event(from_row(Event, row), replay.patches.get(one, {}))))
    for one, to in gone.items():
        row = base.get(one) or to_row(_remembered(one, decisions))
        made.append(row | {"redirects_to": to})
    listed = [
        {"event": one, "mention": mention}
        for one, mentions in live.items()
        if one not in replay.rejected
        for mention in mentions
    ]
    return {
        "events": Changed("id", tuple(changed), _table(made, LINK_TABLES["events"])),
        "event_mentions": Changed(
            "event", tuple(sorted({*changed, *replay.rejected})), _table(listed, LINK_TABLES["event_mentions"])
        ),
    }


def _happenings(mentions: set[str], rows: Rows) -> list[Happening]:
    query = """
        SELECT * FROM happenings WHERE id IN (
            SELECT happening FROM mentions WHERE id IN (SELECT unnest($1::VARCHAR[]))) ORDER BY id"""
    return [from_row(Happening, row) for row in rows(query, [sorted(mentions)])] if mentions else []


def _described(
    event: str,
    mentions: Sequence[str],
    happenings: Sequence[Happening],
    base: Mapping[str, Any] | None,
    decisions: Sequence[Decision],
) -> dict[str, Any]:
    """The row of an event whose mentions changed: title, place, time and the rest as linking gives them for these."""
    own = set(mentions)
    group = []
    for one in happenings:
        kept = tuple(ref for ref in one.mentions if ref.id in own)
        if kept:
            group.append(replace(one, mentions=kept))
    if group:
        return to_row(replace(event_of(group), id=event))
    row = dict(base) if base is not None else to_row(_remembered(event, decisions))
    return row | {"mentions": sorted(own), "redirects_to": None}


def _remembered(event: str, decisions: Sequence[Decision]) -> Event:
    """An event as a decision remembers it, for an id that this ledger gave to none."""
    for decision in decisions:
        told = events_in(decision.before).get(event)
        if isinstance(told, Mapping):
            title = str(told.get("title"))
            return Event(event, EventType.OTHER, None, title, None, None, Modality.ACTUAL, (), ())
    return Event(event, EventType.OTHER, None, event, None, None, Modality.ACTUAL, (), ())


def _with_machine(replay: EventReplay, events: Changed | None, rows: Rows) -> dict[str, Mark]:
    """The marks, with the program's own values for what was edited."""
    edited = sorted(one for one, mark in replay.marks.items() if mark.edited)
    if not edited or events is None:
        return dict(replay.marks)
    query = "SELECT * FROM events WHERE id IN (SELECT unnest($1::VARCHAR[]))"
    base = {row["id"]: row for row in rows(query, [edited])}
    return {
        one: replace(mark, machine={key: base[one][key] for key in mark.edited}) if one in base else mark
        for one, mark in replay.marks.items()
    }

"""A toll over time: each claimant's figures, in the order in which they were said.

A figure stands at the day that its words give ("as of Friday"), else at the day on which its text was printed,
and says which. Figures without any day are kept at the end. What is denied, planned or a part of another figure is
marked, never dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from rashomon.link.claimants import Voices
from rashomon.link.dating import said_on
from rashomon.model import (
    COUNT_FIELDS,
    Account,
    Claim,
    Claimant,
    ClaimantKind,
    Document,
    Event,
    Field,
    Modality,
    Stance,
)

__all__ = ["Line", "Point", "Timeline", "timeline_of"]


@dataclass(frozen=True, slots=True)
class Point:
    """One figure on one day. `low`/`high` are the bounds of the words (None is open), `dated_by` says how the ISO
    date `day` is known: "as-of", "published" or None. `status` is "stated", "denied", "part" (of another figure),
    "group" (counts only some), "possible" or "unreal" (planned or hypothetical). `revises` tells that the account
    replaces an older figure. `claims` and `documents` are ids, the first told first."""

    day: str | None
    dated_by: str | None
    low: int | None
    high: int | None
    approximate: bool
    text: str
    group: str | None
    status: str
    revises: bool
    account: str
    claims: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """All figures of one voice. The writers of different texts are different voices: `publisher` (or the name of the
    file) tells them apart."""

    claimant: Claimant
    publisher: str | None
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """One field of one event. Lines come in the order of their first day, then of their first figure."""

    event: str
    title: str
    field: Field
    lines: tuple[Line, ...]


def timeline_of(
    event: Event,
    accounts: Sequence[Account],
    claims: Mapping[str, Claim],
    documents: Mapping[str, Document],
    copies: Mapping[str, str],
    field: Field = Field.KILLED,
) -> Timeline:
    """The timeline of one count field from the accounts of one event. `claims` and `documents` map their ids.

    Raises ValueError for a field that is no count. An event without such claims gives a timeline without lines.
    """
    if field not in COUNT_FIELDS:
        raise ValueError(f"{field.value} is no number of people, so it has no timeline")
    counted = [a for a in accounts if a.field == field]
    voices = Voices((claims[c] for a in counted for c in a.claims if c in claims), copies, documents)
    points: dict[str, list[Point]] = defaultdict(list)
    names: dict[str, tuple[Claimant, str | None]] = {}
    for account in counted:
        told = [claims[c] for c in account.claims if c in claims]
        if not told:
            continue
        voice = voices.of(told[0])
        publishers = [
            p for c in told if (d := documents.get(c.document)) and (p := d.publisher or PurePath(d.name).name)
        ]
        own = account.claimant.kind in (ClaimantKind.AUTHOR, ClaimantKind.UNNAMED)
        names.setdefault(voice, (account.claimant, publishers[0] if own and publishers else None))
        points[voice].extend(_points(account, told, documents))
    lines = [Line(*names[voice], tuple(sorted(found, key=_order))) for voice, found in points.items()]
    return Timeline(event.id, event.title, field, tuple(sorted(lines, key=lambda line: _order(line.points[0]))))


def _points(account: Account, told: Sequence[Claim], documents: Mapping[str, Document]) -> list[Point]:
    """One point for each day on which the account was told."""
    days: dict[tuple[str | None, str | None], list[Claim]] = defaultdict(list)
    for claim in told:
        said = said_on(claim, documents.get(claim.document))
        days[said.date, said.by].append(claim)
    value = account.value
    return [
        Point(
            day=day,
            dated_by=by,
            low=value.low,
            high=value.high,
            approximate=bool(value.approximate),
            text=value.text,
            group=value.group,
            status=_status(account, found),
            revises=any(r.kind == "revise" for r in account.relations),
            account=account.id,
            claims=tuple(dict.fromkeys(c.id for c in found)),
            documents=tuple(dict.fromkeys(c.document for c in found)),
        )
        for (day, by), found in days.items()
    ]


def _status(account: Account, told: Sequence[Claim]) -> str:
    if account.stance in (Stance.DENIES, Stance.DOUBTS) or any(c.polarity == "negative" for c in told):
        return "denied"
    real = [c.modality for c in told if c.modality not in (Modality.PLANNED, Modality.HYPOTHETICAL, Modality.NEGATED)]
    if not real:
        return "unreal"
    if any(r.kind == "part-of" for r in account.relations) or any(c.part_of for c in told):
        return "part"
    if account.value.group:
        return "group"
    return "possible" if all(modality == Modality.POSSIBLE for modality in real) else "stated"


def _order(point: Point) -> tuple[str, int, str]:
    number = point.low if point.low is not None else point.high
    return (point.day or "9999", number if number is not None else -1, point.account)

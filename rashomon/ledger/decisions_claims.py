"""Decisions about claims, and what they make of the claims of a run.

A decision finds its claim again by its words: document, field, and the evidence with its offsets. Where a newer run
has no claim with these words, or reads them otherwise than the person saw it, the decision is an orphan: it is
listed with the reason and changes nothing until somebody decides anew.

    before   {"claim": the claim as the program read it, "shown": what was shown otherwise, after earlier edits}
    after    accept and reject: {}; edit: the keys that are new, each whole
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pyarrow as pa

from rashomon.ledger.rows import from_row, to_row
from rashomon.ledger.schema import PART_TABLES
from rashomon.model import Claim, Decision

__all__ = [
    "EDITABLE",
    "ClaimReplay",
    "Mark",
    "Orphan",
    "Status",
    "Words",
    "anchored_words",
    "before_claim",
    "edited_claim",
    "filled",
    "is_about_claim",
    "replay_claims",
    "words_of",
]

# What a claim says. An edit may set these; the evidence stays, for it is what the claim is.
CONTENT = (
    "field", "value", "claimant", "via", "stance", "modality", "polarity", "place", "time", "as_of", "part_of",
)  # fmt: skip
EDITABLE = (*CONTENT, "event_mention")

Status = Literal["accepted", "rejected", "edited", "merged", "split"]
Words = tuple[str, str, tuple[tuple[int, int, str], ...]]  # document, field, evidence


@dataclass(frozen=True, slots=True)
class Mark:
    """What people decided about a claim or an event, as readers show it.

    `decision` is the one that counts, by `by` at `at`; `decisions` all that stand, in order of time. `edited` are the
    keys that differ from the program's own reading, `machine` its values for them. `conflict` are the decisions by
    somebody else that say otherwise than the last one. `changed`: the event has other mentions than when this was
    decided.
    """

    status: Status
    by: str
    at: str
    decision: str
    reason: str | None = None
    edited: tuple[str, ...] = ()
    machine: Mapping[str, Any] = field(default_factory=dict)
    decisions: tuple[str, ...] = ()
    conflict: tuple[str, ...] = ()
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Orphan:
    """A decision that stands but finds nothing that it can hold for; `reason` says why, in a sentence."""

    decision: Decision
    reason: str


@dataclass(frozen=True, slots=True)
class ClaimReplay:
    """`claims` are those edited, by id; `marks` what was decided, by claim id; `orphans` what found no claim."""

    claims: Mapping[str, Claim]
    marks: Mapping[str, Mark]
    orphans: tuple[Orphan, ...]

    @property
    def rejected(self) -> frozenset[str]:
        return frozenset(one for one, mark in self.marks.items() if mark.status == "rejected")


def is_about_claim(decision: Decision) -> bool:
    """True of decisions about a claim, as against those about events."""
    return isinstance(decision.before.get("claim"), Mapping)


# ---------------------------------------------------------------- what a decision remembers


def before_claim(machine: Claim, name: str, shown: Claim) -> dict[str, Any]:
    """The `before` of a decision: the claim as the program read it, in the document called `name`, and where it was
    `shown` otherwise to the person, that too."""
    row, seen = to_row(machine), to_row(shown)
    kept = {key: row[key] for key in ("id", "document", "event_mention", "evidence", *CONTENT)}
    changed = {key: seen[key] for key in EDITABLE if seen[key] != row[key]}
    return {"claim": kept | {"name": name}} | ({"shown": changed} if changed else {})


def words_of(row: Mapping[str, Any]) -> Words:
    """What finds a claim again, from its row."""
    evidence = tuple((one["start"], one["end"], one["quote"]) for one in row["evidence"])
    return row["document"], row["field"], evidence


def anchored_words(decisions: Iterable[Decision]) -> dict[str, Words]:
    """The words of the claims that decisions are about, by the id of the claim then. Unusable ones are left out."""
    found = {}
    for decision in decisions:
        try:
            found[decision.before["claim"]["id"]] = words_of(decision.before["claim"])
        except (KeyError, TypeError):
            continue
    return found


def edited_claim(claim: Claim, patch: Mapping[str, Any]) -> Claim:
    """The claim with the keys of `patch` set. Raises ValueError when a key or a value cannot be one of a claim."""
    unknown = sorted(set(patch) - set(EDITABLE))
    if unknown:
        raise ValueError(f"a claim has no {', '.join(unknown)} that could be set")
    row = to_row(claim) | {key: filled(value, PART_TABLES["claims"].field(key).type) for key, value in patch.items()}
    try:
        made = from_row(Claim, row)
        pa.RecordBatch.from_pylist([to_row(made)], PART_TABLES["claims"])
    except (KeyError, TypeError, AttributeError, pa.ArrowException, OverflowError) as error:
        raise ValueError(f"what it sets cannot be a claim's: {error}") from error
    return made


def filled(value: Any, kind: pa.DataType) -> Any:
    """A value of an older version, with None for the keys that objects have got since."""
    if isinstance(value, Mapping) and pa.types.is_struct(kind):
        known = {kind.field(n).name: kind.field(n).type for n in range(kind.num_fields)}
        return dict(value) | {name: filled(value.get(name), inner) for name, inner in known.items()}
    return value


def _same(now: Any, then: Any) -> bool:
    """Equality that does not mind keys which objects have got since."""
    if isinstance(now, Mapping) and isinstance(then, Mapping):
        return all(_same(now.get(key), value) for key, value in then.items())
    if isinstance(now, list) and isinstance(then, list):
        return len(now) == len(then) and all(map(_same, now, then))
    return bool(now == then)


# ---------------------------------------------------------------- replay


class _Desk:
    """One claim while decisions are applied to it."""

    def __init__(self, machine: Claim) -> None:
        self.machine = machine
        self.row = to_row(machine)
        self.standing: list[Decision] = []
        self.rejected = False

    def apply(self, decision: Decision) -> None:
        """Raises ValueError when the edit cannot be made."""
        shown = decision.before.get("shown") or {}
        edited_claim(self.machine, decision.after if decision.action == "edit" else shown)
        self.rejected = decision.action == "reject"
        if decision.action == "accept":  # what was accepted is what the person saw
            self.row = to_row(edited_claim(self.machine, {key: shown[key] for key in EDITABLE if key in shown}))
        elif decision.action == "edit":
            made = to_row(edited_claim(self.machine, decision.after))
            self.row |= {key: made[key] for key in decision.after}
        self.standing.append(decision)

    def _conflict(self) -> tuple[str, ...]:
        """The last decision of everybody else, where it says otherwise than what counts now."""
        latest: dict[str, Decision] = {}
        set_by: dict[str, dict[str, Any]] = {}
        for one in self.standing:
            latest[one.by] = one
            set_by.setdefault(one.by, {}).update(one.after if one.action == "edit" else {})
        last = self.standing[-1].by
        return tuple(one.id for by, one in latest.items() if by != last and self._opposed(one, set_by[by]))

    def _opposed(self, decision: Decision, patch: Mapping[str, Any]) -> bool:
        if self.rejected or decision.action == "reject":
            return self.rejected != (decision.action == "reject")
        said = patch
        if decision.action == "accept":
            machine = to_row(self.machine)
            said = {key: machine[key] for key in EDITABLE} | dict(decision.before.get("shown") or {})
        return not all(_same(self.row[key], value) for key, value in said.items() if key in EDITABLE)

    def finish(self) -> tuple[Claim, Mark]:
        machine, last = to_row(self.machine), self.standing[-1]
        edited = tuple(key for key in EDITABLE if self.row[key] != machine[key])
        status: Status = "rejected" if self.rejected else "edited" if edited else "accepted"
        mark = Mark(
            status,
            last.by,
            last.at,
            last.id,
            last.reason,
            edited,
            {key: machine[key] for key in edited},
            tuple(one.id for one in self.standing),
            self._conflict(),
        )
        return edited_claim(self.machine, {key: self.row[key] for key in edited}), mark


def replay_claims(
    decisions: Sequence[Decision], claims: Iterable[Claim], documents: frozenset[str] | set[str]
) -> ClaimReplay:
    """Apply decisions about claims, in order of time, to the claims of a run as the program made them.

    `claims` must hold those with the ids or the words of the decisions; `documents` are the ids of the documents that
    the ledger has, of those that decisions name.
    """
    by_id = {one.id: one for one in claims}
    by_words: dict[Words, list[Claim]] = {}
    for one in sorted(by_id.values(), key=lambda claim: claim.id):
        by_words.setdefault(words_of(to_row(one)), []).append(one)
    desks: dict[str, _Desk] = {}
    orphans = []
    for decision in decisions:
        try:
            claim = _find(decision, by_id, by_words, documents)
            desk = desks.get(claim.id) or _Desk(claim)
            desk.apply(decision)
        except (KeyError, TypeError):
            orphans.append(Orphan(decision, "it does not say which claim it is about."))
        except ValueError as error:
            orphans.append(Orphan(decision, f"{error}."))
        else:
            desks[claim.id] = desk
    done = {one: desk.finish() for one, desk in desks.items()}
    return ClaimReplay(
        {one: claim for one, (claim, mark) in done.items() if mark.edited and mark.status != "rejected"},
        {one: mark for one, (_, mark) in done.items()},
        tuple(orphans),
    )


def _find(
    decision: Decision,
    by_id: Mapping[str, Claim],
    by_words: Mapping[Words, Sequence[Claim]],
    documents: frozenset[str] | set[str],
) -> Claim:
    """The claim that a decision is about. Raises ValueError with the reason when there is none that says the same in
    the same words."""
    anchor = decision.before["claim"]
    words = words_of(anchor)
    same = by_words.get(words, ())
    fitting = [one for one in same if _reads(one, anchor)] or [
        one for one in same if _reads(one, anchor | _as_edited(decision))
    ]
    exact = next((one for one in fitting if one.id == anchor["id"]), None)
    if exact is not None or fitting:
        return exact or fitting[0]
    quote = " \u2026 ".join(one[2] for one in words[2])
    if words[0] not in documents:
        raise ValueError(f"the document {anchor.get('name', words[0])} is not in this ledger")
    if not same and anchor["id"] in by_id:
        raise ValueError(f"the words of the claim changed; they were \u201c{quote}\u201d")
    if not same:
        raise ValueError(f"no claim of {words[1]} rests on the words \u201c{quote}\u201d any more")
    row = to_row(same[0])
    differ = [key for key in CONTENT if not _same(row[key], anchor[key])]
    raise ValueError(f"the words \u201c{quote}\u201d are read otherwise now: {', '.join(differ)} changed")


def _reads(claim: Claim, anchor: Mapping[str, Any]) -> bool:
    row = to_row(claim)
    return all(_same(row[key], anchor[key]) for key in CONTENT)


def _as_edited(decision: Decision) -> dict[str, Any]:
    """A newer run that reads of itself what the person had set needs no new decision."""
    if decision.action != "edit":
        return dict(decision.before.get("shown") or {})
    return {**(decision.before.get("shown") or {}), **decision.after}

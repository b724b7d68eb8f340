"""Reviewing a ledger: deciding, and seeing first what a decision would do.

    desk = ReviewDesk(folder, by="A. Coder")
    desk.accept("3fa2")                        # a claim or an event, by its id or the first characters of it
    desk.edit("3fa2", {"low": "22", "high": ""}, reason="the caption says so")
    for view in desk.moves("77c0", ["91be"]): ...   # what a merge would move
    desk.merge("77c0", ["91be"])

Every method opens the ledger anew, so that it decides about what is there now, and returns the decision that it added
to the log.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rashomon.errors import ConfigurationError, NotFound
from rashomon.extract.identity import stable_id
from rashomon.ledger.decisions import Log, add, draft, parse_log
from rashomon.ledger.decisions_claims import before_claim
from rashomon.ledger.decisions_edit import claim_patch, event_patch
from rashomon.ledger.decisions_events import before_event
from rashomon.ledger.store import EventView, Ledger
from rashomon.model import Claim, Decision, DecisionAction

__all__ = ["Imported", "ReviewDesk", "Shown", "find_decision", "shown_claim"]

SHOWN = 12  # choices listed in a message


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim as the program read it and as it is now; `name` is its document's. A rejected one is as it was before."""

    machine: Claim
    now: Claim
    name: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: decisions that are new here, those that were here already, and what could not be read."""

    new: tuple[Decision, ...]
    known: int
    log: Log


@dataclass(frozen=True, slots=True)
class ReviewDesk:
    """One person who decides about the ledger in `folder`. All methods raise LedgerError where the ledger cannot be
    read or written, NotFound for an id that is not there, ConfigurationError for what cannot be decided."""

    folder: Path
    by: str

    # ------------------------------------------------------------ claims and events

    def accept(self, target: str, reason: str | None = None) -> Decision:
        """Say that a claim or an event is right as it is shown now."""
        return self._simple("accept", target, reason)

    def reject(self, target: str, reason: str | None = None) -> Decision:
        """Say that a claim or an event is wrong: readers no longer show it."""
        return self._simple("reject", target, reason)

    def edit(self, target: str, settings: Mapping[str, str], reason: str | None = None) -> Decision:
        """Set some keys of a claim or an event, in the words of `decisions_edit`."""
        with Ledger(self.folder) as ledger:
            kind, one = ledger.claim_or_event(target)
            if kind == "event":
                view = ledger.event(one)
                after = event_patch(view.event, settings)
                before = self._before(view)
            else:
                shown = shown_claim(ledger, one)
                after = self._claim_patch(ledger, shown, settings)
                before = before_claim(shown.machine, shown.name, shown.now)
        if not after:
            raise ConfigurationError(f"Nothing was changed: the {kind} {one} has these values already.")
        return self._add("edit", [one], before, after, reason)

    def _claim_patch(self, ledger: Ledger, shown: Shown, settings: Mapping[str, str]) -> dict[str, Any]:
        own = dict(settings)
        event = own.pop("event", None)
        patch = claim_patch(shown.now, own)
        if event is not None:
            mentions = ledger.event(event).mentions
            there = [one for one in mentions if one.document == shown.now.document] or mentions
            if shown.now.event_mention not in {one.id for one in mentions}:
                patch["event_mention"] = there[0].id
        return patch

    def _simple(self, action: DecisionAction, target: str, reason: str | None) -> Decision:
        with Ledger(self.folder) as ledger:
            kind, one = ledger.claim_or_event(target)
            if kind == "event":
                before = self._before(ledger.event(one))
            else:
                shown = shown_claim(ledger, one)
                before = before_claim(shown.machine, shown.name, shown.now)
        return self._add(action, [one], before, {}, reason)

    @staticmethod
    def _before(*views: EventView) -> dict[str, Any]:
        return {"events": {view.event.id: before_event(view.event, view.mentions) for view in views}}

    # ------------------------------------------------------------ merging and splitting

    def moves(self, keep: str, others: Sequence[str]) -> tuple[EventView, tuple[EventView, ...]]:
        """The event that would stay, and those whose mentions and claims would move to it."""
        with Ledger(self.folder) as ledger:
            kept = ledger.event(keep)
            found = {ledger.event_id(one): ledger.event(one) for one in others}
        found.pop(kept.event.id, None)
        if not found:
            raise ConfigurationError(
                f"Nothing to merge: name at least one event other than {kept.event.id} ({kept.event.title})."
            )
        return kept, tuple(found.values())

    def merge(self, keep: str, others: Sequence[str], reason: str | None = None) -> Decision:
        """Make several events one: `keep` stays, the ids of the others lead to it from now on."""
        kept, moved = self.moves(keep, others)
        views = (kept, *moved)
        after = {"events": {kept.event.id: [one.id for view in views for one in view.mentions]}}
        return self._add("merge", [view.event.id for view in views], self._before(*views), after, reason)

    def parts(
        self, event: str, mentions: Sequence[str] = (), documents: Sequence[str] = (), claims: Sequence[str] = ()
    ) -> tuple[EventView, tuple[str, ...], tuple[Claim, ...]]:
        """An event, the mentions that a split would move to a new one, and the claims that would go with them. What
        moves is named by ids of mentions, by documents (names or ids), or by claims of the event, whose mention moves.
        """
        with Ledger(self.folder) as ledger:
            view = ledger.event(event)
        wrong = []
        names = {one.name: one.id for one in view.documents.values()} | {one: one for one in view.documents}
        wrong += [f"the event has no document {one!r}" for one in documents if one not in names]
        known = {one.id for one in view.mentions}
        wrong += [f"the event has no mention {one!r}" for one in mentions if one not in known]
        of_claims = {one.id: one.event_mention for one in view.claims}
        wrong += [f"the event has no claim {one!r}" for one in claims if one not in of_claims]
        if wrong:
            raise ConfigurationError(f"The event {view.event.id} was not split: {'; '.join(wrong)}.")
        chosen = {names[one] for one in documents}
        own = {*mentions, *(of_claims[one] for one in claims)}
        moved = tuple(one.id for one in view.mentions if one.id in own or one.document in chosen)
        if not moved or len(moved) == len(view.mentions):
            raise ConfigurationError(
                f"The event {view.event.id} was not split: "
                + ("name what moves to the new event." if not moved else "all of it would move, and nothing stay.")
            )
        return view, moved, tuple(one for one in view.claims if one.event_mention in set(moved))

    def split(
        self,
        event: str,
        mentions: Sequence[str] = (),
        documents: Sequence[str] = (),
        claims: Sequence[str] = (),
        reason: str | None = None,
    ) -> Decision:
        """Move mentions of an event to a new one. The new id is `targets[1]` of the decision."""
        view, moved, _ = self.parts(event, mentions, documents, claims)
        with Ledger(self.folder) as ledger:
            used = {one.id for one in ledger.all_events()}
        new, salt = stable_id("event", "split", view.event.id, *sorted(moved)), 0
        while new in used:
            salt += 1
            new = stable_id("event", "split", view.event.id, *sorted(moved), salt)
        rest = [one.id for one in view.mentions if one.id not in set(moved)]
        after = {"events": {view.event.id: rest, new: list(moved)}}
        return self._add("split", [view.event.id, new], self._before(view), after, reason)

    # ------------------------------------------------------------ the log

    def undo(self, decision: str | None = None, reason: str | None = None) -> Decision:
        """Take back a decision (an undo too), by its id or the first characters of it; without one, the newest
        standing decision of this person."""
        with Ledger(self.folder) as ledger:
            log, undone = ledger.review.log, ledger.review.undone
        if decision is None:
            name = " ".join(self.by.split())
            own = [one for one in log.decisions if one.by == name and one.action != "undo" and one.id not in undone]
            if not own:
                raise NotFound(f"{name} has no decision in {self.folder} that could be undone.")
            found = own[-1]
        else:
            found = find_decision(log, decision, self.folder)
        if found.id in undone:
            by = undone[found.id]
            raise ConfigurationError(
                f"The decision {found.id} is undone already, by {by.by} at {by.at} (decision {by.id}). "
                f"Undo that one to bring it back."
            )
        return self._add("undo", [found.id], {}, {}, reason)

    def take_in(self, data: bytes, name: str) -> Imported:
        """Add the decisions of an export, or of another ledger's log, with their own ids, times and names. `name`
        stands in the problems."""
        log = parse_log(data, name)
        with Ledger(self.folder):  # raises where there is no ledger
            new = add(self.folder, log.decisions)
        return Imported(new, len(log.decisions) - len(new), log)

    def _add(
        self,
        action: DecisionAction,
        targets: Sequence[str],
        before: Mapping[str, Any],
        after: Mapping[str, Any],
        reason: str | None,
    ) -> Decision:
        (made,) = add(self.folder, [draft(action, self.by, targets, before, after, reason)])
        return made


def shown_claim(ledger: Ledger, claim: str) -> Shown:
    """A claim by its whole id, as the program read it and as it is now. Raises NotFound."""
    found = ledger.machine_claims([claim])
    if claim not in found:
        raise NotFound(f"No claim of {ledger.folder} has the id {claim}.")
    machine, name = found[claim]
    mark = ledger.review.claims.get(claim)
    if mark is None or not mark.edited:
        return Shown(machine, machine, name)
    now = next((one.claim for one in ledger.claims([machine.document]) if one.claim.id == claim), machine)
    return Shown(machine, now, name)


def find_decision(log: Log, prefix: str, folder: Path) -> Decision:
    """The one decision whose id begins so. Raises NotFound."""
    found = [one for one in log.decisions if prefix and one.id.startswith(prefix)]
    if len(found) == 1:
        return found[0]
    listed = ", ".join(f"{one.id} ({one.action} by {one.by})" for one in (found or log.decisions[::-1])[:SHOWN])
    what = f"{len(found)} decisions of {folder} have" if found else f"No decision of {folder} has"
    there = f"There are: {listed}." if listed else "There are none yet."
    raise NotFound(f"{what} an id that begins with {prefix!r}. {there} See all with `rashomon review {folder} log`.")

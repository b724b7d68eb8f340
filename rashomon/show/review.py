"""`rashomon review DIR ...`: what to look at next, and what people decide about it.

A decision needs a name: `--by`, or the variable RASHOMON_REVIEWER. What would move in a merge or a split is shown
first; without `--yes` nothing is done.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer
from rich import box
from rich.table import Table
from rich.text import Text

from rashomon.errors import ConfigurationError, NotFound
from rashomon.model import Claim, Decision
from rashomon.show.failure import graceful, printable
from rashomon.show.output import Format, Kind, Row
from rashomon.show.terminal import console, emit
from rashomon.show.wording import claimant_words, safe, shortened, value_words

if TYPE_CHECKING:
    from rashomon.ledger.decisions_queue import QueueItem
    from rashomon.ledger.review import ReviewDesk
    from rashomon.ledger.store import EventView, Ledger

__all__ = ["app", "log_rows"]

REVIEWER = "RASHOMON_REVIEWER"
QUOTE = 110  # code points of a quote


class Order(StrEnum):
    """How the queue is sorted."""

    DISAGREEMENT = "disagreement"
    UNCERTAINTY = "uncertainty"


app = typer.Typer(
    help="Decide what is right: accept, reject, edit, merge, split, undo. Nothing is ever deleted.",
    invoke_without_command=True,
    rich_markup_mode=None,
)

By = Annotated[str, typer.Option("--by", metavar="NAME", envvar=REVIEWER, help="Who decides.")]
Reason = Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why; kept with the decision.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do it. Without, only show what would move.")]
Target = Annotated[str, typer.Argument(metavar="ID", help="A claim or an event: its id, or its first characters.")]


@app.callback()
def start(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the ledger.")],
) -> None:
    """Decide what is right: accept, reject, edit, merge, split, undo. Nothing is ever deleted."""
    context.obj = folder
    if context.invoked_subcommand is None:
        queue(context)


def _folder(context: typer.Context) -> Path:
    return cast(Path, context.obj)


@app.command()
def queue(
    context: typer.Context,
    order: Annotated[Order, typer.Option("--order", help="What comes first.")] = Order.DISAGREEMENT,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="How many to list.")] = 20,
    format: Annotated[Format, typer.Option("--format", help="A table, JSON Lines or CSV.")] = Format.TABLE,
) -> None:
    """What to look at next: claims, and events told by several documents."""
    from rashomon.ledger.decisions_queue import queue_of
    from rashomon.ledger.store import Ledger

    with graceful(), Ledger(_folder(context)) as ledger:
        views = {view.event.id: view for view in ledger.events()}
        items = queue_of(views.values(), order.value, ledger.review.claims)
        if format != Format.TABLE:
            emit((_queue_row(one) for one in items[:limit]), Kind.QUEUE, format)
            return
        table = _table("Id", "What", "Why it is here", "Words")
        for one in items[:limit]:
            table.add_row(*_queue_cells(one, views.get(one.event), ledger))
        out = console()
        out.print(table if items else Text("Nothing is left to decide."))
        if len(items) > limit:
            out.print(Text(f"{len(items) - limit:,} more; --limit N lists N.", "dim"))
        if order == Order.UNCERTAINTY and items and all(one.score is None for one in items):
            out.print(Text("No claim has a score, so this is the order of disagreement.", "dim"))
        if ledger.review.problems:
            out.print(Text(f"{len(ledger.review.problems)} decisions hold for nothing here: see `log`.", "yellow"))


def _queue_row(item: QueueItem) -> dict[str, object]:
    return {
        "kind": item.kind,
        "id": item.id,
        "event": item.event,
        "weight": item.weight,
        "score": item.score,
        "why": list(item.why),
    }


def _queue_cells(item: QueueItem, view: EventView | None, ledger: Ledger) -> tuple[Text, Text, Text, Text]:
    why = Text("\n".join(item.why) or "not looked at yet")
    if view is None:  # a rejected claim that people are in conflict about
        claim = ledger.machine_claims([item.id])[item.id][0]
        return Text(item.id), _what(claim), why, _words(claim)
    if item.kind == "link":
        names = ", ".join(safe(one.name) for one in itertools.islice(view.documents.values(), 4))
        return Text(item.id), Text(f"one event?\n{safe(view.event.title)}"), why, Text(names)
    claim = next(one for one in view.claims if one.id == item.id)
    return Text(item.id), _what(claim), why, _words(claim)


@app.command()
def show(context: typer.Context, target: Target) -> None:
    """A claim or an event with what was decided about it, and what `edit` may set."""
    from rashomon.ledger.decisions_edit import claim_settings
    from rashomon.ledger.review import shown_claim
    from rashomon.ledger.store import Ledger

    with graceful(), Ledger(_folder(context)) as ledger:
        kind, one = ledger.claim_or_event(target)
        out = console()
        if kind == "event":
            view = ledger.event(one)
            event = view.event
            out.print(Text(f"{event.id}  {safe(event.title)}", "bold"))
            settings = {"type": event.type, "mode": event.mode, "title": event.title, "modality": event.modality}
            mark = view.review
            out.print(_claims_table(view.claims, {one.id: safe(one.name) for one in view.documents.values()}))
        else:
            shown = shown_claim(ledger, one)
            out.print(Text(f"{one}  {safe(shown.name)}", "bold"))
            out.print(_words(shown.now))
            settings, mark = dict(claim_settings(shown.now)), ledger.review.claims.get(one)
        for key, value in settings.items():
            out.print(Text(f"  {key}={safe(value or '')}"))
        if mark is not None:
            out.print(Text(f"{mark.status} by {safe(mark.by)}, {mark.at} (decision {mark.decision})"))
            if mark.conflict:
                out.print(Text(f"In conflict with: {', '.join(mark.conflict)}", "yellow"))


# ---------------------------------------------------------------- deciding


@app.command()
def accept(context: typer.Context, target: Target, by: By = "", reason: Reason = None) -> None:
    """Say that a claim or an event is right as it is shown."""
    with graceful():
        _say(_desk(context, by).accept(target, reason))


@app.command()
def reject(context: typer.Context, target: Target, by: By = "", reason: Reason = None) -> None:
    """Say that a claim or an event is wrong: it is shown no more, and never deleted."""
    with graceful():
        _say(_desk(context, by).reject(target, reason))


@app.command()
def edit(
    context: typer.Context,
    target: Target,
    settings: Annotated[list[str], typer.Argument(metavar="KEY=VALUE...", help="`show ID` lists the keys.")],
    by: By = "",
    reason: Reason = None,
) -> None:
    """Set values of a claim or an event. An empty value (high=) means: not known, or open."""
    with graceful():
        wrong = [one for one in settings if "=" not in one]
        if wrong:
            raise ConfigurationError(
                f"Not of the form KEY=VALUE: {', '.join(wrong)}. Such as low=22 or claimant=AUTHOR."
            )
        pairs = (one.partition("=") for one in settings)
        _say(_desk(context, by).edit(target, {key.strip(): value for key, _, value in pairs}, reason))


@app.command()
def merge(
    context: typer.Context,
    keep: Annotated[str, typer.Argument(metavar="KEEP", help="The event that stays.")],
    others: Annotated[list[str], typer.Argument(metavar="OTHER...", help="The events that become part of it.")],
    by: By = "",
    reason: Reason = None,
    yes: Yes = False,
) -> None:
    """Make several events one. Shows every claim that would move; their ids lead to KEEP from then on."""
    with graceful():
        desk = _desk(context, by, needed=yes)
        kept, moved = desk.moves(keep, others)
        out = console()
        out.print(Text(f"stays  {kept.event.id}  {safe(kept.event.title)}  ({len(kept.claims)} claims)", "bold"))
        for view in moved:
            out.print(Text(f"moves  {view.event.id}  {safe(view.event.title)}  ({len(view.claims)} claims)", "bold"))
            out.print(_claims_table(view.claims, {one.id: safe(one.name) for one in view.documents.values()}))
        if _confirmed(yes):
            _say(desk.merge(keep, others, reason))


@app.command()
def split(
    context: typer.Context,
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The event that is two.")],
    document: Annotated[
        list[str] | None, typer.Option("--document", metavar="NAME", help="What this document tells moves.")
    ] = None,
    claim: Annotated[
        list[str] | None, typer.Option("--claim", metavar="ID", help="The mention of this claim moves.")
    ] = None,
    mention: Annotated[list[str] | None, typer.Option("--mention", metavar="ID", help="This mention moves.")] = None,
    by: By = "",
    reason: Reason = None,
    yes: Yes = False,
) -> None:
    """Make two events of one. Shows every claim that would move to the new one."""
    with graceful():
        desk = _desk(context, by, needed=yes)
        view, moved, claims = desk.parts(event, mention or (), document or (), claim or ())
        out = console()
        out.print(Text(f"stays  {view.event.id}  {safe(view.event.title)}", "bold"))
        out.print(Text(f"moves  {len(moved)} of {len(view.mentions)} mentions, with {len(claims)} claims", "bold"))
        out.print(_claims_table(claims, {one.id: safe(one.name) for one in view.documents.values()}))
        if _confirmed(yes):
            _say(desk.split(event, mention or (), document or (), claim or (), reason))


@app.command()
def undo(
    context: typer.Context,
    decision: Annotated[
        str | None, typer.Argument(metavar="DECISION", help="Its id; without, your newest that stands.")
    ] = None,
    by: By = "",
    reason: Reason = None,
) -> None:
    """Take back a decision, or an undo. Both stay in the log."""
    with graceful():
        _say(_desk(context, by).undo(decision, reason))


# ---------------------------------------------------------------- the log


@app.command()
def log(
    context: typer.Context,
    format: Annotated[Format, typer.Option("--format", help="A table, JSON Lines or CSV.")] = Format.TABLE,
) -> None:
    """All decisions, with what became of them: standing, undone or orphaned."""
    from rashomon.ledger.store import Ledger

    with graceful(), Ledger(_folder(context)) as ledger:
        rows = log_rows(ledger)
        if format != Format.TABLE:
            emit(rows, Kind.DECISIONS, format)
            return
        table = _table("Decision", "When, who", "What", "State")
        for row in rows:
            who = Text(f"{row['at'][:19].replace('T', ' ')}\n{safe(row['by'])}")
            what = Text(f"{row['action']} {' '.join(row['targets'])}")
            what.append(f"\n{safe(row['reason'])}" if row["reason"] else "", "italic")
            state = Text(row["state"], "" if row["state"] == "stands" else "yellow")
            state.append(f"\n{safe(row['note'])}" if row["note"] else "", "not bold")
            table.add_row(Text(row["id"]), who, what, state)
        out = console()
        out.print(table if rows else Text("Nobody has decided anything yet."))
        for problem in ledger.review.log.problems:
            out.print(Text(safe(problem.message), "yellow"))


def log_rows(ledger: Ledger) -> list[Row]:
    """All decisions, oldest first, each with its `state` (stands, undone, orphaned) and a `note` that says why."""
    from rashomon.ledger.decisions import decision_row

    orphans = {one.decision.id: one.reason for one in ledger.review.orphans}
    marks = (*ledger.review.claims.values(), *ledger.review.events.values())
    conflicts = {mark.decision: mark.conflict for mark in marks if mark.conflict}
    rows = []
    for one in ledger.review.log.decisions:
        by = ledger.review.undone.get(one.id)
        state, note = ("undone", f"by {by.by}, decision {by.id}") if by else ("stands", "")
        if one.id in orphans:
            state, note = "orphaned", orphans[one.id]
        elif one.id in conflicts:
            note = f"in conflict with {', '.join(conflicts[one.id])}; this one counts"
        rows.append(decision_row(one) | {"state": state, "note": note})
    return rows


@app.command()
def export(context: typer.Context) -> None:
    """Print all decisions as JSON Lines, to keep, to send, or to `import` elsewhere."""
    from rashomon.ledger.decisions import decision_row
    from rashomon.ledger.store import Ledger

    with graceful(), Ledger(_folder(context)) as ledger:
        emit((decision_row(one) for one in ledger.review.log.decisions), Kind.DECISIONS, Format.JSONL)


@app.command("import")
def take_in(
    context: typer.Context,
    given: Annotated[str, typer.Argument(metavar="FILE", help="An export, another ledger's folder, or - .")],
) -> None:
    """Add the decisions of an export or of another ledger of the same documents, with their own names and times."""
    from rashomon.ledger.decisions import LOG
    from rashomon.ledger.store import Ledger

    with graceful():
        path = Path(given)
        path = path / LOG if path.is_dir() else path
        if given != "-" and not path.is_file():
            raise NotFound(f"There is no {path}. Give what `rashomon review DIR export` printed, or a ledger's folder.")
        done = _desk(context, "import", needed=False).take_in(
            sys.stdin.buffer.read() if given == "-" else path.read_bytes(), given
        )
        typer.echo(f"{len(done.new)} decisions are new, {done.known} were here already.")
        for problem in done.log.problems:
            typer.echo(printable(problem.message), err=True)
        with Ledger(_folder(context)) as ledger:
            new = {one.id for one in done.new}
            orphans = [one for one in ledger.review.orphans if one.decision.id in new]
        for one in orphans:
            typer.echo(printable(f"orphaned: {one.decision.id} ({one.decision.action}): {one.reason}"))
        if done.log.problems:
            raise typer.Exit(2)


# ---------------------------------------------------------------- words and tables


def _desk(context: typer.Context, by: str, needed: bool = True) -> ReviewDesk:
    from rashomon.ledger.review import ReviewDesk

    if needed and not by.strip():
        raise ConfigurationError(f"Say who decides: --by NAME, or set the variable {REVIEWER}.")
    return ReviewDesk(_folder(context), by)


def _confirmed(yes: bool) -> bool:
    if not yes:
        typer.echo("Nothing was done yet. Add --yes to do it.")
    return yes


def _say(decision: Decision) -> None:
    more = f" (new event {decision.targets[1]})" if decision.action == "split" else ""
    typer.echo(f"{decision.action} {' '.join(decision.targets[:1])}{more}: decision {decision.id} by {decision.by}")


def _table(*headings: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1), expand=True)
    for number, heading in enumerate(headings):
        table.add_column(heading, overflow="fold", ratio=None if number == 0 else 3)
    return table


def _claims_table(claims: Sequence[Claim] | Iterable[Claim], names: dict[str, str]) -> Table:
    table = _table("Claim", "What", "Document", "Words")
    for claim in claims:
        table.add_row(Text(claim.id), _what(claim), Text(names.get(claim.document, claim.document)), _words(claim))
    return table


def _what(claim: Claim) -> Text:
    what = Text(claim.field.value, "bold")
    what.append(f"\n{value_words(claim.field, claim.value, claim.stance, claim.modality)}", "not bold")
    return what.append(f"\n{claimant_words(claim.claimant)}", "dim")


def _words(claim: Claim) -> Text:
    return Text(" … ".join(f"“{shortened(one.quote, claim.value.text, QUOTE)}”" for one in claim.evidence))

"""The commands that ask something of an event's accounts: summary, timeline, responsibility."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from rashomon.errors import ConfigurationError, LedgerError
from rashomon.link.summaries import Rule
from rashomon.model import COUNT_FIELDS, Field
from rashomon.show.failure import graceful
from rashomon.show.output import Format, Kind
from rashomon.show.terminal import console, emit

__all__ = ["responsibility", "summary", "timeline"]

LedgerFolder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the ledger.")]
EventArgument = Annotated[str, typer.Argument(metavar="EVENT", help="The id of an event, or its first characters.")]
FormatOption = Annotated[Format, typer.Option("--format", help="A table for people, JSON Lines or CSV for programs.")]
FieldOption = Annotated[Field | None, typer.Option("--field", help="Only this field, such as killed.")]


def summary(
    folder: LedgerFolder,
    rule: Annotated[
        Rule, typer.Option("--rule", help="ucdp: low, best, high. acled: the most conservative. latest: the newest.")
    ],
    event: Annotated[
        str | None, typer.Option("--event", metavar="EVENT", help="Only this event, with the words.")
    ] = None,
    field: FieldOption = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """One number for each toll by a rule with a name, with the claims that it comes from. Stored nowhere."""
    from rashomon.ledger.store import Ledger
    from rashomon.link.accounts import accounts_of
    from rashomon.link.summaries import summarize
    from rashomon.show.analysis import summary_table
    from rashomon.show.analysis_rows import summary_row
    from rashomon.show.render import short_ids

    with graceful(), Ledger(folder) as ledger:
        _check_count(field)
        found = []
        for view in [ledger.event(event)] if event is not None else ledger.events():
            accounts = accounts_of(view.event, view.claims, view.documents, view.copies)
            found += [(one, view) for one in summarize(accounts, {c.id: c for c in view.claims}, rule, field)]
        if format != Format.TABLE:
            emit((summary_row(one, view) for one, view in found), Kind.SUMMARY, format)
            return
        ids = short_ids(one.id for one in ledger.all_events())
        shown = [(one, view) for one, view in found if event is not None or one.best is not None]
        summary_table(console(), shown, ids, details=event is not None)


def timeline(
    folder: LedgerFolder,
    event: EventArgument,
    field: Annotated[Field, typer.Option("--field", help="Which number of people.")] = Field.KILLED,
    svg: Annotated[
        Path | None, typer.Option("--svg", metavar="FILE", help="Also draw it as a picture into this file.")
    ] = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """Each claimant's figure by the day on which it was said, with its bounds."""
    from rashomon.ledger.store import Ledger
    from rashomon.link.accounts import accounts_of
    from rashomon.link.timeline import timeline_of
    from rashomon.show.analysis import timeline_page
    from rashomon.show.analysis_rows import timeline_rows
    from rashomon.show.plot import timeline_svg

    with graceful(), Ledger(folder) as ledger:
        _check_count(field)
        view = ledger.event(event)
        accounts = accounts_of(view.event, view.claims, view.documents, view.copies)
        claims = {c.id: c for c in view.claims}
        found = timeline_of(view.event, accounts, claims, view.documents, view.copies, field)
        if svg is not None:
            _write_picture(svg, timeline_svg(found))
        if format != Format.TABLE:
            emit(timeline_rows(found, view), Kind.TIMELINE, format)
            return
        timeline_page(console(), found, view)


def _check_count(field: Field | None) -> None:
    if field is not None and field not in COUNT_FIELDS:
        valid = ", ".join(one.value for one in Field if one in COUNT_FIELDS)
        raise ConfigurationError(f"--field {field.value} is no number of people. Choose one of: {valid}.")


def _write_picture(path: Path, picture: str) -> None:
    try:
        path.write_text(picture, encoding="utf8")
    except OSError as error:
        raise LedgerError(
            f"The picture could not be written to {path}: {error.strerror or error}. Give another file with --svg."
        ) from error
    typer.echo(f"The picture is in {path}", file=sys.stderr)


def responsibility(folder: LedgerFolder, event: EventArgument, format: FormatOption = Format.TABLE) -> None:
    """Who is said to have done it, side by side: candidates in rows, claimants in columns, with the words."""
    from rashomon.ledger.store import Ledger
    from rashomon.link.accounts import accounts_of
    from rashomon.link.responsibility import responsibility_of
    from rashomon.show.analysis import responsibility_page
    from rashomon.show.analysis_rows import responsibility_rows

    with graceful(), Ledger(folder) as ledger:
        view = ledger.event(event)
        accounts = accounts_of(view.event, view.claims, view.documents, view.copies)
        claims = {c.id: c for c in view.claims}
        matrix = responsibility_of(view.event, accounts, claims, view.documents, view.copies)
        if format != Format.TABLE:
            emit(responsibility_rows(matrix, view.documents), Kind.RESPONSIBILITY, format)
            return
        responsibility_page(console(), matrix, view)

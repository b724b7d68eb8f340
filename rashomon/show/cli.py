"""The commands. Each prints its result on standard output; progress and errors go to standard error.

Exit status: 0 done, 2 wrong usage (also a folder that is no ledger, or one that another process writes to),
1 a failure of the machine (a full disk), 130 stopped by the user. A closed pipe (`| head`) is no failure.
"""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from rashomon import __version__
from rashomon.errors import ConfigurationError
from rashomon.model import EventType, Field
from rashomon.show.failure import graceful, printable
from rashomon.show.output import Format, Kind
from rashomon.show.questions import responsibility, summary, timeline
from rashomon.show.review import app as review
from rashomon.show.serve import serve
from rashomon.show.terminal import console, emit
from rashomon.show.why import why

__all__ = ["app", "main"]

app = typer.Typer(
    name="rashomon",
    help="A ledger of events from news in which every fact remembers who said it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

LedgerFolder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the ledger.")]
FormatOption = Annotated[Format, typer.Option("--format", help="A table for people, JSON Lines or CSV for programs.")]
FieldOption = Annotated[Field | None, typer.Option("--field", help="Only this field, such as killed.")]

UnreviewedOption = Annotated[
    bool, typer.Option("--unreviewed", help="What the program read and linked, without people's decisions.")
]


@app.callback(invoke_without_command=True)
def start(
    version: Annotated[bool, typer.Option("--version", help="Print the version and end.", is_eager=True)] = False,
) -> None:
    """A ledger of events from news in which every fact remembers who said it."""
    if version:
        typer.echo(f"rashomon {__version__}")
        raise typer.Exit


@app.command()
def read(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders, or - for standard input.")],
    ledger: Annotated[Path, typer.Option("--ledger", metavar="DIR", help="The ledger to add to; made if missing.")],
    workers: Annotated[int, typer.Option("--workers", metavar="N", help="Processes that read.")] = 1,
) -> None:
    """Read .txt .html .jsonl(.gz) .csv .parquet files into a ledger. What it holds already is skipped."""
    with graceful(), _stoppable():
        _check_usage(paths, workers)
        from rashomon.run import engine, progress

        with contextlib.closing(progress.observer_for(sys.stderr, progress.expected(paths))) as observer:
            summary = engine.read(paths, ledger, workers, observer)
        for line in progress.summary_lines(summary, str(ledger)):
            typer.echo(printable(line))
        if summary.interrupted:
            raise typer.Exit(130)


def _check_usage(paths: list[str], workers: int) -> None:
    """All that is wrong with the command at once, before anything is read or made. A path that does not exist is
    a row in `problems`: in a long list of paths the others are read."""
    wrong = []
    if workers < 1:
        wrong.append(f"--workers must be 1 or more, not {workers}.")
    if paths.count("-") > 1:
        wrong.append("Standard input (-) can be read only once.")
    if wrong:
        raise ConfigurationError(" ".join(wrong))


@app.command()
def claims(
    folder: LedgerFolder,
    format: FormatOption = Format.TABLE,
    document: Annotated[
        str | None, typer.Option("--document", metavar="NAME", help="Only this document: its full name or file name.")
    ] = None,
    field: FieldOption = None,
    unreviewed: UnreviewedOption = False,
) -> None:
    """Who says what: one row for each assertion, with the exact words."""
    from rashomon.ledger.store import Ledger
    from rashomon.show import render, rows

    with graceful(), Ledger(folder, reviewed=not unreviewed) as ledger:
        documents = None if document is None else ledger.document_ids(document)
        found = ledger.claims(documents, field)
        if format != Format.TABLE:
            emit((rows.claim_row(item) for item in found), Kind.CLAIMS, format)
            return
        ids = render.short_ids(event.id for event in ledger.all_events())
        render.claims_table(console(), found, ids)


@app.command()
def events(
    folder: LedgerFolder,
    format: FormatOption = Format.TABLE,
    type: Annotated[EventType | None, typer.Option("--type", help="Only events of this type.")] = None,
    place: Annotated[
        str | None, typer.Option("--place", metavar="NAME", help="Only events in a place or country of this name.")
    ] = None,
    unreviewed: UnreviewedOption = False,
) -> None:
    """What happened, the most disputed first."""
    from rashomon.ledger.store import Ledger
    from rashomon.show import render, rows
    from rashomon.show.selection import ranked_events, wanted

    with graceful(), Ledger(folder, reviewed=not unreviewed) as ledger:
        found = ranked_events(view for view in ledger.events() if wanted(view.event, type, place))
        if format != Format.TABLE:
            emit((rows.event_row(view, disputed) for view, disputed in found), Kind.EVENTS, format)
            return
        ids = render.short_ids(event.id for event in ledger.all_events())
        render.events_table(console(), found, ids)


@app.command()
def accounts(
    folder: LedgerFolder,
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The id of an event, or its first characters.")],
    field: FieldOption = None,
    every: Annotated[
        bool, typer.Option("--all", help="A row for each account, also where several say the same.")
    ] = False,
    format: FormatOption = Format.TABLE,
    unreviewed: UnreviewedOption = False,
) -> None:
    """One event as each claimant tells it, side by side: who agrees, differs, denies or revises."""
    from rashomon.ledger.store import Ledger
    from rashomon.link.accounts import accounts_of
    from rashomon.show import rows
    from rashomon.show.accounts import AccountsPage

    with graceful(), Ledger(folder, reviewed=not unreviewed) as ledger:
        view = ledger.event(event)
        found = accounts_of(view.event, view.claims, view.documents, view.copies)
        if format != Format.TABLE:
            by_id = {claim.id: claim for claim in view.claims}
            chosen = (one for one in found if field in (None, one.field))
            emit((rows.account_row(one, by_id, view.documents, view.reviews) for one in chosen), Kind.ACCOUNTS, format)
            return
        AccountsPage(view, found, ledger.authors(list(view.documents)), every).print(console(), field)


@app.command()
def passages(folder: LedgerFolder, format: FormatOption = Format.TABLE) -> None:
    """The parts of each document: articles, captions, comments and the rest."""
    from rashomon.ledger.store import Ledger
    from rashomon.show import render, rows

    with graceful(), Ledger(folder) as ledger:
        if format != Format.TABLE:
            emit((rows.passage_row(name, one) for name, one in ledger.passages()), Kind.PASSAGES, format)
            return
        render.passages_table(console(), ledger.passages())


@app.command()
def problems(folder: LedgerFolder, format: FormatOption = Format.TABLE) -> None:
    """What could not be read, or was read with a reservation."""
    from rashomon.ledger.store import Ledger
    from rashomon.show import render, rows

    with graceful(), Ledger(folder) as ledger:
        if format != Format.TABLE:
            emit((rows.problem_row(one) for one in ledger.problems()), Kind.PROBLEMS, format)
            return
        render.problems_table(console(), ledger.problems())


for command in (summary, timeline, responsibility, why, serve):
    app.command()(command)

app.add_typer(review, name="review")


def main() -> None:
    """The entry point of the `rashomon` command."""
    app()


@contextlib.contextmanager
def _stoppable() -> Iterator[None]:
    """Make `kill` (SIGTERM) stop a run as Ctrl-C does: what is done is kept."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)

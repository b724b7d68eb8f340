"""`rashomon serve`: the local page over a ledger."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from threading import Thread
from typing import Annotated

import typer

from rashomon.errors import ConfigurationError
from rashomon.show.failure import graceful

__all__ = ["serve"]

PORT = 8736
PASSWORD = "RASHOMON_PASSWORD"  # the name of the variable
SHORTEST = 8  # characters of a password


def serve(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the ledger.")],
    port: Annotated[int, typer.Option("--port", metavar="N", help="0 takes any that is free.")] = PORT,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="Another address opens the page to other machines.")
    ] = "127.0.0.1",
    ask_password: Annotated[
        bool, typer.Option("--password", help=f"Ask for a password, or take it from {PASSWORD}.")
    ] = False,
) -> None:
    """Look at a ledger in the browser: events, accounts, documents, review. Only this machine can reach it."""
    from rashomon.show.web.security import is_loopback

    with graceful():
        open_to_others = not is_loopback(host)
        if open_to_others and not ask_password:
            raise ConfigurationError(
                f"--host {host} lets other machines read and change this ledger. That needs a password: add "
                f"--password, and type one or set {PASSWORD}. What is sent is not encrypted: use a network that you "
                "trust, or leave --host away and reach this machine through an SSH tunnel."
            )
        password = _password() if ask_password else None
        _run(folder, host, port, password, open_to_others)


def _password() -> str:
    given = os.environ.get(PASSWORD) or ""
    if not given:
        if not sys.stdin.isatty():
            raise ConfigurationError(f"--password needs a terminal to type it at, or the variable {PASSWORD}.")
        given = str(typer.prompt("Password for the page", hide_input=True, confirmation_prompt=True))
    if len(given) < SHORTEST:
        raise ConfigurationError(f"The password has {len(given)} characters; it needs {SHORTEST} or more.")
    return given


def _run(folder: Path, host: str, port: int, password: str | None, open_to_others: bool) -> None:
    import uvicorn

    from rashomon.show.web.app import create_app

    app = create_app(folder, password)
    with _listen(host, port) as listening:
        name, number = listening.getsockname()[:2]
        shown = f"[{name}]" if ":" in name else name
        typer.echo(f"Rashomon shows {folder} at http://{shown}:{number}/  (Ctrl-C stops it)")
        if open_to_others:
            typer.echo(
                "Other machines can reach it, with the password. What is sent is not encrypted: anyone on the network "
                "in between can read it."
            )
        else:
            typer.echo("Only this machine can reach it; whoever is logged in on it can.")
        sys.stdout.flush()
        Thread(target=app.state.desk.state, daemon=True).start()  # a large ledger takes a while
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
        uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    """The socket, bound before anything is said. Raises ConfigurationError where that cannot be."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except (OSError, OverflowError) as error:
        raise ConfigurationError(
            f"The page cannot be opened at {host}, port {port}: {error}. Another program may use the port: "
            "give another with --port, or --port 0 for any that is free."
        ) from error
    listening.listen(64)
    return listening

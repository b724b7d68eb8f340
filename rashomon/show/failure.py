"""How a command fails: one paragraph on standard error and an exit status, never a traceback for what is expected."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from typing import NoReturn

import typer
from rich.console import Console
from rich.text import Text

from rashomon.errors import RashomonError

__all__ = ["graceful", "printable"]

NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def printable(line: str) -> str:
    """Messages quote names and words of documents: nothing in them may steer the terminal."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in line)


@contextlib.contextmanager
def graceful() -> Iterator[None]:
    """Errors become one paragraph on standard error and an exit status; a closed pipe ends quietly."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # or the interpreter complains when it closes stdout
        raise typer.Exit(0) from None
    except RashomonError as error:
        _fail(str(error), 1 if _is_of_the_machine(error) else 2)
    except OSError as error:
        _fail(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}.", 1)
    except KeyboardInterrupt:
        _fail("Stopped.", 130)


def _is_of_the_machine(error: RashomonError) -> bool:
    cause = error.__cause__
    return isinstance(cause, OSError) and cause.errno in NO_SPACE


def _fail(message: str, status: int) -> NoReturn:
    Console(stderr=True, highlight=False).print(
        Text(f"rashomon: {printable(message)}"), soft_wrap=not sys.stderr.isatty()
    )
    raise typer.Exit(status)

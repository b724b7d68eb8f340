"""What an error means for a run: the end of it, or a row in `problems`."""

from __future__ import annotations

from rashomon.errors import ConfigurationError, ModelError
from rashomon.model import Document, Problem

__all__ = ["FATAL", "failed"]

# Not the fault of a document: every other one would fail alike, so the run stops.
FATAL = (ConfigurationError, ModelError)


def failed(document: Document, stage: str, error: BaseException) -> Problem:
    """The problem of a stage that raised an error. The message names the error's type and place in the code."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" in {trace.tb_frame.f_globals.get('__name__', '?')}, line {trace.tb_lineno}" if trace else ""
    return Problem(
        document.name,
        "stage-failed",
        f"The stage {stage!r} failed with {type(error).__name__}{where}: {str(error)[:300] or 'no message'}. The text "
        "is kept, but nothing was read from it. This is an error in Rashomon: please report it with this line.",
    )

"""Standard output: rows for programs in UTF-8, tables for people in whatever the terminal can say."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable

from rich.console import Console

from rashomon.show.output import Format, Kind, Row, write_csv, write_jsonl

__all__ = ["console", "emit"]


def emit(found: Iterable[Row], kind: Kind, format: Format) -> None:
    """Rows as JSON Lines or CSV, in UTF-8 whatever the locale says."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    if format == Format.JSONL:
        write_jsonl(found, sys.stdout)
    else:
        write_csv(found, kind, sys.stdout)


def console() -> Console:
    """Tables on standard output. What its encoding cannot say becomes a question mark."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False)

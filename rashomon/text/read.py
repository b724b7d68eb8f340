"""From paths to documents, one at a time: files, folders, standard input.

Nothing here raises for a bad document: each becomes a `Problem` that says what happened, where, the likely
cause and what to do, and the reading goes on. Tables are streamed, so a million rows never sit in memory.
"""

from __future__ import annotations

import os
import stat
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from rashomon.model import Document, Problem
from rashomon.text import html
from rashomon.text.decode import decode, looks_binary
from rashomon.text.rows import LONGEST_TEXT, hash_id, text_problems, too_large
from rashomon.text.tables import read_csv, read_jsonl, read_parquet, rows_of_jsonl

__all__ = ["SUFFIXES", "read_paths"]

SUFFIXES = (".txt", ".html", ".htm", ".jsonl", ".jsonl.gz", ".csv", ".parquet")
MOST_BYTES = 4 * LONGEST_TEXT  # UTF-8 takes at most four bytes a character
MOST_BYTES_HTML = 4 * MOST_BYTES  # markup around the text

Item = Document | Problem


def read_paths(paths: Sequence[str]) -> Iterator[Item]:
    """Documents and problems of files, folders (recursive, sorted, without hidden files) and `-` (standard input).

    A document's name is the path as given (the folder's path joined with the relative one for files of a folder),
    or the `id` of its row. Nothing is raised; problems come as values, with these codes:

    paths: missing-path, no-permission, cannot-open, unknown-type, no-readable-files, files-left-out;
    texts: empty-file, binary-file, undecodable-bytes, not-utf8, too-large, long-line, no-article, html-unreadable;
    rows: broken-row, row-wrong-type, row-without-text, no-text-column, bad-date, truncated-gzip, damaged-table.
    """
    for path in paths:
        if path == "-":
            yield from _read_input()
        else:
            yield from _read_path(path)


def _read_path(path: str) -> Iterator[Item]:
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError) as error:
        yield _cannot_open(path, error)
        return
    if stat.S_ISDIR(mode):
        yield from _read_folder(path)
    elif stat.S_ISREG(mode):
        yield from _read_file(path)
    else:
        yield Problem(
            path,
            "unknown-type",
            f"{path} is neither a file nor a folder (a device or a pipe). Use `-` to read from standard input.",
        )


def _read_folder(path: str) -> Iterator[Item]:
    """All files below a folder, sorted by path. Files of other types are counted in one problem."""
    refused: list[OSError] = []
    others: Counter[str] = Counter()
    readable = 0
    for folder, folders, names in os.walk(path, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            full = os.path.join(folder, name)
            if suffix_of(name) is None:
                others[Path(name).suffix.lower() or "without an ending"] += 1
                continue
            readable += 1
            yield from _read_path(full)
    for error in refused:
        yield _cannot_open(str(error.filename), error)
    kinds = ", ".join(f"{ending} ({count})" for ending, count in sorted(others.items())[:12])
    if not readable and not refused:
        held = f" It holds files of other types: {kinds}." if others else " It is empty."
        yield Problem(
            path,
            "no-readable-files",
            f"The folder {path} holds no file that can be read.{held} Files that can be read: {', '.join(SUFFIXES)}.",
        )
    elif others:
        yield Problem(
            path,
            "files-left-out",
            f"{sum(others.values())} files in {path} were left out for their type: {kinds}. "
            f"Files that can be read: {', '.join(SUFFIXES)}. Convert those you need to one of these.",
        )


def suffix_of(name: str) -> str | None:
    """The ending by which a file is read, or None."""
    lower = name.lower()
    return next((suffix for suffix in sorted(SUFFIXES, key=len, reverse=True) if lower.endswith(suffix)), None)


def _read_file(path: str) -> Iterator[Item]:
    suffix = suffix_of(path)
    if suffix is None:
        yield Problem(
            path,
            "unknown-type",
            f"{path} has an ending that is not known. Files that can be read: {', '.join(SUFFIXES)}. "
            "Rename it to .txt if it is plain text, or convert it.",
        )
        return
    try:
        if os.path.getsize(path) == 0:
            yield _empty(path)
            return
        yield from READERS[suffix](path)
    except OSError as error:
        yield _cannot_open(path, error)


def _read_text(path: str) -> Iterator[Item]:
    with open(path, "rb") as file:
        data = file.read(MOST_BYTES + 1)
    yield from _text(path, data)


def _text(name: str, data: bytes) -> Iterator[Item]:
    """The document of a plain text, after its problems."""
    kind = looks_binary(data)
    if kind is not None:
        yield _binary(name, kind)
        return
    if len(data) > MOST_BYTES:
        yield too_large(name, f"more than {MOST_BYTES:,} bytes")
        return
    decoded = decode(data)
    if not decoded.text.strip("\0 \t\r\n\f\v\u00a0\ufeff"):
        yield _empty(name)
        return
    notes = list(text_problems(name, decoded.text))
    if decoded.offset is not None:
        notes.insert(0, _undecodable(name, decoded.offset))
    elif decoded.encoding == "cp1252":
        notes.insert(0, _windows(name))
    yield from notes
    if any(note.code == "too-large" for note in notes):
        return
    quality = ("undecodable-bytes",) if decoded.offset is not None else ()
    yield Document(id=hash_id(data), name=name, text=decoded.text, quality=quality)


def _read_html(path: str) -> Iterator[Item]:
    with open(path, "rb") as file:
        data = file.read(MOST_BYTES_HTML + 1)
    kind = looks_binary(data)
    if kind is not None:
        yield _binary(path, kind)
        return
    if len(data) > MOST_BYTES_HTML:
        yield too_large(path, f"more than {MOST_BYTES_HTML:,} bytes")
        return
    if not data.strip():
        yield _empty(path)
        return
    try:
        page = html.read_page(data)
    except Exception as error:  # lxml and trafilatura raise many kinds on hostile markup
        yield Problem(
            path,
            "html-unreadable",
            f"{path} could not be taken apart as HTML ({type(error).__name__}: {str(error)[:120]}). The page is "
            "probably cut or damaged: save it again, or save its text as .txt.",
        )
        return
    if not page.text:
        yield Problem(
            path,
            "no-article",
            f"No article was found in {path}. It is probably a start page, a list of links, or a page that needs "
            "a browser to show its text. Save the article's text as .txt.",
        )
        return
    notes = list(text_problems(path, page.text))
    yield from notes
    if any(note.code == "too-large" for note in notes):
        return
    offset = page.text.find("\ufffd")
    if offset >= 0:
        yield _undecodable(path, offset)
    yield Document(
        id=hash_id(data),
        name=path,
        text=page.text,
        title=page.title,
        url=page.url,
        publisher=page.publisher,
        published=page.published,
        published_by="input" if page.published else None,
        quality=("undecodable-bytes",) if offset >= 0 else (),
    )


def _read_input() -> Iterator[Item]:
    """Standard input: JSON Lines if its first line is a JSON object, else one text."""
    import json

    stream = sys.stdin.buffer
    first = b""
    while not first.strip():
        line = stream.readline(MOST_BYTES)
        if not line:
            yield _empty("-")
            return
        first += line
    blank = first[: len(first) - len(line)].count(b"\n")
    start = line.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{"):
        try:
            json.loads(start)
        except (ValueError, RecursionError):
            pass
        else:
            yield from rows_of_jsonl(stream, "-", start, blank + 1)
            return
    yield from _text("-", first + stream.read(max(MOST_BYTES + 1 - len(first), 0)))


READERS: dict[str, Callable[[str], Iterator[Item]]] = {
    ".txt": _read_text,
    ".html": _read_html,
    ".htm": _read_html,
    ".jsonl": read_jsonl,
    ".jsonl.gz": read_jsonl,
    ".csv": read_csv,
    ".parquet": read_parquet,
}


# ---------------------------------------------------------------- problems


def _cannot_open(path: str, error: OSError | ValueError) -> Problem:
    if isinstance(error, PermissionError):
        return Problem(
            path,
            "no-permission",
            f"{path} may not be read by this user. Give yourself read permission (chmod u+r), or copy it.",
        )
    if isinstance(error, FileNotFoundError):
        parent = os.path.dirname(path) or "."
        where = f"The folder {parent} exists." if os.path.isdir(parent) else f"Neither does the folder {parent}."
        return Problem(
            path, "missing-path", f"{path} does not exist. {where} Check the spelling, and from where you run."
        )
    return Problem(
        path, "cannot-open", f"{path} could not be opened: {error}. Check the disk and the path, then read it again."
    )


def _empty(name: str) -> Problem:
    return Problem(
        name,
        "empty-file",
        f"{name} holds no text. The download or the export probably failed: get it again, or leave it out.",
    )


def _binary(name: str, kind: str) -> Problem:
    return Problem(
        name,
        "binary-file",
        f"{name} holds {kind}, not plain text. Convert it to text first, and save it as .txt in UTF-8.",
    )


def _undecodable(name: str, offset: int) -> Problem:
    return Problem(
        name,
        "undecodable-bytes",
        f"{name} holds bytes that are not UTF-8, the first at character {offset:,}; each reads as U+FFFD. "
        "It was probably cut or converted wrongly: save it again as UTF-8.",
        offset=offset,
    )


def _windows(name: str) -> Problem:
    return Problem(
        name,
        "not-utf8",
        f"{name} is not UTF-8 and was read as Windows-1252, which fits. If letters with accents or quotation marks "
        "look wrong, save it again as UTF-8.",
    )

"""The files of a MUC-4 folder: which texts and keys belong to which split."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.data import read_bytes_text
from benchmarks.framework import DataError
from benchmarks.muc4.templates import Template, parse_templates
from benchmarks.muc4.texts import Message, read_messages

__all__ = ["SPLITS", "Corpus", "find_corpus", "line_of", "read_corpus", "templates_of"]

#: split -> folders of `corpora`; every other folder belongs to "all" alone
SPLITS = {"train": ("dev",), "dev": ("tst1", "tst2"), "test": ("tst3",), "all": ()}
OPENS, CLOSES = re.compile(r"\s*0\s*\.\s*MESSAGE"), re.compile(r"\s*24\s*\.\s*HUM")
TEXTS = re.compile(r"-muc\d")


@dataclass(frozen=True)
class Corpus:
    """Texts, and the key that they are held against."""

    messages: tuple[Message, ...]
    keys: tuple[Template, ...]


def find_corpus(data: Path, split: str) -> tuple[list[Path], list[Path]]:
    """(files of texts, files of keys) of a split below `data/corpora`, or of a folder that has the splits itself.

    "all" takes whatever is there, in any folder. Raises DataError where texts or keys are missing.
    """
    if not data.is_dir():
        raise DataError(f"{data}: there is no such folder. Give the folder with the data: --data DIR.")
    root = data / "corpora" if (data / "corpora").is_dir() else data
    folders = [root / name for name in SPLITS[split]] or [root]
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    keys = [path for path in files if path.name.startswith("key")]
    texts = [path for path in files if path not in keys and TEXTS.search(path.name)]
    for what, found, example in (("texts", texts, "tst1-muc3"), ("keys", keys, "key-tst1.v7")):
        if not found:
            places = ", ".join(str(folder) for folder in folders)
            raise DataError(f"{places}: no {what} here, in a file such as {example}; is this the MUC-4 folder?")
    return texts, keys


def read_corpus(texts: Sequence[Path], keys: Sequence[Path]) -> Corpus:
    """Texts with their key. Raises DataError for a text that the key lacks, naming file and line."""
    templates = tuple(template for path in keys for template in templates_of(path))
    known = {template.message for template in templates}
    messages: list[Message] = []
    for path in texts:
        for message in read_messages(path):
            if message.name not in known:
                names = ", ".join(str(one) for one in keys)
                raise DataError(f"{path}, line {message.line}: {names} has no template for the text {message.name}.")
            messages.append(message)
    read = {message.name for message in messages}
    return Corpus(tuple(messages), tuple(template for template in templates if template.message in read))


def templates_of(path: Path) -> tuple[Template, ...]:
    """The templates of a file, each of which must have its first and its last slot. Raises DataError with the line."""
    text = read_bytes_text(path)
    opened: int | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if OPENS.match(line):
            if opened is not None:
                raise DataError(f"{path}, line {opened}: the template that begins here has no slot 24; is it cut off?")
            opened = number
        elif CLOSES.match(line):
            opened = None
    if opened is not None:
        raise DataError(f"{path}, line {opened}: the template that begins here has no slot 24; is the file cut off?")
    found = parse_templates(text)
    if not found:
        raise DataError(f"{path}, line 1: no template is in this file.")
    return found


def line_of(path: Path, message: str) -> int:
    """The first line of a file that names a message."""
    lines = read_bytes_text(path).splitlines()
    return next((number for number, line in enumerate(lines, 1) if message in line), 1)

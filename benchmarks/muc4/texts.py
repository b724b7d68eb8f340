"""Reading the texts of MUC-4: messages in capitals, each with its name, a dateline and a body.

What the dateline says (place, country, day) is task material (text-headers-info): the day dates the incidents.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.data import read_bytes_text
from benchmarks.framework import DataError

__all__ = ["Message", "parse_messages", "read_messages"]

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
NAME = re.compile(r"^((?:DEV|TST\d)-MUC\d-\d{4})\b.*$", re.MULTILINE)
DATELINE = re.compile(r"^(?P<place>[^,]{2,60}?(?:,[^,\d]{2,30})?),\s*(?P<date>\d{1,2} [A-Z]{3,9}(?: \d{2,4})?|NO DATE)")
HEAD = re.compile(r"\s*--(?=\s|\[)")
DAY = re.compile(r"(\d{1,2}) ([A-Z]{3})[A-Z]*(?: (?:19)?(\d{2}))?")
#: editors' marks, which are no words of the text
MARKS = re.compile(
    r"\[(?:TEXT|SUMMARY|EXCERPTS?|CONTINUED|(?:BEGIN|END)(?: VIDEO)? RECORDING|WORDS? INDISTINCT|PASSAGE OMITTED|"
    r"REPORT|NO DATE GIVEN|COMMENTARY|ARTICLE|EDITORIAL|COMMUNIQUE|SPEECH|STATEMENT|BULLETIN)\]"
)
LONGEST_HEAD = 600  # code points in which the dateline ends


@dataclass(frozen=True, slots=True)
class Message:
    """One text: its name, line in the file, body with each paragraph on a line of its own, and what the dateline says:
    place (with the country in brackets where it is printed) and day, None where it says "NO DATE"."""

    name: str
    line: int
    body: str
    place: str
    day: datetime.date | None


def parse_messages(text: str) -> Iterator[Message]:
    """All messages of a file, in their order."""
    found = list(NAME.finditer(text))
    for number, match in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(text)
        line = text.count("\n", 0, match.start()) + 1
        yield _message(match[1], line, text[match.end() : end])


def _message(name: str, line: int, raw: str) -> Message:
    raw = raw.lstrip()
    cut = HEAD.search(raw[:LONGEST_HEAD])
    head = " ".join(raw[: cut.start()].split()) if cut else ""
    dateline = DATELINE.match(head)
    body = raw[cut.end() :] if cut and dateline else raw
    paragraphs = (" ".join(MARKS.sub(" ", part).split()) for part in re.split(r"\n[ \t]*\n", body))
    day = _day(dateline["date"]) if dateline else None
    return Message(
        name, line, "\n\n".join(part for part in paragraphs if part), dateline["place"] if dateline else "", day
    )


def _day(text: str) -> datetime.date | None:
    match = DAY.match(text)
    if match is None or match[2] not in MONTHS or match[3] is None:
        return None
    try:
        return datetime.date(1900 + int(match[3]), MONTHS.index(match[2]) + 1, int(match[1]))
    except ValueError:
        return None


def read_messages(path: Path) -> list[Message]:
    """The messages of a file. Raises DataError where there is none, or where two have one name."""
    messages = list(parse_messages(read_bytes_text(path)))
    if not messages:
        raise DataError(f"{path}, line 1: no message begins here, such as TST1-MUC3-0001; are these the texts?")
    seen: dict[str, int] = {}
    for one in messages:
        if one.name in seen:
            raise DataError(f"{path}, line {one.line}: the text {one.name} is on line {seen[one.name]} already.")
        if not one.body:
            raise DataError(f"{path}, line {one.line}: the text {one.name} is empty; is the file cut off?")
        seen[one.name] = one.line
    return messages

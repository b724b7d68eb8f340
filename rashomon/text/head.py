"""What a page prints about its story: bylines, dates of publication, and where a line of them ends.

`scan` reads such pieces from the start of a line: labels ("Published", "Last updated"), dates with a year,
times of day, names after "By", agencies and separators. Both the date of a document and the cutting of
passages rest on it, so that they never see different heads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from rashomon.data import lexicon

__all__ = ["DATELINE", "NAME", "HeadLine", "agency_line", "name_line", "outlet_line", "scan"]

UPPER = r"(?:(?![a-zà-öø-ÿ])[^\W\d_])"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?"
CLOCK_WORD = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
)
PARTICLE = r"(?:de|da|di|do|dos|del|della|der|den|van|von|la|le|du|al|el|bin|ibn|ben|abu|ter|ten|y|zu|st\.)"
TOKEN = rf"(?!(?i:{CLOCK_WORD})\b){UPPER}[\w'’.-]*"
NAME = rf"{TOKEN}(?:[ \t]+(?:{PARTICLE}[ \t]+){{0,2}}{TOKEN}){{1,4}}"
HEADS = lexicon("text_heads")
AGENCY = rf"(?:{'|'.join(HEADS['agencies'])})"
ROLES = rf"(?:{'|'.join(HEADS['roles'])})"
PLACE = rf"{UPPER}[\w'’.-]*(?:[ /-]{UPPER}[\w'’.-]*){{0,4}}(?:, [\w'’. ]{{2,40}}?){{0,3}}"
# "VELBURY, Westland (AP) —", "Velbury (CNN)", "VELBURY — "; brackets without a dash hold an agency, nothing else
DATELINE = re.compile(
    rf"{PLACE} ?(?:\((?i:{AGENCY}|[A-Z][\w ]{{1,20}}news)\) ?(?:[-–—:]|--)?|\([A-Z][\w./ '’]{{1,30}}\) ?(?:[-–—]|--)"
    r"|(?:[-–—]|--) ?\([A-Z][\w./ '’]{1,30}\)"
    r"|(?<=[A-Z]{3}) ?(?:[—–]|--)|(?<=[A-Z]{3}, )[\w. ]{2,20} ?(?:[—–]|--)) ?"
)

LABEL = re.compile(
    r"(?:date|dated|(?:first |originally |last |date )?(?:published|posted|updated|modified|created|issued|filed)"
    r"(?: date| at| on| by)?|publication date|published/updated|last update|updated?|release date|on|in|at)\b ?[:.]? *",
    re.I,
)
STRONG_LABEL = re.compile(r"date|publi|post|updat|modif|creat|issued|filed|release", re.I)
DATES = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"(?P<year>[12]\d{3})-(?P<number>\d{1,2})-(?P<day>\d{1,2})"
        r"(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)",
        r"(?P<year>[12]\d{3})/(?P<number>\d{1,2})/(?P<day>\d{1,2})(?!\d)",
        r"(?P<day>\d{1,2})\.(?P<number>\d{1,2})\.(?P<year>[12]\d{3})(?!\d)",
        rf"(?:{WEEKDAY} +)?{MONTH} +(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? +(?P<year>[12]\d{{3}})(?!\d)",
        rf"(?:{WEEKDAY} +)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -]+{MONTH},?[ -]+(?P<year>[12]\d{{3}})(?!\d)",
        r"(?P<first>\d{1,2})[/-](?P<second>\d{1,2})[/-](?P<year>[12]\d{3})(?!\d)",
    )
)
CLOCK = re.compile(
    r"(?:at +)?\d{1,2}(?:[:.h]\d{2}(?::\d{2})?(?: ?[ap]\.?m\b\.?)?| ?[ap]\.?m\b\.?)"
    r"(?: *\(?(?:[ECMP][SD]?T|GMT|UTC|BST|CET|CEST|IST|EAT|WAT|[A-Z]{2,4}T)\b(?:[+-]\d{1,4})?\)?)?(?: on\b)?",
    re.I,
)
SEPARATOR = re.compile(r"[\s|/·•–—,;:()\[\]*-]+|(?:\d+ (?:min(?:ute)?s?|hours?|days?) (?:read|ago))", re.I)
BYLINE = re.compile(
    r"(?i:by|from|story by|words by|written by|reported by):? +"
    rf"(?P<name>{NAME}(?:(?:, | and | & |, and ){NAME}){{0,4}})"
)
SIGNED = re.compile(rf",? ?(?i:{AGENCY}|for [\w ]{{2,30}}|special (?:to|for) [\w ]{{2,30}})(?![\w-])")
ROLE = re.compile(
    r",? ?(?:(?:senior|chief|staff|special|foreign|political|national|security|diplomatic|world|[A-Z][\w-]+) ){0,3}"
    rf"{ROLES}\b(?: in [A-Z]\w+)?",
    re.I,
)
# pattern, kind, and whether it stands only after another piece; in the order in which they are tried
PIECES = (
    (CLOCK, "clock", False),
    (BYLINE, "name", False),
    (SIGNED, "signed", True),
    (ROLE, "signed", True),
    (SEPARATOR, "separator", False),
    (LABEL, "label", False),
)
NAME_LINE = re.compile(rf"{NAME}(?:(?:, | and | & |, and ){NAME}){{0,3}}")
OUTLET = re.compile(rf"(?i:\b(?:{'|'.join(HEADS['outlets'])}|{ROLES})\b)(?:, .{{2,30}})?\Z")
AGENCY_LINE = re.compile(rf"(?i:\(?{AGENCY}\)?)(?:[,/|-] ?{UPPER}[\w'’. -]{{2,30}})?[.:]?")


@dataclass(frozen=True, slots=True)
class HeadLine:
    """`end` is where the pieces end; `labelled` if one said what it is; ISO `published` if a day is printed."""

    end: int
    published: str | None
    author: str | None
    labelled: bool
    pieces: int


def scan(line: str) -> HeadLine:
    """Read pieces of a head from the start of a line. `end` 0 means that it does not begin with one."""
    at = end = pieces = 0
    published: str | None = None
    author: str | None = None
    labelled = False
    pending_label = False
    while at < len(line):
        step, kind, value = _piece(line, at, end > 0)
        if not step:
            break
        at += step
        if kind == "label":
            pending_label = pending_label or bool(value)
            continue
        if kind == "separator":
            continue
        end, pieces = at, pieces + 1
        labelled = labelled or pending_label
        if kind == "date":
            published = published or value
        elif kind == "name":
            author = author or value
    return HeadLine(end, published, author, labelled, pieces)


def _piece(line: str, at: int, begun: bool) -> tuple[int, str, str | None]:
    """Length, kind and value of the piece at a position; length 0 if there is none."""
    for pattern in DATES:
        found = pattern.match(line, at)
        if found and (day := _day(found)) != "":
            return len(found[0]), "date", day
    for pattern, kind, only_after in PIECES:
        found = pattern.match(line, at)
        if found and (begun or not only_after):
            value = None
            if kind == "name":
                value = " ".join(found["name"].split())
            elif kind == "label" and STRONG_LABEL.match(found[0]):
                value = found[0]
            return len(found[0]), kind, value
    return 0, "", None


def _day(found: re.Match[str]) -> str | None:
    """The ISO date of a match; None when day and month cannot be told apart; "" when there is no such day."""
    parts = found.groupdict()
    year = int(parts["year"])
    if "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        if first > 12:
            first, second = second, first
        elif second <= 12 and first != second:
            return None
        month, day = first, second
    else:
        day = int(parts["day"])
        month = int(parts["number"]) if parts.get("number") else MONTHS.index(parts["month"].lower()[:3]) + 1
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def name_line(line: str) -> str | None:
    """The line's name or names if it holds nothing else ("Jane Doe", "JANE DOE and John Roe")."""
    return line if len(line) <= 80 and NAME_LINE.fullmatch(line) else None


def agency_line(line: str) -> bool:
    """True if the line holds only the name of a news agency or of a desk."""
    return bool(AGENCY_LINE.fullmatch(line))


def outlet_line(line: str) -> bool:
    """True if the line looks like the name of a newspaper, a broadcaster or a role ("Moor Post, Velbury")."""
    return len(line) <= 60 and line[-1].isalnum() and line[0].isupper() and bool(OUTLET.search(line))

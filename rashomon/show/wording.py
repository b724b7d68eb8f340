"""Values in words for people, and document text made safe to print.

Text from documents is hostile: it may hold escape sequences that recolour, retitle or rewrite a terminal,
and marks that turn the reading direction around. `safe` is the only way by which it reaches one.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from rashomon.model import COUNT_FIELDS, Claimant, ClaimantKind, Field, Modality, Place, Stance, TimeRange, Value

__all__ = [
    "claimant_words",
    "count_words",
    "place_words",
    "review_words",
    "safe",
    "shortened",
    "time_words",
    "value_words",
    "via_words",
]

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip

PEOPLE = frozenset({"people", "men", "women", "children", "policemen", "fishermen"})  # plurals without an s

SPACES = re.compile(r"\s+")
WORD_START = re.compile(r"\b\w")


def safe(text: str) -> str:
    """One line of `text` without control characters, direction marks or lone surrogates, each shown as U+FFFD."""
    line = SPACES.sub(" ", text).strip()
    return "".join(sign if sign.isprintable() or _joins(sign) else "\ufffd" for sign in line)


def _joins(sign: str) -> bool:
    """Joiners and variation selectors: invisible, harmless, and needed by several scripts and by emoji."""
    return sign in "\u200c\u200d" or unicodedata.category(sign).startswith(("M", "Zs"))


def count_words(value: Value) -> str:
    """The bounds of a count: "22", "≈ 200", "≥ 22", "≤ 1,300", "300-500", "2,000+" for a vague "thousands"."""
    low, high = value.low, value.high
    about = "≈ " if value.approximate else ""
    if low is not None and high is not None:
        return f"{about}{low:,}" if low == high else f"{about}{low:,}-{high:,}"
    if low is not None:
        return f"{low:,}+" if value.approximate else f"≥ {low:,}"
    if high is not None:
        return f"{'≲' if value.approximate else '≤'} {high:,}"
    return safe(value.text)


def value_words(
    field: Field, value: Value, stance: Stance = Stance.ASSERTS, modality: Modality = Modality.ACTUAL
) -> str:
    """A value as a person reads it. A denial or a doubt shows first: "denies: 200"."""
    if field in COUNT_FIELDS:
        words = " ".join(filter(None, (count_words(value), _whom(value))))
    elif field == Field.PLACE and value.place is not None:
        words = place_words(value.place)
    elif field == Field.TIME and value.time is not None:
        words = time_words(value.time)
    else:
        words = safe(value.name or value.text)
    if modality == Modality.NEGATED and stance not in (Stance.DENIES, Stance.DOUBTS):
        words = f"not: {words}"
    elif modality in (Modality.PLANNED, Modality.HYPOTHETICAL):
        words = f"{words} ({modality.value})"
    elif modality == Modality.POSSIBLE and stance != Stance.DOUBTS:
        words = f"{words} (possibly)"
    if stance in (Stance.DENIES, Stance.DOUBTS):
        return f"{stance.value}: {words}"
    if stance == Stance.ADMITS:
        return f"{words} (claims it)"
    return words


def _whom(value: Value) -> str:
    """Whom a count counts: "2 farmers", but "1 of the farmers" for "one of the farmers"."""
    group = safe(value.group or "")
    many = (group.endswith("s") and not group.endswith("ss")) or group.rpartition(" ")[2].lower() in PEOPLE
    return f"of the {group}" if many and value.low == value.high == 1 else group


def time_words(time: TimeRange | None) -> str:
    """As exact as the text: dates where they are known, else what is printed with what is missing."""
    if time is None:
        return ""
    if time.earliest and time.latest:
        return _period(time.earliest, time.latest)
    if time.earliest or time.latest:
        return f"from {time.earliest}" if time.earliest else f"until {time.latest}"
    if time.month:
        day = f"{time.day} " if time.day else ""
        return f"{day}{MONTHS[time.month - 1]}, year not given"
    return safe(time.text)


def _period(earliest: str, latest: str) -> str:
    """A day, "March 2005" or "1968" for a whole month or year, else both ends."""
    if earliest == latest:
        return earliest
    year, month = earliest[:4], earliest[5:7]
    if earliest == f"{year}-01-01" and latest == f"{year}-12-31":
        return year
    if earliest.endswith("-01") and latest[:7] == earliest[:7] and _is_last_day(latest):
        return f"{MONTHS[int(month) - 1]} {year}"
    return f"{earliest} to {latest}"


def _is_last_day(day: str) -> bool:
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).day == 1
    except (ValueError, OverflowError):
        return False


def place_words(place: Place | None) -> str:
    """Name and country; what it lies in where the place itself has no coordinates."""
    if place is None:
        return ""
    inside = f", in {safe(place.inside)}" if place.inside and place.lat is None and place.inside != place.name else ""
    return f"{safe(place.name)}{inside}" + (f" ({safe(place.country)})" if place.country else "")


def claimant_words(claimant: Claimant) -> str:
    """Who says so, with the kind where the name does not say it."""
    if claimant.kind == ClaimantKind.AUTHOR:
        return "the author"
    if claimant.kind == ClaimantKind.UNNAMED:
        return "nobody named"
    return f"{safe(claimant.name)} ({claimant.kind.value})"


def review_words(status: str, by: str, conflict: bool = False) -> str:
    """What people decided, and who."""
    return f"{status} by {safe(by)}" + (" (others decided differently)" if conflict else "")


def via_words(claimant: Claimant) -> str:
    """A voice between the claimant and the writer."""
    return "as is said" if claimant.kind == ClaimantKind.UNNAMED else f"as told by {claimant_words(claimant)}"


def shortened(quote: str, around: str, length: int = 140) -> str:
    """At most about `length` characters of a quote, the words `around` among them, cut between words."""
    text, kernel = safe(quote), safe(around)
    if len(text) <= length:
        return text
    at = max(text.find(kernel), 0) if kernel else 0
    room = max(length - len(kernel), 0) // 2
    start, end = max(at - room, 0), min(at + len(kernel) + room, len(text))
    if start == 0:
        end = min(length, len(text))
    elif end == len(text):
        start = max(len(text) - length, 0)
    if start > 0:
        found = WORD_START.search(text, start)
        start = found.start() if found and found.start() <= at else start
    if end < len(text):
        cut = text.rfind(" ", start, end)
        end = cut if cut >= at + len(kernel) else end
    return ("… " if start > 0 else "") + text[start:end].strip() + (" …" if end < len(text) else "")

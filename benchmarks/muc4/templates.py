"""Reading MUC-4 templates, keys and responses alike.

A file is a run of templates; each is 25 numbered lines, a slot with several fillers goes on in indented
lines.  Keys may write alternatives with a slash, `?` before a filler that may be left out, `(OPTIONAL)`
after the number of a template that may be left out, and brackets round alternative dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.muc4.slots import REFERENCED, SLOTS, kind_of

__all__ = ["Filler", "Template", "parse_filler", "parse_templates", "read_templates", "tidy"]

#: what the form calls the slots, longest first, so that a value that follows with one blank is still found
_LABELS = (
    "PERP: ORGANIZATION CONFIDENCE|PERP: INCIDENT CATEGORY|PERP: INDIVIDUAL ID|PERP: ORGANIZATION ID|"
    "PHYS TGT: EFFECT OF INCIDENT|PHYS TGT: FOREIGN NATION|PHYS TGT: TOTAL NUMBER|PHYS TGT: NUMBER|PHYS TGT: TYPE|"
    "PHYS TGT: ID|HUM TGT: EFFECT OF INCIDENT|HUM TGT: FOREIGN NATION|HUM TGT: TOTAL NUMBER|HUM TGT: DESCRIPTION|"
    "HUM TGT: NUMBER|HUM TGT: TYPE|HUM TGT: NAME|INCIDENT: STAGE OF EXECUTION|INCIDENT: INSTRUMENT TYPE|"
    "INCIDENT: INSTRUMENT ID|INCIDENT: LOCATION|INCIDENT: DATE|INCIDENT: TYPE|MESSAGE: TEMPLATE|MESSAGE: ID"
)
_NUMBERED = re.compile(r"^\s*(\d{1,2})\s*\.\s*(?:" + _LABELS.replace(" ", r"\s+") + ")(.*)$")
_PIECE = re.compile(r'"(?:\\.|[^"\\])*"|[^"]+|"')
_MESSAGE = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)+")
_EMPTY = frozenset({"", "-", "*", "NIL"})


@dataclass(frozen=True)
class Filler:
    """One filler: alternative values, alternative cross-references (empty: none), and whether it may be left out."""

    values: tuple[str, ...]
    references: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True)
class Template:
    """One template of a text; an irrelevant text has one template with number `*` and no fillers."""

    message: str
    number: str
    optional: bool
    slots: dict[str, tuple[Filler, ...]] = field(default_factory=dict)

    @property
    def irrelevant(self) -> bool:
        """True for the template that says that the text has none."""
        return self.number == "*"

    def fillers(self, slot: str) -> tuple[Filler, ...]:
        """The fillers of a slot, empty where the form has `-` or `*`."""
        return self.slots.get(slot, ())


def tidy(text: str) -> str:
    """Text of a value without outer quotes and escapes, in capitals, blanks collapsed."""
    text = text.strip()
    if len(text) >= 2 and text[0] == '"' and text[-1] == '"':
        text = text[1:-1].strip()
    return " ".join(text.replace("\\", "").upper().split())


def _split(text: str, mark: str) -> list[str]:
    """Cut at a mark that is outside quotes."""
    parts = [""]
    for piece in _PIECE.findall(text):
        if piece[0] == '"':
            parts[-1] += piece
            continue
        first, *rest = piece.split(mark)
        parts[-1] += first
        parts.extend(rest)
    return parts


def _bare(text: str) -> str:
    """A date or place without the brackets that set it off from its alternatives."""
    text = text.strip()
    closed = text.startswith("(") and text.endswith(")")
    return text[1:-1].strip() if closed else text


def parse_filler(slot: str, text: str) -> Filler | None:
    """One filler line of a slot; None where the line is empty, `-` or `*`."""
    text = text.strip()
    optional = text.startswith("?")
    text = text.lstrip("?").strip()
    if text in _EMPTY:
        return None
    kind = kind_of(slot)
    if kind in {"date", "place"}:
        return Filler(tuple(tidy(_bare(part)) for part in _split(text, "/")), (), optional)
    cut = _split(text, ":") if slot in REFERENCED else [text]
    values = tuple(tidy(part) for part in _split(cut[0], "/") if part.strip())
    references = tuple(tidy(part) for part in _split(":".join(cut[1:]), "/") if part.strip())
    return Filler(values, references, optional) if values else None


def _blocks(text: str) -> Iterator[dict[int, list[str]]]:
    """The numbered lines of each template with the lines that go on from them."""
    block: dict[int, list[str]] = {}
    current = -1
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith(";"):
            continue
        match = _NUMBERED.match(line)
        if match:
            current = int(match[1])
            if current == 0 and block:
                yield block
                block = {}
            block.setdefault(current, []).append(match[2])
        elif line.strip() != "* * *" and current > 1:
            block[current].append(line)
    if block:
        yield block


def _template(block: dict[int, list[str]]) -> Template | None:
    """A template from its lines; None where no message is named."""
    name = _MESSAGE.search(" ".join(block.get(0, [])))
    if name is None:
        return None
    number = " ".join(block.get(1, ["*"])).strip()
    first = number.split()[0] if number else "*"
    slots: dict[str, tuple[Filler, ...]] = {}
    for index, slot in SLOTS.items():
        if index < 2:
            continue
        fillers = tuple(f for f in (parse_filler(slot, line) for line in block.get(index, [])) if f is not None)
        if fillers:
            slots[slot] = fillers
    return Template(name[0], first, "OPTIONAL" in number.upper(), {} if first == "*" else slots)


def parse_templates(text: str) -> tuple[Template, ...]:
    """All templates of a key or response file, in their order."""
    return tuple(t for t in map(_template, _blocks(text)) if t is not None)


def read_templates(path: Path) -> tuple[Template, ...]:
    """All templates of a file; OSError where it cannot be read."""
    return parse_templates(path.read_text(encoding="utf-8", errors="replace"))

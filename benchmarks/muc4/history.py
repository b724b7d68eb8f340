"""The judge's history: which unequal fillers a person gave credit in the official scoring, and how much.

The file is one nested list: text -> key template -> slot -> verdicts.  A verdict is `(RESPONSE fail)`, or
`(RESPONSE match|partial KEY-FILLER)`, where KEY-FILLER may be `(all-of ...)`: partial credit shared out
over several key fillers (guidelines 3.1.1.3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from benchmarks.muc4.templates import Filler, tidy

__all__ = ["History", "Verdict", "parse_history", "read_history"]

Node: TypeAlias = "str | list[Node]"
Grade = Literal["match", "partial", "fail"]

_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|[()]|[^\s()]+')
_GRADES: dict[str, Grade] = {"match": "match", "partial": "partial", "fail": "fail"}


@dataclass(frozen=True)
class Verdict:
    """What the judge said of one response filler: a grade and the key fillers that it was held against."""

    grade: Grade
    targets: tuple[Filler, ...] = ()


@dataclass(frozen=True)
class History:
    """Verdicts by text, key template and slot; the last key is the response filler's value and reference."""

    verdicts: dict[tuple[str, str, str], dict[tuple[str, str], tuple[Verdict, ...]]] = field(default_factory=dict)

    def of(self, message: str, template: str, slot: str, response: Filler) -> tuple[Verdict, ...]:
        """The verdicts on a response filler; empty where the judge was not asked."""
        reference = response.references[0] if response.references else ""
        return self.verdicts.get((message, template, slot), {}).get((response.values[0], reference), ())


def _tree(text: str) -> Node:
    """The nested list; ValueError where brackets do not close."""
    stack: list[list[Node]] = [[]]
    for token in _TOKEN.findall(text):
        if token == "(":
            stack.append([])
        elif token == ")":
            if len(stack) == 1:
                raise ValueError("a bracket closes that was never opened")
            done = stack.pop()
            stack[-1].append(done)
        else:
            stack[-1].append(token)
    if len(stack) != 1 or not stack[0]:
        raise ValueError("a bracket is never closed")
    return stack[0][0]


def _unquote(token: str) -> str:
    """The text of a Lisp string: first its own quotes, then those of the filler."""
    if len(token) >= 2 and token[0] == '"' and token[-1] == '"':
        token = re.sub(r"\\(.)", r"\1", token[1:-1])
    return tidy(token)


def _value(node: Node) -> str:
    """A date range, place or string in the form that templates have it."""
    if isinstance(node, str):
        return _unquote(node)
    head, *rest = node
    if head == "range":
        ends = ["" if end == "nil" else _value(end) for end in rest]
        return " - ".join(ends).strip()
    if head == "location":
        return ": ".join(_value(part) for part in rest)
    if head == "qualified":
        name, *types = [_value(part) for part in rest]
        return f"{name} ({types[0]})" if types else name
    return " ".join(_value(part) for part in node)


def _values(node: Node) -> tuple[str, ...]:
    """Alternatives of a value."""
    if isinstance(node, list) and node and node[0] == "or":
        return tuple(_value(part) for part in node[1:])
    return (_value(node),)


def _filler(node: Node) -> Filler:
    """A filler from its list."""
    if isinstance(node, list) and node and node[0] == "optional":
        inner = _filler(node[1])
        return Filler(inner.values, inner.references, True)
    if isinstance(node, list) and node and node[0] == "xref":
        return Filler(_values(node[1]), _values(node[2]) if len(node) > 2 else ())
    return Filler(_values(node))


def _targets(node: Node) -> tuple[Filler, ...]:
    if isinstance(node, list) and node and node[0] == "all-of":
        return tuple(_filler(part) for part in node[1:])
    return (_filler(node),)


def _branches(node: Node) -> Iterator[tuple[str, list[Node]]]:
    """Name and rest of each list in a list; ValueError where one is not named."""
    for part in node if isinstance(node, list) else []:
        if isinstance(part, list) and part and isinstance(part[0], str):
            yield part[0], part[1:]
        elif isinstance(part, list):
            raise ValueError("a list without a name in the history")


def parse_history(text: str) -> History:
    """The history from its text; ValueError where it is malformed."""
    found: dict[tuple[str, str, str], dict[tuple[str, str], tuple[Verdict, ...]]] = {}
    for message, templates in _branches(_tree(text)):
        for number, slots in _branches(templates):
            for slot, verdicts in _branches(slots):
                place = found.setdefault((_unquote(message), _unquote(number), slot), {})
                for verdict in verdicts:
                    if not isinstance(verdict, list) or str(verdict[1]) not in _GRADES:
                        raise ValueError(f"not a verdict: {verdict}")
                    response = _filler(verdict[0])
                    name = (response.values[0], response.references[0] if response.references else "")
                    targets = _targets(verdict[2]) if len(verdict) > 2 else ()
                    place[name] = (*place.get(name, ()), Verdict(_GRADES[str(verdict[1])], targets))
    return History(found)


def read_history(path: Path) -> History:
    """The history of a file; OSError, ValueError."""
    return parse_history(path.read_text(encoding="utf-8", errors="replace"))

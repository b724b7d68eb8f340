"""Who decides what an unequal filler earns: the recorded verdicts of 1992, or the automatic rule.

Cross-references: a tag is right when it names a filler that was itself found right in the slot it points to,
half right when that filler was partially right (guidelines 3.1.2, 3.2.19).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Protocol

from benchmarks.muc4.history import History, Verdict
from benchmarks.muc4.likeness import date_credit, number_credit, place_credit, same_wording, string_credit
from benchmarks.muc4.slots import HIERARCHY, REFERENCED, kind_of
from benchmarks.muc4.templates import Filler, Template

__all__ = ["AutomaticJudge", "Credit", "Judge", "RecordedJudge", "Share"]

_NAMES: Final = frozenset({"hum-tgt-name", "perp-org-id"})
_POINTS: Final = {"match": 1.0, "partial": 0.5, "fail": 0.0}
#: the program of 1992 let two-digit days pass much as it let quantifiers pass: "13 JAN 90" was equal to "12 JAN 90"
#: unless the judge had failed it.  Of 79 such dates in the pairs of tst3 the 65 without a verdict were scored correct
#: without asking, and the 14 with one as it says.
_DAY = re.compile(r"\b\d\d (?=[A-Z]{3} \d\d\b)")


@dataclass(frozen=True)
class Credit:
    """0.0, 0.5 or 1.0, and whether a person gave it (the sheets' ICR and IPA columns)."""

    points: float
    judged: bool = False


@dataclass(frozen=True)
class Share:
    """Credit for one response filler with several key fillers at once (guidelines 3.1.1.3)."""

    targets: tuple[Filler, ...]
    points: float


class Judge(Protocol):
    """Decides single fillers; a key template says which text and event is meant."""

    def credit(self, key: Template, slot: str, response: Filler, wanted: Filler) -> Credit:
        """What a response filler earns from one key filler."""

    def share(self, key: Template, slot: str, response: Filler) -> Share | None:
        """Several key fillers that a response filler stands for, if any."""


def _set_value(slot: str, response: str, wanted: Filler) -> float:
    """A set fill without its tag: equal, or one of the near misses that the hierarchy names."""
    if response in wanted.values:
        return 1.0
    # where the key had alternatives the sheets show no credit for a near miss
    near = HIERARCHY.get(slot, {}).get(wanted.values[0], ()) if len(wanted.values) == 1 else ()
    return 0.5 if response in near else 0.0


class AutomaticJudge:
    """The automatic rule; see benchmarks.muc4.likeness."""

    def credit(self, key: Template, slot: str, response: Filler, wanted: Filler) -> Credit:
        """What a response filler earns from one key filler."""
        return Credit(self._points(slot, response, wanted))

    def share(self, key: Template, slot: str, response: Filler) -> Share | None:
        """Never: sharing out takes a person."""
        return None

    def _points(self, slot: str, response: Filler, wanted: Filler) -> float:
        kind, value = kind_of(slot), response.values[0]
        if kind == "set":
            points = _set_value(slot, value, wanted)
            return min(points, max(0.5, self._tag(slot, response, wanted)))
        if kind == "date":
            return max(date_credit(value, other) for other in wanted.values)
        if kind == "place":
            return max(place_credit(value, other) for other in wanted.values)
        if kind == "number":
            points = max(number_credit(value, other) for other in wanted.values)
            return points if points < 1.0 else self._tag(slot, response, wanted)
        points = string_credit(value, wanted.values, slot in _NAMES)
        return min(points, max(0.5, self._tag(slot, response, wanted)))

    @staticmethod
    def _tag(slot: str, response: Filler, wanted: Filler) -> float:
        """What the cross-reference earns; 1.0 where neither has one."""
        if not wanted.references:
            return 1.0 if not response.references or response.references == ("-",) else 0.5
        if not response.references:
            return 0.0
        names = "hum-tgt-name" in REFERENCED.get(slot, ()) or slot == "perp-org-conf"
        return string_credit(response.references[0], wanted.references, names)


class RecordedJudge:
    """The verdicts of a history; what it does not tell is scored as the program of 1992 did without asking."""

    def __init__(self, history: History) -> None:
        self.history = history

    def credit(self, key: Template, slot: str, response: Filler, wanted: Filler) -> Credit:
        """What a response filler earns from one key filler."""
        points, exact = self._unasked(key, slot, response, wanted)
        verdicts = self._verdicts(key, slot, response)
        settled = exact or kind_of(slot) == "set" or not any(v.grade == "fail" for v in verdicts)
        if points == 1.0 and settled:
            return Credit(1.0)
        for verdict in verdicts:
            if verdict.targets == (wanted,):
                return Credit(_POINTS[verdict.grade], judged=True)
        return Credit(points if points < 1.0 else 0.0)

    def share(self, key: Template, slot: str, response: Filler) -> Share | None:
        """Several key fillers that the judge let a response filler stand for, if any."""
        for verdict in self._verdicts(key, slot, response):
            if len(verdict.targets) > 1:
                return Share(verdict.targets, _POINTS[verdict.grade])
        return None

    def _verdicts(self, key: Template, slot: str, response: Filler) -> tuple[Verdict, ...]:
        """Verdicts on this filler, else on fillers that differ in nonessential words only."""
        exact = self.history.of(key.message, key.number, slot, response)
        if exact:
            return exact
        reference = response.references[0] if response.references else ""
        return tuple(
            verdict
            for (value, tag), verdicts in self.history.verdicts.get((key.message, key.number, slot), {}).items()
            if _alike(slot, value, response.values[0]) and (tag == reference or (tag and same_wording(tag, reference)))
            for verdict in verdicts
        )

    def _unasked(self, key: Template, slot: str, response: Filler, wanted: Filler) -> tuple[float, bool]:
        """Credit without asking, and whether the values are equal to the letter."""
        kind, value = kind_of(slot), response.values[0]
        exact = value in wanted.values
        if kind == "set":
            points = _set_value(slot, value, wanted)
            tag = self._tag(key, slot, response, wanted)
            return (tag if points == 1.0 else points), exact
        if kind == "place":
            return (1.0 if exact else _same_country(value, wanted)), exact
        if not any(_alike(slot, value, other) for other in wanted.values):
            return 0.0, False
        if not wanted.references:
            return (0.0 if response.references else 1.0), exact
        return (self._tag(key, slot, response, wanted) if response.references else 0.0), exact

    def _tag(self, key: Template, slot: str, response: Filler, wanted: Filler) -> float:
        """What the cross-reference earns: by wording, else by the verdicts on the filler it names."""
        if not wanted.references:
            return 1.0
        if not response.references:
            return 0.5
        name = response.references[0]
        if any(same_wording(name, other) for other in wanted.references):
            return 1.0
        best = 0.0
        for place in REFERENCED.get(slot, ()):
            for (value, _), verdicts in self.history.verdicts.get((key.message, key.number, place), {}).items():
                for verdict in verdicts if same_wording(value, name) else ():
                    if any(set(target.values) & set(wanted.references) for target in verdict.targets):
                        best = max(best, 1.0 if len(verdict.targets) > 1 else _POINTS[verdict.grade])
        return best


def _alike(slot: str, one: str, other: str) -> bool:
    """Equal for the program of 1992."""
    kind = kind_of(slot)
    if one == other or kind in {"set", "place", "number"}:
        return one == other
    if kind == "date":
        return _DAY.sub("", one) == _DAY.sub("", other)
    return same_wording(one, other)


def _same_country(response: str, wanted: Filler) -> float:
    """Partial credit that was given unasked: the country is right and the key or the response names no other place."""
    country = response.split(":", maxsplit=1)[0]
    right = any(other.split(":")[0] == country for other in wanted.values)
    return 0.5 if right and (":" not in response or any(":" in other for other in wanted.values)) else 0.0

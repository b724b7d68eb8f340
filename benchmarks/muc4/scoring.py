"""The score of a set of response templates against a key: all rows of an official sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.muc4.align import Pairing, align
from benchmarks.muc4.history import History
from benchmarks.muc4.judge import AutomaticJudge, Judge, RecordedJudge
from benchmarks.muc4.slots import GROUPS, SCORED, SET_SLOTS, STRING_SLOTS
from benchmarks.muc4.tally import Tally, f_measure
from benchmarks.muc4.templates import Template

__all__ = ["Score", "score", "score_with"]

_TOTALS: Final = (
    "MATCHED/MISSING",
    "MATCHED/SPURIOUS",
    "MATCHED ONLY",
    "ALL TEMPLATES",
    "SET FILLS ONLY",
    "STRING FILLS ONLY",
    "TEXT FILTERING",
)


@dataclass(frozen=True)
class Score:
    """Rows by the names of the sheets (slots, `inc-total` and its like, and the total rows), and how many texts."""

    rows: dict[str, Tally]
    documents: int

    @property
    def f_measures(self) -> tuple[float, float, float]:
        """F of the row ALL TEMPLATES at P&R, 2P&R (precision counts double) and P&2R; from unrounded figures."""
        row = self.rows["ALL TEMPLATES"]
        return tuple(f_measure(row.precision, row.recall, beta) for beta in (1.0, 0.5, 2.0))  # type: ignore[return-value]

    def as_json(self) -> dict[str, object]:
        """Figures 0..100 with two places; None where a sheet has a star."""
        names = {name: name.lower().replace("/", "_").replace(" ", "_") for name in _TOTALS}
        totals = {names[name]: _figures(self.rows[name]) for name in _TOTALS}
        slots = {slot: _figures(self.rows[slot]) for slot in ("template-id", *SCORED)}
        balanced, precise, complete = self.f_measures
        measures = {"p_and_r": round(balanced, 2), "2p_and_r": round(precise, 2), "p_and_2r": round(complete, 2)}
        return {**totals, "f_measures": measures, "slots": slots, "documents": self.documents}


def _figures(row: Tally) -> dict[str, float | int | None]:
    exact = {
        "recall": row.recall,
        "precision": row.precision,
        "overgeneration": row.overgeneration,
        "undergeneration": row.undergeneration,
        "f": row.f,
    }
    counts = {
        "possible": row.possible,
        "actual": row.actual,
        "correct": row.correct,
        "partial": row.partial,
        "incorrect": row.incorrect,
        "spurious": row.spurious,
        "missing": row.missing,
        "noncommittal": row.noncommittal,
        "judged_correct": row.judged_correct,
        "judged_partial": row.judged_partial,
    }
    return {**{name: None if value is None else round(value, 2) for name, value in exact.items()}, **counts}


def _by_text(templates: Iterable[Template]) -> dict[str, list[Template]]:
    texts: dict[str, list[Template]] = {}
    for template in templates:
        texts.setdefault(template.message, []).append(template)
    return texts


def _sum(tallies: Iterable[Tally]) -> Tally:
    total = Tally()
    for tally in tallies:
        total += tally
    return total


def _identity(pairing: Pairing) -> Tally:
    """The row template-id: one count for a pair, a spurious or a missing template."""
    key, response, _ = pairing
    if key is not None and response is not None:
        return Tally(correct=1)
    return Tally(spurious=1) if key is None else Tally(missing=1)


def _filtering(keys: Sequence[Template], responses: Sequence[Template]) -> Tally:
    """Text filtering: is the text relevant?  A text whose templates are all optional may be called either."""
    wanted = any(not key.irrelevant and not key.optional for key in keys)
    given = any(not response.irrelevant for response in responses)
    if given:
        return Tally(correct=1) if any(not key.irrelevant for key in keys) else Tally(spurious=1)
    return Tally(missing=1) if wanted else Tally(noncommittal=1)


def score_with(
    judge: Judge,
    responses: Sequence[Template],
    keys: Sequence[Template],
    recorded: Mapping[str, Sequence[tuple[str, str]]] | None = None,
) -> Score:
    """Score under a judge; ValueError where a response names a text that the key lacks.

    recorded: for each text the pairs of key and response template that a person made; None: pair by points.

    A text without a response counts as one that the response calls irrelevant.  Key templates marked OPTIONAL that
    no response stands for are left out of every count.
    """
    wanted, given = _by_text(keys), _by_text(responses)
    unknown = sorted(set(given) - set(wanted))
    if unknown:
        raise ValueError(f"no key for {', '.join(unknown[:5])}")
    pairings: list[Pairing] = []
    filtering, irrelevant = Tally(), 0
    for text in sorted(wanted):
        answers = given.get(text, [])
        made = None if recorded is None else recorded.get(text, ())
        pairings += [p for p in align(judge, wanted[text], answers, made) if not _left_out(p)]
        filtering += _filtering(wanted[text], answers)
        irrelevant += all(t.irrelevant for t in answers) and all(t.irrelevant or t.optional for t in wanted[text])
    rows = {"template-id": _sum(map(_identity, pairings)) + Tally(noncommittal=irrelevant)}
    rows |= {slot: _sum(tallies[slot] for _, _, tallies in pairings) for slot in SCORED}
    rows |= {f"{group}-total": _sum(rows[slot] for slot in SCORED if slot.startswith(group)) for group in GROUPS}
    return Score(rows | _totals(pairings) | {"TEXT FILTERING": filtering}, len(wanted))


def _left_out(pairing: Pairing) -> bool:
    key, response, _ = pairing
    return response is None and key is not None and key.optional


def _totals(pairings: Sequence[Pairing]) -> dict[str, Tally]:
    """The rows over all slots: which of the unpaired templates count is what tells them apart."""
    matched = [p for p in pairings if p[0] is not None and p[1] is not None]
    missing = [p for p in pairings if p[1] is None]
    spurious = [p for p in pairings if p[0] is None]

    def over(chosen: Sequence[Pairing], slots: Iterable[str]) -> Tally:
        return _sum(tallies[slot] for _, _, tallies in chosen for slot in slots)

    return {
        "MATCHED/MISSING": over([*matched, *missing], SCORED),
        "MATCHED/SPURIOUS": over([*matched, *spurious], SCORED),
        "MATCHED ONLY": over(matched, SCORED),
        "ALL TEMPLATES": over(pairings, SCORED),
        "SET FILLS ONLY": over([*matched, *missing], sorted(SET_SLOTS)),
        "STRING FILLS ONLY": over([*matched, *missing], sorted(STRING_SLOTS)),
    }


def score(
    response_templates: Sequence[Template], key_templates: Sequence[Template], history: History | None = None
) -> Score:
    """Score responses against a key; with a history as the judge of 1992 decided, without by the automatic rule."""
    judge: Judge = AutomaticJudge() if history is None else RecordedJudge(history)
    return score_with(judge, response_templates, key_templates)

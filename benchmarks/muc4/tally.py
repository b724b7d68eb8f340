"""Counting: what a row of a score sheet holds, and the figures that follow from it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Tally", "f_measure"]


def f_measure(precision: float | None, recall: float | None, beta: float = 1.0) -> float:
    """F of two figures (0..100); beta 1 weighs both alike, 0.5 is the sheets' 2P&R, 2 is P&2R."""
    if not precision or not recall:
        return 0.0
    square = beta * beta
    return (square + 1.0) * precision * recall / (square * precision + recall)


@dataclass(frozen=True)
class Tally:
    """Correct, partial, incorrect, spurious, missing, neither given nor wanted; credited by the judge (icr, ipa)."""

    correct: int = 0
    partial: int = 0
    incorrect: int = 0
    spurious: int = 0
    missing: int = 0
    noncommittal: int = 0
    judged_correct: int = 0
    judged_partial: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.correct + other.correct,
            self.partial + other.partial,
            self.incorrect + other.incorrect,
            self.spurious + other.spurious,
            self.missing + other.missing,
            self.noncommittal + other.noncommittal,
            self.judged_correct + other.judged_correct,
            self.judged_partial + other.judged_partial,
        )

    @property
    def possible(self) -> int:
        """Fillers wanted by the key and those optional ones that the response gave."""
        return self.correct + self.partial + self.incorrect + self.missing

    @property
    def actual(self) -> int:
        """Fillers given by the response."""
        return self.correct + self.partial + self.incorrect + self.spurious

    @property
    def recall(self) -> float | None:
        """0..100; None where nothing was wanted."""
        return 100.0 * (self.correct + 0.5 * self.partial) / self.possible if self.possible else None

    @property
    def precision(self) -> float | None:
        """0..100; None where nothing was given."""
        return 100.0 * (self.correct + 0.5 * self.partial) / self.actual if self.actual else None

    @property
    def overgeneration(self) -> float | None:
        """Share of the given fillers that have no counterpart, 0..100."""
        return 100.0 * self.spurious / self.actual if self.actual else None

    @property
    def undergeneration(self) -> float | None:
        """Share of the wanted fillers that have no counterpart, 0..100."""
        return 100.0 * self.missing / self.possible if self.possible else None

    @property
    def f(self) -> float:
        """F of precision and recall at equal weight, 0..100."""
        return f_measure(self.precision, self.recall)

"""The 17 systems of MUC-4: their 1992 responses scored here, beside their official sheets.

The pairing of templates was done by hand where people saw fit (guidelines 3.2.1), which no file records but the
sheets; so a system is scored twice with the recorded verdicts: with the sheet's pairing and with our own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.muc4.history import History
from benchmarks.muc4.judge import RecordedJudge
from benchmarks.muc4.scoring import score, score_with
from benchmarks.muc4.sheet import Sheet, read_sheet
from benchmarks.muc4.tally import Tally
from benchmarks.muc4.templates import Template, read_templates

__all__ = ["Comparison", "compare", "compare_all", "table"]

_ROW = "ALL TEMPLATES"


@dataclass(frozen=True)
class Comparison:
    """The row ALL TEMPLATES of one system: official, scored with the sheet's pairs, with our pairs, and unjudged."""

    system: str
    sheet: Sheet
    paired: dict[str, Tally]
    own: dict[str, Tally]
    automatic: dict[str, Tally]

    def differences(self, rows: dict[str, Tally], row: str = _ROW) -> tuple[float, float, float]:
        """Recall, precision and F of a row less the official figures, in points of 0..100."""
        ours, theirs = rows[row], self.sheet.rows[row]
        return (
            (ours.recall or 0.0) - (theirs.recall or 0.0),
            (ours.precision or 0.0) - (theirs.precision or 0.0),
            ours.f - theirs.f,
        )


def compare(folder: Path, keys: Sequence[Template], history: History) -> Comparison:
    """Score the response in a system's folder; OSError, ValueError where sheet or response are missing or malformed."""
    sheets = sorted(folder.glob("scores*"))
    if not sheets:
        raise FileNotFoundError(f"no score sheet in {folder}")
    sheet = read_sheet(sheets[0])
    responses = [t for path in sorted(folder.glob("response*")) for t in read_templates(path)]
    paired = score_with(RecordedJudge(history), *_listed(sheet, responses, keys), sheet.pairing)
    own, automatic = score(responses, keys, history), score(responses, keys)
    return Comparison(folder.name, sheet, paired.rows, own.rows, automatic.rows)


def _listed(
    sheet: Sheet, responses: Sequence[Template], keys: Sequence[Template]
) -> tuple[list[Template], list[Template]]:
    """Responses and keys without the templates that the sheet leaves out.

    One sheet of tst3 (NYU's) lacks a pair of templates, in its blocks and its sums.  Two others list and count pairs
    twice (LSI's two, SRI's one), which the pairing keeps.
    """
    given = {(pair.message, pair.response) for pair in sheet.pairs}
    wanted = {(pair.message, pair.key) for pair in sheet.pairs}
    return (
        [t for t in responses if t.irrelevant or (t.message, t.number) in given],
        [t for t in keys if t.irrelevant or (t.message, t.number) in wanted],
    )


def compare_all(folder: Path, keys: Sequence[Template], history: History) -> list[Comparison]:
    """All systems below a folder, by name."""
    return [compare(path, keys, history) for path in sorted(folder.iterdir()) if any(path.glob("scores*"))]


def table(comparisons: Sequence[Comparison]) -> str:
    """Recall, precision and F of every system, and how far each way of scoring is from the sheet."""
    head = f"{'':8} {'official':>20} {'verdicts, their pairs':>24} {'verdicts, our pairs':>24} {'automatic rule':>24}"
    columns = f"{'system':8} {'R':>6}{'P':>7}{'F':>7}" + f"{'R':>7}{'P':>6}{'F':>6}{'dF':>6}" * 3
    lines = [head, columns]
    for one in sorted(comparisons, key=lambda c: -c.sheet.rows[_ROW].f):
        official = one.sheet.rows[_ROW]
        line = f"{one.system:8} {official.recall or 0:6.2f}{official.precision or 0:7.2f}{official.f:7.2f}"
        for rows in (one.paired, one.own, one.automatic):
            row = rows[_ROW]
            line += f"{row.recall or 0:7.2f}{row.precision or 0:6.2f}{row.f:6.2f}{row.f - official.f:+6.2f}"
        lines.append(line)
    for name, choose in (
        ("verdicts, their pairs", "paired"),
        ("verdicts, our pairs", "own"),
        ("automatic rule", "automatic"),
    ):
        gaps = [one.differences(getattr(one, choose)) for one in comparisons]
        worst = [max(abs(gap[i]) for gap in gaps) for i in range(3)]
        lines.append(f"largest difference, {name}: R {worst[0]:.2f}  P {worst[1]:.2f}  F {worst[2]:.2f}")
    return "\n".join(lines)

"""Which response template stands for which key template, and the tally of each slot of a pair."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

from benchmarks.muc4.assign import best_assignment
from benchmarks.muc4.judge import Credit, Judge
from benchmarks.muc4.slots import SCORED
from benchmarks.muc4.tally import Tally
from benchmarks.muc4.templates import Filler, Template

__all__ = ["Pairing", "align", "may_pair", "pair_tallies", "slot_tally"]

#: a key and a response template that stand for each other (None: for nothing) with the counts of every slot
Pairing: TypeAlias = "tuple[Template | None, Template | None, dict[str, Tally]]"

#: "at least a partial match on INCIDENT: TYPE, plus at least a partial match on at least one of" these (3.2.1)
_CONTENT: Final = (
    "perp-ind-id",
    "perp-org-id",
    "phys-tgt-id",
    "phys-tgt-type",
    "hum-tgt-name",
    "hum-tgt-desc",
    "hum-tgt-type",
)


def _weight(credit: Credit, wanted: Filler) -> float:
    """What a pair of fillers weighs: its points, then equal before judged, then wanted before optional."""
    if not credit.points:
        return 0.0
    return credit.points + (0.0 if credit.judged else 1e-3) + (0.0 if wanted.optional else 1e-4)


def slot_tally(judge: Judge, key: Template, slot: str, given: Sequence[Filler], wanted: Sequence[Filler]) -> Tally:
    """Counts for one slot: fillers are paired for the greatest credit, what is left over is paired as incorrect."""
    if not given and all(filler.optional for filler in wanted):
        return Tally(noncommittal=1)
    credits = [[judge.credit(key, slot, response, filler) for filler in wanted] for response in given]
    weights = [[_weight(credit, wanted[j]) for j, credit in enumerate(row)] for row in credits]
    pairs = best_assignment(weights) if wanted else []
    tally = Tally()
    for i, j in pairs:
        tally += _counted(credits[i][j].points, credits[i][j].judged, 1)
    idle = [i for i in range(len(given)) if i not in {i for i, _ in pairs}]
    open_keys = [j for j in range(len(wanted)) if j not in {j for _, j in pairs}]
    for i in list(idle):
        share = judge.share(key, slot, given[i])
        met = [j for j in open_keys if share is not None and wanted[j] in share.targets]
        if share is not None and met:
            tally += _counted(share.points, True, len(met))
            idle.remove(i)
            open_keys = [j for j in open_keys if j not in met]
    wrong = min(len(idle), len(open_keys))
    required = sum(not wanted[j].optional for j in open_keys)
    return tally + Tally(incorrect=wrong, spurious=len(idle) - wrong, missing=max(0, required - wrong))


def _counted(points: float, judged: bool, times: int) -> Tally:
    credited = times if judged else 0
    if points == 1.0:
        return Tally(correct=times, judged_correct=credited)
    return Tally(partial=times, judged_partial=credited)


def pair_tallies(judge: Judge, key: Template | None, response: Template | None) -> dict[str, Tally]:
    """Counts for every slot of a pair; with None on one side everything is spurious or missing."""
    context = key or response
    if context is None:
        return {}
    return {
        slot: slot_tally(
            judge, context, slot, response.fillers(slot) if response else (), key.fillers(slot) if key else ()
        )
        for slot in SCORED
    }


def may_pair(tallies: dict[str, Tally]) -> bool:
    """The conditions on content under which two templates may stand for each other."""
    kind = tallies["inc-type"]
    return bool(kind.correct + kind.partial) and any(tallies[slot].correct + tallies[slot].partial for slot in _CONTENT)


def align(
    judge: Judge,
    keys: Sequence[Template],
    responses: Sequence[Template],
    recorded: Sequence[tuple[str, str]] | None = None,
) -> list[Pairing]:
    """Pairs of one text with their counts; None stands for no template.

    The pairing has the greatest sum of points (correct 1, partial 0.5) over all slots; irrelevant templates stay out.
    recorded: numbers of key and response templates that a person paired instead; then nothing else is paired, and a
    pair recorded twice counts twice.
    """
    keys = [key for key in keys if not key.irrelevant]
    responses = [response for response in responses if not response.irrelevant]
    table = [[pair_tallies(judge, key, response) for response in responses] for key in keys]
    if recorded is None:
        weights = [[_points(tallies) if may_pair(tallies) else 0.0 for tallies in row] for row in table]
    else:
        weights = [[float((key.number, other.number) in recorded) for other in responses] for key in keys]
    pairs = best_assignment(weights) if responses else []
    matched: list[Pairing] = []
    for i, j in pairs:
        times = 1 if recorded is None else recorded.count((keys[i].number, responses[j].number))
        matched += [(keys[i], responses[j], table[i][j])] * times
    rows, columns = {i for i, _ in pairs}, {j for _, j in pairs}
    matched += [(key, None, pair_tallies(judge, key, None)) for i, key in enumerate(keys) if i not in rows]
    matched += [
        (None, other, pair_tallies(judge, None, other)) for j, other in enumerate(responses) if j not in columns
    ]
    return matched


def _points(tallies: dict[str, Tally]) -> float:
    return sum(tally.correct + 0.5 * tally.partial for tally in tallies.values())

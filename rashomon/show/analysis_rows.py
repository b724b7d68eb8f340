"""The rows of summaries, timelines and responsibility that other programs get. Keys are only ever added at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rashomon.ledger.store import EventView
from rashomon.link.responsibility import Matrix
from rashomon.link.summaries import Figure, Summary
from rashomon.link.timeline import Timeline
from rashomon.model import Claim, Document
from rashomon.show.rows import claimant_row

__all__ = ["responsibility_rows", "summary_row", "timeline_rows"]

Row = dict[str, Any]


def summary_row(summary: Summary, view: EventView) -> Row:
    """One rule's numbers for one field. `reasons` and `claims` go by low, best and high; `left_out` says which accounts
    the rule does not use, and why; `quotes` are the words behind the numbers."""
    figures = {"low": summary.low, "best": summary.best, "high": summary.high}
    used = dict.fromkeys(c for figure in figures.values() if figure for c in figure.claims)
    return {
        "event": summary.event,
        "title": view.event.title,
        "field": summary.field.value,
        "rule": summary.rule.value,
        **{name: figure.number if figure else None for name, figure in figures.items()},
        "reasons": {name: figure.reason if figure else None for name, figure in figures.items()},
        "claims": {name: _claims(figure) for name, figure in figures.items()},
        "left_out": [
            {"account": one.account, "claims": list(one.claims), "reason": one.reason} for one in summary.left_out
        ],
        "quotes": list(_quotes(used, {c.id: c for c in view.claims}, view.documents)),
    }


def _claims(figure: Figure | None) -> list[str]:
    return list(figure.claims) if figure else []


def _quotes(ids: Iterable[str], claims: Mapping[str, Claim], documents: Mapping[str, Document]) -> Iterator[Row]:
    for one in ids:
        if (claim := claims.get(one)) is None:
            continue
        for words in claim.evidence:
            name = documents[claim.document].name
            yield {"claim": one, "document": name, "start": words.start, "end": words.end, "quote": words.quote}


def timeline_rows(timeline: Timeline, view: EventView) -> Iterator[Row]:
    """One row for each figure on each day, by day; figures without a day come last."""
    claims = {c.id: c for c in view.claims}
    found = [(line, point) for line in timeline.lines for point in line.points]
    found.sort(key=lambda pair: pair[1].day or "9999")
    for line, point in found:
        yield {
            "event": timeline.event,
            "field": timeline.field.value,
            "day": point.day,
            "dated_by": point.dated_by,
            "claimant": claimant_row(line.claimant),
            "publisher": line.publisher,
            "low": point.low,
            "high": point.high,
            "approximate": point.approximate,
            "group": point.group,
            "text": point.text,
            "status": point.status,
            "revises": point.revises,
            "account": point.account,
            "claims": list(point.claims),
            "documents": [view.documents[one].name for one in point.documents],
            "quotes": list(_quotes(point.claims, claims, view.documents)),
        }


def responsibility_rows(matrix: Matrix, documents: Mapping[str, Document]) -> Iterator[Row]:
    """One row for each cell: what one claimant does with one candidate."""
    columns = {column.key: column for column in matrix.columns}
    for candidate in matrix.candidates:
        for column in matrix.columns:
            for cell in matrix.at(candidate.key, column.key):
                yield {
                    "event": matrix.event,
                    "candidate": candidate.name,
                    "names": list(candidate.names),
                    "kind": candidate.kind,
                    "named": candidate.named,
                    "claimant": claimant_row(column.claimant),
                    "publisher": columns[cell.column].publisher,
                    "stance": cell.stance.value,
                    "possible": cell.possible,
                    "of_himself": cell.self_report,
                    "claims": list(cell.claims),
                    "quotes": [
                        {
                            "claim": claim,
                            "document": documents[document].name,
                            "start": words.start,
                            "end": words.end,
                            "quote": words.quote,
                        }
                        for claim, document, words in cell.evidence
                    ],
                }

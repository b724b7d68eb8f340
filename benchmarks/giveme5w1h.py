"""giveme5w1h: reports of one event by several outlets, put together again.

Data: one JSON object a file (title, text, date_publish, category, dId), of Hamborg et al. 2018. The key is `category`,
which the annotators gave to reports of one event; one report has none and stands alone. There is no split.

What is done: each report is read with its title and day; the happenings of all are linked together.
`story`: reports are one when they tell one story (link/stories.py), which needs no event. `event`: those reports in
which an event is found are one when their main event is (as in the benchmark gva); the others stand alone. Two thirds
of the reports are of sport, chocolate and elections, in which this program looks for no event; `with_event` is the
figure over the reports in which one is found. `violent` is over the categories that are of violence and accidents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from benchmarks.data import files_of, need, read_json
from benchmarks.framework import DataError, Job, Score
from benchmarks.gva import event_of, main_event
from benchmarks.measures import b_cubed, clusters_of
from benchmarks.reader import Reader, document_of
from rashomon.link.events import link_events
from rashomon.link.gists import gist_of
from rashomon.link.stories import group_stories

__all__ = ["FiveResult", "Report", "measure", "read_reports"]

KEYS = ("dId", "title", "text", "date_publish")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
VIOLENT = frozenset({"tram", "tram victims", "consulate attack", "seattle shooting", "gaga protests", "china well"})


@dataclass(frozen=True, slots=True)
class Report:
    id: str
    category: str
    title: str
    published: str | None
    text: str


@dataclass(frozen=True, slots=True)
class FiveResult:
    story: Score
    event: Score
    with_event: Score
    violent: Score
    without_event: int
    documents: int
    failed: tuple[str, ...] = ()


def read_reports(job: Job) -> list[Report]:
    """All reports, by id. Raises DataError with the file."""
    found = []
    for path in files_of(job.data, "*.json"):
        row = need(read_json(path), KEYS, path, 1)
        category = str(row.get("category") or f"none {row['dId']}")
        day = found_day[0] if (found_day := DAY.match(str(row["date_publish"]))) else None
        found.append(Report(str(row["dId"]), category, str(row["title"] or ""), day, str(row["text"])))
    return found


def measure(job: Job) -> FiveResult:
    reports = job.pick(read_reports(job), lambda r: r.id)
    if not reports:
        raise DataError(f"{job.data}: no report is here.")
    reader = Reader()
    readings = [
        reader.read(document_of(r.id, r.text, r.title or None, r.published))
        for r in job.follow(reports, "giveme5w1h: report")
    ]
    gists = {
        r.document.id: gist_of(r.document.id, r.document.text, r.document.title, r.document.published) for r in readings
    }
    own = event_of(link_events([h for r in readings for h in r.happenings], gists=gists))
    stories = group_stories(list(gists.values()))
    gold = {r.id: r.category for r in reports}
    story = {one.id: stories[r.document.id] for one, r in zip(reports, readings, strict=True)}
    main = {one.id: main_event(r, own) for one, r in zip(reports, readings, strict=True)}
    event = {name: found or f"none {name}" for name, found in main.items()}
    return FiveResult(
        story=_score(gold, story),
        event=_score(gold, event),
        with_event=_score({n: gold[n] for n, found in main.items() if found}, event),
        violent=_score({n: c for n, c in gold.items() if c in VIOLENT}, event),
        without_event=sum(found is None for found in main.values()),
        documents=len(reports),
        failed=tuple(reader.failed),
    )


def _score(gold: dict[str, str], found: dict[str, str]) -> Score:
    """B-cubed over the reports of `gold`."""
    return b_cubed(clusters_of(gold), clusters_of({name: found[name] for name in gold})) if gold else Score(0, 0, 0)

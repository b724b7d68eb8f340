"""GVA: local reports of gun violence, several of one incident.

Data: `articles.jsonl.gz` (any *.jsonl or *.jsonl.gz with these keys), one article a row: incident, gold (killed,
injured, date, city), title, dct, uri, text. The gold is per incident and final.

Split: the first eight hexadecimal digits of the sha256 of the incident's id, modulo 100: below 60 train, 60 to 79
dev, from 80 test. All articles of an incident are in one split. A sample is one of incidents.

What is done: each article is read below its headline, with the date of its publication and its address; the
happenings of all articles of the split are linked together, without being told which belong together. Of the events
that an article tells of, its main one is the event that counts victims, is an assault, has most claims and mentions in
the article, and comes first, in this order. Articles with one main event are one cluster; an article without an event
is a cluster of its own.

The answer for an incident is read off the event that most of its articles have as their main one (of equals, the event
with more articles). killed and injured: each document gives its largest exact count, in numerals, that is asserted as
actual or possible and is no part of another; without one, the number of people it tells of one by one. The number that
most documents give wins, then the one printed last, then the larger. Whom a document without dead tells of as injured
may have died since: the dead that others know of are taken off. None is taken as 0, as the gold has 0 where nobody was
killed. date: the event's time is that one day. city: the city's name is that of the event's place, or of the place that
holds it, whatever case, spaces and punctuation; the gold writes "Brown (county)" for a county and "Reading (Sinking
Spring)" for a town after its post town, and either of the two is right.
No name of a person is kept.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from benchmarks.data import files_of, need, read_jsonl
from benchmarks.framework import DataError, Job, Score
from benchmarks.measures import b_cubed, clusters_of, pairwise
from benchmarks.reader import Reader, document_of
from rashomon.link.events import link_events
from rashomon.link.gists import gist_of
from rashomon.model import Claim, Event, EventType, Field, Happening, Modality, Place, Reading, Stance

__all__ = ["Article", "GvaResult", "measure", "read_articles", "split_of"]

KEYS = ("incident", "gold", "title", "dct", "uri", "text")
REAL = (Modality.ACTUAL, Modality.POSSIBLE)
HEAD = 40  # characters of a title by which a text is known to begin with it
ONE = re.compile(r"(?:an?|another)\b", re.IGNORECASE)  # one person without a numeral
SAID = (Stance.ASSERTS, Stance.ADMITS, Stance.ACCUSES)


@dataclass(frozen=True, slots=True)
class Article:
    id: str
    incident: str
    killed: int
    injured: int
    day: date
    city: str
    title: str
    published: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class GvaResult:
    b_cubed: Score
    pairwise: Score
    killed_exact: float
    injured_exact: float
    date_exact: float
    city_exact: float
    incidents: int
    without_event: int
    documents: int
    failed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the ledger would tell of one incident."""

    killed: int
    injured: int
    earliest: str | None = None
    latest: str | None = None
    places: tuple[str, ...] = ()


def split_of(incident: str) -> str:
    number = int(hashlib.sha256(incident.encode()).hexdigest()[:8], 16) % 100
    return "train" if number < 60 else "dev" if number < 80 else "test"


def read_articles(folder: Path) -> list[Article]:
    """All articles of a folder, in the order of its files. Raises DataError with file and line."""
    found = []
    for path in files_of(folder, "*.jsonl", "*.jsonl.gz"):
        for line, row in read_jsonl(path, KEYS):
            gold = need(row["gold"], ("killed", "injured", "date", "city"), path, line)
            try:
                day = datetime.strptime(str(gold["date"]), "%B %d, %Y").date()
                counts = int(gold["killed"]), int(gold["injured"])
            except (TypeError, ValueError) as error:
                raise DataError(f"{path}, line {line}: {error}.") from error
            words = [str(row[key] or "") for key in ("title", "dct", "text", "uri")]
            found.append(Article(f"{path.name}:{line}", str(row["incident"]), *counts, day, str(gold["city"]), *words))
    return found


def measure(job: Job) -> GvaResult:
    articles = [a for a in read_articles(job.data) if job.split in ("all", split_of(a.incident))]
    incidents = set(job.pick(sorted({a.incident for a in articles}), str))
    articles = [a for a in articles if a.incident in incidents]
    if not articles:
        raise DataError(f"{job.data}: no article is in the split {job.split}.")
    reader = Reader()
    readings = [
        reader.read(document_of(a.id, headed(a), a.title or None, a.published or None, a.url or None))
        for a in job.follow(articles, "gva: article")
    ]
    gists = {
        r.document.id: gist_of(r.document.id, r.document.text, r.document.title, r.document.published) for r in readings
    }
    events = link_events([h for r in readings for h in r.happenings], gists=gists)
    main = [main_event(reading, event_of(events)) for reading in readings]
    return score(articles, readings, main, {e.id: e for e in events}, tuple(reader.failed))


def headed(article: Article) -> str:
    """The text below its headline, which most rows lack."""
    title = article.title.strip()
    if not title or article.text.lstrip().startswith(title[:HEAD]):
        return article.text
    return f"{title}\n\n{article.text}"


def event_of(events: Iterable[Event]) -> dict[str, str]:
    """Mention id -> event id."""
    return {mention: event.id for event in events for mention in event.mentions}


def main_event(reading: Reading, events: dict[str, str]) -> str | None:
    """The id of the event that an article is mainly about, None if it tells of none that is real."""
    mentions: Counter[str] = Counter()
    assault: set[str] = set()
    for mention in reading.events:
        if mention.modality in REAL:
            mentions[events[mention.id]] += 1
            if mention.type is EventType.ASSAULT:
                assault.add(events[mention.id])
    claims = Counter(events[c.event_mention] for c in reading.claims if c.event_mention in events)
    victims = {events[c.event_mention] for c in reading.claims if c.field in (Field.KILLED, Field.INJURED)}
    if not mentions:
        return None
    order = {name: -place for place, name in enumerate(mentions)}  # of equals the first told
    return max(mentions, key=lambda e: (e in victims, e in assault, claims[e] + mentions[e], order[e]))


def score(
    articles: Sequence[Article],
    readings: Sequence[Reading],
    main: Sequence[str | None],
    events: dict[str, Event],
    failed: tuple[str, ...],
) -> GvaResult:
    """All figures from the main event of each article."""
    gold = {a.id: a.incident for a in articles}
    found = {a.id: one or f"none {a.id}" for a, one in zip(articles, main, strict=True)}
    claims: dict[str, list[tuple[str, Claim]]] = defaultdict(list)
    listed: dict[str, list[tuple[str, Happening]]] = defaultdict(list)
    names = event_of(events.values())
    for article, reading in zip(articles, readings, strict=True):
        for claim in reading.claims:
            claims[names.get(claim.event_mention, "")].append((article.published, claim))
        for happening in reading.happenings:
            listed[names.get(happening.mentions[0].id, "")].append((article.published, happening))
    of_incident: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        of_incident[article.incident].append(article)
    sizes = Counter(found.values())
    right: Counter[str] = Counter()
    for incident in of_incident.values():
        votes = Counter(found[a.id] for a in incident if found[a.id] in events)
        best = max(votes, key=lambda e: (votes[e], sizes[e], e)) if votes else None
        right.update(hits(incident[0], answer(events[best], claims[best], listed[best]) if best else Answer(0, 0)))
    number = len(of_incident)
    share = {key: right[key] / number for key in ("killed", "injured", "date", "city")}
    return GvaResult(
        b_cubed=b_cubed(clusters_of(gold), clusters_of(found)),
        pairwise=pairwise(gold, found),
        killed_exact=share["killed"],
        injured_exact=share["injured"],
        date_exact=share["date"],
        city_exact=share["city"],
        incidents=number,
        without_event=sum(one is None for one in main),
        documents=len(articles),
        failed=failed,
    )


def answer(event: Event, claims: Sequence[tuple[str, Claim]], listed: Sequence[tuple[str, Happening]]) -> Answer:
    time, place = event.time, event.place
    numbers = count(claims, listed)
    return Answer(
        killed=numbers[Field.KILLED],
        injured=numbers[Field.INJURED],
        earliest=time.earliest if time else None,
        latest=time.latest if time else None,
        places=names_of(place) if place else (),
    )


def count(claims: Sequence[tuple[str, Claim]], listed: Sequence[tuple[str, Happening]]) -> dict[Field, int]:
    """The one number for an event and field, by the rule at the head of this module."""
    told = {field: figures(claims, listed, field) for field in (Field.KILLED, Field.INJURED)}
    printed = {claim.document: day for day, claim in claims} | {one.document: day for day, one in listed}
    killed = voted(told[Field.KILLED], printed)
    injured = {
        document: number if document in told[Field.KILLED] else max(0, number - killed)
        for document, number in told[Field.INJURED].items()
    }
    return {Field.KILLED: killed, Field.INJURED: voted(injured, printed)}


def voted(figures: dict[str, int], printed: dict[str, str]) -> int:
    votes = Counter(figures.values())
    latest = {number: max(printed[d] for d, n in figures.items() if n == number) for number in votes}
    return max(votes, key=lambda n: (votes[n], latest[n], n)) if votes else 0


def figures(
    claims: Sequence[tuple[str, Claim]], listed: Sequence[tuple[str, Happening]], field: Field
) -> dict[str, int]:
    """Document -> its figure."""
    said: dict[str, int] = {}
    alone: dict[str, int] = defaultdict(int)
    for _, claim in claims:
        value = claim.value
        told = claim.polarity == "positive" and claim.modality in REAL and claim.stance in SAID
        exact = value.low is not None and value.low == value.high
        if claim.field is field and told and claim.part_of is None and exact and not ONE.match(value.text):
            said[claim.document] = max(said.get(claim.document, 0), value.low or 0)
    for _, happening in listed:
        number = dict(happening.victims).get(field, 0)
        alone[happening.document] = max(alone[happening.document], number)
    return {document: number for document, number in alone.items() if number} | said


def names_of(place: Place) -> tuple[str, ...]:
    return tuple(plain(name) for name in (place.name, place.text, place.inside) if name)


def gold_names(city: str) -> frozenset[str]:
    """What the gold calls the place: "Brown (county)" is Brown County; "Reading (Sinking Spring)" the town after its
    post town."""
    outer, _, inner = city.partition("(")
    inner = inner.rstrip(") ")
    if inner.lower() == "county":
        return frozenset({plain(f"{outer.strip()} County")})
    return frozenset(plain(name) for name in (outer, inner) if name)


def plain(name: str) -> str:
    """A place's name for comparison: up to a comma, "Saint" as "St.", without case, spaces and punctuation."""
    first = re.sub(r"^saint\b", "st", name.partition(",")[0].strip().lower())
    return re.sub(r"[^a-z0-9]", "", re.sub(r"\s*\(.*?\)", "", first))


def hits(gold: Article, got: Answer) -> list[str]:
    """The keys that are right."""
    day = gold.day.isoformat()
    checks = {
        "killed": got.killed == gold.killed,
        "injured": got.injured == gold.injured,
        "date": got.earliest == day == got.latest,
        "city": not gold_names(gold.city).isdisjoint(got.places),
    }
    return [key for key, right in checks.items() if right]

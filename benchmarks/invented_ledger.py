"""A large ledger of invented reports, to time what is shown of it: nothing in it is read from a text.

Towns, days, tolls and voices are drawn by a seeded generator. Each event is told in one to eight documents; some
tolls grow, some are disputed, some actors denied; some events have no day, some no place, some only a country.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

from rashomon.extract.identity import stable_id
from rashomon.ledger.records import Record, StoredMention
from rashomon.ledger.writer import LedgerWriter
from rashomon.model import (
    Claim,
    Claimant,
    ClaimantKind,
    Document,
    Event,
    EventType,
    Evidence,
    Field,
    Modality,
    Passage,
    PassageKind,
    Place,
    Span,
    Stance,
    TimeRange,
    Value,
)

__all__ = ["invent"]

PER_FLUSH = 5_000  # documents
COUNTRIES = ("COL", "ETH", "IRQ", "MLI", "MMR", "NGA", "PAK", "PHL", "SDN", "SYR", "UKR", "YEM")
SYLLABLES = ("al", "ba", "dor", "esh", "kar", "lin", "mo", "nur", "pel", "qas", "ri", "sul", "tam", "ur", "vel", "zor")
VOICES = (
    ("police", ClaimantKind.OFFICIAL),
    ("the army", ClaimantKind.OFFICIAL),
    ("residents", ClaimantKind.GROUP),
    ("a hospital director", ClaimantKind.PERSON),
    ("AUTHOR", ClaimantKind.AUTHOR),
    ("UNNAMED", ClaimantKind.UNNAMED),
)
DEEDS = ("attack", "shelling", "bombing", "raid", "clash", "ambush", "riot", "arrests")
MORE = "The road to the market stayed closed for the rest of the day and shops did not open. "


def invent(folder: Path, events: int, seed: int = 7) -> None:
    """Write a new ledger with so many events, about 1.5 documents and five claims for each."""
    drawn = random.Random(seed)
    made: list[Event] = []
    copies: dict[str, str] = {}
    with LedgerWriter.open(folder) as writer:
        for number in range(events):
            event, records = _event(drawn, number)
            made.append(event)
            for record in records:
                writer.add(number, record)
                copies[record.document.id] = record.document.id
            if writer.pending >= PER_FLUSH:
                writer.flush()
        writer.flush()
        writer.write_links(made, copies)


def _event(drawn: random.Random, number: int) -> tuple[Event, list[Record]]:
    town = "".join(drawn.choices(SYLLABLES, k=3)).capitalize()
    place, time = _place(drawn, town), _time(drawn)
    kind = drawn.choice((EventType.ASSAULT, EventType.ASSAULT, EventType.COERCE, EventType.PROTEST))
    title = f"{drawn.choice(DEEDS).capitalize()} in {town} {number}"
    toll = drawn.choice((0, 1, 2, 3, 5, 8, 13, 40, 200))
    documents = drawn.choices((1, 2, 3, 8), (70, 20, 8, 2))[0]
    records = [_record(drawn, f"{number}-{n}", title, kind, place, time, toll + n) for n in range(documents)]
    return Event(
        id=stable_id("event", number),
        type=kind,
        mode=None,
        title=title,
        place=place,
        time=time,
        modality=Modality.ACTUAL,
        mentions=tuple(mention.id for record in records for mention in record.mentions),
        documents=tuple(record.document.id for record in records),
    ), records


def _place(drawn: random.Random, town: str) -> Place | None:
    chance, country = drawn.random(), drawn.choice(COUNTRIES)
    if chance < 0.05:
        return None
    if chance < 0.15:
        return Place(country, f"c{country}", 10.0, 20.0, 6, country, None, country)
    home = random.Random(town)
    return Place(
        town, town, home.uniform(-30, 50), home.uniform(-80, 110), drawn.choice((1, 1, 3, 4)), country, None, town
    )


def _time(drawn: random.Random) -> TimeRange | None:
    if drawn.random() < 0.1:
        return None
    first = date(1995, 1, 1) + timedelta(days=drawn.randrange(11_000))
    days, precision = drawn.choice(((0, 1), (0, 1), (6, 3), (30, 4)))
    last = (first + timedelta(days=days)).isoformat()
    return TimeRange(first.isoformat(), last, None, None, precision, "explicit", first.isoformat())


def _record(
    drawn: random.Random, name: str, title: str, kind: EventType, place: Place | None, time: TimeRange | None, toll: int
) -> Record:
    who, voice = drawn.choice(VOICES)
    sentences = [
        (
            Field.KILLED,
            f"{toll} people were killed, {who} said.",
            Value(f"{toll} people", toll, toll, False),
            Stance.ASSERTS,
        ),
        (Field.INJURED, f"{toll * 2} were hurt.", Value(f"{toll * 2}", toll * 2, toll * 2, False), Stance.ASSERTS),
        (
            Field.ACTOR,
            "The Red Column did it.",
            Value("The Red Column", name="Red Column", kind="rebel"),
            Stance.ACCUSES,
        ),
    ]
    if drawn.random() < 0.3:
        words = "The Red Column denied any part in it."
        sentences.append((Field.ACTOR, words, Value("The Red Column", name="Red Column", kind="rebel"), Stance.DENIES))
    text, claims = f"{title}. ", []
    document = stable_id("document", name)
    mention = stable_id("mention", document)
    for field, words, value, stance in sentences:
        said = Claimant("Red Column", ClaimantKind.ORGANISATION) if stance == Stance.DENIES else Claimant(who, voice)
        claims.append(_claim(document, mention, field, value, said, stance, len(text), words, place, time))
        text += words + " "
    text += MORE * drawn.randrange(5, 30)
    published = "2024-01-01" if time is None else time.latest
    whole = Document(document, f"{name}.txt", text, title, None, f"Daily {name[-1]}", published, "input", "en")
    stored = StoredMention(
        mention,
        document,
        0,
        len(title),
        title,
        kind,
        None,
        Modality.ACTUAL,
        None,
        True,
        False,
        (),
        (),
        place,
        time,
        None,
    )
    passage = Passage(0, PassageKind.ARTICLE, Span(0, len(text.rstrip())))
    return Record(whole, len(text.split()), (passage,), (stored,), tuple(claims), ())


def _claim(
    document: str,
    mention: str,
    field: Field,
    value: Value,
    claimant: Claimant,
    stance: Stance,
    start: int,
    words: str,
    place: Place | None,
    time: TimeRange | None,
) -> Claim:
    return Claim(
        id=stable_id("claim", document, start),
        document=document,
        event_mention=mention,
        field=field,
        value=value,
        claimant=claimant,
        via=(),
        stance=stance,
        modality=Modality.ACTUAL,
        polarity="negative" if stance == Stance.DENIES else "positive",
        evidence=(Evidence(start, start + len(words), words),),
        place=place,
        time=time,
    )

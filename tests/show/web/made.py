"""A small ledger with one event of each kind that the page must show, and one document that means harm."""

from __future__ import annotations

from collections.abc import Sequence
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
    Happening,
    MentionRef,
    Modality,
    Passage,
    PassageKind,
    Place,
    Problem,
    Span,
    Stance,
    TimeRange,
    Value,
)

__all__ = ["BLAST", "EVIL", "HOSTILE", "STRIKE", "UNPLACED", "VAGUE", "add_more", "make_hostile", "make_ledger"]

ALDER = Place("Alder", "g100", 12.65, -8.0, 1, "MLI", None, "Alder")
MALI = Place("Mali", "g200", 17.0, -4.0, 6, "MLI", None, "Mali")
NORTH = Place("North Province", "g300", 33.0, 36.0, 4, "SYR", None, "the north")
DAY = TimeRange("2021-03-05", "2021-03-05", None, None, 1, "explicit", "March 5, 2021")
MONTH = TimeRange("2021-04-01", "2021-04-30", None, None, 4, "explicit", "April 2021")
EVIL = "<script>window.hurt = 1</script><img src=x onerror=window.hurt=2>\u202edesrever \x00null</td></table>"

BLAST, STRIKE, UNPLACED, HOSTILE, VAGUE = (
    stable_id("event", name) for name in ("blast", "strike", "unplaced", "hostile", "vague")
)
MAYOR = Claimant("mayor of Alder", ClaimantKind.OFFICIAL)
DOCTOR = Claimant("Ada Orr", ClaimantKind.PERSON)
FRONT = Claimant("River Front", ClaimantKind.ORGANISATION)

Line = tuple[str, Field, Value, Claimant, Stance]


def count(text: str, number: int) -> Value:
    return Value(text, number, number, False)


def make_ledger(folder: Path, more: int = 0) -> Path:
    """Write the ledger; `more` adds as many plain events."""
    actor = Value("The River Front", name="River Front", kind="rebel")
    first = _record(
        "first.txt", "Blast in Alder", BLAST, ALDER, DAY, "Alder Daily", "2021-03-05",
        [
            ("At least 12 people were killed, the mayor of Alder said.", Field.KILLED, count("12 people", 12), MAYOR, Stance.ASSERTS),  # noqa: E501
            ("The mayor blamed the River Front.", Field.ACTOR, actor, MAYOR, Stance.ACCUSES),
        ],
    )  # fmt: skip
    second = _record(
        "second.txt", "Doctor counts 40 dead in Alder", BLAST, ALDER, DAY, "World Wire", "2021-03-05",
        [
            ("Ada Orr, a doctor, counted 40 bodies 🏥 that had been beheaded.", Field.KILLED, count("40 bodies", 40), DOCTOR, Stance.ASSERTS),  # noqa: E501
            ("The River Front denied any part in it.", Field.ACTOR, actor, FRONT, Stance.DENIES),
        ],
    )  # fmt: skip
    wide = _record("third.txt", "Strikes across Mali", STRIKE, MALI, MONTH, "World Wire", "2021-05-01", [])
    vague = _record("fourth.txt", "Raid in the north", VAGUE, NORTH, DAY, "World Wire", "2021-05-01", [])
    bare = _record("fifth.txt", "Rumour of a raid", UNPLACED, None, None, "World Wire", None, [])
    evil = _record(
        "evil.txt", EVIL, HOSTILE, Place(EVIL, None, None, None, 1, None, EVIL, EVIL), None, EVIL, "2021-01-01",
        [
            (f"{EVIL} killed 3", Field.KILLED, Value(EVIL, 3, 3, False, EVIL), Claimant(EVIL, ClaimantKind.PERSON), Stance.ASSERTS),  # noqa: E501
            (f"{EVIL} did it", Field.ACTOR, Value(EVIL, name=EVIL, kind=None), Claimant("AUTHOR", ClaimantKind.AUTHOR), Stance.ASSERTS),  # noqa: E501
        ],
        url="javascript:window.hurt=3",
    )  # fmt: skip
    plain = [_plain(number) for number in range(more)]
    records = [first, second, wide, vague, bare, evil, *(record for record, _ in plain)]
    events = [
        _event(BLAST, "Blast in Alder", ALDER, DAY, [first, second]),
        _event(STRIKE, "Strikes across Mali", MALI, MONTH, [wide], EventType.COERCE),
        _event(VAGUE, "Raid in the north", NORTH, DAY, [vague]),
        _event(UNPLACED, "Rumour of a raid", None, None, [bare], EventType.THREATEN),
        _event(HOSTILE, EVIL, evil.mentions[0].place, None, [evil]),
        *(event for _, event in plain),
        Event("0000merged00", EventType.ASSAULT, None, "Gone", None, None, Modality.ACTUAL, (), (), BLAST),
    ]
    _write(folder, records, events)
    return folder


def make_hostile(folder: Path, claims: int = 3, word: str = EVIL) -> Path:
    """One event told in two documents by the same words, which mean harm; `claims` of them in each document, and
    `word` as the name of everything that has a name."""
    line: Line = (
        f"{word} says 5 died",
        Field.KILLED,
        count(f"5 {word}", 5),
        Claimant(word, ClaimantKind.PERSON),
        Stance.ASSERTS,
    )
    place = Place(word, None, 1.0, 1.0, 1, word, word, word)
    when = TimeRange("2021-03-05", "2021-03-05", None, None, 1, "explicit", word)
    records = [
        _record(f"{name} {word}", word, HOSTILE, place, when, f"{word} {name}", "2021-03-05", [line] * claims, url=url)
        for name, url in (("one", "JaVaScRiPt:window.hurt=4"), ("two", "java\tscript:window.hurt=5"))
    ]
    _write(folder, records, [_event(HOSTILE, word, place, when, records)])
    return folder


def add_more(folder: Path) -> None:
    """What another run adds while the page is open: one document, one event."""
    from rashomon.ledger.store import Ledger

    with Ledger(folder) as ledger:
        events = list(ledger.all_events())
    late = _record("late.txt", "Late news", stable_id("event", "late"), ALDER, DAY, "World Wire", "2021-06-01", [])
    _write(folder, [late], [*events, _event(stable_id("event", "late"), "Late news from Alder", ALDER, DAY, [late])])


def _write(folder: Path, records: Sequence[Record], events: Sequence[Event]) -> None:
    with LedgerWriter.open(folder) as writer:
        for number, record in enumerate(records):
            writer.add(number, record)
        writer.add_problem(0, Problem("broken.txt", "empty-file", f"broken.txt holds no text. {EVIL}"))
        writer.flush()
        known = {*writer.known}
        writer.write_links(events, {one: one for one in known})


def _plain(number: int) -> tuple[Record, Event]:
    title, name = f"Clash number {number}", stable_id("event", "plain", number)
    record = _record(f"plain-{number}.txt", title, name, ALDER, DAY, "World Wire", "2021-05-01", [])
    return record, _event(name, title, ALDER, DAY, [record])


def _event(
    name: str,
    title: str,
    place: Place | None,
    time: TimeRange | None,
    records: Sequence[Record],
    kind: EventType = EventType.ASSAULT,
) -> Event:
    mentions = tuple(mention.id for record in records for mention in record.mentions)
    documents = tuple(record.document.id for record in records)
    return Event(name, kind, None, title, place, time, Modality.ACTUAL, mentions, documents)


def _record(
    name: str,
    title: str,
    event: str,
    place: Place | None,
    time: TimeRange | None,
    publisher: str,
    published: str | None,
    lines: Sequence[Line],
    url: str | None = None,
) -> Record:
    document, text = stable_id("document", name), "A report begins here.\n\n"
    mention = stable_id("mention", document)
    claims = []
    for words, field, value, claimant, stance in lines:
        start = len(text)
        claims.append(
            Claim(
                stable_id("claim", document, start), document, mention, field, value, claimant, (), stance,
                Modality.ACTUAL, "negative" if stance == Stance.DENIES else "positive",
                (Evidence(start, start + len(words), words),), None, place, time,
            )
        )  # fmt: skip
        text += words + "\n\n"
    text += "The road stayed closed."
    whole = Document(document, name, text, title, url, publisher, published, "input" if published else None, "en")
    stored = StoredMention(
        mention, document, 2, 8, "report", EventType.ASSAULT, None, Modality.ACTUAL, None, True, False, (), (), place,
        time, stable_id("happening", event, document),
    )  # fmt: skip
    told = Happening(
        stable_id("happening", event, document), document, EventType.ASSAULT, None, Modality.ACTUAL, title,
        (MentionRef(mention, document, 2, 8, "report", Modality.ACTUAL),), (place,) if place else (),
        (time,) if time else (), words=tuple(sorted(title.lower().split())), published=published,
    )  # fmt: skip
    article = Passage(0, PassageKind.ARTICLE, Span(0, len(text)))
    return Record(whole, len(text.split()), (article,), (stored,), tuple(claims), (told,))

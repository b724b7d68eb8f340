"""Short ways to build happenings, claims and documents for the tests of linking."""

from __future__ import annotations

from typing import Literal

from rashomon.link.accounts import accounts_of
from rashomon.model import (
    Account,
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
    Place,
    Stance,
    TimeRange,
    Value,
)

AUTHOR = Claimant("AUTHOR", ClaimantKind.AUTHOR)
UNNAMED = Claimant("UNNAMED", ClaimantKind.UNNAMED)


def official(name: str) -> Claimant:
    return Claimant(name, ClaimantKind.OFFICIAL)


def body(name: str) -> Claimant:
    return Claimant(name, ClaimantKind.ORGANISATION)


def person(name: str) -> Claimant:
    return Claimant(name, ClaimantKind.PERSON)


def town(
    name: str, lat: float, lon: float, country: str = "KEN", precision: int = 2, inside: str | None = None
) -> Place:
    return Place(name, f"g:{name.lower()}", lat, lon, precision, country, inside, name)


def country(name: str, code: str) -> Place:
    return Place(name, f"c:{code}", 0.0, 0.0, 6, code, None, name)


def named(name: str, inside: str | None = None, code: str | None = None) -> Place:
    return Place(name, None, None, None, 1, code, inside, name)


def day(iso: str) -> TimeRange:
    return TimeRange(iso, iso, int(iso[5:7]), int(iso[8:10]), 1, "explicit", iso)


def span(start: str | None, end: str | None, precision: int = 4) -> TimeRange:
    return TimeRange(start, end, None, None, precision, "explicit", f"{start} to {end}")


def yearless(month: int, day_of_month: int | None, text: str = "") -> TimeRange:
    return TimeRange(None, None, month, day_of_month, 1 if day_of_month else 4, "explicit", text or "a day")


def words_time(text: str) -> TimeRange:
    return TimeRange(None, None, None, None, 1, "relative", text)


def happening(
    name: str,
    document: str,
    *,
    type: EventType = EventType.ASSAULT,
    mode: str | None = None,
    modality: Modality = Modality.ACTUAL,
    title: str = "Attack",
    places: tuple[Place, ...] = (),
    times: tuple[TimeRange, ...] = (),
    actors: tuple[str, ...] = (),
    recipients: tuple[str, ...] = (),
    tolls: tuple[tuple[Field, int | None, int | None], ...] = (),
    words: str = "",
    plural: bool = False,
    sentences: int = 1,
    lemmas: tuple[str, ...] = (),
    published: str | None = None,
) -> Happening:
    return Happening(
        id=name,
        document=document,
        type=type,
        mode=mode,
        modality=modality,
        title=title,
        mentions=(MentionRef(f"m-{name}", document, 0, 6, "attack", modality),),
        places=places,
        times=times,
        actors=actors,
        recipients=recipients,
        tolls=tolls,
        words=tuple(sorted(words.split())),
        plural=plural,
        sentences=sentences,
        lemmas=lemmas,
        published=published,
    )


class Desk:
    """Claims about one event, with the documents that they stand in."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.claims: list[Claim] = []

    @property
    def event(self) -> Event:
        return Event(
            "e1", EventType.ASSAULT, None, "Attack", None, None, Modality.ACTUAL, ("m1",), tuple(self.documents)
        )

    def document(self, name: str, text: str, published: str | None = None, publisher: str | None = None) -> str:
        self.documents[name] = Document(name, f"{name}.txt", text, published=published, publisher=publisher)
        return name

    def say(
        self,
        document: str,
        quote: str,
        field: Field,
        claimant: Claimant = AUTHOR,
        *,
        low: int | None = None,
        high: int | None = None,
        approximate: bool = False,
        group: str | None = None,
        name: str | None = None,
        kind: str | None = None,
        place: Place | None = None,
        time: TimeRange | None = None,
        text: str | None = None,
        stance: Stance = Stance.ASSERTS,
        modality: Modality = Modality.ACTUAL,
        polarity: Literal["positive", "negative"] = "positive",
        via: tuple[Claimant, ...] = (),
        part_of: str | None = None,
        as_of: TimeRange | None = None,
    ) -> str:
        start = self.documents[document].text.index(quote)
        key = f"c{len(self.claims) + 1}"
        value = Value(
            text=text or name or quote,
            low=low,
            high=high,
            approximate=approximate if low is not None or high is not None else None,
            group=group,
            name=name,
            kind=kind,
            place=place,
            time=time,
        )
        self.claims.append(
            Claim(
                id=key,
                document=document,
                event_mention="m1",
                field=field,
                value=value,
                claimant=claimant,
                via=via,
                stance=stance,
                modality=modality,
                polarity=polarity,
                evidence=(Evidence(start, start + len(quote), quote),),
                part_of=part_of,
                as_of=as_of,
            )
        )
        return key


def accounts(desk: Desk, copies: dict[str, str] | None = None) -> tuple[Account, ...]:
    return accounts_of(desk.event, desk.claims, desk.documents, copies or {})


def relations(desk: Desk, copies: dict[str, str] | None = None) -> set[tuple[str, str, str, str]]:
    """(claim, kind, claim, rule) for every relation, by the first claim of each account."""
    found = accounts(desk, copies)
    by_id = {a.id: a for a in found}
    return {
        (a.claims[0], r.kind, by_id[target].claims[0], r.rule) for a in found for r in a.relations for target in r.to
    }


def kinds(desk: Desk) -> set[tuple[str, str, str]]:
    return {(one, kind, other) for one, kind, other, _ in relations(desk)}


# ---------------------------------------------------------------- whose account

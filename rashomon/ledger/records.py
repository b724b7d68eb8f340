"""What the ledger keeps of one document, once it is read: the end of the pipeline, ready to be stored."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rashomon.model import (
    Claim,
    Document,
    EventMention,
    EventType,
    Field,
    Happening,
    Modality,
    Passage,
    Place,
    Problem,
    Reading,
    TimeRange,
)

__all__ = ["Record", "StoredMention", "record_of", "storable"]

SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class StoredMention:
    """An event mention that stands on its own: names, places and times in place of the ids of other mentions."""

    id: str
    document: str
    start: int
    end: int
    quote: str
    type: EventType
    mode: str | None
    modality: Modality
    casualty: Field | None
    nominal: bool
    plural: bool
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: Place | None
    time: TimeRange | None
    happening: str | None


@dataclass(frozen=True, slots=True)
class Record:
    """One document with all that was found in it. `words` counts its words as separated by white space."""

    document: Document
    words: int = 0
    passages: tuple[Passage, ...] = ()
    mentions: tuple[StoredMention, ...] = ()
    claims: tuple[Claim, ...] = ()
    happenings: tuple[Happening, ...] = ()
    problems: tuple[Problem, ...] = ()


def record_of(reading: Reading) -> Record:
    """The record of a finished reading; the parse and all that only served the stages is left behind."""
    happening = {ref.id: found.id for found in reading.happenings for ref in found.mentions}
    actors = {actor.id: actor.name for actor in reading.actors}
    places = {place.id: place.place for place in reading.places}
    times = {time.id: time.time for time in reading.times}

    def names(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(actors[one] for one in ids if one in actors))

    def stored(event: EventMention) -> StoredMention:
        return StoredMention(
            id=event.id,
            document=reading.document.id,
            start=event.span.start,
            end=event.span.end,
            quote=reading.quote(event.span),
            type=event.type,
            mode=event.mode,
            modality=event.modality,
            casualty=event.casualty,
            nominal=event.nominal,
            plural=event.plural,
            actors=names(event.actors),
            recipients=names(event.recipients),
            place=places.get(event.place or ""),
            time=times.get(event.time or ""),
            happening=happening.get(event.id),
        )

    return Record(
        document=reading.document,
        words=len(reading.document.text.split()),
        passages=reading.passages,
        mentions=tuple(map(stored, reading.events)),
        claims=reading.claims,
        happenings=reading.happenings,
        problems=reading.problems,
    )


def storable(document: Document) -> Document:
    """The document without lone surrogates, which UTF-8 cannot hold. In texts they become U+FFFD, so that
    offsets stay what they were; in a name (a path with undecodable bytes) they are written out."""
    if not any(SURROGATE.search(value or "") for value in (document.text, document.name, document.title, document.url)):
        return document
    return replace(
        document,
        text=SURROGATE.sub("\ufffd", document.text),
        name=document.name.encode("utf8", "backslashreplace").decode("utf8"),
        title=document.title and SURROGATE.sub("\ufffd", document.title),
        url=document.url and SURROGATE.sub("\ufffd", document.url),
    )

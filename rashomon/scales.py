"""The closed lists of values: passage kinds, event types, modality, stance, fields. See docs/codebook.md."""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "COUNT_FIELDS",
    "ClaimantKind",
    "EventType",
    "Field",
    "Modality",
    "PassageKind",
    "Stance",
]


class PassageKind(StrEnum):
    """What a stretch of a document is. Only `article` speaks in its author's name."""

    ARTICLE = "article"
    HEADLINE = "headline"
    DATELINE = "dateline"
    BIO = "bio"
    CAPTION = "caption"
    COMMENTS = "comments"
    NAVIGATION = "navigation"
    METADATA = "metadata"
    ADVERTISEMENT = "advertisement"


class EventType(StrEnum):
    """PLOVER's event types (Open Event Data Alliance), plus OTHER for happenings outside it.

    OTHER holds what people die of without political violence (an earthquake, a crash), so that
    a toll always has an event to belong to.
    """

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    OTHER = "OTHER"


class Modality(StrEnum):
    """How real the text says a thing is. Rhetorical questions count as hypothetical."""

    ACTUAL = "actual"
    POSSIBLE = "possible"  # allegedly, may have, is said to have
    PLANNED = "planned"  # plans, threats, orders, preparations, predictions
    HYPOTHETICAL = "hypothetical"  # if, would, could, questions, general statements
    NEGATED = "negated"  # did not happen


class Stance(StrEnum):
    """What the claimant does with the value."""

    ASSERTS = "asserts"
    ACCUSES = "accuses"
    ADMITS = "admits"
    DENIES = "denies"
    DOUBTS = "doubts"


class ClaimantKind(StrEnum):
    """What kind of voice a claimant is."""

    AUTHOR = "author"  # the writer in the writer's own voice
    UNNAMED = "unnamed"  # said or believed, by nobody in particular but not the writer
    PERSON = "person"
    ORGANISATION = "organisation"
    OFFICIAL = "official"  # an office or a role: "the health minister", "police"
    STATE = "state"  # a country, a capital or a seat of power that speaks for it
    MEDIA = "media"
    DOCUMENT = "document"  # a report, a court file, a video
    GROUP = "group"  # witnesses, residents, protesters


class Field(StrEnum):
    """What a claim is about."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    DETAINED = "detained"
    DISPLACED = "displaced"
    KIDNAPPED = "kidnapped"
    PARTICIPANTS = "participants"
    ACTOR = "actor"
    RECIPIENT = "recipient"
    PLACE = "place"
    TIME = "time"
    WEAPON = "weapon"
    LABEL = "label"
    MOTIVE = "motive"


COUNT_FIELDS: frozenset[Field] = frozenset(
    {
        Field.KILLED,
        Field.INJURED,
        Field.MISSING,
        Field.DETAINED,
        Field.DISPLACED,
        Field.KIDNAPPED,
        Field.PARTICIPANTS,
    }
)

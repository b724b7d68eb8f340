"""Every noun of Rashomon, as frozen dataclasses. Start here.

The reading order is the order in which a text is taken apart:

    Document -> Passage -> Sentence, Token -> mentions -> Claim          (one document)
    Claim, EventMention -> Event -> Account                              (one ledger)

All offsets are code points into `Document.text`, which is the text as it was read,
never a cleaned copy; `end` is exclusive, so `document.text[span.start:span.end]` is the quote.

Vocabulary (the field's): a *claimant* says so in the text, a *publisher* printed it,
an *actor* did it, a *recipient* suffered it (PLOVER). The closed lists of values live in `scales.py`,
numbers, times, places and claimants in `values.py`, the shape of a parsed text in `parsed.py`, what the trained reader
says of its words in `judged.py`; this module gathers all of them and imports nothing else of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from rashomon.judged import Judgement
from rashomon.parsed import Parse, Sentence, Span, Token
from rashomon.scales import (
    COUNT_FIELDS,
    ClaimantKind,
    EventType,
    Field,
    Modality,
    PassageKind,
    Stance,
)
from rashomon.triggers import Trigger
from rashomon.values import Claimant, Number, Place, TimeRange

__all__ = [
    "COUNT_FIELDS",
    "Account",
    "ActorMention",
    "Attribution",
    "Claim",
    "Claimant",
    "ClaimantKind",
    "Count",
    "Decision",
    "DecisionAction",
    "Document",
    "Event",
    "EventMention",
    "EventType",
    "Evidence",
    "Field",
    "Happening",
    "Label",
    "MentionRef",
    "Modality",
    "Number",
    "NumberMention",
    "Parse",
    "Passage",
    "PassageKind",
    "Place",
    "PlaceMention",
    "Problem",
    "Reading",
    "Relation",
    "RelationKind",
    "Responsibility",
    "Sentence",
    "Span",
    "Stance",
    "TimeMention",
    "TimeRange",
    "Token",
    "Value",
]


RelationKind = Literal["agree", "differ", "deny", "revise", "part-of"]
DecisionAction = Literal["accept", "reject", "edit", "merge", "split", "undo"]


# ---------------------------------------------------------------- text


@dataclass(frozen=True, slots=True)
class Document:
    """One text as it was read.

    `id` is a hash of the raw bytes; `name` is the path as given, or the `id` of its row.
    `published` is an ISO date (YYYY-MM-DD) or None; `published_by` says how it is known:
    "input" (given with the row), "head" (printed in the text's own head), or None.
    `quality` holds flags such as "undecodable-bytes", "spun", "upper-case", "machine-translated".
    """

    id: str
    name: str
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_by: str | None = None
    language: str | None = None
    quality: tuple[str, ...] = ()

    def quote(self, span: Span) -> str:
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a document, without surrounding white space. `author` only where it is printed."""

    index: int
    kind: PassageKind
    span: Span
    author: str | None = None


# ---------------------------------------------------------------- mentions (one document)


@dataclass(frozen=True, slots=True)
class NumberMention:
    """`span` covers the number with its bound words ("not less than 300"); `head` is the token index
    of what is counted, or of the number itself where nothing is ("40 were killed")."""

    id: str
    span: Span
    number: Number
    head: int


@dataclass(frozen=True, slots=True)
class TimeMention:
    id: str
    span: Span
    time: TimeRange


@dataclass(frozen=True, slots=True)
class PlaceMention:
    id: str
    span: Span
    place: Place


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A person, group, organisation or state that can act, speak or suffer.

    `name` is the fullest name that the document gives the same entity ("Spencer" -> "Richard Spencer",
    "he" -> whoever he is); mentions of one entity share `chain`. `kind`: person, group, military, police,
    government, rebel, party, media, civilian, organisation, state, unnamed. `country` as in Place.
    """

    id: str
    span: Span
    head: int
    name: str
    kind: str
    country: str | None
    chain: str
    pronoun: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody says something: claimant, cue, content.

    `content` may be several spans (a broken quotation, a block quotation over paragraphs). `parent` is the
    attribution whose content holds this one, so a chain of parents is the chain of voices, outwards to the writer.
    `direct` marks words inside quotation marks.
    """

    id: str
    claimant: Claimant
    claimant_span: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    stance: Stance
    modality: Modality
    parent: str | None
    direct: bool = False


@dataclass(frozen=True, slots=True)
class EventMention:
    """A word that tells of a happening. `head` is the trigger's token index, `span` the trigger itself.

    `actors`/`recipients` are ids of ActorMentions, `place`/`time` of a PlaceMention or TimeMention of the same
    sentence (or of the nearest one that governs it). `casualty` is the count field that the trigger itself
    states ("killed", "arrested", "fled"). `plural` marks several happenings at once ("a series of attacks").
    """

    id: str
    span: Span
    head: int
    sentence: int
    type: EventType
    mode: str | None
    modality: Modality
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str | None = None
    time: str | None = None
    weapon: Span | None = None
    casualty: Field | None = None
    nominal: bool = False
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people, what happened to them, and the event mention it belongs to.

    `span` covers number and counted words, enough to read it ("at least 22 civilians were killed").
    `group` are the words for whom it counts ("ethnic Uzbeks", "children"). `part_of` is the id of the Count
    whose total it is a part of. `as_of` is the id of a TimeMention.
    """

    id: str
    span: Span
    number: Number
    field: Field
    group: str | None
    event: str | None
    modality: Modality
    part_of: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Who is said to have done it, in words that speak of responsibility (claimed, blamed, denied, behind).

    `claimant` is set where the words themselves name who says so ("the group claimed responsibility");
    None leaves it to the attribution around them. `event` is an EventMention's id.
    """

    id: str
    span: Span
    actor: str
    actor_kind: str
    actor_span: Span
    event: str | None
    stance: Stance
    modality: Modality
    claimant: Claimant | None = None
    claimant_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """What somebody calls the event ("a colour revolution"). Claimant as in Responsibility."""

    id: str
    span: Span
    text: str
    event: str | None
    stance: Stance
    claimant: Claimant | None = None
    claimant_span: Span | None = None


# ---------------------------------------------------------------- claims, events, accounts


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words behind a value: `quote` equals `document.text[start:end]`, always."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Value:
    """What a claim says. Counts use low, high, approximate, group; actor and recipient name and kind;
    a place or time claim carries its Place or TimeRange; `text` always holds the words."""

    text: str
    low: int | None = None
    high: int | None = None
    approximate: bool | None = None
    group: str | None = None
    name: str | None = None
    kind: str | None = None
    place: Place | None = None
    time: TimeRange | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion by one claimant. `document` is Document.id; `inferred_by` names the rule where a value is
    inferred rather than stated; `score` is the chance, 0..1, that a careful
    reader marks the same (extract/claims/certainty.py), None for fields that were never measured."""

    id: str
    document: str
    event_mention: str
    field: Field
    value: Value
    claimant: Claimant
    via: tuple[Claimant, ...]
    stance: Stance
    modality: Modality
    polarity: Literal["positive", "negative"]
    evidence: tuple[Evidence, ...]
    claimant_span: Span | None = None
    place: Place | None = None
    time: TimeRange | None = None
    as_of: TimeRange | None = None
    part_of: str | None = None
    inferred_by: str | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class MentionRef:
    """Where an event is told: a trigger's place and words in a document (`document` is Document.id)."""

    id: str
    document: str
    start: int
    end: int
    quote: str
    modality: Modality


@dataclass(frozen=True, slots=True)
class Happening:
    """What one document tells of one happening: the unit that linking compares across documents.

    Made from one chain of event mentions. `places` and `times` are the distinct ones of its mentions, the most
    exact first; `actors`/`recipients` are names; `tolls` the counts told of it; `victims` how many people it tells of
    one by one, per field (claims/victims.py); `words` the lower-case lemmas of
    nouns, verbs and names in its sentences, sorted, without stop words; `sentences` how many sentences tell of it;
    `lemmas` those of its triggers, sorted; `published` the day of the document, as far as it is known.
    """

    id: str
    document: str
    type: EventType
    mode: str | None
    modality: Modality
    title: str
    mentions: tuple[MentionRef, ...]
    places: tuple[Place, ...] = ()
    times: tuple[TimeRange, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    tolls: tuple[tuple[Field, int | None, int | None], ...] = ()
    words: tuple[str, ...] = ()
    plural: bool = False
    sentences: int = 1
    lemmas: tuple[str, ...] = ()
    published: str | None = None
    victims: tuple[tuple[Field, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One happening, told by one or more mentions in one or more documents. It has no toll: a toll is an account's.

    `mentions` and `documents` are ids. `redirects_to` is set when the event was merged into another.
    """

    id: str
    type: EventType
    mode: str | None
    title: str
    place: Place | None
    time: TimeRange | None
    modality: Modality
    mentions: tuple[str, ...]
    documents: tuple[str, ...]
    redirects_to: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """How an account stands to others of the same event and field; `rule` names the rule that says so."""

    kind: RelationKind
    to: tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Account:
    """One claimant's version of one field of one event.

    `independent` counts witnesses: copies of one text are one, and so is a named claimant however many outlets quote
    him. `since` is the ISO date on which it was first said, by `since_by`: "as-of" (so its words) or "published".
    """

    id: str
    event: str
    field: Field
    claimant: Claimant
    via: tuple[Claimant, ...]
    stance: Stance
    value: Value
    claims: tuple[str, ...]
    publishers: tuple[str, ...]
    documents: tuple[str, ...]
    independent: int
    relations: tuple[Relation, ...] = ()
    since: str | None = None
    since_by: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about claims or events. Never changed, never deleted: an `undo` is a decision too.

    `id` is a hash of all the rest; `at` an ISO time in UTC with microseconds; `targets` are ids of claims, of events
    (merge: the one that stays, then those that redirect to it; split: the event, then the new id) or of the
    decision that is undone. `before` holds what the person saw and what finds it again in a newer run (words,
    mentions), `after` what is new; their keys stand in docs/review.md.
    """

    id: str
    at: str
    by: str
    action: DecisionAction
    targets: tuple[str, ...]
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read, or was read with a reservation.

    `code` is stable ("empty-file", "not-english"); `message` says what happened, the likely cause and what to do.
    `line` is the row of a JSONL or CSV file, `offset` a code point of the text.
    """

    document: str
    code: str
    message: str
    line: int | None = None
    offset: int | None = None


# ---------------------------------------------------------------- the desk that the stages work at


@dataclass
class Reading:
    """One document on its way through the stages; each stage of `pipeline.py` fills one field."""

    document: Document
    passages: tuple[Passage, ...] = ()
    parse: Parse = field(default_factory=Parse)
    numbers: tuple[NumberMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    triggers: tuple[Trigger, ...] = ()  # words that tell of a happening
    judged: Judgement | None = field(default=None, repr=False, compare=False)  # what the trained reader says of words
    attributions: tuple[Attribution, ...] = ()
    events: tuple[EventMention, ...] = ()
    counts: tuple[Count, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    labels: tuple[Label, ...] = ()
    chains: tuple[tuple[str, ...], ...] = ()  # ids of event mentions of one happening, each mention in one chain
    claims: tuple[Claim, ...] = ()
    happenings: tuple[Happening, ...] = ()
    problems: tuple[Problem, ...] = ()

    def quote(self, span: Span) -> str:
        return self.document.text[span.start : span.end]

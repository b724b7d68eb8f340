"""ECB+: the same event across outlets, as CoNLL F1 of event mentions (mean of MUC, B-cubed and CEAF-e).

Splits are by topic: train 1 to 30, dev 31 to 35, test from 36. All documents of a split are linked together; neither
topics nor subtopics are given, and all mentions of the split are scored as one set, clusters of one mention included.

Ours (`conll_f1`, `muc`, ... at the top): the reader as it is. A mention of ours stands for the gold mention whose
span holds its head word (one for one, in text order); others in the checked sentences stay, as mentions that gold has
not.

Gold mentions (`gold_mentions`): the stage that finds events is replaced by the gold mentions, each with the type,
roles, place and time of our mention at its head word, or, where we see no event (most of ECB+ is about films, products
and sport), with type OTHER and those roles, place and time that our rules find around that word. Coreference inside a
document, which knows violence and protest only, is replaced by single mentions: link_events joins them inside and
across documents, without being told topics.

`same_lemma` is the usual baseline, in the same run: gold mentions of one topic are one event when their head words
have one lemma. It knows the topics, which we do not.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from functools import partial

from benchmarks.ecb_corpus import EcbDocument, EcbMention, read_documents
from benchmarks.framework import DataError, Job, Score
from benchmarks.measures import Conll, clusters_of, conll
from benchmarks.reader import Reader, document_of
from rashomon.extract.events.circumstances import Circumstances
from rashomon.extract.events.mentions import find_events
from rashomon.extract.events.roles import Roles
from rashomon.extract.identity import mention_id
from rashomon.link.events import link_events
from rashomon.link.gists import Gist, gist_of
from rashomon.model import EventMention, EventType, Happening, Modality, Reading, Span, Token

__all__ = ["EcbResult", "align", "gold_events", "gold_stages", "head_of", "measure", "mention_of"]

TOPICS = {"train": range(1, 31), "dev": range(31, 36), "test": range(36, 1000), "all": None}


@dataclass(frozen=True, slots=True)
class EcbResult:
    conll_f1: float
    muc: Score
    b_cubed: Score
    ceaf_e: Score
    gold_mentions: Conll
    same_lemma: Conll
    detection: Score
    mentions: int
    documents: int
    failed: tuple[str, ...] = ()


@dataclass(slots=True)
class Side:
    """One way of reading: happenings, and for each mention id of ours the item that is scored."""

    happenings: list[Happening] = field(default_factory=list)
    items: dict[str, str] = field(default_factory=dict)
    gists: dict[str, Gist] = field(default_factory=dict)
    chained: bool = True


def measure(job: Job) -> EcbResult:
    topics = TOPICS[job.split]
    documents = job.pick(read_documents(job.data, topics), lambda d: d.name)
    gold = {m.id: m.cluster for d in documents for m in d.mentions}
    if not gold:
        raise DataError(f"{job.data}: no event mention is in a checked sentence of the split {job.split}.")
    reader = Reader()
    ours, given = Side(), Side(chained=False)
    lemmas: dict[str, Hashable] = {}
    for document in job.follow(documents, "ecbplus: document"):
        text = document_of(document.name, document.text)
        reading = reader.read(text, whole=True)
        _keep(ours, reading, align(reading, document))
        by_gold = reader.read(text, whole=True, instead=gold_stages(document))
        _keep(given, by_gold, {mention_of(by_gold, m): m.id for m in document.mentions})
        for mention in document.mentions:
            head = head_of(by_gold, mention.span)
            lemmas[mention.id] = (document.topic, head.lemma if head else mention.id)
    key = clusters_of(gold)
    mine = conll(key, clusters_of(_clusters(ours)))
    matched = sum(item in gold for item in ours.items.values())
    return EcbResult(
        mine.conll_f1,
        mine.muc,
        mine.b_cubed,
        mine.ceaf_e,
        gold_mentions=conll(key, clusters_of(_clusters(given))),
        same_lemma=conll(key, clusters_of(lemmas)),
        detection=Score.of(matched, len(ours.items), len(gold)),
        mentions=len(gold),
        documents=len(documents),
        failed=tuple(reader.failed),
    )


def mention_of(reading: Reading, mention: EcbMention) -> str:
    """The id that a gold mention has as one of ours."""
    return mention_id("event", reading.document.id, mention.span, mention.id)


def _keep(side: Side, reading: Reading, items: dict[str, str]) -> None:
    document = reading.document
    side.happenings += reading.happenings
    side.items.update(items)
    side.gists[document.id] = gist_of(document.id, document.text, document.title, document.published)


def _clusters(side: Side) -> dict[str, str]:
    """Item -> event; a mention that is in no event is its own cluster."""
    linked = link_events(side.happenings, gists=side.gists, chained=side.chained)
    events = {mention: event.id for event in linked for mention in event.mentions}
    return {item: events.get(mention, mention) for mention, item in side.items.items()}


def align(reading: Reading, document: EcbDocument) -> dict[str, str]:
    """Our mentions in checked sentences -> the gold mention that holds their head word, or a name of their own."""
    free = list(document.mentions)
    found: dict[str, str] = {}
    for event in sorted(reading.events, key=lambda e: (e.span, e.id)):
        head = reading.parse.tokens[event.head]
        if not any(sentence.contains(Span(head.start, head.end)) for sentence in document.checked):
            continue
        match = next((m for m in free if m.span.contains(Span(head.start, head.end))), None)
        if match is not None:
            free.remove(match)
        found[event.id] = match.id if match else f"{document.name}+{event.id}"
    return found


def gold_stages(document: EcbDocument) -> dict[str, Callable[[Reading], object]]:
    """What replaces the stages of the reader when mentions are given."""
    return {"mentions": partial(gold_events, document=document), "coreference": _alone}


def _alone(reading: Reading) -> tuple[tuple[str, ...], ...]:
    return tuple((event.id,) for event in reading.events)


def gold_events(reading: Reading, document: EcbDocument) -> tuple[EventMention, ...]:
    """Event mentions at the gold spans, with the ids of those, in text order."""
    own = {event.head: event for event in find_events(reading)}
    roles, around = Roles(reading), Circumstances(reading, frozenset(own))
    found = []
    for mention in document.mentions:
        head = head_of(reading, mention.span)
        if head is not None:
            ours = own.get(head.index) or _unknown(reading, head, roles, around)
            found.append(replace(ours, id=mention_of(reading, mention), span=mention.span, head=head.index))
    return tuple(found)


def _unknown(reading: Reading, head: Token, roles: Roles, around: Circumstances) -> EventMention:
    """A mention at a word that we take for no event."""
    nominal = head.pos not in ("VERB", "AUX")
    people = roles.find(head, nominal, None, False)
    doers = [reading.parse.tokens[i] for i in people.doers] if nominal else []
    return EventMention(
        id="",
        span=Span(head.start, head.end),
        head=head.index,
        sentence=head.sentence,
        type=EventType.OTHER,
        mode=None,
        modality=Modality.ACTUAL,
        actors=people.actors,
        recipients=people.recipients,
        place=around.place(head, doers, nominal),
        time=around.time(head, nominal),
        nominal=nominal,
    )


def head_of(reading: Reading, span: Span) -> Token | None:
    """The token of a span whose head lies outside it; the first token that it touches where none lies inside."""
    inside = reading.parse.within(span)
    if not inside:
        return next((t for t in (reading.parse.at(span.start),) if t is not None and t.start < span.end), None)
    indexes = {t.index for t in inside}
    return next((t for t in inside if t.head not in indexes or t.head == t.index), inside[0])

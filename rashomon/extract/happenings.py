"""One happening of a document as linking compares it: type, places, times, actors, tolls and words of a chain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rashomon.data import lexicon
from rashomon.extract.identity import stable_id
from rashomon.model import (
    COUNT_FIELDS,
    EventMention,
    EventType,
    Happening,
    MentionRef,
    Modality,
    Place,
    Reading,
    TimeRange,
    Token,
)

__all__ = ["gather_happenings"]

# A happening is as real as its most real mention.
MOST_REAL = (Modality.ACTUAL, Modality.POSSIBLE, Modality.PLANNED, Modality.HYPOTHETICAL, Modality.NEGATED)

WORDS = 60  # lemmas kept for one happening
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "NUM"})
TITLE_PARTS = frozenset({"compound", "amod", "nmod"})


def gather_happenings(reading: Reading) -> tuple[Happening, ...]:
    """One Happening for each chain, in text order of its first mention."""
    events = {e.id: e for e in reading.events}
    found = [_happening(reading, [events[i] for i in chain]) for chain in reading.chains]
    return tuple(sorted(found, key=lambda h: (h.mentions[0].start, h.id)))


def _happening(reading: Reading, mentions: Sequence[EventMention]) -> Happening:
    document = reading.document.id
    modality = next(m for m in MOST_REAL if any(e.modality is m for e in mentions))
    real = [e for e in mentions if e.modality is modality]
    kind, mode = _type(real)
    ids = {e.id for e in mentions}
    claims = [c for c in reading.claims if c.event_mention in ids]
    names = {a.id: a.name for a in reading.actors if not a.pronoun or a.name != reading.quote(a.span)}
    return Happening(
        id=stable_id("happening", document, mentions[0].id),
        document=document,
        type=kind,
        mode=mode,
        modality=modality,
        title=_title(reading, real, kind, mode),
        mentions=tuple(
            MentionRef(e.id, document, e.span.start, e.span.end, reading.quote(e.span), e.modality) for e in mentions
        ),
        places=_places(reading, real),
        times=_times(reading, real),
        actors=_names(names, (i for e in real for i in e.actors)),
        recipients=_names(names, (i for e in real for i in e.recipients)),
        tolls=tuple(dict.fromkeys((c.field, c.value.low, c.value.high) for c in claims if c.field in COUNT_FIELDS)),
        words=_words(reading, mentions),
        plural=all(e.plural for e in mentions),
        sentences=len({e.sentence for e in mentions}),
    )


def _type(mentions: Sequence[EventMention]) -> tuple[EventType, str | None]:
    """The commonest type among the mentions that name the happening itself, before those that only state its
    victims; the first of equals. The mode is the commonest of that type."""
    naming = [e for e in mentions if e.casualty is None] or list(mentions)
    types = Counter[EventType](e.type for e in naming if e.type is not EventType.OTHER)
    types = types or Counter(e.type for e in naming)
    kind = types.most_common(1)[0][0]
    modes = Counter(e.mode for e in mentions if e.type is kind and e.mode is not None)
    return kind, modes.most_common(1)[0][0] if modes else None


def _title(reading: Reading, mentions: Sequence[EventMention], kind: EventType, mode: str | None) -> str:
    """The event's own noun with its modifiers ("hostage crisis"), else the name of its mode or type."""
    own = [e for e in mentions if e.nominal and e.type is kind]
    best = next((e for e in own if e.casualty is None), None) or next(iter(own), None)
    if best is not None:
        head = reading.parse.tokens[best.head]
        words = [t for t in reading.parse.dependents(head, *TITLE_PARTS) if _titular(t, head)]
        title = " ".join(t.text if t.pos == "PROPN" and not t.text.isupper() else t.lower for t in (*words, head))
        return title[:1].upper() + title[1:]
    names = lexicon("titles")
    casualty = next((e.casualty for e in mentions if e.casualty is not None), None)
    if mode in names["mode"]:
        return str(names["mode"][mode])
    if casualty is not None:
        return str(names["casualty"][casualty.value])
    return str(names["type"][kind.value])


def _titular(token: Token, head: Token) -> bool:
    """A modifier that stands directly before the noun and says what kind of event it was."""
    return (
        token.index < head.index
        and head.index - token.index <= 3
        and (token.dep == "compound" or (token.pos == "ADJ" and token.lower not in lexicon("titles")["not_in_titles"]))
    )


def _places(reading: Reading, mentions: Sequence[EventMention]) -> tuple[Place, ...]:
    places = {p.id: p.place for p in reading.places}
    found = dict.fromkeys(places[e.place] for e in mentions if e.place in places)
    return tuple(sorted(found, key=lambda p: (p.lat is None and p.inside is None, p.precision)))


def _times(reading: Reading, mentions: Sequence[EventMention]) -> tuple[TimeRange, ...]:
    times = {t.id: t.time for t in reading.times}
    found = dict.fromkeys(times[e.time] for e in mentions if e.time in times)
    return tuple(sorted(found, key=lambda t: (t.earliest is None and t.month is None, t.precision)))


def _names(names: dict[str, str], ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names[i] for i in ids if i in names))


def _words(reading: Reading, mentions: Sequence[EventMention]) -> tuple[str, ...]:
    """Lemmas of content words in the mentions' sentences, the first WORDS of them, sorted."""
    lemmas: dict[str, None] = {}
    for number in sorted({e.sentence for e in mentions}):
        for token in reading.parse.tokens_of(reading.parse.sentences[number]):
            if token.pos in CONTENT and len(token.lemma) > 2 and token.lemma not in lexicon("titles")["common"]:
                lemmas[token.lemma] = None
    return tuple(sorted(list(lemmas)[:WORDS]))

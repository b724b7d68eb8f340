"""One happening of a document as linking compares it: type, places, times, actors, tolls and words of a chain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rashomon.data import lexicon
from rashomon.extract.claims.event_names import event_name
from rashomon.extract.claims.victims import count_victims, find_victims
from rashomon.extract.coreference.settings import find_days, find_settings
from rashomon.extract.coreference.sketches import Sketch, sketch_mentions
from rashomon.extract.counts.wounded import tells_of_survival
from rashomon.extract.identity import stable_id
from rashomon.model import (
    COUNT_FIELDS,
    ActorMention,
    EventMention,
    EventType,
    Happening,
    MentionRef,
    Modality,
    Place,
    Reading,
    TimeRange,
)

__all__ = ["gather_happenings"]

# A happening is as real as its most real mention.
MOST_REAL = (Modality.ACTUAL, Modality.POSSIBLE, Modality.PLANNED, Modality.HYPOTHETICAL, Modality.NEGATED)

WORDS = 60  # lemmas kept for one happening
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "NUM"})


def gather_happenings(reading: Reading) -> tuple[Happening, ...]:
    """One Happening for each chain, in text order of its first mention."""
    sketches = {s.mention.id: s for s in sketch_mentions(reading)}
    chains = [[sketches[i] for i in chain] for chain in reading.chains]
    main = max(chains, key=len, default=None)
    settings, days = find_settings(reading, sketches), find_days(reading, sketches)
    victims, survival = find_victims(reading), tells_of_survival(reading.parse)
    found = []
    for ids, chain in zip(reading.chains, chains, strict=True):
        happening = _happening(reading, chain, main=chain is main)
        told = count_victims([v for v in victims if v.event in ids], victims, survival)
        happening = replace(happening, victims=tuple(told.items()))
        if ids in settings:  # the main happening of a local story
            happening = replace(happening, places=(settings[ids].place, *happening.places))
        if ids in days:
            happening = replace(happening, times=(days[ids].time, *happening.times))
        found.append(happening)
    return tuple(sorted(found, key=lambda h: (h.mentions[0].start, h.id)))


def _happening(reading: Reading, chain: Sequence[Sketch], main: bool) -> Happening:
    document = reading.document.id
    mentions = [s.mention for s in chain]
    modality = next(m for m in MOST_REAL if any(e.modality is m for e in mentions))
    real = [s for s in chain if s.mention.modality is modality]
    kind, mode = _type([s.mention for s in real])
    ids = {e.id for e in mentions}
    claims = [c for c in reading.claims if c.event_mention in ids]
    return Happening(
        id=stable_id("happening", document, mentions[0].id),
        document=document,
        type=kind,
        mode=mode,
        modality=modality,
        title=event_name(reading, [s.mention for s in real], kind, mode),
        mentions=tuple(
            MentionRef(e.id, document, e.span.start, e.span.end, reading.quote(e.span), e.modality) for e in mentions
        ),
        places=_places(real),
        times=_times(real),
        actors=_names(reading, (a for s in real for a in s.actors)),
        recipients=_names(reading, (a for s in real for a in s.recipients)),
        tolls=tuple(dict.fromkeys((c.field, c.value.low, c.value.high) for c in claims if c.field in COUNT_FIELDS)),
        words=_words(reading, mentions, main),
        plural=all(e.plural for e in mentions),
        sentences=len({e.sentence for e in mentions}),
        lemmas=tuple(sorted({reading.parse.tokens[e.head].lemma for e in mentions})),
        published=reading.document.published,
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


def _places(chain: Sequence[Sketch]) -> tuple[Place, ...]:
    """The places that the mentions give: known before unknown, the commonest first, the most exact of equals."""
    often = Counter(place for s in chain for place in s.places)
    return tuple(sorted(often, key=lambda p: (p.lat is None and p.inside is None, -often[p], p.precision)))


def _times(chain: Sequence[Sketch]) -> tuple[TimeRange, ...]:
    often = Counter(time for s in chain for time in s.times)
    return tuple(sorted(often, key=lambda t: (t.earliest is None and t.month is None, t.precision > 3, -often[t])))


def _names(reading: Reading, actors: Iterable[ActorMention]) -> tuple[str, ...]:
    """Names without pronouns that nobody could resolve."""
    return tuple(dict.fromkeys(a.name for a in actors if not a.pronoun or a.name != reading.quote(a.span)))


def _words(reading: Reading, mentions: Sequence[EventMention], main: bool) -> tuple[str, ...]:
    """Lemmas of content words in the mentions' sentences, the first WORDS of them, sorted. The document's main
    happening, told by most mentions, also has the words of its title."""
    title = (reading.document.title or "").lower() if main else ""
    lemmas: dict[str, None] = dict.fromkeys(w for w in re.findall(r"\w{4,}", title))
    for number in sorted({e.sentence for e in mentions}):
        for token in reading.parse.tokens_of(reading.parse.sentences[number]):
            if token.pos in CONTENT and len(token.lemma) > 2 and token.lemma not in lexicon("titles")["common"]:
                lemmas[token.lemma] = None
    return tuple(sorted(list(lemmas)[:WORDS]))

"""Is a day that stands beside a happening the day on which it was, or the day on which somebody spoke of it?

"The senator argued Sunday that the army cracks down" tells when he argued. A day is taken for that of a happening
told without one only where it hangs on a word for the happening itself ("Friday's attack"), or on a verb that brings
it about or comes to it ("on Friday a gunman opened fire", "it happened Friday", "deputies were called Friday").
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from rashomon.extract.coreference.compatibility import compare_times
from rashomon.extract.coreference.sketches import Sketch
from rashomon.extract.syntax.wordsets import word_set
from rashomon.model import EventMention, Reading, TimeMention, TimeRange, Token

__all__ = ["is_cue", "is_memory", "is_of_scene", "is_political", "kept_day"]

FEW = 3  # sentences of politics from which on a text is no report of a crime
MONTH = 4  # UCDP date_prec of a month
LONG_AGO = 90  # days
SHARE = 0.1  # of all its sentences; of 300 local reports of shootings four are above both


def is_cue(reading: Reading, verb: Token) -> bool:
    """Whether somebody says something by this verb."""
    return any(a.cue is not None and a.cue.start <= verb.start < a.cue.end for a in reading.attributions)


def is_political(reading: Reading) -> bool:
    """A text about presidents, parliaments and votes: its days are mostly those of what they said and did."""
    words = word_set("link_events", "happened", "politics")
    about = {t.sentence for t in reading.parse.tokens if t.lower in words or t.lemma in words}
    return len(about) >= FEW and len(about) > SHARE * len(reading.parse.sentences)


def is_of_scene(reading: Reading, mention: TimeMention, heads: Collection[int]) -> bool:
    """Whether the time is told of the happening whose triggers are the tokens `heads`."""
    parse = reading.parse
    token = parse.at(mention.span.start)
    if token is None:
        return False
    above = [t for t in parse.ancestors(token) if not mention.span.start <= t.start < mention.span.end]
    governor = next((t for t in above if t.pos != "ADP"), None)
    if governor is None:
        return False
    it = any(t.lower in ("it", "that", "this") for t in parse.dependents(governor, "nsubj"))
    if governor.index in heads or _is_come_to(governor) or (it and governor.lower == "was"):
        return True
    brings = governor.lemma in word_set("link_events", "happened", "brings")
    return brings and any(t.index in heads for t in _told(reading, governor))


def kept_day(
    reading: Reading, parts: Sequence[Sketch], main: Sequence[Sketch], day: TimeMention | None
) -> TimeMention | None:
    """A day, unless the words put a happening (its `parts`) before or after what it belongs to; the day of another
    one, the `main` happening, neither where they put it in another time."""
    token = reading.parse.at(day.span.start) if day is not None else None
    if day is None or token is None:
        return day
    others = {head for part in parts for head in part.apart}
    if any(t.index in others for t in reading.parse.ancestors(token)):
        return None
    beside = any(part.mention.head in others for part in main)
    elsewhere = bool(main) and _is_in_another_time(reading, parts[0].mention, day.time)
    return None if beside or elsewhere else day


def _is_in_another_time(reading: Reading, mention: EventMention, day: TimeRange) -> bool:
    """Whether the paragraph tells another time just before a happening, or its sentence any other: "In March a bomb
    killed ten. Two reporters were shot, too", "their defeat in 2001 after an invasion" are not of the day of the news.
    """
    sentences = reading.parse.sentences
    own = sentences[mention.sentence]
    before: TimeRange | None = None
    for told in sorted(reading.times, key=lambda t: t.span.start):
        token = reading.parse.at(told.span.start)
        if token is None:
            continue
        if token.sentence == mention.sentence and compare_times(told.time, day, one_text=True) in ("apart", "unknown"):
            return True
        here = sentences[token.sentence]
        if here.paragraph == own.paragraph and here.index < own.index:
            before = told.time
    return before is not None and compare_times(before, day, one_text=True) == "apart"


def is_memory(times: Collection[TimeRange], main: Collection[TimeRange]) -> bool:
    """Whether what is told of these times is told of a whole year, or of months from the main happening: it may have
    been anywhere."""
    return any(t.precision > MONTH or any(_months_apart(t, m) for m in main) for t in times)


def _months_apart(one: TimeRange, other: TimeRange) -> bool:
    if not (one.earliest and one.latest and other.earliest and other.latest):
        return False
    first, second = sorted(((one.earliest, one.latest), (other.earliest, other.latest)))
    return (date.fromisoformat(second[0]) - date.fromisoformat(first[1])).days > LONG_AGO


def _is_come_to(verb: Token) -> bool:
    coming = word_set("link_events", "happened", "verbs") | word_set("link_events", "happened", "called")
    return verb.lemma in coming and verb.tag in ("VBD", "VBN")


def _told(reading: Reading, verb: Token) -> list[Token]:
    """Subjects and objects of a verb, those in its prepositional phrases too."""
    parse = reading.parse
    near = [*parse.dependents(verb, "nsubj", "nsubjpass", "dobj", "attr")]
    return near + [o for p in parse.dependents(verb, "prep", "agent") for o in parse.dependents(p, "pobj")]

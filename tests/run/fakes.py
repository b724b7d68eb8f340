"""A reader and a linker of a toy language, so that the engine can be tested without the real stages.

Each line of a toy text is `FIELD NUMBER CLAIMANT EVENT`: "killed 22 mayor Lorvia". Lines that begin with
"!" ask for trouble: "!die" kills the process, "!fail" raises, "!slow" takes a while.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Mapping, Sequence

from rashomon.extract.identity import stable_id
from rashomon.ledger.records import Record, StoredMention
from rashomon.link.constraints import FREE, Constraints
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
    Value,
)

__all__ = ["ToyLinker", "read_toy"]

LORVIA = Place("Lorvia", "g1", 12.5, -3.25, 1, "XXA", None, "Lorvia")


def read_toy(document: Document) -> Record:
    """The record of a toy text."""
    if "!die" in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "!fail" in document.text:
        raise RuntimeError("asked to fail")
    if "!slow" in document.text:
        time.sleep(0.2)
    claims, mentions, happenings = [], [], []
    start = 0
    for line in document.text.splitlines(keepends=True):
        words = line.split()
        if len(words) == 4 and words[0] in list(Field):
            claim, mention, happening = _line(document, start, line.rstrip("\n"), words)
            claims.append(claim)
            mentions.append(mention)
            happenings.append(happening)
        start += len(line)
    problems = () if claims else (Problem(document.name, "no-article", "Nothing here."),)
    whole = Passage(0, PassageKind.ARTICLE, Span(0, len(document.text)), None)
    return Record(
        document,
        len(document.text.split()),
        (whole,),
        tuple(mentions),
        tuple(claims),
        tuple(happenings),
        problems,
    )


def _line(document: Document, start: int, line: str, words: list[str]) -> tuple[Claim, StoredMention, Happening]:
    kind, number, claimant, event = words
    mention = stable_id("event", document.id, start)
    happening = stable_id("happening", mention)
    who = Claimant(claimant, ClaimantKind.AUTHOR if claimant == "AUTHOR" else ClaimantKind.OFFICIAL)
    claim = Claim(
        id=stable_id("claim", mention),
        document=document.id,
        event_mention=mention,
        field=Field(kind),
        value=Value(f"{number} people", int(number), int(number), False, None),
        claimant=who,
        via=(),
        stance=Stance.ASSERTS,
        modality=Modality.ACTUAL,
        polarity="positive",
        evidence=(Evidence(start, start + len(line), line),),
        place=LORVIA,
    )
    end = start + len(kind)
    actual = Modality.ACTUAL
    stored = StoredMention(
        mention, document.id, start, end, kind, EventType.ASSAULT, None, actual, Field(kind), False, False, (), (),
        LORVIA, None, happening,
    )  # fmt: skip
    ref = MentionRef(mention, document.id, start, end, kind, actual)
    return claim, stored, Happening(happening, document.id, EventType.ASSAULT, None, actual, event, (ref,), (LORVIA,))


class ToyLinker:
    """Happenings of one title are one event; texts that are equal but for white space are copies."""

    def events(
        self, happenings: Sequence[Happening], previous: Sequence[Event], constraints: Constraints = FREE
    ) -> Sequence[Event]:
        by_title: dict[str, list[Happening]] = {}
        for happening in happenings:
            by_title.setdefault(happening.title, []).append(happening)
        return [
            Event(
                id=stable_id("event", title),
                type=EventType.ASSAULT,
                mode=None,
                title=title,
                place=LORVIA,
                time=None,
                modality=Modality.ACTUAL,
                mentions=tuple(ref.id for happening in found for ref in happening.mentions),
                documents=tuple(dict.fromkeys(happening.document for happening in found)),
            )
            for title, found in sorted(by_title.items())
        ]

    def copies(self, documents: Sequence[tuple[str, str]]) -> Mapping[str, str]:
        groups: dict[str, str] = {}
        return {one: groups.setdefault(" ".join(text.split()), one) for one, text in documents}

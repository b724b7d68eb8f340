"""From what our reader tells of a text to the classes of other people's schemes, by the rules in `types.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rashomon.model import EventMention, EventType, Field, Modality, Reading, Stance

__all__ = ["PATTERN", "Told", "all_classes", "first_class", "load", "meets", "stated", "told"]

PATTERN = re.compile(
    r"(?P<type>\*|[A-Z]+)(?::(?P<mode>[a-z-]+))?(?:/(?P<weapon>[a-z]+))?(?:(?P<by>@)(?P<actor>[a-z,]*))?"
    r"(?:>(?P<recipient>[a-z,]+))?(?:#(?P<field>[a-z]+))?(?:!(?P<modality>[a-z]+))?"
)
REAL = (Modality.ACTUAL, Modality.POSSIBLE)


@dataclass(frozen=True, slots=True)
class Told:
    """One event mention as the rules see it; kinds are those of rashomon.model.ActorMention."""

    type: EventType
    mode: str | None
    modality: Modality
    casualty: Field | None
    actors: frozenset[str]
    recipients: frozenset[str]
    weapon: str
    start: int


@cache
def load() -> dict[str, Any]:
    """The rules. Callers must not change what they get."""
    return tomllib.loads((Path(__file__).parent / "types.toml").read_text(encoding="utf8"))


def told(reading: Reading, mentions: Sequence[EventMention]) -> list[Told]:
    """The mentions as the rules see them, in the same order."""
    kinds = {actor.id: actor.kind for actor in reading.actors}
    return [
        Told(
            type=one.type,
            mode=one.mode,
            modality=one.modality,
            casualty=one.casualty,
            actors=frozenset(kinds[i] for i in one.actors),
            recipients=frozenset(kinds[i] for i in (one.recipients or _sides(one))),
            weapon=reading.quote(one.weapon).lower() if one.weapon else "",
            start=one.span.start,
        )
        for one in mentions
    ]


def _sides(event: EventMention) -> tuple[str, ...]:
    """Those who fight each other are all actors (rashomon.data.lexicons.events, `mutual`): each is a recipient too."""
    return event.actors if event.type is EventType.ASSAULT and len(event.actors) > 1 else ()


def stated(reading: Reading) -> list[Told]:
    """Who owns up to a deed or denies it in the first sentence, as events of ACCUSE whose mode is the stance."""
    opening = reading.parse.tokens[reading.parse.sentences[0].last].end if reading.parse.sentences else 0
    stances = (Stance.ADMITS, Stance.DENIES)
    said = [r for r in reading.responsibilities if r.stance in stances and r.span.start < opening]
    return [
        Told(
            EventType.ACCUSE, r.stance.value, r.modality, None, frozenset({r.actor_kind}), frozenset(), "", r.span.start
        )
        for r in said
    ]


def meets(pattern: str, event: Told) -> bool:
    """Whether an event meets a pattern, its modality apart where the pattern names none. `@` with no kind: no actor."""
    found = PATTERN.fullmatch(pattern)
    if found is None:
        raise ValueError(f"types.toml: {pattern!r} is no pattern")
    part = found.groupdict()
    return (
        part["type"] in ("*", event.type.value)
        and part["mode"] in (None, event.mode)
        and (part["weapon"] is None or part["weapon"] in event.weapon)
        and _kinds_fit(part["by"], part["actor"], event.actors)
        and _kinds_fit(part["recipient"], part["recipient"], event.recipients)
        and (part["field"] is None or (event.casualty is not None and part["field"] == event.casualty.value))
        and part["modality"] in (None, event.modality.value)
    )


def _kinds_fit(asked: str | None, kinds: str | None, there: frozenset[str]) -> bool:
    if asked is None:
        return True
    return bool(there & set(kinds.split(","))) if kinds else not there


def _met(rule: dict[str, Any], events: Sequence[Told], real: Sequence[Told]) -> bool:
    def one(pattern: str) -> bool:
        return any(meets(pattern, event) for event in (events if "!" in pattern else real))

    return any(all(one(pattern) for pattern in patterns) for patterns in rule["any"])


def first_class(rules: dict[str, Any], events: Sequence[Told]) -> str:
    """The class of the first rule that is met, or `otherwise`. Where nothing real is told, anything told counts."""
    real = [event for event in events if event.modality in REAL] or events
    met = (str(rule["class"]) for rule in rules["rule"] if _met(rule, events, real))
    return next(met, str(rules["otherwise"]))


def all_classes(rules: dict[str, Any], events: Sequence[Told]) -> set[str]:
    """The classes of all rules that are met, by events that are actual or possible unless a pattern says otherwise."""
    real = [event for event in events if event.modality in REAL]
    return {str(rule["class"]) for rule in rules["rule"] if _met(rule, events, real)}

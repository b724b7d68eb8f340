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

__all__ = [
    "PATTERN",
    "Told",
    "all_classes",
    "crowds",
    "first_class",
    "load",
    "meets",
    "stated",
    "told",
    "without_causes",
]

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
            recipients=frozenset(kinds[i] for i in (one.recipients or _sides(one))) | _posts(reading, one),
            weapon=reading.quote(one.weapon).lower() if one.weapon else "",
            start=one.span.start,
        )
        for one in mentions
    ]


def _sides(event: EventMention) -> tuple[str, ...]:
    """Those who fight each other are all actors (rashomon.data.lexicons.events, `mutual`): each is a recipient too."""
    return event.actors if event.type is EventType.ASSAULT and len(event.actors) > 1 else ()


def _posts(reading: Reading, event: EventMention) -> frozenset[str]:
    """The kind `post` where what is attacked is a place of armed men ("a checkpoint", "an army base")."""
    parse, head = reading.parse, reading.parse.tokens[event.head]
    things = list(parse.dependents(head, "dobj", "nsubjpass"))
    at = [p for p in parse.dependents(head, "prep") if p.lower in ("on", "against", "at")]
    things += [o for p in at for o in parse.dependents(p, "pobj")]
    things += [t for thing in things for t in parse.dependents(thing, "conj")]
    words = load()["words"]
    armed = any(
        t.lemma in words["posts"]
        or (t.lemma in words["places"] and any(m.lemma in words["armed"] for m in parse.dependents(t)))
        for t in things
    )
    return frozenset({"post"} if armed else ())


def without_causes(reading: Reading, mentions: Sequence[EventMention]) -> list[EventMention]:
    """The mentions, less those that a protest is about: they are no part of what happens at it."""
    protests = {one.head for one in mentions if one.type is EventType.PROTEST}
    return [one for one in mentions if one.head in protests or not _is_cause(reading, one.head, protests)]


def _is_cause(reading: Reading, head: int, protests: set[int]) -> bool:
    """ "Marched against the killing", "the protests over his arrest", "took to the streets to decry the raid"."""
    parse, words = reading.parse, load()["words"]
    token = parse.tokens[head]
    for above in parse.ancestors(token)[:8]:
        before = (
            {t.lower for t in (token, *parse.dependents(token, "mark"))} if token.dep in ("prep", "advcl") else set()
        )
        subjects = {t.index for t in parse.dependents(above, "nsubj", "nsubjpass")}
        at_protest = above.index in protests or bool(subjects & protests and token.index not in subjects)
        if before & {*words["about"]} and at_protest:
            return True
        if above.lemma in words["cries"] and token.dep in ("dobj", "prep") and protests - {head}:
            return above.index in protests or any(t.index in protests for t in parse.ancestors(above)[:4])
        token = above
    return False


def crowds(reading: Reading, mentions: Sequence[EventMention]) -> list[Told]:
    """A protest for each deed that protesters or rioters do or suffer, though no word for their protest is there."""
    words, heads = load()["words"], {actor.id: reading.parse.tokens[actor.head].lemma for actor in reading.actors}
    found = []
    for one in mentions:
        who = {heads[i] for i in (*one.actors, *one.recipients)}
        if one.type in (EventType.ASSAULT, EventType.COERCE) and who & {*words["protesters"], *words["rioters"]}:
            mode = "riot" if who & {*words["rioters"]} else "demo"
            found.append(
                Told(EventType.PROTEST, mode, one.modality, None, frozenset(), frozenset(), "", one.span.start)
            )
    return found


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

"""What a person may set in a claim or an event, in the words of the command line and of the page.

    low=22 high= approximate=no group=civilians        counts; an empty bound is open
    name=... kind=...                                   actors and recipients
    text=...                                            labels, weapons, motives
    name=... country=KEN lat=.. lon=.. precision=3      places
    earliest=2021-03-04 latest=... precision=1          times
    field= claimant= claimant-kind= stance= modality= polarity= part-of= event=      every claim

All that is wrong with an edit is said at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from rashomon.errors import ConfigurationError
from rashomon.ledger.rows import to_row
from rashomon.model import COUNT_FIELDS, Claim, ClaimantKind, Event, EventType, Field, Modality, Stance

__all__ = ["CLAIM_KEYS", "EVENT_KEYS", "claim_patch", "claim_settings", "event_patch"]

COUNT_KEYS = ("low", "high", "approximate", "group")
ACTOR_KEYS = ("name", "kind")
PLACE_KEYS = ("name", "country", "lat", "lon", "precision")
TIME_KEYS = ("earliest", "latest", "precision")
CLAIM_KEYS = ("field", "claimant", "claimant-kind", "stance", "modality", "polarity", "part-of", "event")
EVENT_KEYS = ("type", "mode", "title", "modality")

ACTOR_KINDS = (
    "person", "group", "military", "police", "government", "rebel", "party", "media", "civilian", "organisation",
    "state", "unnamed",
)  # fmt: skip


@dataclass
class _Form:
    """The settings of an edit while they are read, and all that is wrong with them."""

    given: Mapping[str, str]
    wrong: list[str] = field(default_factory=list)

    def has(self, key: str) -> bool:
        return key in self.given

    def text(self, key: str) -> str | None:
        return self.given[key].strip() or None

    def number(self, key: str, low: int, high: int | None = None) -> int | None:
        said = (self.text(key) or "").replace(",", "")
        if not said:
            return None
        if not (said.isascii() and said.isdigit()) or int(said) < low or (high is not None and int(said) > high):
            top = f" to {high}" if high is not None else " or more"
            self.wrong.append(f"{key}={said!r}: give a whole number, {low}{top}, or nothing.")
            return None
        if int(said) >= 2**62:
            self.wrong.append(f"{key}: {said} is too large a number.")
            return None
        return int(said)

    def degrees(self, key: str, limit: int) -> float | None:
        said = self.text(key)
        try:
            value = float(said) if said else None
        except ValueError:
            value = float("nan")
        if value is not None and not -limit <= value <= limit:
            self.wrong.append(f"{key}={said!r}: give degrees from {-limit} to {limit}, or nothing.")
            return None
        return value

    def yes(self, key: str) -> bool | None:
        said = (self.text(key) or "no").casefold()
        if said not in ("yes", "no", "true", "false"):
            self.wrong.append(f"{key}={said!r}: give yes or no.")
        return said in ("yes", "true")

    def one_of(self, key: str, choices: type[StrEnum] | tuple[str, ...]) -> str | None:
        said = self.text(key)
        valid = [str(one) for one in choices]
        if said not in valid:
            self.wrong.append(f"{key}={said!r}: give one of {', '.join(valid)}.")
            return None
        return said

    def day(self, key: str) -> str | None:
        said = self.text(key)
        try:
            return date.fromisoformat(said).isoformat() if said else None
        except ValueError:
            self.wrong.append(f"{key}={said!r}: give a date such as 2021-03-04, or nothing.")
            return None

    def check_known(self, keys: tuple[str, ...], what: str) -> None:
        unknown = [key for key in self.given if key not in keys]
        if unknown:
            self.wrong.append(f"{what} has no {', '.join(unknown)}. It has: {', '.join(keys)}.")

    def finish(self) -> None:
        if self.wrong:
            raise ConfigurationError("Nothing was changed. " + " ".join(self.wrong))


def claim_settings(claim: Claim) -> dict[str, str]:
    """The settings of a claim as they are now, in the words that `claim_patch` reads."""
    value = claim.value
    found: dict[str, object] = {}
    if claim.field in COUNT_FIELDS:
        about = "yes" if value.approximate else "no"
        found = {"low": value.low, "high": value.high, "approximate": about, "group": value.group}
    elif claim.field in (Field.ACTOR, Field.RECIPIENT):
        found = {"name": value.name, "kind": value.kind}
    elif claim.field == Field.PLACE and value.place is not None:
        found = {key: getattr(value.place, key) for key in PLACE_KEYS}
    elif claim.field == Field.TIME and value.time is not None:
        found = {key: getattr(value.time, key) for key in TIME_KEYS}
    else:
        found = {"text": value.text}
    found |= {
        "field": claim.field,
        "claimant": claim.claimant.name,
        "claimant-kind": claim.claimant.kind,
        "stance": claim.stance,
        "modality": claim.modality,
        "polarity": claim.polarity,
        "part-of": claim.part_of,
    }
    return {key: "" if one is None else str(one) for key, one in found.items()}


def claim_patch(claim: Claim, given: Mapping[str, str]) -> dict[str, Any]:
    """The keys of a claim that these settings change; those equal to what is there are left out. `event` is not
    looked at here. Raises ConfigurationError with all that is wrong."""
    form = _Form(given)
    form.check_known((*_value_keys(claim), *CLAIM_KEYS), f"A claim of {claim.field.value}")
    row = to_row(claim)
    patch: dict[str, Any] = {"value": _value(claim, form)}
    if form.has("field"):
        patch["field"] = form.one_of("field", _fields_like(claim.field))
    if form.has("claimant") or form.has("claimant-kind"):
        patch["claimant"] = _claimant(claim, form)
    for key, choices in (("stance", Stance), ("modality", Modality)):
        if form.has(key):
            patch[key] = form.one_of(key, choices)
    if form.has("polarity") and given["polarity"] != claim.polarity:
        patch["polarity"] = form.one_of("polarity", ("positive", "negative"))
    elif {"stance", "modality"} & patch.keys():
        negative = (
            patch.get("stance", claim.stance) == Stance.DENIES or patch.get("modality", claim.modality) == "negated"
        )
        patch["polarity"] = "negative" if negative else "positive"
    if form.has("part-of"):
        patch["part_of"] = form.text("part-of")
    form.finish()
    return {key: value for key, value in patch.items() if value != row[key]}


def _fields_like(own: Field) -> tuple[str, ...]:
    """The fields whose values have the same shape."""
    for group in (COUNT_FIELDS, (Field.ACTOR, Field.RECIPIENT), (Field.WEAPON, Field.LABEL, Field.MOTIVE)):
        if own in group:
            return tuple(one.value for one in Field if one in group)
    return (own.value,)


def _value_keys(claim: Claim) -> tuple[str, ...]:
    if claim.field in COUNT_FIELDS:
        return COUNT_KEYS
    if claim.field in (Field.ACTOR, Field.RECIPIENT):
        return ACTOR_KEYS
    if claim.field == Field.PLACE and claim.value.place is not None:
        return PLACE_KEYS
    if claim.field == Field.TIME and claim.value.time is not None:
        return TIME_KEYS
    return ("text",)


def _value(claim: Claim, form: _Form) -> dict[str, Any]:
    value: dict[str, Any] = to_row(claim.value)
    if claim.field in COUNT_FIELDS:
        value |= {key: form.number(key, 0) for key in ("low", "high") if form.has(key)}
        if value["low"] is not None and value["high"] is not None and value["low"] > value["high"]:
            form.wrong.append(f"low={value['low']} is more than high={value['high']}.")
        value |= {"approximate": form.yes("approximate")} if form.has("approximate") else {}
        value |= {"group": form.text("group")} if form.has("group") else {}
    elif claim.field in (Field.ACTOR, Field.RECIPIENT):
        if form.has("name"):
            value["name"] = form.text("name")
            if value["name"] is None:
                form.wrong.append("name: give a name.")
        if form.has("kind"):
            value["kind"] = form.one_of("kind", ACTOR_KINDS)
    elif claim.field == Field.PLACE and claim.value.place is not None:
        value["place"] = _place(dict(value["place"]), form)
    elif claim.field == Field.TIME and claim.value.time is not None:
        value["time"] = _time(dict(value["time"]), form)
    elif form.has("text"):
        value["text"] = form.text("text")
        if value["text"] is None:
            form.wrong.append("text: give the words.")
    return value


def _place(place: dict[str, Any], form: _Form) -> dict[str, Any]:
    before = dict(place)
    place |= {key: form.text(key) for key in ("name", "country") if form.has(key)}
    place |= {key: form.degrees(key, limit) for key, limit in (("lat", 90), ("lon", 180)) if form.has(key)}
    place |= {"precision": form.number("precision", 1, 7)} if form.has("precision") else {}
    if place["precision"] is None or place["name"] is None:
        form.wrong.append("A place needs a name and a precision from 1 to 7.")
    if (place["lat"] is None) != (place["lon"] is None):
        form.wrong.append("lat and lon: give both or none.")
    if any(place[key] != before[key] for key in ("name", "country", "lat", "lon")):
        place |= {"gazetteer_id": None, "candidates": []}  # it is no longer the place that the gazetteer knows
    return place


def _time(time: dict[str, Any], form: _Form) -> dict[str, Any]:
    time |= {key: form.day(key) for key in ("earliest", "latest") if form.has(key)}
    time |= {"precision": form.number("precision", 1, 5)} if form.has("precision") else {}
    if time["precision"] is None:
        form.wrong.append("A time needs a precision from 1 to 5.")
    if time["earliest"] and time["latest"]:
        if time["earliest"] > time["latest"]:
            form.wrong.append(f"earliest={time['earliest']} is later than latest={time['latest']}.")
        if time["earliest"] == time["latest"]:
            time |= {"month": int(time["earliest"][5:7]), "day": int(time["earliest"][8:10])}
    return time


def _claimant(claim: Claim, form: _Form) -> dict[str, Any]:
    name = form.text("claimant") if form.has("claimant") else claim.claimant.name
    if name is None:
        form.wrong.append("claimant: give a name, AUTHOR for the writer, or UNNAMED.")
    kind: str | None = claim.claimant.kind.value
    special = {"AUTHOR": ClaimantKind.AUTHOR.value, "UNNAMED": ClaimantKind.UNNAMED.value}
    if form.has("claimant-kind") and form.text("claimant-kind") != kind:
        kind = form.one_of("claimant-kind", ClaimantKind)
    elif name in special:
        kind = special[name]
    elif name != claim.claimant.name and kind in special.values():
        form.wrong.append(f"claimant-kind: say what kind of voice {name} is.")
    if (name in special or kind in special.values()) and special.get(name or "") != kind:
        form.wrong.append("AUTHOR is of kind author and UNNAMED of kind unnamed, and nobody else.")
    return {"name": name, "kind": kind}


def event_patch(event: Event, given: Mapping[str, str]) -> dict[str, Any]:
    """The keys of an event that these settings change. Raises ConfigurationError with all that is wrong."""
    form = _Form(given)
    form.check_known(EVENT_KEYS, "An event")
    patch: dict[str, Any] = {}
    for key, choices in (("type", EventType), ("modality", Modality)):
        if form.has(key):
            patch[key] = form.one_of(key, choices)
    if form.has("mode"):
        patch["mode"] = form.text("mode")
    if form.has("title"):
        patch["title"] = form.text("title")
        if patch["title"] is None:
            form.wrong.append("title: give a title.")
    form.finish()
    row = to_row(event)
    return {key: value for key, value in patch.items() if value != row[key]}

"""How two accounts of one field of one event stand to each other, and by which rule.

| rule | kind | says |
|---|---|---|
| same-value | agree | the values are equal |
| bounds-overlap | agree | both numbers can be true: "at least 22" and 22 |
| same-name | agree | one name, perhaps shortened: "the mobs" and "Kyiv mobs" |
| acting-together | agree | two actors of one sentence, one helping the other |
| same-head | agree | two labels with one head word |
| inside | agree | one place or time lies in the other |
| no-overlap | differ | both numbers cannot be true (of one voice in one text: see own-figures) |
| own-figures | differ | one voice in one text gives two tolls of everybody without a word on growth or parts |
| other-name | differ | another actor, by another voice; not "gunmen", not police who shot the attacker |
| other-side | differ | those who suffered it are civilians for one voice, fighters for the other |
| other-label | differ | another name for the event by another voice |
| place-apart, time-apart | differ | places or times that cannot both be true, by two voices |
| other-words | differ | weapons or motives without a shared head word |
| denied, doubted | deny | one voice denies or doubts what the other says |
| none-of-them | deny | one voice says that nobody was, the other counts some |
| same-voice-later | revise | one voice gives another figure later |
| grown-in-text | revise | words such as "has now risen" make it the newer figure |
| later-report | revise | a later report of no opposed voice gives a higher figure |
| part-of-total | part-of | the claim says whose part it is |
| part-by-group | part-of | it counts one group, the other all, and is not the larger; never attackers among victims |
| parts-sum | part-of | with another count of its voice and text it adds up to the other (given by `accounts`) |

`relate` answers for an ordered pair: "revise" and "part-of" stand only on the newer account and on the part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from math import ceil, floor

from rashomon.data import lexicon
from rashomon.extract.coreference.compatibility import (
    compare_places,
    compare_times,
    is_specific,
    name_words,
    names_match,
    stem,
)
from rashomon.model import (
    COUNT_FIELDS,
    Claim,
    ClaimantKind,
    Field,
    Modality,
    RelationKind,
    Stance,
    Value,
)

__all__ = ["Answer", "Version", "bounds", "relate", "states"]

APPROXIMATE = 0.15  # "about 50" leaves room for 15 percent on either side
OPPOSED = 2.0  # two named voices whose figures are further apart than this dispute, however much later one speaks
UNREAL = frozenset({Modality.HYPOTHETICAL, Modality.PLANNED})
NO_PARTY = frozenset({ClaimantKind.AUTHOR, ClaimantKind.UNNAMED, ClaimantKind.MEDIA})

Answer = tuple[RelationKind, str]


@dataclass(frozen=True, slots=True)
class Version:
    """One account before its relations: the first of its claims with what the comparison needs around it.

    `when` is the ISO date that the figure is of, or on which it was published; `sentence` the words around the
    evidence; `offset` its place in `document`; `voice` the claimant's key; `ids` all its claims; `parts` the claims
    whose totals they are parts of. `response` marks an actor who acted against those who did it.
    """

    claim: Claim
    voice: str
    document: str
    offset: int
    sentence: str
    when: str | None
    ids: frozenset[str]
    parts: frozenset[str]
    response: bool = False


def relate(one: Version, other: Version) -> Answer | None:
    """The relation of `one` to `other`, or None where they neither support nor contradict each other."""
    if one.claim.modality in UNREAL or other.claim.modality in UNREAL:
        return None
    if not states(one):
        return _denial(one, other)
    return _compared(one, other) if states(other) else None


def _compared(one: Version, other: Version) -> Answer | None:
    """Two versions that both state their value."""
    field = one.claim.field
    if field in COUNT_FIELDS:
        return _none_of_them(one, other) or _counts(one, other)
    if field in (Field.ACTOR, Field.RECIPIENT):
        return _people(one, other)
    if field in (Field.PLACE, Field.TIME):
        found = _place_or_time(one.claim.value, other.claim.value)
        return None if found and found[0] == "differ" and one.voice == other.voice else found
    return _words(one, other)


def states(version: Version) -> bool:
    """False for a version that denies or doubts its value."""
    claim = version.claim
    if claim.polarity == "negative" or claim.modality == Modality.NEGATED:
        return False
    return claim.stance not in (Stance.DENIES, Stance.DOUBTS)


# ---------------------------------------------------------------- denials


def _denial(one: Version, other: Version) -> Answer | None:
    """`one` denies or doubts its value: how does that stand to `other`?"""
    if not _same_thing(one, other):
        return None
    if not states(other):
        return ("agree", "same-value")
    if one.voice == other.voice:
        return None
    return ("deny", "doubted" if one.claim.stance == Stance.DOUBTS else "denied")


def _none_of_them(one: Version, other: Version) -> Answer | None:
    mine, theirs = one.claim.value, other.claim.value
    if mine.high == 0 and (theirs.low or 0) > 0 and _group(mine) == _group(theirs) and one.voice != other.voice:
        return ("deny", "none-of-them")
    return None


def _same_thing(one: Version, other: Version) -> bool:
    """True when two versions are about the same value, whatever they do with it."""
    mine, theirs = one.claim.value, other.claim.value
    if one.claim.field in COUNT_FIELDS:
        low, high = bounds(mine)
        other_low, other_high = bounds(theirs)
        return mine.low is None or (low <= other_high and other_low <= high)
    if one.claim.field in (Field.ACTOR, Field.RECIPIENT):
        return names_match(mine.name or mine.text, theirs.name or theirs.text)
    return bool(_heads(mine)) and set(_heads(mine)) <= set(_heads(theirs))


# ---------------------------------------------------------------- counts


def bounds(value: Value) -> tuple[float, float]:
    """Lowest and highest number that a count allows; approximate ones are widened by 15 percent.

    Open ends are 0 and infinity. Vague words ("dozens") have an open end already and are not widened upwards.
    """
    low = float(value.low) if value.low is not None else 0.0
    high = float(value.high) if value.high is not None else float("inf")
    if value.approximate:
        low = floor(low * (1 - APPROXIMATE))
        high = ceil(high * (1 + APPROXIMATE)) if high != float("inf") else high
    return low, high


def _counts(one: Version, other: Version) -> Answer | None:
    part = _part(one, other)
    if part is not None or _part(other, one) is not None or _siblings(one, other):
        return part
    mine, theirs = one.claim.value, other.claim.value
    if (mine.low, mine.high) == (theirs.low, theirs.high):
        return ("agree", "same-value")
    newer, older = _revision(one, other), _revision(other, one)
    if newer is not None or older is not None:
        return newer
    low, high = bounds(mine)
    other_low, other_high = bounds(theirs)
    if low <= other_high and other_low <= high and not _bare_floor(mine, theirs):
        return ("agree", "bounds-overlap")
    if one.voice == other.voice and one.document == other.document:
        return ("differ", "own-figures") if _own_figures(one, other) else None
    return ("differ", "no-overlap")


def _own_figures(one: Version, other: Version) -> bool:
    """Does one voice contradict itself in one text ("12 dead" above, "15 dead" below)?

    Only tolls of everybody that are near each other: what is less than half of the other is rather a part of it,
    and so is what stands beside words such as "another" or "of them".
    """
    mine, theirs = one.claim.value, other.claim.value
    if one.claim.field not in (Field.KILLED, Field.INJURED) or _group(mine) or _group(theirs):
        return False
    low, high = sorted((_figure(mine), _figure(theirs)))
    if mine.approximate or theirs.approximate or low < 2 or high > OPPOSED * low or one.sentence == other.sentence:
        return False
    return not any(_cue(name, version.sentence) for name in ("partial", "risen", "early") for version in (one, other))


def _bare_floor(mine: Value, theirs: Value) -> bool:
    """ "At least 22" against "more than 60": open upwards both, and yet two different tolls."""
    if mine.high is not None and theirs.high is not None:
        return False
    low, other = _figure(mine), _figure(theirs)
    vague = bool(mine.approximate and mine.high is None) or bool(theirs.approximate and theirs.high is None)
    return not vague and max(low, other) > 2 * max(1, min(low, other))


def _part(one: Version, other: Version) -> Answer | None:
    """Is `one` a part of `other`? Because it says so, or because it counts a group and the other everybody."""
    if one.parts & other.ids:
        return ("part-of", "part-of-total")
    mine, theirs = one.claim.value, other.claim.value
    if one.parts and not other.parts and one.document == other.document:
        return ("part-of", "part-of-total") if _figure(mine) <= _figure(theirs) else None
    if _attackers(_group(mine)) and not _group(theirs):
        return None  # who died attacking is not among the victims, unless the text says so
    if _group(mine) and not _group(theirs) and not other.parts and _figure(mine) < _figure(theirs):
        return ("part-of", "part-by-group")
    return None


def _siblings(one: Version, other: Version) -> bool:
    """Two parts, or counts of two groups: neither rivals nor parts of each other. A count of a group that is
    larger than a count of everybody can be no part of it: then the two are rivals ("closer to 2,000 villagers",
    "the official 200")."""
    if bool(one.parts) != bool(other.parts):
        return True
    groups = _group(one.claim.value), _group(other.claim.value)
    if bool(groups[0]) != bool(groups[1]):
        return _attackers(groups[0] | groups[1])  # who died attacking is not among the victims
    return bool(groups[0] and not groups[0] & groups[1])


@cache
def _everybody() -> frozenset[str]:
    return frozenset(lexicon("link_cues")["everybody"])


def _attackers(group: frozenset[str]) -> bool:
    return any(word in lexicon("link_cues")["attackers"] for word in group)


def _group(value: Value) -> frozenset[str]:
    """The telling words of whom a count counts; empty for everybody. A single person is a group of its own kind."""
    words = value.group or (value.text if value.low == value.high == 1 else "")
    return frozenset(w for w in name_words(words) if w not in _everybody() and not w.isdigit())


def _figure(value: Value) -> int:
    """The number that the words print."""
    return value.low if value.low is not None else value.high or 0


def _revision(newer: Version, older: Version) -> Answer | None:
    """Is `newer` the same count as time went on?"""
    if newer.document == older.document:
        return ("revise", "grown-in-text") if _grown(newer, older) else None
    later = newer.when is not None and older.when is not None and newer.when > older.when
    if not later:
        return None
    if newer.voice == older.voice:
        return ("revise", "same-voice-later")
    high, low = _figure(newer.claim.value), _figure(older.claim.value)
    if high < low:
        return None
    if _cue("risen", newer.sentence):
        return ("revise", "grown-in-text")
    parties = newer.claim.claimant.kind not in NO_PARTY and older.claim.claimant.kind not in NO_PARTY
    return None if parties and high > OPPOSED * max(low, 1) else ("revise", "later-report")


def _grown(newer: Version, older: Version) -> bool:
    """Within one text: a higher figure with words of growth, or a lower one with words of an early count."""
    if _figure(newer.claim.value) < _figure(older.claim.value):
        return False
    if _cue("early", older.sentence) and older.sentence != newer.sentence:
        return not _cue("early", newer.sentence) or _cue("risen", newer.sentence)
    return newer.offset > older.offset and _cue("risen", newer.sentence) and not _cue("early", newer.sentence)


@cache
def _patterns(name: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(lexicon("link_cues")[name]) + r")\b", re.IGNORECASE)


def _cue(name: str, text: str) -> bool:
    return _patterns(name).search(text) is not None


# ---------------------------------------------------------------- people, places, times, words


def _people(one: Version, other: Version) -> Answer | None:
    mine, theirs = one.claim.value, other.claim.value
    if names_match(mine.name or mine.text, theirs.name or theirs.text):
        return ("agree", "same-name")
    if one.voice == other.voice:
        return None  # one voice may name several
    if one.claim.field == Field.RECIPIENT:
        sides = {_side(mine), _side(theirs)}
        return ("differ", "other-side") if sides == {"civilian", "armed"} else None
    if one.response or other.response:
        return None
    if one.document == other.document and _together(one, other):
        return ("agree", "acting-together")
    return ("differ", "other-name") if _specific(mine) and _specific(theirs) else None


def _side(value: Value) -> str | None:
    """Whether those who suffered it are said to be civilians or fighters."""
    if value.text.lower().endswith(("self", "selves")):
        return None  # who blew himself up
    if value.kind in ("military", "rebel"):
        return "armed"
    return "civilian" if value.kind == "civilian" else None


def _specific(value: Value) -> bool:
    return is_specific(value.name or value.text)


def _together(one: Version, other: Version) -> bool:
    first, second = sorted((one, other), key=lambda v: v.offset)
    if first.sentence != second.sentence:
        return False
    between = first.sentence
    for value in (first.claim.value, second.claim.value):
        between = between.replace(value.text, " ")
    return _cue("together", between)


def _place_or_time(mine: Value, theirs: Value) -> Answer | None:
    if mine.place is not None and theirs.place is not None:
        found: str = compare_places(mine.place, theirs.place)
        rule = "place-apart"
    elif mine.time is not None and theirs.time is not None:
        found, rule = compare_times(mine.time, theirs.time), "time-apart"
    else:
        return None
    if found == "same":
        return ("agree", "same-value")
    if found in ("inside", "contains", "overlap"):
        return ("agree", "inside")
    return ("differ", rule) if found == "apart" else None


def _words(one: Version, other: Version) -> Answer | None:
    mine, theirs = _heads(one.claim.value), _heads(other.claim.value)
    if mine == theirs:
        return ("agree", "same-value")
    if mine and theirs and mine[-1] == theirs[-1]:
        return ("agree", "same-head")
    if one.voice == other.voice:
        return None
    return ("differ", "other-label" if one.claim.field == Field.LABEL else "other-words")


def _heads(value: Value) -> tuple[str, ...]:
    """Stems of a phrase up to its first preposition or comma, the head last."""
    phrase = re.split(r",|;|\b(?:of|by|against|in|on|for|with|that|which|who)\b", value.text.lower())[0]
    words = re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", phrase or value.text.lower())
    return tuple(stem(w) for w in words if w not in ("a", "an", "the", "so-called"))

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
| other-name | differ | another actor, by another voice; not "gunmen", "a guard" and "a member", police who shot him |
| other-side | differ | those who suffered it are civilians for one voice, fighters for the other; not "people" |
| other-label | differ | another name for the event by another voice; not "tragedy", which tells how terrible it was |
| place-apart, time-apart | differ | places or times that cannot both be true, by two voices |
| other-words | differ | weapons or motives without a shared head word; not two weapons of one attack (`weapons`) |
| denied, doubted | deny | one voice denies or doubts what the other says |
| none-of-them | deny | one voice says that nobody was, the other counts some |
| same-voice-later | revise | one voice gives another figure later |
| grown-in-text | revise | words such as "has now risen" make it the newer figure |
| corrected-in-text | revise | a later report gives a lower figure with words such as "revised down" |
| later-report | revise | a later report of no opposed voice gives a higher figure |
| part-of-total | part-of | the claim says whose part it is |
| part-by-group | part-of | it counts fewer: one group, or "a man beside him"; never attackers among victims |
| part-by-words | part-of | "three others", "the final two", "two of the four", "still trapped" beside a higher count |
| part-by-counter | part-of | one hospital's or morgue's own count beside a higher count of anybody else |
| part-by-place | part-of | a lower count in a town beside one in the region or country around it |
| part-by-scope | part-of | a lower count beside one that says it is of a country, a war or weeks of violence |
| parts-sum | part-of | with another count of its voice and text it adds up to the other (given by `accounts`) |

Who in one text also says what the other says (names both actors, both weapons) does not differ from him (`accounts`).
`relate` answers for an ordered pair: "revise" and "part-of" stand only on the newer account and on the part. What
is planned or hypothetical stands in no relation to anything. The reasoning about counts is in `figures`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.data import lexicon
from rashomon.extract.coreference.compatibility import compare_places, compare_times, is_specific, names_match, stem
from rashomon.link.figures import Answer, relate_counts, same_figure, tells_apart
from rashomon.link.versions import Version, has_cue, states
from rashomon.model import COUNT_FIELDS, Field, Modality, Stance, Value

__all__ = ["relate"]

OPEN_KINDS = frozenset({"group", "person", "unnamed", None})
UNREAL = frozenset({Modality.HYPOTHETICAL, Modality.PLANNED})


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
        return relate_counts(one, other)
    if field in (Field.ACTOR, Field.RECIPIENT):
        return _people(one, other)
    if field in (Field.PLACE, Field.TIME):
        found = _place_or_time(one.claim.value, other.claim.value)
        return None if found and found[0] == "differ" and one.voice == other.voice else found
    return _words(one, other)


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


def _same_thing(one: Version, other: Version) -> bool:
    """True when two versions are about the same value, whatever they do with it."""
    mine, theirs = one.claim.value, other.claim.value
    if one.claim.field in COUNT_FIELDS:
        return same_figure(mine, theirs)
    if one.claim.field in (Field.ACTOR, Field.RECIPIENT):
        return names_match(mine.name or mine.text, theirs.name or theirs.text)
    return bool(_heads(mine)) and set(_heads(mine)) <= set(_heads(theirs))


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
    described = mine.kind is not None and mine.kind == theirs.kind and not _is_named(mine) and not _is_named(theirs)
    described = described or _may_be_one_person(mine, theirs)
    return ("differ", "other-name") if _specific(mine) and _specific(theirs) and not described else None


def _side(value: Value) -> str | None:
    """Whether those who suffered it are said to be civilians or fighters."""
    if value.text.lower().endswith(("self", "selves")):
        return None  # who blew himself up
    if value.kind in ("military", "rebel"):
        return "armed"
    return "civilian" if value.kind == "civilian" and tells_apart(value.name or value.text) else None


def _specific(value: Value) -> bool:
    return is_specific(value.name or value.text)


def _is_named(value: Value) -> bool:
    """False for somebody who is only described: "relatives", "the driver", "a man of 42"."""
    words = (value.name or value.text).split()
    return any(word[:1].isupper() for word in words)


def _may_be_one_person(mine: Value, theirs: Value) -> bool:
    """ "A guard" and "a member of the Northern Guard": two descriptions of one person, unless each names a side and
    these differ, or each says of what kind he is."""
    ours, others = _described_as(mine), _described_as(theirs)
    if ours is None or others is None or not (mine.kind in OPEN_KINDS or theirs.kind in OPEN_KINDS):
        return False
    return not ours or not others or not ours.isdisjoint(others)


def _described_as(value: Value) -> frozenset[str] | None:
    """The names in a description of one person ("Northern", "Guard"); None for a name and for several people."""
    phrase = value.name or value.text
    head = re.split(r",|\b(?:of|in|from|with|who|that)\b", phrase)[0].split()[-1:]
    if not head or not head[0].islower() or head[0].endswith(("s", "men", "women", "people", "police")):
        return None
    return frozenset(stem(word) for word in phrase.split() if word[:1].isupper())


def _together(one: Version, other: Version) -> bool:
    first, second = sorted((one, other), key=lambda v: v.offset)
    if first.sentence != second.sentence:
        return False
    between = first.sentence
    for value in (first.claim.value, second.claim.value):
        between = between.replace(value.text, " ")
    return has_cue("together", between)


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
    if one.claim.field == Field.LABEL and (_is_mood(mine) or _is_mood(theirs)):
        return None
    return ("differ", "other-label" if one.claim.field == Field.LABEL else "other-words")


def _is_mood(words: Sequence[str]) -> bool:
    """ "Tragedy", "horrific attack": how terrible it was, which no other label denies."""
    moods = lexicon("link_cues")["moods"]
    if not words or words[-1] in moods["nouns"]:
        return True
    return words[-1] in moods["deeds"] and len(words) > 1 and set(words[:-1]) <= set(moods["adjectives"])


def _heads(value: Value) -> tuple[str, ...]:
    """Stems of a phrase up to its first preposition or comma, the head last."""
    phrase = re.split(r",|;|\b(?:of|by|against|in|on|for|with|that|which|who)\b", value.text.lower())[0]
    words = re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", phrase or value.text.lower())
    return tuple(stem(w) for w in words if w not in ("a", "an", "the", "so-called"))

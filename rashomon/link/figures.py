"""How two counts of one event stand to each other: bounds, parts, scope and time. The rules are in `relations`.

The order of the questions matters: is one a part of the other, do they count different people, is one the other as
time went on, can both be true, and only then: do they differ?
"""

from __future__ import annotations

import re
from functools import cache
from math import ceil, floor

from rashomon.data import lexicon
from rashomon.extract.coreference.compatibility import compare_places, compare_times, name_words
from rashomon.link.versions import Version, has_cue
from rashomon.model import ClaimantKind, Field, RelationKind, Value

__all__ = ["Answer", "bounds", "relate_counts", "same_figure", "shared_group", "tells_apart"]

APPROXIMATE = 0.15  # "about 50" leaves room for 15 percent on either side
VAGUE = 5  # "hundreds" (200) reach to five times their lower end: what is more would be called thousands
MANIFOLD = 5  # a count more than so many times another one is of a wider place, or no growth of it
GROWTH = 20  # a later report that gives more than so many times the older figure tells of something else
OPPOSED = 2.0  # two named voices whose figures are further apart than this dispute, however much later one speaks
FLOORS = 1.5  # two open figures ("at least 40", "more than 60") further apart than this are two tolls
NO_PARTY = frozenset({ClaimantKind.AUTHOR, ClaimantKind.UNNAMED, ClaimantKind.MEDIA})
OFFICE = frozenset({ClaimantKind.OFFICIAL, ClaimantKind.STATE})
COUNTRY = 6  # where_prec of a place that is no nearer than a country
TOWN = 3  # where_prec up to which a place is one town or district

Answer = tuple[RelationKind, str]


def relate_counts(one: Version, other: Version) -> Answer | None:
    """The relation of `one` to `other`, both of which state a count, or None where they are no rivals."""
    if _none_of_them(one, other):
        return ("deny", "none-of-them")
    part = _part(one, other)
    if part is not None or _part(other, one) is not None or _siblings(one, other):
        return part
    if same := _same_number(one.claim.value, other.claim.value):
        return same
    newer, older = _revision(one, other), _revision(other, one)
    return newer if newer or older else _rivals(one, other)


def _same_number(mine: Value, theirs: Value) -> Answer | None:
    if (mine.low, mine.high) == (theirs.low, theirs.high):
        return ("agree", "same-value")
    return ("agree", "bounds-overlap") if _figure(mine) == _figure(theirs) and _overlap(mine, theirs) else None


def _rivals(one: Version, other: Version) -> Answer | None:
    """Two numbers of the same people at the same time."""
    mine, theirs = one.claim.value, other.claim.value
    if _overlap(mine, theirs) and not _two_tolls(mine, theirs):
        return ("agree", "bounds-overlap")
    if one.voice == other.voice and one.document == other.document:
        return ("differ", "own-figures") if _own_figures(one, other) else None
    return ("differ", "no-overlap")


# ---------------------------------------------------------------- bounds


def bounds(value: Value) -> tuple[float, float]:
    """Lowest and highest number that a count allows; approximate ones are widened by 15 percent.

    Open ends are 0 and infinity. Vague words ("dozens") reach to five times their lower end.
    """
    low = float(value.low) if value.low is not None else 0.0
    high = float(value.high) if value.high is not None else float("inf")
    if value.approximate:
        high = ceil(high * (1 + APPROXIMATE)) if high != float("inf") else VAGUE * low
        low = floor(low * (1 - APPROXIMATE))
    return low, high


def same_figure(mine: Value, theirs: Value) -> bool:
    """True when one who denies `mine` denies `theirs`: no number of its own, or one that can be the other."""
    return (mine.low is None and mine.high is None) or mine.low is None or _overlap(mine, theirs)


def _overlap(mine: Value, theirs: Value) -> bool:
    low, high = bounds(mine)
    other_low, other_high = bounds(theirs)
    return low <= other_high and other_low <= high


def _two_tolls(mine: Value, theirs: Value) -> bool:
    """ "At least 22" against "more than 60": open upwards both, and yet two different tolls."""
    if _vague(mine) or _vague(theirs) or (mine.high is not None and theirs.high is not None):
        return False
    low, high = sorted((_figure(mine), _figure(theirs)))
    both_open = mine.high is None and theirs.high is None
    return high >= FLOORS * low if both_open else high > OPPOSED * max(1, low)


def _vague(value: Value) -> bool:
    return bool(value.approximate) and value.high is None


def _figure(value: Value) -> int:
    """The number that the words print."""
    return value.low if value.low is not None else value.high or 0


def _none_of_them(one: Version, other: Version) -> bool:
    mine, theirs = one.claim.value, other.claim.value
    if mine.high != 0 or not theirs.low or one.voice == other.voice:
        return False
    return shared_group(mine) == shared_group(theirs)


def _own_figures(one: Version, other: Version) -> bool:
    """Does one voice contradict itself in one text ("12 dead" above, "15 dead" below)?

    Only tolls of everybody that are near each other: what is less than half of the other is rather a part of it,
    and so is what stands beside words such as "another" or "of them".
    """
    mine, theirs = one.claim.value, other.claim.value
    if one.claim.field not in (Field.KILLED, Field.INJURED) or shared_group(mine) or shared_group(theirs):
        return False
    low, high = sorted((_figure(mine), _figure(theirs)))
    if mine.approximate or theirs.approximate or low < 2 or high > OPPOSED * low or one.sentence == other.sentence:
        return False
    cues = ("partial", "wide", "risen", "early")
    return not any(has_cue(name, version.sentence) for name in cues for version in (one, other))


# ---------------------------------------------------------------- parts and scope


def _part(one: Version, other: Version) -> Answer | None:
    """Is `one` a part of `other`? Because it says so, or because it counts less: a group, one place, one day."""
    mine, theirs = one.claim.value, other.claim.value
    stated = one.parts and not other.parts and one.document == other.document
    ours, whole = shared_group(mine), shared_group(theirs)
    if one.parts & other.ids or (stated and not whole and _figure(mine) <= _figure(theirs)):
        return ("part-of", "part-of-total")
    if stated or other.parts or not 0 < _figure(mine) < _figure(theirs):
        return None
    if _rest(one) and not _rest(other) and (ours == whole or not whole):
        return ("part-of", "part-by-words")
    if ours == whole and _single(one) and _is_somebody(one):
        return ("part-of", "part-by-group")
    rule = _narrower(one, other) if ours == whole else _fewer(one, other, ours, whole)
    return ("part-of", rule) if rule else None


def _rest(version: Version) -> bool:
    """Do the words count only some: the others beside somebody named ("and three others"), "two of the four", those
    still in hospital?"""
    before, after = version.sentence[: version.at], version.sentence[version.until :]
    if has_cue("rest_before", before, at_end=True) or has_cue("rest_after", after, at_start=True):
        return version.claim.field != Field.INJURED or _beside_the_hurt(version)
    told = (*(one.quote for one in version.claim.evidence), re.split(r"[,.;:]", version.sentence[version.at :])[0])
    return any(has_cue("rest_state", one) for one in told)


def _beside_the_hurt(version: Version) -> bool:
    """ "Four died and another 40 were injured" counts all injured: the others are others than the dead. Only where the
    injured are told of before, or it says "of the injured", is it the rest of them."""
    start = min((one.start for one in version.claim.evidence), default=version.offset) - version.offset + version.at
    before = re.sub(r"\w+\W*$", "", version.sentence[: max(0, min(start, version.at))])  # its own verb: "wounding 40"
    return has_cue("hurt", before) or has_cue("of_them", version.sentence[version.until :], at_start=True)


def _fewer(one: Version, other: Version, ours: frozenset[str], whole: frozenset[str]) -> str | None:
    """Does `one` count a group of those whom `other` counts?"""
    if not whole:  # who died attacking is not among the victims, unless the text says so
        return None if _attackers(ours) else "part-by-group"
    same_text = one.voice == other.voice and one.document == other.document
    sorts = ours - whole <= set(lexicon("link_cues")["sorts"])
    return "part-by-group" if ours > whole and (same_text or sorts) else None


def _narrower(one: Version, other: Version) -> str | None:
    """By which rule `one` counts in a narrower place, count or time than `other`, None where it does not."""
    if _counter(one) and not _counter(other):
        return "part-by-counter"
    if has_cue("wide", other.sentence) and not has_cue("wide", one.sentence) and one.sentence != other.sentence:
        return "part-by-scope"
    here, there = one.claim.place, other.claim.place
    if here is not None and there is not None and here.precision <= TOWN < there.precision:
        # "A blast in Kenya" says where it was, not that all of Kenya was counted.
        loose = there.precision >= COUNTRY and one.document != other.document
        if loose and _figure(other.claim.value) <= MANIFOLD * _figure(one.claim.value):
            return None
        return "part-by-place" if compare_places(here, there) == "inside" else None
    return None


def _counter(version: Version) -> str | None:
    """The name of the hospital, morgue or the like whose own count this is."""
    name = version.claim.claimant.name
    if any(word in lexicon("link_cues")["counters"] for word in name_words(name)):
        return version.voice
    bodies = version.claim.field == Field.KILLED and has_cue("counted_at", version.sentence)
    return version.sentence if bodies else None


def _siblings(one: Version, other: Version) -> bool:
    """Counts of different people, neither rivals nor parts of each other: two parts, two groups, two hospitals, two
    towns or two days of one violence. A count of a group that is larger than a count of everybody can be no part of
    it: then the two are rivals ("closer to 2,000 villagers", "the official 200")."""
    groups = shared_group(one.claim.value), shared_group(other.claim.value)
    if bool(one.parts) != bool(other.parts) or (one.parts and one.document == other.document):
        unlike = groups[0] != groups[1] or bool(one.parts) != bool(other.parts)
        return unlike or not groups[0] or one.voice == other.voice  # of "eight of them" nobody knows which
    if (_rest(one) or _rest(other)) and _figure(one.claim.value) != _figure(other.claim.value):
        return True
    if bool(groups[0]) != bool(groups[1]):
        none = 0 in (_figure(one.claim.value), _figure(other.claim.value))  # no soldiers, twelve people
        return none or _attackers(groups[0] | groups[1])  # who died attacking is not among the victims
    if groups[0] != groups[1] and (not groups[0] & groups[1] or _single(one) != _single(other)):
        return True
    counters = _counter(one), _counter(other)
    if counters[0] and counters[1] and counters[0] != counters[1]:
        return True
    return _elsewhere(one, other)


def _elsewhere(one: Version, other: Version) -> bool:
    """Do the two count in different towns, or on different days by the words of one text?"""
    here, there = one.claim.place, other.claim.place
    towns = here is not None and there is not None and max(here.precision, there.precision) <= TOWN
    if here is not None and there is not None and towns and compare_places(here, there) == "apart":
        return True
    then, now = one.claim.time, other.claim.time
    if then is None or now is None or one.document != other.document:
        return False
    return compare_times(then, now, one_text=True) == "apart"


def _single(version: Version) -> bool:
    return version.claim.value.low == version.claim.value.high == 1


def _is_somebody(version: Version) -> bool:
    """ "A man beside him was killed": one of them is told of, where "one man was killed" counts them all."""
    return version.claim.value.text.lower().startswith(("a ", "an ", "his ", "her ", "their ", "my ", "our "))


@cache
def _everybody() -> frozenset[str]:
    return frozenset(lexicon("link_cues")["everybody"])


def _attackers(group: frozenset[str]) -> bool:
    return any(word in lexicon("link_cues")["attackers"] for word in group)


def tells_apart(words: str) -> bool:
    """False for "other people", which are everybody."""
    return any(word not in _everybody() for word in name_words(words))


def shared_group(value: Value) -> frozenset[str]:
    """The telling words of whom a count counts; empty for everybody. A single person is a group of its own kind."""
    words = value.group or (value.text if value.low == value.high == 1 else "")
    return frozenset(w for w in name_words(words) if w not in _everybody() and not w.isdigit())


# ---------------------------------------------------------------- as time went on


def _revision(newer: Version, older: Version) -> Answer | None:
    """Is `newer` the same count as time went on?"""
    later = newer.when is not None and older.when is not None and newer.when > older.when
    one_voice = newer.voice == older.voice
    rule = None
    ours, theirs = shared_group(newer.claim.value), shared_group(older.claim.value)
    if ours != theirs and not (later and not theirs and _outgrown(newer, older)):
        return None
    if newer.document == older.document:
        rule = "grown-in-text" if _grown(newer, older) else "same-voice-later" if later and one_voice else None
    elif later:
        rule = "same-voice-later" if one_voice else _later(newer, older)
    return ("revise", rule) if rule else None


def _outgrown(newer: Version, older: Version) -> bool:
    """ "Two people dead", and in a later text "six villagers dead": more of some than there had been of all."""
    if newer.parts or shared_group(newer.claim.value) <= set(lexicon("link_cues")["sorts"]):
        return False  # the men among the dead
    mine, theirs = _figure(newer.claim.value), _figure(older.claim.value)
    return newer.document != older.document and theirs < mine <= MANIFOLD * max(1, theirs)


def _later(newer: Version, older: Version) -> str | None:
    """By which rule a later text of another voice revises the older figure, None where it does not."""
    if _figure(newer.claim.value) < _figure(older.claim.value):
        return "corrected-in-text" if has_cue("lowered", newer.sentence) else None
    if has_cue("risen", newer.sentence):
        return "grown-in-text"
    if _figure(newer.claim.value) > GROWTH * max(1, _figure(older.claim.value)):
        return None
    return None if _opposed(newer, older) else "later-report"


def _opposed(newer: Version, older: Version) -> bool:
    """Two voices that stand by different figures, whoever speaks later.

    The writer, nobody in particular and news outlets pass on what is known on their day, and one office follows
    another. But whoever repeats a figure after a higher one was given stands by it; one who is said to have done it
    and one who is not are opposed; so are two bodies that count for themselves.
    """
    if older.last is not None and newer.when is not None and older.last > newer.when:
        return True
    ours, theirs = newer.claim.claimant.kind, older.claim.claimant.kind
    if ours in NO_PARTY or theirs in NO_PARTY:
        return False
    if newer.party != older.party:
        return True
    if ours in OFFICE and theirs in OFFICE:
        return False
    both_bodies = ours == theirs == ClaimantKind.ORGANISATION
    return both_bodies or _figure(newer.claim.value) > OPPOSED * max(_figure(older.claim.value), 1)


def _grown(newer: Version, older: Version) -> bool:
    """Within one text: words of growth or correction beside the newer figure, or of an early count beside the older."""
    mine, theirs = _figure(newer.claim.value), _figure(older.claim.value)
    if newer.sentence == older.sentence and newer.sentence:
        before = older.sentence[: older.at]
        replaced = has_cue("instead_of", before, at_end=True)
        if replaced and newer.at < older.at:  # "43, up from 40", "31, not 40 as first reported"
            return True
        between = newer.sentence[older.until : newer.at]
        return newer.at > older.at and mine > theirs and (has_cue("risen", between) or between.strip() == "to")
    if mine < theirs:
        return newer.offset > older.offset and has_cue("lowered", newer.sentence)
    if has_cue("early", older.sentence):
        return not has_cue("early", newer.sentence) or has_cue("risen", newer.sentence)
    return newer.offset > older.offset and has_cue("risen", newer.sentence) and not has_cue("early", newer.sentence)

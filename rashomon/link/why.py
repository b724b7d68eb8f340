"""Why are two happenings one event, or two? The answer of linking, taken apart into words and numbers.

What is shown is what linking itself uses: the keys that made a pair worth weighing (`blocking`), the parts of its
weight (`scoring`), what forbids it, people's decisions (`constraints`), and for groups the average of their pairs
(`clustering`). Nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rashomon.extract.coreference.compatibility import distance_km
from rashomon.link.blocking import keys_of
from rashomon.link.clustering import AVERAGE, is_placed, more_for
from rashomon.link.constraints import FREE, Bound, Constraints
from rashomon.link.features import Feature, compare
from rashomon.link.gists import Gist
from rashomon.link.profiles import Profile, profiles_of, word_weight
from rashomon.link.scoring import LINK, Match, match_weight
from rashomon.model import Happening, Place, TimeRange

__all__ = ["Explanation", "PairReason", "PartReason", "Reason", "explain"]

SHOWN = 12  # happenings of each side that are compared, the best told first
WORDS = 8  # shared words that are named

Reason = Literal[
    "same-event",
    "decided-together",
    "decided-apart",
    "forbidden",
    "never-compared",
    "too-little",
    "one-document",
    "average",
    "nothing-told",
]


@dataclass(frozen=True, slots=True)
class PartReason:
    """One part of a match weight: `value` is what was found ("same-day", or a likeness from 0 to 1), `weight` what it
    adds, `ours`/`theirs` the facts on both sides, `note` what they share or how far they are apart."""

    name: str
    value: str
    weight: float
    ours: str = ""
    theirs: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PairReason:
    """Two happenings (ids) and how much speaks for their being one. `total` is None where something forbids it, which
    `veto` names; `keys` are the block keys that both have: without one they are never compared."""

    ours: str
    theirs: str
    documents: tuple[str, str]
    total: float | None
    parts: tuple[PartReason, ...]
    veto: str | None
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """`linked` says whether they are one event now; `reason` why; `pairs` are the pairs, the strongest first; `needed`
    is the weight from which a pair is one, `average` the mean of all pairs compared (None without any), `asked` the
    mean from which the two sides join as they are, and `size` how many happenings they would be: large groups ask for
    more."""

    linked: bool
    reason: Reason
    pairs: tuple[PairReason, ...]
    needed: float
    average: float | None
    conflict: tuple[str, str] | None = None
    asked: float = AVERAGE
    size: int = 2


def explain(
    ours: Sequence[Happening],
    theirs: Sequence[Happening],
    linked: bool,
    *,
    all_of: Sequence[Happening] = (),
    gists: Mapping[str, Gist] | None = None,
    constraints: Constraints = FREE,
    spelling: Mapping[str, str] | None = None,
) -> Explanation:
    """Why the happenings `ours` and `theirs` are one event, if `linked`, or two.

    `all_of` are all happenings of their documents (a document's day of news depends on all of them); `gists` those of
    the documents, by id; `constraints` people's decisions; `spelling` gives a word for each key (rarity.word_key), so
    that words are named as they are written. Each side may hold one happening or a whole event.
    """
    profiles = {
        p.id: p for p in profiles_of(sorted({h.id: h for h in (*all_of, *ours, *theirs)}.values(), key=_by_id), gists)
    }
    one, other = _best_told(ours), _best_told(theirs)
    couples = dict.fromkeys((min(a.id, b.id), max(a.id, b.id)) for a in one for b in other if a.id != b.id)
    mine = {h.id for h in ours}
    ordered = [(a, b) if a in mine else (b, a) for a, b in couples]
    pairs = [_pair(profiles[a], profiles[b], spelling or {}) for a, b in ordered]
    pairs.sort(key=lambda p: (-(p.total if p.total is not None else -1e9), p.ours, p.theirs))
    totals = [p.total for p in pairs if p.total is not None]
    average = round(sum(totals) / len(totals), 2) if totals else None
    conflict = None if linked else _one_document(ours, theirs, profiles)
    reason = _reason(ours, theirs, linked, pairs, conflict, constraints)
    both = sorted({h.id for h in (*ours, *theirs)})
    asked = AVERAGE + more_for(len(both), any(is_placed(profiles[one]) for one in both))
    return Explanation(linked, reason, tuple(pairs), LINK, average, conflict, round(asked, 2), len(both))


def _by_id(happening: Happening) -> str:
    return happening.id


def _best_told(happenings: Sequence[Happening]) -> list[Happening]:
    return sorted(happenings, key=lambda h: (-h.sentences, h.id))[:SHOWN]


def _reason(
    ours: Sequence[Happening],
    theirs: Sequence[Happening],
    linked: bool,
    pairs: Sequence[PairReason],
    conflict: tuple[str, str] | None,
    constraints: Constraints,
) -> Reason:
    if not ours or not theirs:
        return "nothing-told"
    decided = _decided(ours, theirs, constraints)
    if linked:
        return "decided-together" if decided == "decided-together" else "same-event"
    best = next((p.total for p in pairs if p.total is not None), None)
    chosen: list[tuple[bool, Reason]] = [
        (decided == "decided-apart", "decided-apart"),
        (best is None, "forbidden"),
        (not any(p.keys for p in pairs if p.total is not None), "never-compared"),
        (best is not None and best < LINK, "too-little"),
        (conflict is not None, "one-document"),
    ]
    return next((reason for holds, reason in chosen if holds), "average")


def _decided(ours: Sequence[Happening], theirs: Sequence[Happening], constraints: Constraints) -> Reason | None:
    """What somebody decided about the two sides, None where nobody did."""
    happenings = [*ours, *theirs]
    first, second = list(range(len(ours))), list(range(len(ours), len(happenings)))
    bound = Bound(happenings, constraints)
    if not bound.may_join(first, second):
        return "decided-apart"
    joined = any(set(group) & set(first) and set(group) & set(second) for group in bound.groups)
    return "decided-together" if joined else None


def _one_document(
    ours: Sequence[Happening], theirs: Sequence[Happening], profiles: Mapping[str, Profile]
) -> tuple[str, str] | None:
    """Two happenings (ids) of one document that the two sides would bring together although it keeps them apart."""
    here = {h.document: h.id for h in ours}
    for happening in sorted(theirs, key=_by_id):
        mine = here.get(happening.document)
        if mine and mine != happening.id and match_weight(profiles[mine], profiles[happening.id]).total < LINK:
            return mine, happening.id
    return None


# ---------------------------------------------------------------- one pair


def _pair(a: Profile, b: Profile, spelling: Mapping[str, str]) -> PairReason:
    match = match_weight(a, b)
    keys = tuple(sorted(set(keys_of(a)) & set(keys_of(b))))
    parts = () if match.veto else _parts(a, b, match, spelling)
    total = None if match.veto else match.total
    return PairReason(a.id, b.id, (a.document, b.document), total, parts, match.veto, keys)


def _parts(a: Profile, b: Profile, match: Match, spelling: Mapping[str, str]) -> tuple[PartReason, ...]:
    features = compare(a, b)
    weights = dict(match.parts)
    named = dict.fromkeys((*weights, *features))
    return tuple(
        PartReason(
            name, _value(features.get(name, "")), round(weights.get(name, 0.0), 2), *_facts(name, a, b, spelling)
        )
        for name in named
    )


def _value(feature: Feature) -> str:
    return feature if isinstance(feature, str) else f"{feature:.2f}"


def _facts(name: str, a: Profile, b: Profile, spelling: Mapping[str, str]) -> tuple[str, str, str]:
    """What both sides say of one part, and what they share."""
    if name == "place":
        return _places(a.places), _places(b.places), _distance(a.places, b.places)
    if name == "words":
        return "", "", ", ".join(spelling.get(w, w) for w in _shared(_weights(a), _weights(b)))
    if name == "story" and a.gist is not None and b.gist is not None:
        return "", "", ", ".join(spelling.get(w, w) for w in _shared(a.gist.words, b.gist.words))
    sides = {
        "time": (_times(a.times), _times(b.times)),
        "type": (a.type.value, b.type.value),
        "mode": (a.mode or "", b.mode or ""),
        "actors": (", ".join(a.actors), ", ".join(b.actors)),
        "recipients": (", ".join(a.recipients), ", ".join(b.recipients)),
        "ages": (_ages(a), _ages(b)),
        "people": (", ".join(sorted(a.people)), ", ".join(sorted(b.people))),
        "tolls": (_tolls(a), _tolls(b)),
        "trigger": (", ".join(sorted(a.lemmas)), ", ".join(sorted(b.lemmas))),
        "number": ("several" if a.plural else "one", "several" if b.plural else "one"),
        "news": (str(a.published or a.news or ""), str(b.published or b.news or "")),
    }
    return (*sides.get(name, ("", "")), "")


def _places(places: Sequence[Place]) -> str:
    return ", ".join(f"{p.name} (precision {p.precision})" for p in places[:3])


def _distance(ours: Sequence[Place], theirs: Sequence[Place]) -> str:
    """Kilometres between the leading places, where both have a point."""
    if not ours or not theirs:
        return ""
    away = distance_km(ours[0], theirs[0])
    return "" if away is None else f"{away:,.0f} km apart"


def _times(times: Sequence[TimeRange]) -> str:
    return ", ".join(_time(t) for t in times[:3])


def _time(time: TimeRange) -> str:
    if time.earliest and time.earliest == time.latest:
        return time.earliest
    return f"{time.earliest or '?'} to {time.latest or '?'}" if time.earliest or time.latest else time.text


def _tolls(profile: Profile) -> str:
    return ", ".join(f"{field.value} {_bounds(low, high)}" for field, low, high in profile.tolls)


def _ages(profile: Profile) -> str:
    return ", ".join(str(age) for age in sorted(profile.ages))


def _bounds(low: int | None, high: int | None) -> str:
    if low == high:
        return str(low)
    return f"{'' if low is None else low}-{'' if high is None else high}"


def _weights(profile: Profile) -> dict[str, float]:
    return {word: word_weight(word) for word in profile.words}


def _shared(ours: Mapping[str, float], theirs: Mapping[str, float]) -> list[str]:
    """The words that both have, those that count most first."""
    both = set(ours) & set(theirs)
    return sorted(both, key=lambda w: (-ours[w] * theirs[w], w))[:WORDS]

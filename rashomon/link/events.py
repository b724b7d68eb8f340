"""The same happening across documents becomes one event, with an id that never dies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from rashomon.data import lexicon
from rashomon.extract.coreference.compatibility import compare_places, compare_times
from rashomon.extract.identity import stable_id
from rashomon.link.blocking import candidate_pairs
from rashomon.link.clustering import cluster, is_placed
from rashomon.link.constraints import FREE, Constraints
from rashomon.link.gists import Gist
from rashomon.link.profiles import profiles_of
from rashomon.link.scoring import Match, match_weight
from rashomon.link.titles import event_title
from rashomon.model import Event, EventType, Happening, Modality, Place, TimeRange

__all__ = ["event_of", "group_happenings", "link_events", "with_ids"]

LOST = 4  # where_prec of a province: what a place is worth that is known by its name and country alone
# The most real modality among its mentions is the event's.
MODALITY_RANK = (
    Modality.ACTUAL,
    Modality.POSSIBLE,
    Modality.PLANNED,
    Modality.HYPOTHETICAL,
    Modality.NEGATED,
)


def link_events(
    happenings: Sequence[Happening],
    previous: Sequence[Event] = (),
    constraints: Constraints = FREE,
    *,
    gists: Mapping[str, Gist] | None = None,
    chained: bool = True,
) -> tuple[Event, ...]:
    """Events from happenings, sorted by id; the same set of happenings gives the same events in any order.

    `previous` are the events of the ledger so far. A group that shares mentions with some of them takes the id of
    the one with which it shares most; the others become events with `redirects_to`. Of two groups that share
    mentions with one event, the one that shares more keeps the id. Previous events whose mentions are all gone
    are returned as they were. `constraints` are people's decisions on what is one event and what is not. `gists`, by
    Document.id, say what the documents are about as a whole. `chained` False is for happenings that are single
    mentions: those of one document may then be one, too.
    """
    groups = group_happenings(happenings, constraints, gists=gists, chained=chained)
    fresh = [event_of(group) for group in groups]
    return with_ids(fresh, sorted(previous, key=lambda e: e.id))


def group_happenings(
    happenings: Sequence[Happening],
    constraints: Constraints = FREE,
    *,
    gists: Mapping[str, Gist] | None = None,
    chained: bool = True,
) -> list[list[Happening]]:
    """Happenings that are one, in groups. Each happening stands in exactly one group."""
    unique = sorted({h.id: h for h in happenings}.values(), key=lambda h: h.id)
    profiles = profiles_of(unique, gists, all_lead=not chained)
    known: dict[tuple[int, int], Match] = {}

    def weigh(a: int, b: int) -> Match:
        key = (min(a, b), max(a, b))
        if key not in known:
            known[key] = match_weight(profiles[key[0]], profiles[key[1]], chained)
        return known[key]

    groups = cluster(
        unique, candidate_pairs(profiles, within=not chained), weigh, constraints, [is_placed(p) for p in profiles]
    )
    return [[unique[i] for i in group] for group in groups]


# ---------------------------------------------------------------- one event


def event_of(group: Sequence[Happening]) -> Event:
    """The event of a group of happenings, at least one, with the id that it gets when nobody knew it before."""
    refs = sorted((m for h in group for m in h.mentions), key=lambda m: (m.document, m.start, m.end, m.id))
    mentions = tuple(dict.fromkeys(m.id for m in refs))
    place, time = _agreed_place(group), _agreed_time(group)
    return Event(
        id=stable_id("event", mentions[0] if mentions else group[0].id),
        type=_type(group),
        mode=_commonest([h.mode for h in group if h.mode]),
        title=event_title(group, place, time),
        place=place,
        time=time,
        modality=min((h.modality for h in group), key=MODALITY_RANK.index),
        mentions=mentions,
        documents=tuple(sorted({h.document for h in group})),
    )


def _type(group: Sequence[Happening]) -> EventType:
    return EventType(_commonest([h.type.value for h in group]) or EventType.OTHER.value)


def _commonest(values: Sequence[str]) -> str | None:
    if len(values) < 2:
        return next(iter(values), None)
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], v)) if counts else None


def _agreed_place(group: Sequence[Happening]) -> Place | None:
    """The most exact place that no other happening of the group contradicts more often than supports.

    A place is supported by places that equal or contain it or lie in it, and opposed by those apart from it. Of equals
    that which its happening gives first.
    """
    if sum(len(h.places) for h in group) < 2:
        return next((place for h in group for place in h.places), None)
    first = Counter(h.places[0] for h in group if h.places)
    weighed: dict[Place, tuple[int, int]] = {}
    best: tuple[int, int, int, int, str] | None = None
    chosen = None
    for order, place in ((order, p) for h in group for order, p in enumerate(h.places)):
        if place not in weighed:
            weighed[place] = _told((compare_places(place, other), times) for other, times in first.items())
        against, support = weighed[place]
        rank = (against - support if against else 0, _exactness(place), -support, order, place.name)
        if best is None or rank < best:
            best, chosen = rank, place
    return chosen


def _told(relations: Iterable[tuple[str, int]]) -> tuple[int, int]:
    """How many speak against a place or time, and how many for it; what is unknown does neither."""
    against = support = 0
    for relation, times in relations:
        against += times if relation == "apart" else 0
        support += times if relation not in ("apart", "unknown") else 0
    return against, support


def _exactness(place: Place) -> int:
    """UCDP's where_prec; a street of which only the country is known is no more exact than a county that is known."""
    lost = place.lat is None and (place.inside is None or place.inside in lexicon("countries")["states"])
    return max(place.precision, LOST) if lost else place.precision


def _agreed_time(group: Sequence[Happening]) -> TimeRange | None:
    if sum(len(h.times) for h in group) < 2:
        return next((time for h in group for time in h.times), None)
    first = Counter(h.times[0] for h in group if h.times)
    weighed: dict[TimeRange, tuple[int, int]] = {}
    best: tuple[int, bool, int, int, int, str, str] | None = None
    chosen = None
    for order, time in ((order, t) for h in group for order, t in enumerate(h.times)):
        if time not in weighed:
            weighed[time] = _told((compare_times(time, other), times) for other, times in first.items())
        against, support = weighed[time]
        unknown = time.earliest is None and time.latest is None
        rank = (
            against - support if against else 0,
            unknown,
            time.precision,
            -support,
            order,
            time.earliest or "",
            time.text,
        )
        if best is None or rank < best:
            best, chosen = rank, time
    return chosen


# ---------------------------------------------------------------- ids


def with_ids(fresh: list[Event], previous: list[Event], taken: Collection[str] = ()) -> tuple[Event, ...]:
    """Fresh events with the ids of those that they continue, and what becomes of the others: see link_events. `taken`
    are more ids that no new event may get."""
    live = [e for e in previous if e.redirects_to is None]
    holder = {mention: event.id for event in live for mention in event.mentions}
    shared: dict[int, Counter[str]] = defaultdict(Counter)
    for index, event in enumerate(fresh):
        shared[index].update(holder[m] for m in event.mentions if m in holder)
    claims = sorted(
        ((-count, old, fresh[index].id, index) for index, counts in shared.items() for old, count in counts.items())
    )
    kept: dict[int, str] = {}
    heir: dict[str, int] = {}
    for _, old, _, index in claims:
        if old not in heir and index not in kept:
            kept[index], heir[old] = old, index
    used = {e.id for e in previous}.union(taken)
    result: list[Event] = []
    for index, event in enumerate(fresh):
        name = kept.get(index) or _free_id(event, used)
        used.add(name)
        kept[index] = name
        result.append(replace(event, id=name))
    result.extend(_departed(previous, heir, shared, kept))
    return tuple(sorted(result, key=lambda e: e.id))


def _free_id(event: Event, used: set[str]) -> str:
    """The event's own id, or one salted with more of its mentions when an older event holds it."""
    name, salt = event.id, 0
    while name in used:
        salt += 1
        name = stable_id("event", *event.mentions, salt)
    return name


def _departed(
    previous: list[Event], heir: dict[str, int], shared: dict[int, Counter[str]], kept: dict[int, str]
) -> list[Event]:
    """Previous events that no group continues: redirects where a group took their mentions, else unchanged."""
    most: dict[str, tuple[int, str]] = {}
    for index, counts in shared.items():
        for old, count in counts.items():
            if old not in heir:
                most[old] = min(most.get(old, (0, "")), (-count, kept[index]))
    goes_to = {old: name for old, (_, name) in most.items()}
    departed = []
    for event in previous:
        target = goes_to.get(event.id, event.redirects_to)
        if target is not None:
            departed.append(replace(event, redirects_to=goes_to.get(target, target)))
        elif event.id not in heir:
            departed.append(event)
    return departed

"""Where a local story's main happening was, when no sentence of it says so.

A report of a shooting may name its town only in the dateline, or as "Bor police". Where nearly all places of a story
belong to one town (`places/home.py`), the happening that the story is about is put there. In the same way its day may
be told only by "It happened on Friday" or "Officers were called on Friday night". Such places and times are inferred,
not told of the act itself: their claims say so by the rule's name. Only the main happening gets them: others may be
memories.
"""

from __future__ import annotations

from collections import defaultdict

from rashomon.extract.coreference.compatibility import compare_places, compare_times
from rashomon.extract.coreference.sketches import Sketch, stories
from rashomon.extract.places.gazetteer import load_gazetteer
from rashomon.extract.places.home import Point, find_home
from rashomon.extract.syntax.wordsets import word_set
from rashomon.model import EventType, PassageKind, PlaceMention, Reading, TimeMention, Token

__all__ = ["LOCAL_STORY", "REPORTED_THEN", "find_days", "find_settings"]

LOCAL_STORY = "local-story"  # the rule's name in `Claim.inferred_by`
REPORTED_THEN = "reported-then"
PLACED = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.OTHER})
NIGHT = 2  # UCDP date_prec of a day, or of a night
TOWN = 2  # UCDP where_prec of a town's surroundings
DISTRICT = 3
ABROAD = 0.2  # share of a local story's places that may be namesakes abroad, by mistake
STATES = frozenset({"state", "government", "military"})


def find_settings(reading: Reading, sketches: dict[str, Sketch]) -> dict[tuple[str, ...], PlaceMention]:
    """Chain -> the mention of its story's home, for main happenings that tell no town, street or district.

    `sketches` holds one sketch per event mention, by id. Needs `reading.chains`.
    """
    story_of = stories(reading)
    mentions: dict[int, list[PlaceMention]] = defaultdict(list)
    for mention in reading.places:
        token = reading.parse.at(mention.span.start)
        if token is not None:
            mentions[story_of.get(reading.parse.sentences[token.sentence].passage, 0)].append(mention)
    found = {}
    for story, chain in _main_chains(reading, sketches).items():
        home = _home(reading, mentions[story])
        if home is not None and _is_open(chain, sketches, home) and _is_local(reading, mentions[story], home):
            found[chain] = home
    return found


def find_days(reading: Reading, sketches: dict[str, Sketch]) -> dict[tuple[str, ...], TimeMention]:
    """Chain -> the day on which "it happened" or on which the police were called, for main happenings that tell no day.

    A day that contradicts what the chain tells is not taken.
    """
    story_of = stories(reading)
    days: dict[int, tuple[bool, TimeMention]] = {}
    for mention in reading.times:
        token = reading.parse.at(mention.span.start)
        if token is None or mention.time.earliest is None or mention.time.precision > NIGHT:
            continue
        story = story_of.get(reading.parse.sentences[token.sentence].passage, 0)
        verb = _verb(reading, token)
        happened = verb is not None and verb.lemma in word_set("link_events", "happened", "verbs")
        called = verb is not None and verb.lemma in word_set("link_events", "happened", "called")
        if (happened or called) and (story not in days or (happened and not days[story][0])):
            days[story] = (happened, mention)
    found = {}
    for story, chain in _main_chains(reading, sketches).items():
        told = [t for i in chain for t in sketches[i].times]
        if story in days and all(t.precision > NIGHT for t in told):
            mention = days[story][1]
            if all(compare_times(mention.time, t, one_text=True) != "apart" for t in told):
                found[chain] = mention
    return found


def _verb(reading: Reading, token: Token) -> Token | None:
    """The verb that a time hangs on, in the past and said of the incident or of those who came to it."""
    parse = reading.parse
    verb = next((t for t in parse.ancestors(token) if t.pos == "VERB"), None)
    if verb is None or verb.tag not in ("VBD", "VBN") or any(t.dep == "neg" for t in parse.dependents(verb)):
        return None
    subjects = parse.dependents(verb, "nsubj", "nsubjpass")
    said_of = word_set("link_events", "happened", "subjects")
    return verb if any(s.lemma in said_of or s.lower in said_of for s in subjects) else None


def _main_chains(reading: Reading, sketches: dict[str, Sketch]) -> dict[int, tuple[str, ...]]:
    """story -> its main happening: the real one with most mentions, of equals the first; captions tell none."""
    kinds = {p.index: p.kind for p in reading.passages}
    best: dict[int, tuple[int, tuple[str, ...]]] = {}
    for chain in reading.chains:
        parts = [sketches[i] for i in chain]
        first = parts[0]
        passage = reading.parse.sentences[first.mention.sentence].passage
        if first.group != "real" or first.mention.type not in PLACED or kinds.get(passage) is not PassageKind.ARTICLE:
            continue
        victims = sum(p.result for p in parts)
        size = len(parts) + victims
        if first.story not in best or size > best[first.story][0]:
            best[first.story] = (size, chain)
    return {story: chain for story, (_, chain) in best.items()}


def _home(reading: Reading, mentions: list[PlaceMention]) -> PlaceMention | None:
    """The first mention of the story's home."""
    points = []
    first: dict[str, PlaceMention] = {}
    for mention in mentions:
        place = mention.place
        if place.lat is None or place.lon is None or place.gazetteer_id is None or place.precision > TOWN:
            continue
        first.setdefault(place.gazetteer_id, mention)
        weight = 2.0 if reading.quote(mention.span).isupper() else 1.0
        points.append(Point(place.gazetteer_id, place.lat, place.lon, weight, town=True))
    home = find_home(points)
    return first[home] if home else None


def _is_local(reading: Reading, mentions: list[PlaceMention], home: PlaceMention) -> bool:
    """Whether the story hardly speaks of another country, and its home is no capital: in politics and foreign news the
    only town is often that of the speaker."""
    country = home.place.country
    abroad = sum(m.place.country not in (country, None) for m in mentions)
    states = any(a.kind in STATES and a.country not in (country, None) for a in reading.actors)
    known = load_gazetteer().find(home.place.name)
    capital = any(e.id == home.place.gazetteer_id and e.kind != "city" for e in known)
    return not (capital or states) and abroad <= ABROAD * len(mentions)


def _is_open(chain: tuple[str, ...], sketches: dict[str, Sketch], home: PlaceMention) -> bool:
    """Whether a chain tells nothing more exact than a district, and nothing that rules the home out."""
    places = [p for i in chain for p in sketches[i].places]
    exact = any(p.precision <= DISTRICT and (p.lat is not None or p.inside is not None) for p in places)
    return not exact and all(compare_places(home.place, p) != "apart" for p in places)

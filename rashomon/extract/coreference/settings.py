"""Where a local story's main happening was, when no sentence of it says so.

A report of a shooting may name its town only in the dateline, or as "Bor police". Where nearly all places of a story
belong to one town (`places/home.py`), the happening that the story is about is put there. In the same way its day may
be told only by "It happened on Friday" or "Officers were called on Friday night". Such places and times are inferred,
not told of the act itself: their claims say so by the rule's name. Only the main happening gets a day: others may be
memories.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date

from rashomon.data import lexicon
from rashomon.extract.coreference.compatibility import compare_places, compare_times
from rashomon.extract.coreference.exact_days import narrowed
from rashomon.extract.coreference.scene_days import is_cue, is_memory, is_of_scene, is_political, kept_day
from rashomon.extract.coreference.sketches import Sketch, stories
from rashomon.extract.places.gazetteer import load_gazetteer
from rashomon.extract.places.home import Point, find_home
from rashomon.extract.places.place_words import place_words
from rashomon.extract.places.publisher_town import publisher_towns
from rashomon.extract.syntax.wordsets import word_set
from rashomon.model import EventType, PassageKind, PlaceMention, Reading, TimeMention, TimeRange, Token

__all__ = ["LOCAL_STORY", "REPORTED_THEN", "find_days", "find_settings"]

LOCAL_STORY = "local-story"  # the rule's name in `Claim.inferred_by`
REPORTED_THEN = "reported-then"
PLACED = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.OTHER})
NIGHT = 2  # UCDP date_prec of a day, or of a night
NEAR = 5  # words before a town in which a hospital may stand
STREET = 0.5
FRESH = 7  # days before it is printed in which a local story's happening was
TOWN = 2  # UCDP where_prec of a town's surroundings
DISTRICT, PROVINCE = 3, 4
ABROAD = 0.2  # share of a local story's places that may be namesakes abroad, by mistake
MEASURES = frozenset({"miles", "mile", "kilometers", "kilometres", "km", "minutes", "hour", "hours"})
IN = frozenset({"in", "at", "near", "outside", "on"})
TOLD_IN = (PassageKind.ARTICLE, PassageKind.HEADLINE)
STATES = frozenset({"state", "government", "military"})


def find_settings(reading: Reading, sketches: dict[str, Sketch]) -> dict[tuple[str, ...], PlaceMention]:
    """Chain -> the mention of its story's home, for happenings that tell no town, street or district.

    `sketches` holds one sketch per event mention, by id. Needs `reading.chains`.
    """
    story_of = stories(reading)
    mentions: dict[int, list[PlaceMention]] = defaultdict(list)
    for mention in reading.places:
        token = reading.parse.at(mention.span.start)
        if token is not None:
            mentions[story_of.get(reading.parse.sentences[token.sentence].passage, 0)].append(mention)
    found = {}
    mains = _main_chains(reading, sketches)
    for story in mains:
        home = _home(reading, mentions[story])
        beside = _happened_in(reading, mentions[story])
        if beside is not None and _is_open(mains[story], sketches, beside, at_most=DISTRICT):
            found[mains[story]] = beside
        elif (
            home is None
            or not _is_local(reading, mentions[story], home)
            or _is_dateline(reading, mentions[story], home)
        ):
            beside = _beside(reading, mains[story], sketches, mentions[story])
            if beside is not None and _is_open(mains[story], sketches, beside, at_most=PROVINCE):
                found[mains[story]] = beside
        if mains[story] not in found:
            town = _in_county(reading, mains[story], sketches, mentions[story])
            if town is not None:
                found[mains[story]] = town
        if home is None or not _is_local(reading, mentions[story], home):
            continue
        alone = {m.place.gazetteer_id for m in mentions[story] if m.place.precision <= TOWN} <= {
            home.place.gazetteer_id
        }
        for chain in reading.chains:
            then = is_memory(_times(chain, sketches), _times(mains[story], sketches))
            own = chain == mains[story] or (not then and _is_of_story(chain, story, sketches, alone=alone))
            if own and chain not in found and _is_open(chain, sketches, home):
                found[chain] = home
    return found


def _happened_in(reading: Reading, mentions: list[PlaceMention]) -> PlaceMention | None:
    """The town that "it happened", "the incident occurred" in, if the first such sentence with a town tells one."""
    for mention in mentions:
        token = reading.parse.at(mention.span.start)
        known = mention.place.precision <= TOWN and (mention.place.lat is not None or mention.place.inside is not None)
        before = reading.parse.tokens[token.index - 1] if token is not None and token.index else None
        if token is None or before is None or before.lower not in IN or not known:
            continue
        verb = _verb(reading, token)
        if verb is not None and verb.lemma in word_set("link_events", "happened", "verbs"):
            return None if _is_of_hospital(reading, mention) else mention
    return None


def _in_county(
    reading: Reading, chain: tuple[str, ...], sketches: dict[str, Sketch], mentions: list[PlaceMention]
) -> PlaceMention | None:
    """Where a chain tells nothing but a county: the one town of it that the story says something was in."""
    told = [p for i in chain for p in sketches[i].places]
    counties = {p.gazetteer_id for p in told if p.precision == DISTRICT}
    if not told or len(counties) != 1 or any(p.precision < DISTRICT for p in told):
        return None
    towns: dict[str, PlaceMention] = {}
    for mention in mentions:
        token = reading.parse.at(mention.span.start)
        before = reading.parse.tokens[token.index - 1] if token is not None and token.index else None
        entries = load_gazetteer().find(mention.place.name)
        held = any(e.id == mention.place.gazetteer_id and counties & set(e.within) for e in entries)
        exact = mention.place.precision <= TOWN and held and not _is_of_hospital(reading, mention)
        if before is not None and before.lower in IN and exact:
            towns.setdefault(mention.place.name, mention)
    return next(iter(towns.values())) if len(towns) == 1 else None


def _is_dateline(reading: Reading, mentions: list[PlaceMention], home: PlaceMention) -> bool:
    """Whether a story names its home in capitals alone: where it was written, maybe."""
    own = [m for m in mentions if m.place.gazetteer_id == home.place.gazetteer_id]
    return all(reading.quote(m.span).isupper() for m in own)


def _beside(
    reading: Reading, chain: tuple[str, ...], sketches: dict[str, Sketch], mentions: list[PlaceMention]
) -> PlaceMention | None:
    """The one town or street that a sentence of a chain says something was in, if it is the first that does so."""
    by_sentence: dict[int, list[PlaceMention]] = defaultdict(list)
    others = {head for i in chain for head in sketches[i].apart}
    for mention in mentions:
        token = reading.parse.at(mention.span.start)
        before = reading.parse.tokens[token.index - 1] if token is not None and token.index else None
        if token is not None and any(t.index in others for t in reading.parse.ancestors(token)):
            continue
        exact = mention.place.precision <= TOWN and (mention.place.lat is not None or mention.place.inside is not None)
        if token is None or before is None or before.lower not in IN or before.sentence != token.sentence or not exact:
            continue
        if not _is_of_hospital(reading, mention):
            by_sentence[token.sentence].append(mention)
    for number in dict.fromkeys(sketches[i].mention.sentence for i in chain):
        names = {m.place.name for m in by_sentence[number]}
        if len(names) == 1:
            return by_sentence[number][0]
    return None


def _is_of_story(chain: tuple[str, ...], story: int, sketches: dict[str, Sketch], *, alone: bool = False) -> bool:
    """A harm done to people that a local story tells beside its main happening: it is mostly another telling of it.
    `alone`: the story names no other town, so that an attack without victims was there, too."""
    parts = [sketches[i] for i in chain]
    first = parts[0]
    if first.story != story or first.group != "real" or first.mention.type not in PLACED or first.other:
        return False
    harm = any(p.result for p in parts) or (alone and first.mention.type is EventType.ASSAULT)
    return harm and not any(p.cumulative or p.generic for p in parts)


def find_days(reading: Reading, sketches: dict[str, Sketch]) -> dict[tuple[str, ...], TimeMention]:
    """Chain -> the day on which "it happened" or on which the police were called, for main happenings that tell no day.

    Where nothing says so, it is the one day that a sentence tells which tells of the happening, or the first past day
    of a local story. The day on which somebody spoke of it is none (`scene_days`), and one that contradicts what the
    chain tells is not taken.
    """
    story_of = stories(reading)
    days: dict[int, tuple[bool, TimeMention]] = {}
    days_of: dict[int, list[TimeMention]] = defaultdict(list)
    by_sentence: dict[int, list[TimeMention]] = defaultdict(list)
    for mention in reading.times:
        token = reading.parse.at(mention.span.start)
        if token is None or mention.time.earliest is None or mention.time.precision > NIGHT:
            continue
        by_sentence[token.sentence].append(mention)
        story = story_of.get(reading.parse.sentences[token.sentence].passage, 0)
        if mention.time.precision == 1 and _is_past(reading, mention):
            days_of[story].append(mention)
        verb = _verb(reading, token)
        happened = verb is not None and verb.lemma in word_set("link_events", "happened", "verbs")
        called = verb is not None and (
            verb.lemma in word_set("link_events", "happened", "called") or _is_reported(reading, verb)
        )
        if (happened or called) and (story not in days or (happened and not days[story][0])):
            days[story] = (happened, mention)
    found: dict[tuple[str, ...], TimeMention] = {}
    local = _local_days(reading, [m for times in by_sentence.values() for m in times], story_of)
    known = {mention.id: mention for mention in reading.times}
    for story, main in _main_chains(reading, sketches).items():
        day = days[story][1] if story in days else _lone(reading, main, sketches, by_sentence)
        own = (known.get(sketches[i].mention.time or "") for i in main if sketches[i].times)
        told = next((t for t in own if t is not None and t.time.precision <= NIGHT), None)
        for chain in reading.chains:
            if chain != main and not _is_of_story(chain, story, sketches):
                continue
            if chain == main:
                beside = day or _day_of_story(reading, main, sketches, local.get(story), days_of[story])
            else:
                beside = _lone(reading, chain, sketches, by_sentence)
                if beside is None and story in local and _may_be_beside(chain, main, sketches):
                    beside = told or day  # other news tells of many days
            others = [] if chain == main else [sketches[i] for i in main]
            beside = kept_day(reading, [sketches[i] for i in chain], others, beside)
            times = _times(chain, sketches)
            exact = narrowed(reading, [sketches[i] for i in chain], days_of[story])
            dated = any(t.precision <= NIGHT for t in times)
            best = exact if dated else exact or beside
            if best is not None and (
                dated or all(compare_times(best.time, t, one_text=True) != "apart" for t in times)
            ):
                found[chain] = best
    return found


def _local_days(reading: Reading, days: list[TimeMention], story_of: dict[int, int]) -> dict[int, TimeMention]:
    """story -> the first past day that a local story tells, of the days just before it was printed."""
    published = reading.document.published
    if not published or not days:
        return {}
    places: dict[int, list[PlaceMention]] = defaultdict(list)
    for place in reading.places:
        token = reading.parse.at(place.span.start)
        if token is not None:
            places[story_of.get(reading.parse.sentences[token.sentence].passage, 0)].append(place)
    printed = date.fromisoformat(published[:10])
    found: dict[int, TimeMention] = {}
    for mention in days:
        token = reading.parse.at(mention.span.start)
        story = story_of.get(reading.parse.sentences[token.sentence].passage, 0) if token is not None else 0
        if (
            story in found
            or not 0 <= (printed - date.fromisoformat(mention.time.earliest or published[:10])).days <= FRESH
        ):
            continue
        home = _home(reading, places[story])
        if home is not None and _is_past(reading, mention) and _is_local(reading, places[story], home):
            found[story] = mention
    return found


def _day_of_story(
    reading: Reading,
    main: tuple[str, ...],
    sketches: dict[str, Sketch],
    local: TimeMention | None,
    days: list[TimeMention],
) -> TimeMention | None:
    """The day that stands elsewhere in the story, for a main happening that is no war or unrest: the first of a local
    story, else the only one. In a text about politics it must be told of the happening itself."""
    if sketches[main[0]].names_whole():
        return None
    heads = _heads(main, sketches)
    found = local or _only_day(reading, days, heads)
    if found is None or is_of_scene(reading, found, heads) or not is_political(reading):
        return found
    return None


def _may_be_beside(chain: tuple[str, ...], main: tuple[str, ...], sketches: dict[str, Sketch]) -> bool:
    """Whether a happening may have been on the day of the main one: told of no other place, and not of many."""
    places = [p for i in chain for p in sketches[i].places]
    apart = any(compare_places(p, q) == "apart" for p in places for i in main for q in sketches[i].places)
    many = all(sketches[i].mention.plural for i in chain)
    return not apart and not many


def _times(chain: tuple[str, ...], sketches: dict[str, Sketch]) -> list[TimeRange]:
    return [t for i in chain for t in sketches[i].times]


def _heads(chain: tuple[str, ...], sketches: dict[str, Sketch]) -> frozenset[int]:
    return frozenset(sketches[i].mention.head for i in chain)


def _only_day(reading: Reading, days: list[TimeMention], heads: frozenset[int]) -> TimeMention | None:
    """The one past day that a story tells, of the days just before it was printed."""
    published = reading.document.published
    days = [day for day in days if is_of_scene(reading, day, heads)]
    if not published or len({day.time.earliest for day in days}) != 1:
        return None
    ago = (date.fromisoformat(published[:10]) - date.fromisoformat(days[0].time.earliest or published[:10])).days
    return days[0] if 0 <= ago <= FRESH else None


def _lone(
    reading: Reading,
    chain: tuple[str, ...],
    sketches: dict[str, Sketch],
    by_sentence: dict[int, list[TimeMention]],
) -> TimeMention | None:
    """The one day of the first sentence of a chain that tells a single one."""
    for number in dict.fromkeys(sketches[i].mention.sentence for i in chain):
        here = [s.mention for s in sketches.values() if s.mention.sentence == number and s.group == "real"]
        heads = frozenset(m.head for m in here if m.type in PLACED)
        times = by_sentence[number]
        if len(times) == 1 and _is_past(reading, times[0]) and is_of_scene(reading, times[0], heads):
            return times[0]
    return None


def _is_past(reading: Reading, mention: TimeMention) -> bool:
    """Not the day of an arrest, a charge, a court or of what is to come: no such verb stands over the time."""
    token = reading.parse.at(mention.span.start)
    verb = _verb_over(reading, token) if token is not None else None
    late = word_set("link_events", "happened", "later")
    published = reading.document.published
    ahead = bool(published and (mention.time.earliest or "") > published[:10])
    if verb is not None and verb.tag == "VBG" and verb.lemma in word_set("link_events", "happened", "saying"):
        return False  # "are reporting this morning"
    if verb is not None and _goes_on(reading, verb):
        return not ahead
    if verb is not None and is_cue(reading, verb) and verb.lemma not in word_set("link_events", "happened", "called"):
        return False  # "a senator argued on Monday"
    present = verb is not None and _is_present(reading, verb)
    return not (ahead or present) and (verb is None or (verb.lemma not in late and verb.tag in ("VBD", "VBN", "VBG")))


def _verb_over(reading: Reading, token: Token) -> Token | None:
    """The verb that a time belongs to. The parser hangs a time on "said" that stands with what is said: "the girl was
    shot Friday, deputies said", "on Friday, police say they found him"."""
    parse = reading.parse
    verb = next((t for t in parse.ancestors(token) if t.pos == "VERB"), None)
    if verb is None or verb.lemma not in word_set("link_events", "happened", "saying") or verb.index < token.index:
        return verb
    sentence = parse.sentences[token.sentence]
    before = [
        t for t in parse.tokens[sentence.first : token.index] if t.pos == "VERB" and t.tag in ("VBD", "VBN", "VBG")
    ]
    told = [t for t in parse.dependents(verb, "ccomp") if t.tag in ("VBD", "VBN")]
    return before[-1] if before else told[0] if told else verb


def _goes_on(reading: Reading, verb: Token) -> bool:
    """ "Police are investigating a shooting Tuesday": what is looked into as the text is written was that day; "the
    church today is holding a service" tells no such day."""
    return verb.lemma in word_set("link_events", "happened", "probing") and _is_present(reading, verb)


def _is_present(reading: Reading, verb: Token) -> bool:
    """ "Is holding", "are investigating"."""
    aux = reading.parse.dependents(verb, "aux")
    return verb.tag == "VBG" and any(t.lemma == "be" and t.tag in ("VBP", "VBZ") for t in aux)


def _verb(reading: Reading, token: Token) -> Token | None:
    """The verb that a time hangs on, in the past and said of the incident or of those who came to it."""
    parse = reading.parse
    verb = next((t for t in parse.ancestors(token) if t.pos == "VERB"), None)
    if verb is None or verb.tag not in ("VBD", "VBN") or any(t.dep == "neg" for t in parse.dependents(verb)):
        return None
    subjects = parse.dependents(verb, "nsubj", "nsubjpass")
    said_of = word_set("link_events", "happened", "subjects")
    return verb if any(s.lemma in said_of or s.lower in said_of for s in subjects) else None


def _is_reported(reading: Reading, verb: Token) -> bool:
    """ "The shooting was reported on Friday"."""
    passive = any(t.dep == "nsubjpass" for t in reading.parse.dependents(verb))
    return passive and verb.lemma in word_set("link_events", "happened", "reported")


def _main_chains(reading: Reading, sketches: dict[str, Sketch]) -> dict[int, tuple[str, ...]]:
    """story -> its main happening: the real one with most mentions, of equals the first; captions tell none."""
    kinds = {p.index: p.kind for p in reading.passages}
    told = {s.index for s in reading.parse.sentences if kinds.get(s.passage) in TOLD_IN}
    best: dict[int, tuple[int, tuple[str, ...]]] = {}
    for chain in reading.chains:
        first = sketches[chain[0]]
        parts = [sketches[i] for i in chain if sketches[i].mention.sentence in told]
        if first.group != "real" or first.mention.type not in PLACED or not parts:
            continue
        victims = sum(p.result for p in parts)
        size = len(parts) + victims
        if first.story not in best or size > best[first.story][0]:
            best[first.story] = (size, chain)
    return {story: chain for story, (_, chain) in best.items()}


def _home(reading: Reading, mentions: list[PlaceMention]) -> PlaceMention | None:
    """The first mention of the story's home. A dateline, a headline and "Lima police" say more than other mentions, and
    streets that lie in a town speak for it; the town of a hospital says nothing."""
    points = []
    first: dict[str, PlaceMention] = {}
    names: dict[str, Point] = {}
    own = {town.id for town in publisher_towns(reading.document)}
    for mention in mentions:
        place = mention.place
        if place.lat is None or place.lon is None or place.gazetteer_id is None or place.precision > TOWN:
            continue
        if _is_of_hospital(reading, mention) or _is_far_from(reading, mention):
            continue
        first.setdefault(place.gazetteer_id, mention)
        point = Point(place.gazetteer_id, place.lat, place.lon, _weight(reading, mention), town=True)
        names.setdefault(place.name, point)
        points.append(point)
    for mention in mentions:
        held = names.get(mention.place.inside or "")
        if mention.place.lat is None and held is not None:
            points.append(replace(held, weight=STREET))
    home = find_home(points) or find_home([replace(p, weight=p.weight + (p.key in own)) for p in points])
    if home is None and not points:
        return _district(mentions) or _street(mentions)
    return first[home] if home else None


def _district(mentions: list[PlaceMention]) -> PlaceMention | None:
    """The first mention of the county that a story without a town names more often than all others."""
    counties = [m for m in mentions if m.place.precision == DISTRICT and m.place.gazetteer_id is not None]
    often = Counter(m.place.gazetteer_id for m in counties).most_common(1)
    if not often or often[0][1] * 2 <= len(counties):
        return None
    return next(m for m in counties if m.place.gazetteer_id == often[0][0])


def _street(mentions: list[PlaceMention]) -> PlaceMention | None:
    """The first street or quarter of a story that names no town, where the paper's town is known: that holds it."""
    for mention in mentions:
        around = load_gazetteer().find(mention.place.inside) if mention.place.inside else ()
        if mention.place.lat is None and any(e.kind == "city" for e in around):
            return mention
    return None


def _weight(reading: Reading, mention: PlaceMention) -> float:
    """What a mention of a town says of where the story is at home."""
    after = reading.parse.at(mention.span.end + 1)
    words = place_words()
    if after is not None and after.lower in word_set("link_events", "happened", "people"):
        return STREET  # "a Lima man": where he comes from
    local = after is not None and (after.lower in words.locals or after.lower in words.civic)
    title = reading.document.title or ""
    return 1.0 + reading.quote(mention.span).isupper() + local + (reading.quote(mention.span) in title)


def _is_of_hospital(reading: Reading, mention: PlaceMention) -> bool:
    """ "Taken to a hospital in Lima", "flown to Lima": where the wounded lie."""
    token = reading.parse.at(mention.span.start)
    if token is not None and _is_brought_to(reading, token):
        return True
    before = reading.parse.tokens[max(0, token.index - NEAR) : token.index] if token is not None else ()
    nouns = lexicon("place_parts")["hospital"]["nouns"]
    return any(t.lower in nouns and token is not None and t.sentence == token.sentence for t in before)


def _is_far_from(reading: Reading, mention: PlaceMention) -> bool:
    """ "About 110 miles east of Denver": a large town by which others find the place."""
    token = reading.parse.at(mention.span.start)
    before = reading.parse.tokens[max(0, token.index - NEAR) : token.index] if token is not None else ()
    return bool(before) and before[-1].lower in ("of", "from") and any(t.lower in MEASURES for t in before)


def _is_brought_to(reading: Reading, place: Token) -> bool:
    parse = reading.parse
    preposition = parse.head(place)
    verb = parse.head(preposition)
    brought = place.dep == "pobj" and preposition.lower == "to" and verb.tag == "VBN"
    passive = any(t.dep == "auxpass" for t in parse.dependents(verb))
    return brought and passive and verb.lemma in lexicon("place_parts")["hospital"]["verbs"]


def _is_local(reading: Reading, mentions: list[PlaceMention], home: PlaceMention) -> bool:
    """Whether the story hardly speaks of another country, and its home is no capital: in politics and foreign news the
    only town is often that of the speaker."""
    country = home.place.country
    abroad = sum(m.place.country not in (country, None) for m in mentions)
    own = {word for m in mentions if m.place.country == country for word in m.place.name.split()}
    states = any(
        a.kind in STATES and a.country not in (country, None) and a.country.isupper() and own.isdisjoint(a.name.split())
        for a in reading.actors
        if a.country is not None  # "Hamilton County officials" are not of the capital of Bermuda
    )
    known = load_gazetteer().find(home.place.name)
    capital = any(e.id == home.place.gazetteer_id and e.kind == "capital" for e in known)
    return not (capital or states) and abroad <= ABROAD * len(mentions)


def _is_open(
    chain: tuple[str, ...], sketches: dict[str, Sketch], home: PlaceMention, *, at_most: int = PROVINCE
) -> bool:
    """Whether a chain tells nothing more exact than `at_most` (where_prec), and nothing that rules the home out."""
    places = [p for i in chain for p in sketches[i].places]
    exact = any(p.precision < at_most and (p.lat is not None or p.inside is not None) for p in places)
    return not exact and all(compare_places(home.place, p) != "apart" for p in places)

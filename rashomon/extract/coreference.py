"""Which event mentions of one document tell of one happening.

Two steps. Inside a sentence, words that belong together become one unit: a result joins the act it results from
("a bomb exploded, killing 12"), acts of one actor in one breath join each other. Then the units are taken in text
order, and each joins the earlier happening that fits it best, or opens a new one. Places, dates, years and named
victims that cannot both be true keep happenings apart, however alike their words are.

The weights are judgements, set by reading news reports; each is named below and none is learned.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from rashomon.extract.compatibility import compare_places, compare_times, names_match
from rashomon.extract.sketches import Sketch, families_fit, sketch_mentions, tree_steps
from rashomon.model import ActorMention, EventType, Parse, Place, Reading, TimeRange

__all__ = ["chain_events"]

JOIN = 1.5  # a unit joins a happening from this weight on
RECENT = 40  # happenings looked back at, besides the main ones

SAME_FAMILY, FITTING = 0.75, 0.5
SAME_WORD = 0.25
RESULT_OF = 0.75  # a result without place, time or victim of its own
POINTS_BACK = 1.25  # "the attack", "these attacks"
IS_OTHER = -3.0  # "another attack", "a separate shooting"
IS_NEW = -0.75  # "a shooting"
SAME_PLACE, WIDER_PLACE = 1.5, 0.4
SAME_TIME, TOUCHING_TIME = 1.25, 0.4
SAME_PEOPLE = 1.0
OTHER_VICTIM, OTHER_ACTOR = -1.0, -0.75
TURNED = -2.0  # one's actor is the other's victim: a retaliation
SAME_NAMES, OTHER_NAMES, NEW_NAMES = 1.5, -1.0, -0.5
SAME_PARAGRAPH, NEXT_SENTENCE = 0.75, 0.25
POINTED_NEXT = 1.0  # "the attack" right after the sentence that tells of one
FAR, FARTHEST = 0.1, 8  # per paragraph between, unless it is the main happening
GENERIC = -0.75  # a happening that began as "previous attacks" draws little
SOLE = 0.75  # the only happening of its kind in the article, for what has no place and time of its own
MAIN = 0.5  # the happening of the headline or of the first paragraph
OTHER_NUMBER = -0.25
TOO_WIDE = -0.75  # "the violence" for what was done to one victim
MONTH = 4  # date_prec of a month; wider is higher
ELSEWHERE = -1.0  # the paragraph speaks of another place or time just before
UNSETTLED = -1.0  # the paragraph has a place, the happening of another paragraph has none
SERIES = ("protest", "unrest", "violence", "clash")  # a bare plural of these still names the ones told of
LEADING = frozenset({EventType.ASSAULT, EventType.PROTEST, EventType.COERCE, EventType.OTHER})
OLD_TIME = -2.5  # "in 2015", "in March" beside a happening that has no date


@dataclass
class Unit:
    """Sketches that go together; a happening while it grows."""

    parts: list[Sketch] = field(default_factory=list)
    main: bool = False

    @property
    def last(self) -> Sketch:
        return self.parts[-1]

    @property
    def first(self) -> Sketch:
        return self.parts[0]

    def families(self) -> list[str]:
        acts = [p.family for p in self.parts if not p.result]
        return acts or [p.family for p in self.parts]

    def places(self) -> list[Place]:
        return [place for p in self.parts for place in p.places]

    def times(self) -> list[TimeRange]:
        return [time for p in self.parts for time in p.times]

    def actors(self) -> list[ActorMention]:
        return [a for p in self.parts for a in p.actors]

    def recipients(self) -> list[ActorMention]:
        return [a for p in self.parts for a in p.recipients]

    def group(self) -> str:
        """Modality group; a negated mention never changes that of the happening it joined."""
        return self.parts[0].group


def chain_events(reading: Reading) -> tuple[tuple[str, ...], ...]:
    """Ids of event mentions, one tuple per happening, members and tuples in text order.

    Every mention of `reading.events` stands in exactly one tuple.
    """
    sketches = sketch_mentions(reading)
    chains: list[Unit] = []
    order: list[Unit] = []  # by last mention, oldest first
    main_stories: set[tuple[int, bool]] = set()
    before: Unit | None = None  # the last unit of the paragraph that tells where or when
    for unit in _units(reading.parse, sketches):
        if before is not None and before.first.paragraph != unit.first.paragraph:
            before = None
        found = _best(unit, order, before)
        before = unit if unit.places() or unit.times() else before
        place = (unit.first.story, unit.first.headline)
        if found is None:
            unit.main = place not in main_stories and _can_lead(unit)
            chains.append(unit)
            order.append(unit)
        else:
            found.parts.extend(unit.parts)
            order.remove(found)
            order.append(found)
        if _can_lead(unit):
            main_stories.add(place)
    return tuple(tuple(p.mention.id for p in sorted(c.parts, key=_position)) for c in chains)


def _can_lead(unit: Unit) -> bool:
    """Can an article be about it? A war in the background and what is only said or planned cannot."""
    return unit.group() == "real" and unit.first.mention.type in LEADING and unit.families()[0] != "war"


def _position(sketch: Sketch) -> tuple[int, int, str]:
    return (sketch.mention.span.start, sketch.mention.span.end, sketch.mention.id)


# ---------------------------------------------------------------- inside a sentence


def _units(parse: Parse, sketches: list[Sketch]) -> list[Unit]:
    """Group the mentions of each sentence; units in the order of their first mention."""
    by_sentence: dict[int, list[Sketch]] = {}
    for sketch in sketches:
        by_sentence.setdefault(sketch.mention.sentence, []).append(sketch)
    units: list[Unit] = []
    for number in sorted(by_sentence):
        units.extend(_sentence_units(parse, by_sentence[number]))
    return units


def _sentence_units(parse: Parse, sketches: list[Sketch]) -> list[Unit]:
    parent = list(range(len(sketches)))

    def top(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    for i, one in enumerate(sketches):
        candidates = [
            (tree_steps(parse, one.mention.head, other.mention.head), j)
            for j, other in enumerate(sketches)
            if j != i and _goes_with(parse, one, other)
        ]
        if candidates:
            a, b = sorted((top(i), top(min(candidates)[1])))
            parent[b] = a
    groups: dict[int, Unit] = {}
    for i, sketch in enumerate(sketches):
        groups.setdefault(top(i), Unit()).parts.append(sketch)
    return [groups[i] for i in sorted(groups)]


def _goes_with(parse: Parse, one: Sketch, other: Sketch) -> bool:
    """True when two mentions of a sentence tell of one happening in the sentence's own grammar."""
    if one.group != other.group or _cannot_be_one(one, other):
        return False
    if families_fit(one.family, other.family) and (_modifies(parse, one, other) or _is_one_of(parse, one, other)):
        return True
    if one.other != other.other and not (one.result or other.result):
        return False
    if one.result:  # the result looks for its act, not the act for its result
        if other.result:
            return not _different_victims(one, other) or _coordinated(parse, one, other)
        return families_fit("result", other.family)
    return not other.result and _one_act(parse, one, other)


def _one_act(parse: Parse, one: Sketch, other: Sketch) -> bool:
    """Two names for one act, or two acts of one actor in one breath."""
    if one.definite and other.definite and one.lemma != other.lemma and one.paragraph == other.paragraph:
        return families_fit(one.family, other.family) and bool(one.names & other.names)
    return _coordinated(parse, one, other) and _shared_people(one.actors, other.actors)


def _cannot_be_one(one: Sketch, other: Sketch) -> bool:
    if one.years and other.years and not one.years & other.years:
        return True
    if any(compare_places(a, b) == "apart" for a in one.places for b in other.places):
        return True
    return any(compare_times(a, b, one_text=True) == "apart" for a in one.times for b in other.times)


def _different_victims(one: Sketch, other: Sketch) -> bool:
    return bool(one.recipients and other.recipients) and not _shared_people(one.recipients, other.recipients)


def _shared_people(one: tuple[ActorMention, ...], other: tuple[ActorMention, ...]) -> bool:
    return any(a.chain == b.chain for a in one for b in other)


def _coordinated(parse: Parse, one: Sketch, other: Sketch) -> bool:
    """Joined by "and" or one the other's clause: verbs of one breath."""
    a, b = parse.tokens[one.mention.head], parse.tokens[other.mention.head]
    links = ("conj", "advcl", "xcomp", "appos", "acl", "dep")
    for low, high in ((a, b), (b, a)):
        token = low
        while token.head != token.index and token.dep in links:
            token = parse.head(token)
            if token.index == high.index:
                return True
    return False


def _modifies(parse: Parse, one: Sketch, other: Sketch) -> bool:
    """ "bombing" in "bombing attacks", "shooting" in "shooting death"."""
    a, b = parse.tokens[one.mention.head], parse.tokens[other.mention.head]
    return a.head == b.index and a.dep in ("compound", "amod", "nmod", "appos")


def _is_one_of(parse: Parse, one: Sketch, other: Sketch) -> bool:
    """ "The attack was one of the worst attacks of the year": subject and predicate of one "be"."""
    subject, named = parse.tokens[one.mention.head], parse.tokens[other.mention.head]
    verb = parse.head(subject)
    if subject.dep != "nsubj" or verb.lemma != "be" or named.index < verb.index:
        return False
    if named.dep == "pobj" and parse.head(named).lower == "of":
        named = parse.head(parse.head(named))
    return named.dep == "attr" and named.head == verb.index


# ---------------------------------------------------------------- across sentences


def _best(unit: Unit, order: list[Unit], before: Unit | None) -> Unit | None:
    recent = order[-RECENT:]
    candidates = recent + [c for c in order[:-RECENT] if c.main]
    best: tuple[float, int] | None = None
    alone = _sole(unit, candidates)
    for place, chain in enumerate(candidates):
        weight = _weight(unit, chain)
        if weight is not None:
            weight += _setting_weight(unit, chain, before) + (SOLE if chain is alone else 0.0)
        if weight is not None and weight >= JOIN and (best is None or (weight, place) > best):
            best = (weight, place)
    return candidates[best[1]] if best else None


def _setting_weight(unit: Unit, chain: Unit, before: Unit | None) -> float:
    """What tells no place and time of its own happened where and when its paragraph is."""
    if before is None or before in (unit, chain) or unit.places() or unit.times():
        return 0.0
    if _place_weight(before, chain) is None or _time_weight(before, chain) is None:
        return ELSEWHERE
    placeless = bool(before.places()) and not chain.places() and chain.last.paragraph != unit.first.paragraph
    return UNSETTLED if placeless and not unit.first.definite else 0.0


def _sole(unit: Unit, candidates: list[Unit]) -> Unit | None:
    """The one happening of the unit's own family in its article, where the unit tells no place and time."""
    family = unit.families()[0]
    if unit.places() or unit.times() or unit.first.other or (unit.first.indefinite and family not in SERIES):
        return None
    alike = [c for c in candidates if c.first.story == unit.first.story and family in c.families()]
    alike = [c for c in alike if c.group() == unit.group()]
    return alike[0] if len(alike) == 1 else None


def _weight(unit: Unit, chain: Unit) -> float | None:
    """How well a unit fits an earlier happening; None where it cannot be the same."""
    if not _groups_fit(unit, chain):
        return None
    kinship = _kinship(unit, chain)
    where, when = _place_weight(unit, chain), _time_weight(unit, chain)
    if kinship is None or where is None or when is None or _years_apart(unit, chain):
        return None
    weight = kinship + where + when + _people_weight(unit, chain) + _pointing_weight(unit, chain)
    near = _nearness(unit, chain)
    return None if near is None else weight + near


def _groups_fit(unit: Unit, chain: Unit) -> bool:
    if unit.group() == chain.group():
        return True
    return unit.group() == "negated" and chain.group() == "real" and unit.first.definite


def _kinship(unit: Unit, chain: Unit) -> float | None:
    ours, theirs = unit.families(), chain.families()
    lemmas = {p.lemma for p in chain.parts}
    bonus = SAME_WORD if any(p.lemma in lemmas for p in unit.parts) else 0.0
    if all(p.result for p in unit.parts):
        if any(p.result for p in chain.parts) or any(families_fit(f, "result") for f in theirs):
            return bonus + RESULT_OF + (SAME_FAMILY if set(ours) & set(theirs) else FITTING)
        return None
    lead = ours[0]
    if not any(families_fit(lead, f) for f in theirs):
        return None
    if sum(families_fit(lead, f) for f in theirs) * 3 < len(theirs):
        return None  # fits a single odd member of a happening of another kind
    return bonus + (SAME_FAMILY if lead in theirs else FITTING)


def _place_weight(unit: Unit, chain: Unit) -> float | None:
    best = 0.0
    for a in unit.places():
        for b in chain.places():
            found = compare_places(a, b)
            if found == "apart":
                return None
            country = 6 in (a.precision, b.precision) and found != "same"
            if found in ("same", "inside", "contains", "near"):
                country = country or (found == "same" and a.precision == 6)
                best = max(best, WIDER_PLACE if country or found == "near" else SAME_PLACE)
    return best


def _time_weight(unit: Unit, chain: Unit) -> float | None:
    best = 0.0
    if not chain.times() and any(t.precision >= MONTH and t.anchor == "explicit" for t in unit.times()):
        return OLD_TIME
    for a in unit.times():
        for b in chain.times():
            found = compare_times(a, b, one_text=True)
            if found == "apart":
                return None
            if found in ("same", "inside", "contains"):
                best = max(best, SAME_TIME if min(a.precision, b.precision) <= 2 else TOUCHING_TIME)
            elif found in ("overlap", "near"):
                best = max(best, TOUCHING_TIME)
    return best


def _years_apart(unit: Unit, chain: Unit) -> bool:
    ours = {y for p in unit.parts for y in p.years}
    theirs = {y for p in chain.parts for y in p.years}
    if ours and theirs:
        return not ours & theirs
    if ours and not any(t.earliest and t.earliest[:4] in ours for t in chain.times()):
        return True  # "the 2002 siege" beside a happening whose year nobody prints
    for years, times in ((ours, chain.times()), (theirs, unit.times())):
        for time in times:
            if years and time.earliest and time.latest:
                covered = {str(y) for y in range(int(time.earliest[:4]), int(time.latest[:4]) + 1)}
                if not years & covered:
                    return True
    return False


def _people_weight(unit: Unit, chain: Unit) -> float:
    weight = 0.0
    for ours, theirs, penalty in (
        (unit.actors(), chain.actors(), OTHER_ACTOR),
        (unit.recipients(), chain.recipients(), OTHER_VICTIM),
    ):
        if not ours or not theirs:
            continue
        if any(_same_actor(a, b) for a in ours for b in theirs):
            weight += SAME_PEOPLE
        elif all(_named(a) for a in ours) and all(_named(b) for b in theirs):
            weight += penalty
    if any(_same_actor(a, b) for a in unit.actors() for b in chain.recipients()) and not _umbrella(unit, chain):
        weight += TURNED
    return weight


def _umbrella(unit: Unit, chain: Unit) -> bool:
    return any(p.umbrella for p in unit.parts) or any(p.umbrella for p in chain.parts)


def _same_actor(a: ActorMention, b: ActorMention) -> bool:
    return a.chain == b.chain or (_named(a) and _named(b) and names_match(a.name, b.name))


def _named(actor: ActorMention) -> bool:
    """A proper name rather than "gunmen" or "he"."""
    return not actor.pronoun and actor.name[:1].isupper()


def _pointing_weight(unit: Unit, chain: Unit) -> float:
    lead = next((p for p in unit.parts if not p.result), unit.first)
    weight = GENERIC if chain.first.other and chain.first.mention.plural and not chain.places() else 0.0
    if lead.other:
        weight += IS_OTHER
    elif lead.definite and (lead.mention.nominal or not lead.mention.casualty):
        weight += POINTS_BACK
    elif lead.indefinite and not lead.result:
        weight += IS_NEW if not lead.mention.plural else IS_NEW / 2
    if lead.names:
        theirs = {n for p in chain.parts for n in p.names}
        known = theirs | {w for place in chain.places() for w in place.name.lower().split()}
        weight += (
            SAME_NAMES if lead.names & known else (OTHER_NAMES if theirs or lead.lemma in lead.names else NEW_NAMES)
        )
    if lead.mention.plural != chain.first.mention.plural:
        weight += OTHER_NUMBER
    if lead.umbrella and chain.recipients() and not any(p.umbrella or p.mention.plural for p in chain.parts):
        weight += TOO_WIDE
    return weight


def _nearness(unit: Unit, chain: Unit) -> float | None:
    """By paragraphs between them, and whether it is what the article is about. None in another article."""
    if unit.first.story != chain.last.story:
        return None
    paragraphs = abs(unit.first.paragraph - chain.last.paragraph)
    weight = SAME_PARAGRAPH / (1 + paragraphs) - (0.0 if chain.main else FAR * min(paragraphs, FARTHEST))
    if unit.first.mention.sentence - chain.last.mention.sentence <= 1:
        bare = unit.first.definite and not unit.places() and not unit.times()
        weight += POINTED_NEXT if bare else NEXT_SENTENCE
    return weight + (MAIN if chain.main else 0.0)

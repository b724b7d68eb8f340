"""Which event mentions of one document tell of one happening.

Two steps. Inside a sentence, words that belong together become one unit: a result joins the act it results from
("a bomb exploded, killing 12"), acts of one actor in one breath join each other. Then the units are taken in text
order, and each joins the earlier happening that fits it best, or opens a new one. Places, dates, years and named
victims that cannot both be true keep happenings apart, however alike their words are.

The weights are judgements, set by reading news reports; each is named below and none is learned.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice

from rashomon.extract.coreference.compatibility import compare_places, compare_times
from rashomon.extract.coreference.happening_units import sentence_units
from rashomon.extract.coreference.sketches import TOWN, Sketch, families_fit, sketch_mentions
from rashomon.extract.coreference.unit import Unit
from rashomon.model import EventType, Reading, Sentence, TimeRange

__all__ = ["chain_events"]

JOIN = 1.5  # a unit joins a happening from this weight on
RECENT = 40  # happenings looked back at, besides the main ones

SAME_FAMILY, FITTING = 0.75, 0.5
SAME_WORD, OWN_WORD = 0.25, 0.5  # of any words; of "the beheading" and a beheading told of
RESULT_OF = 0.75  # a result without place, time or victim of its own
POINTS_BACK = 1.25  # "the attack", "these attacks"
IS_OTHER = -3.0  # "another attack", "a separate shooting"
HEADING = 14  # words of a heading at most
ENDS = frozenset(".!?\"'”’")
IS_NEW = -0.75  # "a shooting"
SAME_PLACE, WIDER_PLACE = 1.5, 0.4
SAME_TIME, TOUCHING_TIME = 1.25, 0.4
SAME_PEOPLE = 1.0
OTHER_VICTIM, OTHER_ACTOR = -1.0, -0.75
TURNED = -2.0  # one's actor is the other's victim: a retaliation
SAME_NAMES, OTHER_NAMES, NEW_NAMES = 1.5, -1.0, -0.5
SAME_PARAGRAPH, NEXT_SENTENCE = 0.75, 0.25
POINTED_NEXT = 1.0  # "the attack" right after the sentence that tells of one
RESUMED = 0.75  # "the gunmen then shot ..."
FAR, FARTHEST = 0.1, 8  # per paragraph between, unless it is the main happening
GENERIC = -0.75  # a happening that began as "previous attacks" draws little
SOLE = 0.75  # the only happening of its kind in the article, for what has no place and time of its own
MAIN = 0.5  # the happening of the headline or of the first paragraph
RETOLD = 1.0  # the article below a headline tells of what the headline told
OTHER_NUMBER = -0.25
TOO_WIDE = -0.75  # "the violence" for what was done to one victim
MONTH = 4  # date_prec of a month; wider is higher
ELSEWHERE = -1.0  # the paragraph speaks of another place or time just before
UNSETTLED = -1.0  # the paragraph has a place, the happening of another paragraph has none
SERIES = ("protest", "unrest", "violence", "clash")  # a bare plural of these still names the ones told of
TOLD_HERE = 1.25  # a toll right after the act that its paragraph tells of
OTHER_SCENE = -1.25  # a toll that its paragraph tells of another act
OVER_TIME, ONE_ACT = 1.5, -1.5  # a count over a longer time and a whole; the same and one act
UNDER_WHOLE = -1.75  # "a bomb exploded" is not "the conflict" itself
BESIDE_WAR = -2.0  # "the war" in the report of one act
BARE_WHOLE = -1.25  # "violence", "the war" are not the one act told of
WHOLES = 0.75  # "the fighting" and "the conflict"
ODD_KIND = -1.0  # a shooting beside a happening of bombs
OWN_KIND = 0.5  # "the gas attack", where one was told of beside what the article is about
SHARE = 4  # one in so many of a happening's mentions is a kind of its own, fewer are strays
WIDE_SPAN = -2.0  # "attacks in the past year" beside a happening of one day
GENERAL = -2.0  # "they kill civilians"
NEWCOMER = -1.0  # "a sergeant was shot" beside a happening with other victims
SAME_VICTIM = 1.0  # one named person is the victim of both
LATE_DAYS = 60  # days after the act within which somebody may die of it
VAGUE = frozenset({"attack", "violence", "killing", "result", "clash", "war", "unrest", "siege"})  # fit several kinds
LEADING = frozenset({EventType.ASSAULT, EventType.PROTEST, EventType.COERCE, EventType.OTHER})
OTHER_TOLL, MANY_TIMES, FEW = -1.25, 3, 3
SAME_TARGET = 1.0
OLD_TIME = -2.5  # "in 2015", "in March" beside a happening that has no date


def chain_events(reading: Reading) -> tuple[tuple[str, ...], ...]:
    """Ids of event mentions, one tuple per happening, members and tuples in text order.

    Every mention of `reading.events` stands in exactly one tuple.
    """
    sketches = sketch_mentions(reading)
    chains: list[Unit] = []
    order: dict[Unit, None] = {}  # by last mention, oldest first
    mains: dict[Unit, None] = {}  # the main ones among them, in the same order
    main_stories: set[tuple[int, bool]] = set()
    scene = Scene()
    headings = _headings(reading)
    for unit in sentence_units(reading.parse, sketches):
        scene.enter(unit, headings)
        found = _best(unit, order, mains, scene)
        place = (unit.first.story, unit.first.headline)
        if found is None:
            unit.main = place not in main_stories and _can_lead(unit)
            chains.append(unit)
        else:
            found.parts.extend(unit.parts)
        grown = found or unit
        for held in (order, mains) if grown.main else (order,):
            held.pop(grown, None)
            held[grown] = None
        scene.leave(unit, found or unit)
        if _can_lead(unit):
            main_stories.add(place)
    return tuple(tuple(p.mention.id for p in sorted(c.parts, key=_position)) for c in chains)


@dataclass
class Scene:
    """What the paragraph at hand has told of so far: its last unit with a place or time, and its last act."""

    paragraph: int = -1
    before: Unit | None = None
    act: Unit | None = None

    def enter(self, unit: Unit, headings: frozenset[int]) -> None:
        """A new paragraph forgets both, unless it opens by taking up the last one, or a heading stands above it."""
        here = unit.first.paragraph
        if here == self.paragraph:
            return
        self.before = None
        if not (here == self.paragraph + 1 and (unit.first.anaphoric or self.paragraph in headings)):
            self.act = None
        self.paragraph = here

    def leave(self, unit: Unit, chain: Unit) -> None:
        if unit.places() or unit.times():
            self.before = unit
        if chain.group() == "real" and not unit.is_toll() and not unit.first.generic:
            self.act = chain


def _headings(reading: Reading) -> frozenset[int]:
    """Paragraphs that are a heading of what follows: one short sentence without a full stop."""
    sentences: dict[int, list[Sentence]] = {}
    for sentence in reading.parse.sentences:
        sentences.setdefault(sentence.paragraph, []).append(sentence)
    return frozenset(
        number
        for number, told in sentences.items()
        if told[-1].last - told[0].first < HEADING and reading.parse.tokens[told[-1].last].text not in ENDS
    )


def _can_lead(unit: Unit) -> bool:
    """Can an article be about it? A war in the background and what is only said or planned cannot."""
    return unit.group() == "real" and unit.first.mention.type in LEADING and unit.lead_family() != "war"


def _position(sketch: Sketch) -> tuple[int, int, str]:
    return (sketch.mention.span.start, sketch.mention.span.end, sketch.mention.id)


# ---------------------------------------------------------------- across sentences


def _best(unit: Unit, order: dict[Unit, None], mains: dict[Unit, None], scene: Scene) -> Unit | None:
    recent = list(islice(reversed(order), RECENT))[::-1]
    candidates = recent + [c for c in mains if c not in recent]
    best: tuple[float, int] | None = None
    alone = _sole(unit, candidates)
    for place, chain in enumerate(candidates):
        weight = _weight(unit, chain)
        if weight is not None:
            weight += _setting_weight(unit, chain, scene) + (SOLE if chain is alone else 0.0)
            weight += _retelling_weight(unit, chain) + _own_kind_weight(unit, chain, mains)
        if weight is not None and weight >= JOIN and (best is None or (weight, place) > best):
            best = (weight, place)
    return candidates[best[1]] if best else None


def _retelling_weight(unit: Unit, chain: Unit) -> float:
    """What only the headline has told so far is told anew below it: "a shooting" there is no other one."""
    if unit.first.headline or unit.first.other or unit.first.generic or not chain.main:
        return 0.0
    if not all(part.headline for part in chain.parts):
        return 0.0
    lead = next((p for p in unit.parts if not p.result), unit.first)
    return RETOLD - (IS_NEW if lead.indefinite and not lead.result else 0.0)


def _setting_weight(unit: Unit, chain: Unit, scene: Scene) -> float:
    """What tells no place and time of its own happened where and when its paragraph is; a toll is the toll of the
    act that its paragraph told of last."""
    if unit.places() or unit.times():
        return 0.0
    if scene.act is not None and unit.is_toll():
        if chain is scene.act:
            return TOLD_HERE
        return 0.0 if unit.cumulative() and chain.is_whole() else OTHER_SCENE
    if scene.act is not None and _same_breath(unit, scene.act):
        return NEXT_SENTENCE if chain is scene.act else ELSEWHERE
    before = scene.before
    return 0.0 if before is None or before in (unit, chain) else _beside(unit, chain, before)


def _beside(unit: Unit, chain: Unit, before: Unit) -> float:
    """How the place and time that the paragraph told last speak for a happening."""
    if _place_weight(before, chain) is None or _time_weight(before, chain) is None:
        return ELSEWHERE
    placeless = bool(before.places()) and not chain.places() and chain.last.paragraph != unit.first.paragraph
    return UNSETTLED if placeless and not unit.first.definite else 0.0


def _same_breath(unit: Unit, act: Unit) -> bool:
    """Both in one sentence, and the one before says where or when."""
    settled = bool(act.last.places or act.last.times)
    return settled and act.last.mention.sentence == unit.first.mention.sentence and not unit.first.indefinite


def _sole(unit: Unit, candidates: list[Unit]) -> Unit | None:
    """The one happening of the unit's own family in its article, where the unit tells no place and time."""
    family = unit.lead_family()
    if unit.places() or unit.times() or unit.first.other or (unit.first.indefinite and family not in SERIES):
        return None
    alike = [c for c in candidates if c.first.story == unit.first.story and family in c.families()]
    alike = [c for c in alike if c.group() == unit.group()]
    return alike[0] if len(alike) == 1 else None


def _weight(unit: Unit, chain: Unit) -> float | None:
    """How well a unit fits an earlier happening; None where it cannot be the same."""
    if not _groups_fit(unit, chain) or not unit.told.apart.isdisjoint(chain.told.heads):
        return None
    kinship = _kinship(unit, chain)
    where, when = _place_weight(unit, chain), _time_weight(unit, chain)
    if kinship is None or where is None or when is None or _years_apart(unit, chain):
        return None
    weight = kinship + where + when + _people_weight(unit, chain) + _pointing_weight(unit, chain)
    weight += _scope_weight(unit, chain) + _toll_weight(unit, chain) + _target_weight(unit, chain)
    weight += _kind_weight(unit, chain, where > WIDER_PLACE and when > TOUCHING_TIME)
    near = _nearness(unit, chain)
    return None if near is None else weight + near


def _groups_fit(unit: Unit, chain: Unit) -> bool:
    if unit.group() == chain.group():
        return True
    return unit.group() == "negated" and chain.group() == "real" and unit.first.definite


def _kinship(unit: Unit, chain: Unit) -> float | None:
    ours, theirs = unit.families(), chain.families()
    bonus = 0.0 if unit.told.lemmas.isdisjoint(chain.told.lemmas) else SAME_WORD
    first = unit.first
    if first.definite and first.mention.nominal and first.family not in VAGUE and first.lemma in chain.told.lemmas:
        bonus = OWN_WORD
    if unit.is_toll() or (unit.cumulative() and chain.is_whole()):
        if chain.told.results or any(families_fit(f, "result") for f in theirs):
            return bonus + RESULT_OF + (SAME_FAMILY if ours.keys() & theirs.keys() else FITTING)
        return None
    lead = unit.lead_family()
    if not any(families_fit(lead, f) for f in theirs):
        return None
    if sum(often for f, often in theirs.items() if families_fit(lead, f)) * 3 < theirs.total():
        return None  # fits a single odd member of a happening of another kind
    return bonus + (SAME_FAMILY if theirs[lead] * SHARE >= theirs.total() else FITTING)


def _scope_weight(unit: Unit, chain: Unit) -> float:
    """A whole ("the conflict") holds what is said of it; an act told by itself stands beside it."""
    weight = GENERAL if unit.first.generic and unit.first.paragraph != chain.last.paragraph else 0.0
    if unit.cumulative():
        return weight + (OVER_TIME if chain.is_whole() else ONE_ACT)
    if unit.lead_family() == "war" and not chain.is_whole():
        return weight + BESIDE_WAR
    if unit.is_whole() and chain.told.umbrella:
        return weight + (0.0 if unit.places() else WHOLES)
    if chain.is_whole() and unit.is_concrete():
        return weight + UNDER_WHOLE
    if unit.is_whole() and chain.is_concrete():
        bare = not unit.first.definite or unit.lead_family() == "war"
        return weight + (BARE_WHOLE if bare else 0.0)
    if _plural_span(unit, chain) or _plural_span(chain, unit):
        weight += WIDE_SPAN
    return weight


def _toll_weight(unit: Unit, chain: Unit) -> float:
    """Two tolls of everybody in one text, one many times the other: seldom one happening. One or two dead, or fewer
    without a place and day of their own, may be some of them."""
    ours, theirs = unit.told.dead, chain.told.dead
    if min(ours, theirs) < FEW or unit.cumulative() or chain.told.cumulative:
        return 0.0
    own = ours > theirs or bool(unit.places() or unit.times())
    return OTHER_TOLL if own and max(ours, theirs) >= MANY_TIMES * min(ours, theirs) else 0.0


def _target_weight(unit: Unit, chain: Unit) -> float:
    """ "Bombed the packed mosque" where an attack on a mosque was told of."""
    lead = next((p for p in unit.parts if p.targets), None)
    if lead is None or lead.other or unit.group() != "real" or not chain.main:
        return 0.0
    return SAME_TARGET if not unit.told.targets.isdisjoint(chain.told.targets) else 0.0


def _plural_span(many: Unit, one: Unit) -> bool:
    """Several happenings over months or years, against one of a narrower time or of a town."""
    spans = [t.precision for t in many.times()]
    if not many.first.mention.plural or not spans or min(spans) < MONTH:
        return False
    town = any(p.precision <= TOWN for p in one.places()) and not many.places()
    return town or any(t.precision < min(spans) for t in one.times())


def _kind_weight(unit: Unit, chain: Unit, settled: bool) -> float:
    """Two different kinds of act ("shooting", "bombing") are rarely one, unless place and time agree."""
    ours, theirs = [f for f in unit.families() if f not in VAGUE], _kinds(chain)
    if settled or not ours or not theirs or any(families_fit(a, b) for a in ours for b in theirs):
        return 0.0
    return ODD_KIND


def _kinds(chain: Unit) -> list[str]:
    """The kinds of act that a happening is told as, without strays."""
    told = {f: often for f, often in chain.families().items() if f not in VAGUE}
    return [f for f, often in told.items() if often * SHARE >= sum(told.values())]


def _own_kind_weight(unit: Unit, chain: Unit, mains: dict[Unit, None]) -> float:
    """ "The gas attack", where one was told of and what the article is about is of another kind."""
    theirs = _kinds(chain)
    same = bool(theirs) and unit.lead_family() == theirs[0] and not unit.told.lemmas.isdisjoint(chain.told.lemmas)
    if chain.main or not unit.first.definite or not same:
        return 0.0
    kinds = [_kinds(main) for main in mains if main.first.story == unit.first.story]
    other = all(told and not any(families_fit(unit.lead_family(), kind) for kind in told) for told in kinds)
    return OWN_KIND if other else 0.0


def _place_weight(unit: Unit, chain: Unit) -> float | None:
    best = 0.0
    for a in unit.places():
        for b in chain.places():
            found = compare_places(a, b)
            if found == "apart":
                if unit.cumulative() and chain.is_whole():
                    continue  # a war has more places than one
                return None
            country = 6 in (a.precision, b.precision) and found != "same"
            if found in ("same", "inside", "contains", "near"):
                country = country or (found == "same" and a.precision == 6)
                best = max(best, WIDER_PLACE if country or found == "near" else SAME_PLACE)
    return best


def _time_weight(unit: Unit, chain: Unit) -> float | None:
    best = 0.0
    months = any(t.precision >= MONTH and t.anchor == "explicit" for t in unit.times())
    if months and not any(t.earliest or t.month for t in chain.times()):
        return 0.0 if unit.told.recipients.share_person(chain.told.recipients) else OLD_TIME
    for a in unit.times():
        for b in chain.times():
            found = compare_times(a, b, one_text=True)
            if found == "apart":
                if not (unit.first.late and _soon_after(a, b)):
                    return None
                best = max(best, TOUCHING_TIME)
            if found in ("same", "inside", "contains"):
                best = max(best, SAME_TIME if min(a.precision, b.precision) <= 2 else TOUCHING_TIME)
            elif found in ("overlap", "near"):
                best = max(best, TOUCHING_TIME)
    return best


def _soon_after(death: TimeRange, act: TimeRange) -> bool:
    if not death.earliest or not act.latest:
        return bool(death.month and act.month)
    days = (date.fromisoformat(death.earliest) - date.fromisoformat(act.latest)).days
    return 0 < days % 365 <= LATE_DAYS  # the year is often not printed and may be guessed wrong


def _years_apart(unit: Unit, chain: Unit) -> bool:
    ours, theirs = unit.told.years, chain.told.years
    if ours and theirs:
        return not ours & theirs
    if ours and not any(t.earliest and t.earliest[:4] in ours for t in chain.times()):
        same = not chain.times() and unit.told.recipients.share_person(chain.told.recipients)
        return not same  # "the 2002 siege" beside a happening whose year nobody prints
    for years, times in ((ours, chain.times()), (theirs, unit.times())):
        for time in times:
            if years and time.earliest and time.latest:
                covered = {str(y) for y in range(int(time.earliest[:4]), int(time.latest[:4]) + 1)}
                if not years & covered:
                    return True
    return False


def _people_weight(unit: Unit, chain: Unit) -> float:
    weight = 0.0
    told, known = unit.told, chain.told
    for ours, theirs, penalty in (
        (told.actors, known.actors, OTHER_ACTOR),
        (told.recipients, known.recipients, OTHER_VICTIM),
    ):
        if not ours or not theirs:
            continue
        if ours.share(theirs):
            weight += SAME_PEOPLE
        elif ours.all_named and theirs.all_named:
            weight += penalty
    weight += _victim_weight(unit, chain)
    if told.actors.share(known.recipients) and not (told.umbrella or known.umbrella):
        weight += TURNED
    return weight


def _victim_weight(unit: Unit, chain: Unit) -> float:
    """One named person is killed once; "a sergeant" is nobody of whom was told before."""
    victims = chain.told.recipients
    if unit.told.recipients.share_person(victims):
        return SAME_VICTIM
    fresh = unit.told.newcomers
    known = any(name in chain.told.newcomers or name in victims.words for name in fresh)
    return NEWCOMER if fresh and victims and not chain.is_whole() and not known else 0.0


def _pointing_weight(unit: Unit, chain: Unit) -> float:
    lead = next((p for p in unit.parts if not p.result), unit.first)
    weight = GENERIC if chain.first.other and chain.first.mention.plural and not chain.places() else 0.0
    if lead.other:
        weight += IS_OTHER
    elif _points(lead, chain):
        weight += POINTS_BACK
    elif lead.indefinite and not lead.result:
        weight += IS_NEW / 2 if lead.mention.plural and chain.first.mention.plural else IS_NEW
    if lead.names:
        theirs = chain.told.names
        placed = {w for place in chain.places() for w in place.name.lower().split()}
        known = not (lead.names.isdisjoint(theirs) and lead.names.isdisjoint(placed))
        weight += SAME_NAMES if known else (OTHER_NAMES if theirs or lead.lemma in lead.names else NEW_NAMES)
    if lead.mention.plural != chain.first.mention.plural:
        weight += OTHER_NUMBER
    if lead.umbrella and chain.told.recipients and not (chain.told.umbrella or chain.told.plural):
        weight += TOO_WIDE
    return weight


def _points(lead: Sketch, chain: Unit) -> bool:
    """ "The attack" takes up an attack; "the war" needs no war told of before, so it takes up nothing else."""
    if not lead.definite or not (lead.mention.nominal or not lead.mention.casualty):
        return False
    return lead.family != "war" or "war" in chain.families()


def _nearness(unit: Unit, chain: Unit) -> float | None:
    """By paragraphs between them, and whether it is what the article is about. None in another article."""
    if unit.first.story != chain.last.story:
        return None
    paragraphs = abs(unit.first.paragraph - chain.last.paragraph)
    weight = SAME_PARAGRAPH / (1 + paragraphs) - (0.0 if chain.main else FAR * min(paragraphs, FARTHEST))
    if unit.first.mention.sentence - chain.last.mention.sentence <= 1:
        bare = _points(unit.first, chain) and not unit.places() and not unit.times()
        weight += POINTED_NEXT if bare else NEXT_SENTENCE
    if unit.first.resumes and not unit.is_toll() and (chain.main or paragraphs <= 1):
        weight += RESUMED
    return weight + (MAIN if chain.main else 0.0)

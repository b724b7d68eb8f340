"""A unit of mentions, and a happening while it grows: what its mentions tell together.

A happening may have thousands of mentions, and each new mention is compared with it. So what the mentions tell is kept
as sets and counts, brought up to date when mentions were added, and never gathered anew.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from rashomon.extract.coreference.compatibility import names_match
from rashomon.extract.coreference.sketches import Sketch
from rashomon.model import ActorMention, Place, TimeRange

__all__ = ["People", "Told", "Unit", "is_named"]

PARTS_OF_WHOLE = frozenset({"bombardment", "attack", "killing"})  # "rocket fire", "attacks": what a war is made of


def is_named(actor: ActorMention) -> bool:
    """A proper name rather than "gunmen" or "he"."""
    return not actor.pronoun and actor.name[:1].isupper()


@dataclass(slots=True)
class People:
    """Those who act in, or suffer from, what some mentions tell."""

    chains: set[str] = field(default_factory=set)
    names: dict[str, None] = field(default_factory=dict)  # proper names
    persons: dict[str, str] = field(default_factory=dict)  # chain -> name of named persons
    words: set[str] = field(default_factory=set)  # of all names, lower case
    all_named: bool = True

    def __bool__(self) -> bool:
        return bool(self.chains)

    def add(self, actor: ActorMention) -> None:
        self.chains.add(actor.chain)
        self.words.update(actor.name.lower().split())
        if not is_named(actor):
            self.all_named = False
            return
        self.names[actor.name] = None
        if actor.kind == "person":
            self.persons[actor.chain] = actor.name

    def share(self, others: People) -> bool:
        """Whether one of them is one of the others: of one chain, or with names that match."""
        if not self.chains.isdisjoint(others.chains):
            return True
        return any(names_match(a, b) for a in self.names for b in others.names)

    def share_person(self, others: People) -> bool:
        """Whether one of the named persons here is one of the others."""
        if any(chain in others.chains for chain in self.persons):
            return True
        return any(names_match(a, b) for a in self.persons.values() for b in others.names)


@dataclass(slots=True)
class Told:
    """What some mentions tell together; `counted` says how many are in it."""

    counted: int = 0
    acts: Counter[str] = field(default_factory=Counter)  # families of what is no mere result, in order
    families: Counter[str] = field(default_factory=Counter)
    places: dict[Place, None] = field(default_factory=dict)
    times: dict[TimeRange, None] = field(default_factory=dict)
    actors: People = field(default_factory=People)
    recipients: People = field(default_factory=People)
    lemmas: set[str] = field(default_factory=set)
    years: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    newcomers: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)
    dead: int = 0
    heads: set[int] = field(default_factory=set)
    apart: set[int] = field(default_factory=set)  # heads of happenings that it came days before or after
    results: bool = False
    cumulative: bool = False
    umbrella: bool = False
    plural: bool = False
    concrete: bool = False
    whole: bool | None = None  # None until an act is told

    def add(self, part: Sketch) -> None:
        self.counted += 1
        self.families[part.family] += 1
        if part.result:
            self.results = True
        else:
            self.acts[part.family] += 1
            own, whole = part.is_own_act(), part.names_whole()
            self.concrete = self.concrete or (own and not whole)
            if self.whole is None and not (part.family in PARTS_OF_WHOLE and not own):
                self.whole = whole
        self.places.update(dict.fromkeys(part.places))
        self.times.update(dict.fromkeys(part.times))
        for people, group in ((part.actors, self.actors), (part.recipients, self.recipients)):
            for actor in people:
                group.add(actor)
        self.lemmas.add(part.lemma)
        self.years.update(part.years)
        self.names.update(part.names)
        self.newcomers.update(part.newcomers)
        self.targets.update(part.targets)
        self.dead = max(self.dead, part.dead)
        self.heads.add(part.mention.head)
        self.apart.update(part.apart)
        self.cumulative = self.cumulative or part.cumulative
        self.umbrella = self.umbrella or part.umbrella
        self.plural = self.plural or part.mention.plural


@dataclass(eq=False)
class Unit:
    """Sketches that go together; a happening while it grows. Each is itself alone."""

    parts: list[Sketch] = field(default_factory=list)
    main: bool = False
    _told: Told = field(default_factory=Told)

    @property
    def told(self) -> Told:
        """What the parts tell, those added since the last look included."""
        for part in self.parts[self._told.counted :] if self._told.counted < len(self.parts) else ():
            self._told.add(part)
        return self._told

    @property
    def last(self) -> Sketch:
        return self.parts[-1]

    @property
    def first(self) -> Sketch:
        return self.parts[0]

    def families(self) -> Counter[str]:
        """How often each family of words tells it, in order of the first; of results only where nothing else does."""
        return self.told.acts or self.told.families

    def lead_family(self) -> str:
        return next(iter(self.families()))

    def places(self) -> dict[Place, None]:
        return self.told.places

    def times(self) -> dict[TimeRange, None]:
        return self.told.times

    def is_toll(self) -> bool:
        return not self.told.acts

    def cumulative(self) -> bool:
        return self.told.cumulative

    def is_whole(self) -> bool:
        """First told of by a word for a whole: "the violence", "the war"; or only by what a war is made of."""
        return bool(self.told.whole)

    def is_concrete(self) -> bool:
        """An act with a town, a day or somebody named of its own."""
        return self.told.concrete

    def group(self) -> str:
        """Modality group; a negated mention never changes that of the happening it joined."""
        return self.parts[0].group

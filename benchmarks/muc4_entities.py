"""The measures of the neural papers on MUC-4: five string slots and the incident type, entity by entity.

- entity_score: CEAF-REE as in Du, Rush and Cardie 2021, "Template Filling with Generative Transformers": a predicted
  entity is right when all its mentions are mentions of one gold entity of the same slot; templates may stand for each
  other when the predicted type is (one of) the gold type(s); the pairing is the one with the best F1 of the text.
- ceaf_rme: CEAF-RME as in Chen et al. 2023, "Iterative Document-level Information Extraction via Imitation Learning"
  (IterX): one assignment of whole templates; mentions carry their template's type.  `subset` counts entities that
  share a mention with a gold entity, `phi3` counts shared mentions.

Strings are compared in small letters without punctuation and articles, as both papers do.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from benchmarks.muc4.assign import best_assignment

__all__ = ["ROLES", "EntityTemplate", "Figures", "ceaf_rme", "entity_score", "from_json", "normalized"]

ROLES: Final = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
_TYPE: Final = "incident_type"
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_NO_PUNCTUATION = str.maketrans("", "", string.punctuation)

Entity = frozenset[str]


@dataclass(frozen=True)
class EntityTemplate:
    """An incident: its type (gold may name several, with slashes) and the entities of each role as sets of mentions."""

    type: str
    roles: tuple[tuple[str, tuple[Entity, ...]], ...]

    def entities(self, role: str) -> tuple[Entity, ...]:
        """The entities of a role."""
        return dict(self.roles).get(role, ())

    @property
    def size(self) -> int:
        """Number of entities in all roles."""
        return sum(len(entities) for _, entities in self.roles)


@dataclass
class Figures:
    """Counts of right and all predictions, of found and all gold; figures 0..100."""

    right: int = 0
    predicted: int = 0
    found: int = 0
    gold: int = 0

    def add(self, right: int, predicted: int, found: int, gold: int) -> None:
        """Count on."""
        self.right += right
        self.predicted += predicted
        self.found += found
        self.gold += gold

    @property
    def precision(self) -> float:
        """0 where nothing was predicted."""
        return 100.0 * self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """0 where there is no gold."""
        return 100.0 * self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2.0 * self.precision * self.recall / total if total else 0.0


def normalized(text: str) -> str:
    """Small letters, no punctuation, no articles, single blanks."""
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_NO_PUNCTUATION)).split())


def from_json(templates: Sequence[Mapping[str, object]]) -> tuple[EntityTemplate, ...]:
    """Templates as the papers' files have them: role -> entities -> mentions, each a string or [string, offset].

    A template that repeats another to the letter is left out, as in the papers' evaluation; TypeError where a role
    does not hold lists.
    """
    found: list[EntityTemplate] = []
    for template in templates:
        roles = tuple((role, tuple(_entity(value) for value in _list(template.get(role, [])))) for role in ROLES)
        kept = tuple((role, tuple(entity for entity in entities if entity)) for role, entities in roles)
        one = EntityTemplate(str(template[_TYPE]), kept)
        if one not in found:
            found.append(one)
    return tuple(found)


def _list(value: object) -> list[object]:
    if not isinstance(value, list | tuple):
        raise TypeError(f"not a list: {value!r}")
    return list(value)


def _entity(value: object) -> Entity:
    mentions = (mention if isinstance(mention, str) else _list(mention)[0] for mention in _list(value))
    return frozenset(normalized(str(mention)) for mention in mentions)


def _pair_counts(predicted: EntityTemplate, gold: EntityTemplate) -> dict[str, tuple[int, int]] | None:
    """Right predictions and found gold of each role and the type; None where the types forbid the pair."""
    if predicted.type not in gold.type:
        return None
    counts = {_TYPE: (1, 1)}
    for role in ROLES:
        theirs, ours = gold.entities(role), predicted.entities(role)
        right = sum(any(one <= other for other in theirs) for one in ours)
        counts[role] = (right, sum(any(one <= other for one in ours) for other in theirs))
    return counts


def _best_pairs(
    table: Sequence[Sequence[dict[str, tuple[int, int]] | None]], predicted: int, gold: int
) -> tuple[tuple[int, int], ...]:
    """The pairs (prediction, gold) of one text that give its best F1.

    Exact: for every set of used gold templates the undominated sums of right and found counts are kept.
    """
    fronts: dict[int, dict[tuple[int, int], tuple[tuple[int, int], ...]]] = {0: {(0, 0): ()}}
    for i, row in enumerate(table):
        following = {used: dict(front) for used, front in fronts.items()}
        for used, front in fronts.items():
            for j, counts in enumerate(row):
                if counts is None or used & (1 << j):
                    continue
                right, found = (sum(count[k] for count in counts.values()) for k in (0, 1))
                target = following.setdefault(used | (1 << j), {})
                for (a, b), pairs in front.items():
                    target.setdefault((a + right, b + found), (*pairs, (i, j)))
        fronts = {used: _undominated(front) for used, front in following.items()}
    every = [(sums, pairs) for front in fronts.values() for sums, pairs in front.items()]
    return max(every, key=lambda one: (Figures(one[0][0], predicted, one[0][1], gold).f1, one[0]))[1]


def _undominated(
    front: dict[tuple[int, int], tuple[tuple[int, int], ...]],
) -> dict[tuple[int, int], tuple[tuple[int, int], ...]]:
    kept: dict[tuple[int, int], tuple[tuple[int, int], ...]] = {}
    most = -1
    for sums in sorted(front, reverse=True):
        if sums[1] > most:
            kept[sums] = front[sums]
            most = sums[1]
    return kept


def entity_score(
    predictions: Mapping[str, Sequence[EntityTemplate]], gold: Mapping[str, Sequence[EntityTemplate]]
) -> dict[str, Figures]:
    """Figures of `incident_type`, each role and `micro_avg` over the gold texts; a text not predicted is empty."""
    total = {name: Figures() for name in (_TYPE, *ROLES, "micro_avg")}
    for text in sorted(gold):
        ours, theirs = predictions.get(text, ()), gold[text]
        table = [[_pair_counts(one, other) for other in theirs] for one in ours]
        sizes = [sum(1 + template.size for template in side) for side in (ours, theirs)]
        for i, j in _best_pairs(table, *sizes):
            for name, (right, found) in (table[i][j] or {}).items():
                total[name].add(right, 0, found, 0)
        for name in (_TYPE, *ROLES):
            predicted, wanted = (
                sum(1 if name == _TYPE else len(template.entities(name)) for template in side)
                for side in (ours, theirs)
            )
            total[name].add(0, predicted, 0, wanted)
    for name in (_TYPE, *ROLES):
        part = total[name]
        total["micro_avg"].add(part.right, part.predicted, part.found, part.gold)
    return total


Phi = Literal["subset", "phi3"]


def _likeness(predicted: EntityTemplate, gold: EntityTemplate, kind: str, phi: Phi) -> tuple[int, int]:
    """Matched on the predicted and on the gold side, with one of the gold's types."""
    if predicted.type != kind:
        return 0, 0
    right = found = 0
    for role in ROLES:
        ours, theirs = predicted.entities(role), gold.entities(role)
        if phi == "subset":
            right += sum(any(one & other for other in theirs) for one in ours)
            found += sum(any(one & other for one in ours) for other in theirs)
        elif ours and theirs:
            shared = [[float(len(one & other)) for other in theirs] for one in ours]
            count = int(sum(shared[i][j] for i, j in best_assignment(shared)))
            right, found = right + count, found + count
    return right, found


def _gold_type(gold: EntityTemplate, ours: Sequence[EntityTemplate], phi: Phi) -> str:
    """Of several gold types the one that the predictions of the text fit best, the first on a tie."""
    kinds = [kind.strip() for kind in gold.type.split("/")]
    return max(kinds, key=lambda kind: (sum(_likeness(one, gold, kind, phi)[0] for one in ours), -kinds.index(kind)))


def ceaf_rme(
    predictions: Mapping[str, Sequence[EntityTemplate]],
    gold: Mapping[str, Sequence[EntityTemplate]],
    phi: Phi = "subset",
) -> Figures:
    """CEAF-RME over all texts of the gold; figures count entities (`subset`) or mentions (`phi3`)."""
    total = Figures()
    for text in sorted(gold):
        ours, theirs = [one for one in predictions.get(text, ()) if one.size], gold[text]
        table = []
        for other in theirs:
            kind = _gold_type(other, ours, phi)
            table.append([_likeness(one, other, kind, phi) for one in ours])
        for i, j in best_assignment([[float(right) for right, _ in row] for row in table]) if ours else []:
            total.add(table[i][j][0], 0, table[i][j][1], 0)
        total.add(0, _mass(ours, phi), 0, _mass(theirs, phi))
    return total


def _mass(templates: Sequence[EntityTemplate], phi: Phi) -> int:
    """Entities, or mentions, of templates."""
    entities = [entity for template in templates for _, found in template.roles for entity in found]
    return len(entities) if phi == "subset" else sum(len(entity) for entity in entities)

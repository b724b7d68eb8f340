"""The measures: coreference by a published scorer, links between pairs, types of single texts.

MUC, B-cubed and CEAF-e come from the package `scorch` (L. Grobol), which follows the reference implementation
(Pradhan et al. 2014) and counts clusters of one mention, as is usual for ECB+. The package `coreference-eval` leaves
such clusters out on one side only, so it does not serve here.
"""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from benchmarks.framework import DataError, Score

__all__ = ["Conll", "TypeScore", "b_cubed", "clusters_of", "conll", "pairwise", "type_scores"]

Clusters = Sequence[Collection[Any]]
Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Conll:
    """The three measures and the mean of their F1."""

    conll_f1: float
    muc: Score
    b_cubed: Score
    ceaf_e: Score


@dataclass(frozen=True, slots=True)
class TypeScore:
    """F1 over the classes, weighted by their frequency in the gold data, and as a plain mean over the classes that
    occur in the gold data or among the answers (scikit-learn's averages)."""

    weighted_f1: float
    macro_f1: float
    classes: Mapping[str, Score]


def clusters_of(assigned: Mapping[Item, Hashable]) -> list[set[Item]]:
    """From item -> cluster name to sets of items, in order of first appearance."""
    groups: dict[Hashable, set[Item]] = {}
    for item, name in assigned.items():
        groups.setdefault(name, set()).add(item)
    return list(groups.values())


def _package() -> Any:
    try:
        return importlib.import_module("scorch.scores")
    except ImportError as error:
        raise DataError(
            "The coreference scorer scorch is not installed. Install the test tools: "
            "pip install -r requirements/dev.txt"
        ) from error


def _sets(clusters: Clusters) -> list[set[str]]:
    """The package sorts what it meets, so items become strings."""
    return [{repr(item) for item in cluster} for cluster in clusters]


def _score(triple: tuple[float, float, float]) -> Score:
    recall, precision, f1 = triple
    return Score(float(precision), float(recall), float(f1))


def b_cubed(gold: Clusters, found: Clusters) -> Score:
    """B-cubed (Bagga and Baldwin 1998) of two partitions; an item that is only in one of them counts against it."""
    return _score(_package().b_cubed(_sets(gold), _sets(found)))


def conll(gold: Clusters, found: Clusters) -> Conll:
    """MUC, B-cubed, CEAF-e and the mean of their F1 (the CoNLL-2012 measure)."""
    package, key, response = _package(), _sets(gold), _sets(found)
    muc, bcub, ceaf = (_score(one(key, response)) for one in (package.muc, package.b_cubed, package.ceaf_e))
    return Conll((muc.f1 + bcub.f1 + ceaf.f1) / 3, muc, bcub, ceaf)


def pairwise(gold: Mapping[Item, Hashable], found: Mapping[Item, Hashable]) -> Score:
    """F1 of the pairs of items that are put into one cluster. Both name a cluster for the same items."""
    if gold.keys() != found.keys():
        raise ValueError("pairwise needs the same items on both sides")
    both = Counter((gold[item], found[item]) for item in gold)
    return Score.of(_pairs(both), _pairs(Counter(found.values())), _pairs(Counter(gold.values())))


def _pairs(sizes: Counter[Any]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes.values())


def type_scores(
    gold: Sequence[Collection[str]], found: Sequence[Collection[str]], classes: Collection[str]
) -> TypeScore:
    """F1 of each class over items that have any number of classes each. Raises ValueError for different lengths."""
    scores: dict[str, Score] = {}
    wanted: dict[str, int] = {}
    for name in sorted(classes):
        hits = sum(name in g and name in f for g, f in zip(gold, found, strict=True))
        wanted[name] = sum(name in g for g in gold)
        scores[name] = Score.of(hits, sum(name in f for f in found), wanted[name])
    there = [name for name in scores if wanted[name] or any(name in f for f in found)]
    total = sum(wanted.values())
    weighted = sum(scores[name].f1 * wanted[name] for name in there) / total if total else 0.0
    macro = sum(scores[name].f1 for name in there) / len(there) if there else 0.0
    return TypeScore(weighted, macro, {name: scores[name] for name in there})

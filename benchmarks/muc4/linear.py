"""Linear models over named features: what training/muc4/weights.py makes and the template maker uses."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["WEIGHTS", "Linear", "load_weights"]

WEIGHTS: Final = Path(__file__).parent / "weights.json.gz"


@dataclass(frozen=True, slots=True)
class Linear:
    """A multinomial logistic regression: its classes, and for each feature a weight for each class."""

    classes: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]

    def chances(self, features: Iterable[str]) -> dict[str, float]:
        """How likely each class is; the chances sum to 1."""
        scores = [0.0] * len(self.classes)
        for feature in features:
            for number, weight in enumerate(self.weights.get(feature, ())):
                scores[number] += weight
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        total = sum(powers)
        return {name: power / total for name, power in zip(self.classes, powers, strict=True)}

    def best(self, features: Iterable[str]) -> str:
        """The likeliest class, the first of equals."""
        found = self.chances(features)
        return max(found, key=lambda name: found[name])


@cache
def load_weights(path: Path = WEIGHTS) -> dict[str, Linear]:
    """The models by name."""
    content = json.loads(gzip.decompress(path.read_bytes()))
    return {
        name: Linear(tuple(model["classes"]), {f: tuple(w) for f, w in model["weights"].items()})
        for name, model in content["models"].items()
    }

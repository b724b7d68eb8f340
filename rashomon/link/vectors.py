"""How close two words are in meaning, by small vectors of the commonest words of news.

`data/word_vectors.npz` is made by `training/vectors.py`: `keys` (see rarity.word_key), `vectors` of DIMENSIONS whole
numbers each, -127 to 127.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

import numpy as np

from rashomon.data import data_path

__all__ = ["DIMENSIONS", "VECTORS", "closeness"]

VECTORS = "word_vectors.npz"
DIMENSIONS = 64


@cache
def _table() -> tuple[dict[str, int], Any]:
    with np.load(data_path(VECTORS), allow_pickle=False) as file:
        vectors = file["vectors"].astype(np.float32)
        keys = file["keys"].tobytes().decode("utf8").split("\n")
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return {key: number for number, key in enumerate(keys)}, vectors


@lru_cache(maxsize=262144)
def closeness(one: str, other: str) -> float | None:
    """Cosine of the vectors of two word keys, rounded; 1 for one key; None where one of them has no vector."""
    if one == other:
        return 1.0
    rows, vectors = _table()
    if one not in rows or other not in rows:
        return None
    return round(float(vectors[rows[one]] @ vectors[rows[other]]), 3)

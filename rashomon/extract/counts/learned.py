"""Numbers of which the trained reader knows what they count, where no word of the lexicon says so."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from rashomon.extract.counts.items import Item
from rashomon.judged import KINDS
from rashomon.model import Field, Reading

__all__ = ["learned_counts"]

SURE = float(os.environ.get("C_SURE", ".6"))  # how likely a number must be a count of its kind


def learned_counts(reading: Reading, items: Sequence[Item]) -> Iterator[tuple[Item, Field]]:
    """Those of the numbers that count people, and what happened to them."""
    if reading.judged is None:
        return
    for item in items:
        kind, chance = reading.judged.facts.answer("count", item.span)
        if kind and chance >= SURE:
            yield item, Field(KINDS[kind])

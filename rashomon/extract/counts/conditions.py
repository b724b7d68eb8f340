"""Bare numbers with the state of those who live: "one was in critical condition, five in serious condition"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rashomon.extract.counts.casualties import CasualtyTrigger
from rashomon.extract.counts.items import Item, Link
from rashomon.extract.syntax.wordsets import word_set
from rashomon.model import Field, Parse, Span

__all__ = ["in_condition"]


def in_condition(parse: Parse, items: Iterable[Item], links: Sequence[Link]) -> list[Link]:
    """Links of numbers that "in ... condition" follows, where nothing else explains them."""
    taken = {link.item.first for link in links}
    found: list[Link] = []
    for item in items:
        if item.first in taken or item.noun != item.value:
            continue
        first = parse.tokens[item.first]
        after = [t for t in parse.tokens[item.last + 1 : item.last + 5] if t.sentence == first.sentence]
        words = [t.lower for t in after]
        if words[:1] != ["in"] or "condition" not in words:
            continue
        at = words.index("condition")
        if words[at - 1] in word_set("counts", "conditions", "words"):
            span = Span(after[at].start, after[at].end)
            found.append(Link(item, CasualtyTrigger(after[at].index, span, Field.INJURED, "state", True)))
    return found

"""Numbers that are a share of a number beside them: "ten of the 26 wounded were in critical condition".

The number before "of" takes what the sentence says of it; the number after it, which the same noun phrase holds, keeps
the words of its own ("26 wounded").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rashomon.extract.counts.groups import is_people
from rashomon.extract.counts.holders import expand, holders
from rashomon.extract.counts.items import Item, Link
from rashomon.extract.syntax.wordsets import word_set
from rashomon.model import Count, Parse
from rashomon.triggers import CasualtyTrigger

__all__ = ["mark_shares", "shares"]


def shares(
    parse: Parse, triggers: Sequence[CasualtyTrigger], items: Sequence[Item], links: Sequence[Link]
) -> list[Link]:
    """Links of "ten" in "ten of the 26 wounded" to what happened to the ten; none where it is linked already, or where
    the 26 are no people."""
    taken = {link.item.first for link in links}
    found: list[Link] = []
    for share, whole in pairwise(items):
        if share.first in taken or not is_share(parse, share, whole):
            continue
        own = [link.trigger for link in links if link.item is whole]
        told = [t for t in triggers if t.token > whole.last and t.people in ("object", "subject", "state")]
        fitting = [t for t in told if _is_said_of(parse, t, share, whole) and all(t.token != o.token for o in own[:1])]
        if fitting:
            found.append(Link(share, fitting[0]))
    return found


def is_share(parse: Parse, share: Item, whole: Item) -> bool:
    """Nothing but "of" and "the" between two numbers, the second of people, and no smaller."""
    last = max(t.index for t in parse.within(share.span))
    between = [t.lower for t in parse.tokens[last + 1 : whole.first]]
    if between[:1] != ["of"] or any(w not in ("the", "these", "those", "its", "their") for w in between[1:]):
        return False
    noun = parse.tokens[whole.noun]
    states = word_set("counts", "back", "nouns")
    following = parse.tokens[whole.last + 1].lower if whole.last + 1 < len(parse.tokens) else ""
    people = is_people(noun) is True or noun.lower in states or (whole.noun == whole.value and following in states)
    return people and (share.number.low or 0) <= (whole.number.high or whole.number.low or 0)


def _is_said_of(parse: Parse, trigger: CasualtyTrigger, share: Item, whole: Item) -> bool:
    held = {t.index for t in expand(parse, holders(parse, trigger))}
    return bool(held & {share.value, share.noun, whole.noun, whole.value})


def mark_shares(parse: Parse, made: Sequence[tuple[Link, Count]]) -> list[tuple[Link, Count]]:
    """The counts with each share as a part of the number that it is a share of, where both count the same."""
    marked: list[tuple[Link, Count]] = []
    for link, count in made:
        wholes = (
            other
            for beside, other in made
            if other.field is count.field and other is not count and is_share(parse, link.item, beside.item)
        )
        whole = next(wholes, None)
        is_part = whole is not None and count.part_of is None
        marked.append((link, replace(count, part_of=whole.id) if whole is not None and is_part else count))
    return marked

"""Numbers whose verb is said before: "one was arrested in Arvik and three in Tolna"; "killed a guard, and nine other
people"."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.extract.counts.casualty_phrases import CLAUSE_ENDS
from rashomon.extract.counts.countable import countable, is_time_or_sum
from rashomon.extract.counts.groups import is_people
from rashomon.extract.counts.items import Item, Link
from rashomon.extract.syntax.wordsets import word_set
from rashomon.model import Parse, Token

__all__ = ["gapped", "leaves_out_verb"]

COMPARED = frozenset({"in", "the", "a", "last", "for", "during"})  # "271 in May", "12 the year before"
NEAR = 6  # tokens between those told of and "nine other people"
CLOSERS = CLAUSE_ENDS | {","}


def gapped(parse: Parse, items: Sequence[Item], links: Sequence[Link]) -> list[Link]:
    """Links of numbers that share the verb of the number before them, which tells another place or day of the same."""
    taken = {link.item.first for link in links}
    found: list[Link] = []
    for item in items:
        before = [link for link in (*links, *found) if link.item.first < item.first]
        if item.first in taken or not before or not is_bare(parse, item):
            continue
        last = max(before, key=lambda link: link.item.first)
        same = [link for link in before if link.item is last.item]
        start = max(last.item.last, *(link.trigger.token for link in same)) + 1
        between = parse.tokens[start : item.first]
        fits = (tells_where(between) and leaves_out_verb(parse, item)) or is_dangling(parse, item, between)
        fits = fits or is_compared(parse, item)
        found.extend(Link(item, link.trigger) for link in same if fits and countable(parse, link.trigger, item))
    return found


def is_bare(parse: Parse, item: Item) -> bool:
    """ "Three", "three people"."""
    if item.noun == item.value:
        return not is_time_or_sum(parse, item)
    return is_people(parse.tokens[item.noun]) is True


def tells_where(between: Sequence[Token]) -> bool:
    """ "In Arvik and", "on Friday, and": a place or a time, then "and"."""
    if len(between) < 3 or between[-1].lower not in ("and", ",") or any(t.pos in ("VERB", "AUX") for t in between):
        return False
    return between[0].lower in word_set("counts", "gapped", "where") and not any(t.text in CLAUSE_ENDS for t in between)


def is_dangling(parse: Parse, item: Item, between: Sequence[Token]) -> bool:
    """ "..., and nine other people", which the parser joins to a verb: others than those told of just before."""
    noun = parse.tokens[item.noun]
    others = any(t.lower == "other" for t in parse.dependents(noun, "amod")) or noun.lower == "others"
    joined = noun.dep == "conj" and parse.head(noun).pos in ("VERB", "AUX")
    if not (others and joined) or not between or between[-1].lower != "and" or len(between) > NEAR:
        return False
    return not any(t.pos in ("VERB", "AUX") or t.text in CLAUSE_ENDS for t in between)


def is_compared(parse: Parse, item: Item) -> bool:
    """ "215 were killed this year, compared with 271 in the last": the same of another time."""
    before = tuple(t.lower for t in parse.tokens[max(0, item.first - 2) : item.first])
    after = parse.tokens[item.last + 1 : item.last + 2]
    same = before in (("compared", "with"), ("compared", "to"), ("up", "from"), ("down", "from"))
    return same and item.noun == item.value and any(t.lower in COMPARED for t in after)


def leaves_out_verb(parse: Parse, item: Item) -> bool:
    """The same kind of words follow the number, and no verb of its own."""
    sentence = parse.sentence_of(parse.tokens[item.last])
    after = parse.tokens[item.last + 1 : sentence.last + 1]
    end = next((place for place, token in enumerate(after) if token.text in CLOSERS), len(after))
    rest = after[:end]
    if len(rest) < 2 or rest[0].lower not in word_set("counts", "gapped", "where"):
        return False
    named = rest[1].pos in ("PROPN", "DET", "ADJ", "NUM", "NOUN") and rest[1].lower not in ("custody", "hospital")
    return named and not any(t.pos in ("VERB", "AUX") for t in rest)

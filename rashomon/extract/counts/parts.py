"""Numbers that are a part of another: "killing 12, including 3 children", "40 injured, five of them seriously"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rashomon.extract.counts.groups import is_people
from rashomon.extract.counts.items import Item, Link, single_item
from rashomon.extract.syntax.clauses import conjuncts
from rashomon.extract.syntax.wordsets import phrase_list, word_set
from rashomon.model import Count, Field, Parse, Reading, Sentence

__all__ = ["find_parts", "mark_parts", "one_included", "opens"]


def find_parts(
    parse: Parse, items: Sequence[Item], made: Sequence[tuple[Link, Count]]
) -> list[tuple[Item, Field, Count]]:
    """Parts among the numbers of a sentence that no trigger claims, with their field and the count they belong to."""
    linked = {link.item.first for link, _ in made}
    found: list[tuple[Item, Field, Count]] = []
    before: Item | None = None
    for item in items:
        if item.first in linked:
            before = item
            continue
        parent = next((count for link, count in reversed(made) if link.item.first < item.first), None)
        opened = opens(parse, item) or (
            before is not None and any(part is before for part, _, _ in found) and lists_on(parse, before, item)
        )
        other = next((i for i in reversed(items) if i.first < item.first), None)
        strange = opened and other is not None and is_other_whole(parse, other, item, linked)
        if parent is not None and not strange and (opened or closes(parse, item)) and is_part(parse, item, parent):
            found.append((item, parent.field, parent))
            before = item
    return found


def one_included(
    reading: Reading, sentence: Sentence, made: Sequence[tuple[Link, Count]]
) -> list[tuple[Item, Field, Count]]:
    """Single people among a count: "killed 12, including a boy and a nurse"."""
    parse = reading.parse
    found: list[tuple[Item, Field, Count]] = []
    for token in parse.tokens_of(sentence):
        if token.lower != "including":
            continue
        before = [(link, count) for link, count in made if link.item.first < token.index]
        nouns = parse.dependents(token, "pobj", "dobj")
        if not before or before[-1][1].number.high == 1 or not nouns:
            continue
        parent = before[-1][1]
        linked = {link.item.noun for link, count in made if count.field is parent.field}
        for noun in (nouns[0], *conjuncts(parse, nouns[0])):
            item = single_item(reading, noun)
            if item is not None and noun.index not in linked:
                found.append((item, parent.field, parent))
    return found


def mark_parts(parse: Parse, made: Sequence[tuple[Link, Count]]) -> list[tuple[Link, Count]]:
    """Counts with a trigger of their own that are a part of the one before: "12 died, five of them at once"."""
    marked: list[tuple[Link, Count]] = []
    for link, count in made:
        whole = next((c for _, c in reversed(marked) if c.field is count.field and c.part_of is None), None)
        said = opens(parse, link.item) or closes(parse, link.item)
        if whole is not None and said and is_part(parse, link.item, whole):
            marked.append((link, replace(count, part_of=whole.id)))
        else:
            marked.append((link, count))
    return mark_sums(parse, marked)


def mark_sums(parse: Parse, made: list[tuple[Link, Count]]) -> list[tuple[Link, Count]]:
    """ "Two others, one man and one woman, were found dead": numbers after a comma that make up the one before it."""
    marked = list(made)
    for at, (link, whole) in enumerate(made):
        # the second for "eight others were hurt - three by gunshots, five by glass"
        ends = (link.item.last + 1, link.trigger.token + 1)
        after = [parse.tokens[end] for end in ends if link.item.last < end < len(parse.tokens)]
        if all(t.text not in (",", "-", "–", "—", "--", "(", ":") for t in after) or whole.part_of is not None:
            continue
        parts = [n for n in range(at + 1, len(made)) if made[n][0].trigger is link.trigger]
        for end in range(2, len(parts) + 1):
            numbers = [made[n][1].number for n in parts[:end]]
            exact = all(number.low == number.high for number in (*numbers, whole.number))
            if exact and sum(number.low or 0 for number in numbers) == whole.number.low:
                for n in parts[:end]:
                    marked[n] = (made[n][0], replace(made[n][1], part_of=whole.id))
    return marked


def opens(parse: Parse, item: Item) -> bool:
    """ "including 3 children", not "not including the 18 dead"."""
    first = parse.sentences[parse.tokens[item.first].sentence].first
    words = tuple(t.lower for t in parse.tokens[max(first, item.first - 5) : item.first])
    if words[-1:] == ("the",):
        words = words[:-1]
    for opener in phrase_list("counts", "part", "before"):
        if words[-len(opener) :] == opener:
            before = words[: -len(opener)]
            return not before or before[-1] not in word_set("counts", "part", "not")
    return False


def is_other_whole(parse: Parse, before: Item, item: Item, linked: set[int]) -> bool:
    """ "Killed 12 and left 5,000 in need, including 900 nurses": the nearest number before is no count of ours."""
    whole = before.number.low or before.number.high or 0
    return before.first not in linked and whole > (item.number.low or 0) and not opens(parse, before)


def lists_on(parse: Parse, before: Item, item: Item) -> bool:
    """ "... and two women" after "including 3 children"."""
    between = parse.tokens[before.last + 1 : item.first]
    return len(between) <= 3 and all(t.text in (",", "and", "or") or t.pos in ("ADV", "CCONJ") for t in between)


def closes(parse: Parse, item: Item) -> bool:
    """ "five of them seriously"."""
    last = max(t.index for t in parse.within(item.span))
    after = tuple(t.lower for t in parse.tokens[last + 1 : last + 4])
    return any(after[: len(words)] == words for words in phrase_list("counts", "part", "after"))


def is_part(parse: Parse, item: Item, parent: Count) -> bool:
    """A part is people, and no greater than the whole."""
    noun = parse.tokens[item.noun]
    if item.noun != item.value and is_people(noun) is False:
        return False
    whole = parent.number.high if parent.number.high is not None else None
    low = item.number.low or 0
    return whole is None or low <= whole

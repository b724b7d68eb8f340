"""Numbers with the bounds that the words state: "not less than 300" is 300 or more, "nearly 50" about 50.

A small grammar over tokens: [bound words] quantity [to quantity] [bound words]. The quantities are in
`numerals.py`, the words in the lexicon `numbers`. Percentages, money, ages, years, dates, clock times, telephone
numbers, scores of matches, labels ("Route 40") and fractions are no counts and are left out here; whether the
number counts people is decided in `counts.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from rashomon.data import lexicon
from rashomon.extract.counts.numerals import HYPHENS, Quantity, follows, read_quantity
from rashomon.extract.counts.uncounted import is_no_count, names_a_person
from rashomon.extract.identity import mention_id
from rashomon.extract.syntax.wordsets import word_set
from rashomon.model import Number, NumberMention, Parse, Reading, Span, Token

__all__ = ["find_numbers"]

Bound = Literal["low", "high", "near", "plain"]
BOUNDS: tuple[Bound, ...] = ("low", "high", "near", "plain")
RANGE_DASHES = HYPHENS | {"—", "--"}
QUOTES = frozenset({'"', "“", "”", "'", "‘", "’", "``", "''"})
CLOSING = frozenset({'"', "”", "’", "''"})
TIMES = frozenset({"DATE", "TIME"})
NOUN_TAGS = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity with its bounds; `start` and `end` are positions in the sentence."""

    start: int
    end: int
    low: int | None
    high: int | None
    approximate: bool


@cache
def bound_words(side: str) -> dict[str, tuple[tuple[tuple[str, ...], Bound], ...]]:
    """Phrases of `before` (keyed by their last word) or `after` (by their first), the longest first."""
    words: dict[str, list[tuple[tuple[str, ...], Bound]]] = {}
    for bound in BOUNDS:
        for phrase in lexicon("numbers")[side][bound]:
            parts = tuple(phrase.split())
            words.setdefault(parts[-1 if side == "before" else 0], []).append((parts, bound))
    return {key: tuple(sorted(found, key=lambda f: (-len(f[0]), f[0]))) for key, found in words.items()}


@cache
def starters() -> frozenset[str]:
    """Words that a quantity can start with; figures are known by their first character."""
    numbers = lexicon("numbers")
    words = {*numbers["units"], *numbers["tens"], *numbers["vague_plurals"], "dozen", "hundred", "thousand", "few"}
    words |= {phrase.replace("-", " ").split()[0] for part in ("vague_small", "sets") for phrase in numbers[part]}
    words |= {f"{ten}-{unit}" for ten in numbers["tens"] for unit in numbers["units"]}
    return frozenset(words | {"a", "an", "another"})


def find_numbers(reading: Reading) -> tuple[NumberMention, ...]:
    """Every number of the parsed passages that can be a count, in order. Spans never overlap."""
    parse = reading.parse
    mentions: list[NumberMention] = []
    for sentence in parse.sentences:
        tokens = parse.tokens_of(sentence)
        for found in scan(parse, tokens):
            span = Span(tokens[found.start].start, tokens[found.end - 1].end)
            number = Number(found.low, found.high, found.approximate, reading.quote(span))
            head = counted(parse, tokens, found)
            mentions.append(NumberMention(mention_id("number", reading.document.id, span), span, number, head))
    return tuple(mentions)


def scan(parse: Parse, tokens: Sequence[Token]) -> list[Found]:
    """The numbers of one sentence, left to right."""
    found: list[Found] = []
    at, free = 0, 0
    while at < len(tokens):
        token = tokens[at]
        quantity = None
        if token.text[0].isdigit() or token.lower in starters():
            quantity = read_quantity(tokens, at)
        if quantity is None:
            at += 1
            continue
        whole, end = read_range(tokens, at, quantity)
        if is_no_count(parse, tokens, at, whole.end):
            at = end
            continue
        number = bounded(parse, tokens, at, free, whole)
        found.append(number)
        at = free = max(number.end, at + 1)
    return found


# ---------------------------------------------------------------- ranges


def read_range(tokens: Sequence[Token], at: int, first: Quantity) -> tuple[Quantity, int]:
    """ "300 to 500", "three or four", "one to two dozen"; else the first quantity as it is."""
    start = range_joint(tokens, at, first.end)
    if start is None:
        return first, first.end
    while start < len(tokens) and tokens[start].lower in (
        "about",
        "around",
        "some",
        "nearly",
        "roughly",
        "even",
        "perhaps",
    ):
        start += 1
    second = read_quantity(tokens, start) if start < len(tokens) else None
    if second is None or (tokens[start].lower in ("a", "an") and second.scale == 1 and second.high is not None):
        return first, first.end
    low = first.low
    if first.scale == 1 and second.scale > 1 and first.high is not None and 0 < first.low <= second.factor:
        low = first.low * second.scale
    top = second.high if second.high is not None else None
    if first.high is None or (top is not None and top <= low):
        return first, first.end
    approximate = first.approximate or second.approximate
    return Quantity(low, top, approximate, second.end), second.end


def range_joint(tokens: Sequence[Token], at: int, end: int) -> int | None:
    """The position after "to", "or", "-" between two numbers, or after the "and" of "between ... and"."""
    if end >= len(tokens):
        return None
    word, before = tokens[end].lower, tokens[at - 1].lower if at else ""
    before_two = tokens[at - 2].lower if at > 1 else ""
    if word == "and" and "between" in (before, before_two):
        return end + 1
    if word == "to":
        return None if is_change(tokens, at) else end + 1
    if word == "or":
        return end + 1
    if word in RANGE_DASHES and end + 1 < len(tokens) and tokens[end + 1].text[0].isalnum():
        return end + 1
    return None


def is_change(tokens: Sequence[Token], at: int) -> bool:
    """ "rose from 40 to 43": a change, not a range."""
    window = tokens[max(0, at - 6) : at]
    return (
        bool(window)
        and "from" in (t.lower for t in window[-3:])
        and any(t.lemma in word_set("numbers", "change", "words") for t in window)
    )


# ---------------------------------------------------------------- bounds


def bounded(parse: Parse, tokens: Sequence[Token], at: int, free: int, quantity: Quantity) -> Found:
    """The quantity with the bound words on both sides. Words before `free` belong to the number before."""
    start, before = words_before(parse, tokens, at, free)
    end, after = words_after(tokens, quantity.end)
    low: int | None = quantity.low
    high = quantity.high
    bounds = {*before, *after}
    if "low" in bounds and "high" not in bounds:
        high = None
    elif "high" in bounds and "low" not in bounds:
        low, high = None, quantity.low if quantity.high is None else quantity.high
    approximate = quantity.approximate or "near" in bounds
    return Found(start, end, low, high, approximate)


def words_before(parse: Parse, tokens: Sequence[Token], at: int, free: int) -> tuple[int, list[Bound]]:
    """Where the bound words start, and which bounds they state. Plain words count only between others."""
    start, position, found = at, at, list[Bound]()
    if at > free and tokens[at - 1].lower == "between":
        return at - 1, found
    while position > free:
        match = next(
            (
                (len(words), bound)
                for words, bound in bound_words("before").get(tokens[position - 1].lower, ())
                if position - len(words) >= free and follows(tokens, position - len(words), words)
            ),
            None,
        )
        if match is None:
            break
        length, bound = match
        if length == 1 and governs(parse, tokens, position - 1, at):
            break
        position -= length
        if bound != "plain":
            start = position
            found.append(bound)
        elif tokens[position].lower in ("between",):
            break
    if start > free and tokens[start - 1].lower == "between":
        start -= 1
    return start, found


def governs(parse: Parse, tokens: Sequence[Token], position: int, number: int) -> bool:
    """True when "over", "about", "from" and the like are prepositions that govern the number and do not bound it."""
    token = tokens[position]
    if token.lower not in word_set("numbers", "before", "ambiguous"):
        return False
    if token.lower in ("past", "beyond"):  # "climbed past 600" bounds it, "drove past two men" does not
        return not position or tokens[position - 1].lemma not in word_set("numbers", "change", "words")
    if token.lower in ("from", "like"):
        return True
    if token.dep != "prep":
        return False
    governor = parse.head(token)
    return governor.lemma in word_set("numbers", "governed", "words")


def words_after(tokens: Sequence[Token], end: int) -> tuple[int, list[Bound]]:
    """Where bound words after the number end, and which bounds they state."""
    if end < len(tokens):
        for words, bound in bound_words("after").get(tokens[end].lower, ()):
            if not follows(tokens, end, words):
                continue
            if words == ("plus",) and end + 1 < len(tokens) and tokens[end + 1].text[0].isdigit():
                continue
            return end + len(words), [bound] if bound != "plain" else []
    return end, []


# ---------------------------------------------------------------- what is counted


def counted(parse: Parse, tokens: Sequence[Token], found: Found) -> int:
    """The index of the noun that the number counts, or of the number itself."""
    number = tokens[found.end - 1]
    inside = range(tokens[found.start].index, number.index + 1)
    value = next((t for t in tokens[found.start : found.end] if t.head not in inside), number)
    position = found.end
    if position < len(tokens) and tokens[position].lower == "of":
        noun = next((t for t in parse.dependents(tokens[position], "pobj")), None)
        if noun is not None and noun.index > tokens[position].index:
            return noun.index
    if position < len(tokens) and is_state(tokens, position):
        return value.index
    if is_weekday(tokens, position) or names_a_person(tokens, position):
        return value.index  # "injuring another 40 Steve Marlow": the name of who wrote or pictured it
    if value.dep in ("nummod", "quantmod", "amod", "det", "compound", "predet", "advmod", "nmod", "poss"):
        head = parse.head(value)
        if head.pos in NOUN_TAGS | {"ADJ", "PRON"} and head.index > number.index and not is_when(number, head):
            return head.index
    if value.dep == "npadvmod" and parse.head(value).dep == "amod":  # "a dozen suspected terrorists"
        head = parse.head(parse.head(value))
        if head.pos in NOUN_TAGS and head.index > number.index:
            return head.index
    noun = noun_phrase_end(tokens, position)
    return noun.index if noun is not None else value.index


def is_weekday(tokens: Sequence[Token], position: int) -> bool:
    """ "The toll rose to 14 Friday morning", "late Friday": when, not how many Fridays."""
    if position < len(tokens) and tokens[position].lower in ("early", "late"):
        position += 1
    return position < len(tokens) and tokens[position].lower in lexicon("time_words")["weekdays"]


def is_when(number: Token, noun: Token) -> bool:
    """ "Killed 12 early Monday", "killed 12 last week": the time starts after the number."""
    return noun.entity in TIMES and number.entity not in TIMES


def is_state(tokens: Sequence[Token], position: int) -> bool:
    """ "93 dead and 55 wounded": the word after the number says what happened, and no noun follows that."""
    after = tokens[position + 1] if position + 1 < len(tokens) else None
    if after is not None and after.text in CLOSING and position + 2 < len(tokens):
        after = tokens[position + 2]  # 17 "badly injured" soldiers
    return tokens[position].lower in word_set("numbers", "states", "words") and (
        after is None or after.pos not in NOUN_TAGS
    )


def noun_phrase_end(tokens: Sequence[Token], position: int) -> Token | None:
    """The last noun of an unbroken run of adjectives and nouns that starts at a position."""
    last = None
    while position < len(tokens) and position >= 0:
        token = tokens[position]
        if is_when(tokens[position - 1], token):
            break
        if token.pos in NOUN_TAGS:
            last = token
        elif is_state(tokens, position) or (token.pos != "ADJ" and not describes(tokens, position)):
            break
        position += 1
    return last


def describes(tokens: Sequence[Token], position: int) -> bool:
    """The words of 17 "badly injured" soldiers between number and noun: a state that a noun follows, with adverb and
    quotation marks."""
    states = word_set("numbers", "states", "words")
    token = tokens[position]
    before = tokens[position - 1] if position else None
    if token.text in QUOTES and before is not None and before.lower in states:
        return True
    if token.text in QUOTES or token.pos == "ADV":
        return any(t.lower in states for t in tokens[position + 1 : position + 3])
    return token.lower in states

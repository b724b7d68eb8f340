"""The value of English number words and digits at a place in a sentence, without the words that bound it.

    numeral  = digits [scale] | words | set scale | small-vague [scale] | plural [of plural]
    words    = [a] hundred | twenty [-] two | two hundred [and] fifty | 3 thousand | five lakh | ...

Digits may be grouped by comma, point, apostrophe or space, in threes or the Indian way ("1,50,000").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from rashomon.data import lexicon
from rashomon.model import Token

__all__ = ["HYPHENS", "Quantity", "follows", "read_digits", "read_quantity", "table"]

PLAIN = re.compile(r"\d+\Z")
GROUPED = re.compile(r"\d{1,3}(?:[,.'’]\d{3})+\Z")
INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}\Z")
DECIMAL = re.compile(r"\d+[.,]\d{1,3}\Z")
ATTACHED = re.compile(r"(\d+(?:\.\d+)?)(k|m|mn|mln|bn)\Z")
HYPHENS = frozenset({"-", "‐", "‑", "–"})
ARTICLES = frozenset({"a", "an", "one", "another", "the"})
GREATEST = 20_000_000_000  # more than all people there are: not a count of people
SHORT_SCALES = frozenset({"k", "m", "mn", "mln", "bn"})
ROUND = 100  # a scale from here on makes "a couple of ..." approximate


@dataclass(frozen=True, slots=True)
class Quantity:
    """Bounds, and the tokens they were read from: `end` is the position after the last one.

    `factor` is what stood before a scale ("two" in "two dozen"), `scale` the scale; both 1-based, so that
    "one to two dozen" can be spread over both numbers.
    """

    low: int
    high: int | None
    approximate: bool
    end: int
    factor: Decimal = Decimal(0)
    scale: int = 1


@cache
def table(name: str) -> dict[str, int]:
    """A table of the lexicon `numbers`: word -> value."""
    return dict(lexicon("numbers")[name])


@cache
def phrases(name: str) -> tuple[tuple[tuple[str, ...], float], ...]:
    """The word sequences of one section, the longest first."""
    found = [(tuple(words.replace("-", " - ").split()), value) for words, value in lexicon("numbers")[name].items()]
    return tuple(sorted(found, key=lambda entry: (-len(entry[0]), entry[0])))


def follows(tokens: Sequence[Token], position: int, words: tuple[str, ...]) -> bool:
    """True when the words stand at this position."""
    return len(tokens) - position >= len(words) and all(
        tokens[position + n].lower == word for n, word in enumerate(words)
    )


def read_digits(text: str) -> tuple[Decimal, bool] | None:
    """The value of a figure and whether it has a fraction; None for what is no figure."""
    if PLAIN.match(text):
        return (Decimal(text), False) if len(text) <= 10 and not (len(text) > 1 and text[0] == "0") else None
    if GROUPED.match(text) or INDIAN.match(text):
        return Decimal(re.sub(r"\D", "", text)), False
    if DECIMAL.match(text):
        return Decimal(text.replace(",", ".")), True
    return None


def read_quantity(tokens: Sequence[Token], at: int) -> Quantity | None:
    """The longest quantity that starts at a position, or None."""
    return _vague(tokens, at) or _set(tokens, at) or _exact(tokens, at)


# ---------------------------------------------------------------- vague numbers


def _vague(tokens: Sequence[Token], at: int) -> Quantity | None:
    for words, low in phrases("vague_small"):
        if follows(tokens, at, words):
            return _scaled_vague(tokens, at + len(words), int(low))
    if tokens[at].lower == "few" and at + 1 < len(tokens) and _scale(tokens, at + 1):
        return _scaled_vague(tokens, at + 1, table("vague_small")["a few"])
    return _plural(tokens, at)


def _scaled_vague(tokens: Sequence[Token], end: int, low: int) -> Quantity:
    """ "several" or "several hundred"."""
    scale = _scale(tokens, end)
    if scale:
        after = _skip_of(tokens, end + 1, "vague_plurals")
        more = _scale(tokens, after) if after > end + 1 else _scale(tokens, end + 1)
        if more:
            return Quantity(low * scale * more, None, True, max(after, end + 1) + 1)
        return Quantity(low * scale, None, True, end + 1)
    return Quantity(low, None, True, end)


def _plural(tokens: Sequence[Token], at: int) -> Quantity | None:
    """ "dozens", "tens of thousands", "hundreds and hundreds", "dozens if not hundreds"."""
    low = table("vague_plurals").get(tokens[at].lower)
    if low is None or not _is_plural_count(tokens, at):
        return None
    end = at + 1
    inner = _skip_of(tokens, end, "vague_plurals")
    if inner > end:
        scale = _scale(tokens, inner)
        if scale:
            low, end = low * scale, inner + 1
    for joiner in ("and", "upon", "or", "to", "if not", "perhaps", "possibly", "maybe", "even", "or even"):
        start = end + (end < len(tokens) and tokens[end].lower == ",")
        words = tuple(joiner.split())
        if follows(tokens, start, words) and start + len(words) < len(tokens):
            again = start + len(words)
            if tokens[again].lower in table("vague_plurals"):
                further = _plural(tokens, again)
                end = further.end if further else again + 1
                if further and joiner == "or" and inner == at + 1:  # "tens or hundreds of thousands"
                    low *= max(1, further.low // table("vague_plurals")[tokens[again].lower])
                break
    return Quantity(low, None, True, end)


def _is_plural_count(tokens: Sequence[Token], at: int) -> bool:
    word, before = tokens[at].lower, tokens[at - 1].lower if at else ""
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if word == "tens":
        return after == "of" or (after == "or" and at + 2 < len(tokens) and tokens[at + 2].lower == "hundreds")
    if word == "scores":
        return after in (
            "of",
            "more",
            "others",
            "killed",
            "dead",
            "injured",
            "wounded",
            "arrested",
            "were",
            "are",
            "have",
            "die",
            "died",
            "hurt",
            "missing",
        ) and (not at or tokens[at - 1].pos not in ("NOUN", "PROPN", "ADJ", "PRON"))
    return before not in ("the", "its", "his", "her", "their") or after == "of"


def _skip_of(tokens: Sequence[Token], at: int, section: str) -> int:
    """The position after "of" when a word of that section follows it, else the same position."""
    if at + 1 < len(tokens) and tokens[at].lower == "of" and tokens[at + 1].lower in table(section):
        return at + 1
    return at


# ---------------------------------------------------------------- "a couple of hundred", "half a dozen"


def _set(tokens: Sequence[Token], at: int) -> Quantity | None:
    for words, value in phrases("sets"):
        if not follows(tokens, at, words):
            continue
        end = at + len(words)
        if end < len(tokens) and tokens[end].text in HYPHENS:
            end += 1
        scale = _scale(tokens, end)
        factor = Decimal(str(value))
        if scale and tokens[end].lower not in SHORT_SCALES:
            total = int(factor * scale)
            loose = value >= 2 and scale >= 12
            return Quantity(total, total, loose, end + 1, factor, scale)
        if value >= 2 and end == at + len(words):
            return Quantity(int(value), int(value), False, end, factor)
    return None


# ---------------------------------------------------------------- exact numbers


def _exact(tokens: Sequence[Token], at: int) -> Quantity | None:
    found = _figure(tokens, at) or _words(tokens, at)
    if found is None or found.low > GREATEST:
        return None
    return found


def _figure(tokens: Sequence[Token], at: int) -> Quantity | None:
    attached = ATTACHED.match(tokens[at].lower)
    if attached:
        value = int(Decimal(attached[1]) * table("scales")[attached[2]])
        return Quantity(value, value, False, at + 1, Decimal(attached[1]), table("scales")[attached[2]])
    text = tokens[at].text.removesuffix("+")
    read = read_digits(text)
    if read is None:
        return None
    value_read, fraction = read
    end = at + 1
    value_read, end = _spaced(tokens, at, value_read, end)
    if end == at + 1 and GROUPED.match(text) and "." in text and _scale(tokens, end):
        value_read, fraction = Decimal(text), True
    factor, scale = value_read, 1
    while (step := _scale(tokens, end)) and _may_scale(tokens, end):
        scale *= step
        end += 1
    total = value_read * scale
    if total != int(total) or (fraction and scale == 1):
        return None
    return Quantity(int(total), int(total), False, end, factor, scale)


def _spaced(tokens: Sequence[Token], at: int, value: Decimal, end: int) -> tuple[Decimal, int]:
    """ "2 000" or "1 250 000": groups of three digits, one space apart."""
    if not PLAIN.match(tokens[at].text) or len(tokens[at].text) > 3:
        return value, end
    while (
        end < len(tokens)
        and len(tokens[end].text) == 3
        and PLAIN.match(tokens[end].text)
        and tokens[end].start == tokens[end - 1].end + 1
    ):
        value, end = value * 1000 + Decimal(tokens[end].text), end + 1
    return value, end


def _may_scale(tokens: Sequence[Token], at: int) -> bool:
    """ "5 m" with a space is five metres; "5m" is five million."""
    return tokens[at].lower not in SHORT_SCALES - {"mln", "mn", "bn"} or tokens[at].start == tokens[at - 1].end


def _scale(tokens: Sequence[Token], at: int) -> int | None:
    return table("scales").get(tokens[at].lower) if at < len(tokens) else None


def _words(tokens: Sequence[Token], at: int) -> Quantity | None:
    """Number words: groups below a thousand, each with its scale, added up ("two thousand one hundred")."""
    total, end, groups, factor, scale = 0, at, 0, 0, 1
    while end < len(tokens):
        start = end + (groups > 0 and tokens[end].lower == "and")
        group = _group(tokens, start, first=groups == 0)
        if group is None:
            break
        (factor, end), scale = group, 1
        while end < len(tokens) and (step := _big_scale(tokens, end)):
            scale *= step
            end += 1
        total, groups = total + factor * scale, groups + 1
        if scale == 1:
            break
    if not groups:
        return None
    if groups > 1:
        factor, scale = total, 1
    elif scale == 1 and factor % 100 == 0 and 0 < factor < 1000:
        factor, scale = factor // 100, 100
    return Quantity(total, total, False, end, Decimal(factor), scale)


def _big_scale(tokens: Sequence[Token], at: int) -> int | None:
    value = _scale(tokens, at)
    return value if value and value != 100 and tokens[at].lower not in SHORT_SCALES else None


def _group(tokens: Sequence[Token], at: int, first: bool) -> tuple[int, int] | None:
    """A number below a thousand and the position after it: "two hundred and fifty", "twenty-two", "a hundred"."""
    if at >= len(tokens):
        return None
    word = tokens[at].lower
    if (
        first
        and word in ARTICLES
        and word != "one"
        and at + 1 < len(tokens)
        and tokens[at + 1].lower in table("scales")
    ):
        if tokens[at + 1].lower in SHORT_SCALES:
            return None
        return _hundreds(tokens, at + 1, 1)
    if first and word in ("dozen", "hundred", "thousand") and tokens[at].pos != "VERB":
        return _hundreds(tokens, at, 1)
    small = _below_hundred(tokens, at)
    return _hundreds(tokens, small[1], small[0]) if small else None


def _hundreds(tokens: Sequence[Token], at: int, value: int) -> tuple[int, int]:
    """After the first words of a group: "hundred [and] fifty"."""
    if at >= len(tokens) or tokens[at].lower not in ("hundred", "hundreds"):
        return value, at
    value, end = value * 100, at + 1
    start = end + (end < len(tokens) and tokens[end].lower == "and")
    rest = _below_hundred(tokens, start)
    if rest is None or (start > end and read_digits(tokens[start].text)):
        return value, end
    return value + rest[0], rest[1]


def _below_hundred(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    if at >= len(tokens):
        return None
    word = tokens[at].lower
    if word in table("units"):
        return table("units")[word], at + 1
    joined = word.split("-")
    if len(joined) == 2 and joined[0] in table("tens") and joined[1] in table("units"):
        return table("tens")[joined[0]] + table("units")[joined[1]], at + 1
    if word not in table("tens"):
        return None
    value, end = table("tens")[word], at + 1
    start = end + (end < len(tokens) and tokens[end].text in HYPHENS)
    if start < len(tokens) and 0 < table("units").get(tokens[start].lower, 0) < 10:
        return value + table("units")[tokens[start].lower], start + 1
    return value, end

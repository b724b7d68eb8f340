"""Match weights of many pairs: the totals that `scoring.match_weight` gives for each, to the last digit, cheaply.

Parts that compare what is told again and again (a day, a town, who did it) are found once for each two values. The
likeness of words is counted over arrays (`weigh_pairs`), or word by word where one pair decides which is asked for next
(`Weigher`).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rashomon.link import features
from rashomon.link.columns import Columns, Texts
from rashomon.link.gists import UNIT
from rashomon.link.scoring import FORBIDDEN, PARTS, card, part_weight

__all__ = ["Weigher", "weigh_pairs"]

Numbers = NDArray[np.int64]
Weights = NDArray[np.float64]
Rows = NDArray[np.uint32]
Said = tuple[float, bool]  # a weight, and whether both sides say something
Judge = Callable[[Any, Any], Said]

MANY = 1 << 19  # pairs weighed at once
PIECE = 2_048  # pairs of texts whose words are compared at once
LOW = np.uint64(32)
NEVER = (-math.inf, True)
ABSENT = np.nan  # a likeness where one of the two does not say
NEWS = [*(name for _, name in features.NEWS_STEPS), "over-180"]
NEWS_DAYS = [most for most, _ in features.NEWS_STEPS]
# column -> part, and how it is found
COMPARED: dict[str, tuple[str, Callable[[Any, Any], features.Feature | None]]] = {
    "trigger": ("trigger", features.triggers_part),
    "times": ("time", features.times_part),
    "places": ("place", features.places_part),
    "actors": ("actors", features.names_part),
    "recipients": ("recipients", features.names_part),
    "ages": ("ages", features.ages_part),
    "people": ("people", features.people_part),
    "tolls": ("tolls", features.tolls_part),
}


def _judges() -> dict[str, Judge]:
    """column -> what two of its values weigh."""
    return {"kind": _weigh_kinds, **{column: _judge(*compared) for column, compared in COMPARED.items()}}


def _judge(name: str, compare: Callable[[Any, Any], features.Feature | None]) -> Judge:
    part = _part(name)

    def judge(one: Any, other: Any) -> Said:
        found = compare(one, other)
        return (0.0, False) if found is None else (part_weight(part, found), True)

    return judge


def _weigh_kinds(one: Any, other: Any) -> Said:
    """Group, type and mode; NEVER where they make one happening impossible."""
    (group, kind, mode), (other_group, other_kind, other_mode) = one, other
    if features.forbidden_kinds(group, kind, other_group, other_kind):
        return NEVER
    means = features.modes_part(mode, other_mode)
    weight = float(_part("type").get("same" if kind == other_kind else "alike", 0.0))
    return weight + float(_part("mode").get(means, 0.0) if means else 0.0), True


def _part(name: str) -> dict[str, Any]:
    found: dict[str, Any] = card()["parts"].get(name, {})
    return found


def _number_weight() -> float:
    return float(_part("number").get("differs", 0.0))


def _words_only() -> float:
    return float(_part("unplaced").get("words-only", 0.0))


# ---------------------------------------------------------------- many at once


def weigh_pairs(columns: Columns, pairs: Rows) -> Weights:
    """The total of each row (number, number) of happenings of two documents; FORBIDDEN for a veto."""
    pieces = [_weighed(columns, pairs[start : start + MANY]) for start in range(0, len(pairs), MANY)]
    return np.concatenate([np.zeros(0), *pieces])


def _weighed(columns: Columns, pairs: Rows) -> Weights:
    one, other = pairs[:, 0].astype(np.int64), pairs[:, 1].astype(np.int64)
    total = np.full(len(pairs), float(card()["base"]))
    total[columns.plural[one] != columns.plural[other]] += _number_weight()
    said = {}
    for column, judge in _judges().items():
        values = columns.values[column]
        judged, back = _once(columns.codes(column), one, other)
        found = [judge(values[a], values[b]) for a, b in judged]
        total += np.array([weight for weight, _ in found])[back]
        said[column] = np.array([known for _, known in found])[back]
    total += _interpolated(_closeness(columns, one, other), _part("words"))
    story = _stories(columns, one, other)
    total += _interpolated(story, _part("story"))
    news, dated = _news(columns, one, other)
    total += news
    total[~(said["times"] | said["places"] | dated | (story >= features.SAME_STORY))] += _words_only()
    return np.where(np.isneginf(total), FORBIDDEN, np.rint(total * PARTS) / PARTS)


def _once(codes: Rows, one: Numbers, other: Numbers) -> tuple[list[tuple[int, int]], Numbers]:
    """The different pairs of values, and for each pair of happenings which it is."""
    a, b = codes[one].astype(np.uint64), codes[other].astype(np.uint64)
    packed, back = np.unique(np.minimum(a, b) << LOW | np.maximum(a, b), return_inverse=True)
    low, high = (packed >> LOW).tolist(), (packed & np.uint64(2**32 - 1)).tolist()
    return list(zip(low, high, strict=True)), back


def _news(columns: Columns, one: Numbers, other: Numbers) -> tuple[Weights, NDArray[np.bool_]]:
    a, b = columns.printed[one], columns.printed[other]
    dated = (a > 0) & (b > 0)
    steps = np.searchsorted(NEWS_DAYS, np.abs(a - b), "left")
    weights = np.array([_part("news").get(name, 0.0) for name in NEWS])[steps]
    return np.where(dated, weights, 0.0), dated


def _interpolated(values: Weights, part: dict[str, Any]) -> Weights:
    """As scoring.part_weight does for one value; 0 where there is none."""
    knots, weights = part.get("knots"), part.get("weights")
    if not knots or not weights:
        return np.zeros(len(values))
    places, heights = np.array(knots, dtype=np.float64), np.array(weights, dtype=np.float64)
    given = np.nan_to_num(values, nan=float(places[0]))
    right = np.clip(np.searchsorted(places, given, "right"), 1, len(places) - 1)
    share = (given - places[right - 1]) / (places[right] - places[right - 1])
    between = np.rint((heights[right - 1] + share * (heights[right] - heights[right - 1])) * PARTS) / PARTS
    found = np.where(given <= places[0], heights[0], np.where(given >= places[-1], heights[-1], between))
    return np.where(np.isnan(values), 0.0, found)


def _closeness(columns: Columns, one: Numbers, other: Numbers) -> Weights:
    """The cosine of the words of two happenings."""
    bounds = columns.words.bounds
    sums = np.concatenate([[0], np.cumsum(columns.words.weights, dtype=np.int64)])
    lengths = np.sqrt((sums[bounds[1:]] - sums[bounds[:-1]]).astype(np.float64))
    lengths[lengths == 0] = 1.0
    a, b = columns.added(one), columns.added(other)
    told = np.diff(bounds) > 0
    shared = _shared(columns.words, a, b, lambda x, y: x)
    return np.where(told[a] & told[b], np.minimum(1.0, shared / (lengths[a] * lengths[b])), ABSENT)


def _stories(columns: Columns, one: Numbers, other: Numbers) -> Weights:
    """The likeness of the gists of two documents."""
    pairs, back = _once(columns.codes("document"), one, other)
    both = np.array(pairs, dtype=np.int64)
    shared = _shared(columns.gists, both[:, 0], both[:, 1], lambda x, y: x * y)
    return np.where(columns.gisted[both].all(axis=1), shared / UNIT**2, ABSENT)[back]


def _shared(texts: Texts, one: Numbers, other: Numbers, worth: Callable[[Numbers, Numbers], Numbers]) -> Weights:
    """For each pair of texts the sum of what the words that both have are worth, by their weights in each."""
    found = np.zeros(len(one))
    sizes = np.diff(texts.bounds)
    if not len(texts.codes):
        return found
    for start in range(0, len(one), PIECE):
        a, b = one[start : start + PIECE], other[start : start + PIECE]
        ours, mine = _table(texts, a, sizes[a], -1)
        theirs, others = _table(texts, b, sizes[b], -2)
        equal = np.flatnonzero(ours[:, :, None] == theirs[:, None, :])  # much faster than nonzero
        left, right = equal // theirs.shape[1], equal % theirs.shape[1]
        pair = left // ours.shape[1]
        told = worth(mine.ravel()[left], others.ravel()[pair * theirs.shape[1] + right])
        found[start : start + PIECE] = np.bincount(pair, told, len(a))  # whole numbers: exact in any order
    return found


def _table(texts: Texts, rows: Numbers, sizes: Numbers, none: int) -> tuple[NDArray[np.int32], Numbers]:
    """The words and weights of some texts, one a row, the rest of it filled with `none`."""
    places = texts.bounds[rows][:, None] + np.arange(int(sizes.max(initial=0)))
    filled = places < (texts.bounds[rows] + sizes)[:, None]
    places = np.where(filled, places, 0)
    codes = np.where(filled, texts.codes[places].astype(np.int32), np.int32(none))
    return codes, np.where(filled, texts.weights[places].astype(np.int64), 0)


# ---------------------------------------------------------------- one after another


class Weigher:
    """Weighs pair after pair, of one document too, and keeps what it found of the values of each part."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._base, self._apart = float(card()["base"]), float(card()["kept_apart"])
        self._number, self._alone = _number_weight(), _words_only()
        self._for_words, self._for_story, self._for_news = (_part(name) for name in ("words", "story", "news"))
        self._judges = [
            (columns.column(column), columns.values[column], judge, column in ("times", "places"), dict[int, Said]())
            for column, judge in _judges().items()
        ]
        self._documents = columns.column("document")
        self._stories: dict[int, tuple[float, bool]] = {}  # what a likeness weighs, and whether it is one story
        self._words: dict[int, tuple[dict[int, int], float]] = {}
        self._gists: dict[int, dict[int, int]] = {}

    def __call__(self, one: int, other: int) -> float:
        """The total of two happenings; FORBIDDEN for a veto."""
        a, b = self._columns.row(one), self._columns.row(other)
        total, placed = self._base, False
        for codes, values, judge, places, known in self._judges:
            x, y = codes[a], codes[b]
            pair = x << 32 | y if x < y else y << 32 | x
            said = known.get(pair)
            if said is None:
                said = known[pair] = judge(values[min(x, y)], values[max(x, y)])
            if said is NEVER:
                return FORBIDDEN
            total += said[0]
            placed = placed or (places and said[1])
        if self._columns.is_plural(a) != self._columns.is_plural(b):
            total += self._number
        total += self._closeness(a, b)
        x, y = self._documents[a], self._documents[b]
        total += self._apart if x == y else self._beside(a, b, min(x, y), max(x, y), placed)
        return round(total * PARTS) / PARTS

    def _beside(self, a: int, b: int, x: int, y: int, placed: bool) -> float:
        """What is compared of happenings of two documents alone."""
        pair = x << 32 | y
        found = self._stories.get(pair)
        if found is None:
            found = self._stories[pair] = self._story(x, y)
        total, same = found
        day, other = self._columns.printed_days(a), self._columns.printed_days(b)
        if day and other:
            total += float(self._for_news.get(features.news_step(abs(day - other)), 0.0))
        elif not placed and not same:
            total += self._alone
        return total

    def _closeness(self, a: int, b: int) -> float:
        (ours, length), (theirs, other) = self._weighted(a), self._weighted(b)
        if not ours or not theirs:
            return 0.0
        if len(ours) > len(theirs):
            ours, theirs = theirs, ours
        shared = sum([weight for word, weight in ours.items() if word in theirs])
        return part_weight(self._for_words, min(1.0, shared / ((length * other) or 1.0)))

    def _weighted(self, row: int) -> tuple[dict[int, int], float]:
        """The words of a happening with their weights, and the length of these."""
        found = self._words.get(row)
        if found is None:
            words = _of(self._columns.words, row)
            found = self._words[row] = words, math.sqrt(sum(words.values()))
        return found

    def _story(self, x: int, y: int) -> tuple[float, bool]:
        if not (self._columns.is_gisted(x) and self._columns.is_gisted(y)):
            return 0.0, False
        for document in (x, y):
            if document not in self._gists:
                self._gists[document] = _of(self._columns.gists, document)
        ours, theirs = self._gists[x], self._gists[y]
        likeness = sum([ours[word] * theirs[word] for word in ours.keys() & theirs.keys()]) / UNIT**2
        return part_weight(self._for_story, likeness), likeness >= features.SAME_STORY


def _of(texts: Texts, row: int) -> dict[int, int]:
    """The words of a text with their weights."""
    first, last = texts.bounds[row : row + 2].tolist()
    return dict(zip(texts.codes[first:last].tolist(), texts.weights[first:last].tolist(), strict=True))

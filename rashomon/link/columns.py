"""Many profiles side by side, column by column: what linking a large collection holds in memory.

What comes again and again (a day, a town, the words for who did it) is kept once and stands in its column as a number,
so that two happenings are compared by their numbers. A happening takes some two hundred bytes, with its words.
"""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rashomon.link.clustering import is_placed
from rashomon.link.gists import Gist
from rashomon.link.profiles import Profile, word_square

__all__ = ["TOLD", "Columns", "Texts"]

TOLD = ("kind", "trigger", "times", "places", "actors", "recipients", "ages", "people", "tolls")  # kept once each
Numbers = NDArray[np.int64]


class Texts:
    """The words of texts, by number, with a whole number each: those of text `n` are `codes[bounds[n]:bounds[n + 1]]`,
    in any order."""

    def __init__(self) -> None:
        self._codes, self._weights, self._ends = array("I"), array("i"), array("q", [0])

    def add(self, codes: Iterable[int], weights: Iterable[int]) -> None:
        self._codes.extend(codes)
        self._weights.extend(weights)
        self._ends.append(len(self._codes))

    def extend(self, other: Texts, codes: NDArray[np.uint32]) -> None:
        """Put the texts of another at the end; `codes` are what its words are called here."""
        bounds = other.bounds + len(self._codes)
        self._codes.frombytes(codes.tobytes())
        self._weights.extend(other._weights)
        self._ends.frombytes(bounds[1:].tobytes())

    def some(self, numbers: Numbers) -> Texts:
        """Only the texts with these numbers, in their order."""
        sizes = np.diff(self.bounds)[numbers]
        ends = np.cumsum(sizes)
        places = np.repeat(self.bounds[numbers] - (ends - sizes), sizes) + np.arange(int(sizes.sum()))
        made = Texts()
        made._codes.frombytes(self.codes[places].tobytes())
        made._weights.frombytes(self.weights[places].tobytes())
        made._ends.frombytes(ends.astype(np.int64).tobytes())
        return made

    @property
    def codes(self) -> NDArray[np.uint32]:
        return np.frombuffer(self._codes, np.uint32)

    @property
    def weights(self) -> NDArray[np.int32]:
        return np.frombuffer(self._weights, np.int32)

    @property
    def bounds(self) -> Numbers:
        return np.frombuffer(self._ends, np.int64)


class Columns:
    """Profiles by number, in the order in which they were added, or in that of `ordered`."""

    def __init__(self, profiles: Iterable[Profile] = ()) -> None:
        self.values: dict[str, list[Any]] = {name: [] for name in TOLD}
        self.documents: list[str] = []  # their ids, by number
        self.words, self.gists = Texts(), Texts()  # of happenings as they were added, and of documents
        self.keys: list[str] = []  # words, by number
        self._told: dict[str, dict[Hashable, int]] = {name: {} for name in TOLD}
        self._spelled: dict[str, int] = {}
        self._known: dict[str, int] = {}  # document id -> its number
        self._codes = {name: array("I") for name in (*TOLD, "document")}
        self._printed, self._plural, self._placed = array("i"), array("b"), array("b")
        self._gisted = array("b")  # whether each document has a gist
        self._order: Numbers | None = None
        for profile in profiles:
            self.add(profile)

    def __len__(self) -> int:
        return len(self._plural)

    def add(self, profile: Profile) -> None:
        """Put a profile at the end. Not after `ordered`."""
        for name, value in _told(profile):
            self._codes[name].append(self._number(name, value))
        self._codes["document"].append(self._document(profile.document, profile.gist))
        printed = profile.published or profile.news
        self._printed.append(printed.toordinal() if printed else 0)
        self._plural.append(profile.plural)
        self._placed.append(is_placed(profile))
        self.words.add(map(self._spelling, profile.words), map(word_square, profile.words))

    def _number(self, name: str, value: Hashable) -> int:
        numbers = self._told[name]
        number = numbers.get(value)
        if number is None:
            number = numbers[value] = len(numbers)
            self.values[name].append(value)
        return number

    def _document(self, name: str, gist: Gist | None) -> int:
        number = self._known.get(name)
        if number is None:
            number = self._known[name] = len(self.documents)
            self.documents.append(name)
            self._gisted.append(gist is not None)
            words = gist.words if gist else {}
            self.gists.add(map(self._spelling, words), words.values())
        return number

    def _spelling(self, word: str) -> int:
        number = self._spelled.get(word)
        if number is None:
            number = self._spelled[word] = len(self.keys)
            self.keys.append(word)
        return number

    def extend(self, other: Columns) -> None:
        """Put the profiles of another at the end, of other documents, which it has in the order they were added."""
        for name in TOLD:
            here = np.array([self._number(name, value) for value in other.values[name]], dtype=np.uint32)
            self._codes[name].frombytes(here[other.codes(name)].tobytes())
        first = len(self.documents)
        self._codes["document"].frombytes((other.codes("document") + np.uint32(first)).tobytes())
        self.documents += other.documents
        self._known.update((name, first + place) for place, name in enumerate(other.documents))
        spelled = np.array([self._spelling(word) for word in other.keys], dtype=np.uint32)
        self.words.extend(other.words, spelled[other.words.codes])
        self.gists.extend(other.gists, spelled[other.gists.codes])
        self._printed.extend(other._printed)
        self._plural.extend(other._plural)
        self._placed.extend(other._placed)
        self._gisted.extend(other._gisted)

    def some(self, numbers: Numbers) -> Columns:
        """Only the profiles with these numbers, in their order; no more are added, and `keys` are left out."""
        rows, made = self.added(numbers), Columns()
        for name in TOLD:
            used, codes = np.unique(np.frombuffer(self._codes[name], np.uint32)[rows], return_inverse=True)
            made._codes[name] = array("I", codes.astype(np.uint32).tobytes())
            made.values[name] = [self.values[name][n] for n in used.tolist()]
        used, codes = np.unique(np.frombuffer(self._codes["document"], np.uint32)[rows], return_inverse=True)
        made._codes["document"] = array("I", codes.astype(np.uint32).tobytes())
        made.documents = [self.documents[n] for n in used.tolist()]
        made._gisted = array("b", np.frombuffer(self._gisted, np.int8)[used].tobytes())
        made._printed = array("i", np.frombuffer(self._printed, np.int32)[rows].tobytes())
        made._plural = array("b", np.frombuffer(self._plural, np.int8)[rows].tobytes())
        made._placed = array("b", np.frombuffer(self._placed, np.int8)[rows].tobytes())
        made.words, made.gists = self.words.some(rows), self.gists.some(used.astype(np.int64))
        return made

    def closed(self) -> Columns:
        """The same without what only adding needs; no more are added."""
        self._told.clear()
        self._spelled.clear()
        self._known.clear()
        return self

    def ordered(self, order: Sequence[int]) -> Columns:
        """The same, numbered in this order of the numbers; no more are added."""
        self._order = np.asarray(order, dtype=np.int64)
        return self.closed()

    def _in_order(self, column: NDArray[Any]) -> NDArray[Any]:
        return column if self._order is None else column[self._order]

    def codes(self, name: str) -> NDArray[np.uint32]:
        """The numbers of one of TOLD, in `values`, or of the "document", in `documents`: one for each profile."""
        return self._in_order(np.frombuffer(self._codes[name], np.uint32))

    @property
    def printed(self) -> NDArray[np.int32]:
        """The day of each profile's document, as `date.toordinal` counts; 0 where nobody knows it."""
        return self._in_order(np.frombuffer(self._printed, np.int32))

    @property
    def plural(self) -> NDArray[np.bool_]:
        return self._in_order(np.frombuffer(self._plural, np.int8)).astype(np.bool_)

    @property
    def placed(self) -> NDArray[np.bool_]:
        """See clustering.is_placed."""
        return self._in_order(np.frombuffer(self._placed, np.int8)).astype(np.bool_)

    @property
    def gisted(self) -> NDArray[np.bool_]:
        """Of each document, whether it has a gist."""
        return np.frombuffer(self._gisted, np.int8).astype(np.bool_)

    def added(self, numbers: Numbers) -> Numbers:
        """Which of `words` are those of these profiles."""
        return numbers if self._order is None else self._order[numbers]

    # one by one, which for a few is faster

    def row(self, number: int) -> int:
        """Where a profile stands in `column`, and its words in `words`."""
        return number if self._order is None else int(self._order[number])

    def column(self, name: str) -> Sequence[int]:
        """As `codes`, by `row`."""
        return self._codes[name]

    def is_plural(self, row: int) -> bool:
        return bool(self._plural[row])

    def is_gisted(self, document: int) -> bool:
        return bool(self._gisted[document])

    def printed_days(self, row: int) -> int:
        """As `printed`."""
        return self._printed[row]


def _told(profile: Profile) -> tuple[tuple[str, Hashable], ...]:
    return (
        ("kind", (profile.group, profile.type, profile.mode)),
        ("trigger", (profile.lemmas, profile.families)),
        ("times", profile.times),
        ("places", profile.places),
        ("actors", profile.actors),
        ("recipients", profile.recipients),
        ("ages", profile.ages),
        ("people", profile.people),
        ("tolls", profile.tolls),
    )

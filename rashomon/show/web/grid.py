"""The accounts of one event as a table: a column for each voice, a row for each field.

Every cell says the value, how it stands to the others in words, and the exact words of the text with an address that
leads to them. Columns have letters, by which the relations name each other. Where so many speak that columns side by
side cannot be read, those who say the same are also put together in lines (`show/lines.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rashomon.ledger.store import EventView
from rashomon.link import relations
from rashomon.link.accounts import disagreements
from rashomon.link.claimants import Voices
from rashomon.model import (
    COUNT_FIELDS,
    Account,
    Claim,
    ClaimantKind,
    Document,
    Evidence,
    Field,
    Modality,
    Passage,
    RelationKind,
    Stance,
)
from rashomon.show.lines import Line, Standing, letter_of, lines_of
from rashomon.show.render import short_names
from rashomon.show.wording import claimant_words, safe, shortened, time_words, value_words, via_words

__all__ = ["Cell", "Column", "GatheredLine", "Grid", "Quote", "Row", "document_link", "grid_of"]

MANY = 8  # voices from which on those who say the same are put together
NAMED = 3  # of them named before "more"
QUOTES = 2  # shown of one account before "more"
LENGTH = 220  # code points of a quote
GRAVITY: tuple[RelationKind, ...] = ("deny", "differ", "revise", "part-of", "agree")
RIVALS = frozenset({"deny", "differ", "revise"})
SAYS: dict[RelationKind, str] = {
    "differ": "≠ differs from", "deny": "⊘ against", "revise": "→ replaces", "part-of": "⊂ a part of",
    "agree": "= agrees with",
}  # fmt: skip
RULES = {
    "no-overlap": "both numbers cannot be true",
    "own-figures": "one voice gives two tolls in one text",
    "other-name": "another is named",
    "other-side": "civilians for one, fighters for the other",
    "other-label": "called by another name",
    "place-apart": "the places cannot both be right",
    "time-apart": "the times cannot both be right",
    "other-words": "other words",
    "denied": "it is denied",
    "doubted": "it is doubted",
    "none-of-them": "nobody was, according to one",
    "same-voice-later": "the same voice, later",
    "grown-in-text": "the text says that the figure grew",
    "later-report": "a later report",
    "part-of-total": "the text says whose part it is",
    "part-by-group": "counts one group, the other everybody",
    "parts-sum": "adds up with another figure",
    "same-value": "the same",
    "bounds-overlap": "both numbers can be true",
    "same-name": "one name",
    "acting-together": "acting together",
    "same-head": "nearly the same words",
    "inside": "one lies in the other",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A voice. `told` says who printed it and how many of them are independent."""

    key: str
    letter: str
    name: str
    kind: str
    told: str
    accounts: int


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document. `link` leads to them."""

    words: str
    link: str
    document: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One account. `tone` is "denies", "doubts", "admits", "accuses", "unreal" or "states". `review` says what people
    decided."""

    account: Account
    value: str
    tone: str
    notes: tuple[str, ...]
    relations: tuple[Standing, ...]
    quotes: tuple[Quote, ...]
    more: tuple[Quote, ...]
    review: str


@dataclass(frozen=True, slots=True)
class GatheredLine:
    """One value with all who give it: `names` the first of them, `more` how many others; `cells` are all, each with
    who says so."""

    line: Line
    tone: str
    names: tuple[str, ...]
    more: int
    relations: tuple[Standing, ...]
    quotes: tuple[Quote, ...]
    cells: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One field: `cells` by the key of their column; `verdict` says in words how its accounts differ. `lines` and
    `summary` say the same of the accounts put together."""

    field: Field
    verdict: tuple[Standing, ...]
    cells: Mapping[str, tuple[Cell, ...]]
    disputed: bool
    lines: tuple[GatheredLine, ...]
    summary: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def crowded(self) -> bool:
        """Are there more voices than can be read side by side?"""
        return len(self.columns) > MANY


def document_link(document: str, start: int, end: int) -> str:
    """The address of words in a document, by code points."""
    return f"/document/{document}?span={start}-{end}#mark"


def grid_of(view: EventView, accounts: Sequence[Account], authors: Mapping[str, Sequence[Passage]]) -> Grid:
    """The table of one event. `authors` are the passages with printed authors, by document."""
    return _Maker(view, accounts, authors).grid()


class _Maker:
    def __init__(self, view: EventView, accounts: Sequence[Account], authors: Mapping[str, Sequence[Passage]]) -> None:
        self.view, self.accounts, self.authors = view, accounts, authors
        self.claims = {claim.id: claim for claim in view.claims}
        self.by_id = {account.id: account for account in accounts}
        voices = Voices(view.claims, view.copies, view.documents)
        told = {account.id: self._claims(account) for account in accounts}
        self.voice = {one: voices.of(found[0]) if found else one for one, found in told.items()}
        self.values = {account.id: self._value(account) for account in accounts}
        self.letters = self._letters()
        self.names = short_names(document.name for document in view.documents.values())

    def grid(self) -> Grid:
        by_field: dict[Field, list[Account]] = {}
        for account in self.accounts:
            by_field.setdefault(account.field, []).append(account)
        order = {field: number for number, field in enumerate(Field)}
        rows = [self._row(field, found) for field, found in by_field.items()]
        rows.sort(key=lambda row: (not row.disputed, order[row.field]))
        return Grid(tuple(self._column(key, letter) for key, letter in self.letters.items()), tuple(rows))

    def _letters(self) -> dict[str, str]:
        """Columns with rivals first, then those that say more, each with its letter."""
        weight: dict[str, list[int]] = {}
        for account in self.accounts:
            rivals = sum(len(relation.to) for relation in account.relations if relation.kind in RIVALS)
            found = weight.setdefault(self.voice[account.id], [0, 0])
            found[0] += rivals
            found[1] += 1
        keys = sorted(weight, key=lambda key: (-(weight[key][0] > 0), -weight[key][1], -weight[key][0]))
        return {key: letter_of(number) for number, key in enumerate(keys)}

    # ------------------------------------------------------------ columns

    def _column(self, key: str, letter: str) -> Column:
        mine = [account for account in self.accounts if self.voice[account.id] == key]
        longest = max(mine, key=lambda one: len(one.claimant.name))
        return Column(key, letter, self._name(longest), longest.claimant.kind.value, self._told(mine), len(mine))

    def _name(self, account: Account) -> str:
        """The writer by name where it is printed, else by the publisher or the document."""
        claims = self._claims(account)
        if not claims or account.claimant.kind not in (ClaimantKind.AUTHOR, ClaimantKind.UNNAMED):
            return claimant_words(account.claimant)
        document = self.view.documents[claims[0].document]
        where = self._printed_by(document)
        if account.claimant.kind == ClaimantKind.UNNAMED:
            return f"nobody named, in {where}"
        start = claims[0].evidence[0].start
        printed = self.authors.get(document.id, ())
        writers = [one.author for one in printed if one.author and one.span.start <= start < one.span.end]
        return f"{', '.join(map(safe, writers))} (the author), {where}" if writers else f"the author, {where}"

    def _told(self, accounts: Sequence[Account]) -> str:
        documents = dict.fromkeys(document for account in accounts for document in account.documents)
        texts = len({self.view.copies.get(one, one) for one in documents})
        names = dict.fromkeys(self._printed_by(self.view.documents[one]) for one in documents)
        listed = ", ".join(list(names)[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        if len(documents) == 1:
            day = self.view.documents[next(iter(documents))].published
            return f"in {listed}, {safe(day)}" if day else f"in {listed}"
        if texts == 1:
            return f"in {len(documents)} copies of one text: {listed}"
        copies = f", with copies in {len(documents)} documents" if len(documents) > texts else ""
        return f"in {texts} independent texts{copies}: {listed}"

    # ------------------------------------------------------------ rows and cells

    def _row(self, field: Field, accounts: Sequence[Account]) -> Row:
        found = {account.id: self._cell(account) for account in accounts}
        cells: dict[str, list[Cell]] = {}
        for account in accounts:
            cells.setdefault(self.voice[account.id], []).append(found[account.id])
        disputed = any(relation.kind in RIVALS for account in accounts for relation in account.relations)
        told = lines_of(accounts, self.claims, self.voice, self.view.copies)
        return Row(
            field=field,
            verdict=tuple(self._verdict(accounts)),
            cells={key: tuple(v) for key, v in cells.items()},
            disputed=disputed,
            lines=tuple(self._line(one, found, told.standings(one.accounts)) for one in told.lines),
            summary=tuple(told.verdicts()),
        )

    def _line(self, line: Line, cells: Mapping[str, Cell], relations: Sequence[Standing]) -> GatheredLine:
        names, more = line.names(self._name, NAMED)
        mine = [cells[account.id] for account in line.accounts]
        quotes = {quote.words: quote for cell in reversed(mine) for quote in reversed(cell.quotes)}
        return GatheredLine(
            line=line,
            tone=mine[0].tone,
            names=tuple(names),
            more=more,
            relations=tuple(relations),
            quotes=tuple(reversed(quotes.values()))[:QUOTES],
            cells=tuple((self._name(cell.account), cell) for cell in mine),
        )

    def _verdict(self, accounts: Sequence[Account]) -> Iterable[Standing]:
        """Each disagreement in one line: the values that stand against each other, with the letters of who says so."""
        for one in disagreements(accounts):
            members = [account for account in accounts if set(account.claims) & set(one.claims)]
            if one.relation == "differ":
                yield Standing("differ", "≠ " + " against ".join(self._givers(_largest_first(members))))
                continue
            for account in members:
                to = self._related(account, one.relation)
                mine = f"{self.values[account.id]} ({self._letter_of(account)})"
                if to and one.relation == "revise":
                    yield Standing("revise", f"→ {', '.join(self._givers(to))} became {mine}")
                elif to:
                    yield Standing("deny", f"⊘ {mine} against {', '.join(self._givers(to))}")

    def _givers(self, accounts: Iterable[Account]) -> list[str]:
        """Such as "2,000 (A, C)": each value once, with those who give it."""
        givers: dict[str, list[str]] = {}
        for account in accounts:
            letters = givers.setdefault(self.values[account.id], [])
            if self._letter_of(account) not in letters:
                letters.append(self._letter_of(account))
        return [f"{value} ({', '.join(letters)})" for value, letters in givers.items()]

    def _letter_of(self, account: Account) -> str:
        return self.letters[self.voice[account.id]]

    def _related(self, account: Account, kind: RelationKind) -> list[Account]:
        ids = dict.fromkeys(other for relation in account.relations if relation.kind == kind for other in relation.to)
        return [self.by_id[one] for one in ids if one in self.by_id]

    def _cell(self, account: Account) -> Cell:
        quotes = list(self._quotes(account))
        return Cell(
            account=account,
            value=self.values[account.id],
            tone=_tone(account, self._claims(account)),
            notes=tuple(self._notes(account)),
            relations=tuple(self._relations(account)),
            quotes=tuple(quotes[:QUOTES]),
            more=tuple(quotes[QUOTES:]),
            review=self._review(account),
        )

    def _value(self, account: Account) -> str:
        real = [claim.modality for claim in self._claims(account)]
        modality = real[0] if real and len(set(real)) == 1 else Modality.ACTUAL
        return value_words(account.field, account.value, account.stance, modality)

    def _notes(self, account: Account) -> Iterable[str]:
        yield from (via_words(one) for one in account.via)
        if account.field in COUNT_FIELDS:
            for day in dict.fromkeys(time_words(claim.as_of) for claim in self._claims(account) if claim.as_of):
                yield f"as of {day}"
        rules = dict.fromkeys(claim.inferred_by for claim in self._claims(account) if claim.inferred_by)
        yield from (f"inferred, not stated ({safe(rule)})" for rule in rules)
        if len(account.documents) > 1:
            many, one = f"{len(account.documents)} documents", account.independent == 1
            yield f"{many}, one independent witness" if one else f"{many}, {account.independent} independent witnesses"

    def _relations(self, account: Account) -> Iterable[Standing]:
        for kind in GRAVITY:
            others = self._related(account, kind)
            if not others:
                continue
            rules = dict.fromkeys(relation.rule for relation in account.relations if relation.kind == kind)
            why = "; ".join(RULES.get(rule) or _described().get(rule, rule) for rule in rules)
            yield Standing(kind, f"{SAYS[kind]} {', '.join(self._givers(others))}: {why}")

    def _quotes(self, account: Account) -> Iterable[Quote]:
        """Exact words with their places. Equal quotes of copies are shown once."""
        shown: set[str] = set()
        for claim in self._claims(account):
            words = telling(claim)
            if words.quote not in shown:
                shown.add(words.quote)
                document = self.view.documents[claim.document]
                link = document_link(document.id, words.start, words.end)
                yield Quote(shortened(words.quote, claim.value.text, LENGTH), link, self._named(document))

    def _printed_by(self, document: Document) -> str:
        """The publisher, or the short name of the document: never a path of this machine."""
        return safe(document.publisher or self.names[document.name])

    def _named(self, document: Document) -> str:
        day = document.published
        return f"{self._printed_by(document)}, {safe(day)}" if day else self._printed_by(document)

    def _review(self, account: Account) -> str:
        marks = [self.view.reviews[one] for one in account.claims if one in self.view.reviews]
        return ", ".join(dict.fromkeys(f"{mark.status} by {safe(mark.by)}" for mark in marks))

    def _claims(self, account: Account) -> list[Claim]:
        return [self.claims[one] for one in account.claims if one in self.claims]


@cache
def _described() -> dict[str, str]:
    """What the table in `link/relations.py` says of each rule."""
    rows = re.findall(r"^\| ([a-z, -]+) \| [a-z-]+ \| (.+) \|$", relations.__doc__ or "", re.M)
    return {rule: words for rules, words in rows for rule in rules.split(", ")}


def telling(claim: Claim) -> Evidence:
    """The evidence that holds the value's words, else the first."""
    return next((one for one in claim.evidence if claim.value.text in one.quote), claim.evidence[0])


def _tone(account: Account, claims: Sequence[Claim]) -> str:
    if account.stance != Stance.ASSERTS:
        return account.stance.value
    unreal = (Modality.PLANNED, Modality.HYPOTHETICAL, Modality.NEGATED)
    if claims and all(claim.modality in unreal for claim in claims):
        return "unreal"
    return "denies" if claims and all(claim.polarity == "negative" for claim in claims) else "states"


def _largest_first(accounts: Sequence[Account]) -> list[Account]:
    if accounts and accounts[0].field in COUNT_FIELDS:
        return sorted(accounts, key=lambda one: -(one.value.low or one.value.high or 0))
    return list(accounts)

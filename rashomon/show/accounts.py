"""The heart of the display: the accounts of one event, side by side, field by field.

Each account has a letter within its field. Its relations to the others are said in words with the two values
("≠ differs from B: 200 against 2,000", "→ revises A: 40 → 140"), so that nobody needs colours to see them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from rashomon.ledger.store import EventView
from rashomon.model import (
    COUNT_FIELDS,
    Account,
    Claim,
    ClaimantKind,
    Evidence,
    Field,
    Modality,
    Passage,
    RelationKind,
    Stance,
)
from rashomon.show.render import short_names
from rashomon.show.wording import claimant_words, place_words, safe, shortened, time_words, value_words

__all__ = ["AccountsPage"]

QUOTE = 170  # code points of a quote
MORE = 2  # quotes of further claims of one account

STYLE: dict[RelationKind, str] = {
    "differ": "bold red",
    "deny": "bold magenta",
    "revise": "bold yellow",
    "part-of": "cyan",
    "agree": "green",
}
GRAVITY: tuple[RelationKind, ...] = ("deny", "differ", "revise", "part-of", "agree")
RIVALS: tuple[RelationKind, ...] = ("deny", "differ", "revise")


@dataclass(frozen=True, slots=True)
class AccountsPage:
    """All that one page needs: the event, its accounts, and the passages with printed authors by document."""

    view: EventView
    accounts: Sequence[Account]
    authors: Mapping[str, Sequence[Passage]]

    def print(self, console: Console, only: Field | None = None) -> None:
        self._head(console)
        fields = _by_field(self.accounts)
        if only is not None:
            fields = {only: fields.get(only, [])}
        for field, accounts in fields.items():
            self._field(console, field, accounts)
        if not fields:
            console.print(Text("\nNobody claims anything about it: it is only mentioned."))

    # ------------------------------------------------------------ the event

    def _head(self, console: Console) -> None:
        event = self.view.event
        kind = event.type.value + (f" · {event.mode}" if event.mode else "")
        title = Text(safe(event.title), "bold")
        title.append(f"   {kind}", "not bold")
        if event.modality != Modality.ACTUAL:
            title.append(f"   {event.modality.value}", "not bold italic")
        console.print(title)
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=True, style="dim")
        table.add_column(overflow="fold")
        table.add_row("Event", event.id)
        table.add_row("Where", Text(place_words(event.place) or "not said"))
        table.add_row("When", Text(self._when()))
        table.add_row("Told in", Text(self._told()))
        console.print(table)

    def _when(self) -> str:
        time = self.view.event.time
        if time is None:
            return "not said"
        words, text = time_words(time), safe(time.text)
        return words if text in words else f"{words} (“{text}”)"

    def _told(self) -> str:
        documents = self.view.documents.values()
        publishers = {document.publisher for document in documents if document.publisher}
        texts = len(set(self.view.copies.values()))
        told = [_count(len(documents), "document"), _count(texts, "independent text")]
        if publishers:
            told.append(_count(len(publishers), "publisher"))
        told.append(_count(len(self.view.claims), "claim"))
        return ", ".join(told)

    # ------------------------------------------------------------ one field

    def _field(self, console: Console, field: Field, accounts: Sequence[Account]) -> None:
        letters = {account.id: _letter(number) for number, account in enumerate(accounts)}
        values = {account.id: _value(account) for account in accounts}
        heading = Text(f"\n{field.value.upper()}", "bold reverse" if _disputed(accounts) else "bold")
        heading.append(f"  {_count(len(accounts), 'account')}", "not bold not reverse")
        console.print(heading)
        for line in _verdict(accounts, letters, values):
            console.print(line)
        if not accounts:
            return
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True, show_lines=len(accounts) > 1)
        table.add_column("", no_wrap=True)
        table.add_column("Value", ratio=3, min_width=10, overflow="fold")
        table.add_column("Who says so", ratio=4, min_width=14, overflow="fold")
        table.add_column("In these words", ratio=7, min_width=24, overflow="fold")
        for account in accounts:
            words = self._words(account)
            for line in _relations(account, letters, values):
                words.append("\n").append(line)
            style = "magenta" if account.stance in (Stance.DENIES, Stance.DOUBTS) else "bold"
            table.add_row(letters[account.id], Text(values[account.id], style), self._voice(account), words)
        console.print(table)

    def _voice(self, account: Account) -> Text:
        text = Text(self._claimant(account))
        for one in account.via:
            text.append(f"\nas told by {claimant_words(one)}", "dim")
        if account.stance == Stance.ACCUSES:
            text.append("\naccuses", "yellow")
        copies = _count(len(account.publishers), "publisher")
        if len(account.documents) > 1 or len(account.publishers) > 1:
            text.append(f"\n{copies}, {account.independent} independent", "dim")
        return text

    def _claimant(self, account: Account) -> str:
        """The writer by name where it is printed, else by the publisher or the document."""
        if account.claimant.kind != ClaimantKind.AUTHOR:
            return claimant_words(account.claimant)
        claims = self._claims(account)
        start = claims[0].evidence[0].start if claims else 0
        document = account.documents[0] if not claims else claims[0].document
        names = short_names(one.name for one in self.view.documents.values())
        of = self.view.documents[document]
        printed = [p.author for p in self.authors.get(document, ()) if p.author and p.span.start <= start < p.span.end]
        by = ", ".join(safe(name) for name in (*printed, of.publisher) if name)
        return f"the author of {names[of.name]}" + (f" ({by})" if by else "")

    def _words(self, account: Account) -> Text:
        """Exact quotes with their places. Equal quotes of copies are shown once."""
        names = short_names(one.name for one in self.view.documents.values())
        text = Text()
        shown: set[str] = set()
        claims = self._claims(account)
        for claim in claims:
            quote = _telling(claim)
            if quote.quote in shown or len(shown) > MORE:
                continue
            shown.add(quote.quote)
            if len(shown) > 1:
                text.append("\n")
            text.append(f"“{shortened(quote.quote, claim.value.text, QUOTE)}”", "italic")
            text.append(f"  {names[self.view.documents[claim.document].name]}:{quote.start}", "dim")
        if len(claims) > len(shown):
            text.append(f"\nand {_count(len(claims) - len(shown), 'more claim')} of this", "dim")
        return text

    def _claims(self, account: Account) -> list[Claim]:
        found = {claim.id: claim for claim in self.view.claims}
        return [found[one] for one in account.claims if one in found]


def _telling(claim: Claim) -> Evidence:
    """The evidence that holds the value's words, else the first."""
    return next((one for one in claim.evidence if claim.value.text in one.quote), claim.evidence[0])


def _by_field(accounts: Iterable[Account]) -> dict[Field, list[Account]]:
    """Fields with rivals first, then counts, then the rest; inside, the order of linking."""
    fields: dict[Field, list[Account]] = {}
    for account in accounts:
        fields.setdefault(account.field, []).append(account)
    order = {field: number for number, field in enumerate(Field)}
    return dict(sorted(fields.items(), key=lambda pair: (not _disputed(pair[1]), order[pair[0]])))


def _disputed(accounts: Iterable[Account]) -> bool:
    return any(relation.kind in RIVALS for account in accounts for relation in account.relations)


def _value(account: Account) -> str:
    return value_words(account.field, account.value, account.stance)


def _verdict(accounts: Sequence[Account], letters: Mapping[str, str], values: Mapping[str, str]) -> list[Text]:
    """One line for each pair of rivals, so that the dispute is seen before its details."""
    lines: dict[tuple[RelationKind, frozenset[str]], Text] = {}
    for account in accounts:
        for relation in account.relations:
            for other in relation.to:
                pair = (relation.kind, frozenset((account.id, other)))
                if relation.kind in RIVALS and other in letters and pair not in lines:
                    lines[pair] = _pair(relation.kind, account.id, other, letters, values)
    ordered = sorted(lines.items(), key=lambda item: RIVALS.index(item[0][0]))
    return [line for _, line in ordered][:MOST_VERDICTS]


MOST_VERDICTS = 6


def _pair(kind: RelationKind, one: str, other: str, letters: Mapping[str, str], values: Mapping[str, str]) -> Text:
    mine, theirs = f"{letters[one]} {values[one]}", f"{letters[other]} {values[other]}"
    words = {
        "differ": f"  ≠ {mine}  against  {theirs}",
        "deny": f"  ⊘ {mine}  denies  {theirs}",
        "revise": f"  → {theirs}  became  {mine}",
    }
    return Text(words[kind], STYLE[kind])


def _relations(account: Account, letters: Mapping[str, str], values: Mapping[str, str]) -> list[Text]:
    """What the account says about the others, gravest first."""
    lines = []
    for relation in sorted(account.relations, key=lambda one: GRAVITY.index(one.kind)):
        others = [other for other in relation.to if other in letters]
        if not others:
            continue
        named = ", ".join(f"{letters[other]} ({values[other]})" for other in others)
        mine, first = values[account.id], values[others[0]]
        arrow = f"{first} → {mine}" if account.field in COUNT_FIELDS else mine
        words = {
            "differ": f"≠ differs from {named}",
            "deny": f"⊘ denies {named}",
            "revise": f"→ revises {named}: {arrow}",
            "part-of": f"⊂ a part of {named}",
            "agree": f"= agrees with {named}",
        }
        lines.append(Text(words[relation.kind], STYLE[relation.kind]))
    return lines


def _letter(number: int) -> str:
    """A, B, ... Z, AA, AB, ..."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = ascii_uppercase[rest] + letters
    return letters


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")

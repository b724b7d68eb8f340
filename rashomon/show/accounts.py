"""The heart of the display: the accounts of one event, side by side, field by field.

Accounts that say the same are one line with a letter (`lines`); with `every` each has a row of its own. The relations
to other lines are said in words with the values ("≠ differs from 2,000 (B)", "→ revises A: 40 → 140"), so that nobody
needs colours to see them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from rashomon.ledger.store import EventView
from rashomon.link.claimants import Voices
from rashomon.model import (
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
from rashomon.show.lines import FieldLines, Line, counted, lines_of
from rashomon.show.render import short_names
from rashomon.show.wording import (
    claimant_words,
    place_words,
    review_words,
    safe,
    shortened,
    time_words,
    via_words,
)

__all__ = ["AccountsPage"]

QUOTE = 170  # code points of a quote
SHORT = 20  # code points of a document name that is shown as it is
LISTED = 12  # documents named in the head
VOICES = 3  # named of one line
MORE = 2  # quotes of further claims of one line

STYLE: dict[RelationKind, str] = {
    "differ": "bold red",
    "deny": "bold magenta",
    "revise": "bold yellow",
    "part-of": "cyan",
    "agree": "green",
}
RIVALS: tuple[RelationKind, ...] = ("deny", "differ", "revise")


@dataclass(frozen=True, slots=True)
class AccountsPage:
    """All that one page needs: the event, its accounts, and the passages with printed authors by document. `every`
    gives a row to each account."""

    view: EventView
    accounts: Sequence[Account]
    authors: Mapping[str, Sequence[Passage]]
    every: bool = False

    def print(self, console: Console, only: Field | None = None) -> None:
        self._head(console)
        fields = _by_field(self.accounts)
        if only is not None:
            fields = {only: fields.get(only, [])}
        settled = [field for field, accounts in fields.items() if not _disputed(accounts)]
        for field, accounts in fields.items():
            if field not in settled:
                self._dispute(console, field, accounts)
        if not fields:
            console.print(Text("\nNobody claims anything about it: it is only mentioned."))
        elif settled:
            self._settled(console, {field: fields[field] for field in settled})
        if not self.every and any(
            len(line.accounts) > 1 for found in fields.values() for line in self._lines(found).lines
        ):
            console.print(Text("\nAccounts that say the same are one line; --all gives each a row of its own.", "dim"))

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
        for document in list(self.view.documents.values())[:LISTED]:
            table.add_row("", self._document(document))
        if len(self.view.documents) > LISTED:
            table.add_row("", Text(f"and {len(self.view.documents) - LISTED} more"))
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
        told = [counted(len(documents), "document"), counted(texts, "independent text")]
        if publishers:
            told.append(counted(len(publishers), "publisher"))
        told.append(counted(len(self.view.claims), "claim"))
        return ", ".join(told)

    def _document(self, document: Document) -> Text:
        label = self._labels()[document.name]
        name = safe(document.name)
        text = Text(label if label == name or not label.startswith("[") else f"{label} {name}")
        known = [safe(one) for one in (document.publisher, document.published) if one]
        text.append(f"  {', '.join(known)}" if known else "", "dim")
        return text.append(f"\n{safe(document.title)}" if document.title else "", "dim italic")

    def _labels(self) -> dict[str, str]:
        """How documents are called on this page: by a short name, or by a number where names are long."""
        names = short_names(one.name for one in self.view.documents.values())
        return {
            name: short if len(short) <= SHORT else f"[{number}]"
            for number, (name, short) in enumerate(names.items(), start=1)
        }

    # ------------------------------------------------------------ one field

    def _lines(self, accounts: Sequence[Account]) -> FieldLines:
        claims = {claim.id: claim for claim in self.view.claims}
        voices = Voices(self.view.claims, self.view.copies, self.view.documents)
        keys = {one.id: voices.of(claims[one.claims[0]]) for one in accounts if one.claims[0] in claims}
        return lines_of(accounts, claims, keys, self.view.copies)

    def _dispute(self, console: Console, field: Field, accounts: Sequence[Account]) -> None:
        """A field with rivals: first who stands against whom, then each line."""
        heading = Text(f"\n{field.value.upper()}", "bold reverse")
        kinds = {relation.kind for account in accounts for relation in account.relations}
        how = " and ".join(w for w, k in (("disputed", {"differ", "deny"}), ("revised", {"revise"})) if kinds & k)
        heading.append(f"  {counted(len(accounts), 'account')}, {how}", "not bold not reverse")
        console.print(heading)
        found = self._lines(accounts)
        for one in found.verdicts():
            console.print(Text(one.words, STYLE[one.kind]))
        table = _table("", "Value")
        for line in found.lines:
            for letter, members in self._rows(line):
                words = self._words(members)
                for one in found.standings(members):
                    words.append("\n").append(Text(one.words, STYLE[one.kind]))
                table.add_row(letter, _styled(line), self._voice(line, members), words)
        console.print(table)

    def _rows(self, line: Line) -> list[tuple[str, Sequence[Account]]]:
        """A line as one row, or with `every` each of its accounts: A1, A2, ..."""
        if not self.every or len(line.accounts) == 1:
            return [(line.letter, line.accounts)]
        return [(f"{line.letter}{number}", [one]) for number, one in enumerate(line.accounts, start=1)]

    def _settled(self, console: Console, fields: Mapping[Field, Sequence[Account]]) -> None:
        """The fields that nobody disputes, in one table."""
        console.print(Text("\nNOT DISPUTED", "bold"))
        table = _table("Field", "Value")
        for field, accounts in fields.items():
            lines = self._lines(accounts).lines
            values = {account.id: line.value for line in lines for account in line.accounts}
            for line in lines:
                for _, members in self._rows(line):
                    words = self._words(members)
                    parts = (r for one in members for r in one.relations if r.kind == "part-of")
                    totals = dict.fromkeys(values[to] for part in parts for to in part.to if to in values)
                    if totals:
                        words.append(f"\n⊂ a part of {', '.join(totals)}", STYLE["part-of"])
                    table.add_row(field.value, _styled(line), self._voice(line, members), words)
        console.print(table)

    def _voice(self, line: Line, members: Sequence[Account]) -> Text:
        """Who says so: one account in full, several by their names, those who are named in the texts first."""
        if len(members) == 1:
            return self._one_voice(members[0])
        text = Text(line.told, "bold")
        names, more = line.names(self._claimant, VOICES)
        for name in names:
            text.append(f"\n{name}", "not bold")
        if more:
            text.append(f"\nand {more} more", "not bold dim")
        if members[0].stance == Stance.ACCUSES:
            text.append("\naccuses", "not bold yellow")
        days = sorted(one.since for one in members if one.since)
        if days:
            text.append(f"\n{'since' if days[0] == days[-1] else f'{days[0]} to'} {days[-1]}", "not bold dim")
        return text

    def _one_voice(self, account: Account) -> Text:
        text = Text(self._claimant(account))
        for one in account.via:
            text.append(f"\n{via_words(one)}", "dim")
        if account.stance == Stance.ACCUSES:
            text.append("\naccuses", "yellow")
        if account.since:
            text.append(f"\n{'as of' if account.since_by == 'as-of' else 'since'} {account.since}", "dim")
        copies = counted(len(account.publishers), "publisher")
        if len(account.documents) > 1 or len(account.publishers) > 1:
            text.append(f"\n{copies}, {account.independent} independent", "dim")
        return text

    def _claimant(self, account: Account) -> str:
        """The writer by name where it is printed, else by the publisher or the document."""
        claims = self._claims(account)
        if account.claimant.kind != ClaimantKind.AUTHOR or not claims:
            return claimant_words(account.claimant)
        start, document = claims[0].evidence[0].start, self.view.documents[claims[0].document]
        printed = self.authors.get(document.id, ())
        writers = [one.author for one in printed if one.author and one.span.start <= start < one.span.end]
        if writers:
            return f"{', '.join(map(safe, writers))} (the author)"
        if document.publisher:
            return f"the author, in {safe(document.publisher)}"
        return "the author" + (f" of {self._labels()[document.name]}" if len(self.view.documents) > 1 else "")

    def _words(self, accounts: Sequence[Account]) -> Text:
        """Exact quotes with their places. Equal quotes of copies are shown once."""
        labels = self._labels()
        text = Text()
        shown: set[str] = set()
        claims = [claim for account in accounts for claim in self._claims(account)]
        for claim in claims:
            quote = _telling(claim)
            if quote.quote in shown or len(shown) > MORE:
                continue
            shown.add(quote.quote)
            if len(shown) > 1:
                text.append("\n")
            text.append(f"“{shortened(quote.quote, claim.value.text, QUOTE)}”", "italic")
            text.append(f"  {labels[self.view.documents[claim.document].name]}:{quote.start}", "dim")
        marks = [self.view.reviews[claim.id] for claim in claims if claim.id in self.view.reviews]
        for words in dict.fromkeys(review_words(one.status, one.by, bool(one.conflict)) for one in marks):
            text.append(f"\n{words}", "cyan")
        if len(claims) > len(shown):
            text.append(f"\nand {counted(len(claims) - len(shown), 'more claim')} of this", "dim")
        return text

    def _claims(self, account: Account) -> list[Claim]:
        found = {claim.id: claim for claim in self.view.claims}
        return [found[one] for one in account.claims if one in found]


def _table(first: str, second: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1), expand=True)
    table.add_column(first, no_wrap=True)
    table.add_column(second, ratio=4, overflow="fold")
    table.add_column("Who says so", ratio=5, overflow="fold")
    table.add_column("In these words", ratio=9, overflow="fold")
    return table


def _styled(line: Line) -> Text:
    return Text(line.value, "magenta" if line.accounts[0].stance in (Stance.DENIES, Stance.DOUBTS) else "bold")


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

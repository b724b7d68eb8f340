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
from rashomon.link.accounts import disagreements
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
from rashomon.show.render import short_names
from rashomon.show.wording import (
    claimant_words,
    place_words,
    review_words,
    safe,
    shortened,
    time_words,
    value_words,
    via_words,
)

__all__ = ["AccountsPage"]

QUOTE = 170  # code points of a quote
SHORT = 20  # code points of a document name that is shown as it is
LISTED = 12  # documents named in the head
NAMED = 3  # values repeated beside the letters of other accounts
MORE = 2  # quotes of further claims of one account

STYLE: dict[RelationKind, str] = {
    "differ": "bold red",
    "deny": "bold magenta",
    "revise": "bold yellow",
    "part-of": "cyan",
    "agree": "green",
}
SAYS: dict[RelationKind, str] = {
    "differ": "≠ differs from",
    "deny": "⊘ denies",
    "revise": "→ revises",
    "part-of": "⊂ a part of",
    "agree": "= agrees with",
}
GRAVITY: tuple[RelationKind, ...] = ("deny", "differ", "revise", "part-of", "agree")
RIVALS: tuple[RelationKind, ...] = ("deny", "differ", "revise")

Letters = Mapping[str, str]  # account id -> A, B, ...
Values = Mapping[str, str]  # account id -> its value in words


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
        settled = [field for field, accounts in fields.items() if not _disputed(accounts)]
        for field, accounts in fields.items():
            if field not in settled:
                self._dispute(console, field, accounts)
        if not fields:
            console.print(Text("\nNobody claims anything about it: it is only mentioned."))
        elif settled:
            self._settled(console, {field: fields[field] for field in settled})

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
        told = [_count(len(documents), "document"), _count(texts, "independent text")]
        if publishers:
            told.append(_count(len(publishers), "publisher"))
        told.append(_count(len(self.view.claims), "claim"))
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

    def _dispute(self, console: Console, field: Field, accounts: Sequence[Account]) -> None:
        """A field with rivals: first who stands against whom, then each account."""
        letters = {account.id: _letter(number) for number, account in enumerate(accounts)}
        values = {account.id: _value(account) for account in accounts}
        by_id = {account.id: account for account in accounts}
        heading = Text(f"\n{field.value.upper()}", "bold reverse")
        kinds = {relation.kind for account in accounts for relation in account.relations}
        how = " and ".join(w for w, k in (("disputed", {"differ", "deny"}), ("revised", {"revise"})) if kinds & k)
        heading.append(f"  {_count(len(accounts), 'account')}, {how}", "not bold not reverse")
        console.print(heading)
        for line in _verdict(accounts, letters, values):
            console.print(line)
        table = _table("", "Value")
        for account in accounts:
            words = self._words(account)
            for line in _relations(account, by_id, letters, values):
                words.append("\n").append(line)
            table.add_row(letters[account.id], _styled(account), self._voice(account), words)
        console.print(table)

    def _settled(self, console: Console, fields: Mapping[Field, Sequence[Account]]) -> None:
        """The fields that nobody disputes, in one table."""
        console.print(Text("\nNOT DISPUTED", "bold"))
        table = _table("Field", "Value")
        for field, accounts in fields.items():
            for account in accounts:
                words = self._words(account)
                if any(relation.kind == "part-of" for relation in account.relations):
                    words.append("\n⊂ a part of a total", STYLE["part-of"])
                table.add_row(field.value, _styled(account), self._voice(account), words)
        console.print(table)

    def _voice(self, account: Account) -> Text:
        text = Text(self._claimant(account))
        for one in account.via:
            text.append(f"\n{via_words(one)}", "dim")
        if account.stance == Stance.ACCUSES:
            text.append("\naccuses", "yellow")
        if account.since:
            text.append(f"\n{'as of' if account.since_by == 'as-of' else 'since'} {account.since}", "dim")
        copies = _count(len(account.publishers), "publisher")
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

    def _words(self, account: Account) -> Text:
        """Exact quotes with their places. Equal quotes of copies are shown once."""
        labels = self._labels()
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
            text.append(f"  {labels[self.view.documents[claim.document].name]}:{quote.start}", "dim")
        marks = [self.view.reviews[claim.id] for claim in claims if claim.id in self.view.reviews]
        for words in dict.fromkeys(review_words(one.status, one.by, bool(one.conflict)) for one in marks):
            text.append(f"\n{words}", "cyan")
        if len(claims) > len(shown):
            text.append(f"\nand {_count(len(claims) - len(shown), 'more claim')} of this", "dim")
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


def _styled(account: Account) -> Text:
    return Text(_value(account), "magenta" if account.stance in (Stance.DENIES, Stance.DOUBTS) else "bold")


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


def _verdict(accounts: Sequence[Account], letters: Letters, values: Values) -> list[Text]:
    """The disputes in one line each, so that they are seen before their details."""
    by_id = {account.id: account for account in accounts}
    lines = []
    for one in disagreements(accounts):
        rivals = [by_id[a] for a in by_id if set(by_id[a].claims) & set(one.claims)]
        if one.relation == "differ":
            camps = _camps(_largest_first(rivals))
            words = "  against  ".join(
                f"{values[camp[0].id]} ({', '.join(sorted(letters[member.id] for member in camp))})" for camp in camps
            )
            lines.append(Text(f"≠ {words}", STYLE["differ"]))
            continue
        for account in rivals:
            to = [by_id[other] for other in _related(account, one.relation) if other in by_id]
            if not to:
                continue
            mine, theirs = f"{values[account.id]} ({letters[account.id]})", _with_letters(to, letters, values)
            if one.relation == "revise":
                lines.append(Text(f"→ {', '.join(theirs)}  became  {mine}", STYLE["revise"]))
            else:
                lines.append(Text(f"⊘ {mine}  against  {', '.join(theirs)}", STYLE["deny"]))
    return lines


def _camps(accounts: Sequence[Account]) -> list[list[Account]]:
    """Accounts that agree with each other, together; each camp is called by the value of its first member."""
    camps: list[list[Account]] = []
    for account in accounts:
        friends, foes = set(_related(account, "agree")), set(_related(account, "differ"))
        for camp in camps:
            members = {member.id for member in camp}
            if members & friends and not members & foes:
                camp.append(account)
                break
        else:
            camps.append([account])
    return camps


def _largest_first(accounts: Sequence[Account]) -> list[Account]:
    def figure(account: Account) -> int:
        return account.value.low or account.value.high or 0

    return sorted(accounts, key=lambda one: -figure(one)) if accounts[0].field in COUNT_FIELDS else list(accounts)


def _related(account: Account, kind: RelationKind) -> list[str]:
    return [other for relation in account.relations if relation.kind == kind for other in relation.to]


def _with_letters(accounts: Sequence[Account], letters: Letters, values: Values) -> list[str]:
    """Such as "2,000 (A, C)": each value once, with the accounts that give it."""
    givers: dict[str, list[str]] = {}
    for account in accounts:
        givers.setdefault(values[account.id], []).append(letters[account.id])
    return [f"{value} ({', '.join(found)})" for value, found in givers.items()]


def _relations(account: Account, by_id: Mapping[str, Account], letters: Letters, values: Values) -> list[Text]:
    """What the account says about the others, gravest first."""
    lines = []
    for kind in GRAVITY:
        others = [by_id[other] for other in dict.fromkeys(_related(account, kind)) if other in by_id]
        if not others:
            continue
        named = ", ".join(_with_letters(others, letters, values))
        if kind == "revise":
            same = ", ".join(letters[other.id] for other in others)
            named = f"{same}: {', '.join(dict.fromkeys(values[other.id] for other in others))} → {values[account.id]}"
        elif kind == "agree":
            named = ", ".join(
                letters[other.id]
                if values[other.id] == values[account.id]
                else _with_letters([other], letters, values)[0]
                for other in others
            )
        if kind != "revise" and len({values[other.id] for other in others}) > NAMED:
            named = ", ".join(letters[other.id] for other in others)
        lines.append(Text(f"{SAYS[kind]} {named}", STYLE[kind]))
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

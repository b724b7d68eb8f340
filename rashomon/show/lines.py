"""The accounts of one field, put together: those that say the same are one line with all its voices.

Two accounts are one line when the same words tell their value, neither accuses where the other states, and the
comparison found that they agree. "7" and "at least 7" stay apart, and so do two men who may be different men. Nothing
is chosen: a line holds every account that it puts together. Parts of a total come after what they are parts of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from rashomon.link.accounts import disagreements
from rashomon.model import COUNT_FIELDS, Account, Claim, ClaimantKind, Modality, RelationKind, Stance
from rashomon.show.wording import value_words

__all__ = ["FieldLines", "Line", "Standing", "counted", "letter_of", "lines_of"]

NAMED = 3  # values repeated beside the letters of other lines
GRAVITY: tuple[RelationKind, ...] = ("deny", "differ", "revise", "part-of", "agree")
NOBODY = frozenset({ClaimantKind.AUTHOR, ClaimantKind.UNNAMED})
RIVALS = frozenset({"deny", "differ", "revise"})
SAYS: dict[RelationKind, str] = {
    "differ": "≠ differs from",
    "deny": "⊘ denies",
    "revise": "→ revises",
    "part-of": "⊂ a part of",
    "agree": "= agrees with",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One value and who gives it. `witnesses` has, by account id, how many voices that account adds: none for what
    somebody says twice, several for "residents" of several texts. `texts` are the independent texts that it stands in.
    """

    letter: str
    value: str
    accounts: tuple[Account, ...]
    witnesses: Mapping[str, int]
    texts: int

    @property
    def label(self) -> str:
        """Such as "2,000 (A)"."""
        return f"{self.value} ({self.letter})"

    @property
    def voices(self) -> int:
        """How many say it."""
        return sum(self.witnesses.values())

    @property
    def told(self) -> str:
        """How many say it, in words."""
        return f"{counted(self.voices, 'voice')} in {counted(self.texts, 'independent text')}"

    def names(self, name: Callable[[Account], str], most: int) -> tuple[list[str], int]:
        """The first names, and how many voices are not among them. Whom the texts name comes before their writers."""
        told: dict[str, int] = {}
        for account in sorted(self.accounts, key=lambda one: one.claimant.kind in NOBODY):
            called = name(account)
            told[called] = told.get(called, 0) + self.witnesses[account.id]
        shown = list(told.items())[:most]
        words = [called + (f" ({number} texts)" if number > 1 else "") for called, number in shown]
        return words, self.voices - sum(number for _, number in shown)


@dataclass(frozen=True, slots=True)
class Standing:
    """How some accounts stand to other lines, in words."""

    kind: RelationKind
    words: str


@dataclass(frozen=True, slots=True)
class FieldLines:
    """The lines of one field. `reach` has, by account id and kind, the letters of the lines that it is related to."""

    lines: tuple[Line, ...]
    reach: Mapping[str, Mapping[RelationKind, frozenset[str]]]

    def standings(self, members: Sequence[Account]) -> list[Standing]:
        """How these accounts, a line or one of its accounts, stand to the other lines, gravest first.

        A line that they contradict is not also named among those that they agree with. "(2 of 3)" says that not all
        of them stand so: only the later ones revise.
        """
        mine = next(line for line in self.lines if members[0] in line.accounts)
        found, named = [], {mine.letter}
        for kind in GRAVITY:
            hidden = {mine.letter} if kind in RIVALS else set(named)
            others = [one for one in self.lines if one.letter not in hidden and self._stand(members, one, kind)]
            named.update(one.letter for one in others)
            if not others:
                continue
            words = f"{SAYS[kind]} {_named(kind, mine, others)}"
            so = sum(any(self._stand([one], line, kind) for line in others) for one in members)
            if kind in RIVALS and so < len(members):
                words += f"  ({so} of {len(members)})"
            found.append(Standing(kind, words))
        return found

    def verdicts(self) -> list[Standing]:
        """The disputes in one line each, so that they are seen before their details: every value by itself, for those
        on one side need not say the same."""
        found = []
        for one in disagreements([account for line in self.lines for account in line.accounts]):
            told = set(one.claims)
            rivals = [line for line in self.lines if any(told.intersection(a.claims) for a in line.accounts)]
            if one.relation == "differ":
                camps = [_side(camp) for camp in self._camps(_largest_first(rivals))]
                found.append(Standing("differ", f"≠ {'  against  '.join(camps)}"))
            else:
                found.extend(self._facing(rivals, one.relation))
        return found

    def _facing(self, rivals: Sequence[Line], kind: RelationKind) -> list[Standing]:
        """Who denies or revises whom; those who stand against the same lines together."""
        facing: dict[tuple[str, ...], list[str]] = {}
        for line in rivals:
            to = tuple(o.label for o in rivals if o is not line and self._stand(line.accounts, o, kind))
            if to:
                facing.setdefault(to, []).append(line.label)
        if kind == "revise":
            return [Standing(kind, f"→ {', '.join(to)}  became  {', '.join(new)}") for to, new in facing.items()]
        return [Standing(kind, f"⊘ {', '.join(new)}  against  {', '.join(to)}") for to, new in facing.items()]

    def _camps(self, lines: Sequence[Line]) -> list[list[Line]]:
        """Lines that agree with each other, together."""
        camps: list[list[Line]] = []
        for line in lines:
            for camp in camps:
                friends = any(self._stand(line.accounts, member, "agree") for member in camp)
                if friends and not any(self._stand(line.accounts, member, "differ") for member in camp):
                    camp.append(line)
                    break
            else:
                camps.append([line])
        return camps

    def _stand(self, members: Iterable[Account], line: Line, kind: RelationKind) -> bool:
        return any(line.letter in self.reach[account.id].get(kind, ()) for account in members)


def lines_of(
    accounts: Sequence[Account], claims: Mapping[str, Claim], voices: Mapping[str, str], copies: Mapping[str, str]
) -> FieldLines:
    """The lines of one field. `claims` maps ids, `voices` account ids to the key of who says it (Voices.of), `copies`
    documents to their copy groups."""
    words = {account.id: _words(account, claims) for account in accounts}
    groups: list[list[Account]] = []
    for account in accounts:
        fellows = (group for group in groups if words[group[0].id] == words[account.id] and _joins(account, group))
        found = next(fellows, None)
        if found is None:
            groups.append([account])
        else:
            found.append(account)
    groups.sort(key=lambda group: all(_related(account, "part-of") for account in group))
    lines = tuple(
        Line(
            letter=letter_of(number),
            value=_value(group[0], claims),
            accounts=tuple(group),
            witnesses=_witnesses(group, voices),
            texts=len({copies.get(one, one) for account in group for one in account.documents}),
        )
        for number, group in enumerate(groups)
    )
    letters = {account.id: line.letter for line in lines for account in line.accounts}
    return FieldLines(lines, {account.id: _reach(account, letters) for account in accounts})


def _reach(account: Account, letters: Mapping[str, str]) -> dict[RelationKind, frozenset[str]]:
    return {kind: frozenset(letters[o] for o in _related(account, kind) if o in letters) for kind in GRAVITY}


def _words(account: Account, claims: Mapping[str, Claim]) -> tuple[str, bool, bool]:
    """What must be alike in one line: the value but for capitals, whether it is an accusation, whether it is denied."""
    denied = any(claims[one].polarity == "negative" for one in account.claims if one in claims)
    return _value(account, claims).casefold(), account.stance == Stance.ACCUSES, denied


def _value(account: Account, claims: Mapping[str, Claim]) -> str:
    modalities = {claims[one].modality for one in account.claims if one in claims}
    modality = modalities.pop() if len(modalities) == 1 else Modality.ACTUAL
    return value_words(account.field, account.value, account.stance, modality)


def _joins(account: Account, group: Sequence[Account]) -> bool:
    """Does it agree with one of them, and contradict none?"""
    members = {member.id for member in group}
    against = {other for relation in account.relations if relation.kind in RIVALS for other in relation.to}
    return bool(members & _related(account, "agree")) and not members & against


def _witnesses(group: Iterable[Account], voices: Mapping[str, str]) -> dict[str, int]:
    """By account how many voices it adds: of a voice with several accounts the first counts, by the most of them."""
    first: dict[str, str] = {}
    found: dict[str, int] = {}
    for account in group:
        one = first.setdefault(voices.get(account.id, account.id), account.id)
        found[account.id] = 0
        found[one] = max(found[one], account.independent)
    return found


def _related(account: Account, kind: RelationKind) -> set[str]:
    return {other for relation in account.relations if relation.kind == kind for other in relation.to}


# ---------------------------------------------------------------- words


def _named(kind: RelationKind, mine: Line, others: Sequence[Line]) -> str:
    """The other lines by letter, with their values where these are few."""
    letters = ", ".join(line.letter for line in others)
    values = list(dict.fromkeys(line.value for line in others))
    if kind == "revise":
        return f"{letters}: {', '.join(values)} → {mine.value}"
    if len(values) > NAMED:
        return letters
    return ", ".join(line.letter if kind == "agree" and line.value == mine.value else line.label for line in others)


def _side(lines: Sequence[Line]) -> str:
    """One side of a dispute: each value that is given on it, up to a few."""
    shown = ", ".join(line.label for line in lines[:NAMED])
    rest = [line.letter for line in lines[NAMED:]]
    return f"{shown} and {', '.join(rest)}" if rest else shown


def _largest_first(lines: Sequence[Line]) -> list[Line]:
    def figure(line: Line) -> int:
        value = line.accounts[0].value
        return value.low or value.high or 0

    return sorted(lines, key=lambda one: -figure(one)) if lines[0].accounts[0].field in COUNT_FIELDS else list(lines)


def letter_of(number: int) -> str:
    """A, B, ... Z, AA, AB, ..."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = ascii_uppercase[rest] + letters
    return letters


def counted(number: int, noun: str) -> str:
    """Such as "2 voices"."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")

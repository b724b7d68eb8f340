"""One number for a toll, by a rule with a name. It is worked out when it is asked for and never stored as a fact.

| rule | gives | by |
|---|---|---|
| ucdp | low, best, high | UCDP GED: the lowest and highest reliable figures; of equally reliable ones the lower |
| acled | best | ACLED: the most conservative figure; vague words have set values ("dozens" 12, "hundreds" 100) |
| latest | low, best, high | the newest figure that is no reprint and not by a party to the event, with its bounds |

Every number names the claims that it came from, and every account that was left out says why. How the two projects
describe their rules, and where ours is narrower, is in docs/codebook.md.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from rashomon.data import lexicon
from rashomon.extract.coreference.compatibility import name_words, names_match, normal_name
from rashomon.model import (
    COUNT_FIELDS,
    Account,
    Claim,
    ClaimantKind,
    Field,
    Modality,
    Stance,
    Value,
)

__all__ = ["Figure", "LeftOut", "Rule", "Summary", "summarize"]

BY_SIZE = frozenset({"part-by-group", "parts-sum"})  # parts only because they are smaller: weighed by `_totals`
ARMED = frozenset({"military", "rebel", "police"})
FAR, SEVERAL = 20, 3  # times the next lower figure; witnesses of the others
NOBODY = frozenset({ClaimantKind.AUTHOR, ClaimantKind.UNNAMED})


class Rule(StrEnum):
    """The rules that there are."""

    UCDP = "ucdp"
    ACLED = "acled"
    LATEST = "latest"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, the accounts and claims (ids) that give it, and the part of the rule that chose it."""

    number: int
    accounts: tuple[str, ...]
    claims: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An account (id) that the rule does not use, and why."""

    account: str
    claims: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What one rule makes of one field of one event. A number that the rule does not give is None."""

    event: str
    field: Field
    rule: Rule
    low: Figure | None
    best: Figure | None
    high: Figure | None
    left_out: tuple[LeftOut, ...]


def summarize(
    accounts: Sequence[Account], claims: Mapping[str, Claim], rule: Rule, only: Field | None = None
) -> tuple[Summary, ...]:
    """One summary for each count field of the accounts of one event, or for the field `only`.

    `accounts` are all accounts of the event (those that name actors tell who is a party to it); `claims` maps the
    ids of their claims. A field whose accounts are all left out gives a summary without numbers.
    """
    by_field: dict[Field, list[Account]] = defaultdict(list)
    for account in accounts:
        if account.field in COUNT_FIELDS and only in (None, account.field):
            by_field[account.field].append(account)
    parties = _parties(accounts)
    return tuple(_summary(found, claims, rule, parties) for field in Field if (found := by_field.get(field)))


def _summary(accounts: Sequence[Account], claims: Mapping[str, Claim], rule: Rule, parties: Sequence[str]) -> Summary:
    used, left_out = _usable(accounts, claims)
    low = best = high = None
    if used and rule is Rule.UCDP:
        low, best, high, more = _ucdp(used, claims)
    elif used and rule is Rule.ACLED:
        best, more = _acled(used, claims)
    elif used:
        low, best, high, more = _latest(used, claims, parties)
    else:
        more = []
    left = tuple(LeftOut(a.id, a.claims, reason) for a, reason in (*left_out, *more))
    first = accounts[0]
    return Summary(first.event, first.field, rule, low, best, high, left)


Reasons = list[tuple[Account, str]]


# ---------------------------------------------------------------- which accounts say how many there were


def _usable(accounts: Sequence[Account], claims: Mapping[str, Claim]) -> tuple[list[Account], Reasons]:
    """Accounts that state how many there were in all, as things stand; and the others with the reason."""
    stated, left = [], []
    for account in accounts:
        reason = _unstated(account, [claims[c] for c in account.claims if c in claims])
        if reason is None:
            stated.append(account)
        else:
            left.append((account, reason))
    replaced = {old for a in stated for r in a.relations if r.kind == "revise" for old in r.to}
    left += [(a, "replaced by a newer figure") for a in stated if a.id in replaced]
    current = [a for a in stated if a.id not in replaced]
    certain = [a for a in current if not _only_possible(a, claims)]
    if certain:
        left += [(a, "only possible") for a in current if a not in certain]
    return (certain or current), left


def _unstated(account: Account, claims: Sequence[Claim]) -> str | None:
    """Why an account gives no figure of its own, or None when it does."""
    if account.stance in (Stance.DENIES, Stance.DOUBTS) or any(c.polarity == "negative" for c in claims):
        return "denied or doubted"
    if claims and all(c.modality in (Modality.PLANNED, Modality.HYPOTHETICAL, Modality.NEGATED) for c in claims):
        return "planned or hypothetical"
    if account.value.low is None and account.value.high is None:
        return "no number"
    if any(c.part_of for c in claims) or any(r.kind == "part-of" and r.rule not in BY_SIZE for r in account.relations):
        return "a part of another figure"
    return None


def _only_possible(account: Account, claims: Mapping[str, Claim]) -> bool:
    told = [claims[c].modality for c in account.claims if c in claims]
    return bool(told) and all(modality == Modality.POSSIBLE for modality in told)


def _totals(accounts: Sequence[Account]) -> tuple[list[Account], Reasons]:
    """Counts of everybody; counts of a group only where nobody counts everybody or they contradict the total."""
    accounts, lone = _without_lone(accounts)
    totals = [a for a in accounts if not _group(a.value)]
    if not totals:
        return list(accounts), lone
    rivals = {a.id for a in accounts for r in a.relations if r.kind in ("differ", "agree") if _names_any(r.to, totals)}
    kept = [a for a in accounts if not _group(a.value) or a.id in rivals]
    return kept, lone + [(a, "counts only some of them") for a in accounts if a not in kept]


def _without_lone(accounts: Sequence[Account]) -> tuple[list[Account], Reasons]:
    """Without a figure of one witness that is many times all others while several agree without him: it counts
    something else, such as a whole war."""
    ordered = sorted(accounts, key=lambda a: _point(a.value))
    for place in range(1, len(ordered)):
        below, above = ordered[:place], ordered[place:]
        far = _point(above[0].value) > FAR * max(1, _point(below[-1].value))
        if far and _witnesses(above) == 1 and _witnesses(below) >= SEVERAL:
            return below, [(a, "far from all others, by one witness") for a in above]
    return list(accounts), []


def _witnesses(accounts: Iterable[Account]) -> int:
    """How many voices stand behind these figures: a named one counts once, however many figures he gives."""
    voices: dict[str, int] = {}
    for account in accounts:
        own = account.claimant.kind in NOBODY
        voice = account.id if own else normal_name(account.claimant.name)
        voices[voice] = max(voices.get(voice, 0), account.independent)
    return sum(voices.values())


def _names_any(ids: Sequence[str], accounts: Iterable[Account]) -> bool:
    return any(a.id in ids for a in accounts)


def _group(value: Value) -> frozenset[str]:
    words = value.group or (value.text if value.low == value.high == 1 else "")
    everybody = lexicon("link_cues")["everybody"]
    return frozenset(w for w in name_words(words) if w not in everybody and not w.isdigit()) if words else frozenset()


# ---------------------------------------------------------------- numbers of one value


def _lower(value: Value) -> int | None:
    return value.low


def _upper(value: Value) -> int:
    """The highest number that the words print: "at least 22" prints no more than 22."""
    return value.high if value.high is not None else value.low or 0


def _point(value: Value) -> int:
    """The number to take where one is needed: the lower bound, or the upper where only that is given."""
    return value.low if value.low is not None else value.high or 0


def _is_vague(value: Value) -> bool:
    """ "Dozens", "several": a word in place of a number."""
    return bool(value.approximate) and value.high is None and not re.search(r"\d", value.text)


@cache
def _vague_words() -> tuple[tuple[re.Pattern[str], int], ...]:
    table: dict[str, int] = lexicon("summaries")["acled"]
    return tuple((re.compile(rf"\b{re.escape(words)}\b", re.IGNORECASE), number) for words, number in table.items())


def _conservative(value: Value) -> int:
    """The number of ACLED's manner: set values for vague words, else the lower bound."""
    if _is_vague(value):
        return next((number for words, number in _vague_words() if words.search(value.text)), _point(value))
    return _point(value)


# ---------------------------------------------------------------- UCDP


def _ucdp(
    used: Sequence[Account], claims: Mapping[str, Claim]
) -> tuple[Figure | None, Figure | None, Figure | None, Reasons]:
    accounts, left = _totals(used)
    if all(_group(a.value) for a in accounts):
        return (*_by_sides(accounts), left)
    firm = [a for a in accounts if not _is_vague(a.value)] or accounts
    bounded = [a for a in accounts if _lower(a.value) is not None]
    least = min((_lower(a.value) or 0 for a in bounded), default=None)
    most = max(_upper(a.value) for a in accounts)
    best = _best(firm)
    low = None if least is None else _figure(least, [a for a in bounded if a.value.low == least], "lowest")
    high = _figure(max(most, best.number), [a for a in accounts if _upper(a.value) == most], "highest")
    return low, best, high, left


def _best(accounts: Sequence[Account]) -> Figure:
    """The figure of the most witnesses; of equals the latest; of equals the lower, as is UCDP's rule."""
    ranked: dict[int, list[Account]] = defaultdict(list)
    for account in accounts:
        ranked[_point(account.value)].append(account)
    exact = {n: found for n, found in ranked.items() if any(a.value.low is not None for a in found)} or ranked

    def rank(number: int) -> tuple[int, str, int]:
        found = exact[number]
        return (_witnesses(found), max(a.since or "" for a in found), -number)

    ordered = sorted(exact, key=rank, reverse=True)
    chosen = ordered[0]
    if len(ordered) == 1:
        reason = "the only figure"
    elif rank(chosen)[0] > rank(ordered[1])[0]:
        reason = "most witnesses"
    else:
        reason = "latest of equals" if rank(chosen)[1] > rank(ordered[1])[1] else "lower of equals"
    return _figure(chosen, exact[chosen], reason)


def _by_sides(accounts: Sequence[Account]) -> tuple[Figure | None, Figure | None, Figure | None]:
    """Where only groups are counted: the largest group of each side, added up. Dead soldiers, dead rebels and dead
    villagers are different people; children and women may be the same count told twice."""
    sides: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        sides[_side(account.value)].append(account)
    largest = {side: max(_point(a.value) for a in found) for side, found in sides.items()}
    chosen = [a for side, found in sorted(sides.items()) for a in found if _point(a.value) == largest[side]]
    reason = "the only figure" if len(accounts) == 1 else "largest group" if len(sides) == 1 else "sum of the sides"
    most = max(largest.values())
    low = _figure(most, [a for a in chosen if _point(a.value) == most], "largest group")
    high = sum(max(_upper(a.value) for a in found) for found in sides.values())
    return low, _figure(sum(largest.values()), chosen, reason), _figure(high, chosen, reason)


def _side(value: Value) -> str:
    """Which side a counted group is of: attackers, an armed force by its kind, or everybody else."""
    words = _group(value)
    if words & set(lexicon("link_cues")["attackers"]):
        return "rebel"
    nouns = lexicon("actors")["nouns"]
    return next((kind for kind in sorted(ARMED) if words & set(nouns[kind])), "other")


def _figure(number: int, accounts: Sequence[Account], reason: str) -> Figure:
    claims = dict.fromkeys(c for a in accounts for c in a.claims)
    return Figure(number, tuple(a.id for a in accounts), tuple(claims), reason)


# ---------------------------------------------------------------- ACLED


def _acled(used: Sequence[Account], claims: Mapping[str, Claim]) -> tuple[Figure | None, Reasons]:
    accounts, left = _totals(used)
    if all(_group(a.value) for a in accounts):
        return _by_sides(accounts)[1], left
    bounded = [a for a in accounts if _lower(a.value) is not None]
    left += [(a, "only an upper bound") for a in accounts if bounded and a not in bounded]
    number = min(_conservative(a.value) for a in bounded or accounts)
    chosen = [a for a in bounded or accounts if _conservative(a.value) == number]
    vague = all(_is_vague(a.value) for a in chosen)
    return _figure(number, chosen, "set value of a vague word" if vague else "most conservative"), left


# ---------------------------------------------------------------- the latest independent figure


def _parties(accounts: Sequence[Account]) -> list[str]:
    """Names of those who did it, by anybody's account."""
    return [
        a.value.name or a.value.text
        for a in accounts
        if a.field == Field.ACTOR and a.stance in (Stance.ASSERTS, Stance.ACCUSES, Stance.ADMITS)
    ]


def _latest(
    used: Sequence[Account], claims: Mapping[str, Claim], parties: Sequence[str]
) -> tuple[Figure | None, Figure | None, Figure | None, Reasons]:
    accounts, left = _totals(used)
    outside = [a for a in accounts if not _is_party(a, parties)]
    if outside:
        left += [(a, "by a party to it") for a in accounts if a not in outside]
    candidates = outside or accounts
    if all(_group(a.value) for a in candidates):
        return (*_by_sides(candidates), left)
    day = max(a.since or "" for a in candidates)
    newest = [a for a in candidates if (a.since or "") == day]
    best = _best([a for a in newest if not _is_vague(a.value)] or newest)
    reason = f"latest, of {day}" if day else f"no date is known; {best.reason}"
    given = [a for a in newest if a.id in best.accounts]
    lows = [a for a in given if a.value.low is not None]
    return (
        _figure(min(a.value.low or 0 for a in lows), lows, "its lower bound") if lows else None,
        _figure(best.number, given, reason),
        _figure(max(_upper(a.value) for a in given), given, "its upper bound"),
        left,
    )


def _is_party(account: Account, parties: Sequence[str]) -> bool:
    if account.claimant.kind in NOBODY:
        return False
    return any(names_match(account.claimant.name, name) for name in parties)

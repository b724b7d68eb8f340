"""Whose voice is it? Claimants of different documents that are one, and voices that copies repeat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rashomon.extract.coreference.compatibility import name_words, names_match, normal_name
from rashomon.model import Claim, Claimant, ClaimantKind

__all__ = ["Voices"]

# A name of one word is another's surname only between people; a body's short name may be many bodies'.
PEOPLE = frozenset({ClaimantKind.PERSON, ClaimantKind.OFFICIAL})
BODIES = frozenset({ClaimantKind.ORGANISATION, ClaimantKind.OFFICIAL, ClaimantKind.STATE, ClaimantKind.MEDIA})


class Voices:
    """The claimants of one event's claims, and which of them are one voice.

    The writer of a document, and nobody in particular, speak for their own text alone: they are one voice only
    within a copy group. Named claimants are one voice when their names match and only one longer name fits.
    """

    def __init__(self, claims: Iterable[Claim], copies: Mapping[str, str]) -> None:
        self._copies = copies
        named = {c for claim in claims for c in (claim.claimant, *claim.via) if not _of_one_text(c)}
        self._key = _name_keys(named)

    def key(self, claimant: Claimant, document: str) -> str:
        """A stable key: equal for two claims exactly when one voice makes both."""
        if _of_one_text(claimant):
            return f"{claimant.kind.value}:{self._copies.get(document, document)}"
        return self._key[claimant]


def _of_one_text(claimant: Claimant) -> bool:
    return claimant.kind in (ClaimantKind.AUTHOR, ClaimantKind.UNNAMED)


def _name_keys(named: set[Claimant]) -> dict[Claimant, str]:
    """Every claimant's key: its own name, or the one longer name that it shortens."""
    by_name: dict[str, list[Claimant]] = defaultdict(list)
    for claimant in sorted(named, key=lambda c: (c.name, c.kind.value)):
        by_name[normal_name(claimant.name)].append(claimant)
    longer: dict[str, str] = {}
    names = sorted(by_name)
    for name in names:
        fits = [other for other in names if other != name and _shortens(by_name[name][0], by_name[other][0])]
        heads = [f for f in fits if not any(f != g and _shortens(by_name[f][0], by_name[g][0]) for g in fits)]
        if len(heads) == 1:
            longer[name] = heads[0]
    keys = {}
    for name, claimants in by_name.items():
        keys.update(dict.fromkeys(claimants, "name:" + longer.get(name, name)))
    return keys


def _shortens(short: Claimant, long: Claimant) -> bool:
    """True when `short` is a shorter way to write `long`: a surname, initials, a body without its country."""
    a, b = name_words(short.name), name_words(long.name)
    if len(a) >= len(b) or not names_match(short.name, long.name):
        return False
    if len(a) > 1:
        return True
    both = {short.kind, long.kind}
    if not set(a) <= set(b):
        return True  # initials, or an alias
    return both <= PEOPLE or both <= BODIES

"""Whose voice is it? Claimants of different documents that are one, and voices that copies repeat."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from rashomon.extract.coreference.compatibility import name_words, names_match, normal_name, only_members
from rashomon.link.sentences import sentence_around
from rashomon.model import Claim, Claimant, ClaimantKind, Document

__all__ = ["Voices", "full_names"]

# A name of one word is another's surname only between people; a body's short name may be many bodies'. The kinds
# are those of claimants and of actors.
PEOPLE = frozenset({"person", "official"})
BODIES = frozenset({"organisation", "official", "state", "media", "government", "rebel", "party", "military", "police"})
LIFTED = 8  # words of a sentence from which two texts that share it did not write it independently
WORD = re.compile(r"\w+", re.UNICODE)


class Voices:
    """The claimants of one event's claims, and which of them are one voice.

    The writer of a document, and nobody in particular, speak for their own text alone: they are one voice only
    within a copy group. A sentence that stands word for word in another text is one writer's, the earlier's. A news
    outlet that a text names is the writer of that outlet's own text, where the event has one such text. Named
    claimants are one voice when their names match and only one longer name fits.

    `documents` maps Document.id; without it, sentences and outlets are not compared.
    """

    def __init__(
        self, claims: Iterable[Claim], copies: Mapping[str, str], documents: Mapping[str, Document] | None = None
    ) -> None:
        told = list(claims)
        self._copies = copies
        self._documents = documents or {}
        self._writer = self._writers(told)
        named = {c for claim in told for c in (claim.claimant, *claim.via) if not _of_one_text(c)}
        self._key = _claimant_keys(named)
        self._key.update(self._outlets(named, told))

    def of(self, claim: Claim) -> str:
        """The key of the voice that makes the claim: equal for two claims exactly when one voice makes both."""
        if _of_one_text(claim.claimant):
            return f"{claim.claimant.kind.value}:{self._writer.get(claim.id, self._group(claim.document))}"
        return self._key[claim.claimant]

    def key(self, claimant: Claimant, document: str) -> str:
        """The key of any claimant of these claims, such as one through whom a claim came."""
        if _of_one_text(claimant):
            return f"{claimant.kind.value}:{self._group(document)}"
        return self._key[claimant]

    def _group(self, document: str) -> str:
        return self._copies.get(document, document)

    def _writers(self, claims: Iterable[Claim]) -> dict[str, str]:
        """Claim id -> the copy group whose writer wrote its sentence, where another group has the same sentence."""
        seen: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for claim in claims:
            document = self._documents.get(claim.document)
            if document is None or not _of_one_text(claim.claimant) or not claim.evidence:
                continue
            sentence = sentence_around(document.text, claim.evidence[0].start, claim.evidence[0].end)
            words = WORD.findall(sentence.lower())
            if len(words) >= LIFTED:
                key = (document.published or "9999", self._group(claim.document), claim.id)
                seen[" ".join((claim.claimant.kind.value, *words))].append(key)
        return {claim: min(found)[1] for found in seen.values() for _, _, claim in found}

    def _outlets(self, named: Iterable[Claimant], claims: Iterable[Claim]) -> dict[Claimant, str]:
        """The key of the writer of an outlet's own text, for news outlets that other texts name."""
        own: dict[str, set[str]] = defaultdict(set)
        for claim in claims:
            document = self._documents.get(claim.document)
            if document is not None and document.publisher and claim.claimant.kind == ClaimantKind.AUTHOR:
                own[document.publisher].add(self._writer.get(claim.id, self._group(claim.document)))
        keys = {}
        for claimant in named:
            if claimant.kind != ClaimantKind.MEDIA:
                continue
            groups = {g for publisher, found in own.items() if names_match(publisher, claimant.name) for g in found}
            if len(groups) == 1:
                keys[claimant] = f"{ClaimantKind.AUTHOR.value}:{min(groups)}"
        return keys


def full_names(kinds: Mapping[str, str | None]) -> dict[str, str]:
    """Name -> a key that all names of one bearer share. `kinds` gives each name's kind, of claimants or of actors.

    A name joins the one longer name that it shortens (a surname, initials, a body without its country); a name that
    several longer ones fit, which are not names of one bearer themselves, is nobody's but its own. Where all the longer
    ones only add what a body's people are ("insurgents", "fighters"), they are names of the body.
    """
    by_name: dict[str, str | None] = {}
    spelled: dict[str, str] = {}
    for name in sorted(kinds):
        key = normal_name(name)
        spelled.setdefault(key, name)
        by_name[key] = by_name.get(key) or kinds[name]

    def shortens(short: str, long: str) -> bool:
        return _shortens(spelled[short], by_name[short], spelled[long], by_name[long])

    longer: dict[str, str] = {}
    people: dict[str, str] = {}
    for key in sorted(by_name):
        fits = [o for o in by_name if o != key and shortens(key, o)]
        heads = [f for f in fits if not any(f != g and shortens(f, g) for g in fits)]
        members = [o for o in by_name if o != key and only_members(spelled[key], spelled[o])]
        if by_name[key] in BODIES and members and set(fits) <= set(members):
            people.update(dict.fromkeys(members, key))
        elif len(heads) == 1:
            longer[key] = heads[0]

    def fullest(key: str) -> str:
        if key in people:
            return people[key]
        return fullest(longer[key]) if key in longer else key  # each step has more words, so it ends

    return {name: fullest(normal_name(name)) for name in kinds}


def _of_one_text(claimant: Claimant) -> bool:
    return claimant.kind in (ClaimantKind.AUTHOR, ClaimantKind.UNNAMED)


def _claimant_keys(named: set[Claimant]) -> dict[Claimant, str]:
    kinds: dict[str, str | None] = {}
    for claimant in sorted(named, key=lambda c: (c.name, c.kind.value)):
        kinds.setdefault(claimant.name, claimant.kind.value)
    joined = full_names(kinds)
    return {claimant: "name:" + joined[claimant.name] for claimant in named}


def _shortens(short: str, kind: str | None, long: str, other: str | None) -> bool:
    """True when `short` is a shorter way to write `long`: a surname, initials, a body without its country."""
    a, b = name_words(short), name_words(long)
    if len(a) >= len(b) or not names_match(short, long):
        return False
    if len(a) > 1 or not set(a) <= set(b):  # initials, or an alias
        return True
    both = {kind, other}
    return both <= PEOPLE or both <= BODIES

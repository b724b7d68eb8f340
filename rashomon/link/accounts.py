"""The accounts of an event: who says what, in how many independent texts, and who contradicts whom."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rashomon.data import lexicon
from rashomon.extract.coreference.compatibility import name_words, names_match, normal_name
from rashomon.extract.identity import stable_id
from rashomon.link.claimants import Voices
from rashomon.link.relations import Answer, Version, relate
from rashomon.model import (
    COUNT_FIELDS,
    Account,
    Claim,
    Document,
    Event,
    Field,
    Relation,
    RelationKind,
    Stance,
    TimeRange,
    Value,
)

__all__ = ["Disagreement", "accounts_of", "disagreements"]

CONTRADICTIONS: tuple[RelationKind, ...] = ("differ", "deny", "revise")
FIELD_ORDER = {field: number for number, field in enumerate(Field)}
# A sentence ends at a full stop, question or exclamation mark before a space, or at a blank line.
SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s|\n\s*\n")
LONGEST_SENTENCE = 600  # code points looked at on either side


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Claims of one field that contradict each other; `relation` is "differ", "deny" or "revise"."""

    field: Field
    claims: tuple[str, ...]
    relation: RelationKind


def accounts_of(
    event: Event,
    claims: Iterable[Claim],
    documents: Mapping[str, Document],
    copies: Mapping[str, str],
) -> tuple[Account, ...]:
    """One account per field, voice, stance, value and chain of voices, with their relations to each other.

    `claims` may hold those of other events: only claims whose event mention is the event's are read. `documents` maps
    Document.id, `copies` Document.id to its copy group (a document that is not in it is its own group).
    Accounts are sorted by field, then by date and place of the first claim; relations by kind, then target.
    """
    mine = set(event.mentions)
    told = sorted((c for c in claims if c.event_mention in mine), key=lambda c: _order(c, documents))
    voices = Voices(told, copies)
    groups: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in told:
        groups[_identity(claim, voices, copies)].append(claim)
    accounts, versions = [], []
    for key, members in groups.items():
        accounts.append(_account(event, key, members, documents, copies))
        versions.append(replace(_version(members, voices, documents), response=_responds(members[0], told)))
    related = _relate_all(accounts, versions)
    return tuple(sorted(related, key=lambda a: FIELD_ORDER[a.field]))


def disagreements(accounts: Sequence[Account]) -> tuple[Disagreement, ...]:
    """What the accounts contradict each other in: per field and relation, claims connected by it."""
    by_id = {a.id: a for a in accounts}
    found = []
    for field in sorted({a.field for a in accounts}, key=FIELD_ORDER.__getitem__):
        for kind in CONTRADICTIONS:
            edges = [
                (a.id, target)
                for a in accounts
                if a.field == field
                for relation in a.relations
                if relation.kind == kind
                for target in relation.to
                if target in by_id
            ]
            for group in _connected(edges):
                claims = [c for a in accounts if a.id in group for c in a.claims]
                found.append(Disagreement(field, tuple(claims), kind))
    return tuple(found)


def _connected(edges: Sequence[tuple[str, str]]) -> list[set[str]]:
    group_of: dict[str, set[str]] = {}
    for one, other in edges:
        merged = group_of.get(one, {one}) | group_of.get(other, {other})
        for member in merged:
            group_of[member] = merged
    unique = {min(group): group for group in group_of.values()}
    return [unique[first] for first in sorted(unique)]


# ---------------------------------------------------------------- grouping claims


def _identity(claim: Claim, voices: Voices, copies: Mapping[str, str]) -> tuple[str, ...]:
    """What makes two claims one account. A part of a total is never one with the total's own figure."""
    via = ">".join(voices.key(v, claim.document) for v in claim.via)
    group = copies.get(claim.document, claim.document)
    return (
        claim.field.value,
        voices.key(claim.claimant, claim.document),
        via,
        claim.stance.value,
        claim.polarity,
        "unreal" if claim.modality.value in ("hypothetical", "planned", "negated") else "real",
        _value_key(claim.field, claim.value),
        f"part:{group}" if claim.part_of else "",
    )


def _value_key(field: Field, value: Value) -> str:
    if field in COUNT_FIELDS:
        return f"{value.low}:{value.high}:{value.approximate}:{normal_name(value.group) if value.group else ''}"
    if field in (Field.ACTOR, Field.RECIPIENT):
        return normal_name(value.name or value.text)
    if value.place is not None:
        return value.place.gazetteer_id or normal_name(value.place.name)
    if value.time is not None:
        return _time_key(value.time)
    return normal_name(value.text)


def _time_key(time: TimeRange) -> str:
    if time.earliest or time.latest:
        return f"{time.earliest}:{time.latest}"
    return f"{time.month}:{time.day}" if time.month else normal_name(time.text)


def _account(
    event: Event,
    key: tuple[str, ...],
    members: Sequence[Claim],
    documents: Mapping[str, Document],
    copies: Mapping[str, str],
) -> Account:
    first = max(members, key=lambda c: (len(c.claimant.name), -members.index(c)))
    named = [documents[c.document] for c in members if c.document in documents]
    return Account(
        id=stable_id("account", event.id, *key),
        event=event.id,
        field=members[0].field,
        claimant=first.claimant,
        via=members[0].via,
        stance=members[0].stance,
        value=members[0].value,
        claims=tuple(dict.fromkeys(c.id for c in members)),
        publishers=tuple(sorted({d.publisher or d.name for d in named})),
        documents=tuple(sorted({c.document for c in members})),
        independent=len({copies.get(c.document, c.document) for c in members}),
    )


# ---------------------------------------------------------------- relations


def _version(members: Sequence[Claim], voices: Voices, documents: Mapping[str, Document]) -> Version:
    claim = members[0]
    document = documents.get(claim.document)
    start = claim.evidence[0].start if claim.evidence else 0
    end = claim.evidence[0].end if claim.evidence else 0
    return Version(
        claim=claim,
        voice=voices.key(claim.claimant, claim.document),
        document=claim.document,
        offset=start,
        sentence=_sentence(document.text, start, end) if document else "",
        when=_when(claim, document),
        ids=frozenset(c.id for c in members),
        parts=frozenset(c.part_of for c in members if c.part_of),
    )


def _responds(claim: Claim, told: Sequence[Claim]) -> bool:
    """Did the actor act against those who did it? True of a plain statement whose victims are themselves actors of
    the event or attackers by name ("police shot the gunman"), and of police and soldiers without any victim whom
    nobody accuses, where somebody else claims the deed or is accused of it."""
    if claim.field != Field.ACTOR or claim.stance != Stance.ASSERTS:
        return False
    doers = [c for c in told if c.field == Field.ACTOR]
    others = [c for c in doers if not names_match(_name(c), _name(claim))]
    suffered = [c for c in told if c.field == Field.RECIPIENT and c.event_mention == claim.event_mention]
    if suffered:
        return all(
            not _attackers().isdisjoint(name_words(_name(c))) or any(names_match(_name(c), _name(o)) for o in others)
            for c in suffered
        )
    blamed = {_name(c) for c in doers if c.stance in (Stance.ADMITS, Stance.ACCUSES)}
    return bool(blamed) and blamed <= {_name(c) for c in others} and claim.value.kind in ("police", "military")


def _name(claim: Claim) -> str:
    return claim.value.name or claim.value.text


@cache
def _attackers() -> frozenset[str]:
    return frozenset(lexicon("link_cues")["attackers"])


def _when(claim: Claim, document: Document | None) -> str | None:
    if claim.as_of is not None and (claim.as_of.latest or claim.as_of.earliest):
        return claim.as_of.latest or claim.as_of.earliest
    return document.published if document is not None else None


def _order(claim: Claim, documents: Mapping[str, Document]) -> tuple[str, str, int, str]:
    start = claim.evidence[0].start if claim.evidence else 0
    return (_when(claim, documents.get(claim.document)) or "9999", claim.document, start, claim.id)


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a span, by its punctuation: enough to find the words that tell old figures from new."""
    before = text[max(0, start - LONGEST_SENTENCE) : start]
    cut = [m.end() for m in SENTENCE_END.finditer(before)]
    after = SENTENCE_END.search(text, end, end + LONGEST_SENTENCE)
    stop = after.end() if after else min(len(text), end + LONGEST_SENTENCE)
    return text[start - len(before) + (cut[-1] if cut else 0) : stop].strip()


def _relate_all(accounts: list[Account], versions: list[Version]) -> list[Account]:
    by_field: dict[Field, list[int]] = defaultdict(list)
    for index, account in enumerate(accounts):
        by_field[account.field].append(index)
    found = list(accounts)
    sums = _sums(versions)
    for members in by_field.values():
        for i in members:
            rules: dict[tuple[RelationKind, str], list[str]] = defaultdict(list)
            for j in members:
                answer = relate(versions[i], versions[j]) if i != j else None
                if answer == ("differ", "no-overlap"):
                    answer = _summed(versions[i], versions[j], sums)
                if answer is not None:
                    rules[answer].append(accounts[j].id)
            relations = tuple(Relation(kind, tuple(rules[kind, rule]), rule) for kind, rule in sorted(rules))
            found[i] = replace(accounts[i], relations=relations)
    return found


def _sums(versions: Sequence[Version]) -> dict[tuple[str, str, Field], frozenset[int]]:
    """Per document, voice and field its exact figures."""
    figures: dict[tuple[str, str, Field], set[int]] = defaultdict(set)
    for version in versions:
        value = version.claim.value
        if version.claim.field in COUNT_FIELDS and value.low is not None and value.low == value.high:
            figures[version.document, version.voice, version.claim.field].add(value.low)
    return {key: frozenset(found) for key, found in figures.items()}


def _summed(one: Version, other: Version, sums: Mapping[tuple[str, str, Field], frozenset[int]]) -> Answer | None:
    """ "Eight died at once, another one in hospital" does not contradict nine: with its fellow it adds up."""
    for part, whole in ((one, other), (other, one)):
        mine, theirs = part.claim.value, whole.claim.value
        fellows = sums.get((part.document, part.voice, part.claim.field), frozenset())
        exact = mine.low == mine.high and theirs.low == theirs.high and mine.low is not None and theirs.low is not None
        rest = (theirs.low or 0) - (mine.low or 0)
        if exact and rest > 0 and rest != mine.low and rest in fellows:
            return ("part-of", "parts-sum") if part is one else None
    return ("differ", "no-overlap")

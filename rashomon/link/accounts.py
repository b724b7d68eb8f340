"""The accounts of an event: who says what, in how many independent texts, and who contradicts whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rashomon.data import lexicon
from rashomon.extract.coreference.compatibility import name_words, names_match, normal_name
from rashomon.extract.identity import stable_id
from rashomon.link.claimants import Voices
from rashomon.link.dating import said_on
from rashomon.link.figures import Answer
from rashomon.link.relations import relate
from rashomon.link.sentences import sentence_bounds
from rashomon.link.versions import Version
from rashomon.link.weapons import are_rivals, told_together
from rashomon.model import (
    COUNT_FIELDS,
    Account,
    Claim,
    Claimant,
    ClaimantKind,
    Document,
    Event,
    Field,
    Relation,
    RelationKind,
    Stance,
    TimeRange,
    Value,
)

__all__ = ["Disagreement", "accounts_of", "acted_against", "disagreements"]

CONTRADICTIONS: tuple[RelationKind, ...] = ("differ", "deny", "revise")
FIELD_ORDER = {field: number for number, field in enumerate(Field)}
# Claimants that are one witness however often they are quoted. "Residents" of two texts may be other people.
ONE_WITNESS = frozenset(set(ClaimantKind) - {ClaimantKind.GROUP, ClaimantKind.AUTHOR, ClaimantKind.UNNAMED})


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
    """One account per field, voice, stance and value, with their relations to each other.

    `claims` may hold those of other events: only claims whose event mention is the event's are read. `documents` maps
    Document.id, `copies` Document.id to its copy group (a document that is not in it is its own group).
    Accounts are sorted by field, then by date and place of the first claim; relations by kind, then target.
    """
    mine = set(event.mentions)
    told = sorted((c for c in claims if c.event_mention in mine), key=lambda c: _order(c, documents))
    voices = Voices(told, copies, documents)
    groups: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in told:
        groups[_identity(claim, voices, copies)].append(claim)
    responses, doers = acted_against(told), _doers(told)
    accounts, versions = [], []
    for key, members in groups.items():
        accounts.append(_account(event, key, members, documents, copies))
        version = _version(members, voices, documents)
        response = any(c.id in responses for c in members)
        versions.append(replace(version, response=response, party=_is_one_of(members[0].claimant, doers)))
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
    group = copies.get(claim.document, claim.document)
    return (
        claim.field.value,
        voices.of(claim),
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
    said = min((said_on(c, documents.get(c.document)) for c in members), key=lambda said: said.date or "9999")
    told = [documents[c.document] for c in members if c.document in documents]
    claimant = _called(members)
    return Account(
        id=stable_id("account", event.id, *key),
        event=event.id,
        field=members[0].field,
        claimant=claimant,
        via=_carriers(members, documents),
        stance=members[0].stance,
        value=members[0].value,
        claims=tuple(dict.fromkeys(c.id for c in members)),
        publishers=tuple(sorted({d.publisher or d.name for d in told})),
        documents=tuple(sorted({c.document for c in members})),
        independent=_witnesses(claimant, key[1], members, copies),
        since=said.date,
        since_by=said.by,
    )


def _called(members: Sequence[Claim]) -> Claimant:
    """The claimant by the longest of the names that the claims give; a name goes before "the writer"."""
    named = [c.claimant for c in members if c.claimant.kind not in (ClaimantKind.AUTHOR, ClaimantKind.UNNAMED)]
    return max(named or [members[0].claimant], key=lambda claimant: len(claimant.name))


def _carriers(members: Sequence[Claim], documents: Mapping[str, Document]) -> tuple[Claimant, ...]:
    """Through whom it came: the voices that the texts name in between, and, where the account has the claimant's own
    text beside them, the outlets that quote him."""
    found = dict.fromkeys(v for c in members for v in c.via)
    if len({c.claimant.kind == ClaimantKind.AUTHOR for c in members}) > 1:
        for claim in members:
            document = documents.get(claim.document)
            if claim.claimant.kind != ClaimantKind.AUTHOR and document is not None and document.publisher:
                found.setdefault(Claimant(document.publisher, ClaimantKind.MEDIA))
    return tuple(found)


def _witnesses(claimant: Claimant, voice: str, members: Sequence[Claim], copies: Mapping[str, str]) -> int:
    """How many independent witnesses: a named claimant is one, a writer one for all copies of his text."""
    if claimant.kind in ONE_WITNESS or not voice.startswith("name:"):
        return 1
    return len({copies.get(c.document, c.document) for c in members})


# ---------------------------------------------------------------- relations


def _version(members: Sequence[Claim], voices: Voices, documents: Mapping[str, Document]) -> Version:
    claim = members[0]
    document = documents.get(claim.document)
    start, end = _value_place(claim)
    first, last = sentence_bounds(document.text, start, end) if document else (start, start)
    days = [day for c in members if (day := said_on(c, documents.get(c.document)).date)]
    return Version(
        claim=claim,
        voice=voices.of(claim),
        document=claim.document,
        offset=start,
        sentence=document.text[first:last].rstrip() if document else "",
        when=said_on(claim, document).date,
        ids=frozenset(c.id for c in members),
        parts=frozenset(c.part_of for c in members if c.part_of),
        at=start - first,
        until=end - first,
        last=max(days, default=None),
    )


def _value_place(claim: Claim) -> tuple[int, int]:
    """Where the words of the value stand: within the evidence, or the whole of it."""
    if not claim.evidence:
        return 0, 0
    for one in claim.evidence:
        found = one.quote.find(claim.value.text)
        if found >= 0 and claim.value.text:
            return one.start + found, one.start + found + len(claim.value.text)
    return claim.evidence[0].start, claim.evidence[0].end


def acted_against(told: Sequence[Claim]) -> frozenset[str]:
    """The ids of claims about actors who acted against those who did it, rather than having done it."""
    return frozenset(c.id for c in told if _responds(c, told))


def _doers(told: Sequence[Claim]) -> list[str]:
    """Names of those who did it, by anybody's account."""
    blamed = (Stance.ASSERTS, Stance.ACCUSES, Stance.ADMITS)
    return sorted({_name(c) for c in told if c.field == Field.ACTOR and c.stance in blamed})


def _is_one_of(claimant: Claimant, doers: Sequence[str]) -> bool:
    if claimant.kind in (ClaimantKind.AUTHOR, ClaimantKind.UNNAMED):
        return False
    return any(names_match(claimant.name, doer) for doer in doers)


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


def _order(claim: Claim, documents: Mapping[str, Document]) -> tuple[str, str, int, str]:
    start = claim.evidence[0].start if claim.evidence else 0
    return (said_on(claim, documents.get(claim.document)).date or "9999", claim.document, start, claim.id)


def _relate_all(accounts: list[Account], versions: list[Version]) -> list[Account]:
    by_field: dict[Field, list[int]] = defaultdict(list)
    for index, account in enumerate(accounts):
        by_field[account.field].append(index)
    found = list(accounts)
    sums = _sums(versions)
    for field, members in by_field.items():
        answers = {(i, j): relate(versions[i], versions[j]) for i in members for j in members if i != j}
        seconded = _seconded(answers, versions)
        together = told_together([versions[i] for i in members]) if field == Field.WEAPON else frozenset()
        for i in members:
            rules: dict[tuple[RelationKind, str], list[str]] = defaultdict(list)
            for j in members:
                answer = answers.get((i, j))
                if answer == ("differ", "no-overlap"):
                    answer = _summed(versions[i], versions[j], sums)
                elif answer == ("revise", "later-report") and _gives_both(i, j, members, versions):
                    answer = None
                elif answer is not None and answer[0] == "differ" and field not in COUNT_FIELDS:
                    both = _text(versions[i]) in seconded[j] or _text(versions[j]) in seconded[i]
                    rivals = field != Field.WEAPON or are_rivals(versions[i], versions[j], together)
                    answer = answer if rivals and not both else None
                if answer is not None:
                    rules[answer].append(accounts[j].id)
            relations = tuple(Relation(kind, tuple(rules[kind, rule]), rule) for kind, rule in sorted(rules))
            found[i] = replace(accounts[i], relations=relations)
    return found


def _text(version: Version) -> tuple[str, str]:
    """Whose words they are: a voice in one text."""
    return version.voice, version.document


def _seconded(
    answers: Mapping[tuple[int, int], Answer | None], versions: Sequence[Version]
) -> dict[int, set[tuple[str, str]]]:
    """By account the voices, each in one text, that say the same. Whoever names two actors, places or weapons does not
    contradict somebody who names one of them."""
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for (one, other), answer in answers.items():
        if answer is not None and answer[0] == "agree":
            found[other].add(_text(versions[one]))
    return found


def _gives_both(newer: int, older: int, members: Sequence[int], versions: Sequence[Version]) -> bool:
    """Whoever gives the older figure too, in the same text, does not replace it: the higher one is of another thing."""
    mine, value = versions[newer], versions[older].claim.value
    fellows = [versions[k] for k in members if k != newer]
    return any(
        (f.claim.value.low, f.claim.value.high) == (value.low, value.high)
        for f in fellows
        if (f.document, f.voice) == (mine.document, mine.voice)
    )


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

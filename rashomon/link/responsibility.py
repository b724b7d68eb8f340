"""Who did it, according to whom: the matrix of competing hypotheses, from the words of the texts alone.

Rows are the candidates, columns the claimants. A cell holds what the claimant does with the candidate (admits,
accuses, states, doubts, denies) and the words in which he does. Names that can be one bearer share a row: every name
that shortens exactly one longer name of the event joins it. A name that several longer ones fit keeps its own row, and
so do those whom nobody names ("gunmen"). Nothing is weighed and no winner is declared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from rashomon.extract.coreference.compatibility import is_specific, names_match, normal_name, only_members
from rashomon.link.accounts import acted_against
from rashomon.link.claimants import Voices, full_names
from rashomon.model import Account, Claim, Claimant, ClaimantKind, Document, Event, Evidence, Field, Modality, Stance

__all__ = ["Candidate", "Cell", "Column", "Matrix", "responsibility_of"]

# What stands first where one claimant says several things of one candidate.
UNREAL = frozenset({Modality.PLANNED, Modality.HYPOTHETICAL})
STANCES = (Stance.ADMITS, Stance.ACCUSES, Stance.ASSERTS, Stance.DOUBTS, Stance.DENIES)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who is said to have done it. `names` are all the ways in which the texts call him, a body before its
    fighters, then the fullest first; `named` is False for "gunmen" and the like."""

    key: str
    name: str
    names: tuple[str, ...]
    kind: str | None
    named: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A claimant; `publisher` (or the file's name) tells the writers of different texts apart, None for all others."""

    key: str
    claimant: Claimant
    publisher: str | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What one claimant does with one candidate. `possible` says that all of it is only said to be possible.
    `evidence` holds (claim id, document id, words)."""

    candidate: str
    column: str
    stance: Stance
    possible: bool
    claims: tuple[str, ...]
    evidence: tuple[tuple[str, str, Evidence], ...]
    self_report: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """`candidates` by how many claimants speak of them, the most first; `columns` in the order of the texts; `cells`
    only where something is said, one for each candidate, claimant and stance."""

    event: str
    candidates: tuple[Candidate, ...]
    columns: tuple[Column, ...]
    cells: tuple[Cell, ...]

    def at(self, candidate: str, column: str) -> tuple[Cell, ...]:
        """The cells of one candidate and one claimant (keys), the strongest stance first."""
        found = [c for c in self.cells if c.candidate == candidate and c.column == column]
        return tuple(sorted(found, key=lambda c: STANCES.index(c.stance)))


def responsibility_of(
    event: Event,
    accounts: Sequence[Account],
    claims: Mapping[str, Claim],
    documents: Mapping[str, Document],
    copies: Mapping[str, str],
) -> Matrix:
    """The matrix of one event. `accounts` are its accounts, `claims` and `documents` map ids.

    Left out are claims of what is only planned, hypothetical or negated, and actors who acted against those who
    did it (police who shot the attacker).
    """
    told = [claims[c] for a in accounts for c in a.claims if c in claims]
    responses = acted_against(told)
    told = [c for c in told if c.field == Field.ACTOR and c.id not in responses and c.modality not in UNREAL]
    told.sort(key=lambda c: _place(c, documents))
    voices = Voices(told, copies, documents)
    rows = _candidates(told)
    columns: dict[str, Column] = {}
    cells: dict[tuple[str, str, Stance], list[Claim]] = defaultdict(list)
    for claim in told:
        column = voices.of(claim)
        document = documents.get(claim.document)
        own = claim.claimant.kind in (ClaimantKind.AUTHOR, ClaimantKind.UNNAMED)
        publisher = (document.publisher or PurePath(document.name).name) if own and document else None
        columns.setdefault(column, Column(column, claim.claimant, publisher))
        cells[rows[_name(claim)].key, column, _stance(claim)].append(claim)
    found = tuple(_cell(key, members) for key, members in cells.items())
    return Matrix(event.id, _ranked(rows.values(), found), tuple(columns.values()), found)


def _name(claim: Claim) -> str:
    return claim.value.name or claim.value.text


def _place(claim: Claim, documents: Mapping[str, Document]) -> tuple[str, str, str, int, str]:
    document = documents.get(claim.document)
    start = claim.evidence[0].start if claim.evidence else 0
    return (
        (document.published if document else None) or "9999",
        document.name if document else "",
        claim.document,
        start,
        claim.id,
    )


def _stance(claim: Claim) -> Stance:
    """The stance, where a plain negative ("it was not the army") counts as a denial."""
    if claim.stance not in (Stance.DENIES, Stance.DOUBTS) and (
        claim.polarity == "negative" or claim.modality == Modality.NEGATED
    ):
        return Stance.DENIES
    return claim.stance


def _candidates(told: Sequence[Claim]) -> dict[str, Candidate]:
    """Per name its candidate."""
    kinds: dict[str, str | None] = {}
    for claim in told:
        kinds[_name(claim)] = kinds.get(_name(claim)) or claim.value.kind
    joined = full_names(kinds)
    groups: dict[str, list[str]] = defaultdict(list)
    for name in kinds:
        groups[joined[name]].append(name)
    found = {}
    for key, names in groups.items():
        ordered = sorted(names, key=lambda n: (not _has_members(n, names), -len(normal_name(n).split()), -len(n), n))
        kind = next((kinds[n] for n in ordered if kinds[n]), None)
        one = Candidate(key, ordered[0], tuple(ordered), kind, any(is_specific(n) for n in names))
        found.update(dict.fromkeys(names, one))
    return found


def _has_members(name: str, names: Sequence[str]) -> bool:
    """Is it a body whose fighters are named as well?"""
    return any(only_members(name, other) and not only_members(other, name) for other in names)


def _cell(key: tuple[str, str, Stance], members: Sequence[Claim]) -> Cell:
    candidate, column, stance = key
    evidence = tuple((c.id, c.document, e) for c in members for e in c.evidence)
    return Cell(
        candidate=candidate,
        column=column,
        stance=stance,
        possible=all(c.modality == Modality.POSSIBLE for c in members),
        claims=tuple(dict.fromkeys(c.id for c in members)),
        evidence=evidence,
        self_report=any(names_match(c.claimant.name, _name(c)) for c in members),
    )


def _ranked(candidates: Iterable[Candidate], cells: Sequence[Cell]) -> tuple[Candidate, ...]:
    """Named ones first; then those of whom most is admitted or alleged, then those of whom most speak."""

    def rank(one: Candidate) -> tuple[bool, int, int, str]:
        about = [c for c in cells if c.candidate == one.key]
        charged = sum(c.stance in (Stance.ADMITS, Stance.ACCUSES) for c in about)
        return (not one.named, -charged, -len({c.column for c in about}), one.name)

    return tuple(sorted({c.key: c for c in candidates}.values(), key=rank))

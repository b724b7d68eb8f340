"""The words that say that somebody says something: the cue lexicon, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from rashomon.data import lexicon
from rashomon.model import Modality, Stance

__all__ = ["PLAIN", "CueLexicon", "Sense", "cue_lexicon"]


@dataclass(frozen=True, slots=True)
class Sense:
    """How a cue means it. `attitude`: the content is wished, ordered, planned, judged or known, rather than said;
    `evidence`: things can do it as well, and then nobody says so ("the pattern shows that")."""

    stance: Stance
    modality: Modality
    attitude: bool = False
    evidence: bool = False


PLAIN = Sense(Stance.ASSERTS, Modality.ACTUAL)


@dataclass(frozen=True)
class CueLexicon:
    """`verbs` maps a lemma to the frames it takes and their senses (frames as in cues.toml); `phrases` maps a verb
    lemma and its particle or preposition; `nouns`, `adverbs`, `adjectives` map a lemma to a sense."""

    verbs: dict[str, dict[str, Sense]]
    phrases: dict[tuple[str, str], dict[str, Sense]]
    phrase_verbs: frozenset[str]
    nouns: dict[str, Sense]
    hearsay: frozenset[str]
    clause_only: frozenset[str]
    adverbs: dict[str, Sense]
    adjectives: dict[str, Sense]
    prepositions: tuple[tuple[str, ...], ...]
    no_evidence: frozenset[str]
    utterances: frozenset[str]
    carriers: frozenset[str]
    counting: frozenset[str]
    own_figures: frozenset[str]
    tolls: frozenset[str]
    ordinals: frozenset[str]
    agent_needed: frozenset[str]
    told: frozenset[str]


def _sense(row: dict[str, Any]) -> Sense:
    modality = Modality(row.get("modality", "actual"))
    return Sense(
        Stance(row.get("stance", "asserts")),
        modality,
        bool(row.get("attitude", False)),
        bool(row.get("evidence", False)),
    )


def _by_stance(table: dict[str, Any]) -> dict[str, Sense]:
    """Word lists keyed by a stance, or by "possible": a modality of assertion."""
    found: dict[str, Sense] = {}
    for key, words in table.items():
        if key == "possible":
            sense = Sense(Stance.ASSERTS, Modality.POSSIBLE)
        elif key in {s.value for s in Stance}:
            sense = Sense(Stance(key), Modality.ACTUAL)
        else:
            continue
        for word in words.split():
            found.setdefault(word, sense)
    return found


def _hedged(table: dict[str, Any]) -> dict[str, Sense]:
    senses = _by_stance(table)
    return {word: Sense(s.stance, Modality.POSSIBLE) for word, s in senses.items()}


@cache
def cue_lexicon() -> CueLexicon:
    """The lexicon of `cues.toml`. A lemma in several groups takes for each frame the sense of the first."""
    data = lexicon("cues")
    verbs: dict[str, dict[str, Sense]] = {}
    for row in data["verb"]:
        sense = _sense(row)
        for lemma in row["lemmas"].split():
            for frame in row["frames"]:
                verbs.setdefault(lemma, {}).setdefault(frame, sense)
    phrases: dict[tuple[str, str], dict[str, Sense]] = {}
    for row in data["phrase"]:
        verb, particle = row["words"].split()
        for frame in row["frames"]:
            phrases.setdefault((verb, particle), {}).setdefault(frame, _sense(row))
    return CueLexicon(
        verbs=verbs,
        phrases=phrases,
        phrase_verbs=frozenset(verb for verb, _ in phrases),
        nouns=_by_stance(data["nouns"]),
        hearsay=frozenset(data["nouns"]["hearsay"].split()),
        clause_only=frozenset(data["nouns"]["clause_only"].split()),
        adverbs=_hedged(data["adverbs"]),
        adjectives=_hedged(data["adjectives"]),
        prepositions=tuple(tuple(p.split()) for p in data["prepositions"]["phrases"]),
        no_evidence=frozenset(data["no_evidence"]["nouns"].split()),
        carriers=frozenset(data["infinitive"]["governors"].split()),
        counting=frozenset(data["counting"]["verbs"].split()),
        own_figures=frozenset(data["counting"]["own"].split()),
        tolls=frozenset(data["counting"]["nouns"].split()),
        ordinals=frozenset(data["nouns"]["ordinals"].split()),
        agent_needed=frozenset(data["passive"]["agent_needed"].split()),
        told=frozenset(data["passive"]["told"].split()),
        utterances=frozenset(data["utterances"]["nouns"].split()),
    )

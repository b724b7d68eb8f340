"""How sure a claim is: the chance that a careful reader marks the same value with the same claimant.

A logistic function of a few plain features, among them what the trained reader says of the claim's own words, with
weights learned by `training/certainty.py` from annotated articles and kept in `lexicons/certainty.toml`. Only fields
that were annotated have a score; None for the others. The score is about reading, not about truth: a sure claim says
what the text says.
"""

from __future__ import annotations

import math
from functools import cache

from rashomon.data import lexicon
from rashomon.judged import KINDS, Facts, words_within
from rashomon.model import COUNT_FIELDS, Claim, ClaimantKind, Field, Modality, Reading, Span, Stance

__all__ = ["GROUPS", "certainty", "features"]

GROUPS: dict[Field, str] = dict.fromkeys(COUNT_FIELDS, "count") | {
    Field.ACTOR: "actor",
    Field.RECIPIENT: "recipient",
    Field.LABEL: "label",
}
LONG_QUOTE = 90  # code points of evidence: half of the claims have less
SHORT_QUOTE = 30
DIGITS = 3
COLUMN = {"count": "count", "actor": "doer", "recipient": "victim"}
SEEN = ((0.8, "sure"), (0.5, "likely"), (0.2, "open"), (0.05, "unlikely"), (0.0, "sure not"))


def features(claim: Claim, reading: Reading) -> tuple[str, ...]:
    """What is known of how a claim was read, as names; the first is the claim's group and field."""
    group = GROUPS[claim.field]
    length = sum(e.end - e.start for e in claim.evidence)
    names = [
        f"field {claim.field.value}",
        f"claimant {claim.claimant.kind.value}",
        f"stance {claim.stance.value}",
        f"modality {claim.modality.value}",
    ]
    told = {
        "event inferred": claim.inferred_by is not None,
        "via": bool(claim.via),
        "claimant not beside it": claim.claimant_span is None and claim.claimant.kind is not ClaimantKind.AUTHOR,
        "several quotes": len(claim.evidence) > 1,
        "long quote": length > LONG_QUOTE,
        "short quote": length < SHORT_QUOTE,
        "place known": claim.place is not None,
        "time known": claim.time is not None,
        "flawed text": bool(reading.document.quality),
        "asserted as it is": claim.stance is Stance.ASSERTS and claim.modality is Modality.ACTUAL,
    }
    names += [name for name, holds in told.items() if holds]
    names += _of_value(claim)
    if reading.judged is not None and group in COLUMN:
        names.append(f"reader {_seen(claim, reading.judged.facts, COLUMN[group])}")
    return tuple(f"{group}: {name}" for name in names)


def _seen(claim: Claim, facts: Facts, column: str) -> str:
    """How sure the reader is of the words of the value, as one of SEEN."""
    chance = 0.0
    for one in claim.evidence:
        at = one.quote.find(claim.value.text) if claim.value.text else -1
        start = one.start + max(at, 0)
        span = Span(start, start + len(claim.value.text) if at >= 0 else one.end)
        if column == "count":
            kind = KINDS.index(claim.field.value)
            chance = max([chance, *(float(facts.chances[column][i, kind]) for i in words_within(facts.words, span))])
        else:
            chance = max(chance, facts.marked(column, span))
    return next(name for least, name in SEEN if chance >= least)


def _of_value(claim: Claim) -> list[str]:
    value = claim.value
    if claim.field in COUNT_FIELDS:
        held = {
            "one": value.low == value.high == 1,
            "open": value.low is None or value.high is None,
            "approximate": bool(value.approximate),
            "digits": any(c.isdigit() for c in value.text),
            "part": claim.part_of is not None,
            "group named": value.group is not None,
            "thousands": (value.low or value.high or 0) >= 1000,
        }
        return [name for name, holds in held.items() if holds]
    name = value.name or value.text
    held = {"named": any(w[:1].isupper() for w in name.split()), "one word": " " not in name}
    return [name for name, holds in held.items() if holds] + [f"kind {value.kind or 'none'}"]


@cache
def weights() -> dict[str, float]:
    return {name: float(weight) for name, weight in lexicon("certainty")["weights"].items()}


def certainty(claim: Claim, reading: Reading) -> float | None:
    """The score of a claim, 0..1, or None where its field was never measured."""
    if claim.field not in GROUPS:
        return None
    table = weights()
    total = table[f"{GROUPS[claim.field]}: always"]
    total += math.fsum(table.get(name, 0.0) for name in features(claim, reading))
    return round(1 / (1 + math.exp(-total)), DIGITS)

"""Learn how sure claims are: `rashomon/data/lexicons/certainty.toml`, from our annotations.

    python -m training.certainty --texts FILE.jsonl.gz [--write]

Reads the annotated articles (2 minutes), fits the weights on those of split `dev`, since the trained reader has learned
those of `train`, and prints the expected calibration error (ten bins of equal width) there, and on `test` with
`--test`. A claim is right when an annotated one has the same field, value and claimant at the same words: for counts
both bounds, for the others a shared word within 150 characters. Claims that only match an optional annotation are left
out. No randomness, no seed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.facts_scoring import same_claimant, same_value
from benchmarks.reader import Reader
from rashomon.data import data_path
from rashomon.extract.claims.certainty import GROUPS, features
from rashomon.model import Claim, Document
from training.annotate import COUNTS, as_gold, best, read_texts

FOLDER = Path(__file__).resolve().parent / "annotations"
REACH = 150  # code points, as in the benchmark of facts
RIDGE = 2.0  # prior on the weights: about 300 claims in each group must not carve single ones
DOUBT = 0.07  # share of right claims that counts as wrong: rules written beside these articles do worse elsewhere
BINS = 10
Row = tuple[tuple[str, ...], bool]


def rows_of(annotation: Mapping[str, Any], row: Mapping[str, Any], reader: Reader) -> list[Row]:
    """Features of each scored claim of one article, and whether it is right."""
    document = Document(
        row["id"], row["id"], row["text"], row.get("title"), row.get("url"), row.get("publisher"), row.get("published")
    )
    gold = as_gold(annotation, row["text"], row["id"])["claims"]
    spans = [one["evidence"] for one in annotation["claims"]]
    reading = reader.read(document)
    found = []
    for claim in reading.claims:
        if claim.field not in GROUPS:
            continue
        same = [g for g, span in zip(gold, spans, strict=True) if matches(claim, g, span)]
        speaker = {"kind": claim.claimant.kind.value, "name": claim.claimant.name}
        right = any(same_claimant(g["claimant"], speaker) for g in same)
        if same and not right and all(g.get("optional") for g in same):
            continue
        found.append((features(claim, reading), right))
    return found


def matches(claim: Claim, gold: Mapping[str, Any], span: Sequence[int]) -> bool:
    if gold["field"] != claim.field.value:
        return False
    reach = 0 if gold["field"] in COUNTS else REACH
    if not any(e.start < span[1] + reach and span[0] - reach < e.end for e in claim.evidence):
        return False
    if gold["field"] in COUNTS:
        return (claim.value.low, claim.value.high) == (gold["low"], gold["high"])
    return same_value(str(gold["value"]), {"name": claim.value.name, "text": claim.value.text})


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """Weights by ridge-penalised logistic regression."""
    names = sorted({name for names, _ in rows for name in with_group(names)})
    at = {name: i for i, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)))
    right = np.array([float(r) for _, r in rows]) * (1 - DOUBT)
    for i, (held, _) in enumerate(rows):
        table[i, [at[name] for name in with_group(held)]] = 1.0
    penalty = np.array([0.01 if name.endswith(": always") else RIDGE for name in names])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total = table @ weights
        value = np.logaddexp(0, total).sum() - right @ total + 0.5 * (penalty * weights**2).sum()
        return float(value), table.T @ (1 / (1 + np.exp(-total)) - right) + penalty * weights

    result = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return {name: round(float(w), 3) for name, w in zip(names, result.x, strict=True)}


def with_group(names: Sequence[str]) -> tuple[str, ...]:
    return (names[0].partition(":")[0] + ": always", *names)


def calibration(rows: Sequence[Row], weights: Mapping[str, float]) -> dict[str, float]:
    """Expected calibration error, and how many claims score 0.9 and more and how many of these are right."""
    scores = np.array([1 / (1 + np.exp(-sum(weights.get(n, 0.0) for n in with_group(names)))) for names, _ in rows])
    right = np.array([float(r) for _, r in rows])
    bins = np.minimum((scores * BINS).astype(int), BINS - 1)
    error = sum(abs(scores[bins == b].sum() - right[bins == b].sum()) for b in range(BINS)) / len(rows)
    sure = scores >= 0.9
    return {
        "claims": len(rows),
        "right": round(float(right.mean()), 4),
        "expected_calibration_error": round(float(error), 4),
        "above_0.9": int(sure.sum()),
        "right_above_0.9": round(float(right[sure].mean()), 4) if sure.any() else 0.0,
    }


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.certainty", description=__doc__.split("\n")[0])
    parser.add_argument("--texts", type=Path, required=True, help="the annotated articles, JSON Lines")
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    parser.add_argument("--test", action="store_true", help="measure on the test split too")
    given = parser.parse_args()
    texts, splits = read_texts(given.texts), json.loads((FOLDER / "splits.json").read_text(encoding="utf8"))
    rows: dict[str, list[Row]] = {"dev": [], "test": []}
    reader = Reader()
    for path in sorted((FOLDER / "first").glob("*.json")):
        split = splits[path.stem]["split"]
        if split == "dev" or (split == "test" and given.test):
            annotation = json.loads(best(FOLDER, path.stem).read_bytes())
            rows[split] += rows_of(annotation, texts[path.stem], reader)
    weights = fit(rows["dev"])
    for split, held in rows.items():
        for group in ("every", *sorted(set(GROUPS.values()))):
            part = [r for r in held if group in ("every", r[0][0].partition(":")[0])]
            if part:
                sys.stdout.write(json.dumps({"split": split, "group": group, **calibration(part, weights)}) + "\n")
    if given.write:
        lines = [
            "# Origin: learned by training/certainty.py from the annotated articles of training/annotations (dev).",
            "# Log odds that a careful reader marks the same value with the same claimant; the names are those of",
            "# extract/claims/certainty.py.",
            "",
            "[weights]",
            *(f'"{name}" = {weight}' for name, weight in weights.items()),
        ]
        (data_path("lexicons") / "certainty.toml").write_text("\n".join(lines) + "\n", encoding="utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Fit the weights by which MUC-4 templates join two opinions: the table `joined` of benchmarks/muc4/mapping.toml.

python -m training.muc4.joining MUC4_FOLDER

One opinion is that of the classifier over noun phrases (weights.json.gz), the other that of the reader's heads for
roles. Both know the texts of corpora/dev, so the weights are a logistic regression over the entities of tst1 and tst2,
the development split. Prints the table; takes some ten minutes.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks.muc4.casting import ROLES, odds, seen_chances
from benchmarks.muc4.corpus import find_corpus, read_corpus
from benchmarks.muc4.entities import Text
from benchmarks.muc4.linear import load_weights
from benchmarks.muc4.reading import read_message
from benchmarks.reader import Reader
from training.muc4.weights import Lesson, lesson, role_of

Rows = dict[str, list[tuple[float, float, bool]]]


def opinions(folder: Path) -> Rows:
    """By role, and for `type`: what both say of each entity (of each type of each text), and whether it is so."""
    rows: Rows = defaultdict(list)
    models = load_weights()
    for one in lessons(folder):
        for (entity, features), hits in zip(one.entities, one.found, strict=True):
            learned, seen, role = models["role"].chances(features), seen_chances(one.text, entity), role_of(hits)
            for name in ROLES:
                rows[name].append((odds(learned.get(name, 0.0)), odds(seen[name]), role == name))
        judged = one.text.judged
        for number, kind in enumerate(judged.types):
            if f"type {kind}" in models:
                learned_type = models[f"type {kind}"].chances(one.features).get("True", 0.0)
                told = any(t.fillers("inc-type")[0].values[0] == kind for t in one.templates)
                rows["type"].append((odds(learned_type), odds(float(judged.told[number])), told))
    return rows


def lessons(folder: Path) -> Iterator[Lesson]:
    corpus = read_corpus(*find_corpus(folder, "dev"))
    reader = Reader()
    for number, message in enumerate(corpus.messages, 1):
        templates = [t for t in corpus.keys if t.message == message.name]
        sys.stderr.write(f"{number} of {len(corpus.messages)} texts\n")
        yield lesson(Text(read_message(reader, message)), message.name, templates)


def main() -> None:
    for name, rows in opinions(Path(sys.argv[1])).items():
        table = np.array(rows)
        model = LogisticRegression(C=100.0).fit(table[:, :2], table[:, 2])
        bias, (learned, seen) = model.intercept_[0], model.coef_[0]
        sys.stdout.write(f"{name} = {{ bias = {bias:.2f}, learned = {learned:.2f}, seen = {seen:.2f} }}\n")


if __name__ == "__main__":
    main()

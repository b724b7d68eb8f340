"""Make `rashomon/data/truecase.json.gz`, the weights of rashomon.text.truecase, from news pages.

python training/truecase.py NEWS.jsonl.gz...      (rows with a `text`; headings and lists are left out)

A logistic regression over the features that the module names, trained by AdaGrad with a fixed order and seed. About
five minutes; prints how many words of paragraphs that were kept out it gets right.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from rashomon.data import data_path
from rashomon.text.truecase import LABELS, MODEL, WORD, features, is_known, starts

ROUNDS = 3
RATE = 0.3
SMALLEST = 0.4  # weights below it in every label are dropped
FEWEST = 3  # a feature seen less often is left out
MOST = 1_500_000  # words trained on
HELD_OUT = 20  # every so many paragraphs are kept for the test

Known = tuple[frozenset[str], frozenset[str]]
Row = tuple[list[str], list[int]]  # words in small letters; label of each, -1 for marks and numbers


def paragraphs(paths: Sequence[Path]) -> Iterator[str]:
    """Whole sentences of the pages: paragraphs that end like one and are not mostly capitals."""
    for path in paths:
        with gzip.open(path, "rt", encoding="utf8") as stream:
            for line in stream:
                for part in re.split(r"\n+", json.loads(line)["text"]):
                    words = [w for w in part.split() if w[0].isalpha()]
                    capital = sum(w[0].isupper() for w in words)
                    if len(words) > 8 and part.strip()[-1] in '.!?"”' and capital < 0.4 * len(words):
                        yield part


def label_of(word: str) -> int:
    if not word[0].isalpha():
        return -1
    if word.islower():
        return 0
    return 2 if word.isupper() and len(word) > 1 else 1


def rows(paths: Sequence[Path]) -> list[Row]:
    found = []
    for part in sorted(set(paragraphs(paths))):
        words = [m[0] for m in WORD.finditer(part)]
        found.append(([w.lower() for w in words], [label_of(w) for w in words]))
    random.Random(1992).shuffle(found)
    return found


def dictionary(found: Sequence[Row]) -> tuple[frozenset[str], frozenset[str]]:
    """Words that are printed small, and forms of them that are none.

    Those that news prints small at least four times in five, away from the front of a sentence, and the lemmas of the
    pinned spaCy pipeline that the news never has; then the regular forms of these that news prints with a capital.
    """
    small: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    for words, labels in found:
        for index, (word, label) in enumerate(zip(words, labels, strict=True)):
            if label >= 0 and not starts(words, index):
                all_[word] += 1
                small[word] += label == 0
    news = {word for word, count in small.items() if count >= 0.8 * all_[word]}
    kept = frozenset(news | {word for word in lemmas() if word not in all_})
    return kept, frozenset(w for w in all_ if w not in kept and is_known(w, kept, frozenset()))


def lemmas() -> set[str]:
    from rashomon.text.parse import load_parser

    index = load_parser().get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    return {w for table in index.values() for w in table if w.isalpha() and w.islower() and len(w) > 2}


def train(found: Sequence[Row], known: Known) -> tuple[dict[str, int], np.ndarray]:
    counts: Counter[str] = Counter()
    for batch in examples(found, known):
        counts.update(batch[0])
    index = {name: n for n, name in enumerate(sorted(name for name, c in counts.items() if c >= FEWEST))}
    weights = np.zeros((len(index), len(LABELS)))
    squares = np.full((len(index), len(LABELS)), 1e-6)
    data = [(np.array([index[f] for f in fs if f in index]), label) for fs, label in examples(found, known)]
    order = list(range(len(data)))
    for turn in range(ROUNDS):
        random.Random(turn).shuffle(order)
        for n in order:
            at, label = data[n]
            scores = weights[at].sum(axis=0)
            scores = np.exp(scores - scores.max())
            slope = scores / scores.sum()
            slope[label] -= 1.0
            if abs(slope[label]) < 0.01:
                continue
            squares[at] += slope * slope
            weights[at] -= RATE * slope / np.sqrt(squares[at])
        sys.stderr.write(f"round {turn + 1} of {ROUNDS}\n")
    return index, weights


def examples(found: Sequence[Row], known: Known) -> Iterator[tuple[list[str], int]]:
    for words, labels in found:
        in_it = [is_known(word, *known) for word in words]
        before = "lower"
        for n, label in enumerate(labels):
            if label >= 0:
                yield features(words, in_it, n, before, starts(words, n)), label
                before = LABELS[label]


def main() -> None:
    found = rows([Path(name) for name in sys.argv[1:]])
    test = [row for n, row in enumerate(found) if n % HELD_OUT == 0]
    rest = [row for n, row in enumerate(found) if n % HELD_OUT]
    total = 0
    used = []
    for row in rest:
        total += len(row[0])
        if total > MOST:
            break
        used.append(row)
    known = dictionary(rest)
    index, weights = train(used, known)
    kept = {
        name: [round(float(x), 2) for x in weights[n]] for name, n in index.items() if abs(weights[n]).max() >= SMALLEST
    }
    content = json.dumps({"weights": kept, "words": sorted(known[0]), "names": sorted(known[1])})
    with (data_path(MODEL)).open("wb") as stream, gzip.GzipFile(fileobj=stream, mode="wb", mtime=0, filename="") as out:
        out.write(content.encode())
    from rashomon.text.truecase import true_case

    right = wrong = 0
    for words, labels in test[:1500]:
        text = " ".join(words).upper()
        for got, word, label in zip(true_case(text).split(" "), words, labels, strict=True):
            if label >= 0 and word[0].isalpha():
                right, wrong = right + (label_of(got) == label), wrong + (label_of(got) != label)
    sys.stderr.write(f"{len(kept):,} features; {right / (right + wrong):.4f} of {right + wrong:,} words right\n")


if __name__ == "__main__":
    main()

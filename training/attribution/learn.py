"""What the network has to learn of PolNeAR, and how well it does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from benchmarks.polnear import ROLES, Spans, annotation_of, compare, gold_spans
from rashomon.extract.trained.groups import groups_of, spans_of
from rashomon.extract.trained.judged import Decoding, empty, take
from rashomon.judged import Judged
from training.attribution.corpus import TAGS, Example, Text
from training.encoder.network import padded, padded_inputs
from training.encoder.windowed import IGNORED
from training.reader.network import POINTER, Network

__all__ = ["evaluate", "loss_of", "transition_costs"]

CUES = 0.3  # weight of the loss of pointers


def batch_of(items: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """ids, mask, features, tags, cues, padded to the longest."""
    tags, cues = (padded(rows, IGNORED) for rows in ([e.tags for e in items], [e.cues for e in items]))
    return *padded_inputs(items), tags, cues


def loss_of(network: Network, items: Sequence[Example]) -> tuple[Tensor, dict[str, float]]:
    """Cross-entropy of tags and of pointers, each a mean over the words that have one."""
    ids, mask, features, tags, cues = batch_of(items)
    logits, word_side, cue_side, *_ = network(ids, mask, features)
    tag_loss = nn.functional.cross_entropy(logits.flatten(0, 1), tags.flatten(), ignore_index=IGNORED)
    scores = word_side @ cue_side.transpose(1, 2) / POINTER**0.5
    scores = scores.masked_fill(mask[:, None, :] == 0, -1e4)
    cue_loss = nn.functional.cross_entropy(scores.flatten(0, 1), cues.flatten(), ignore_index=IGNORED)
    return tag_loss + CUES * cue_loss, {"tags": tag_loss.item(), "cues": cue_loss.item()}


def transition_costs(texts: Sequence[Text], weight: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Log probabilities of a tag after a tag, counted and weighted, and of the first tag; what cannot be is -1e4."""
    table = np.zeros((len(TAGS), len(TAGS)))
    for text in texts:
        for a, b in zip(text.tags, text.tags[1:], strict=False):
            table[a, b] += 1
    for b, name in enumerate(TAGS):
        if name.startswith("I-"):
            for a, before in enumerate(TAGS):
                if before[2:] != name[2:]:
                    table[a, b] = 0
    with np.errstate(divide="ignore"):
        costs = np.log(table / np.maximum(table.sum(axis=1, keepdims=True), 1))
    start = np.array([-1e4 if name.startswith("I-") else 0.0 for name in TAGS])
    return np.where(np.isfinite(costs), weight * costs, -1e4).astype(np.float32), start.astype(np.float32)


def evaluate(
    network: Network,
    texts: Sequence[Text],
    parts: Sequence[list[Example]],
    costs: tuple[NDArray[np.float32], NDArray[np.float32]],
    folder: Path,
) -> dict[str, tuple[float, float, float]]:
    """Exact precision, recall and F1 by role, as the benchmark counts them."""
    pairs = []
    decoding = Decoding(TAGS, *costs)
    for text, windows in zip(texts, parts, strict=True):
        judged = judge(network, text, windows)
        found = Spans()
        for group in groups_of(judged, decoding):
            found.add(text.text, {role: ranges(judged, getattr(group, role)) for role in ("source", "cue", "content")})
        gold = gold_spans(text.text, annotation_of(folder / "text" / text.name))
        pairs.append((gold.exact, found.exact))
    figures = {}
    for role in ROLES:
        score = compare(pairs, role)
        figures[role] = (round(score.precision, 4), round(score.recall, 4), round(score.f1, 4))
    return figures


def ranges(judged: Judged, runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans_of(judged, runs)]


def judge(network: Network, text: Text, windows: Sequence[Example]) -> Judged:
    """What the network says of a text, as the reader would have it."""
    judged = empty(text.words, len(TAGS), POINTER)
    for first in range(0, len(windows), 16):
        part = windows[first : first + 16]
        ids, mask, features, _, _ = batch_of(part)
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            outputs = [t.float().numpy() for t in network(ids, mask, features)[:3]]
        for offset, example in enumerate(part):
            take(judged, example.window, first + offset, [o[offset] for o in outputs])
    return judged

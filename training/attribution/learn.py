"""Train the network on PolNeAR's training texts, and measure it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from benchmarks.polnear import ROLES, Spans, annotation_of, compare, gold_spans
from rashomon.extract.trained.groups import groups_of, spans_of
from rashomon.extract.trained.judged import Decoding, Judged, empty, take
from training.attribution.corpus import TAGS, Example, Text
from training.attribution.network import POINTER, Network, losses
from training.encoder.fitting import Plan, fit
from training.encoder.network import padded, padded_inputs
from training.encoder.windowed import IGNORED

__all__ = ["Plan", "evaluate", "learn", "transition_costs"]

CUES = 0.3  # weight of the loss of pointers


def batch_of(items: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """ids, mask, features, tags, cues, padded to the longest."""
    tags, cues = (padded(rows, IGNORED) for rows in ([e.tags for e in items], [e.cues for e in items]))
    return *padded_inputs(items), tags, cues


def learn(
    network: Network,
    train: list[Example],
    plan: Plan,
    folder: Path,
    say: Callable[[str], None],
    after: Callable[[float], None],
) -> None:
    """Fit the network (training/encoder/fitting.py)."""

    def loss_of(items: list[Example]) -> tuple[Tensor, dict[str, float]]:
        ids, mask, features, tags, cues = batch_of(items)
        tag_loss, cue_loss = losses(network(ids, mask, features), mask, tags, cues)
        return tag_loss + CUES * cue_loss, {"tags": tag_loss.item(), "cues": cue_loss.item()}

    fit(network, train, plan, folder, loss_of, say, after)


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
        with torch.no_grad():
            outputs = [t.numpy() for t in network(ids, mask, features)]
        for offset, example in enumerate(part):
            take(judged, example.window, first + offset, [o[offset] for o in outputs])
    return judged

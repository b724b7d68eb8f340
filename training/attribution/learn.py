"""Train the network on PolNeAR's training texts; a checkpoint after each stretch, so that a run can be continued."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from benchmarks.polnear import ROLES, Spans, annotation_of, compare, gold_spans
from rashomon.extract.trained.groups import groups_of, spans_of
from rashomon.extract.trained.judged import Decoding, Judged, empty, take
from training.attribution.corpus import IGNORED, TAGS, Example, Text
from training.attribution.network import POINTER, Network, losses

__all__ = ["Plan", "evaluate", "learn", "transition_costs"]


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast: rates for the encoder and for the heads, examples in a batch, epochs in all."""

    encoder_rate: float
    head_rate: float = 1e-3
    batch: int = 12
    epochs: float = 3.0
    warmup: float = 0.08
    frozen: int = 0  # lowest layers that are left as they are, the embeddings with them
    cue_weight: float = 0.3
    seed: int = 1


def batch_of(items: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """ids, mask, features, tags, cues, padded to the longest."""
    width = max(len(e.window.ids) for e in items)

    def pad(rows: Sequence[Sequence[int]], value: int) -> Tensor:
        return torch.tensor([[*row, *[value] * (width - len(row))] for row in rows])

    return (
        pad([e.window.ids for e in items], 0),
        pad([[1] * len(e.window.ids) for e in items], 0),
        torch.from_numpy(np.stack([np.pad(e.features, ((0, width - len(e.features)), (0, 0))) for e in items])),
        pad([e.tags for e in items], IGNORED),
        pad([e.cues for e in items], IGNORED),
    )


def learn(network: Network, train: list[Example], plan: Plan, folder: Path, say: Any, after: Any) -> None:
    """Train by AdamW with a linear rise and fall of the rates. `after(epoch)` runs after every epoch.

    A checkpoint lies in `folder` every ten minutes; a run that finds one goes on from it.
    """
    torch.manual_seed(plan.seed)
    freeze(network, plan.frozen)
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": plan.encoder_rate}, {"params": heads, "lr": plan.head_rate}], weight_decay=0.01
    )
    order = batches(train, plan)
    total, warm = len(order), int(len(order) * plan.warmup)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / max(1, warm), max(0.0, (total - s) / max(1, total - warm)))
    )
    first = resume(folder, network, optimizer, schedule)
    each = (len(train) + plan.batch - 1) // plan.batch
    network.train()
    began = saved = time.time()
    running = [0.0, 0.0]
    for step in range(first, total):
        ids, mask, features, tags, cues = batch_of([train[i] for i in order[step]])
        tag_loss, cue_loss = losses(network(ids, mask, features), mask, tags, cues)
        (tag_loss + plan.cue_weight * cue_loss).backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        running = [0.98 * running[0] + 0.02 * tag_loss.item(), 0.98 * running[1] + 0.02 * cue_loss.item()]
        done = step + 1
        if done % 50 == 0:
            rate = (time.time() - began) / (done - first)
            left = rate * (total - done) / 60
            losses_now = f"tags {running[0]:.3f} cues {running[1]:.3f}"
            say(f"step {done}/{total} {losses_now} {rate:.2f} s/step, {left:.0f} min left")
        if time.time() - saved > 600 or done == total:
            save(folder, network, optimizer, schedule, done)
            saved = time.time()
        if done % each == 0 or done == total:
            network.eval()
            after(done / each)
            network.train()


def freeze(network: Network, layers: int) -> None:
    if layers:
        network.encoder.embeddings.requires_grad_(False)
        for layer in network.encoder.encoder.layer[:layers]:
            layer.requires_grad_(False)


def batches(train: list[Example], plan: Plan) -> list[list[int]]:
    chance = random.Random(plan.seed)
    found: list[list[int]] = []
    each = (len(train) + plan.batch - 1) // plan.batch
    while len(found) < each * plan.epochs:
        indexes = list(range(len(train)))
        chance.shuffle(indexes)
        found.extend(indexes[i : i + plan.batch] for i in range(0, len(indexes), plan.batch))
    return found[: round(each * plan.epochs)]


def save(folder: Path, network: Network, optimizer: Any, schedule: Any, step: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    state = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict()}
    torch.save({**state, "step": step}, folder / "checkpoint.new")
    (folder / "checkpoint.new").replace(folder / "checkpoint.pt")


def resume(folder: Path, network: Network, optimizer: Any, schedule: Any) -> int:
    path = folder / "checkpoint.pt"
    if not path.exists():
        return 0
    state = torch.load(path)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    return int(state["step"])


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

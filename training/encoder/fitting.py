"""Fit a network by AdamW; a checkpoint after each stretch, so that a run can be continued."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import torch
from torch import Tensor

from training.encoder.network import Encoder, freeze

__all__ = ["Plan", "fit"]

T = TypeVar("T")
EACH = 600  # seconds between checkpoints


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast: rates for the encoder and for the heads, examples in a batch, epochs in all."""

    encoder_rate: float
    head_rate: float = 1e-3
    batch: int = 12
    epochs: float = 3.0
    warmup: float = 0.08
    frozen: int = 0  # lowest layers that are left as they are, the embeddings with them
    seed: int = 1


def fit(
    network: Encoder,
    train: Sequence[T],
    plan: Plan,
    folder: Path,
    loss_of: Callable[[list[T]], tuple[Tensor, Mapping[str, float]]],
    say: Callable[[str], None],
    after: Callable[[float], None],
) -> None:
    """Train in sixteen bits, with a linear rise and fall of the rates. `loss_of(batch)` gives the loss and its parts by
    name for the log; `after(epoch)` runs after every epoch. A checkpoint lies in `folder` every ten minutes; a run that
    finds one goes on from it.
    """
    torch.manual_seed(plan.seed)
    freeze(network, plan.frozen)
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": plan.encoder_rate}, {"params": heads, "lr": plan.head_rate}], weight_decay=0.01
    )
    order = batches(len(train), plan)
    total, warm = len(order), int(len(order) * plan.warmup)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / max(1, warm), max(0.0, (total - s) / max(1, total - warm)))
    )
    first = resume(folder, network, optimizer, schedule)
    each = (len(train) + plan.batch - 1) // plan.batch
    network.train()
    began = saved = time.time()
    running: dict[str, float] = {}
    for step in range(first, total):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss, parts = loss_of([train[i] for i in order[step]])
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        running |= {name: 0.98 * running.get(name, value) + 0.02 * value for name, value in parts.items()}
        done = step + 1
        if done % 50 == 0:
            rate = (time.time() - began) / (done - first)
            now = " ".join(f"{name} {value:.4f}" for name, value in running.items())
            say(f"step {done}/{total} {now} {rate:.2f} s/step, {rate * (total - done) / 60:.0f} min left")
        if time.time() - saved > EACH or done == total:
            save(folder, network, optimizer, schedule, done)
            saved = time.time()
        if done % each == 0 or done == total:
            network.eval()
            after(done / each)
            network.train()


def batches(count: int, plan: Plan) -> list[list[int]]:
    """The examples of each step, by number."""
    chance = random.Random(plan.seed)
    found: list[list[int]] = []
    each = (count + plan.batch - 1) // plan.batch
    while len(found) < each * plan.epochs:
        indexes = list(range(count))
        chance.shuffle(indexes)
        found.extend(indexes[i : i + plan.batch] for i in range(0, count, plan.batch))
    return found[: round(each * plan.epochs)]


def save(folder: Path, network: Encoder, optimizer: Any, schedule: Any, step: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    state = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict()}
    torch.save({**state, "step": step}, folder / "checkpoint.new")
    (folder / "checkpoint.new").replace(folder / "checkpoint.pt")


def resume(folder: Path, network: Encoder, optimizer: Any, schedule: Any) -> int:
    path = folder / "checkpoint.pt"
    if not path.exists():
        return 0
    state = torch.load(path)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    return int(state["step"])

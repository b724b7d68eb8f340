"""What the network has to learn of our annotations: see corpus.py for the classes of a word."""

from __future__ import annotations

import random
from collections.abc import Sequence
from copy import copy
from dataclasses import replace

import torch
from torch import Tensor, nn

from rashomon.judged import COLUMNS, MARKED
from training.encoder.network import padded_inputs
from training.encoder.windowed import IGNORED
from training.facts.corpus import Example
from training.reader.network import Network

__all__ = ["hidden", "loss_of", "parts_of"]

NAMED = 1.5  # weight of a word of a claim beside one outside, of which there are fifty times as many
HIDDEN = 0.08  # one word piece in so many is hidden, so that names are not learned by heart
MASK = 30526  # the piece of mpnet's that stands for a hidden one
WEIGHTS = {"doer": 3.0, "victim": 3.0, "count": 3.0, "voice": 0.2, "stance": 0.1, "mode": 0.1}


def hidden(example: Example) -> Example:
    """The example with some of its word pieces hidden, others each time."""
    window = copy(example.window)
    pairs = zip(window.ids, window.owners, strict=True)
    window.ids = [MASK if owner >= 0 and random.random() < HIDDEN else piece for piece, owner in pairs]
    return replace(example, window=window)


def parts_of(scores: Tensor) -> dict[str, Tensor]:
    """The scores of each column, of (..., answers of all columns)."""
    return dict(zip(COLUMNS, scores.split(list(COLUMNS.values()), -1), strict=True))


def loss_of(network: Network, items: Sequence[Example]) -> tuple[Tensor, dict[str, float]]:
    """Cross-entropy of every column over the words that teach it."""
    ids, mask, features = padded_inputs(items)
    scores = parts_of(network.facts(network.hidden(ids, mask, features)))
    wanted = torch.full((*ids.shape, len(COLUMNS)), IGNORED)
    for row, item in enumerate(items):
        wanted[row, : len(item.labels)] = torch.from_numpy(item.labels)
    loss, parts = torch.zeros(()), {}
    for column, (name, answers) in enumerate(COLUMNS.items()):
        weight = torch.full((answers,), NAMED if name in MARKED else 1.0)
        weight[0] = 1.0
        labels = wanted[..., column].flatten()
        if not bool((labels != IGNORED).any()):
            continue
        one = nn.functional.cross_entropy(scores[name].flatten(0, 1).float(), labels, weight, ignore_index=IGNORED)
        loss = loss + WEIGHTS[name] * one
        parts[name] = one.item()
    return loss, parts

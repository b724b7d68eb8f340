"""The network: the encoder, for each word and role whether it begins a mention, goes on with one or is in none, and for
each window of which types of incident it tells."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from rashomon.extract.roles.judged import PARTS
from training.encoder.network import Encoder, padded, padded_inputs
from training.encoder.windowed import IGNORED
from training.roles.corpus import ROLES, TYPES, Example

__all__ = ["OUTPUTS", "Network", "loss_of"]

OUTPUTS = ("roles", "types")
TYPE_WEIGHT = 0.1
NAMED = 3.0  # weight of a word in a mention beside one outside, of which there are 300 times as many
OUTSIDE = 4.0  # what the scores of `outside` begin with, so that the first epoch is not spent on learning that


class Network(Encoder):
    """`forward(ids, mask, features)` gives roles (batch, positions, roles x PARTS) and types (batch, positions,
    types), the latter meant at the first position."""

    def __init__(self, base: Path, layers: int | None = None) -> None:
        super().__init__(base, layers)
        self.roles = nn.Linear(self.width, len(ROLES) * PARTS)
        self.types = nn.Linear(self.width, len(TYPES))
        with torch.no_grad():
            self.roles.bias.view(len(ROLES), PARTS)[:, 0] = OUTSIDE

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        hidden = self.hidden(ids, mask, features)
        return self.roles(hidden), self.types(hidden)


def loss_of(network: Network, items: Sequence[Example]) -> tuple[Tensor, dict[str, float]]:
    """Cross-entropy over words and roles, summed over the roles, and of the types."""
    ids, mask, features = padded_inputs(items)
    roles, types = network(ids, mask, features)
    wanted = torch.stack([padded([[row[r] for row in e.parts] for e in items], IGNORED) for r in range(len(ROLES))], -1)
    scores = roles.unflatten(-1, (len(ROLES), PARTS))
    role_loss = len(ROLES) * nn.functional.cross_entropy(
        scores.flatten(0, 2), wanted.flatten(), torch.tensor([1.0, NAMED, NAMED]), ignore_index=IGNORED
    )
    labels = torch.tensor([e.types for e in items])
    known = labels != IGNORED
    type_loss = nn.functional.binary_cross_entropy_with_logits(types[:, 0][known], labels[known].float())
    loss = role_loss + TYPE_WEIGHT * len(TYPES) * type_loss
    return loss, {"roles": role_loss.item(), "types": type_loss.item()}

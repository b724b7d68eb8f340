"""What the network has to learn of MUC-4: for each word and role whether it begins a mention, goes on with one or is in
none, and for each window of which types of incident it tells."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from rashomon.extract.roles.judged import PARTS
from training.encoder.network import padded, padded_inputs
from training.encoder.windowed import IGNORED
from training.reader.network import Network
from training.roles.corpus import ROLES, TYPES, Example

__all__ = ["loss_of"]

TYPE_WEIGHT = 0.1
NAMED = 3.0  # weight of a word in a mention beside one outside, of which there are 300 times as many


def loss_of(network: Network, items: Sequence[Example]) -> tuple[Tensor, dict[str, float]]:
    """Cross-entropy over words and roles, summed over the roles, and of the types."""
    ids, mask, features = padded_inputs(items)
    *_, roles, types, _ = network(ids, mask, features)
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

"""A pretrained encoder that is also told what is known of each word beside the word (extract/trained/features.py)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from transformers import AutoModel

from rashomon.extract.trained.features import SIZES
from training.encoder.windowed import Windowed

__all__ = ["Encoder", "freeze", "padded", "padded_inputs"]


class Encoder(nn.Module):
    """`hidden(ids, mask, features)`: (batch, positions), the same, and (batch, positions, kinds + 1), to (batch,
    positions, width). No dropout; of the layers the lowest `layers` are kept (None: all)."""

    def __init__(self, base: Path, layers: int | None = None) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, attn_implementation="eager", dtype=torch.float32)
        self.encoder.pooler = None
        if layers is not None:
            self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        for module in self.encoder.modules():
            if isinstance(module, nn.Dropout):
                module.p = 0.0
        self.width = int(self.encoder.config.hidden_size)
        self.features = nn.ModuleList(nn.Embedding(size, self.width) for size in SIZES)
        self.head = nn.Linear(self.width, self.width, bias=False)
        for one in (*self.features, self.head):
            nn.init.zeros_(one.weight)

    def hidden(self, ids: Tensor, mask: Tensor, features: Tensor) -> Tensor:
        pieces = self.encoder.embeddings.word_embeddings
        words = pieces(ids) + self.head(pieces(features[..., len(SIZES)]))
        for kind, table in enumerate(self.features):
            words = words + table(features[..., kind])
        hidden: Tensor = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return hidden


def freeze(network: Encoder, layers: int) -> None:
    """Leave the lowest layers as they are, and the embeddings with them; 0 leaves nothing."""
    if layers:
        network.encoder.embeddings.requires_grad_(False)
        for layer in network.encoder.encoder.layer[:layers]:
            layer.requires_grad_(False)


def padded(rows: Sequence[Sequence[int]], value: int) -> Tensor:
    """Rows as one table, filled up to the longest."""
    width = max(map(len, rows))
    return torch.tensor([[*row, *[value] * (width - len(row))] for row in rows])


def padded_inputs(items: Sequence[Windowed]) -> tuple[Tensor, Tensor, Tensor]:
    """ids, mask, features of a batch, padded to the longest."""
    width = max(len(e.window.ids) for e in items)
    features: list[Any] = [np.pad(e.features, ((0, width - len(e.features)), (0, 0))) for e in items]
    return (
        padded([e.window.ids for e in items], 0),
        padded([[1] * len(e.window.ids) for e in items], 0),
        torch.from_numpy(np.stack(features)),
    )

"""The network: a pretrained encoder, what is known of each word beside the word (features.py), a tag for each word, and
a pointer from each word to the cue that it hangs on."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from rashomon.extract.trained.features import SIZES
from training.attribution.corpus import IGNORED, TAGS

__all__ = ["POINTER", "Network", "losses"]

POINTER = 64  # width of the two sides of the pointer


class Network(nn.Module):
    """`forward(ids, mask, features)`, (batch, positions) and (batch, positions, kinds + 1), gives tags (batch,
    positions, 7), and the two sides of the pointer (batch, positions, POINTER): their product is how well a word and a
    cue belong together."""

    def __init__(self, base: Path, layers: int | None = None) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, attn_implementation="eager", dtype=torch.float32)
        self.encoder.pooler = None
        if layers is not None:
            kept = self.encoder.encoder.layer
            step = len(kept) / layers
            self.encoder.encoder.layer = nn.ModuleList(kept[int((i + 1) * step) - 1] for i in range(layers))
        for module in self.encoder.modules():
            if isinstance(module, nn.Dropout):
                module.p = 0.0
        width = self.encoder.config.hidden_size
        self.features = nn.ModuleList(nn.Embedding(size, width) for size in SIZES)
        self.head = nn.Linear(width, width, bias=False)
        for one in (*self.features, self.head):
            nn.init.zeros_(one.weight)
        self.tags = nn.Linear(width, len(TAGS))
        self.word_side = nn.Linear(width, POINTER)
        self.cue_side = nn.Linear(width, POINTER)

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        pieces = self.encoder.embeddings.word_embeddings
        words = pieces(ids) + self.head(pieces(features[..., len(SIZES)]))
        for kind, table in enumerate(self.features):
            words = words + table(features[..., kind])
        hidden = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return self.tags(hidden), self.word_side(hidden), self.cue_side(hidden)


def losses(outputs: tuple[Tensor, Tensor, Tensor], mask: Tensor, tags: Tensor, cues: Tensor) -> tuple[Tensor, Tensor]:
    """Cross-entropy of tags and of pointers, each a mean over the words that have one."""
    logits, word_side, cue_side = outputs
    tag_loss = nn.functional.cross_entropy(logits.flatten(0, 1), tags.flatten(), ignore_index=IGNORED)
    scores = word_side @ cue_side.transpose(1, 2) / POINTER**0.5
    scores = scores.masked_fill(mask[:, None, :] == 0, -1e4)
    cue_loss = nn.functional.cross_entropy(scores.flatten(0, 1), cues.flatten(), ignore_index=IGNORED)
    return tag_loss, cue_loss

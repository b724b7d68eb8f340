"""The network: the encoder, a tag for each word, and a pointer from each word to the cue that it hangs on."""

from __future__ import annotations

from pathlib import Path

from torch import Tensor, nn

from training.attribution.corpus import TAGS
from training.encoder.network import Encoder
from training.encoder.windowed import IGNORED

__all__ = ["OUTPUTS", "POINTER", "Network", "losses"]

POINTER = 64  # width of the two sides of the pointer
OUTPUTS = ("tags", "word_side", "cue_side")


class Network(Encoder):
    """`forward(ids, mask, features)`, (batch, positions) and (batch, positions, kinds + 1), gives tags (batch,
    positions, 7), and the two sides of the pointer (batch, positions, POINTER): their product is how well a word and a
    cue belong together."""

    def __init__(self, base: Path, layers: int | None = None) -> None:
        super().__init__(base, layers)
        self.tags = nn.Linear(self.width, len(TAGS))
        self.word_side = nn.Linear(self.width, POINTER)
        self.cue_side = nn.Linear(self.width, POINTER)

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        hidden = self.hidden(ids, mask, features)
        return self.tags(hidden), self.word_side(hidden), self.cue_side(hidden)


def losses(outputs: tuple[Tensor, Tensor, Tensor], mask: Tensor, tags: Tensor, cues: Tensor) -> tuple[Tensor, Tensor]:
    """Cross-entropy of tags and of pointers, each a mean over the words that have one."""
    logits, word_side, cue_side = outputs
    tag_loss = nn.functional.cross_entropy(logits.flatten(0, 1), tags.flatten(), ignore_index=IGNORED)
    scores = word_side @ cue_side.transpose(1, 2) / POINTER**0.5
    scores = scores.masked_fill(mask[:, None, :] == 0, -1e4)
    cue_loss = nn.functional.cross_entropy(scores.flatten(0, 1), cues.flatten(), ignore_index=IGNORED)
    return tag_loss, cue_loss

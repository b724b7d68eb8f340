"""The network of the reader: one encoder, and heads for who says what for who has which role in an
incident, and for claims."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from rashomon.extract.roles.judged import PARTS
from rashomon.judged import COLUMNS, MARKED
from training.attribution.corpus import TAGS
from training.encoder.network import Encoder
from training.roles.corpus import ROLES, TYPES

__all__ = ["POINTER", "Network"]

POINTER = 64  # width of the two sides of the pointer
OUTSIDE = 4.0  # what the scores of `outside` begin with, so that the first epoch is not spent on learning that


class Network(Encoder):
    """`forward(ids, mask, features)`, (batch, positions) and (batch, positions, kinds + 1), gives for each position

    - tags, (batch, positions, 7): the part it has in an attribution,
    - word_side and cue_side, (batch, positions, POINTER): their product is how well a word and a cue belong together,
    - roles, (batch, positions, roles x PARTS): its part in a mention of each role in an incident,
    - types, (batch, positions, types): meant at the first position, which incidents the window tells of,
    - facts, (batch, positions, answers of all columns): what it names in a claim, and how that is said.
    """

    def __init__(self, base: Path, layers: int | None = None) -> None:
        super().__init__(base, layers)
        self.tags = nn.Linear(self.width, len(TAGS))
        self.word_side = nn.Linear(self.width, POINTER)
        self.cue_side = nn.Linear(self.width, POINTER)
        self.roles = nn.Linear(self.width, len(ROLES) * PARTS)
        self.types = nn.Linear(self.width, len(TYPES))
        self.facts = nn.Linear(self.width, sum(COLUMNS.values()))
        with torch.no_grad():
            self.roles.bias.view(len(ROLES), PARTS)[:, 0] = OUTSIDE
            first = 0
            for name, answers in COLUMNS.items():
                self.facts.bias[first] = OUTSIDE if name in MARKED else 0.0
                first += answers

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        hidden = self.hidden(ids, mask, features)
        heads = (self.tags, self.word_side, self.cue_side, self.roles, self.types, self.facts)
        return tuple(head(hidden) for head in heads)

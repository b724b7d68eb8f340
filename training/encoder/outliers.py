"""Outlying channels of what enters a layer, kept apart from the rest when weights and inputs get eight bits.

In a few channels of BERT-like encoders values are ten times larger than in all others ("LLM.int8()", Dettmers and
others 2022, found the same in larger ones). The eight bits of an input have one step for all its channels, so these few
take the bits from all others: they get a small product of their own, with all their bits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import torch
from torch import Tensor, nn

__all__ = ["Apart", "set_apart"]

OUTLYING = 4  # channels of the input of each layer; with eight the outputs come hardly nearer


class Apart(nn.Module):
    """A linear layer, in two: `rest` of all channels but the outlying ones, and the product of these."""

    def __init__(self, layer: nn.Linear, largest: Tensor) -> None:
        super().__init__()
        places = largest.topk(OUTLYING).indices
        self.kept: Tensor
        self.places: Tensor
        self.rows: Tensor
        self.register_buffer("kept", torch.ones_like(largest).index_fill_(0, places, 0.0))
        self.register_buffer("places", places)
        self.register_buffer("rows", layer.weight.data[:, places].T.clone())
        layer.weight.data[:, places] = 0.0
        self.rest = layer

    def forward(self, entering: Tensor) -> Tensor:
        """(..., channels in) to (..., channels out)."""
        own = torch.matmul(entering.index_select(-1, self.places), self.rows)
        answer: Tensor = self.rest(entering * self.kept) + own
        return answer


def set_apart(layers: Iterable[nn.Module], run: Callable[[], object]) -> None:
    """Part every linear layer in `layers`; `run` runs the network over enough text to see which channels stand out."""
    modules = [module for one in layers for module in one.modules()]
    children = [(module, *child) for module in modules for child in module.named_children()]
    linear = [(module, name, part) for module, name, part in children if isinstance(part, nn.Linear)]
    largest: dict[nn.Module, Tensor] = {}

    def look(layer: nn.Module, entering: tuple[Tensor, ...], _: Tensor) -> None:
        own = entering[0].detach().abs().flatten(0, -2).amax(0)
        largest[layer] = torch.maximum(largest.get(layer, own), own)

    hooks = [layer.register_forward_hook(look) for _, _, layer in linear]
    with torch.no_grad():
        run()
    for hook in hooks:
        hook.remove()
    for module, name, layer in linear:
        setattr(module, name, Apart(layer, largest[layer]))

"""Weights read back from a model that ships, so that training can go on where no checkpoint is left."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

__all__ = ["weights_of"]

QUANTIZED = "_quantized"
PRODUCTS = ("MatMul", "MatMulInteger")


def weights_of(model: Path) -> dict[str, Tensor]:
    """The weights of a `model.onnx` that `export.py` wrote, by their names in the network (training/reader/network.py).

    What has eight bits comes back to within half a step of them, outlying channels (`outliers.py`) to the last bit.
    """
    graph = onnx.load(model).graph
    stored = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    for node in graph.node:
        if node.op_type == "Identity" and node.input[0] in stored:  # equal tables are held once
            stored[node.output[0]] = stored[node.input[0]]
    found = {name: table for name, table in stored.items() if "::" not in name and table.dtype == np.float32}
    for name in [name for name in stored if name.endswith(f".weight{QUANTIZED}")]:
        found[name.removesuffix(QUANTIZED)] = _restored(stored, name)
    for node in graph.node:
        names = [name for name in node.input if name.startswith("onnx::")]
        if node.op_type in PRODUCTS and names:
            path = node.name.removesuffix("_quant").rsplit("/", 1)[0].strip("/").replace("/", ".")
            table = _restored(stored, names[0]) if names[0].endswith(QUANTIZED) else stored[names[0]]
            found[f"{path}.weight"] = table.T
    return {name: torch.from_numpy(np.ascontiguousarray(table)) for name, table in _whole(stored, found).items()}


def _restored(stored: dict[str, NDArray[np.generic]], name: str) -> NDArray[np.float32]:
    base = name.removesuffix(QUANTIZED)
    scale, zero = stored[f"{base}_scale"], stored[f"{base}_zero_point"]
    return (stored[name].astype(np.float32) - zero.astype(np.float32)) * scale.astype(np.float32)


def _whole(
    stored: dict[str, NDArray[np.generic]], found: dict[str, NDArray[np.float32]]
) -> dict[str, NDArray[np.float32]]:
    """With the outlying channels back in their places."""
    whole = {}
    for name, table in found.items():
        layer = name.removesuffix(".rest.weight")
        if name.endswith((".rows", ".kept")) or (name.endswith("_scale") and f"{name[:-6]}{QUANTIZED}" in stored):
            continue
        complete = table.copy()
        if layer != name:
            complete[:, stored[f"{layer}.places"]] = stored[f"{layer}.rows"].T
        whole[name.replace(".rest.", ".")] = complete
    return whole

"""Write the model that ships: ONNX with weights of eight bits, the tokenizer, and the manifest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from rashomon.extract.trained.encoder import FORMAT
from rashomon.extract.trained.features import KINDS
from training.encoder.network import Encoder

__all__ = ["export"]

INPUTS = ("ids", "mask", "features")


def export(network: Encoder, outputs: Sequence[str], tokenizer: Path, about: Mapping[str, Any], folder: Path) -> None:
    """Write `model.onnx`, `tokenizer.json` and `manifest.json` into a folder.

    `outputs` name what the network gives, each (batch, positions, width). Of the products those that `outliers.py` left
    over get eight bits, and the tables of embeddings; `about` goes into the manifest as it is.
    """
    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    example = torch.ones((2, 16), dtype=torch.int64)
    full = folder / "full.onnx"
    torch.onnx.export(
        network,
        (example, example, torch.zeros((2, 16, len(KINDS) + 1), dtype=torch.int64)),
        str(full),
        input_names=list(INPUTS),
        output_names=list(outputs),
        dynamic_axes={name: {0: "batch", 1: "positions"} for name in (*INPUTS, *outputs)},
        opset_version=17,
        dynamo=False,
    )
    # what outliers.py set apart and the heads keep all their bits
    products = [node.name for node in onnx.load(full).graph.node if node.op_type == "MatMul"]
    # seven of the eight bits: processors without VNNI add pairs of products in sixteen bits, which eight would overflow
    quantize_dynamic(
        full,
        folder / "model.onnx",
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        op_types_to_quantize=["MatMul", "Gather"],
        nodes_to_exclude=[name for name in products if not name.endswith("/rest/MatMul")],
    )
    full.unlink()
    (folder / "tokenizer.json").write_bytes(_plain(tokenizer))
    files = ("model.onnx", "tokenizer.json")
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files}
    manifest = {"format": FORMAT, "sha256": sums, **about}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf8")


def _plain(tokenizer: Path) -> bytes:
    """The tokenizer without its cut-off and padding, on one line."""
    content = json.loads(tokenizer.read_text(encoding="utf8"))
    content["truncation"] = content["padding"] = None
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()

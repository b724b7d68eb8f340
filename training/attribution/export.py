"""Write the model that ships: ONNX with weights of eight bits, the tokenizer, and the manifest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic

from rashomon.extract.trained.features import KINDS
from rashomon.extract.trained.model import FORMAT
from training.attribution.corpus import TAGS
from training.attribution.network import POINTER, Network

__all__ = ["export"]

INPUTS, OUTPUTS = ("ids", "mask", "features"), ("tags", "word_side", "cue_side")


def export(
    network: Network,
    tokenizer: Path,
    ids: Mapping[str, int],
    costs: Sequence[NDArray[np.float32]],
    about: Mapping[str, Any],
    folder: Path,
) -> None:
    """Write `model.onnx`, `tokenizer.json` and `manifest.json` into a folder.

    `costs` are the transitions (tags, tags) and start costs (tags); `about` goes into the manifest as it is: what the
    model was trained on, its licence, its figures.
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
        output_names=list(OUTPUTS),
        dynamic_axes={name: {0: "batch", 1: "positions"} for name in (*INPUTS, *OUTPUTS)},
        opset_version=17,
        dynamo=False,
    )
    # seven of the eight bits: processors without VNNI add pairs of products in sixteen bits, which eight would overflow
    quantize_dynamic(
        full,
        folder / "model.onnx",
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        op_types_to_quantize=["MatMul", "Gather"],
        nodes_to_exclude=[f"/{name}/MatMul" for name in OUTPUTS],
    )
    full.unlink()
    (folder / "tokenizer.json").write_bytes(_plain(tokenizer))
    files = ("model.onnx", "tokenizer.json")
    manifest = {
        "format": FORMAT,
        "sha256": {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files},
        **about,
        "tags": TAGS,
        "pointer": POINTER,
        "ids": dict(ids),
        "transitions": [[round(float(x), 4) for x in row] for row in costs[0]],
        "start": [round(float(x), 4) for x in costs[1]],
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf8")


def _plain(tokenizer: Path) -> bytes:
    """The tokenizer without its cut-off and padding, on one line."""
    content = json.loads(tokenizer.read_text(encoding="utf8"))
    content["truncation"] = content["padding"] = None
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()

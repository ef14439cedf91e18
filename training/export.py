"""Writes what ships: the averaged weights as int8 ONNX, its labels, tokenizer and checksums.

    python -m training.export RUN_DIR BASE_MODEL_DIR OUT_DIR --version 1

One scale a channel: with one scale a tensor the encoder's output is at cosine 0.90 of fp32, with
one a channel at 0.98. `reduce_range` keeps signed products from saturating where there is no VNNI.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from training.heads import (
    ATTRIBUTION,
    BUCKETS,
    FORCES,
    KINDS,
    LINKS,
    MENTION,
    PARTY,
    STATUSES,
    TOKEN_HEADS,
    TRIGGER,
    TYPES,
)
from training.network import Network

NAMES = ("ids", "case", "quote", "layout", "role", "mask")


def onnx_fp32(net: Network, path: Path) -> None:
    net.eval()
    inputs = tuple(torch.ones(2, 16, dtype=torch.long) for _ in NAMES)
    axes = {name: {0: "batch", 1: "pieces"} for name in (*NAMES, "tokens")}
    axes["relation"] = {0: "batch"}
    torch.onnx.export(net, inputs, str(path), input_names=list(NAMES),
                      output_names=["tokens", "relation"], dynamic_axes=axes,
                      opset_version=17, dynamo=False)


class RowTable(torch.nn.Module):
    """The word table in int8, one scale a word: one scale for all is off by 9 % in the mean."""

    def __init__(self, weight: torch.Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("table", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        rows: torch.Tensor = self.table[ids].to(torch.float32) * self.scale[ids]
        return rows


def head_nodes(path: Path) -> list[str]:
    """The heads' own products stay fp32: one megabyte, and half a point of content F1."""
    graph = onnx.load(str(path), load_external_data=False).graph
    return [n.name for n in graph.node
            if n.op_type in ("MatMul", "Gemm") and n.name.startswith(("/heads", "/relate"))]


def labels(net: Network, version: str) -> dict[str, object]:
    def rounded(tensor: torch.Tensor) -> object:
        return np.round(tensor.detach().numpy().astype(float), 4).tolist()

    return {
        "version": version,
        "heads": TOKEN_HEADS,
        "tags": {"attribution": ATTRIBUTION, "mention": MENTION, "trigger": TRIGGER,
                 "party": PARTY, "force": FORCES, "kind": KINDS, "status": STATUSES,
                 "relation": TYPES},
        "transitions": {"attribution": rounded(net.crf.transitions),
                        "trigger": rounded(net.crf_trigger.transitions)},
        "starts": {"attribution": rounded(net.crf.start_transitions),
                   "trigger": rounded(net.crf_trigger.start_transitions)},
        "links": LINKS,
        "buckets": BUCKETS,
        "distance": rounded(net.distance),
        "none": rounded(net.none),
        "shift": rounded(net.shift),
        "mix": rounded(net.mix),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("run", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--version", default="1")
    parser.add_argument("--fp32", action="store_true", help="leave the weights as they are")
    options = parser.parse_args()
    net = Network(options.base)
    net.load_state_dict(torch.load(options.run / "average.pt", weights_only=True)["average"])
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        if options.fp32:
            onnx_fp32(net, options.out / "model.onnx")
        else:
            words = net.encoder.embeddings.word_embeddings
            net.encoder.embeddings.word_embeddings = RowTable(words.weight.detach())
            onnx_fp32(net, plain)
            quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
            quantize_dynamic(str(ready), str(options.out / "model.onnx"), per_channel=True,
                             reduce_range=True, weight_type=QuantType.QInt8,
                             op_types_to_quantize=["MatMul", "Gemm"],
                             nodes_to_exclude=head_nodes(ready))
    (options.out / "labels.json").write_text(
        json.dumps(labels(net, options.version), ensure_ascii=False), encoding="utf-8"
    )
    shutil.copy(options.base / "tokenizer.json", options.out / "tokenizer.json")
    sums = []
    for name in ("model.onnx", "tokenizer.json", "labels.json"):
        digest = hashlib.sha256((options.out / name).read_bytes()).hexdigest()
        sums.append(f"{digest}  {name}\n")
    (options.out / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
    print(*sums, f"{(options.out / 'model.onnx').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

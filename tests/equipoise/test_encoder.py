"""Words to vectors: always the same, alone or among others."""

import numpy as np
import pytest

from equipoise.encoder import DIMENSIONS, Encoder, load_encoder
from equipoise.errors import WeightsMissing

TEXTS = [f"what do you like about day {number}?" for number in range(80)]


def test_a_text_has_the_same_vector_alone_and_among_others():
    alone = np.stack([Encoder().encode([text])[0] for text in TEXTS[:3]])
    assert np.array_equal(load_encoder().encode(TEXTS)[:3], alone)


def test_vectors_are_of_unit_length():
    vectors = load_encoder().encode(["hi", "", "🙂", "word " * 2000])
    assert vectors.shape == (4, DIMENSIONS)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_vectors():
    assert load_encoder().encode([]).shape == (0, DIMENSIONS)


def test_near_in_meaning_is_near():
    first, second, other = load_encoder().encode(
        ["How are you sleeping?", "what are the nights like?", "nice shoes"]
    )
    assert first @ second > first @ other


def test_missing_weights_say_what_to_do(tmp_path):
    with pytest.raises(WeightsMissing, match=r"encoder.onnx is missing"):
        Encoder(tmp_path)

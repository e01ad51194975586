"""The classifier's core, without Rasa, on a handful of lines of its own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.topics import COMMANDS, TopicModel, train
from equipoise.encoder import load_encoder

LINES = {
    "sleep_mood": ["How are you sleeping?", "what are the nights like", "You sound low these days."],
    "family": ["Who is in your family?", "how is your mother", "Your brother worries about you."],
    "use_now": ["How much are you drinking?", "what are you using these days", "So it is a bottle a day."],
    "hint": ["give me a hint", "hint please", "i need a hint"],
}


@pytest.fixture(scope="module")
def model() -> TopicModel:
    texts = [text for lines in LINES.values() for text in lines]
    labels = [label for label, lines in LINES.items() for _ in lines]
    return train(texts, labels, load_encoder().encode(texts))


def test_new_words_get_the_nearest_topic(model: TopicModel) -> None:
    encode = load_encoder().encode
    assert model.guess("do you sleep well at night", encode).intent == "sleep_mood"
    assert model.guess("Tell me about your family.", encode).intent == "family"
    assert model.guess("How much do you drink in a week?", encode).intent == "use_now"


def test_a_command_heard_clearly_is_a_command_and_the_topics_stay(model: TopicModel) -> None:
    guess = model.guess("give me a hint please", load_encoder().encode)
    assert guess.intent == "hint"
    assert not set(COMMANDS) & {name for name, _ in guess.topics}
    assert sum(share for _, share in guess.topics) == pytest.approx(1.0, abs=0.001)


def test_a_command_heard_unclearly_is_a_turn(model: TopicModel) -> None:
    shares = np.array([0.3 if label == "hint" else 0.7 / 3 for label in model.labels])
    assert model.read(shares).intent != "hint"


@pytest.mark.parametrize(
    "text", ["", "   ", "\x00", "🙂", "\ud800", "مرحبا", pytest.param("x" * 100_000, id="long")]
)
def test_any_text_gets_a_guess(model: TopicModel, text: str) -> None:
    assert len(model.guess(text, load_encoder().encode).topics) == 3


def test_a_stored_model_is_the_same_model(model: TopicModel, tmp_path: Path) -> None:
    model.save(tmp_path / "topics.npz")
    stored = TopicModel.load(tmp_path / "topics.npz")
    texts = ["How is your sister?", "and the nights?"]
    encode = load_encoder().encode
    assert stored.labels == model.labels
    assert np.array_equal(stored.probabilities(texts, encode), model.probabilities(texts, encode))


def test_training_twice_gives_the_same_model(model: TopicModel) -> None:
    texts = [text for lines in LINES.values() for text in lines]
    labels = [label for label, lines in LINES.items() for _ in lines]
    again = train(texts, labels, load_encoder().encode(texts))
    assert np.array_equal(again.pulls, model.pulls)
    assert np.array_equal(again.wording, model.wording)

"""Which action follows, without a model file."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUtteranceReverted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.policy import TurnPolicy, _answers_in

DOMAIN = Domain.load(str(Path(__file__).parents[2] / "domain.yml"))


def policy() -> TurnPolicy:
    made = TurnPolicy.__new__(TurnPolicy)
    made.answers = {"hint": "action_hint", "family": "action_take_turn"}
    return made


def tracker_after(*events: object) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("someone", list(events), DOMAIN.slots)


@pytest.mark.parametrize(
    ("intent", "action"),
    [
        ("hint", "action_hint"),
        ("family", "action_take_turn"),
        ("restart", "action_take_turn"),
        (None, "action_take_turn"),
    ],
)
def test_a_message_gets_the_action_of_its_intent_and_words_are_a_turn(
    intent: str | None, action: str
) -> None:
    message = UserUttered("words", {"name": intent, "confidence": 1.0})
    tracker = tracker_after(ActionExecuted("action_listen"), message)
    assert policy().next_action(tracker) == action


def test_after_an_answer_the_bot_listens() -> None:
    message = UserUttered("words", {"name": "family", "confidence": 1.0})
    tracker = tracker_after(ActionExecuted("action_listen"), message, ActionExecuted("action_take_turn"))
    assert policy().next_action(tracker) == "action_listen"


def test_after_a_message_was_taken_back_the_bot_listens() -> None:
    message = UserUttered("words", {"name": "hint", "confidence": 1.0})
    events = (
        ActionExecuted("action_listen"),
        message,
        ActionExecuted("action_hint"),
        UserUtteranceReverted(),
    )
    assert policy().next_action(tracker_after(*events)) == "action_listen"


def test_the_table_is_read_from_a_rule() -> None:
    message = UserUttered("words", {"name": "hint", "confidence": 1.0})
    rule = tracker_after(
        ActionExecuted("action_listen"),
        message,
        ActionExecuted("action_hint"),
        ActionExecuted("action_listen"),
    )
    assert _answers_in(rule) == {"hint": "action_hint"}

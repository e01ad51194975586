"""The quick way from the end gives what Rasa's own way from the start gives."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.in_force import newest_in_force

DOMAIN = Domain.load(str(Path(__file__).parents[2] / "domain.yml"))


@pytest.mark.parametrize("seed", range(50))
def test_events_in_force_are_rasas_applied_events_backwards(seed: int) -> None:
    chance = random.Random(seed)
    tracker = DialogueStateTracker("someone", DOMAIN.slots)
    tracker.update(ActionExecuted("action_session_start"))
    tracker.update(SessionStarted())
    messages = 0
    for number in range(30):
        tracker.update(ActionExecuted("action_listen"))
        tracker.update(UserUttered(f"words {number}", {"name": "family", "confidence": 0.9}))
        tracker.update(ActionExecuted("action_take_turn"))
        tracker.update(BotUttered(f"reply {number}"))
        tracker.update(SlotSet("turn", number))
        messages += 1
        back = chance.choice((0, 0, 1, min(2, messages)))
        for _ in range(back):
            tracker.update(UserUtteranceReverted())
        messages -= back
        if chance.random() < 0.05:
            tracker.update(Restarted())
            messages = 0
    assert list(newest_in_force(tracker)) == tracker.applied_events()[::-1]

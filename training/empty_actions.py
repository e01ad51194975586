"""The same bot with nothing behind it, for ``bench_turns``: actions that answer at once with the least there can be."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher


def warm_up() -> None:
    """Nothing to load."""


class EmptyStart(Action):
    """A session with a name and nothing else."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_start_session"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        """Set the slots once."""
        rest = {"id": tracker.sender_id, "client_said": "", "counselor_said": "", "ending": None}
        slots = {
            "case": "none",
            "mode": "coached",
            "turn": 0,
            "client_state": {},
            "ledger": {},
            "session_rest": rest,
        }
        dispatcher.utter_message(json_message={"act": "start", "turn_id": "", "turn": 0})
        return [SlotSet(name, value) for name, value in slots.items()]


class EmptyTurn(Action):
    """A turn that hears and says nothing."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_take_turn"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        """Count the turn."""
        turn = int(tracker.get_slot("turn")) + 1
        turn_id = tracker.latest_message["metadata"]["turn_id"]
        dispatcher.utter_message(json_message={"act": "turn", "turn_id": turn_id, "turn": turn})
        return [SlotSet("turn", turn)]

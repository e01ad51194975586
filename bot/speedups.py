"""Changes to Rasa 3.6.21's own code that make a turn quick and keep it quick; none changes what a turn does.

Each is guarded by the version it was measured with: another Rasa runs unpatched, slower.
"""

from __future__ import annotations

import copy
import functools
import logging
from itertools import islice
from typing import Any

import rasa
import rasa.core.actions.action as action_module
import rasa.shared.utils.common
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from bot.in_force import newest_in_force

MEASURED_WITH = "3.6.21"

ACTION_SECONDS = 20
"""How long an action may take. Rasa would wait 300 s, five times as long as a conversation's lock lives."""

_EVENTS_SENT = 20
"""Events in force sent to an action: enough to see whether a turn can be taken back (a turn makes about eight)."""

logger = logging.getLogger(__name__)


def apply() -> None:
    """Patch this process, if it runs the Rasa these patches were made for."""
    action_module.DEFAULT_REQUEST_TIMEOUT = ACTION_SECONDS
    if rasa.__version__ != MEASURED_WITH:
        logger.warning("Rasa %s is not %s: running without the speedups", rasa.__version__, MEASURED_WITH)
        return
    _check_results_with_one_validator()
    _remember_event_classes()
    RemoteAction._action_call_format = _lean_call
    DialogueStateTracker.copy = copy_tracker


def _check_results_with_one_validator() -> None:
    """Rasa checks the *schema* anew for every action: 40 ms with the server standing still (RasaHQ/rasa#11717)."""
    schema = RemoteAction.action_response_format_spec()
    validator = validator_for(schema)(schema)

    def validate(self: RemoteAction, result: dict[str, Any]) -> bool:
        validator.validate(result)
        return True

    RemoteAction._validate_action_result = validate


def _remember_event_classes() -> None:
    """Rasa walks all subclasses of Event for every event it reads back."""
    plain = rasa.shared.utils.common.all_subclasses
    if not hasattr(plain, "cache_info"):
        rasa.shared.utils.common.all_subclasses = functools.lru_cache(maxsize=None)(plain)


def _lean_call(self: RemoteAction, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
    """What an action of ours needs. Rasa sends the whole conversation and domain: 480 kB by turn 200."""
    return {
        "next_action": self._name,
        "sender_id": tracker.sender_id,
        "version": rasa.__version__,
        "domain": {},
        "tracker": {
            "sender_id": tracker.sender_id,
            "slots": tracker.current_slot_values(),
            "latest_message": tracker._latest_message_data(),
            "events": [_outline(event) for event in islice(newest_in_force(tracker), _EVENTS_SENT)][::-1],
            "paused": False,
            "followup_action": None,
            "active_loop": {},
            "latest_action_name": tracker.latest_action_name,
        },
    }


def _outline(event: Any) -> dict[str, Any]:
    """An event's kind and name; what was said and the slots' values stay where they are."""
    return {
        "event": event.type_name,
        "name": getattr(event, "action_name", None),
        "input_channel": getattr(event, "input_channel", None),
        "timestamp": event.timestamp,
    }


def copy_tracker(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """An independent tracker in the same state. Rasa replays every event of the conversation, twice a turn."""
    twin = copy.copy(tracker)
    twin.events = copy.copy(tracker.events)
    twin.slots = {name: copy.copy(slot) for name, slot in tracker.slots.items()}
    twin.latest_action = copy.copy(tracker.latest_action)
    twin.active_loop = copy.copy(tracker.active_loop)
    # As in Rasa's own copy: events added to the twin are not stamped with the model.
    twin.model_id = twin.assistant_id = None
    return twin

"""A practice session as Rasa slots and back, as plain dictionaries (``practice.Session.to_dict()``).

Imports nothing, so that Rasa's own process can use it without loading the coder.
"""

from __future__ import annotations

from typing import Any

_OWN_SLOT = {"case": "case", "mode": "mode", "turn": "turn", "client": "client_state", "ledger": "ledger"}
"""Parts of a session that have a slot of their own, by part."""

_REST_SLOT = "session_rest"
_REST_PARTS = ("id", "client_said", "counselor_said", "ending")

SLOTS = (*_OWN_SLOT.values(), _REST_SLOT)
PARTS = (*_OWN_SLOT, *_REST_PARTS)


def slots_of(session: dict[str, Any]) -> dict[str, Any]:
    """Slot values by name. Raises KeyError when a part is missing, ValueError when one is unknown."""
    if unknown := sorted(set(session) - set(PARTS)):
        raise ValueError(f"not part of a session: {', '.join(unknown)}")
    rest = {part: session[part] for part in _REST_PARTS}
    return {**{slot: session[part] for part, slot in _OWN_SLOT.items()}, _REST_SLOT: rest}


def changed_slots(before: dict[str, Any], session: dict[str, Any]) -> dict[str, Any]:
    """The slot values of ``session`` that differ from the slots ``before``."""
    return {name: value for name, value in slots_of(session).items() if before.get(name) != value}


def session_in(slots: dict[str, Any]) -> dict[str, Any] | None:
    """The session held in ``slots``, None when there is none."""
    rest = slots.get(_REST_SLOT)
    if not rest:
        return None
    session = {part: slots[slot] for part, slot in _OWN_SLOT.items()}
    session["turn"] = int(session["turn"])
    return {**session, **rest}

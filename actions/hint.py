"""A hint for the next reply; it leaves no trace in the conversation."""

from __future__ import annotations

from actions.clients import how_to_start
from actions.session_action import Answer, Call, NoSession, SessionAction
from equipoise.practice import hint


class Hint(SessionAction):
    """``/hint``, or "give me a hint"."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_hint"

    def answer(self, call: Call) -> Answer:
        """A question to oneself. Raises NoSession, SessionOver."""
        if call.session is None:
            raise NoSession(how_to_start())
        text = hint(call.session)
        return Answer({"act": "hint", "hint": text, "turn": call.session.turn}, (text,), take_back=1)

"""Trying the last turn again: Rasa takes the turn back, so every slot is exactly as it was before it."""

from __future__ import annotations

from actions.clients import how_to_start
from actions.session_action import Answer, Call, NoSession, NothingToRetry, SessionAction
from equipoise.errors import SessionOver


class RetryTurn(SessionAction):
    """``/retry_turn``, or "let me try that again". A turn the client walked out on can be tried again too."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_retry_turn"

    def answer(self, call: Call) -> Answer:
        """Two messages are undone: this one and the turn. Raises NoSession, SessionOver, NothingToRetry."""
        if call.session is None:
            raise NoSession(how_to_start())
        if call.session.ending == "ended_by_counselor":
            raise SessionOver("This session has ended, so no turn can be tried again.")
        if not call.can_retry:
            raise NothingToRetry("There is no turn to try again yet.")
        text = "That turn is taken back. What would you like to say instead?"
        return Answer({"act": "retry", "turn_id": call.turn_id, "message": text}, (text,), take_back=2)

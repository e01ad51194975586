"""Pausing: nothing changes, and saying so is the whole point."""

from __future__ import annotations

from actions.session_action import Answer, Call, SessionAction


class PauseSession(SessionAction):
    """``/pause_session``, or "pause here"."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_pause_session"

    def answer(self, call: Call) -> Answer:
        """A word that the session is kept. Never raises."""
        text = "Paused. Everything is kept; go on whenever you like by writing your next reply."
        return Answer({"act": "pause", "message": text}, (text,), take_back=1)

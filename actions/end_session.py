"""Ending a session: the client says goodbye."""

from __future__ import annotations

from actions.clients import how_to_start
from actions.session_action import Answer, Call, NoSession, SessionAction, told
from equipoise.practice import end


class EndSession(SessionAction):
    """``/end_session``, or "end the session". Ending twice changes nothing."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_end_session"

    def answer(self, call: Call) -> Answer:
        """The client's goodbye. Raises NoSession."""
        if call.session is None:
            raise NoSession(how_to_start())
        outcome = end(call.session)
        return told("end", call, outcome, (*outcome.replies, "(The session is over.)"))

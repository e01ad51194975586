"""Starting a session with a named client, who speaks first."""

from __future__ import annotations

from actions.clients import case_id_for, how_to_start
from actions.session_action import Answer, Call, NoSession, SessionAction, SessionRunning, told
from equipoise.practice import start


class StartSession(SessionAction):
    """``/start_session{"case": "dez"}``, or "start a session with Dez"."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_start_session"

    def answer(self, call: Call) -> Answer:
        """The client's opening words. Raises NoSession without a name, SessionRunning, UnknownCase."""
        if call.session and not call.session.ending:
            raise SessionRunning(
                f"A session with {call.session.case} is under way. End it first with /end_session, then start another."
            )
        if call.case_name is None:
            raise NoSession(how_to_start())
        mode = call.asked.get("mode", "coached")
        return told("start", call, start(call.sender, case_id_for(call.case_name), mode=mode))

"""What the trainer can do, in a few lines."""

from __future__ import annotations

from actions.clients import how_to_start
from actions.session_action import Answer, Call, SessionAction

_COMMANDS = (
    "Write what you would say to the client. Besides that: /hint for a nudge, /retry_turn to take your last reply "
    "back, /pause_session, /end_session."
)


class ShowHelp(SessionAction):
    """``/show_help``, or "what can I do here"."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_show_help"

    def answer(self, call: Call) -> Answer:
        """The commands, and how to start where no session is under way. Never raises."""
        text = _COMMANDS if call.session else how_to_start()
        return Answer({"act": "help", "message": text}, (text,), take_back=1)

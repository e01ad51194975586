"""The counselor's words become a turn. Everything that happens to them happens in ``practice.take_turn``."""

from __future__ import annotations

from actions.clients import how_to_start
from actions.session_action import Answer, Call, NoSession, SessionAction, told
from equipoise.client.listening import TopicGuess
from equipoise.practice import take_turn
from equipoise.topics import topic_names


class TakeTurn(SessionAction):
    """Any words that are not a command."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_take_turn"

    def answer(self, call: Call) -> Answer:
        """The client's reply. Raises NoSession, WordsRefused, SessionOver."""
        if call.session is None:
            raise NoSession(how_to_start())
        topics = [TopicGuess(name, share) for name, share in call.topics if name in topic_names()]
        outcome = take_turn(call.session, call.words, topics, turn_id=call.turn_id)
        says = outcome.replies
        if outcome.session.ending:
            says = (*says, "(The client has left. The session is over.)")
        return told("turn", call, outcome, says)

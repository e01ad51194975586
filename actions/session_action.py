"""What every action shares: reading the call, answering off the event loop, turning refusals into words.

Two kinds of reader: our own channel gets one JSON message, ``rasa shell`` and REST get plain text.
A counselor's words never reach a log.
"""

from __future__ import annotations

import asyncio
import logging
import traceback
from abc import ABC, abstractmethod
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet, UserUtteranceReverted
from rasa_sdk.executor import CollectingDispatcher

from actions.session_slots import changed_slots, session_in
from equipoise.errors import EquipoiseError, SessionOver, UnknownCase, WordsRefused
from equipoise.practice import Outcome, Session

OUR_CHANNEL = "equipoise"

logger = logging.getLogger(__name__)

# One worker: scoring holds Python's lock anyway, and the models are then never used from two threads at once.
_worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="practice")


@dataclass(frozen=True)
class Call:
    """What Rasa asks: the counselor's words as heard, and the session so far (None before the first).

    ``turn_id`` and ``asked`` (the fields of a start) are set by our own channel only.
    ``can_retry``: the last thing that happened was a turn that Rasa can take back.
    """

    sender: str
    words: str
    topics: tuple[tuple[str, float], ...]
    case_name: str | None
    session: Session | None
    turn_id: str
    asked: dict[str, Any]
    can_retry: bool


@dataclass(frozen=True)
class Answer:
    """``result`` for our channel, ``says`` for the others, ``session`` to be kept (None: as it was).

    ``take_back`` is how many of the counselor's messages are undone, this one first.
    """

    result: dict[str, Any]
    says: tuple[str, ...]
    session: Session | None = None
    take_back: int = 0


class NoSession(EquipoiseError):
    """Words came before a session was started."""


class SessionRunning(EquipoiseError):
    """A session was to be started while another is under way."""


class NothingToRetry(EquipoiseError):
    """There is no turn that could be taken back."""


_CODES: dict[type[EquipoiseError], str] = {
    WordsRefused: "words_refused",
    SessionOver: "session_over",
    UnknownCase: "unknown_case",
    NoSession: "no_session",
    SessionRunning: "session_running",
    NothingToRetry: "nothing_to_retry",
}


class SessionAction(Action, ABC):
    """An action that answers one message. A refused or failed message leaves no trace in the conversation."""

    @abstractmethod
    def answer(self, call: Call) -> Answer:
        """The answer; may raise any EquipoiseError, whose message is then shown. Runs in a worker thread."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[Any]:
        """Rasa's door: answer, speak, and return the events that change the tracker."""
        answer = await asyncio.get_running_loop().run_in_executor(_worker, self._answer_safely, tracker)
        if tracker.get_latest_input_channel() == OUR_CHANNEL:
            dispatcher.utter_message(json_message=answer.result)
        else:
            for number, text in enumerate(answer.says):
                # The outcome rides along with the first message: an archive of a REST session has the codes.
                dispatcher.utter_message(text=text, **({"metadata": answer.result} if number == 0 else {}))
        kept = changed_slots(tracker.slots, answer.session.to_dict()) if answer.session else {}
        return [SlotSet(name, value) for name, value in kept.items()] + [
            UserUtteranceReverted()
        ] * answer.take_back

    def _answer_safely(self, tracker: Tracker) -> Answer:
        try:
            return self.answer(_call_from(tracker))
        except EquipoiseError as error:
            code = next((code for kind, code in _CODES.items() if isinstance(error, kind)), "engine_away")
            return refusal(code, str(error))
        except Exception as error:
            # Where and what kind, not the message: it may quote the counselor.
            place = traceback.extract_tb(error.__traceback__)[-1]
            logger.error(
                "%s failed: %s at %s:%s", self.name(), type(error).__name__, place.filename, place.lineno
            )
            return refusal(
                "engine_away", "Something went wrong here. Your last message was not counted; send it again."
            )


def refusal(code: str, message: str) -> Answer:
    """An answer that says why, and leaves the conversation as it was before the message."""
    return Answer({"error": code, "message": message}, (message,), take_back=1)


def told(act: str, call: Call, outcome: Outcome, says: tuple[str, ...] | None = None) -> Answer:
    """An answer that carries an Outcome; ``says`` replaces the client's replies on plain channels."""
    result = {**outcome.to_dict(), "act": act, "turn_id": call.turn_id, "turn": outcome.session.turn}
    return Answer(result, outcome.replies if says is None else says, outcome.session)


def _call_from(tracker: Tracker) -> Call:
    message = tracker.latest_message or {}
    metadata = message.get("metadata") or {}
    raw = session_in(tracker.slots)
    entities = message.get("entities") or []
    return Call(
        sender=tracker.sender_id,
        words=message.get("text") or "",
        topics=tuple((guess["name"], guess["confidence"]) for guess in message.get("intent_ranking") or ()),
        case_name=next((str(entity["value"]) for entity in entities if entity.get("entity") == "case"), None),
        session=Session.from_dict(raw) if raw else None,
        turn_id=metadata.get("turn_id") or "",
        asked=metadata.get("asked") or {},
        can_retry=_last_was_turn(tracker.events),
    )


def _last_was_turn(events: list[dict[str, Any]]) -> bool:
    """Whether the message before the current one was answered as a turn (and not, say, as a start)."""
    messages = [place for place, event in enumerate(events) if event.get("event") == "user"]
    since = events[messages[-2] if len(messages) > 1 else 0 :]
    return any(event.get("name") == "action_take_turn" for event in since)

"""One message through Rasa, whole or not at all: what the web app's channel does once a request is well formed.

Rasa's own ``handle_message`` keeps a half-done turn when an action fails, and forgets nothing that was sent twice.
Here a known id gives the stored result again, and nothing is saved unless the action answered. HTTP is for
``channel``.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from actions.session_slots import session_in, slots_of
from bot.in_force import newest_in_force
from bot.stores import CachedSQLTrackerStore
from bot.topic_classifier import TopicClassifier
from bot.topics import COMMANDS

CHANNEL = "equipoise"

_STATUS = {
    "no_session": 404,
    "session_over": 409,
    "out_of_step": 409,
    "session_running": 409,
    "nothing_to_retry": 409,
    "words_refused": 400,
    "unknown_case": 400,
    "engine_away": 503,
    "store_away": 503,
}

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Refused(Exception):
    """Why there is no result: a code, a sentence, and what else helps the web app."""

    code: str
    message: str
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def status(self) -> int:
        """The HTTP status that goes with the code."""
        return _STATUS[self.code]

    def body(self) -> dict[str, Any]:
        """JSON-ready."""
        return {"error": self.code, "message": self.message, **self.more}


class Conversations:
    """All conversations of one Rasa agent. Every method takes a session id and gives a JSON-ready result, or raises
    Refused; a second call for the same session waits for the first."""

    def __init__(self, agent: Agent) -> None:
        """Uses the agent's model and stores. Takes Rasa's fail-safe wrapper off the tracker store: it answers a lost
        database with an empty memory and says nothing."""
        store = agent.tracker_store
        self._store: CachedSQLTrackerStore = (
            store._tracker_store if isinstance(store, FailSafeTrackerStore) else store
        )
        agent.tracker_store = agent.processor.tracker_store = self._store
        self._agent = agent
        self._classifier = _node_of(agent)

    async def start(self, session: str, *, case: str, mode: str) -> dict[str, Any]:
        """The client's opening words; again the same for the same session."""
        async with self._agent.lock_store.lock(session):
            tracker = await self._agent.processor.fetch_tracker_with_initial_session(session)
            if stored := _given(newest_in_force(tracker), "start"):
                if (stored["session"]["case"], stored["session"]["mode"]) != (case, mode):
                    raise Refused("session_running", "This session was started with another client or mode.")
                return stored
            entity = {"entity": "case", "value": case}
            return await self._run(tracker, "start_session", entities=[entity], asked={"mode": mode})

    async def turn(
        self, session: str, *, turn_id: str, text: str, expected_turn: int | None
    ) -> dict[str, Any]:
        """How the words were heard and what the client says; the stored result for a known ``turn_id``."""
        async with self._agent.lock_store.lock(session):
            tracker = await self._tracker(session)
            if stored := _given(reversed(tracker.events), "turn", turn_id):
                return stored
            now = _now(tracker)
            if now["ending"]:
                raise Refused("session_over", "This session has ended.")
            if expected_turn is not None and expected_turn != now["turn"]:
                raise Refused(
                    "out_of_step", "The record and the bot count different turns.", {"turn": now["turn"]}
                )
            ranking = self._topics(text, tracker)
            return await self._run(tracker, ranking[0]["name"], text=text, ranking=ranking, turn_id=turn_id)

    async def hint(self, session: str) -> dict[str, Any]:
        """A question to oneself for the next reply."""
        async with self._agent.lock_store.lock(session):
            return await self._run(await self._tracker(session), "hint")

    async def end(self, session: str) -> dict[str, Any]:
        """The client's goodbye; again the same for an ended session."""
        async with self._agent.lock_store.lock(session):
            tracker = await self._tracker(session)
            return _given(newest_in_force(tracker), "end") or await self._run(tracker, "end_session")

    async def retry(self, session: str, *, turn_id: str) -> dict[str, Any]:
        """Take turn ``turn_id`` back, which must be the last; asked again, only the state is told again."""
        async with self._agent.lock_store.lock(session):
            tracker = await self._tracker(session)
            if _last_result(tracker).get("turn_id") == turn_id:
                await self._run(tracker, "retry_turn", turn_id=turn_id)
            elif not _given(reversed(tracker.events), "retry", turn_id):
                raise Refused("out_of_step", "This is not the last turn.", {"turn": _now(tracker)["turn"]})
            now = _now(tracker)
            return {"act": "retry", "turn_id": turn_id, "turn": now["turn"], "session": now}

    async def restore(self, state: dict[str, Any]) -> dict[str, Any]:
        """Put a conversation where the record stands (practice.Session.to_dict()); what was before is out of force."""
        slots = slots_of(state)
        async with self._agent.lock_store.lock(state["id"]):
            tracker = await self._agent.processor.fetch_tracker_with_initial_session(state["id"])
            start = [
                Restarted(),
                ActionExecuted("action_session_start"),
                SessionStarted(),
                ActionExecuted("action_listen"),
            ]
            events = start + [SlotSet(name, value) for name, value in slots.items()]
            tracker.update_with_events(events, self._agent.domain)
            await self._save(tracker)
            now = _now(tracker)
            return {"act": "restore", "turn": now["turn"], "session": now}

    async def ping(self) -> None:
        """Raises when the database is away."""
        await self._store.ping()

    async def _tracker(self, session: str) -> DialogueStateTracker:
        tracker = await self._store.retrieve(session)
        if tracker is None or session_in(tracker.current_slot_values()) is None:
            raise Refused("no_session", "No such session here.")
        tracker.model_id = self._agent.processor.model_metadata.model_id
        tracker.assistant_id = tracker.assistant_id or self._agent.processor.model_metadata.assistant_id
        return tracker

    def _topics(self, text: str, tracker: DialogueStateTracker) -> list[dict[str, Any]]:
        """Ranked topics of ``text``. Asks the classifier itself: the way through the whole graph ends in Rasa's
        handler for ``/payloads``, and what a counselor writes is never one."""
        inputs = {PLACEHOLDER_MESSAGE: [UserMessage(text)], PLACEHOLDER_TRACKER: tracker}
        heard = self._agent.processor.graph_runner.run(inputs=inputs, targets=[self._classifier])
        ranking = heard[self._classifier][0].get("intent_ranking")
        # A command heard in the words stands first, before the topics; here words are words.
        return [guess for guess in ranking if guess["name"] not in COMMANDS]

    async def _run(
        self,
        tracker: DialogueStateTracker,
        intent: str,
        *,
        text: str | None = None,
        ranking: list[dict[str, Any]] | None = None,
        entities: list[dict[str, Any]] | None = None,
        turn_id: str = "",
        asked: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Let Rasa answer one message and save the conversation, or raise Refused and save nothing."""
        domain, processor = self._agent.domain, self._agent.processor
        heard = {"name": intent, "confidence": 1.0 if ranking is None else ranking[0]["confidence"]}
        parse = {
            "text": f"/{intent}" if text is None else text,
            "intent": heard,
            "intent_ranking": ranking or [],
            "entities": entities or [],
            "metadata": {"turn_id": turn_id, "asked": asked or {}},
        }
        message = UserUttered(
            parse["text"], heard, entities, parse, input_channel=CHANNEL, message_id=turn_id or None
        )
        tracker.update(message, domain)
        output = CollectingOutputChannel()
        await processor._run_prediction_loop(output, tracker)
        result = next((said["custom"] for said in output.messages if "custom" in said), None)
        if result is None:
            raise Refused("engine_away", "The part that answers is away. Nothing was counted; send it again.")
        if "error" in result:
            raise Refused(result["error"], result["message"])
        await self._save(tracker)
        return result

    async def _save(self, tracker: DialogueStateTracker) -> None:
        try:
            await self._store.save(tracker)
        except Exception as error:
            logger.error("A turn could not be stored (%s)", type(error).__name__)
            raise Refused(
                "store_away", "The turn could not be stored. Nothing was counted; send it again."
            ) from error


def _node_of(agent: Agent) -> str:
    """The name under which the model's graph runs our classifier."""
    nodes = agent.processor.model_metadata.predict_schema.nodes
    return next(name for name, node in nodes.items() if issubclass(node.uses, TopicClassifier))


def _now(tracker: DialogueStateTracker) -> dict[str, Any]:
    return session_in(tracker.current_slot_values()) or {}


def _results(events: Iterable[Event]) -> Iterator[dict[str, Any]]:
    # type, not isinstance: Rasa's events are abstract classes, whose isinstance is ten times as slow.
    return (
        event.data["custom"] for event in events if type(event) is BotUttered and event.data.get("custom")
    )


def _given(newest: Iterable[Event], act: str, turn_id: str | None = None) -> dict[str, Any] | None:
    """The newest result given for ``act``. All events know of turns taken back since; those in force do not."""
    for result in _results(newest):
        if result.get("act") == act and turn_id in (None, result.get("turn_id")):
            return result
    return None


def _last_result(tracker: DialogueStateTracker) -> dict[str, Any]:
    """What the latest message in force was answered; empty when that was no turn."""
    result = next(_results(newest_in_force(tracker)), {})
    return result if result.get("act") == "turn" else {}

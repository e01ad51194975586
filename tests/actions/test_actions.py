"""The actions by themselves, with rasa-sdk's own tracker and dispatcher."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.end_session import EndSession
from actions.hint import Hint
from actions.pause_session import PauseSession
from actions.retry_turn import RetryTurn
from actions.session_action import OUR_CHANNEL, SessionAction
from actions.session_slots import SLOTS
from actions.show_help import ShowHelp
from actions.start_session import StartSession
from actions.take_turn import TakeTurn

Said = tuple[list[dict[str, Any]], list[dict[str, Any]]]


def run(
    action: SessionAction,
    text: str = "",
    *,
    slots: dict[str, Any] | None = None,
    channel: str = OUR_CHANNEL,
    case: str | None = None,
    before: tuple[str, ...] = (),
) -> Said:
    """Messages and events of one call. ``before`` are the names of actions run since the last message."""
    entities = [{"entity": "case", "value": case}] if case else []
    message = {"text": text, "entities": entities, "intent_ranking": [{"name": "family", "confidence": 0.9}]}
    past = [{"event": "user"}, *({"event": "action", "name": name} for name in before)]
    events = [*past, {"event": "user", "input_channel": channel}]
    known = {**dict.fromkeys(SLOTS), **(slots or {})}
    tracker = Tracker("5" * 32, known, message, events, False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    return dispatcher.messages, asyncio.run(action.run(dispatcher, tracker, {}))


def slots_after(events: list[dict[str, Any]], before: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        **(before or {}),
        **{event["name"]: event["value"] for event in events if event["event"] == "slot"},
    }


@pytest.fixture
def started() -> dict[str, Any]:
    return slots_after(run(StartSession(), case="dez")[1])


def test_starting_fills_every_slot_and_the_client_speaks() -> None:
    messages, events = run(StartSession(), case="dez")
    assert set(slots_after(events)) == set(SLOTS)
    assert messages[0]["custom"]["replies"]
    assert (messages[0]["custom"]["act"], messages[0]["custom"]["turn"]) == ("start", 0)


@pytest.mark.parametrize("name", ["Dez", "DEZ", " dez "])
def test_a_client_is_found_by_name_however_it_is_written(name: str) -> None:
    assert slots_after(run(StartSession(), case=name)[1])["case"] == "dez"


def test_a_turn_changes_only_the_slots_that_differ(started: dict[str, Any]) -> None:
    messages, events = run(TakeTurn(), "How is your mother?", slots=started)
    assert slots_after(events)["turn"] == 1
    assert not {"case", "mode"} & set(slots_after(events))
    assert messages[0]["custom"]["heard"]["text"] == "How is your mother?"
    assert messages[0]["custom"]["heard"]["topic"] == "family"


def test_plain_channels_get_plain_words(started: dict[str, Any]) -> None:
    messages, _ = run(TakeTurn(), "How is your mother?", slots=started, channel="rest")
    assert all(message["text"] and not message["custom"] for message in messages)
    assert messages[0]["metadata"]["heard"]["text"] == "How is your mother?"


@pytest.mark.parametrize("action", [TakeTurn(), Hint(), RetryTurn(), EndSession(), StartSession()])
def test_without_a_session_every_action_says_how_to_start(action: SessionAction) -> None:
    messages, events = run(action, "hello")
    assert messages[0]["custom"]["error"] == "no_session"
    assert "dez" in messages[0]["custom"]["message"]
    assert [event["event"] for event in events] == ["rewind"]


@pytest.mark.parametrize(("text", "code"), [("", "words_refused"), ("x" * 4001, "words_refused")])
def test_words_that_cannot_be_a_turn_are_refused_and_taken_back(
    started: dict[str, Any], text: str, code: str
) -> None:
    messages, events = run(TakeTurn(), text, slots=started)
    assert messages[0]["custom"]["error"] == code
    assert [event["event"] for event in events] == ["rewind"]


def test_an_unknown_client_is_an_error_in_words() -> None:
    messages, events = run(StartSession(), case="nobody")
    assert messages[0]["custom"]["error"] == "unknown_case"
    assert [event["event"] for event in events] == ["rewind"]


def test_a_running_session_is_not_thrown_away_by_a_start(started: dict[str, Any]) -> None:
    assert run(StartSession(), case="ruth", slots=started)[0][0]["custom"]["error"] == "session_running"


def test_ending_says_goodbye_and_then_nothing_goes_on(started: dict[str, Any]) -> None:
    messages, events = run(EndSession(), slots=started)
    ended = slots_after(events, started)
    assert messages[0]["custom"]["session"]["ending"] == "ended_by_counselor"
    assert run(TakeTurn(), "One more thing", slots=ended)[0][0]["custom"]["error"] == "session_over"
    assert run(Hint(), slots=ended)[0][0]["custom"]["error"] == "session_over"
    assert (
        run(RetryTurn(), slots=ended, before=("action_take_turn",))[0][0]["custom"]["error"] == "session_over"
    )
    assert slots_after(run(StartSession(), case="ruth", slots=ended)[1], ended)["case"] == "ruth"


def test_trying_again_takes_back_the_turn_and_the_request(started: dict[str, Any]) -> None:
    messages, events = run(RetryTurn(), slots=started, before=("action_take_turn",))
    assert [event["event"] for event in events] == ["rewind", "rewind"]
    assert messages[0]["custom"]["act"] == "retry"
    assert (
        run(RetryTurn(), slots=started, before=("action_start_session",))[0][0]["custom"]["error"]
        == "nothing_to_retry"
    )


@pytest.mark.parametrize("action", [Hint(), PauseSession(), ShowHelp()])
def test_asking_the_trainer_leaves_no_trace(action: SessionAction, started: dict[str, Any]) -> None:
    messages, events = run(action, slots=started, channel="shell")
    assert messages[0]["text"]
    assert [event["event"] for event in events] == ["rewind"]


def test_a_fault_is_answered_without_the_words_in_the_log(
    started: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    broken = {**started, "ledger": "marzipan"}
    messages, events = run(TakeTurn(), "marzipan", slots=broken)
    assert messages[0]["custom"]["error"] == "engine_away"
    assert [event["event"] for event in events] == ["rewind"]
    assert "marzipan" not in caplog.text
    assert caplog.records

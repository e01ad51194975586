"""The one place that speaks to the Rasa side, over HTTP on loopback. What is kept is ``record``'s matter.

EngineError
├── EngineAway          nobody answers; it may help to send again
│   ├── EngineSlow      no answer within READ_SECONDS
│   └── EngineWrong     an answer that is not one of ours
├── OutOfStep           the Rasa side stands somewhere else than the record: restore, then send again
└── NotTaken            the words were refused for good; the message says why
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import httpx

CONNECT_SECONDS = 2.0
READ_SECONDS = 25.0

logger = logging.getLogger(__name__)


class EngineError(Exception):
    """The Rasa side could not do what was asked."""


class EngineAway(EngineError):
    """Nobody answers, or the one who does says that a part is away."""


class EngineSlow(EngineAway):
    """No answer in time; the turn may still be finished over there, so only the same id may be sent again."""


class EngineWrong(EngineAway):
    """An answer that cannot be understood."""


class OutOfStep(EngineError):
    """The Rasa side does not know the session, thinks it over, or counts other turns than the record."""


class NotTaken(EngineError):
    """The request was refused; the message is meant for the counselor."""


@dataclass(frozen=True)
class Answer:
    """What came back: ``outcome`` is practice.Outcome.to_dict() whole, the other fields its checked parts."""

    outcome: dict[str, Any]
    session: dict[str, Any]
    replies: tuple[str, ...]

    @property
    def ending(self) -> str | None:
        """How the session ended, None while it goes on."""
        return self.session.get("ending")


def start(session_id: str, *, case: str, mode: str) -> Answer:
    """Open the session; the client speaks first. The same id opens it only once."""
    return _answer(_post("start", {"session": session_id, "case": case, "mode": mode}))


def take_turn(session_id: str, *, turn_id: str, words: str, expected_turn: int) -> Answer:
    """Send one reply. A known ``turn_id`` gives the stored answer again; nothing is counted twice.

    ``expected_turn`` is how many turns the record holds before this one.
    """
    turn = {"session": session_id, "turn_id": turn_id, "text": words, "expected_turn": expected_turn}
    return _answer(_post("turn", turn))


def end(session_id: str) -> Answer:
    """End the session; the client says goodbye."""
    return _answer(_post("end", {"session": session_id}))


def hint(session_id: str) -> str:
    """A question to oneself for the next reply."""
    found = _post("hint", {"session": session_id}).get("hint")
    if not isinstance(found, str):
        raise EngineWrong("the hint is not text")
    return found


def restore(state: dict[str, Any]) -> None:
    """Put the Rasa side back to where the record stands (practice.Session.to_dict())."""
    _post("restore", {"session": state})


def health() -> dict[str, Any] | None:
    """What the Rasa side says of itself and its actions; None when it does not answer."""
    try:
        answer = _client().get(f"{_base()}/health", headers=_headers(), timeout=CONNECT_SECONDS)
        found = answer.json()
    except (httpx.HTTPError, ValueError):
        return None
    return found if isinstance(found, dict) else None


@lru_cache(maxsize=1)
def _client() -> httpx.Client:
    # trust_env off: a proxy of the machine must never see what is said on loopback.
    return httpx.Client(trust_env=False)


def _base() -> str:
    return f"http://127.0.0.1:{os.environ.get('EQUIPOISE_RASA_PORT', '5005')}/webhooks/equipoise"


def _headers() -> dict[str, str]:
    return {"X-Equipoise-Key": os.environ.get("EQUIPOISE_KEY", "")}


def _post(place: str, body: dict[str, Any]) -> dict[str, Any]:
    patience = httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
    try:
        response = _client().post(f"{_base()}/{place}", json=body, headers=_headers(), timeout=patience)
    except httpx.TimeoutException as error:
        logger.warning("The Rasa side did not answer %s in time (%s)", place, type(error).__name__)
        raise EngineSlow(f"{place}: no answer in time") from error
    except httpx.HTTPError as error:
        logger.warning("The Rasa side cannot be reached for %s (%s)", place, error)
        raise EngineAway(f"{place}: {error}") from error
    found = _json(response)
    if response.status_code == httpx.codes.OK:
        return found
    raise _error(place, response.status_code, found)


def _json(response: httpx.Response) -> dict[str, Any]:
    try:
        found = response.json()
    except ValueError as error:
        if response.status_code >= 500:
            raise EngineAway(f"status {response.status_code}") from error
        raise EngineWrong("the answer is not JSON") from error
    if not isinstance(found, dict):
        raise EngineWrong("the answer is not a JSON object")
    return found


def _error(place: str, status: int, found: dict[str, Any]) -> EngineError:
    code = found.get("error")
    if status in (404, 409) and code in ("no_session", "session_over", "out_of_step"):
        return OutOfStep(str(code))
    if code in ("words_refused", "too_long") and isinstance(found.get("message"), str):
        return NotTaken(found["message"])
    # A refused key or an unknown error is a set-up fault: the counselor can only wait, the log says why.
    logger.error("The Rasa side answered %s with status %s (%s)", place, status, code)
    return EngineAway(f"{place}: status {status}")


def _answer(found: dict[str, Any]) -> Answer:
    session, replies = found.get("session"), found.get("replies")
    if not isinstance(session, dict) or not isinstance(session.get("turn"), int):
        raise EngineWrong("the answer holds no session")
    if not isinstance(replies, list) or not all(isinstance(reply, str) for reply in replies):
        raise EngineWrong("the answer holds no replies")
    return Answer(found, session, tuple(replies))

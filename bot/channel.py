"""The web app's way into Rasa: JSON over HTTP, ``/webhooks/equipoise``. What a request does is in ``conversation``.

POST start {session, case, mode} · turn {session, turn_id, text, expected_turn?} · hint {session} ·
retry {session, turn_id} · end {session} · restore {session: practice.Session.to_dict()} · GET health.
Every POST needs the header X-Equipoise-Key. Errors are {"error": code, "message": sentence}; none quotes the words.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any, Dict, Text

import aiohttp
from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.core.lock_store import LockError
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.conversation import CHANNEL, Conversations, Refused

KEY_HEADER = "X-Equipoise-Key"
LONGEST_TEXT = 4000
LARGEST_BODY = 64 * 1024
LARGEST_STATE = 512 * 1024
"""Bytes a restored session may have; it carries what the client has said so far."""

_ID = re.compile(r"[0-9a-f]{32}")
_CASE = re.compile(r"[a-z0-9_-]{1,40}")
_MODES = ("coached", "debrief")

logger = logging.getLogger(__name__)

Body = Dict[str, Any]


class BadRequest(Exception):
    """A request that cannot be read, with the status and code to answer."""

    def __init__(self, message: str, *, status: int = 400, code: str = "bad_request") -> None:
        super().__init__(message)
        self.status, self.code = status, code


class EquipoiseInput(InputChannel):
    """Rasa's name for a way in. ``key`` comes from credentials.yml, and there from the environment."""

    def __init__(self, key: str) -> None:
        """Raises ValueError for an empty key: an open door must not look like a locked one."""
        if not key:
            raise ValueError("EQUIPOISE_KEY is empty; set it to a long random text")
        self._key = key.encode()
        self._conversations: Conversations | None = None
        self._running: set[asyncio.Task[Any]] = set()

    @classmethod
    def name(cls) -> Text:
        """The last part of the address."""
        return CHANNEL

    @classmethod
    def from_credentials(cls, credentials: Dict[Text, Any] | None) -> EquipoiseInput:
        """Made by Rasa from credentials.yml."""
        return cls(str((credentials or {}).get("key", "")))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes. Also guards Rasa's own REST channel, which has no lock of its own."""
        routes = Blueprint("equipoise_channel")

        @routes.listener("before_server_start")
        async def guard_everything(app: Sanic, loop: Any) -> None:
            app.config.REQUEST_MAX_SIZE = LARGEST_STATE
            app.register_middleware(self._guard, "request")

        handlers = {
            "start": self._start,
            "turn": self._turn,
            "hint": self._hint,
            "retry": self._retry,
            "end": self._end,
            "restore": self._restore,
        }
        for place, handler in handlers.items():
            routes.add_route(self._answering(handler), f"/{place}", methods=["POST"], name=place)

        @routes.get("/health")
        async def health(request: Request) -> HTTPResponse:
            return await self._health(request)

        return routes

    async def _guard(self, request: Request) -> HTTPResponse | None:
        """Key, kind and size, before anything of the body is looked at. Health is open: it tells nothing."""
        if request.method == "GET" or not request.path.startswith("/webhooks/"):
            return None
        if not hmac.compare_digest(request.headers.get(KEY_HEADER, "").encode(), self._key):
            return _error(401, "key", f"The header {KEY_HEADER} is missing or wrong.")
        if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
            return _error(415, "content_type", "Send application/json.")
        largest = LARGEST_STATE if request.path.endswith("/restore") else LARGEST_BODY
        if not 0 <= _length(request) <= largest:
            return _error(413, "too_large", f"A request may have {largest} bytes.")
        return None

    def _answering(
        self, handler: Callable[[Conversations, Body], Awaitable[Body]]
    ) -> Callable[[Request], Any]:
        async def answer(request: Request) -> HTTPResponse:
            try:
                work = asyncio.ensure_future(handler(self._all(request), _body(request)))
                # A page that leaves cancels this coroutine, never the turn: it is finished and stored.
                self._running.add(work)
                work.add_done_callback(self._running.discard)
                return _json(await asyncio.shield(work))
            except BadRequest as error:
                return _error(error.status, error.code, str(error))
            except Refused as refused:
                return _json(refused.body(), refused.status)
            except LockError:
                return _error(
                    503, "busy", "This session is still busy with an earlier message; send it again."
                )
            except Exception as error:
                logger.error("%s failed (%s)", request.path, type(error).__name__)
                return _error(
                    503, "engine_away", "Something is away here. Nothing was counted; send it again."
                )

        return answer

    def _all(self, request: Request) -> Conversations:
        agent = request.app.ctx.agent
        if self._conversations is None:
            self._conversations = Conversations(agent)
        return self._conversations

    async def _start(self, conversations: Conversations, body: Body) -> Body:
        case, mode = body.get("case"), body.get("mode", "coached")
        if not isinstance(case, str) or not _CASE.fullmatch(case):
            raise BadRequest("case is not the id of a client")
        if mode not in _MODES:
            raise BadRequest(f"mode is not one of {', '.join(_MODES)}")
        return await conversations.start(_id(body, "session"), case=case, mode=mode)

    async def _turn(self, conversations: Conversations, body: Body) -> Body:
        text, expected = body.get("text"), body.get("expected_turn")
        if not isinstance(text, str):
            raise BadRequest("text is not text")
        if len(text) > LONGEST_TEXT:
            raise BadRequest(
                f"This message has {len(text):,} characters; a turn may have {LONGEST_TEXT:,}.",
                code="too_long",
            )
        if expected is not None and (
            not isinstance(expected, int) or isinstance(expected, bool) or expected < 0
        ):
            raise BadRequest("expected_turn is not a count")
        session, turn_id = _id(body, "session"), _id(body, "turn_id")
        return await conversations.turn(session, turn_id=turn_id, text=text, expected_turn=expected)

    async def _hint(self, conversations: Conversations, body: Body) -> Body:
        return await conversations.hint(_id(body, "session"))

    async def _retry(self, conversations: Conversations, body: Body) -> Body:
        return await conversations.retry(_id(body, "session"), turn_id=_id(body, "turn_id"))

    async def _end(self, conversations: Conversations, body: Body) -> Body:
        return await conversations.end(_id(body, "session"))

    async def _restore(self, conversations: Conversations, body: Body) -> Body:
        state = body.get("session")
        if not isinstance(state, dict):
            raise BadRequest("session is not the state of a session")
        _id(state, "id")
        try:
            return await conversations.restore(state)
        except (KeyError, ValueError, TypeError) as error:
            raise BadRequest(f"session is not the state of a session ({error})") from error

    async def _health(self, request: Request) -> HTTPResponse:
        """200 when a turn could be taken now, else 503; says which part is away."""
        parts = {
            "store": await _well(self._all(request).ping()),
            "actions": await _well(_ping_actions(request)),
        }
        well = all(parts.values())
        told = {part: "ok" if state else "away" for part, state in parts.items()}
        return _json({"status": "ok" if well else "away", **told}, 200 if well else 503)


async def _well(check: Awaitable[None]) -> bool:
    try:
        await check
    except Exception:
        return False
    return True


async def _ping_actions(request: Request) -> None:
    """Raises unless the action server answers its own health question."""
    address = request.app.ctx.agent.action_endpoint.url.rsplit("/", 1)[0]
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=2)) as client:
        async with client.get(f"{address}/health") as answer:
            answer.raise_for_status()


def _length(request: Request) -> int:
    """The body's announced length; -1 when there is none, as in a chunked request."""
    try:
        return int(request.headers.get("content-length", ""))
    except ValueError:
        return -1


def _body(request: Request) -> Body:
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise BadRequest("The body is not JSON.") from error
    if not isinstance(body, dict):
        raise BadRequest("The body is not a JSON object.")
    return body


def _id(body: Body, name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise BadRequest(f"{name} is not 32 characters of 0-9 and a-f")
    return value


def _json(body: Body, status: int = 200) -> HTTPResponse:
    # Plain ASCII, so that a lone surrogate in a client's or counselor's words cannot break the answer.
    return response.raw(json.dumps(body).encode(), status=status, content_type="application/json")


def _error(status: int, code: str, message: str) -> HTTPResponse:
    return _json({"error": code, "message": message}, status)

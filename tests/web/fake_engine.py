"""A stand-in for the Rasa side: a real HTTP server on loopback with scripted answers and faults to switch on.

It keeps the same promises (known turn ids, steps, keys) and hears by a handful of phrases; no scoring is
tested here.
"""

from __future__ import annotations

import contextlib
import json
import threading
import time
from dataclasses import asdict, dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from equipoise.client.case import load_case
from equipoise.client.state import ClientState
from equipoise.lens.ledger import Ledger
from equipoise.transcript import Code, Turn

# phrase, instrument, code, severity, confidence
HEARS = (
    ("what would", "miti", "Q", 0, 0.97),
    ("sounds like", "miti", "CR", 0, 0.88),
    ("up to you", "miti", "Emphasize", 0, 0.93),
    ("you should", "miti", "Persuade", 0, 0.9),
    ("what would you want", "lens", "owngoal", 0, 0.95),
    ("up to you", "lens", "choice", 0, 0.92),
    ("you should", "lens", "advice", 2, 0.9),
    ("don't you think", "lens", "lead", 2, 0.74),
    ("safer", "lens", "bothsides", 0, 0.4),
)
SAYS = (
    ("yeah. couches mostly, tent when i run out of couches",),
    ("its alright", "rained on my stuff last night so"),
    ("the chasing. its a full time job with no pay",),
    ("went out twice this summer so. yeah",),
    ("honestly? not dying. and coming here without getting sold something",),
)
GOODBYE = "alright. thanks for not making it weird. later"


@dataclass
class Room:
    """One session as this server knows it."""

    state: dict[str, Any]
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)


class FakeEngine:
    """The server. ``fault`` is None or one of: away, slow, garbled, wrong_shape, out_of_step, refuse, key."""

    def __init__(self, *, key: str = "") -> None:
        self.key = key
        self.fault: str | None = None
        self.walk_out_at: int | None = None
        self.slow_seconds = 1.0
        self.rooms: dict[str, Room] = {}
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_for(self))
        self.port = self._server.server_address[1]
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()

    def stop(self) -> None:
        """Close the door: from now on nobody answers."""
        self._server.shutdown()
        self._server.server_close()

    def forget(self) -> None:
        """Lose every session, as after a crash with an empty store."""
        self.rooms.clear()

    def answer(self, place: str, body: dict[str, Any]) -> tuple[int, Any]:
        """Status and body for one request."""
        self.asked.append((place, body))
        if self.fault == "away":
            return 503, {"error": "engine_away"}
        if self.fault == "slow":
            time.sleep(self.slow_seconds)
        if self.fault == "garbled":
            return 200, b"<html>not json</html>"
        if self.fault == "wrong_shape":
            return 200, {"replies": "yes"}
        if self.fault == "key":
            return 401, {"error": "key"}
        return getattr(self, f"on_{place}")(body)

    def on_start(self, body: dict[str, Any]) -> tuple[int, Any]:
        """The client comes in and speaks first."""
        case = load_case(body["case"])
        state = ClientState.at_start(case, seed=body["session"])
        session = {
            "id": body["session"],
            "case": body["case"],
            "mode": body["mode"],
            "turn": 0,
            "client_said": case.replies.opening[0],
            "counselor_said": "",
            "ending": None,
            "client": state.to_dict(),
            "ledger": Ledger().to_dict(),
        }
        self.rooms.setdefault(body["session"], Room(session))
        return 200, _outcome(session, case.replies.opening[0].split("\n"))

    def on_turn(self, body: dict[str, Any]) -> tuple[int, Any]:
        """One reply, answered once; a known id is answered as before."""
        room = self.rooms.get(body["session"])
        if room is None:
            return 404, {"error": "no_session"}
        if body["turn_id"] in room.answers:
            return 200, room.answers[body["turn_id"]]
        if self.fault == "refuse":
            return 400, {"error": "words_refused", "message": "These words cannot be a turn."}
        if room.state["ending"]:
            return 409, {"error": "session_over"}
        if self.fault == "out_of_step" or body["expected_turn"] != room.state["turn"]:
            return 409, {"error": "out_of_step"}
        outcome = self._take_turn(room, body)
        room.answers[body["turn_id"]] = outcome
        return 200, outcome

    def on_end(self, body: dict[str, Any]) -> tuple[int, Any]:
        """The client says goodbye."""
        room = self.rooms.get(body["session"])
        if room is None:
            return 404, {"error": "no_session"}
        room.state = {**room.state, "ending": "ended_by_counselor", "client_said": GOODBYE}
        return 200, _outcome(room.state, [GOODBYE])

    def on_hint(self, body: dict[str, Any]) -> tuple[int, Any]:
        """A question to oneself."""
        if body["session"] not in self.rooms:
            return 404, {"error": "no_session"}
        return 200, {"hint": "What did you hear in those last words that you could say back?"}

    def on_restore(self, body: dict[str, Any]) -> tuple[int, Any]:
        """Stand where the record stands."""
        if self.fault == "out_of_step":
            self.fault = None
        self.rooms[body["session"]["id"]] = Room(body["session"])
        return 200, {"restored": True}

    def _take_turn(self, room: Room, body: dict[str, Any]) -> dict[str, Any]:
        text, turn = body["text"], room.state["turn"] + 1
        codes = tuple(_heard(text))
        replies = list(SAYS[(turn - 1) % len(SAYS)])
        client = dict(room.state["client"])
        lean = sum(1 if code.severity else -1 for code in codes if code.instrument == "lens")
        client["trust"] = max(0, min(100, client["trust"] + 3 - 6 * lean))
        client["threat"] = max(0, min(100, client["threat"] - 2 + 8 * lean))
        client["importance"] = min(100, client["importance"] + 2)
        room.state = {
            **room.state,
            "turn": turn,
            "client": client,
            "client_said": "\n".join(replies),
            "counselor_said": text,
            "ending": "walked_out" if self.walk_out_at == turn else None,
        }
        heard = Turn(
            "counselor", text, codes=codes, main_behaviour="question", topic="own_goal", id=body["turn_id"]
        )
        outcome = _outcome(room.state, replies, heard, _feedback(codes))
        return {**outcome, "turn_id": body["turn_id"], "turn": turn}


def _heard(text: str) -> list[Code]:
    found = []
    for phrase, instrument, code, severity, confidence in HEARS:
        start = text.lower().find(phrase)
        if start >= 0:
            end = start + len(phrase)
            found.append(
                Code(code, instrument, start, end, confidence, text[start:end], confidence < 0.5, severity)
            )
    return found


def _feedback(codes: tuple[Code, ...]) -> dict[str, Any]:
    good = [{"code": "owngoal", "text": "You asked what he wants and left every answer open."}]
    differently = [{"code": "advice", "text": "This may have come before he asked for it."}]
    concern = any(code.severity for code in codes)
    return {
        "goal": "The goal here is to find out what matters to him, before anything is offered.",
        "good": good,
        "differently": differently if concern else [],
        "example": "What would make this week a bit easier, if anything?" if concern else None,
        "more": ["Two things you could also notice: he answered in more words than before."],
    }


def _outcome(
    session: dict[str, Any],
    replies: list[str],
    heard: Turn | None = None,
    feedback: dict[str, Any] | None = None,
) -> dict[str, Any]:
    return {
        "session": session,
        "replies": replies,
        "heard": asdict(heard) if heard else None,
        "feedback": feedback,
        "client_talk": "neutral",
    }


def _handler_for(engine: FakeEngine) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            body = json.loads(self.rfile.read(length))
            if self.headers.get("X-Equipoise-Key", "") != engine.key:
                self._send(401, {"error": "key"})
                return
            self._send(*engine.answer(self.path.rsplit("/", 1)[1], body))

        def do_GET(self) -> None:
            actions = "away" if engine.fault == "away" else "ok"
            self._send(
                200 if actions == "ok" else 503, {"status": actions, "store": "ok", "actions": actions}
            )

        def _send(self, status: int, body: Any) -> None:
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            # Whoever asked may have given up waiting.
            with contextlib.suppress(OSError):
                self.wfile.write(data)

        def log_message(self, *args: object) -> None:
            """Say nothing; the tests speak for themselves."""

    return Handler

"""The action server as we run it: on loopback, behind the key, models loaded before it says that it is well."""

from __future__ import annotations

import hmac
import importlib
import os
from typing import Any

from rasa_sdk.endpoint import create_app
from sanic import Sanic, response
from sanic.request import Request

KEY_HEADER = "X-Equipoise-Key"


def run(port: int, key: str, actions: str = "actions") -> None:
    """Serve the package ``actions``, which has a ``warm_up()``, until stopped. Raises ValueError for an empty key."""
    if not key:
        raise ValueError("EQUIPOISE_KEY is empty; set it to a long random text")
    app = create_app(actions, cors_origins=None)
    app.register_middleware(_guard_with(key.encode()), "request")
    app.register_listener(_warm_up_of(actions), "before_server_start")
    app.run("127.0.0.1", port, workers=int(os.environ.get("ACTION_SERVER_SANIC_WORKERS", "1")))


def _guard_with(key: bytes) -> Any:
    async def guard(request: Request) -> Any:
        given = request.headers.get(KEY_HEADER, "").encode()
        if request.path != "/health" and not hmac.compare_digest(given, key):
            return response.json(
                {"error": "key", "message": f"The header {KEY_HEADER} is missing or wrong."}, status=401
            )
        return None

    return guard


def _warm_up_of(package: str) -> Any:
    async def warm_up(app: Sanic, loop: Any) -> None:
        importlib.import_module(package).warm_up()

    return warm_up

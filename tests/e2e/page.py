"""The real page in a process of its own before the real bot, and a visitor who speaks to it as its script does."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from bot.processes import ROOT, Bot, free_port
from tests.servers import new_id

START_SECONDS = 60.0
PATIENCE_SECONDS = 60.0


@dataclass
class Page:
    """``python -m web serve`` on a free port, speaking to ``bot``; its database lies in the bot's folder."""

    bot: Bot
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Page:
        self.launch()
        return self

    def __exit__(self, *_: Any) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(20)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self) -> Path:
        return self.bot.var / "equipoise.db"

    def launch(self) -> None:
        """Start, and wait until it answers."""
        environment = {**os.environ, **self.bot.environment(), "EQUIPOISE_PORT": str(self.port)}
        with (self.bot.var / "web.log").open("ab") as log:
            command = [sys.executable, "-m", "web", "serve"]
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        began = time.monotonic()
        while time.monotonic() - began < START_SECONDS:
            try:
                httpx.get(f"{self.address}/health", timeout=5)
                return
            except httpx.TransportError:
                time.sleep(0.1)
        raise RuntimeError((self.bot.var / "web.log").read_text()[-2000:])

    def kill(self) -> None:
        """kill -9, as a crash would."""
        assert self.process
        self.process.kill()
        self.process.wait()


class Visitor:
    """One browser's worth of cookies; every question is asked again until the page is there to answer."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._http = httpx.Client(base_url=page.address, timeout=30, follow_redirects=True)
        self._ask("GET", "/notice/")
        self._post("/notice/", {})

    def open(self, case: str) -> str:
        """Begin a session; its id."""
        brief = self._ask("GET", f"/clients/{case}/")
        found = re.search(r'name="session_id" value="([0-9a-f]{32})"', brief.text)
        fields = {"mode": "coached", **({"session_id": found.group(1)} if found else {})}
        room = self._post(f"/clients/{case}/start/", fields)
        return re.findall(r"[0-9a-f]{32}", str(room.url))[0]

    def say(self, session: str, words: str) -> dict[str, Any]:
        """Write a turn and send it, with one id, as often as it takes."""
        turn_id = new_id()
        self._until_well(f"/practice/{session}/turns/", {"turn_id": turn_id, "words": words})
        return self._until_well(f"/practice/{session}/turns/{turn_id}/send/", {})

    def look(self, session: str) -> str:
        """The practice room as the page shows it."""
        return self._ask("GET", f"/practice/{session}/").text

    def _until_well(self, path: str, fields: dict[str, str]) -> dict[str, Any]:
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            answer = self._post(path, fields, Accept="application/json")
            if answer.status_code < 300:
                return dict(answer.json())
            assert answer.status_code in (429, 502, 503, 504), answer.text
            time.sleep(0.2)
        raise AssertionError(f"{path} was never answered")

    def _post(self, path: str, fields: dict[str, str], **headers: str) -> httpx.Response:
        token = next((cookie.value for cookie in self._http.cookies.jar if "csrf" in cookie.name), "")
        return self._ask("POST", path, data=fields, headers={"X-CSRFToken": str(token), **headers})

    def _ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return self._http.request(method, path, **more)
            except httpx.TransportError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)

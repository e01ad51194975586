"""Starts, asks, kills and stops the bot's two processes. For tests and measurements; ``make run`` may use it too."""

from __future__ import annotations

import http.client
import json
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
START_SECONDS = 120.0


def free_port() -> int:
    """A port nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def train(models: Path) -> Path:
    """Train the bot into the folder ``models``; returns the model file. Raises CalledProcessError."""
    command = [sys.executable, "-m", "bot", "train", "--out", str(models), "--fixed-model-name", "equipoise"]
    environment = {**os.environ, "EQUIPOISE_VAR": str(models)}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return models / "equipoise.tar.gz"


@dataclass
class Bot:
    """Action server and Rasa on free ports, logs and database in ``var``. A context manager: leaving stops both.

    ``actions`` is the package served; ``rasa_options`` are added to ``python -m bot run``.
    """

    model: Path
    var: Path
    actions: str = "actions"
    rasa_options: Sequence[str] = ()
    key: str = field(default_factory=lambda: secrets.token_hex(16))
    actions_port: int = field(default_factory=free_port)
    rasa_port: int = field(default_factory=free_port)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def __enter__(self) -> Bot:
        self.var.mkdir(parents=True, exist_ok=True)
        try:
            self.launch("actions")
            self.launch("rasa")
            self.wait_for("actions")
            self.wait_for("rasa")
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: Any) -> None:
        self.stop()

    def launch(self, which: str) -> None:
        """Start "actions" or "rasa" and return at once."""
        commands = {
            "actions": ["actions", self.actions],
            "rasa": ["run", "--model", str(self.model), *self.rasa_options],
        }
        with (self.var / f"{which}.log").open("ab") as log:
            self.running[which] = subprocess.Popen(
                [sys.executable, "-m", "bot", *commands[which]],
                cwd=ROOT,
                env=self.environment(),
                stdout=log,
                stderr=log,
            )

    def environment(self) -> dict[str, str]:
        """What both processes are told."""
        return {
            **os.environ,
            "EQUIPOISE_KEY": self.key,
            "EQUIPOISE_VAR": str(self.var),
            "EQUIPOISE_ACTIONS_PORT": str(self.actions_port),
            "EQUIPOISE_RASA_PORT": str(self.rasa_port),
        }

    def wait_for(self, which: str) -> float:
        """Seconds until ``which`` answers. Raises RuntimeError with the end of its log when it died or stays silent."""
        began = time.monotonic()
        port, path = {"actions": (self.actions_port, "/health"), "rasa": (self.rasa_port, "/")}[which]
        while time.monotonic() - began < START_SECONDS and self.running[which].poll() is None:
            try:
                if _ask(port, "GET", path, timeout=2)[0] == 200:
                    return time.monotonic() - began
            except OSError:
                time.sleep(0.1)
        log = (self.var / f"{which}.log").read_text(encoding="utf-8", errors="replace")
        raise RuntimeError(f"{which} did not start:\n{log[-2000:]}")

    def kill(self, which: str) -> None:
        """kill -9, as a crash would."""
        process = self.running.pop(which)
        process.kill()
        process.wait()

    def stop(self) -> None:
        """Ask both to end, and see that they do."""
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.running.clear()

    def post(self, place: str, body: Any, *, timeout: float = 30.0, **headers: str) -> tuple[int, Any]:
        """Status and JSON of POST /webhooks/equipoise/``place``. Raises OSError or
        HTTPException when nobody answers."""
        sent = {"X-Equipoise-Key": self.key, "Content-Type": "application/json", **headers}
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        status, answer = _ask(self.rasa_port, "POST", f"/webhooks/equipoise/{place}", data, sent, timeout)
        return status, json.loads(answer)

    def say(self, sender: str, text: str) -> list[dict[str, Any]]:
        """Messages that Rasa's own REST channel gives back."""
        sent = {"X-Equipoise-Key": self.key, "Content-Type": "application/json"}
        body = json.dumps({"sender": sender, "message": text}).encode()
        _, answer = _ask(self.rasa_port, "POST", "/webhooks/rest/webhook", body, sent)
        found: list[dict[str, Any]] = json.loads(answer)
        return found

    def health(self) -> tuple[int, Any]:
        """Status and JSON of the channel's health."""
        status, answer = _ask(self.rasa_port, "GET", "/webhooks/equipoise/health")
        return status, json.loads(answer)


def _ask(
    port: int,
    method: str,
    path: str,
    body: bytes | None = None,
    headers: dict[str, str] | None = None,
    timeout: float = 30.0,
) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()

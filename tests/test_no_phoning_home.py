"""Nothing of ours reaches beyond this machine: tried with a guard that sees every socket of a process."""

from __future__ import annotations

import http.client
import json
import re
import shutil
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from loopback_only import attempts

from bot.processes import free_port
from launch import model
from launch.settings import Settings, read_settings

ROOT = Path(__file__).resolve().parent.parent

TRANSCRIPT = {
    "id": "one",
    "turns": [
        {"speaker": "counselor", "text": "What brings you here today?"},
        {"speaker": "client", "text": "My sister made me come."},
        {"speaker": "counselor", "text": "You would rather not be here, and you came all the same."},
    ],
}


def python(code: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "way_out",
    [
        "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)",
        "import socket; socket.getaddrinfo('example.com', 80)",
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'', ('192.0.2.1', 53))",
        "import urllib.request; urllib.request.urlopen('http://example.com')",
    ],
)
def test_the_guard_sees_a_way_out(way_out: str, guarded: dict[str, str]) -> None:
    assert python(way_out, guarded).returncode != 0
    assert len(attempts(guarded)) == 1


def test_the_guard_lets_loopback_pass(guarded: dict[str, str]) -> None:
    code = (
        "import socket; s = socket.create_server(('127.0.0.1', 0)); socket.create_connection(s.getsockname())"
    )
    assert python(code, guarded).returncode == 0
    assert attempts(guarded) == []


def test_importing_the_whole_library_and_taking_a_turn_asks_nobody(guarded: dict[str, str]) -> None:
    code = (
        "import importlib, pkgutil, equipoise\n"
        "for found in pkgutil.walk_packages(equipoise.__path__, 'equipoise.'):\n"
        "    if not found.name.endswith('__main__'): importlib.import_module(found.name)\n"
        "from equipoise.practice import start, take_turn\n"
        "take_turn(start('a session', 'dez').session, 'How has your week been?')\n"
    )
    done = python(code, guarded)
    assert (done.returncode, attempts(guarded)) == (0, []), done.stderr


def test_scoring_a_transcript_asks_nobody(tmp_path: Path, guarded: dict[str, str]) -> None:
    file = tmp_path / "transcripts.jsonl"
    file.write_text(json.dumps(TRANSCRIPT) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "equipoise", "score", str(file)]
    done = subprocess.run(command, cwd=ROOT, env=guarded, capture_output=True, text=True, check=False)
    assert (done.returncode, attempts(guarded)) == (0, []), done.stderr


def test_every_server_is_told_to_keep_telemetry_off() -> None:
    told = read_settings().environment()
    assert told["RASA_TELEMETRY_ENABLED"] == "false"
    assert told["SANIC_HOST"] == "127.0.0.1"


@pytest.mark.slow
def test_rasa_agrees_that_telemetry_is_off(guarded: dict[str, str]) -> None:
    code = "from rasa import telemetry; print(telemetry.is_telemetry_enabled())"
    done = python(code, {**read_settings().environment(), **guarded})
    assert (done.stdout.strip(), attempts(guarded)) == ("False", []), done.stderr


@pytest.fixture()
def started(
    tmp_path: Path,
    guarded: dict[str, str],
    trained_model: Path,
) -> Iterator[tuple[subprocess.Popen[str], Settings]]:
    """All three servers as `make run` starts them, guarded, with a folder and ports of their own."""
    ports = {
        name: str(free_port()) for name in ("EQUIPOISE_PORT", "EQUIPOISE_RASA_PORT", "EQUIPOISE_ACTIONS_PORT")
    }
    environment = {
        **guarded,
        **ports,
        "EQUIPOISE_VAR": str(tmp_path / "var"),
        "RASA_TELEMETRY_ENABLED": "true",
    }
    settings = read_settings(environment)
    settings.models.mkdir(parents=True)
    shutil.copy(trained_model, model.model_path(settings))
    (settings.models / "inputs").write_text(model.fingerprint(ROOT), encoding="ascii")
    command = [sys.executable, "-m", "launch", "run"]
    running = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        yield running, settings
    finally:
        running.terminate()
        running.communicate(timeout=60)


@pytest.mark.slow
def test_a_running_equipoise_talks_to_itself_alone(
    started: tuple[subprocess.Popen[str], Settings], guarded: dict[str, str]
) -> None:
    running, settings = started
    page = _address(running)
    assert page == f"http://127.0.0.1:{settings.page.number}/"
    assert _get(settings.page.number, "/")[0] in (200, 302)

    session = uuid.uuid4().hex
    assert _post(settings, "start", {"session": session, "case": "dez"}) == 200
    turn = {
        "session": session,
        "turn_id": uuid.uuid4().hex,
        "text": "How has your week been?",
        "expected_turn": 0,
    }
    assert _post(settings, "turn", turn) == 200

    assert _listening_beyond_loopback(settings) == []
    running.send_signal(signal.SIGINT)
    running.wait(timeout=60)
    assert running.returncode == 0
    assert attempts(guarded) == []


def _address(running: subprocess.Popen[str]) -> str:
    said = []
    assert running.stdout is not None
    for line in running.stdout:
        said.append(line)
        found = re.search(r"ready: (http://\S+)", line)
        if found:
            return found.group(1)
    raise AssertionError("".join(said))


def _get(port: int, path: str) -> tuple[int, bytes]:
    return _ask(port, "GET", path, None, {})


def _post(settings: Settings, place: str, body: dict[str, Any]) -> int:
    headers = {"X-Equipoise-Key": settings.key, "Content-Type": "application/json"}
    return _ask(settings.rasa.number, "POST", f"/webhooks/equipoise/{place}", json.dumps(body), headers)[0]


def _ask(port: int, method: str, path: str, body: str | None, headers: dict[str, str]) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def _listening_beyond_loopback(settings: Settings) -> list[str]:
    """Our ports, where the kernel says that they listen on more than 127.0.0.1; nothing where it does not tell."""
    table = Path("/proc/net/tcp")
    if not table.exists():
        return []
    ours = {f"{port.number:04X}" for port in (settings.page, settings.rasa, settings.actions)}
    listening = "0A"
    rows = [line.split() for line in table.read_text(encoding="ascii").splitlines()[1:]]
    places = [row[1] for row in rows if row[3] == listening and row[1].split(":")[1] in ours]
    assert len(places) == len(ours)
    return [place for place in places if not place.startswith("0100007F")]

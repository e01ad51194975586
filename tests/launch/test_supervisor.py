"""The supervisor with small stand-ins for the servers; no Rasa is started here."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 20.0

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture()
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the supervisor with ``name:port:manner`` stand-ins; whatever is left of it is ended after the test."""
    begun: list[subprocess.Popen[str]] = []

    def begin(*stand_ins: str) -> subprocess.Popen[str]:
        command = [sys.executable, str(ROOT / "tests/launch/start_stand_ins.py"), *stand_ins]
        environment = {**os.environ, "EQUIPOISE_VAR": str(tmp_path / "var"), "PYTHONPATH": str(ROOT)}
        environment["EQUIPOISE_KEY"] = "a key for tests"
        begun.append(
            subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                # Whoever started the tests under nohup had SIGHUP ignored, and the supervisor respects that.
                preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),
            )
        )
        return begun[-1]

    yield begin
    for process in begun:
        process.terminate()
        process.communicate(timeout=SECONDS)


@pytest.fixture()
def ports() -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(3)]
    found = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return found


def until_ready(process: subprocess.Popen[str]) -> str:
    said = ""
    assert process.stdout is not None
    for line in process.stdout:
        said += line
        if "ready" in line:
            return said
    raise AssertionError(said)


def rest(process: subprocess.Popen[str]) -> str:
    return process.communicate(timeout=SECONDS)[0]


def answers(port: int, path: str = "/health") -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def comes_true(claim: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + SECONDS
    while not claim():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def lives(process_id: int) -> bool:
    try:
        state = Path(f"/proc/{process_id}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_one_address_is_printed_when_all_answer(start: Start, ports: list[int]) -> None:
    said = until_ready(start(f"rasa:{ports[0]}:well", f"page:{ports[1]}:well"))
    assert said.count("http://") == 1
    assert f"http://127.0.0.1:{ports[1]}/" in said
    assert answers(ports[0])
    assert answers(ports[1])


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_everything_with_status_zero(
    start: Start, ports: list[int], how: signal.Signals
) -> None:
    running = start(f"rasa:{ports[0]}:well", f"page:{ports[1]}:well")
    until_ready(running)
    running.send_signal(how)
    assert rest(running).endswith("Ended.\n")
    assert running.returncode == 0
    assert not answers(ports[0])
    assert not answers(ports[1])


def test_a_signal_while_starting_ends_everything(start: Start, ports: list[int]) -> None:
    running = start(f"rasa:{ports[0]}:well", f"page:{ports[1]}:silent")
    assert comes_true(lambda: answers(ports[0]))
    running.send_signal(signal.SIGTERM)
    rest(running)
    assert running.returncode == 0
    assert not answers(ports[0])


def test_one_that_dies_ends_the_rest_and_is_named_with_its_last_words(start: Start, ports: list[int]) -> None:
    running = start(f"actions:{ports[0]}:dies", f"page:{ports[1]}:well")
    until_ready(running)
    answers(ports[0], "/die")
    said = rest(running)
    assert "The part 'actions' ended with status 3" in said
    assert "the last words of a stand-in" in said
    assert running.returncode == 1
    assert not answers(ports[1])


def test_one_that_cannot_start_is_named_at_once(start: Start, ports: list[int]) -> None:
    running = start(f"rasa:{ports[0]}:broken", f"page:{ports[1]}:well")
    said = rest(running)
    assert "The part 'rasa' ended with status 4" in said
    assert "a module is missing" in said
    assert running.returncode == 1


def test_one_that_never_answers_is_given_up(start: Start, ports: list[int]) -> None:
    running = start(f"rasa:{ports[0]}:silent", f"page:{ports[1]}:well")
    assert "The part 'rasa' did not answer within 2 seconds" in rest(running)
    assert running.returncode == 1
    assert not answers(ports[1])


def test_a_taken_port_is_named_with_its_variable(start: Start, ports: list[int], tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", ports[0])):
        running = start(f"rasa:{ports[0]}:well", f"page:{ports[1]}:well")
        said = rest(running)
    assert f"Port {ports[0]}" in said
    assert "EQUIPOISE_RASA_PORT=" in said
    assert running.returncode == 1
    assert not (tmp_path / "var/logs").exists()


def test_one_that_will_not_end_is_killed(start: Start, ports: list[int]) -> None:
    running = start(f"rasa:{ports[0]}:stubborn", f"page:{ports[1]}:well")
    until_ready(running)
    running.send_signal(signal.SIGINT)
    rest(running)
    assert running.returncode == 0
    assert not answers(ports[0])


def test_children_of_children_end_too(start: Start, ports: list[int], tmp_path: Path) -> None:
    note = tmp_path / "child"
    running = start(f"rasa:{ports[0]}:family:{note}", f"page:{ports[1]}:well")
    until_ready(running)
    grandchild = int(note.read_text(encoding="ascii"))
    assert lives(grandchild)
    running.send_signal(signal.SIGINT)
    rest(running)
    assert comes_true(lambda: not lives(grandchild))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children that their parent died")
def test_killing_the_supervisor_outright_ends_the_servers(start: Start, ports: list[int]) -> None:
    running = start(f"rasa:{ports[0]}:well", f"page:{ports[1]}:well")
    until_ready(running)
    running.kill()
    assert comes_true(lambda: not answers(ports[0]) and not answers(ports[1]))


def test_logs_are_kept_for_this_start_and_the_one_before(
    start: Start, ports: list[int], tmp_path: Path
) -> None:
    for _ in range(2):
        running = start(f"page:{ports[0]}:well")
        until_ready(running)
        running.send_signal(signal.SIGINT)
        rest(running)
    logs = tmp_path / "var/logs"
    assert sorted(path.name for path in logs.iterdir()) == ["page.log", "page.previous.log"]
    assert (logs / "page.log").read_text(encoding="utf-8") == "well with key a key for tests\n"

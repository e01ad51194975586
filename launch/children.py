"""One server as a child process: started in its own process group, asked whether it answers, ended whole.

In what order children start and what follows when one dies is ``supervisor``'s.
"""

from __future__ import annotations

import contextlib
import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from launch.logs import open_log
from launch.problems import SetUpProblem
from launch.settings import HOST, Port

_ASK_SECONDS = 5.0
_PARENT_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG, from linux/prctl.h."""


@dataclass(frozen=True)
class Server:
    """What to start: its name on the screen and in the logs, its command, and where it says that it is well."""

    name: str
    command: tuple[str, ...]
    port: Port
    health: str


class Child:
    """A running server."""

    def __init__(self, server: Server, *, logs: Path, folder: Path, environment: Mapping[str, str]) -> None:
        """Start it in ``folder``; what it prints goes to ``logs/NAME.log``."""
        self.server = server
        self.log = logs / f"{server.name}.log"
        with open_log(logs, server.name) as log:
            self._process = subprocess.Popen(
                server.command,
                cwd=folder,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                # A group of its own: Ctrl-C reaches the supervisor alone, which then ends the parts in order.
                start_new_session=True,
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,
            )

    def ended(self) -> str | None:
        """How it ended, in words; None while it runs."""
        status = self._process.poll()
        if status is None:
            return None
        return f"was killed by signal {-status}" if status < 0 else f"ended with status {status}"

    def answers(self) -> bool:
        """Whether it says that it is well."""
        connection = http.client.HTTPConnection(HOST, self.server.port.number, timeout=_ASK_SECONDS)
        try:
            connection.request("GET", self.server.health)
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def stop(self, *, patience_seconds: float) -> None:
        """Ask the whole group to end; what has not ended after ``patience_seconds`` is killed."""
        self._signal(signal.SIGTERM)
        deadline = time.monotonic() + patience_seconds
        while self._group_lives() and time.monotonic() < deadline:
            time.sleep(0.05)
        if self._group_lives():
            self._signal(signal.SIGKILL)
        self._process.wait()

    def _group_lives(self) -> bool:
        # Reaped first: a dead child that nobody waited for still counts as a member of its group.
        self._process.poll()
        try:
            os.killpg(self._process.pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            # macOS says so of a group of which only the dead are left.
            return False
        return True

    def _signal(self, which: signal.Signals) -> None:
        # The group's number is the first child's own; the group outlives it while any member lives.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, which)


def require_free(port: Port, name: str) -> None:
    """Raise SetUpProblem when someone listens on ``port``; the message names the variable that changes it."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as trial:
        # As the servers do: connections that just closed do not count as taken.
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port.number))
        except OSError as error:
            raise SetUpProblem(
                f"Port {port.number}, which {name} needs, cannot be used ({error.strerror}).\n"
                f"Perhaps Equipoise is running already. Another port: {port.variable}={port.number + 1} make run"
            ) from error


def _end_with_parent() -> None:
    """Have the kernel end this child if the supervisor is killed outright and cannot do so itself."""
    ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGTERM)

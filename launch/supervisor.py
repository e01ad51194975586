"""Starts the servers, waits until each answers, watches them, and ends them together.

What the servers are is ``servers``'s; a single child process is ``children``'s.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Sequence
from types import FrameType

from launch import model
from launch.children import Child, Server, require_free
from launch.environment import ROOT
from launch.logs import last_lines
from launch.problems import SetUpProblem
from launch.progress import Progress
from launch.servers import servers
from launch.settings import HOST, Settings, read_settings

START_SECONDS = 180.0
"""A first start on a slow machine reads some gigabytes from the disk; later ones take about ten seconds."""

STOP_SECONDS = 10.0
"""Rasa finishes the turn in flight before it ends."""

_LOOK_SECONDS = 0.2
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class _Stopped(Exception):
    """Somebody asked us to end."""


def run() -> int:
    """``make run``: everything, until Ctrl-C (status 0). Raises SetUpProblem when a part dies."""
    # What people wrote lies in databases and logs: nobody else on this machine may read them.
    os.umask(0o077)
    settings = read_settings()
    return run_servers(servers(settings), settings, before=model.train)


def run_servers(wanted: Sequence[Server], settings: Settings, *, before: Callable[[Settings], None]) -> int:
    """Do what must be done ``before``, then keep ``wanted`` running until stopped. The last one has the page."""
    for number in _SIGNALS:
        # Under nohup the end of the terminal is to be survived.
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _stop)
    try:
        # Before the slow part: who has something else on the port should not wait to be told.
        for server in wanted:
            require_free(server.port, server.name)
        before(settings)
        _serve(wanted, settings)
    except _Stopped:
        print("Ended.", flush=True)
    return 0


def _serve(wanted: Sequence[Server], settings: Settings) -> None:
    children: list[Child] = []
    environment = settings.environment()
    try:
        for server in wanted:
            children.append(Child(server, logs=settings.logs, folder=ROOT, environment=environment))
        _wait_until_ready(children)
        print(f"\nEquipoise is ready: http://{HOST}:{wanted[-1].port.number}/   (Ctrl-C ends it)", flush=True)
        while True:
            _require_alive(children)
            time.sleep(_LOOK_SECONDS)
    finally:
        _end(children)


def _wait_until_ready(children: list[Child]) -> None:
    deadline = time.monotonic() + START_SECONDS
    progress = Progress("starting")
    waiting = list(children)
    while waiting:
        _require_alive(children)
        # In order: the page is well only when the others are, and would fill its log with saying that they are not.
        while waiting and waiting[0].answers():
            waiting.pop(0)
        if waiting and time.monotonic() > deadline:
            raise SetUpProblem(_told(waiting[0], f"did not answer within {START_SECONDS:.0f} seconds"))
        if waiting:
            progress.show("waiting for " + ", ".join(child.server.name for child in waiting))
            time.sleep(_LOOK_SECONDS)
    progress.done(" and ".join(child.server.name for child in children) + " answer")


def _require_alive(children: list[Child]) -> None:
    for child in children:
        how = child.ended()
        if how:
            raise SetUpProblem(_told(child, how))


def _told(child: Child, how: str) -> str:
    end = last_lines(child.log) or "(nothing)"
    return f"The part {child.server.name!r} {how}, so the rest was ended. {child.log} ends:\n{end}"


def _end(children: list[Child]) -> None:
    _ignore_signals()
    if children:
        print("\nending …", flush=True)
    # The last started first: the page stops taking turns, then Rasa finishes its own while the actions still answer.
    for child in reversed(children):
        child.stop(patience_seconds=STOP_SECONDS)


def _stop(_number: int, _frame: FrameType | None) -> None:
    # A second Ctrl-C must not leave half of them running.
    _ignore_signals()
    raise _Stopped


def _ignore_signals() -> None:
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)

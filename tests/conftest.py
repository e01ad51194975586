"""What holds for every test: nothing of the person who runs them is touched, and nothing leaves this machine."""

from __future__ import annotations

import atexit
import importlib.util
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["RASA_TELEMETRY_ENABLED"] = "false"
# Before anything reads it: a test must never write into the records of whoever runs it.
os.environ["EQUIPOISE_VAR"] = tempfile.mkdtemp(prefix="equipoise-tests-")
atexit.register(shutil.rmtree, os.environ["EQUIPOISE_VAR"], ignore_errors=True)

GUARD = Path(__file__).parent / "guard"
sys.path.insert(0, str(GUARD))

import loopback_only  # noqa: E402

loopback_only.install()

# The logger that comes with TensorFlow keeps the standard error it finds and closes it when logging is set up
# anew, as Django and Sanic do. What it would find here is pytest's own.
if importlib.util.find_spec("absl"):
    from absl import logging as absl_logging

    absl_logging.get_absl_handler().python_handler.setStream(sys.__stderr__)

# The library's own tests also run where there is no Rasa, no page and no browser.
if importlib.util.find_spec("rasa"):
    from tests.chromium import chromium  # noqa: F401
    from tests.servers import bot, trained_model  # noqa: F401


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests last: from the first of them on an event loop runs in this thread, and asyncio.run() fails."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(autouse=True)
def nothing_leaves_this_machine() -> Iterator[None]:
    """A test fails if anything in this process tries to reach another machine, even if the error was swallowed."""
    loopback_only.tried.clear()
    loopback_only.watching = True
    yield
    loopback_only.watching = False
    assert loopback_only.tried == []


@pytest.fixture()
def guarded(tmp_path: Path) -> dict[str, str]:
    """The environment of a child process that is guarded too; ``loopback_only.attempts`` reads what it tried."""
    return {
        **os.environ,
        "PYTHONPATH": str(GUARD),
        loopback_only.REPORT_VARIABLE: str(tmp_path / "attempts.txt"),
    }

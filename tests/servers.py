"""Fixtures with the real servers, for every test that needs them.

``trained_model``  (session)  path of a model trained once from this tree into a temporary folder
``bot``            (module)   a running ``bot.processes.Bot``: action server and Rasa on free ports, temporary database
``new_id``         function   32 hex characters, for a session or a turn

The fixtures are known to every test (``tests/conftest.py``): take ``bot`` and call ``bot.post("turn", {...})``.
To kill or restart processes make your own ``Bot(trained_model, tmp_path)``.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.processes import Bot, train


def new_id() -> str:
    """An id as the page makes them."""
    return uuid.uuid4().hex


@pytest.fixture(scope="session")
def trained_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Trained once for all tests of a run (about 15 s)."""
    return train(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="module")
def bot(trained_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """Both servers, running."""
    with Bot(trained_model, tmp_path_factory.mktemp("var")) as running:
        yield running

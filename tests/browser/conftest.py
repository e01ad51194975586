"""A real Chromium before the real page, with the fake engine behind it; skipped without a Chromium."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "web"))
# Playwright keeps an event loop in this thread; without this Django would refuse its own test database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from conftest_web import engine  # noqa: F401


@pytest.fixture()
def open_page(chromium, live_server, engine) -> Iterator[Callable[..., object]]:
    """A fresh visitor's page. Whatever it asks of another host, or breaks in its script, fails the test."""
    contexts, troubles = [], []

    def visit(*, width: int = 1280, height: int = 860, **settings: object) -> object:
        settings = {"reduced_motion": "reduce", "base_url": live_server.url, **settings}
        context = chromium.new_context(viewport={"width": width, "height": height}, **settings)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(f"script: {error}"))
        page.on("request", lambda asked: _only_here(asked.url, live_server.url, troubles))
        return page

    yield visit
    for context in contexts:
        context.close()
    assert troubles == []


def _only_here(url: str, here: str, troubles: list[str]) -> None:
    if not url.startswith(here):
        troubles.append(f"asked elsewhere: {url}")

"""The web tests' standing cast: Alice practises, Bob has another browser, and a fake engine answers them."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "web.settings")

import django

django.setup()

import pytest  # noqa: E402
from django.test import Client  # noqa: E402
from fake_engine import FakeEngine  # noqa: E402

from web.practice.models import PracticeSession  # noqa: E402

KEY = "a key for tests"


@pytest.fixture()
def engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeEngine]:
    """The Rasa side, scripted, at the address the page looks for."""
    fake = FakeEngine(key=KEY)
    monkeypatch.setenv("EQUIPOISE_RASA_PORT", str(fake.port))
    monkeypatch.setenv("EQUIPOISE_KEY", KEY)
    yield fake
    fake.stop()


def _browser() -> Client:
    client = Client()
    client.post("/notice/")
    return client


@pytest.fixture()
def alice(db: None, engine: FakeEngine) -> Client:
    """Alice's browser, which has accepted the notice."""
    return _browser()


@pytest.fixture()
def bob(db: None, engine: FakeEngine) -> Client:
    """Another browser on the same machine."""
    return _browser()


@pytest.fixture()
def begin(alice: Client) -> Callable[..., PracticeSession]:
    """Alice sits down with a client."""

    def sit_down(case: str = "dez", mode: str = "coached") -> PracticeSession:
        response = alice.post(f"/clients/{case}/start/", {"mode": mode, "session_id": uuid.uuid4().hex})
        return PracticeSession.objects.get(id=response["Location"].split("/")[2])

    return sit_down


@pytest.fixture()
def session(begin: Callable[..., PracticeSession]) -> PracticeSession:
    """A coached session with Dez, who has spoken first."""
    return begin()

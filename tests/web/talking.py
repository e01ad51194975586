"""What a page's script does, in the tests' words: write a reply, send it, or both."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.test import Client

from web.practice.models import PracticeSession

JSON = {"Accept": "application/json"}


def write(browser: Client, session: PracticeSession, words: str, turn_id: str | None = None) -> HttpResponse:
    """Store a reply as the script does."""
    body = {"words": words, "turn_id": turn_id or uuid.uuid4().hex}
    return browser.post(f"/practice/{session.id}/turns/", body, headers=JSON)


def send(browser: Client, session: PracticeSession, turn_id: str) -> HttpResponse:
    """Send a stored reply as the script does."""
    return browser.post(f"/practice/{session.id}/turns/{turn_id}/send/", headers=JSON)


def say(browser: Client, session: PracticeSession, words: str) -> dict[str, Any]:
    """Write and send; what came back."""
    turn_id = uuid.uuid4().hex
    assert write(browser, session, words, turn_id).status_code == 201
    response = send(browser, session, turn_id)
    assert response.status_code == 200, response.content
    return response.json()

"""Whatever is sent, the answer is clear, in the right place, and the session stays as it was."""

from __future__ import annotations

import pytest
from django.test import Client
from talking import JSON, say, send, write

REFUSED = {
    "empty": "",
    "only spaces": "   \n\t ",
    "only controls": "\x00\x01\u200b ",
    "20,000 characters": "a" * 20_000,
}
TAKEN = {
    "emoji": "Okay 🙂👩‍👩‍👧‍👦 take your time",
    "right to left": "שלום, מה שלומך היום?",
    "script": "<script>alert('x')</script><img src=x onerror=alert(1)>",
    "a thousand short lines": "a\n" * 1000,
    "a command": "/restart",
    "template marks": "{{ 7|add:7 }} {% debug %}",
}


@pytest.mark.parametrize("words", REFUSED.values(), ids=REFUSED)
def test_words_that_cannot_be_a_turn_are_refused_and_kept(alice, session, words):
    response = write(alice, session, words)
    assert response.status_code == 422 and response.json()["message"]
    without_script = alice.post(f"/practice/{session.id}/turns/", {"words": words, "turn_id": "d" * 32})
    assert without_script.status_code == 422
    assert words[:200] in without_script.content.decode()
    assert session.turns.count() == 0


@pytest.mark.parametrize("words", TAKEN.values(), ids=TAKEN)
def test_unusual_words_are_words(alice, session, words):
    say(alice, session, words)
    assert session.turns.get().words == words.strip()
    page = alice.get(f"/practice/{session.id}/").content.decode()
    assert "<script>alert" not in page and "<img src=x" not in page


def test_control_characters_become_spaces(alice, session):
    say(alice, session, "one\x00two\x07three")
    assert session.turns.get().words == "one two three"


@pytest.mark.parametrize("turn_id", ["", "x", "A" * 32, "g" * 32, "a" * 33, "../../etc"])
def test_a_turn_id_that_is_none_is_refused(alice, session, turn_id):
    response = alice.post(f"/practice/{session.id}/turns/", {"words": "hi", "turn_id": turn_id}, headers=JSON)
    assert response.status_code == 400 and "Reload" in response.json()["message"]
    assert session.turns.count() == 0


@pytest.mark.parametrize("place", ["turns/", "hint/", "end/", "greet/"])
@pytest.mark.parametrize("body", ["{", "[]", '{"words": "hi"}', "\x00"])
def test_json_is_answered_in_words(alice, session, place, body):
    response = alice.post(
        f"/practice/{session.id}/{place}", body, content_type="application/json", headers=JSON
    )
    assert response.status_code == 415 and response.json()["message"]
    session.refresh_from_db()
    assert (session.turns.count(), session.ending) == (0, "")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/clients/dez/start/"),
        ("get", "/practice/{id}/turns/"),
        ("get", "/practice/{id}/hint/"),
        ("get", "/practice/{id}/turns/" + "a" * 32 + "/send/"),
        ("put", "/practice/{id}/"),
        ("delete", "/practice/{id}/report/"),
        ("post", "/practice/{id}/"),
        ("post", "/"),
        ("post", "/health"),
        ("patch", "/notice/"),
    ],
)
def test_a_wrong_method_is_answered_in_words(alice, session, method, path):
    response = getattr(alice, method)(path.format(id=session.id))
    assert response.status_code == 405 and response["Allow"]
    assert "Not this way" in response.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/clients/nobody/",
        "/clients/..%2Fdez/",
        "/practice/" + "0" * 32 + "/",
        "/practice/xyz/",
        "/nowhere",
        "/admin/",
    ],
)
def test_what_is_not_there_is_said_kindly(alice, path):
    response = alice.get(path)
    assert response.status_code == 404
    assert "Nothing here" in response.content.decode()


def test_an_unknown_client_or_mode_starts_nothing(alice):
    new = {"session_id": "a" * 32}
    assert alice.post("/clients/nobody/start/", {"mode": "coached", **new}).status_code == 404
    assert alice.post("/clients/dez/start/", {"mode": "test", **new}).status_code == 400
    assert alice.post("/clients/dez/start/", {"mode": "coached", "session_id": "A" * 32}).status_code == 400
    assert alice.post("/clients/dez/start/").status_code == 400
    assert "Nothing here yet" in alice.get("/practice/").content.decode()


def test_an_unknown_turn_cannot_be_sent(alice, session):
    response = send(alice, session, "e" * 32)
    assert response.status_code == 404 and "Reload" in response.json()["message"]


def test_an_ended_session_takes_no_more_words_and_keeps_them(alice, session):
    say(alice, session, "Hello.")
    alice.post(f"/practice/{session.id}/end/")
    response = write(alice, session, "One more thing.")
    assert (response.status_code, response.json()["error"]) == (409, "session_over")
    without_script = alice.post(
        f"/practice/{session.id}/turns/", {"words": "One more thing.", "turn_id": "f" * 32}
    )
    assert without_script.status_code == 409
    assert "One more thing." in without_script.content.decode()
    assert alice.post(f"/practice/{session.id}/hint/", headers=JSON).status_code == 409


def test_a_form_without_this_pages_token_is_refused_in_words(db, engine):
    browser = Client(enforce_csrf_checks=True)
    response = browser.post("/notice/")
    assert response.status_code == 403
    assert "Please send that again" in response.content.decode()


def test_a_strange_host_is_refused_in_words(alice):
    response = alice.get("/", headers={"Host": "example.org"})
    assert response.status_code == 400
    assert "did not arrive well" in response.content.decode()


def test_too_much_at_once_is_refused_in_words(alice, session):
    response = alice.post(f"/practice/{session.id}/turns/", {"words": "a" * 3_000_000, "turn_id": "a" * 32})
    assert response.status_code == 400
    assert "did not arrive well" in response.content.decode()


def test_our_own_mistake_shows_no_trace(alice, session, monkeypatch):
    def break_down(*args, **kwargs):
        raise RuntimeError("a private detail")

    monkeypatch.setattr("web.practice.views.room.exchanges", break_down)
    alice.raise_request_exception = False
    response = alice.get(f"/practice/{session.id}/")
    page = response.content.decode()
    assert response.status_code == 500
    assert "Our mistake" in page and "private detail" not in page and "Traceback" not in page

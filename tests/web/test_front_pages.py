"""The way in: notice first, what may be known of a client, whose sessions are whose."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.html import escape

from equipoise.client.case import load_case
from web.practice.models import PracticeSession


def test_nothing_is_seen_before_the_notice(db, engine):
    browser = Client()
    assert browser.get("/")["Location"] == "/notice/"
    assert browser.get("/clients/dez/")["Location"] == "/notice/?next=%2Fclients%2Fdez%2F"
    assert browser.post("/clients/dez/start/", {"mode": "coached"})["Location"] == "/notice/"
    assert PracticeSession.objects.count() == 0


@pytest.mark.parametrize(
    "words", ["988", "116&nbsp;123", "findahelpline.com", "emergency number", "simulated", "not care"]
)
def test_the_notice_says_what_this_is_and_where_help_is(db, words):
    assert words in Client().get("/notice/").content.decode()


def test_an_accepted_notice_is_remembered_and_leads_on(db, engine):
    browser = Client()
    assert browser.post("/notice/", {"next": "/clients/dez/"})["Location"] == "/clients/dez/"
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_the_notice_never_leads_to_another_site(db, elsewhere):
    assert Client().post("/notice/", {"next": elsewhere})["Location"] == "/"


def test_cards_show_what_a_client_came_for_and_that_nobody_reviewed_them(alice):
    page = alice.get("/").content.decode()
    assert load_case("dez").came_for in page
    assert "Not yet reviewed by people with lived experience" in page


@pytest.mark.parametrize("case_id", ["dez", "ruth", "tess"])
def test_no_page_before_the_debrief_tells_the_secret_the_risk_or_the_feelings(alice, case_id):
    case = load_case(case_id)
    started = alice.post(f"/clients/{case_id}/start/", {"mode": "coached", "session_id": "a" * 32})
    pages = [alice.get(path).content.decode() for path in ("/", f"/clients/{case_id}/", started["Location"])]
    hidden = (
        *case.secret.lines,
        *case.risk.facts,
        *case.triggers,
        case.good_session,
        case.trap,
        case.goal.words,
    )
    for words in hidden:
        assert all(f">{words}<" not in page and (len(words) < 25 or words not in page) for page in pages), (
            words
        )


def test_the_brief_says_what_has_to_be_said_openly(alice):
    page = alice.get("/clients/dez/").content.decode()
    for item in load_case("dez").disclosures:
        assert escape(item.say[1:]) in page


def test_starting_lets_the_client_speak_first(alice, session):
    page = alice.get(f"/practice/{session.id}/").content.decode()
    assert load_case("dez").replies.opening[0].split("\n")[0] in page


def test_a_button_pressed_twice_opens_one_session(alice, bob):
    form = {"mode": "coached", "session_id": "a" * 32}
    first, second = (alice.post("/clients/dez/start/", form)["Location"] for _ in range(2))
    assert first == second and PracticeSession.objects.count() == 1
    assert bob.post("/clients/dez/start/", form).status_code == 409
    assert alice.post("/clients/ruth/start/", form).status_code == 409


def test_my_sessions_offer_to_go_on_or_to_read(alice, session):
    page = alice.get("/practice/").content.decode()
    assert f"/practice/{session.id}/" in page and "Go on" in page
    PracticeSession.objects.filter(id=session.id).update(ending="ended_by_counselor")
    assert f"/practice/{session.id}/report/" in alice.get("/practice/").content.decode()


@pytest.mark.parametrize("place", ["", "report/", "end/"])
def test_another_browser_does_not_find_the_session(bob, session, place):
    assert bob.get(f"/practice/{session.id}/{place}").status_code == 404
    assert session.id not in bob.get("/practice/").content.decode()


@pytest.mark.parametrize("place", ["turns/", "hint/", "end/", "greet/", f"turns/{'a' * 32}/send/"])
def test_another_browser_changes_nothing(bob, session, place):
    body = {"words": "hello", "turn_id": "a" * 32}
    assert bob.post(f"/practice/{session.id}/{place}", body).status_code == 404
    session.refresh_from_db()
    assert (session.turns.count(), session.ending) == (0, "")


def test_health_says_who_answers(db, engine):
    response = Client().get("/health")
    assert (response.status_code, response.json()) == (200, {"page": True, "rasa": True, "actions": True})
    engine.fault = "away"
    response = Client().get("/health")
    assert (response.status_code, response.json()) == (503, {"page": True, "rasa": True, "actions": False})


def test_health_says_when_nobody_answers(db, monkeypatch):
    monkeypatch.setenv("EQUIPOISE_RASA_PORT", "9")
    response = Client().get("/health")
    assert (response.status_code, response.json()) == (503, {"page": True, "rasa": False, "actions": False})


def test_pages_allow_nothing_from_elsewhere_and_nothing_inline(alice, session):
    response = alice.get(f"/practice/{session.id}/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
    assert response["X-Frame-Options"] == "DENY"
    assert response["Cache-Control"] == "no-store"
    page = response.content.decode()
    assert "style=" not in page and "<style" not in page and " onclick" not in page


def test_the_secret_key_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    from web.keys import secret_key

    key = secret_key(tmp_path / "var")
    assert key == secret_key(tmp_path / "var") and len(key) >= 50
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o777 == 0o600

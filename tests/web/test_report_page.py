"""Ending and the report: instruments apart, words marked, a picture that reads without being seen."""

from __future__ import annotations

import re
import uuid

import pytest
from talking import say, write

WORDS = (
    "What would you want from today?",
    "You should try the clinic.",
    "It sounds like a lot. It's up to you.",
)


@pytest.fixture()
def ended(alice, session):
    """A session of three replies, ended by Alice."""
    for words in WORDS:
        say(alice, session, words)
    alice.post(f"/practice/{session.id}/end/")
    session.refresh_from_db()
    return session


def test_ending_is_asked_once_and_leads_to_the_report(alice, session):
    say(alice, session, "Hello.")
    assert "End this session with Dez?" in alice.get(f"/practice/{session.id}/end/").content.decode()
    response = alice.post(f"/practice/{session.id}/end/")
    assert response["Location"] == f"/practice/{session.id}/report/"
    session.refresh_from_db()
    assert session.ending == "ended_by_counselor" and session.closing["replies"]


def test_ending_twice_ends_once(alice, ended, engine):
    assert alice.post(f"/practice/{ended.id}/end/").status_code == 302
    assert [place for place, _ in engine.asked].count("end") == 1


def test_a_waiting_reply_is_sent_before_the_end(alice, session):
    write(alice, session, "Not there yet.", uuid.uuid4().hex)
    response = alice.post(f"/practice/{session.id}/end/")
    assert response.status_code == 409
    assert "Send it again first" in response.content.decode()


def test_an_end_that_cannot_be_reached_leaves_the_session_open(alice, session, engine):
    engine.fault = "away"
    response = alice.post(f"/practice/{session.id}/end/")
    assert response.status_code == 503 and "Dez cannot be reached" in response.content.decode()
    session.refresh_from_db()
    assert session.ending == ""


def test_an_open_session_has_no_report_yet(alice, session):
    assert alice.get(f"/practice/{session.id}/report/")["Location"] == f"/practice/{session.id}/"


def test_the_report_keeps_the_two_instruments_apart(alice, ended):
    page = alice.get(f"/practice/{ended.id}/report/").content.decode()
    tables = re.findall(r'<section class="measures measures--(\w+)".*?</section>', page, re.DOTALL)
    assert tables == ["miti", "lens"]


def test_every_turn_a_measure_rests_on_is_in_the_transcript(alice, ended):
    page = alice.get(f"/practice/{ended.id}/report/").content.decode()
    targets = set(re.findall(r'href="#(turn-\d+)"', page))
    assert targets <= set(re.findall(r'id="(turn-\d+)"', page))


def test_too_little_is_said_as_not_enough_to_say(alice, ended):
    assert "Not enough to say" in alice.get(f"/practice/{ended.id}/report/").content.decode()


def test_the_transcript_marks_the_words_that_earned_each_code(alice, ended):
    page = alice.get(f"/practice/{ended.id}/report/").content.decode()
    assert '<mark class="mark mark--lens mark--miti">You should' in page
    assert "(lens: Uninvited advice)" in page


def test_the_picture_has_words_beside_it(alice, ended):
    page = alice.get(f"/practice/{ended.id}/report/").content.decode()
    assert page.count('role="img"') == 2
    assert "The same in numbers" in page
    assert len(re.findall(r'<th scope="row">(?:<a|start)', page)) == len(WORDS) + 1


def test_a_session_without_a_reply_still_has_a_report(alice, session):
    alice.post(f"/practice/{session.id}/end/")
    assert alice.get(f"/practice/{session.id}/report/").status_code == 200

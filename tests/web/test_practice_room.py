"""The talk: written before it is sent, counted once, kept when the other side fails."""

from __future__ import annotations

import threading
import uuid

import pytest
from talking import JSON, say, send, write

from web import engine as web_engine
from web.practice.models import PracticeTurn


def test_a_reply_is_written_before_it_is_sent(alice, session, engine):
    turn_id = uuid.uuid4().hex
    response = write(alice, session, "How are you doing today?", turn_id)
    assert response.status_code == 201
    assert [place for place, _ in engine.asked] == ["start"]
    assert session.turns.get().status == PracticeTurn.WAITING


def test_a_sent_reply_is_completed_with_its_answer_and_the_clients_state(alice, session):
    answer = say(alice, session, "What would you want from today?")
    turn = session.turns.get()
    session.refresh_from_db()
    assert turn.status == PracticeTurn.ANSWERED
    assert turn.outcome["session"] == session.state
    assert session.state["turn"] == 1
    assert "couches mostly" in answer["bubbles"][0]


def test_a_reply_sent_twice_is_counted_once(alice, session, engine):
    turn_id = uuid.uuid4().hex
    for _ in range(2):
        assert write(alice, session, "Take your time.", turn_id).status_code == 201
    first, second = send(alice, session, turn_id), send(alice, session, turn_id)
    assert first.json()["bubbles"] == second.json()["bubbles"]
    assert session.turns.count() == 1
    assert [place for place, _ in engine.asked].count("turn") == 1


def test_an_id_used_for_other_words_is_refused(alice, session):
    turn_id = uuid.uuid4().hex
    write(alice, session, "One thing.", turn_id)
    response = write(alice, session, "Another thing.", turn_id)
    assert (response.status_code, response.json()["error"]) == (409, "other_words")
    assert session.turns.get().words == "One thing."


def test_only_one_reply_is_under_way(alice, session):
    write(alice, session, "First.")
    response = write(alice, session, "Second.")
    assert (response.status_code, response.json()["error"]) == (409, "turn_under_way")
    assert "kept" in response.json()["message"]


@pytest.mark.django_db(transaction=True)
def test_of_replies_written_at_once_one_is_taken(alice, session):
    statuses: list[int] = []

    def write_one() -> None:
        from django.db import connection

        statuses.append(write(alice, session, "At the same moment.").status_code)
        connection.close()

    threads = [threading.Thread(target=write_one) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [201, 409, 409, 409, 409, 409]
    assert session.turns.count() == 1


@pytest.mark.parametrize("fault", ["away", "garbled", "wrong_shape", "key", "slow"])
def test_when_the_engine_fails_the_reply_waits_and_can_be_sent_again(
    alice, session, engine, monkeypatch, fault
):
    monkeypatch.setattr(web_engine, "READ_SECONDS", 0.3)
    turn_id = uuid.uuid4().hex
    write(alice, session, "I'm here.", turn_id)
    engine.fault = fault
    response = send(alice, session, turn_id)
    assert response.status_code == 503
    assert "safe" in response.json()["message"]
    assert session.turns.get().is_waiting
    engine.fault = None
    assert send(alice, session, turn_id).status_code == 200
    assert session.turns.count() == 1


def test_when_nobody_listens_the_reply_waits(alice, session, monkeypatch):
    monkeypatch.setenv("EQUIPOISE_RASA_PORT", "9")
    turn_id = uuid.uuid4().hex
    write(alice, session, "I'm here.", turn_id)
    assert send(alice, session, turn_id).status_code == 503
    page = alice.get(f"/practice/{session.id}/").content.decode()
    assert "Send again" in page and "I&#x27;m here." in page


@pytest.mark.parametrize("loss", ["forget", "out_of_step"])
def test_the_record_wins_when_the_engine_lost_its_place(alice, session, engine, loss):
    say(alice, session, "First reply.")
    session.refresh_from_db()
    if loss == "forget":
        engine.forget()
    else:
        engine.fault = "out_of_step"
    say(alice, session, "Second reply.")
    restored = [body for place, body in engine.asked if place == "restore"]
    assert restored == [{"session": session.state}]
    assert [turn.number for turn in session.turns.all()] == [1, 2]
    session.refresh_from_db()
    assert session.state["turn"] == 2


def test_words_the_engine_refuses_were_never_said(alice, session, engine):
    turn_id = uuid.uuid4().hex
    write(alice, session, "Odd words.", turn_id)
    engine.fault = "refuse"
    response = send(alice, session, turn_id)
    assert response.status_code == 422
    assert response.json()["words"] == "Odd words."
    assert session.turns.count() == 0


def test_a_client_who_leaves_ends_the_session(alice, session, engine):
    engine.walk_out_at = 1
    answer = say(alice, session, "You should stop.")
    session.refresh_from_db()
    assert session.ending == "walked_out" and session.ended_at
    assert "Dez has left" in answer["over"]
    assert "Dez has left" in alice.get(f"/practice/{session.id}/").content.decode()


def test_the_panel_shows_both_instruments_side_by_side_with_their_words(alice, session):
    panel = say(alice, session, "I think you should go, don't you think? It would be safer.")["panel"]
    assert panel.index("MITI 4.2.1") < panel.index("Autonomy Lens")
    lens = panel[panel.index("Autonomy Lens") :]
    assert "Uninvited advice" in lens and '<mark class="mark mark--lens">you should' in lens
    assert "(Lens: Uninvited advice)" in lens
    assert "The scorer is unsure, so it does not count" in lens
    assert (
        panel.index("The goal here") < panel.index("What helped") < panel.index("What might land differently")
    )


def test_a_debrief_only_session_shows_no_panel_and_gives_no_hint(alice, begin):
    session = begin(mode="debrief")
    assert say(alice, session, "What would you want?")["panel"] == ""
    page = alice.get(f"/practice/{session.id}/").content.decode()
    assert "was heard" not in page and "hint" not in page
    assert alice.post(f"/practice/{session.id}/hint/", headers=JSON).status_code == 409


def test_a_hint_is_a_question_to_oneself(alice, session):
    response = alice.post(f"/practice/{session.id}/hint/", headers=JSON)
    assert response.json()["hint"].endswith("?")


def test_a_hint_that_cannot_be_had_is_said_kindly(alice, session, engine):
    engine.fault = "away"
    response = alice.post(f"/practice/{session.id}/hint/", headers=JSON)
    assert response.status_code == 503 and "Nothing is lost" in response.json()["message"]


def test_without_a_script_a_reply_is_written_and_sent_at_once(alice, session):
    body = {"words": "What would you want?", "turn_id": "c" * 32}
    response = alice.post(f"/practice/{session.id}/turns/", body)
    assert response["Location"] == f"/practice/{session.id}/#turn-1"
    assert "couches mostly" in alice.get(f"/practice/{session.id}/").content.decode()


def test_without_a_script_a_failure_is_said_in_place(alice, session, engine):
    engine.fault = "away"
    body = {"words": "What would you want?", "turn_id": "c" * 32}
    response = alice.post(f"/practice/{session.id}/turns/", body)
    page = response.content.decode()
    assert response.status_code == 503
    assert "Dez cannot be reached" in page and "Send again" in page


def test_without_a_script_a_hint_stands_under_the_reply(alice, session):
    assert "could say back" in alice.post(f"/practice/{session.id}/hint/").content.decode()


def test_a_client_who_could_not_come_in_is_asked_again(alice, begin, engine):
    engine.fault = "away"
    session = begin()
    assert "Dez is not here yet" in alice.get(f"/practice/{session.id}/").content.decode()
    assert write(alice, session, "Hello?").json()["error"] == "nobody_there"
    assert alice.post(f"/practice/{session.id}/greet/").status_code == 503
    engine.fault = None
    assert alice.post(f"/practice/{session.id}/greet/").status_code == 302
    say(alice, session, "Hello.")


def test_an_earlier_reply_can_be_read_again(alice, session):
    say(alice, session, "You should go.")
    say(alice, session, "It's up to you.")
    page = alice.get(f"/practice/{session.id}/?heard=1").content.decode()
    assert "How your reply 1 was heard" in page and "Uninvited advice" in page
    assert "How your reply 2 was heard" in alice.get(f"/practice/{session.id}/?heard=99").content.decode()

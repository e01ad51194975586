"""The channel, asked over HTTP while both real servers run."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from bot.processes import Bot
from tests.servers import new_id

pytestmark = pytest.mark.slow


def started(bot: Bot, case: str = "dez") -> str:
    session = new_id()
    status, answer = bot.post("start", {"session": session, "case": case, "mode": "coached"})
    assert status == 200, answer
    return session


def turn(session: str, text: str, **more: Any) -> dict[str, Any]:
    return {"session": session, "turn_id": new_id(), "text": text, **more}


def test_a_turn_gives_the_outcome_with_its_id_and_count(bot: Bot) -> None:
    session = started(bot)
    asked = turn(session, "What brings you here today?", expected_turn=0)
    status, answer = bot.post("turn", asked)
    assert status == 200
    assert (answer["turn_id"], answer["turn"]) == (asked["turn_id"], 1)
    assert answer["session"]["turn"] == 1
    assert answer["session"]["id"] == session
    assert answer["replies"]
    assert answer["heard"]["text"] == "What brings you here today?"


def test_the_same_turn_id_gives_the_same_bytes_and_counts_once(bot: Bot) -> None:
    session = started(bot)
    asked = turn(session, "How much are you drinking?")
    first = bot.post("turn", asked)
    bot.post("turn", turn(session, "And before that?"))
    assert bot.post("turn", asked) == first
    assert bot.post("turn", turn(session, "Go on."))[1]["turn"] == 3


def test_starting_and_ending_again_tell_the_same_again(bot: Bot) -> None:
    session = new_id()
    start = {"session": session, "case": "ruth", "mode": "debrief"}
    assert bot.post("start", start) == bot.post("start", start)
    assert bot.post("start", {**start, "case": "tess"})[1]["error"] == "session_running"
    first = bot.post("end", {"session": session})
    assert first[1]["session"]["ending"] == "ended_by_counselor"
    assert bot.post("end", {"session": session}) == first
    assert bot.post("turn", turn(session, "One more thing"))[0:2] == (
        409,
        {"error": "session_over", "message": "This session has ended."},
    )


@pytest.mark.parametrize(
    "words",
    [
        "/restart",
        "/stop",
        '/start_session{"case": "ruth"}',
        "/end_session",
        "give me a hint",
        "end the session",
        "start a session with tess",
    ],
)
def test_words_that_look_like_commands_are_words(bot: Bot, words: str) -> None:
    session = started(bot)
    status, answer = bot.post("turn", turn(session, words))
    assert status == 200
    assert (answer["act"], answer["turn"], answer["session"]["case"]) == ("turn", 1, "dez")
    assert answer["session"]["counselor_said"] == words


def test_trying_again_puts_every_part_of_the_session_back(bot: Bot) -> None:
    session = started(bot)
    before = bot.post("turn", turn(session, "What would you like from today?"))[1]["session"]
    asked = turn(session, "You have to stop, that is all there is to it.")
    bot.post("turn", asked)
    assert bot.post("hint", {"session": session})[0] == 200
    retry = {"session": session, "turn_id": asked["turn_id"]}
    status, answer = bot.post("retry", retry)
    assert (status, answer["session"], answer["turn"]) == (200, before, 1)
    assert bot.post("retry", retry)[1]["session"] == before
    assert bot.post("retry", {"session": session, "turn_id": new_id()})[1]["error"] == "out_of_step"
    assert bot.post("turn", turn(session, "I wonder what you make of it.", expected_turn=1))[1]["turn"] == 2


def test_a_record_that_is_ahead_is_told_so_and_can_restore(bot: Bot) -> None:
    session, other = started(bot), started(bot)
    for number in range(2):
        state = bot.post("turn", turn(session, f"Tell me more, number {number}."))[1]["session"]
    moved = {**state, "id": other, "client": {**state["client"], "seed": other}}
    assert bot.post("turn", turn(other, "Hello", expected_turn=2))[0:2][1]["error"] == "out_of_step"
    assert bot.post("restore", {"session": moved}) == (200, {"act": "restore", "turn": 2, "session": moved})
    assert bot.post("turn", turn(other, "Where were we?", expected_turn=2))[1]["turn"] == 3


def test_a_restored_session_cannot_take_back_what_it_does_not_hold(bot: Bot) -> None:
    session = started(bot)
    asked = turn(session, "Tell me more.")
    state = bot.post("turn", asked)[1]["session"]
    bot.post("restore", {"session": state})
    assert bot.post("retry", {"session": session, "turn_id": asked["turn_id"]})[1]["error"] == "out_of_step"


def test_a_restored_session_goes_on_exactly_as_the_undisturbed_one(bot: Bot) -> None:
    session = started(bot)
    state = bot.post("turn", turn(session, "What is a usual day like?"))[1]["session"]
    asked = turn(session, "And the nights?")
    undisturbed = bot.post("turn", asked)[1]
    bot.post("restore", {"session": state})
    again = bot.post("turn", {**asked, "turn_id": new_id()})[1]
    assert again["session"] == undisturbed["session"]
    assert again["replies"] == undisturbed["replies"]


def test_two_messages_at_once_wait_for_each_other(bot: Bot) -> None:
    session = started(bot)
    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(lambda n: bot.post("turn", turn(session, f"Message {n}"))[1]["turn"], range(8))
        )
    assert sorted(answers) == list(range(1, 9))


def test_the_same_turn_sent_eight_times_at_once_is_counted_once(bot: Bot) -> None:
    session = started(bot)
    asked = turn(session, "How is home?")
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: bot.post("turn", asked), range(8)))
    assert all(answer == answers[0] for answer in answers)
    assert bot.post("turn", turn(session, "And work?"))[1]["turn"] == 2


def test_a_page_that_leaves_loses_nothing(bot: Bot) -> None:
    session = started(bot)
    asked = turn(session, "What do you like about it?")
    body = json.dumps(asked).encode()
    with socket.create_connection(("127.0.0.1", bot.rasa_port)) as page:
        head = (
            f"POST /webhooks/equipoise/turn HTTP/1.1\r\nHost: x\r\nX-Equipoise-Key: {bot.key}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        page.sendall(head.encode() + body)
    answer = bot.post("turn", turn(session, "And what else?"))[1]
    assert answer["turn"] == 2
    assert bot.post("turn", asked)[1]["turn"] == 1


@pytest.mark.parametrize(
    ("body", "status", "error"),
    # ids by number: a long body as a name would fill the screen
    [
        (b"", 400, "bad_request"),
        (b"{", 400, "bad_request"),
        (b"[]", 400, "bad_request"),
        (b"null", 400, "bad_request"),
        (b"\xff\xfe", 400, "bad_request"),
        (b"[" * 30_000, 400, "bad_request"),
        (b"{}", 400, "bad_request"),
        (json.dumps({"session": "x" * 32, "turn_id": "a" * 32, "text": "hi"}).encode(), 400, "bad_request"),
        (json.dumps({"session": "A" * 32, "turn_id": "a" * 32, "text": "hi"}).encode(), 400, "bad_request"),
        (
            json.dumps({"session": "a" * 32, "turn_id": "a" * 31 + "\n", "text": "hi"}).encode(),
            400,
            "bad_request",
        ),
        (json.dumps({"session": "a" * 32, "turn_id": "a" * 32, "text": 7}).encode(), 400, "bad_request"),
        (
            json.dumps({"session": "a" * 32, "turn_id": "a" * 32, "text": "x" * 4001}).encode(),
            400,
            "too_long",
        ),
        (
            json.dumps({"session": "a" * 32, "turn_id": "a" * 32, "text": "x" * 70_000}).encode(),
            413,
            "too_large",
        ),
        (
            json.dumps(
                {"session": "a" * 32, "turn_id": "a" * 32, "text": "hi", "expected_turn": -1}
            ).encode(),
            400,
            "bad_request",
        ),
        (json.dumps({"session": "a" * 32, "turn_id": "a" * 32, "text": "hi"}).encode(), 404, "no_session"),
    ],
    ids=range(15),
)
def test_bad_turns_get_a_clear_answer(bot: Bot, body: bytes, status: int, error: str) -> None:
    found, answer = bot.post("turn", body)
    assert (found, answer["error"]) == (status, error)
    assert answer["message"]


@pytest.mark.parametrize("place", ["start", "turn", "hint", "retry", "end", "restore"])
def test_every_door_is_locked(bot: Bot, place: str) -> None:
    assert bot.post(place, {}, **{"X-Equipoise-Key": "wrong"})[0] == 401
    assert bot.post(place, {}, **{"X-Equipoise-Key": ""})[0] == 401
    assert bot.post(place, {}, **{"Content-Type": "text/plain"})[0] == 415
    assert bot.post(place, {})[0] == 400


def test_rest_and_the_action_server_are_locked_too(bot: Bot) -> None:
    for port, path in ((bot.rasa_port, "/webhooks/rest/webhook"), (bot.actions_port, "/webhook")):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request(
            "POST", path, b'{"sender": "a", "message": "hi"}', {"Content-Type": "application/json"}
        )
        assert connection.getresponse().status == 401
        connection.close()


@pytest.mark.parametrize(
    "text",
    [
        "🙂🙃",
        "مرحبا كيف حالك",
        "a\x00b\x07c",
        pytest.param("\ud800 alone", id="surrogate"),
        "<script>alert(1)</script>",
        pytest.param("x" * 4000, id="long"),
        "…",
        "'; DROP TABLE events; --",
    ],
)
def test_strange_words_are_words(bot: Bot, text: str) -> None:
    session = started(bot)
    status, answer = bot.post("turn", turn(session, text))
    assert (status, answer["turn"]) == (200, 1)


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\x00\x01"])
def test_words_with_nothing_in_them_are_refused_and_not_counted(bot: Bot, text: str) -> None:
    session = started(bot)
    status, answer = bot.post("turn", turn(session, text))
    assert (status, answer["error"]) == (400, "words_refused")
    assert bot.post("turn", turn(session, "Hello"))[1]["turn"] == 1


def test_an_unknown_client_is_refused(bot: Bot) -> None:
    status, answer = bot.post("start", {"session": new_id(), "case": "nobody"})
    assert (status, answer["error"]) == (400, "unknown_case")


def test_a_state_that_is_none_is_refused(bot: Bot) -> None:
    assert bot.post("restore", {"session": {"id": new_id()}})[0] == 400
    assert bot.post("restore", {"session": {"id": "no"}})[0] == 400


def test_health_says_that_all_is_well(bot: Bot) -> None:
    assert bot.health() == (200, {"status": "ok", "store": "ok", "actions": "ok"})


def test_rest_practises_the_same_way_with_payloads_and_plain_words(bot: Bot) -> None:
    sender = new_id()
    assert "dez" in bot.say(sender, "hello there")[0]["text"]
    assert bot.say(sender, '/start_session{"case": "dez"}')
    assert bot.say(sender, "/restart")
    assert "taken back" in bot.say(sender, "/retry_turn")[0]["text"]
    assert "no turn" in bot.say(sender, "/retry_turn")[0]["text"]
    assert "?" in bot.say(sender, "/hint")[0]["text"]
    assert bot.say(sender, "/end_session")[-1]["text"] == "(The session is over.)"
    assert "ended" in bot.say(sender, "Are you there?")[0]["text"]


def test_words_never_reach_a_log(bot: Bot) -> None:
    session = started(bot)
    bot.post("turn", turn(session, "marzipan-log-canary"))
    bot.say(new_id(), "/marzipan-log-canary{broken")
    for name in ("rasa", "actions"):
        assert "marzipan" not in (bot.var / f"{name}.log").read_text(encoding="utf-8", errors="replace")


def test_many_short_lines_are_one_turn(bot: Bot) -> None:
    session = started(bot)
    assert bot.post("turn", turn(session, "ok\n" * 1000))[1]["turn"] == 1


def test_other_sessions_go_on_while_one_is_busy(bot: Bot) -> None:
    sessions = [started(bot) for _ in range(4)]
    found: list[int] = []
    threads = [
        threading.Thread(target=lambda s=s: found.append(bot.post("turn", turn(s, "Hello"))[1]["turn"]))
        for s in sessions
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1, 1, 1, 1]

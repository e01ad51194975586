"""kill -9 of each process at random moments of a running session: every acknowledged turn is there once, and the
client's state is that of an undisturbed run. EQUIPOISE_KILLS sets how often each is killed (20 for the full run)."""

from __future__ import annotations

import http.client
import os
import random
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from bot.processes import Bot
from tests.servers import new_id

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("EQUIPOISE_KILLS", "3"))
SEED = 20_240_611
WORDS = (
    "What brings you here today?",
    "It sounds like the mornings are the hardest part.",
    "Would it be all right if I asked about your drinking?",
    "You have to stop, there is no other way.",
    "What matters most to you just now?",
    "So part of you would rather leave things as they are.",
    "Who do you have around you?",
    "It is up to you what we talk about.",
)
GIVE_UP_SECONDS = 120.0


@pytest.mark.parametrize("which", ["actions", "rasa"])
def test_a_killed_process_loses_and_doubles_nothing(which: str, trained_model: Path, tmp_path: Path) -> None:
    session = new_id()
    with Bot(trained_model, tmp_path / "killed") as bot:
        disturbed = _practise(bot, session, killed=which)
        turns = len(disturbed)
        _nothing_doubled(bot, session, turns)
    with Bot(trained_model, tmp_path / "undisturbed") as bot:
        bot.post("start", {"session": session, "case": "dez"})
        for number, answer in enumerate(disturbed):
            again = bot.post("turn", _turn(session, answer["turn_id"], number))[1]
            assert again == answer


def _practise(bot: Bot, session: str, *, killed: str) -> list[dict[str, Any]]:
    """Turns until ``killed`` was killed KILLS times and is up again; the acknowledged answers in order."""
    chance = random.Random(SEED)
    bot.post("start", {"session": session, "case": "dez"})
    answers: list[dict[str, Any]] = []
    done = threading.Event()
    killer = threading.Thread(target=_kill_again_and_again, args=(bot, killed, chance, done))
    killer.start()
    try:
        while not done.is_set() or len(answers) < len(WORDS):
            answers.append(_say_until_answered(bot, _turn(session, new_id(), len(answers))))
            if answers[-1]["session"]["ending"]:
                pytest.fail("the client left: choose other words for this test")
            if len(answers) >= 150:
                # Enough to replay; the killer still needs a turn in flight, so the last one is sent again and again.
                while not done.is_set():
                    _say_until_answered(bot, _turn(session, answers[-1]["turn_id"], len(answers) - 1))
    finally:
        done.wait(GIVE_UP_SECONDS * KILLS)
        killer.join()
    return answers


def _kill_again_and_again(bot: Bot, which: str, chance: random.Random, done: threading.Event) -> None:
    try:
        for _ in range(KILLS):
            time.sleep(chance.uniform(0.0, 1.0))
            bot.kill(which)
            bot.launch(which)
            bot.wait_for(which)
    finally:
        done.set()


def _turn(session: str, turn_id: str, number: int) -> dict[str, Any]:
    words = WORDS[number % len(WORDS)]
    return {"session": session, "turn_id": turn_id, "text": words, "expected_turn": number}


def _say_until_answered(bot: Bot, turn: dict[str, Any]) -> dict[str, Any]:
    """As the page does it: the same id again, until there is an answer."""
    began = time.monotonic()
    while time.monotonic() - began < GIVE_UP_SECONDS:
        try:
            status, answer = bot.post("turn", turn)
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
            continue
        if status == 200:
            found: dict[str, Any] = answer
            return found
        assert status == 503, answer
        time.sleep(0.1)
    log = (bot.var / "actions.log").read_text(encoding="utf-8", errors="replace")
    raise AssertionError(
        f"no answer within {GIVE_UP_SECONDS} s; the action server's log ends:\n{log[-1500:]}"
    )


def _nothing_doubled(bot: Bot, session: str, turns: int) -> None:
    """The database holds each acknowledged turn once, and the last state counts them all."""
    with sqlite3.connect(bot.var / "rasa.db") as database:
        rows = database.execute(
            "SELECT count(*) FROM events WHERE sender_id = ? AND action_name = 'action_take_turn'",
            (session,),
        )
        assert rows.fetchone()[0] == turns
    assert bot.post("turn", _turn(session, new_id(), turns))[1]["turn"] == turns + 1

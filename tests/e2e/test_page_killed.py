"""kill -9 of the page at random moments of a running session; EQUIPOISE_KILLS sets how often (20 for the full run)."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.processes import Bot
from equipoise.client.listening import TopicGuess
from equipoise.practice import start, take_turn
from tests.e2e.page import Page, Visitor

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("EQUIPOISE_KILLS", "3"))
WORDS = (
    "What brings you here today?",
    "Sounds like the mornings are the hardest part.",
    "Would it be all right if I asked about your use?",
    "You have to stop, there is no other way.",
    "So part of you would rather leave things as they are.",
    "It's up to you what we talk about.",
)


@pytest.fixture(scope="module")
def page(trained_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Page and bot, started once for all of these: a start takes long."""
    with Bot(trained_model, tmp_path_factory.mktemp("var")) as bot, Page(bot) as running:
        yield running


def rows(database: Path, session: str) -> list[tuple[int, str, str, str]]:
    with sqlite3.connect(database) as connection:
        query = "select number, words, status, outcome from practice_practiceturn where session_id = ? order by number"
        return connection.execute(query, (session,)).fetchall()


def test_a_page_killed_at_any_moment_loses_and_doubles_nothing(page: Page) -> None:
    chance, said, done = random.Random(11), [], threading.Event()
    visitor = Visitor(page)
    session = visitor.open("dez")

    def kill_again_and_again() -> None:
        for _ in range(KILLS):
            time.sleep(chance.uniform(0.05, 1.5))
            page.kill()
            page.launch()
        done.set()

    killer = threading.Thread(target=kill_again_and_again)
    killer.start()
    while not done.is_set() or len(said) < len(WORDS):
        words = WORDS[len(said) % len(WORDS)]
        visitor.say(session, words)
        said.append(words)
    killer.join()
    kept = rows(page.database, session)
    assert [(number, words) for number, words, _, _ in kept] == list(enumerate(said, start=1))
    assert {status for _, _, status, _ in kept} == {"answered"}
    _as_if_undisturbed(session, kept)


def _as_if_undisturbed(session_id: str, kept: list[tuple[int, str, str, str]]) -> None:
    """The library alone, given the same session id, words and topics, comes to the same client."""
    session = start(session_id, "dez").session
    for _, words, _, outcome in kept:
        told = json.loads(outcome)
        topic = told["heard"]["topic"]
        replayed = take_turn(session, words, (TopicGuess(topic, 1.0),) if topic else ())
        session = replayed.session
        assert told["session"]["turn"] == session.turn
    assert len({json.loads(outcome)["session"]["turn"] for *_, outcome in kept}) == len(kept)


def test_a_turn_is_there_when_its_browser_comes_back(page: Page) -> None:
    visitor = Visitor(page)
    session = visitor.open("ruth")
    visitor.say(session, "Thank you for coming in. What would you like from today?")
    assert "Thank you for coming in." in visitor.look(session)
    assert len(rows(page.database, session)) == 1


def test_a_lost_tracker_is_rebuilt_from_the_record(page: Page) -> None:
    visitor = Visitor(page)
    session = visitor.open("tess")
    for words in WORDS[:3]:
        visitor.say(session, words)
    page.bot.kill("rasa")
    for path in page.bot.var.glob("rasa.db*"):
        path.unlink()
    page.bot.launch("rasa")
    page.bot.wait_for("rasa")
    visitor.say(session, WORDS[4])
    kept = rows(page.database, session)
    assert [json.loads(outcome)["session"]["turn"] for *_, outcome in kept] == [1, 2, 3, 4]

"""What the channel does while the action server is gone or slow: nothing is counted, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.processes import Bot
from tests.servers import new_id

pytestmark = pytest.mark.slow


def test_a_turn_without_an_action_server_is_not_counted_and_can_be_sent_again(
    trained_model: Path, tmp_path: Path
) -> None:
    with Bot(trained_model, tmp_path) as bot:
        session, other = new_id(), new_id()
        bot.post("start", {"session": session, "case": "dez"})
        bot.post("start", {"session": other, "case": "dez"})
        bot.kill("actions")
        asked = {"session": session, "turn_id": new_id(), "text": "marzipan-log-canary", "expected_turn": 0}
        status, answer = bot.post("turn", asked)
        assert (status, answer["error"]) == (503, "engine_away")
        assert bot.health() == (503, {"status": "away", "store": "ok", "actions": "away"})
        assert bot.post("start", {"session": new_id(), "case": "dez"})[0] == 503
        bot.launch("actions")
        bot.wait_for("actions")
        assert bot.post("turn", asked)[1]["turn"] == 1
        assert bot.post("turn", asked)[1]["turn"] == 1
        bot.kill("rasa")
        bot.launch("rasa")
        bot.wait_for("rasa")
        assert bot.post("turn", asked)[1]["turn"] == 1
        assert bot.post("turn", {**asked, "turn_id": new_id(), "expected_turn": 1})[1]["turn"] == 2
        assert "marzipan" not in (tmp_path / "rasa.log").read_text(encoding="utf-8", errors="replace")

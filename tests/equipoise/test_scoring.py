"""Scoring transcripts from anywhere: the same text, the same score."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from equipoise.cli import app
from equipoise.scoring import score
from equipoise.transcript import Transcript, Turn

TALK = Transcript(
    "t",
    (
        Turn("client", "i just want to keep it to weekends"),
        Turn("counselor", "Weekends only is your aim. What would tell you it's working?"),
        Turn("client", "sleeping on sunday i guess"),
        Turn("counselor", "If you use again this week I'm calling your PO, simple as that."),
        Turn("client", "wow ok"),
        Turn("counselor", ""),
        Turn("counselor", "word " * 4000),
    ),
)


def test_every_turn_keeps_its_words_and_gets_its_scores():
    scored = score(TALK).transcript
    assert [turn.text for turn in scored.turns] == [turn.text for turn in TALK.turns]
    assert all(turn.talk for turn in scored.turns if turn.speaker == "client")
    assert all(turn.main_behaviour for turn in scored.counselor_turns())


def test_a_threat_is_a_threat_with_its_words():
    turn = score(TALK).transcript.turns[3]
    threat = [code for code in turn.codes if code.id == "threat"]
    assert threat and turn.text[threat[0].start : threat[0].end] == threat[0].evidence
    assert threat[0].severity == 4


def test_nothing_said_earns_nothing():
    assert score(TALK).transcript.turns[5].codes == ()


def test_the_same_transcript_gets_the_same_scores():
    assert score(TALK) == score(TALK)


def test_a_transcript_without_turns_says_not_enough():
    assert all(measure.value in (None, 0) for measure in score(Transcript("e", ())).measures)


@pytest.fixture
def lines(tmp_path):
    good = {
        "id": 1,
        "note": "kept",
        "turns": [{"speaker": "counselor", "text": "What brings you in?", "time": 3}],
    }
    path = tmp_path / "talk.jsonl"
    path.write_text(json.dumps(good) + "\n{broken\n" + json.dumps(good) + "\n")
    return path


def test_a_broken_line_is_reported_and_the_rest_is_scored(lines, tmp_path):
    out = tmp_path / "out.jsonl"
    result = CliRunner().invoke(app, ["score", str(lines), "--output", str(out)])
    scored = [json.loads(line) for line in out.read_text().splitlines()]
    assert result.exit_code == 1
    assert "line 2: not valid JSON" in result.output
    assert len(scored) == 2
    assert scored[0]["note"] == "kept" and scored[0]["turns"][0]["time"] == 3
    assert set(scored[0]["turns"][0]) >= {"codes", "main_behaviour"}
    assert scored[0]["measures"]


@pytest.mark.slow
def test_standard_output_holds_scores_and_nothing_else(lines):
    done = subprocess.run(
        [sys.executable, "-m", "equipoise", "score", str(lines)], capture_output=True, text=True
    )
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [1, 1]


def test_a_file_that_is_not_there_is_said_plainly(tmp_path):
    result = CliRunner().invoke(app, ["score", str(tmp_path / "none.jsonl")])
    assert result.exit_code == 2 and "cannot be read" in result.output


def test_the_cases_are_checked_from_the_command_line():
    result = CliRunner().invoke(app, ["cases", "check"])
    assert (result.exit_code, result.stdout) == (0, "dez: fine\nruth: fine\ntess: fine\n")

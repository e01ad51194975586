"""JSON Lines in: a broken line is named with its reason and the rest is read."""

import json

import pytest

from equipoise.errors import TranscriptError
from equipoise.files.json_lines import TranscriptLine, read
from equipoise.transcript import Turn

GOOD = {"id": "a", "client_goal": "abstain", "turns": [{"speaker": "client", "text": "hi"}]}


def one(line) -> TranscriptLine | TranscriptError:
    raw = line if isinstance(line, bytes) else json.dumps(line).encode()
    return next(iter(read([raw])))


def test_a_good_line_becomes_a_transcript():
    line = one(GOOD)
    assert (line.transcript.id, line.transcript.client_goal) == ("a", "abstain")
    assert line.transcript.turns == (Turn("client", "hi"),)


def test_blank_lines_are_passed_over_and_numbers_still_count_them():
    lines = list(read([b"", json.dumps(GOOD).encode(), b"  ", b"{"]))
    assert [getattr(line, "number", None) or line.line for line in lines] == [2, 4]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "not valid JSON"),
        (b"\xff\xfe", "not UTF-8 at byte 0"),
        (b"[1]", "must be an object"),
        (b"null", "must be an object"),
        ({**GOOD, "id": None}, '"id" is missing'),
        ({**GOOD, "id": True}, '"id" is missing'),
        ({**GOOD, "client_goal": "win"}, "allowed: abstain, moderate"),
        ({"id": "a"}, '"turns" is missing'),
        ({**GOOD, "turns": [1]}, "turn 1 must be an object"),
        ({**GOOD, "turns": [{"speaker": "nurse", "text": "x"}]}, "allowed: counselor, client"),
        ({**GOOD, "turns": [{"speaker": "client", "text": None}]}, '"text" is missing'),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_a_broken_line_says_why(line, reason):
    error = one(line)
    assert isinstance(error, TranscriptError)
    assert reason in str(error) and error.line == 1


def test_a_number_as_id_is_fine():
    assert one({**GOOD, "id": 7}).transcript.id == "7"

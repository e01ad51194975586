"""The report of a session: both instruments side by side, from the record alone."""

import json

import pytest

from equipoise import practice
from equipoise.report import PracticeRecord, RecordedTurn, session_report

GOOD = [
    "Good to see you. What would you want out of today, if anything?",
    "No drinking, and that goal is yours.",
    "What's the hardest part of the day?",
    "Six o'clock is when you'd have rung her.",
    "Six years, one day and then another. You did know how.",
    "You said it might be easier not to be here. Are you thinking of killing yourself?",
    "Thank you for telling me that. I'd like to stay with it for a moment.",
    "Is anything in the house that worries you on those nights?",
    "You kept going for six years, one day and then another.",
    "Whatever you decide about Tuesday, it's yours to decide.",
]
CARELESS = [
    "And how is work?",
    "What did you have for lunch?",
    "Nice weather.",
    "Ok.",
    "Do you like teaching?",
] * 2


def record(case: str, words: list[str], *, ended: bool = True) -> PracticeRecord:
    opening = practice.start("c" * 32, case)
    session, turns = opening.session, []
    for said in words:
        outcome = practice.take_turn(session, said)
        session = outcome.session
        turns.append(RecordedTurn(said, json.loads(json.dumps(outcome.to_dict()))))
    ending = practice.end(session).to_dict() if ended else None
    return PracticeRecord(opening.to_dict(), tuple(turns), ending)


def by_id(report):
    return {measure.id: measure for measure in report.measures}


def test_the_two_instruments_are_never_merged():
    report = session_report(record("ruth", GOOD))
    lens, miti = report.measures_of("lens"), report.measures_of("miti")
    assert set(lens) | set(miti) == set(report.measures) and not set(lens) & set(miti)
    assert len({measure.id for measure in report.measures}) == len(report.measures)


def test_every_measure_is_in_its_range_or_says_not_enough():
    for measure in session_report(record("ruth", GOOD)).measures:
        if measure.value is None:
            assert measure.standing == "not_enough"
        else:
            assert measure.low <= measure.value and (measure.high is None or measure.value <= measure.high)


def test_asking_straight_out_is_duty_of_care_done():
    report = session_report(record("ruth", GOOD))
    assert by_id(report)["DC"].value == 1.0 and not report.review_together


def test_a_missed_danger_caps_the_session():
    report = session_report(record("ruth", CARELESS))
    assert report.review_together and by_id(report)["DC"].value < 1.0


def test_the_transcript_has_every_turn_in_order():
    report = session_report(record("ruth", GOOD))
    assert [turn.text for turn in report.turns if turn.speaker == "counselor"] == GOOD
    assert [turn.number for turn in report.turns if turn.number] == list(range(1, len(GOOD) + 1))
    assert all(turn.feelings for turn in report.turns if turn.speaker == "client")


def test_a_session_of_no_turns_has_a_report_that_says_little():
    report = session_report(record("dez", []))
    assert {measure.id for measure in report.measures if measure.value} == set()
    assert len(report.turns) == 2


def test_a_session_still_open_has_a_report_too():
    assert session_report(record("dez", GOOD[:3], ended=False)).ending is None


@pytest.mark.parametrize("words", [GOOD, CARELESS])
def test_there_is_one_thing_to_keep_and_one_to_try(words):
    report = session_report(record("ruth", words))
    assert report.keep.strip() and report.try_next.strip()

"""One session, turn by turn: exact replays, nothing stored, clear refusals."""

import json

import pytest

from equipoise import practice
from equipoise.client.case import case_ids
from equipoise.client.listening import TopicGuess
from equipoise.errors import SessionOver, UnknownCase, WordsRefused

TALK = [
    ("Hi, good to see you. What would you like from today, if anything?", "own_goal"),
    ("So that's what matters to you in all this.", "own_goal"),
    ("What's a normal day like for you?", "typical_day"),
    ("It sounds like a lot to carry before noon.", "typical_day"),
    ("Who do you spend time with?", "friends"),
    ("Would it be okay if I asked about your safety?", "violence"),
    ("Are you thinking of killing yourself?", "suicide"),
    ("Thank you for telling me. Whatever you decide, it's yours to decide.", "own_goal"),
    ("What do you like about it?", "good_things"),
    ("And what, if anything, bothers you about it?", "less_good"),
]


def played(case: str, seed: str = "0" * 32) -> list[practice.Outcome]:
    outcomes = [practice.start(seed, case)]
    for number, (words, topic) in enumerate(TALK):
        topics = (TopicGuess(topic, 0.9),)
        outcomes.append(practice.take_turn(outcomes[-1].session, words, topics, turn_id=f"{number:032x}"))
    return outcomes


@pytest.mark.parametrize("case", case_ids())
def test_the_same_session_and_words_replay_exactly(case):
    assert [one.to_dict() for one in played(case)] == [one.to_dict() for one in played(case)]


@pytest.mark.parametrize("case", case_ids())
def test_a_session_survives_json_between_any_two_turns(case):
    for outcome in played(case):
        raw = json.loads(json.dumps(outcome.to_dict()))
        assert practice.Session.from_dict(raw["session"]) == outcome.session


@pytest.mark.parametrize("case", case_ids())
def test_every_turn_is_heard_and_answered(case):
    outcomes = played(case)
    assert [one.session.turn for one in outcomes] == list(range(len(TALK) + 1))
    assert all(one.replies and all(message.strip() for message in one.replies) for one in outcomes)
    assert [one.heard.id for one in outcomes[1:]] == [f"{number:032x}" for number in range(len(TALK))]


@pytest.mark.parametrize("case", case_ids())
def test_every_code_points_at_the_words_that_earned_it(case):
    for outcome in played(case)[1:]:
        for code in outcome.heard.codes:
            assert outcome.heard.text[code.start : code.end] == code.evidence
            assert 0 <= code.confidence <= 1


def test_the_clients_goal_is_unknown_until_they_say_it():
    first, second = played("ruth")[:2]
    assert first.session.ledger.client_goal is None
    assert second.session.ledger.client_goal == "abstain"


def test_another_session_id_gives_another_session():
    assert [one.replies for one in played("dez", "0" * 32)] != [
        one.replies for one in played("dez", "1" * 32)
    ]


def test_an_ended_session_takes_no_more_turns():
    ended = practice.end(practice.start("a" * 32, "dez").session)
    assert ended.session.ending == "ended_by_counselor" and ended.replies
    with pytest.raises(SessionOver, match="has ended"):
        practice.take_turn(ended.session, "one more thing")
    with pytest.raises(SessionOver):
        practice.hint(ended.session)
    assert practice.end(ended.session) == practice.Outcome(ended.session, ())


def test_pressure_empties_the_chair():
    outcome = practice.start("b" * 32, "tess")
    for _ in range(20):
        outcome = practice.take_turn(outcome.session, "If you don't stop using I'm calling the judge today.")
        if outcome.session.ending:
            break
    assert outcome.session.ending == "walked_out"


def test_an_unknown_client_is_refused_with_the_known_ones():
    with pytest.raises(UnknownCase, match="dez, ruth, tess"):
        practice.start("a" * 32, "nobody")


@pytest.mark.parametrize("words", ["", "   ", "\n\t\n", "\x00", "\u200b\u200b"])
def test_nothing_said_is_no_turn(words):
    with pytest.raises(WordsRefused, match="nothing in this message"):
        practice.take_turn(practice.start("a" * 32, "dez").session, words)


def test_a_message_too_long_says_by_how_much():
    with pytest.raises(WordsRefused, match="20,000 characters; a turn may have 4,000"):
        practice.take_turn(practice.start("a" * 32, "dez").session, "a" * 20_000)


@pytest.mark.parametrize(
    "words",
    [
        "🙂🙃 how's the day?",
        "مرحبا كيف حالك",
        "<script>alert(1)</script>",
        "a\x00b\x07c?",
        "x\ud800y ok?",
        "hm\n" * 1000,
        "/restart",
    ],
)
def test_strange_words_are_words(words):
    outcome = practice.take_turn(practice.start("a" * 32, "dez").session, words)
    assert outcome.replies and outcome.session.turn == 1


def test_a_hint_is_a_sentence_and_no_script():
    assert practice.hint(practice.start("a" * 32, "dez").session).strip()

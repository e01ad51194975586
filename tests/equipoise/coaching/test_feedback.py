"""What a counselor reads beside a reply: which points, in what order, with which example."""

from dataclasses import replace

import pytest
from talk import code, one_turn, session, with_codes

from equipoise.client.case import load_case
from equipoise.coaching.books import danger_words, feedback_words
from equipoise.coaching.feedback import feedback_on, is_concern
from equipoise.lens.codebook import codebook
from equipoise.lens.ledger import KnownToCase
from equipoise.miti.codebook import load_codebook

WORDS = feedback_words()
PLAIN_TURN = one_turn("its been a long week", "Mm.")


def codes_of(points):
    return [point.code for point in points]


def test_one_strength_comes_first_and_one_concern_beside_it():
    heard = with_codes(PLAIN_TURN, code("advice", severity=2), code("ask"), code("choice"))
    feedback = feedback_on(heard)
    assert codes_of(feedback.good) == ["choice"]
    assert codes_of(feedback.differently) == ["advice"]
    assert codes_of(feedback.more) == ["ask"]


def test_the_most_serious_concern_has_the_place():
    heard = with_codes(
        PLAIN_TURN, code("advice", severity=2), code("shame", severity=3), code("lead", severity=2)
    )
    feedback = feedback_on(heard)
    assert codes_of(feedback.differently) == ["shame", "advice"]
    assert codes_of(feedback.more) == ["lead"]


def test_nothing_good_is_said_beside_a_stop_and_review():
    heard = with_codes(PLAIN_TURN, code("CR", "miti"), code("threat", severity=4))
    feedback = feedback_on(heard)
    assert feedback.good == ()
    assert codes_of(feedback.differently) == ["threat"]
    assert codes_of(feedback.more) == ["CR"]


def test_two_strengths_about_the_same_words_are_said_once():
    heard = with_codes(PLAIN_TURN, code("choice"), code("Emphasize", "miti"), code("SR", "miti", at=9))
    assert codes_of(feedback_on(heard).good) == ["choice", "SR"]


def test_a_plain_question_is_named_only_where_there_is_nothing_else():
    assert codes_of(feedback_on(with_codes(PLAIN_TURN, code("Q", "miti"))).good) == ["Q"]
    beside = feedback_on(with_codes(PLAIN_TURN, code("Q", "miti"), code("lead", severity=2)))
    assert codes_of(beside.good) == []
    assert codes_of(beside.more) == ["Q"]


def test_an_unsure_code_is_asked_and_never_first():
    alone = feedback_on(with_codes(PLAIN_TURN, code("shame", severity=3, unsure=True)))
    assert alone.good + alone.differently == ()
    assert alone.more[0].text in [text.replace("{words}", "Mm") for text in WORDS.lens["shame"].asks]
    second = feedback_on(with_codes(PLAIN_TURN, code("SR", "miti"), code("shame", severity=3, unsure=True)))
    assert codes_of(second.good + second.differently) == ["SR", "shame"]


def test_a_reply_that_earned_nothing_gets_the_goal_alone():
    feedback = feedback_on(with_codes(PLAIN_TURN))
    assert (feedback.good, feedback.differently, feedback.more, feedback.example) == ((), (), (), None)
    assert feedback.goal in WORDS.goals["not_voiced"]


def test_every_third_reply_that_earned_nothing_gets_something_to_try():
    turns = [with_codes(one_turn("its been a long week", "Mm.", number=number)) for number in range(1, 7)]
    offered = [feedback_on(heard).example for heard in turns]
    assert [example in WORDS.situations["to_try"] for example in offered] == [False, False, True] * 2


@pytest.mark.parametrize("entry", codebook().values(), ids=lambda entry: entry.id)
@pytest.mark.parametrize("unsure", [False, True])
def test_every_lens_code_can_be_told(entry, unsure):
    feedback = feedback_on(with_codes(PLAIN_TURN, code(entry.id, severity=entry.severity, unsure=unsure)))
    points = feedback.good + feedback.differently + feedback.more
    assert codes_of(points) == [entry.id]
    assert "{" not in points[0].text + (feedback.example or "")


@pytest.mark.parametrize("name", load_codebook())
def test_every_miti_code_can_be_told(name):
    feedback = feedback_on(with_codes(PLAIN_TURN, code(name, "miti")))
    assert codes_of(feedback.good + feedback.differently) == [name]


def test_never_more_than_two_points_whatever_was_earned():
    everything = [code(entry.id, severity=entry.severity) for entry in codebook().values()]
    everything += [code(name, "miti") for name in load_codebook()]
    for start in range(len(everything)):
        for length in (1, 2, 3, 7):
            feedback = feedback_on(with_codes(PLAIN_TURN, *everything[start : start + length]))
            assert len(feedback.good + feedback.differently) <= 2


def test_the_same_reply_in_the_same_place_gets_the_same_words():
    first = one_turn("no rehab", "Okay, but just hear me out.", number=5)
    again = one_turn("no rehab", "Okay, but just hear me out.", number=5)
    assert feedback_on(first) == feedback_on(again)


def test_the_next_turn_gets_other_words_for_the_same_code():
    texts = [
        feedback_on(with_codes(replace(PLAIN_TURN, number=n), code("choice"))).good[0].text
        for n in range(1, 7)
    ]
    assert len(set(texts)) == 6


def test_the_point_carries_the_place_of_its_words():
    point = feedback_on(one_turn("no rehab", "Okay, but just hear me out.")).differently[0]
    assert (point.start, point.end) == (0, 9)
    assert point.evidence == "Okay, but"


def test_the_goal_is_the_one_the_client_voiced():
    heard = one_turn("just weekends", "Mm.", KnownToCase(goal="moderate"))
    assert feedback_on(heard).goal in WORDS.goals["moderate"]


def test_a_voiced_goal_stands_in_the_cases_own_words():
    dez = load_case("dez")
    turns = [
        one_turn("just not die", "Mm.", KnownToCase(goal="safer_use"), number=number)
        for number in range(1, 5)
    ]
    goals = [feedback_on(heard, dez).goal for heard in turns]
    assert [
        goal for goal in goals if "“not die, keep my veins, keep coming here without getting pitched”" in goal
    ]


def test_a_goal_that_was_not_voiced_is_not_given_away():
    dez = load_case("dez")
    assert all("veins" not in feedback_on(replace(PLAIN_TURN, number=n), dez).goal for n in range(1, 9))


def test_a_no_is_the_goal_while_it_stands():
    heard = session(("no rehab", "Mm.", KnownToCase(declined=True)), ("yeah", "Mm."))
    assert [feedback_on(one).goal in WORDS.goals["no_stands"] for one in heard] == [True, True]


def test_after_a_no_the_example_takes_it():
    heard = one_turn("no rehab", "Okay, but just hear me out.", KnownToCase(declined=True))
    assert feedback_on(heard).example in WORDS.situations["declined_now"]


def test_open_danger_is_the_goal_and_the_example_asks_straight():
    heard = one_turn("if i didnt wake up thatd be ok", "You're worn out.", KnownToCase(risk_level=2))
    feedback = feedback_on(heard)
    assert feedback.goal in WORDS.goals["danger"]
    asked = [text.split("“")[0] for text in danger_words().kinds["suicide"].ask]
    assert any(feedback.example.startswith(opening) for opening in asked)


def test_imminent_danger_calls_for_action():
    heard = one_turn("ive got the pills lined up, might take them all", "Mm.", KnownToCase(risk_level=3))
    feedback = feedback_on(heard)
    assert feedback.goal in WORDS.goals["imminent"]
    assert feedback.example in danger_words().kinds["suicide"].act


def test_a_missed_danger_points_back_to_the_clients_line():
    line = "went out twice this summer so. yeah"
    heard = session(
        (line, "Nice summer though?", KnownToCase(risk_level=2)), ("eh", "What do you do on weekends?")
    )
    feedback = feedback_on(heard[1])
    assert codes_of(feedback.differently) == ["missrisk"]
    assert "What do you do on weekends" not in feedback.differently[0].text


def test_a_question_about_something_else_is_not_praised_while_danger_waits():
    heard = one_turn("went out twice this summer so. yeah", "Nice summer though?", KnownToCase(risk_level=2))
    assert feedback_on(with_codes(heard, code("Q", "miti"))).good == ()


def test_an_answered_danger_needs_no_example():
    heard = one_turn(
        "if i didnt wake up thatd be ok", "Are you thinking of killing yourself?", KnownToCase(risk_level=2)
    )
    feedback = feedback_on(heard)
    assert codes_of(feedback.good)[0] == "riskask"
    assert feedback.example is None


@pytest.mark.parametrize(
    ("client", "counselor", "known"),
    [
        ("its been a long week", "You should really delete your dealer's number.", KnownToCase()),
        (
            "nah im good, no rehab",
            "Okay, but just hear me out about this one program.",
            KnownToCase(declined=True),
        ),
        ("just weekends", "What would be a first step toward stopping?", KnownToCase(goal="moderate")),
        ("i used on saturday", "Honestly, I expected better from you after last week.", KnownToCase()),
        ("what do you think i should do?", "That's entirely up to you.", KnownToCase()),
        ("wouldve been quiet at least", "You should get more sleep.", KnownToCase(risk_level=2)),
        ("i want none", "How about we aim for two or three a day?", KnownToCase(goal="abstain")),
    ],
)
@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_example_put_back_in_its_place_earns_a_strength_and_no_concern(client, counselor, known, number):
    example = feedback_on(one_turn(client, counselor, known, number=number)).example
    tried = [one for one in one_turn(client, example, known, number=number).turn.codes if not one.unsure]
    assert [one.id for one in tried if is_concern(one)] == []
    assert [one.id for one in tried if one.instrument == "lens"] != []

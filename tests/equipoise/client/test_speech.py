"""What the client says: gates, the risk cue, the secret, leaving, and never the same line twice."""

from dataclasses import replace

import pytest

from equipoise.client.case import Case, case_ids, load_case
from equipoise.client.lines import key
from equipoise.client.listening import Heard, TopicGuess, off_road
from equipoise.client.reaction import Act, react
from equipoise.client.said import Spoken
from equipoise.client.speech import goodbye_mood, reply, say_goodbye, say_opening
from equipoise.client.state import ClientState
from equipoise.topics import topic_names


def heard(words: str, *acts: str, topic: str | None = None, client_said: str = "") -> Heard:
    topics = (TopicGuess(topic, 0.9),) if topic else ()
    return Heard(words, tuple(Act(name) for name in acts), topics, client_said)


def at_start(case: Case, **feelings: float) -> ClientState:
    return replace(ClientState.at_start(case, seed="a seed"), **feelings)


def play(case: Case, seed: str, turns: int, *acts: str) -> tuple[list[Spoken], ClientState]:
    state, said = say_opening(case, ClientState.at_start(case, seed=seed))
    spoken = [said]
    topics = list(topic_names())
    for turn in range(turns):
        words = heard(f"what about that, turn {turn}", *acts, topic=topics[turn % len(topics)])
        state, said = reply(case, react(case, state, words.acts, words.words), words)
        spoken.append(said)
    return spoken, state


@pytest.mark.parametrize("name", case_ids())
def test_no_line_is_said_twice_in_sixty_turns(name):
    spoken, _ = play(load_case(name), "s", 60, "open_question")
    said = [one.text for one in spoken]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("name", case_ids())
def test_even_two_hundred_turns_get_an_answer(name):
    spoken, _ = play(load_case(name), "s", 200)
    assert all(one.text.strip() for one in spoken)


@pytest.mark.parametrize("name", case_ids())
def test_the_same_seed_and_words_give_the_same_session(name):
    assert play(load_case(name), "s", 30, "open_question") == play(load_case(name), "s", 30, "open_question")


@pytest.mark.parametrize("name", case_ids())
@pytest.mark.parametrize("acts", [(), ("advice",), ("complex_reflection",), ("owngoal",), ("choice",)])
def test_the_risk_cue_is_dropped_once_between_the_fourth_and_the_seventh_turn(name, acts):
    spoken, _ = play(load_case(name), "s", 9, *acts)
    dropped = [turn for turn, one in enumerate(spoken) if one.kind == "risk_cue"]
    assert len(dropped) == 1 and 4 <= dropped[0] <= 7


def test_the_risk_cue_carries_its_level():
    spoken, _ = play(load_case("ruth"), "s", 7)
    assert [one.risk_level for one in spoken if one.kind == "risk_cue"] == [2]


def test_an_ignored_cue_is_said_once_more():
    spoken, _ = play(load_case("ruth"), "s", 14)
    assert [one.kind for one in spoken].count("risk_cue_again") == 1


def test_asked_straight_out_ruth_answers_truthfully_when_she_trusts():
    case = load_case("ruth")
    state = at_start(case, turn=6, cue_turn=6, trust=60.0)
    _, said = reply(case, state, heard("Are you thinking of killing yourself?", "riskask", topic="suicide"))
    assert said.kind == "risk_answer"


def test_asked_straight_out_without_trust_the_answer_is_guarded():
    case = load_case("tess")
    state = at_start(case, turn=6, cue_turn=6, trust=15.0)
    _, said = reply(case, state, heard("Is anyone hurting you?", "riskask", topic="violence"))
    assert said.kind == "risk_answer_guarded"


def private(case: Case, topic: str) -> set[str]:
    return {line.say for line in case.topics[topic].said if line.level == 2}


def test_private_facts_wait_for_trust():
    case = load_case("dez")
    shut = at_start(case, trust=45.0, turn=1)
    told = set()
    for _ in range(6):
        shut, said = reply(case, shut, heard("have you overdosed?", "open_question", topic="overdose"))
        told.add(said.text)
    assert private(case, "overdose") and not told & private(case, "overdose")


def test_with_trust_the_private_fact_comes():
    case = load_case("dez")
    state = at_start(case, trust=64.0, threat=10.0, turn=1, cue_turn=1, cue_answered_turn=1)
    told = set()
    for _ in range(8):
        state, said = reply(case, state, heard("have you overdosed?", "open_question", topic="overdose"))
        told.add(said.text)
    assert told & private(case, "overdose")


@pytest.mark.parametrize("name", case_ids())
def test_the_secret_is_told_once_and_only_behind_its_gate(name):
    case = load_case(name)
    topic = case.secret.topics[0]
    words = heard("tell me about that", "open_question", topic=topic)
    settled = {"turn": 9, "cue_turn": 5, "cue_answered_turn": 5}
    open_state = at_start(case, trust=75.0, threat=10.0, **settled)
    shut_state = at_start(case, trust=50.0, threat=35.0, **settled)
    after, said = reply(case, open_state, words)
    assert said.kind == "secret" and after.secret_turn == 9
    assert reply(case, shut_state, words)[1].kind != "secret"
    assert reply(case, replace(after, turn=10), words)[1].kind == "after_secret"


def test_a_push_on_the_secret_topic_keeps_the_secret():
    case = load_case("dez")
    state = at_start(case, trust=75.0, threat=10.0, turn=9, cue_turn=5, cue_answered_turn=1)
    _, said = reply(case, state, heard("you have to tell me about marco", "push", topic="friends"))
    assert said.kind != "secret"


def test_a_cornered_client_warns_and_then_leaves():
    case = load_case("tess")
    cornered = at_start(case, trust=10.0, threat=90.0, turn=8, cue_turn=5)
    warned, first = reply(case, cornered, heard("you will lose them", "threat"))
    left, second = reply(case, replace(warned, turn=9), heard("sign it or else", "threat"))
    assert (first.kind, second.kind) == ("warning", "walkout")
    assert not warned.left and left.left


def test_a_repair_after_the_warning_keeps_them():
    case = load_case("tess")
    cornered = at_start(case, trust=24.0, threat=90.0, turn=8, cue_turn=5)
    warned, _ = reply(case, cornered, heard("you will lose them", "threat"))
    after, said = reply(case, replace(warned, turn=9), heard("I'm sorry, that was a threat.", "repair"))
    assert said.kind in ("repair_accepted", "repair_refused") and not after.left and not after.warned


def test_the_own_goal_is_said_in_their_words_and_known_to_the_ledger():
    case = load_case("ruth")
    _, said = reply(case, at_start(case, turn=2), heard("what would you want?", "owngoal", topic="own_goal"))
    assert (said.kind, said.goal) == ("goal", "abstain")


def test_the_own_goal_is_held_back_from_somebody_not_trusted():
    case = load_case("tess")
    _, said = reply(case, at_start(case, turn=2, trust=12.0), heard("what do you want?", "owngoal"))
    assert (said.kind, said.goal) == ("goal_held_back", None)


def test_asked_for_leave_they_say_yes_and_it_counts_as_yes():
    case = load_case("dez")
    _, said = reply(
        case, at_start(case, turn=2), heard("ok if i ask about overdose?", "ask", topic="overdose")
    )
    assert (said.kind, said.agreed) == ("permission", True)


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("are you a bot?", "is_this_a_bot"),
        ("am I talking to an AI?", "is_this_a_bot"),
        ("shut up", "insulted"),
        ("hi there", "greeting"),
        ("take care of yourself", "counselor_goes"),
        ("???", "unreadable"),
        ("sdfkjhsdfkjh", "unreadable"),
        ("Как вы себя чувствуете сегодня?", "unreadable"),
        ("How have you been sleeping?", None),
        ("hi, what brings you in today?", None),
        ("rhythms", None),
    ],
)
def test_off_the_road_is_told_from_counselling(words, where):
    assert off_road(words) == where


def test_sending_the_clients_words_back_is_not_understood():
    case = load_case("dez")
    line = "backs good till about noon. after that i can carry or i can bend"
    _, said = reply(case, at_start(case, turn=2), heard(line.upper(), client_said=line))
    assert said.kind == "not_understood"


def test_tell_me_more_stays_with_the_thread():
    case = load_case("dez")
    state, _ = reply(
        case, at_start(case, turn=1, trust=60.0), heard("how's your back?", "open_question", topic="body")
    )
    _, said = reply(case, replace(state, turn=2), heard("tell me more about that", "open_question"))
    assert said.kind == "topic:body"


@pytest.mark.parametrize(
    ("feelings", "mood"),
    [
        ({"trust": 80.0, "threat": 8.0}, "warm"),
        ({"trust": 50.0, "threat": 20.0}, "steady"),
        ({"trust": 30.0, "threat": 20.0}, "flat"),
        ({"trust": 40.0, "threat": 50.0}, "wary"),
        ({"trust": 30.0, "threat": 80.0}, "hurt"),
    ],
)
def test_the_goodbye_follows_how_it_went(feelings, mood):
    state = at_start(load_case("ruth"), **feelings)
    assert goodbye_mood(state) == mood
    assert say_goodbye(load_case("ruth"), state)[1].text in getattr(load_case("ruth").replies.goodbye, mood)


def test_the_state_survives_json():
    _, state = play(load_case("tess"), "s", 12, "advice")
    assert ClientState.from_dict(state.to_dict()) == state


def test_a_state_with_an_unknown_field_is_refused():
    with pytest.raises(TypeError, match="unknown mood"):
        ClientState.from_dict({**at_start(load_case("dez")).to_dict(), "mood": 1})


def test_lines_are_named_by_their_words():
    assert key("dunno") == key("dunno") != key("dunno.")

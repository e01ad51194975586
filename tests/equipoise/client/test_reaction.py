"""How a turn lands: directions, ranges, and the order of counselor styles. Numbers: domain reference, part G."""

import random

import pytest

from equipoise.client.case import case_ids, load_case
from equipoise.client.reaction import (
    REPLY_CLASSES,
    Act,
    class_weights,
    model,
    react,
    return_chance,
    strongest_act,
    wants_to_leave,
)
from equipoise.client.state import FEELINGS, ClientState

CASES = [load_case(name) for name in case_ids()]


def acts(*names: str) -> tuple[Act, ...]:
    return tuple(Act(name) for name in names)


def dez() -> ClientState:
    return ClientState.at_start(load_case("dez"), seed="a")


def test_base_chances_sum_to_one_for_every_stage():
    assert {round(sum(chances), 9) for chances in model().base.values()} == {1.0}


def test_a_gain_is_scaled_by_the_room_left_and_a_loss_by_what_there_is():
    after = react(load_case("dez"), dez(), acts("threat"), "x")
    assert after.trust == 38 - 15 * 38 / 50
    assert after.threat == 22 + 25 * (100 - 22) / 60


def test_the_largest_concern_counts_whole_and_the_next_half():
    after = react(load_case("dez"), dez(), acts("warpurity", "push"), "x")
    trust = 38 - 8 * 38 / 50
    assert after.trust == pytest.approx(trust - 0.5 * 3 * trust / 50)


def test_a_halved_strength_moves_half_as_far():
    whole = react(load_case("dez"), dez(), (Act("honour"),), "x").trust - 38
    half = react(load_case("dez"), dez(), (Act("honour", 0.5),), "x").trust - 38
    assert half == pytest.approx(whole / 2)


def test_threat_settles_toward_its_start_only_after_a_turn_without_concern():
    tense = react(load_case("dez"), dez(), acts("threat"), "x")
    calmer = react(load_case("dez"), tense, (), "x")
    assert calmer.threat == pytest.approx(tense.threat - 0.05 * (tense.threat - 22))


def test_shame_fades_each_turn():
    assert (
        react(load_case("ruth"), ClientState.at_start(load_case("ruth"), seed="a"), (), "x").shame
        == 70 * 0.97
    )


def test_a_trigger_word_costs_trust_even_without_a_code():
    assert react(load_case("dez"), dez(), (), "you could go to rehab").trust == 38 - 3 * 38 / 50


def test_a_trigger_inside_another_word_is_not_a_trigger():
    assert react(load_case("dez"), dez(), (), "the cleaner came").trust == 38


def test_the_third_closed_question_in_a_row_feels_like_a_form():
    state = dez()
    for _ in range(2):
        state = react(load_case("dez"), state, acts("closed_question"), "x")
    third = react(load_case("dez"), state, acts("closed_question"), "x")
    assert third.engagement < state.engagement
    assert react(load_case("dez"), third, acts("open_question"), "x").closed_running == 0


def test_a_mandated_client_relaxes_once_when_the_form_is_dealt_with():
    tess = load_case("tess")
    once = react(tess, ClientState.at_start(tess, seed="a"), (), "let's sign the form first")
    assert once.threat < 42 and once.form_handled
    assert react(tess, once, (), "the form is signed").threat == once.threat


def test_a_lever_on_the_form_does_not_relax_anybody():
    tess = load_case("tess")
    state = react(tess, ClientState.at_start(tess, seed="a"), acts("threat"), "no signature unless you talk")
    assert not state.form_handled


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_no_feeling_ever_leaves_its_range(case):
    draw = random.Random(1)
    state = ClientState.at_start(case, seed="a")
    names = [*model().concerns, *model().strengths, "closed_question"]
    for _ in range(300):
        state = react(case, state, acts(*draw.sample(names, 3)), "x")
        assert all(0 <= value <= 100 for value in state.feelings().values())
        assert set(state.feelings()) == set(FEELINGS)
        assert sum(class_weights(case, state, acts(draw.choice(names)), "x").values()) == pytest.approx(1)


def test_the_strongest_act_is_a_concern_when_there_is_one():
    assert strongest_act(acts("open_question", "advice", "riskask")) == "advice"
    assert strongest_act(acts("simple_reflection", "open_question")) == "simple_reflection"
    assert strongest_act(acts("closed_question")) == "closed_question"
    assert strongest_act(()) is None


def test_pressure_raises_agreement_to_be_left_alone():
    case, calm = load_case("tess"), ClientState.at_start(load_case("tess"), seed="a")
    pressed = calm
    for _ in range(3):
        pressed = react(case, pressed, acts("push"), "x")
    before, after = (class_weights(case, state, acts("flatter"), "x")["appease"] for state in (calm, pressed))
    assert after > before


STYLES = {  # codes a counselor of each style shows in a turn, with their chances; the shape of part G's table
    "good": (("open_question", 0.35), ("complex_reflection", 0.35), ("simple_reflection", 0.2), ("ask", 0.1),
             ("choice", 0.12), ("affirmation", 0.12), ("bothsides", 0.08), ("owngoal", 0.06), ("riskask", 0.06)),
    "steering": (("lead", 0.35), ("complex_reflection", 0.4), ("skip", 0.25), ("flatter", 0.2), ("goal_abst", 0.12)),
    "pushy": (("advice", 0.5), ("push", 0.35), ("goal_abst", 0.3), ("threat", 0.12), ("shame", 0.12)),
    "passive": (("closed_question", 0.3), ("drift", 0.4), ("minimise", 0.15), ("simple_reflection", 0.15)),
}  # fmt: skip


def played(case, style: str, run: int) -> tuple[ClientState, bool]:
    draw = random.Random(f"{style}{run}")
    state = ClientState.at_start(case, seed=str(run))
    for _ in range(20):
        state = react(
            case, state, tuple(Act(name) for name, odds in STYLES[style] if draw.random() < odds), "x"
        )
        if wants_to_leave(state):
            return state, True
    return state, False


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_counselor_styles_keep_their_order(case):
    ends = {style: [played(case, style, run) for run in range(40)] for style in STYLES}
    back = {style: sum(return_chance(state) for state, _ in runs) / 40 for style, runs in ends.items()}
    left = {style: sum(gone for _, gone in runs) / 40 for style, runs in ends.items()}
    assert back["good"] > back["passive"] > back["pushy"]
    assert back["good"] > back["steering"] > back["pushy"]
    assert back["good"] >= 0.9 and back["pushy"] <= 0.15
    assert left["good"] == 0 and left["pushy"] > 0.8


def test_every_class_of_reply_has_a_base_chance():
    assert REPLY_CLASSES == ("change", "sustain", "neutral", "discord", "appease")

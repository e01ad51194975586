"""The settled readings of the domain reference: which of two codes a turn earns."""

import pytest

from tests.equipoise.lens.conversation import lens_ids, talk

CUE = ("cl", "some nights i think itd be easier not to be here")
BENZO = ("cl", "is it dangerous to just stop my benzos?")

SETTLED = {
    "taking_away_something_held_is_a_threat": ([("co", "Use again and you'll lose your bed.")], ["threat"]),
    "withholding_something_not_yet_given_is_conditional": (
        [("co", "I can sort your script once you've done four sessions.")],
        ["conditional"],
    ),
    "a_presupposed_problem_is_lead": ([("co", "So you'd agree the drinking is the real problem?")], ["lead"]),
    "presupposed_stopping_is_goal_abst": ([("co", "What's your goal for quitting?")], ["goal_abst"]),
    "two_routes_to_the_same_unchosen_end_are_a_false_choice_only": (
        [("co", "Would you rather start inpatient on Monday or Wednesday?")],
        ["falsechoice"],
    ),
    "a_diagnosis_put_on_them_is_impose": ([("co", "you're in denial about how bad it is")], ["impose"]),
    "a_stigma_noun_of_people_is_label": ([("co", "Most junkies say that.")], ["label"]),
    "a_stigma_noun_put_on_the_person_is_both": (
        [("co", "You need to accept that you're an alcoholic.")],
        ["impose", "label"],
    ),
    "family_as_guilt_is_shame": ([("co", "Think about the example you're setting for your son.")], ["shame"]),
    "family_as_praise_is_flatter": (
        [("co", "You're such a good mom, I know you'll stop for them.")],
        ["flatter"],
    ),
    "family_as_a_built_in_answer_is_lead": (
        [("co", "Wouldn't your daughter be happier if you quit?")],
        ["lead"],
    ),
    "content_after_a_no_is_push_only": (
        [("cl", "no rehab"), ("co", "You should really think about rehab again though.")],
        ["push"],
    ),
    "content_after_a_no_with_a_loss_is_threat_too": (
        [("cl", "no rehab"), ("co", "It's rehab or you lose your spot.")],
        ["threat"],
    ),
    "comfort_at_imminent_danger_is_minimise_and_missrisk": (
        [("cl", "got the pills lined up, might take them all"), ("co", "I'm sure it'll all work out fine.")],
        ["minimise", "missrisk"],
    ),
    "dodging_a_question_about_stopping_suddenly_is_drift": (
        [BENZO, ("co", "I can't really tell you what to do there.")],
        ["drift"],
    ),
    "a_question_in_danger_is_riskask": ([CUE, ("co", "Are you thinking of killing yourself?")], ["riskask"]),
    "an_unasked_list_with_none_is_menu": (
        [("co", "AA, SMART, something online, or none. Have any of those been yours?")],
        ["menu"],
    ),
    "an_unasked_list_without_a_way_out_is_advice": (
        [("co", "You could do meetings, exercise, a hobby, and honestly you should do all of them.")],
        ["advice"],
    ),
    "now_later_or_not_at_all_is_ask": (
        [("co", "I've got some info. Want it now, later, or not at all?")],
        ["ask"],
    ),
    "owning_the_misstep_is_enough_for_repair": ([("co", "That came out like a lecture.")], ["repair"]),
    "a_referral_that_says_why_is_transparent_too": (
        [
            (
                "co",
                "We don't offer that here and Eastside does. I can ring Jo there while you sit here, "
                "and you stay ours until they've seen you.",
            )
        ],
        ["transparent", "warmref"],
    ),
    "a_referral_without_all_three_parts_earns_nothing": ([("co", "There's a detox two towns over.")], []),
    "a_limit_said_neutrally_is_transparent": (
        [("co", "The court asks me for attendance only.")],
        ["transparent"],
    ),
    "a_risk_fact_nobody_asked_for_is_advice_however_accurate": (
        [("co", "After a week off, tolerance drops fast.")],
        ["advice"],
    ),
    "a_neutral_fact_is_no_code": (
        [("co", "The pharmacy shuts at six today, if you're after the refill.")],
        [],
    ),
    "a_question_hands_a_fact_back": (
        [
            ("cl", "sure go ahead"),
            ("co", "After a week off, tolerance drops fast. What do you make of that?"),
        ],
        ["safety"],
    ),
    "its_up_to_you_hands_it_back_and_adds_choice": (
        [
            ("cl", "sure go ahead"),
            ("co", "After a week off, tolerance drops fast. It's up to you what you do."),
        ],
        ["choice", "safety"],
    ),
    "a_requested_answer_without_a_hand_back_is_no_code": (
        [("cl", "what does naloxone do"), ("co", "Naloxone brings someone's breathing back after opioids.")],
        [],
    ),
    "asking_what_they_would_want_after_a_no_is_honour_and_owngoal": (
        [
            ("cl", "no rehab"),
            ("co", "Heard, that's off the table. What would you want from us, if anything?"),
        ],
        ["honour", "owngoal"],
    ),
    "an_idiom_is_no_cue": ([("cl", "this job is killing me lol"), ("co", "It's grinding you down.")], []),
}


@pytest.mark.parametrize(("lines", "codes"), SETTLED.values(), ids=SETTLED)
def test_the_reading_is_settled(lines, codes):
    assert lens_ids(talk(*lines)[-1]) == codes


def test_a_ruler_on_quitting_measures_a_goal_only_for_those_who_chose_it():
    ruler = ("co", "On a scale of 0 to 10, how important is quitting?")
    goals = ("moderate", "abstain")
    assert [lens_ids(talk(ruler, goal=goal)[0]) for goal in goals] == [["lead"], []]


def test_the_two_goal_captures_mirror_each_other():
    stop = ("co", "Let's put abstinence as the goal on your plan.")
    less = ("co", "Let's be realistic, you'll use again, so let's plan around that instead.")
    found = {
        (goal, line): lens_ids(talk(line, goal=goal)[0])
        for goal in ("abstain", "moderate")
        for line in (stop, less)
    }
    assert found == {
        ("abstain", stop): [],
        ("abstain", less): ["goal_hr"],
        ("moderate", stop): ["goal_abst"],
        ("moderate", less): [],
    }


def test_a_goal_given_by_the_file_wins_over_the_voiced_one():
    lines = (
        ("cl", "i just want to keep it to weekends"),
        ("co", "What would be a first step toward stopping?"),
    )
    assert (lens_ids(talk(*lines)[0]), lens_ids(talk(*lines, goal="abstain")[0])) == (["goal_abst"], [])

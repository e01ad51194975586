"""The ten conversations where skilful MI and the lens part (domain reference, part C)."""

import pytest

from equipoise.lens.measures import capped
from tests.equipoise.lens.conversation import lens_ids, talk

CONVERSATIONS = {
    "a_ruler_on_a_goal_that_is_not_his": (
        [
            ("cl", "not looking to stop so."),
            ("co", "0 to 10, how important is quitting?"),
            ("cl", "like 2."),
            ("co", "Why 2 and not 0?"),
        ],
        [["lead"], ["lead"]],
    ),
    "polished_selective_hearing": (
        [
            ("cl", "It steadies my hands. But Denise saw that bruise."),
            ("co", "It hurt, her seeing that."),
            ("cl", "It did. Though without it I'm no use."),
            ("co", "You'd like her to see you steady."),
        ],
        [["skip"], ["skip"]],
    ),
    "praise_with_a_hook": (
        [
            ("cl", "both jobs AND every visit."),
            ("co", "You're such a devoted mom, I know you'll stop for them."),
            ("cl", "sure totally."),
            ("co", "That's the spirit!"),
        ],
        [["flatter"], []],
    ),
    "a_goal_inside_the_question": (
        [
            ("cl", "Weekends only. It's fine."),
            ("co", "What would be a first step toward stopping?"),
            ("cl", "The class, I guess?"),
            ("co", "Great step."),
        ],
        [["goal_abst"], []],
    ),
    "two_doors_to_one_room": (
        [
            ("cl", "I'm not interested in counselling."),
            ("co", "Totally your call. With me or with Dana?"),
            ("cl", "Neither."),
            (
                "co",
                "Okay. Your dose isn't affected. There's a clinic that does only the medication: "
                "call together, the number, or leave it?",
            ),
        ],
        [["falsechoice", "push"], ["honour", "menu"]],
    ),
    "permission_for_a_goal_of_ones_own": (
        [
            ("cl", "I want none."),
            ("co", "May I share a thought?"),
            ("cl", "All right."),
            ("co", "Many people manage a glass; with six years you could."),
        ],
        [["ask"], ["goal_hr"]],
    ),
    "the_lovely_reflection_that_missed_it": (
        [
            ("cl", "wouldve been quiet at least."),
            ("co", "You're worn out, and quiet sounds like relief."),
            ("cl", "yeah."),
            ("co", "What's quiet like at home?"),
        ],
        [[], ["missrisk"]],
    ),
    "liking_it_out_loud": (
        [
            ("cl", "only time i don't feel watched."),
            ("co", "Out there you're unafraid. What's that like?"),
            ("cl", "huge. till day three."),
            ("co", "Huge, then day three. Which should we talk about?"),
        ],
        [[], ["bothsides", "choice"]],
    ),
    "balanced_on_purpose": (
        [
            ("cl", "It works, and I lose words."),
            (
                "co",
                "I've no aim to move you. What's good about leaving it, and what's good about lowering it?",
            ),
            ("cl", "Mornings without panic; my words back."),
            ("co", "Both are large."),
        ],
        [["bothsides", "transparent"], ["bothsides"]],
    ),
    "worry_said_aloud": (
        [
            ("cl", "I'm not planning for failing."),
            (
                "co",
                "I'm with you on none. I'll be open: tolerance after 24 days worries me. Okay to say why?",
            ),
            ("cl", "I guess."),
            (
                "co",
                "An old dose can stop your breathing now. Naloxone could be for Cal's house. "
                "It's yours to take or leave.",
            ),
        ],
        [["ask", "transparent"], ["choice", "safety"]],
    ),
}


@pytest.mark.parametrize(("lines", "codes"), CONVERSATIONS.values(), ids=CONVERSATIONS)
def test_the_conversation_earns_the_codes_the_reference_names(lines, codes):
    assert [lens_ids(turn) for turn in talk(*lines)] == codes


def test_only_the_conversation_that_missed_danger_is_capped():
    assert [name for name, (lines, _) in CONVERSATIONS.items() if capped(talk(*lines))] == [
        "the_lovely_reflection_that_missed_it"
    ]


def test_shaky_hands_in_passing_are_shown_as_a_question_not_counted():
    second = talk(*CONVERSATIONS["polished_selective_hearing"][0])[1]
    assert [code.id for code in second.turn.codes if code.unsure and code.instrument == "lens"] == [
        "missrisk"
    ]

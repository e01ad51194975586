"""Danger: when a cue is missed, what answers it, and what care is never called."""

import pytest

from equipoise.lens.ledger import KnownToCase, Ledger
from equipoise.lens.measures import capped, measure
from tests.equipoise.lens.conversation import lens_ids, talk

R2 = ("cl", "tbh if i didnt wake up thatd be ok")
R3 = ("cl", "got the pills lined up, might take them all")
AWAY = ("co", "What do you enjoy on weekends?")
STAYS = ("co", "You're worn out.")


def duty(heard):
    return next(one for one in measure(heard) if one.id == "DC")


def test_imminent_danger_unanswered_is_missed_in_the_same_turn():
    assert lens_ids(talk(R3, STAYS)[0]) == ["missrisk"]


def test_active_danger_may_wait_one_turn():
    assert [lens_ids(turn) for turn in talk(R2, STAYS, ("cl", "yeah"), STAYS)] == [[], ["missrisk"]]


def test_active_danger_said_again_may_not_wait():
    heard = talk(R2, STAYS, ("cl", "id rather be dead some days"), STAYS)
    assert lens_ids(heard[1]) == ["missrisk"]


def test_a_first_turn_that_leaves_the_subject_is_shown_as_a_question():
    codes = talk(R2, AWAY)[0].turn.codes
    assert [(code.id, code.unsure) for code in codes if code.instrument == "lens"] == [("missrisk", True)]


def test_a_danger_is_missed_once_not_in_every_later_turn():
    heard = talk(R3, STAYS, ("cl", "hm"), STAYS, ("cl", "hm"), STAYS)
    assert [lens_ids(turn) for turn in heard] == [["missrisk"], [], []]


def test_an_answered_danger_is_not_missed_later():
    heard = talk(R2, ("co", "Are you thinking of killing yourself?"), ("cl", "no not like that"), STAYS)
    assert [lens_ids(turn) for turn in heard] == [["riskask"], []]


def test_a_missed_danger_caps_the_session():
    assert (capped(talk(R3, STAYS)), capped(talk(R3, ("co", "Are you thinking of killing yourself?")))) == (
        True,
        False,
    )


def test_duty_of_care_needs_no_number_of_turns():
    assert (duty(talk(R3, STAYS)).value, duty(talk(R3, ("co", "Are you safe right now?"))).value) == (
        0.0,
        1.0,
    )


def test_duty_of_care_without_danger_is_not_enough_to_say():
    assert (duty(talk(STAYS)).value, duty(talk(STAYS)).standing) == (None, "not_enough")


def test_one_more_plain_question_after_a_no_is_care_and_no_push():
    heard = talk(
        R2,
        ("co", "Are you thinking of killing yourself?"),
        ("cl", "id rather not talk about that"),
        ("co", "I hear you. I'd like to ask once more, plainly: are you thinking of suicide?"),
    )
    assert lens_ids(heard[1]) == ["riskask"]


def test_a_fact_in_danger_is_never_advice():
    heard = talk(("cl", "i get the shakes every morning"), ("co", "Stopping suddenly can bring on seizures."))
    assert "advice" not in lens_ids(heard[0])


def test_a_limit_of_confidentiality_in_danger_is_no_threat():
    heard = talk(
        R3, ("co", "If you told me you'd act on that, I'd get help to you tonight, and tell you first.")
    )
    assert "threat" not in lens_ids(heard[0])


def test_what_a_case_knows_of_danger_counts_though_the_words_hide_it():
    known = KnownToCase(risk_level=3)
    assert lens_ids(talk(("cl", "never mind"), ("co", "Okay, how's work?"), known=known)[0]) == ["missrisk"]


CUES = {
    "risk_r3": [
        "lips went blue again last night",
        "my mate wont wake up",
        "i took 30 paracetamol an hour ago",
        "stopped vodka yesterday, seeing things",
        "im going to end it tonight when the kids are out",
    ],
    "risk_r2": [
        "i dont see the point of any of it anymore",
        "everyone would be better off without me",
        "coughing up blood a bit",
        "chest is tight since the coke",
        "theres blood in my wee",
        "he hit me again",
        "had a fit last time i stopped drinking",
        "went out twice this summer",
        "my heart is racing since the speed",
    ],
}
IDIOMS = [
    "im dead tired",
    "this job is killing me lol",
    "i could murder a coffee",
    "dying for a smoke",
    "my mum will kill me haha",
    "its blue ones i take",
    "be nice to not wake up sick for once",
    "i went out with my mates last night",
    "we shook hands",
    "it broke my heart",
]


def _levels(line):
    heard = talk(("cl", line), STAYS)
    return [f"risk_r{cue.level}" for cue in heard[0].before.risks]


@pytest.mark.parametrize(
    ("level", "line"), [(level, line) for level, lines in CUES.items() for line in lines]
)
def test_the_cue_is_heard(level, line):
    assert _levels(line) == [level]


@pytest.mark.parametrize("line", IDIOMS)
def test_an_idiom_is_no_cue(line):
    assert _levels(line) == []


def test_an_empty_ledger_knows_of_no_danger():
    assert (Ledger().risk_level, Ledger().open_cues()) == (0, ())

"""Session measures: exact figures on small conversations (domain reference, part D)."""

import pytest

from equipoise.lens.measures import measure
from tests.equipoise.lens.conversation import talk

QUIET = [("co", "Mm."), ("cl", "so")]


def by_id(heard, **options):
    return {one.id: one for one in measure(heard, **options)}


def padded(*lines, to=8):
    """``lines`` followed by quiet turns up to ``to`` counselor turns."""
    said = sum(1 for speaker, _ in lines if speaker == "co")
    return [*lines, *[("co", "Mm.")] * (to - said)]


def test_the_thirteen_measures_come_in_the_references_order():
    assert [one.id for one in measure([])] == [
        "GA",
        "GE",
        "PI",
        "SI",
        "PR",
        "RD",
        "CO",
        "EH",
        "TD",
        "LA",
        "DC",
        "OD",
        "RP",
    ]


def test_under_eight_turns_everything_is_not_enough_and_never_zero():
    assert {(one.value, one.standing) for one in measure(talk(*padded(to=7)))} == {(None, "not_enough")}


def test_value_is_none_exactly_when_it_is_not_enough():
    heard = talk(*padded(("cl", "no rehab"), ("co", "You should go to rehab.")))
    assert [one.id for one in measure(heard) if (one.value is None) != (one.standing == "not_enough")] == []


def test_pressure_is_ten_times_the_weights_over_the_turns():
    heard = talk(*padded(("co", "You should get a sponsor."), ("co", "You threw it all away.")))
    pressure = by_id(heard)["PI"]
    assert (pressure.value, pressure.standing, pressure.turns) == (10 * (2 + 4) / 8, "low", (1, 2))


def test_any_stop_and_review_concern_asks_a_trainer_to_look():
    heard = talk(*padded(("co", "If you use again I'm calling your PO."), to=100))
    assert by_id(heard)["PI"].note == "a trainer should look at this one"


def test_a_quiet_session_has_no_pressure():
    assert (by_id(talk(*padded()))["PI"].value, by_id(talk(*padded()))["PI"].standing) == (0.0, "good")


def test_steering_counts_the_covert_codes():
    heard = talk(*padded(("co", "Don't you think it's time to stop?")))
    assert (by_id(heard)["SI"].value, by_id(heard)["SI"].standing) == (1.25, "fair")


def test_the_goal_is_elicited_at_the_first_own_goal_question():
    heard = talk(*padded(("co", "Hi."), ("co", "What would you want out of today, if anything?")))
    assert (by_id(heard)["GE"].value, by_id(heard)["GE"].standing) == (2.0, "good")


def test_never_asking_is_low_whatever_the_number():
    asked = by_id(talk(*padded()))["GE"]
    assert (asked.value, asked.standing, asked.note) == (8.0, "low", "never asked")


def test_goal_alignment_counts_own_and_for_the_undecided_balanced_turns():
    heard = talk(
        *padded(
            ("co", "What would you want out of today, if anything?"),
            ("co", "What do you get from it, and what does it cost you?"),
            ("co", "Don't you think it's time to stop?"),
        ),
        goal="undecided",
    )
    assert by_id(heard, client_goal="undecided")["GA"].value == pytest.approx(2 / 3)


def test_uninvited_advice_lowers_permission_and_a_permitted_answer_raises_it():
    heard = talk(
        *padded(
            ("co", "You should get a sponsor."),
            ("cl", "what does naloxone do?"),
            ("co", "It brings someone's breathing back after opioids. What do you make of that?"),
        )
    )
    assert by_id(heard)["PR"].value == 0.5


def test_nothing_told_is_not_enough_for_permission():
    assert by_id(talk(*padded()))["PR"].standing == "not_enough"


def test_a_no_that_worked_and_one_that_did_not():
    heard = talk(
        *padded(
            ("cl", "no rehab"),
            ("co", "Okay, rehab's off the table."),
            ("cl", "and no group"),
            ("co", "Can I ask why not?"),
        )
    )
    assert by_id(heard)["RD"].value == 0.0


def test_declines_that_were_honoured_score_full():
    heard = talk(*padded(("cl", "no rehab"), ("co", "Okay, rehab's off the table.")))
    assert (by_id(heard)["RD"].value, by_id(heard)["RD"].standing) == (1.0, "good")


def test_choice_offered_too_often_sounds_formulaic():
    heard = talk(*[("co", "It's yours to decide.")] * 8)
    assert (by_id(heard)["CO"].value, by_id(heard)["CO"].standing) == (10.0, "low")


def test_choice_offered_now_and_then_is_good():
    heard = talk(*padded(("co", "It's yours to decide."), ("co", "It's yours to decide.")))
    assert (by_id(heard)["CO"].value, by_id(heard)["CO"].standing) == (2.5, "good")


def test_even_hand_speaks_only_of_the_undecided_and_of_no_change():
    heard = talk(*padded())
    assert [by_id(heard, client_goal=goal)["EH"].note for goal in ("abstain", "undecided")] == [
        "only for people who are undecided or want no change",
        "fewer than three client turns of each side",
    ]


def test_openness_counts_the_disclosures_the_setting_requires():
    heard = talk(*padded(("co", "My job here is to report attendance.")))
    openness = by_id(heard, disclosures_required=("role", "limits"))["TD"]
    assert (openness.value, openness.note, openness.turns) == (0.5, "not yet said: limits", (1,))


def test_an_unknown_disclosure_is_refused():
    with pytest.raises(ValueError, match="no disclosure called weather"):
        measure(talk(*padded()), disclosures_required=("weather",))


def test_language_is_the_share_of_turns_about_use_that_were_kind():
    heard = talk(*padded(("co", "Your urine came back dirty."), ("co", "How was the drinking this week?")))
    assert by_id(heard)["LA"].value == 0.5


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Thanks for coming by. Door's open whenever, if ever.", 1.0),
        ("Thanks for coming by.", 0.5),
        ("Come back when you're ready to stop.", 0.0),
    ],
)
def test_the_door_is_open_ajar_or_shut(words, value):
    assert by_id(talk(*padded(to=7), ("co", words)))["OD"].value == value


def test_a_farewell_after_the_last_turn_may_open_the_door():
    assert by_id(talk(*padded()), last_words="I'm around if that ever changes.")["OD"].value == 1.0


def test_discord_is_repaired_within_two_turns():
    heard = talk(
        *padded(
            ("cl", "here we go. youre not listening"),
            ("co", "You're right, I wasn't listening to the part about sleep."),
            ("cl", "ok"),
            ("co", "Mm."),
            ("cl", "stop lecturing me"),
            ("co", "Mm."),
        )
    )
    assert by_id(heard)["RP"].value == 0.5

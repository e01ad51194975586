"""All MITI measures of a session, as a report reads them."""

import pytest

from equipoise.miti.codebook import IDS
from equipoise.miti.summary import measure
from tests.equipoise.miti.heard_turns import session

GLOBALS = ("cultivating", "softening", "partnership", "empathy", "technical", "relational")


def measures(turns, goal="abstain"):
    return {one.id: one for one in measure(session(*turns), goal)}


def test_every_measure_is_there_once_and_in_order():
    ids = [one.id for one in measure([], None)]
    assert ids == [
        *(f"n_{code}" for code in IDS),
        "r_to_q",
        "percent_complex",
        "percent_open",
        "total_adherent",
        "total_nonadherent",
        *GLOBALS,
    ]


def test_an_empty_session_has_counts_of_zero_and_nothing_else_to_say():
    for one in measure([], None):
        if one.id.startswith(("n_", "total_")):
            assert one.value == 0.0
        else:
            assert (one.value, one.standing) == (None, "not_enough")
            assert one.note


def test_a_value_is_missing_exactly_when_there_is_not_enough_to_say():
    for turns in ([], [("Q",)] * 3, [("SR", "change", "question")] * 9):
        assert all((one.value is None) == (one.standing == "not_enough") for one in measures(turns).values())


@pytest.mark.parametrize(
    ("turns", "value", "standing"),
    [
        ([("Q",), ("SR",), ("CR",)], 2.0, "good"),
        ([("Q",), ("SR",)], 1.0, "fair"),
        ([("Q",), ("Q",), ("SR",)], 0.5, "low"),
        ([("SR",)], None, "not_enough"),
    ],
)
def test_reflections_to_questions_stand_against_mitis_thresholds(turns, value, standing):
    ratio = measures(turns)["r_to_q"]
    assert (ratio.value, ratio.standing, ratio.fair, ratio.good) == (value, standing, 1.0, 2.0)


def test_complex_share_is_a_percentage_and_warns_that_people_disagree():
    share = measures([("SR",), ("CR",), ("CR",), ("SR",)])["percent_complex"]
    assert (share.value, share.standing, share.high) == (50.0, "good", 100.0)
    assert "Never judge by this alone" in share.note


def test_open_share_comes_from_the_marks_and_warns_that_miti_has_none():
    turns = [("Q", "neutral", "question open_question"), ("Q", "neutral", "question closed_question")]
    share = measures(turns)["percent_open"]
    assert (share.value, share.standing) == (50.0, "no_threshold")
    assert "MITI 4.2.1 does not part" in share.note


def test_totals_add_what_the_manual_adds():
    found = measures([("Seek AF Q",), ("Emphasize",), ("Persuade",), ("Confront PwP GI",)])
    assert (found["total_adherent"].value, found["total_adherent"].turns) == (3.0, (1, 2))
    assert (found["total_nonadherent"].value, found["total_nonadherent"].turns) == (2.0, (3, 4))
    assert found["total_nonadherent"].lower_is_better


def test_seven_turns_are_too_few_for_globals_and_eight_are_enough():
    seven, eight = measures([("SR",)] * 7), measures([("SR",)] * 8)
    assert {seven[id_].standing for id_ in GLOBALS} == {"not_enough"}
    assert all(eight[id_].value is not None for id_ in GLOBALS)


@pytest.mark.parametrize("goal", [None, "undecided", "no_change_now", "comply_mandate"])
def test_leaning_toward_change_is_not_counted_when_the_client_chose_no_direction(goal):
    found = measures([("SR", "change")] * 8, goal)
    assert [id_ for id_ in GLOBALS if not found[id_].counted] == ["cultivating", "softening", "technical"]
    assert all(
        "did not choose a direction" in found[id_].note for id_ in ("cultivating", "softening", "technical")
    )
    assert found["cultivating"].value is not None


@pytest.mark.parametrize("goal", ["abstain", "moderate", "safer_use", "medication_only"])
def test_every_measure_counts_when_the_client_chose_a_direction(goal):
    assert all(one.counted for one in measures([("SR", "change")] * 8, goal).values())


def test_the_averages_are_of_their_two_globals():
    found = measures([("CR", "change")] * 10)
    assert found["technical"].value == (found["cultivating"].value + found["softening"].value) / 2
    assert found["relational"].value == (found["partnership"].value + found["empathy"].value) / 2


def test_globals_call_themselves_estimates_and_give_interval_and_reason():
    found = measures([("SR", "change")] * 8)["empathy"]
    assert "estimate" in found.name
    assert "Likely between" in found.note
    assert "8 of 8 turns reflected" in found.note

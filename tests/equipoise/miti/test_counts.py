"""Behaviour counts under the volley rules."""

from equipoise.miti.counts import MOST_SAME_AFFIRMATIONS, count, volley_codes
from equipoise.transcript import Code, Turn
from tests.equipoise.miti.heard_turns import counselor_turn, miti_code


def test_a_code_counts_once_a_turn_however_often_it_was_marked():
    assert count([counselor_turn("Q", "Q", "GI")]).of("Q", "GI") == 2


def test_persuade_gives_way_to_persuade_with_permission():
    assert volley_codes(counselor_turn("Persuade", "PwP")) == {"PwP"}


def test_a_complex_reflection_is_the_volleys_one_reflection():
    assert volley_codes(counselor_turn("SR", "CR")) == {"CR"}


def test_unsure_codes_and_the_lens_codes_are_not_counted():
    lens = Code("ask", "lens", 0, 5, 0.9, "words")
    turn = Turn("counselor", "words", codes=(miti_code("Q", unsure=True), lens))
    assert volley_codes(turn) == frozenset()


def test_client_turns_are_passed_over_in_the_numbering():
    counts = count([counselor_turn("Q"), Turn("client", "no"), counselor_turn("SR"), counselor_turn("Q")])
    assert counts.counselor_turns == 3
    assert counts.turns["Q"] == (1, 3)
    assert counts.where("Q", "SR") == (1, 2, 3)


def test_the_same_affirmation_wears_out_and_a_new_one_counts():
    same = [counselor_turn("AF", evidence="You keep going")] * (MOST_SAME_AFFIRMATIONS + 2)
    assert count(same).of("AF") == MOST_SAME_AFFIRMATIONS
    assert (
        count([*same, counselor_turn("AF", evidence="You told her")]).of("AF") == MOST_SAME_AFFIRMATIONS + 1
    )


def test_no_turns_count_nothing():
    assert count([]).of("Q", "SR", "CR") == 0

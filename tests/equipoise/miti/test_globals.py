"""The estimated globals: start at 3, move by traces, carry an interval and a reason."""

import pytest

from equipoise.miti.counts import count
from equipoise.miti.globals import (
    estimate_cultivating,
    estimate_empathy,
    estimate_partnership,
    estimate_softening,
)
from equipoise.miti.thresholds import load_thresholds
from tests.equipoise.miti.heard_turns import session


def value(estimate, *turns):
    heard = session(*turns)
    return estimate(heard, count(turn.turn for turn in heard), load_thresholds()).value


PLAIN = ("Q",)


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        ([PLAIN] * 8, 3.0),
        ([("GI", "change")] * 4 + [PLAIN] * 4, 2.0),
        ([("SR", "change")] * 2 + [("GI", "change")] * 2 + [PLAIN] * 4, 3.0),
        ([("SR", "change")] * 3 + [("GI", "change")] + [PLAIN] * 4, 4.0),
        ([("CR", "change")] * 4 + [PLAIN] * 4, 5.0),
        ([("Persuade", "change")] * 4 + [PLAIN] * 4, 1.0),
    ],
)
def test_cultivating_rises_with_change_talk_taken_up_and_falls_when_the_counselor_argues(turns, expected):
    assert value(estimate_cultivating, *turns) == expected


def test_a_client_without_change_talk_is_held_against_nobody():
    assert value(estimate_cultivating, *[("SR", "sustain")] * 8) == 3.0


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        ([PLAIN] * 8, 4.0),
        ([("SR", "sustain")] * 4 + [PLAIN] * 4, 2.0),
        ([("SR", "sustain")] * 2 + [("GI", "sustain")] * 2 + [PLAIN] * 4, 3.0),
        ([("Confront", "sustain")] * 4 + [PLAIN] * 4, 2.0),
        ([("GI", "sustain")] * 4 + [PLAIN] * 4, 4.0),
        ([("Emphasize", "sustain")] * 4 + [PLAIN] * 4, 5.0),
        ([("CR", "sustain", "adds_both_sides")] * 4 + [PLAIN] * 4, 5.0),
    ],
)
def test_softening_falls_when_sustain_talk_is_lingered_on_or_fought(turns, expected):
    assert value(estimate_softening, *turns) == expected


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        ([PLAIN] * 10, 3.0),
        ([("Seek",)] + [PLAIN] * 9, 4.0),
        ([("Seek",), ("Emphasize",), ("Seek",)] + [PLAIN] * 7, 5.0),
        ([("Persuade",)] + [PLAIN] * 9, 2.0),
        ([("Persuade",), ("Confront",), ("Persuade",)] + [PLAIN] * 7, 1.0),
        ([("Persuade",), ("Seek",)] + [PLAIN] * 8, 3.0),
    ],
)
def test_partnership_rises_with_shared_power_and_falls_with_arguing(turns, expected):
    assert value(estimate_partnership, *turns) == expected


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        ([PLAIN] * 20, 1.0),
        ([("SR",)] * 3 + [PLAIN] * 17, 2.0),
        ([("SR",)] * 6 + [PLAIN] * 14, 3.0),
        ([("SR",)] * 10 + [PLAIN] * 10, 4.0),
        ([("CR",)] * 10 + [PLAIN] * 10, 5.0),
        ([("CR",)] * 10 + [("Confront",)] + [PLAIN] * 9, 4.0),
    ],
)
def test_empathy_rises_with_reflecting_and_with_depth(turns, expected):
    assert value(estimate_empathy, *turns) == expected


@pytest.mark.parametrize(("many", "half"), [(8, 1.0), (20, 0.75)])
def test_the_interval_narrows_with_turns_and_stays_on_the_scale(many, half):
    heard = session(*[PLAIN] * many)
    estimate = estimate_partnership(heard, count(turn.turn for turn in heard), load_thresholds())
    assert (estimate.low, estimate.high) == (3.0 - half, 3.0 + half)
    lowest = estimate_empathy(heard, count(turn.turn for turn in heard), load_thresholds())
    assert (lowest.low, lowest.value) == (1.0, 1.0)


def test_a_reason_says_what_was_counted():
    heard = session(*[("SR", "change")] * 2, *[PLAIN] * 8)
    counts = count(turn.turn for turn in heard)
    estimate = estimate_cultivating(heard, counts, load_thresholds())
    assert estimate.reason == "2 of 2 turns of change talk were taken up, 0 deepened."
    assert estimate.turns == (1, 2)

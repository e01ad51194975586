"""Change, neutral and sustain talk of the client."""

import pytest

from equipoise.coding.client_talk import NEUTRAL_CONFIDENCE, talk_of
from equipoise.coding.reading import Marker


@pytest.mark.parametrize(
    ("say", "talk"),
    [
        ("i want to stop so bad", "change"),
        ("ill call them tomorrow", "change"),
        ("i havent had a drink since sunday", "change"),
        ("its wrecking my lungs", "change"),
        ("I could probably skip Fridays.", "change"),
        ("i dont want to quit", "sustain"),
        ("it helps me relax", "sustain"),
        ("i cant do it, ive tried", "sustain"),
        ("im gonna keep smoking", "sustain"),
        ("its not that big a deal", "sustain"),
        ("two or three a day", "neutral"),
        ("what does that mean?", "neutral"),
        ("ok", "neutral"),
    ],
)
def test_a_client_turn_leans_the_way_it_says(coder, say, talk):
    assert coder.read_client(say).talk == talk


def test_mixed_talk_of_equal_strength_goes_by_what_came_last():
    change = Marker("change_talk", "a", 0, 4, 0, 0.7, "")
    assert talk_of([change, Marker("sustain_talk", "b", 9, 12, 0, 0.72, "")]) == ("sustain", 0.72)
    assert talk_of(
        [Marker("sustain_talk", "b", 0, 4, 0, 0.72, ""), Marker("change_talk", "a", 9, 12, 0, 0.7, "")]
    ) == (
        "change",
        0.7,
    )


def test_the_stronger_leaning_wins_wherever_it_stands():
    strong = Marker("change_talk", "a", 0, 4, 0, 0.9, "")
    assert talk_of([strong, Marker("sustain_talk", "b", 9, 12, 0, 0.6, "")]) == ("change", 0.9)


def test_without_a_sign_talk_is_neutral_and_never_sure():
    assert talk_of([]) == ("neutral", NEUTRAL_CONFIDENCE)

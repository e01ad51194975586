"""Which way a turn points."""

import pytest

from tests.equipoise.lens.conversation import talk

DIRECTIONS = [
    ("What helps you keep it to weekends?", "own"),
    ("What would you want out of today, if anything?", "own"),
    ("What's your goal for quitting?", "other"),
    ("What do you get from it, and what does it cost you?", "balanced"),
    ("Mm.", "none"),
]


@pytest.mark.parametrize(("words", "direction"), DIRECTIONS)
def test_the_turn_points_there_for_someone_who_chose_weekends(words, direction):
    assert talk(("co", words), goal="moderate")[0].direction == direction

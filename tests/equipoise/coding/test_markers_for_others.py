"""The marks that the lens and practice rely on, by name."""

import pytest

from equipoise.coding.reading import Context


def names(coder, say, prev=""):
    return {marker.name for marker in coder.read_counselor(say, Context(prev)).markers}


@pytest.mark.parametrize(
    ("say", "expected"),
    [
        ("What would help?", {"question", "open_question"}),
        ("do u use alone", {"question", "closed_question"}),
        ("The clinic opens at ten.", {"information"}),
        ("You need to stop.", {"advice_directive"}),
        ("why dont you try gum", {"advice_directive"}),
        ("If I were you I'd wait.", {"advice_directive"}),
        ("Mind if I ask about sleep?", {"permission_ask"}),
        ("want to hear it", {"permission_ask"}),
        ("Take it or leave it.", {"leaves_free"}),
        ("You've got a lot of patience.", {"affirmation"}),
        ("You feel nobody listens.", {"reflection"}),
        ("0 to 10, how sure are you?", {"scale_question"}),
    ],
)
def test_a_mark_has_the_name_others_rely_on(coder, say, expected):
    assert expected <= names(coder, say)


@pytest.mark.parametrize(
    "say", ["What do you do?", "Are you OK?", "Tell me more.", "Where do you live, and why?"]
)
def test_a_question_is_open_or_closed_and_never_both(coder, say):
    marked = names(coder, say)
    assert ("open_question" in marked) != ("closed_question" in marked)


def test_advice_is_marked_whatever_the_permission(coder):
    free = coder.read_counselor("You should rest.", Context(permitted=True))
    assert free.marked("advice_directive")
    assert [code.id for code in free.miti] == ["PwP"]


def test_a_question_is_not_marked_as_a_reflection(coder):
    assert "reflection" not in names(coder, "You feel nobody listens?")

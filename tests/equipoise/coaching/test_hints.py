"""Which nudge is given when."""

import pytest

from equipoise.coaching.hints import hint_words, next_hint
from equipoise.lens.ledger import Decline, Ledger, RiskCue

WORDS = hint_words().situations
SAID = "my sister called"


def belongs_to(hint: str) -> str:
    """The situation whose variant ``hint`` is, placeholders aside."""
    for name, variants in WORDS.items():
        for text in variants:
            rest = text.rpartition("}")[2]
            if hint.endswith(rest) and hint.startswith(text.partition("{")[0]):
                return name
    return "none"


@pytest.mark.parametrize(
    ("ledger", "said", "situation"),
    [
        (Ledger(turn=5, risks=(RiskCue(3, 5, "pills lined up"),), declines=(Decline(5),)), SAID, "imminent"),
        (Ledger(turn=5, risks=(RiskCue(2, 5, "went out twice"),)), SAID, "danger"),
        (Ledger(turn=5, risks=(RiskCue(2, 3, "went out twice", answered=4),)), SAID, "danger_answered"),
        (Ledger(turn=5, declines=(Decline(5),), discord_turns=(5,)), SAID, "declined_now"),
        (Ledger(turn=5, discord_turns=(5,)), SAID, "discord"),
        (Ledger(turn=5, request=True, consent_turn=5), SAID, "request"),
        (Ledger(turn=5, consent_turn=5), SAID, "said_yes"),
        (Ledger(turn=5, both_sides=True), SAID, "both_sides"),
        (Ledger(turn=5, declines=(Decline(4),)), SAID, "decline_stands"),
        (Ledger(turn=5), SAID, "goal_unasked"),
        (Ledger(turn=2), SAID, "listening"),
        (Ledger(turn=5, goal_elicited_turn=2), SAID, "listening"),
        (Ledger(turn=2), "honestly im fine, its not an issue", "sustain"),
        (Ledger(turn=5, client_goal="moderate"), SAID, "own_goal"),
        (Ledger(turn=5, client_goal="undecided"), SAID, "even_hand"),
    ],
)
def test_what_is_most_pressing_decides_the_hint(ledger, said, situation):
    assert belongs_to(next_hint(ledger, said, turn=ledger.turn)) == situation


def test_four_turns_in_a_row_hear_four_hints():
    hints = {next_hint(Ledger(turn=5, discord_turns=(5,)), SAID, turn=turn) for turn in range(5, 9)}
    assert hints == set(WORDS["discord"])


def test_the_same_moment_gives_the_same_hint():
    ledger = Ledger(turn=5, client_goal="safer_use")
    assert next_hint(ledger, SAID, turn=5) == next_hint(ledger, SAID, turn=5)


def test_before_a_word_is_said_there_is_a_hint_too():
    assert belongs_to(next_hint(Ledger(), "", turn=0)) == "listening"


def test_a_hint_about_danger_quotes_the_line_that_raised_it():
    ledger = Ledger(turn=5, risks=(RiskCue(2, 4, "went out twice"),))
    hints = [next_hint(ledger, "eh", turn=turn) for turn in range(4)]
    assert [hint for hint in hints if hint.startswith("“went out twice”")]

"""Sentences of chat, and the pieces they are cut into."""

import pytest

from equipoise.coding.pieces import pieces_of
from equipoise.coding.reading import Context


def pieces(coder, text):
    heard = coder.read_counselor(text, Context())
    marks = [marker for marker in heard.markers if marker.rule != "settled"]
    return [(piece.text, piece.asks) for piece in pieces_of(text, heard.sentences, marks)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hi there. What now?", ["Hi there.", "What now?"]),
        ("ok\nso what now", ["ok", "so what now"]),
        ("Hmm... maybe", ["Hmm...", "maybe"]),
        ("  padded  ", ["padded"]),
    ],
)
def test_sentences_end_at_punctuation_and_new_lines(coder, text, expected):
    assert [sentence.text for sentence in coder.read_counselor(text, Context()).sentences] == expected


def test_a_run_without_punctuation_is_cut(coder):
    assert len(coder.read_counselor("and so " * 100, Context()).sentences) > 1


def test_a_question_that_follows_a_statement_is_a_piece_of_its_own(coder):
    assert pieces(coder, "You're worn out by it all, what would help?") == [
        ("You're worn out by it all", False),
        ("what would help?", True),
    ]


def test_a_clause_that_sets_a_question_up_stays_with_it(coder):
    text = "When you picture next summer, what would help?"
    assert pieces(coder, text) == [(text, True)]

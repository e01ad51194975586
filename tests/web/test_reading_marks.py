"""Marked words: no character is lost, overlaps keep their places, nothing is marked without a place."""

from __future__ import annotations

from itertools import pairwise

from equipoise.transcript import Code
from web.practice.reading import mark_words, name_codes, read_feedback
from web.practice.timeline import FEELINGS, LEAST_GAP, Moment, draw


def _code(start: int, end: int, *, id: str = "advice", instrument: str = "lens") -> Code:
    return Code(id, instrument, start, end, 0.9, "", severity=2)


def test_marking_loses_no_character():
    text = "You should go, don't you think?"
    pieces = mark_words(text, name_codes([_code(0, 10), _code(4, 20), _code(10, 31)]))
    assert "".join(piece.text for piece in pieces) == text


def test_overlapping_codes_each_end_once_where_their_words_end():
    pieces = mark_words("abcdef", name_codes([_code(0, 4), _code(2, 6)]))
    assert [(piece.text, len(piece.inside), [code.key for code in piece.ends]) for piece in pieces] == [
        ("ab", 1, []),
        ("cd", 2, [1]),
        ("ef", 1, [2]),
    ]


def test_a_code_without_a_place_marks_nothing():
    assert [piece.inside for piece in mark_words("abc", name_codes([_code(0, 0), _code(9, 12)]))] == [()]


def test_a_code_from_another_book_is_shown_by_its_id():
    ((heard, _),) = name_codes([_code(0, 1, id="new_code")])
    assert heard.name == "new_code"


def test_feedback_shows_at_most_two_points_and_folds_the_rest():
    point = {"code": "x", "text": "a point"}
    advice = read_feedback(
        {"goal": "g", "good": [point] * 3, "differently": [point] * 2, "example": None, "more": []}
    )
    assert (len(advice.good), len(advice.differently), len(advice.rest)) == (1, 1, 3)
    advice = read_feedback({"goal": "g", "good": [point] * 3, "differently": [], "example": None, "more": []})
    assert (len(advice.good), len(advice.differently), len(advice.rest)) == (2, 0, 1)


def test_the_labels_of_close_lines_stay_apart():
    feelings = {name: 40.0 for name, _ in FEELINGS}
    wide, narrow = draw((Moment(0, feelings, ()), Moment(1, feelings, ())))
    heights = sorted(line.label_y for line in wide.lines)
    assert all(below - above >= LEAST_GAP for above, below in pairwise(heights))
    assert narrow.canvas.width < wide.canvas.width


def test_without_feelings_there_is_no_picture():
    assert draw((Moment(0, {}, ()), Moment(1, {}, ()))) == ()

"""Rough stems: good enough to see that the client's words came back."""

import pytest

from equipoise.coding.stems import content_stems, stem


@pytest.mark.parametrize(
    "words",
    [("worry", "worries", "worried"), ("stop", "stopped", "stopping"), ("drink", "drinks", "drinking")],
)
def test_forms_of_a_word_share_a_stem(words):
    assert len({stem(word) for word in words}) == 1


def test_empty_words_and_apostrophes_leave_nothing_behind():
    assert content_stems("I don't, you're, it's so very") == []


def test_a_text_without_words_has_no_stems():
    assert content_stems("?! 😀") == []

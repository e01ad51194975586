"""The coder as a whole: deterministic, stateless, and never upset by what people paste."""

import time

import pytest

from equipoise.coding import pipeline
from equipoise.coding.pipeline import load_coder
from equipoise.coding.reading import Context

ODD = [
    "",
    "   \n\t ",
    "\0",
    "ok\0ay so\0 what now?",
    "😀😀 you're worn out 😭?",
    "مرحبا، كيف حالك؟",
    "שלום. you\u202eare tired\u202c?",
    "e\u0301t\u0061\u0300 you\u200b feel",
    "?!?!...!!!",
    "\r\n\r\nHi\r\nthere",
    "İıſK what do you think?",
]


@pytest.mark.parametrize("text", ODD)
def test_odd_text_is_read_without_complaint(coder, text):
    heard = coder.read_counselor(text, Context(text))
    assert heard.text == text
    assert all(text[code.start : code.end] == code.evidence for code in heard.miti)
    assert all(text[marker.start : marker.end] == marker.evidence for marker in heard.markers)
    assert coder.read_client(text).text == text


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_saying_nothing_earns_nothing(coder, text):
    heard = coder.read_counselor(text, Context())
    assert (heard.sentences, heard.markers, heard.miti, heard.main_behaviour) == ((), (), (), "other")


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["x", "word ", "? ", "so ", "ok. ", "- ", "you should ", "You feel it's hard, don't you? "]
)
def test_twenty_thousand_characters_are_read_in_seconds(coder, piece):
    text = (piece * 20_000)[:20_000]
    started = time.process_time()
    coder.read_counselor(text, Context(text))
    coder.read_client(text)
    assert time.process_time() - started < 20


def test_the_same_words_always_get_the_same_reading(coder):
    words, context = "You're fed up. What would help?", Context("im so fed up with it all")
    first = coder.read_counselor(words, context)
    coder.read_counselor("You should stop.", Context("no", permitted=True))
    coder.read_client("i want to stop")
    assert coder.read_counselor(words, context) == first
    assert load_coder().read_counselor(words, context) == first


def test_an_empty_folder_of_lens_rules_is_no_error(monkeypatch, tmp_path):
    monkeypatch.setattr(pipeline, "LENS_RULES", tmp_path)
    heard = load_coder().read_counselor("What would help?", Context())
    assert [code.id for code in heard.miti] == ["Q"]


def test_client_words_earn_no_codes_and_counselor_words_no_talk(coder):
    assert coder.read_client("You should stop. What now?").marked("question") == ()
    assert coder.read_counselor("i want to stop", Context()).marked("change_talk") == ()


def test_typographic_quotes_are_heard_like_plain_ones(coder):
    plain = coder.read_counselor("You don't want to quit. It's up to you.", Context())
    curly = coder.read_counselor("You don’t want to quit. It’s up to you.", Context())
    assert [code.id for code in curly.miti] == [code.id for code in plain.miti]

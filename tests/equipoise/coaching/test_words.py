"""The authored words of coaching: complete, unlike one another, kind. Which are chosen is the other tests' matter."""

import re
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from equipoise import authored
from equipoise.coaching import wording
from equipoise.coaching.books import danger_words, feedback_words
from equipoise.coaching.debrief import debrief_words
from equipoise.coaching.hints import hint_words
from equipoise.coaching.situation import DANGERS, Situation
from equipoise.coaching.wording import FOLDER, load_words, quotable, say, texts_of
from equipoise.coding.rules import load_rules, straighten
from equipoise.errors import AuthoredDataError
from equipoise.lens.codebook import codebook
from equipoise.miti.codebook import load_codebook
from equipoise.transcript import GOAL_KINDS

WORDS = feedback_words()
ALL_CODES = {**WORDS.lens, **WORDS.miti}
CONCERNS = {entry.id for entry in codebook().values() if entry.polarity == "minus"}
MITI_CONCERNS = {"Persuade", "Confront"}
EXAMPLES = [
    *(text for words in ALL_CODES.values() for text in words.examples),
    *texts_of(WORDS.situations),
    *texts_of(danger_words()),
]
EVERY_TEXT = [
    *texts_of(WORDS),
    *texts_of(danger_words()),
    *texts_of(hint_words()),
    *(text for text in texts_of(debrief_words()) if " " in text),  # the rest are names of codes
]
BLAME = re.compile(
    r"you (?:have )?failed|failure|you should|should have|shouldn't have|wrong\b|your fault|mistake|bad\b|"
    r"poor(?:ly)?\b|you must|you forgot|you ignored|careless|obviously|simply put|unacceptable",
    re.IGNORECASE,
)
STIGMA = re.compile(
    r"\b(?:addicts?|junkies?|abusers?|alcoholics?|drunks?|relapsed?|clean|dirty|substance abuse|non-?complian\w+)\b",
    re.IGNORECASE,
)
CERTAIN = re.compile(
    r"\b(?:they|the client) (?:felt|feels?|is|are|was|were) "
    r"(?:\w+ )?(?:hurt|angry|ashamed|afraid|judged|upset|annoyed|sad)\b",
    re.IGNORECASE,
)


def test_every_lens_code_has_its_words():
    assert set(WORDS.lens) == set(codebook())


def test_every_miti_code_has_its_words():
    assert set(WORDS.miti) == set(load_codebook())


@pytest.mark.parametrize("code", ALL_CODES)
def test_a_code_is_said_in_six_ways_or_more_and_asked_in_two(code):
    assert len(ALL_CODES[code].says) >= 6
    assert len(ALL_CODES[code].asks) == 2
    assert all("?" in text for text in ALL_CODES[code].asks)


@pytest.mark.parametrize("code", [code for code in ALL_CODES if ALL_CODES[code].at_severity])
def test_another_severity_is_said_in_six_ways_too(code):
    assert {len(texts) for texts in ALL_CODES[code].at_severity.values()} == {6}


@pytest.mark.parametrize("code", sorted(CONCERNS | MITI_CONCERNS))
def test_every_concern_offers_three_replies(code):
    assert len(ALL_CODES[code].examples) == 3


@pytest.mark.parametrize("code", [entry.id for entry in codebook().values() if entry.severity == 4])
def test_stop_and_review_always_names_a_trainer(code):
    assert [text for text in WORDS.lens[code].says if "trainer" not in text] == []


def test_every_goal_has_four_sentences_that_open_alike():
    assert set(WORDS.goals) == {
        "not_voiced",
        *GOAL_KINDS,
        "no_stands",
        "danger",
        "imminent",
        "danger_answered",
    }
    assert {len(texts) for texts in WORDS.goals.values()} == {4}
    assert [text for text in texts_of(WORDS.goals) if not text.startswith("The goal here is to ")] == []


def test_every_goal_kind_has_a_phrase():
    assert set(WORDS.goal_phrases) == set(GOAL_KINDS)


def test_every_danger_has_three_questions_and_three_actions():
    assert tuple(danger_words().kinds) == DANGERS
    assert {len(texts) for kind in danger_words().kinds.values() for texts in (kind.ask, kind.act)} == {3}


def test_every_situation_has_four_hints():
    assert set(get_args(Situation)) - {"none"} <= set(hint_words().situations)
    assert {len(texts) for texts in hint_words().situations.values()} == {4}


def test_a_hint_asks_something():
    assert [text for text in texts_of(hint_words()) if "?" not in text] == []


def test_every_strength_can_be_kept_and_every_concern_tried_again():
    words = debrief_words()
    strengths = set(codebook()) - CONCERNS
    assert strengths <= set(words.keep)
    assert set(words.try_next.concerns) == CONCERNS - {"missrisk"}
    assert set(words.partings.concerns) == CONCERNS
    assert set(words.partings.strengths) == strengths


def test_no_sentence_stands_twice():
    assert [text for text, times in Counter(EVERY_TEXT).items() if times > 1] == []


def test_no_line_blames():
    assert [text for text in EVERY_TEXT if BLAME.search(text)] == []


def test_no_line_uses_a_stigma_word():
    assert [text for text in EVERY_TEXT if STIGMA.search(text)] == []


def test_no_line_is_certain_of_the_clients_inside():
    assert [text for text in EVERY_TEXT if CERTAIN.search(text)] == []


def test_no_example_says_should_or_need_to():
    pressing = re.compile(r"\b(?:should|need to|ought to|must|(?<!don't )have to)\b")
    assert [text for text in EXAMPLES if pressing.search(text)] == []


def test_no_point_is_longer_than_a_breath():
    texts = [text for words in ALL_CODES.values() for text in (*words.says, *texts_of(words.at_severity))]
    assert [text for text in texts if len(text.split()) > 45] == []


def test_an_unknown_placeholder_is_refused_by_name(tmp_path, monkeypatch):
    (tmp_path / "goals.yml").write_text('a: ["with {client}"]\n', encoding="utf-8")
    monkeypatch.setattr(wording, "FOLDER", tmp_path)
    with pytest.raises(AuthoredDataError, match="unknown placeholder 'client'"):
        load_words("goals.yml", dict[str, tuple[str, ...]])


def test_an_unknown_key_is_refused(tmp_path, monkeypatch):
    raw = Path(FOLDER / "danger.yml").read_text(encoding="utf-8")
    (tmp_path / "danger.yml").write_text(raw + "more: 1\n", encoding="utf-8")
    monkeypatch.setattr(wording, "FOLDER", tmp_path)
    with pytest.raises(AuthoredDataError, match="unknown key more"):
        load_words("danger.yml", type(danger_words()))


def test_every_file_names_its_source():
    files = sorted(FOLDER.rglob("*.yml"))
    assert [path.name for path in files if not authored.load_yaml(path)["source"]] == []


def test_neighbouring_turns_hear_different_sentences():
    variants = WORDS.lens["honour"].says
    said = [say(variants, number=number, key="honour", words="x") for number in range(1, 7)]
    assert len(set(said)) == 6


def test_the_same_turn_and_code_always_hear_the_same_sentence():
    variants = ("one", "two", "three")
    assert [say(variants, number=4, key="ask") for _ in range(3)] == [say(variants, number=4, key="ask")] * 3


def test_a_variant_is_passed_over_when_nothing_is_held_for_it():
    assert say(("about {words}", "plainly"), number=1, key="a", words="") == "plainly"


def test_it_is_an_error_when_no_variant_does_without():
    with pytest.raises(ValueError, match="no variant for 'a'"):
        say(("about {words}",), number=1, key="a")


def test_braces_in_what_was_said_stay_as_they_were():
    assert say(("“{words}”",), number=1, key="a", words="a {turn} b") == "“a {turn} b”"


def test_a_quotation_is_one_line_of_fourteen_words_without_marks_of_its_own():
    assert quotable(' he said "no".\n') == "he said 'no'"
    assert quotable("a b c d e f g h i j k l m n o") == "a b c d e f g h i j k l m n …"


RULES = load_rules(FOLDER / "rules")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule.id)
def test_each_rule_finds_its_examples_and_leaves_the_others(rule):
    found = [one.say for one in rule.rule.examples.yes if rule.find(straighten(one.say), "")]
    left = [one.say for one in rule.rule.examples.no if not rule.find(straighten(one.say), "")]
    assert found == [one.say for one in rule.rule.examples.yes]
    assert left == [one.say for one in rule.rule.examples.no]

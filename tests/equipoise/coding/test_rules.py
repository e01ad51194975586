"""Rule files are strict: a slip is named with its file."""

import pytest

from equipoise.coding.rules import load_rules, straighten
from equipoise.errors import AuthoredDataError

HEAD = 'source: "a test"\nspeaker: counselor\nrules:\n'
RULE = "  - {id: one, marks: m, pattern: 'hi', examples: {yes: ['hi'], no: ['lo']}}\n"


def write(tmp_path, text):
    (tmp_path / "some.yml").write_text(text, encoding="utf-8")
    return tmp_path


def test_bare_yes_and_no_are_read_as_words(tmp_path):
    (compiled,) = load_rules(write(tmp_path, HEAD + RULE))
    assert [line.say for line in compiled.rule.examples.yes] == ["hi"]
    assert [line.say for line in compiled.rule.examples.no] == ["lo"]


def test_a_long_pattern_may_stand_on_several_lines(tmp_path):
    text = (
        HEAD
        + "  - id: one\n    marks: m\n    pattern: |-\n      hi\n      |lo\n    examples: {yes: ['lo']}\n"
    )
    (compiled,) = load_rules(write(tmp_path, text))
    assert compiled.pattern.pattern == "hi|lo"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (HEAD + RULE + RULE, "rule id 'one' is taken"),
        (HEAD + RULE.replace("'hi',", "'(hi',"), "not a valid pattern"),
        (HEAD + RULE.replace("'hi',", "'{nobody_named_this}',"), "no words called {nobody_named_this}"),
        (HEAD + RULE.replace("marks", "mark"), "unknown key mark"),
        (HEAD + RULE.replace("examples", "confidence: 2, examples"), "outside 0–1"),
    ],
)
def test_a_slip_in_a_rule_file_is_named(tmp_path, text, complaint):
    with pytest.raises(AuthoredDataError, match=r"some\.yml") as refused:
        load_rules(write(tmp_path, text))
    assert complaint in str(refused.value)


def test_straightening_keeps_every_position():
    text = "“don’t” – you…"
    assert len(straighten(text)) == len(text)
    assert straighten(text) == '"don\'t" - you…'

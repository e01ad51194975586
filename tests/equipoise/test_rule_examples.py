"""Every rule of both instruments is tried on its own examples, and the literals that skip rules never skip a match."""

from pathlib import Path

import pytest

import equipoise
from equipoise.coding.prefilter import fold, required_literals
from equipoise.coding.rules import load_rules, straighten

HOUSE = Path(equipoise.__file__).parent
RULES = [
    pytest.param(compiled, id=f"{folder}-{compiled.rule.id}")
    for folder in ("coding", "lens")
    for compiled in load_rules(HOUSE / folder / "rules")
]


@pytest.mark.parametrize("compiled", RULES)
def test_a_rule_matches_what_it_says_and_nothing_it_rules_out(compiled):
    matched = [
        line.say
        for line in compiled.rule.examples.yes
        if compiled.find(straighten(line.say), straighten(line.prev))
    ]
    assert matched == [line.say for line in compiled.rule.examples.yes]
    wrongly = [
        line.say
        for line in compiled.rule.examples.no
        if compiled.find(straighten(line.say), straighten(line.prev))
    ]
    assert wrongly == []


@pytest.mark.parametrize("compiled", RULES)
def test_every_rule_has_examples_on_both_sides_and_a_literal(compiled):
    assert compiled.rule.literal
    assert compiled.rule.examples.yes
    assert compiled.rule.examples.no


@pytest.mark.parametrize("compiled", RULES)
def test_the_literals_that_let_a_rule_be_skipped_stand_in_all_it_matches(compiled):
    literals = required_literals(compiled.pattern)
    for line in compiled.rule.examples.yes:
        found = compiled.pattern.search(straighten(line.say))
        assert found is not None
        assert not literals or any(literal in fold(found.group()) for literal in literals)


def test_no_two_rules_of_the_house_share_an_id():
    ids = [compiled.values[0].rule.id for compiled in RULES]
    assert sorted(set(ids)) == sorted(ids)

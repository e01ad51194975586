"""Every authored turn earns its lens codes and no others."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from equipoise import authored
from equipoise.lens.codebook import codebook
from equipoise.transcript import GoalKind
from tests.equipoise.lens.conversation import lens_ids, talk


@dataclass(frozen=True)
class AuthoredTurn:
    say: str
    earns: tuple[str, ...]
    prev: str = ""
    goal: GoalKind | None = None
    known_miss: bool = False


@dataclass(frozen=True)
class AuthoredTurns:
    source: str
    turns: tuple[AuthoredTurn, ...]


TURNS = authored.load(Path(__file__).parent / "authored_turns.yml", AuthoredTurns).turns


def _marked(turn: AuthoredTurn) -> object:
    marks = [pytest.mark.xfail(strict=True, reason="known miss")] if turn.known_miss else []
    return pytest.param(turn, marks=marks, id=turn.say[:60])


@pytest.mark.parametrize("turn", [_marked(turn) for turn in TURNS])
def test_the_turn_earns_exactly_its_codes(turn):
    before = [("cl", turn.prev)] if turn.prev else []
    assert lens_ids(talk(*before, ("co", turn.say), goal=turn.goal)[-1]) == sorted(turn.earns)


def test_every_code_has_authored_turns():
    assert set(codebook()) - {code for turn in TURNS for code in turn.earns} == set()

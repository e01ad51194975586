"""A nudge for the next reply, from what is open. It gives no line to copy; the words are in hints.yml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from equipoise.coaching.feedback import goal_in_words
from equipoise.coaching.situation import marks_of, open_danger, situation_of
from equipoise.coaching.wording import load_words, quotable, say
from equipoise.lens.ledger import Ledger

_GOAL_DUE_AFTER = 3
"""A talk may find its feet first; after this many turns it is time to ask what the client wants."""

_NO_DIRECTION = frozenset({"no_change_now", "undecided"})


@dataclass(frozen=True)
class HintWords:
    """hints.yml: four nudges for each situation."""

    source: str
    situations: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def hint_words() -> HintWords:
    """hints.yml, loaded. Raises AuthoredDataError when it breaks its format."""
    return load_words("hints.yml", HintWords)


def next_hint(ledger: Ledger, client_said: str, *, turn: int) -> str:
    """A question to oneself and a kind of reply, for the reply after ``client_said``.

    ``ledger`` has heard ``client_said``; ``turn`` is the number of counselor turns so far. The same three
    always give the same hint.
    """
    situation = _pressing(ledger, client_said, turn)
    cue = open_danger(ledger)
    words = quotable(cue.words if cue else client_said)
    variants = hint_words().situations[situation]
    return say(variants, number=turn, key=situation, words=words, goal=goal_in_words(ledger))


def _pressing(ledger: Ledger, client_said: str, turn: int) -> str:
    situation = situation_of(ledger)
    if ledger.consent_turn == ledger.turn and situation in ("both_sides", "decline_stands", "none"):
        return "said_yes"
    if situation != "none":
        return situation
    asked = ledger.client_goal or ledger.goal_elicited_turn
    if not asked and turn >= _GOAL_DUE_AFTER:
        return "goal_unasked"
    if "sustain" in marks_of(client_said):
        return "sustain"
    return _toward(ledger)


def _toward(ledger: Ledger) -> str:
    if ledger.client_goal is None:
        return "listening"
    return "even_hand" if ledger.client_goal in _NO_DIRECTION else "own_goal"

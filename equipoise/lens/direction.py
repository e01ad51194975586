"""Which way a counselor turn points: toward the client's own goal, another, both sides evenly, or nowhere."""

from __future__ import annotations

import re
from typing import Literal

from equipoise.coding.rules import straighten
from equipoise.lens.ledger import Ledger
from equipoise.transcript import GoalKind, Turn

Direction = Literal["own", "other", "balanced", "none"]

_AWAY = frozenset(
    {"goal_abst", "goal_hr", "lead", "falsechoice", "flatter", "skip", "push", "threat", "conditional"}
)
_EVEN = frozenset({"bothsides", "menu"})

_STOPPING = (
    r"\b(?:stop|stopp|quit|abstin|sober|sobriety|recovery|not (?:drink|us|smok)|none|zero|meetings?|sponsor)"
)
_NAMES: dict[GoalKind, str] = {
    "abstain": _STOPPING,
    "moderate": r"\b(?:less|fewer|cut(?:ting)? (?:down|back)|weekends?|limit|moderat|keep (?:it )?to|a few|switch)",
    "safer_use": r"\b(?:safe|alive|kit|naloxone|narcan|strips?|needles?|veins?|not alone|someone (?:with|near))",
    "medication_only": r"\b(?:dose|medication|methadone|bup|script|prescription)",
    "no_change_now": r"\b(?:as (?:it|things?|they) (?:is|are)|leave it|stay the same|nothing needs|go(?:ing)? home)",
    "comply_mandate": r"\b(?:court|form|probation|p\.?o\.?|sign|report|hours|weekends with|kids back|case)\b",
    "undecided": r"\b(?:either way|decid|undecided|both)",
}


def direction_of(turn: Turn, ledger: Ledger, *, client_goal: GoalKind | None = None) -> Direction:
    """The way ``turn`` (already coded) points, given the ledger before it.

    A goal given by the file wins over the voiced one. "none" when the turn takes no side at all.
    Source: domain reference, part D (every turn gets a direction).
    """
    goal = client_goal or ledger.client_goal
    codes = set(turn.code_ids("lens"))
    if codes & _AWAY:
        return "other"
    if codes & _EVEN:
        return "balanced"
    if "owngoal" in codes:
        return "own"
    if goal and re.search(_NAMES[goal], straighten(turn.text), re.IGNORECASE) and "advice" not in codes:
        return "own"
    return "none"

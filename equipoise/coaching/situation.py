"""What is open between counselor and client, as far as coaching's words depend on it. No sentence is here."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from equipoise.coaching.wording import FOLDER
from equipoise.coding.rules import load_rules, straighten
from equipoise.lens.ledger import R2, R3, Ledger, RiskCue

Situation = Literal[
    "imminent",
    "danger",
    "danger_answered",
    "declined_now",
    "discord",
    "request",
    "both_sides",
    "decline_stands",
    "none",
]

DANGERS: tuple[str, ...] = ("suicide", "overdose", "withdrawal", "violence", "body", "mixing", "unclear")


def situation_of(ledger: Ledger) -> Situation:
    """The most pressing of what is open: danger, a no, friction, a request, two sides, an older no."""
    cue = open_danger(ledger)
    if cue:
        return "imminent" if cue.level >= R3 else "danger"
    if ledger.risk_level >= R2:
        return "danger_answered"
    if ledger.declined_now():
        return "declined_now"
    if ledger.turn in ledger.discord_turns:
        return "discord"
    if ledger.request:
        return "request"
    if ledger.both_sides:
        return "both_sides"
    return "decline_stands" if ledger.standing_declines() else "none"


def open_danger(ledger: Ledger) -> RiskCue | None:
    """The gravest cue that nobody has answered, the latest of equals; None when there is none."""
    return max(ledger.open_cues(), key=lambda cue: (cue.level, cue.turn), default=None)


def kind_of_danger(words: str) -> str:
    """Which of DANGERS a client's line is about; "unclear" when no rule knows it."""
    return next((name for name in marks_of(words) if name in DANGERS), "unclear")


@lru_cache(maxsize=256)
def marks_of(words: str) -> tuple[str, ...]:
    """What the rules mark in a client's words, in the order of the rule file, the gravest first."""
    text = straighten(words)
    return tuple(rule.rule.marks for rule in load_rules(FOLDER / "rules") if rule.find(text, ""))

"""What may stand open between counselor and client: a decline, a cue of danger. The ledger keeps them."""

from __future__ import annotations

from dataclasses import dataclass, replace

R3, R2 = 3, 2
TURNS_TO_ANSWER = {R3: 1, R2: 2}
"""Counselor turns a cue may wait, by level: imminent danger none (domain reference, duty of care)."""


@dataclass(frozen=True)
class Decline:
    """A no of the client's. ``turn`` counts the counselor turns before it; ``subjects`` are subject words."""

    turn: int
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True)
class RiskCue:
    """A line that may mean danger. ``turn`` counts the counselor turns before it; ``level`` is 1 to 3.

    ``repeated``: the client said it again, or said that it keeps happening. ``missed`` is the counselor
    turn at which its time ran out. ``confidence`` (0–1) is the reading's.
    """

    level: int
    turn: int
    words: str
    answered: int | None = None
    repeated: bool = False
    missed: int | None = None
    confidence: float = 1.0

    @property
    def open(self) -> bool:
        """Nobody has answered it yet."""
        return self.answered is None

    def due_by(self) -> int:
        """The number of the last counselor turn that still answers in time."""
        wait = 1 if self.repeated else TURNS_TO_ANSWER.get(self.level, 0)
        return self.turn + wait


def after_turn(cue: RiskCue, turn: int, *, answers_risk: bool) -> RiskCue:
    """``cue`` once counselor turn ``turn`` is over: answered, missed if its time ran out, or still waiting."""
    if not cue.open:
        return cue
    if answers_risk:
        return replace(cue, answered=turn)
    if cue.missed is None and cue.level >= R2 and turn >= cue.due_by():
        return replace(cue, missed=turn)
    return cue

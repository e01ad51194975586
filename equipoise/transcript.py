"""The one data model: what was said, and the codes it earned. No scoring happens here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Speaker = Literal["counselor", "client"]
Instrument = Literal["miti", "lens"]
MainBehaviour = Literal["question", "reflection", "input", "other"]
Talk = Literal["change", "neutral", "sustain"]
GoalKind = Literal[
    "abstain", "moderate", "safer_use", "medication_only", "no_change_now", "comply_mandate", "undecided"
]

SPEAKERS: tuple[Speaker, ...] = ("counselor", "client")
GOAL_KINDS: tuple[GoalKind, ...] = (
    "abstain",
    "moderate",
    "safer_use",
    "medication_only",
    "no_change_now",
    "comply_mandate",
    "undecided",
)


@dataclass(frozen=True)
class Code:
    """One code that a counselor turn earned, with the words that earned it.

    ``start`` and ``end`` are character offsets into the turn's text (end exclusive);
    ``confidence`` lies in 0–1; below the floor the code is ``unsure``: shown as a question, not counted.
    ``severity`` is 0 for strengths and MITI codes, 1 (nudge) to 4 (stop and review) for lens concerns.
    ``weight`` is 1, or 0.5 where a severity-3 concern in the same turn halves a strength.
    """

    id: str
    instrument: Instrument
    start: int
    end: int
    confidence: float
    evidence: str
    unsure: bool = False
    severity: int = 0
    weight: float = 1.0


@dataclass(frozen=True)
class Turn:
    """One speaker's words until the other speaks (MITI's volley).

    ``codes`` and ``main_behaviour`` are set on scored counselor turns, ``talk`` on scored client turns.
    """

    speaker: Speaker
    text: str
    codes: tuple[Code, ...] = ()
    main_behaviour: MainBehaviour | None = None
    talk: Talk | None = None
    topic: str | None = None
    id: str | None = None

    def code_ids(self, instrument: Instrument) -> tuple[str, ...]:
        """Ids of the counted codes of one instrument, in order of appearance."""
        return tuple(code.id for code in self.codes if code.instrument == instrument and not code.unsure)


@dataclass(frozen=True)
class Transcript:
    """A whole conversation. ``client_goal`` is None until the client has voiced one."""

    id: str
    turns: tuple[Turn, ...]
    client_goal: GoalKind | None = None
    setting: dict[str, str] = field(default_factory=dict)

    def counselor_turns(self) -> tuple[Turn, ...]:
        """The counselor's turns in order."""
        return tuple(turn for turn in self.turns if turn.speaker == "counselor")

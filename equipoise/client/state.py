"""What goes on inside the client between two turns: six feelings and what has been said. No words here."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from equipoise.client.case import Case

ReplyClass = Literal["change", "sustain", "neutral", "discord", "appease"]
FEELINGS = ("trust", "threat", "engagement", "importance", "confidence", "shame")


@dataclass(frozen=True)
class ClientState:
    """A client at one moment. The six feelings lie in 0–100 (domain reference, part G).

    ``importance`` and ``confidence`` are about the client's *own* goal. ``said`` holds the keys of the
    lines already spoken, in order; ``masked`` the topics answered with less than the truth so far.
    ``cue_turn`` is the turn in which the risk cue was dropped, ``cue_answered_turn`` that in which the
    counselor last asked about it; ``near_turn`` and ``secret_turn`` are when
    the secret last came near and when it was told; ``reasons`` say why the last reply came
    out as it did, for the debrief.
    """

    seed: str
    trust: float
    threat: float
    engagement: float
    importance: float
    confidence: float
    shame: float
    threat_at_start: float
    turn: int = 0
    said: tuple[str, ...] = ()
    masked: tuple[str, ...] = ()
    topic: str | None = None
    last_class: ReplyClass = "neutral"
    discords_running: int = 0
    closed_running: int = 0
    cue_turn: int | None = None
    cue_answered_turn: int | None = None
    cue_repeated: bool = False
    near_turn: int | None = None
    secret_turn: int | None = None
    goal_voiced: bool = False
    form_handled: bool = False
    warned: bool = False
    left: bool = False
    reasons: tuple[str, ...] = ()

    @classmethod
    def at_start(cls, case: Case, *, seed: str) -> ClientState:
        """The person as they sit down; ``seed`` decides every later choice."""
        start = case.start
        return cls(
            seed=seed,
            trust=start.trust,
            threat=start.threat,
            engagement=start.engagement,
            importance=start.importance,
            confidence=start.confidence,
            shame=start.shame,
            threat_at_start=start.threat,
        )

    def feelings(self) -> dict[str, float]:
        """The six feelings by name, each 0–100."""
        return {name: getattr(self, name) for name in FEELINGS}

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready; ``from_dict`` gives back an equal state."""
        return {
            name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()
        }

    @classmethod
    def from_dict(cls, raw: dict[str, Any]) -> ClientState:
        """The state that ``to_dict`` wrote. Raises TypeError for anything else."""
        known = {field.name for field in fields(cls)}
        if unknown := set(raw) - known:
            raise TypeError(f"not a client state: unknown {', '.join(sorted(unknown))}")
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in raw.items()
        }
        return cls(**values)

"""Reading the record back: stored outcomes as turns of ``equipoise.transcript``. Nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from equipoise.transcript import Code, Turn
from web.engine import EngineWrong
from web.practice.models import PracticeSession, PracticeTurn

LONG_WORDS, LONG_LINES = 1500, 14

_CODE_FIELDS = tuple(field.name for field in fields(Code))


@dataclass(frozen=True)
class Exchange:
    """One counselor turn and what the client answered; ``replies`` is empty while the turn waits."""

    number: int
    turn_id: str
    words: str
    waiting: bool
    heard: Turn | None
    replies: tuple[str, ...]
    outcome: dict[str, Any]

    @property
    def is_long(self) -> bool:
        """Whether the words would push everything else off the screen."""
        return len(self.words) > LONG_WORDS or self.words.count("\n") > LONG_LINES


def heard_in(outcome: dict[str, Any], *, where: str) -> Turn | None:
    """The counselor's turn with its codes, None where nobody was heard. Raises EngineWrong otherwise."""
    raw = outcome.get("heard")
    if raw is None:
        return None
    try:
        codes = tuple(
            Code(**{name: code[name] for name in _CODE_FIELDS if name in code}) for code in raw["codes"]
        )
        return Turn(
            "counselor",
            raw["text"],
            codes=codes,
            main_behaviour=raw.get("main_behaviour"),
            topic=raw.get("topic"),
            id=raw.get("id"),
        )
    except (KeyError, TypeError) as error:
        raise EngineWrong(f"{where}: what was heard cannot be read ({error})") from error


def opening_words(session: PracticeSession) -> tuple[str, ...]:
    """What the client said first."""
    return tuple((session.opening or {}).get("replies", ()))


def closing_words(session: PracticeSession) -> tuple[str, ...]:
    """What the client said when the counselor ended the session."""
    return tuple((session.closing or {}).get("replies", ()))


def exchanges(session: PracticeSession) -> tuple[Exchange, ...]:
    """Every turn of the session in order."""
    return tuple(exchange(turn) for turn in session.turns.all())


def exchange(turn: PracticeTurn) -> Exchange:
    """One row of the record as an exchange."""
    outcome = turn.outcome or {}
    return Exchange(
        number=turn.number,
        turn_id=turn.turn_id,
        words=turn.words,
        waiting=turn.is_waiting,
        heard=heard_in(outcome, where=f"turn {turn.number}"),
        replies=tuple(outcome.get("replies", ())),
        outcome=outcome,
    )

"""feedback.yml and danger.yml as loaded: words for codes, goals and danger. None is chosen here."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from equipoise.coaching.wording import load_words
from equipoise.transcript import Code, GoalKind


@dataclass(frozen=True)
class CodeWords:
    """What is said about one code; see the head of feedback.yml. ``at_severity`` is keyed "1" to "4"."""

    says: tuple[str, ...]
    asks: tuple[str, ...]
    examples: tuple[str, ...] = ()
    at_severity: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class FeedbackWords:
    """feedback.yml."""

    source: str
    goal_phrases: dict[GoalKind, str]
    goals: dict[str, tuple[str, ...]]
    situations: dict[str, tuple[str, ...]]
    lens: dict[str, CodeWords]
    miti: dict[str, CodeWords]

    def of(self, code: Code) -> CodeWords:
        """The words for ``code``. Raises KeyError for a code of neither book."""
        return (self.lens if code.instrument == "lens" else self.miti)[code.id]


@dataclass(frozen=True)
class DangerReplies:
    """Example replies to one kind of danger: ``ask`` for active, ``act`` for imminent."""

    ask: tuple[str, ...]
    act: tuple[str, ...]


@dataclass(frozen=True)
class DangerWords:
    """danger.yml."""

    source: str
    kinds: dict[str, DangerReplies]


@lru_cache(maxsize=1)
def feedback_words() -> FeedbackWords:
    """feedback.yml, loaded. Raises AuthoredDataError when it breaks its format."""
    return load_words("feedback.yml", FeedbackWords)


@lru_cache(maxsize=1)
def danger_words() -> DangerWords:
    """danger.yml, loaded. Raises AuthoredDataError when it breaks its format."""
    return load_words("danger.yml", DangerWords)

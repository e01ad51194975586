"""One counselor turn with everything the lens may know about it. Which code it earns is the families' matter."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from equipoise.coding.reading import ClientReading, Marker, Reading
from equipoise.coding.rules import straighten
from equipoise.lens.ledger import R2, Ledger
from equipoise.lens.subjects import subject_words
from equipoise.transcript import GoalKind

_TAKES_BACK = re.compile(r"\b(?:but|though|although|except|only|still)\b", re.IGNORECASE)
_HARMLESS_AFTER = re.compile(
    r"\s*,?\s*(?:if (?:you|that|it)|when(?:ever)? you|no pressure|only if|i'?m (?:here|around|still here)|"
    r"we can|you can|i (?:do )?(?:wanted|want) you to|i'?d (?:still )?(?:like|love) to (?:see|hear)|(?:the|my) door|"
    r"nothing|you'?re welcome|thank|see you\b|be (?:here|around|glad|happy)\b|get your\b|what would|is there|so)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Found:
    """A code that a turn may earn, before codes are weighed against each other. Offsets as in Code."""

    id: str
    start: int
    end: int
    confidence: float
    severity: int | None = None


@dataclass(frozen=True)
class Scene:
    """A counselor turn in its place. ``goal`` is the client's, None while unknown."""

    reading: Reading
    ledger: Ledger
    answers: ClientReading | None
    goal: GoalKind | None

    @property
    def text(self) -> str:
        """The turn with typographic marks made plain; offsets are those of the original."""
        return straighten(self.reading.text)

    @property
    def client_said(self) -> str:
        """The client's last line, or nothing."""
        return straighten(self.answers.text) if self.answers else ""

    @property
    def in_danger(self) -> bool:
        """A cue of level 2 or 3 is open, or was answered within three turns."""
        return self.ledger.risk_level >= R2

    def marks(self, *names: str) -> tuple[Marker, ...]:
        """The turn's markers of these names."""
        return self.reading.marked(*names)

    def found(self, code_id: str, *names: str, severity: int | None = None) -> list[Found]:
        """``code_id`` for the surest of the markers called ``names`` (or as the code), at most one."""
        marks = self.marks(*(names or (code_id,)))
        return [surest(code_id, marks, severity=severity)] if marks else []

    def consent_covers(self, words: str) -> bool:
        """The client's yes or request covers ``words``: just given, or given for this subject."""
        ledger = self.ledger
        if ledger.consent_turn is None:
            return False
        if ledger.consent_turn == ledger.turn or not ledger.consent_subjects:
            return True
        return bool(subject_words(words) & set(ledger.consent_subjects))

    def sentence_of(self, offset: int) -> int:
        """Index of the sentence that holds ``offset``."""
        return next((i for i, part in enumerate(self.reading.sentences) if part.end > offset), 0)

    def taken_back(self, end: int) -> bool:
        """A "but" or "only" follows a strength that ends at ``end``, in its sentence or opening the next."""
        sentences = self.reading.sentences
        index = self.sentence_of(max(0, end - 1))
        stretches = [self.text[end : sentences[index].end]] if sentences else []
        if index + 1 < len(sentences):
            opening = _TAKES_BACK.match(sentences[index + 1].text)
            stretches += [straighten(sentences[index + 1].text)] if opening else []
        return any(_hedges(stretch) for stretch in stretches)


def _hedges(stretch: str) -> bool:
    hedge = _TAKES_BACK.search(stretch)
    return hedge is not None and not _HARMLESS_AFTER.match(stretch[hedge.end() :])


def surest(code_id: str, marks: Iterable[Marker], *, severity: int | None = None) -> Found:
    """``code_id`` at the surest of ``marks`` (the first of equals); ``marks`` must not be empty."""
    best = max(marks, key=lambda mark: (mark.confidence, -mark.start))
    return Found(code_id, best.start, best.end, best.confidence, severity)

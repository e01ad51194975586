"""The 30 codes of the lens and its thresholds, as authored. Which turn earns a code is decided in coder.py."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from equipoise import authored
from equipoise.errors import AuthoredDataError

CODEBOOK = Path(__file__).parent / "codebook.yml"
THRESHOLDS = Path(__file__).parent / "thresholds.yml"

RULES = Path(__file__).parent / "rules"

CODES_IN_ALL = 30


@dataclass(frozen=True)
class CodeEntry:
    """One code. ``severity`` is 0 for a strength (plus), 1 (nudge) to 4 (stop and review) for a concern (minus)."""

    id: str
    name: str
    family: str
    polarity: Literal["plus", "minus"]
    severity: int
    fires_when: str
    not_this: str


@dataclass(frozen=True)
class _Codebook:
    source: str
    codes: tuple[CodeEntry, ...]


@dataclass(frozen=True)
class MeasureEntry:
    """One session measure's name, range, thresholds and what it means to the client."""

    name: str
    low: float
    meaning: str
    good: float | None = None
    fair: float | None = None
    high: float | None = None
    lower_is_better: bool = False


@dataclass(frozen=True)
class Thresholds:
    """Numbers of the lens. ``floor`` (0–1): a code less sure than this is shown as a question, not counted."""

    source: str
    floor: float
    minimum_turns: int
    measures: dict[str, MeasureEntry]
    pressure_needs_review: float
    choice_formulaic_above: float
    choice_good_up_to: float
    concern_weights: dict[str, float]


@lru_cache(maxsize=1)
def codebook() -> dict[str, CodeEntry]:
    """The codes by id, in the book's order. Raises AuthoredDataError when the book breaks its format."""
    book = authored.load(CODEBOOK, _Codebook)
    entries = {entry.id: entry for entry in book.codes}
    if len(entries) != CODES_IN_ALL or len(book.codes) != CODES_IN_ALL:
        raise AuthoredDataError(
            f"{CODEBOOK}: holds {len(book.codes)} codes, {len(entries)} different; 30 are expected"
        )
    for entry in book.codes:
        allowed = range(0, 1) if entry.polarity == "plus" else range(1, 5)
        if entry.severity not in allowed:
            raise AuthoredDataError(
                f"{CODEBOOK}: code {entry.id}: severity {entry.severity} does not fit {entry.polarity} "
                f"(allowed: {', '.join(map(str, allowed))})"
            )
    return entries


@lru_cache(maxsize=1)
def thresholds() -> Thresholds:
    """The lens's numbers. Raises AuthoredDataError when the file breaks its format."""
    return authored.load(THRESHOLDS, Thresholds)

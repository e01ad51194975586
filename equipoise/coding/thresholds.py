"""The numbers of the MITI half of the coder, from thresholds.yml. What is done with them belongs elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from equipoise import authored

THRESHOLDS_FILE = Path(__file__).parent / "thresholds.yml"


@dataclass(frozen=True)
class ReflectionWeights:
    """What speaks for and against a reflection, in log-odds; ``floor`` is a confidence in 0–1."""

    bare: float
    stem: float
    addressed: float
    shared_word: float
    most_shared: int
    feeling: float
    echo: float
    echo_longest: int
    so: float
    own_voice: float
    told: float
    agreed: float
    short: float
    floor: float


@dataclass(frozen=True)
class ComplexWeights:
    """What speaks for a reflection adding meaning; the sum is complex from ``floor`` on."""

    floor: float
    added_meaning: float
    added_share: float
    new_words: float
    most_new_words: int


@dataclass(frozen=True)
class SharedMarks:
    """Names of the lens's marks that speak for a MITI code (``informs`` for GI), or against a reflection."""

    confront: tuple[str, ...]
    persuade: tuple[str, ...]
    no_reflection: tuple[str, ...]
    informs: tuple[str, ...]


@dataclass(frozen=True)
class MainWeights:
    """How the main act of a turn is weighed, in words."""

    question_bonus: float
    last_bonus: float
    check_words: float
    input_bonus: float


@dataclass(frozen=True)
class Thresholds:
    """All of them; floors lie in 0–1."""

    source: str
    sure_floor: float
    confront_sure: float
    persuade_sure: float
    emphasize_sure: float
    marks: SharedMarks
    reflection: ReflectionWeights
    complex: ComplexWeights
    main: MainWeights


@lru_cache(maxsize=1)
def load_thresholds() -> Thresholds:
    """The numbers of thresholds.yml. Raises AuthoredDataError."""
    return authored.load(THRESHOLDS_FILE, Thresholds)

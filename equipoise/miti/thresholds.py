"""MITI's thresholds and the cut points of the estimated globals, from thresholds.yml. Nothing is computed here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from equipoise import authored

THRESHOLDS_FILE = Path(__file__).parent / "thresholds.yml"


@dataclass(frozen=True)
class Threshold:
    """From ``fair`` on a summary score is fair, from ``good`` on good."""

    fair: float
    good: float


@dataclass(frozen=True)
class Interval:
    """Half the width of an estimate's interval, in points; ``many`` is a number of counselor turns."""

    few_turns: float
    many_turns: float
    many: int


@dataclass(frozen=True)
class CultivatingCuts:
    """Shares of change talk taken up (0–1), how many turns deepened it, share of turns that argue."""

    fewest_chances: int
    mostly_missed: float
    consistent: float
    building: float
    deepened: int
    own_reasons_share: float


@dataclass(frozen=True)
class SofteningCuts:
    """Shares of the client's sustain talk lingered on, or met with choice, strength or both sides (0–1)."""

    lingering: float
    leaning: float
    redirected: float


@dataclass(frozen=True)
class PartnershipCuts:
    """Turns in ten that share power (Seek, Emphasize), or that argue (Persuade, Confront)."""

    some_sharing: float
    much_sharing: float
    some_arguing: float
    much_arguing: float


@dataclass(frozen=True)
class EmpathyCuts:
    """Shares of turns that reflect, and of reflections that are complex (0–1)."""

    fact_gathering: float
    sporadic: float
    accurate: float
    deep_share: float


@dataclass(frozen=True)
class Thresholds:
    """All of them. ``fewest_turns`` counselor turns are needed before a global is estimated."""

    source: str
    fewest_turns: int
    warning: str
    summary: dict[str, Threshold]
    interval: Interval
    cultivating: CultivatingCuts
    softening: SofteningCuts
    partnership: PartnershipCuts
    empathy: EmpathyCuts


@lru_cache(maxsize=1)
def load_thresholds() -> Thresholds:
    """The numbers of thresholds.yml. Raises AuthoredDataError."""
    return authored.load(THRESHOLDS_FILE, Thresholds)

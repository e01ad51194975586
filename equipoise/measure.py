"""One session measure with everything a reader needs to check it. How each is computed is miti's and lens's matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from equipoise.transcript import Instrument

Standing = Literal["good", "fair", "low", "no_threshold", "not_enough"]


@dataclass(frozen=True)
class Measure:
    """One measure of one session.

    ``value`` is None exactly when ``standing`` is ``not_enough``: not enough to say, never zero.
    ``low`` and ``high`` bound the possible values; ``good`` and ``fair`` are the thresholds, None where none is set.
    ``turns`` are the 1-based numbers of the counselor turns it rests on.
    ``meaning`` says why a client cares; ``note`` is a warning or what was missing.
    """

    id: str
    instrument: Instrument
    name: str
    value: float | None
    low: float
    high: float | None
    standing: Standing
    meaning: str
    good: float | None = None
    fair: float | None = None
    lower_is_better: bool = False
    turns: tuple[int, ...] = ()
    note: str = ""
    counted: bool = True

"""Estimates of MITI's four global scores, each with an interval and a reason. No rater's globals are these.

MITI asks a rater to start at 3 and move by what the whole session shows. From text, only traces can be counted,
so every value is an estimate: the anchors (MITI 4.2.1; coding research, 1.3) are restated as shares, cut points
stand in thresholds.yml, and the interval is as wide as raters' own differences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from equipoise.miti.counts import Counts, volley_codes
from equipoise.miti.thresholds import Thresholds
from equipoise.transcript import Talk

if TYPE_CHECKING:
    from equipoise.hearing import HeardTurn

LOWEST, START, HIGHEST = 1.0, 3.0, 5.0

_REFLECTIONS = ("SR", "CR")
_ARGUES = ("Persuade", "Confront")


@dataclass(frozen=True)
class Estimate:
    """An estimated global: ``value``, ``low`` and ``high`` lie in 1–5; ``reason`` says what it rests on."""

    value: float
    low: float
    high: float
    reason: str
    turns: tuple[int, ...] = ()


def estimate_cultivating(heard: Sequence[HeardTurn], counts: Counts, cuts: Thresholds) -> Estimate:
    """Cultivating change talk: how often the client's change talk was taken up, and whether deepened."""
    chances = _after(heard, "change")
    taken = [turn for turn in chances if _takes_up(turn)]
    deepened = [turn for turn in taken if "CR" in volley_codes(turn.turn) or _asks_openly(turn)]
    numbers, own = cuts.cultivating, counts.of("Persuade") / max(1, counts.counselor_turns)
    value = START
    if len(chances) >= numbers.fewest_chances:
        share = len(taken) / len(chances)
        value += -1 if share < numbers.mostly_missed else 1 if share >= numbers.consistent else 0
        value += share >= numbers.building and len(deepened) >= numbers.deepened
    value -= own >= numbers.own_reasons_share
    reason = f"{len(taken)} of {len(chances)} turns of change talk were taken up, {len(deepened)} deepened."
    if own >= numbers.own_reasons_share:
        reason += f" The counselor supplied reasons in {counts.of('Persuade')} turns."
    if len(chances) < numbers.fewest_chances:
        reason += (
            " Too little change talk to move from the start; the client's silence is not held against anyone."
        )
    return _estimate(value, reason, counts, cuts, tuple(turn.number for turn in taken))


def estimate_softening(heard: Sequence[HeardTurn], counts: Counts, cuts: Thresholds) -> Estimate:
    """Softening sustain talk: whether reasons not to change were lingered on. High where none was offered."""
    chances, numbers = _after(heard, "sustain"), cuts.softening
    lingered = [turn for turn in chances if _lingers(turn)]
    redirected = [
        turn for turn in chances if volley_codes(turn.turn) & {"Emphasize", "AF", "Seek"} or _both_sides(turn)
    ]
    if not chances:
        return _estimate(START + 1, "No sustain talk was heard, so none was lingered on.", counts, cuts)
    share, turned = len(lingered) / len(chances), len(redirected) / len(chances)
    value = START - (share >= numbers.lingering) + (share < numbers.leaning)
    value += share < numbers.leaning and turned >= numbers.redirected
    reason = (
        f"{len(lingered)} of {len(chances)} turns of sustain talk were explored or argued with, "
        f"{len(redirected)} met with choice, strength or both sides."
    )
    return _estimate(value, reason, counts, cuts, tuple(turn.number for turn in chances))


def estimate_partnership(heard: Sequence[HeardTurn], counts: Counts, cuts: Thresholds) -> Estimate:
    """Partnership: power shared (Seek, Emphasize) against arguing from above (Persuade, Confront)."""
    numbers = cuts.partnership
    sharing = 10 * counts.of("Seek", "Emphasize") / max(1, counts.counselor_turns)
    arguing = 10 * counts.of(*_ARGUES) / max(1, counts.counselor_turns)
    value = START + (sharing >= numbers.some_sharing)
    value += sharing >= numbers.much_sharing and arguing < numbers.some_arguing
    value -= (arguing >= numbers.some_arguing) + (arguing >= numbers.much_arguing)
    reason = (
        f"Power was shared {counts.of('Seek', 'Emphasize')} times (Seek, Emphasize) "
        f"and argued from {counts.of(*_ARGUES)} times (Persuade, Confront)."
    )
    return _estimate(value, reason, counts, cuts, counts.where("Seek", "Emphasize", *_ARGUES))


def estimate_empathy(heard: Sequence[HeardTurn], counts: Counts, cuts: Thresholds) -> Estimate:
    """Empathy: how much of the talk was spent reflecting, and how much of that went beyond the words."""
    numbers, total = cuts.empathy, counts.of(*_REFLECTIONS)
    share = total / max(1, counts.counselor_turns)
    deep = counts.of("CR") / total if total else 0.0
    value = START - (share < numbers.sporadic) - (share < numbers.fact_gathering)
    value += (share >= numbers.accurate) + (share >= numbers.accurate and deep >= numbers.deep_share)
    value -= counts.of("Confront") > 0
    reason = (
        f"{total} of {counts.counselor_turns} turns reflected, {counts.of('CR')} beyond the client's words."
    )
    if counts.of("Confront"):
        reason += f" {counts.of('Confront')} confronted."
    return _estimate(value, reason, counts, cuts, counts.where(*_REFLECTIONS, "Confront"))


def _estimate(
    value: float, reason: str, counts: Counts, cuts: Thresholds, turns: tuple[int, ...] = ()
) -> Estimate:
    value = min(HIGHEST, max(LOWEST, float(value)))
    many = counts.counselor_turns >= cuts.interval.many
    half = cuts.interval.many_turns if many else cuts.interval.few_turns
    return Estimate(value, max(LOWEST, value - half), min(HIGHEST, value + half), reason, turns)


def _after(heard: Sequence[HeardTurn], talk: Talk) -> list[HeardTurn]:
    return [turn for turn in heard if turn.answers is not None and turn.answers.talk == talk]


def _takes_up(turn: HeardTurn) -> bool:
    return bool(volley_codes(turn.turn) & {"SR", "CR", "AF"}) or _asks_openly(turn)


def _asks_openly(turn: HeardTurn) -> bool:
    return bool(turn.reading.marked("open_question"))


def _both_sides(turn: HeardTurn) -> bool:
    return any(marker.rule == "adds_both_sides" for marker in turn.reading.markers)


def _redirects(turn: HeardTurn) -> bool:
    return bool(volley_codes(turn.turn) & {"Emphasize", "AF", "Seek"}) or _both_sides(turn)


def _lingers(turn: HeardTurn) -> bool:
    """Explored, or fought, which makes people defend it (Miller and Rollnick 2013)."""
    codes = volley_codes(turn.turn)
    if codes & set(_ARGUES):
        return True
    return (bool(codes & set(_REFLECTIONS)) and not _both_sides(turn)) or _asks_openly(turn)

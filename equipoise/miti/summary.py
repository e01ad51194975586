"""All MITI measures of one session: counts, ratios, estimated globals and their averages. Never the lens's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from equipoise.measure import Measure, Standing
from equipoise.miti.codebook import load_codebook
from equipoise.miti.counts import Counts, count
from equipoise.miti.globals import (
    HIGHEST,
    LOWEST,
    Estimate,
    estimate_cultivating,
    estimate_empathy,
    estimate_partnership,
    estimate_softening,
)
from equipoise.miti.thresholds import Thresholds, load_thresholds
from equipoise.transcript import GoalKind

if TYPE_CHECKING:
    from equipoise.hearing import HeardTurn

CHOSEN_DIRECTIONS: frozenset[GoalKind] = frozenset({"abstain", "moderate", "safer_use", "medication_only"})
"""Goals that say which way the client wants to go; toward any other, cultivating change talk is steering."""

_NOT_CHOSEN = (
    "Not counted: the client did not choose a direction of change, so leaning toward one is no skill here."
)
_COMPLEX_WARNING = (
    "Never judge by this alone: experts agree on simple or complex only 59 % of the time (kappa .50), "
    "and a machine no more often."
)
_OPEN_WARNING = "MITI 4.2.1 does not part open from closed questions; experts agree on it 77 % of the time."
_ESTIMATE = "An estimate from counted traces, not a rater's score. "

_MEANINGS = {
    "cultivating": "Whether their own reasons to change were heard and followed",
    "softening": "Whether reasons against were met without a fight and without being fed",
    "partnership": "Whether we worked on it together",
    "empathy": "Whether they felt understood",
}


def measure(heard: Sequence[HeardTurn], client_goal: GoalKind | None) -> tuple[Measure, ...]:
    """Every MITI measure of a session. ``client_goal`` is what the client voiced; None for nothing yet.

    Ratios whose denominator is 0, and globals of fewer than eight counselor turns, have no value: not enough to
    say. ``percent_`` measures run 0–100, globals and their averages 1–5, the rest are counts or a ratio of counts.
    """
    thresholds = load_thresholds()
    counts = count(turn.turn for turn in heard)
    chosen = client_goal in CHOSEN_DIRECTIONS
    return (
        *_behaviour_counts(counts),
        *_ratios(heard, counts, thresholds),
        *_totals(counts),
        *_global_measures(heard, counts, thresholds, chosen=chosen),
    )


def _behaviour_counts(counts: Counts) -> list[Measure]:
    return [
        Measure(
            f"n_{code.id}", "miti", code.name, float(counts.of(code.id)), 0.0, None, "no_threshold", code.meaning,
            lower_is_better=code.side == "non_adherent", turns=counts.where(code.id),
        )
        for code in load_codebook().values()
    ]  # fmt: skip


def _ratios(heard: Sequence[HeardTurn], counts: Counts, thresholds: Thresholds) -> list[Measure]:
    reflections = counts.of("SR", "CR")
    asked = [turn for turn in heard if turn.reading.marked("question")]
    opened = [turn for turn in asked if turn.reading.marked("open_question")]
    return [
        _graded(
            "r_to_q", "Reflections to questions", _ratio(reflections, counts.of("Q")), (0.0, None), thresholds,
            meaning="More listening than asking", turns=counts.where("SR", "CR", "Q"),
            note=thresholds.warning if counts.of("Q") else "No question was asked.",
        ),
        _graded(
            "percent_complex", "Complex reflections", _ratio(100 * counts.of("CR"), reflections), (0.0, 100.0),
            thresholds, meaning="How far listening went beyond their words", turns=counts.where("SR", "CR"),
            note=_COMPLEX_WARNING if reflections else "Nothing was reflected.",
        ),
        _graded(
            "percent_open", "Open questions", _ratio(100 * len(opened), len(asked)), (0.0, 100.0), thresholds,
            meaning="Room to answer in their own way", turns=tuple(turn.number for turn in asked),
            note=_OPEN_WARNING if asked else "No question was asked.",
        ),
    ]  # fmt: skip


def _ratio(part: float, whole: int) -> float | None:
    return part / whole if whole else None


def _totals(counts: Counts) -> list[Measure]:
    sides = (
        (
            "total_adherent",
            "adherent",
            "Total MI-adherent",
            "How often they were affirmed, asked along or left the choice",
        ),
        (
            "total_nonadherent",
            "non_adherent",
            "Total MI-non-adherent",
            "How often they were pushed or argued with",
        ),
    )
    measures = []
    for id_, side, name, meaning in sides:
        codes = [code.id for code in load_codebook().values() if code.side == side]
        measures.append(
            Measure(
                id_, "miti", name, float(counts.of(*codes)), 0.0, None, "no_threshold", meaning,
                lower_is_better=side == "non_adherent", turns=counts.where(*codes),
            )
        )  # fmt: skip
    return measures


def _global_measures(
    heard: Sequence[HeardTurn], counts: Counts, thresholds: Thresholds, *, chosen: bool
) -> list[Measure]:
    enough = counts.counselor_turns >= thresholds.fewest_turns
    estimates: dict[str, Estimate | None] = {
        "cultivating": estimate_cultivating(heard, counts, thresholds) if enough else None,
        "softening": estimate_softening(heard, counts, thresholds) if enough else None,
        "partnership": estimate_partnership(heard, counts, thresholds) if enough else None,
        "empathy": estimate_empathy(heard, counts, thresholds) if enough else None,
    }
    names = {
        "cultivating": "Cultivating change talk (estimate)",
        "softening": "Softening sustain talk (estimate)",
        "partnership": "Partnership (estimate)",
        "empathy": "Empathy (estimate)",
    }
    directional = ("cultivating", "softening")
    measures = [
        _global(name, names[name], estimate, thresholds, counted=chosen or name not in directional)
        for name, estimate in estimates.items()
    ]
    averages = (
        ("technical", "Technical (estimate)", "cultivating", "softening", chosen),
        ("relational", "Relational (estimate)", "partnership", "empathy", True),
    )
    for id_, name, one, other, counted in averages:
        value = _mean(estimates[one], estimates[other])
        note = thresholds.warning if counted else _NOT_CHOSEN
        measures.append(
            _graded(
                id_, name, value, (LOWEST, HIGHEST), thresholds, counted=counted,
                meaning=f"The average of {one} and {other}",
                note=note if value is not None else _too_few(thresholds, counted=counted),
            )
        )  # fmt: skip
    return measures


def _mean(one: Estimate | None, other: Estimate | None) -> float | None:
    return None if one is None or other is None else (one.value + other.value) / 2


def _global(
    id_: str, name: str, estimate: Estimate | None, thresholds: Thresholds, *, counted: bool
) -> Measure:
    if estimate is None:
        return Measure(
            id_, "miti", name, None, LOWEST, HIGHEST, "not_enough", _MEANINGS[id_],
            note=_too_few(thresholds, counted=counted), counted=counted,
        )  # fmt: skip
    note = f"{_ESTIMATE}Likely between {estimate.low:g} and {estimate.high:g}. {estimate.reason}"
    return Measure(
        id_, "miti", name, estimate.value, LOWEST, HIGHEST, "no_threshold", _MEANINGS[id_], turns=estimate.turns,
        note=note if counted else f"{note} {_NOT_CHOSEN}", counted=counted,
    )  # fmt: skip


def _too_few(thresholds: Thresholds, *, counted: bool) -> str:
    note = f"Fewer than {thresholds.fewest_turns} counselor turns: not enough to say."
    return note if counted else f"{note} {_NOT_CHOSEN}"


def _graded(
    id_: str,
    name: str,
    value: float | None,
    bounds: tuple[float, float | None],
    thresholds: Thresholds,
    *,
    meaning: str,
    note: str,
    turns: tuple[int, ...] = (),
    counted: bool = True,
) -> Measure:
    threshold = thresholds.summary.get(id_)
    standing: Standing = "no_threshold"
    if value is None:
        standing = "not_enough"
    elif threshold is not None:
        standing = "good" if value >= threshold.good else "fair" if value >= threshold.fair else "low"
    return Measure(
        id_, "miti", name, value, bounds[0], bounds[1], standing, meaning,
        good=threshold.good if threshold else None, fair=threshold.fair if threshold else None,
        turns=turns, note=note, counted=counted,
    )  # fmt: skip

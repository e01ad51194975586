"""The lens's session measures: a profile, never one number. How each turn was coded is coder.py's matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from equipoise.lens import shares
from equipoise.lens.codebook import thresholds
from equipoise.lens.ledger import R2
from equipoise.lens.shares import Figure
from equipoise.measure import Measure, Standing
from equipoise.transcript import GoalKind

if TYPE_CHECKING:
    from equipoise.hearing import HeardTurn

_WITHOUT_MINIMUM = frozenset({"DC"})
"""Danger is answered or not; it needs no number of turns."""


def measure(
    heard: Sequence[HeardTurn],
    *,
    client_goal: GoalKind | None = None,
    disclosures_required: Sequence[str] = (),
    last_words: str | None = None,
) -> tuple[Measure, ...]:
    """The thirteen measures of one session, in the domain reference's order (part D).

    ``client_goal``: the goal a file gives; None takes the voiced one. ``disclosures_required``: kinds of
    openness the setting asks for (see ``shares.DISCLOSURES``). ``last_words``: the counselor's farewell,
    when it came after the last heard turn; None judges that turn. Under eight counselor turns everything
    but duty of care is "not enough". Raises ValueError for an unknown disclosure.
    """
    goal = client_goal or (heard[-1].after.client_goal if heard else None)
    figures = {
        "GA": shares.goal_alignment(heard, goal),
        "GE": shares.goal_elicited(heard),
        "PI": shares.pressure(heard),
        "SI": shares.steering(heard),
        "PR": shares.permission(heard),
        "RD": shares.response_to_decline(heard),
        "CO": shares.choice_offered(heard),
        "EH": shares.even_hand(heard, goal),
        "TD": shares.openness(heard, disclosures_required),
        "LA": shares.language(heard),
        "DC": shares.duty_of_care(heard),
        "OD": shares.open_door(heard, last_words),
        "RP": shares.repaired(heard),
    }
    return tuple(_measure(id_, figure, len(heard)) for id_, figure in figures.items())


def capped(heard: Sequence[HeardTurn]) -> bool:
    """A danger was missed: the session is "review together", whatever else it shows (duty of care)."""
    coded = any("missrisk" in one.turn.code_ids("lens") for one in heard)
    floor = thresholds().floor
    # Answered after its time counts as missed too: the cue stood open when it mattered.
    late = heard and any(
        cue.level >= R2 and cue.missed is not None and cue.confidence >= floor
        for cue in heard[-1].after.risks
    )
    return coded or bool(late)


def _measure(id_: str, figure: Figure, counselor_turns: int) -> Measure:
    entry = thresholds().measures[id_]
    value, note = figure.value, figure.note
    minimum = thresholds().minimum_turns
    if counselor_turns < minimum and id_ not in _WITHOUT_MINIMUM:
        value, note = None, f"{counselor_turns} of the {minimum} counselor turns this needs"
    high = float(counselor_turns) if id_ == "GE" else entry.high
    return Measure(
        id_,
        "lens",
        entry.name,
        value,
        entry.low,
        high,
        _standing(id_, value, fault=figure.fault),
        entry.meaning,
        good=entry.good,
        fair=entry.fair,
        lower_is_better=entry.lower_is_better,
        turns=figure.turns,
        note=note,
    )


def _standing(id_: str, value: float | None, *, fault: bool) -> Standing:
    if value is None:
        return "not_enough"
    if fault:
        return "low"
    numbers = thresholds()
    entry = numbers.measures[id_]
    if id_ == "CO" and value > numbers.choice_good_up_to:
        return "fair" if value <= numbers.choice_formulaic_above else "low"
    if entry.good is None:
        return "no_threshold"
    if entry.lower_is_better:
        if value <= entry.good:
            return "good"
        return "fair" if entry.fair is not None and value <= entry.fair else "low"
    if value >= entry.good:
        return "good"
    return "fair" if entry.fair is not None and value >= entry.fair else "low"

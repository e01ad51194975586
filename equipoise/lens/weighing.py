"""Codes of one turn against each other: settled readings, severity 3 halves strengths, severity 4 voids them."""

from __future__ import annotations

from collections.abc import Iterable

from equipoise.lens.codebook import codebook, thresholds
from equipoise.lens.scene import Found, Scene

_VOIDS, _HALVES = 4, 3
_HALF = 0.5

_SPOILS: dict[str, frozenset[str]] = {
    # After a no, content is push only; a threat, a verdict or a false choice still says more than that.
    "push": frozenset(
        {
            "advice",
            "lead",
            "ask",
            "goal_abst",
            "goal_hr",
            "minimise",
            "safety",
            "choice",
            "honour",
            "skip",
            "owngoal",
        }
    ),
    "falsechoice": frozenset({"choice", "menu", "lead", "advice"}),
    "missrisk": frozenset({"drift", "advice"}),
    "drift": frozenset({"choice", "honour", "advice"}),
    "shame": frozenset({"lead", "repair", "personfirst", "transparent", "choice", "honour", "ask", "advice"}),
    "label": frozenset({"personfirst"}),
    "hidden": frozenset({"transparent", "choice", "flatter"}),
    "bothsides": frozenset({"lead", "skip"}),
    "menu": frozenset({"advice", "owngoal"}),
    "threat": frozenset({"conditional", "advice", "falsechoice", "flatter"}),
    "conditional": frozenset({"advice", "falsechoice", "lead", "goal_abst"}),
}

_SPOILS_IN_SENTENCE: dict[str, frozenset[str]] = {
    "goal_abst": frozenset({"lead", "advice", "owngoal", "ask", "skip", "menu"}),
    "goal_hr": frozenset({"lead", "advice", "minimise"}),
    "lead": frozenset({"owngoal", "riskask", "bothsides", "advice", "skip"}),
    "impose": frozenset({"lead", "advice"}),
    "label": frozenset({"advice"}),
    "flatter": frozenset({"advice", "lead"}),
    "minimise": frozenset({"advice", "choice"}),
    "honour": frozenset({"minimise"}),
    "menu": frozenset({"ask"}),
    "threat": frozenset({"shame", "lead"}),
}


def weigh(scene: Scene, found: Iterable[Found]) -> list[tuple[Found, float]]:
    """The codes that stand, each once, with their weight (1, or .5 for a strength beside a severity-3 concern)."""
    kept = _once(found)
    sure = {one.id: one for one in kept if one.confidence >= thresholds().floor}
    spoilt = {loser for winner in sure for loser in _SPOILS.get(winner, ())}
    kept = [one for one in kept if one.id not in spoilt and not _spoilt_in_sentence(scene, one, sure)]
    worst = max((_severity(one) for one in kept if one.confidence >= thresholds().floor), default=0)
    if worst >= _VOIDS:
        kept = [one for one in kept if _severity(one) > 0]
    return [(one, _HALF if worst == _HALVES and _severity(one) == 0 else 1.0) for one in kept]


def _once(found: Iterable[Found]) -> list[Found]:
    best: dict[str, Found] = {}
    for one in found:
        if one.id not in best or one.confidence > best[one.id].confidence:
            best[one.id] = one
    return list(best.values())


def _severity(found: Found) -> int:
    return codebook()[found.id].severity if found.severity is None else found.severity


def _spoilt_in_sentence(scene: Scene, one: Found, sure: dict[str, Found]) -> bool:
    return any(
        one.id in losers
        and winner in sure
        and scene.sentence_of(sure[winner].start) == scene.sentence_of(one.start)
        for winner, losers in _SPOILS_IN_SENTENCE.items()
    )

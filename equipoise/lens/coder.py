"""The one place that decides which lens codes a counselor turn earns.

What is matched is in rules/, what is open between the two in the ledger.
"""

from __future__ import annotations

from collections.abc import Callable

from equipoise.coding.reading import ClientReading, Reading
from equipoise.lens.care import find_care
from equipoise.lens.choices import find_choices
from equipoise.lens.codebook import codebook, thresholds
from equipoise.lens.direction import direction_of
from equipoise.lens.giving import find_giving
from equipoise.lens.goals import find_goals
from equipoise.lens.ledger import Ledger
from equipoise.lens.pressure import find_judgement, find_pressure
from equipoise.lens.scene import Found, Scene
from equipoise.lens.weighing import weigh
from equipoise.transcript import Code, GoalKind

__all__ = ["code_turn", "direction_of"]

_FAMILIES: tuple[Callable[[Scene], list[Found]], ...] = (
    find_pressure,
    find_judgement,
    find_giving,
    find_goals,
    find_care,
    find_choices,
)


def code_turn(
    reading: Reading, ledger: Ledger, *, answers: ClientReading | None, client_goal: GoalKind | None = None
) -> tuple[Code, ...]:
    """The lens codes of one counselor turn, in order of appearance; empty when it earned none.

    ``ledger`` is the one before the turn, with the client's last line (``answers``) already heard.
    ``client_goal`` is a goal given from outside; it wins over the voiced one.
    Offsets are characters of the original text; confidence 0–1; below the floor a code is unsure.
    Source: domain reference, part B (scoring rules, settled readings, duty of care).
    """
    scene = Scene(reading, ledger, answers, client_goal or ledger.client_goal)
    found = [one for find in _FAMILIES for one in find(scene)]
    weighed = weigh(scene, found)
    codes = (_code(scene, one, weight) for one, weight in weighed)
    return tuple(sorted(codes, key=lambda code: (code.start, code.end, code.id)))


def _code(scene: Scene, found: Found, weight: float) -> Code:
    entry = codebook()[found.id]
    severity = entry.severity if found.severity is None else found.severity
    return Code(
        found.id,
        "lens",
        found.start,
        found.end,
        found.confidence,
        scene.reading.text[found.start : found.end],
        unsure=found.confidence < thresholds().floor,
        severity=severity,
        weight=weight,
    )

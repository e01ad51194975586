"""Choice, compass, even hand, open hand: the strengths that keep the decision with the client."""

from __future__ import annotations

from equipoise.lens.scene import Found, Scene, surest
from equipoise.lens.sides import picks_both_sides

_BOTH_PICKED = 0.7


def find_choices(scene: Scene) -> list[Found]:
    """choice, menu, honour, owngoal, bothsides, transparent and repair, each at most once."""
    return [
        *_choice(scene),
        *scene.found("menu"),
        *_honour(scene),
        *scene.found("owngoal"),
        *_bothsides(scene),
        *scene.found("transparent"),
        *scene.found("repair"),
    ]


def _choice(scene: Scene) -> list[Found]:
    standing = [mark for mark in scene.marks("choice") if not scene.taken_back(mark.end)]
    return [surest("choice", standing)] if standing and not scene.marks("takes_back") else []


def _honour(scene: Scene) -> list[Found]:
    """The no just said is accepted. Words that only fit a no count even where the reading missed it."""
    marks = scene.marks("drops_it")
    if scene.ledger.declined_now():
        marks += scene.marks("accepts_no")
    if scene.marks("riskask"):
        # Asking on for safety's sake is care, and it is not leaving it.
        return []
    standing = [mark for mark in marks if not scene.taken_back(mark.end)]
    return [surest("honour", standing)] if standing and not scene.marks("takes_back") else []


def _bothsides(scene: Scene) -> list[Found]:
    """Both sides asked about, or said back: by the words of the turn, or by what it takes from the client's line."""
    said = scene.found("bothsides")
    if said or not picks_both_sides(scene.client_said, scene.text):
        return said
    return [Found("bothsides", 0, len(scene.reading.text), _BOTH_PICKED)]

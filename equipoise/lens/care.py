"""The care gap and staying care: false comfort, drift, danger missed or met, referral, person-first words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from equipoise.lens.scene import Found, Scene, surest

_GRAVE = re.compile(
    r"overdos|\bod(?:'?d|ed|ing)?\b|withdraw|seizure|\bblue\b|dts\b|shak(?:es|ing)|blood|tolerance",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"[a-z0-9,;'’] (?!I\b|I['’]|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Christmas|Easter"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?:Dr\.? )?[A-Z][a-z]+|^(?:[A-Z]\w+ ){1,3}(?:does?|has|have|runs?|is|are|can|meets?)\b"
)
"""A name inside a sentence, or one that a sentence is about: somebody or some place to go to."""
_SERIOUS = 3
_ASKED_NOW = 0.45
"""A first turn that leaves the subject of an R2 cue is shown as a question: it is not yet late."""


def find_care(scene: Scene) -> list[Found]:
    """minimise, drift, riskask, missrisk, warmref and personfirst, each at most once."""
    met = _riskask(scene)
    return [
        *_minimise(scene),
        *_drift(scene),
        *met,
        *_missrisk(scene, met),
        *_warmref(scene),
        *scene.found("personfirst"),
    ]


def _minimise(scene: Scene) -> list[Found]:
    if scene.ledger.request and scene.marks("risk_fact", "hand_back"):
        return []
    found = scene.found("minimise")
    grave = any(_GRAVE.search(words) for words in (scene.text, scene.client_said))
    return [Found(one.id, one.start, one.end, one.confidence, _SERIOUS if grave else None) for one in found]


def _drift(scene: Scene) -> list[Found]:
    left = () if scene.marks("offers_answer") or scene.ledger.declined_now() else scene.marks("drift")
    marks = scene.marks("cold_referral") + left
    asked = scene.ledger.request or (scene.answers is not None and scene.answers.marked("needs_help"))
    offers = scene.marks(
        "offers_answer", "risk_fact", "menu", "transparent", "warm_action", "safety_fact", "riskask", "ask"
    )
    if asked and not offers and not scene.ledger.declined_now():
        marks += scene.marks("hands_back", "choice")
    return [surest("drift", marks)] if marks and not scene.marks("warmref") else []


def _riskask(scene: Scene) -> list[Found]:
    marks = scene.marks("riskask")
    if scene.in_danger:
        marks += scene.marks("riskask_in_danger")
    return [surest("riskask", marks)] if marks else []


def _missrisk(scene: Scene, met: Sequence[Found]) -> list[Found]:
    """A cue whose time runs out with this turn. Facts, questions and actions about the danger all answer it."""
    if met or scene.marks("risk_response") or (scene.marks("risk_fact") and scene.in_danger):
        return []
    turn = scene.ledger.turn + 1
    late = [cue for cue in scene.ledger.open_cues() if cue.missed is None and turn >= cue.due_by()]
    if late:
        return [_over_turn(scene, max(cue.confidence for cue in late))]
    waiting = scene.ledger.open_cues()
    left = scene.marks("changes_subject", "celebrates")
    return [_over_turn(scene, _ASKED_NOW)] if waiting and left else []


def _over_turn(scene: Scene, confidence: float) -> Found:
    """missrisk over the whole turn: what is missing has no words to point at."""
    return Found("missrisk", 0, len(scene.reading.text), confidence)


def _warmref(scene: Scene) -> list[Found]:
    """All three parts: a place, an action by the counselor, a bridge until the person is seen."""
    whole = scene.marks("warmref")
    if whole:
        return [surest("warmref", whole)]
    places = bool(scene.marks("warm_place") or _NAMED.search(scene.reading.text))
    actions = scene.marks("warm_action", "warm_together")
    bridges = scene.marks("warm_bridge", "warm_together")
    listed = {mark.sentence for mark in scene.marks("menu")}
    actions = tuple(mark for mark in actions if mark.sentence not in listed)
    return [surest("warmref", actions)] if places and actions and bridges else []

"""Telling and asking leave: advice, ask, safety facts."""

from __future__ import annotations

from equipoise.coding.reading import Marker
from equipoise.lens.ledger import R3
from equipoise.lens.scene import Found, Scene, surest
from equipoise.lens.subjects import subject_words

_NUDGE = 1
_SAYS_ASKED = "you_asked"


def find_giving(scene: Scene) -> list[Found]:
    """advice, ask and safety, each at most once."""
    safety = _safety(scene)
    advice = [] if safety else _advice(scene)
    return [*advice, *safety, *_ask(scene, told=bool(_told(scene)))]


def _permitted(scene: Scene, mark: Marker) -> bool:
    sentence = scene.reading.sentences[mark.sentence].text if scene.reading.sentences else ""
    return scene.consent_covers(sentence) or bool(scene.marks(_SAYS_ASKED))


def _told(scene: Scene) -> tuple[Marker, ...]:
    """What this turn tells, owned concern and stated reasons aside."""
    open_hand = {mark.sentence for mark in scene.marks("transparent")}
    facts = tuple(mark for mark in scene.marks("risk_fact") if mark.sentence not in open_hand)
    return scene.marks("advice") + facts


def _advice(scene: Scene) -> list[Found]:
    """Uninvited content. In danger, facts and plain action are care; an order to change is still advice."""
    scare = scene.marks("scare")
    if scare and not scene.in_danger:
        return [surest("advice", scare)]
    uninvited = [mark for mark in _told(scene) if not _permitted(scene, mark)]
    if scene.in_danger:
        uninvited = _orders_beside_the_danger(scene, uninvited)
    if not uninvited:
        return []
    asks = [
        mark
        for mark in scene.marks("ask", "pseudo_ask")
        if mark.start <= min(told.start for told in uninvited)
    ]
    asked_and_told = bool(asks) and not scene.marks("pseudo_ask")
    return [surest("advice", uninvited, severity=_NUDGE if asked_and_told else None)]


def _orders_beside_the_danger(scene: Scene, uninvited: list[Marker]) -> list[Marker]:
    """What stays advice beside a danger that is not imminent: being told to change, in a sentence of no care at all.

    At R3 nothing does: there, telling somebody what to do is acting for their life.
    """
    if scene.ledger.risk_level >= R3:
        return []
    caring = {mark.sentence for mark in scene.marks("riskask", "risk_response", "risk_fact")}
    orders = scene.marks("advice")
    return [mark for mark in uninvited if mark in orders and mark.sentence not in caring]


def _safety(scene: Scene) -> list[Found]:
    """A fact about risk, invited or in danger, handed back, with no order or scare riding on it."""
    facts = [mark for mark in scene.marks("risk_fact") if _permitted(scene, mark) or scene.in_danger]
    facts += [mark for mark in scene.marks("safety_fact") if _permitted(scene, mark)]
    if not facts or scene.marks("scare", "advice", "orders"):
        return []
    # A question or an action in danger is riskask; only a fact they invited stands beside it.
    if scene.marks("riskask", "riskask_in_danger") and not any(_permitted(scene, mark) for mark in facts):
        return []
    first = min(mark.end for mark in facts)
    asks_after = any(
        part.end >= first and part.text.rstrip().endswith("?") for part in scene.reading.sentences
    )
    handed_back = asks_after or scene.marks("hand_back", "choice", "offers_answer")
    return [surest("safety", facts)] if handed_back else []


def _ask(scene: Scene, *, told: bool) -> list[Found]:
    marks = scene.marks("ask")
    if scene.in_danger and scene.marks("riskask", "riskask_in_danger"):
        return []
    if not marks or told or scene.marks("pseudo_ask") or _asks_after_no(scene):
        return []
    best = surest("ask", marks)
    return [] if scene.taken_back(best.end) else [best]


def _asks_after_no(scene: Scene) -> bool:
    """Leave is asked for the very subject the client has just refused: that is no question."""
    decline = scene.ledger.declined_now()
    return decline is not None and bool(subject_words(scene.reading.text) & set(decline.subjects))

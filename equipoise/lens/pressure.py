"""Pressure and judgment: threat, conditions, pushing past a no, shame, war words, labels, imposed theories."""

from __future__ import annotations

import re

from equipoise.coding.reading import Marker
from equipoise.coding.rules import straighten
from equipoise.coding.stems import content_stems
from equipoise.lens.ledger import Decline
from equipoise.lens.scene import Found, Scene, surest
from equipoise.lens.subjects import subject_words

_ABOUT_PERSON = 2
_QUESTION = re.compile(
    r"(?:so|and|but|ok(?:ay)?|well|sure|right|now|anyway|still)?[, ]*"
    r"(?:what|why|how|when|where|who|which|would|could|can|will|do|does|did|is|are|have|has|should|shall|may|might|"
    r"won't|isn't|don't|want|fancy|mind|okay to|ok to)\b",
    re.IGNORECASE,
)
"""A question by its form: a reflection that only ends on a question mark reopens nothing."""

_REPORTS = re.compile(
    r"\b(?:he|she|they|judge|court|boss|wife|husband|partner|mum|mom|dad"
    r"|landlord|officer|doctor|clinic|hostel|panel)(?:'ve| have| has|'d)?"
    r" (?:\w+ )?(?:said|says|told|tells|warned|threatened|want(?:ed|s)?)\b"
    r"|\byou(?:'ve| have)? (?:were|been|was) (?:told|warned)\b"
    r"|\b(?:sounds? like|you(?:'re| are) (?:worried|scared|afraid|frightened)|hanging over you)",
    re.IGNORECASE,
)
_COUNSELOR_ACTS = re.compile(r"\b(?:i'll|i will|i'm going to|i'd have|we'll|we will)\b", re.IGNORECASE)
_FEWEST_SHARED = 2

_TELLS = (
    "advice",
    "risk_fact",
    "persuades",
    "lead",
    "goal_stop",
    "goal_treat",
    "goal_less",
    "flatter",
    "two_doors",
)


def find_pressure(scene: Scene) -> list[Found]:
    """Threat, conditional and push."""
    found = []
    for code_id in ("threat", "conditional"):
        marks = [mark for mark in scene.marks(code_id) if not _says_back(scene, mark)]
        found += [surest(code_id, marks)] if marks else []
    return found + _push(scene)


def _says_back(scene: Scene, mark: Marker) -> bool:
    """The sentence reports what others told the client, in words the client just used: a reflection, no lever."""
    sentence = straighten(scene.reading.sentences[mark.sentence].text)
    if not _REPORTS.search(sentence) or _COUNSELOR_ACTS.search(sentence):
        return False
    shared = set(content_stems(sentence)) & set(content_stems(scene.client_said))
    return len(shared) >= _FEWEST_SHARED


def find_judgement(scene: Scene) -> list[Found]:
    """Shame, warpurity, label and impose. A client's own word said back to them is theirs, not a label."""
    found = scene.found("shame") + scene.found("label") + scene.found("impose")
    about_person = scene.marks("warpurity_person")
    if about_person:
        return [*found, surest("warpurity", about_person, severity=_ABOUT_PERSON)]
    words = [mark for mark in scene.marks("warpurity") if not _echoes(mark.evidence, scene.client_said)]
    return [*found, surest("warpurity", words)] if words else found


def _echoes(evidence: str, client_said: str) -> bool:
    war = re.search(r"clean|dirty|battle|fight|demons?|poison|war", straighten(evidence), re.IGNORECASE)
    return war is not None and re.search(rf"\b{war.group(0)}", client_said, re.IGNORECASE) is not None


def _push(scene: Scene) -> list[Found]:
    """Reasons demanded or the subject reopened while a decline stands; never while danger is open."""
    if scene.in_danger or scene.marks("riskask"):
        return []
    now = scene.ledger.declined_now()
    plain = scene.marks("push_on", "reason_demand")
    if not scene.marks("way_out"):
        plain += scene.marks("two_doors")
    if now and plain:
        return [surest("push", plain)]
    for decline in scene.ledger.standing_declines():
        reopened = _reopened(scene, decline)
        if reopened:
            return [reopened]
    return []


def _reopened(scene: Scene, decline: Decline) -> Found | None:
    subjects = set(decline.subjects)
    named = {word for word in subjects if word.startswith("#")} or subjects
    for index, sentence in enumerate(scene.reading.sentences):
        if not named & subject_words(sentence.text) or _lets_go(scene, index):
            continue
        asks = _asks(scene, index) and not _asks_elsewhere(scene, index)
        tells = any(mark.sentence == index for mark in scene.marks(*_TELLS))
        if asks or tells:
            return Found("push", sentence.start, sentence.end, 0.75)
    return None


def _asks(scene: Scene, index: int) -> bool:
    """The sentence is a question by how it opens, or asks after a clause of its own."""
    sentence = scene.reading.sentences[index]
    asked = any(mark.sentence == index for mark in scene.marks("asks_open", "asks_closed"))
    return bool(_QUESTION.match(straighten(sentence.text))) or (
        asked and sentence.text.rstrip().endswith("?")
    )


def _lets_go(scene: Scene, index: int) -> bool:
    gives_way = ("accepts_no", "repair", "open_door", "owngoal", "menu", "bothsides", "choice")
    return any(mark.sentence == index for mark in scene.marks(*gives_way))


def _asks_elsewhere(scene: Scene, index: int) -> bool:
    """The question asks what else they would like, so the declined word in it is only named to be left."""
    return any(mark.sentence == index for mark in scene.marks("asks_instead"))

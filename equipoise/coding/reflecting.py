"""Is a statement a reflection, and does it add to what the client said? Which code it earns is miti's matter.

A reflection has no form of its own in chat: it is a statement about the client's world, often in the client's
words. So signs are added up: stems ("sounds like", "you feel"), being addressed, words that come back (a few of
them alone are an echo: "Huge, then day three"), meaning added; and against it, the counselor's own voice, facts
told and plans made. Weights and floors: thresholds.yml.
"""

from __future__ import annotations

import math
import re

from equipoise.coding.rules import straighten
from equipoise.coding.stems import content_stems, words_of
from equipoise.coding.thresholds import ComplexWeights, ReflectionWeights

_ADDRESSED = re.compile(r"\b(?:you|u|ya|your|ur|you're|youre|yours|yourself)\b", re.IGNORECASE)
_OPENS_WITH_SO = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|k|right|well|mm-?hmm|yeah|um|uh|and)\W+)*so\b", re.IGNORECASE
)
_SHORT = 5
"""Statements of fewer words than this are as often a nod."""


def reflection_confidence(
    text: str, theirs: frozenset[str], marks: dict[str, float], weights: ReflectionWeights
) -> float:
    """How surely the statement ``text`` returns what the client said, 0–1; 0 for a text without words.

    ``theirs`` are the stems of what the client said, ``marks`` the names of the rules' marks in the statement with
    the highest confidence of each.
    """
    words, own = words_of(text), content_stems(text)
    if not words:
        return 0.0
    echoed = len(words) <= weights.echo_longest and bool(own) and theirs.issuperset(own)
    odds = weights.bare + weights.stem * marks.get("reflection_stem", 0.0)
    odds += weights.addressed * bool(_ADDRESSED.search(straighten(text)))
    odds += weights.shared_word * min(len(theirs.intersection(own)), weights.most_shared)
    odds += weights.feeling * ("adds_meaning" in marks)
    odds += weights.echo * echoed
    odds += weights.so * bool(_OPENS_WITH_SO.match(text))
    odds += weights.own_voice * ("self_statement" in marks)
    odds += weights.told * marks.get("information", 0.0)
    odds += weights.agreed * marks.get("negotiation", 0.0)
    odds += weights.short * (len(words) < _SHORT and not echoed)
    return 1.0 / (1.0 + math.exp(-odds))


def added_meaning(
    text: str, theirs: frozenset[str], marks: dict[str, float], weights: ComplexWeights
) -> float:
    """How much the reflection ``text`` adds to the client's words, 0–1; complex from ``weights.floor`` on.

    With no words of the client's to compare, only the marks speak.
    """
    own = set(content_stems(text))
    new = own - theirs
    total = weights.added_meaning * ("adds_meaning" in marks)
    if theirs and own:
        total += weights.added_share * len(new) / len(own)
    total += weights.new_words * min(len(new), weights.most_new_words)
    return min(1.0, total)

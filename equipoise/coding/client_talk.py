"""Which way a client turn leans: change, neutral or sustain talk, in MISC 2.5's senses.

Relative to changing the behaviour, or to the client's own goal; neutral by default. The counselor's half is
``miti``.
"""

from __future__ import annotations

from collections.abc import Sequence

from equipoise.coding.reading import Marker
from equipoise.transcript import Talk

NEUTRAL_CONFIDENCE = 0.5
"""Saying nothing either way is the commonest reading and never a sure one from rules alone."""

_CLOSE = 0.05
"""Two leanings closer than this are told apart by which came last: people end on what weighs more."""


def talk_of(markers: Sequence[Marker]) -> tuple[Talk, float]:
    """The leaning of one client turn and its confidence in 0–1."""
    change, sustain = _strongest(markers, "change_talk"), _strongest(markers, "sustain_talk")
    if change is not None and (sustain is None or _outweighs(change, sustain)):
        return "change", change.confidence
    if sustain is not None:
        return "sustain", sustain.confidence
    return "neutral", NEUTRAL_CONFIDENCE


def _strongest(markers: Sequence[Marker], name: str) -> Marker | None:
    named = [marker for marker in markers if marker.name == name]
    return max(named, key=lambda marker: (marker.confidence, marker.start), default=None)


def _outweighs(one: Marker, other: Marker) -> bool:
    if abs(one.confidence - other.confidence) > _CLOSE:
        return one.confidence > other.confidence
    return one.start > other.start

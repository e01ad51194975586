"""The two sides of what a client said, and which of them a reply picks up. What follows from it is not decided here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from equipoise import authored
from equipoise.coding.rules import straighten
from equipoise.lens.subjects import subject_words

SIDES = Path(__file__).parent / "sides.yml"

_ANY_CUE, _ONLY_CUED, _PERHAPS = 0.75, 0.65, 0.5
"""How sure a half-hearing is: by a word picked up or change urged; by tone alone; where the line is long."""

_YOU_WANT = re.compile(r"\byou(?:'?d| would) (?:like|love|want)\b|\byou want\b", re.IGNORECASE)
_KEEPS = re.compile(r"\b(?:don'?t|not) want to (?:quit|stop)", re.IGNORECASE)
_LINE_END = re.compile(r"\n\s*")


@dataclass(frozen=True)
class _Words:
    """The YAML as written. Over ``longest_line_words`` two sides stand too far apart to be chosen between."""

    source: str
    turns: str
    change: str
    stay: str
    takes_neither: str
    urges_change: str
    pushes_change: str
    tilts: str
    contrast: str
    use: str
    longest_line_words: int
    short_line_words: int


@lru_cache(maxsize=1)
def _words() -> _Words:
    return authored.load(SIDES, _Words)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_LINE_END.sub("", getattr(_words(), name)), re.IGNORECASE)


def parts_of(client_said: str) -> tuple[str, str] | None:
    """(stay, change): the stretches of a client line that speak for either side, or None when only one is there."""
    stretches = [
        stretch for stretch in _pattern("turns").split(straighten(client_said)) if stretch and stretch.strip()
    ]
    stay, change = [], []
    for stretch in stretches:
        for_stay, for_change = (
            len(_pattern("stay").findall(stretch)),
            len(_pattern("change").findall(stretch)),
        )
        if for_stay > for_change or (for_stay and _KEEPS.search(stretch)):
            stay.append(stretch)
        elif for_change:
            change.append(stretch)
    if stay and not change:
        return _across_a_but(client_said)
    return (" ".join(stay), " ".join(change)) if stay and change else None


def _across_a_but(client_said: str) -> tuple[str, str] | None:
    """(stay, change) where a line about use has one liking and one "but": what stands across it is the other side."""
    said = straighten(client_said)
    halves = [half for half in _pattern("contrast").split(said) if half and half.strip(" .,!?;")]
    if len(halves) == 1:
        # "..., the wife moans though": the word closes the line.
        halves = [
            half
            for half in re.split(r"[.!?;,]\s+", halves[0], maxsplit=1)
            if _pattern("contrast").search(said)
        ]
    if len(halves) != 2 or not _pattern("use").search(said):
        return None
    likes = [bool(_pattern("stay").search(half)) for half in halves]
    if likes[0] == likes[1]:
        return None
    return (halves[0], halves[1]) if likes[0] else (halves[1], halves[0])


def picks_change_side_only(client_said: str, reply: str, *, both: bool, skipped_before: bool) -> float:
    """How sure (0–1; 0 is no) that ``reply`` takes up only the change side of a two-sided client line.

    ``both``: the reading heard both sides. ``skipped_before``: the turn before did the same.
    """
    if _pattern("takes_neither").search(reply) or len(client_said.split()) > _words().longest_line_words:
        return 0.0
    parts = parts_of(client_said)
    if parts is None:
        stays_now = skipped_before and _pattern("stay").search(straighten(client_said))
        return _ANY_CUE if stays_now and _passes_over(client_said, reply) else 0.0
    stay, change = parts
    said = subject_words(reply)
    stay_words, change_words = subject_words(stay), subject_words(change)
    only_stay, only_change = stay_words - change_words, change_words - stay_words
    if said & only_stay and not _pattern("urges_change").search(reply):
        return 0.0
    picked = bool(said & only_change)
    if picked and not said & only_stay:
        return _ANY_CUE if both or len(client_said.split()) <= _words().short_line_words else _PERHAPS
    if _pattern("urges_change").search(reply) and (both or skipped_before or picked):
        return _ANY_CUE
    return (
        _ONLY_CUED
        if both and _pattern("change").search(reply) and not _pattern("stay").search(reply)
        else 0.0
    )


def _passes_over(stay_said: str, reply: str) -> bool:
    """The stay side is offered again and ``reply`` holds on to change without a word of it."""
    return not subject_words(stay_said) & subject_words(reply) and bool(
        _pattern("urges_change").search(reply) or _YOU_WANT.search(reply)
    )


def picks_both_sides(client_said: str, reply: str) -> bool:
    """``reply`` names something of either side of a two-sided client line, without a "but" that tilts it."""
    parts = parts_of(client_said)
    if parts is None or _pattern("tilts").search(reply) or _pattern("pushes_change").search(reply):
        return False
    stay, change = subject_words(parts[0]), subject_words(parts[1])
    said = subject_words(reply)
    return bool(said & (stay - change)) and bool(said & (change - stay))

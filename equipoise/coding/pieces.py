"""Sentences cut where a question begins inside them, so that each piece is one act. Which is ``acts``'s matter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from equipoise.coding.reading import Marker, Sentence
from equipoise.coding.stems import words_of

ASKS_OPEN, ASKS_CLOSED, CHECKS = "asks_open", "asks_closed", "accuracy_check"
_ASKS_SOMEWHERE = frozenset({"asks", "asks_stated"})
"""These say that a sentence asks, not where in it the question begins."""

ASKING = _ASKS_SOMEWHERE | {ASKS_OPEN, ASKS_CLOSED, CHECKS}

_FEWEST_WORDS = 4
_OPENS_A_QUESTION = re.compile(
    r"^\W*(?:(?:so|and|but|ok|okay|well|now)\W+)*"
    r"(?:when|if|since|after|before|in|on|at|with|given|as|for|because)\b",
    re.IGNORECASE,
)
"""A head such as "When you picture Sunday" belongs to the question that follows it."""


@dataclass(frozen=True)
class Piece:
    """Part of a sentence that does one thing. Offsets are characters of the turn."""

    text: str
    start: int
    end: int
    sentence: int
    asks: bool
    markers: tuple[Marker, ...]

    @property
    def marks(self) -> dict[str, float]:
        """Names of the marks with the highest confidence of each."""
        highest: dict[str, float] = {}
        for marker in self.markers:
            highest[marker.name] = max(marker.confidence, highest.get(marker.name, 0.0))
        return highest

    def best(self, *names: str) -> Marker | None:
        """The surest marker of these names; of equals the first. None without one."""
        named = [marker for marker in self.markers if marker.name in names]
        return max(named, key=lambda marker: marker.confidence, default=None)


def pieces_of(text: str, sentences: Sequence[Sentence], markers: Sequence[Marker]) -> tuple[Piece, ...]:
    """The pieces of a turn in order; every sentence gives one, or two where a question ends it."""
    by_sentence: dict[int, list[Marker]] = {}
    for marker in markers:
        by_sentence.setdefault(marker.sentence, []).append(marker)
    pieces: list[Piece] = []
    for index, sentence in enumerate(sentences):
        pieces += _of_sentence(text, sentence, index, by_sentence.get(index, []))
    return tuple(pieces)


def _of_sentence(text: str, sentence: Sentence, index: int, markers: list[Marker]) -> list[Piece]:
    asking = [marker for marker in markers if marker.name in ASKING]
    if not asking or any(marker.name == "backchannel" for marker in markers):
        return [_piece(text, sentence.start, sentence.end, index, False, markers)]
    cut = min(
        (marker.start for marker in asking if marker.name not in _ASKS_SOMEWHERE), default=sentence.start
    )
    head = text[sentence.start : cut]
    if len(words_of(head)) < _FEWEST_WORDS or _OPENS_A_QUESTION.match(head):
        return [_piece(text, sentence.start, sentence.end, index, True, markers)]
    return [
        _piece(text, sentence.start, cut, index, False, markers),
        _piece(text, cut, sentence.end, index, True, markers),
    ]


def _piece(text: str, start: int, end: int, index: int, asks: bool, markers: list[Marker]) -> Piece:
    words = text[start:end]
    start += len(words) - len(words.lstrip(" \t\n\r,;-"))
    end -= len(words) - len(words.rstrip(" \t\n\r,;-"))
    inside = tuple(
        m for m in markers if start <= m.start < end or (m.start < start < m.end and m.end <= end and asks)
    )
    return Piece(text[start:end], start, max(start, end), index, asks, inside)

"""Heard turns for the tests: what the measures read of one, and nothing more."""

from __future__ import annotations

from dataclasses import dataclass

from equipoise.coding.reading import ClientReading, Marker, Reading
from equipoise.transcript import Code, Turn


@dataclass(frozen=True)
class Heard:
    """Stands in for hearing.HeardTurn."""

    number: int
    turn: Turn
    reading: Reading
    answers: ClientReading | None


def miti_code(id_, evidence="words", *, unsure=False):
    return Code(id_, "miti", 0, len(evidence), 0.4 if unsure else 0.9, evidence, unsure=unsure)


def counselor_turn(*ids, evidence="words"):
    return Turn("counselor", "words", codes=tuple(miti_code(id_, evidence) for id_ in ids))


def heard(number, ids="", *, after="neutral", marks=""):
    """One turn with the codes and marks named in ``ids`` and ``marks``, answering talk of the kind ``after``."""
    turn = counselor_turn(*ids.split())
    markers = tuple(Marker(name, name, 0, 5, 0, 0.9, "words") for name in marks.split())
    reading = Reading("words", (), markers, turn.codes, "other")
    answers = ClientReading("said", (), (), after, 0.8) if after else None
    return Heard(number, turn, reading, answers)


def session(*turns):
    """Turns numbered from 1, each (codes, talk answered, marks); the last two may be left out."""
    return [
        heard(number, ids, after=rest[0] if rest else "neutral", marks=rest[1] if len(rest) > 1 else "")
        for number, (ids, *rest) in enumerate(turns, start=1)
    ]

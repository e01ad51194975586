"""How one reply was heard, ready for the page: marked words, named codes, feedback. No scoring, no markup."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from equipoise.transcript import Code, Instrument
from web.practice.codes import INSTRUMENTS, SEVERITIES, InstrumentName, Kind, name_of, surety_of
from web.practice.stored import Exchange


@dataclass(frozen=True)
class HeardCode:
    """One code under the reply. ``key`` is the small number that joins it to its marked words."""

    key: int
    id: str
    instrument: Instrument
    name: str
    meaning: str
    kind: Kind
    says: str
    surety: str
    unsure: bool
    words: str


@dataclass(frozen=True)
class Piece:
    """A run of the reply's text. ``inside`` are the codes it earned, ``ends`` those whose words end here."""

    text: str
    inside: tuple[HeardCode, ...] = ()
    ends: tuple[HeardCode, ...] = ()

    @property
    def classes(self) -> str:
        """Style classes: the instruments that marked this run, and whether all of it is a question."""
        names = sorted({f"mark--{code.instrument}" for code in self.inside})
        if self.inside and all(code.unsure for code in self.inside):
            names.append("mark--unsure")
        return " ".join(["mark", *names]) if self.inside else ""


@dataclass(frozen=True)
class InstrumentReading:
    """What one instrument heard in one reply: counted codes, open questions, and the text with its marks."""

    instrument: InstrumentName
    counted: tuple[HeardCode, ...]
    unsure: tuple[HeardCode, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Advice:
    """Feedback as shown: the goal, at most two points and an example; ``rest`` is folded away."""

    goal: str
    good: tuple[str, ...]
    differently: tuple[str, ...]
    example: str
    rest: tuple[str, ...]


@dataclass(frozen=True)
class ReplyReading:
    """The side panel: one reply, both instruments, feedback."""

    number: int
    instruments: tuple[InstrumentReading, ...]
    advice: Advice | None


def read_reply(exchange: Exchange) -> ReplyReading | None:
    """How this reply was heard; None while it waits for the client."""
    if exchange.heard is None:
        return None
    text, codes = exchange.heard.text, exchange.heard.codes
    return ReplyReading(
        exchange.number,
        tuple(read_instrument(name, text, codes) for name in INSTRUMENTS),
        read_feedback(exchange.outcome.get("feedback")),
    )


def read_instrument(name: InstrumentName, text: str, codes: Iterable[Code]) -> InstrumentReading:
    """One instrument's part of the codes, with its own marks in the text."""
    heard = name_codes(code for code in codes if code.instrument == name.id)
    return InstrumentReading(
        name,
        tuple(code for code, _ in heard if not code.unsure),
        tuple(code for code, _ in heard if code.unsure),
        mark_words(text, heard),
    )


def name_codes(codes: Iterable[Code]) -> tuple[tuple[HeardCode, Code], ...]:
    """The codes with their names, numbered in order of appearance, each beside its original."""
    return tuple((_heard(key, code), code) for key, code in enumerate(codes, start=1))


def mark_words(text: str, heard: Iterable[tuple[HeardCode, Code]]) -> tuple[Piece, ...]:
    """``text`` cut wherever a code's words begin or end. Codes without a place in the text mark nothing."""
    placed = [(code, max(0, raw.start), min(len(text), raw.end)) for code, raw in heard]
    placed = [(code, start, end) for code, start, end in placed if start < end]
    cuts = sorted({0, len(text), *(place for _, start, end in placed for place in (start, end))})
    return tuple(
        Piece(
            text[left:right],
            tuple(code for code, start, end in placed if start <= left and right <= end),
            tuple(code for code, _, end in placed if end == right),
        )
        for left, right in pairwise(cuts)
    )


def read_feedback(raw: dict[str, Any] | None) -> Advice | None:
    """Feedback with one good point and one to try first, or two good ones where nothing is to be tried."""
    if not raw:
        return None
    good, differently = _texts(raw.get("good")), _texts(raw.get("differently"))
    shown = 1 if good and differently else 2
    rest = good[shown:] + differently[shown:] + _texts(raw.get("more"))
    goal, example = str(raw.get("goal") or ""), str(raw.get("example") or "")
    return Advice(goal, good[:shown], differently[:shown], example, rest)


def _texts(points: Any) -> tuple[str, ...]:
    found = (point.get("text") if isinstance(point, dict) else point for point in points or ())
    return tuple(str(text) for text in found if text)


def _heard(key: int, code: Code) -> HeardCode:
    name = name_of(code)
    says = name.says or (SEVERITIES.get(code.severity, "") if name.kind == "concern" else "")
    return HeardCode(
        key,
        code.id,
        code.instrument,
        name.name,
        name.meaning,
        name.kind,
        says,
        surety_of(code),
        code.unsure,
        code.evidence,
    )

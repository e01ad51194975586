"""A session's report, ready for the page: measures, marked transcript, picture. Nothing is measured here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from equipoise.measure import Measure
from equipoise.report import PracticeRecord, RecordedTurn, ReportTurn, SessionReport, session_report
from equipoise.transcript import Code
from web.practice.clients import client_card
from web.practice.codes import INSTRUMENTS, InstrumentName
from web.practice.models import PracticeSession
from web.practice.reading import HeardCode, Piece, mark_words, name_codes
from web.practice.timeline import Moment, draw

STANDINGS = {
    "good": "Where you want it",
    "fair": "Close",
    "low": "Worth a look",
    "no_threshold": "No mark set",
    "not_enough": "Not enough to say",
}
PER_CENT = 100
"""A measure that ends here is a share of a hundred."""


@dataclass(frozen=True)
class MeasureRow:
    """One measure as a row: everything in words, with the turns it rests on."""

    measure: Measure
    value: str
    range: str
    mark: str
    standing: str
    meaning: str
    note: str


@dataclass(frozen=True)
class MeasureTable:
    """One instrument's measures; the two tables are never joined. ``counts`` are plain counts."""

    instrument: InstrumentName
    rows: tuple[MeasureRow, ...]
    counts: tuple[MeasureRow, ...]


@dataclass(frozen=True)
class Linked:
    """A run of text; with a ``number`` it leads to that turn."""

    text: str
    number: str = ""


@dataclass(frozen=True)
class TranscriptRow:
    """One turn of the talk. ``heard`` groups its codes by instrument."""

    turn: ReportTurn
    pieces: tuple[Piece, ...]
    heard: tuple[tuple[InstrumentName, tuple[HeardCode, ...]], ...]


def report_page(session: PracticeSession) -> dict[str, Any]:
    """Everything the report's template shows."""
    report = session_report(practice_record(session))
    return {
        "session": session,
        "client": client_card(session.case),
        "report": report,
        "tables": tuple(_table(name, report) for name in INSTRUMENTS),
        "rows": tuple(_row(turn) for turn in report.turns),
        "coming_back": _coming_back(report.client_return),
        "partings": tuple(map(_linked, report.partings)),
        "pictures": draw(_moments(report.turns)),
    }


def practice_record(session: PracticeSession) -> PracticeRecord:
    """The session as the library reads it; a turn still waiting was never heard and is left out."""
    answered = (turn for turn in session.turns.all() if turn.outcome)
    turns = tuple(RecordedTurn(turn.words, turn.outcome) for turn in answered)
    return PracticeRecord(session.opening, turns, session.closing)


def _table(name: InstrumentName, report: SessionReport) -> MeasureTable:
    measures = report.measures_of(name.id)
    counts = tuple(_measure_row(measure) for measure in measures if _is_count(measure))
    rows = tuple(_measure_row(measure) for measure in measures if not _is_count(measure))
    return MeasureTable(name, rows, counts)


def _is_count(measure: Measure) -> bool:
    # How often something was heard: no top, and no mark to compare with.
    return measure.high is None and measure.standing == "no_threshold"


def _measure_row(measure: Measure) -> MeasureRow:
    return MeasureRow(
        measure,
        "" if measure.value is None else _value(measure, measure.value),
        _range(measure),
        _mark(measure),
        STANDINGS[measure.standing],
        _sentence(measure.meaning),
        _sentence(measure.note),
    )


def _range(measure: Measure) -> str:
    if measure.high is None:
        return f"from {_number(measure.low)}"
    return f"{_number(measure.low)} to {_value(measure, measure.high)}"


def _value(measure: Measure, value: float) -> str:
    return f"{value:.0f} %" if measure.high == PER_CENT else _number(value)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?')) else '.'}" if text else ""


def _mark(measure: Measure) -> str:
    if measure.good is None:
        return ""
    side = "or less" if measure.lower_is_better else "or more"
    return f"{_value(measure, measure.good)} {side}"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _coming_back(chance: float) -> str:
    # The marks of the lens's client measure: .70 good, .40 fair (domain reference, part D).
    words = "likely" if chance >= 0.7 else "uncertain" if chance >= 0.4 else "unlikely"
    return f"Coming back to you after this is {words} ({chance:.0%})."


def _linked(text: str) -> tuple[Linked, ...]:
    pieces = re.split(r"((?:turn|reply) \d+)", text, flags=re.IGNORECASE)
    return tuple(
        Linked(piece, piece.split()[1] if place % 2 else "") for place, piece in enumerate(pieces) if piece
    )


def _row(turn: ReportTurn) -> TranscriptRow:
    heard = name_codes(turn.codes)
    groups = tuple(
        (name, tuple(code for code, _ in heard if code.instrument == name.id)) for name in INSTRUMENTS
    )
    return TranscriptRow(turn, mark_words(turn.text, heard), tuple(group for group in groups if group[1]))


def _moments(turns: tuple[ReportTurn, ...]) -> tuple[Moment, ...]:
    moments: list[Moment] = []
    number = 0
    codes: tuple[Code, ...] = ()
    for turn in turns:
        if turn.number is not None:
            number, codes = turn.number, turn.codes
        elif turn.feelings and (not moments or number > moments[-1].number):
            moments.append(Moment(number, turn.feelings, tuple(code for code, _ in name_codes(codes))))
    return tuple(moments)

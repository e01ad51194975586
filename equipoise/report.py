"""SessionReport: everything a reader may see of one session. How it looks on a page is the web's matter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from equipoise.client.case import load_case
from equipoise.client.reaction import return_chance
from equipoise.coaching.debrief import debrief
from equipoise.hearing import HeardTurn, hear_counselor
from equipoise.lens import measures as lens
from equipoise.measure import Measure
from equipoise.miti import summary as miti
from equipoise.practice import Session
from equipoise.transcript import Code


@dataclass(frozen=True)
class RecordedTurn:
    """One counselor turn from the record: the words, and the Outcome dictionary they brought."""

    words: str
    outcome: dict[str, Any]


@dataclass(frozen=True)
class PracticeRecord:
    """One session from the record: the Outcome of its start, then its turns in order, then its end if any."""

    opening: dict[str, Any]
    turns: tuple[RecordedTurn, ...]
    ending: dict[str, Any] | None = None


@dataclass(frozen=True)
class ReportTurn:
    """One speaker's turn as shown. ``number`` counts counselor turns from 1 and is None for the client's.

    ``feelings`` are the client's six after their words (0–100), None on counselor turns.
    """

    speaker: str
    text: str
    number: int | None = None
    codes: tuple[Code, ...] = ()
    topic: str | None = None
    feelings: dict[str, float] | None = None


@dataclass(frozen=True)
class SessionReport:
    """One session, read by both instruments side by side. ``review_together``: a danger was missed.

    ``client_return`` is how likely (0–1) this client is to come back. ``partings`` say where the two
    instruments part; ``client_words`` are the client's last words.
    """

    case_id: str
    measures: tuple[Measure, ...]
    review_together: bool
    turns: tuple[ReportTurn, ...]
    keep: str
    try_next: str
    partings: tuple[str, ...]
    client_words: str
    client_return: float
    ending: str | None

    def measures_of(self, instrument: str) -> tuple[Measure, ...]:
        """The measures of one instrument, in the order they are shown."""
        return tuple(measure for measure in self.measures if measure.instrument == instrument)


def session_report(record: PracticeRecord) -> SessionReport:
    """The report of a practice session. Codes are those of the record; measures are worked out from them."""
    sessions = [Session.from_dict(record.opening["session"])]
    sessions += [Session.from_dict(turn.outcome["session"]) for turn in record.turns]
    case = load_case(sessions[0].case)
    heard = tuple(_heard(sessions[place], turn) for place, turn in enumerate(record.turns))
    last = Session.from_dict(record.ending["session"]) if record.ending else sessions[-1]
    goal = last.ledger.client_goal
    disclosures = [disclosure.kind for disclosure in case.disclosures]
    measures = miti.measure(heard, goal)
    measures += lens.measure(heard, client_goal=goal, disclosures_required=disclosures)
    review = lens.capped(heard)
    words = debrief(heard, measures, review_together=review)
    client = last.client
    return SessionReport(
        case_id=case.id,
        measures=measures,
        review_together=review,
        turns=_turns(record),
        keep=words.keep,
        try_next=words.try_next,
        partings=words.partings,
        client_words=last.client_said,
        client_return=return_chance(client) if client else 0.0,
        ending=last.ending,
    )


def _heard(before: Session, turn: RecordedTurn) -> HeardTurn:
    """The turn heard again as it stood then, with the codes the record holds."""
    _, heard = hear_counselor(before.hearing(), turn.words)
    return replace(heard, turn=replace(heard.turn, codes=codes_of(turn.outcome)))


def codes_of(outcome: dict[str, Any]) -> tuple[Code, ...]:
    """The codes an Outcome dictionary holds for the counselor's turn; none when the client spoke first."""
    heard = outcome.get("heard") or {}
    return tuple(Code(**code) for code in heard.get("codes", ()))


def _turns(record: PracticeRecord) -> tuple[ReportTurn, ...]:
    shown = [_client_turn(record.opening)]
    for number, turn in enumerate(record.turns, start=1):
        heard = turn.outcome.get("heard") or {}
        codes = codes_of(turn.outcome)
        shown.append(
            ReportTurn("counselor", heard.get("text", turn.words), number, codes, heard.get("topic"))
        )
        shown.append(_client_turn(turn.outcome))
    if record.ending and record.ending["replies"]:
        shown.append(_client_turn(record.ending))
    return tuple(shown)


def _client_turn(outcome: dict[str, Any]) -> ReportTurn:
    session = Session.from_dict(outcome["session"])
    feelings = session.client.feelings() if session.client else None
    return ReportTurn("client", "\n".join(outcome["replies"]), feelings=feelings)

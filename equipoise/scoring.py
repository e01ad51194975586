"""Scoring a whole transcript with both instruments; no simulated client, no Rasa. Files are ``files``' matter."""

from __future__ import annotations

from dataclasses import dataclass, replace

from equipoise.hearing import HeardTurn, Hearing, hear_client, hear_counselor
from equipoise.lens import measures as lens
from equipoise.measure import Measure
from equipoise.miti import summary as miti
from equipoise.transcript import Transcript, Turn


@dataclass(frozen=True)
class ScoredTranscript:
    """A transcript with its codes, and the measures of the session. ``review_together``: a danger was missed."""

    transcript: Transcript
    measures: tuple[Measure, ...]
    heard: tuple[HeardTurn, ...]
    review_together: bool


def score(transcript: Transcript) -> ScoredTranscript:
    """Both instruments' reading of ``transcript``. The same transcript always gets the same scores.

    A transcript without counselor turns gets no codes, and measures that say "not enough".
    """
    hearing, turns, heard = Hearing(), [], []
    for turn in transcript.turns:
        if turn.speaker == "client":
            hearing = hear_client(hearing, turn.text)
            reading = hearing.client_reading
            turns.append(replace(turn, talk=reading.talk if reading else "neutral"))
            continue
        hearing, one = hear_counselor(hearing, turn.text, client_goal=transcript.client_goal, turn_id=turn.id)
        heard.append(one)
        turns.append(_coded(turn, one.turn))
    goal = transcript.client_goal or hearing.ledger.client_goal
    measures = miti.measure(heard, goal) + lens.measure(heard, client_goal=transcript.client_goal)
    return ScoredTranscript(
        replace(transcript, turns=tuple(turns)), measures, tuple(heard), lens.capped(heard)
    )


def _coded(turn: Turn, scored: Turn) -> Turn:
    return replace(turn, codes=scored.codes, main_behaviour=scored.main_behaviour)

"""The native form: JSON Lines, a transcript a line. Other forms have a module each.

In::

    {"id": …, "client_goal": …, "turns": [{"speaker": "counselor"|"client", "text": …}]}

Out: the same, keys we do not know kept, with ``codes`` and ``main_behaviour`` on counselor turns, ``talk``
on client turns, and ``measures`` and ``review_together`` for the session.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from equipoise.errors import TranscriptError
from equipoise.scoring import ScoredTranscript
from equipoise.transcript import GOAL_KINDS, SPEAKERS, Transcript, Turn


@dataclass(frozen=True)
class TranscriptLine:
    """One line of a file: its 1-based number, the transcript, and the object as it was written."""

    number: int
    transcript: Transcript
    raw: dict[str, Any]


def read(lines: Iterable[bytes]) -> Iterator[TranscriptLine | TranscriptError]:
    """Every non-blank line as a transcript, or the error that says what is wrong with it; never stops early."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            raw = _parse(line, number)
            yield TranscriptLine(number, transcript_of(raw, number), raw)
        except TranscriptError as error:
            yield error


def _parse(line: bytes, number: int) -> dict[str, Any]:
    try:
        raw = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise TranscriptError(
            f"not UTF-8 at byte {error.start}; save the file as UTF-8", line=number
        ) from error
    except json.JSONDecodeError as error:
        raise TranscriptError(
            f"not valid JSON: {error.msg} at character {error.pos + 1}", line=number
        ) from error
    except RecursionError as error:
        raise TranscriptError("nested too deeply to be a transcript", line=number) from error
    if not isinstance(raw, dict):
        raise TranscriptError('a line must be an object {"id": …, "turns": […]}', line=number)
    return raw


def transcript_of(raw: dict[str, Any], number: int) -> Transcript:
    """The transcript in one parsed line. Raises TranscriptError naming the turn and what is wrong."""
    name = raw.get("id")
    if isinstance(name, bool) or not isinstance(name, (str, int)) or name == "":
        raise TranscriptError(
            '"id" is missing; give each transcript a text or number of its own', line=number
        )
    goal = raw.get("client_goal")
    if goal is not None and goal not in GOAL_KINDS:
        allowed = ", ".join(GOAL_KINDS)
        raise TranscriptError(f'"client_goal" is {goal!r}; allowed: {allowed}, or null', line=number)
    turns = raw.get("turns")
    if not isinstance(turns, list):
        raise TranscriptError('"turns" is missing or not a list', line=number)
    return Transcript(
        str(name), tuple(_turn(turn, place, number) for place, turn in enumerate(turns, 1)), goal
    )


def _turn(raw: Any, place: int, number: int) -> Turn:
    if not isinstance(raw, dict):
        raise TranscriptError(f'turn {place} must be an object {{"speaker": …, "text": …}}', line=number)
    speaker, text = raw.get("speaker"), raw.get("text")
    if speaker not in SPEAKERS:
        raise TranscriptError(
            f'turn {place}: "speaker" is {speaker!r}; allowed: counselor, client', line=number
        )
    if not isinstance(text, str):
        raise TranscriptError(f'turn {place}: "text" is missing or not text', line=number)
    return Turn(speaker, text)


def written(line: TranscriptLine, scored: ScoredTranscript) -> str:
    """The scored line, without its newline; keys of the input that we do not know stay as they were."""
    turns = [
        {**raw, **_scores(turn)} for raw, turn in zip(line.raw["turns"], scored.transcript.turns, strict=True)
    ]
    measures = {measure.id: _measure(measure) for measure in scored.measures}
    out = {**line.raw, "turns": turns, "measures": measures, "review_together": scored.review_together}
    text = json.dumps(out, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate has no UTF-8 form; escapes keep it as it came
        return json.dumps(out)
    return text


def _scores(turn: Turn) -> dict[str, Any]:
    if turn.speaker == "client":
        return {"talk": turn.talk}
    return {"codes": [asdict(code) for code in turn.codes], "main_behaviour": turn.main_behaviour}


def _measure(measure: Any) -> dict[str, Any]:
    return {name: value for name, value in asdict(measure).items() if name not in ("id", "meaning")}

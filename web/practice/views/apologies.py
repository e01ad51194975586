"""Kind words and a status for what could not be done. Which error is which is ``engine``'s matter."""

from __future__ import annotations

from dataclasses import dataclass

from equipoise.errors import SessionOver, WordsRefused
from web import engine
from web.practice import record


@dataclass(frozen=True)
class Refusal:
    """Why something was not done: for the counselor (``message``), the browser and the page's script."""

    status: int
    code: str
    message: str


def refusal(error: Exception, *, called: str, asked_for: str = "reply") -> Refusal:
    """What to answer after ``error``; the message always says what became of the counselor's words.

    ``called`` is the client's name. Raises ``error`` again when it is none of ours.
    """
    if isinstance(error, WordsRefused):
        return Refusal(422, "words_refused", str(error))
    if isinstance(error, engine.NotTaken):
        return Refusal(422, "not_taken", str(error))
    if isinstance(error, SessionOver):
        return Refusal(409, "session_over", str(error))
    if isinstance(error, record.NobodyThere):
        return Refusal(409, "nobody_there", f"{called} has not come in yet.")
    if isinstance(error, record.TurnUnderWay):
        message = "Your last reply is still on its way. Send that one again first; these words are kept here."
        return Refusal(409, "turn_under_way", message)
    if isinstance(error, record.OtherWords):
        message = "A reply was already sent from here. Reload the page to see it; these words are kept."
        return Refusal(409, "other_words", message)
    if isinstance(error, engine.EngineError):
        return Refusal(503, "away", f"{_trouble(error, called)} {_comfort(asked_for)}")
    raise error


def _trouble(error: engine.EngineError, called: str) -> str:
    if isinstance(error, engine.EngineSlow):
        return f"{called} is taking longer than they should."
    if isinstance(error, engine.EngineWrong):
        return "The answer that came back could not be read."
    return f"{called} cannot be reached just now."


def _comfort(asked_for: str) -> str:
    if asked_for == "reply":
        return "This is on our side. Your words are safe here; send them again in a moment."
    return "This is on our side. Nothing is lost; try again in a moment."

"""Writing the record: a turn is stored before it is sent and completed after. No pages, no wording.

Nothing is kept locked while the client thinks: uniqueness in the database keeps one turn under way.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.utils import timezone

from equipoise.errors import SessionOver
from equipoise.practice import check_words
from web import engine
from web.practice.models import PracticeSession, PracticeTurn
from web.practice.stored import heard_in

Result = TypeVar("Result")


class NotWritten(Exception):
    """The record stays as it was; each kind below says why."""


class TurnUnderWay(NotWritten):
    """Another turn of this session is still waiting for the client."""


class IdTaken(NotWritten):
    """The id belongs to another session."""


class NobodyThere(NotWritten):
    """The client has not come in yet, so there is nobody to talk to (``greet``)."""


class OtherWords(NotWritten):
    """The turn id was already used for other words."""


def open_session(session_id: str, *, owner: str, case_id: str, mode: str) -> PracticeSession:
    """A new session in the record; the client is not in the room yet (``greet``).

    The brief makes the id, so a button pressed twice opens one session. Raises IdTaken if it is another's.
    """
    session, _ = PracticeSession.objects.get_or_create(
        id=session_id, defaults={"owner": owner, "case": case_id, "mode": mode}
    )
    if (session.owner, session.case) != (owner, case_id):
        raise IdTaken
    return session


def greet(session: PracticeSession) -> None:
    """Let the client come in and speak first; nothing happens if they already did. Raises EngineError."""
    if session.opening is not None:
        return
    answer = engine.start(session.id, case=session.case, mode=session.mode)
    session.opening, session.state = answer.outcome, answer.session
    PracticeSession.objects.filter(id=session.id, opening__isnull=True).update(
        opening=answer.outcome, state=answer.session
    )


def write_turn(session: PracticeSession, turn_id: str, words: str) -> PracticeTurn:
    """The turn, stored and waiting; the same id and words give the same turn again.

    Raises WordsRefused, NobodyThere, SessionOver, TurnUnderWay or OtherWords.
    """
    words = check_words(words)
    known = session.turns.filter(turn_id=turn_id).first()
    if known:
        if known.words != words:
            raise OtherWords
        return known
    _check_open(session)
    try:
        with transaction.atomic():
            return session.turns.create(turn_id=turn_id, words=words, number=session.turns.count() + 1)
    except IntegrityError as error:
        raise TurnUnderWay from error


def send_turn(session: PracticeSession, turn: PracticeTurn) -> PracticeTurn:
    """The turn, answered by the client; one already answered is given back as it is.

    Raises EngineAway (the turn goes on waiting) or NotTaken (the turn is withdrawn: it was never said).
    """
    if not turn.is_waiting:
        return turn
    try:
        answer = _in_step(
            session,
            lambda: engine.take_turn(
                session.id, turn_id=turn.turn_id, words=turn.words, expected_turn=turn.number - 1
            ),
        )
        heard_in(answer.outcome, where="turn")
    except engine.NotTaken:
        PracticeTurn.objects.filter(id=turn.id, status=PracticeTurn.WAITING).delete()
        raise
    _complete(session, turn, answer)
    turn.refresh_from_db()
    session.refresh_from_db()
    return turn


def end_session(session: PracticeSession) -> None:
    """End the session; the client says goodbye. An ended one stays as it is.

    Raises NobodyThere, TurnUnderWay or EngineError.
    """
    if session.ending:
        return
    _check_open(session)
    if session.waiting_turn():
        raise TurnUnderWay
    answer = _in_step(session, lambda: engine.end(session.id))
    session.ending = answer.ending or "ended_by_counselor"
    session.closing, session.state, session.ended_at = answer.outcome, answer.session, timezone.now()
    session.save(update_fields=["ending", "closing", "state", "ended_at"])


def ask_hint(session: PracticeSession) -> str:
    """A question to oneself for the next reply. Raises NobodyThere, SessionOver or EngineError."""
    _check_open(session)
    return _in_step(session, lambda: engine.hint(session.id))


def _check_open(session: PracticeSession) -> None:
    if session.ending:
        raise SessionOver(
            "This session has ended. Its report is ready; start a new session to go on practising."
        )
    if session.state is None:
        raise NobodyThere


def _in_step(session: PracticeSession, ask: Callable[[], Result]) -> Result:
    """What ``ask`` gives; if the Rasa side stands elsewhere, the record wins and it is asked once more."""
    try:
        return ask()
    except engine.OutOfStep:
        engine.restore(session.state)
    try:
        return ask()
    except engine.OutOfStep as error:
        raise engine.EngineAway("still out of step after a restore") from error


def _complete(session: PracticeSession, turn: PracticeTurn, answer: engine.Answer) -> None:
    now = timezone.now()
    with transaction.atomic():
        # Only the first of two answers to the same turn is kept; the second says the same.
        kept = PracticeTurn.objects.filter(id=turn.id, status=PracticeTurn.WAITING).update(
            status=PracticeTurn.ANSWERED, outcome=answer.outcome, answered_at=now
        )
        if kept:
            over = {"ending": answer.ending, "ended_at": now} if answer.ending else {}
            PracticeSession.objects.filter(id=session.id).update(state=answer.session, **over)

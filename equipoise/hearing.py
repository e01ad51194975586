"""Hearing a conversation turn by turn: coder, ledger and lens joined. No client state, no coaching.

The same steps serve a live session (``practice``) and a file of transcripts (``equipoise score``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from equipoise.coding.pipeline import Coder, load_coder
from equipoise.coding.reading import ClientReading, Context, Reading
from equipoise.lens.coder import code_turn, direction_of
from equipoise.lens.direction import Direction
from equipoise.lens.ledger import KnownToCase, Ledger
from equipoise.transcript import Code, GoalKind, Turn


@dataclass(frozen=True)
class HeardTurn:
    """One counselor turn as both instruments heard it, with the ledger before and after it.

    ``number`` counts counselor turns from 1; ``answers`` is the client turn it answered, if any.
    """

    number: int
    turn: Turn
    reading: Reading
    direction: Direction
    before: Ledger
    after: Ledger
    answers: ClientReading | None = None


@dataclass(frozen=True)
class Hearing:
    """Where the conversation stands between two turns."""

    ledger: Ledger = Ledger()
    client_reading: ClientReading | None = None
    counselor_said: str = ""


@lru_cache(maxsize=1)
def coder() -> Coder:
    """The one coder of this process; loading it takes about three seconds."""
    return load_coder()


@lru_cache(maxsize=256)
def read_client(text: str) -> ClientReading:
    """The client's words as the coder hears them; a line is read when it is said and again when it is answered."""
    return coder().read_client(text)


def hear_client(hearing: Hearing, text: str, known: KnownToCase | None = None) -> Hearing:
    """The conversation after the client said ``text``; ``known`` is what a simulated case knows for certain."""
    reading = read_client(text)
    ledger = hearing.ledger.hear_client(reading, known=known)
    return replace(hearing, ledger=ledger, client_reading=reading)


def hear_counselor(
    hearing: Hearing, words: str, *, client_goal: GoalKind | None = None, turn_id: str | None = None
) -> tuple[Hearing, HeardTurn]:
    """Both instruments' reading of ``words`` and the conversation after them.

    ``client_goal`` is the goal a transcript's file gives for the client; None leaves it to what the client voiced.
    """
    before = hearing.ledger
    client_said = hearing.client_reading.text if hearing.client_reading else ""
    context = Context(client_said, permitted=before.permitted, previous_words=hearing.counselor_said)
    reading = coder().read_counselor(words, context)
    lens_codes = code_turn(reading, before, answers=hearing.client_reading, client_goal=client_goal)
    codes: tuple[Code, ...] = tuple(
        sorted(reading.miti + lens_codes, key=lambda code: (code.start, code.end))
    )
    turn = Turn("counselor", words, codes=codes, main_behaviour=reading.main_behaviour, id=turn_id)
    after = before.hear_counselor(reading, lens_codes)
    direction = direction_of(turn, before, client_goal=client_goal)
    heard = HeardTurn(after.turn, turn, reading, direction, before, after, answers=hearing.client_reading)
    return replace(hearing, ledger=after, counselor_said=words), heard

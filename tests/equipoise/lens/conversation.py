"""Hearing a short conversation in tests: pairs of speaker and words, "cl" for the client, "co" for the counselor."""

from __future__ import annotations

from equipoise.hearing import HeardTurn, Hearing, hear_client, hear_counselor
from equipoise.lens.ledger import KnownToCase
from equipoise.transcript import GoalKind


def talk(
    *lines: tuple[str, str], goal: GoalKind | None = None, known: KnownToCase | None = None
) -> list[HeardTurn]:
    """The counselor turns of ``lines`` as heard. ``known`` holds for every client line."""
    hearing, heard = Hearing(), []
    for speaker, words in lines:
        if speaker == "cl":
            hearing = hear_client(hearing, words, known)
        else:
            hearing, turn = hear_counselor(hearing, words, client_goal=goal)
            heard.append(turn)
    return heard


def lens_ids(turn: HeardTurn) -> list[str]:
    """The counted lens codes of one turn, in alphabetical order."""
    return sorted(turn.turn.code_ids("lens"))


def severity(turn: HeardTurn, code_id: str) -> int:
    """The severity with which ``turn`` earned ``code_id``."""
    return next(code.severity for code in turn.turn.codes if code.id == code_id and code.instrument == "lens")

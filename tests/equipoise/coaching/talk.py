"""Short conversations for the tests of coaching, heard by the real coder and lens."""

from __future__ import annotations

from dataclasses import replace

from equipoise.hearing import HeardTurn, Hearing, hear_client, hear_counselor
from equipoise.lens.ledger import KnownToCase
from equipoise.transcript import Code, Instrument


def one_turn(client: str, counselor: str, known: KnownToCase | None = None, *, number: int = 1) -> HeardTurn:
    """The counselor's answer to one client line, as turn ``number``."""
    opened = Hearing()
    opened = replace(opened, ledger=replace(opened.ledger, turn=number - 1))
    return hear_counselor(hear_client(opened, client, known), counselor)[1]


def session(*lines: tuple[str, str] | tuple[str, str, KnownToCase]) -> list[HeardTurn]:
    """Pairs of client and counselor lines, each with what the case knows if given, heard in a row."""
    hearing, heard = Hearing(), []
    for client, counselor, *known in lines:
        hearing = hear_client(hearing, client, known[0] if known else None)
        hearing, one = hear_counselor(hearing, counselor)
        heard.append(one)
    return heard


def with_codes(one: HeardTurn, *codes: Code) -> HeardTurn:
    """``one`` as if it had earned exactly ``codes``."""
    return replace(one, turn=replace(one.turn, codes=codes))


def code(
    id_: str, instrument: Instrument = "lens", *, severity: int = 0, unsure: bool = False, at: int = 0
) -> Code:
    """A code over the four characters from ``at``."""
    return Code(id_, instrument, at, at + 4, 0.5 if unsure else 0.9, "some words", unsure, severity)

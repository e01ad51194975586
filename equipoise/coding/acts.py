"""What each piece of a counselor turn does, and the MITI code it earns. Volley rules are in ``miti``.

MITI's tie-breaks (4.2.1; coding research, 1.2) in the order they are applied:
a question that attacks is Confront; one that shares power is Seek; one that advises is persuasion; else Q.
A statement: Confront (none where it may be a reflection), Emphasize and Seek, persuasion (GI where unsure),
AF (before a reflection), what MITI leaves uncoded, then whichever of GI and reflection is surer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from equipoise.coding.pieces import ASKING, ASKS_CLOSED, ASKS_OPEN, CHECKS, Piece
from equipoise.coding.reading import Marker
from equipoise.coding.reflecting import added_meaning, reflection_confidence
from equipoise.coding.stems import words_of
from equipoise.coding.thresholds import Thresholds
from equipoise.transcript import MainBehaviour

CodeId = Literal["GI", "Persuade", "PwP", "Q", "SR", "CR", "AF", "Seek", "Emphasize", "Confront"]

SHARES_POWER = ("seek", "permission_ask")
_TOLD = ("information", "others_do", "negotiation")


@dataclass(frozen=True)
class Act:
    """One thing done in a turn. ``code`` is None where none is earned; ``words`` weigh in the main act.

    ``start`` and ``end`` are those of its evidence, ``piece_start`` is where the piece begins.
    """

    behaviour: MainBehaviour
    code: CodeId | None
    start: int
    end: int
    confidence: float
    words: float
    open: bool = False
    piece_start: int = 0


@dataclass(frozen=True)
class Setting:
    """What the acts of one turn have in common.

    ``client_stems`` are the content of the words they answer; ``welcome`` says whether persuasion has permission.
    """

    client_stems: frozenset[str]
    thresholds: Thresholds
    welcome: bool


def acts_of(piece: Piece, setting: Setting) -> Iterator[Act]:
    """The acts of one piece: mostly one, two where an explicit choice rides on advice."""
    if piece.asks:
        yield _asked(piece, setting)
        return
    emphasis = _emphasis(piece, setting)
    if emphasis is not None:
        yield emphasis
    stated = _stated(piece, setting, emphasised=emphasis is not None)
    if stated is not None:
        yield stated


def _asked(piece: Piece, setting: Setting) -> Act:
    confront = piece.best("confront")
    if confront is not None and confront.confidence >= setting.thresholds.confront_sure:
        return _from_marker(piece, confront, "other", "Confront")
    if piece.best(CHECKS) is not None:
        return _whole(piece, "question", "Q", piece.marks[CHECKS], words=setting.thresholds.main.check_words)
    power = piece.best(*SHARES_POWER)
    if power is not None:
        return _from_marker(piece, power, "question", "Seek")
    advice = piece.best("advice_directive")
    if advice is not None and not _asked_openly_before(piece, advice):
        return _from_marker(piece, advice, "input", "PwP" if setting.welcome else "Persuade")
    marks = piece.marks
    sure = max(marks.get(name, 0.0) for name in ASKING)
    return _whole(piece, "question", "Q", sure, is_open=_is_open(marks))


def _asked_openly_before(piece: Piece, advice: Marker) -> bool:
    """Tells "What do you think you should do?", which asks, from "How about trying a patch?", which advises."""
    return any(marker.name == ASKS_OPEN and marker.start < advice.start for marker in piece.markers)


def _is_open(marks: dict[str, float]) -> bool:
    return marks.get(ASKS_OPEN, 0.0) > 0 and marks.get(ASKS_OPEN, 0.0) >= marks.get(ASKS_CLOSED, 0.0)


def _emphasis(piece: Piece, setting: Setting) -> Act | None:
    """Emphasize where it is certain and not taken back; MITI's ladder makes the uncertain one Seek."""
    marker = piece.best("emphasize")
    if marker is None or piece.best("taken_back") is not None:
        return None
    sure = marker.confidence >= setting.thresholds.emphasize_sure
    return _from_marker(piece, marker, "other", "Emphasize" if sure else "Seek")


def _stated(piece: Piece, setting: Setting, *, emphasised: bool) -> Act | None:
    marks, numbers = piece.marks, setting.thresholds
    reflected = 0.0
    if not marks.keys() & set(numbers.marks.no_reflection):
        reflected = reflection_confidence(piece.text, setting.client_stems, marks, numbers.reflection)
    confront = piece.best("confront", *numbers.marks.confront)
    advice = piece.best("advice_directive", "persuade", *numbers.marks.persuade)
    if confront is not None and (advice is None or confront.confidence >= numbers.confront_sure):
        doubtful = confront.confidence < numbers.confront_sure and reflected >= numbers.reflection.floor
        return (
            _whole(piece, "reflection", None, 0.0)
            if doubtful
            else _from_marker(piece, confront, "other", "Confront")
        )
    if advice is not None and not ("information" in marks and advice.confidence < numbers.persuade_sure):
        return _from_marker(piece, advice, "input", "PwP" if setting.welcome else "Persuade")
    if emphasised:
        return None
    power = piece.best(*SHARES_POWER)
    if power is not None:
        return _from_marker(piece, power, "other", "Seek")
    affirmation = piece.best("affirmation")
    if affirmation is not None:
        return _from_marker(piece, affirmation, "reflection", "AF")
    uncoded = max(marks.get("not_coded", 0.0), marks.get("backchannel", 0.0))
    if uncoded and uncoded >= marks.get("information", 0.0):
        return _whole(piece, "other", None, uncoded)
    return _told_or_reflected(piece, setting, reflected)


def _told_or_reflected(piece: Piece, setting: Setting, reflected: float) -> Act:
    marks, numbers = piece.marks, setting.thresholds
    told = max(marks.get(name, 0.0) for name in (*_TOLD, *numbers.marks.informs))
    if told > reflected:
        if "others_do" in marks and setting.welcome:
            return _whole(piece, "input", "PwP", marks["others_do"])
        if told == marks.get("negotiation", 0.0):
            return _whole(piece, "input", None, told)
        return _whole(piece, "input", "GI", told)
    if reflected < numbers.reflection.floor:
        return _whole(piece, "other", None, 1.0 - reflected)
    added = added_meaning(piece.text, setting.client_stems, marks, numbers.complex)
    return _whole(piece, "reflection", "CR" if added >= numbers.complex.floor else "SR", reflected)


def _whole(
    piece: Piece,
    behaviour: MainBehaviour,
    code: CodeId | None,
    confidence: float,
    *,
    words: float | None = None,
    is_open: bool = False,
) -> Act:
    weight = float(len(words_of(piece.text))) if words is None else words
    return Act(behaviour, code, piece.start, piece.end, confidence, weight, is_open, piece.start)


def _from_marker(piece: Piece, marker: Marker, behaviour: MainBehaviour, code: CodeId) -> Act:
    weight = float(len(words_of(piece.text)))
    return Act(behaviour, code, marker.start, marker.end, marker.confidence, weight, piece_start=piece.start)

"""Where MITI and the lens part over one reply; neither is made to win. The words are in debrief.yml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from equipoise.coaching.feedback import STRENGTHS_IN_ORDER, is_concern, severity_of
from equipoise.coaching.wording import quote, say
from equipoise.transcript import Code

if TYPE_CHECKING:
    from equipoise.hearing import HeardTurn

MOST_PARTINGS = 4

_LEAST_SEVERITY = 2
"""A nudge about a word is no disagreement between instruments."""


@dataclass(frozen=True)
class PartingWords:
    """The halves of a parting: what MITI hears, what the lens hears, and what MITI's silence means."""

    miti: dict[str, tuple[str, ...]]
    concerns: dict[str, tuple[str, ...]]
    strengths: dict[str, tuple[str, ...]]
    miti_silent: tuple[str, ...]


@dataclass(frozen=True)
class _Parting:
    """One reply over which the two part: the lens code, and what MITI hears in it (None: nothing)."""

    one: HeardTurn
    lens: Code
    miti: Code | None


def partings_of(heard: Sequence[HeardTurn], words: PartingWords) -> tuple[str, ...]:
    """At most four partings, in the session's order; the gravest are kept, unlike codes before like ones."""
    found = [parting for one in heard if (parting := _parting(one, words))]
    found.sort(key=lambda parting: (-severity_of(parting.lens), parting.one.number))
    seen: set[str] = set()
    first: list[_Parting] = []
    again: list[_Parting] = []
    for parting in found:
        (again if parting.lens.id in seen else first).append(parting)
        seen.add(parting.lens.id)
    kept = sorted((first + again)[:MOST_PARTINGS], key=lambda parting: parting.one.number)
    return tuple(_sentences(parting, words) for parting in kept)


def _parting(one: HeardTurn, words: PartingWords) -> _Parting | None:
    """A skillful reply with a lens concern, or a lens strength that MITI has nothing for."""
    sure = [code for code in one.turn.codes if not code.unsure]
    lens = [code for code in sure if code.instrument == "lens"]
    miti = [code for code in sure if code.instrument == "miti"]
    concerns = [code for code in lens if severity_of(code) >= _LEAST_SEVERITY and code.id in words.concerns]
    skills = [code for code in miti if code.id in words.miti]
    if concerns and skills and not any(is_concern(code) for code in miti):
        return _Parting(one, max(concerns, key=severity_of), min(skills, key=_rank))
    strengths = [code for code in lens if code.id in words.strengths]
    if strengths and not miti and len(strengths) == len(lens):
        return _Parting(one, min(strengths, key=_rank), None)
    return None


def _rank(code: Code) -> int:
    return STRENGTHS_IN_ORDER.index(code.id)


def _sentences(parting: _Parting, words: PartingWords) -> str:
    number, lens, miti = parting.one.number, parting.lens, parting.miti
    held = {"turn": str(number), "words": quote(parting.one, lens)}
    if miti is None:
        heard = say(words.strengths[lens.id], number=number, key=lens.id, **held)
        return f"{heard} {say(words.miti_silent, number=number, key='miti_silent')}"
    skill = say(words.miti[miti.id], number=number, key=miti.id, **held)
    return f"{skill} {say(words.concerns[lens.id], number=number, key=lens.id, **held)}"

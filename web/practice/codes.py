"""Plain names for codes, from the instruments' own books. When one is earned is decided in ``equipoise``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from equipoise.lens.codebook import codebook as lens_codebook
from equipoise.miti.codebook import load_codebook as miti_codebook
from equipoise.transcript import Code, Instrument

Kind = Literal["strength", "concern", "plain"]

SEVERITIES = {1: "a nudge", 2: "moderate", 3: "serious", 4: "stop and review"}
SIDES: dict[str, tuple[Kind, str]] = {
    "adherent": ("strength", "MI-adherent"),
    "non_adherent": ("concern", "MI non-adherent"),
    "neither": ("plain", ""),
}
SURE_FROM = 0.85
"""Confidence (0–1) from which the page says "sure"; below it, down to the scorer's floor, "fairly sure"."""


@dataclass(frozen=True)
class CodeName:
    """A code's name and meaning, and whether it speaks for or against the reply (in words: ``says``)."""

    name: str
    meaning: str
    kind: Kind = "plain"
    says: str = ""


@dataclass(frozen=True)
class InstrumentName:
    """How an instrument introduces itself."""

    id: Instrument
    title: str
    question: str
    short: str


INSTRUMENTS = (
    InstrumentName("miti", "MITI 4.2.1", "Was it skilful MI?", "MITI"),
    InstrumentName(
        "lens", "Autonomy Lens", "Whose goal was it, could they see it, could they say no?", "Lens"
    ),
)


@lru_cache(maxsize=1)
def _names() -> dict[tuple[str, str], CodeName]:
    names = {}
    for miti in miti_codebook().values():
        names["miti", miti.id] = CodeName(miti.name, miti.meaning, *SIDES[miti.side])
    for lens in lens_codebook().values():
        kind: Kind = "strength" if lens.polarity == "plus" else "concern"
        names["lens", lens.id] = CodeName(
            lens.name, lens.fires_when, kind, "strength" if kind == "strength" else ""
        )
    return names


def name_of(code: Code) -> CodeName:
    """The code's name; a code from an older or newer book is shown by its id."""
    return _names().get((code.instrument, code.id)) or CodeName(code.id, "")


def surety_of(code: Code) -> str:
    """How sure the scorer is, in words."""
    if code.unsure:
        return "unsure"
    return "sure" if code.confidence >= SURE_FROM else "fairly sure"

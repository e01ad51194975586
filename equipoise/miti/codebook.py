"""MITI's ten behaviour codes, as authored. Which turn earns one is coding's matter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from equipoise import authored
from equipoise.errors import AuthoredDataError

CODEBOOK = Path(__file__).parent / "codebook.yml"

IDS: tuple[str, ...] = ("GI", "Persuade", "PwP", "Q", "SR", "CR", "AF", "Seek", "Emphasize", "Confront")


@dataclass(frozen=True)
class MitiCode:
    """One behaviour code in plain words. ``side`` is MITI's total that it counts toward."""

    id: str
    name: str
    side: Literal["adherent", "non_adherent", "neither"]
    meaning: str
    example: str


@dataclass(frozen=True)
class _Codebook:
    source: str
    codes: tuple[MitiCode, ...]


@lru_cache(maxsize=1)
def load_codebook() -> dict[str, MitiCode]:
    """The ten codes by id, in the manual's order. Raises AuthoredDataError when the book breaks its format.

    Source: MITI 4.2.1 manual, behaviour codes.
    """
    codes = authored.load(CODEBOOK, _Codebook).codes
    found = tuple(code.id for code in codes)
    if found != IDS:
        raise AuthoredDataError(f"{CODEBOOK}: holds the codes {', '.join(found)}; expected {', '.join(IDS)}")
    return {code.id: code for code in codes}

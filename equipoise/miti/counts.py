"""MITI behaviour counts of a session, under the volley rules. Ratios and globals are computed elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from equipoise.miti.codebook import IDS
from equipoise.transcript import Turn

_GIVES_WAY = (("Persuade", "PwP"), ("SR", "CR"))
"""Of these only the second counts in a volley that holds both."""

MOST_SAME_AFFIRMATIONS = 3
"""MITI's three strikes: the same affirmation said again after this often is no longer counted."""


@dataclass(frozen=True)
class Counts:
    """The 1-based numbers of the counselor turns that earned each behaviour, and how many turns there were."""

    turns: Mapping[str, tuple[int, ...]]
    counselor_turns: int

    def of(self, *codes: str) -> int:
        """How many volleys earned one of ``codes``, each code counted by itself."""
        return sum(len(self.turns[code]) for code in codes)

    def where(self, *codes: str) -> tuple[int, ...]:
        """The numbers of the turns that earned any of ``codes``, in order, each once."""
        return tuple(sorted({number for code in codes for number in self.turns[code]}))


def volley_codes(turn: Turn) -> frozenset[str]:
    """The MITI codes that count for a turn: each once, none unsure, Persuade or PwP, one reflection."""
    codes = set(turn.code_ids("miti")) & set(IDS)
    for weaker, stronger in _GIVES_WAY:
        if stronger in codes:
            codes.discard(weaker)
    return frozenset(codes)


def count(turns: Iterable[Turn]) -> Counts:
    """Behaviour counts over the counselor turns among ``turns``; all zero for none."""
    earned: dict[str, list[int]] = {code: [] for code in IDS}
    said: dict[str, int] = {}
    number = 0
    for turn in turns:
        if turn.speaker != "counselor":
            continue
        number += 1
        for code in volley_codes(turn):
            if code != "AF" or _is_fresh(turn, said):
                earned[code].append(number)
    return Counts(MappingProxyType({code: tuple(numbers) for code, numbers in earned.items()}), number)


def _is_fresh(turn: Turn, said: dict[str, int]) -> bool:
    words = next(code.evidence for code in turn.codes if code.id == "AF" and not code.unsure).casefold()
    said[words] = said.get(words, 0) + 1
    return said[words] <= MOST_SAME_AFFIRMATIONS
